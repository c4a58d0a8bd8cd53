"""Silver of photovoltaics by year: net heavy, bought dashed, contained thin, the survey's points beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from pvsilver.charts import Chart, demand_rows, hover, rows, theme

MEASURES = {
    "net": "net_silver_t",
    "bought": "bought_silver_t",
    "contained": "contained_silver_t",
    "paste": "paste_t",
}
"""What a line is called → its column of the annual table."""

NAMED_FROM_PX = 420
"""In a narrower chart the survey's name would cover its points; the footer has it."""

NAMED_BEFORE_YEARS = 2

BAND_OPACITY = 0.2

_STROKE = {
    "baseline": (1.4, [3, 3]),
    "paste": (1.4, [1, 3]),
    "contained": (1.2, theme.SOLID),
    "bought": (1.6, theme.DASHED),
    "net": (3.2, theme.SOLID),
}
"""Width and dash of each line, the topmost last."""


class Words(NamedTuple):
    """Strings of this chart; a new language is a new specification."""

    title: str
    alt: str
    year: str
    net: str
    bought: str
    contained: str
    paste: str
    baseline: str
    survey: str
    low: str
    high: str
    band: str


TOLD = ("net", "bought", "contained", "low", "high", "baseline", "survey")
"""What is told of a year that is pointed at, whatever is drawn."""


@cache
def schema(shown: tuple[str, ...]) -> pa.Schema:
    """Columns of the table when these measures are drawn."""
    return pa.schema(
        [("kind", pa.string()), ("year", pa.float64())]
        + [(name, pa.float64()) for name in dict.fromkeys((*TOLD, *shown, "height"))]
        + [("show_baseline", pa.bool_()), ("label", pa.string()), ("slot", pa.string())]
    )


@cache
def specification(words: Words, shown: tuple[str, ...], flat: bool) -> dict[str, Any]:
    """The Vega-Lite specification; its data are those of `table`.

    shown: names of the lines; flat: whether there are years without data, which are hatched.
    """
    import altair as alt

    base = alt.Chart()
    x = theme.years()

    def only(kind: str) -> Any:
        return base.transform_filter(f"datum.kind == '{kind}'")

    def line(name: str) -> Any:
        width, dash = _STROKE[name]
        slot = theme.MUTED if name == "baseline" else theme.ACCENT
        when = "datum.show_baseline" if name == "baseline" else "datum.kind == 'year'"
        mark = base.transform_filter(when).mark_line(
            strokeWidth=width, strokeDash=dash, strokeCap="butt", tooltip=None
        )
        return mark.encode(x=x, y=theme.tonnes(name), color=theme.colour(slot=slot))

    band = (
        only("year")
        .transform_filter("isValid(datum.low)")
        .mark_area(opacity=BAND_OPACITY, tooltip=None)
        .encode(x=x, y=theme.tonnes("low"), y2="high:Q", color=theme.colour(slot=theme.ACCENT))
    )
    ends = [
        only("year")
        .transform_filter("isValid(datum.low)")
        .mark_line(strokeWidth=0.8, opacity=0.6, tooltip=None)
        .encode(x=x, y=theme.tonnes(end), color=theme.colour(slot=theme.ACCENT))
        for end in ("low", "high")
    ]
    banded = (
        only("band")
        .mark_text(align="left", dx=4, dy=-8, fontSize=theme.FONT_PX - 1)
        .encode(x=x, y=theme.tonnes("height"), text="label:N", color=theme.colour(slot=theme.MUTED))
    )
    hatch = only("flat").mark_rule(opacity=0.16).encode(x=x, color=theme.colour(slot=theme.MUTED))
    last = only("last").mark_rule(strokeDash=[2, 2]).encode(x=x, color=theme.colour(slot=theme.MUTED))
    note = (
        base.transform_filter("datum.kind == 'last' || datum.kind == 'note'")
        .mark_text(align="left", baseline="top", dx=5, fontSize=theme.FONT_PX - 1)
        .encode(x=x, y=alt.value(0), text="label:N", color=theme.colour(slot=theme.MUTED))
    )
    points = [alt.Tooltip("label:N", title=words.survey), alt.Tooltip("year:Q", title=words.year, format="d"),
              alt.Tooltip("survey:Q", title="t", format=",.0f")]  # fmt: skip
    editions = (
        only("edition")
        .mark_point(shape="diamond", size=34, strokeWidth=1, opacity=0.75)
        .encode(x=x, y=theme.tonnes("survey"), color=theme.colour(slot=theme.MUTED), tooltip=points)
    )
    survey = (
        only("survey")
        .mark_point(shape="diamond", size=64, filled=True, opacity=1)
        .encode(x=x, y=theme.tonnes("survey"), color=theme.colour(slot=theme.INK), tooltip=points)
    )
    chosen = (
        only("chosen")
        .mark_point(size=90, filled=True, opacity=1, tooltip=None)
        .encode(x=x, y=theme.tonnes("height"), color=theme.colour(slot=theme.ACCENT))
    )
    labels = (
        only("label")
        .mark_text(align="left", dx=7, fontSize=theme.FONT_PX, fontWeight=600)
        .encode(x=x, y=theme.tonnes("height"), text="label:N", color=theme.colour("slot"))
    )
    named = (
        only("named")
        .transform_filter(f"width >= {NAMED_FROM_PX}")
        .mark_text(align="left", dx=-4, dy=-13, fontSize=theme.FONT_PX, fontWeight=600)
        .encode(x=x, y=theme.tonnes("height"), text="label:N", color=theme.colour(slot=theme.INK))
    )
    tips = {name: getattr(words, name) for name in TOLD}
    layers = [
        band,
        *ends,
        *([hatch] if flat else []),
        *(line(name) for name in _STROKE if name in ("baseline", *shown)),
        last,
        note,
    ]
    layers += [hover.rule(base, tips, words.year, "t"), editions, survey, named, chosen, banded, labels]
    return theme.finished(alt.layer(*layers), words.title, words.alt)


def table(
    annual: Mapping[str, Any],
    baseline: Mapping[str, Any],
    survey: Iterable[Mapping[str, Any]],
    vintage: str,
    words: Words,
    *,
    shown: Collection[str],
    headline_year: int,
    edition_name: Mapping[str, str],
    last_label: str,
    flat_from: int,
    flat_label: str,
    band: tuple[Any, Any],
    height_px: float = theme.HEIGHT_PX,
) -> pa.Table:
    """Rows of every layer.  `survey`: rows with year, vintage, silver_t; `shown`: names of MEASURES.

    `annual` and `baseline` are columns of annual tables of the same years.  Years after `flat_from` are hatched.
    band: (low, high) of the first measure shown, NaN where there is none.  height_px: the chart's, by which labels
    keep their distance.
    """
    years = annual["year"]
    said = [row for row in survey if years[0] <= row["year"] <= years[-1]]
    own = {row["year"]: row["silver_t"] for row in said if row["vintage"] == vintage}
    first = next((name for name in MEASURES if name in shown), "net")
    before, now = baseline[MEASURES[first]], annual[MEASURES[first]]
    moved = not np.array_equal(before, now)

    surveyed = np.array([own.get(int(year), np.nan) for year in years])
    columns: dict[str, Any] = {
        "kind": ["year"] * len(years), "year": years.astype(float), "baseline": before, "survey": surveyed,
        "show_baseline": [moved] * len(years), "low": band[0], "high": band[1],
    }  # fmt: skip
    for name, column in MEASURES.items():
        columns[name] = annual[column]
    extra = [demand_rows.point(row, vintage, edition_name) for row in said]
    if own:
        last = max(own)
        extra.append({"kind": "last", "year": float(last), "label": last_label})
        first_said = min(own)
        # A little to the left of its first point, for to the right the line rises.
        place = max(first_said - NAMED_BEFORE_YEARS, int(years[0]))
        extra.append({"kind": "named", "year": float(place), "height": own[first_said],
                      "label": edition_name[vintage]})  # fmt: skip
    chosen = years == headline_year
    if chosen.any():
        extra.append({"kind": "chosen", "year": float(headline_year), "height": float(now[chosen][0])})
    extra += demand_rows.banded(years, band[1], words.band)
    extra += demand_rows.flat(years, flat_from, flat_label)
    top = max([1.0, *(row["silver_t"] for row in said), float(np.nanmax(band[1], initial=0.0))])
    ends = [
        (getattr(words, name), theme.ACCENT, annual[column])
        for name, column in MEASURES.items()
        if name in shown
    ]
    if moved:
        ends.append((words.baseline, theme.MUTED, before))
    extra += demand_rows.labels(years[-1], ends, top, height_px)
    kept = schema(tuple(name for name in MEASURES if name in shown))
    return pa.concat_tables([rows(kept, columns), pa.Table.from_pylist(extra, schema=kept)])


def draw(words: Words, **given: Any) -> Chart:
    """The chart of these words and the arguments of `table`."""
    shown = tuple(name for name in MEASURES if name in given["shown"])
    flat = given["annual"]["year"][-1] > given["flat_from"]
    return Chart(specification(words, shown, bool(flat)), table(words=words, **given))
