"""The catalogue: one declaration for each assumption.

Slider, number box, `--set` flag, link key, scenario file, uncertainty range and documentation are all made
from these declarations.  Defaults and ranges live in the data row that `default_ref` names.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pvsilver import tables, usertables
from pvsilver.errors import InputError, TableError, shown

Value = float | int | str | bool | None | Mapping[str, Any]

SWITCH = {"on": True, "off": False, "true": True, "false": False, "1": True, "0": False}

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

WHERE = "change it with --set, in the scenario file or on its page"


@dataclass(frozen=True)
class Parameter:
    """One assumption: what it is called, what it may hold, its default with range, sources and grade."""

    id: str
    type: str
    unit: str
    minimum: float | None
    maximum: float | None
    step: float | None
    page: str
    group: str
    prominence: str
    distribution: str
    keys: tuple[str, ...]
    sum_over: str | None
    default: Value
    low: float | None
    central: float | None
    high: float | None
    range_kind: str
    """absolute, or relative: low, central and high multiply the value of the cell preset"""
    choices: tuple[str, ...]
    source_ids: tuple[str, ...]
    grade: str
    note: str

    @property
    def optional(self) -> bool:
        """An empty value is allowed and means: as the chosen preset or path has it."""
        return self.default is None

    @property
    def allowed(self) -> str:
        """What the value may be, in words."""
        if self.type == "choice":
            return "one of " + ", ".join(self.choices)
        if self.type == "switch":
            return "on or off"
        if self.type == "table":
            return f"a mapping {{{': {'.join(self.keys)}: value{'}' * len(self.keys)}"
        if self.type == "date":
            return f"a day as 2026-11-25, in the years {self.minimum:g} to {self.maximum:g}"
        unit = "" if self.unit in ("1", "year") else f" {self.unit}"
        kind = "a whole number" if self.type == "integer" else "a number"
        return f"{kind} from {self.minimum:g} to {self.maximum:g}{unit}"

    def check(self, given: Any) -> Value:
        """The value as the model uses it: typed and snapped to the step.

        Raises InputError naming the parameter, the value and what is allowed.  Nothing is clipped.
        """
        value = self.typed(given)
        return self._snap(value) if self.type in ("number", "integer") and value is not None else value

    def typed(self, given: Any) -> Any:
        """The value typed and within its range, not snapped.  Raises InputError."""
        if given is None or (isinstance(given, str) and given.strip() == ""):
            if self.optional:
                return None
            raise InputError(self.id, f"is empty; it must be {self.allowed}; {WHERE}", "refusal.empty")
        if self.type == "choice":
            if isinstance(given, int) and not isinstance(given, bool):
                given = str(given)  # a year is a choice too
            if not isinstance(given, str) or given not in self.choices:
                raise self._refusal(given)
            return given
        if self.type == "switch":
            return self._switch(given)
        if self.type == "date":
            return self._date(given)
        if self.type == "table":
            return usertables.check(self.id, self.keys, self.sum_over, self.minimum, self.maximum, given)
        return self._number(given)

    def _switch(self, given: Any) -> bool:
        state = SWITCH.get(given.strip().lower()) if isinstance(given, str) else given
        if type(given).__module__ == "numpy" and getattr(given, "shape", None) == ():
            state = given.item()
        if not isinstance(state, (bool, int)) or state not in (0, 1):
            raise self._refusal(given)
        return bool(state)

    def _date(self, given: Any) -> str:
        """A day as ISO 8601 writes it; minimum and maximum are years."""
        text = f"{given:%Y-%m-%d}" if isinstance(given, date) else given
        try:
            if not isinstance(text, str) or not _DAY.fullmatch(text.strip()):
                raise ValueError
            day = date.fromisoformat(text.strip())
        except ValueError:
            raise self._refusal(given) from None
        if not (self.minimum or 0) <= day.year <= (self.maximum or math.inf):
            raise self._refusal(given)
        return day.isoformat()

    def _refusal(self, given: Any) -> InputError:
        line = f"{shown(given)} is not {self.allowed}; {WHERE}"
        return InputError(self.id, line, f"refusal.{self.type}", given=shown(given), **self._limits())

    def _limits(self) -> dict[str, Any]:
        """What is allowed, as a refusal carries it."""
        if self.type == "choice":
            return {"choices": self.choices}
        return {"low": self.minimum, "high": self.maximum, "unit": self.unit}

    def _number(self, given: Any) -> float:
        value = usertables.number(given)
        if not math.isfinite(value):
            raise self._refusal(given)
        low, high = self.minimum, self.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            line = f"{shown(given)} is outside its range: {self.allowed}; {WHERE}"
            raise InputError(self.id, line, "refusal.range", given=shown(given), **self._limits())
        if self.type == "integer" and value != round(value):
            raise self._refusal(given)
        return int(value) if self.type == "integer" else value

    def _snap(self, value: float) -> float | int:
        """Nearest whole step from the minimum, in decimal, so that 0.1 + 0.2 is 0.3; never past an end."""
        if self.step:
            step, base = Decimal(str(self.step)), Decimal(str(self.minimum or 0.0))
            steps = round((Decimal(repr(value)) - base) / step)
            snapped = float(base + steps * step)
            if self.maximum is None or snapped <= self.maximum:
                value = snapped
        return int(value) if self.type == "integer" else value


class Catalogue(Mapping[str, Parameter]):
    """All parameters by id, in the order of the file."""

    def __init__(self, parameters: list[Parameter]) -> None:
        self._parameters = {parameter.id: parameter for parameter in parameters}

    def __getitem__(self, id: str) -> Parameter:
        try:
            return self._parameters[id]
        except KeyError:
            raise InputError(
                id[:60].strip() or "parameter",
                f"{'' if id.strip() else 'an empty name '}is not a parameter"
                f"{_suggest(id, self._parameters)}; `data show parameters` lists them all",
            ) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._parameters)

    def __len__(self) -> int:
        return len(self._parameters)

    def __contains__(self, id: object) -> bool:
        return id in self._parameters

    def defaults(self) -> dict[str, Value]:
        """Default value of every parameter."""
        return {id: parameter.default for id, parameter in self._parameters.items()}


def _suggest(id: str, known: Mapping[str, Any]) -> str:
    import difflib

    near = difflib.get_close_matches(id, known, n=3)
    return f"; did you mean {', '.join(near)}?" if near else ""


@cache
def load(root: Path = tables.ROOT) -> Catalogue:
    """The catalogue of `data/catalogue.csv`, defaults resolved from the tables that it names."""
    return Catalogue([declare(row, root) for row in tables.load("catalogue", root).rows])


NO_DEFAULT: Mapping[str, Any] = {
    "default": None,
    "low": None,
    "central": None,
    "high": None,
    "range_kind": "absolute",
    "choices": (),
    "source_ids": (),
    "grade": "",
    "note": "",
}
"""What a parameter has whose default is empty: the preset or path decides."""


def declare(row: Mapping[str, Any], root: Path = tables.ROOT) -> Parameter:
    """One parameter from its row of the catalogue.  Raises TableError when its default cannot be found."""
    fields = dict(NO_DEFAULT)
    keys = tables.split_source_ids(row["keys"])
    unknown = sorted(set(keys) - usertables.LEVELS)
    if unknown:
        known = ", ".join(sorted(usertables.LEVELS))
        raise TableError("catalogue.csv", f"{row['id']}: key {shown(unknown[0])} is not one of {known}")
    if row["default_ref"]:
        fields.update(_resolve(row, root))
    return Parameter(
        id=row["id"],
        type=row["type"],
        unit=row["unit"] or "",
        minimum=row["minimum"],
        maximum=row["maximum"],
        step=row["step"],
        page=row["page"],
        group=row["group"],
        prominence=row["prominence"],
        distribution=row["distribution"],
        keys=keys,
        sum_over=row["sum_over"],
        **fields,
    )


def _resolve(row: Mapping[str, Any], root: Path) -> dict[str, Any]:
    """Default, range, choices, sources and grade from the data rows that `default_ref` names."""
    name, _, condition = row["default_ref"].partition(":")
    column, _, key = condition.partition("=")
    table = tables.load(name, root)
    needed = {column, "source_id", "grade", "note"} | (
        {"low", "central", "high"} if row["type"] != "choice" else set()
    )
    missing = sorted(needed - {field.name for field in table.fields})
    if missing:
        raise TableError("catalogue.csv", f"{row['id']}: {name}.csv has no column {', '.join(missing)}")
    # A choice without a default takes its choices from the column; the cell preset decides.
    chosen = [r for r in table.rows if not key or str(r[column]) == key]
    if not chosen:
        raise TableError("catalogue.csv", f"{row['id']}: {name}.csv has no row with {column}={key}")
    sources = tuple(dict.fromkeys(i for r in chosen for i in tables.split_source_ids(r["source_id"])))
    common = {
        "source_ids": sources,
        "grade": max(r["grade"] for r in chosen),
        "note": chosen[0]["note"] or "",
    }
    if row["type"] == "choice":
        choices = tuple(str(value) for value in table.distinct(column) if value != "history")
        return common | {"default": key or None, "choices": choices}
    kind = chosen[0].get("range_kind") or "absolute"
    central = chosen[0]["central"]
    by_preset = "range_kind" in chosen[0]
    default = int(central) if row["type"] == "integer" and not by_preset else central
    return common | {
        "default": None if by_preset else default,
        "low": chosen[0]["low"],
        "central": central,
        "high": chosen[0]["high"],
        "range_kind": kind,
    }


def from_text(parameter: Parameter, text: str) -> Any:
    """A value as written on a command line or in a link.  Tables are JSON."""
    if parameter.type != "table" or not text:
        return text
    return usertables.read_json(parameter.id, text, allowed=parameter.allowed)
