"""Silver and power over width and height of a finger: colour for silver, lines for power, hatching for breaks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from pvsilver.charts import MINUS, Chart, rows, theme
from pvsilver.charts.contour import Array, segments

LEVELS_PCT = (-0.2, -0.1, 0.0, 0.1, 0.2)
"""Power change relative to the reference, in percent, along each line."""

HATCHED_ABOVE = 1.0
"""Expected breaks a cell."""

KEY_BENEATH: dict[str, Any] = {"orient": "bottom", "direction": "horizontal", "columns": 4}
"""A phone is too narrow for a map and its key side by side."""

STEPS = (0.08, 0.18, 0.29, 0.41, 0.54, 0.68, 0.84)
"""Seven depths of one colour, so that light and dark grounds both serve."""


TIP_PX2 = 1600
"""Ground that answers to the pointer around a point that tells."""

LOWER_END = "indexof(datum.label, '–') > 0 ? '≥ ' + split(datum.label, ' – ')[0] : datum.label"
"""A step of the legend says where it begins: short enough for a phone."""


class Words(NamedTuple):
    """Strings of this chart."""

    title: str
    alt: str
    width: str
    height: str
    silver: str
    power: str
    breaks: str
    yours: str
    baseline: str


SCHEMA = pa.schema(
    [("kind", pa.string())]
    + [(name, pa.float64()) for name in ("x", "y", "x2", "y2", "silver", "power", "breaks")]
    + [("label", pa.string())]
)


@cache
def specification(words: Words, narrow: bool) -> dict[str, Any]:
    """The Vega-Lite specification; its data are those of `table`.  narrow: the key stands beneath, in columns."""
    import altair as alt

    base = alt.Chart()
    whole = alt.Scale(nice=False, zero=False)
    # Rules drawn between contours and cells share both axes with the map.
    x = alt.X("x:Q", scale=whole, axis=alt.Axis(title=words.width, grid=False, tickCount=8))
    y = alt.Y("y:Q", scale=whole, axis=alt.Axis(title=words.height, grid=False, tickCount=6))

    def only(kind: str) -> Any:
        return base.transform_filter(f"datum.kind == '{kind}'")

    tips = [
        alt.Tooltip("x:Q", title=words.width, format=".1f"),
        alt.Tooltip("y:Q", title=words.height, format=".1f"),
        alt.Tooltip("silver:Q", title=words.silver, format=".2f"),
        alt.Tooltip("power:Q", title=words.power, format="+.2f"),
        alt.Tooltip("breaks:Q", title=words.breaks, format=".3~g"),
    ]
    depth = alt.Opacity(
        "silver:Q",
        scale=alt.Scale(type="quantize", range=list(STEPS)),
        legend=alt.Legend(
            title=words.silver,
            labelExpr=LOWER_END,
            format=".1f",
            symbolType="square",
            symbolStrokeWidth=0,
            symbolSize=220,
            **(KEY_BENEATH if narrow else {"orient": "right"}),
        ),
    )
    cells = only("cell").mark_rect(stroke=None, strokeWidth=0, aria=False, tooltip=None)
    cells = cells.encode(x=x, x2="x2:Q", y=y, y2="y2:Q", opacity=depth, color=theme.colour(slot=theme.ACCENT))
    pointed = only("tip").mark_square(size=TIP_PX2, opacity=0, aria=False).encode(x=x, y=y, tooltip=tips)
    hatch = only("hatch").mark_rule(strokeWidth=1, opacity=0.45, tooltip=None, aria=False)
    hatch = hatch.encode(x=x, y=y, x2="x2:Q", y2="y2:Q", color=theme.colour(slot=theme.INK))
    lines = only("line").mark_rule(strokeWidth=1.6, tooltip=None, aria=False, strokeCap="round")
    lines = lines.encode(
        x=x,
        y=y,
        x2="x2:Q",
        y2="y2:Q",
        color=theme.colour(slot=theme.ORANGE),
        strokeDash=alt.condition("datum.label == '0'", alt.value([1, 0]), alt.value([5, 3])),
    )
    said: dict[str, Any] = {"fontSize": theme.FONT_PX - 1, "fontWeight": 600, "tooltip": None}
    # A halo in the page's own ground keeps a name readable on its line.
    halo = only("name").mark_text(stroke={"expr": "background || 'transparent'"}, strokeWidth=4, **said)
    names = only("name").mark_text(**said)
    halo, names = (
        mark.encode(x=x, y=y, text="label:N", color=theme.colour(slot=theme.INK)) for mark in (halo, names)
    )
    edge = only("breaks").mark_text(
        fontSize=theme.FONT_PX - 1, align="left", baseline="bottom", dx=5, dy=-5, tooltip=None
    )
    edge = edge.encode(x=x, y=y, text="label:N", color=theme.colour(slot=theme.INK))
    before = only("baseline").mark_point(size=130, strokeWidth=2, opacity=1, filled=False)
    yours = only("yours").mark_point(size=130, filled=True, opacity=1)
    points = [
        mark.encode(x=x, y=y, color=theme.colour(slot=theme.INK), tooltip=tips) for mark in (before, yours)
    ]
    labels = [
        only(f"{kind}_label")
        .mark_text(fontSize=theme.FONT_PX, fontWeight=600, align="left", dx=8, dy=dy, tooltip=None)
        .encode(x=x, y=y, text="label:N", color=theme.colour(slot=theme.INK))
        for kind, dy in (("yours", -9), ("baseline", 11))
    ]
    return theme.finished(
        alt.layer(cells, hatch, lines, halo, names, edge, pointed, *points, *labels), words.title, words.alt
    )


def table(
    words: Words,
    widths_um: Array,
    heights_um: Array,
    silver: Array,
    power_pct: Array,
    breaks: Array | None,
    yours: tuple[float, float],
    baseline: tuple[float, float] | None,
) -> pa.Table:
    """Rows of every layer.  The three fields are (heights, widths); points are (width, height) in um."""
    dx, dy = widths_um[1] - widths_um[0], heights_um[1] - heights_um[0]
    made = [_steps(widths_um, heights_um, silver, dx, dy)]
    made.append(_tips(widths_um, heights_um, {"silver": silver, "power": power_pct, "breaks": breaks}))
    if breaks is not None:
        made.append(_hatch(words, widths_um, heights_um, breaks, dx, dy))
    made += _contours(widths_um, heights_um, power_pct)
    made.append(pa.Table.from_pylist(_points(words, yours, baseline), schema=SCHEMA))
    return pa.concat_tables(made)


def draw(words: Words, *given: Any, narrow: bool = False) -> Chart:
    """The chart of these words and the arguments of `table`."""
    return Chart(specification(words, narrow), table(words, *given))


def _steps(widths: Array, heights: Array, silver: Array, dx: float, dy: float) -> pa.Table:
    """Neighbours of one depth in a row as one bar: it looks the same and is a fifth of the data.

    The bars of the least and of the most silver say just that, so that the depths mean what they would for all cells.
    """
    least, most = float(np.nanmin(silver)), float(np.nanmax(silver))
    depth = np.floor((silver - least) / max(most - least, 1e-12) * len(STEPS)).clip(max=len(STEPS) - 1)
    depth[np.isnan(silver)] = -1
    found: dict[str, list[Any]] = {name: [] for name in ("kind", "x", "x2", "y", "y2", "silver")}
    for row, height in enumerate(heights):
        begins = np.flatnonzero(np.diff(depth[row], prepend=-2))
        for begin, end in zip(begins, [*begins[1:], len(widths)], strict=True):
            values = silver[row, begin:end]
            if depth[row, begin] < 0:
                continue
            bar = (widths[begin] - dx / 2, widths[end - 1] + dx / 2, height - dy / 2, height + dy / 2)
            ends = [end for end in (least, most) if end in values]
            for name, value in zip(found, ("cell", *bar, ends[0] if ends else values.mean()), strict=True):
                found[name].append(value)
    return rows(SCHEMA, found)


def _tips(widths: Array, heights: Array, fields: dict[str, Array | None]) -> pa.Table:
    """What is told where the pointer is, at every third width and height."""
    x, y = (axis.ravel() for axis in np.meshgrid(widths[1::3], heights[1::3]))
    told = {name: field[1::3, 1::3].ravel() for name, field in fields.items() if field is not None}
    return rows(SCHEMA, {"kind": ["tip"] * len(x), "x": x, "y": y} | told)


def _hatch(words: Words, widths: Array, heights: Array, breaks: Array, dx: float, dy: float) -> pa.Table:
    """Strokes over every other cell, which join to diagonals across the region."""
    row, column = np.nonzero(breaks > HATCHED_ABOVE)
    every_third = (row - column) % 3 == 0
    row, column = row[every_third], column[every_third]
    x, y = widths[column], heights[row]
    strokes = {
        "kind": ["hatch"] * len(x),
        "x": x - dx / 2,
        "x2": x + dx / 2,
        "y": y - dy / 2,
        "y2": y + dy / 2,
    }
    name = (
        [{"kind": "breaks", "x": float(widths[0]), "y": float(heights[0]), "label": words.breaks}]
        if len(x)
        else []
    )
    return pa.concat_tables([rows(SCHEMA, strokes), pa.Table.from_pylist(name, schema=SCHEMA)])


def _contours(widths: Array, heights: Array, power: Array) -> list[pa.Table]:
    """Lines of equal power, each named at a height of its own so that names stand apart."""
    made = []
    reach = heights[-1] - heights[0]
    for place, level in enumerate(LEVELS_PCT):
        x, y, x2, y2 = segments(widths, heights, power, level).T
        if not len(x):
            continue
        label = f"{level:+.1f} %".replace("-", MINUS) if level else "0"
        pieces = {"kind": ["line"] * len(x), "x": x, "y": y, "x2": x2, "y2": y2, "label": [label] * len(x)}
        near = int(np.argmin(np.abs(y - (heights[-1] - (0.07 + 0.09 * place) * reach))))
        name = {"kind": "name", "x": float(x[near]), "y": float(y[near]), "label": label}
        made += [rows(SCHEMA, pieces), pa.Table.from_pylist([name], schema=SCHEMA)]
    return made


def _points(
    words: Words, yours: tuple[float, float], baseline: tuple[float, float] | None
) -> Sequence[dict[str, Any]]:
    named = [("yours", words.yours, yours)]
    if baseline is not None and baseline != yours:
        named.insert(0, ("baseline", words.baseline, baseline))
    found = []
    for kind, label, (x, y) in named:
        found += [{"kind": kind, "x": x, "y": y}, {"kind": f"{kind}_label", "x": x, "y": y, "label": label}]
    return found
