"""Modules that leave for other reasons than failure: economic exit, end of the project, lost power; and repair.

At its age an exit is applied first, then that year's failures, limited to what is left: f = min(I·q(a), active).
Fractions are of the original cohort, as everywhere in the recycling note.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pvsilver.errors import InputError
from pvsilver.world import cohorts

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Rules:
    """When modules leave although they work, and how many failures are repaired.

    economic_share: fraction of the modules then in service that leaves at economic_age_years, 0 to 1.
    project_life_years: whole years at which all that is left leaves; None for no end.
    power_age_years: whole years at which all survivors have lost too much power; None for never.
    repaired_share: fraction of failures returned to service, 0 to 1; loss at installation is not repaired.
    """

    economic_age_years: int = 25
    economic_share: float = 0.0
    project_life_years: int | None = None
    power_age_years: int | None = None
    repaired_share: float = 0.0

    @property
    def idle(self) -> bool:
        """Whether nothing but failure takes modules out of service."""
        return (
            not self.economic_share
            and not self.repaired_share
            and self.project_life_years is None
            and self.power_age_years is None
        )

    @property
    def economic_ages(self) -> tuple[int, ...]:
        """Ages at which modules leave that could serve on elsewhere."""
        return tuple(sorted({age for age, _, economic in self.events() if economic}))

    def events(self) -> Iterator[tuple[int, float, bool]]:
        """(age, share of what is in service, whether economic) in the order in which they are applied."""
        found = []
        if self.economic_share:
            found.append((self.economic_age_years, self.economic_share, True))
        if self.project_life_years is not None:
            found.append((self.project_life_years, 1.0, True))
        if self.power_age_years is not None:
            found.append((self.power_age_years, 1.0, False))
        yield from sorted(found, key=lambda event: event[0])


@dataclass(frozen=True)
class Kernels:
    """Fractions of vintage v (column) in year t (row), each (years, years).

    leaving: all that retires; staying: in service at the end of the year; economic: the part of leaving that
    goes by economic exit or at the end of its project, None where there is no such exit.
    """

    leaving: Array
    staying: Array
    economic: Array | None = None


def power_age_years(degradation_per_year: float, threshold: float) -> int | None:
    """First whole age a at which (1 - d)^a is below the threshold; None for a threshold of 0 or no loss.

    degradation_per_year and threshold: fractions, 0 up to but not 1.  0.75 % a year meets 80 % at age 30,
    0.5 % at age 45.
    """
    if threshold <= 0.0 or degradation_per_year <= 0.0:
        return None
    age = max(0, math.floor(math.log(threshold) / math.log1p(-degradation_per_year)) - 1)
    while (1.0 - degradation_per_year) ** age >= threshold:
        age += 1
    return age


def life_table(
    years: int, shape: Array, scale_years: Array, offset_years: float, infant_loss: float, rules: Rules
) -> tuple[Array, Array, Array]:
    """(leaving, staying, economic) by age, each (years, 1 or vintages): fractions of the original cohort.

    shape and scale_years: (1,) for all vintages or (years,).
    """
    alive = cohorts.survival_by_age(years, shape, scale_years, offset_years, infant_loss)
    # A share of the failures is repaired: that much of what has failed stays.
    staying = alive[1:] + rules.repaired_share * (1.0 - infant_loss - alive[1:])
    gone = np.zeros_like(staying)
    economic = np.zeros_like(staying)
    for age, share, is_economic in rules.events():
        if age >= years:
            continue
        left = (staying[age - 1] if age else np.ones(staying.shape[1])) - gone[age]
        out = share * left
        gone[age] += out
        if is_economic:
            economic[age] += out
        # What left can't fail later: those failures find nothing once the cohort is used up.
        staying[age:] = np.maximum(staying[age:] - out, 0.0)
    # Where next to nothing is left rounding may seem to raise it; nothing ever comes back.
    staying = np.minimum.accumulate(staying, axis=0)
    before = np.concatenate([np.ones((1, staying.shape[1])), staying[:-1]])
    return before - staying, staying, economic


def kernels(
    years: int,
    shape: Array,
    scale_years: Array,
    offset_years: float,
    infant_loss: float = 0.0,
    rules: Rules = Rules(),
) -> Kernels:
    """Kernels of all vintages; shape and scale_years: (1,) for all vintages or (years,)."""
    if rules.idle:
        return Kernels(*cohorts.kernels(years, shape, scale_years, offset_years, infant_loss))
    tables = life_table(years, shape, scale_years, offset_years, infant_loss, rules)
    leaving, staying, economic = (by_vintage(table) for table in tables)
    return Kernels(leaving, staying, economic if rules.economic_ages else None)


def by_vintage(table: Array) -> Array:
    """Fractions by age, (years, 1 or vintages), as fractions of vintage v (column) in year t (row)."""
    years = len(table)
    ages = np.subtract.outer(np.arange(years), np.arange(years))
    vintage = np.arange(years) if table.shape[1] > 1 else 0
    return np.where(ages >= 0, table[np.maximum(ages, 0), vintage], 0.0)


def retire(
    additions: npt.ArrayLike,
    *,
    shape: npt.ArrayLike,
    scale: npt.ArrayLike,
    convention: str = "mid",
    infant_loss: float = 0.0,
    rules: Rules = Rules(),
) -> tuple[Array, Array, Array]:
    """(retired, in service, retired by economic exit) of yearly additions (years,) or (years, series).

    shape and scale: scalars or one a vintage.  Arguments are checked as those of `pvsilver.retire`; shares of
    the rules outside 0 to 1 raise InputError naming them.
    """
    check(rules)
    checked = cohorts.retire(
        additions, shape=shape, scale=scale, convention=convention, infant_loss=infant_loss
    )
    if rules.idle:
        return checked.retired, checked.in_service, np.zeros_like(checked.retired)
    amounts = np.asarray(additions, dtype=float)
    found = kernels(
        len(amounts),
        np.atleast_1d(np.asarray(shape, dtype=float)),
        np.atleast_1d(np.asarray(scale, dtype=float)),
        cohorts.OFFSETS_YEARS[convention],
        float(infant_loss),
        rules,
    )
    economic = np.zeros_like(amounts) if found.economic is None else found.economic @ amounts
    return found.leaving @ amounts, found.staying @ amounts, economic


def check(rules: Rules) -> None:
    """Raises InputError for a share outside 0 to 1 or an age below 0."""
    shares: dict[str, Any] = {
        "economic_share": rules.economic_share,
        "repaired_share": rules.repaired_share,
    }
    for name, share in shares.items():
        if not 0.0 <= share <= 1.0:
            raise InputError(name, f"{share:g} is not a fraction from 0 to 1")
    ages = {
        "economic_age_years": rules.economic_age_years,
        "project_life_years": rules.project_life_years,
        "power_age_years": rules.power_age_years,
    }
    for name, age in ages.items():
        if age is not None and not (age == int(age) and age >= 0):
            raise InputError(name, f"{age!r} is not a whole age of at least 0 years")
