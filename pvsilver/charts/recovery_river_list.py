"""The silver river as an indented list, for narrow screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from pvsilver.charts.recovery_river_layout import (
    LEAST_MARKED,
    OPTIONAL,
    STOCK,
    Flows,
    size,
    standing,
    without_passing,
    without_scrap_node,
)
from pvsilver.charts.recovery_river_rows import SCHEMA, slot_of

INDENT = 0.045


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


def table(
    flows: Flows, names: Mapping[str, str], written: Callable[[float], str], before: Flows | None
) -> pa.Table:
    """Rows of the list.  See `recovery_river.table`."""
    lines = entries(flows)
    was = {line.node: line.tonnes for line in entries(before)} if before else {}
    most = max(*(max(line.tonnes, was.get(line.node, 0.0)) for line in lines if line.has_bar), 1e-9)
    wide = (1.0 - max(line.level for line in lines) * INDENT) / most
    step = 1.0 / len(lines)
    made: list[dict[str, Any]] = []
    for place, line in enumerate(lines):
        left, top = line.level * INDENT, place * step
        amount = written(line.tonnes)
        made.append({"kind": "list", "part": line.node, "x": left, "y": top + 0.3 * step, "name": names[line.node],
                     "tonnes": amount})  # fmt: skip
        if not line.has_bar:
            continue
        made.append({
            "kind": "list_bar", "part": line.node, "x": left, "x2": left + wide * line.tonnes, "y": top + 0.6 * step,
            "y2": top + 0.76 * step, "slot": slot_of(line.node), "name": names[line.node], "tonnes": amount,
        })  # fmt: skip
        if line.node in was and abs(was[line.node] - line.tonnes) * wide > LEAST_MARKED:
            end = left + wide * was[line.node]
            made.append({"kind": "list_mark", "part": line.node, "x": end, "x2": end, "y": top + 0.56 * step,
                         "y2": top + 0.82 * step})  # fmt: skip
    return pa.Table.from_pylist(made, schema=SCHEMA)
