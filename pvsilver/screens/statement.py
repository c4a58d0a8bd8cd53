"""The reconciliation as a statement: one line a step, one column a year, read from top to bottom."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import streamlit as st

from pvsilver.exchange.basis import TIMES, basis_name
from pvsilver.screens import compared, figures, grid, state
from pvsilver.screens.state import say


class Step(NamedTuple):
    """How a line follows from those above it, its column of the reconciliation, decimals shown."""

    sign: str
    column: str
    decimals: int
    compared: bool = False
    """Whether the baseline and the change stand beneath it, where it differs."""


STEPS = (
    Step("", "installations_gw", 1),
    Step("−", "thin_film_gw", 1),
    Step("→", "cell_production_gw", 1, True),
    Step("", "cell_production_basis", 0),
    Step("×", "silver_mg_per_w", 2, True),
    Step("=", "contained_silver_t", 0),
    Step("+", "factory_losses_t", 0),
    Step("=", "bought_silver_t", 0),
    Step("−", "scrap_returned_t", 0),
    Step("=", "survey_comparable_t", 0, True),
    Step("", "survey_t", 0),
    Step("", "unexplained_t", 0),
    Step("", "model_over_survey", 2),
)

STEP_WIDTH_PX, PHONE_STEP_WIDTH_PX = 215, 205
YEAR_WIDTH_PX = 62
SIGNED = "unexplained_t"
INDENT = "\u2003"


def show(name: str, frame: pd.DataFrame, before: pd.DataFrame, vintage: str) -> None:
    """The statement under the contractual key of its table.  before: that of the baseline."""
    lines = [line for step in STEPS for line in _lines(step, frame, before, vintage)]
    heading, years = say("column.step"), [str(year) for year in frame["year"]]
    columns = {heading: [line[0] for line in lines]}
    columns |= {year: [line[1][place] for line in lines] for place, year in enumerate(years)}
    narrow = state.face().narrow
    config: dict[str, Any] = {
        year: st.column_config.TextColumn(year, width=YEAR_WIDTH_PX, alignment="right") for year in years
    }
    width = PHONE_STEP_WIDTH_PX if narrow else STEP_WIDTH_PX
    config[heading] = st.column_config.TextColumn(heading, width=width, pinned=True)
    grid.show(name, columns, config, (heading, *years[-2:]))


def _lines(
    step: Step, frame: pd.DataFrame, before: pd.DataFrame, vintage: str
) -> list[tuple[str, list[str]]]:
    """A step's line and, where it differs from the baseline, two more."""
    values = frame[step.column]
    found = [(_name(step, vintage), [_cell(value, step.decimals, step.column == SIGNED) for value in values])]
    scaled = next((value for value in values if TIMES in str(value)), None)
    if scaled is not None:
        # A year's column is too narrow for the factor; it is the same for all.
        found = [(f"{found[0][0]} ({basis_name(scaled, state.face().lang)})", found[0][1])]
    if not step.compared:
        return found
    base = before.set_index("year")[step.column].reindex(frame["year"]).to_numpy(dtype=float)
    change = values.to_numpy(dtype=float) - base
    if np.allclose(np.nan_to_num(change), 0.0, atol=1e-9):
        return found
    beneath = ((compared.BASELINE, base, False), (compared.CHANGE, change, True))
    for end, numbers, signed in beneath:
        cells = [_cell(value, step.decimals, signed) for value in numbers]
        found.append((INDENT + compared.short(step.column + end), cells))
    return found


def _name(step: Step, vintage: str) -> str:
    column = step.column
    name = say("column.survey_named", vintage=vintage) if column == "survey_t" else say(f"column.{column}")
    return f"{step.sign} {name}".strip()


def _cell(value: object, decimals: int, signed: bool) -> str:
    if isinstance(value, str):
        return basis_name(value.partition(TIMES)[0], state.face().lang)
    number = float(value)  # type: ignore[arg-type]
    if number != number:
        return ""
    return figures.minus(f"{number:{'+' if signed else ''}.{decimals}f}")
