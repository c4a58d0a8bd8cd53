"""Axes of the world's arrays: (..., years), then technologies, then routes; draws lead, and one run has none.

A parameter that varies by draw is (draws, 1), so that it meets (years,) as a number does.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Number = float | Array
"""A number, or one a draw as (draws, 1)."""


def trailing(values: Number, axes: int = 1) -> Array:
    """The values with more axes of length one behind, so that they meet technologies (1) or routes (2)."""
    return np.asarray(values)[(..., *(None,) * axes)]


def through(kernel: Array, amounts: Array) -> Array:
    """Amounts (..., vintages) passed through a kernel (..., years, vintages): (..., years)."""
    return (kernel @ amounts[..., None])[..., 0]
