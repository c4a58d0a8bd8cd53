"""Quantiles of the distributions that ranges of parameters have."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def triangular(rank: Array, low: float, central: float, high: float) -> Array:
    """Quantile of a triangular distribution; rank in 0…1, low ≤ central ≤ high."""
    if high <= low:
        return np.full_like(rank, central)
    left = (central - low) / (high - low)
    rising = low + np.sqrt(rank * (high - low) * (central - low))
    falling = high - np.sqrt((1.0 - rank) * (high - low) * (high - central))
    return np.where(rank < left, rising, falling)


def uniform(rank: Array, low: float, high: float) -> Array:
    """Quantile of a uniform distribution; rank in 0…1."""
    return low + rank * (high - low)


def normal(rank: Array) -> Array:
    """Quantile of the standard normal distribution; rank above 0 and below 1."""
    return np.array([_STANDARD.inv_cdf(p) for p in rank.ravel()]).reshape(rank.shape)


_STANDARD = NormalDist()
