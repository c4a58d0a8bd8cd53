"""Stacked areas by technology or by metallization route: fixed order, colour, dash and end label."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pvsilver.charts import Chart, hover, rows, theme
from pvsilver.names import ROUTES, TECHNOLOGIES

Array = npt.NDArray[Any]

GROUPS = {"technology": TECHNOLOGIES, "route": ROUTES, "decade": theme.DECADES}
SLOTS = {"technology": theme.TECHNOLOGY_SLOT, "route": theme.ROUTE_SLOT, "decade": theme.DECADE_SLOT}
DASHES = {"technology": theme.TECHNOLOGY_DASH, "route": theme.ROUTE_DASH, "decade": theme.DECADE_DASH}

LEAST_SHARE_AT_END = 0.015
LEAST_SHARE_AT_PEAK = 0.07
"""A band gets its label at the end of the chart, else inside its widest place, if it is this thick there."""

REACH_SHARE = 1 / 12
"""Share of the years shown that a label inside an area covers to either side."""

LEAST_EDGE = 0.002
"""Bands thinner than this share of the axis have no edge line of their own."""


class Words(NamedTuple):
    """Strings of this chart; `names` in the order of the groups."""

    title: str
    split: str
    alt: str
    year: str
    names: tuple[str, ...]
    baseline: str


def schema(by: str) -> pa.Schema:
    """Columns of the table: one row a year with a column a band, and labels.  The browser stacks the bands."""
    return pa.schema(
        [("kind", pa.string()), ("year", pa.float64()), ("top", pa.float64()), ("least", pa.float64()),
         ("label", pa.string())]
        + [(group, pa.float64()) for group in GROUPS[by]]
    )  # fmt: skip


@cache
def specification(by: str, words: Words, unit: str) -> dict[str, Any]:
    """The Vega-Lite specification of a split by `technology` or `route`."""
    import altair as alt

    base = alt.Chart()
    x = theme.years()
    dashes = alt.Scale(domain=list(GROUPS[by]), range=[DASHES[by][group] for group in GROUPS[by]])

    def only(kind: str) -> Any:
        return base.transform_filter(f"datum.kind == '{kind}'")

    bands = (
        only("year")
        .transform_fold(list(GROUPS[by]), as_=["group", "value"])
        .transform_stack(stack="value", groupby=["year"], as_=["bottom", "top"])
        .transform_calculate(
            slot=f"{json.dumps(SLOTS[by])}[datum.group]", edge="datum.value >= datum.least ? datum.top : null"
        )
    )
    areas = bands.mark_area(opacity=0.5, tooltip=None).encode(
        x=x, y=theme.tonnes("bottom"), y2="top:Q", color=theme.colour("slot"), detail="group:N"
    )
    edges = bands.mark_line(strokeWidth=1.6, tooltip=None).encode(
        x=x,
        y=theme.tonnes("edge"),
        color=theme.colour("slot"),
        strokeDash=alt.StrokeDash("group:N", scale=dashes, legend=None),
    )
    tips = dict(zip(GROUPS[by], words.names, strict=True))
    pointed = hover.rule(base, tips, words.year, unit)
    at_end = (
        only("end")
        .mark_text(align="left", dx=7, fontSize=theme.FONT_PX, fontWeight=600)
        .encode(x=x, y=theme.tonnes("top"), text="label:N", color=theme.colour(slot=theme.INK))
    )
    inside = (
        only("inside")
        .mark_text(fontSize=theme.FONT_PX, fontWeight=600)
        .encode(x=x, y=theme.tonnes("top"), text="label:N", color=theme.colour(slot=theme.INK))
    )
    muted = theme.colour(slot=theme.MUTED)
    before = only("baseline").mark_line(strokeWidth=1.4, strokeDash=[3, 3], tooltip=None)
    before = before.encode(x=x, y=theme.tonnes("top"), color=muted)
    named = only("baseline_name").mark_text(align="right", dx=-6, dy=-8, fontSize=theme.FONT_PX, tooltip=None)
    named = named.encode(x=x, y=theme.tonnes("top"), text="label:N", color=muted)
    layers = (areas, edges, pointed, at_end, inside, before, named)
    return theme.finished(alt.layer(*layers), words.title, words.alt, words.split)


def table(by: str, years: Array, values: Array, words: Words, baseline: Array) -> pa.Table:
    """Rows of every layer.

    years: (years,).  values: what is drawn, (years, groups) in the order of the groups.  baseline: the same of the
    baseline, whose total is drawn where it differs.
    """
    top = values.cumsum(axis=1)
    count = len(years)
    bands = {
        "kind": ["year"] * count, "year": years.astype(float), "least": [LEAST_EDGE * top[:, -1].max()] * count
    } | dict(zip(GROUPS[by], values.T, strict=True))  # fmt: skip
    columns = schema(by)
    extra = _labels(years, values, top, words) + _before(
        years, top[:, -1], baseline.sum(axis=1), words.baseline
    )
    return pa.concat_tables([rows(columns, bands), pa.Table.from_pylist(extra, schema=columns)])


def draw(by: str, words: Words, years: Array, values: Array, unit: str, baseline: Array) -> Chart:
    """The chart of a split."""
    return Chart(specification(by, words, unit), table(by, years, values, words, baseline))


def _before(years: Any, now: Any, before: Any, name: str) -> list[dict[str, Any]]:
    if np.allclose(before, now, rtol=1e-9, atol=1e-9):
        return []
    line = [{"kind": "baseline", "year": float(year), "top": float(value)}
            for year, value in zip(years, before, strict=True)]  # fmt: skip
    return [
        *line,
        {"kind": "baseline_name", "year": float(years[-1]), "top": float(before[-1]), "label": name},
    ]


def _labels(years: Any, values: Any, top: Any, words: Words) -> list[dict[str, Any]]:
    axis = max(float(top[:, -1].max()), 1e-9)
    middle = top - values / 2
    end = values[-1] >= LEAST_SHARE_AT_END * axis
    heights = theme.spread(middle[-1][end], theme.gap_share(theme.HEIGHT_PX) * axis, 0.0)
    named = [name for name, at_end in zip(words.names, end, strict=True) if at_end]
    reach = max(2, round(len(years) * REACH_SHARE))
    labels: list[dict[str, Any]] = [
        {"kind": "end", "year": float(years[-1]), "top": height, "label": name}
        for name, height in zip(named, heights, strict=True)
    ]
    for g in np.flatnonzero(~end):
        around = np.array([values[max(y - 2, 0) : y + 3, g].min() for y in range(len(years))])
        around[: reach - 1] = 0.0  # A label centred here would leave the chart.
        thickest = int(around.argmax())
        if around[thickest] >= LEAST_SHARE_AT_PEAK * axis:
            labels.append({"kind": "inside", "year": float(years[thickest]), "top": float(middle[thickest, g]),
                         "label": words.names[g]})  # fmt: skip
    return labels
