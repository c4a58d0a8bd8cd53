"""Asking backwards: a sentence to fill in, and an answer that lands in its lever."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pvsilver import catalogue
from pvsilver.cell.design import from_scenario
from pvsilver.errors import InputError
from pvsilver.exchange.reproduce import command_line
from pvsilver.screens import acts, figures, state, widgets
from pvsilver.screens.state import Face, say
from pvsilver.studies.solve import Solution, solve
from pvsilver.studies.target import Target

RELATIONS = ("=", "<=", ">=")
SIGNS = {"=": "=", "<=": "≤", ">=": "≥"}

WORLD = (
    "net_silver_t", "bought_silver_t", "silver_mg_per_w", "cell_production_gw", "share_of_mine_pct",
    "recovered_silver_t", "retired_gw",
)  # fmt: skip
CELL = (
    "silver_mg_per_cell", "silver_mg_per_w", "paste_mg_per_w", "cell_power_w", "efficiency_pct", "silver_cny_per_w",
)  # fmt: skip

FOUND = "find_found"
"""What was asked of which scenario, and the answer."""


def world() -> None:
    """Of a year of the projection."""
    pages = ("outlook", "recovery")
    ids = [id for id, p in catalogue.load().items() if p.page in pages and p.type in ("number", "integer")]
    year = int(state.face().scenario.number("headline_year"))
    _form("outlook", [id for id in ids if id != "headline_year"], WORLD, year, "mg_per_w_factor")


def cell(side: str) -> None:
    """Of the cell."""
    values = from_scenario(state.face().scenario).values
    ids = [
        id
        for id, p in catalogue.load().items()
        if p.page == "cell" and p.type in ("number", "integer") and values.get(id) is not None
    ]
    _form("cell", ids, CELL, None, f"{side}_finger_width_um")


def _form(page: str, ids: list[str], columns: tuple[str, ...], year: int | None, usual: str) -> None:
    st.markdown(say("find.intro"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="find"):
        id = st.selectbox(
            say("find.parameter"), ids, ids.index(usual), key=f"find_parameter_{page}", width=300,
            format_func=widgets.named(ids, lambda id: widgets.label(catalogue.load()[id])), on_change=acts.look,
        )  # fmt: skip
        column = st.selectbox(
            say("find.column") if year is None else say("find.column.year", year=year),
            columns, key=f"find_column_{page}", width=230, on_change=acts.look,
            format_func=widgets.named(columns, lambda column: say(f"column.{column}")),
        )  # fmt: skip
        relation = st.segmented_control(
            say("find.relation"), RELATIONS, default=RELATIONS[0], required=True, key=f"find_relation_{page}",
            format_func=SIGNS.__getitem__, on_change=acts.look,
        )  # fmt: skip
        present = _present(column, year)
        decimals = len(figures.number(present).replace(",", "").partition(".")[2])
        value = st.number_input(
            say("find.value"), value=round(present, decimals), format=f"%.{decimals}f", width=130,
            key=f"find_value_{page}_{column}", on_change=acts.look,
        )  # fmt: skip
        target = Target(column, year, relation or RELATIONS[0], float(value))
        st.button(say("find.ask"), key="find_ask", icon=":material/search:", on_click=_ask, args=(id, target))
    asked = st.session_state.get(FOUND)
    if asked is not None and asked[0] == state.face().scenario and asked[1].id in ids:
        _answer(asked[1])


def _present(column: str, year: int | None) -> float:
    """What the scenario on screen gives, from which the question starts."""
    return Target(column, year, "=", 0.0).measured(state.face().scenario)


@acts.act
def _ask(now: Face, id: str, target: Target) -> None:
    try:
        st.session_state[FOUND] = (now.scenario, solve(now.scenario, id, target))
    except InputError as problem:
        now.problem = problem.said


def _answer(found: Solution) -> None:
    parameter = catalogue.load()[found.id]
    said: dict[str, Any] = {
        "parameter": widgets.label(parameter),
        "value": widgets.written(parameter, found.value),
        "column": say(f"column.{found.target.column}"),
        "achieved": figures.number(found.achieved),
        "when": "" if found.target.year is None else say("find.when", year=found.target.year),
    }
    id = "find.reached" if found.reached else "find.nearest"
    with st.container(key="find_answer"):
        (st.success if found.reached else st.warning)(say(id, **said))
        st.button(say("find.apply" if found.reached else "find.apply.nearest"), key="find_apply",
                  on_click=_apply, args=(found.id, found.value))  # fmt: skip
    scenario = state.face().scenario
    verb = ("solve", "--for", found.id, "--target", found.target.text)
    st.code(command_line(scenario, command=verb), language="bash", wrap_lines=True)


@acts.act
def _apply(now: Face, id: str, value: float) -> None:
    """The answer lands in its lever, and so in the link; undo takes it back."""
    st.session_state[FOUND] = None
    acts.attempt(now, **{id: value})
