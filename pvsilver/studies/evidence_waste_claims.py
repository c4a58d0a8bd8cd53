"""Evidence on quoted figures of retired modules: our figures for China, and the arithmetic inside a claim."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial

from pvsilver import tables
from pvsilver.studies import waste_claims
from pvsilver.studies.evidence_hindcast import Computation, Hindcast
from pvsilver.world.projection import project

IMPLIED = ("t_per_mw", "silver_g_per_t", "silver_mg_per_w", "cny_per_t", "cny_per_w")

SHFE_PRICE = "shfe_2025_11_28"
"""The price that the recycling note checks the claims' yuan against."""


def _implied(claim: str, what: str, model: Hindcast, year: int | None) -> float:
    return waste_claims.implied(tables.load("waste_claims").row(id=claim))[what]


def _china(column: str, divisor: float, model: Hindcast, year: int | None) -> float:
    """China's retirement in the scenario's own lifetimes."""
    found = waste_claims.retirement(model.projection, "china")
    return float(found.loc[found["year"] == year, column].iloc[0]) / divisor


def _china_preset(preset: str, column: str, divisor: float, model: Hindcast, year: int | None) -> float:
    """China's retirement in a named lifetime preset."""
    scenario = waste_claims.with_lifetime(model.projection.scenario, preset)
    found = waste_claims.retirement(project(scenario, start=2010, end=int(year or 0)), "china")
    return float(found[column].iloc[-1]) / divisor


def _china_mass_of_retired(model: Hindcast, year: int | None) -> float:
    """t/MW of what China has retired by a year."""
    tonnes = _china("cumulative_retired_modules_t", 1e3, model, year)
    gw = _china("cumulative_retired_gw", 1.0, model, year)
    return tonnes / gw if gw else math.nan


def _china_installed_gw(model: Hindcast, year: int | None) -> float:
    """China's additions up to a year."""
    rows = tables.load("installations_region").select(region="china")
    return float(sum(row["gw"] for row in rows if row["year"] <= (year or 0)))


def _silver_value(grams_per_tonne: float, model: Hindcast, year: int | None) -> float:
    """CNY of silver in a tonne of modules at the price of 28 November 2025."""
    price = tables.load("silver_prices").row(price_id=SHFE_PRICE)["value"]
    return grams_per_tonne / 1e3 * float(price)


COMPUTATIONS: Mapping[str, Computation] = {
    **{
        f"claim_{row}_{what}": partial(_implied, row, what)
        for row in ("smm_2030", "smm_2050", "wu_2030", "wu_2040", "cpia_2030", "irena_silver_2030",
                    "ceew_2030", "us_major_projects", "mexico_projects", "newcastle_2050")
        for what in IMPLIED
    },
    "china_retired_gw_cumulative": partial(_china, "cumulative_retired_gw", 1.0),
    "china_retired_mt_cumulative": partial(_china, "cumulative_retired_modules_t", 1e6),
    "china_retired_t_per_mw": _china_mass_of_retired,
    "china_installed_gw_cumulative": _china_installed_gw,
    **{
        f"{preset}_{name}": partial(_china_preset, preset, column, divisor)
        for preset in waste_claims.CHINA_PRESETS
        for name, column, divisor in (
            ("gw_cumulative", "cumulative_retired_gw", 1.0),
            ("mt_cumulative", "cumulative_retired_modules_t", 1e6),
            ("gw_annual", "retired_gw", 1.0),
        )
    },
    "silver_value_cny_per_t_300": partial(_silver_value, 300.0),
    "silver_value_cny_per_t_530": partial(_silver_value, 530.0),
}  # fmt: skip
