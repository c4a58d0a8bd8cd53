"""Volumes × thrift paths in one year: what a range of outlooks means in tonnes."""

from __future__ import annotations

from functools import cache

import pandas as pd

from pvsilver import tables
from pvsilver.errors import InputError, shown
from pvsilver.scenario import Scenario, expected
from pvsilver.world.projection import project

VOLUMES = ("low", "central", "high")


@cache
def paired_routes() -> dict[str, str]:
    """{thrift path: the route path with which it makes the published all-in path}, slow to fast."""
    return {row["path"]: row["route_path"] for row in tables.load("thrift_paths").rows}


def matrix(scenario: Scenario, year: int, column: str = "net_silver_t") -> pd.DataFrame:
    """One row a volume and thrift path: volume, thrift, route_path, and a column of the annual table in a year.

    Everything else stays as in the scenario; each thrift path takes the route path that it is paired with, so
    that a fast path is not counted without the copper that it assumes.  Raises InputError for a year out of
    range and for a column that there is not.
    """
    declared = project(expected(scenario), year, year).annual.columns
    if column not in declared:
        raise InputError("column", f"{shown(column)} is not a column of the annual table")
    rows = []
    for volume in VOLUMES:
        for thrift, route in paired_routes().items():
            case = scenario.replace(
                installation_outlook=volume, installations_gw=None, thrift_path=thrift, route_path=route
            )
            value = project(case, year, year).annual[column].iloc[0]
            rows.append(
                {"volume": volume, "thrift": thrift, "route_path": route, "year": year, column: value}
            )
    return pd.DataFrame(rows)
