"""Technology mix of crystalline-silicon cells."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def shift(shares: Array, source: int, target: int, moved: Array) -> Array:
    """Shares (..., years, technologies) with a part of one technology's share moved to another's.

    moved: (..., years), from -1 to 1.  A positive value moves that fraction of `source` to `target`, a negative
    one that fraction of `target` to `source`.  Sums stay as they are and no share leaves 0 to 1.
    """
    amount = np.where(moved >= 0.0, moved * shares[..., source], moved * shares[..., target])
    bent = np.broadcast_to(shares, (*amount.shape, shares.shape[-1])).copy()
    bent[..., source] -= amount
    bent[..., target] += amount
    return bent


def unit_sum(shares: Array) -> Array:
    """Shares whose sum over the last axis is one to the last digit.

    Only the rounding of a table is spread: a table that misses one by more than 1e-6 was refused before.
    """
    return shares / shares.sum(axis=-1, keepdims=True)
