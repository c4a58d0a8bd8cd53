"""Evidence on end of life: closed forms, and published runs recomputed on their own inputs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial

import numpy as np

from pvsilver.studies import peers
from pvsilver.studies.evidence_hindcast import Computation, Hindcast
from pvsilver.world import cohorts, losses, paths, recovery

PERCENTILE_PAIRS = ((15, 20), (19, 23), (31, 36), (40, 44))
AGES = range(61)
HEATH_YEAR = 2040.6
"""A point that was digitised between two years."""


def _lifetime(name: str) -> peers.Lifetime:
    """IRENA's regular or early loss, one Weibull for all vintages; no infant loss."""
    return peers.Lifetime(*_weibull(name))


def _weibull(name: str) -> tuple[float, float]:
    shape, scale, _ = paths.lifetimes(name)
    return float(shape[0]), float(scale[0])


def _of_percentiles(which: int, t50: float, t90: float, model: Hindcast, year: int | None) -> float:
    return cohorts.weibull_from_percentiles(t50, t90)[which]


def _mean_years(name: str, model: Hindcast, year: int | None) -> float:
    shape, scale = _weibull(name)
    return scale * math.gamma(1.0 + 1.0 / shape)


def _median_years(name: str, model: Hindcast, year: int | None) -> float:
    shape, scale = _weibull(name)
    return scale * math.log(2.0) ** (1.0 / shape)


def _failed_pct(name: str, age: int, model: Hindcast, year: int | None) -> float:
    return 100.0 * float(cohorts.weibull_cdf(age, *_weibull(name)))


def _retired_at(name: str, age: int, model: Hindcast, year: int | None) -> float:
    shape, scale = _weibull(name)
    return float(cohorts.retire(np.eye(1, len(AGES))[0], shape=shape, scale=scale).retired[age])


def _gone_by(name: str, age: int, model: Hindcast, year: int | None) -> float:
    shape, scale = _weibull(name)
    return 1.0 - float(cohorts.retire(np.eye(1, len(AGES))[0], shape=shape, scale=scale).in_service[age])


def _irena_mt(case: str, name: str, at: float | None, model: Hindcast, year: int | None) -> float:
    return peers.load(case).at(peers.irena_mt(case, _lifetime(name)), at or float(year or 0))


def _us(quantity: str, divisor: float, exits: bool, model: Hindcast, year: int | None) -> float:
    peer = peers.load("pv_ice_us_history")
    return peer.at(peers.us_history(getattr(peer, quantity), exits), float(year or 0)) / divisor


def _us_installed(quantity: str, divisor: float, model: Hindcast, year: int | None) -> float:
    return float(getattr(peers.load("pv_ice_us_history"), quantity).sum()) / divisor


def _world_silver(name: str, corrected: bool, model: Hindcast, year: int | None) -> float:
    silver = peers.world_silver_t(_lifetime(name), corrected)
    return peers.load("pv_ice_world").at(silver, float(year or 0))


def _world_recovered(model: Hindcast, year: int | None) -> float:
    """Silver of the corrected, regular run refined by the central recovery path; nothing is re-sold."""
    silver = peers.world_silver_t(_lifetime("regular"), corrected=True)
    links = {link: share[: len(silver)] for link, share in paths.recovery("central").items()}
    return peers.load("pv_ice_world").at(
        recovery.chain(silver, **links, lag_years=0).refined, float(year or 0)
    )


def _pv_ice_factory(net: bool, model: Hindcast, year: int | None) -> float:
    """Bought over contained for PV_ICE's single utilisation 0.80, scrap collected 0.95, refined 0.97."""
    ledger = losses.ledger([0.2], [0.95 * 0.97])
    return float((1.0 - ledger.returned if net else 1.0) / ledger.utilisation)


COMPUTATIONS: Mapping[str, Computation] = {
    **{f"weibull_shape_{a}_{b}": partial(_of_percentiles, 0, a, b) for a, b in PERCENTILE_PAIRS},
    **{f"weibull_scale_{a}_{b}": partial(_of_percentiles, 1, a, b) for a, b in PERCENTILE_PAIRS},
    **{f"{name}_mean_years": partial(_mean_years, name) for name in ("regular", "early")},
    **{f"{name}_median_years": partial(_median_years, name) for name in ("regular", "early")},
    **{f"{n}_failed_by_{a}_pct": partial(_failed_pct, n, a) for n in ("regular", "early") for a in AGES},
    **{f"{n}_retired_at_{a}": partial(_retired_at, n, a) for n in ("regular", "early") for a in AGES},
    **{f"{n}_gone_by_{a}": partial(_gone_by, n, a) for n in ("regular", "early") for a in AGES},
    **{
        f"irena_{case}_{name}_mt": partial(_irena_mt, f"irena_2016_{case}", name, None)
        for case in ("digitised", "nodes")
        for name in ("regular", "early")
    },
    "irena_digitised_early_mt_mid_2040": partial(_irena_mt, "irena_2016_digitised", "early", HEATH_YEAR),
    "pv_ice_us_silver_t": partial(_us, "silver_t", 1.0, True),
    "pv_ice_us_modules_kt": partial(_us, "modules_t", 1e3, True),
    "pv_ice_us_retired_gw": partial(_us, "installed_mw", 1e3, True),
    "pv_ice_us_failures_silver_t": partial(_us, "silver_t", 1.0, False),
    "pv_ice_us_installed_silver_t": partial(_us_installed, "silver_t", 1.0),
    "pv_ice_us_installed_modules_mt": partial(_us_installed, "modules_t", 1e6),
    "pv_ice_us_installed_gw": partial(_us_installed, "installed_mw", 1e3),
    **{
        f"pv_ice_world_{name}_{series}_t": partial(_world_silver, name, series == "corrected")
        for name in ("regular", "early")
        for series in ("published", "corrected")
    },
    "pv_ice_world_recovered_t": _world_recovered,
    "pv_ice_bought_over_contained": partial(_pv_ice_factory, False),
    "pv_ice_net_over_contained": partial(_pv_ice_factory, True),
}
