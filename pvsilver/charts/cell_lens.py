"""The round lens on a patch of a printed side: lines, pads and wires at their true widths."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from pvsilver.cell.outline import HalfGrid, chord
from pvsilver.charts import rows, theme
from pvsilver.charts.cell_grid import SCHEMA, Grid, points, slots

PATCH_MM = 6.0
LENS_AT, LENS_RADIUS = (0.335, -0.135), 0.155
LENS_POINTS = 61
DASH_PERIOD_MM = 1.0
"""For the eye: only the printed share of dashes is a parameter."""

LEAST_STROKE = 0.0009
"""Thinnest line in the lens that a screen can show, in units of the box."""


def lens(grid: Grid, lines: HalfGrid, scale: float, lift: float, label: str) -> list[pa.Table]:
    """A patch around a busbar near the lens, magnified; everything in it to scale."""
    zoom = 2.0 * LENS_RADIUS / PATCH_MM
    # The patch lies at the upper left of the lens, on a busbar and between fingers.
    at_x = lines.busbar_x[np.abs(lines.busbar_x * scale - (LENS_AT[0] - 0.27)).argmin()]
    at_y = lines.finger_y[np.abs(lines.finger_y * scale + lift - (LENS_AT[1] + 0.22)).argmin()]
    angle = np.linspace(np.pi, 0.0, LENS_POINTS)
    x, reach = LENS_AT[0] + LENS_RADIUS * np.cos(angle), LENS_RADIUS * np.sin(angle)
    glass = rows(
        SCHEMA, {"kind": ["glass"] * LENS_POINTS, "x": x, "y": LENS_AT[1] - reach, "y2": LENS_AT[1] + reach}
    )
    turn = np.linspace(0.0, 2.0 * np.pi, 2 * LENS_POINTS)
    rim = {"kind": ["lens_rim"] * len(turn), "x": LENS_AT[0] + LENS_RADIUS * np.cos(turn),
           "y": LENS_AT[1] + LENS_RADIUS * np.sin(turn), "x2": turn}  # fmt: skip
    patch = 0.5 * PATCH_MM * scale
    px, py = at_x * scale, at_y * scale + lift
    square = [
        (px - patch, py - patch, px + patch, py - patch),
        (px - patch, py + patch, px + patch, py + patch),
        (px - patch, py - patch, px - patch, py + patch),
        (px + patch, py - patch, px + patch, py + patch),
    ]
    toward = np.array([LENS_AT[0] - px, LENS_AT[1] - py])
    toward = toward / np.hypot(*toward)
    square.append(
        (px + patch, py - patch, LENS_AT[0] - LENS_RADIUS * toward[0], LENS_AT[1] - LENS_RADIUS * toward[1])
    )
    sight = [{"kind": "sight", "x": a, "y": b, "x2": c, "y2": d, "slot": theme.INK} for a, b, c, d in square]
    name = {"kind": "below", "x": LENS_AT[0], "y": LENS_AT[1] - LENS_RADIUS, "label": label}
    return [glass, rows(SCHEMA, rim), points([*sight, name]), *_magnified(grid, lines, at_x, at_y, zoom)]


def _magnified(grid: Grid, lines: HalfGrid, at_x: float, at_y: float, zoom: float) -> list[pa.Table]:
    cx, cy = LENS_AT
    made = [
        _upright(
            "lens_wire",
            (lines.busbar_x - at_x) * zoom,
            grid.wire_mm * zoom,
            [theme.GREY] * len(lines.busbar_x),
        )
    ]
    dy = (lines.finger_y - at_y) * zoom
    inside = np.abs(dy) < LENS_RADIUS * 0.985
    thick = max(grid.finger_width_um / 1000.0 * zoom, LEAST_STROKE)
    fingers = []
    for distance, slot in zip(dy[inside], np.array(slots(lines.finger_polarity))[inside], strict=True):
        half = float(chord(LENS_RADIUS, distance))
        for left, right in _dashes(half, grid.length_share, zoom):
            fingers.append({"kind": "lens_finger", "x": cx + left, "x2": cx + right, "y": cy + distance - thick / 2,
                            "y2": cy + distance + thick / 2, "slot": str(slot)})  # fmt: skip
    made.append(points(fingers))
    if grid.busbar_width_um > 0:
        width = max(grid.busbar_width_um / 1000.0 * zoom, LEAST_STROKE)
        made.append(
            _upright("lens_busbar", (lines.busbar_x - at_x) * zoom, width, slots(lines.busbar_polarity))
        )
    if grid.pads:
        made.append(_pads(grid, lines, at_x, at_y, zoom))
    return made


def _upright(kind: str, dx: Any, width: float, slots: list[str]) -> pa.Table:
    """Vertical strips within the lens, each cut off where the circle is."""
    found = []
    for distance, slot in zip(dx, slots, strict=True):
        reach = float(chord(LENS_RADIUS, abs(distance) + width / 2))
        if width > 0 and reach > 0:
            found.append(
                {
                    "kind": kind,
                    "x": LENS_AT[0] + distance - width / 2,
                    "x2": LENS_AT[0] + distance + width / 2,
                    "y": LENS_AT[1] - reach,
                    "y2": LENS_AT[1] + reach,
                    "slot": slot,
                }
            )
    return points(found)


def _dashes(half: float, share: float, zoom: float) -> list[tuple[float, float]]:
    if share >= 1.0:
        return [(-half, half)]
    period = DASH_PERIOD_MM * zoom
    starts = np.arange(-np.ceil(LENS_RADIUS / period), np.ceil(LENS_RADIUS / period)) * period
    pieces = [(max(start, -half), min(start + share * period, half)) for start in starts]
    return [(left, right) for left, right in pieces if right > left]


def _pads(grid: Grid, lines: HalfGrid, at_x: float, at_y: float, zoom: float) -> pa.Table:
    """Square pads along the busbars at equal distances; those wholly within the lens."""
    a_busbar = grid.pads / max(len(lines.busbar_x), 1)
    pitch = (grid.height_mm - 2.0 * grid.margin_mm) / a_busbar
    places = (np.arange(int(a_busbar)) + 0.5) * pitch + grid.margin_mm - 0.5 * grid.height_mm
    # The pad nearest to the patch is shown in its middle: how pads sit between fingers is no parameter.
    dy = (places - places[np.abs(places - at_y).argmin()]) * zoom
    side = grid.pad_area_mm2**0.5 * zoom
    found = []
    for dx, slot in zip((lines.busbar_x - at_x) * zoom, slots(lines.busbar_polarity), strict=True):
        for distance in dy:
            if np.hypot(abs(dx) + side / 2, abs(distance) + side / 2) < LENS_RADIUS:
                x, y = LENS_AT[0] + dx, LENS_AT[1] + distance
                found.append({"kind": "lens_pad", "x": x - side / 2, "x2": x + side / 2, "y": y - side / 2,
                              "y2": y + side / 2, "slot": slot})  # fmt: skip
    return points(found)
