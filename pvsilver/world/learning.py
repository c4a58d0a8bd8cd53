"""Thrift that is learned: silver per watt falls by a fixed share with each doubling of cumulative cells."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def exponent(rate: float) -> float:
    """b of x^-b for a learning rate: b = -log2(1 - rate); rate: fraction saved per doubling, 0 up to but not 1."""
    return float(-np.log2(1.0 - rate))


def thrift(cells_gw: Array, reference: int, rate: float) -> Array:
    """Silver on a watt over that of the reference year, 1 up to it: (Q[t]/Q[reference])^-b.

    cells_gw: cells made a year, years on the last axis; Q is their sum to the end of each year.  reference:
    index of the reference year.  Source: Hallam et al. 2023 for the form.
    """
    made = np.cumsum(cells_gw, axis=-1)
    start = made[..., reference, None]
    # Nothing made before means nothing to learn from: silver then stays as it is.
    doublings = np.where(start > 0.0, made / np.where(start > 0.0, start, 1.0), 1.0)
    return np.asarray(np.maximum(doublings, 1.0) ** -exponent(rate))


def cumulative_silver_t(
    start_mg_per_w: float, start_gw: npt.ArrayLike, end_gw: npt.ArrayLike, rate: float
) -> Array:
    """Silver of all cells made from one cumulative volume to another, in t, while silver on a watt is learned.

    Integral of m·(x/X1)^-b from X1 to X2: m·X1^b·(X2^(1-b) - X1^(1-b))/(1-b); m in mg/W is t/GW.  start_gw,
    end_gw: cumulative cells in GW, above 0.  rate: fraction saved per doubling, below one half.
    """
    b = exponent(rate)
    first, last = np.asarray(start_gw, dtype=float), np.asarray(end_gw, dtype=float)
    return np.asarray(start_mg_per_w * first**b * (last ** (1.0 - b) - first ** (1.0 - b)) / (1.0 - b))
