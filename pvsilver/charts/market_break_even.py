"""What leaving silver paste gains on a watt, over the silver price: a line a route, a band over lost efficiency.

A line crosses zero at its break-even price; a rule stands at the price in force.  The baseline's price and line of
the chosen route are thin and dashed where they differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pvsilver.charts import Chart, hover, rows, theme

Array = npt.NDArray[np.float64]
ROUTES = ("silver_coated_copper", "seed_layer", "silver_free")
LABEL_GAP_SHARE = 0.07
SIGNED = "datum.value == 0 ? '0' : format(datum.value, '+~f')"


class Words(NamedTuple):
    """Strings of this chart; `routes` in the order of ROUTES."""

    title: str
    second: str
    alt: str
    price: str
    unit: str
    routes: tuple[str, ...]
    baseline: str


class Line(NamedTuple):
    """Gain of one route at each price, straight over it; low and high are the ends of the band."""

    route: str
    gain: Array
    low: Array
    high: Array
    break_even: float


class Before(NamedTuple):
    """The baseline: gain of the chosen route at each price, None where it has none; its price, and the text there."""

    gain: Array | None
    price: float
    label: str


SCHEMA = pa.schema(
    [("kind", pa.string()), ("year", pa.float64()), ("route", pa.string()), ("slot", pa.string())]
    + [(name, pa.float64()) for name in ("gain", "low", "high", *ROUTES)]
    + [("label", pa.string())]
)
"""`year` holds the price: the rule that follows the pointer reads that column."""


@cache
def specification(words: Words) -> dict[str, Any]:
    """The Vega-Lite specification; its data are those of `table`."""
    import altair as alt

    base = alt.Chart()
    x = alt.X("year:Q", scale=alt.Scale(nice=False, zero=True),
              axis=alt.Axis(title=words.price, titleAlign="right", titleAnchor="end", titleFontWeight="normal",
                            grid=False, tickCount=8, labelPadding=6))  # fmt: skip
    space: dict[str, Any] = {"minExtent": theme.AXIS_SPACE_PX, "maxExtent": theme.AXIS_SPACE_PX}
    axis = alt.Axis(title=None, tickCount=6, labelPadding=6, labelExpr=SIGNED, **space)

    def y(field: str) -> Any:
        return alt.Y(f"{field}:Q", scale=alt.Scale(zero=True, nice=False), axis=axis)

    def only(kind: str) -> Any:
        return base.transform_filter(f"datum.kind == '{kind}'")

    ink = theme.colour(slot=theme.INK)
    dashes = alt.Scale(domain=list(ROUTES), range=[theme.ROUTE_DASH[route] for route in ROUTES])
    dash = alt.StrokeDash("route:N", legend=None, scale=dashes)
    band = only("band").mark_area(opacity=0.2, tooltip=None)
    band = band.encode(x=x, y=y("low"), y2="high:Q", color=theme.colour("slot"))
    zero = base.mark_rule(strokeWidth=1, tooltip=None).encode(y=alt.datum(0), color=ink)
    thin = only("other").mark_line(strokeWidth=1.5, tooltip=None)
    thin = thin.encode(x=x, y=y("gain"), color=theme.colour("slot"), strokeDash=dash, detail="route:N")
    heavy = only("chosen").mark_line(strokeWidth=3, tooltip=None)
    heavy = heavy.encode(x=x, y=y("gain"), color=theme.colour("slot"), strokeDash=dash)
    muted = theme.colour(slot=theme.MUTED)
    before = only("before").mark_line(strokeWidth=1.4, strokeDash=[3, 3], tooltip=None)
    before = before.encode(x=x, y=y("gain"), color=muted)
    past = only("past").mark_rule(strokeDash=[3, 3], strokeWidth=1.2, tooltip=None).encode(x=x, color=muted)
    today = only("today").mark_rule(strokeDash=[2, 2], strokeWidth=1.4, tooltip=None).encode(x=x, color=ink)

    def beside(side: str, away: int) -> Any:
        text = only(f"said_{side}").mark_text(align=side, baseline="top", dx=away, fontSize=theme.FONT_PX,
                                              tooltip=None)  # fmt: skip
        return text.encode(x=x, y=alt.value(0), text="label:N", color=theme.colour("slot"))

    said = [beside("right", -5), beside("left", 5)]
    crosses = only("crossing").mark_point(filled=True, size=80, opacity=1, tooltip=None)
    crosses = crosses.encode(x=x, y=alt.datum(0), color=theme.colour("slot"))
    price = only("crossing").mark_text(align="left", baseline="top", dx=6, dy=8, fontSize=theme.FONT_PX,
                                       fontWeight=600, tooltip=None)  # fmt: skip
    price = price.encode(x=x, y=alt.datum(0), text="label:N", color=ink)
    tips = dict(zip(ROUTES, words.routes, strict=True))
    pointed = hover.rule(base, tips, words.price, words.unit, x)
    ends = only("end").mark_text(align="left", dx=7, fontSize=theme.FONT_PX, fontWeight=600, tooltip=None)
    ends = ends.encode(x=x, y=y("gain"), text="label:N", color=theme.colour("slot"))
    layers = [band, zero, before, thin, heavy, past, today, *said, pointed, crosses, price, ends]
    return theme.finished(alt.layer(*layers), words.title, words.alt, words.second)


def table(
    words: Words,
    prices: Array,
    lines: Sequence[Line],
    chosen: str,
    today: float,
    today_label: str,
    crossing: str,
    before: Before,
) -> pa.Table:
    """Rows of every layer.  chosen: the route with a band; crossing: text at its break-even price."""
    count = len(prices)
    parts = [
        rows(SCHEMA, {"kind": ["year"] * count, "year": prices} | {line.route: line.gain for line in lines})
    ]
    # Gain is straight over the price: its two ends are the whole line.
    ends = [0, -1]
    for line in lines:
        about = {"year": prices[ends], "route": [line.route] * 2, "slot": [theme.ROUTE_SLOT[line.route]] * 2}
        kind = "chosen" if line.route == chosen else "other"
        parts.append(rows(SCHEMA, {"kind": [kind] * 2, "gain": line.gain[ends]} | about))
        if line.route == chosen:
            band = {"low": line.low[ends], "high": line.high[ends]}
            parts.append(rows(SCHEMA, {"kind": ["band"] * 2} | band | about))
    reach = [
        value
        for line in lines
        for value in (line.gain, line.low, line.high)[: 3 if line.route == chosen else 1]
    ]
    span = max(float(np.max(reach)) - min(float(np.min(reach)), 0.0), 1e-9)
    names = dict(zip(ROUTES, words.routes, strict=True))
    named = [(names[line.route], theme.INK, float(line.gain[-1])) for line in lines]
    own = next((line.gain for line in lines if line.route == chosen), None)
    if own is not None and before.gain is not None and not np.allclose(own, before.gain):
        parts.append(rows(SCHEMA, {"kind": ["before"] * 2, "year": prices[ends], "gain": before.gain[ends]}))
        named.append((words.baseline, theme.MUTED, float(before.gain[-1])))
    heights = theme.spread([end for _, _, end in named], LABEL_GAP_SHARE * span)
    extra: list[dict[str, Any]] = [
        {"kind": "end", "year": float(prices[-1]), "gain": height, "label": name, "slot": slot}
        for (name, slot, _), height in zip(named, heights, strict=True)
    ]
    extra += _prices(today, today_label, before)
    extra += [
        {"kind": "crossing", "year": line.break_even, "slot": theme.ROUTE_SLOT[line.route], "label": crossing}
        for line in lines
        if line.route == chosen and 0.0 < line.break_even <= prices[-1]
    ]
    return pa.concat_tables([*parts, pa.Table.from_pylist(extra, schema=SCHEMA)])


def _prices(today: float, label: str, before: Before) -> list[dict[str, Any]]:
    """Rules at the price in force and the baseline's, each with its text on the side away from the other."""
    found: list[dict[str, Any]] = [{"kind": "today", "year": today}]
    own = "said_right" if before.price >= today else "said_left"
    found.append({"kind": own, "year": today, "label": label, "slot": theme.INK})
    if before.price != today:
        other = "said_left" if before.price > today else "said_right"
        found.append({"kind": "past", "year": before.price})
        found.append({"kind": other, "year": before.price, "label": before.label, "slot": theme.MUTED})
    return found


def draw(words: Words, *given: Any) -> Chart:
    """The chart of these words and the arguments of `table`."""
    return Chart(specification(words), table(words, *given))
