"""Where numbers come from: what every file that leaves the program carries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pvsilver import catalogue, tables
from pvsilver.scenario import Scenario
from pvsilver.version import LICENCE, MODEL_VERSION

VOLUME = ("installations_world", "installation_outlooks", "cell_output", "thin_film_share", "forecast_misses")
MIX = ("market_share_history", "market_share_paths")
SILVER = (
    "intensity_history", "thrift_paths", "route_shares", "route_silver", "forecast_misses",
    # Silver in the powder of coated copper is counted as on a cell.
    "pastes", "cell_constants",
)  # fmt: skip
LOSSES = ("loss_ledger",)
LIFE = ("lifetimes", "module_vintages", "vintage_silver_series")
RECOVERY = ("recovery_paths", "recovery_processes")
REGIONS = ("installations_region", "region_share_paths")
SUPPLY = ("supply_history", "supply_paths")
SURVEY = ("survey_vintages",)
CELL = (
    "cell_presets", "cell_ranges", "cell_constants", "pastes", "print_methods", "finger_shapes", "process_presets",
)  # fmt: skip
"""Links of the chain → their tables; what a file or a chart rests on is put together from these."""

BOUGHT = (*VOLUME, *MIX, *SILVER, *LOSSES)
RECOVERED = (*VOLUME, *MIX, *SILVER, *LIFE, *RECOVERY)
NET = (*BOUGHT, *LIFE, *RECOVERY)

WORLD_TABLES = (*NET, *REGIONS, *SUPPLY, *SURVEY, *CELL, "assumptions")
"""Tables that a projection may rest on; those of a cell when the scenario has one of its own."""

UNCERTAIN_TABLES = (*WORLD_TABLES, "forecast_misses")
"""Tables that percentiles of a projection rest on."""

SOURCE_COLUMNS = ("id", "title", "year", "url", "doi", "kind")


def record(
    scenario: Scenario,
    table_names: Iterable[str] = (),
    warnings: Iterable[str] = (),
    source_ids: Iterable[str] = (),
) -> dict[str, Any]:
    """Versions, all values, hash, link, sources, licence.  A scenario file can be read from it."""
    return {
        "pvsilver": MODEL_VERSION,
        "data": tables.version(),
        "scenario": scenario.values,
        "hash": scenario.hash,
        "link": scenario.to_link(),
        "sources": sources(table_names, source_ids),
        "licence": LICENCE,
        "warnings": list(warnings),
    }


def sources(table_names: Iterable[str], source_ids: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Sources of these tables, of every parameter, and others by id."""
    ids = set(source_ids) | {id for name in table_names for id in tables.load(name).source_ids}
    ids |= {id for parameter in catalogue.load().values() for id in parameter.source_ids}
    return [
        {key: row[key] for key in SOURCE_COLUMNS} for row in tables.load("sources").rows if row["id"] in ids
    ]


def made() -> datetime:
    """The date that files carry as their own: that of the data, so that equal contents are equal files."""
    return datetime.strptime(str(tables.package()["created"])[:10], "%Y-%m-%d")
