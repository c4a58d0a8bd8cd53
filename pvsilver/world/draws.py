"""Retirement of the same additions under many lifetimes at once, in blocks that stay small.

A whole array of draws × vintages × years is never made.  For each block of draws the survival
exp(-(age/T)^k) = exp(-exp(k·log age - k·log T)) is taken at every age, its differences are the retired
fractions, and one matrix product with the additions laid out by age gives all years.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from pvsilver.errors import InputError
from pvsilver.world import cohort_input, cohorts

Array = npt.NDArray[np.float64]

BLOCK = 250
"""Draws in a block: its arrays of a few hundred kilobytes stay in the processor's cache."""


def retire_draws(
    additions: npt.ArrayLike,
    *,
    shape: npt.ArrayLike,
    scale: npt.ArrayLike,
    convention: str = "mid",
    infant_loss: npt.ArrayLike = 0.0,
    block: int = BLOCK,
) -> Array:
    """Retired amounts by draw, (draws, years) or (draws, years, series).

    additions: (years,) or (years, series), at least 0, shared by all draws.  shape (1), scale (years): (draws,)
    or a scalar, above 0, one lifetime for all vintages of a draw.  infant_loss: fraction lost in the
    installation year, scalar or (draws,), 0 up to but not 1.  convention: as in `retire`.

    What is in service is the sum of additions less the sum of what retired.  Vintages of different lifetimes:
    retire each group of additions apart and add, for retirement is linear.  Equal to `retire` draw by draw to
    rounding.  Raises InputError naming the argument.
    """
    amounts = cohort_input.amounts_at_least_zero("additions", additions)
    shapes, scales, lost = _checked(shape, scale, infant_loss)
    if not (isinstance(block, (int, np.integer)) and block >= 1):
        raise InputError("block", f"{block!r} is not a whole number of draws of at least 1")
    by_age = laid_out_by_age(amounts.reshape(len(amounts), -1))
    retired = np.empty((len(shapes), by_age.shape[1]))
    for draws, fractions in retired_fractions(
        len(amounts), shapes, scales, lost, cohorts.offset_years(convention), int(block)
    ):
        np.matmul(fractions, by_age, out=retired[draws])
    return retired.reshape(len(shapes), *amounts.shape)


def retired_fractions(
    years: int, shape: Array, scale_years: Array, infant_loss: Array, offset_years: float, block: int = BLOCK
) -> Iterator[tuple[slice, Array]]:
    """(draws, fractions of the original cohort that retire at each age) block by block.

    shape, scale_years, infant_loss: (draws,).  Fractions are (draws in the block, years) in one work array that
    the next block overwrites.
    """
    ages = np.arange(years) + offset_years
    # Age 0 has no logarithm; its survival, 1, comes of a power of nothing.
    with np.errstate(divide="ignore"):
        log_ages = np.log(ages)
    log_scale = np.log(scale_years)
    survival = np.empty((min(block, len(shape)), years))
    fractions = np.empty_like(survival)
    for first in range(0, len(shape), block):
        draws = slice(first, min(first + block, len(shape)))
        count = draws.stop - first
        s, q = survival[:count], fractions[:count]
        np.subtract(log_ages, log_scale[draws, None], out=s)
        s *= shape[draws, None]
        # A steep shape far past its scale is beyond float64; its limit, certain failure, is what is wanted.
        with np.errstate(over="ignore"):
            np.exp(s, out=s)
        np.negative(s, out=s)
        np.exp(s, out=s)
        np.subtract(1.0, s[:, 0], out=q[:, 0])
        np.subtract(s[:, :-1], s[:, 1:], out=q[:, 1:])
        lost = infant_loss[draws]
        if lost.any():
            q *= 1.0 - lost[:, None]
            q[:, 0] += lost
        yield draws, q


def laid_out_by_age(amounts: Array) -> Array:
    """Additions (years, series) as (ages, years · series): what would be of each age in each year."""
    years, series = amounts.shape
    laid = np.zeros((years, years, series))
    for age in range(years):
        laid[age, age:] = amounts[: years - age]
    return laid.reshape(years, years * series)


def _checked(
    shape: npt.ArrayLike, scale: npt.ArrayLike, infant_loss: npt.ArrayLike
) -> tuple[Array, Array, Array]:
    """Shape, scale and infant loss, each (draws,)."""
    found = {
        name: np.atleast_1d(cohort_input.finite_numbers(name, given))
        for name, given in (("shape", shape), ("scale", scale), ("infant_loss", infant_loss))
    }
    draws = max(len(values) for values in found.values())
    for name, values in found.items():
        if values.ndim > 1 or len(values) not in (1, draws):
            raise InputError(name, f"has shape {values.shape}; it must be a scalar or one a draw, ({draws},)")
        if name != "infant_loss" and (values <= 0).any():
            raise InputError(name, f"{float(values.min()):g} is not above 0")
    lost = found["infant_loss"]
    if (lost < 0).any() or (lost >= 1).any():
        raise InputError("infant_loss", "holds a value that is not a fraction from 0 up to but not 1")
    wide = [np.ascontiguousarray(np.broadcast_to(values, (draws,))) for values in found.values()]
    return wide[0], wide[1], wide[2]
