"""Exact additive decomposition of a product of factors: logarithmic mean Divisia (LMDI-I)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def contributions(before: Array, after: Array) -> Array:
    """What each factor adds to the change of the product, (factors, ...) like the arguments.

    before, after: (factors, ...), at least 0, one product for each place behind the first axis.  With
    L = (y - x)/ln(y/x) a factor adds L·ln(f_after/f_before); the sum over factors is y - x exactly.

    Zeros take their limit: where the product appears or vanishes, the factors that were (or became) zero carry
    the whole change, in equal parts; where it is zero on both sides nothing is added.  Swapping the two sides
    flips every sign.  Source: Ang, Energy Policy 33 (2005) 867; zeros after Ang and Liu, Energy Policy 35
    (2007) 238.
    """
    x, y = before.prod(axis=0), after.prod(axis=0)
    gone, come = before == 0.0, after == 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = np.where(gone | come, 0.0, np.log(after) - np.log(before))
    mean = _logarithmic_mean(x, y, steps.sum(axis=0))
    regular = (x > 0.0) & (y > 0.0)
    appears = (x == 0.0) & (y > 0.0)
    vanishes = (x > 0.0) & (y == 0.0)
    return np.where(
        regular,
        mean * steps,
        np.where(appears, _split(gone, y), 0.0) - np.where(vanishes, _split(come, x), 0.0),
    )


def _logarithmic_mean(x: Array, y: Array, step: Array) -> Array:
    """Logarithmic mean of x and y, where step = ln(y/x); symmetric to the last digit.

    Close together the difference quotient loses digits; sqrt(xy)·sinh(step/2)/(step/2) does not.
    """
    far = np.abs(step) > 1.0
    half = np.where(far | (step == 0.0), 1.0, 0.5 * step)
    near = np.sqrt(x) * np.sqrt(y) * np.where(step == 0.0, 1.0, np.sinh(half) / half)
    return np.where(far, (y - x) / np.where(far, step, 1.0), near)


def _split(zero: npt.NDArray[np.bool_], amount: Array) -> Array:
    """The amount in equal parts over the factors that are zero."""
    return zero * (amount / np.maximum(zero.sum(axis=0), 1))
