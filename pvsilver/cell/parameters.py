"""What each id of a cell may hold: the catalogue's declaration, with the range that its uncertainty has.

Nothing is clipped or snapped here; only scenarios, flags and links stand on steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pvsilver import catalogue, tables
from pvsilver.errors import InputError

Value = float | int | str | bool | None


@dataclass(frozen=True)
class CellParameter:
    """One id of a cell.  `optional`: it may stay empty although the preset has a value."""

    declared: catalogue.Parameter
    optional: bool

    @property
    def id(self) -> str:
        """The catalogue's id."""
        return self.declared.id

    @property
    def allowed(self) -> str:
        """What the value may be, in words."""
        return self.declared.allowed

    def check(self, given: Any) -> Value:
        """The value, typed.  Raises InputError naming the id, the value and what is allowed."""
        value: Value = self.declared.typed(given)
        if value is None and not self.optional:
            raise InputError(
                self.id, f"is empty; it must be {self.allowed}; {catalogue.WHERE}", "refusal.empty"
            )
        return value


@cache
def cell_parameters() -> Mapping[str, CellParameter]:
    """All parameters of a cell by id, in the order of the catalogue."""
    optional = {row["id"]: bool(row["optional"]) for row in tables.load("cell_ranges").rows}
    return {id: CellParameter(p, optional[id]) for id, p in catalogue.load().items() if id in optional}


def parameter(id: str) -> CellParameter:
    """One parameter.  Raises InputError for an id that no cell has, with the nearest ones."""
    known = cell_parameters()
    if id not in known:
        import difflib

        near = difflib.get_close_matches(id, known, n=3)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise InputError(str(id)[:60], f"is not a parameter of a cell{hint}")
    return known[id]
