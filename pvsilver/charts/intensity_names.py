"""Where names of published figures stand so that they cover neither lines nor each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from pvsilver.charts import theme

Array = npt.NDArray[np.float64]

LINE_PX, AROUND_PX = 16, 92
"""Height of a line of text, and of title and axis around the lines."""

BESIDE_SHARE, REACH_SHARE = 0.03, 0.42
"""How far right of its last figure a name begins, and how far it reaches, as shares of the years shown."""

MOST_STEPS = 60


class Named(Protocol):
    """What has a name: its years and figures."""

    @property
    def years(self) -> tuple[int, ...]: ...

    @property
    def mg_per_w(self) -> tuple[float, ...]: ...


class Place(NamedTuple):
    """Where a name begins."""

    year: float
    mg_per_w: float


class Space(NamedTuple):
    """What is drawn: years, the lines by year (NaN: nothing), whether the axis is logarithmic, the chart's height."""

    years: Array
    lines: tuple[Array, ...]
    log: bool
    height_px: int

    def up(self, mg_per_w: float) -> float:
        """Height on the axis."""
        return float(np.log10(max(mg_per_w, 1e-9))) if self.log else mg_per_w

    def down(self, height: float) -> float:
        """mg/W of a height on the axis."""
        return float(10.0**height) if self.log else height

    def gap(self, also: Sequence[float] = ()) -> float:
        """Height of a line of text on this axis."""
        shown = np.concatenate([*self.lines, np.asarray(also, dtype=float), [1.0]])
        shown = shown[~np.isnan(shown)]
        low = self.up(float(shown.min())) if self.log else 0.0
        return LINE_PX / (self.height_px - AROUND_PX) * max(self.up(float(shown.max())) - low, 1e-9)

    def apart(self, mg_per_w: Sequence[float]) -> list[float]:
        """Heights of end labels, in mg/W, at least a line of text apart; none below the foot of a linear axis."""
        gap = self.gap()
        heights = theme.spread([self.up(mg) for mg in mg_per_w], gap)
        if not self.log:
            least = 0.0
            for place in sorted(range(len(heights)), key=heights.__getitem__):
                heights[place] = max(heights[place], least)
                least = heights[place] + gap
        return [self.down(height) for height in heights]


def places(space: Space, named: Sequence[Named]) -> list[Place]:
    """A place for each: right of its last figure, and as little above it as lines and other names allow."""
    reach = float(space.years[-1] - space.years[0])
    gap = space.gap([mg for one in named for mg in one.mg_per_w])
    starts = {place: one.years[-1] + BESIDE_SHARE * reach for place, one in enumerate(named)}
    taken: list[tuple[float, float]] = []
    found: dict[int, Place] = {}
    for place in sorted(starts, key=lambda place: named[place].mg_per_w[-1]):
        start = min(starts[place], float(space.years[-1]) - REACH_SHARE * reach)
        wanted = space.up(named[place].mg_per_w[-1])
        blocked = _spans(space, named, start, start + REACH_SHARE * reach)
        blocked += [(height, height) for begins, height in taken if abs(begins - start) < REACH_SHARE * reach]
        height = _free(wanted, blocked, gap)
        taken.append((start, height))
        found[place] = Place(start, space.down(height))
    return [found[place] for place in range(len(named))]


def _spans(space: Space, named: Sequence[Named], start: float, end: float) -> list[tuple[float, float]]:
    """(lowest, highest) height of each line between two years."""
    within = (space.years >= start) & (space.years <= end)
    every = [line[within] for line in space.lines]
    for one in named:
        if len(one.years) > 1:
            drawn = np.interp(space.years, one.years, one.mg_per_w, left=np.nan, right=np.nan)
            every.append(drawn[within])
    every = [line[~np.isnan(line)] for line in every]
    return [(space.up(float(line.min())), space.up(float(line.max()))) for line in every if len(line)]


def _free(wanted: float, blocked: Sequence[tuple[float, float]], gap: float) -> float:
    """The lowest height from the wanted one up that keeps a line of text from everything that is in the way."""
    height = wanted
    for _ in range(MOST_STEPS):
        tops = [top for low, top in blocked if low - 0.8 * gap < height < top + 0.8 * gap]
        if not tops:
            break
        height = max(tops) + gap
    return height
