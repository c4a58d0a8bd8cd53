"""Silver on a watt: base × thrift × route × own cell, every factor apart so that no saving counts twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pvsilver.world.axes import Number, trailing

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Factors:
    """The factors of the intensity; their product is the contained silver on a watt.

    path_mg_per_w: (years, technologies), contained silver of an all-silver print in its year up to the last
        observed one, held after it.
    level: (..., 1), what multiplies it in all years.
    path_thrift: (..., years, technologies), print thrift after the last observed year.
    miss: (..., years), by how much silver on a watt misses that path; 1 up to the last observed year.
    route: (..., years, technologies, routes), silver of a route over an all-silver print of the same year.
    own_cell: (..., years, technologies, routes), effect of a user's own cell on the adopted share.

    Level and miss are alike for all technologies and stay out of their axis until the end: thousands of draws of
    them cost little.
    """

    path_mg_per_w: Array
    level: Number
    path_thrift: Array
    miss: Array
    route: Array
    own_cell: Array

    @property
    def base_mg_per_w(self) -> Array:
        """Contained mg/W of an all-silver print without thrift, (..., years, technologies)."""
        return self.path_mg_per_w * trailing(self.level)

    @property
    def thrift(self) -> Array:
        """Print thrift with its miss, (..., years, technologies)."""
        return self.path_thrift * trailing(self.miss)

    def print_mg_per_w(self) -> Array:
        """Contained mg/W of an all-silver print, (..., years, technologies)."""
        return self.path_mg_per_w * self.path_thrift * trailing(self.level * self.miss)

    def by_route_mg_per_w(self) -> Array:
        """Contained mg/W, (..., years, technologies, routes): the product of all factors."""
        return self.print_mg_per_w()[..., None] * self.route * self.own_cell

    def mg_per_w(self, route_shares: Array) -> Array:
        """Contained mg/W of a technology over its routes, (..., years, technologies)."""
        return self.print_mg_per_w() * (self.route * self.own_cell * route_shares).sum(axis=-1)

    def fleet_mg_per_w(self, shares: Array, route_shares: Array) -> Array:
        """Contained mg/W of all cells, (..., years)."""
        return self._fleet(self.route, shares, route_shares)

    def fleet_wet_paste_mg_per_w(self, wet_paste_factor: Array, shares: Array, route_shares: Array) -> Array:
        """Wet paste in mg/W of all cells, (..., years)."""
        return self._fleet(wet_paste_factor, shares, route_shares)

    def wet_paste_mg_per_w(self, wet_paste_factor: Array, route_shares: Array) -> Array:
        """Wet paste in mg/W of a technology over its routes, (..., years, technologies)."""
        return self.print_mg_per_w() * (wet_paste_factor * self.own_cell * route_shares).sum(axis=-1)

    def _fleet(self, by_route: Array, shares: Array, route_shares: Array) -> Array:
        of_print = (by_route * self.own_cell * route_shares).sum(axis=-1)
        mean = (shares * self.path_mg_per_w * self.path_thrift * of_print).sum(axis=-1)
        return np.asarray(self.level * self.miss * mean)


def bend(path: Array, towards_low: Array, middle: Array, towards_high: Array, amount: Number) -> Array:
    """A path (..., years, technologies) bent geometrically: amount 1 multiplies by high/middle, -1 by low/middle.

    The middle path bent by 1 is the high path, by -1 the low one; between them the logarithm is linear.
    """
    far = trailing(amount)
    return path * (np.where(far >= 0.0, towards_high, towards_low) / middle) ** np.abs(far)


def blend(path: Array, towards_low: Array, towards_high: Array, amount: Number) -> Array:
    """Shares (..., years, technologies, routes) drawn linearly towards others: amount 1 reaches `high`, -1 `low`.

    Sums are kept.
    """
    far = trailing(amount, 2)
    weight = np.abs(far)
    return (1.0 - weight) * path + weight * np.where(far >= 0.0, towards_high, towards_low)


def adoption(years: npt.NDArray[np.int64], start_year: float, finish_year: float, ceiling: float) -> Array:
    """Share of output that has adopted, an S-curve from 0 at the start to the ceiling at the finish.

    3x² - 2x³ between the two years; all at once at the start year when both are the same.
    """
    if finish_year > start_year:
        x = np.clip((years - start_year) / (finish_year - start_year), 0.0, 1.0)
    else:
        x = (years >= start_year).astype(float)
    return ceiling * x * x * (3.0 - 2.0 * x)
