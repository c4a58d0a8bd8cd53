"""Silver of a year for three volumes and three thrift paths: a cell each, tonnes printed in it, darker for more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa

from pvsilver.charts import Chart, theme

CELL_PX, AROUND_PX = 74, 40
CHANGE_DOWN_PX, NUMBER_UP_PX = 15, 8
"""Where a cell's change stands beneath its tonnes."""
LIGHTEST, DARKEST = 0.08, 0.62
"""Opacity of the least and of the greatest cell: ink on it stays readable in light and dark."""


class Words(NamedTuple):
    """Strings of this chart; `thrift` left to right and `volume` top to bottom."""

    title: str
    second: str
    alt: str
    volumes: tuple[str, ...]
    thrifts: tuple[str, ...]
    volume: str
    thrift: str
    route: str
    unit: str


class Cell(NamedTuple):
    """One case: names of its volume, thrift and route path, tonnes, how they are written, whether it is on screen."""

    volume: str
    thrift: str
    route: str
    tonnes: float
    written: str
    on_screen: bool
    change: str = ""
    """Against the baseline, as written; empty where nothing differs."""


SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("volume", "thrift", "route", "written", "change")]
    + [("tonnes", pa.float64()), ("depth", pa.float64()), ("on_screen", pa.bool_())]
)


@cache
def specification(words: Words, compared: bool) -> dict[str, Any]:
    """The Vega-Lite specification; its data are those of `table`.  compared: whether changes are printed too."""
    import altair as alt

    base = alt.Chart()
    quiet: dict[str, Any] = {"title": None, "domain": False, "ticks": False, "labelFontSize": theme.FONT_PX,
                             "labelPadding": 8, "labelLimit": 150}  # fmt: skip
    x = alt.X("thrift:N", sort=list(words.thrifts), scale=alt.Scale(domain=list(words.thrifts), padding=0.03),
              axis=alt.Axis(orient="top", labelAngle=0, **quiet))  # fmt: skip
    y = alt.Y("volume:N", sort=list(words.volumes), scale=alt.Scale(domain=list(words.volumes), padding=0.05),
              axis=alt.Axis(**quiet))  # fmt: skip
    tips = [alt.Tooltip("volume:N", title=words.volume), alt.Tooltip("thrift:N", title=words.thrift),
            alt.Tooltip("route:N", title=words.route),
            alt.Tooltip("tonnes:Q", title=words.unit, format=",.0f")]  # fmt: skip
    depth = alt.FillOpacity("depth:Q", scale=None, legend=None)
    cells = base.mark_rect(cornerRadius=3, stroke=None)
    cells = cells.encode(x=x, y=y, fill=alt.datum(theme.ACCENT, type="nominal", legend=None,
                         scale=alt.Scale(domain=list(theme.SLOTS))), fillOpacity=depth, tooltip=tips)  # fmt: skip
    here = base.transform_filter("datum.on_screen").mark_rect(
        cornerRadius=3, filled=False, strokeWidth=2, tooltip=None
    )
    here = here.encode(x=x, y=y, color=theme.colour(slot=theme.INK))
    ink = theme.colour(slot=theme.INK)
    up = -NUMBER_UP_PX if compared else 0
    numbers = base.mark_text(fontSize=theme.FONT_PX + 4, fontWeight=600, dy=up, tooltip=None)
    layers = [cells, here, numbers.encode(x=x, y=y, text="written:N", color=ink)]
    if compared:
        changes = base.mark_text(fontSize=theme.FONT_PX, dy=CHANGE_DOWN_PX, tooltip=None)
        layers.append(changes.encode(x=x, y=y, text="change:N", color=ink))
    found = theme.finished(alt.layer(*layers), words.title, words.alt, words.second)
    return found | {"height": CELL_PX * len(words.volumes) + AROUND_PX, "view": {"stroke": None}}


def table(cells: Sequence[Cell]) -> pa.Table:
    """One row a cell; its depth grows with the tonnes."""
    least, most = min(cell.tonnes for cell in cells), max(cell.tonnes for cell in cells)
    span = max(most - least, 1e-9)
    made = [
        cell._asdict() | {"depth": LIGHTEST + (DARKEST - LIGHTEST) * (cell.tonnes - least) / span}
        for cell in cells
    ]
    return pa.Table.from_pylist(made, schema=SCHEMA)


def draw(words: Words, cells: Sequence[Cell]) -> Chart:
    """The chart of these words and cells."""
    return Chart(specification(words, any(cell.change for cell in cells)), table(cells))
