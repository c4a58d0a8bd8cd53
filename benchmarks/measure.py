"""How a figure is measured: beside its floor, in turn, in one run."""

from __future__ import annotations

import subprocess
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

ROUNDS, CALLS = 15, 40


@dataclass(frozen=True)
class Row:
    """A measured figure beside its floor."""

    what: str
    milliseconds: float
    floor: str
    floor_milliseconds: float

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.milliseconds / self.floor_milliseconds


def cpu_milliseconds(*candidates: Callable[[], object], calls: int = CALLS) -> list[float]:
    """Median CPU time of a call of each candidate, measured in turn so that a drift of the machine hits all."""
    for candidate in candidates:
        candidate()
    taken: list[list[float]] = [[] for _ in candidates]
    for _ in range(ROUNDS):
        for times, candidate in zip(taken, candidates, strict=True):
            before = time.process_time()
            for _ in range(calls):
                candidate()
            times.append((time.process_time() - before) / calls * 1e3)
    return [float(np.median(times)) for times in taken]


def wall_milliseconds(command: list[str], repeats: int = 5) -> float:
    """Median wall time of a whole process."""
    taken = []
    for _ in range(repeats):
        before = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append((time.perf_counter() - before) * 1e3)
    return float(np.median(taken))


def peak_megabytes(candidate: Callable[[], object]) -> float:
    """Largest memory that Python and numpy hold during a call."""
    candidate()
    tracemalloc.start()
    candidate()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6
