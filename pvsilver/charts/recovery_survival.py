"""What of a vintage is still in service at each age: two vintages, the median marked, the baseline beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pvsilver.charts import Chart, rows, theme

Array = npt.NDArray[np.float64]

HALF = 50.0
DASHES = {"new": theme.SOLID, "old": theme.DASHED, "baseline": [3, 3]}
WIDTHS = {"new": 2.4, "old": 1.8, "baseline": 1.4}
SLOTS = {"new": theme.ACCENT, "old": theme.ORANGE, "baseline": theme.MUTED}
HEIGHTS_PCT = {"new": (84.0, 70.0, 30.0), "old": (30.0, 18.0, 70.0), "baseline": (12.0, 84.0, 70.0, 30.0)}
"""Heights of a line at which its name may stand, the first that is free; the middle belongs to the medians."""

CORNER_PCT = {"new": 77.0, "old": 95.0, "baseline": 60.0}
CORNER_MARK = {"new": "━", "old": "╍", "baseline": "┄"}
"""Height of a name that has no place beside its line, at the right edge, and the dash that it is told by there."""

NAME_YEARS, NAME_PCT = 15.0, 6.0
"""Room of a name: so many years wide, and so much to either side of its height."""

SAME_PCT = 0.05
"""Lines nearer to each other than this everywhere are one."""


class Words(NamedTuple):
    """Strings of this chart."""

    title: str
    age: str
    share: str


class Line(NamedTuple):
    """One vintage: a key of SLOTS, its name, ages, and what is in service in percent."""

    key: str
    name: str
    ages: Array
    share_pct: Array


class Median(NamedTuple):
    """Age at which half of a line is left, and the text beside the mark; no mark where it is NaN."""

    key: str
    age: float
    label: str


SCHEMA = pa.schema(
    [("kind", pa.string()), ("line", pa.string()), ("slot", pa.string()), ("age", pa.float64()),
     ("share", pa.float64()), ("label", pa.string())]
)  # fmt: skip


@cache
def specification(words: Words) -> dict[str, Any]:
    """The Vega-Lite specification; its data are those of `table`."""
    import altair as alt

    base = alt.Chart()
    x = alt.X(
        "age:Q",
        scale=alt.Scale(nice=False, zero=True),
        axis=alt.Axis(title=words.age, grid=False, tickCount=6, format="d"),
    )
    y = alt.Y(
        "share:Q",
        scale=alt.Scale(zero=True, domain=[0, 100], nice=False),
        axis=alt.Axis(title=None, values=[0, 25, 50, 75, 100], format="d", labelPadding=6),
    )
    keys = list(SLOTS)
    dash = alt.StrokeDash(
        "line:N", scale=alt.Scale(domain=keys, range=[DASHES[k] for k in keys]), legend=None
    )
    thick = alt.StrokeWidth(
        "line:O", scale=alt.Scale(domain=keys, range=[WIDTHS[k] for k in keys]), legend=None
    )

    def only(kind: str) -> Any:
        return base.transform_filter(f"datum.kind == '{kind}'")

    half = only("half").mark_rule(strokeDash=[2, 2], tooltip=None)
    half = half.encode(y=y, color=theme.colour(slot=theme.MUTED))
    tips = [alt.Tooltip("label:N", title=words.title), alt.Tooltip("age:Q", title=words.age, format=".1f"),
            alt.Tooltip("share:Q", title=words.share, format=".1f")]  # fmt: skip
    lines = only("line").mark_line(tooltip=None)
    lines = lines.encode(
        x=x, y=y, color=theme.colour("slot"), strokeDash=dash, strokeWidth=thick, detail="line:N"
    )
    touch = only("line").mark_point(opacity=0, size=120)
    touch = touch.encode(x=x, y=y, color=theme.colour("slot"), tooltip=tips)

    def named(kind: str, align: str, dx: float) -> Any:
        text = only(kind).mark_text(align=align, dx=dx, fontSize=theme.FONT_PX, fontWeight=600, tooltip=None)
        return text.encode(x=x, y=y, text="label:N", color=theme.colour("slot"))

    names = [named("name", "left", 8), named("name_before", "right", -8), named("corner", "right", -2)]
    marks = base.transform_filter("datum.kind == 'median' || datum.kind == 'earlier'").mark_point(
        size=90, filled=True, opacity=1, tooltip=None
    )
    marks = marks.encode(x=x, y=y, color=theme.colour("slot"))

    def readings(kind: str, **mark: Any) -> Any:
        drawn = only(kind).mark_text(fontSize=theme.FONT_PX, fontWeight=600, tooltip=None, **mark)
        return drawn.encode(x=x, y=y, text="label:N", color=theme.colour(slot=theme.INK))

    later, earlier = (
        readings("median", align="left", dx=10, dy=-9),
        readings("earlier", align="right", dx=-10, dy=11),
    )
    return theme.finished(
        alt.layer(half, lines, touch, marks, *names, later, earlier), words.title, words.title
    )


def table(lines: Sequence[Line], medians: Sequence[Median]) -> pa.Table:
    """Rows of every layer.  The first lines are drawn beneath the last."""
    extra: list[dict[str, Any]] = [{"kind": "half", "share": HALF}]
    parts = []
    for line in lines:
        count = len(line.ages)
        parts.append(rows(SCHEMA, {
            "kind": ["line"] * count, "line": [line.key] * count, "slot": [SLOTS[line.key]] * count,
            "age": line.ages, "share": line.share_pct, "label": [line.name] * count,
        }))  # fmt: skip
        extra.append(_name(line, [other for other in lines if other is not line]))
    known = [median for median in medians if np.isfinite(median.age)]
    latest = max((median.age for median in known), default=0.0)
    extra += [
        {"kind": "median" if median.age == latest else "earlier", "slot": SLOTS[median.key], "age": median.age,
         "share": HALF, "label": median.label}
        for median in known
    ]  # fmt: skip
    return pa.concat_tables([*parts, pa.Table.from_pylist(extra, schema=SCHEMA)])


def draw(words: Words, description: str, lines: Sequence[Line], medians: Sequence[Median]) -> Chart:
    """The chart of these words and lines; the description says the median and so changes with it."""
    return Chart(specification(words) | {"description": description}, table(lines, medians))


def alike(one: Line, other: Line) -> bool:
    """Whether two lines would be drawn on each other."""
    return one.ages.shape == other.ages.shape and bool(
        np.allclose(one.ages, other.ages) and np.allclose(one.share_pct, other.share_pct, atol=SAME_PCT)
    )


def _name(line: Line, others: Sequence[Line]) -> dict[str, Any]:
    """The name stands right of its line, or left of it, at the first height where no other line runs through it."""
    places = [(height, after) for height in HEIGHTS_PCT[line.key] for after in (True, False)]
    free = [place for place in places if _free(line, others, *place)]
    if not free:
        return {"kind": "corner", "slot": SLOTS[line.key], "age": float(line.ages[-1]),
                "share": CORNER_PCT[line.key], "label": f"{CORNER_MARK[line.key]} {line.name}"}  # fmt: skip
    height, after = free[0]
    age = _age_at(line, height)
    return {"kind": "name" if after else "name_before", "slot": SLOTS[line.key], "age": age,
            "share": float(np.interp(age, line.ages, line.share_pct)), "label": line.name}  # fmt: skip


def _free(line: Line, others: Sequence[Line], height: float, after: bool) -> bool:
    """Whether a name beside a line leaves the axis and all other lines alone."""
    age = _age_at(line, height)
    left, right = (age, age + NAME_YEARS) if after else (age - NAME_YEARS, age)
    if left < line.ages[0] or right > line.ages[-1]:
        return False
    years = np.linspace(left, right, 31)
    return all(
        np.abs(np.interp(years, other.ages, other.share_pct) - height).min() > NAME_PCT for other in others
    )


def _age_at(line: Line, height: float) -> float:
    """Age at which a line falls through a height; half of the ages where it never does."""
    share, ages = line.share_pct, line.ages
    after = int(np.argmax(share <= height))
    if after == 0:
        return float(ages[-1] / 2)
    part = (share[after - 1] - height) / (share[after - 1] - share[after])
    return float(ages[after - 1] + part * (ages[after] - ages[after - 1]))
