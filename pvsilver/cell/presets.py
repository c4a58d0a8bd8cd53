"""Sixteen preset cells: values of every id, and facts of the reference cell that are not parameters."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pvsilver import tables, usertables
from pvsilver.cell.parameters import Value, cell_parameters
from pvsilver.errors import InputError, TableError, shown

SIDES = ("front", "rear")
FACTS = (
    "j0_rest_fa_cm2",
    *(f"{side}_j0_passivated_fa_cm2" for side in SIDES),
    "preset_finger_optical_ratio",
)
"""Rows of a preset that are no parameters."""


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
    table = tables.load("cell_presets")
    rows = {row["parameter"]: row for row in table.select(technology=technology, year=year)}
    missing = [name for name in (*cell_parameters(), *FACTS) if name not in rows]
    if missing:
        raise TableError(table.path.name, f"{technology}-{year} has no row of {', '.join(missing)}")
    values = MappingProxyType({id: _typed(id, rows[id]) for id in cell_parameters()})
    facts = {name: _fact(rows[name]) for name in FACTS}
    return Preset(
        id=f"{technology}-{year}",
        technology=technology,
        year=year,
        values=values,
        j0_rest_fa_cm2=_known(rows["j0_rest_fa_cm2"], facts),
        j0_passivated_fa_cm2={
            side: known for side in SIDES if (known := facts[f"{side}_j0_passivated_fa_cm2"]) is not None
        },
        finger_optical_ratio=_known(rows["preset_finger_optical_ratio"], facts),
        finger_sides=tuple(side for side in SIDES if values[f"{side}_finger_count"] is not None),
    )


def _typed(id: str, row: tables.Row) -> Value:
    """The row's value as the catalogue declares it; TableError with file and row where it is not that."""
    try:
        return None if row["value"] is None else cell_parameters()[id].check(row["value"])
    except InputError as error:
        raise tables.load("cell_presets").fault(row, error) from None


def _fact(row: tables.Row) -> float | None:
    """A fact of the reference cell, which no catalogue declares."""
    if row["value"] is None:
        return None
    value = usertables.number(row["value"])
    if not math.isfinite(value):
        problem = f"{row['parameter']}: {shown(row['value'])} is not a number"
        raise tables.load("cell_presets").fault(row, problem)
    return value


def _known(row: tables.Row, facts: Mapping[str, float | None]) -> float:
    value = facts[row["parameter"]]
    if value is None:
        raise tables.load("cell_presets").fault(row, f"{row['parameter']} is empty; it must be a number")
    return value
