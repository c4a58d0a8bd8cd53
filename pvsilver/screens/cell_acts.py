"""What the widgets of the cell ask for beyond a plain value."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pvsilver import catalogue
from pvsilver.cell.design import from_scenario
from pvsilver.cell.paste import coated_copper_paste, named_paste
from pvsilver.cell.search import find_best
from pvsilver.errors import InputError
from pvsilver.scenario import Scenario
from pvsilver.screens import acts, cell_state, results
from pvsilver.screens.acts import act, adopt
from pvsilver.screens.state import Face
from pvsilver.units import PERCENT

DROPPED = "cell_dropped"
"""Ids that had no place in the cell chosen last, to be told once."""

FOUND = "cell_found"
"""What was asked for last and the levers at the end of their range, to be told once."""

ALLOWED_LOSS_PCT = 0.1
"""Power, relative, that the least silver may cost."""

SAVED = "saved_cells"
PLACES = ("A", "B", "C")
CUSTOM = "custom"


@act
def take(now: Face, id: str, key: str) -> None:
    """A value of the cell; one that leaves no power is refused as one that cannot be printed is."""
    try:
        cell_state.cell(now.scenario.replace(**{id: st.session_state[key]}))
    except InputError as problem:
        now.problem = problem.said
    else:
        acts.attempt(now, **{id: st.session_state[key]})


@act
def start_from(now: Face, id: str, key: str) -> None:
    """Another technology or year.  Edits stay; those without a place in the new cell are dropped and named."""
    chosen = now.scenario.replace(**{id: st.session_state[key]})
    dropped: list[str] = []
    while True:
        try:
            cell_state.cell(chosen)
            results.projection(chosen)
        except InputError as problem:
            misfit = problem.parameter.split()[0]
            if misfit not in cell_state.edited_ids(chosen):
                now.problem = problem.said
                return
            chosen = chosen.replace(**{misfit: None})
            dropped.append(misfit)
        else:
            break
    st.session_state[DROPPED] = dropped
    adopt(now, chosen)


@act
def take_paste(now: Face, id: str, key: str) -> None:
    """A paste.  An own paste starts from the data of the paste that it replaces."""
    chosen = st.session_state[key]
    values: dict[str, Any] = {id: chosen}
    if chosen == CUSTOM:
        values |= _as_custom(now.scenario, id)
    acts.attempt(now, **values)


def _as_custom(scenario: Scenario, id: str) -> dict[str, Any]:
    side = id.partition("_")[0]
    names = ("custom_solids_pct", "custom_silver_pct_of_solids", "custom_resistivity_uohm_cm")
    if any(scenario[f"{side}_{name}"] is not None for name in names):
        return {}
    design = from_scenario(scenario)
    values: Any = design.values
    key = str(values[id])
    if key.startswith("agcu"):
        powder = values[f"{side}_agcu_powder_silver_wt_pct"]
        blend = values[f"{side}_silver_powder_blend_share"]
        paste = coated_copper_paste(key, None if powder is None else powder / PERCENT, blend)
    else:
        paste = named_paste(key)
    solids = 1.0 if paste.cured_to_wet is None else paste.cured_to_wet
    data = (solids * PERCENT, paste.silver_share * PERCENT, paste.resistivity_uohm_cm)
    return {f"{side}_{name}": value for name, value in zip(names, data, strict=True)}


@act
def as_preset(now: Face) -> None:
    """All values of the cell as its preset has them."""
    adopt(now, now.scenario.replace(**dict.fromkeys(cell_state.edited_ids(now.scenario))))


@act
def find(now: Face, side: str, objective: str) -> None:
    """The best width and height of a finger land in their levers; undo takes them back."""
    levers = ("finger_width_um", "finger_height_um")
    cell = cell_state.cell(now.scenario)
    try:
        best = find_best(
            cell.design, side, objective, levers, power_loss_pct=ALLOWED_LOSS_PCT, prices=cell.prices
        )
    except InputError as problem:
        now.problem = problem.said
        return
    st.session_state[FOUND] = (objective, best.at_limit)
    acts.attempt(now, **{f"{side}_{lever}": best.design.values[f"{side}_{lever}"] for lever in levers})


@act
def use(now: Face, id: str, value: float) -> None:
    """A value that the page offers."""
    acts.attempt(now, **{id: value})


@act
def save(now: Face, place: str) -> None:
    """Keeps the cell on screen beside the others."""
    st.session_state.setdefault(SAVED, {})[place] = now.scenario


@act
def load(now: Face, place: str) -> None:
    """A kept cell comes back on screen; what is no part of a cell stays."""
    kept: Scenario = st.session_state[SAVED][place]
    ids = [id for id, parameter in catalogue.load().items() if parameter.page == "cell"]
    acts.attempt(now, **{id: kept[id] for id in ids})


def saved() -> dict[str, Scenario]:
    """Kept cells by letter."""
    found: dict[str, Scenario] = st.session_state.get(SAVED, {})
    return found
