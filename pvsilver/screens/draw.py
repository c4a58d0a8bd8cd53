"""Charts and tables on a page: words in, kept specification and data out, a footer line beneath."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

import pvsilver
from pvsilver import tables
from pvsilver.charts import Chart, demand, hindcast, stack
from pvsilver.scenario import Scenario
from pvsilver.screens import figures, results, state
from pvsilver.screens.state import say
from pvsilver.world.frames import Projection

DEFAULT_LINES = ("net", "bought", "contained")
PUBLISHERS_SHOWN = 6
OWN = "pvsilver"
"""Publisher of our own judgement, which is named after all others."""


def chart(name: str, drawn: Chart) -> None:
    """A chart under its contractual key."""
    with st.container(key=f"chart_{name}"):
        st.vega_lite_chart(drawn.data, drawn.specification)


def vintage_name(vintage: str) -> str:
    """The survey's edition in words."""
    return say(f"choice.survey_vintage.{vintage}")


def demand_chart(now: Projection, before: Projection, lines: Iterable[str]) -> None:
    """Silver by year with the survey's points, the baseline, and its footer line."""
    scenario = now.scenario
    survey = tables.load("survey_vintages")
    vintage = str(scenario["survey_vintage"])
    flat_from, _ = results.data_end(scenario)
    words = demand.Words(
        say("chart.demand.title"), say("chart.demand.alt", start=int(now.annual["year"].iloc[0])),
        say("column.year"), say("chart.demand.net"), say("chart.demand.bought"), say("chart.demand.contained"),
        say("chart.demand.paste"), say("chart.demand.baseline"), say("chart.demand.survey"),
    )  # fmt: skip
    chart(
        "demand",
        demand.draw(
            words,
            annual=now.annual,
            baseline=before.annual,
            survey=survey.rows,
            vintage=vintage,
            shown=tuple(lines),
            headline_year=int(scenario.number("headline_year")),
            edition_name={edition: vintage_name(edition) for edition in survey.distinct("vintage")},
            last_label=say("chart.demand.last"),
            flat_from=flat_from,
            flat_label=say("chart.demand.flat"),
        ),
    )
    st.caption(f"{say('chart.demand.footer', vintage=vintage_name(vintage))} {sources_line(DEMAND_TABLES)}")


DEMAND_TABLES = ("installations_world", "cell_output", "intensity_history", "survey_vintages", "thrift_paths")


def sources_line(names: tuple[str, ...]) -> str:
    """Publishers of these tables, with model and data version."""
    return say("chart.footer", sources=_publishers(names, state.face().lang),
               model=pvsilver.__version__, data=tables.version())  # fmt: skip


@cache
def _publishers(names: tuple[str, ...], lang: str) -> str:
    known = {row["id"]: row["publisher"] for row in tables.load("sources").rows}
    counted: dict[str, int] = {}
    for name in names:
        for row in tables.load(name).rows:
            for id in tables.split_source_ids(row["source_id"]):
                counted[known[id]] = counted.get(known[id], 0) + 1
    ranked = sorted(counted, key=lambda publisher: (publisher == OWN, -counted[publisher]))
    first = ", ".join(ranked[:PUBLISHERS_SHOWN])
    rest = len(ranked) - PUBLISHERS_SHOWN
    return say("lever.sources.more", first=first, count=rest) if rest > 0 else first


def split_chart(by: str, frame: pd.DataFrame, column: str) -> None:
    """Stacked areas of a column by technology or route."""
    measure = say(f"measure.{column}")
    words = stack.Words(
        measure,
        say(f"chart.{by}.split"),
        say(f"chart.{by}.alt", measure=measure),
        say("column.year"),
        tuple(say(f"{by}.{group}") for group in stack.GROUPS[by]),
    )
    chart(by, stack.draw(by, words, frame, column, figures.unit_of(column)))
    names = ("market_share_history", "market_share_paths") if by == "technology" else ("route_shares", "route_silver")
    st.caption(sources_line((*names, "intensity_history")))


def hindcast_charts(now: Projection) -> None:
    """Model and survey by year, and the residual beneath."""
    survey = tables.load("survey_vintages").rows
    forecast = {row["year"]: say("chart.hindcast.forecast", year=row["year"])
                for row in survey
                if row["status"] == "forecast" and row["vintage"] == now.scenario["survey_vintage"]}  # fmt: skip
    names = (say("column.year"), say("chart.hindcast.model"), say("chart.hindcast.survey"),
             say("chart.hindcast.editions"), say("column.unexplained_t"))  # fmt: skip
    pairs, residual = hindcast.draw(
        hindcast.Words(say("chart.hindcast.title"), say("chart.hindcast.alt"), *names),
        hindcast.Words(say("chart.residual.title"), say("chart.residual.alt"), *names),
        hindcast.table(now.reconciliation, survey, forecast),
    )
    chart("hindcast", pairs)
    chart("residual", residual)
    st.caption(sources_line(("cell_output", "market_share_history", "intensity_history", "survey_vintages")))


WHOLE_ROWS = 16
"""A table this short is shown whole."""

TEXT_COLUMNS = {
    "technology": "technology",
    "route": "route",
    "region": "region",
    "cell_production_basis": "basis",
    "survey_vintage": "choice.survey_vintage",
}
"""Column of ids → what the ids of their words begin with."""


def table(name: str, frame: pd.DataFrame, columns: Iterable[str] | None = None) -> None:
    """A table twin: headings in words, numbers aligned, units in the heading."""
    shown = {column: frame[column].to_numpy() for column in columns or frame.columns}
    with st.container(key=f"table_{name}"):
        st.dataframe(
            pa.table({column: _cells(column, values) for column, values in shown.items()}),
            hide_index=True,
            width="stretch",
            height="content" if len(frame) <= WHOLE_ROWS else "auto",
            placeholder="",
            column_config={column: _column(column, values) for column, values in shown.items()},
        )


def _cells(column: str, values: Any) -> pa.Array:
    """Cells as Arrow has them; ids in words."""
    if column not in TEXT_COLUMNS:
        return pa.array(values, from_pandas=True)
    named = {value: say(f"{TEXT_COLUMNS[column]}.{value}") if value else "" for value in dict.fromkeys(values)}
    return pa.array([named[value] for value in values])


def _column(column: str, values: Any) -> Any:
    heading = say(f"column.{column}")
    if column == "year":
        return st.column_config.NumberColumn(heading, format="%d", pinned=True)
    if column in TEXT_COLUMNS:
        return st.column_config.TextColumn(heading)
    largest = np.nanmax(np.abs(values), initial=0.0)
    decimals = 0 if largest >= 1000 else (1 if largest >= 100 else 3)
    return st.column_config.NumberColumn(heading, format=f"%.{decimals}f")


def csv(frame: pd.DataFrame, name: str, scenario: Scenario) -> None:
    """A CSV with every digit, made when it is asked for."""
    st.download_button(
        say("outlook.export"),
        data=lambda: frame.to_csv(index=False, lineterminator="\n"),
        file_name=f"pvsilver_{name}_{scenario.hash}.csv",
        mime="text/csv",
        key="export_csv",
        help=say("outlook.export.help"),
        icon=":material/download:",
        on_click="ignore",
    )


def tabs(name: str, ids: Iterable[str]) -> dict[str, Any]:
    """Tabs by id → their container; only the open one is to be drawn."""
    ids = list(ids)
    labels = [say(f"{name}.tab.{id}") for id in ids]
    key = f"tabs_{name}_{state.face().lang}"
    kept = f"tab_{name}"
    chosen = st.session_state.get(kept, ids[0])
    found = st.tabs(labels, key=key, default=labels[ids.index(chosen)], on_change=_opened,
                    args=(key, kept, tuple(ids), tuple(labels)))  # fmt: skip
    return dict(zip(ids, found, strict=True))


def _opened(key: str, kept: str, ids: tuple[str, ...], labels: tuple[str, ...]) -> None:
    state.look()
    if st.session_state.get(key) in labels:
        st.session_state[kept] = ids[labels.index(st.session_state[key])]
