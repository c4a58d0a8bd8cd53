"""Supply, demand and balance of silver by year under a scenario, and the stocks that stand behind it.

Other demand is one stated line: as surveyed, then the survey's forecast, held after it, times the scenario's lever.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from pvsilver import tables
from pvsilver.units import PERCENT
from pvsilver.world import paths
from pvsilver.world.frames import Projection

Array = npt.NDArray[np.float64]

FIRST_SURVEYED = 2017
"""First year of which the survey's table gives demand by use."""

STOCKS = (
    ("stock_identifiable_total", "2025-12"),
    ("stock_london", "2025-12"),
    ("stock_cme", "2025-12"),
    ("stock_sge", "2025-12"),
    ("stock_shfe", "2025-12"),
    ("stock_london_free_float_month_09", "2025-09"),
    ("stock_etp_holdings", "2025-12"),
)
"""Item of `silver_balance` → month of which it is.  ETP holdings overlap London and are not to be added."""


@cache
def surveyed(item: str) -> dict[int, float]:
    """{year: tonnes} of an item of the survey's table, its forecast year included."""
    return {row["year"]: row["silver_t"] for row in tables.load("silver_balance").select(item=item)}


@cache
def other_demand_t() -> dict[int, float]:
    """{year: tonnes}: all demand but photovoltaics, as far as the survey gives it."""
    total, pv = surveyed("total_demand"), surveyed("photovoltaics")
    return {year: total[year] - pv[year] for year in sorted(total) if year in pv}


def balance(projection: Projection, start: int = FIRST_SURVEYED, end: int = 2035) -> pd.DataFrame:
    """One row a year: supply by origin, demand of PV and of all else, balance, and the survey's own balance.

    supply_basis: the survey's vintage, or the path ahead.  Columns in tonnes: mine_t, recycling_t,
    other_supply_t (hedging and official sales), modules_t (refined from modules in years that no survey
    covers: surveyed recycling holds it), total_supply_t, pv_t (survey-comparable: bought less factory scrap),
    other_demand_t, total_demand_t, balance_t, cumulative_t (balance summed after the last actual year),
    survey_balance_t (NaN where the survey is silent).  Years from 2017 to the projection's last.
    """
    first = int(projection.world.years[0])
    last = min(end, int(projection.world.years[-1]))
    years = np.arange(max(start, FIRST_SURVEYED), last + 1)
    at = years - first
    path = str(projection.scenario["supply_path"])
    mine, recycling, listed = (
        paths.supply(path, column)[at] for column in ("mine_t", "recycling_t", "total_supply_t")
    )
    known = last_actual()
    modules = np.where(years > known, projection.full["recovered_silver_t"][at], 0.0)
    pv = projection.full["survey_comparable_t"][at]
    said = other_demand_t()
    other = np.interp(years, list(said), list(said.values()))
    other = np.where(years > known, other * projection.scenario.number("other_demand_factor"), other)
    difference = listed + modules - pv - other
    own = surveyed("market_balance")
    return pd.DataFrame(
        {
            "year": years,
            "supply_basis": [paths.supply_basis(path)[i] for i in at],
            "mine_t": mine,
            "recycling_t": recycling,
            "other_supply_t": listed - mine - recycling,
            "modules_t": modules,
            "total_supply_t": listed + modules,
            "pv_t": pv,
            "other_demand_t": other,
            "total_demand_t": pv + other,
            "balance_t": difference,
            "cumulative_t": np.cumsum(np.where(years > known, difference, 0.0)),
            "survey_balance_t": np.array([own.get(int(year), np.nan) for year in years]),
        }
    )


def stocks() -> pd.DataFrame:
    """One row a stock: item, month, silver_t, and its share of that year's demand in percent."""
    demand = surveyed("total_demand")
    rows = []
    for item, month in STOCKS:
        tonnes = surveyed(item)[int(month[:4])]
        rows.append(
            {
                "item": item,
                "month": month,
                "silver_t": tonnes,
                "share_of_demand_pct": PERCENT * tonnes / demand[int(month[:4])],
            }
        )
    return pd.DataFrame(rows)


@cache
def last_actual() -> int:
    """Last year of which the survey has actual figures."""
    rows = tables.load("silver_balance").select(item="market_balance")
    return max(row["year"] for row in rows if row["status"] == "actual")
