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


def slow_exits(
    installed: float,
    years: int,
    shape: float,
    scale_years: float,
    convention: str = "mid",
    infant_loss: float = 0.0,
    economic_age: int | None = None,
    economic_share: float = 0.0,
    project_life: int | None = None,
    power_age: int | None = None,
    repaired: float = 0.0,
) -> tuple[list[float], list[float], list[float]]:
    """(retired, in service, of the retired those by economic exit or project end) of one cohort, by age.

    Exits first, then failures f = min(I·q(a), active).  Repair takes its share off the failures, not off what
    was lost at installation.
    """
    retired, in_service, economic = [], [], []
    active = installed
    for age in range(years):
        out_economic = out_power = 0.0
        if economic_age == age:
            out_economic += economic_share * active
            active -= economic_share * active
        if project_life == age:
            out_economic += active
            active = 0.0
        if power_age == age:
            out_power += active
            active = 0.0
        all_q = retired_fraction(age, shape, scale_years, convention, infant_loss)
        lost = infant_loss if age == 0 else 0.0
        q = lost + (all_q - lost) * (1 - repaired)
        fails = min(installed * q, active)
        active -= fails
        retired.append(out_economic + out_power + fails)
        economic.append(out_economic)
        in_service.append(active)
    return retired, in_service, economic


def slow_second_life(
    resold: Sequence[float], shape: float, scale_years: float, convention: str
) -> tuple[list[float], list[float]]:
    """(retired, in service) of cohorts dated to their year of resale, all of one second life."""
    years = len(resold)
    return slow_retire(resold, [shape] * years, [scale_years] * years, convention)


def slow_chain(
    discarded: Sequence[float],
    collection: Sequence[float],
    lines: Sequence[float],
    silver_yield: Sequence[float],
    grade: Sequence[float],
    returned: Sequence[float],
    lag: int,
) -> dict[str, list[float]]:
    """Each link of the recovery chain, year by year, with a queue of what waits in storage."""
    links: dict[str, list[float]] = {
        name: []
        for name in ("uncollected", "stored", "no_silver_line", "residue", "refined", "other_uses", "for_pv")
    }
    queue = [0.0] * lag
    for year, amount in enumerate(discarded):
        collected = collection[year] * amount
        queue.append(collected)
        processed = queue.pop(0)
        at_lines = lines[year] * processed
        refined = silver_yield[year] * at_lines
        for_pv = returned[year] * grade[year] * refined
        links["uncollected"].append(amount - collected)
        links["stored"].append(math.fsum(queue))
        links["no_silver_line"].append(processed - at_lines)
        links["residue"].append(at_lines - refined)
        links["refined"].append(refined)
        links["other_uses"].append(refined - for_pv)
        links["for_pv"].append(for_pv)
    return links
