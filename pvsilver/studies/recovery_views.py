"""Frames of end of life, ready to be drawn: who retires when, how long modules last, how much need is covered."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pvsilver.errors import InputError
from pvsilver.names import REGIONS
from pvsilver.scenario import Scenario
from pvsilver.world import end_of_life, exits, paths, regions
from pvsilver.world.frames import Projection

Array = npt.NDArray[np.float64]

AGES_YEARS = 60
"""Age to which survival is followed and at which the residual is reported."""

VINTAGES = (2010, 2025)


RETIRED = {
    "retired_gw": "installations_gw",
    "retired_modules_t": "installed_modules_t",
    "retired_silver_t": "installed_silver_t",
}
"""What retires → what of the world was installed of it."""


def retired_by_decade(projection: Projection, region: str = regions.WORLD) -> pd.DataFrame:
    """One row a year and vintage decade: retired_gw, retired_modules_t, retired_silver_t; sums are the year's.

    decade is its first year: 1990 for vintages 1990 to 1999.  Raises InputError for an unknown region.
    """
    years = projection.world.years[projection.years_slice]
    found = {name: retired_of(projection, name, region) for name in RETIRED}
    decades = next(iter(found.values()))[0]
    frame: dict[str, Any] = {"year": np.repeat(years, len(decades)), "decade": np.tile(decades, len(years))}
    return pd.DataFrame(frame | {name: values.reshape(-1) for name, (_, values) in found.items()})


def retired_of(
    projection: Projection, column: str, region: str = regions.WORLD
) -> tuple[npt.NDArray[Any], Array]:
    """(first years of the decades, (years, decades) of a column of `retired_by_decade`)."""
    world, known = projection.world, regions.region_id(region)
    share = 1.0 if known == regions.WORLD else world.region_share[:, REGIONS.index(known)]
    found, which = np.unique(world.years // 10 * 10, return_inverse=True)
    member = np.equal.outer(which, np.arange(len(found))).astype(float)
    amount = getattr(world, RETIRED[column]) * share
    leaving: Array = world.leaving[projection.years_slice] @ (member * amount[:, None])
    return found, leaving


def survival(scenario: Scenario, vintages: tuple[int, ...] = VINTAGES) -> pd.DataFrame:
    """One row a vintage and age: vintage, age_years, in_service_share, from 1 at age 0 to age 60.

    Ages are those at the ends of calendar years, so the first depends on the counting convention.  Exits and
    infant loss are included, a second life is not.
    """
    parts = []
    for vintage in vintages:
        ages, share = _survival(scenario, vintage)
        parts.append(pd.DataFrame({"vintage": vintage, "age_years": ages, "in_service_share": share}))
    return pd.concat(parts, ignore_index=True)


def survival_facts(scenario: Scenario, vintages: tuple[int, ...] = VINTAGES) -> pd.DataFrame:
    """One row a vintage: vintage, convention, median_years, residual_pct.

    median_years: age at which half is left, linear between year ends, NaN where more than half outlasts 60
    years.  residual_pct: what is still in service then; it stays in stock and is never forced to zero.
    """
    rows = []
    for vintage in vintages:
        ages, share = _survival(scenario, vintage)
        below = np.flatnonzero(share <= 0.5)
        median = float("nan")
        if len(below):
            after = int(below[0])
            before = after - 1
            part = (share[before] - 0.5) / (share[before] - share[after])
            median = float(ages[before] + part * (ages[after] - ages[before]))
        rows.append(
            {
                "vintage": vintage,
                "convention": scenario["retirement_convention"],
                "median_years": median,
                "residual_pct": 100.0 * float(share[-1]),
            }
        )
    return pd.DataFrame(rows)


def _survival(scenario: Scenario, vintage: int) -> tuple[Array, Array]:
    if not paths.FIRST <= vintage <= paths.LAST:
        raise InputError("vintage", f"{vintage!r} is not a year from {paths.FIRST} to {paths.LAST}")
    shape, scale, infant_loss = end_of_life.weibull(scenario)
    offset = end_of_life.offset_years(scenario)
    at = vintage - paths.FIRST
    _, staying, _ = exits.life_table(
        AGES_YEARS + 1,
        shape[at : at + 1] if len(shape) > 1 else shape,
        scale[at : at + 1] if len(scale) > 1 else scale,
        offset,
        infant_loss,
        end_of_life.rules(scenario),
    )
    ages: Array = np.arange(AGES_YEARS + 1, dtype=np.float64) + np.float64(offset)
    share: Array = staying[:, 0]
    if offset == 0.0:
        return ages, share
    return np.concatenate([np.zeros(1), ages]), np.concatenate([np.ones(1), share])


def need_covered(projection: Projection) -> pd.DataFrame:
    """How much of what PV must buy comes back from modules, one row a year.

    Columns: year, need_t (bought less factory scrap returned), returned_silver_t, carried_silver_t,
    recovered_silver_t, covered_pct (returned over need), recovered_over_need_pct (all refined, whoever buys
    it), recovered_over_discarded_pct (collection × silver lines × yield).
    """
    world, full = projection.world, projection.full
    need = full["survey_comparable_t"]
    chain = world.chain
    return pd.DataFrame(
        {
            "year": world.years,
            "need_t": need,
            "returned_silver_t": world.returned_t,
            "carried_silver_t": world.carried_t,
            "recovered_silver_t": chain.refined,
            "covered_pct": _pct(world.returned_t, need),
            "recovered_over_need_pct": _pct(chain.refined, need),
            "recovered_over_discarded_pct": 100.0
            * world.links["collection_share"]
            * world.links["silver_line_share"]
            * world.links["silver_yield"],
        }
    )[projection.years_slice].reset_index(drop=True)


def _pct(part: Array, whole: Array) -> Array:
    return np.divide(100.0 * part, whole, out=np.zeros_like(part), where=whole > 0.0)
