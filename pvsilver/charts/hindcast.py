"""The hindcast: model and survey side by side, and beneath it what neither explains."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa

from pvsilver.charts import MINUS, Chart, theme


class Words(NamedTuple):
    """Strings of both charts."""

    title: str
    alt: str
    year: str
    model: str
    survey: str
    editions: str
    unexplained: str
    baseline: str


NUMBERS = (
    "model",
    "survey",
    "lowest",
    "highest",
    "unexplained",
    "baseline",
    "unexplained_before",
    "label_at",
)
TEXTS = ("label", "editions", "series")

SCHEMA = pa.schema(
    [
        ("year", pa.string()),
        *((name, pa.float64()) for name in NUMBERS),
        *((name, pa.string()) for name in TEXTS),
    ]
)


ACROSS_PX = 13
"""How far the mark of the baseline reaches to either side of a bar's middle."""

CROWDED_PX = 420
"""In a chart narrower than this the numbers of its bars are smaller."""

NUMBER_SPACE_PX = 18
"""Room for a bar's number beyond its end."""


def _years() -> Any:
    import altair as alt

    axis = alt.Axis(title=None, labelAngle=0, grid=False, domain=False, labelPadding=6)
    return alt.X("year:O", sort=None, axis=axis)


def _tips(words: Words) -> list[Any]:
    import altair as alt

    numbers = [
        alt.Tooltip(f"{name}:Q", title=getattr(words, name), format=",.0f") for name in ("model", "survey")
    ]
    return [alt.Tooltip("year:N", title=words.year), *numbers, alt.Tooltip("editions:N", title=words.editions),
            alt.Tooltip("label:N", title=words.unexplained)]  # fmt: skip


@cache
def specification(words: Words) -> dict[str, Any]:
    """Paired points by year, joined; faint bars span all editions of the survey."""
    import altair as alt

    base = alt.Chart().encode(x=_years(), tooltip=_tips(words))
    editions = base.mark_bar(width=14, opacity=0.22, cornerRadius=3).encode(
        y=theme.tonnes("lowest"), y2="highest:Q", color=theme.colour(slot=theme.MUTED)
    )
    gap = base.mark_rule(strokeWidth=1.4).encode(
        y=theme.tonnes("model"), y2="survey:Q", color=theme.colour(slot=theme.MUTED)
    )
    model = base.mark_point(size=90, filled=True, opacity=1).encode(
        y=theme.tonnes("model"), color=theme.colour(slot=theme.ACCENT)
    )
    survey = base.mark_point(shape="diamond", size=80, strokeWidth=2, opacity=1).encode(
        y=theme.tonnes("survey"), color=theme.colour(slot=theme.INK)
    )
    before = base.mark_line(strokeWidth=1.4, strokeDash=[3, 3]).encode(
        y=theme.tonnes("baseline"), color=theme.colour(slot=theme.MUTED)
    )
    named = (
        base.transform_filter("datum.series == 'last' && isValid(datum.baseline)")
        .mark_text(align="left", dx=12, fontSize=theme.FONT_PX - 1)
        .encode(
            y=theme.tonnes("baseline"), text=alt.value(words.baseline), color=theme.colour(slot=theme.MUTED)
        )
    )
    labels = [
        base.transform_filter(f"datum.series == 'first' && {where}")
        .mark_text(dy=dy, fontSize=theme.FONT_PX, fontWeight=600)
        .encode(y=theme.tonnes(column), text=alt.value(text), color=theme.colour(slot=slot))
        for column, other, text, slot in (
            ("model", "survey", words.model, theme.ACCENT), ("survey", "model", words.survey, theme.INK),
        )
        for where, dy in ((f"datum.{column} >= datum.{other}", -14), (f"datum.{column} < datum.{other}", 15))
    ]  # fmt: skip
    return theme.finished(
        alt.layer(editions, before, gap, model, survey, named, *labels), words.title, words.alt
    )


@cache
def residual(words: Words) -> dict[str, Any]:
    """Bars of survey less model, each with its number."""
    import altair as alt

    y = theme.tonnes("unexplained")
    y.scale = alt.Scale(zero=True, padding=NUMBER_SPACE_PX)
    base = alt.Chart().encode(x=_years(), y=y, tooltip=_tips(words))
    bars = base.mark_bar(width=22, opacity=0.75).encode(color=theme.colour(slot=theme.ORANGE))
    zero = alt.Chart().mark_rule().encode(y=alt.YDatum(0), color=theme.colour(slot=theme.MUTED))
    size = alt.ExprRef(f"width < {CROWDED_PX} ? {theme.FONT_PX - 3} : {theme.FONT_PX - 1}")
    at = theme.tonnes("label_at")
    numbers = [
        base.transform_filter(f"datum.unexplained {where} 0")
        .mark_text(dy=dy, fontSize=size)
        .encode(y=at, text="label:N", color=theme.colour(slot=theme.INK))
        for where, dy in ((">=", -9), ("<", 10))
    ]
    # Across each bar, for a line of the baseline would join what has nothing to do with one another.
    before = base.transform_filter("isValid(datum.unexplained_before)").mark_rule(
        strokeWidth=1.6, strokeDash=[3, 3], xOffset=-ACROSS_PX, x2Offset=ACROSS_PX, tooltip=None
    )
    before = before.encode(
        x2="year", y=theme.tonnes("unexplained_before"), color=theme.colour(slot=theme.INK)
    )
    named = base.transform_filter("datum.series == 'last' && isValid(datum.unexplained_before)").mark_text(
        align="left", dx=ACROSS_PX + 4, fontSize=theme.FONT_PX - 1, tooltip=None
    )
    named = named.encode(y=theme.tonnes("unexplained_before"), text=alt.value(words.baseline),
                         color=theme.colour(slot=theme.MUTED))  # fmt: skip
    found = theme.finished(alt.layer(bars, zero, before, named, *numbers), words.title, words.alt)
    return found | {"height": 170}


def table(
    reconciliation: pd.DataFrame,
    baseline: pd.DataFrame,
    survey: Iterable[Mapping[str, Any]],
    forecast: Mapping[int, str],
) -> pa.Table:
    """One row for each year that the chosen survey covers.

    `baseline`: the reconciliation to compare with, drawn where it differs.  `forecast`: year → how to write it.
    """
    before = dict(zip(baseline["year"], baseline["survey_comparable_t"], strict=True))
    now = dict(zip(reconciliation["year"], reconciliation["survey_comparable_t"], strict=True))
    moved = any(not math.isclose(before.get(year, math.nan), now[year], rel_tol=1e-9) for year in now)
    said = reconciliation.dropna(subset=["survey_t"])
    editions: dict[int, list[float]] = {}
    for row in survey:
        editions.setdefault(row["year"], []).append(row["silver_t"])
    rows = []
    for said_row in said.to_dict("records"):
        year, left = int(said_row["year"]), float(said_row["unexplained_t"])
        low, high = min(editions[year]), max(editions[year])
        other = said_row["survey_t"] - before[year] if moved and year in before else None
        reach = [left, *([] if other is None else [other])]
        rows.append(
            {
                "year": forecast.get(year, str(year)),
                "model": said_row["survey_comparable_t"],
                "survey": said_row["survey_t"],
                "lowest": low,
                "highest": high,
                "unexplained": left,
                "label": f"{left:+,.0f}".replace("-", MINUS),
                "editions": f"{low:,.0f}–{high:,.0f}",
                "series": None,
                "baseline": before.get(year) if moved else None,
                "unexplained_before": other,
                # Beyond the bar and the mark of the baseline.
                "label_at": max(reach) if left >= 0 else min(reach),
            }
        )
    if rows:
        rows[-1]["series"] = "last"
        rows[0]["series"] = "first"
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def draw(words: Words, residual_words: Words, data: pa.Table) -> tuple[Chart, Chart]:
    """Both charts over the same rows."""
    return Chart(specification(words), data), Chart(residual(residual_words), data)
