"""Start from a stock whose history is not known: additions that grew at a constant rate and left that stock."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pvsilver.errors import InputError
from pvsilver.world import cohort_input, cohorts, paths

Array = npt.NDArray[np.float64]

YEARS_BACK = 40


def back_cast(
    in_service: float,
    *,
    shape: npt.ArrayLike,
    scale: npt.ArrayLike,
    growth: float | None = None,
    convention: str = "mid",
    infant_loss: float = 0.0,
    years: int = YEARS_BACK,
) -> Array:
    """Additions (years,) up to and with the year at whose end `in_service` stands, oldest first.

    I[v] = A·(1 + growth)^(v - last), A chosen so that what survives is the stock.  in_service: at least 0, any
    unit; the sum of additions is larger.  growth: above -1; None for that of a fleet built mainly after 2005, as
    `back_cast_growth` of `data/assumptions.csv` has it, whose low end is that of an older fleet.  shape, scale:
    scalars or one a vintage.  Give each vintage its own mass and silver; what retired before the start is left out
    of cumulative results.  Raises InputError naming the argument, also where nothing of such additions would be left.
    """
    stock = float(cohort_input.amounts_at_least_zero("in_service", [in_service])[0])
    given = paths.assumption("back_cast_growth") if growth is None else growth
    rate = cohort_input.one_number("growth", given)
    if not rate > -1.0:
        raise InputError("growth", f"{rate:g} is not above -1")
    if not (isinstance(years, (int, np.integer)) and years >= 1):
        raise InputError("years", f"{years!r} is not a whole number of years of at least 1")
    unscaled = (1.0 + rate) ** (np.arange(years) - (years - 1.0))
    left = cohorts.retire(
        unscaled, shape=shape, scale=scale, convention=convention, infant_loss=infant_loss
    ).in_service[-1]
    if stock and not left:
        raise InputError(
            "in_service", "cannot stand: nothing of such additions would be left; lengthen the lives"
        )
    return unscaled * (stock / left if stock else 0.0)


def mean_age_years(additions: Array, survival: Array) -> float:
    """Mean age at the end of the last year of what is still in service.

    additions, survival: (years,), survival the fraction of each vintage still in service.  A vintage is half a
    year old at the end of its own year.
    """
    standing = additions * survival
    ages = np.arange(len(additions))[::-1] + 0.5
    return float((standing * ages).sum() / standing.sum())
