"""Shares of metallization routes: S-curves laid over a path, so that what adopts and what gives way add to one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pvsilver.errors import InputError
from pvsilver.names import ROUTES
from pvsilver.world import intensity
from pvsilver.world.axes import Number

Array = npt.NDArray[np.float64]

TOLERANCE = 1e-9
"""Curves may pass one by the rounding of their ceilings, and no more."""


class Curve(NamedTuple):
    """An adoption: years (fractions allowed) at which it leaves its observed share and reaches the ceiling."""

    start_year: float
    finish_year: float
    ceiling: float

    @property
    def midpoint_year(self) -> float:
        """Year at which half the way to the ceiling is gone."""
        return 0.5 * (self.start_year + self.finish_year)

    def shares(self, years: npt.NDArray[np.int64], observed: Number) -> Array:
        """Share by year, (..., years): the observed one up to the start, an S-curve to the ceiling at the finish.

        observed: a number or (..., 1).
        """
        way = intensity.adoption(years, self.start_year, self.finish_year, 1.0)
        return observed + way * (self.ceiling - observed)


def with_curves(
    name: str,
    shares: Array,
    years: npt.NDArray[np.int64],
    last_observed: int,
    curves: Mapping[int, Curve],
    fallback: int = ROUTES.index("silver_paste"),
) -> Array:
    """Route shares (..., years, routes) of a technology, some routes along curves after the last observed year.

    The other routes keep their proportions of the path and share what the curves leave; where the path has none
    of them, `fallback` takes it.  curves: by index of the route.  Raises InputError, which begins with `name`,
    where the curves add up to more than one, or leave a rest that no route can take.
    """
    ahead = years > last_observed
    observed = shares[..., max(last_observed - int(years[0]), 0), :]
    others = np.array([route not in curves for route in range(shares.shape[-1])])
    adopted = np.zeros_like(shares)
    for route, curve in curves.items():
        adopted[..., route] = curve.shares(years, observed[..., route, None])
    taken = adopted.sum(axis=-1)
    _refuse(
        name, years, ahead & (taken > 1.0 + TOLERANCE), taken, "add up to {:.4g}; they must stay within 1"
    )

    weights = np.where(others, shares, 0.0)
    empty = weights.sum(axis=-1) <= 0.0
    if others[fallback]:
        weights[empty, fallback] = 1.0
    else:
        rest = ahead & empty & (taken < 1.0 - TOLERANCE)
        _refuse(
            name, years, rest, taken, "take {:.4g}, and the path has no other route for the rest; give it one"
        )
    total = weights.sum(axis=-1, keepdims=True)
    left = np.maximum(1.0 - taken, 0.0)[..., None] * weights / np.where(total > 0.0, total, 1.0)
    return np.where(ahead[:, None], adopted + left, shares)


def _refuse(
    name: str, years: npt.NDArray[np.int64], where: npt.NDArray[np.bool_], taken: Array, said: str
) -> None:
    if where.any():
        # Of several draws the first that fails is named.
        first = np.unravel_index(int(np.argmax(where)), where.shape)
        raise InputError(
            f"{name} {years[first[-1]]}",
            f"adopted shares {said.format(taken[first])}",
            "refusal.adopted_sum",
            total=f"{taken[first]:.4g}",
        )
