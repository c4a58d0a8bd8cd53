"""Sixteen preset cells: values of every id, and facts of the reference cell that are not parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from pvsilver import tables
from pvsilver.cell.parameters import Value, cell_parameters
from pvsilver.errors import InputError, shown

SIDES = ("front", "rear")


@dataclass(frozen=True)
class Preset:
    """One preset: `values` by id, the recombination facts of its reference cell, and which sides have fingers."""

    id: str
    technology: str
    year: int
    values: Mapping[str, Value]
    j0_rest_fa_cm2: float
    """recombination current of the cell without metal"""
    j0_passivated_fa_cm2: Mapping[str, float]
    """recombination current of the passivated area that metal replaces, by side"""
    finger_optical_ratio: float
    """effective over printed finger width in the module"""
    finger_sides: tuple[str, ...]

    @property
    def both_polarities_on_rear(self) -> bool:
        """xBC: both polarities stand on the rear, each with its own fingers."""
        return self.technology == "xbc"

    @property
    def fired(self) -> bool:
        """Pastes are fired; those of a heterojunction are cured."""
        return self.technology != "hjt"


@cache
def preset_ids() -> tuple[tuple[str, int], ...]:
    """All presets as (technology, year)."""
    return tuple(dict.fromkeys((row["technology"], row["year"]) for row in tables.load("cell_presets").rows))


def preset(technology: str, year: int) -> Preset:
    """One preset.  Raises InputError for a technology or year without one, naming those there are."""
    known = preset_ids()
    technologies = tuple(dict.fromkeys(t for t, _ in known))
    if technology not in technologies:
        raise InputError(
            "technology", f"{shown(technology)} has no cell preset; there are {', '.join(technologies)}"
        )
    years = tuple(y for t, y in known if t == technology)
    # A year may come as text from a command line; 2025.5 and True are no years.
    if isinstance(year, bool) or str(year) not in {str(y) for y in years}:
        raise InputError(
            "preset_year", f"{shown(year)} has no {technology} preset; there are {', '.join(map(str, years))}"
        )
    return _load(technology, int(year))


@cache
def _load(technology: str, year: int) -> Preset:
    rows = tables.load("cell_presets").select(technology=technology, year=year)
    given: dict[str, Any] = {row["parameter"]: row["value"] for row in rows}
    values = MappingProxyType({id: _typed(id, given.get(id)) for id in cell_parameters()})
    return Preset(
        id=f"{technology}-{year}",
        technology=technology,
        year=year,
        values=values,
        j0_rest_fa_cm2=float(given["j0_rest_fa_cm2"]),
        j0_passivated_fa_cm2={
            side: float(given[f"{side}_j0_passivated_fa_cm2"])
            for side in SIDES
            if given[f"{side}_j0_passivated_fa_cm2"] is not None
        },
        finger_optical_ratio=float(given["preset_finger_optical_ratio"]),
        finger_sides=tuple(side for side in SIDES if values[f"{side}_finger_count"] is not None),
    )


def _typed(id: str, text: str | None) -> Value:
    return None if text is None else cell_parameters()[id].check(text)
