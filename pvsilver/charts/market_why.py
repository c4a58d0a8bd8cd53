"""A change of net silver as a waterfall that reads downwards: from one figure, cause by cause, to the other.

Names stand at the left and tonnes at the right of their bars, so that both can be read on any screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa

from pvsilver.charts import Chart, theme

ROW_PX, BAR_PX = 30, 15
NAMES_PX, TONNES_PX = 122, 66
"""Room at the left for names and at the right for tonnes."""


class Bar(NamedTuple):
    """One step: its name, whether it is a total, where it starts and ends in tonnes, how its value is written."""

    name: str
    total: bool
    from_t: float
    to_t: float
    written: str
    before_t: float | None = None
    """The baseline's total, where it differs."""


SCHEMA = pa.schema(
    [(name, pa.float64()) for name in ("row", "top", "foot", "below", "from_t", "to_t", "before")]
    + [(name, pa.string()) for name in ("name", "weight", "slot", "written")]
)


@cache
def specification(title: str, step: str, count: int, compared: bool) -> dict[str, Any]:
    """The Vega-Lite specification for so many bars; its data are those of `table`.

    compared: whether the baseline is marked across the totals.
    """
    import altair as alt

    base = alt.Chart()
    inner: Any = [NAMES_PX, alt.expr(f"max(width - {TONNES_PX}, {NAMES_PX + 10})")]
    scale = alt.Scale(zero=True, nice=False, range=inner)
    x = alt.X("from_t:Q", scale=scale, axis=None)
    rows_scale = alt.Scale(domain=[count, 0], zero=False, nice=False)
    y = alt.Y("row:Q", scale=rows_scale, axis=None)
    ink = theme.colour(slot=theme.INK)

    def text(total: bool, align: Any, at: Any, field: str) -> Any:
        mark = base.transform_filter(f"datum.weight == '{'bold' if total else 'plain'}'")
        mark = mark.mark_text(
            align=align, fontSize=theme.FONT_PX, fontWeight=600 if total else 400, tooltip=None
        )
        return mark.encode(x=at, y=y, text=f"{field}:N", color=ink)

    texts = [text(total, *given) for total in (True, False)
             for given in (("left", alt.value(0), "name"), ("right", alt.value("width"), "written"))]  # fmt: skip
    tips = [alt.Tooltip("name:N", title=step), alt.Tooltip("written:N", title="t")]
    bars = base.mark_bar(height=BAR_PX, fillOpacity=0.8, stroke=None)
    bars = bars.encode(x=x, x2="to_t:Q", y=y, color=theme.colour("slot"), tooltip=tips)
    joins = base.transform_filter("isValid(datum.below)").mark_rule(strokeWidth=1, tooltip=None)
    joins = joins.encode(x=alt.X("to_t:Q", scale=scale, axis=None), y=y, y2="below:Q",
                         color=theme.colour(slot=theme.MUTED))  # fmt: skip
    zero = base.mark_rule(strokeWidth=1, tooltip=None)
    zero = zero.encode(x=alt.datum(0, scale=alt.Scale(zero=True)), color=theme.colour(slot=theme.MUTED))
    before = [_before(base, scale, rows_scale)] if compared else []
    layers = [joins, bars, *before, zero, *texts]
    found = theme.finished(alt.layer(*layers), title, title)
    return found | {"height": count * ROW_PX, "view": {"stroke": None}}


def _before(base: Any, scale: Any, rows_scale: Any) -> Any:
    """Dashed marks of the baseline across the totals; the second line of the title says what they are."""
    import altair as alt

    across = base.transform_filter("isValid(datum.before)")
    across = across.mark_rule(strokeWidth=1.4, strokeDash=[3, 3], tooltip=None)
    return across.encode(
        x=alt.X("before:Q", scale=scale, axis=None), y=alt.Y("top:Q", scale=rows_scale, axis=None), y2="foot:Q",
        color=theme.colour(slot=theme.INK),
    )  # fmt: skip


def table(bars: Sequence[Bar]) -> pa.Table:
    """One row a bar, the first at the top; each end is joined to the next bar."""
    made = []
    for place, bar in enumerate(bars):
        more = bar.to_t >= bar.from_t
        made.append({
            "row": place + 0.5, "top": place + 0.1, "foot": place + 0.9, "before": bar.before_t,
            "below": place + 1.5 if place < len(bars) - 1 else None, "name": bar.name,
            "weight": "bold" if bar.total else "plain", "from_t": bar.from_t, "to_t": bar.to_t,
            "slot": theme.GREY if bar.total else (theme.ORANGE if more else theme.ACCENT), "written": bar.written,
        })  # fmt: skip
    return pa.Table.from_pylist(made, schema=SCHEMA)


def draw(title: str, second: str, description: str, step: str, bars: Sequence[Bar]) -> Chart:
    """The chart; the second line of its title and the description say numbers and so change with them."""
    kept = specification(title, step, len(bars), any(bar.before_t is not None for bar in bars))
    heading = kept["title"] | {"text": [title, second]}
    return Chart(kept | {"title": heading, "description": description}, table(bars))
