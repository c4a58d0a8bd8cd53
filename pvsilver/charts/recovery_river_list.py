"""The silver river as an indented list, for narrow screens."""

from __future__ import annotations

from typing import NamedTuple

from pvsilver.charts.recovery_river_layout import (
    OPTIONAL,
    STOCK,
    Flows,
    size,
    standing,
    without_passing,
    without_scrap_node,
)


class Entry(NamedTuple):
    """One line of the indented list: level from 0; a stock has no bar."""

    node: str
    level: int
    tonnes: float
    has_bar: bool


def entries(flows: Flows) -> list[Entry]:
    """The river as an indented list: under each node of the main stream what becomes of it."""
    direct = without_scrap_node(flows)
    steps = without_passing(direct)
    found = [Entry(steps[0][0], 0, size(direct, steps[0][0]), True)]
    level = 0
    for source, target, inflows, ends in steps:
        if source == STOCK:
            found.append(Entry(STOCK, 0, standing(direct), False))
            level = -1
        level += 1
        for end in ends:
            amount = direct.get((source, end), 0.0)
            if amount > 0.0 or end not in OPTIONAL:
                found.append(Entry(end, level, amount, True))
        for inflow in inflows:
            if direct.get((inflow, target), 0.0) > 0.0:
                found.append(Entry(inflow, level, direct[inflow, target], True))
        if target == STOCK:
            found.append(Entry("installed", level, direct.get((source, STOCK), 0.0), True))
        else:
            found.append(Entry(target, level, size(direct, target), True))
    return found
