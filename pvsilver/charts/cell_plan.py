"""Half a cell with its real numbers of fingers, busbars and pads, and a round lens on a patch of it."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from pvsilver.cell.outline import HalfGrid, half_grid, half_wafer
from pvsilver.charts import Chart, fitted, rows, theme
from pvsilver.charts.cell_grid import SCHEMA, Grid, points, slots
from pvsilver.charts.cell_lens import lens

BOX = (1.0, 0.6)
FILL = 0.97
"""Share of the box's width that the wafer takes."""


class Labels(NamedTuple):
    """Text in the drawing."""

    width: str
    height: str
    lens: str


@cache
def specification(title: str) -> dict[str, Any]:
    """The Vega-Lite specification; its data are those of `table`."""
    import altair as alt

    base = alt.Chart()
    x, y = fitted.x("x", BOX), fitted.y("y", BOX)

    def only(kind: str) -> Any:
        return base.transform_filter(f"datum.kind == '{kind}'")

    def lines(kind: str, **mark: Any) -> Any:
        drawn = only(kind).mark_rule(**({"tooltip": None, "aria": False, "strokeCap": "butt"} | mark))
        return drawn.encode(x=x, y=y, x2="x2:Q", y2="y2:Q", color=theme.colour("slot"))

    def boxes(kind: str, opacity: float) -> Any:
        drawn = only(kind).mark_rect(opacity=opacity, tooltip=None, aria=False, stroke=None)
        return drawn.encode(x=x, y=y, x2="x2:Q", y2="y2:Q", color=theme.colour("slot"))

    def area(kind: str, slot: str, **mark: Any) -> Any:
        return (
            only(kind)
            .mark_area(tooltip=None, aria=False, **mark)
            .encode(x=x, y=y, y2="y2:Q", color=theme.colour(slot=slot))
        )

    def edge(kind: str, slot: str, **mark: Any) -> Any:
        drawn = only(kind).mark_line(tooltip=None, aria=False, **mark)
        return drawn.encode(x=x, y=y, order="x2:Q", color=theme.colour(slot=slot))

    def text(kind: str, **mark: Any) -> Any:
        drawn = only(kind).mark_text(fontSize=theme.FONT_PX, **mark)
        return drawn.encode(x=x, y=y, text="label:N", color=theme.colour(slot=theme.INK))

    # The lens covers what is behind it: the page's own ground, which no colour slot names.
    ground = only("glass").mark_area(tooltip=None, aria=False, fill={"expr": "background || 'transparent'"})
    layers = [
        area("wafer", theme.ACCENT, opacity=0.16),
        edge("rim", theme.ACCENT, strokeWidth=1.2),
        lines("finger", strokeWidth=0.7, opacity=0.55),
        lines("dashed", strokeWidth=0.9, opacity=0.6, strokeDash=[3, 3]),
        lines("busbar", strokeWidth=1.3, opacity=0.9),
        lines("wire", strokeWidth=1, strokeDash=[2, 2], opacity=0.7),
        ground.encode(x=x, y=y, y2="y2:Q"),
        area("glass", theme.ACCENT, opacity=0.16),
        boxes("lens_wire", 0.25),
        boxes("lens_finger", 1.0),
        boxes("lens_busbar", 1.0),
        boxes("lens_pad", 0.9),
        edge("lens_rim", theme.INK, strokeWidth=1.6),
        lines("sight", strokeWidth=1, opacity=0.8),
        text("above", baseline="bottom", dy=-3),
        text("aside", align="left", dx=2, dy=5, baseline="top"),
        text("below", baseline="top", dy=4, fontWeight=600),
    ]
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
            *lens(grid, lines, scale, lift, labels.lens),
        ]
    )


def draw(title: str, description: str, grid: Grid, labels: Labels) -> Chart:
    """The drawing; the description says its numbers and so changes with them."""
    return Chart(specification(title) | {"description": description}, table(grid, labels))


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
        points(names),
    ]


def _overview(grid: Grid, lines: HalfGrid, scale: float, lift: float) -> list[pa.Table]:
    half = (0.5 * grid.width_mm - grid.margin_mm) * scale
    y = lines.finger_y * scale + lift
    fingers = {"kind": ["finger" if grid.length_share >= 1.0 else "dashed"] * len(y), "x": np.full(len(y), -half),
               "x2": np.full(len(y), half), "y": y, "y2": y, "slot": slots(lines.finger_polarity)}  # fmt: skip
    x = lines.busbar_x * scale
    top = (0.5 * grid.height_mm - grid.margin_mm) * scale + lift
    busbars = {
        "kind": ["busbar" if grid.busbar_width_um > 0 else "wire"] * len(x),
        "x": x,
        "x2": x,
        "y": np.full(len(x), lift),
        "y2": np.full(len(x), top),
        "slot": slots(lines.busbar_polarity),
    }
    return [rows(SCHEMA, fingers), rows(SCHEMA, busbars)]
