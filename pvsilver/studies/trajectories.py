"""Silver on a watt by year: our lines beside those that others have published, each in its own basis."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pvsilver import tables
from pvsilver.scenario import Scenario
from pvsilver.studies import source_links
from pvsilver.world.frames import Projection
from pvsilver.world.projection import project

COLUMNS = [
    "trajectory",
    "publisher",
    "technology",
    "year",
    "silver_mg_per_w",
    "basis",
    "scope",
    "kind",
    "grade",
    "source",
    "url",
]

SLOW = "slow_thrift"
"""The case that always stands beside the base case, which assumes that copper arrives at scale."""

DERIVED = "Rate of Hallam et al. 2023, own derivation"
"""A publisher that is described rather than named."""

FLEET = "fleet"


def trajectories(scenario: Scenario, start: int = 2015, end: int = 2050) -> pd.DataFrame:
    """One row a trajectory and year: COLUMNS; ours first, with the slow case beside the scenario.

    Ours are contained silver, by technology where it is made and for the fleet.  Published points keep their
    basis (contained, bought, paste, unknown) and scope; none is rescaled.
    """
    ours = _ours("pvsilver", project(scenario, start, end)) + _ours(
        f"pvsilver, {SLOW}", project(Scenario.preset(SLOW), start, end)
    )
    published = [
        {column: row.get(column) for column in COLUMNS}
        | {"source": row["source_id"], "url": source_links.first(row["source_id"])}
        for row in tables.load("published_trajectories").rows
        if start <= row["year"] <= end
    ]
    return pd.DataFrame(ours + published, columns=COLUMNS)


def own(projection: Projection, technology: str) -> np.ndarray[Any, Any]:
    """(years,) contained silver in mg/W of a technology, NaN where none is made; or of the fleet."""
    if technology == FLEET:
        return projection.annual["silver_mg_per_w"].to_numpy()
    made = projection.by_technology
    made = made[made["technology"] == technology]
    return np.where(made["share"] > 0.0, made["silver_mg_per_w"], np.nan)


def _ours(name: str, projection: Projection) -> list[dict[str, object]]:
    made = projection.by_technology
    made = made[made["share"] > 0.0]
    annual = projection.annual
    lines = [
        *zip(made["technology"], made["year"], made["silver_mg_per_w"], strict=True),
        *(("fleet", year, mg) for year, mg in zip(annual["year"], annual["silver_mg_per_w"], strict=True)),
    ]
    return [
        {
            "trajectory": f"{name}, {technology}",
            "publisher": name,
            "technology": technology,
            "year": int(year),
            "silver_mg_per_w": float(mg),
            "basis": "contained",
            "scope": "world cells",
            "kind": "model",
            "grade": "",
            "source": f"pvsilver scenario {projection.scenario.hash}",
            "url": "",
        }
        for technology, year, mg in lines
    ]
