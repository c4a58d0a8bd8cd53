"""Adoption curves of a visitor's own: a row a technology and route, with start, midpoint or finish, and ceiling.

Rows, faults and files are those of `own_table`; ceilings are in percent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pvsilver import catalogue, usertables
from pvsilver.exchange import own_table
from pvsilver.exchange.own_table import Fault, Layout, Row, is_number, shown
from pvsilver.names import ROUTES
from pvsilver.scenario import Scenario
from pvsilver.units import PERCENT
from pvsilver.world import paths

ID = "route_adoption"
TECHNOLOGY, ROUTE = KEY = ("technology", "route")
START, MIDPOINT, FINISH, CEILING = ("start_year", "midpoint_year", "finish_year", "ceiling_pct")
YEARS = (START, MIDPOINT, FINISH)


def layout() -> Layout:
    """The layout of `route_adoption`; its first year is the last observed one, from which a curve may leave."""
    return Layout(ID, (*YEARS, CEILING), paths.last_observed_year(), PERCENT, False, key=KEY)


def technologies() -> tuple[str, ...]:
    """Technologies that may adopt a route."""
    return tuple(catalogue.load()["route_adoption_technology"].choices)


def anchors(scenario: Scenario) -> list[Row]:
    """The curves of the scenario; none where it has no table of its own."""
    own: Any = scenario[ID] or {}
    return [
        {TECHNOLOGY: technology, ROUTE: route, **{year: curve.get(year) for year in YEARS},
         CEILING: round(curve["ceiling"] * PERCENT, 6)}
        for technology, curves in own.items()
        for route, curve in curves.items()
    ]  # fmt: skip


def example(scenario: Scenario) -> list[Row]:
    """The curve that the levers describe, as a file to begin from; full adoption where they name no ceiling."""
    ceiling = scenario["route_adoption_ceiling_pct"]
    return [{
        TECHNOLOGY: scenario["route_adoption_technology"], ROUTE: scenario["route_adoption_route"],
        START: scenario.number("route_adoption_start_year"), MIDPOINT: None,
        FINISH: scenario.number("route_adoption_finish_year"), CEILING: PERCENT if ceiling is None else ceiling,
    }]  # fmt: skip


def faults(form: Layout, rows: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """Everything that is wrong with the rows, first things first; empty when they can be used."""
    if not rows:
        return [Fault("empty")]
    found: list[Fault] = []
    seen: set[tuple[Any, Any]] = set()
    ceilings: dict[Any, float] = {}
    for place, row in enumerate(rows, 1):
        bad = _bad_cells(form, place, row)
        found += bad
        if bad:
            continue
        key = (row[TECHNOLOGY], row[ROUTE])
        if key in seen:
            found.append(Fault("same", place, ROUTE, f"{key[0]}, {key[1]}"))
            continue
        seen.add(key)
        found += _bad_curve(place, row)
        ceilings[key[0]] = ceilings.get(key[0], 0.0) + row[CEILING]
        if ceilings[key[0]] > PERCENT + own_table.SUM_TOLERANCE:
            found.append(Fault("ceilings", place, CEILING, f"{ceilings[key[0]]:.4g}"))
    return found


def _bad_cells(form: Layout, place: int, row: Mapping[str, Any]) -> list[Fault]:
    """Names that are not known, years and a ceiling that cannot be."""
    found = []
    for name, known in ((TECHNOLOGY, technologies()), (ROUTE, ROUTES)):
        if row.get(name) not in known:
            found.append(Fault("choice", place, name, shown(row.get(name))))
    for name in YEARS:
        given = row.get(name)
        if given is None and name != START:
            continue
        if not is_number(given) or not form.first_year <= given <= usertables.LATEST:
            found.append(Fault("when", place, name, shown(given)))
    if not is_number(row.get(CEILING)) or not 0.0 <= row[CEILING] <= PERCENT:
        found.append(Fault("ceiling", place, CEILING, shown(row.get(CEILING))))
    return found


def _bad_curve(place: int, row: Mapping[str, Any]) -> list[Fault]:
    """A curve has one of midpoint and finish, and does not start after it."""
    ends = [name for name in (MIDPOINT, FINISH) if row.get(name) is not None]
    if len(ends) != 1:
        return [Fault("ends", place, FINISH)]
    if row[START] > row[ends[0]]:
        return [Fault("order", place, START, f"{row[START]:g} > {row[ends[0]]:g}")]
    return []


def value(form: Layout, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The table as a scenario holds it; rows must be without faults."""
    found: dict[str, Any] = {}
    for row in rows:
        curve = {name: float(row[name]) for name in YEARS if row.get(name) is not None}
        found.setdefault(row[TECHNOLOGY], {})[row[ROUTE]] = curve | {"ceiling": row[CEILING] / PERCENT}
    return found


def read(form: Layout, data: bytes) -> tuple[list[Row], list[Fault]]:
    """(rows, faults) of a CSV file of the template's columns; empty cells of midpoint or finish are none."""
    lines, wrong = own_table.lines_of(form, data)
    rows: list[Row] = []
    unread: list[Fault] = []
    for place, given in enumerate(lines, 1):
        row: Row = {name: given[name].lower() for name in KEY}
        for name in form.columns:
            number = usertables.number(given[name])
            row[name] = number if is_number(number) else None
            if given[name] and row[name] is None:
                unread.append(
                    Fault("ceiling" if name == CEILING else "when", place, name, shown(given[name]))
                )
        rows.append(row)
    return rows, wrong or unread or faults(form, rows)
