"""Identities that every projection must satisfy, each as its worst relative error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from pvsilver.names import TECHNOLOGIES
from pvsilver.world import columns, recovery_identities

if TYPE_CHECKING:
    from pvsilver.world.frames import Projection

Array = npt.NDArray[np.float64]


def worst(left: Any, right: Any, scale: Any = None) -> float:
    """Largest |left - right| relative to `scale` (by default the larger of the two); 0 where both are 0."""
    left, right = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    size = np.maximum(np.abs(left), np.abs(right)) if scale is None else np.broadcast_to(scale, left.shape)
    gap = np.atleast_1d(np.abs(left - right))
    gap[gap < np.finfo(float).tiny] = 0.0  # below the smallest normal number digits are lost
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = np.where(gap == 0.0, 0.0, gap / size)
    return float(relative.max())


def check(projection: Projection) -> dict[str, float]:
    """Worst relative error of each identity over all years from 1995."""
    a, world = projection.full, projection.world
    technology = columns.technology_columns(world)
    route = columns.route_columns(world)
    found = {
        "bought = contained / utilisation": worst(
            a["bought_silver_t"], a["contained_silver_t"] / a["utilisation"]
        ),
        "contained = cells × fleet mean": worst(
            a["contained_silver_t"], a["cell_production_gw"] * a["silver_mg_per_w"]
        ),
        "net = bought - scrap returned - returned": worst(
            a["net_silver_t"],
            a["bought_silver_t"] - a["scrap_returned_t"] - a["returned_silver_t"],
            scale=np.maximum(a["bought_silver_t"], 1e-300),
        ),
        "in service = before + installed - retired, GW": _stock(
            a["in_service_gw"], a["installations_gw"], a["retired_gw"]
        ),
        "in service = before + installed - retired, silver": _stock(
            a["in_service_silver_t"], a["installed_silver_t"], a["retired_silver_t"]
        ),
        "secondary silver = returned + carried": worst(
            world.chain.for_pv.cumsum(), a["returned_silver_t"].cumsum() + a["carried_silver_t"]
        ),
        "factors multiply to the intensity": worst(
            route["base_mg_per_w"]
            * route["thrift_factor"]
            * route["route_factor"]
            * route["own_cell_factor"],
            route["silver_mg_per_w"],
        ),
        "shares of technologies sum to 1": worst(world.shares.sum(axis=1), np.ones(len(world.years))),
        "shares of routes sum to 1": worst(
            world.route_shares.sum(axis=2), np.ones((len(world.years), len(TECHNOLOGIES)))
        ),
    }
    for column in ("cell_production_gw", "contained_silver_t", "bought_silver_t", "scrap_returned_t"):
        found[f"technologies sum to the year, {column}"] = worst(technology[column].sum(axis=1), a[column])
        found[f"routes sum to the year, {column}"] = worst(route[column].sum(axis=(1, 2)), a[column])
    for column in ("installed_silver_t", "retired_silver_t", "in_service_silver_t"):
        found[f"technologies sum to the year, {column}"] = worst(technology[column].sum(axis=1), a[column])
    return found | recovery_identities.check(world, worst)


def _stock(in_service: Array, installed: Array, retired: Array) -> float:
    # Relative to what could leave: a fleet that is all but gone is a difference of far larger numbers.
    before = np.concatenate([[0.0], in_service[:-1]])
    return worst(in_service, before + installed - retired, scale=before + installed)
