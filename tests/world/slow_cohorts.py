"""Retirement cohort by cohort in plain Python: the recycling note written down, nothing shared with the model.

A cohort installed in year v meets the Weibull F at the ages that its convention says.  `end` puts the
installation on 31 December, `begin` on 1 January, `mid` half way between.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

HALF_YEARS = {"end": 0, "mid": 1, "begin": 2}


def failed_by(age_years: float, shape: float, scale_years: float) -> float:
    """F(x), the part of a cohort that has failed by an age in years."""
    if age_years <= 0:
        return 0.0
    return 1.0 - math.exp(-math.pow(age_years / scale_years, shape))


def retired_fraction(
    age: int, shape: float, scale_years: float, convention: str, infant_loss: float
) -> float:
    """q(a) of the note: part of the original cohort that leaves in the calendar year v + a."""
    later = HALF_YEARS[convention] / 2
    now = failed_by(age + later, shape, scale_years)
    if age == 0:
        return infant_loss + (1 - infant_loss) * now
    return (1 - infant_loss) * (now - failed_by(age - 1 + later, shape, scale_years))


def slow_retire(
    additions: Sequence[float],
    shape: Sequence[float],
    scale_years: Sequence[float],
    convention: str = "mid",
    infant_loss: float = 0.0,
    project_life: Sequence[float] | None = None,
) -> tuple[list[float], list[float]]:
    """(retired, in service at the end of each year); every argument but the last three has one entry a vintage.

    At the end of its project life what is left goes first; that year's failures find nothing.
    """
    years = len(additions)
    retired, in_service = [0.0] * years, [0.0] * years
    for vintage, installed in enumerate(additions):
        active = installed
        for year in range(vintage, years):
            age = year - vintage
            leaves = 0.0
            if project_life is not None and age >= math.floor(project_life[vintage]):
                leaves, active = active, 0.0
            q = retired_fraction(age, shape[vintage], scale_years[vintage], convention, infant_loss)
            fails = min(installed * q, active)
            active -= fails
            retired[year] += leaves + fails
            in_service[year] += active
    return retired, in_service
