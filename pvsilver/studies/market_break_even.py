"""From which silver price leaving silver pays, by metallization route and year, at the model's own intensities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pvsilver import catalogue, money, tables
from pvsilver.names import ROUTES, TECHNOLOGIES
from pvsilver.scenario import Scenario
from pvsilver.units import PERCENT, TROY_OUNCE_G
from pvsilver.world.frames import Projection

Array = npt.NDArray[np.float64]

OLD = "silver_paste"
COPPER_ROUTES = tuple(route for route in ROUTES if route != OLD)
BAND = ("low", "central", "high")


@dataclass(frozen=True)
class Terms:
    """What a route costs beside the silver it saves: lost watts as a fraction (low, central, high), USD/W."""

    penalty: tuple[float, float, float]
    added_cost_usd_per_w: float


@cache
def terms(technology: str, route: str) -> Terms | None:
    """Terms of a route on a technology, None where no row has them."""
    rows = tables.load("route_economics").select(technology=technology, route=route)
    by = {row["quantity"]: row for row in rows}
    if "efficiency_penalty_pct" not in by or "added_cost_usd_per_w" not in by:
        return None
    low, central, high = (float(by["efficiency_penalty_pct"][end]) / PERCENT for end in BAND)
    return Terms((low, central, high), float(by["added_cost_usd_per_w"]["central"]))


def watt_value_usd(scenario: Scenario) -> float:
    """Value of a watt in USD: the scenario's own, or the central one of the catalogue."""
    own = scenario["watt_value_usd"]
    return float(catalogue.load()["watt_value_usd"].central if own is None else own)  # type: ignore[arg-type]


def saving_mg_per_w(projection: Projection, technology: str, route: str) -> Array:
    """(years,) silver contained that the route saves on a watt over an all-silver print of the same year.

    A user's own cell is left out: it is compared on the page of the cell.
    """
    world = projection.world
    t, r, old = TECHNOLOGIES.index(technology), ROUTES.index(route), ROUTES.index(OLD)
    printed = world.factors.print_mg_per_w()[:, t]
    saved: Array = printed * (world.factors.route[..., t, old] - world.factors.route[..., t, r])
    return np.broadcast_to(saved, printed.shape)


def gain_usd_per_w(
    price_usd_per_oz: Array, saving: float, penalty: float, watt_value_usd: float, added_cost_usd_per_w: float
) -> Array:
    """Gain of switching in USD/W at silver prices: silver saved less lost watts and added cost; 0 at break-even."""
    saved = np.asarray(price_usd_per_oz) * saving / (TROY_OUNCE_G * money.MG_PER_G)
    gain: Array = saved - penalty / (1.0 - penalty) * watt_value_usd - added_cost_usd_per_w
    return gain


class Even(NamedTuple):
    """Silver that a route saves on a watt, and the price from which it pays, low, central and high in USD/oz."""

    saving_mg_per_w: float
    low_usd_per_oz: float
    central_usd_per_oz: float
    high_usd_per_oz: float

    @property
    def band(self) -> tuple[float, float, float]:
        """The price, low, central and high."""
        return self[1:]


def of_year(projection: Projection, technology: str, year: int) -> dict[str, Even]:
    """The row of `break_even` of a year by route."""
    value, at = watt_value_usd(projection.scenario), int(year - projection.world.years[0])
    found = {}
    for route in COPPER_ROUTES:
        known = terms(technology, route)
        if known is None:
            continue
        saved = saving_mg_per_w(projection, technology, route)[at : at + 1]
        band = (_price(saved, penalty, value, known.added_cost_usd_per_w)[0] for penalty in known.penalty)
        found[route] = Even(float(saved[0]), *map(float, band))
    return found


def break_even(projection: Projection, technology: str) -> pd.DataFrame:
    """One row a year and route: saving_mg_per_w and break-even price in USD/oz, low, central and high.

    low and high span the efficiency penalty; the added cost is central, the value of a watt the scenario's.
    A price at or below zero pays at any price; NaN where nothing is saved.
    """
    watt_value = watt_value_usd(projection.scenario)
    years = projection.world.years[projection.years_slice]
    rows = []
    for route in COPPER_ROUTES:
        known = terms(technology, route)
        if known is None:
            continue
        saved = saving_mg_per_w(projection, technology, route)[projection.years_slice]
        part = pd.DataFrame({"year": years, "route": route, "saving_mg_per_w": saved})
        for end, penalty in zip(BAND, known.penalty, strict=True):
            part[f"{end}_usd_per_oz"] = _price(saved, penalty, watt_value, known.added_cost_usd_per_w)
        rows.append(part)
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=["year", "route"])


def by_technology(projection: Projection) -> pd.DataFrame:
    """Break-even of every technology and route beside its adoption: one row a year, technology and route.

    Columns: year, technology, route, share (of the technology's output), saving_mg_per_w, low, central and high
    break-even in USD/oz, and pays at the scenario's price: yes over the whole band, no in none of it, or depends.
    """
    price, shares = projection.world.usd_per_oz, projection.world.route_shares[projection.years_slice]
    frames = []
    for t, technology in enumerate(TECHNOLOGIES):
        found = break_even(projection, technology)
        for route, part in found.groupby("route", sort=False):
            ends = part[[f"{end}_usd_per_oz" for end in BAND]]
            pays = (ends < price).sum(axis=1)
            named = part.assign(
                technology=technology,
                share=shares[:, t, ROUTES.index(str(route))],
                pays=np.where(pays == len(BAND), "yes", np.where(pays == 0, "no", "depends")),
            )
            frames.append(named)
    columns = [
        "year",
        "technology",
        "route",
        "share",
        "saving_mg_per_w",
        *(f"{end}_usd_per_oz" for end in BAND),
        "pays",
    ]
    return pd.concat(frames).sort_values("year", kind="stable", ignore_index=True)[columns]


def _price(saving: Array, penalty: float, watt_value: float, added_cost: float) -> Array:
    found = np.full(saving.shape, np.nan)
    pays = saving > 0.0
    if pays.any():
        found[pays] = money.break_even_usd_per_oz(saving[pays], penalty, watt_value, added_cost)
    return found
