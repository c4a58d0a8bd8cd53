"""My cell in the world: a user's own cell takes over a technology along an adoption curve."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class OwnCell:
    """What the world needs to know of a cell.

    technology, route: index of its technology and of its metallization route.
    ratio: r, its contained mg/W over that of its preset.
    replaces_route: whether its route differs from the preset's, so that it replaces the route of the world for
        the adopted share instead of saving on top of it.
    preset_route_silver: silver of the preset's own route over an all-silver print, in the preset's year.
    adopted: (years,) share of the technology's output that is made with it.
    """

    technology: int
    route: int
    ratio: float
    replaces_route: bool
    preset_route_silver: float
    adopted: Array


def adopt(cell: OwnCell, route_shares: Array, route_silver: Array) -> tuple[Array, Array]:
    """(route shares, own-cell factor), both (..., years, technologies, routes), with the cell adopted.

    A cell of the preset's own route multiplies every route of its technology by 1 - a·(1 - r): r = 1 changes
    nothing and a = 1 scales exactly.  A cell of another route moves the share a to that route, where it
    contains r × the preset's silver of an all-silver print; what is left keeps the route path.
    """
    factor = np.ones(np.broadcast_shapes(route_shares.shape, route_silver.shape))
    a, t, j = cell.adopted, cell.technology, cell.route
    if not cell.replaces_route:
        factor[..., t, :] = (1.0 - a * (1.0 - cell.ratio))[:, None]
        return route_shares, factor
    shares = route_shares.copy()
    shares[..., t, :] *= (1.0 - a)[:, None]
    path_silver = shares[..., t, j] * route_silver[..., t, j]
    shares[..., t, j] += a
    own_silver = a * cell.ratio * cell.preset_route_silver
    all_silver = shares[..., t, j] * route_silver[..., t, j]
    np.divide(path_silver + own_silver, all_silver, out=factor[..., t, j], where=all_silver > 0.0)
    return shares, factor
