"""What retires by year, stacked by the decade in which it was installed, with the baseline's total."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from pvsilver.charts import Chart, stack, theme

BY = "decade"


class Notes(NamedTuple):
    """Strings beside those of the stack: the baseline's name, and what lies right of the last observed year."""

    baseline: str
    ahead: str


@cache
def specification(words: stack.Words, unit: str) -> dict[str, Any]:
    """The Vega-Lite specification; its data are those of `table`."""
    import altair as alt

    base = alt.Chart()
    x = theme.years()

    def only(kind: str) -> Any:
        return base.transform_filter(f"datum.kind == '{kind}'")

    muted = theme.colour(slot=theme.MUTED)
    rule = only("last").mark_rule(strokeDash=[2, 2], tooltip=None).encode(x=x, color=muted)
    note = only("last").mark_text(
        align="left", baseline="top", dx=5, fontSize=theme.FONT_PX - 1, tooltip=None
    )
    note = note.encode(x=x, y=alt.value(0), text="label:N", color=muted)
    before = only("baseline").mark_line(strokeWidth=1.4, strokeDash=[3, 3], tooltip=None)
    before = before.encode(x=x, y=theme.tonnes("top"), color=muted)
    name = only("baseline_name").mark_text(align="right", dx=-6, dy=-8, fontSize=theme.FONT_PX, tooltip=None)
    name = name.encode(x=x, y=theme.tonnes("top"), text="label:N", color=muted)
    beside = theme.finished(alt.layer(rule, note, before, name), words.title, words.alt)
    found = stack.specification(BY, words, unit)
    rules, lines = beside["layer"][:2], beside["layer"][2:]
    return found | {"layer": [*rules, *found["layer"], *lines]}


def table(
    words: stack.Words,
    notes: Notes,
    frame: pd.DataFrame,
    column: str,
    baseline: Sequence[float],
    last_observed: int,
) -> pa.Table:
    """Rows of every layer.

    frame: long, with year, decade (ids of theme.DECADES in their order) and the column drawn.  baseline: its
    total by year, drawn only where it differs.  last_observed: last year of observed installations.
    """
    found = stack.table(BY, frame, column, words)
    years = frame["year"].unique()
    total = frame.groupby("year", sort=False)[column].sum().to_numpy()
    extra: list[dict[str, Any]] = []
    if years[0] < last_observed < years[-1]:
        extra.append({"kind": "last", "year": float(last_observed), "label": notes.ahead})
    before = np.asarray(baseline, dtype=float)
    if not np.allclose(before, total, rtol=1e-9, atol=1e-9):
        extra += [{"kind": "baseline", "year": float(year), "top": float(value)}
                  for year, value in zip(years, before, strict=True)]  # fmt: skip
        extra.append({"kind": "baseline_name", "year": float(years[-1]), "top": float(before[-1]),
                      "label": notes.baseline})  # fmt: skip
    return pa.concat_tables([found, pa.Table.from_pylist(extra, schema=found.schema)])


def draw(words: stack.Words, notes: Notes, unit: str, **given: Any) -> Chart:
    """The chart of these words and the arguments of `table`."""
    return Chart(specification(words, unit), table(words, notes, **given))
