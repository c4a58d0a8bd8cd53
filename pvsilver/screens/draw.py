"""Charts and tables on a page: words in, kept specification and data out, a footer line beneath."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

from pvsilver.charts import Chart, theme
from pvsilver.exchange import drawn
from pvsilver.scenario import Scenario
from pvsilver.screens import acts, compared, figures, grid, state
from pvsilver.screens.state import say
from pvsilver.studies import uncertainty
from pvsilver.world.frames import Projection

PHONE_CHART_PX = 260


def chart(name: str, drawn_chart: Chart, height: int | None = None) -> None:
    """A chart under its contractual key, in its own height or another."""
    drawing = drawn_chart.specification
    with st.container(key=f"chart_{name}"):
        st.vega_lite_chart(
            light(drawn_chart.data), drawing if height is None else drawing | {"height": height}
        )


def light(data: pa.Table) -> pa.Table:
    """The table in one piece, as few bytes as it takes: each step of a slider sends it.

    Single precision, for nobody sees a mark's eighth digit; and words that repeat in a long table said once.
    """
    return data.combine_chunks().cast(_light(data.schema, len(data) >= LONG_DATA))


LONG_DATA = 64
REPEATING = ("kind", "part", "slot", "label")
"""Columns that hold the same few words over and over; naming each once costs some 200 bytes."""

WORDS = pa.dictionary(pa.int8(), pa.string())


@cache
def _light(schema: pa.Schema, long: bool) -> pa.Schema:
    numbers = [field.with_type(pa.float32()) if field.type == pa.float64() else field for field in schema]
    return pa.schema(
        [field.with_type(WORDS) if long and field.name in REPEATING else field for field in numbers]
    )


def vintage_name(vintage: str) -> str:
    """The survey's edition in words."""
    return drawn.vintage_name(vintage, state.face().lang)


def demand_chart(
    now: Projection, before: Projection, lines: Iterable[str] = drawn.LINES, height: int | None = None
) -> None:
    """Silver by year with the survey's points and the baseline; low enough for a phone on a phone."""
    lang = state.face().lang
    height = PHONE_CHART_PX if state.face().narrow else height
    shown = drawn.demand_chart(now, before, lang, tuple(lines), height or theme.HEIGHT_PX)
    chart("demand", shown, height)


def demand_footer(now: Projection) -> None:
    """What the points are, and the sources of the chart."""
    lang = state.face().lang
    vintage = vintage_name(str(now.scenario["survey_vintage"]))
    said = say("chart.demand.footer", vintage=vintage, draws=f"{uncertainty.DRAWS:,}")
    st.caption(f"{said} {drawn.footer('demand', lang)}")


def split_chart(now: Projection, before: Projection, by: str, column: str) -> None:
    """Stacked areas of a column by technology or route."""
    lang = state.face().lang
    chart(by, drawn.split_chart(now, before, by, lang, column, figures.unit_of(column)))
    st.caption(drawn.footer(by, lang))


def hindcast_charts(now: Projection, before: Projection) -> None:
    """Model and survey by year, and the residual beneath."""
    lang = state.face().lang
    pairs, residual = drawn.hindcast_charts(now, before, lang)
    chart("hindcast", pairs)
    chart("residual", residual)
    st.caption(drawn.footer("hindcast", lang))


WHOLE_ROWS = 16
"""A table this short is shown whole."""

LONG_ROWS = 24

TEXT_COLUMNS = {
    "technology": "technology",
    "route": "route",
    "region": "region",
    "lever": "driver",
    "source_node": "river",
    "target_node": "river",
    "survey_vintage": "choice.survey_vintage",
}
"""Column of ids → what the ids of their words begin with."""


def table(
    name: str,
    frame: pd.DataFrame,
    columns: Iterable[str] | None = None,
    before: pd.DataFrame | None = None,
    against: Sequence[str] = (),
    keys: Sequence[str] = ("year",),
) -> None:
    """A table twin: headings in words, numbers aligned, units in the heading.

    before: the same table of the baseline; the columns named in `against` then gain its value and the change.
    keys: the columns that tell a row.
    """
    if before is not None:
        frame = compared.beside(frame, before, against, keys)
        columns = None if columns is None else compared.named(tuple(columns), frame.columns)
    shown = {column: frame[column].to_numpy() for column in columns or map(str, frame.columns)}
    grid.show(
        name,
        {column: _cells(column, _seen(column, values, shown)) for column, values in shown.items()},
        {column: _column(column, values, shown) for column, values in shown.items()},
        _first(tuple(shown), against, keys),
        height="content" if len(frame) <= WHOLE_ROWS else "auto",
    )


def _first(columns: tuple[str, ...], against: Sequence[str], keys: Sequence[str]) -> tuple[str, ...]:
    """What a phone shows first: the row's name, what the table is about, and how it differs from the baseline."""
    about = [name for column in against for name in (column, column + compared.CHANGE)]
    return (*keys, *about) if against else columns


def _cells(column: str, values: Any) -> pa.Array:
    """Cells as Arrow has them; ids in words; a long column in single precision, for the CSV has every digit."""
    if column not in TEXT_COLUMNS:
        long = len(values) > LONG_ROWS and values.dtype.kind == "f"
        return pa.array(values, from_pandas=True, type=pa.float32() if long else None)
    named = {
        value: say(f"{TEXT_COLUMNS[column]}.{value}") if value else "" for value in dict.fromkeys(values)
    }
    return pa.array([named[value] for value in values])


def _column(column: str, values: Any, shown: Mapping[str, Any]) -> Any:
    heading = compared.short(column)
    if column == "year":
        return st.column_config.NumberColumn(heading, format="%d", pinned=True)
    if column in TEXT_COLUMNS:
        return st.column_config.TextColumn(heading)
    if values.dtype.kind not in "biuf":
        return st.column_config.TextColumn(heading)
    decimals = _decimals(column, values, shown)
    sign = "+" if column.endswith(compared.CHANGE) else ""
    return st.column_config.NumberColumn(
        heading,
        format=f"%{sign}.{decimals}f",
        width=compared.WIDTH_PX if heading != compared.heading(column) else None,
    )


def _decimals(column: str, values: Any, shown: Mapping[str, Any]) -> int:
    """A change has the decimals of the figures it stands between."""
    like = shown.get(column.removesuffix(compared.CHANGE), values)
    largest = np.nanmax(np.abs(like), initial=0.0)
    return 0 if largest >= 1000 else (1 if largest >= 100 else 3)


def _seen(column: str, values: Any, shown: Mapping[str, Any]) -> Any:
    """A change of less than its digits show is none: it would be written −0."""
    if not column.endswith(compared.CHANGE):
        return values
    least = 0.5 * 10.0 ** -_decimals(column, values, shown)
    return np.where(np.abs(values) < least, 0.0, values)


def csv(
    frame: pd.DataFrame | Callable[[], pd.DataFrame], name: str, scenario: Scenario, key: str = "export_csv"
) -> None:
    """A CSV with every digit, made when it is asked for, as its frame may be.

    `key`: another one where the page has a panel of exports.  No tooltip: Streamlit draws a button with one twice.
    """
    st.download_button(
        say("outlook.export"),
        data=lambda: (frame() if callable(frame) else frame).to_csv(index=False, lineterminator="\n"),
        file_name=f"pvsilver_{name}_{scenario.hash}.csv",
        mime="text/csv",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )


def tabs(name: str, ids: Iterable[str]) -> dict[str, Any]:
    """Tabs by id → their container; only the open one is to be drawn."""
    ids = list(ids)
    labels = [say(f"{name}.tab.{id}") for id in ids]
    key = f"tabs_{name}_{len(ids)}_{state.face().lang}"
    kept = f"tab_{name}"
    chosen = st.session_state.get(kept)
    default = labels[ids.index(chosen) if chosen in ids else 0]
    found = st.tabs(labels, key=key, default=default, on_change=_opened,
                    args=(key, kept, tuple(ids), tuple(labels)))  # fmt: skip
    return dict(zip(ids, found, strict=True))


def opened(name: str) -> str:
    """Id of the open tab; empty when none was chosen yet."""
    return str(st.session_state.get(f"tab_{name}") or "")


def _opened(key: str, kept: str, ids: tuple[str, ...], labels: tuple[str, ...]) -> None:
    acts.look()
    if st.session_state.get(key) in labels:
        st.session_state[kept] = ids[labels.index(st.session_state[key])]
