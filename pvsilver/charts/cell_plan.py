"""Half a cell with its real numbers of fingers, busbars and pads, and a round lens on a patch of it."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from pvsilver.cell.outline import HalfGrid, chord, half_grid, half_wafer
from pvsilver.charts import Chart, fitted, rows, theme

BOX = (1.0, 0.6)
FILL = 0.97
"""Share of the box's width that the wafer takes."""

PATCH_MM = 6.0
LENS_AT, LENS_RADIUS = (0.335, -0.135), 0.155
LENS_POINTS = 61
DASH_PERIOD_MM = 1.0
"""For the eye: only the printed share of dashes is a parameter."""

POLARITY_SLOT = (theme.GREY, theme.PINK)
LEAST_STROKE = 0.0009
"""Thinnest line in the lens that a screen can show, in units of the box."""


class Grid(NamedTuple):
    """What is printed on the side shown.  Lengths in mm, widths in um."""

    width_mm: float
    height_mm: float
    diameter_mm: float | None
    margin_mm: float
    fingers: int
    finger_width_um: float
    length_share: float
    busbars: int
    busbar_width_um: float
    pads: int
    pad_area_mm2: float
    wire_mm: float
    polarities: int = 1


class Labels(NamedTuple):
    """Text in the drawing."""

    width: str
    height: str
    lens: str


SCHEMA = pa.schema(
    [("kind", pa.string())]
    + [(name, pa.float64()) for name in ("x", "y", "x2", "y2")]
    + [("slot", pa.string()), ("label", pa.string())]
)


@cache
def specification(title: str) -> dict[str, Any]:
    """The Vega-Lite specification; its data are those of `table`."""
    import altair as alt

    base = alt.Chart()
    x, y = fitted.x("x", BOX), fitted.y("y", BOX)

    def only(kind: str) -> Any:
        return base.transform_filter(f"datum.kind == '{kind}'")

    def lines(kind: str, **mark: Any) -> Any:
        drawn = only(kind).mark_rule(**({"tooltip": None, "strokeCap": "butt"} | mark))
        return drawn.encode(x=x, y=y, x2="x2:Q", y2="y2:Q", color=theme.colour("slot"))

    def boxes(kind: str, opacity: float) -> Any:
        drawn = only(kind).mark_rect(opacity=opacity, tooltip=None, stroke=None)
        return drawn.encode(x=x, y=y, x2="x2:Q", y2="y2:Q", color=theme.colour("slot"))

    def area(kind: str, slot: str, **mark: Any) -> Any:
        return (
            only(kind)
            .mark_area(tooltip=None, **mark)
            .encode(x=x, y=y, y2="y2:Q", color=theme.colour(slot=slot))
        )

    def edge(kind: str, slot: str, **mark: Any) -> Any:
        drawn = only(kind).mark_line(tooltip=None, **mark)
        return drawn.encode(x=x, y=y, order="x2:Q", color=theme.colour(slot=slot))

    def text(kind: str, **mark: Any) -> Any:
        drawn = only(kind).mark_text(fontSize=theme.FONT_PX, **mark)
        return drawn.encode(x=x, y=y, text="label:N", color=theme.colour(slot=theme.INK))

    # The lens covers what is behind it: the page's own ground, which no colour slot names.
    ground = only("glass").mark_area(tooltip=None, fill={"expr": "background || 'transparent'"})
    layers = [
        area("wafer", theme.ACCENT, opacity=0.16), edge("rim", theme.ACCENT, strokeWidth=1.2),
        lines("finger", strokeWidth=0.7, opacity=0.55), lines("dashed", strokeWidth=0.9, opacity=0.6, strokeDash=[3, 3]),
        lines("busbar", strokeWidth=1.3, opacity=0.9), lines("wire", strokeWidth=1, strokeDash=[2, 2], opacity=0.7),
        ground.encode(x=x, y=y, y2="y2:Q"), area("glass", theme.ACCENT, opacity=0.16),
        boxes("lens_wire", 0.25), boxes("lens_finger", 1.0), boxes("lens_busbar", 1.0), boxes("lens_pad", 0.9),
        edge("lens_rim", theme.INK, strokeWidth=1.6), lines("sight", strokeWidth=1, opacity=0.8),
        text("above", baseline="bottom", dy=-3), text("aside", align="left", dx=2, dy=5, baseline="top"),
        text("below", baseline="top", dy=4, fontWeight=600),
    ]  # fmt: skip
    return fitted.finished(alt.layer(*layers), title, title)


def table(grid: Grid, labels: Labels) -> pa.Table:
    """Rows of every layer, from the real counts."""
    scale = FILL * min(BOX[0] / grid.width_mm, 0.9 * BOX[1] / (0.5 * grid.height_mm) / FILL)
    lift = -0.25 * grid.height_mm * scale
    lines = half_grid(
        grid.width_mm, grid.height_mm, grid.margin_mm, grid.fingers, grid.busbars, grid.polarities
    )
    return pa.concat_tables(
        [
            *_wafer(grid, scale, lift, labels),
            *_overview(grid, lines, scale, lift),
            *_lens(grid, lines, scale, lift, labels),
        ]
    )


def draw(title: str, description: str, grid: Grid, labels: Labels) -> Chart:
    """The drawing; the description says its numbers and so changes with them."""
    return Chart(specification(title) | {"description": description}, table(grid, labels))


def _points(points: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(points, schema=SCHEMA)


def _wafer(grid: Grid, scale: float, lift: float, labels: Labels) -> list[pa.Table]:
    x, top = half_wafer(
        grid.width_mm * scale, grid.height_mm * scale, grid.diameter_mm and grid.diameter_mm * scale
    )
    top, count = top + lift, len(x)
    rim_x, rim_y = np.concatenate([[x[0]], x, [x[-1], x[0]]]), np.concatenate([[lift], top, [lift, lift]])
    names = [{"kind": "above", "x": 0.0, "y": float(top.max()), "label": labels.width},
             {"kind": "aside", "x": float(x[0]), "y": lift, "label": labels.height}]  # fmt: skip
    return [
        rows(SCHEMA, {"kind": ["wafer"] * count, "x": x, "y": np.full(count, lift), "y2": top}),
        rows(
            SCHEMA,
            {"kind": ["rim"] * len(rim_x), "x": rim_x, "y": rim_y, "x2": np.arange(len(rim_x), dtype=float)},
        ),
        _points(names),
    ]


def _slots(polarity: Any) -> list[str]:
    return [POLARITY_SLOT[int(p)] for p in polarity]


def _overview(grid: Grid, lines: HalfGrid, scale: float, lift: float) -> list[pa.Table]:
    half = (0.5 * grid.width_mm - grid.margin_mm) * scale
    y = lines.finger_y * scale + lift
    fingers = {"kind": ["finger" if grid.length_share >= 1.0 else "dashed"] * len(y), "x": np.full(len(y), -half),
               "x2": np.full(len(y), half), "y": y, "y2": y, "slot": _slots(lines.finger_polarity)}  # fmt: skip
    x = lines.busbar_x * scale
    top = (0.5 * grid.height_mm - grid.margin_mm) * scale + lift
    busbars = {"kind": ["busbar" if grid.busbar_width_um > 0 else "wire"] * len(x), "x": x, "x2": x,
               "y": np.full(len(x), lift), "y2": np.full(len(x), top), "slot": _slots(lines.busbar_polarity)}  # fmt: skip
    return [rows(SCHEMA, fingers), rows(SCHEMA, busbars)]


def _lens(grid: Grid, lines: HalfGrid, scale: float, lift: float, labels: Labels) -> list[pa.Table]:
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
    square = [(px - patch, py - patch, px + patch, py - patch), (px - patch, py + patch, px + patch, py + patch),
              (px - patch, py - patch, px - patch, py + patch), (px + patch, py - patch, px + patch, py + patch)]  # fmt: skip
    toward = np.array([LENS_AT[0] - px, LENS_AT[1] - py])
    toward = toward / np.hypot(*toward)
    square.append(
        (px + patch, py - patch, LENS_AT[0] - LENS_RADIUS * toward[0], LENS_AT[1] - LENS_RADIUS * toward[1])
    )
    sight = [{"kind": "sight", "x": a, "y": b, "x2": c, "y2": d, "slot": theme.INK} for a, b, c, d in square]
    name = {"kind": "below", "x": LENS_AT[0], "y": LENS_AT[1] - LENS_RADIUS, "label": labels.lens}
    return [glass, rows(SCHEMA, rim), _points([*sight, name]), *_magnified(grid, lines, at_x, at_y, zoom)]


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
    for distance, slot in zip(dy[inside], np.array(_slots(lines.finger_polarity))[inside], strict=True):
        half = float(chord(LENS_RADIUS, distance))
        for left, right in _dashes(half, grid.length_share, zoom):
            fingers.append({"kind": "lens_finger", "x": cx + left, "x2": cx + right, "y": cy + distance - thick / 2,
                            "y2": cy + distance + thick / 2, "slot": str(slot)})  # fmt: skip
    made.append(_points(fingers))
    if grid.busbar_width_um > 0:
        width = max(grid.busbar_width_um / 1000.0 * zoom, LEAST_STROKE)
        made.append(
            _upright("lens_busbar", (lines.busbar_x - at_x) * zoom, width, _slots(lines.busbar_polarity))
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
            found.append({"kind": kind, "x": LENS_AT[0] + distance - width / 2, "x2": LENS_AT[0] + distance + width / 2,
                          "y": LENS_AT[1] - reach, "y2": LENS_AT[1] + reach, "slot": slot})  # fmt: skip
    return _points(found)


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
    for dx, slot in zip((lines.busbar_x - at_x) * zoom, _slots(lines.busbar_polarity), strict=True):
        for distance in dy:
            if np.hypot(abs(dx) + side / 2, abs(distance) + side / 2) < LENS_RADIUS:
                x, y = LENS_AT[0] + dx, LENS_AT[1] + distance
                found.append({"kind": "lens_pad", "x": x - side / 2, "x2": x + side / 2, "y": y - side / 2,
                              "y2": y + side / 2, "slot": slot})  # fmt: skip
    return _points(found)
