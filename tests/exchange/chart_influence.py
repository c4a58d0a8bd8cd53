"""Which tables move a chart's numbers: each is scaled a little in a process of its own, and the charts drawn again.

Run as a program; prints {table: charts whose numbers it moves}.  A table is scaled after it has been read and
checked, and nothing of the world has been read before: no kept value hides a dependence.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from pvsilver import Scenario, tables
from pvsilver.studies import (
    market_balance,
    market_break_even,
    market_cost,
    recovery_drivers,
    recovery_views,
    silver_river,
    trajectories,
    views,
    waste_claims,
)
from pvsilver.world.frames import Projection
from pvsilver.world.projection import project

YEAR, REGION = 2035, "china"
LINES = ["net_silver_t", "bought_silver_t", "contained_silver_t", "paste_t"]
STEP = 0.001

NUMBERS: dict[str, Callable[[Projection], list[pd.DataFrame]]] = {
    "demand": lambda p: [p.annual[LINES], p.reconciliation[["survey_t"]]],
    "technology": lambda p: [
        p.by_technology[["contained_silver_t", "bought_silver_t", "cell_production_gw"]]
    ],
    "route": lambda p: [p.by_route[["contained_silver_t", "bought_silver_t", "cell_production_gw"]]],
    "hindcast": lambda p: [p.reconciliation[["survey_comparable_t", "survey_t", "unexplained_t"]]],
    "retired": lambda p: [recovery_views.retired_by_decade(p, region) for region in ("world", REGION)],
    "river": lambda p: [silver_river.river(p, YEAR).flows],
    "drivers": lambda p: [recovery_drivers.frame(p.scenario)],
    "survival": lambda p: [recovery_views.survival(p.scenario), recovery_views.survival_facts(p.scenario)],
    "claims": lambda p: [
        waste_claims.lines(p.scenario, REGION)[["year", "cumulative_retired_gw"]],
        waste_claims.retirement(p, REGION)[["year", "cumulative_retired_gw"]],
        tables.load("waste_claims").frame[["year", "capacity_gw"]],
    ],
    "balance": lambda p: [market_balance.balance(p), market_balance.stocks()],
    "cost": lambda p: [market_cost.cost(p, YEAR)],
    "break_even": lambda p: [market_break_even.break_even(p, "topcon")],
    "views": lambda p: [views.views(p.scenario).drop(columns="source")],
    "intensity": lambda p: [trajectories.trajectories(p.scenario)[["year", "silver_mg_per_w"]]],
}
"""Chart → the numbers that it draws in the central case."""


def digests(scaled: str = "") -> dict[str, str]:
    """Chart → what tells its numbers from others, one table scaled; and the tables read, under ``."""
    read, load = set(), tables.load

    def noting(name: str, *rest: Any) -> tables.Table:
        read.add(name)
        found = load(name, *rest)
        return _scaled(found) if name == scaled else found

    tables.load = noting  # type: ignore[assignment]
    found = {}
    for chart, numbers in NUMBERS.items():
        try:
            text = "".join(frame.to_csv(float_format="%.9g") for frame in numbers(project(Scenario())))
        except ValueError as refused:
            # A table that cannot be scaled without being refused is one that the numbers rest on.
            text = str(refused)
        found[chart] = hashlib.sha256(text.encode()).hexdigest()
    return found | {"": ",".join(sorted(read))}


def _scaled(table: tables.Table) -> tables.Table:
    moved = [field.name for field in table.fields if field.type == "number" and field.name not in table.key]
    # Every row by another factor: shares scaled alike would be the same shares.
    rows = tuple(
        {**row, **{name: row[name] * (1 + STEP * (1 + i % 7)) for name in moved if row[name] is not None}}
        for i, row in enumerate(table.rows)
    )
    return replace(table, rows=rows)


def main() -> None:
    """Prints what moves what."""
    # A fork has read nothing; each table gets one of its own.
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        as_is = pool.apply(digests)
        names = as_is[""].split(",")
        after = pool.map(digests, names, chunksize=1)
    moved = {
        name: [chart for chart in NUMBERS if found[chart] != as_is[chart]]
        for name, found in zip(names, after, strict=True)
    }
    print(json.dumps(moved))


if __name__ == "__main__":
    main()
