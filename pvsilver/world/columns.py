"""Yearly columns of a world, each named as in the public tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from pvsilver.world import balance, losses
from pvsilver.world.axes import through
from pvsilver.world.model import World

Array = npt.NDArray[np.float64]


def annual_columns(world: World, names: Iterable[str] | None = None) -> dict[str, Any]:
    """Columns of the annual table by name, each (..., years) and `year` (years,); all by default."""
    return {name: ANNUAL[name](world) for name in (ANNUAL if names is None else names)}


def _cost_usd_per_w(world: World) -> Array:
    return balance.cost_usd_per_w(world.fleet_mg_per_w / world.ledger.utilisation, world.usd_per_oz)


def _paste_t(world: World) -> Array:
    wet = world.factors.fleet_wet_paste_mg_per_w(world.wet_paste_factor, world.shares, world.route_shares)
    return world.cells_gw * wet


ANNUAL: dict[str, Callable[[World], Any]] = {
    "year": lambda world: world.years,
    "installations_gw": lambda world: world.installations_gw,
    "retired_gw": lambda world: world.gw.retired,
    "in_service_gw": lambda world: world.gw.in_service,
    "retired_modules_t": lambda world: through(world.leaving, world.installed_modules_t),
    "cell_production_gw": lambda world: world.cells_gw,
    "silver_mg_per_w": lambda world: world.fleet_mg_per_w,
    "paste_t": _paste_t,
    "contained_silver_t": lambda world: world.contained_silver_t,
    "utilisation": lambda world: np.broadcast_to(world.ledger.utilisation, world.contained_silver_t.shape),
    "bought_silver_t": lambda world: world.bought_silver_t,
    "scrap_returned_t": lambda world: world.scrap_returned_t,
    "installed_silver_t": lambda world: world.installed_silver_t,
    "in_service_silver_t": lambda world: world.in_service_silver_t,
    "retired_silver_t": lambda world: world.retired_silver_t,
    "recovered_silver_t": lambda world: world.chain.refined,
    "returned_silver_t": lambda world: world.returned_t,
    "carried_silver_t": lambda world: world.carried_t,
    "net_silver_t": lambda world: world.survey_comparable_t - world.returned_t,
    "survey_comparable_t": lambda world: world.survey_comparable_t,
    "share_of_mine_pct": lambda world: balance.share_pct(world.survey_comparable_t, world.mine_t),
    "share_of_supply_pct": lambda world: balance.share_pct(world.survey_comparable_t, world.supply_t),
    "silver_cost_usd_per_w": _cost_usd_per_w,
    "silver_cost_cny_per_w": lambda world: _cost_usd_per_w(world) * (world.cny_per_usd * (1.0 + world.vat)),
    "silver_bill_musd": lambda world: balance.bill_musd(world.survey_comparable_t, world.usd_per_oz),
}
"""Each public yearly column and what makes it, in the order of the table."""


def technology_columns(world: World) -> dict[str, Array]:
    """Columns of the technology table, each (..., years, technologies)."""
    mg_per_w = world.factors.mg_per_w(world.route_shares)
    wet = world.factors.wet_paste_mg_per_w(world.wet_paste_factor, world.route_shares)
    cells = world.cells_gw[..., None] * world.shares
    ledger = world.ledger.with_axes(1)
    bought = losses.bought(cells * mg_per_w, ledger)
    silver = world.silver_by_technology
    return {
        "share": world.shares,
        "silver_mg_per_w": mg_per_w,
        "cell_production_gw": cells,
        "paste_t": cells * wet,
        "contained_silver_t": cells * mg_per_w,
        "bought_silver_t": bought,
        "scrap_returned_t": losses.scrap_returned(bought, ledger),
        "installed_silver_t": world.installed_silver_by_technology_t,
        "in_service_silver_t": silver.in_service,
        "retired_silver_t": silver.retired,
    }


def route_columns(world: World) -> dict[str, Array]:
    """Columns of the route table, each (..., years, technologies, routes); factors multiply to silver_mg_per_w."""
    cells = (world.cells_gw[..., None] * world.shares)[..., None] * world.route_shares
    contained = cells * world.mg_per_w
    ledger = world.ledger.with_axes(2)
    bought = losses.bought(contained, ledger)
    factors = world.factors

    def wide(factor: Array) -> Array:
        return np.broadcast_to(factor[..., None], cells.shape)

    return {
        "share": world.route_shares,
        "base_mg_per_w": wide(factors.base_mg_per_w),
        "thrift_factor": wide(factors.thrift),
        "route_factor": np.broadcast_to(factors.route, cells.shape),
        "own_cell_factor": np.broadcast_to(factors.own_cell, cells.shape),
        "silver_mg_per_w": world.mg_per_w,
        "cell_production_gw": cells,
        "contained_silver_t": contained,
        "bought_silver_t": bought,
        "scrap_returned_t": losses.scrap_returned(bought, ledger),
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
