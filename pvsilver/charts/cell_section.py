"""The cross-section of a finger at equal scale in width and height: layers, baseline, height scatter, particle."""

from __future__ import annotations

from functools import cache
from typing import Any

from pvsilver.charts import Chart, fitted, theme
from pvsilver.charts.cell_section_parts import BOX, table


@cache
def specification(title: str, kinds: frozenset[str]) -> dict[str, Any]:
    """The Vega-Lite specification for rows of these kinds; its data are those of `table`."""
    import altair as alt

    base = alt.Chart()
    x, y = fitted.x("x", BOX), fitted.y("y", BOX)
    opacity = alt.Opacity("opacity_pct:Q", scale=alt.Scale(domain=[0, 100], range=[0, 1]), legend=None)

    def only(kind: str) -> Any:
        return base.transform_filter(f"datum.kind == '{kind}'")

    def text(kind: str, slot: str, **mark: Any) -> Any:
        drawn = only(kind).mark_text(**({"fontSize": theme.FONT_PX} | mark))
        return drawn.encode(x=x, y=y, text="label:N", color=theme.colour(slot=slot))

    def across(kind: str, **mark: Any) -> Any:
        return only(kind).mark_rule(**mark).encode(x=alt.value(0), x2=alt.value("width"), y=y)

    wafer = only("wafer").mark_rect(opacity=0.18, tooltip=None, aria=False)
    wafer = wafer.encode(
        x=alt.value(0),
        x2=alt.value("width"),
        y=y,
        y2=alt.value("height"),
        color=theme.colour(slot=theme.ACCENT),
    )
    surface = across("wafer", strokeWidth=1.4, tooltip=None, aria=False).encode(
        color=theme.colour(slot=theme.ACCENT)
    )
    ruler = across("ruler", opacity=0.18, tooltip=None, aria=False).encode(
        color=theme.colour(slot=theme.MUTED)
    )
    reading = only("ruler").mark_text(
        align="left", baseline="bottom", dx=2, dy=-1, fontSize=theme.FONT_PX - 1, tooltip=None, aria=False
    )
    reading = reading.encode(x=alt.value(0), y=y, text="label:N", color=theme.colour(slot=theme.MUTED))
    limit = across("limit", strokeDash=[5, 4], strokeWidth=1.3, tooltip=None, aria=False).encode(
        color=theme.colour(slot=theme.ORANGE)
    )
    limit_text = only("limit").mark_text(
        align="left", baseline="bottom", dx=2, dy=-1, fontSize=theme.FONT_PX - 1, tooltip=None, aria=False
    )
    limit_text = limit_text.encode(x=alt.value(0), y=y, text="label:N", color=theme.colour(slot=theme.INK))
    areas = only("area").mark_area(tooltip=None, aria=False, line=False)
    areas = areas.encode(
        x=x, y=y, y2="y2:Q", color=theme.colour("slot"), fillOpacity=opacity, detail="part:N"
    )
    outlines = only("outline").mark_line(strokeWidth=1.4, tooltip=None, aria=False)
    outlines = outlines.encode(x=x, y=y, order="x:Q", color=theme.colour("slot"), detail="part:N")
    ghost = only("ghost").mark_line(
        strokeWidth=1.4, strokeDash=[3, 3], tooltip=None, aria=False, opacity=0.75
    )
    ghost = ghost.encode(x=x, y=y, color=theme.colour(slot=theme.INK), detail="part:N")
    measures = only("measure").mark_rule(strokeWidth=1, tooltip=None, aria=False)
    measures = measures.encode(x=x, y=y, x2="x2:Q", y2="y2:Q", color=theme.colour(slot=theme.INK))
    contact = only("contact").mark_rule(strokeWidth=4, strokeCap="butt", tooltip=None, aria=False)
    contact = contact.encode(x=x, y=y, x2="x2:Q", y2="y2:Q", color=theme.colour(slot=theme.INK))
    layers = [
        ("wafer", wafer), ("ruler", ruler), ("area", areas), ("outline", outlines), ("wafer", surface),
        ("ghost", ghost), ("limit", limit), ("contact", contact), ("measure", measures), ("ruler", reading),
        ("limit", limit_text),
        ("below", text("below", theme.INK, baseline="top", fontWeight=600, fontSize=theme.FONT_PX + 1)),
        ("beside", text("beside", theme.INK, align="left", dx=6, fontWeight=600, fontSize=theme.FONT_PX + 1)),
        ("note", text("note", theme.MUTED, baseline="bottom", dy=-4)),
        ("particle", text("particle", theme.INK, align="left", dx=6)),
    ]  # fmt: skip
    return fitted.finished(alt.layer(*(layer for kind, layer in layers if kind in kinds)), title, title)


def draw(title: str, description: str, *given: Any) -> Chart:
    """The drawing; the description says its numbers and so changes with them."""
    rows = table(*given)
    kinds = frozenset(rows["kind"].unique().to_pylist())
    return Chart(specification(title, kinds) | {"description": description}, rows)
