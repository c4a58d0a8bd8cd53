"""The silver river: every tonne of one year, from what the factories buy to what comes back from old modules.

Each inner node takes in what it gives out.  Sources are what is bought and what stood before the year; ends
are what is lost, returned or still standing after it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from pvsilver.errors import InputError
from pvsilver.world import losses, recovery_columns
from pvsilver.world.frames import Projection

SOURCES = ("bought", "standing_before", "second_life", "stored_before", "carried_before")
ENDS = (
    "scrap_returned", "factory_lost", "not_installed", "standing_after", "resold", "uncollected", "stored_after",
    "no_silver_line", "residue", "other_uses", "returned", "carried_after",
)  # fmt: skip

TOLERANCE = 1e-9


class River(NamedTuple):
    """flows: source, target, silver_t; nodes: node, in_t, out_t, silver_t (the larger); and whether it adds up."""

    year: int
    flows: pd.DataFrame
    nodes: pd.DataFrame
    worst: float
    """largest relative difference between what an inner node takes in and gives out"""

    @property
    def adds_up(self) -> bool:
        """Whether every inner node gives out what it takes in, to 1e-9."""
        return self.worst <= TOLERANCE


def river(projection: Projection, year: int) -> River:
    """The silver of a year in tonnes.  Raises InputError for a year that the projection does not reach.

    Flows of nothing are kept, so that a chart has the same ribbons in every year.
    """
    flows = _flows(projection, _index(projection, year))
    into, out = _sums(flows, 1), _sums(flows, 0)
    order = list(dict.fromkeys([*out, *into]))
    nodes = [(node, into.get(node, 0.0), out.get(node, 0.0)) for node in order]
    inner = [(taken, given) for node, taken, given in nodes if node not in SOURCES and node not in ENDS]
    worst = max(abs(taken - given) / max(taken, given) if taken or given else 0.0 for taken, given in inner)
    return River(
        year,
        pd.DataFrame(flows, columns=["source", "target", "silver_t"]),
        pd.DataFrame(
            [(node, taken, given, max(taken, given)) for node, taken, given in nodes],
            columns=["node", "in_t", "out_t", "silver_t"],
        ),
        worst,
    )


def _index(projection: Projection, year: int) -> int:
    years = projection.world.years
    if not (isinstance(year, (int, np.integer)) and years[0] < year <= years[-1]):
        raise InputError(
            "year", f"{year!r} is not a year from {years[0] + 1} to {years[-1]}, which the river has"
        )
    return int(year - years[0])


def _flows(projection: Projection, t: int) -> list[tuple[str, str, float]]:
    world, full = projection.world, projection.full
    columns = recovery_columns.chain_columns(world)
    chain = {name: column[t] for name, column in columns.items()}
    before = {name: column[t - 1] for name, column in columns.items()}
    bought, contained, installed = (
        full[f"{word}_silver_t"][t] for word in ("bought", "contained", "installed")
    )
    scrap = losses.scrap_returned(full["bought_silver_t"], world.ledger)[t]
    at_silver_lines = chain["residue_silver_t"] + chain["recovered_silver_t"]
    found = [
        ("bought", "cells", contained),
        ("bought", "factory_scrap", bought - contained),
        ("factory_scrap", "scrap_returned", scrap),
        ("factory_scrap", "factory_lost", bought - contained - scrap),
        ("cells", "in_service", installed),
        ("cells", "not_installed", contained - installed),
        ("standing_before", "in_service", full["in_service_silver_t"][t - 1]),
        ("in_service", "standing_after", full["in_service_silver_t"][t]),
        ("in_service", "retired", chain["retired_silver_t"]),
        ("retired", "resold", chain["resold_silver_t"]),
        ("retired", "discarded", chain["retired_silver_t"] - chain["resold_silver_t"]),
        ("second_life", "discarded", chain["second_life_retired_silver_t"]),
        ("discarded", "uncollected", chain["uncollected_silver_t"]),
        ("discarded", "collected", chain["collected_silver_t"]),
        ("stored_before", "collected", before["stored_silver_t"]),
        ("collected", "stored_after", chain["stored_silver_t"]),
        ("collected", "processed", chain["processed_silver_t"]),
        ("processed", "no_silver_line", chain["no_silver_line_silver_t"]),
        ("processed", "silver_line", at_silver_lines),
        ("silver_line", "residue", chain["residue_silver_t"]),
        ("silver_line", "recovered", chain["recovered_silver_t"]),
        ("recovered", "other_uses", chain["other_uses_silver_t"]),
        ("recovered", "for_pv", chain["for_pv_silver_t"]),
        ("carried_before", "for_pv", before["carried_silver_t"]),
        ("for_pv", "returned", chain["returned_silver_t"]),
        ("for_pv", "carried_after", chain["carried_silver_t"]),
    ]
    return [(source, target, float(tonnes)) for source, target, tonnes in found]


def _sums(flows: list[tuple[str, str, float]], end: int) -> dict[str, float]:
    """Tonnes by node at one end of the flows: 0 the source, 1 the target."""
    found: dict[str, float] = {}
    for flow in flows:
        node = (flow[0], flow[1])[end]
        found[node] = found.get(node, 0.0) + flow[2]
    return found
