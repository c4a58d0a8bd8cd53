"""Which range matters: Sobol indices of each parameter for each yearly column.

First-order: the share of the variance that would go if the parameter were known.  Total: the share that would
stay if it alone were not.  Estimated on Saltelli's design: two independent matrices of draws and, for each
parameter, the first with that one column taken from the second; what a parameter does not touch is exactly zero.
Sources: Saltelli et al. 2010 for the first-order, Jansen 1999 for the total index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pvsilver.scenario import Scenario
from pvsilver.studies.draws import asked, blocks, columns_of
from pvsilver.studies.uncertainty import DRAWS, SEED
from pvsilver.world.projection import END, START

Array = npt.NDArray[np.float64]

ROUNDING = 1e-12
"""A spread this small beside the mean is rounding, not an effect."""


def sobol(
    scenario: Scenario,
    draws: int = DRAWS,
    seed: int = SEED,
    vary: Collection[str] | None = None,
    *,
    start: int = START,
    end: int = END,
    names: Sequence[str] | None = None,
) -> pd.DataFrame:
    """One row a parameter, yearly column and year: id, column, year, first, total.

    draws: rows of a matrix, 1 to 1,000,000; the projection is run draws × (parameters + 2) times.  Where a column
    does not vary in a year both indices are NaN.  Of the two tied misses the score of installations carries what
    it brings for silver on a watt with it; the score of mg/W is what is left.  Raises InputError as `simulate`.
    """
    of = asked(scenario, draws, seed, vary, start, end, names)
    ids, kept, years = of.ids, of.names, of.years
    sums = _Sums(len(ids), len(kept), len(years))
    for place in blocks(of.draws, ids):
        matrices = ((), ids, *((id,) for id in ids))
        one, other, *mixed = (
            _together(columns_of(of, place, again), (place[1], len(years))) for again in matrices
        )
        sums.add(one, other, mixed)
    first, total = sums.indices(of.draws)
    shape = (len(ids), len(kept), len(years))
    grid = np.indices(shape).reshape(3, -1)
    return pd.DataFrame(
        {
            "id": np.array(ids, dtype=object)[grid[0]],
            "column": np.array(kept, dtype=object)[grid[1]],
            "year": years[grid[2]],
            "first": first.ravel(),
            "total": total.ravel(),
        }
    )


def _together(found: dict[str, Array], shape: tuple[int, int]) -> Array:
    return np.stack([np.broadcast_to(values, shape) for values in found.values()])


class _Sums:
    """Sums over draws from which both indices follow; each block of draws is added and forgotten."""

    def __init__(self, ids: int, names: int, years: int) -> None:
        self._moments = np.zeros((2, names, years))
        self._known, self._alone = np.zeros((2, ids, names, years))
        self._shift: Array | None = None

    def add(self, one: Array, other: Array, mixed: Sequence[Array]) -> None:
        """Adds a block: columns of both matrices and of each mixture, (names, draws, years)."""
        if self._shift is None:
            # Moments about a value near the mean lose no digits.
            self._shift = one.mean(axis=1, keepdims=True)
        for values in (one - self._shift, other - self._shift):
            self._moments += values.sum(axis=1), (values * values).sum(axis=1)
        for place, mixture in enumerate(mixed):
            moved = mixture - one
            self._known[place] += ((other - self._shift) * moved).sum(axis=1)
            self._alone[place] += (moved * moved).sum(axis=1)

    def indices(self, draws: int) -> tuple[Array, Array]:
        """(first-order, total), each (ids, names, years)."""
        assert self._shift is not None
        mean, square = self._moments / (2 * draws)
        variance = square - mean * mean
        still = variance <= (ROUNDING * self._shift[:, 0]) ** 2
        variance = np.where(still, np.nan, variance)
        return self._known / (draws * variance), self._alone / (2 * draws * variance)


def ranked(found: pd.DataFrame, column: str, year: int) -> Iterator[tuple[str, float]]:
    """(id, total index) of one column and year, the greatest first."""
    rows = found[(found["column"] == column) & (found["year"] == year)]
    rows = rows.sort_values("total", ascending=False)
    yield from zip(rows["id"], rows["total"], strict=True)
