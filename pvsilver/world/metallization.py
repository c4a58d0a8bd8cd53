"""The metallization part of the assembler: what a scenario says of thrift, routes and coated powders."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from pvsilver import units
from pvsilver.errors import InputError
from pvsilver.names import ROUTES, TECHNOLOGIES
from pvsilver.scenario import Values
from pvsilver.world import coated_copper, intensity, learning, mix, paths, routes
from pvsilver.world.axes import trailing

Array = npt.NDArray[np.float64]

COATED = ROUTES.index("silver_coated_copper")


def thrift(scenario: Values, cells_gw: Array) -> Array:
    """Print thrift (..., years, technologies): the path or the learning rate, bent, or the user's own table.

    cells_gw: (..., years), c-Si cells made a year from 1995 on; a learning rate reads its own volume from them.
    """
    n = cells_gw.shape[-1]
    path = paths.thrift(str(scenario["thrift_path"]))[:n]
    if scenario["thrift_learning_pct"] is not None:
        last = min(paths.last_observed_year() - paths.FIRST, n - 1)
        learned = learning.thrift(cells_gw, last, scenario.number("thrift_learning_pct") / units.PERCENT)
        path = np.repeat(learned[..., None], len(TECHNOLOGIES), axis=-1)
    bent = intensity.bend(
        path,
        paths.thrift("slow")[:n],
        paths.thrift("base")[:n],
        paths.thrift("fast")[:n],
        scenario.number("thrift_bend"),
    )
    own: Any = scenario["thrift"]
    for technology, series in (own or {}).items():
        t = TECHNOLOGIES.index(technology)
        bent[..., t] = paths.user_series(series, bent[..., t])
    return bent


def route_silver(scenario: Values, n: int) -> Array:
    """Silver of a route over an all-silver print, (..., n, technologies, routes), for the scenario's powders."""
    path = paths.route_silver()[:n]
    pure = paths.pure_silver_share()[:n]
    coated = coated_copper.silver_factor(powder_silver_wt_pct(scenario, n), pure)
    found = np.broadcast_to(path, (*coated.shape, path.shape[-1])).copy()
    found[..., COATED] = np.where(np.isnan(pure), found[..., COATED], coated)
    return found


def powder_silver_wt_pct(scenario: Values, n: int) -> Array:
    """Silver in the powder of silver-coated copper, wt%, (..., n, technologies); NaN for a technology without."""
    path = paths.powder_silver_wt_pct()[:n]
    ahead = paths.YEARS[:n] > paths.last_observed_year()
    bent = np.where(ahead[:, None], path * trailing(scenario.number("powder_silver_factor")), path)
    own: Any = scenario["powder_silver_wt_pct"]
    for technology, series in (own or {}).items():
        t = TECHNOLOGIES.index(technology)
        if np.isnan(path[0, t]):
            raise InputError(
                f"powder_silver_wt_pct {technology}", "has no silver-coated copper; leave it out"
            )
        bent[..., t] = paths.user_series(series, bent[..., t])
    return bent


def technologies_with_coated_copper() -> tuple[str, ...]:
    """Technologies whose silver-coated copper has a powder that is known."""
    return tuple(
        name
        for name, known in zip(TECHNOLOGIES, ~np.isnan(paths.powder_silver_wt_pct()[0]), strict=True)
        if known
    )


def route_shares(scenario: Values) -> Array:
    """Share of each route in a technology's output, (..., years, technologies, routes), over the whole horizon.

    The path, bent; then the user's own table of a technology, or its adoption curves.  Raises InputError for a
    route whose silver is not known and for curves that do not fit.
    """
    shares = intensity.blend(
        paths.route_share(str(scenario["route_path"])),
        paths.route_share("silver_stays"),
        paths.route_share("copper_at_scale"),
        scenario.number("route_bend"),
    )
    own: Any = scenario["route_share"]
    for technology, table in (own or {}).items():
        t = TECHNOLOGIES.index(technology)
        for route, series in table.items():
            if any(series.values()):
                _check_known(f"route_share {technology} {route}", technology, route)
        nothing = dict.fromkeys(next(iter(table.values())), 0.0)
        shares[..., t, :] = paths.stacked(
            paths.user_series(table.get(route, nothing), shares[..., t, r]) for r, route in enumerate(ROUTES)
        )
    for technology, curves in adoption_curves(scenario).items():
        if technology in (own or {}):
            raise InputError(
                f"route_adoption {technology}",
                "stands beside a route_share table of its own; give one of them",
            )
        t = TECHNOLOGIES.index(technology)
        shares[..., t, :] = routes.with_curves(
            f"route_adoption {technology}",
            shares[..., t, :],
            paths.YEARS,
            paths.last_observed_year(),
            {ROUTES.index(route): curve for route, curve in curves.items()},
        )
    return mix.unit_sum(shares)


def adoption_curves(scenario: Values) -> dict[str, dict[str, routes.Curve]]:
    """Adoption curves by technology and route: the table `route_adoption`, and the one curve of the levers.

    Raises InputError where a curve starts after it finishes, in an observed year, or stands twice.
    """
    found: dict[str, dict[str, routes.Curve]] = {}
    given: Any = scenario["route_adoption"] or {}
    for technology, table in given.items():
        for route, points in table.items():
            start = points["start_year"]
            finish = (
                points["finish_year"] if "finish_year" in points else 2.0 * points["midpoint_year"] - start
            )
            _check_known(f"route_adoption {technology} {route}", technology, route)
            _check_start(f"route_adoption {technology} {route}", start)
            found.setdefault(technology, {})[route] = routes.Curve(start, finish, points["ceiling"])
    start, finish = (
        scenario.number("route_adoption_start_year"),
        scenario.number("route_adoption_finish_year"),
    )
    if start > finish:
        line = f"{start:g} is after route_adoption_finish_year = {finish:g}"
        raise InputError(
            "route_adoption_start_year", line, "refusal.adoption_order", start=start, finish=finish
        )
    if scenario["route_adoption_ceiling_pct"] is not None:
        technology, route = str(scenario["route_adoption_technology"]), str(scenario["route_adoption_route"])
        _check_start("route_adoption_start_year", start)
        if route in found.get(technology, {}):
            raise InputError(
                f"route_adoption {technology} {route}",
                "stands beside the lever route_adoption_ceiling_pct; empty one of them",
            )
        ceiling = scenario.number("route_adoption_ceiling_pct") / units.PERCENT
        found.setdefault(technology, {})[route] = routes.Curve(start, finish, ceiling)
    return found


def _check_start(name: str, start: float) -> None:
    last = paths.last_observed_year()
    if start < last:
        line = f"starts in {start:g}, and shares up to {last} are observed; start from {last} on"
        raise InputError(name, line, "refusal.observed", start=start, last=last)


def _check_known(name: str, technology: str, route: str) -> None:
    known = paths.routes_known(technology)
    if route not in known:
        raise InputError(name, f"the silver of this route is not known; {technology} has {', '.join(known)}")
