"""How sure a projection is: the same model with numbers that vary by draw, and percentiles of what comes out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pvsilver.errors import InputError, shown
from pvsilver.said import Said
from pvsilver.scenario import Scenario
from pvsilver.studies.draws import MAXIMUM_DRAWS, asked, blocks, checked_names, columns_of, whole_number
from pvsilver.units import PERCENT
from pvsilver.world import notices, paths
from pvsilver.world.projection import END, START, check_years

Array = npt.NDArray[np.float64]

DRAWS, SEED, INTERVAL_PCT = 1000, 1, 80.0
"""What pages, quotes and the command line take when nobody says otherwise."""

MEDIAN_PCT = 50.0

HELD_NUMBERS = 50_000_000
"""Results held at once when percentiles alone are asked for: 400 MB."""


@dataclass(frozen=True)
class Simulation:
    """Yearly results of many draws of a scenario."""

    scenario: Scenario
    seed: int
    varied: tuple[str, ...]
    """ids drawn"""
    years: npt.NDArray[np.int64]
    columns: dict[str, Array]
    """yearly columns by name, each (draws, years)"""

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return next(iter(self.columns.values())).shape[0]

    @property
    def warnings(self) -> list[str]:
        """One line each: those of the projection, and what the spread of observed years leaves out."""
        return warnings(self.scenario, int(self.years[0]), int(self.years[-1]))

    @cached_property
    def percentiles(self) -> pd.DataFrame:
        """One row a year: `year`, then `<column>_p10`, `_p50` and `_p90` of each column."""
        return self.interval(INTERVAL_PCT)

    def interval(self, interval_pct: float = INTERVAL_PCT) -> pd.DataFrame:
        """One row a year with the ends and the middle of an interval, in percent of the draws.

        Columns end in `_p` and the percentile: an interval of 90 gives `_p5`, `_p50` and `_p95`.  Raises
        InputError unless it is above 0 and below 100.
        """
        ends = percentile_names(interval_pct)
        found: dict[str, Any] = {"year": self.years}
        for name, values in self.columns.items():
            quantiles = np.percentile(values, list(ends.values()), axis=0)
            found |= {f"{name}_{end}": row for end, row in zip(ends, quantiles, strict=True)}
        return pd.DataFrame(found)


def warnings(scenario: Scenario, start: int, end: int) -> list[str]:
    """One line each: those of the projection, and what the spread of observed years leaves out."""
    found = notices.warnings(scenario, end)
    last = paths.last_observed_year()
    if start <= last:
        line = (
            f"years up to {last}: the spread is that of silver on a watt and of losses; "
            "observed cells and additions are not drawn"
        )
        found.append(Said(line, "warning.past_spread", last=last))
    return found


class Band(NamedTuple):
    """P10 and P90 of a yearly column ahead, each (years,); NaN before the last observed year."""

    low: Array
    high: Array


@lru_cache(maxsize=64)
def band(scenario: Scenario, column: str, start: int = START, end: int = END) -> Band:
    """The P10–P90 band of a column, of the draws that everybody takes; the same wherever it is shown.

    Nothing is said of observed years: their spread is not that of a forecast.
    """
    found = simulate(scenario, names=(column,), start=start, end=end)
    by_year = np.ascontiguousarray(found.columns[column].T)
    low, high = np.percentile(by_year, [*percentile_names(INTERVAL_PCT).values()][::2], axis=1)
    past = found.years < paths.last_observed_year()
    return Band(np.where(past, np.nan, low), np.where(past, np.nan, high))


def percentile_names(interval_pct: float) -> dict[str, float]:
    """{`p10`: 10, `p50`: 50, `p90`: 90} of an interval in percent.  Raises InputError outside 0 to 100."""
    if isinstance(interval_pct, bool) or not isinstance(interval_pct, (int, float, np.number)):
        raise InputError("interval", f"{shown(interval_pct)} is not a number of percent between 0 and 100")
    if not 0.0 < interval_pct < PERCENT:
        raise InputError("interval", f"{interval_pct:g} is not between 0 and 100 %")
    tail = 0.5 * (PERCENT - float(interval_pct))
    return {f"p{percent:g}": percent for percent in (tail, MEDIAN_PCT, PERCENT - tail)}


def simulate(
    scenario: Scenario,
    draws: int = DRAWS,
    seed: int = SEED,
    vary: Collection[str] | None = None,
    workers: int | None = None,
    block: int | None = None,
    *,
    start: int = START,
    end: int = END,
    names: Sequence[str] | None = None,
) -> Simulation:
    """The projection of a scenario over the ranges of its parameters.

    draws: 1 to 1,000,000; the same seed gives the same draws, whatever the block, the workers and the other ids
    drawn.  vary: ids to draw; all of the world with a distribution by default, and none at all is `project`.
    workers: threads, 1 by default.  block: draws computed at once.  names: yearly columns to keep, all of
    `project` by default.  Raises InputError naming the argument.

    Ranges are those of the catalogue, moved to the scenario's values.  Additions and silver on a watt ahead
    miss what was chosen as past forecasts did (`data/forecast_misses.csv`), tied to each other.
    """
    of = asked(scenario, draws, seed, vary, start, end, names)
    places = blocks(of.draws, of.ids, block)
    run = partial(columns_of, of)
    found = {name: np.empty((of.draws, len(of.years))) for name in of.names}
    for (first, count), results in zip(places, _each(run, places, workers), strict=True):
        for name, values in results.items():
            found[name][first : first + count] = values
    return Simulation(scenario, of.seed, of.ids, of.years, found)


def percentiles(
    scenario: Scenario,
    draws: int = DRAWS,
    seed: int = SEED,
    vary: Collection[str] | None = None,
    *,
    interval_pct: float = INTERVAL_PCT,
    start: int = START,
    end: int = END,
) -> pd.DataFrame:
    """The percentiles of every yearly column, as `simulate(…).interval(…)` gives them, in bounded memory.

    A million draws of all columns at once would fill a machine: columns are simulated a few at a time.
    """
    percentile_names(interval_pct)
    names = checked_names(None)
    check_years(start, end)
    numbers = whole_number("draws", draws, 1, MAXIMUM_DRAWS) * (end - start + 1)
    together = max(1, HELD_NUMBERS // numbers)
    groups = [names[first : first + together] for first in range(0, len(names), together)]
    frames = [
        simulate(scenario, draws, seed, vary, start=start, end=end, names=group).interval(interval_pct)
        for group in groups
    ]
    return pd.concat([frames[0], *(frame.drop(columns="year") for frame in frames[1:])], axis=1)


def _each(run: Any, blocks: Iterable[tuple[int, int]], workers: int | None) -> Iterator[dict[str, Array]]:
    threads = 1 if workers is None else whole_number("workers", workers, 1, 64)
    if threads == 1:
        yield from map(run, blocks)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(run, blocks)
