"""A scenario: one value for each parameter of the catalogue; frozen, validated, snapped and hashed."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

from pvsilver import catalogue, tables
from pvsilver.catalogue import Value
from pvsilver.errors import InputError, TableError, shown

CENTRAL = "central"


class Values(Protocol):
    """What the model reads of a scenario: its values, some of which may vary by draw."""

    def __getitem__(self, id: str) -> Any:
        """The value as the scenario has it."""

    def number(self, id: str) -> Any:
        """The value of a number: a float, or (draws, 1) where it varies."""


class Scenario:
    """Values of all parameters.  `Scenario()` is the central case.

    Equality and hash go by value.  Every value is checked: InputError names the parameter, what was given
    and what is allowed.
    """

    _values: dict[str, Value]

    def __init__(self, /, **values: Any) -> None:
        self.__dict__["_values"] = catalogue.load().defaults() | _checked(values)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("a Scenario is frozen; use .replace(name=value)")

    @classmethod
    def preset(cls, name: str) -> Scenario:
        """The named preset.  Raises InputError with the list of names."""
        known = presets()
        if not isinstance(name, str) or name not in known:
            raise InputError("scenario", f"{shown(name)} is not a preset: {', '.join(known)}")
        return cls(**known[name])

    @classmethod
    def from_file(cls, path: str | Path) -> Scenario:
        """A scenario file (JSON, at most 1 MB), or what `project` writes.  Raises InputError."""
        from pvsilver.exchange import scenario_file

        if not isinstance(path, (str, Path)) or "\0" in str(path):
            raise InputError("scenario", f"{shown(path)} is not the path of a file")
        return scenario_file.read(Path(path))

    @classmethod
    def from_link(cls, text: str) -> Scenario:
        """The scenario of a permanent link (`pvs1.…`) or an address (`http…`).  Raises InputError."""
        from pvsilver.exchange import link

        return link.decode(text).scenario

    def to_link(self) -> str:
        """The permanent link: every value with model and data version."""
        from pvsilver.exchange import link

        return link.encode(self)

    @staticmethod
    def json_schema() -> dict[str, Any]:
        """JSON Schema (2020-12) of a scenario file."""
        from pvsilver.exchange import scenario_file

        return scenario_file.json_schema()

    def replace(self, /, **values: Any) -> Scenario:
        """The same scenario with these values changed."""
        changed = type(self).__new__(type(self))
        changed.__dict__["_values"] = self._values | _checked(values)
        return changed

    @property
    def values(self) -> dict[str, Value]:
        """All values by id, in catalogue order; a copy, so that the scenario stays as it is."""
        return copy.deepcopy(self._values)

    def __getitem__(self, id: str) -> Value:
        value = self._values[id]
        return copy.deepcopy(value) if isinstance(value, dict) else value

    def number(self, id: str) -> float:
        """A value that is a number by its declaration."""
        value = self._values[id]
        if not isinstance(value, (int, float)):
            kind = catalogue.load()[id].type
            raise TableError("catalogue.csv", f"{id} is {shown(value)}, a {kind}; the model needs a number")
        return value

    @property
    def changed(self) -> dict[str, Value]:
        """Values that differ from the central case."""
        return {id: new for id, _, new in differences(Scenario(), self)}

    @cached_property
    def hash(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of all values; equal values, equal hash."""
        return hashlib.sha256(canonical(self._values).encode()).hexdigest()[:12]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self._values == other._values

    def __hash__(self) -> int:
        return hash(self.hash)

    def __repr__(self) -> str:
        return f"Scenario({', '.join(f'{id}={value!r}' for id, value in self.changed.items())})"


def _checked(values: Mapping[str, Any]) -> dict[str, Value]:
    declared = catalogue.load()
    return {id: declared[id].check(value) for id, value in values.items()}


def canonical(values: Mapping[str, Value]) -> str:
    """One text for one set of values: sorted keys, numbers as floats, no white space."""
    return json.dumps(_floats(values), sort_keys=True, separators=(",", ":"), allow_nan=False)


def _floats(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _floats(inner) for key, inner in value.items()}
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def differences(a: Scenario, b: Scenario) -> Iterator[tuple[str, Value, Value]]:
    """(id, value in a, value in b) for each parameter that differs, in catalogue order."""
    for id, before in a._values.items():
        after = b._values[id]
        if before != after:
            yield id, before, after


def expected(given: object, name: str = "scenario") -> Scenario:
    """What was given where a Scenario belongs.  Raises InputError that says how one is made."""
    if not isinstance(given, Scenario):
        raise InputError(name, f"{shown(given)} is not a Scenario; make one with Scenario.preset(name)")
    return given


@cache
def presets(root: Path = tables.ROOT) -> dict[str, dict[str, str]]:
    """What each preset sets away from the default; `central` sets nothing."""
    found: dict[str, dict[str, str]] = {CENTRAL: {}}
    table = tables.load("scenario_presets", root)
    for row in table.rows:
        if row["preset"] == CENTRAL:
            raise table.fault(row, f"{CENTRAL} sets nothing; it is the case of all defaults")
        found.setdefault(row["preset"], {})[row["parameter"]] = row["value"]
    return found
