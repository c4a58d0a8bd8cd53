"""Whether the data tables hold together: what `data check` finds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd

from pvsilver import catalogue, tables
from pvsilver.errors import InputError, TableError
from pvsilver.scenario import CENTRAL
from pvsilver.studies import data_names, evidence

SUM_TOLERANCE = 1e-9

GRADES_OF_EVIDENCE = {
    "read": "A",
    "second_hand": "B",
    "derived": "ABC",
    "judgement": "C",
    "recalled": "C",
}


def listing(root: Path = tables.ROOT) -> pd.DataFrame:
    """One row a table: name, title, rows, description."""
    loaded = [tables.load(name, root) for name in tables.names(root)]
    return pd.DataFrame(
        [
            {
                "table": t.name,
                "rows": len(t.rows),
                "title": t.title,
                "interpolation": t.interpolation,
                "description": t.description,
            }
            for t in loaded
        ]
    )


def parameters(root: Path = tables.ROOT) -> pd.DataFrame:
    """One row a parameter of the catalogue."""
    rows = [
        {
            "id": p.id, "default": p.default, "min": p.minimum, "max": p.maximum, "step": p.step, "unit": p.unit,
            "page": p.page, "group": p.group, "type": p.type, "choices": ", ".join(p.choices), "low": p.low,
            "central": p.central, "high": p.high, "range_kind": p.range_kind, "distribution": p.distribution,
            "sources": ", ".join(p.source_ids), "grade": p.grade, "note": p.note,
        }
        for p in catalogue.load(root).values()
    ]  # fmt: skip
    # Defaults are numbers, names and empties side by side: only `object` keeps each as it is.
    return pd.DataFrame(rows).astype({"default": object})


OWN_KINDS = {"synthesis", "judgement"}


def sources(root: Path = tables.ROOT) -> pd.DataFrame:
    """One row a source; `without_link` says why it has neither an address nor a DOI."""
    frame = tables.load("sources", root).frame[["id", "title", "year", "url", "doi", "kind"]]
    return frame.assign(without_link=[_without_link(row) for row in tables.load("sources", root).rows])


def _without_link(row: tables.Row) -> str:
    if row["url"] or row["doi"]:
        return ""
    return "our own, published here" if row["kind"] in OWN_KINDS else "read as a copy; no address known"


def notes(root: Path = tables.ROOT) -> list[str]:
    """What a reader of the data should know and nobody can mend here: sources of others without a link."""
    found = [row for row in tables.load("sources", root).rows if row["kind"] not in OWN_KINDS]
    without = [f"{row['id']} ({row['kind']})" for row in found if _without_link(row)]
    return [f"sources: no link is known for {', '.join(without)}"] if without else []


def faults(root: Path = tables.ROOT) -> pd.DataFrame:
    """One row a fault: table and what is wrong.  Empty when the data hold together."""
    found = [*_unreadable(root)]
    unreadable = {name for name, _ in found}
    for name in tables.names(root):
        if not {name, "sources"} & unreadable:
            found += [(name, fault) for fault in _table_faults(tables.load(name, root), root)]
    if not unreadable & NEEDED:
        try:
            catalogue.load(root)
        except TableError:
            found += [("catalogue", fault) for fault in _undeclared(root)]
        else:
            found += [("catalogue", fault) for fault in _catalogue_faults(root)]
            found += [("scenario_presets", fault) for fault in _preset_faults(root)]
            found += data_names.faults(root)
    if not found and root == tables.ROOT:
        # The model computes from the data in force and no others.
        found += evidence.faults()
    return pd.DataFrame(found, columns=["table", "fault"])


NEEDED = frozenset(
    {
        "catalogue",
        "assumptions",
        "scenario_presets",
        "cell_presets",
        "cell_ranges",
        "process_presets",
        "pastes",
        "paste_keys",
    }
)
"""Tables without which names cannot be looked up."""


def _undeclared(root: Path) -> Iterator[str]:
    """What is wrong with each parameter that cannot be declared."""
    for row in tables.load("catalogue", root).rows:
        try:
            catalogue.declare(row, root)
        except TableError as error:
            yield str(error)


def _unreadable(root: Path) -> Iterator[tuple[str, str]]:
    for name in tables.names(root):
        try:
            tables.load(name, root)
        except TableError as error:
            yield name, str(error)


def _table_faults(table: tables.Table, root: Path) -> Iterator[str]:
    declared = {field.name for field in table.fields}
    yield from _unit_faults(table, declared)
    yield from _key_faults(table)
    yield from _range_faults(table, declared)
    yield from _sum_faults(table, root)
    yield from _declared_faults(table, root)
    if "source_id" in declared:
        yield from _source_faults(table, root)


def declared_sources(table: tables.Table, root: Path = tables.ROOT) -> list[dict[str, str]]:
    """Sources of a table as its declaration has them: title and address of each id that its rows name."""
    known = {row["id"]: row for row in tables.load("sources", root).rows}
    found = [known[id] for id in table.source_ids if id in known]
    return [{"title": row["title"]} | ({"path": row["url"]} if row["url"] else {}) for row in found]


def _declared_faults(table: tables.Table, root: Path) -> Iterator[str]:
    resource = next(r for r in tables.package(root)["resources"] if r["name"] == table.name)
    if not resource.get("licenses"):
        yield "has no licence in datapackage.json"
    if resource.get("sources", []) != declared_sources(table, root):
        yield "sources in datapackage.json are not those of its rows; run tools/table_sources.py"


def _unit_faults(table: tables.Table, declared: set[str]) -> Iterator[str]:
    for field in table.fields:
        if field.type != "string" and not field.unit and "unit" not in declared:
            yield f"column {field.name} has no unit"


def _key_faults(table: tables.Table) -> Iterator[str]:
    seen: dict[tuple[Any, ...], int] = {}
    for number, row in enumerate(table.rows, start=2):
        key = tuple(row[column] for column in table.key)
        if key in seen:
            yield f"row {number} repeats the key {key} of row {seen[key]}"
        seen.setdefault(key, number)


def _range_faults(table: tables.Table, declared: set[str]) -> Iterator[str]:
    for low, central, high in _range_columns(declared):
        for number, row in enumerate(table.rows, start=2):
            known = [row[column] for column in (low, central, high) if row[column] is not None]
            if known != sorted(known):
                yield f"row {number}: {low}, {central}, {high} are {known}, not in rising order"


def _range_columns(declared: set[str]) -> Iterator[tuple[str, str, str]]:
    for column in sorted(declared):
        if column == "central" or column.startswith("central_"):
            low, high = column.replace("central", "low", 1), column.replace("central", "high", 1)
            if {low, high} <= declared:
                yield low, column, high


def _sum_faults(table: tables.Table, root: Path) -> Iterator[str]:
    resource = next(r for r in tables.package(root)["resources"] if r["name"] == table.name)
    rule = resource.get("sumsToOne")
    if not rule:
        return
    keys = [column for column in table.key if column != rule["over"]]

    def group(row: tables.Row) -> tuple[str, ...]:
        return tuple(str(row[key]) for key in keys)

    for key, rows in groupby(sorted(table.rows, key=group), key=group):
        total = sum(row[rule["value"]] for row in rows)
        if abs(total - 1.0) > SUM_TOLERANCE:
            yield f"{' '.join(key)}: {rule['value']} sums to {total:.9g} over {rule['over']}; it must be 1"


def _source_faults(table: tables.Table, root: Path) -> Iterator[str]:
    known = {row["id"] for row in tables.load("sources", root).rows}
    for number, row in enumerate(table.rows, start=2):
        unknown = set(tables.split_source_ids(row["source_id"])) - known
        if unknown:
            yield f"row {number}: no source {', '.join(sorted(unknown))} in sources.csv"
        if row["grade"] not in GRADES_OF_EVIDENCE[row["evidence"]]:
            yield f"row {number}: evidence {row['evidence']} cannot have grade {row['grade']}"
        if row["evidence"] == "recalled" and "recalled" not in (row["note"] or "").lower():
            yield f"row {number}: is recalled, and its note does not say so"


def _catalogue_faults(root: Path) -> Iterator[str]:
    for parameter in catalogue.load(root).values():
        if parameter.step is not None and parameter.step <= 0.0:
            yield f"step of {parameter.id} is {parameter.step:g}; it must be above 0"
        for name in ("default", "low", "central", "high"):
            value = getattr(parameter, name)
            if value is None or parameter.type == "table" or parameter.range_kind == "relative":
                continue
            try:
                checked = parameter.check(value)
            except InputError as error:
                yield f"{name} of {error}"
                continue
            if checked != value:
                yield f"{name} of {parameter.id} is {value}, off its step; the nearest is {checked}"


def _preset_faults(root: Path) -> Iterator[str]:
    declared = catalogue.load(root)
    for number, row in enumerate(tables.load("scenario_presets", root).rows, start=2):
        if row["preset"] == CENTRAL:
            yield f"row {number}: {CENTRAL} sets nothing; it is the case of all defaults"
        try:
            declared[row["parameter"]].check(row["value"])
        except InputError as error:
            yield f"row {number}: {error}"
