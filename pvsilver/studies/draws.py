"""Draws of a projection: the numbers that vary, and the yearly columns that they give, a block at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pvsilver.errors import InputError, shown
from pvsilver.scenario import Scenario, expected
from pvsilver.studies import sampling
from pvsilver.world import columns, paths
from pvsilver.world.projection import assemble, check_years

Array = npt.NDArray[np.float64]

MAXIMUM_DRAWS = 1_000_000
MAXIMUM_SEED = 2**63 - 1

BLOCK = 250
"""Draws computed at once: their arrays stay in the processor's cache, and below the 128 kB for which a C library
asks the system for fresh memory each time."""

LIFE_TABLE = (
    "economic_exit_share_pct",
    "power_exit_threshold_pct",
    "degradation_pct_per_year",
    "repaired_share_pct",
    "second_life_shape",
)
"""Parameters that change how a life table is built, in whole ages: a draw at a time."""


@dataclass(frozen=True)
class Draws:
    """Values of a scenario in which some numbers vary by draw, each (draws, 1)."""

    scenario: Scenario
    varied: dict[str, Any]

    def __getitem__(self, id: str) -> Any:
        return self.scenario[id]

    def number(self, id: str) -> Any:
        """The draws of a number that varies, else the scenario's value."""
        found = self.varied.get(id)
        return self.scenario.number(id) if found is None else found


def columns_of(of: Asked, place: tuple[int, int], again: tuple[str, ...] = ()) -> dict[str, Array]:
    """Yearly columns of the draws first…first + count by name, each (draws or 1, years).

    place: (first, count).  again: ids that take their second stream.
    """
    varied: dict[str, Any] = sampling.numbers(of.scenario, of.ids, of.seed, *place, again)
    if place[1] == 1:
        varied = {id: values[0] if values.size > 1 else float(values[0, 0]) for id, values in varied.items()}
    world = assemble(Draws(of.scenario, varied), of.end)
    cut = slice(of.start - paths.FIRST, None)
    return {name: column[..., cut] for name, column in columns.annual_columns(world, of.names).items()}


def blocks(draws: int, ids: Collection[str], block: int | None = None) -> list[tuple[int, int]]:
    """(first, count) of each block of draws; one by one where a life table changes.  Raises InputError."""
    size = whole_number("block", BLOCK if block is None else block, 1, MAXIMUM_DRAWS)
    if set(ids) & set(LIFE_TABLE):
        size = 1
    return [(first, min(size, draws - first)) for first in range(0, draws, size)]


@dataclass(frozen=True)
class Asked:
    """What is to be drawn, checked: of which scenario, how often, over which ids, for which years and columns."""

    scenario: Scenario
    draws: int
    seed: int
    ids: tuple[str, ...]
    names: tuple[str, ...]
    start: int
    end: int

    @property
    def years(self) -> npt.NDArray[np.int64]:
        """(years,)"""
        return np.arange(self.start, self.end + 1)


def asked(
    scenario: Scenario, draws: int, seed: int, vary: Collection[str] | None, start: int, end: int,
    names: Sequence[str] | None,
) -> Asked:  # fmt: skip
    """The opening check of all that draws.  Raises InputError naming the argument."""
    expected(scenario)
    check_years(start, end)
    return Asked(
        scenario,
        whole_number("draws", draws, 1, MAXIMUM_DRAWS),
        whole_number("seed", seed, 0, MAXIMUM_SEED),
        sampling.drawn_by_default(scenario) if vary is None else sampling.checked(vary, scenario),
        checked_names(names),
        start,
        end,
    )


def checked_names(names: Sequence[str] | None) -> tuple[str, ...]:
    known = tuple(name for name in columns.ANNUAL if name != "year")
    for name in names or ():
        if name not in known:
            raise InputError("names", f"{shown(name)} is not a yearly column: {', '.join(known)}")
    return known if names is None else tuple(names)


def whole_number(name: str, given: Any, least: int, most: int) -> int:
    if isinstance(given, bool) or not isinstance(given, (int, np.integer)) or not least <= given <= most:
        raise InputError(name, f"{shown(given)} is not a whole number from {least} to {most}")
    return int(given)
