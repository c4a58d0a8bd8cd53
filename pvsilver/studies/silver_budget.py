"""What a share of the world's silver would allow: the question of Zhang et al. 2021, by year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pvsilver import units
from pvsilver.world import balance
from pvsilver.world.frames import Projection


def budget(projection: Projection) -> pd.DataFrame:
    """One row a year: share_pct of supply_t is silver_budget_t; at mg_per_w it makes silver_budget_gw of cells.

    The three levers `silver_budget_pct`, `silver_budget_supply_t` and `silver_budget_mg_per_w`; where the last two
    are empty, total supply of the supply path and contained silver of the year's fleet.  cell_production_gw: what
    the projection makes.  The projection does not move.
    """
    scenario, cut = projection.scenario, projection.years_slice
    share_pct = scenario.number("silver_budget_pct")
    supply = projection.world.supply_t[cut]
    mg_per_w = projection.full["silver_mg_per_w"][cut]
    if scenario["silver_budget_supply_t"] is not None:
        supply = np.full_like(supply, scenario.number("silver_budget_supply_t"))
    if scenario["silver_budget_mg_per_w"] is not None:
        mg_per_w = np.full_like(mg_per_w, scenario.number("silver_budget_mg_per_w"))
    share = share_pct / units.PERCENT
    return pd.DataFrame(
        {
            "year": projection.world.years[cut],
            "share_pct": share_pct,
            "supply_t": supply,
            "mg_per_w": mg_per_w,
            "silver_budget_t": share * supply,
            "silver_budget_gw": balance.budget_gw(share, supply, mg_per_w),
            "cell_production_gw": projection.full["cell_production_gw"][cut],
        }
    )
