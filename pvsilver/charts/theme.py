"""One look for all charts: fixed colour and dash of each technology and route, ink, labels, geometry.

Colours are positions in the theme's categorical colours (`.streamlit/config.toml`), so that one
specification serves light and dark.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from pvsilver.names import ROUTES, TECHNOLOGIES

ACCENT, ORANGE, GREEN, PINK, CONTRAST, GREY, INK, MUTED = SLOTS = (
    "accent", "orange", "green", "pink", "contrast", "grey", "ink", "muted",
)  # fmt: skip
"""The theme's categorical colours in their order, by what they are for."""

TECHNOLOGY_SLOT = dict(zip(TECHNOLOGIES, (GREY, ORANGE, ACCENT, GREEN, PINK, CONTRAST), strict=True))
ROUTE_SLOT = dict(zip(ROUTES, (GREY, ORANGE, ACCENT, GREEN), strict=True))

SOLID, DASHED = [1, 0], [7, 4]
TECHNOLOGY_DASH = dict(zip(TECHNOLOGIES, ([1, 1], [10, 4], SOLID, [8, 3, 2, 3], [4, 3], [1, 3]), strict=True))
ROUTE_DASH = dict(zip(ROUTES, (SOLID, [10, 4], [4, 3], [1, 3]), strict=True))

DECADES = ("d1990", "d2000", "d2010", "d2020", "d2030", "d2040", "d2050")
"""Decades of vintages; the last holds all later ones too."""

DECADE_SLOT = dict(zip(DECADES, (CONTRAST, GREY, ORANGE, ACCENT, GREEN, PINK, MUTED), strict=True))
DECADE_DASH = dict(zip(DECADES, ([1, 3], [1, 1], [10, 4], SOLID, [8, 3, 2, 3], [4, 3], [2, 2]), strict=True))

HEIGHT_PX = 330
PADDING_PX = 4
AXIS_SPACE_PX = 48
FONT_PX = 12


def colour(field: str | None = None, slot: str | None = None) -> Any:
    """A colour encoding: by a column that holds slot names, or one fixed slot."""
    import altair as alt

    scale = alt.Scale(domain=list(SLOTS))
    if field:
        return alt.Color(f"{field}:N", scale=scale, legend=None)
    return alt.ColorDatum(slot, type="nominal", scale=scale, legend=None)


def years() -> Any:
    """The year axis: whole years, no grid, from the table's first year to its last."""
    import altair as alt

    axis = alt.Axis(
        format="d", grid=False, title=None, tickMinStep=1, tickCount=8, domain=True, labelPadding=6
    )
    return alt.X("year:Q", scale=alt.Scale(nice=False, zero=False), axis=axis)


def tonnes(field: str) -> Any:
    """A zero-based axis, with light grid lines and no title: the chart's title says what and in which unit."""
    import altair as alt

    space: dict[str, Any] = {"minExtent": AXIS_SPACE_PX, "maxExtent": AXIS_SPACE_PX}
    axis = alt.Axis(title=None, tickCount=5, labelPadding=6, format=",d", **space)
    return alt.Y(f"{field}:Q", scale=alt.Scale(zero=True), axis=axis)


def title(text: str, second: str = "") -> Any:
    """The chart's title: what and in which unit; a second line says how it is split."""
    import altair as alt

    lines = [text, second] if second else text
    return alt.TitleParams(lines, anchor="start", fontSize=14, fontWeight=600, offset=14)


def finished(chart: Any, text: str, description: str, second: str = "") -> dict[str, Any]:
    """The specification as a dictionary, without data: the page sends those."""
    framed = chart.properties(
        title=title(text, second),
        description=description,
        height=HEIGHT_PX,
        padding=dict.fromkeys(("left", "top", "right", "bottom"), PADDING_PX),
    )
    kept = _said_once(_kept(framed.to_dict(validate=False)))
    off = {key: {"disable": True} for key, channels in OFF.items() if _switched_off(kept, key, channels)}
    return kept | {"config": {"mark": MARKS} | _readable(kept) | off}


OFF = {
    "legend": ("color", "fill", "stroke", "opacity", "fillOpacity", "strokeDash", "shape", "size"),
    "axis": ("x", "y"),
}
"""What may be switched off → channels that would have it."""


def _readable(specification: dict[str, Any]) -> dict[str, Any]:
    """Words along axes and in legends in muted ink: Streamlit's own grey is 3.7 : 1 on a light ground.

    They ask the scale that has the theme's colours, so that they follow light and dark without a run.
    """
    found = list(_channels(specification))
    slots = [name for name, said in found if (said.get("scale") or {}).get("domain") == list(SLOTS)]
    if not slots:
        return {}
    ink = {"expr": f"scale('{slots[0]}','{MUTED}')"}
    config = {}
    for part in OFF:
        guides = [said[part] for _, said in found if said.get(part)]
        if guides:
            config[part] = {"labelColor": ink} | (
                {"titleColor": ink} if any(g.get("title") for g in guides) else {}
            )
    return config


def _channels(part: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every channel of a specification with its definition, at any depth."""
    if isinstance(part, list):
        for inner in part:
            yield from _channels(inner)
    elif isinstance(part, dict):
        yield from ((name, said) for name, said in part.get("encoding", {}).items() if isinstance(said, dict))
        yield from _channels([inner for key, inner in part.items() if key != "encoding"])


MARKS = {"aria": False, "tooltip": None}
"""Marks are silent for screen readers, for the chart has a name and its table a twin; what is pointed at is said by
encodings alone."""


def _switched_off(specification: dict[str, Any], key: str, channels: Sequence[str]) -> bool:
    """Whether no layer has any of it.  Then that need be said once, for all, and no longer in each layer."""
    layers = specification.get("layer", ())
    found = [layer["encoding"][channel] for layer in layers for channel in channels
             if channel in layer.get("encoding", {})]  # fmt: skip
    drawn = [definition for definition in found if "field" in definition or "datum" in definition]
    if not drawn or any(definition.get(key, ...) is not None for definition in drawn):
        return False
    for definition in drawn:
        del definition[key]
    return True


def _said_once(specification: dict[str, Any]) -> dict[str, Any]:
    """The specification with each axis and scale in the first layer that has it: layers share them.

    An axis that is switched off has to be so in each layer.
    """
    first: dict[tuple[str, str], Any] = {}
    for layer in specification.get("layer", ()):
        for channel, definition in layer.get("encoding", {}).items():
            for part in ("axis", "scale"):
                said = definition.get(part) if isinstance(definition, dict) else None
                if said and first.setdefault((channel, part), said) == said is not first[channel, part]:
                    del definition[part]
    return specification


def _kept(part: Any) -> Any:
    """What of a specification is kept: no data, no configuration, nothing that goes for all marks."""
    if isinstance(part, list):
        return [_kept(value) for value in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _kept(value) for key, value in part.items() if key not in ("data", "datasets", "config")}
    if kept.get("type") == "nominal" and _taken_for_names(kept):
        del kept["type"]
    if isinstance(kept.get("mark"), dict):
        kept["mark"] = {
            key: value for key, value in kept["mark"].items() if (key, value) not in MARKS.items()
        }
    return kept


def _taken_for_names(definition: dict[str, Any]) -> bool:
    """Whether Vega-Lite takes a column or a word for names unless told otherwise; each step sends what is told."""
    told = {"sort", "timeUnit", "bin", "aggregate"} & definition.keys() or "type" in (
        definition.get("scale") or {}
    )
    return not told and ("field" in definition or isinstance(definition.get("datum"), str))


LINE_PX, AROUND_PX = 15, 76
"""Height of a line of text, and of title and axis around what is drawn."""


def gap_share(height_px: float) -> float:
    """Least distance of two end labels in a chart of this height, as a share of its axis."""
    return LINE_PX / (height_px - AROUND_PX)


def spread(wanted: Sequence[float], gap: float, least: float = -math.inf) -> list[float]:
    """Heights of labels as near to the wanted ones as a least gap between any two allows; none below the least.

    Order is kept; labels that would overlap are pushed apart around their common middle.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    groups: list[list[float]] = []  # [sum of (wanted - place in the group), count]
    for rank in order:
        groups.append([float(wanted[rank]), 1])
        while len(groups) > 1 and _start(groups[-1], gap) < _end(groups[-2], gap) + gap:
            upper = groups.pop()
            lower = groups[-1]
            total = lower[1] + upper[1]
            lower[0] = (lower[0] * lower[1] + upper[0] * upper[1]) / total
            lower[1] = total
    placed = [_start(group, gap) + place * gap for group in groups for place in range(int(group[1]))]
    found = [0.0] * len(placed)
    for rank, height in zip(order, placed, strict=True):
        found[rank] = max(height, least)
        least = found[rank] + gap
    return found


def _start(group: list[float], gap: float) -> float:
    return group[0] - (group[1] - 1) * gap / 2


def _end(group: list[float], gap: float) -> float:
    return group[0] + (group[1] - 1) * gap / 2
