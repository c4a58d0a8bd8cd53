"""Published views beside ours, each in its own year, basis and scope: a row a view, tonnes to the right.

In each row the scenario on screen stands as a bar end and the slow case beside it, both for the row's year.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa

from pvsilver.charts import Chart, theme

ROW_PX, NAME_UP_PX, MARK_DOWN_PX, BAR_PX = 46, 11, 8, 9
TOP_PX = 8
BEFORE_PX = 9
"""How far the mark of the baseline reaches above and below the line of its row."""
LEAST_WRITTEN_PX = 520
"""Tonnes are written beside the name where both have room; the table has them too."""


class Words(NamedTuple):
    """Strings of this chart: names of what is drawn, for legend and tooltip."""

    title: str
    view: str
    published: str
    ours: str
    slow: str
    baseline: str


class View(NamedTuple):
    """One published view: name with year, scope and basis, its range (one value twice), ours and the slow case."""

    name: str
    scope: str
    low_t: float
    high_t: float
    ours_t: float
    slow_t: float
    before_t: float | None = None
    """The baseline's, where it differs from ours."""


SCHEMA = pa.schema(
    [("row", pa.float64()), ("name", pa.string()), ("scope", pa.string())]
    + [(name, pa.float64()) for name in ("low", "high", "middle", "ours", "slow", "before")]
    + [("written", pa.string())]
)


@cache
def specification(words: Words, count: int, compared: bool) -> dict[str, Any]:
    """The Vega-Lite specification for so many views; its data are those of `table`.

    compared: whether the baseline is drawn, as a dashed mark across each row.
    """
    import altair as alt

    base = alt.Chart()
    axis = alt.Axis(title=None, tickCount=5, format=",d", grid=True, labelPadding=4)
    y = alt.Y("row:Q", scale=alt.Scale(zero=False, domain=[count, 0], nice=False), axis=None)

    def x(field: str) -> Any:
        return alt.X(f"{field}:Q", scale=alt.Scale(zero=True), axis=axis)

    ink, muted, accent = (theme.colour(slot=slot) for slot in (theme.INK, theme.MUTED, theme.ACCENT))
    tips = [alt.Tooltip("name:N", title=words.view), alt.Tooltip("scope:N", title=" "),
            alt.Tooltip("written:N", title=words.published),
            alt.Tooltip("ours:Q", title=words.ours, format=",.0f"),
            alt.Tooltip("slow:Q", title=words.slow, format=",.0f")]  # fmt: skip
    if compared:
        tips.append(alt.Tooltip("before:Q", title=words.baseline, format=",.0f"))
    shift: dict[str, Any] = {"yOffset": MARK_DOWN_PX}
    reach = base.mark_rule(strokeWidth=1.2, opacity=0.9, tooltip=None, **shift)
    reach = reach.encode(x=x("ours"), x2="slow:Q", y=y, color=accent)
    ours = base.mark_point(shape="circle", size=90, filled=True, opacity=1, **shift)
    ours = ours.encode(x=x("ours"), y=y, color=accent, tooltip=tips)
    slow = base.mark_point(shape="circle", size=80, strokeWidth=2, opacity=1, **shift)
    slow = slow.encode(x=x("slow"), y=y, color=accent, tooltip=tips)
    span = base.transform_filter("datum.high > datum.low").mark_bar(
        height=BAR_PX, fillOpacity=0.5, stroke=None, **shift
    )
    span = span.encode(x=x("low"), x2="high:Q", y=y, color=theme.colour(slot=theme.ORANGE), tooltip=tips)
    point = base.transform_filter("datum.high <= datum.low")
    point = point.mark_point(shape="diamond", size=120, filled=True, opacity=1, **shift)
    point = point.encode(x=x("low"), y=y, color=theme.colour(slot=theme.ORANGE), tooltip=tips)
    names = base.mark_text(align="left", baseline="middle", dy=-NAME_UP_PX, fontSize=theme.FONT_PX, fontWeight=600,
                           tooltip=None).encode(x=alt.value(0), y=y, text="name:N", color=ink)  # fmt: skip
    written = base.transform_filter(f"width >= {LEAST_WRITTEN_PX}").mark_text(
        align="right", baseline="middle", dy=-NAME_UP_PX, fontSize=theme.FONT_PX, tooltip=None
    )
    written = written.encode(x=alt.value("width"), y=y, text="written:N", color=ink)
    lines = base.mark_rule(strokeWidth=1, opacity=0.35, tooltip=None, **shift)
    lines = lines.encode(x=alt.value(0), x2=alt.value("width"), y=y, color=muted)
    layers = [lines, span, reach, point, slow, ours, names, written]
    if compared:
        across = base.mark_rule(
            strokeWidth=1.4, strokeDash=[3, 3], tooltip=None,
            yOffset=MARK_DOWN_PX - BEFORE_PX, y2Offset=MARK_DOWN_PX + BEFORE_PX,
        )  # fmt: skip
        layers.insert(3, across.encode(x=x("before"), y=y, y2="row:Q", color=muted))
    found = theme.finished(alt.layer(*layers), words.title, words.title)
    return found | {"height": count * ROW_PX + TOP_PX, "view": {"stroke": None}}


def table(views: Sequence[View]) -> pa.Table:
    """One row a view, the first at the top."""
    made = []
    for place, view in enumerate(views):
        written = (
            f"{view.low_t:,.0f}" if view.low_t == view.high_t else f"{view.low_t:,.0f} – {view.high_t:,.0f}"
        )
        made.append({
            "row": place + 0.5, "name": view.name, "scope": view.scope, "low": view.low_t, "high": view.high_t,
            "middle": (view.low_t + view.high_t) / 2, "ours": view.ours_t, "slow": view.slow_t,
            "before": view.before_t, "written": f"{written} t",
        })  # fmt: skip
    return pa.Table.from_pylist(made, schema=SCHEMA)


def draw(words: Words, second: str, description: str, views: Sequence[View]) -> Chart:
    """The chart; the second line of its title is the key to its marks."""
    kept = specification(words, len(views), any(view.before_t is not None for view in views))
    heading = kept["title"] | {"text": [words.title, second]}
    return Chart(kept | {"title": heading, "description": description}, table(views))
