"""What moved net silver against the baseline: a bar a cause, to the left for less, to the right for more; their sum.

Names stand at the left and tonnes at the right of their bars, so that both can be read on any screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa

from pvsilver.charts import Chart, theme

ROW_PX = 22
TITLE_PX = 46
BAR_PX = 12
NAMES_PX, TONNES_PX = 104, 62
"""Room at the left for names and at the right for tonnes."""


class Bar(NamedTuple):
    """One cause, or their sum: its name, the tonnes it adds or takes, and how these are written."""

    name: str
    tonnes: float
    written: str
    total: bool = False


SCHEMA = pa.schema(
    [
        ("row", pa.float64()),
        ("name", pa.string()),
        ("tonnes", pa.float64()),
        ("written", pa.string()),
        ("total", pa.bool_()),
        ("slot", pa.string()),
    ]
)


@cache
def specification(title: str, count: int) -> dict[str, Any]:
    """The Vega-Lite specification for so many bars; its data are those of `table`."""
    import altair as alt

    base = alt.Chart()
    inner: Any = [NAMES_PX, alt.expr(f"max(width - {TONNES_PX}, {NAMES_PX + 10})")]
    x = alt.X("tonnes:Q", scale=alt.Scale(zero=True, nice=False, range=inner), axis=None)
    y = alt.Y("row:Q", scale=alt.Scale(domain=[count, 0], zero=False, nice=False), axis=None)

    def text(column: str, at: Any, align: Any, total: bool) -> Any:
        chosen = base.transform_filter("datum.total" if total else "!datum.total")
        mark = chosen.mark_text(
            align=align, fontSize=theme.FONT_PX, fontWeight=600 if total else 400, tooltip=None
        )
        return mark.encode(x=alt.value(at), y=y, text=f"{column}:N", color=theme.colour(slot=theme.INK))

    words = [
        text(column, at, align, total)
        for total in (False, True)
        for column, at, align in (("name", 0, "left"), ("written", "width", "right"))
    ]
    bars = base.mark_bar(height=BAR_PX, tooltip=None)
    bars = bars.encode(x=x, x2=alt.datum(0), y=y, color=theme.colour("slot"))
    zero = base.mark_rule(strokeWidth=1, tooltip=None)
    zero = zero.encode(x=alt.datum(0, scale=alt.Scale(zero=True)), color=theme.colour(slot=theme.MUTED))
    found = theme.finished(alt.layer(bars, zero, *words), title, title)
    return found | {"height": count * ROW_PX + TITLE_PX, "view": {"stroke": None}}


def table(bars: Sequence[Bar]) -> pa.Table:
    """One row a bar, the first at the top."""
    rows = [
        {"row": place + 0.5, **bar._asdict(), "slot": theme.MUTED if bar.total else theme.ACCENT}
        for place, bar in enumerate(bars)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def draw(title: str, description: str, bars: Sequence[Bar]) -> Chart:
    """The chart; the description says numbers and so changes with them."""
    return Chart(specification(title, len(bars)) | {"description": description}, table(bars))
