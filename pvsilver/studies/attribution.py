"""What drove a change of net silver: volume, mix, thrift, route, own cell, losses, recovery; parts add up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from pvsilver.errors import InputError, shown
from pvsilver.names import TECHNOLOGIES
from pvsilver.scenario import Scenario, expected
from pvsilver.studies import divisia
from pvsilver.world.frames import Projection
from pvsilver.world.projection import EARLIEST_START, LATEST_END, project

Array = npt.NDArray[np.float64]

FACTORS = ("volume", "mix", "thrift", "route", "own_cell", "losses")
"""Factors whose product, summed over technologies, is the survey-comparable silver."""

PARTS = (*FACTORS, "recovery")
"""`recovery` is the silver returned from modules, which net silver is less of."""

ROUNDING = 2e-15
"""An own-cell factor this near to one is one: the product was only multiplied in another order."""


@dataclass(frozen=True)
class Attribution:
    """A change of `net_silver_t` in tonnes, split over PARTS; the parts add up to `change_t`."""

    before_t: float
    after_t: float
    technology_t: Array
    """(factors, technologies): what each factor adds through each technology"""
    recovery_t: float

    @property
    def change_t(self) -> float:
        """Net silver after less before."""
        return self.after_t - self.before_t

    @cached_property
    def parts(self) -> dict[str, float]:
        """Tonnes by part, in the order of PARTS."""
        sums = self.technology_t.sum(axis=1)
        return {**dict(zip(FACTORS, map(float, sums), strict=True)), "recovery": self.recovery_t}

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row a part: part, value (t)."""
        return pd.DataFrame({"part": list(self.parts), "value": list(self.parts.values())})

    @cached_property
    def waterfall(self) -> pd.DataFrame:
        """Bars from before to after: step, kind (total or part), from_t, to_t, value_t."""
        values = np.array(list(self.parts.values()))
        ends = self.before_t + np.cumsum(values)
        starts = np.concatenate([[self.before_t], ends[:-1]])
        return pd.DataFrame(
            {
                "step": ["before", *PARTS, "after"],
                "kind": ["total", *["part"] * len(PARTS), "total"],
                "from_t": [0.0, *starts, 0.0],
                "to_t": [self.before_t, *ends, self.after_t],
                "value_t": [self.before_t, *values, self.after_t],
            }
        )

    @cached_property
    def by_technology(self) -> pd.DataFrame:
        """One row a part and technology: part, technology, value (t); recovery has no technology."""
        return pd.DataFrame(
            {
                "part": np.repeat(np.array(FACTORS, dtype=object), len(TECHNOLOGIES)),
                "technology": np.tile(np.array(TECHNOLOGIES, dtype=object), len(FACTORS)),
                "value": self.technology_t.reshape(-1),
            }
        )


def attribute(
    scenario: Scenario,
    against: Scenario | None = None,
    year: int | None = None,
    *,
    from_year: int | None = None,
    to_year: int | None = None,
) -> Attribution:
    """What drives the change of net silver, in tonnes.

    attribute(scenario, against, year): how `scenario` differs from `against` in a year, so after is `scenario`
    and before is `against`.  attribute(scenario, from_year=…, to_year=…): the change between two years of one
    scenario.  Years 2010 to 2100.  Raises InputError where neither or both are asked for.
    """
    years = (from_year, to_year)
    if (against is None) == (None in years) or (against is None) != (year is None):
        raise InputError(
            "attribute", "needs two scenarios and a year, or one scenario, from_year and to_year"
        )
    expected(scenario)
    if against is not None:
        expected(against, "against")
        last = _year("year", year)
        return between(
            project(against, EARLIEST_START, last), last, project(scenario, EARLIEST_START, last), last
        )
    first, last = _year("from_year", from_year), _year("to_year", to_year)
    projection = project(scenario, EARLIEST_START, max(first, last))
    return between(projection, first, projection, last)


def between(before: Projection, before_year: int, after: Projection, after_year: int) -> Attribution:
    """The change from a year of one projection to a year of another; a page has them at hand already."""
    i, j = _index(before, before_year), _index(after, after_year)
    return Attribution(
        before_t=float(before.full["net_silver_t"][i]),
        after_t=float(after.full["net_silver_t"][j]),
        technology_t=divisia.contributions(factors(before, i), factors(after, j)),
        recovery_t=float(before.full["returned_silver_t"][i] - after.full["returned_silver_t"][j]),
    )


def factors(projection: Projection, index: int) -> Array:
    """(factors, technologies) of a year, in the order of FACTORS; the product is survey-comparable silver in t.

    Cells in GW, share, mg/W of an all-silver print, silver of the routes over it, own cell, and bought less
    scrap returned over contained.
    """
    world = projection.world
    shares, route_shares = world.shares[index], world.route_shares[index]
    print_mg_per_w = world.factors.base_mg_per_w[index] * world.factors.thrift[index]
    # Routes as they are without the own cell: a cell that changes the route is the own cell's doing, all of it.
    route = (world.path_route_shares[index] * world.factors.route[index]).sum(axis=-1)
    intensity = (world.mg_per_w[index] * route_shares).sum(axis=-1)
    printed = print_mg_per_w * route
    own_cell = np.where(printed > 0.0, intensity / np.where(printed > 0.0, printed, 1.0), 1.0)
    own_cell = np.where(np.abs(own_cell - 1.0) <= ROUNDING, 1.0, own_cell)
    losses = (1.0 - world.ledger.returned) / world.ledger.utilisation
    return np.stack(
        [
            np.full_like(shares, world.cells_gw[index]),
            shares,
            print_mg_per_w,
            route,
            own_cell,
            np.full_like(shares, losses),
        ]
    )


def _year(name: str, year: int | None) -> int:
    if not isinstance(year, (int, np.integer)) or not EARLIEST_START <= year <= LATEST_END:
        raise InputError(name, f"{shown(year)} is not a whole year from {EARLIEST_START} to {LATEST_END}")
    return int(year)


def _index(projection: Projection, year: int) -> int:
    years = projection.world.years
    if not years[0] <= year <= years[-1]:
        raise InputError("year", f"{year} is outside the projection, {years[0]} to {years[-1]}")
    return int(year - years[0])
