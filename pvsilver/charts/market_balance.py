"""Silver supply above the line and demand beneath it by year, the balance as a line of points across.

Stacks are told by their names at the right edge; the survey's own balance stands as hollow diamonds.  Where the
baseline's supply, demand or balance differs, a thin dashed line runs at its height.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from pvsilver.charts import Chart, hover, rows, theme

SUPPLY = ("mine_t", "recycling_t", "other_supply_t", "modules_t")
DEMAND = ("other_demand_t", "pv_t")
"""Columns from the zero line outwards."""

SLOTS = {
    "mine_t": theme.ACCENT,
    "recycling_t": theme.GREEN,
    "other_supply_t": theme.GREY,
    "modules_t": theme.PINK,
    "other_demand_t": theme.GREY,
    "pv_t": theme.ORANGE,
}
BEFORE = {"total_supply_t": 1.0, "total_demand_t": -1.0, "balance_t": 1.0}
"""What of the baseline is drawn → the side of the zero line on which it stands."""

LEAST_SHARE_MOVED = {"total_supply_t": 0.002, "total_demand_t": 0.002, "balance_t": 1e-9}
"""Share of both halves by which it must differ to be drawn: the ends of bars hide what is less."""

BASELINE = "before_t"
"""Column of the baseline's balance."""

TIPS = (*SUPPLY, "total_supply_t", "pv_t", "other_demand_t", "balance_t", BASELINE, "survey_balance_t")
HALF_BAR_YEARS = 0.4
LABEL_GAP_SHARE = 0.085
"""Least distance of two names, as a share of both halves: a line of text on a phone too."""

LEAST_SHARE_NAMED = 0.004
"""A stack thinner than this share of the axis at the last year has no name there."""


class Words(NamedTuple):
    """Strings of this chart; `parts` in the order of SUPPLY and DEMAND."""

    title: str
    second: str
    alt: str
    year: str
    parts: tuple[str, ...]
    total_supply: str
    balance: str
    survey: str
    last: str
    baseline: str


SCHEMA = pa.schema(
    [("kind", pa.string()), ("year", pa.float64()), ("part", pa.string()), ("slot", pa.string())]
    + [(name, pa.float64()) for name in ("left", "right", "inner", "outer", "balance")]
    + [(name, pa.float64()) for name in TIPS]
    + [("label", pa.string())]
)


@cache
def specification(words: Words) -> dict[str, Any]:
    """The Vega-Lite specification; its data are those of `table`."""
    import altair as alt

    base = alt.Chart()
    x = theme.years()
    space: dict[str, Any] = {"minExtent": theme.AXIS_SPACE_PX, "maxExtent": theme.AXIS_SPACE_PX}
    axis = alt.Axis(
        title=None, tickCount=7, labelPadding=6, labelExpr="format(abs(datum.value), ',d')", **space
    )

    def y(field: str) -> Any:
        return alt.Y(f"{field}:Q", scale=alt.Scale(zero=True), axis=axis)

    def only(kind: str) -> Any:
        return base.transform_filter(f"datum.kind == '{kind}'")

    ink, muted = theme.colour(slot=theme.INK), theme.colour(slot=theme.MUTED)
    left = theme.years()
    left["shorthand"] = "left:Q"
    bars = only("bar").mark_bar(fillOpacity=0.55, stroke=None, tooltip=None)
    bars = bars.encode(x=left, x2="right:Q", y=y("inner"), y2="outer:Q", color=theme.colour("slot"))
    zero = base.mark_rule(strokeWidth=1, tooltip=None).encode(y=alt.datum(0), color=ink)
    last = only("last").mark_rule(strokeDash=[2, 2], tooltip=None).encode(x=x, color=muted)
    note = only("last").mark_text(
        align="left", baseline="top", dx=5, fontSize=theme.FONT_PX - 1, tooltip=None
    )
    note = note.encode(x=x, y=alt.value(0), text="label:N", color=muted)
    line = only("balance").mark_line(strokeWidth=2.2, tooltip=None).encode(x=x, y=y("balance"), color=ink)
    points = only("balance").mark_point(filled=True, size=42, opacity=1, tooltip=None)
    points = points.encode(x=x, y=y("balance"), color=ink)
    before = only("before").mark_line(strokeWidth=1.4, strokeDash=[3, 3], tooltip=None)
    before = before.encode(x=x, y=y("balance"), color=muted, detail="part:N")
    survey = only("survey").mark_point(shape="diamond", size=58, strokeWidth=1.6, opacity=1, tooltip=None)
    survey = survey.encode(x=x, y=y("balance"), color=ink)
    names = dict(zip((*SUPPLY, *DEMAND), words.parts, strict=True))
    tips = names | {"total_supply_t": words.total_supply, "balance_t": words.balance,
                    BASELINE: words.baseline, "survey_balance_t": words.survey}  # fmt: skip
    pointed = hover.rule(base, {column: tips[column] for column in TIPS}, words.year, "t")
    labels = only("name").mark_text(align="left", dx=6, fontSize=theme.FONT_PX, fontWeight=600, tooltip=None)
    labels = labels.encode(x=x, y=y("outer"), text="label:N", color=theme.colour("slot"))
    layers = [bars, last, note, zero, pointed, before, line, points, survey, labels]
    return theme.finished(alt.layer(*layers), words.title, words.alt, words.second)


def table(words: Words, frame: pd.DataFrame, last_actual: int, before: pd.DataFrame) -> pa.Table:
    """Rows of every layer.

    frame: one row a year with SUPPLY, DEMAND and the balances in tonnes.  before: the baseline's, of the same years.
    """
    years = frame["year"].to_numpy(dtype=float)
    count = len(years)
    parts, ends = [], []
    for columns, sign in ((SUPPLY, 1.0), (DEMAND, -1.0)):
        inner = np.zeros(count)
        for column in columns:
            outer = inner + sign * frame[column].to_numpy()
            parts.append(rows(SCHEMA, {
                "kind": ["bar"] * count, "year": years, "part": [column] * count, "slot": [SLOTS[column]] * count,
                "left": years - HALF_BAR_YEARS, "right": years + HALF_BAR_YEARS, "inner": inner, "outer": outer,
            }))  # fmt: skip
            ends.append((column, float(inner[-1] + outer[-1]) / 2, abs(float(outer[-1] - inner[-1]))))
            inner = outer
    balance = frame["balance_t"].to_numpy()
    said = frame[frame["survey_balance_t"].notna()]
    parts.append(rows(SCHEMA, {"kind": ["balance"] * count, "year": years, "balance": balance}))
    parts.append(rows(SCHEMA, {"kind": ["survey"] * len(said), "year": said["year"].to_numpy(dtype=float),
                               "balance": said["survey_balance_t"].to_numpy()}))  # fmt: skip
    parts.append(rows(SCHEMA, {"kind": ["year"] * count, "year": years}
                      | {column: frame[column].to_numpy() for column in TIPS if column != BASELINE}
                      | {BASELINE: before["balance_t"].to_numpy()}))  # fmt: skip
    span = float(frame["total_supply_t"].max() + frame["total_demand_t"].max())
    ends.append(("balance", float(balance[-1]), span))
    moved = [
        column
        for column in BEFORE
        if np.abs(frame[column] - before[column]).max() > LEAST_SHARE_MOVED[column] * span
    ]
    parts += [_before(column, years, before[column].to_numpy()) for column in moved]
    if "balance_t" in moved:
        ends.append((BASELINE, float(before["balance_t"].iloc[-1]), span))
    named = [end for end in ends if end[2] >= LEAST_SHARE_NAMED * span]
    heights = theme.spread([height for _, height, _ in named], LABEL_GAP_SHARE * span)
    names = ((*SUPPLY, *DEMAND, "balance", BASELINE), (*words.parts, words.balance, words.baseline))
    texts = dict(zip(*names, strict=True))
    extra: list[dict[str, Any]] = [
        {"kind": "name", "year": years[-1] + HALF_BAR_YEARS, "outer": height, "label": texts[column],
         "slot": theme.MUTED if column == BASELINE else theme.INK}
        for (column, _, _), height in zip(named, heights, strict=True)
    ]  # fmt: skip
    if years[0] <= last_actual < years[-1]:
        extra.append({"kind": "last", "year": last_actual + 0.5, "label": words.last})
    return pa.concat_tables([*parts, pa.Table.from_pylist(extra, schema=SCHEMA)])


def _before(column: str, years: np.ndarray[Any, Any], tonnes: np.ndarray[Any, Any]) -> pa.Table:
    count = len(years)
    return rows(SCHEMA, {"kind": ["before"] * count, "part": [column] * count, "year": years,
                         "balance": BEFORE[column] * tonnes})  # fmt: skip


def draw(words: Words, frame: pd.DataFrame, last_actual: int, before: pd.DataFrame) -> Chart:
    """The chart of these words and the arguments of `table`."""
    return Chart(specification(words), table(words, frame, last_actual, before))
