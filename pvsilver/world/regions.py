"""Regions of installation, retirement and recovery, and the silver standing in them: the urban mine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from pvsilver.errors import InputError
from pvsilver.names import REGIONS, normal
from pvsilver.world import recovery_columns

if TYPE_CHECKING:
    from pvsilver.world.frames import Projection

Array = npt.NDArray[np.float64]

WORLD = "world"

MADE_ELSEWHERE = (
    "silver is bought where cells are made; regions have installation, retirement and recovery only"
)


def frame(projection: Projection, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """One row a year of a region, or of the world for the columns that regions have.

    Raises InputError for an unknown region, and for a column that only the world has.
    """
    known = region_id(name)
    found = projection.by_region
    wanted = check_columns(columns) if columns is not None else tuple(found.columns.drop(["year", "region"]))
    if known == WORLD:
        found = found.groupby("year", as_index=False).sum(numeric_only=True)
    else:
        found = found[found["region"] == known]
    return found[["year", *wanted]].reset_index(drop=True)


def check_columns(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns as given.  Raises InputError naming the first that regions do not have."""
    for column in columns:
        if column not in COLUMNS:
            raise InputError("region", f"has no {str(column)[:40]}: {MADE_ELSEWHERE}")
    return tuple(columns)


COLUMNS = (
    "installations_gw", "retired_gw", "in_service_gw", "retired_modules_t", "in_service_modules_t",
    "installed_silver_t", "retired_silver_t", "in_service_silver_t", "collected_silver_t", "recovered_silver_t",
)  # fmt: skip
"""Columns of the region table."""


def retirement(projection: Projection, names: Sequence[str]) -> dict[str, dict[str, Array]]:
    """{region: {column: (years,)}}: retired GW, modules and silver by year from 1995.

    names: regions or `world`.  Raises InputError for another.
    """
    known = [region_id(name) for name in names]
    found = recovery_columns.region_columns(projection.world)
    wanted = ("retired_gw", "retired_modules_t", "retired_silver_t")
    return {
        region: {
            column: found[column].sum(axis=-1) if region == WORLD else found[column][:, REGIONS.index(region)]
            for column in wanted
        }
        for region in known
    }


def region_id(name: str) -> str:
    """The id of a region or `world`.  Raises InputError for another name."""
    known = normal(str(name))
    if known not in (WORLD, *REGIONS):
        raise InputError("region", f"{str(name)[:40]!r} is not a region: {', '.join((WORLD, *REGIONS))}")
    return known


def urban_mine(projection: Projection, year: int) -> pd.DataFrame:
    """Standing in the field at the end of a year: one row a region and vintage.

    Columns: region, vintage, in_service_gw, in_service_modules_t, in_service_silver_t, silver_g_per_t (grams of
    silver a tonne of module).  Raises InputError for a year that the projection does not reach.
    """
    world = projection.world
    first, last = int(world.years[0]), int(world.years[-1])
    if not (isinstance(year, (int, np.integer)) and first <= year <= last):
        raise InputError(
            "year", f"{year!r} is not a year from {first} to {last}, which the projection reaches"
        )
    found = recovery_columns.urban_mine(world, int(year))
    vintages = world.years[: year - first + 1]
    rows = {
        "region": np.repeat(np.array(REGIONS, dtype=object), len(vintages)),
        "vintage": np.tile(vintages, len(REGIONS)),
    }
    mine = pd.DataFrame(rows | {name: column.T.reshape(-1) for name, column in found.items()})
    grams, tonnes = mine["in_service_silver_t"] * 1e6, mine["in_service_modules_t"]
    mine["silver_g_per_t"] = np.divide(grams, tonnes, out=np.zeros(len(mine)), where=tonnes.to_numpy() > 0)
    return mine
