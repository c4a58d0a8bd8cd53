"""Quoted figures of retired modules beside our own arithmetic.  Nothing is calibrated to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from pvsilver import tables
from pvsilver.names import REGIONS
from pvsilver.scenario import Scenario
from pvsilver.world import regions
from pvsilver.world.frames import Projection
from pvsilver.world.projection import EARLIEST_START, project

PRESETS = ("regular", "early", "late")
"""The three lifetime presets that claims are shown against."""

CHINA_PRESETS = ("china_model", "china_25", "china_early")

LAST_CLAIM = 2060
"""No claim is said for a later year."""


def with_lifetime(scenario: Scenario, preset: str) -> Scenario:
    """The scenario with a lifetime preset in place of any lifetime of its own."""
    return scenario.replace(
        lifetime_preset=preset,
        weibull_shape=None, weibull_scale_years=None, t50_years=None, t90_years=None, infant_loss_pct=None,
    )  # fmt: skip


def lines(
    scenario: Scenario, region: str = "china", presets: Sequence[str] = PRESETS, end: int = 2050
) -> pd.DataFrame:
    """Retirement of a region under several lifetime presets: one row a preset and year from 2010.

    Columns: lifetime, year, retired_gw, retired_modules_t, retired_silver_t, and each with `cumulative_` for
    the sum since 1995.  region: `world` or a region; raises InputError for another.
    """
    parts = []
    for preset in presets:
        yearly = retirement(project(with_lifetime(scenario, preset), EARLIEST_START, end), region)
        parts.append(yearly.assign(lifetime=preset)[["lifetime", *yearly.columns]])
    return pd.concat(parts, ignore_index=True)


def retirement(projection: Projection, region: str) -> pd.DataFrame:
    """Retirement of a region by year and summed since 1995, for the projection's years."""
    known = regions.region_id(region)
    found = _summed(regions.retirement(projection, [known])[known])
    cut = projection.years_slice
    columns = {"year": projection.world.years} | found
    return pd.DataFrame({name: column[cut] for name, column in columns.items()})


def _summed(yearly: dict[str, Any]) -> dict[str, Any]:
    """Yearly columns, and each summed since 1995."""
    return yearly | {f"cumulative_{name}": np.cumsum(column) for name, column in yearly.items()}


def implied(claim: tables.Row) -> dict[str, float]:
    """What a claim says in common units; NaN where it does not.

    t_per_mw: module mass a power; silver_g_per_t and silver_mg_per_w: silver content; cny_per_t and cny_per_w:
    value.
    """
    gw, mt, silver, value = (
        np.nan if claim[name] is None else float(claim[name])
        for name in ("capacity_gw", "module_mt", "silver_t", "value_bn_cny")
    )
    return {
        "t_per_mw": mt * 1e3 / gw if gw else np.nan,
        "silver_g_per_t": silver / mt if mt else np.nan,
        "silver_mg_per_w": silver / gw if gw else np.nan,
        "cny_per_t": value * 1e3 / mt if mt else np.nan,
        "cny_per_w": value / gw if gw else np.nan,
    }


def frame(scenario: Scenario, presets: Sequence[str] = PRESETS) -> pd.DataFrame:
    """One row a claim: what was said, what it implies, and our figures for the same region, basis and year.

    For each lifetime preset: `<preset>_gw`, `<preset>_mt` and `<preset>_silver_t`; NaN for countries that are
    not a region of the model.
    """
    ours: dict[tuple[str, str], dict[str, Any]] = {}
    for preset in presets:
        projection = project(with_lifetime(scenario, preset), EARLIEST_START, LAST_CLAIM)
        for region, yearly in regions.retirement(projection, (regions.WORLD, *REGIONS)).items():
            ours[region, preset] = _summed(yearly) | {"year": projection.world.years}
    rows = []
    for claim in tables.load("waste_claims").rows:
        row: dict[str, Any] = {
            name: claim[name]
            for name in ("id", "who", "region", "basis", "year", "capacity_gw", "module_mt", "silver_t",
                         "value_bn_cny", "lifetime")
        }  # fmt: skip
        row |= implied(claim)
        for preset in presets:
            row |= _beside(claim, preset, ours.get((claim["region"], preset)))
        rows.append(row | {"source": claim["source_id"], "note": claim["note"]})
    return pd.DataFrame(rows)


def _beside(claim: tables.Row, preset: str, found: dict[str, Any] | None) -> dict[str, float]:
    columns = {
        "gw": ("retired_gw", 1.0),
        "mt": ("retired_modules_t", 1e6),
        "silver_t": ("retired_silver_t", 1.0),
    }
    if found is None:
        return {f"{preset}_{unit}": np.nan for unit in columns}
    prefix = "cumulative_" if claim["basis"] == "cumulative" else ""
    at = found["year"] == claim["year"]
    return {
        f"{preset}_{unit}": float(found[prefix + column][at][0]) / scale
        for unit, (column, scale) in columns.items()
    }
