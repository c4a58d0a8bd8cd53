"""Retirement of module cohorts: Weibull lifetimes, counted by differences of the distribution function.

Notation of the recycling note: a cohort of age a (calendar years since its vintage) has failed by the end of
that year with probability G(a) = F(a + offset), G(-1) = 0.  Densities are never summed at whole ages.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from pvsilver.errors import InputError
from pvsilver.world import cohort_input

Array = npt.NDArray[np.float64]

OFFSETS_YEARS = {"mid": 0.5, "end": 0.0, "begin": 1.0}
"""Age in years at the end of the installation year: spread over it, at its end, at its beginning."""


GONE = 1e-200
"""A fraction below which a cohort is gone: smaller ones would lose their digits near the end of float64."""


@dataclass(frozen=True)
class Retirement:
    """What leaves and what stays, in the unit of the additions and of their shape."""

    retired: Array
    in_service: Array


def weibull_cdf(age_years: npt.ArrayLike, shape: npt.ArrayLike, scale_years: npt.ArrayLike) -> Array:
    """F(x) = 1 - exp(-(x/T)^k) for x > 0, otherwise 0.  All arguments broadcast; age and scale in years."""
    age = np.maximum(np.asarray(age_years, dtype=float), 0.0)
    # A steep shape far past its scale is beyond float64; its limit, certain failure, is what is wanted.
    with np.errstate(over="ignore"):
        return -np.expm1(-((age / np.asarray(scale_years, dtype=float)) ** np.asarray(shape, dtype=float)))


def weibull_from_percentiles(t50_years: float, t90_years: float) -> tuple[float, float]:
    """(shape, scale in years) of the Weibull by whose ages T50 and T90 half and nine in ten have failed.

    k = ln(ln 10 / ln 2) / ln(T90/T50), T = T50 / (ln 2)^(1/k).  Raises InputError unless 0 < T50 < T90.
    """
    t50, t90 = (
        cohort_input.one_number("t50_years", t50_years),
        cohort_input.one_number("t90_years", t90_years),
    )
    if not t50 > 0:
        raise InputError("t50_years", f"{t50:g} is not an age above 0 years")
    if not t90 / t50 > 1.0:
        raise InputError("t90_years", f"{t90:g} is not above t50_years = {t50:g}")
    if not math.isfinite(t90 / t50):
        raise InputError("t90_years", f"{t90:g} is too far above t50_years = {t50:g} for any lifetime")
    shape = math.log(math.log(10.0) / math.log(2.0)) / math.log(t90 / t50)
    return shape, t50 / math.log(2.0) ** (1.0 / shape)


def retire(
    additions: npt.ArrayLike,
    *,
    shape: npt.ArrayLike,
    scale: npt.ArrayLike,
    convention: str = "mid",
    infant_loss: float = 0.0,
    project_life: npt.ArrayLike | None = None,
) -> Retirement:
    """Retired and in-service amounts of yearly additions.

    additions: (years,) or (years, technologies), at least 0, any unit.
    shape (1), scale (years): scalars, one a vintage (years,), or of the shape of additions; above 0.
    convention: `mid` (default: half a year older), `end` (nothing leaves in the first year), `begin` (a year
        older).
    infant_loss: fraction lost in the installation year, 0 up to but not 1.
    project_life: age in years at which what is left is removed, before that year's failures; fractions are
        cut to whole years; scalar, one a vintage, or of the shape of additions; None for no end.

    Ages run to the end of the array; what has not failed stays in service.  Raises InputError naming the
    argument.  Source: IRENA/IEA-PVPS 2016 for the Weibull form; CDF differences as in the recycling note.
    """
    amounts = cohort_input.amounts_at_least_zero("additions", additions)
    columns = amounts.reshape(amounts.shape[0], -1)
    shapes = cohort_input.per_cohort("shape", shape, amounts.shape)
    scales = cohort_input.per_cohort("scale", scale, amounts.shape)
    offset = offset_years(convention)
    lost = cohort_input.one_number("infant_loss", infant_loss)
    if not 0.0 <= lost < 1.0:
        raise InputError("infant_loss", f"{lost:g} is not a fraction from 0 up to but not 1")
    lives = None if project_life is None else cohort_input.whole_lives(project_life, amounts.shape)
    retired, stock = np.empty_like(columns), np.empty_like(columns)
    alike = shapes.shape[-1] == scales.shape[-1] == 1 and (lives is None or lives.shape[-1] == 1)
    # Technologies of equal lifetimes share one kernel and one matrix product.
    for columns_alike in [slice(None)] if alike else [slice(t, t + 1) for t in range(columns.shape[1])]:
        leaving, staying = kernels(
            columns.shape[0],
            _column(shapes, columns_alike),
            _column(scales, columns_alike),
            offset,
            lost,
            None if lives is None else _column(lives, columns_alike),
        )
        np.matmul(leaving, columns[:, columns_alike], out=retired[:, columns_alike])
        np.matmul(staying, columns[:, columns_alike], out=stock[:, columns_alike])
    return Retirement(retired.reshape(amounts.shape), stock.reshape(amounts.shape))


def additions_for_stock(
    in_service: npt.ArrayLike,
    *,
    shape: npt.ArrayLike,
    scale: npt.ArrayLike,
    convention: str = "mid",
) -> Array:
    """Gross additions (years,) that keep the given end-of-year stock (years,) in service.

    The first stock is all new: additions[0] = in_service[0]/S(first age).  shape and scale: scalars or one a
    vintage.  Raises InputError naming the first year in which the stock falls faster than it retires, or
    in which nothing installed would last to the end of the year.  Nothing is floored.
    """
    stock = cohort_input.amounts_at_least_zero("in_service", in_service)
    if stock.ndim != 1:
        raise InputError("in_service", f"has {stock.ndim} dimensions; it must be one stock a year")
    # The index of a Series names its years; the `index` of a list is a method.
    years: Any = getattr(in_service, "index", None) if hasattr(in_service, "iloc") else None
    shapes = cohort_input.per_cohort("shape", shape, stock.shape)[:, 0]
    scales = cohort_input.per_cohort("scale", scale, stock.shape)[:, 0]
    _, staying = kernels(len(stock), shapes, scales, offset_years(convention))
    additions = np.zeros_like(stock)
    for year, wanted in enumerate(stock):
        kept = staying[year, :year] @ additions[:year]
        name = years[year] if years is not None else f"{year} (counted from 0)"
        # Rounding of the sum of all vintages, and no more, may pass as no additions at all.
        if wanted < kept * (1.0 - 1e-12):
            raise InputError(
                "in_service",
                f"falls faster than it retires in year {name}: {wanted:g} is below the "
                f"{kept:g} still in service; raise the stock or shorten the lives",
            )
        missing = max(wanted - kept, 0.0)
        if missing > 0.0 and staying[year, year] == 0.0:
            raise InputError(
                "in_service",
                f"cannot be kept in year {name}: what is installed fails within it; lengthen the lives",
            )
        additions[year] = missing / staying[year, year] if missing else 0.0
    return additions


def kernels(
    years: int,
    shape: Array,
    scale_years: Array,
    offset_years: float,
    infant_loss: float = 0.0,
    lives: npt.NDArray[np.int64] | None = None,
) -> tuple[Array, Array]:
    """(leaving, staying): fractions of vintage v (column) that retire in year t, or stay at its end (row).

    shape and scale_years: (..., 1) for all vintages or (..., years).  Both results are (..., years, years) and
    zero above the diagonal.
    """
    ages, later = _ages(years)
    alive = survival_by_age(years, shape, scale_years, offset_years, infant_loss)
    vintage = np.arange(years) if alive.shape[-1] > 1 else 0
    # Differences of what is left, so that stock and flow agree to the last digit in the tail too.
    leaving = -np.diff(alive, axis=-2)
    out, stay = leaving[..., ages, vintage] * later, alive[..., 1:, :][..., ages, vintage] * later
    if lives is not None:
        left = alive[..., ages, vintage]
        out = np.where(ages < lives, out, np.where(ages == lives, left, 0.0)) * later
        stay = np.where(ages < lives, stay, 0.0)
    return out, stay


def survival_by_age(
    years: int, shape: Array, scale_years: Array, offset_years: float, infant_loss: float
) -> Array:
    """Fraction of a cohort in service: when new (1), then at the end of each age.

    shape and scale_years: (..., 1 or vintages).  Returns (..., years + 1, 1 or vintages).
    """
    age = np.arange(years)[:, None] + offset_years
    with np.errstate(over="ignore"):  # A steep curve far past its scale: nothing is left.
        alive = (1.0 - infant_loss) * np.exp(-((age / scale_years[..., None, :]) ** shape[..., None, :]))
    alive = np.where(alive < GONE, 0.0, alive)
    return np.concatenate([np.ones((*alive.shape[:-2], 1, alive.shape[-1])), alive], axis=-2)


@cache
def _ages(years: int) -> tuple[npt.NDArray[np.int64], Array]:
    """(age of vintage v in year t, floored at zero; 1 where the vintage exists) as (years, years)."""
    ages = np.subtract.outer(np.arange(years), np.arange(years))
    return np.maximum(ages, 0), (ages >= 0).astype(float)


def offset_years(convention: str) -> float:
    """Age in years at the end of the installation year.  Raises InputError for an unknown convention."""
    try:
        return OFFSETS_YEARS[convention]
    except (KeyError, TypeError):
        allowed = ", ".join(OFFSETS_YEARS)
        raise InputError("convention", f"{convention!r} is unknown; it must be one of {allowed}") from None


def _column(values: Any, which: slice) -> Any:
    """One column of (1 or years, 1 or technologies) as (1 or years,)."""
    return values[:, 0] if values.shape[1] == 1 else values[:, which][:, 0]
