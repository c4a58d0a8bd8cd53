"""What moves the recovered silver of a year: a bar from the low to the high end of each lever, the longest first.

The name stands above its bar, so that it has room on any screen.  On each bar a tick stands at the scenario's own
figure, and a grey one at the baseline's where that differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import isclose
from typing import Any, NamedTuple

import pyarrow as pa

from pvsilver.charts import Chart, theme

ROW_PX = 42
BAR_PX = 13
TICK_PX, OWN_PX, BEFORE_PX = 16, 3, 1.5
"""A tick is a little longer than a bar is thick; the scenario's own is wider than the baseline's."""
NAME_UP_PX, BAR_DOWN_PX = 10, 6
"""A name stands nearer to its own bar than to the one above."""

AROUND_PX = 92
"""Title, axis and the baseline's name together."""


class Words(NamedTuple):
    """Strings of this chart."""

    title: str
    lever: str
    low: str
    high: str
    baseline: str


class Bar(NamedTuple):
    """One lever: its name, what its ends are called, and tonnes at the ends; emphasised bars tell the story."""

    name: str
    ends: str
    low_t: float
    high_t: float
    swing: str
    emphasised: bool


SCHEMA = pa.schema(
    [("kind", pa.string()), ("row", pa.float64()), ("name", pa.string()), ("ends", pa.string())]
    + [(name, pa.float64()) for name in ("low", "high", "left", "right", "central", "before")]
    + [("swing", pa.string()), ("slot", pa.string())]
)


@cache
def specification(words: Words, count: int) -> dict[str, Any]:
    """The Vega-Lite specification for so many bars; its data are those of `table`."""
    import altair as alt

    base = alt.Chart()
    axis = alt.Axis(title=None, tickCount=5, format=",d", grid=True, labelPadding=4)
    x = alt.X("left:Q", scale=alt.Scale(zero=True), axis=axis)
    y = alt.Y("row:Q", scale=alt.Scale(zero=False, domain=[count, 0], nice=False), axis=None)
    zero = alt.value(0)

    def only(kind: str) -> Any:
        return base.transform_filter(f"datum.kind == '{kind}'")

    tips = [alt.Tooltip("name:N", title=words.lever), alt.Tooltip("ends:N", title=f"{words.low} – {words.high}"),
            alt.Tooltip("low:Q", title=f"{words.low}, t", format=",.0f"),
            alt.Tooltip("high:Q", title=f"{words.high}, t", format=",.0f")]  # fmt: skip
    bars = only("bar").mark_bar(height=BAR_PX, yOffset=BAR_DOWN_PX, fillOpacity=0.75, stroke=None)
    bars = bars.encode(x=x, x2="right:Q", y=y, color=theme.colour("slot"), tooltip=tips)
    names = only("bar").mark_text(align="left", baseline="middle", dy=-NAME_UP_PX, fontSize=theme.FONT_PX,
                                  fontWeight=600, tooltip=None)  # fmt: skip
    names = names.encode(x=zero, y=y, text="name:N", color=theme.colour(slot=theme.INK))
    swings = only("bar").mark_text(align="right", baseline="middle", dy=-NAME_UP_PX, fontSize=theme.FONT_PX,
                                   tooltip=None)  # fmt: skip
    swings = swings.encode(x=alt.value("width"), y=y, text="swing:N", color=theme.colour(slot=theme.INK))
    muted = theme.colour(slot=theme.MUTED)

    def ticks(field: str, slot: str, wide: float) -> Any:
        drawn = only("bar").mark_tick(orient="vertical", size=TICK_PX, thickness=wide, opacity=1,
                                      yOffset=BAR_DOWN_PX, tooltip=None)  # fmt: skip
        return drawn.encode(x=alt.X(f"{field}:Q", axis=axis), y=y, color=theme.colour(slot=slot))

    said = only("baseline").mark_text(baseline="bottom", dy=-3, fontSize=theme.FONT_PX - 1, tooltip=None)
    said = said.encode(x=alt.X("before:Q", axis=axis), y=zero, text="name:N", color=muted)
    own, before = ticks("central", theme.INK, OWN_PX), ticks("before", theme.MUTED, BEFORE_PX)
    layers = [bars, names, swings, before, own, said]
    found = theme.finished(alt.layer(*layers), words.title, words.title)
    return found | {"height": count * ROW_PX + AROUND_PX}


def table(words: Words, bars: Sequence[Bar], central_t: float, before_t: float) -> pa.Table:
    """One row a bar, each with the scenario's own figure, and the baseline's where it differs."""
    before = None if isclose(before_t, central_t, rel_tol=1e-9, abs_tol=1e-9) else before_t
    found: list[dict[str, Any]] = []
    if before is not None:
        found.append({"kind": "baseline", "before": before, "name": words.baseline})
    for place, bar in enumerate(bars):
        left, right = sorted((bar.low_t, bar.high_t))
        found.append({
            "kind": "bar", "row": place + 0.5, "name": bar.name, "ends": bar.ends, "low": bar.low_t,
            "high": bar.high_t, "left": left, "right": right, "swing": bar.swing,
            "slot": theme.ACCENT if bar.emphasised else theme.GREY, "central": central_t, "before": before,
        })  # fmt: skip
    return pa.Table.from_pylist(found, schema=SCHEMA)


def draw(
    words: Words, second: str, description: str, bars: Sequence[Bar], central_t: float, before_t: float
) -> Chart:
    """The chart; the second line of its title and the description say numbers and so change with them."""
    kept = specification(words, len(bars))
    heading = kept["title"] | {"text": [words.title, second]}
    return Chart(
        kept | {"title": heading, "description": description}, table(words, bars, central_t, before_t)
    )
