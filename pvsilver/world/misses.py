"""How far what comes misses what was forecast, by horizon: counted in the misses that past forecasts have made."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import numpy as np

from pvsilver import tables
from pvsilver.world import paths
from pvsilver.world.axes import Array, Number


def factor(quantity: str, score: Number, years: int, root: Path = tables.ROOT) -> Array:
    """What comes over what was forecast in the first years from 1995, (..., years): exp(score · RMS of log misses).

    quantity: `installations` or `mg_per_w`.  score: a number, (draws, 1), or by year from 1995 (draws, years);
    1 is one root mean square above the forecast.  One up to the last observed year; beyond the longest horizon
    observed the miss keeps its size.
    Source: `data/forecast_misses.csv`.
    """
    scores = np.atleast_1d(score)
    ahead = slice(paths.last_observed_year(root) - paths.FIRST + 1, years)
    by_year = scores[..., ahead] if scores.shape[-1] > 1 else scores
    found = np.ones((*scores.shape[:-1], years))
    found[..., ahead] = np.exp(by_year * rms_log(quantity, root)[ahead])
    return found


@cache
def rms_log(quantity: str, root: Path = tables.ROOT) -> Array:
    """Root mean square of the log misses by year from 1995, (years,); 0 up to the last observed one."""
    rows = tables.load("forecast_misses", root).rows
    horizons = [row["horizon_years"] for row in rows]
    ahead = paths.YEARS - paths.last_observed_year(root)
    return np.interp(ahead, horizons, [row[f"{quantity}_rms_log"] for row in rows])


@cache
def total_ratio(horizon_years: int, root: Path = tables.ROOT) -> float:
    """Demand as it came over a forecast that many years ahead, at one root mean square of the misses."""
    row = tables.load("forecast_misses", root).row(horizon_years=horizon_years)
    return math.exp(row["total_rms_log"])


@cache
def tie(root: Path = tables.ROOT) -> Array:
    """Correlation of the misses of additions and of silver on a watt by year from 1995, (years,).

    Fast growth has brought fast thrift: drawn apart the two would miss by more than silver as a whole ever did.
    Of all backtests the correlation is known; at a horizon RMS² of the total = RMS² of additions + RMS² of mg/W
    + 2 · tie · both gives another.  The weaker one holds, so that the whole misses by no less than it did.
    """
    volume, silver, total = (rms_log(quantity, root) for quantity in ("installations", "mg_per_w", "total"))
    both = 2.0 * volume * silver
    of_horizon = np.divide(total**2 - volume**2 - silver**2, both, out=np.zeros_like(both), where=both > 0.0)
    return np.maximum(of_horizon, paths.assumption("installations_mg_per_w_correlation", root))
