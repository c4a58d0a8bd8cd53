"""What the recovery page draws, kept for a while: the river, the drivers, the lines of claims."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy.typing as npt
import pandas as pd

from pvsilver.scenario import Scenario
from pvsilver.screens import results
from pvsilver.studies import recovery_drivers, recovery_views, silver_river, waste_claims
from pvsilver.studies.silver_river import River
from pvsilver.units import PERCENT
from pvsilver.world.frames import Projection
from pvsilver.world.projection import project
from pvsilver.world.regions import WORLD

Array = npt.NDArray[Any]

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


@lru_cache(maxsize=KEPT)
def _retirement(scenario: Scenario) -> Scenario:
    plain = Scenario()
    return scenario.replace(**{id: plain[id] for id in NOT_OF_RETIREMENT})


def claim_lines(scenario: Scenario, like: Scenario) -> tuple[Array, dict[str, Array]]:
    """(years, cumulative GW retired in the claims' region by lifetime preset); like: whose years are shown."""
    return _claim_lines(_retirement(scenario), results.first_year(like), results.horizon(like))


@lru_cache(maxsize=KEPT)
def _claim_lines(scenario: Scenario, first: int, last: int) -> tuple[Array, dict[str, Array]]:
    frame = waste_claims.lines(scenario, CLAIMED_REGION, end=last)
    frame = frame[frame["year"] >= first]
    lines = {
        str(preset): part["cumulative_retired_gw"].to_numpy()
        for preset, part in frame.groupby("lifetime", sort=False)
    }
    return frame["year"].unique(), lines


def own_claim_line(scenario: Scenario, like: Scenario) -> Array:
    """The same as the scenario has it."""
    return _own_claim_line(_retirement(scenario), results.first_year(like), results.horizon(like))


@lru_cache(maxsize=KEPT)
def _own_claim_line(scenario: Scenario, first: int, last: int) -> Array:
    own: Array = waste_claims.retirement(project(scenario, first, last), CLAIMED_REGION)[
        "cumulative_retired_gw"
    ].to_numpy()
    return own


@lru_cache(maxsize=KEPT)
def claims(scenario: Scenario) -> pd.DataFrame:
    """Every quoted figure beside ours."""
    return waste_claims.frame(scenario)


class Survival(NamedTuple):
    """Ages and what is in service in percent, by vintage; medians, and what is left after 60 years."""

    lines: dict[int, tuple[Array, Array]]
    median_years: tuple[float, ...]
    residual_pct: tuple[float, ...]


def survival_table(scenario: Scenario) -> pd.DataFrame:
    """One row a vintage and age."""
    return recovery_views.survival(scenario)


def survival(scenario: Scenario) -> Survival:
    """What a chart of survival needs."""
    return _survival(_retirement(scenario))


@lru_cache(maxsize=KEPT)
def _survival(scenario: Scenario) -> Survival:
    frame = survival_table(scenario)
    lines = {}
    for vintage in recovery_views.VINTAGES:
        part = frame[frame["vintage"] == vintage]
        share = part["in_service_share"].to_numpy(dtype=float)
        lines[vintage] = part["age_years"].to_numpy(dtype=float), PERCENT * share
    facts = recovery_views.survival_facts(scenario)
    return Survival(lines, tuple(facts["median_years"].tolist()), tuple(facts["residual_pct"].tolist()))
