"""Speed and memory of retirement under ten thousand lifetimes, one a draw."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

import pvsilver
from benchmarks.measure import Row, cpu_milliseconds, peak_megabytes
from pvsilver.world import draws, paths

DRAWS = 10_000
LAST = 2050
FLOOR_BLOCK = draws.BLOCK


def bare_numpy(additions: np.ndarray, shape: np.ndarray, scale: np.ndarray) -> Callable[[], np.ndarray]:
    """The floor: survival by two exponentials, its differences, one matrix product, in blocks; nothing checked."""
    years = len(additions)
    log_age = np.log(np.arange(years) + 0.5)

    def run() -> np.ndarray:
        by_age = draws.laid_out_by_age(additions[:, None])
        retired = np.empty((len(shape), years))
        for first in range(0, len(shape), FLOOR_BLOCK):
            block = slice(first, first + FLOOR_BLOCK)
            survival = np.exp(-np.exp(shape[block, None] * (log_age - np.log(scale[block, None]))))
            retired[block] = -np.diff(survival, axis=1, prepend=1.0) @ by_age
        return retired

    return run


def rows() -> list[Row]:
    """Ten thousand draws of shape and scale against the world's additions."""
    additions = np.array(paths.installations_gw("central")[: LAST - paths.FIRST + 1])
    rng = np.random.default_rng(1)
    shape, scale = rng.uniform(2.5, 8.0, DRAWS), rng.uniform(25.0, 40.0, DRAWS)
    floor = bare_numpy(additions, shape, scale)

    def ours() -> np.ndarray:
        return pvsilver.retire_draws(additions, shape=shape, scale=scale)

    assert np.abs(ours() - floor()).max() <= 1e-12 * additions.sum()
    taken, least = cpu_milliseconds(ours, floor, calls=3)
    megabytes = peak_megabytes(ours)
    what = f"retire_draws, {DRAWS:,} lifetimes × {len(additions)} years, CPU; peak {megabytes:.1f} MB"
    return [Row(what, taken, "bare numpy, the same exponentials and matrix product", least)]
