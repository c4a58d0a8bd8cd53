"""Tables of a visitor's own, as rows of a grid or a CSV file: read, checked, and turned into a scenario's value.

A fault names the row, the column and what was given; the page adds the cure in words.  Shares are in percent.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeGuard

from pvsilver import catalogue, usertables
from pvsilver.errors import printable
from pvsilver.names import TECHNOLOGIES
from pvsilver.scenario import Scenario
from pvsilver.units import PERCENT
from pvsilver.world import metallization, paths

YEAR = "year"
POWDER = "powder_silver_wt_pct"
VOLUME = ("gw",)
MOST_BYTES, MOST_ROWS = 100_000, 200
SHOWN_CHARACTERS = 24
SUM_TOLERANCE = usertables.TOLERANCE * PERCENT

Row = dict[str, Any]


class Layout(NamedTuple):
    """What a table looks like: its parameter, columns after the year, what a value may be.

    key: columns that say which row it is; shares: each row sums to 100.
    """

    id: str
    columns: tuple[str, ...]
    first_year: int
    highest: float
    shares: bool
    lowest: float = 0.0
    key: tuple[str, ...] = (YEAR,)


@dataclass(frozen=True)
class Fault:
    """What is wrong: the row counted from 1 (0: the whole table), the column, and what was given."""

    kind: str
    row: int = 0
    column: str = ""
    given: str = ""


def layout(id: str) -> Layout:
    """The layout of `market_share`, `installations_gw` or `powder_silver_wt_pct`."""
    parameter = catalogue.load()[id]
    if id == "market_share":
        return Layout(id, TECHNOLOGIES, usertables.EARLIEST, PERCENT, True)
    if id == POWDER:
        known = metallization.technologies_with_coated_copper()
        lowest, highest = float(parameter.minimum or 0.0), float(parameter.maximum or PERCENT)
        return Layout(id, known, paths.last_observed_year() + 1, highest, False, lowest)
    return Layout(id, VOLUME, paths.last_observed_year() + 1, float(parameter.maximum or 0.0), False)


def anchors(id: str, scenario: Scenario) -> list[Row]:
    """The table of the scenario; where it has none, the path in force at its anchor years."""
    own: Any = scenario[id]
    if id == POWDER:
        return _powder_rows(scenario, own)
    if own is not None:
        return _rows(layout(id), own)
    if id == "market_share":
        path = paths.market_share(str(scenario["market_share_path"]))
        return [{YEAR: year} | dict(zip(TECHNOLOGIES, map(_percent, path[year - paths.FIRST]), strict=True))
                for year in SHARE_YEARS]  # fmt: skip
    gw = paths.installations_gw(str(scenario["installation_outlook"]))
    return [{YEAR: year, "gw": round(float(gw[year - paths.FIRST]), 3)} for year in VOLUME_YEARS]


SHARE_YEARS = (2026, 2030, 2035, 2050)
VOLUME_YEARS = (2026, 2027, 2028, 2029, 2030, 2035, 2040, 2045, 2050)


def _powder_rows(scenario: Scenario, own: Mapping[str, Any] | None) -> list[Row]:
    """Silver in the powder at the years of the user's table, or at the anchors of the path."""
    given = sorted({int(year) for series in (own or {}).values() for year in series}) or SHARE_YEARS
    wt_pct = metallization.powder_silver_wt_pct(scenario, len(paths.YEARS))
    names = layout(POWDER).columns
    return [
        {YEAR: year}
        | {name: round(float(wt_pct[year - paths.FIRST, TECHNOLOGIES.index(name)]), 6) for name in names}
        for year in given
    ]


def _percent(share: float) -> float:
    return round(share * PERCENT, 6)


def _rows(form: Layout, own: Mapping[str, Any]) -> list[Row]:
    if not form.shares:
        return [{YEAR: int(year), "gw": gw} for year, gw in own.items()]
    years = sorted({int(year) for series in own.values() for year in series})
    return [
        {YEAR: year} | {name: _percent(own.get(name, {}).get(str(year), 0.0)) for name in form.columns}
        for year in years
    ]


def total(form: Layout, row: Mapping[str, Any]) -> float:
    """Sum of a row's values; what is empty counts nothing."""
    return math.fsum(value for name in form.columns if is_number(value := row.get(name)))


def scaled(form: Layout, rows: Iterable[Row]) -> list[Row]:
    """Rows whose values keep their proportions and sum to 100; a row of nothing stays as it is."""
    return [_scaled(form, row) for row in rows]


def _scaled(form: Layout, row: Row) -> Row:
    whole = total(form, row)
    if not whole > 0.0:
        return row
    return row | {name: PERCENT * (row.get(name) or 0.0) / whole for name in form.columns}


def faults(form: Layout, rows: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """Everything that is wrong with rows of a grid, first things first; empty when the table can be used."""
    if not rows:
        return [Fault("empty")]
    found: list[Fault] = []
    seen: set[float] = set()
    for place, row in enumerate(rows, 1):
        year = row.get(YEAR)
        if not is_number(year) or year != int(year) or not form.first_year <= year <= usertables.LATEST:
            found.append(Fault("year", place, YEAR, shown(year)))
        elif year in seen:
            found.append(Fault("twice", place, YEAR, shown(year)))
        else:
            seen.add(year)
        bad = [name for name in form.columns if not _in_range(form, row.get(name))]
        found += [Fault("value", place, name, shown(row.get(name))) for name in bad]
        if form.shares and not bad and abs(total(form, row) - PERCENT) > SUM_TOLERANCE:
            found.append(Fault("sum", place, "", f"{total(form, row):.4g}"))
    return found


def value(form: Layout, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The table as a scenario holds it; rows must be without faults."""
    if form.columns == VOLUME:
        return {str(int(row[YEAR])): float(row["gw"]) for row in rows}
    rows = list(rows)
    whole = PERCENT if form.shares else 1.0
    return {name: {str(int(row[YEAR])): row[name] / whole for row in rows} for name in form.columns}


def template(form: Layout, rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows as CSV with a header: what an upload looks like."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    wanted = (*form.key, *form.columns)
    writer.writerow(wanted)
    writer.writerows([_cell(row[name]) for name in wanted] for row in rows)
    return text.getvalue()


def _cell(given: Any) -> str:
    return f"{given:.10g}" if is_number(given) else str(given or "")


def read(form: Layout, data: bytes) -> tuple[list[Row], list[Fault]]:
    """(rows, faults) of a CSV file of the template's columns, in any order; no rows where it is none."""
    lines, wrong = lines_of(form, data)
    rows: list[Row] = []
    unread: list[Fault] = []
    for place, given in enumerate(lines, 1):
        numbers = {name: usertables.number(given[name]) for name in given}
        unread += [Fault("year" if name == YEAR else "value", place, name, shown(given[name]))
                   for name, found in numbers.items() if not math.isfinite(found)]  # fmt: skip
        rows.append({name: found if math.isfinite(found) else None for name, found in numbers.items()})
    return rows, wrong or unread or faults(form, rows)


def lines_of(form: Layout, data: bytes) -> tuple[list[dict[str, str]], list[Fault]]:
    """(cells by column, what is wrong with the file); no cells where something is."""
    if len(data) > MOST_BYTES:
        return [], [Fault("large", given=f"{len(data)}")]
    try:
        lines = [
            line for line in csv.reader(io.StringIO(data.decode("utf-8-sig"))) if any(map(str.strip, line))
        ]
    except (UnicodeDecodeError, csv.Error):
        return [], [Fault("not_csv")]
    wanted = (*form.key, *form.columns)
    heading = [name.strip().lower() for name in lines[0]] if lines else []
    missing = [name for name in wanted if heading.count(name) != 1]
    if missing:
        return [], [Fault("header", given=name) for name in missing]
    if len(lines) - 1 > MOST_ROWS:
        return [], [Fault("large", given=f"{len(lines) - 1}")]
    found = (dict(zip(heading, line, strict=False)) for line in lines[1:])
    return [{name: given.get(name, "").strip() for name in wanted} for given in found], []


def edited(rows: Sequence[Row], change: Mapping[str, Any]) -> list[Row]:
    """Rows after what a grid reports: `edited_rows` by place, `deleted_rows`, `added_rows`."""
    found = [dict(row) for row in rows]
    for place, cells in change.get("edited_rows", {}).items():
        found[int(place)].update(cells)
    gone = set(change.get("deleted_rows", ()))
    kept = [row for place, row in enumerate(found) if place not in gone]
    return [*kept, *(dict(row) for row in change.get("added_rows", ()) if any(map(_said, row.values())))]


def _said(given: Any) -> bool:
    return bool(given) if isinstance(given, str) else is_number(given)


def _in_range(form: Layout, given: Any) -> bool:
    return is_number(given) and form.lowest <= given <= form.highest


def is_number(given: Any) -> TypeGuard[float]:
    return isinstance(given, (int, float)) and not isinstance(given, bool) and math.isfinite(given)


def shown(given: Any) -> str:
    text = "" if given is None else f"{given:g}" if isinstance(given, float) else str(given)
    return printable(text[:SHOWN_CHARACTERS])
