"""The silver river of one year: ribbons as wide as their tonnes; on narrow screens an indented list with bars.

Where the baseline's silver differs, a short dashed line marks how far it would reach.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pyarrow as pa

from pvsilver.charts import Chart, recovery_river_list, rows, theme
from pvsilver.charts.recovery_river_layout import STOCK, Flows, Layout, Place, layout
from pvsilver.charts.recovery_river_rows import SCHEMA, slot_of

HEIGHT_PX = 400
LIST_PX = 480
"""Height of the list, whose lines are many."""

NARROW_PX = 800
"""A chart narrower than this shows the list."""

LINE_PX = 15
LINE = LINE_PX / HEIGHT_PX

WIDE_PX = 1000
"""Width at which names are kept apart."""

SENT = pa.schema([field.with_type(pa.dictionary(pa.int8(), pa.string())) if field.name in ("name", "tonnes") else
                  field for field in SCHEMA])  # fmt: skip
"""A ribbon has the same text at each of its points, which need be said but once."""

DASHES = "╌╌"
"""The baseline's marks, as its name shows them."""

CHARACTER_PX = 6.4


@cache
def specification(title: str, alt_text: str, flow: str, tonnes: str) -> dict[str, Any]:
    """The Vega-Lite specification; its data are those of `table`."""
    import altair as alt

    base = alt.Chart()
    unit = alt.Scale(domain=[0, 1], nice=False, zero=False)
    x = alt.X("x:Q", scale=unit, axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[1, 0], nice=False, zero=False), axis=None)

    def only(kind: str) -> Any:
        narrow = kind.startswith("list")
        return base.transform_filter(
            f"datum.kind == '{kind}' && {'width < ' if narrow else 'width >= '}{NARROW_PX}"
        )

    ink = theme.colour(slot=theme.INK)
    tips = [alt.Tooltip("name:N", title=flow), alt.Tooltip("tonnes:N", title=tonnes)]

    fill = alt.Fill("slot:N", scale=alt.Scale(domain=list(theme.SLOTS)), legend=None)
    stroke = alt.Stroke("slot:N", scale=alt.Scale(domain=list(theme.SLOTS)), legend=None)

    def filled(kind: str) -> Any:
        # The thin edge keeps a ribbon of next to nothing in sight.
        drawn = only(kind).mark_area(fillOpacity=0.42, strokeWidth=0.7, strokeOpacity=0.6)
        return drawn.encode(x=x, y=y, y2="y2:Q", fill=fill, stroke=stroke, detail="part:N", tooltip=tips)

    def boxes(kind: str, **mark: Any) -> Any:
        return (
            only(kind)
            .mark_rect(**mark)
            .encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=theme.colour("slot"), tooltip=tips)
        )

    def text(kind: str, field: str, **mark: Any) -> Any:
        drawn = only(kind).mark_text(**({"fontSize": theme.FONT_PX, "tooltip": None} | mark))
        return drawn.encode(x=x, y=y, text=f"{field}:N", color=ink)

    stock = only("stock").mark_rect(fillOpacity=0.14, strokeDash=[4, 3], strokeWidth=1.2, cornerRadius=3)
    stock = stock.encode(x=x, x2="x2:Q", y=y, y2="y2:Q", fill=fill, stroke=stroke, tooltip=tips)
    small, large = theme.FONT_PX - 1, theme.FONT_PX + 1
    layers = [filled("ribbon"), boxes("bar", opacity=0.95, stroke=None), stock]
    for align in ("left", "center", "right"):
        along: dict[str, Any] = {"align": align, "baseline": "bottom"}
        layers.append(text(f"along_{align}", "name", dy=-LINE_PX - 6, **along))
        layers.append(text(f"along_{align}", "tonnes", dy=-6, fontWeight=600, fontSize=large, **along))
        layers.append(text(f"beneath_{align}", "name", align=align, baseline="top", dy=5, fontSize=small))
    layers.append(text("above", "name", align="center", baseline="bottom", dy=-4, fontSize=small))
    layers.append(boxes("list_bar", opacity=0.75, stroke=None))
    for kind, dash in (("mark", [3, 2]), ("list_mark", theme.SOLID)):
        line = only(kind).mark_rule(strokeDash=dash, strokeWidth=1.8, tooltip=None)
        layers.append(line.encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=ink))
    layers.append(text("list", "name", align="left", baseline="middle"))
    amounts = only("list").mark_text(align="right", baseline="middle", fontWeight=600, tooltip=None)
    layers.append(amounts.encode(x=alt.value("width"), y=y, text="tonnes:N", color=ink))
    found = theme.finished(alt.layer(*layers), title, alt_text)
    return found | {"height": HEIGHT_PX, "view": {"stroke": None}}


def table(
    flows: Flows, names: Mapping[str, str], written: Callable[[float], str], before: Flows | None = None
) -> pa.Table:
    """Rows of both forms.

    names: node → its name; written: tonnes → text with the unit; before: the baseline's flows, None where it has the
    same.
    """
    found = layout(flows, before)
    parts = [_ribbons(found, names, written), _bars(found, names, written), _names(found, names, written)]
    marks = [{"kind": "mark", "part": mark.node, "x": mark.left, "x2": mark.right, "y": mark.y, "y2": mark.y}
             for mark in found.marks]  # fmt: skip
    listed = recovery_river_list.table(flows, names, written, before)
    whole = pa.concat_tables([*parts, listed, pa.Table.from_pylist(marks, schema=SCHEMA)]).combine_chunks()
    return whole.cast(SENT)


def draw(
    title: str, description: str, heads: tuple[str, str], flows: Flows, names: Mapping[str, str],
    written: Callable[[float], str], before: Flows | None = None, baseline: str = "",
) -> Chart:  # fmt: skip
    """The river; title and description name its year and so change with it.

    heads: of the tooltip.  before: the baseline's flows; baseline: its name, told where something of it is marked.
    """
    kept = specification("", "", *heads)
    data = table(flows, names, written, None if before == flows else before)
    marked = any(kind.endswith("mark") for kind in data["kind"].unique().to_pylist())
    text: Any = [title, f"{DASHES} {baseline}"] if marked else title
    return Chart(kept | {"title": kept["title"] | {"text": text}, "description": description}, data)


def _ribbons(found: Layout, names: Mapping[str, str], written: Callable[[float], str]) -> pa.Table:
    parts = []
    for ribbon in found.ribbons:
        count = len(ribbon.x)
        name = f"{names[ribbon.source]} → {names[ribbon.target]}"
        parts.append(rows(SCHEMA, {
            "kind": ["ribbon"] * count, "part": [f"{ribbon.source}>{ribbon.target}"] * count, "x": ribbon.x,
            "y": ribbon.top, "y2": ribbon.bottom, "slot": [slot_of(ribbon.target)] * count, "name": [name] * count,
            "tonnes": [written(ribbon.tonnes)] * count,
        }))  # fmt: skip
    return pa.concat_tables(parts)


def _bars(found: Layout, names: Mapping[str, str], written: Callable[[float], str]) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {"kind": "stock" if bar.node == STOCK else "bar", "part": bar.node, "x": bar.left, "x2": bar.right,
             "y": bar.top, "y2": bar.bottom, "slot": slot_of(bar.node), "name": names[bar.node],
             "tonnes": written(bar.tonnes)}
            for bar in found.bars
        ],
        schema=SCHEMA,
    )  # fmt: skip


def _names(found: Layout, names: Mapping[str, str], written: Callable[[float], str]) -> pa.Table:
    """Names along the stream stand on its top; those of ends beneath them, apart from each other."""
    made: list[dict[str, Any]] = []
    # A mark is no place for a name either; the text's middle is to keep away from it.
    taken = [(mark.left, mark.right, mark.y - LINE / 2) for mark in found.marks]
    lowest = _lowest(found)
    for place in found.places:
        amount = written(place.tonnes)
        row: dict[str, Any] = {
            "part": place.node,
            "x": place.x,
            "y": place.y,
            "name": names[place.node],
            "tonnes": amount,
        }
        if place.where == "along":
            row["kind"] = f"along_{place.align}"
        else:
            row["name"] = f"{names[place.node]} {amount}"
            row["kind"] = "above" if place.where == "above" else f"beneath_{place.align}"
        if place.where == "beneath":
            row["y"] = _free(place, max(place.y, lowest[place.x]), row["name"], taken)
        made.append(row)
    return pa.Table.from_pylist(made, schema=SCHEMA)


def _lowest(found: Layout) -> dict[float, float]:
    """Lower edge of all that ends in a column."""
    edges: dict[float, float] = {}
    for place in found.places:
        if place.where == "beneath":
            edges[place.x] = max(edges.get(place.x, 0.0), place.y)
    return edges


def _free(place: Place, wanted: float, text: str, taken: list[tuple[float, float, float]]) -> float:
    """Height at which a name meets no other one, at or below the wanted one."""
    wide = _width_px(text) / WIDE_PX
    left = place.x - {"left": 0.0, "center": 0.5, "right": 1.0}[place.align] * wide
    height = wanted
    while any(
        abs(height - y) < LINE * 0.99 and left < right and left + wide > begin for begin, right, y in taken
    ):
        height += LINE / 4
    taken.append((left, left + wide, height))
    return height


def _width_px(text: str) -> float:
    return CHARACTER_PX * sum(1 + (ord(sign) > 0x2E80) for sign in text)
