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

LOWEST_PCT, LOWEST_NAME_PCT = -3.0, -2.6
"""Profit so far below the best is not drawn, and a line is named no lower."""


class Words(NamedTuple):
    """Strings of this chart; `cases` in the order of CASES."""

    title: str
    second: str
    alt: str
    fingers: str
    yours: str
    cases: tuple[str, ...]


SCHEMA = pa.schema(
    [("kind", pa.string()), ("count", pa.float64()), ("height", pa.float64())]
    + [(case, pa.float64()) for case in CASES]
    + [("slot", pa.string()), ("label", pa.string())]
)


@cache
def specification(words: Words) -> dict[str, Any]:
    """The Vega-Lite specification; its data are those of `table`."""
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
    best = base.transform_filter("datum.kind == 'best'")
    rules = best.mark_rule(strokeWidth=1.2, strokeDash=[3, 3], tooltip=None).encode(
        x=x, color=theme.colour("slot")
    )
    names = best.mark_text(
        align="left", baseline="bottom", dx=4, dy=-4, fontSize=theme.FONT_PX, fontWeight=600, tooltip=None
    )
    names = names.encode(x=x, y=y("height"), text="label:N", color=theme.colour("slot"))
    ends = base.transform_filter("datum.kind == 'end'").mark_text(
        align="right", baseline="top", dx=-2, dy=5, fontSize=theme.FONT_PX, fontWeight=600, tooltip=None
    )
    ends = ends.encode(x=x, y=y("height"), text="label:N", color=theme.colour("slot"))
    yours = base.transform_filter("datum.kind == 'yours'")
    own = yours.mark_rule(strokeWidth=1.6, tooltip=None).encode(x=x, color=theme.colour(slot=theme.INK))
    said = yours.mark_text(
        align="left", baseline="bottom", dx=5, dy=-3, fontSize=theme.FONT_PX, fontWeight=600, tooltip=None
    )
    said = said.encode(x=x, y=y("height"), text="label:N", color=theme.colour(slot=theme.INK))
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
    return theme.finished(
        alt.layer(*lines, rules, own, pointed, names, ends, said), words.title, words.alt, words.second
    )


def table(
    words: Words, counts: Array, profit_pct: Mapping[str, Array], best: Mapping[str, float], yours: float
) -> pa.Table:
    """Rows of every layer.  `profit_pct`: case → profit at each count; drawn as distance to the best of its case."""
    columns: dict[str, Any] = {"kind": ["curve"] * len(counts), "count": counts}
    for case in CASES:
        below = profit_pct[case] - np.nanmax(profit_pct[case])
        columns[case] = np.where(below >= LOWEST_PCT, below, np.nan)
    drawn = np.logical_or.reduce([np.isfinite(columns[case]) for case in CASES])
    columns = {name: np.asarray(column)[drawn] for name, column in columns.items()}
    lowest = min(float(np.nanmin(columns[case])) for case in CASES)
    marks = [
        {"kind": "best", "count": best[case], "height": lowest * (0.72 + 0.13 * place), "slot": slot,
         "label": f"{round(best[case])}"}
        for place, (case, slot) in enumerate(zip(CASES, SLOTS, strict=True))
        if columns["count"].min() <= best[case] <= columns["count"].max()
    ]  # fmt: skip
    marks += [_end(words, columns, place) for place in range(len(CASES))]
    marks.append({"kind": "yours", "count": yours, "height": lowest, "label": words.yours})
    return pa.concat_tables([rows(SCHEMA, columns), pa.Table.from_pylist(marks, schema=SCHEMA)])


def _end(words: Words, columns: Mapping[str, Any], place: int) -> dict[str, Any]:
    """The name of a line, at its right end."""
    heights = columns[CASES[place]]
    last = int(np.flatnonzero(heights >= LOWEST_NAME_PCT)[-1])
    return {"kind": "end", "count": float(columns["count"][last]), "height": float(heights[last]),
            "slot": SLOTS[place], "label": words.cases[place]}  # fmt: skip


def draw(words: Words, *given: Any) -> Chart:
    """The chart of these words and the arguments of `table`."""
    return Chart(specification(words), table(words, *given))
