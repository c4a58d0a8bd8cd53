"""What retires by year, stacked by the decade in which it was installed, with the baseline's total."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy.typing as npt
import pyarrow as pa

from pvsilver.charts import Chart, stack, theme

Array = npt.NDArray[Any]

BY = "decade"


class Notes(NamedTuple):
    """Strings beside those of the stack: what lies right of the last observed year."""

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
    beside = theme.finished(alt.layer(rule, note), words.title, words.alt)
    found = stack.specification(BY, words, unit)
    return found | {"layer": [*beside["layer"], *found["layer"]]}


def table(
    words: stack.Words, notes: Notes, years: Array, values: Array, baseline: Array, last_observed: int
) -> pa.Table:
    """Rows of every layer.

    years: (years,).  values and baseline: (years, decades of theme.DECADES).  last_observed: last year of observed
    installations.
    """
    found = stack.table(BY, years, values, words, baseline)
    if not years[0] < last_observed < years[-1]:
        return found
    rule = {"kind": "last", "year": float(last_observed), "label": notes.ahead}
    return pa.concat_tables([found, pa.Table.from_pylist([rule], schema=found.schema)])


def draw(words: stack.Words, notes: Notes, unit: str, **given: Any) -> Chart:
    """The chart of these words and the arguments of `table`."""
    return Chart(specification(words, unit), table(words, notes, **given))
