"""The query string of the app: link version, and every changed parameter under its own id."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pvsilver import catalogue
from pvsilver.catalogue import Parameter, Value
from pvsilver.errors import InputError
from pvsilver.scenario import Scenario

VERSION = "1"
VERSION_KEY = "v"
VIEW_KEYS = ("lang", "units")
"""Keys of the address that say how to show, not what to compute."""

SHOWN_CHARACTERS = 60


@dataclass(frozen=True)
class Refusal:
    """A value of an address that could not be used."""

    id: str
    given: str
    allowed: str
    used: str


def to_query(scenario: Scenario) -> dict[str, str]:
    """{key: text}: the link version and each value that differs from the central case, in catalogue order."""
    return {VERSION_KEY: VERSION} | {id: to_text(value) for id, value in scenario.changed.items()}


def from_query(query: Mapping[str, str]) -> tuple[Scenario, list[Refusal]]:
    """The scenario of an address, and what of it could not be used.

    Usable values are kept when others are not; each refusal names the parameter, what was given, what is
    allowed and what is used instead.  View keys are passed over.
    """
    declared = catalogue.load()
    values: dict[str, Value] = {}
    refusals: list[Refusal] = []
    version = query.get(VERSION_KEY, VERSION)
    if version != VERSION:
        refusals.append(Refusal(VERSION_KEY, _shown(version), f"version {VERSION}", VERSION))
    for id, text in query.items():
        if id == VERSION_KEY or id in VIEW_KEYS:
            continue
        if id not in declared:
            refusals.append(Refusal(_shown(id), _shown(text), "a parameter of the catalogue", "nothing"))
            continue
        parameter = declared[id]
        try:
            values[id] = parameter.check(catalogue.from_text(parameter, text))
        except InputError:
            refusals.append(Refusal(id, _shown(text), parameter.allowed, _default(parameter)))
    return Scenario(**values), refusals


def to_text(value: Value) -> str:
    """A value as an address writes it; `Parameter.check` reads it back to the same value."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return json.dumps(value, separators=(",", ":"))
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _default(parameter: Parameter) -> str:
    return to_text(parameter.default) or "empty"


def _shown(text: str) -> str:
    printable = "".join(c if c.isprintable() else "?" for c in text)
    return printable if len(printable) <= SHOWN_CHARACTERS else printable[: SHOWN_CHARACTERS - 1] + "…"
