"""Where the data of a scenario's paths end: later years are held flat, and are to be marked so."""

from __future__ import annotations

from collections.abc import Mapping
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


OWN_TABLES = {"installations_gw": "installation_outlook", "market_share": "market_share_path"}
"""Table of a user → the path that it replaces as a whole."""


def data_end(scenario: Scenario) -> tuple[int, str]:
    """(year, parameter) of the chosen path whose data end first.

    A path without a year ahead says that things stay as they are; that is a statement, no end of data.
    """
    observed = paths.last_observed_year()
    ends = [(end, id) for id in PATHS if (end := _path_end(id, str(scenario[id]))) > observed]
    for own_id, path_id in OWN_TABLES.items():
        own: Any = scenario[own_id]
        if own:
            ends = [(end, id) for end, id in ends if id != path_id]
            ends.append((_last_year(own), own_id))
    return min(ends)


def _last_year(table: Mapping[str, Any]) -> int:
    """Last year of a user's table, whatever its levels."""
    return max(_last_year(inner) if isinstance(inner, Mapping) else int(key) for key, inner in table.items())


@cache
def _path_end(id: str, path: str) -> int:
    name, column = PATHS[id]
    return max(int(row["year"]) for row in tables.load(name).select(**{column: path}))
