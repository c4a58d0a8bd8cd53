"""Published end-of-life runs recomputed on their own inputs: additions, lifetimes, silver and mass by vintage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pvsilver import tables
from pvsilver.errors import TableError
from pvsilver.world import cohorts, paths

Array = npt.NDArray[np.float64]

WATTS_PER_M2_AND_PCT = 10.0


@dataclass(frozen=True)
class Lifetime:
    """Weibull shape and scale in years, one for all vintages or one a vintage."""

    shape: Array | float
    scale_years: Array | float


@dataclass(frozen=True)
class Peer:
    """Inputs of a published run by vintage, each (years,); NaN where a run does not say."""

    years: npt.NDArray[np.int64]
    installed_mw: Array
    silver_mg_per_w: Array
    silver_corrected_mg_per_w: Array
    module_t_per_mw: Array
    t50_years: Array
    t90_years: Array
    project_life_years: Array

    @property
    def silver_t(self) -> Array:
        """Silver installed by vintage, as published; mg/W is kg/MW."""
        return self.installed_mw * self.silver_mg_per_w / 1e3

    @property
    def silver_corrected_t(self) -> Array:
        """Silver installed by vintage, corrected before 2010."""
        return self.installed_mw * self.silver_corrected_mg_per_w / 1e3

    @property
    def modules_t(self) -> Array:
        """Mass installed by vintage."""
        return self.installed_mw * self.module_t_per_mw

    def lifetime(self) -> Lifetime:
        """Weibull of each vintage from its T50 and T90."""
        pairs = zip(self.t50_years, self.t90_years, strict=True)
        shape, scale = zip(*(cohorts.weibull_from_percentiles(t50, t90) for t50, t90 in pairs), strict=True)
        return Lifetime(np.array(shape), np.array(scale))

    def at(self, series: Array, year: float) -> float:
        """A yearly series in a year; linear between years."""
        return float(np.interp(year, self.years, series))


@cache
def load(case: str, root: Path = tables.ROOT) -> Peer:
    """Inputs of a published run.  Raises TableError for a case without rows."""
    rows = sorted(tables.load("peer_module_baselines", root).select(case=case), key=lambda row: row["year"])
    if not rows:
        raise TableError("peer_module_baselines.csv", f"has no rows with case={case}")
    column = {
        name: np.array([np.nan if row[name] is None else row[name] for row in rows], dtype=float)
        for name in rows[0]
        if isinstance(rows[0][name], (int, float)) or rows[0][name] is None
        if name not in ("year", "source_year", "note")
    }
    watts_per_m2 = column["efficiency_pct"] * WATTS_PER_M2_AND_PCT
    published = column["silver_g_per_m2"] / watts_per_m2 * 1e3
    return Peer(
        years=np.array([row["year"] for row in rows]),
        installed_mw=column["installed_mw"],
        silver_mg_per_w=published,
        silver_corrected_mg_per_w=published
        * paths.assumption("cells_156mm_per_m2", root)
        / column["cells_per_m2"],
        module_t_per_mw=column["module_kg_per_m2"] / watts_per_m2 * 1e3,
        t50_years=column["t50_years"],
        t90_years=column["t90_years"],
        project_life_years=column["project_life_years"],
    )


def irena_mt(case: str, lifetime: Lifetime) -> Array:
    """Cumulative module waste in Mt of an IRENA-2016 run, mid convention, one mass for all vintages."""
    retired_mw = cohorts.retire(
        load(case).installed_mw, shape=lifetime.shape, scale=lifetime.scale_years
    ).retired
    return np.cumsum(retired_mw) * paths.assumption("irena_module_t_per_mw") / 1e6


def us_history(amounts: Array, exits: bool = True) -> Array:
    """Cumulative retirement of amounts by vintage under the rules of PV_ICE for the US.

    T50 and T90 by vintage, convention `end`, all that is left leaves at the project life cut to whole years;
    `exits` False keeps failures only.
    """
    peer = load("pv_ice_us_history")
    lifetime = peer.lifetime()
    return np.cumsum(
        cohorts.retire(
            amounts,
            shape=lifetime.shape,
            scale=lifetime.scale_years,
            convention="end",
            project_life=peer.project_life_years if exits else None,
        ).retired
    )


def world_silver_t(lifetime: Lifetime, corrected: bool) -> Array:
    """Silver in modules retired a year, PV_ICE world additions, mid convention."""
    peer = load("pv_ice_world")
    silver = peer.silver_corrected_t if corrected else peer.silver_t
    return cohorts.retire(silver, shape=lifetime.shape, scale=lifetime.scale_years).retired
