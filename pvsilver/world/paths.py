"""Year-dependent tables as arrays over the whole horizon, read once.

Every array starts in 1995 and ends in 2100; a projection takes the first years of it.  Between anchor years
a path is linear, or log-linear where the table says so; outside its data the ends are held flat.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pvsilver import tables, units
from pvsilver.errors import TableError
from pvsilver.names import REGIONS, ROUTES, TECHNOLOGIES

Array = npt.NDArray[np.float64]

FIRST, LAST = 1995, 2100
YEARS = np.arange(FIRST, LAST + 1)
ROOT = tables.ROOT


def interpolate(anchors: Mapping[int, float], log: bool = False) -> Array:
    """Values over the horizon from {year: value}: linear, or linear in the logarithm; ends held flat."""
    years = sorted(anchors)
    values = np.array([anchors[year] for year in years], dtype=float)
    if log:
        return np.exp(np.interp(YEARS, years, np.log(values)))
    return np.interp(YEARS, years, values)


def _frozen(array: Array) -> Array:
    array.flags.writeable = False
    return array


def _column(name: str, column: str, root: Path, **equals: Any) -> dict[int, float]:
    rows = tables.load(name, root).select(**equals)
    if not rows:
        raise TableError(
            f"{name}.csv", f"has no rows with {', '.join(f'{k}={v}' for k, v in equals.items())}"
        )
    return {row["year"]: row[column] for row in rows if row[column] is not None}


@cache
def assumption(id: str, root: Path = ROOT) -> float:
    """Central value of an assumption that is no lever."""
    return float(tables.load("assumptions", root).row(id=id)["central"])


@cache
def last_observed_year(root: Path = ROOT) -> int:
    """Last year of observed cell output, additions and mix: after it, paths take over."""
    return max(row["year"] for row in tables.load("cell_output", root).rows)


@cache
def installations_gw(outlook: str, root: Path = ROOT) -> Array:
    """World additions in GW DC: observed, then the outlook."""
    observed = _column("installations_world", "central_gw", root)
    ahead = _after(_column("installation_outlooks", "gw", root, outlook=outlook), root)
    return _frozen(interpolate(observed | ahead))


@cache
def outlook_end(outlook: str, root: Path = ROOT) -> int:
    """Last year for which an outlook has a value."""
    return max(row["year"] for row in tables.load("installation_outlooks", root).select(outlook=outlook))


@cache
def outlook_is_net(outlook: str, root: Path = ROOT) -> bool:
    """Whether an outlook counts net additions, without what replaces retired modules."""
    return tables.load("installation_outlooks", root).select(outlook=outlook)[0]["gross_or_net"] == "net"


def _after(path: dict[int, float], root: Path) -> dict[int, float]:
    last = last_observed_year(root)
    return {year: value for year, value in path.items() if year > last}


@cache
def region_share(path: str = "published", root: Path = ROOT) -> Array:
    """Share of each region in world additions, (years, regions): observed, then the path."""
    world = _column("installations_world", "central_gw", root)
    columns = []
    for region in REGIONS:
        gw = _column("installations_region", "gw", root, region=region)
        observed = {year: value / world[year] for year, value in gw.items()}
        ahead = _after(_column("region_share_paths", "share", root, path=path, region=region), root)
        columns.append(interpolate(observed | ahead))
    return _frozen(np.stack(columns, axis=-1))


@cache
def cells_observed_gw(root: Path = ROOT) -> Array:
    """Observed c-Si cell output in GW DC; NaN where nothing was observed."""
    observed = _column("cell_output", "central_gw", root)
    return _frozen(np.array([observed.get(int(year), np.nan) for year in YEARS]))


@cache
def thin_film_share(root: Path = ROOT) -> Array:
    """Thin film's share of additions up to the last observed year."""
    return _frozen(interpolate(_column("thin_film_share", "central", root)))


@cache
def market_share(path: str, root: Path = ROOT) -> Array:
    """Shares of c-Si cells, (years, technologies): observed, then the path."""
    columns = []
    for technology in TECHNOLOGIES:
        observed = _column("market_share_history", "central", root, technology=technology)
        ahead = _column("market_share_paths", "share", root, path=path, technology=technology)
        columns.append(interpolate(observed | _after(ahead, root)))
    return _frozen(np.stack(columns, axis=-1))


@cache
def base_mg_per_w(vintage_silver: str = "corrected", root: Path = ROOT) -> Array:
    """Contained mg/W of an all-silver print, (years, technologies): observed, then held.

    Before the first year known by technology the fleet average of `module_vintages` serves all of them, in
    its `corrected` or `published` series.
    """
    fleet = interpolate(_column("module_vintages", f"silver_{vintage_silver}_mg_per_w", root))
    columns = []
    for technology in TECHNOLOGIES:
        known = _column("intensity_history", "silver_paste_mg_per_w", root, technology=technology)
        columns.append(np.where(min(known) > YEARS, fleet, interpolate(known)))
    return _frozen(np.stack(columns, axis=-1))


@cache
def thrift(path: str, root: Path = ROOT) -> Array:
    """Print thrift relative to the last observed year, (years, technologies); 1 in the past."""
    columns = [
        interpolate(_column("thrift_paths", "thrift", root, path=path, technology=technology), log=True)
        for technology in TECHNOLOGIES
    ]
    return _frozen(np.stack(columns, axis=-1))


@cache
def route_share(path: str, root: Path = ROOT) -> Array:
    """Share of each metallization route in a technology, (years, technologies, routes)."""
    return _frozen(
        np.stack([[_route(path, technology, route, root) for route in ROUTES] for technology in TECHNOLOGIES])
        .transpose(2, 0, 1)
        .copy()
    )


def _route(path: str, technology: str, route: str, root: Path) -> Array:
    where = {"technology": technology, "route": route}
    past = _column("route_shares", "share", root, path="history", **where)
    return interpolate(past | _after(_column("route_shares", "share", root, path=path, **where), root))


@cache
def route_silver(root: Path = ROOT) -> Array:
    """Silver of a route over an all-silver print, (years, technologies, routes)."""
    return _by_route("silver_factor", root)


@cache
def route_wet_paste(root: Path = ROOT) -> Array:
    """Wet paste over the silver of an all-silver print, (years, technologies, routes)."""
    return _by_route("wet_paste_factor", root)


@cache
def powder_silver_wt_pct(root: Path = ROOT) -> Array:
    """Silver in the powder of silver-coated copper, wt%, (years, technologies); NaN where there is none."""
    return _coated("powder_silver_wt_pct", root)


@cache
def pure_silver_share(root: Path = ROOT) -> Array:
    """Share of a cell's silver that stays pure with silver-coated copper, (years, technologies); NaN for none."""
    return _coated("pure_silver_share", root)


def _coated(column: str, root: Path) -> Array:
    found = np.full((len(YEARS), len(TECHNOLOGIES)), np.nan)
    table = tables.load("route_silver", root)
    for t, technology in enumerate(TECHNOLOGIES):
        rows = table.select(technology=technology, route="silver_coated_copper")
        if rows:
            found[:, t] = interpolate({row["year"]: row[column] for row in rows})
    return _frozen(found)


def routes_known(technology: str, root: Path = ROOT) -> tuple[str, ...]:
    """Routes whose silver is known for a technology: Al-BSF left the market before it had another than paste."""
    rows = tables.load("route_silver", root).select(technology=technology)
    return tuple(route for route in ROUTES if any(row["route"] == route for row in rows))


def _by_route(column: str, root: Path) -> Array:
    """A factor by route; 0 for a route that a technology does not have, and no share may take it."""
    found = np.zeros((len(YEARS), len(TECHNOLOGIES), len(ROUTES)))
    table = tables.load("route_silver", root)
    for t, technology in enumerate(TECHNOLOGIES):
        for r, route in enumerate(ROUTES):
            rows = table.select(technology=technology, route=route)
            if rows:
                found[:, t, r] = interpolate({row["year"]: row[column] for row in rows})
    return _frozen(found)


@cache
def recovery(path: str, root: Path = ROOT) -> dict[str, Array]:
    """Shares of the recovery chain by link, each (years,)."""
    links = tables.load("recovery_paths", root).distinct("quantity")
    return {
        link: _frozen(interpolate(_column("recovery_paths", "share", root, path=path, quantity=link)))
        for link in links
    }


@cache
def process_factors(process: str, root: Path = ROOT) -> dict[str, float]:
    """Yield of each stage of a recycling line, fractions by stage."""
    return {
        row["factor"]: row["central"]
        for row in tables.load("recovery_processes", root).select(process=process)
    }


@cache
def module_t_per_gw(root: Path = ROOT) -> Array:
    """Mass of the average module at installation by vintage, t/GW, (years,)."""
    return _frozen(interpolate(_column("module_vintages", "mass_t_per_mw", root)) * units.MW_PER_GW)


@cache
def lifetimes(preset: str, root: Path = ROOT) -> tuple[Array, Array, float]:
    """(shape, scale in years) by vintage, each (years,) or (1,) for all; and infant loss as a fraction."""
    rows = sorted(tables.load("lifetimes", root).select(preset=preset), key=lambda row: row["vintage_from"])
    infant_loss = rows[0]["infant_loss_pct"] / 100.0
    if len(rows) == 1:
        return np.array([rows[0]["weibull_shape"]]), np.array([rows[0]["weibull_scale_years"]]), infant_loss
    step = np.searchsorted([row["vintage_from"] for row in rows], YEARS, side="right") - 1
    shape = np.array([row["weibull_shape"] for row in rows])[step]
    scale = np.array([row["weibull_scale_years"] for row in rows])[step]
    return _frozen(shape), _frozen(scale), infant_loss


@cache
def supply(path: str, column: str, root: Path = ROOT) -> Array:
    """Mine output or total supply in t/yr: survey, then the path; NaN before the first survey year."""
    observed = _column("supply_history", column, root)
    ahead = _after(_column("supply_paths", column, root, path=path), root)
    found = interpolate(observed | ahead)
    found[min(observed) > YEARS] = np.nan
    return _frozen(found)


@cache
def supply_basis(path: str, root: Path = ROOT) -> tuple[str, ...]:
    """Where the supply of each year comes from: the survey's vintage, then the path; empty before the survey."""
    observed = {row["year"]: row["vintage"] for row in tables.load("supply_history", root).rows}
    first = min(observed)
    return tuple("" if year < first else observed.get(int(year), f"path {path}") for year in YEARS)


@cache
def survey_t(vintage: str, root: Path = ROOT) -> Array:
    """PV silver demand of a survey vintage in t/yr, forecasts included; NaN where it says nothing."""
    said = _column("survey_vintages", "silver_t", root, vintage=vintage)
    return _frozen(np.array([said.get(int(year), np.nan) for year in YEARS]))


def user_series(table: Mapping[str, float], before: Array) -> Array:
    """A user's {year: value}, linear between its years and held after them, over what came before it.

    before: (..., years); what was observed last is bridged to the first of the user's years.
    """
    anchors = {int(year): value for year, value in table.items()}
    n = before.shape[-1]
    years, first = YEARS[:n], min(anchors)
    bridge = min(first - 1, last_observed_year())
    if bridge >= FIRST + n:
        return before
    own = interpolate(anchors)[:n]
    if bridge < FIRST:
        return np.broadcast_to(own, before.shape)
    left = before[..., bridge - FIRST, None]
    way = np.clip((years - bridge) / (first - bridge), 0.0, 1.0)
    return np.where(years <= bridge, before, (1.0 - way) * left + way * own)


def stacked(series: Iterable[Array]) -> Array:
    """Series as columns, years first."""
    return np.stack(list(series), axis=-1)
