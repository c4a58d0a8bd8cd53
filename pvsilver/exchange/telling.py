"""Warnings and refusals in words: their sentence in a language, by code, filled with names and values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pvsilver import catalogue, words
from pvsilver.names import ROUTES, TECHNOLOGIES
from pvsilver.said import Said

NAMING = ("warning.", "cell.notice.")
"""Beginning of the codes whose sentences name their parameter themselves."""


def whole(line: str, lang: str) -> str:
    """The line with what it is about; as it stands, in English, where it has no code."""
    if not isinstance(line, Said) or not line.code:
        return str(line)
    said = text(line, lang)
    if line.code.startswith(NAMING):
        return said
    return words.text("problem.of", lang, label=subject(line.about, lang), text=said)


def text(line: Said, lang: str) -> str:
    """What a line says of its parameter."""
    filled = {name: _value(line.about, name, value, lang) for name, value in line.values.items()}
    # A line may be about no parameter, such as one on all observed years.
    id = line.about.partition(" ")[0]
    # Sentences on a cell give the unit beside its value.
    named = subject(id, lang) if line.code.startswith("cell.") else label(id, lang)
    return words.text(line.code, lang, label=named, **filled)


def subject(about: str, lang: str) -> str:
    """A parameter's name, and the place in its table: market_share topcon 2031."""
    id, *place = about.split()
    if id not in catalogue.load():
        return about
    label = words.text(f"parameter.{id}.label", lang)
    if not place:
        return label
    named = " ".join(_place(part, lang) for part in place)
    return words.text("parameter.with_unit", lang, name=label, unit=named)


def _place(part: str, lang: str) -> str:
    if part in TECHNOLOGIES:
        return words.text(f"technology.{part}", lang)
    return words.text(f"route.{part}", lang) if part in ROUTES else part


def label(id: str, lang: str) -> str:
    """The parameter's name with its unit."""
    if id not in catalogue.load():
        return id
    name = words.text(f"parameter.{id}.label", lang)
    unit = unit_name(id, lang)
    return words.text("parameter.with_unit", lang, name=name, unit=unit) if unit else name


DURATION = "_years"
"""End of the id of an age or a time; what else counts years is a date, which needs no unit."""


def unit_name(id: str, lang: str) -> str:
    """A parameter's unit in words; nothing for a pure number and a date."""
    unit = catalogue.load()[id].unit
    if id.endswith(DURATION):
        return words.text("unit.years", lang)
    return words.text(f"unit.{unit}", lang) if unit and unit != "year" else ""


def _value(about: str, name: str, value: Any, lang: str) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    if name == "unit":
        id, *place = about.split()
        unit = "" if place or id not in catalogue.load() else unit_name(id, lang)
        return f" {unit}" if unit else ""
    if name == "basis":
        return words.text(f"watts.{value}", lang)
    if name == "choice":
        return words.text(words.choice_id(about, value), lang)
    if name == "choices":
        return _listed((words.text(words.choice_id(about, choice), lang) for choice in value), lang)
    if name == "other":
        return words.text(value, lang)
    if isinstance(value, tuple):
        return _listed((_place(part, lang) for part in value), lang)
    return str(value)


def _listed(names: Iterable[str], lang: str) -> str:
    return words.text("list.separator", lang).join(names)
