"""Profit of a cell against its number of fingers, for efficiency alone and with silver priced in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from pvsilver.charts import Chart, rows, theme
from pvsilver.charts.contour import Array

CASES = ("efficiency", "today", "twice")
SLOTS = (theme.MUTED, theme.ACCENT, theme.ORANGE)
DASHES = (theme.DASHED, theme.SOLID, [2, 2])
WIDTHS = (1.6, 3.0, 2.0)

LOWEST_PCT = -3.0
"""Profit so far below the best is not drawn."""

NAMES_FROM, NAMES_STEP = 0.46, 0.13
"""Where names of the rules stand, as shares of the lowest profit: each in a line of its own."""

TURN_SHARE = 0.55
"""A rule further right than this share of the counts has its name at its left."""

BASELINE_DASH = [3, 3]


class Words(NamedTuple):
    """Strings of this chart; `cases` in the order of CASES."""

    title: str
    second: str
    alt: str
    fingers: str
    yours: str
    baseline: str
    cases: tuple[str, ...]


SCHEMA = pa.schema(
    [("kind", pa.string()), ("count", pa.float64()), ("height", pa.float64())]
    + [(case, pa.float64()) for case in (*CASES, "baseline")]
    + [("slot", pa.string()), ("label", pa.string()), ("left", pa.bool_())]
)


@cache
def specification(words: Words, compared: bool) -> dict[str, Any]:
    """The Vega-Lite specification; its data are those of `table`.  compared: whether the baseline is drawn."""
    import altair as alt

    base = alt.Chart()
    x = alt.X(
        "count:Q",
        scale=alt.Scale(nice=False, zero=False),
        axis=alt.Axis(title=words.fingers, grid=False, tickMinStep=1, tickCount=8, format="d"),
    )

    def y(field: str) -> Any:
        axis = alt.Axis(title=None, format=".1f", tickCount=5)
        return alt.Y(f"{field}:Q", axis=axis, scale=alt.Scale(nice=False, zero=True, padding=14))

    lines = [
        base.transform_filter("datum.kind == 'curve'")
        .mark_line(strokeWidth=width, strokeDash=dash, tooltip=None)
        .encode(x=x, y=y(case), color=theme.colour(slot=slot))
        for case, slot, dash, width in zip(CASES, SLOTS, DASHES, WIDTHS, strict=True)
    ]
    if compared:
        before = base.transform_filter("datum.kind == 'curve'")
        before = before.mark_line(strokeWidth=1.4, strokeDash=BASELINE_DASH, tooltip=None)
        lines.insert(0, before.encode(x=x, y=y("baseline"), color=theme.colour(slot=theme.INK)))
    own, marked = (base.transform_filter(f"datum.kind == '{kind}'") for kind in ("yours", "marked"))
    rules = [
        rule.mark_rule(strokeWidth=width, strokeDash=dash, tooltip=None).encode(
            x=x, color=theme.colour("slot")
        )
        for rule, width, dash in ((marked, 1.2, BASELINE_DASH), (own, 1.8, theme.SOLID))
    ]
    names = [_named(base, left).encode(x=x, y=y("height"), text="label:N") for left in (True, False)]
    names = [one for name in names for one in (_halo(name), name.encode(color=theme.colour("slot")))]
    tips = [alt.Tooltip("count:Q", title=words.fingers, format="d")]
    tips += [
        alt.Tooltip(f"{case}:Q", title=name, format="+.2f")
        for case, name in zip(CASES, words.cases, strict=True)
    ]
    near = alt.selection_point(
        name="near", fields=["count"], nearest=True, on="pointerover", clear="pointerout", empty=False
    )
    pointed = (
        base.transform_filter("datum.kind == 'curve'")
        .mark_rule(strokeWidth=1)
        .encode(x=x, color=theme.colour(slot=theme.MUTED), tooltip=tips,
                opacity=alt.condition(near, alt.value(0.6), alt.value(0.0)))
        .add_params(near)
    )  # fmt: skip
    return theme.finished(alt.layer(*lines, *rules, pointed, *names), words.title, words.alt, words.second)


def _named(base: Any, left: bool) -> Any:
    """Names of rules, at their left or right."""
    chosen = base.transform_filter("datum.left" if left else "datum.left === false")
    return chosen.mark_text(
        align="right" if left else "left",
        dx=-5 if left else 5,
        fontSize=theme.FONT_PX,
        fontWeight=600,
        tooltip=None,
    )


def _halo(name: Any) -> Any:
    """The page's own ground around a name keeps it readable on lines."""
    import altair as alt

    halo = name.copy()
    halo.mark = name.mark.copy()
    halo.mark.stroke = alt.ExprRef("background || 'transparent'")
    halo.mark.strokeWidth = 4
    return halo.encode(color=theme.colour(slot=theme.INK))


class Before(NamedTuple):
    """The baseline: profit at each count with silver at its price, and its number of fingers."""

    profit_pct: Array
    fingers: float


def table(
    words: Words,
    counts: Array,
    profit_pct: Mapping[str, Array],
    best: Mapping[str, float],
    yours: float,
    before: Before | None = None,
) -> pa.Table:
    """Rows of every layer.  `profit_pct`: case → profit at each count; drawn as distance to the best of its case."""
    columns: dict[str, Any] = {"kind": ["curve"] * len(counts), "count": counts}
    columns |= {case: _below_best(profit_pct[case]) for case in CASES}
    if before is not None:
        columns["baseline"] = _below_best(before.profit_pct)
    drawn = np.logical_or.reduce([np.isfinite(columns[case]) for case in CASES])
    columns = {name: np.asarray(column)[drawn] for name, column in columns.items()}
    lowest = min(float(np.nanmin(columns[case])) for case in CASES)
    first, last = float(columns["count"].min()), float(columns["count"].max())
    rules = [("yours", yours, words.yours, theme.INK)]
    if before is not None and before.fingers != yours:
        rules.append(("marked", before.fingers, words.baseline, theme.INK))
    rules += [
        ("marked", best[case], name, slot) for case, name, slot in zip(CASES, words.cases, SLOTS, strict=True)
    ]
    marks = [
        {"kind": kind, "count": count, "height": lowest * (NAMES_FROM + NAMES_STEP * place), "slot": slot,
         "label": f"{round(count)} {name}", "left": count > first + TURN_SHARE * (last - first)}
        for place, (kind, count, name, slot) in enumerate(rules)
        if first <= count <= last
    ]  # fmt: skip
    seen = np.flatnonzero(np.isfinite(columns["baseline"])) if before is not None else np.array([], dtype=int)
    if seen.size:
        end = int(seen[-1])
        marks.append({"kind": "end", "count": float(columns["count"][end]), "label": words.baseline, "left": True,
                      "height": float(columns["baseline"][end]), "slot": theme.INK})  # fmt: skip
    return pa.concat_tables([rows(SCHEMA, columns), pa.Table.from_pylist(marks, schema=SCHEMA)])


def _below_best(profit_pct: Array) -> Array:
    """Distance to the best, NaN where it is too far to be drawn."""
    below = profit_pct - np.nanmax(profit_pct)
    return np.where(below >= LOWEST_PCT, below, np.nan)


def draw(
    words: Words,
    counts: Array,
    profit_pct: Mapping[str, Array],
    best: Mapping[str, float],
    yours: float,
    before: Before | None = None,
) -> Chart:
    """The chart of these words and the arguments of `table`."""
    data = table(words, counts, profit_pct, best, yours, before)
    return Chart(specification(words, before is not None), data)
