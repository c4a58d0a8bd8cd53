"""What the silver of a watt costs: one horizontal stacked bar a technology, the whole fleet first.

A tick stands at the whole cost of the baseline where that differs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from math import isclose
from typing import Any, NamedTuple

import pyarrow as pa

from pvsilver.charts import Chart, theme

PARTS = ("metal", "powder", "fee", "losses")
SLOTS = (theme.ACCENT, theme.GREEN, theme.PINK, theme.ORANGE)
LEAST_PRINTED_PX = 34
AXIS_SHARE = 1.18
"""The axis reaches so far beyond the longest bar, for the totals."""

BAR_PX, ROW_PX, AROUND_PX = 20, 34, 92
"""A bar, a row, and title, axis and legend together."""

OPACITY = 0.7
TICK_PX, TICK_WIDE_PX = 28, 2
"""The baseline's tick is longer than a bar is thick, so that it is seen within one."""


class Words(NamedTuple):
    """Strings of this chart; `parts` in the order of PARTS; unit: of the numbers, such as fen/W."""

    title: str
    alt: str
    bar: str
    unit: str
    parts: tuple[str, ...]
    baseline: str


SCHEMA = pa.schema(
    [("bar", pa.string()), ("part", pa.string()), ("slot", pa.string())]
    + [
        (name, pa.float64())
        for name in ("start", "end", "middle", "value", "share", "reach", "before", "beyond")
    ]
    + [("label", pa.string()), ("total", pa.string()), ("name", pa.string())]
)


@cache
def specification(words: Words, count: int, known: tuple[str, ...]) -> dict[str, Any]:
    """The Vega-Lite specification for so many bars and the parts known; its data are those of `table`."""
    import altair as alt

    base = alt.Chart()
    quiet = alt.Axis(title=None, domain=False, ticks=False, labelPadding=8, labelFontSize=theme.FONT_PX)
    y = alt.Y("bar:N", sort=None, axis=quiet)
    axis = alt.Axis(title=None, tickCount=6, format="~f", grid=False)
    names = ", ".join(f"'{slot}': {json.dumps(name, ensure_ascii=False)}"
                      for slot, name in zip(SLOTS, words.parts, strict=True))  # fmt: skip
    shown = [slot for slot, part in zip(SLOTS, PARTS, strict=True) if part in known]
    legend = alt.Legend(title=None, orient="bottom", columns=2, values=shown, labelLimit=180,
                        labelExpr=f"{{{names}}}[datum.label]", symbolType="square", symbolSize=140,
                        symbolOpacity=OPACITY)  # fmt: skip
    fill = alt.Fill("slot:N", scale=alt.Scale(domain=list(theme.SLOTS)), legend=legend)
    tips = [alt.Tooltip("bar:N", title=words.bar), alt.Tooltip("part:N", title=words.title),
            alt.Tooltip("value:Q", title=words.unit, format=".3f")]  # fmt: skip
    bars = base.mark_bar(size=BAR_PX, fillOpacity=OPACITY, stroke=None)
    bars = bars.encode(y=y, x=alt.X("start:Q", axis=axis), x2="end:Q", fill=fill, tooltip=tips)
    numbers = base.transform_filter(f"datum.share * width >= {LEAST_PRINTED_PX}")
    numbers = numbers.mark_text(fontSize=theme.FONT_PX - 1, tooltip=None)
    ink = theme.colour(slot=theme.INK)
    numbers = numbers.encode(y=y, x=alt.X("middle:Q", axis=axis), text="label:N", color=ink)
    totals = base.transform_filter("datum.total != null")
    totals = totals.mark_text(align="left", dx=6, fontWeight=600, fontSize=theme.FONT_PX, tooltip=None)
    totals = totals.encode(y=y, x=alt.X("beyond:Q", axis=axis), text="total:N", color=ink)
    muted = theme.colour(slot=theme.MUTED)
    moved = base.transform_filter("isValid(datum.before)")
    before = moved.mark_tick(size=TICK_PX, thickness=TICK_WIDE_PX, opacity=1, tooltip=None)
    before = before.encode(y=y, x=alt.X("before:Q", axis=axis), color=muted)
    named = base.transform_filter("datum.name != null")
    named = named.mark_text(baseline="bottom", dy=-TICK_PX / 2 - 2, fontSize=theme.FONT_PX - 1, tooltip=None)
    named = named.encode(y=y, x=alt.X("before:Q", axis=axis), text="name:N", color=muted)
    room = base.mark_point(opacity=0, tooltip=None, aria=False).encode(x=alt.X("reach:Q", axis=axis))
    found = theme.finished(alt.layer(bars, numbers, before, named, totals, room), words.title, words.alt)
    return found | {"height": count * ROW_PX + AROUND_PX}


def table(
    words: Words,
    bars: Mapping[str, Mapping[str, float]],
    known: tuple[str, ...],
    before: Mapping[str, float],
) -> pa.Table:
    """One row a segment.  bars: bar → value by part; before: bar → the baseline's sum; in the unit of the words."""
    sums = {bar: sum(values[part] for part in known) for bar, values in bars.items()}
    moved = {bar: was for bar, was in before.items() if bar in sums and not isclose(was, sums[bar])}
    longest = max([*sums.values(), *moved.values(), 1e-9])
    made: list[dict[str, Any]] = []
    for bar, values in bars.items():
        start = 0.0
        for part in known:
            value, place = values[part], PARTS.index(part)
            made.append({
                "bar": bar, "part": words.parts[place], "slot": SLOTS[place], "start": start, "end": start + value,
                "middle": start + value / 2, "value": value, "share": value / (AXIS_SHARE * longest),
                "reach": AXIS_SHARE * longest, "label": f"{value:.2f}",
            })  # fmt: skip
            start += value
        was = moved.get(bar)
        made[-1] |= {"total": f"{start:.2f}", "before": was, "beyond": max(start, was or 0.0)}
    first = next((row for row in made if row.get("before") is not None), None)
    if first:
        first["name"] = words.baseline
    return pa.Table.from_pylist(made, schema=SCHEMA)


def draw(
    words: Words,
    bars: Mapping[str, Mapping[str, float]],
    known: tuple[str, ...],
    before: Mapping[str, float],
) -> Chart:
    """The chart.  known: the parts that have a value, in the order of PARTS; others are left out, not zero."""
    return Chart(specification(words, len(bars), known), table(words, bars, known, before))
