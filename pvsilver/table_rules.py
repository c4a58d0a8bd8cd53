"""What the rows of a table must hold together beyond each cell: keys, cells of a kind, shares that sum to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pvsilver.errors import TableError

Row = Mapping[str, Any]

SUM_TOLERANCE = 1e-6
"""Shares of a table may miss a sum of one by this much, the rounding of six decimals."""


def check(path: Path, key: tuple[str, ...], declared: Mapping[str, Any], rows: Sequence[Row]) -> None:
    """Raises TableError, which names file and row, where the rows break the declaration of their table.

    `requiredWhere` {column: {column: value}} says which rows must fill a cell; `sumsToOne` {over, value} which
    column sums to one over which other.
    """
    if key:
        _refuse_repeats(path, key, rows)
    _refuse_gaps(path, declared.get("requiredWhere", {}), rows)
    if "sumsToOne" in declared:
        _refuse_sums(path, key, declared["sumsToOne"], rows)


def _refuse_repeats(path: Path, key: tuple[str, ...], rows: Sequence[Row]) -> None:
    """A key given twice would let the later row win in silence."""
    seen: dict[tuple[Any, ...], int] = {}
    for number, row in enumerate(rows, start=2):
        at = tuple(row[column] for column in key)
        if at in seen:
            where = ", ".join(f"{column}={value}" for column, value in zip(key, at, strict=True))
            raise TableError(
                path.name, f"row {number}, column {', '.join(key)}: {where} is already in row {seen[at]}"
            )
        seen[at] = number


def _refuse_gaps(path: Path, rules: Mapping[str, Mapping[str, Any]], rows: Sequence[Row]) -> None:
    """A cell that rows of one kind must fill would be passed over in silence."""
    for column, where in rules.items():
        for number, row in enumerate(rows, start=2):
            if row[column] is None and all(row[name] == value for name, value in where.items()):
                kind = ", ".join(f"{name}={value}" for name, value in where.items())
                raise TableError(
                    path.name, f"row {number}, column {column}: is empty; {kind} must have a value"
                )


def _refuse_sums(path: Path, key: tuple[str, ...], rule: Mapping[str, str], rows: Sequence[Row]) -> None:
    """Shares that do not sum to one are a fault of the file, never normalised."""
    over, value = rule["over"], rule["value"]
    totals: dict[tuple[Any, ...], float] = {}
    first: dict[tuple[Any, ...], int] = {}
    for number, row in enumerate(rows, start=2):
        group = tuple(row[column] for column in key if column != over)
        totals[group] = totals.get(group, 0.0) + (row[value] or 0.0)
        first.setdefault(group, number)
    for group, total in totals.items():
        if abs(total - 1.0) > SUM_TOLERANCE:
            named = " ".join(map(str, group))
            raise TableError(
                path.name,
                f"row {first[group]}, column {value}: {named} sums to {total:.7g} over {over}; it must sum to 1",
            )
