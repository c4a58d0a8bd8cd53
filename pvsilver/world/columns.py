"""Yearly columns of a world, each named as in the public tables."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from pvsilver.world import balance, losses
from pvsilver.world.model import World

Array = npt.NDArray[np.float64]


def annual_columns(world: World) -> dict[str, Any]:
    """Columns of the annual table by name, each (years,)."""
    mg_per_w = (world.mg_per_w * world.route_shares).sum(axis=-1)
    fleet_mg_per_w = (world.shares * mg_per_w).sum(axis=-1)
    wet = (world.factors.wet_paste_mg_per_w(world.wet_paste_factor) * world.route_shares).sum(axis=-1)
    contained = world.cells_gw * fleet_mg_per_w
    bought = losses.bought(contained, world.ledger)
    returned_scrap = losses.scrap_returned(bought, world.ledger)
    comparable = bought - returned_scrap
    cost_usd = balance.cost_usd_per_w(fleet_mg_per_w / world.ledger.utilisation, world.usd_per_oz)
    parity_cny_per_usd = world.cny_per_usd * (1.0 + world.vat)
    return {
        "year": world.years,
        "installations_gw": world.installations_gw,
        "retired_gw": world.gw.retired,
        "in_service_gw": world.gw.in_service,
        "retired_modules_t": world.leaving @ world.installed_modules_t,
        "cell_production_gw": world.cells_gw,
        "silver_mg_per_w": fleet_mg_per_w,
        "paste_t": world.cells_gw * (world.shares * wet).sum(axis=-1),
        "contained_silver_t": contained,
        "utilisation": np.full_like(contained, world.ledger.utilisation),
        "bought_silver_t": bought,
        "scrap_returned_t": returned_scrap,
        "installed_silver_t": world.installed_silver_t.sum(axis=-1),
        "in_service_silver_t": world.silver.in_service.sum(axis=-1),
        "retired_silver_t": world.silver.retired.sum(axis=-1),
        "recovered_silver_t": world.chain.refined,
        "returned_silver_t": world.returned_t,
        "carried_silver_t": world.carried_t,
        "net_silver_t": comparable - world.returned_t,
        "survey_comparable_t": comparable,
        "share_of_mine_pct": balance.share_pct(comparable, world.mine_t),
        "share_of_supply_pct": balance.share_pct(comparable, world.supply_t),
        "silver_cost_usd_per_w": cost_usd,
        "silver_cost_cny_per_w": cost_usd * parity_cny_per_usd,
        "silver_bill_musd": balance.bill_musd(comparable, world.usd_per_oz),
    }


def technology_columns(world: World) -> dict[str, Array]:
    """Columns of the technology table, each (years, technologies)."""
    mg_per_w = (world.mg_per_w * world.route_shares).sum(axis=-1)
    wet = (world.factors.wet_paste_mg_per_w(world.wet_paste_factor) * world.route_shares).sum(axis=-1)
    cells = world.cells_gw[:, None] * world.shares
    bought = losses.bought(cells * mg_per_w, world.ledger)
    return {
        "share": world.shares,
        "silver_mg_per_w": mg_per_w,
        "cell_production_gw": cells,
        "paste_t": cells * wet,
        "contained_silver_t": cells * mg_per_w,
        "bought_silver_t": bought,
        "scrap_returned_t": losses.scrap_returned(bought, world.ledger),
        "installed_silver_t": world.installed_silver_t,
        "in_service_silver_t": world.silver.in_service,
        "retired_silver_t": world.silver.retired,
    }


def route_columns(world: World) -> dict[str, Array]:
    """Columns of the route table, each (years, technologies, routes); factors multiply to silver_mg_per_w."""
    cells = (world.cells_gw[:, None] * world.shares)[..., None] * world.route_shares
    contained = cells * world.mg_per_w
    bought = losses.bought(contained, world.ledger)
    factors = world.factors

    def wide(factor: Array) -> Array:
        return np.broadcast_to(factor[..., None], cells.shape)

    return {
        "share": world.route_shares,
        "base_mg_per_w": wide(factors.base_mg_per_w),
        "thrift_factor": wide(factors.thrift),
        "route_factor": np.broadcast_to(factors.route, cells.shape),
        "own_cell_factor": factors.own_cell,
        "silver_mg_per_w": world.mg_per_w,
        "cell_production_gw": cells,
        "contained_silver_t": contained,
        "bought_silver_t": bought,
        "scrap_returned_t": losses.scrap_returned(bought, world.ledger),
    }


def reconciliation_columns(world: World, annual: dict[str, Array]) -> dict[str, Any]:
    """Columns of the reconciliation, each (years,)."""
    said = ~np.isnan(world.survey_t)
    observed = "observed" if world.observed_factor == 1.0 else f"observed × {world.observed_factor:g}"
    comparable = annual["survey_comparable_t"]
    return {
        "year": world.years,
        "installations_gw": world.installations_gw,
        "thin_film_gw": world.thin_film_gw,
        "cell_production_gw": world.cells_gw,
        "cell_production_basis": np.where(world.cells_observed, observed, "balance"),
        "silver_mg_per_w": annual["silver_mg_per_w"],
        "contained_silver_t": annual["contained_silver_t"],
        "factory_losses_t": annual["bought_silver_t"] - annual["contained_silver_t"],
        "bought_silver_t": annual["bought_silver_t"],
        "scrap_returned_t": annual["scrap_returned_t"],
        "survey_comparable_t": comparable,
        "survey_t": world.survey_t,
        "survey_vintage": np.where(said, world.survey_vintage, ""),
        "unexplained_t": world.survey_t - comparable,
        "model_over_survey": comparable / world.survey_t,
    }
