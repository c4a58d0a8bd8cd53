"""Speed of a projection."""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np

import pvsilver
from benchmarks.measure import Row, cpu_milliseconds, wall_milliseconds
from pvsilver.world import paths


def bare_convolution() -> Callable[[], object]:
    """The floor: a numpy convolution of additions with a lifetime for each series that a projection retires."""
    years = 2050 - paths.FIRST + 1
    additions = np.random.default_rng(1).random((7, years))
    lifetime = np.random.default_rng(2).random(years)
    return lambda: [np.convolve(series, lifetime)[:years] for series in additions]


def rows() -> list[Row]:
    """All measurements."""
    scenario = pvsilver.Scenario()
    projected, framed, floor = cpu_milliseconds(
        lambda: pvsilver.project(scenario), lambda: pvsilver.project(scenario).annual, bare_convolution()
    )
    command = wall_milliseconds([sys.executable, "-m", "pvsilver", "project"])
    start = wall_milliseconds([sys.executable, "-c", "import pandas"])
    name = "numpy convolution of the same 7 × 56 series"
    return [
        Row("project(Scenario()), warm, CPU", projected, name, floor),
        Row("project(Scenario()).annual, warm, CPU", framed, name, floor),
        Row("python -m pvsilver project, whole process, wall", command, "python -c 'import pandas'", start),
    ]
