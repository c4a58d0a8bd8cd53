"""`make bench`: each figure as a ratio to a bare numpy floor measured in the same run.

Writes benchmarks/RESULTS.md.  Ratios travel between machines; milliseconds are shown for orientation only.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import pvsilver
from pvsilver.world import paths

RESULTS = Path(__file__).with_name("RESULTS.md")
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


def cpu_milliseconds(*candidates: Callable[[], object]) -> list[float]:
    """Median CPU time of a call of each candidate, measured in turn so that a drift of the machine hits all."""
    for candidate in candidates:
        candidate()
    taken: list[list[float]] = [[] for _ in candidates]
    for _ in range(ROUNDS):
        for times, candidate in zip(taken, candidates, strict=True):
            before = time.process_time()
            for _ in range(CALLS):
                candidate()
            times.append((time.process_time() - before) / CALLS * 1e3)
    return [float(np.median(times)) for times in taken]


def wall_milliseconds(command: list[str], repeats: int = 5) -> float:
    """Median wall time of a whole process."""
    taken = []
    for _ in range(repeats):
        before = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append((time.perf_counter() - before) * 1e3)
    return float(np.median(taken))


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


def report(found: list[Row]) -> str:
    """The results as a Markdown table."""
    lines = [
        "# Speed",
        "",
        f"Python {platform.python_version()}, numpy {np.__version__}. Medians; each ratio is of one run.",
        "",
        "| what | ms | floor | floor ms | ratio |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.what} | {row.milliseconds:.3f} | {row.floor} | {row.floor_milliseconds:.3f} | {row.ratio:.1f} |"
        for row in found
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    RESULTS.write_text(report(rows()), encoding="utf-8")
    sys.stdout.write(RESULTS.read_text(encoding="utf-8"))
