"""Silver on a watt: base × thrift × route × own cell, every factor apart so that no saving counts twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Factors:
    """The factors of the intensity.

    base_mg_per_w: (years, technologies), contained silver of an all-silver print in its year up to the last
        observed one, held after it.
    thrift: (years, technologies), print thrift after the last observed year.
    route: (years, technologies, routes), silver of a route over an all-silver print of the same year.
    own_cell: (years, technologies, routes), effect of a user's own cell on the adopted share.
    """

    base_mg_per_w: Array
    thrift: Array
    route: Array
    own_cell: Array

    def print_mg_per_w(self) -> Array:
        """Contained mg/W of an all-silver print, (years, technologies)."""
        return self.base_mg_per_w * self.thrift

    def by_route_mg_per_w(self) -> Array:
        """Contained mg/W, (years, technologies, routes): the product of all factors."""
        return self.print_mg_per_w()[..., None] * self.route * self.own_cell

    def wet_paste_mg_per_w(self, wet_paste_factor: Array) -> Array:
        """Wet paste in mg/W by technology and route, (years, technologies, routes)."""
        return self.print_mg_per_w()[..., None] * wet_paste_factor * self.own_cell


def bend(path: Array, towards_low: Array, middle: Array, towards_high: Array, amount: float) -> Array:
    """A path bent geometrically: amount 1 multiplies by high/middle, -1 by low/middle.

    The middle path bent by 1 is the high path, by -1 the low one; between them the logarithm is linear.
    """
    if amount >= 0.0:
        return path * (towards_high / middle) ** amount
    return path * (towards_low / middle) ** -amount


def blend(path: Array, towards_low: Array, towards_high: Array, amount: float) -> Array:
    """A path of shares drawn linearly towards another: amount 1 reaches `high`, -1 `low`; sums are kept."""
    other = towards_high if amount >= 0.0 else towards_low
    weight = abs(amount)
    return (1.0 - weight) * path + weight * other


def adoption(years: npt.NDArray[np.int64], start_year: float, finish_year: float, ceiling: float) -> Array:
    """Share of output that has adopted, an S-curve from 0 at the start to the ceiling at the finish.

    3x² - 2x³ between the two years; all at once at the start year when both are the same.
    """
    if finish_year > start_year:
        x = np.clip((years - start_year) / (finish_year - start_year), 0.0, 1.0)
    else:
        x = (years >= start_year).astype(float)
    return ceiling * x * x * (3.0 - 2.0 * x)
