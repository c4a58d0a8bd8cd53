"""Results that pages share: projections of scenarios, kept for a while; the end of a path's data."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from pvsilver.names import ROUTES
from pvsilver.scenario import Scenario, presets
from pvsilver.studies import evidence, uncertainty
from pvsilver.world import paths
from pvsilver.world.frames import Projection
from pvsilver.world.projection import END, LATEST_END, START, project

KEPT = 48


def horizon(scenario: Scenario) -> int:
    """Last year shown: 2050, or the end of the headline year's decade if that is later."""
    year = int(scenario.number("headline_year"))
    return END if year <= END else min(LATEST_END, -(-year // 10) * 10)


def first_year(scenario: Scenario) -> int:
    """First year shown: 2015, or the headline year if that is earlier."""
    return min(START, int(scenario.number("headline_year")))


@lru_cache(maxsize=KEPT)
def _project(scenario: Scenario, start: int, end: int) -> Projection:
    return project(scenario, start, end)


def projection(scenario: Scenario, like: Scenario | None = None) -> Projection:
    """The projection over the years that its headline year asks for, or that of another scenario."""
    shown = like or scenario
    return _project(scenario, first_year(shown), horizon(shown))


@lru_cache(maxsize=KEPT)
def published(scenario: Scenario) -> pd.DataFrame:
    """Published results beside those of a scenario; not to be changed by whoever shows them."""
    return evidence.frame(scenario)


@cache
def preset(name: str) -> Scenario:
    """A named scenario."""
    return Scenario.preset(name)


def preset_names() -> tuple[str, ...]:
    """Names of the presets, central first."""
    return tuple(presets())


def preset_of(scenario: Scenario) -> str | None:
    """Name of the preset with these values, whatever the headline year; None when there is none."""
    plain = scenario.replace(headline_year=Scenario()["headline_year"])
    return next((name for name in preset_names() if preset(name) == plain), None)


def at(projected: Projection, year: int) -> dict[str, Any] | None:
    """The annual row of a year, None after the last one projected."""
    years = projected.full["year"]
    place = year - int(years[0])
    return (
        {name: column[place] for name, column in projected.full.items()} if 0 <= place < len(years) else None
    )


def band_at(projected: Projection, column: str, year: int) -> tuple[float | None, float | None]:
    """(P10, P90) of a column in a year ahead; None for observed years and outside the years shown."""
    years = projected.yearly["year"]
    place = year - int(years[0])
    if not 0 <= place < len(years) or year <= paths.last_observed_year():
        return None, None
    found = uncertainty.band(projected.scenario, column, int(years[0]), int(years[-1]))
    return float(found.low[place]), float(found.high[place])


def survey_at(projected: Projection, year: int) -> float | None:
    """What the chosen survey says for a year, None where it is silent."""
    place = year - int(projected.world.years[0])
    said = projected.world.survey_t
    return float(said[place]) if 0 <= place < len(said) and said[place] == said[place] else None


def worst_miss(projected: Projection, first: int, last: int) -> tuple[int, int, float] | None:
    """(first, last year compared, largest relative miss of the survey), None where it is silent."""
    years, said = projected.world.years, projected.world.survey_t
    shown = np.isfinite(said) & (years >= max(first, first_year(projected.scenario))) & (years <= last)
    if not shown.any():
        return None
    miss = projected.full["survey_comparable_t"][shown] / said[shown] - 1.0
    return int(years[shown][0]), int(years[shown][-1]), float(np.abs(miss).max())


@lru_cache(maxsize=KEPT)
def full_silver_share(scenario: Scenario, like: Scenario, year: int) -> float:
    """Share of a year's cells that are still printed wholly in silver paste."""
    world = projection(scenario, like).world
    place = year - int(world.years[0])
    shares = world.shares[place] @ world.route_shares[place]
    return float(shares[ROUTES.index("silver_paste")] / shares.sum())
