"""The query string of the app: link version, and every changed parameter under its own id.

A pinned baseline travels the same way, under `pin.<id>`: what of it differs from the central case.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from pvsilver import catalogue
from pvsilver.catalogue import Parameter, Value
from pvsilver.errors import InputError, printable
from pvsilver.scenario import Scenario

VERSION = "1"
VERSION_KEY = "v"
VIEW_KEYS = ("lang", "units", "region")
"""Keys of the address that say how to show, not what to compute."""

PIN = "pin."

SHOWN_CHARACTERS = 60


@dataclass(frozen=True)
class Refusal:
    """A value of an address that could not be used."""

    id: str
    given: str
    allowed: str
    used: str


@dataclass
class Reading:
    """What of an address can be used, and what can not."""

    values: dict[str, Value] = field(default_factory=dict)
    pin: dict[str, Value] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def baseline(self) -> Scenario | None:
        """The pinned baseline; None when there is no pin."""
        return Scenario(**self.pin) if self.pin else None


def to_query(scenario: Scenario, baseline: Scenario | None = None) -> dict[str, str]:
    """{key: text}: the link version and each value that differs from the central case, in catalogue order.

    With a baseline, what of it differs from the central case follows under `pin.<id>`.
    """
    pinned = {} if baseline is None else baseline.changed
    query = {VERSION_KEY: VERSION} | {id: to_text(value) for id, value in scenario.changed.items()}
    return query | {PIN + id: to_text(value) for id, value in pinned.items()}


def from_query(query: Mapping[str, str]) -> tuple[Scenario, list[Refusal]]:
    """The scenario of an address, and what of the address could not be used; its pin is not asked for."""
    found = read(query)
    return Scenario(**found.values), found.refusals


def read(query: Mapping[str, str]) -> Reading:
    """The values of an address, of its pin, and what could not be used.

    Usable values are kept when others are not; each refusal names the parameter, what was given, what is
    allowed and what is used instead.  View keys are passed over.
    """
    found = Reading()
    version = query.get(VERSION_KEY, VERSION)
    if version != VERSION:
        found.refusals.append(Refusal(VERSION_KEY, shown(version), f"version {VERSION}", VERSION))
    for key, text in query.items():
        if key != VERSION_KEY and key not in VIEW_KEYS:
            _take(found, key, text)
    return found


def keep(values: Mapping[str, object], prefix: str = "") -> tuple[dict[str, Value], list[Refusal]]:
    """Values of a scenario that the catalogue allows, and a refusal for each other one."""
    usable: dict[str, Value] = {}
    refusals = []
    for id, given in values.items():
        refusal = _refused(usable, id, given, prefix + id)
        refusals += [refusal] if refusal else []
    return usable, refusals


def _take(found: Reading, key: str, text: str) -> None:
    target, id = (found.pin, key.removeprefix(PIN)) if key.startswith(PIN) else (found.values, key)
    refusal = _refused(target, id, text, key)
    if refusal:
        found.refusals.append(refusal)


def _refused(usable: dict[str, Value], id: str, given: object, key: str) -> Refusal | None:
    """None when the value could be added to the usable ones."""
    declared = catalogue.load()
    if id not in declared:
        return Refusal(shown(key), shown(given), "a parameter of the catalogue", "nothing")
    parameter = declared[id]
    try:
        value = catalogue.from_text(parameter, given) if isinstance(given, str) else given
        usable[id] = parameter.check(value)
    except InputError:
        return Refusal(key, shown(given), parameter.allowed, _default(parameter))
    return None


def to_text(value: Value) -> str:
    """A value as an address writes it; `Parameter.check` reads it back to the same value."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return json.dumps(value, separators=(",", ":"))
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _default(parameter: Parameter) -> str:
    return to_text(parameter.default) or "empty"


def shown(given: object) -> str:
    """A given value as a notice shows it."""
    text = given if isinstance(given, str) else repr(given)
    return printable(text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…")
