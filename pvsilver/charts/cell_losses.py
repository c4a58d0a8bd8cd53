"""What the grid costs in power: one bar for the baseline, one for the cell now, each parted by cause."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa

from pvsilver.charts import Chart, theme

TERMS = ("finger", "lateral", "contact", "shading", "recombination")
"""Causes that the efficiency answers to, in the order of the bar."""

SLOTS = (theme.GREY, theme.ACCENT, theme.ORANGE, theme.GREEN, theme.PINK)
LEAST_PRINTED_PX = 28
"""Room that a segment must have for its number to be printed in it."""

AXIS_SHARE = 1.22
"""The axis reaches so far beyond the longest bar, for the totals."""

BAR_PX = 34
HEIGHT_PX = 225
"""Title, two bars, axis and legend."""

OPACITY = 0.7


class Words(NamedTuple):
    """Strings of this chart; `terms` in the order of TERMS."""

    title: str
    alt: str
    loss: str
    side: str
    terms: tuple[str, ...]


SCHEMA = pa.schema(
    [("bar", pa.string()), ("term", pa.string()), ("slot", pa.string())]
    + [(name, pa.float64()) for name in ("start", "end", "middle", "loss", "share", "reach")]
    + [("label", pa.string()), ("total", pa.string())]
)


@cache
def specification(words: Words) -> dict[str, Any]:
    """The Vega-Lite specification; its data are those of `table`."""
    import altair as alt

    base = alt.Chart()
    y = alt.Y(
        "bar:N",
        sort=None,
        axis=alt.Axis(title=None, domain=False, ticks=False, labelPadding=8, labelFontSize=theme.FONT_PX),
    )
    axis = alt.Axis(title=None, tickCount=6, format=".1f", grid=False)
    names = ", ".join(
        f"'{slot}': {json.dumps(name, ensure_ascii=False)}"
        for slot, name in zip(SLOTS, words.terms, strict=True)
    )
    legend = alt.Legend(
        title=None,
        orient="bottom",
        columns=2,
        values=list(SLOTS),
        labelExpr=f"{{{names}}}[datum.label]",
        symbolType="square",
        symbolSize=140,
        symbolOpacity=OPACITY,
        labelLimit=180,
    )
    fill = alt.Fill("slot:N", scale=alt.Scale(domain=list(theme.SLOTS)), legend=legend)
    tips = [alt.Tooltip("bar:N", title=words.side), alt.Tooltip("term:N", title=words.title),
            alt.Tooltip("loss:Q", title=words.loss, format=".3f")]  # fmt: skip
    bars = base.mark_bar(size=BAR_PX, fillOpacity=OPACITY, stroke=None)
    bars = bars.encode(
        y=y,
        x=alt.X("start:Q", axis=axis, scale=alt.Scale(nice=False, zero=True)),
        x2="end:Q",
        fill=fill,
        tooltip=tips,
    )
    numbers = base.transform_filter(f"datum.share * width >= {LEAST_PRINTED_PX}").mark_text(
        fontSize=theme.FONT_PX - 1, tooltip=None
    )
    numbers = numbers.encode(
        y=y, x=alt.X("middle:Q", axis=axis), text="label:N", color=theme.colour(slot=theme.INK)
    )
    totals = base.transform_filter("datum.total != null").mark_text(
        align="left", dx=6, fontWeight=600, fontSize=theme.FONT_PX, tooltip=None
    )
    totals = totals.encode(
        y=y, x=alt.X("end:Q", axis=axis), text="total:N", color=theme.colour(slot=theme.INK)
    )
    room = base.mark_point(opacity=0, tooltip=None, aria=False).encode(x=alt.X("reach:Q", axis=axis))
    found = theme.finished(alt.layer(bars, numbers, totals, room), words.title, words.alt)
    return found | {"height": HEIGHT_PX}


def table(words: Words, bars: Mapping[str, Mapping[str, float]]) -> pa.Table:
    """One row a segment.  `bars`: bar → loss in percent by term."""
    longest = max(sum(losses.values()) for losses in bars.values())
    made: list[dict[str, Any]] = []
    for bar, losses in bars.items():
        start = 0.0
        for place, term in enumerate(TERMS):
            loss = losses[term]
            made.append(
                {
                    "bar": bar,
                    "term": words.terms[place],
                    "slot": SLOTS[place],
                    "start": start,
                    "end": start + loss,
                    "middle": start + loss / 2,
                    "loss": loss,
                    "share": loss / (AXIS_SHARE * longest),
                    "reach": AXIS_SHARE * longest,
                    "label": f"{loss:.2f}",
                    "total": f"{start + loss:.2f} %" if place == len(TERMS) - 1 else None,
                }
            )
            start += loss
    return pa.Table.from_pylist(made, schema=SCHEMA)


def draw(words: Words, bars: Mapping[str, Mapping[str, float]]) -> Chart:
    """The chart of these words and bars."""
    return Chart(specification(words), table(words, bars))
