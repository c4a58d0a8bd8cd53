"""Yearly columns of end of life: the recovery chain, regions, second life and the silver standing in the field."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pvsilver.world import recovery, second_life
from pvsilver.world.model import World

Array = npt.NDArray[np.float64]


def chain_columns(world: World) -> dict[str, Any]:
    """Columns of the recovery chain, each (years,), tonnes of silver.

    retired + second-life retired = re-sold + uncollected + collected; stored before + collected = processed +
    stored; processed = no silver line + residue + recovered; recovered = other uses + for PV; carried before +
    for PV = returned + carried.
    """
    chain = world.chain
    again = second_life.flows(world.resales, world.installed_silver_t)
    return {
        "year": world.years,
        "retired_silver_t": world.retired_silver_t,
        "second_life_retired_silver_t": again.retired,
        "resold_silver_t": again.resold,
        "second_life_in_service_silver_t": again.in_service,
        "uncollected_silver_t": chain.uncollected,
        "collected_silver_t": chain.collected,
        "stored_silver_t": chain.stored,
        "processed_silver_t": chain.processed,
        "no_silver_line_silver_t": chain.no_silver_line,
        "residue_silver_t": chain.residue,
        "recovered_silver_t": chain.refined,
        "other_uses_silver_t": chain.other_uses,
        "for_pv_silver_t": chain.for_pv,
        "returned_silver_t": world.returned_t,
        "carried_silver_t": world.carried_t,
        "collection_share": world.links["collection_share"],
        "silver_line_share": world.links["silver_line_share"],
        "silver_yield": world.links["silver_yield"],
    }


def region_columns(world: World) -> dict[str, Array]:
    """Columns of the region table, each (years, regions).

    Regions have shares of installation of their own and the world's mix, lifetimes, silver and recovery
    chain.  Silver is bought where cells are made, so there is no bought or contained silver by region.
    """
    gw = world.installations_gw[:, None] * world.region_share
    modules = world.installed_modules_t[:, None] * world.region_share
    silver = world.installed_silver_t[:, None] * world.region_share
    retired_silver = world.leaving @ silver
    discarded = second_life.discarded(world.resales, silver.T, retired_silver.T)
    chain = recovery.chain(discarded, **world.links, lag_years=world.lag_years)
    return {
        "installations_gw": gw,
        "retired_gw": world.leaving @ gw,
        "in_service_gw": world.staying @ gw,
        "retired_modules_t": world.leaving @ modules,
        "in_service_modules_t": world.staying @ modules,
        "installed_silver_t": silver,
        "retired_silver_t": retired_silver,
        "in_service_silver_t": world.staying @ silver,
        "collected_silver_t": chain.collected.T,
        "recovered_silver_t": chain.refined.T,
    }


def second_life_frame(world: World, first_year: int) -> pd.DataFrame:
    """One row a year, original vintage and year of resale; no rows where nothing is re-sold.

    Columns: year, vintage, resale_year, then resold (in the year of resale, 0 after), retired and in service,
    each in GW, in t of modules and in t of silver.
    """
    rows: list[pd.DataFrame] = []
    silver = world.installed_silver_t
    for resale in world.resales or (_NOTHING_RESOLD,):
        years = len(resale.resold)
        year, sold = np.nonzero(np.tri(years, dtype=bool))
        kept = (world.years[year] >= first_year) & (sold >= resale.age_years) if years else slice(None)
        year, sold = year[kept], sold[kept]
        frame: dict[str, Any] = {
            "year": world.years[year],
            "vintage": world.years[sold - resale.age_years] if years else world.years[sold],
            "resale_year": world.years[sold],
        }
        amounts = {"gw": world.installations_gw, "modules_t": world.installed_modules_t, "silver_t": silver}
        for unit, installed in amounts.items():
            new = resale.cohorts(installed[:years])
            frame[f"resold_{unit}"] = np.where(year == sold, new[sold], 0.0)
            frame[f"retired_{unit}"] = resale.leaving[year, sold] * new[sold]
            frame[f"in_service_{unit}"] = resale.staying[year, sold] * new[sold]
        rows.append(pd.DataFrame(frame))
    return pd.concat(rows, ignore_index=True)


_NOTHING_RESOLD = second_life.Resale(0, np.empty(0), np.empty((0, 0)), np.empty((0, 0)))


def urban_mine(world: World, year: int) -> dict[str, Array]:
    """Silver standing in the field at the end of a year, each column (vintages, regions).

    Second-life modules stand in their own table.
    """
    t = year - int(world.years[0])
    standing = (world.staying[t, : t + 1])[:, None] * world.region_share[: t + 1]
    return {
        "in_service_gw": standing * world.installations_gw[: t + 1, None],
        "in_service_modules_t": standing * world.installed_modules_t[: t + 1, None],
        "in_service_silver_t": standing * world.installed_silver_t[: t + 1, None],
    }
