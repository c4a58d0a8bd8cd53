"""The projection: a scenario in, yearly silver out.

With its parts `adoption`, `end_of_life`, `metallization` and `notices` the one assembler of the world model that
reads a Scenario; everything beneath takes arrays.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from pvsilver import units
from pvsilver.errors import InputError
from pvsilver.names import TECHNOLOGIES
from pvsilver.scenario import Scenario, Values, expected
from pvsilver.world import (
    adoption,
    end_of_life,
    intensity,
    losses,
    metallization,
    misses,
    mix,
    own_cell,
    paths,
    production,
    recovery,
    second_life,
)
from pvsilver.world.axes import through
from pvsilver.world.frames import Projection
from pvsilver.world.model import World
from pvsilver.world.notices import warnings

Array = npt.NDArray[np.float64]

EARLIEST_START, LATEST_END = 2010, paths.LAST
START, END = 2015, 2050


def assemble(scenario: Values, end: int) -> World:
    """The world of a scenario from 1995 to `end`.  Raises InputError where values do not fit together.

    A number that varies by draw, (draws, 1), gives its axis to all that it touches and to nothing else.
    """
    n = end - paths.FIRST + 1
    years = paths.YEARS[:n]
    pct = {id: scenario.number(id) / units.PERCENT for id in _PERCENT}

    kernels = end_of_life.kernels(scenario, n)
    additions = _additions(scenario, kernels.leaving)
    thin_film = np.where(
        years > paths.last_observed_year(), pct["thin_film_share_pct"], paths.thin_film_share()[:n]
    )
    ratio = production.production_ratio(pct["unreported_share_pct"], pct["module_yield_pct"])
    observed_factor = scenario.number("installations_factor")
    observed = paths.cells_observed_gw()[:n] * observed_factor
    installed_gw = production.csi_additions_gw(additions, thin_film)
    cells = production.cells_made_gw(installed_gw, ratio, observed)

    shares = _shares(scenario)[..., :n, :]
    path_route_shares = metallization.route_shares(scenario)[..., :n, :, :]
    route_silver = metallization.route_silver(scenario, n)
    route_shares, own_cell_factor = _with_own_cell(scenario, path_route_shares, route_silver)
    factors = intensity.Factors(
        path_mg_per_w=paths.base_mg_per_w(str(scenario["vintage_silver"]))[:n],
        level=scenario.number("mg_per_w_factor"),
        path_thrift=metallization.thrift(scenario, cells),
        miss=misses.factor("mg_per_w", scenario.number("mg_per_w_miss"), n),
        route=route_silver,
        own_cell=own_cell_factor,
    )
    ledger = losses.ledger(
        [pct["screen_loss_pct"], pct["reject_loss_pct"], pct["breakage_loss_pct"]],
        [pct["screen_return_pct"], pct["reject_return_pct"], pct["breakage_return_pct"]],
    )

    fleet_mg_per_w = factors.fleet_mg_per_w(shares, route_shares)
    bought = losses.bought(cells * fleet_mg_per_w, ledger)
    installed_silver = installed_gw * fleet_mg_per_w
    retired_silver = through(kernels.leaving, installed_silver)

    resales = end_of_life.resales(scenario, kernels)
    links, lag = end_of_life.shares(scenario, n), end_of_life.lag_years(scenario)
    discarded = second_life.discarded(resales, installed_silver, retired_silver)
    chain = recovery.chain(discarded, **links, lag_years=lag)
    returned, carried = recovery.returned_to_pv(chain.for_pv, bought - losses.scrap_returned(bought, ledger))
    return World(
        years=years,
        installations_gw=additions,
        thin_film_gw=additions * thin_film,
        cells_gw=cells,
        cells_observed=~np.isnan(observed),
        observed_factor=observed_factor,
        shares=shares,
        route_shares=route_shares,
        path_route_shares=path_route_shares,
        factors=factors,
        fleet_mg_per_w=fleet_mg_per_w,
        wet_paste_factor=paths.route_wet_paste()[:n],
        ledger=ledger,
        installed_csi_gw=installed_gw,
        kernels=kernels,
        module_t_per_gw=paths.module_t_per_gw()[:n],
        resales=resales,
        retired_silver_t=retired_silver,
        links=links,
        lag_years=lag,
        chain=chain,
        region_share=paths.region_share(str(scenario["region_path"]))[:n],
        bought_silver_t=bought,
        returned_t=returned,
        carried_t=carried,
        mine_t=paths.supply(str(scenario["supply_path"]), "mine_t")[:n],
        supply_t=paths.supply(str(scenario["supply_path"]), "total_supply_t")[:n],
        survey_t=paths.survey_t(str(scenario["survey_vintage"]))[:n],
        survey_vintage=str(scenario["survey_vintage"]),
        usd_per_oz=scenario.number("silver_price_usd_per_oz"),
        cny_per_usd=scenario.number("cny_per_usd"),
        vat=pct["vat_pct"],
    )


_PERCENT = (
    "thin_film_share_pct",
    "unreported_share_pct",
    "module_yield_pct",
    "screen_loss_pct",
    "screen_return_pct",
    "reject_loss_pct",
    "reject_return_pct",
    "breakage_loss_pct",
    "breakage_return_pct",
    "vat_pct",
)


def _with_own_cell(scenario: Values, route_shares: Array, route_silver: Array) -> tuple[Array, Array]:
    """(route shares, own-cell factor) with the scenario's own cell adopted."""
    n = route_shares.shape[-3]
    cell = adoption.own_cell(scenario, paths.YEARS[:n])
    if cell is None:
        return route_shares, np.ones(route_shares.shape[-3:])
    return own_cell.adopt(cell, route_shares, route_silver)


def _additions(scenario: Values, leaving: Array) -> Array:
    """Gross additions in GW DC: observed, then the outlook or the user's own years."""
    outlook = str(scenario["installation_outlook"])
    n = leaving.shape[-1]
    gw = paths.installations_gw(outlook)[:n]
    last = paths.last_observed_year()
    if paths.outlook_is_net(outlook):
        gw = production.gross_additions_gw(gw, last - paths.FIRST + 1, leaving)
    own: Any = scenario["installations_gw"]
    if own:
        if min(map(int, own)) <= last:
            raise InputError(
                "installations_gw",
                f"{min(own)}: additions up to {last} are observed; "
                f"give years from {last + 1} on (installations_factor scales the past)",
            )
        gw = paths.user_series(own, gw)
    miss = misses.factor("installations", scenario.number("installations_miss"), n)
    return np.asarray(gw * scenario.number("installations_factor") * miss)


def _shares(scenario: Values) -> Array:
    """Shares of cells: the path, bent by the lever; a user's own years replace both."""
    path = paths.market_share(str(scenario["market_share_path"]))
    moved = _ramp() * scenario.number("topcon_to_xbc_pct") / units.PERCENT
    shares = mix.shift(path, TECHNOLOGIES.index("topcon"), TECHNOLOGIES.index("xbc"), moved)
    own: Any = scenario["market_share"]
    if own:
        nothing = dict.fromkeys(next(iter(own.values())), 0.0)
        shares = paths.stacked(
            paths.user_series(own.get(technology, nothing), shares[..., t])
            for t, technology in enumerate(TECHNOLOGIES)
        )
    return mix.unit_sum(shares)


def _ramp() -> Array:
    """How far a bend of the mix has come: 0 in the last observed year, 1 when it has its full size."""
    years = paths.assumption("mix_ramp_years")
    return np.clip((paths.YEARS - paths.last_observed_year()) / years, 0.0, 1.0)


def check_years(start: int, end: int) -> None:
    """Raises InputError unless 2010 <= start <= end <= 2100 in whole years."""
    for name, year in (("start", start), ("end", end)):
        if not isinstance(year, (int, np.integer)) or isinstance(year, bool):
            raise InputError(name, f"{year!r} is not a whole year from {EARLIEST_START} to {LATEST_END}")
        if not EARLIEST_START <= year <= LATEST_END:
            raise InputError(name, f"{year} is outside {EARLIEST_START} to {LATEST_END}")
    if end < start:
        raise InputError("end", f"{end} is before start = {start}; give an end from {start} to {LATEST_END}")


def project(scenario: Scenario, start: int = START, end: int = END) -> Projection:
    """The projection of a scenario, a row a year from `start` to `end` (2010 to 2100).

    The world is always built from 1995; start and end only cut the answer.  Raises InputError for years out
    of range and for values of the scenario that do not fit together.
    """
    expected(scenario)
    check_years(start, end)
    return Projection(scenario, assemble(scenario, end), start, warnings(scenario, end))
