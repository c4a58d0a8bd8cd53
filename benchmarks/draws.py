"""Speed of many draws of a projection."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

import pvsilver
from benchmarks.measure import Row, cpu_milliseconds, peak_megabytes
from pvsilver.world import paths

DRAWS = 1000


def bare_arrays() -> Callable[[], object]:
    """The floor: one factor by draw on additions and on silver, one matrix product of what retires, a percentile."""
    years = 2050 - paths.FIRST + 1
    rng = np.random.default_rng(1)
    additions, mg_per_w, kernel = rng.random(years), rng.random(years), rng.random((years, years))
    spread = rng.standard_normal((2, DRAWS, 1))

    def run() -> object:
        silver = additions * np.exp(spread[0]) * mg_per_w * np.exp(spread[1])
        return np.percentile(silver - 0.1 * (silver @ kernel.T), [10, 50, 90], axis=0)

    return run


def rows() -> list[Row]:
    """All measurements."""
    scenario = pvsilver.Scenario()

    def net() -> object:
        return pvsilver.simulate(scenario, DRAWS, 1, names=("net_silver_t",)).percentiles

    def every() -> object:
        return pvsilver.simulate(scenario, DRAWS, 1).percentiles

    def one_by_one() -> object:
        return [pvsilver.project(scenario).full["net_silver_t"] for _ in range(DRAWS)]

    net_ms, every_ms, floor = cpu_milliseconds(net, every, bare_arrays(), calls=4)
    batched, single = cpu_milliseconds(net, one_by_one, calls=1)
    bare = "bare numpy: two factors a draw, one matrix product, percentiles"
    peak = peak_megabytes(every)
    return [
        Row(f"P10–P90 of net silver, {DRAWS:,} draws × 56 years, CPU", net_ms, bare, floor),
        Row(f"P10–P90 of all 24 columns, {DRAWS:,} draws, CPU; peak {peak:.0f} MB", every_ms, bare, floor),
        Row(f"P10–P90 of net silver, {DRAWS:,} draws, CPU", batched, f"{DRAWS:,} single projections", single),
    ]
