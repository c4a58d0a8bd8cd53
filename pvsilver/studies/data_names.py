"""Whether every name and value that one data table takes from another is there: part of `data check`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pvsilver import catalogue, tables, usertables
from pvsilver.cell import paste, presets
from pvsilver.errors import InputError, shown


def faults(root: Path = tables.ROOT) -> Iterator[tuple[str, str]]:
    """(table, fault) for each name that is not declared and each value that its declaration refuses."""
    declared = catalogue.load(root)
    of_cell = {row["id"] for row in tables.load("cell_ranges", root).rows}
    for row, problem in _unknown("cell_ranges", "id", set(declared), root):
        yield "cell_ranges", f"row {row}: {problem}"
    yield from _values("cell_presets", presets.FACTS, of_cell, root)
    yield from _values("process_presets", (), of_cell, root)
    yield from _incomplete(of_cell, root)
    pastes = {row["key"] for row in tables.load("pastes", root).rows} | {paste.CUSTOM}
    for row, problem in _unknown("paste_keys", "key", pastes, root):
        yield "paste_keys", f"row {row}: {problem} in pastes.csv"


def _unknown(name: str, column: str, known: set[str], root: Path) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(tables.load(name, root).rows, start=2):
        if row[column] not in known:
            yield number, f"{column} {shown(row[column])} is unknown"


def _values(name: str, facts: tuple[str, ...], of_cell: set[str], root: Path) -> Iterator[tuple[str, str]]:
    """Rows of parameter and value against the catalogue; `facts` are numbers that it does not declare."""
    declared = catalogue.load(root)
    for number, problem in _unknown(name, "parameter", of_cell | set(facts), root):
        yield name, f"row {number}: {problem}"
    for number, row in enumerate(tables.load(name, root).rows, start=2):
        id, value = row["parameter"], row["value"]
        if value is None:
            continue
        if id in facts and not abs(usertables.number(value)) < float("inf"):
            yield name, f"row {number}: {id}: {shown(value)} is not a number"
        elif id in of_cell and id in declared:
            try:
                declared[id].typed(value)
            except InputError as error:
                yield name, f"row {number}: {error}"


def _incomplete(of_cell: set[str], root: Path) -> Iterator[tuple[str, str]]:
    table = tables.load("cell_presets", root)
    for preset in table.distinct("preset"):
        missing = (of_cell | set(presets.FACTS)) - {row["parameter"] for row in table.select(preset=preset)}
        if missing:
            yield table.name, f"{preset} has no row of {', '.join(sorted(missing))}"
