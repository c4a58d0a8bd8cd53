"""How far what comes misses what was forecast, by horizon: counted in the misses that past forecasts have made."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from pvsilver import tables
from pvsilver.world import paths
from pvsilver.world.axes import Array, Number


def factor(quantity: str, score: Number, root: Path = tables.ROOT) -> Array:
    """What comes over what was forecast, (..., years) from 1995: exp(score · RMS of the log misses).

    quantity: `installations` or `mg_per_w`.  score: a number or (draws, 1); 1 is one root mean square above the
    forecast.  One up to the last observed year; beyond the longest horizon observed the miss keeps its size.
    Source: `data/forecast_misses.csv`.
    """
    return np.exp(score * rms_log(quantity, root))


@cache
def rms_log(quantity: str, root: Path = tables.ROOT) -> Array:
    """Root mean square of the log misses by year from 1995, (years,); 0 up to the last observed one."""
    rows = tables.load("forecast_misses", root).rows
    horizons = [row["horizon_years"] for row in rows]
    ahead = paths.YEARS - paths.last_observed_year(root)
    return np.interp(ahead, horizons, [row[f"{quantity}_rms_log"] for row in rows])


def correlation(root: Path = tables.ROOT) -> float:
    """Correlation of the misses of additions and of silver on a watt; draws of the future tie the two."""
    return paths.assumption("installations_mg_per_w_correlation", root)
