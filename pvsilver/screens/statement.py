"""The reconciliation as a statement: one line a step, one column a year, read from top to bottom."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import streamlit as st

from pvsilver.exchange.basis import basis_name
from pvsilver.screens import state
from pvsilver.screens.state import say

STEPS = (
    ("", "installations_gw", 1),
    ("−", "thin_film_gw", 1),
    ("→", "cell_production_gw", 1),
    ("", "cell_production_basis", 0),
    ("×", "silver_mg_per_w", 2),
    ("=", "contained_silver_t", 0),
    ("+", "factory_losses_t", 0),
    ("=", "bought_silver_t", 0),
    ("−", "scrap_returned_t", 0),
    ("=", "survey_comparable_t", 0),
    ("", "survey_t", 0),
    ("", "unexplained_t", 0),
    ("", "model_over_survey", 2),
)
"""(how a line follows from those above it, column of the reconciliation, decimals shown)."""

STEP_WIDTH_PX = 215
YEAR_WIDTH_PX = 66
SIGNED = "unexplained_t"


def show(name: str, frame: pd.DataFrame, vintage: str) -> None:
    """The statement under the contractual key of its table."""
    years = [str(year) for year in frame["year"]]
    heading = say("column.step")
    columns = {heading: [_line(sign, column, vintage) for sign, column, _ in STEPS]}
    for place, year in enumerate(years):
        columns[year] = [_cell(frame[column].iloc[place], column, decimals) for _, column, decimals in STEPS]
    config = {
        year: st.column_config.TextColumn(year, width=YEAR_WIDTH_PX, alignment="right") for year in years
    }
    config[heading] = st.column_config.TextColumn(heading, width=STEP_WIDTH_PX, pinned=True)
    with st.container(key=f"table_{name}"):
        st.dataframe(
            pa.table(columns), hide_index=True, width="stretch", height="content", column_config=config
        )


def _line(sign: str, column: str, vintage: str) -> str:
    name = say("column.survey_named", vintage=vintage) if column == "survey_t" else say(f"column.{column}")
    return f"{sign} {name}".strip()


def _cell(value: object, column: str, decimals: int) -> str:
    if isinstance(value, str):
        return basis_name(value, state.face().lang)
    number = float(value)  # type: ignore[arg-type]
    if number != number:
        return ""
    return f"{number:+.{decimals}f}" if column == SIGNED else f"{number:.{decimals}f}"
