"""Where the data of a scenario's paths end: later years are held flat, and are to be marked so."""

from __future__ import annotations

from functools import cache
from typing import Any

from pvsilver import tables
from pvsilver.scenario import Scenario
from pvsilver.world import paths

PATHS = {
    "installation_outlook": ("installation_outlooks", "outlook"),
    "market_share_path": ("market_share_paths", "path"),
    "thrift_path": ("thrift_paths", "path"),
    "route_path": ("route_shares", "path"),
    "supply_path": ("supply_paths", "path"),
}
"""Parameter that chooses a path → its table and the column that names the path."""


def data_end(scenario: Scenario) -> tuple[int, str]:
    """(year, parameter) of the chosen path whose data end first.

    A path without a year ahead says that things stay as they are; that is a statement, no end of data.
    """
    observed = paths.last_observed_year()
    ends = [(end, id) for id in PATHS if (end := _path_end(id, str(scenario[id]))) > observed]
    own: Any = scenario["installations_gw"]
    if own:
        ends = [(end, id) for end, id in ends if id != "installation_outlook"]
        ends.append((max(map(int, own)), "installations_gw"))
    return min(ends)


@cache
def _path_end(id: str, path: str) -> int:
    name, column = PATHS[id]
    return max(int(row["year"]) for row in tables.load(name).select(**{column: path}))
