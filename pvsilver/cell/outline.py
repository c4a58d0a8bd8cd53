"""Outlines of a printed line and of a half cell, in their true proportions, for drawings.

Pure geometry: the area under a profile is the section that the mass model uses.
Source: metallization note, sections 2.1, 2.2 and 13.2 to 13.7.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

PROFILE_POINTS = 43
CORNER_POINTS = 13


def profile(shape: str, width: float, height: float, top_ratio: float = 0.5) -> tuple[Array, Array]:
    """(x, y) of a cross-section from edge to edge, x from −width/2 to width/2, y from 0 to height.

    shape: as `geometry.SHAPES`; its area is shape_factor × width × height.  Any unit of length.
    """
    half = 0.5 * width
    if shape == "rectangle":
        return np.array([-half, -half, half, half]), np.array([0.0, height, height, 0.0])
    if shape == "trapezoid":
        top = half * top_ratio
        return np.array([-half, -top, top, half]), np.array([0.0, height, height, 0.0])
    if shape == "triangle":
        return np.array([-half, 0.0, half]), np.array([0.0, height, 0.0])
    # Points at equal angles stand closer where the outline is steep.
    u = -np.cos(np.linspace(0.0, np.pi, PROFILE_POINTS))
    y = np.sqrt(np.maximum(0.0, 1.0 - u * u)) if shape == "half_ellipse" else 1.0 - u * u
    return half * u, height * y


def half_wafer(width: float, height: float, diameter: float | None) -> tuple[Array, Array]:
    """(x, y) of the upper edge of half a wafer above its cut, which is y = 0; x from −width/2 to width/2.

    The two outer corners are arcs of the ingot where it is smaller than the wafer's diagonal.
    """
    half_w, half_h = 0.5 * width, 0.5 * height
    if diameter is None or diameter >= math.hypot(width, height):
        return np.array([-half_w, half_w]), np.array([half_h, half_h])
    radius = 0.5 * diameter
    x0 = math.sqrt(max(0.0, radius * radius - half_h * half_h))
    arc_x = np.linspace(x0, half_w, CORNER_POINTS)
    arc_y = np.sqrt(np.maximum(0.0, radius * radius - arc_x * arc_x))
    return np.concatenate([-arc_x[::-1], arc_x]), np.concatenate([arc_y[::-1], arc_y])


class HalfGrid(NamedTuple):
    """Where the lines of half a cell stand, in mm: the cut is y = 0, the middle x = 0."""

    finger_y: Array
    finger_polarity: NDArray[np.int64]
    """0, or 0 and 1 in turn where both polarities stand on one side"""
    busbar_x: Array
    busbar_polarity: NDArray[np.int64]


def half_grid(
    width_mm: float, height_mm: float, margin_mm: float, fingers: int, busbars: int, polarities: int = 1
) -> HalfGrid:
    """Lines of the upper half: fingers at their pitch, busbars at their distance.

    fingers: of one polarity; busbars: of both.
    """
    lines = fingers * polarities
    pitch = (height_mm - 2.0 * margin_mm) / lines
    all_y: Array = (np.arange(lines, dtype=float) + 0.5) * pitch + margin_mm - 0.5 * height_mm
    upper = all_y > 0.0
    all_x: Array = (np.arange(busbars, dtype=float) + 0.5) * width_mm / busbars - 0.5 * width_mm
    return HalfGrid(
        all_y[upper], np.arange(lines)[upper] % polarities, all_x, np.arange(busbars) % polarities
    )


def chord(radius: float, distance: Array | float) -> Array:
    """Half length of a circle's chord at a distance from its middle; 0 outside."""
    return np.sqrt(np.maximum(0.0, radius * radius - np.square(distance)))


Z_TEN_PERCENT = 1.2815515655446004
"""Standard deviations from the middle to the tenth and to the ninetieth percentile."""


def scatter_interval(mean: float, cv: float) -> tuple[float, float]:
    """Tenth and ninetieth percentile of a log-normal height, s² = ln(1 + c²), µ = ln mean − s²/2.

    The same spread of heights as in the break indicator.
    """
    s2 = math.log1p(cv * cv)
    middle, s = mean * math.exp(-0.5 * s2), math.sqrt(s2)
    return middle * math.exp(-Z_TEN_PERCENT * s), middle * math.exp(Z_TEN_PERCENT * s)
