"""Yearly tables of a world: the frames that pages, exports and commands all show."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pvsilver.names import REGIONS, ROUTES, TECHNOLOGIES
from pvsilver.world import columns, identities, paths, recovery_columns, regions

if TYPE_CHECKING:
    from pvsilver.scenario import Scenario
    from pvsilver.world.model import World

Array = npt.NDArray[np.float64]


class Projection:
    """Results of a scenario by year.  Frames have `year` (and `technology`, `route`) as ordinary columns.

    Silver columns carry one word each: contained, bought, net, or say what they are; tonnes end in `_t`.
    """

    def __init__(self, scenario: Scenario, world: World, start: int, warnings: list[str]) -> None:
        self.scenario = scenario
        self.world = world
        self.warnings = warnings
        self._cut = slice(start - paths.FIRST, None)

    @property
    def years_slice(self) -> slice:
        """Which of the world's years, from 1995 on, the tables show."""
        return self._cut

    @cached_property
    def full(self) -> dict[str, Array]:
        """Every yearly column from 1995 on; `annual` is a cut of it."""
        return columns.annual_columns(self.world)

    @cached_property
    def yearly(self) -> dict[str, Array]:
        """The columns of `annual` as plain arrays."""
        return {name: column[self._cut] for name, column in self.full.items()}

    @cached_property
    def annual(self) -> pd.DataFrame:
        """One row a year."""
        return pd.DataFrame(self.yearly)

    @cached_property
    def by_technology(self) -> pd.DataFrame:
        """One row a year and technology; sums over technologies are the annual values."""
        return self._long(columns.technology_columns(self.world), technology=TECHNOLOGIES)

    @cached_property
    def by_route(self) -> pd.DataFrame:
        """One row a year, technology and route, with every factor of the intensity."""
        return self._long(columns.route_columns(self.world), technology=TECHNOLOGIES, route=ROUTES)

    def split(self, by: str, column: str) -> Array:
        """One column of the table by `technology` or `route`, (years, technologies) or (years, routes).

        What a chart needs, without the table: routes are summed over technologies.
        """
        if by == "technology":
            return columns.BY_TECHNOLOGY[column](self.world)[self._cut]
        return np.asarray(columns.BY_ROUTE[column](self.world)[self._cut].sum(axis=1))

    @cached_property
    def by_region(self) -> pd.DataFrame:
        """Installation and retirement by region.  Silver is bought where cells are made, so not that."""
        return self._long(recovery_columns.region_columns(self.world), region=REGIONS)

    def region(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """One row a year of one region, or of the `world` for the same columns.

        columns: names to give beside the year, all by default.  Raises InputError for an unknown region or a
        column that regions do not have, such as bought silver.
        """
        return regions.frame(self, name, columns)

    @cached_property
    def recovery(self) -> pd.DataFrame:
        """One row a year: silver at each link from retired modules to PV, with what is lost on the way."""
        found = recovery_columns.chain_columns(self.world)
        return pd.DataFrame({name: column[self._cut] for name, column in found.items()})

    @cached_property
    def second_life(self) -> pd.DataFrame:
        """One row a year, original vintage and year of resale; no rows where nothing is re-sold."""
        return recovery_columns.second_life_frame(self.world, int(self.world.years[self._cut][0]))

    def urban_mine(self, year: int) -> pd.DataFrame:
        """One row a region and vintage: GW, modules and silver standing in the field at the end of a year."""
        return regions.urban_mine(self, year)

    @cached_property
    def reconciliation(self) -> pd.DataFrame:
        """From installations to the survey's figure, one row a year; `unexplained_t` is survey less model."""
        found = columns.reconciliation_columns(self.world, self.full)
        return pd.DataFrame({name: column[self._cut] for name, column in found.items()})

    @cached_property
    def cohorts(self) -> pd.DataFrame:
        """One row a vintage and year: what of the vintage retires in the year and what is left at its end."""
        return cohort_frame(self.world, self._cut)

    def check(self) -> dict[str, float]:
        """{identity: worst relative error} over all years from 1995.  Raises nothing."""
        return identities.check(self)

    def _long(self, found: dict[str, Array], **levels: tuple[str, ...]) -> pd.DataFrame:
        sizes = [len(level) for level in levels.values()]
        years = self.world.years[self._cut]
        count = int(np.prod(sizes))
        frame: dict[str, Any] = {"year": np.repeat(years, count)}
        inner = count
        outer = len(years)
        for (name, level), size in zip(levels.items(), sizes, strict=True):
            inner //= size
            frame[name] = _level(level, inner, outer)
            outer *= size
        frame |= {name: column[self._cut].reshape(-1) for name, column in found.items()}
        return pd.DataFrame(frame)


@cache
def _level(level: tuple[str, ...], each: int, times: int) -> Any:
    """A column of names as pandas keeps it, made once: turning objects to strings is what a long frame costs."""
    return pd.array(np.tile(np.repeat(np.array(level, dtype=object), each), times), dtype="str")


def cohort_frame(world: World, cut: slice) -> pd.DataFrame:
    """Vintage × year: GW, tonnes of modules and tonnes of silver retired and left."""
    leaving, staying = world.leaving, world.staying
    year, vintage = np.nonzero(np.tri(len(world.years), dtype=bool))
    kept = year >= (cut.start or 0)
    year, vintage = year[kept], vintage[kept]
    silver = world.installed_silver_t
    out, stay = leaving[year, vintage], staying[year, vintage]
    return pd.DataFrame(
        {
            "year": world.years[year],
            "vintage": world.years[vintage],
            "retired_gw": out * world.installations_gw[vintage],
            "in_service_gw": stay * world.installations_gw[vintage],
            "retired_modules_t": out * world.installed_modules_t[vintage],
            "in_service_modules_t": stay * world.installed_modules_t[vintage],
            "retired_silver_t": out * silver[vintage],
            "in_service_silver_t": stay * silver[vintage],
        }
    )
