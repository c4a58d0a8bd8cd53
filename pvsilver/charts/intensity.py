"""Silver on a watt by year: ours by technology with the fleet mean, and what others have published beside it.

Ours are lines without marks; published figures are thin lines with a mark at each figure, whose shape is its basis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pvsilver.charts import Chart, hover, intensity_names, rows, theme
from pvsilver.names import TECHNOLOGIES

Array = npt.NDArray[np.float64]

FLEET, SLOW, BASELINE = "fleet", "slow", "baseline"
OURS = (*TECHNOLOGIES, FLEET, SLOW, BASELINE)
SHAPES = {"contained": "diamond", "bought": "square", "paste": "triangle-up", "unknown": "circle"}

SLOTS = dict(theme.TECHNOLOGY_SLOT) | {FLEET: theme.INK, SLOW: theme.INK, BASELINE: theme.MUTED}
DASHES = dict(theme.TECHNOLOGY_DASH) | {FLEET: theme.SOLID, SLOW: theme.DASHED, BASELINE: [3, 3]}

HEIGHT_PX = 420
TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)
NAMES_PX = 130
"""Room for axis and names beside the plot."""

SCOPE_FROM_PX = 620
"""Narrower than this, scopes are told by tooltip and table alone."""


class Words(NamedTuple):
    """Strings of this chart; `names` by id of OURS, only of the lines that the view has."""

    title: str
    second: str
    alt: str
    year: str
    published: str
    scope: str
    names: tuple[tuple[str, str], ...]


class Line(NamedTuple):
    """A line of ours: its id in OURS, whether it is the heavy one, mg/W by year, NaN where nothing is made."""

    id: str
    heavy: bool
    mg_per_w: Array


class Published(NamedTuple):
    """One published trajectory, in its own basis; a basis a point."""

    id: str
    technology: str
    name: str
    scope: str
    years: tuple[int, ...]
    mg_per_w: tuple[float, ...]
    bases: tuple[str, ...]
    written: tuple[str, ...]
    """What the tooltip says of each point: value and basis."""


SCHEMA = pa.schema(
    [("kind", pa.string()), ("year", pa.float64()), ("mg", pa.float64()), ("series", pa.string()),
     ("slot", pa.string()), ("basis", pa.string()), ("label", pa.string()), ("scope", pa.string()),
     ("written", pa.string()), ("joined", pa.bool_()), ("to_year", pa.float64()), ("to_mg", pa.float64())]
    + [(id, pa.float64()) for id in OURS]
)  # fmt: skip


@cache
def specification(words: Words, log: bool) -> dict[str, Any]:
    """The Vega-Lite specification of a view; its data are those of `table`."""
    import altair as alt

    base = alt.Chart()
    x = theme.years()
    y, to = _height("mg", log), alt.Y2("to_mg:Q")
    ink, muted = theme.colour(slot=theme.INK), theme.colour(slot=theme.MUTED)
    dash = alt.StrokeDash(
        "series:N", legend=None, scale=alt.Scale(domain=list(OURS), range=[DASHES[id] for id in OURS])
    )
    shape = alt.Shape(
        "basis:N", legend=None, scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))
    )

    def only(kind: str) -> Any:
        return base.transform_filter(f"datum.kind == '{kind}'")

    def line(kind: str, width: float) -> Any:
        mark = only(kind).mark_line(strokeWidth=width, strokeCap="butt", tooltip=None)
        return mark.encode(x=x, y=y, color=theme.colour("slot"), strokeDash=dash, detail="series:N")

    said = [alt.Tooltip("label:N", title=words.published), alt.Tooltip("scope:N", title=words.scope),
            alt.Tooltip("year:Q", title=words.year, format="d"), alt.Tooltip("written:N", title="mg/W")]  # fmt: skip
    last = only("last").mark_rule(strokeDash=[2, 2], tooltip=None).encode(x=x, color=muted)
    note = only("last").mark_text(
        align="left", baseline="top", dx=5, fontSize=theme.FONT_PX - 1, tooltip=None
    )
    note = note.encode(x=x, y=alt.value(0), text="label:N", color=muted)
    joined = (
        only("published").transform_filter("datum.joined").mark_line(strokeWidth=1, opacity=0.8, tooltip=None)
    )
    joined = joined.encode(x=x, y=y, color=theme.colour("slot"), detail="series:N")
    points = only("published").mark_point(size=56, filled=False, strokeWidth=1.8, opacity=1)
    points = points.encode(x=x, y=y, color=theme.colour("slot"), shape=shape, tooltip=said)
    leader = only("name").mark_rule(strokeWidth=0.8, opacity=0.7, tooltip=None)
    leader = leader.encode(x=x, y=y, x2="to_year:Q", y2=to, color=muted)
    name = only("name").mark_text(align="left", dx=4, fontSize=theme.FONT_PX - 1, tooltip=None)
    name = name.encode(x=x, y=y, color=ink)
    # In a narrow chart a long name would run into those at the ends of our lines.
    short = only("name").mark_text(
        align="left", dx=4, fontSize=theme.FONT_PX - 1, tooltip=None,
        limit=alt.ExprRef(f"{intensity_names.REACH_SHARE} * width"),
    ).encode(x=x, y=y, color=ink)  # fmt: skip
    named = short.transform_filter(f"width < {SCOPE_FROM_PX}").encode(text="label:N")
    scoped = name.transform_filter(f"width >= {SCOPE_FROM_PX}").encode(text="written:N")
    ends = only("end").mark_text(align="left", dx=7, fontSize=theme.FONT_PX, fontWeight=600, tooltip=None)
    ends = ends.encode(x=x, y=y, text="label:N", color=theme.colour("slot"))
    # The page's own ground around a name keeps it readable among points.
    halo = only("end").mark_text(
        align="left", dx=7, fontSize=theme.FONT_PX, fontWeight=600, strokeWidth=4, tooltip=None,
        stroke=alt.ExprRef("background || 'transparent'"),
    ).encode(x=x, y=y, text="label:N", color=ink)  # fmt: skip
    pointed = hover.rule(base, dict(words.names), words.year, "mg/W")
    layers = [
        last,
        note,
        line("thin", 1.4),
        line("heavy", 3.2),
        pointed,
        joined,
        points,
        leader,
        named,
        scoped,
        halo,
        ends,
    ]
    found = theme.finished(alt.layer(*layers), words.title, words.alt, words.second)
    # The key to the marks is the second line: it has the names' room at the right too.
    title = found["title"] | {"limit": {"expr": f"width + {NAMES_PX}"}}
    return found | {"height": HEIGHT_PX, "title": title}


def table(
    words: Words,
    years: Array,
    lines: Sequence[Line],
    published: Sequence[Published],
    last_label: str,
    last: int,
    log: bool,
    named: bool,
    height_px: int = HEIGHT_PX,
) -> pa.Table:
    """Rows of every layer.

    named: whether published figures are joined and carry their names; else they have their technology's colour.
    """
    label = dict(words.names)
    shown = [line._replace(mg_per_w=_drawable(line.mg_per_w, log)) for line in lines]
    parts = [
        rows(
            SCHEMA,
            {"kind": ["year"] * len(years), "year": years} | {line.id: line.mg_per_w for line in lines},
        )
    ]
    for line in shown:
        about = {"series": line.id, "slot": SLOTS[line.id], "kind": "heavy" if line.heavy else "thin"}
        columns = {key: [value] * len(years) for key, value in about.items()}
        parts.append(rows(SCHEMA, columns | {"year": years, "mg": line.mg_per_w}))
    extra: list[dict[str, Any]] = [
        {"kind": "published", "year": float(year), "mg": mg, "series": one.id, "basis": basis, "label": one.name,
         "scope": one.scope, "written": written, "joined": named,
         "slot": theme.INK if named else SLOTS[one.technology]}
        for one in published
        for year, mg, basis, written in zip(one.years, one.mg_per_w, one.bases, one.written, strict=True)
        if mg > 0.0 or not log
    ]  # fmt: skip
    if years[0] < last < years[-1]:
        extra.append({"kind": "last", "year": float(last), "label": last_label})
    space = intensity_names.Space(years, tuple(line.mg_per_w for line in shown), log, height_px)
    extra += _ends(space, shown, label)
    if named:
        for one, place in zip(published, intensity_names.places(space, published), strict=True):
            # A name that stands above its own line needs no leader.
            beside = place.year >= one.years[-1]
            to = (float(one.years[-1]), one.mg_per_w[-1]) if beside else (place.year, place.mg_per_w)
            extra.append({"kind": "name", "year": place.year, "mg": place.mg_per_w, "to_year": to[0], "to_mg": to[1],
                          "label": one.name, "written": f"{one.name} · {one.scope}"})  # fmt: skip
    return pa.concat_tables([*parts, pa.Table.from_pylist(extra, schema=SCHEMA)])


def draw(words: Words, log: bool, **given: Any) -> Chart:
    """The chart of these words and the arguments of `table`."""
    return Chart(specification(words, log), table(words, log=log, **given))


def _height(field: str, log: bool) -> Any:
    """The axis of mg/W: from zero, or logarithmic."""
    import altair as alt

    space: dict[str, Any] = {"minExtent": theme.AXIS_SPACE_PX, "maxExtent": theme.AXIS_SPACE_PX}
    if not log:
        axis = alt.Axis(title=None, tickCount=6, labelPadding=6, format="~f", **space)
        return alt.Y(f"{field}:Q", scale=alt.Scale(zero=True), axis=axis)
    axis = alt.Axis(title=None, values=list(TICKS), labelPadding=6, format="~f", **space)
    return alt.Y(f"{field}:Q", scale=alt.Scale(type="log", nice=False), axis=axis)


def _drawable(mg_per_w: Array, log: bool) -> Array:
    """Values that the axis can show: a logarithmic one has no zero."""
    return np.where(mg_per_w > 0.0, mg_per_w, np.nan) if log else mg_per_w


def _ends(
    space: intensity_names.Space, lines: Sequence[Line], label: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The name of each line where it ends; those that reach the last year are set apart from each other."""
    found = []
    last = {
        line.id: int(known[-1]) for line in lines if len(known := np.flatnonzero(~np.isnan(line.mg_per_w)))
    }
    right = [line for line in lines if last.get(line.id) == len(space.years) - 1]
    heights = space.apart([float(line.mg_per_w[-1]) for line in right])
    at = {line.id: height for line, height in zip(right, heights, strict=True)}
    for line in lines:
        if line.id in last:
            place = last[line.id]
            found.append({"kind": "end", "year": float(space.years[place]), "label": label[line.id],
                          "mg": at.get(line.id, float(line.mg_per_w[place])), "slot": SLOTS[line.id]})  # fmt: skip
    return found
