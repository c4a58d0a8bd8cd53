"""Lines of equal value on a grid, as straight pieces: marching squares."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def segments(x: Array, y: Array, values: Array, level: float) -> Array:
    """Pieces of the line on which a field equals a level: (pieces, 4) as x, y, x2, y2.

    x: (columns,), y: (rows,), values: (rows, columns).  A cell with a missing corner has no piece.
    Linear between corners; a saddle is parted by its mean.
    """
    high = values > level
    corners = (np.s_[:-1, :-1], np.s_[:-1, 1:], np.s_[1:, 1:], np.s_[1:, :-1])
    whole = np.logical_and.reduce([np.isfinite(values[corner]) for corner in corners])
    found = []
    for row, column in np.argwhere(whole & _mixed(high, corners)):
        crossings = _crossings(x, y, values, level, int(row), int(column))
        if len(crossings) == 2:
            found.append((*crossings[0], *crossings[1]))
        elif len(crossings) == 4:
            middle = values[row : row + 2, column : column + 2].mean() > level
            pairs = ((0, 3), (1, 2)) if middle != high[row, column] else ((0, 1), (2, 3))
            found += [(*crossings[a], *crossings[b]) for a, b in pairs]
    return np.array(found, dtype=float).reshape(-1, 4)


def _mixed(high: NDArray[np.bool_], corners: tuple[tuple[slice, slice], ...]) -> NDArray[np.bool_]:
    count = sum(high[corner].astype(int) for corner in corners)
    return np.asarray((count > 0) & (count < 4))


def _crossings(
    x: Array, y: Array, values: Array, level: float, row: int, column: int
) -> list[tuple[float, float]]:
    """Where the line crosses the four edges of a cell, in the order below, right, above, left."""
    place = ((row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column))
    found = []
    for (r, c), (r2, c2) in zip(place, (*place[1:], place[0]), strict=True):
        a, b = values[r, c] - level, values[r2, c2] - level
        if (a > 0.0) != (b > 0.0):
            t = a / (a - b)
            found.append((float(x[c] + t * (x[c2] - x[c])), float(y[r] + t * (y[r2] - y[r]))))
    return found
