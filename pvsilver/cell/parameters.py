"""What each id of a cell may hold, from `data/cell_parameters.csv`.  Nothing is clipped or snapped here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pvsilver import tables
from pvsilver.errors import InputError

Value = float | int | str | bool | None

WHERE = "change it with replace(), --set, in the scenario file or on the cell page"

_SWITCH = {"on": True, "off": False, "true": True, "false": False, "1": True, "0": False}


@dataclass(frozen=True)
class CellParameter:
    """One id of a cell: type, unit, limits of input, and the range its uncertainty is drawn from."""

    id: str
    type: str
    optional: bool
    unit: str
    minimum: float
    maximum: float
    step: float | None
    group: str
    low: float | None
    central: float | None
    high: float | None
    range_kind: str
    distribution: str
    choices: tuple[str, ...]
    what: str

    @property
    def allowed(self) -> str:
        """What the value may be, in words."""
        if self.type == "choice":
            return "one of " + ", ".join(self.choices)
        if self.type == "switch":
            return "on or off"
        unit = "" if self.unit == "1" else f" {self.unit}"
        kind = "a whole number" if self.type == "integer" else "a number"
        return f"{kind} from {self.minimum:g} to {self.maximum:g}{unit}"

    def check(self, given: Any) -> Value:
        """The value, typed.  Raises InputError naming the id, the value and what is allowed."""
        if given is None or (isinstance(given, str) and given.strip() == ""):
            if self.optional:
                return None
            raise InputError(self.id, f"is empty; it must be {self.allowed}; {WHERE}")
        if self.type == "choice":
            if not isinstance(given, str) or given not in self.choices:
                raise self._refusal(given)
            return given
        if self.type == "switch":
            return self._switch(given)
        return self._number(given)

    def _switch(self, given: Any) -> bool:
        if isinstance(given, str) and given.strip().lower() in _SWITCH:
            return _SWITCH[given.strip().lower()]
        if isinstance(given, (bool, int)) and given in (0, 1):
            return bool(given)
        raise self._refusal(given)

    def _number(self, given: Any) -> float | int:
        # A bool is an int to Python, and "1_000" a number: neither is one to an engineer.
        if isinstance(given, bool) or (isinstance(given, str) and "_" in given):
            raise self._refusal(given)
        try:
            value = float(given)
        except (TypeError, ValueError):
            raise self._refusal(given) from None
        if not math.isfinite(value):
            raise self._refusal(given)
        if not self.minimum <= value <= self.maximum:
            raise InputError(self.id, f"{shown(given)} is outside its range: {self.allowed}; {WHERE}")
        if self.type == "integer":
            if value != int(value):
                raise self._refusal(given)
            return int(value)
        return value

    def _refusal(self, given: Any) -> InputError:
        return InputError(self.id, f"{shown(given)} is not {self.allowed}; {WHERE}")


def shown(given: Any) -> str:
    """A value as an error message shows it: short, one line."""
    text = f"{given:g}" if isinstance(given, float) else str(given)
    return text if len(text) <= 40 else text[:40] + "…"


@cache
def cell_parameters() -> Mapping[str, CellParameter]:
    """All parameters of a cell by id, in the order of the file."""
    return {row["id"]: _declare(row) for row in tables.load("cell_parameters").rows}


def parameter(id: str) -> CellParameter:
    """One parameter.  Raises InputError for an id that no cell has, with the nearest ones."""
    known = cell_parameters()
    if id not in known:
        import difflib

        near = difflib.get_close_matches(id, known, n=3)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise InputError(shown(id), f"is not a parameter of a cell{hint}")
    return known[id]


def _declare(row: Mapping[str, Any]) -> CellParameter:
    return CellParameter(
        id=row["id"],
        type=row["type"],
        optional=bool(row["optional"]),
        unit=row["unit"] or "",
        minimum=-math.inf if row["minimum"] is None else row["minimum"],
        maximum=math.inf if row["maximum"] is None else row["maximum"],
        step=row["step"],
        group=row["group"],
        low=row["low"],
        central=row["central"],
        high=row["high"],
        range_kind=row["range_kind"] or "",
        distribution=row["distribution"],
        choices=tuple(row["choices"].split(";")) if row["choices"] else (),
        what=row["what"],
    )
