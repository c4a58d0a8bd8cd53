"""Quoted capacities retired by a year, as points, over our cumulative lines under several lifetimes.

Our line at the baseline is thin and dashed where it differs; where it is one of the lifetimes, that line says so.
The vertical axis is logarithmic: claims and lines lie a factor of a hundred apart, and power is no tonnage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pvsilver.charts import Chart, hover, rows, theme

LEAST_GW = 0.1
"""Lines are drawn from here on: below it lies nothing to compare with."""

OWN, BEFORE = "own", "before"
NAMES = ("regular", "early", "late")
DASHES = {"regular": theme.SOLID, "early": theme.DASHED, "late": [2, 3], OWN: theme.SOLID, BEFORE: [3, 3]}
CLOSE_ABOVE = 2.0
"""A line up to so many times a claim would run through its text."""

LABEL_GAP_SHARE = 0.055
"""Least distance of two end labels, as a share of the axis."""


class Words(NamedTuple):
    """Strings of this chart; `presets` in the order of NAMES."""

    title: str
    second: str
    alt: str
    year: str
    own: str
    who: str
    claimed: str
    ours: str
    presets: tuple[str, ...]
    baseline: str


class Claim(NamedTuple):
    """One quoted figure.  label: the text beside the point; empty for a claim that only its tooltip names."""

    who: str
    year: int
    gw: float
    label: str
    ours: str


SCHEMA = pa.schema(
    [("kind", pa.string()), ("year", pa.float64()), ("line", pa.string()), ("gw", pa.float64())]
    + [(name, pa.float64()) for name in (*NAMES, OWN, BEFORE)]
    + [("slot", pa.string()), ("label", pa.string()), ("who", pa.string()), ("ours", pa.string())]
)


@cache
def specification(words: Words) -> dict[str, Any]:
    """The Vega-Lite specification; its data are those of `table`."""
    import altair as alt

    base = alt.Chart()
    x = theme.years()
    whole = "abs(log(datum.value) / LN10 - round(log(datum.value) / LN10)) < 1e-6"
    axis = alt.Axis(
        title=None,
        labelExpr=f"{whole} ? format(datum.value, ',~g') : ''",
        gridOpacity={"condition": {"test": whole, "value": 1}, "value": 0},
        labelPadding=6,
        minExtent=theme.AXIS_SPACE_PX,
        maxExtent=theme.AXIS_SPACE_PX,
    )
    y = alt.Y("gw:Q", scale=alt.Scale(type="log", domainMin=LEAST_GW, nice=False), axis=axis)
    keys = list(DASHES)
    dash = alt.StrokeDash(
        "line:N", scale=alt.Scale(domain=keys, range=[DASHES[k] for k in keys]), legend=None
    )

    def only(kind: str) -> Any:
        return base.transform_filter(f"datum.kind == '{kind}'")

    thin = only("preset").mark_line(strokeWidth=1.4, tooltip=None)
    thin = thin.encode(x=x, y=y, color=theme.colour(slot=theme.MUTED), strokeDash=dash, detail="line:N")
    heavy = only("own").mark_line(strokeWidth=3.2, tooltip=None)
    heavy = heavy.encode(x=x, y=y, color=theme.colour(slot=theme.ACCENT))
    before = only("before").mark_line(strokeWidth=1.4, tooltip=None)
    before = before.encode(x=x, y=y, color=theme.colour(slot=theme.MUTED), strokeDash=dash)
    tips = dict(zip((OWN, BEFORE, *NAMES), (words.own, words.baseline, *words.presets), strict=True))
    told = [alt.Tooltip("who:N", title=words.who), alt.Tooltip("year:Q", title=words.year, format="d"),
            alt.Tooltip("gw:Q", title=words.claimed, format=",.4~g"),
            alt.Tooltip("ours:N", title=words.ours)]  # fmt: skip
    others = only("other").mark_point(shape="circle", size=46, strokeWidth=1.4, opacity=0.9)
    others = others.encode(x=x, y=y, color=theme.colour(slot=theme.MUTED), tooltip=told)
    points = only("claim").mark_point(shape="diamond", size=110, filled=True, opacity=1)
    points = points.encode(x=x, y=y, color=theme.colour(slot=theme.ORANGE), tooltip=told)

    def said(kind: str, **mark: Any) -> Any:
        drawn = only(kind).mark_text(fontSize=theme.FONT_PX, fontWeight=600, tooltip=None, **mark)
        return drawn.encode(x=x, y=y, text="label:N", color=theme.colour(slot=theme.INK))

    texts = [
        said("said_left", align="right", dx=-9),
        said("said_below", align="left", baseline="top", dx=2, dy=7),
    ]
    ends = only("end").mark_text(align="left", dx=7, fontSize=theme.FONT_PX, fontWeight=600, tooltip=None)
    ends = ends.encode(x=x, y=y, text="label:N", color=theme.colour("slot"))
    layers = [thin, before, heavy, hover.rule(base, tips, words.year, "GW"), others, points, *texts, ends]
    return theme.finished(alt.layer(*layers), words.title, words.alt, words.second)


def table(
    words: Words,
    years: npt.NDArray[Any],
    lines: Mapping[str, npt.NDArray[np.float64]],
    claims: Sequence[Claim],
) -> pa.Table:
    """Rows of every layer.  lines: cumulative GW by year of NAMES, OWN and BEFORE."""
    count = len(years)
    year = years.astype(float)
    parts = [rows(SCHEMA, {"kind": ["year"] * count, "year": year} | dict(lines))]
    alone = [name for name in lines if name != BEFORE or not _alike(lines, BEFORE)]
    for name, gw in ((name, lines[name]) for name in alone):
        kept = gw >= LEAST_GW
        size = int(kept.sum())
        kind = name if name in (OWN, BEFORE) else "preset"
        parts.append(
            rows(SCHEMA, {"kind": [kind] * size, "line": [name] * size, "year": year[kept], "gw": gw[kept]})
        )
    return pa.concat_tables(
        [
            *parts,
            pa.Table.from_pylist(
                [*_claims(claims, year, lines[OWN]), *_ends(words, year, lines)], schema=SCHEMA
            ),
        ]
    )


def draw(words: Words, *given: Any) -> Chart:
    """The chart of these words and the arguments of `table`."""
    return Chart(specification(words), table(words, *given))


def _claims(claims: Sequence[Claim], year: Any, own: Any) -> list[dict[str, Any]]:
    found = []
    for claim in claims:
        at: dict[str, Any] = {"year": float(claim.year), "gw": claim.gw}
        found.append(at | {"kind": "claim" if claim.label else "other", "who": claim.who, "ours": claim.ours})
        if claim.label:
            found.append(at | {"kind": _beside(claim, year, own), "label": claim.label})
    return found


def _beside(claim: Claim, year: Any, own: Any) -> str:
    """Left of the point, or beneath it where the scenario's line runs close above."""
    line = float(own[int(claim.year - year[0])])
    return "said_below" if claim.gw <= line <= CLOSE_ABOVE * claim.gw else "said_left"


def _alike(lines: Mapping[str, Any], name: str) -> list[str]:
    """The other lines on which a line lies."""
    return [other for other in (*NAMES, OWN) if other != name and np.allclose(lines[other], lines[name])]


def _ends(words: Words, year: Any, lines: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Names at the end of the lines; a line that is one of the presets gives its name to it."""
    same, before = _alike(lines, OWN), _alike(lines, BEFORE)
    named = [(name, label, theme.ACCENT if name in same else theme.MUTED)
             for name, label in zip(NAMES, words.presets, strict=True)]  # fmt: skip
    if not same:
        named.append((OWN, words.own, theme.ACCENT))
    if not before:
        named.append((BEFORE, words.baseline, theme.MUTED))
    elif OWN not in before:
        named = [
            (n, f"{label} · {words.baseline}" if n in before else label, slot) for n, label, slot in named
        ]
    heights = [np.log10(max(float(lines[name][-1]), LEAST_GW)) for name, _, _ in named]
    span = max(max(heights) - np.log10(LEAST_GW), 1e-9)
    placed = theme.spread(heights, LABEL_GAP_SHARE * span)
    return [
        {"kind": "end", "year": float(year[-1]), "gw": float(10.0**height), "label": label, "slot": slot}
        for (_, label, slot), height in zip(named, placed, strict=True)
    ]
