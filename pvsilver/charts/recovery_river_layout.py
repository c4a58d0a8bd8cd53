"""Where the ribbons of the silver river run: pure geometry in a box one wide and one high, y downwards.

The main stream runs along the top from left to right.  What is lost or goes elsewhere leaves at its bottom and
ends one column on; what comes in beside it falls in from above.  Thickness is tonnes at one scale everywhere;
only what stands in the field is a box without scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Flows = Mapping[tuple[str, str], float]

STOCK = "in_service"

STEPS = (
    ("bought", "cells", (), ("scrap_returned", "factory_lost")),
    ("cells", STOCK, (), ("not_installed",)),
    (STOCK, "retired", (), ()),
    ("retired", "discarded", ("second_life",), ("resold",)),
    ("discarded", "collected", ("stored_before",), ("uncollected",)),
    ("collected", "processed", (), ("stored_after",)),
    ("processed", "silver_line", (), ("no_silver_line",)),
    ("silver_line", "recovered", (), ("residue",)),
    ("recovered", "for_pv", ("carried_before",), ("other_uses",)),
    ("for_pv", "returned", (), ("carried_after",)),
)
"""(from, to, what falls into the second, what leaves the first) along the main stream."""

PASSING = {"discarded": "retired", "processed": "collected", "for_pv": "returned"}
"""Node → the one that stands for it where nothing comes in or leaves between the two."""

FACTORY_SCRAP = "factory_scrap"

TOP, TOP_WITH_INFLOWS, DEPTH, GAP = 0.11, 0.2, 0.67, 0.032
LEFT, RIGHT = 0.012, 0.988
BAR_HALF, STOCK_HALF, STOCK_DEEPER = 0.0035, 0.022, 0.03
MARK_HALF, LEAST_MARKED = 0.012, 0.002
"""Half the length of the baseline's mark, and the depth that must differ for one."""

INFLOW_TOP, INFLOW_BACK = 0.05, 0.55
"""Where an inflow begins: its height, and how far before its node as a share of a column."""

SAMPLES = 11


class Ribbon(NamedTuple):
    """A flow from one node to another as an area between two lines over x."""

    source: str
    target: str
    tonnes: float
    x: Array
    top: Array
    bottom: Array


class Bar(NamedTuple):
    """A node as a box."""

    node: str
    tonnes: float
    left: float
    right: float
    top: float
    bottom: float


class Place(NamedTuple):
    """Where a name stands: along the top, beneath an end, or above an inflow.  align: left, center or right."""

    node: str
    tonnes: float
    x: float
    y: float
    align: str
    where: str


class Mark(NamedTuple):
    """Where a node of the main stream would end at the baseline: a short level line across it."""

    node: str
    left: float
    right: float
    y: float


@dataclass
class Layout:
    """All shapes of a river: `scale` is depth a tonne, `top` where the main stream runs."""

    scale: float
    top: float
    ribbons: list[Ribbon] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def layout(flows: Flows, before: Flows | None = None) -> Layout:
    """Ribbons, nodes and names of a year's flows, tonnes by (source, target); before: those of the baseline."""
    flows = without_scrap_node(flows)
    steps = without_passing(flows)
    nodes = [steps[0][0], *(step[1] for step in steps)]
    tonnes = {node: size(flows, node) for node in nodes}
    tonnes[STOCK] = max(flows.get(("cells", STOCK), 0.0), flows.get((STOCK, "retired"), 0.0))
    inflow = any(flows.get((source, step[1]), 0.0) > 0.0 for step in steps for source in step[2])
    top = TOP_WITH_INFLOWS if inflow else TOP
    base = _at_baseline(before, nodes)
    scale = (DEPTH + TOP - top) / max(*tonnes.values(), *base.values(), 1e-9)
    x = dict(zip(nodes, np.linspace(LEFT, RIGHT, len(nodes)), strict=True))
    column = (RIGHT - LEFT) / (len(nodes) - 1)
    found = Layout(scale, top)
    for source, target, inflows, ends in steps:
        _step(found, flows, (source, target, inflows, ends), tonnes, x, column)
    for node in nodes:
        _node(found, node, tonnes[node], standing(flows) if node == STOCK else tonnes[node], x[node])
    found.marks = [
        Mark(node, max(x[node] - MARK_HALF, 0.0), min(x[node] + MARK_HALF, 1.0), top + was * scale)
        for node, was in base.items()
        if abs(was - tonnes[node]) * scale > LEAST_MARKED
    ]
    return found


def _at_baseline(before: Flows | None, nodes: Sequence[str]) -> dict[str, float]:
    """Tonnes of the nodes of the main stream at the baseline; what stands in the field has no scale."""
    if before is None:
        return {}
    direct = without_scrap_node(before)
    return {node: size(direct, node) for node in nodes if node != STOCK}


def _step(
    found: Layout,
    flows: Flows,
    step: tuple[str, str, tuple[str, ...], tuple[str, ...]],
    tonnes: Mapping[str, float],
    x: Mapping[str, float],
    column: float,
) -> None:
    source, target, inflows, ends = step
    scale, kept = found.scale, flows.get((source, target), 0.0)
    start = x[source] + (STOCK_HALF if source == STOCK else BAR_HALF)
    end = x[target] - (STOCK_HALF if target == STOCK else BAR_HALF)
    top = into = found.top
    for inflow in inflows:
        amount = flows.get((inflow, target), 0.0)
        if amount > 0.0:
            begin, thick = x[target] - INFLOW_BACK * column, amount * scale
            found.ribbons.append(_ribbon(inflow, target, amount, begin, end, INFLOW_TOP, into, thick))
            found.places.append(Place(inflow, amount, begin, INFLOW_TOP, "center", "above"))
            into += thick
    found.ribbons.append(_ribbon(source, target, kept, start, end, top, into, kept * scale))
    out = top + kept * scale
    low = top + tonnes[target] * scale + GAP + (STOCK_DEEPER if target == STOCK else 0.0)
    for place in ends:
        amount = flows.get((source, place), 0.0)
        if amount <= 0.0 and place in OPTIONAL:
            continue
        thick = amount * scale
        found.ribbons.append(_ribbon(source, place, amount, start, x[target] - BAR_HALF, out, low, thick))
        found.bars.append(Bar(place, amount, x[target] - BAR_HALF, x[target] + BAR_HALF, low, low + thick))
        found.places.append(Place(place, amount, x[target], low + thick, _aligned(x[target]), "beneath"))
        out += thick
        low += thick + GAP


OPTIONAL = frozenset(
    {"resold", "stored_after", "carried_after", "second_life", "stored_before", "carried_before"}
)
"""Not drawn where there is nothing of it."""


def _node(found: Layout, node: str, tonnes: float, told: float, x: float) -> None:
    half = STOCK_HALF if node == STOCK else BAR_HALF
    deep = tonnes * found.scale + (STOCK_DEEPER if node == STOCK else 0.0)
    found.bars.append(Bar(node, told, x - half, x + half, found.top, found.top + deep))
    found.places.append(Place(node, told, x, found.top, _aligned(x), "along"))


def _ribbon(
    source: str, target: str, tonnes: float, start: float, end: float, out: float, into: float, thick: float
) -> Ribbon:
    part = np.linspace(0.0, 1.0, SAMPLES)
    top = out + (into - out) * part * part * (3.0 - 2.0 * part)
    return Ribbon(source, target, tonnes, start + (end - start) * part, top, top + thick)


def _aligned(x: float) -> str:
    return "left" if x <= LEFT else ("right" if x >= RIGHT - 1e-9 else "center")


def without_scrap_node(flows: Flows) -> dict[tuple[str, str], float]:
    """Factory scrap leaves what is bought directly for its two ends."""
    return {
        ("bought" if source == FACTORY_SCRAP else source, target): tonnes
        for (source, target), tonnes in flows.items()
        if target != FACTORY_SCRAP
    }


def without_passing(
    flows: dict[tuple[str, str], float],
) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """The steps, without those at which nothing comes in or leaves; `flows` gets the flow that bridges them."""
    steps = list(STEPS)
    for node, stand_in in PASSING.items():
        at = next(place for place, step in enumerate(steps) if {step[0], step[1]} == {node, stand_in})
        source, target, inflows, ends = steps[at]
        if any(flows.get((inflow, target), 0.0) > 0.0 for inflow in inflows):
            continue
        if any(flows.get((source, end), 0.0) > 0.0 for end in ends):
            continue
        del steps[at]
        steps = [tuple(stand_in if part == node else part for part in step) for step in steps]  # type: ignore[misc]
        renamed = {
            tuple(stand_in if part == node else part for part in pair): tonnes
            for pair, tonnes in flows.items()
            if pair != (source, target)
        }
        flows.clear()
        flows.update(renamed)  # type: ignore[arg-type]
    return steps


def size(flows: Flows, node: str) -> float:
    """What a node takes in or gives out, whichever is more."""
    into = sum(tonnes for (_, target), tonnes in flows.items() if target == node)
    return max(into, sum(tonnes for (source, _), tonnes in flows.items() if source == node))


def standing(flows: Flows) -> float:
    """What is in service at the end of the year."""
    return flows.get((STOCK, "standing_after"), 0.0)
