"""Where numbers come from: what every file that leaves the program carries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pvsilver import catalogue, tables
from pvsilver.scenario import Scenario
from pvsilver.version import LICENCE, MODEL_VERSION

WORLD_TABLES = (
    "installations_world", "installation_outlooks", "cell_output", "thin_film_share", "market_share_history",
    "market_share_paths", "intensity_history", "thrift_paths", "route_shares", "route_silver", "loss_ledger",
    "lifetimes", "recovery_paths", "module_vintages", "supply_history", "supply_paths", "survey_vintages",
    "installations_region", "region_share_paths", "recovery_processes", "vintage_silver_series",
    "cell_presets", "cell_ranges", "cell_constants", "pastes", "assumptions",
)  # fmt: skip
"""Tables that a projection may rest on; those of a cell when the scenario has one of its own."""

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
