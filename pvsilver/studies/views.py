"""The projection beside other published views of the same years; none is rescaled to another."""

from __future__ import annotations

import pandas as pd

from pvsilver import tables
from pvsilver.scenario import Scenario
from pvsilver.world.projection import project

OURS = ("central", "slow_thrift", "copper_at_scale")
"""Our cases that always stand together: the base assumes that copper arrives, the slow case that it does not."""

YEARLY_SCOPE = "world a year"


def views(scenario: Scenario, start: int = 2025, end: int = 2035) -> pd.DataFrame:
    """One row a publisher and year: publisher, year, silver_t, basis, scope, source; ours first.

    Ours are survey-comparable tonnes: of the scenario on screen, and of the cases that always stand beside it.
    Published views keep their own basis (contained, bought, unknown) and scope; cumulative totals are left out.
    """
    rows = _of(scenario, "pvsilver, this scenario", start, end)
    for name in OURS:
        rows += _of(Scenario.preset(name), f"pvsilver, {name}", start, end)
    for row in tables.load("published_projections").rows:
        if start <= row["target_year"] <= end and row["scope"].startswith(YEARLY_SCOPE):
            rows.append(
                {
                    "publisher": row["publisher"],
                    "year": row["target_year"],
                    "silver_t": row["silver_t"],
                    "basis": row["basis"],
                    "scope": row["scope"],
                    "source": row["source_id"],
                }
            )
    return pd.DataFrame(rows)


def _of(scenario: Scenario, name: str, start: int, end: int) -> list[dict[str, object]]:
    annual = project(scenario, start, end).annual
    return [
        {
            "publisher": name,
            "year": int(year),
            "silver_t": float(tonnes),
            "basis": "survey_comparable",
            "scope": "world a year",
            "source": f"pvsilver scenario {scenario.hash}",
        }
        for year, tonnes in zip(annual["year"], annual["survey_comparable_t"], strict=True)
    ]
