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


def technology_columns(world: World) -> dict[str, Array]:
    """Columns of the technology table by name, each (..., years, technologies)."""
    return {name: made(world) for name, made in BY_TECHNOLOGY.items()}


def route_columns(world: World) -> dict[str, Array]:
    """Columns of the route table by name, each (..., years, technologies, routes)."""
    return {name: made(world) for name, made in BY_ROUTE.items()}


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


def _technology_paste_t(world: World) -> Array:
    wet = world.factors.wet_paste_mg_per_w(world.wet_paste_factor, world.route_shares)
    return world.technology_cells_gw * wet


def _technology_bought_t(world: World) -> Array:
    return losses.bought(world.technology_contained_t, world.ledger.with_axes(1))


BY_TECHNOLOGY: dict[str, Callable[[World], Array]] = {
    "share": lambda world: world.shares,
    "silver_mg_per_w": lambda world: world.technology_mg_per_w,
    "cell_production_gw": lambda world: world.technology_cells_gw,
    "paste_t": _technology_paste_t,
    "contained_silver_t": lambda world: world.technology_contained_t,
    "bought_silver_t": _technology_bought_t,
    "scrap_returned_t": lambda world: losses.scrap_returned(
        _technology_bought_t(world), world.ledger.with_axes(1)
    ),
    "installed_silver_t": lambda world: world.installed_silver_by_technology_t,
    "in_service_silver_t": lambda world: world.silver_by_technology.in_service,
    "retired_silver_t": lambda world: world.silver_by_technology.retired,
}
"""Each column of the technology table and what makes it, (..., years, technologies)."""


def _route_bought_t(world: World) -> Array:
    return losses.bought(world.route_cells_gw * world.mg_per_w, world.ledger.with_axes(2))


def _of_routes(world: World, factor: Array) -> Array:
    return np.broadcast_to(factor, world.route_cells_gw.shape)


BY_ROUTE: dict[str, Callable[[World], Array]] = {
    "share": lambda world: world.route_shares,
    "base_mg_per_w": lambda world: _of_routes(world, world.factors.base_mg_per_w[..., None]),
    "thrift_factor": lambda world: _of_routes(world, world.factors.thrift[..., None]),
    "route_factor": lambda world: _of_routes(world, world.factors.route),
    "own_cell_factor": lambda world: _of_routes(world, world.factors.own_cell),
    "silver_mg_per_w": lambda world: world.mg_per_w,
    "cell_production_gw": lambda world: world.route_cells_gw,
    "contained_silver_t": lambda world: world.route_cells_gw * world.mg_per_w,
    "bought_silver_t": _route_bought_t,
    "scrap_returned_t": lambda world: losses.scrap_returned(
        _route_bought_t(world), world.ledger.with_axes(2)
    ),
}
"""Each column of the route table and what makes it, (..., years, technologies, routes); factors multiply to
silver_mg_per_w."""


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
