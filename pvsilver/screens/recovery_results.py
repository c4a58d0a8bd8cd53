"""What the recovery page draws, kept for a while: the river, the drivers, the lines of claims."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from pvsilver.scenario import Scenario
from pvsilver.screens import results
from pvsilver.studies import recovery_drivers, recovery_views, silver_river, waste_claims
from pvsilver.studies.silver_river import River
from pvsilver.world.frames import Projection
from pvsilver.world.regions import WORLD

KEPT = 32
CLAIMED_REGION = "china"
REGIONAL = ("retired_gw", "retired_silver_t", "recovered_silver_t")
DRIVERS_YEAR = recovery_drivers.YEAR


def at(projected: Projection, region: str, year: int) -> dict[str, float] | None:
    """Headline figures of a region in a year; the share of need is the world's alone.  None after the last year."""
    row = results.at(projected, year)
    if row is None:
        return None
    if region == WORLD:
        need = row["survey_comparable_t"]
        share = 100.0 * row["returned_silver_t"] / need if need > 0.0 else 0.0
        return {column: row[column] for column in REGIONAL} | {"share_of_need_pct": share}
    frame = projected.region(region, REGIONAL)
    found = frame[frame["year"] == year]
    return {column: float(found[column].iloc[0]) for column in REGIONAL}


@lru_cache(maxsize=KEPT)
def river(scenario: Scenario, year: int, like: Scenario) -> River:
    """The silver of a year; like: the scenario whose years are shown."""
    return silver_river.river(results.projection(scenario, like), year)


@lru_cache(maxsize=KEPT)
def drivers(scenario: Scenario) -> pd.DataFrame:
    """What moves the silver recovered in DRIVERS_YEAR."""
    return recovery_drivers.frame(scenario, DRIVERS_YEAR)


NOT_OF_RETIREMENT = (
    "collection_share_factor",
    "silver_line_share_factor",
    "recovery_path",
    "recovery_process",
    "silver_price_usd_per_oz",
)
"""Levers often moved that leave alone what retires: what rests on that alone is kept whatever they are."""


def _retirement(scenario: Scenario) -> Scenario:
    plain = Scenario()
    return scenario.replace(**{id: plain[id] for id in NOT_OF_RETIREMENT})


def claim_lines(scenario: Scenario) -> pd.DataFrame:
    """Cumulative retirement of the claims' region under each preset, years as in the scenario's projection."""
    return _claim_lines(_retirement(scenario))


@lru_cache(maxsize=KEPT)
def _claim_lines(scenario: Scenario) -> pd.DataFrame:
    return waste_claims.lines(scenario, CLAIMED_REGION, end=results.horizon(scenario))


@lru_cache(maxsize=KEPT)
def claims(scenario: Scenario) -> pd.DataFrame:
    """Every quoted figure beside ours."""
    return waste_claims.frame(scenario)


def survival(scenario: Scenario) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(lines, facts) of two vintages."""
    return _survival(_retirement(scenario))


@lru_cache(maxsize=KEPT)
def _survival(scenario: Scenario) -> tuple[pd.DataFrame, pd.DataFrame]:
    return recovery_views.survival(scenario), recovery_views.survival_facts(scenario)


def own_claim_line(projected: Projection) -> Any:
    """Cumulative GW retired in the claims' region as the scenario has it, by year from 2010."""
    return waste_claims.retirement(projected, CLAIMED_REGION)
