"""Silver demand of PV beside supply, and what it costs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pvsilver import units
from pvsilver.world.axes import Number

Array = npt.NDArray[np.float64]


def share_pct(demand_t: Array, supply_t: Array) -> Array:
    """Demand over supply in percent; NaN where the supply is not known."""
    return units.PERCENT * demand_t / supply_t


def cost_usd_per_w(bought_mg_per_w: Array, usd_per_oz: Number) -> Array:
    """Value of the silver bought for a watt of cells, without VAT: mg/W · 1e-3 / 31.1034768 · USD/oz."""
    return bought_mg_per_w * 1e-3 / units.TROY_OUNCE_G * usd_per_oz


def bill_musd(tonnes: Array, usd_per_oz: Number) -> Array:
    """Value of tonnes of silver in million USD."""
    return tonnes * units.TROY_OUNCES_PER_TONNE * usd_per_oz * 1e-6


def budget_gw(share: float, supply_t: Array, mg_per_w: Array) -> Array:
    """Cells a year that a share of the supply allows, GW: share · t / (mg/W); infinite for cells without silver.

    1 mg/W is 1 t/GW.  share: fraction of the supply.  Source: Zhang et al. 2021.
    """
    with np.errstate(divide="ignore"):
        return np.asarray(share * supply_t / mg_per_w)
