"""Modules re-sold at an economic exit: a second, shorter life in a cohort table of its own.

A cohort is dated to the year of resale and keeps the silver and mass of its original vintage.  Failures are
never re-sold, and one second life is the most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pvsilver.world import cohorts
from pvsilver.world.axes import Number, through

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Resale:
    """Cohorts re-sold at one age.  Rows and columns of the kernels are years, the column that of resale.

    resold: fraction of the vintage that was new `age_years` before, by year of resale, (..., years).
    """

    age_years: int
    resold: Array
    leaving: Array
    staying: Array

    def cohorts(self, amounts: Array) -> Array:
        """Amount re-sold by year, from amounts by original vintage, (..., years)."""
        found = np.zeros_like(amounts)
        found[..., self.age_years :] = amounts[..., : amounts.shape[-1] - self.age_years]
        return found * self.resold


@dataclass(frozen=True)
class Flows:
    """Amounts of second-life modules, (..., years), in the unit of what was asked."""

    resold: Array
    retired: Array
    in_service: Array


def resales(
    economic: Array,
    ages: Sequence[int],
    resale_share: Number,
    scale_years: Array,
    scale_factor: Number,
    shape: float,
    offset_years: float,
) -> tuple[Resale, ...]:
    """Re-sold cohorts of each exit age; none where nothing is re-sold.

    economic: (years, vintages), fraction of a vintage that leaves by economic exit.  resale_share: fraction of
    it re-sold.  The second life has the given shape and scale_factor times the scale of the original vintage,
    (1,) or (years,).  Share and factor: numbers or (draws, 1).
    """
    years = len(economic)
    found = []
    for age in ages:
        if age >= years or not np.any(resale_share):
            continue
        gone = np.zeros(years)
        gone[age:] = np.diagonal(economic, -age)
        resold = np.asarray(resale_share * gone)
        if len(scale_years) > 1:
            # A column of the kernels is a year of resale; its life is that of the vintage `age` before.
            scale_years = np.concatenate([np.repeat(scale_years[:1], age), scale_years[: years - age]])
        scales = np.asarray(scale_years * scale_factor)
        leaving, staying = cohorts.kernels(years, np.array([shape]), scales, offset_years)
        found.append(Resale(age, resold, leaving, staying))
    return tuple(found)


def flows(resold: Sequence[Resale], amounts: Array) -> Flows:
    """Flows of all re-sold cohorts, from amounts installed by original vintage, (..., years)."""
    total = Flows(np.zeros_like(amounts), np.zeros_like(amounts), np.zeros_like(amounts))
    for resale in resold:
        new = resale.cohorts(amounts)
        total = Flows(
            total.resold + new,
            total.retired + through(resale.leaving, new),
            total.in_service + through(resale.staying, new),
        )
    return total


def discarded(resold: Sequence[Resale], amounts: Array, retired: Array) -> Array:
    """What leaves for good in a year: retired, less re-sold, plus what ends its second life; (..., years).

    Re-sold silver is deferred, not lost: it is discarded when its second life ends.
    """
    if not resold:
        return retired
    found = flows(resold, amounts)
    return retired - found.resold + found.retired
