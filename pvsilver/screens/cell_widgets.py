"""One lever of the cell: it shows the preset's value until it is set, and goes back to it with one click."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from pvsilver import catalogue
from pvsilver.catalogue import Parameter
from pvsilver.cell.paste import named_paste
from pvsilver.screens import acts, cell_acts, cell_state, parts, problems, state, widgets
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say
from pvsilver.units import PERCENT

SLIDERS = (
    "finger_count", "finger_width_um", "finger_height_um", "finger_length_share", "busbar_count",
    "agcu_powder_silver_wt_pct",
)  # fmt: skip
"""Levers of a side that have a slider beside their number box."""

BRINGS_OTHERS = ("top_height_um",)
"""Numbers with which other levers come and go."""

WHOLE_RANGE_STEPS = 240
"""A range of so few steps is shown whole; else the slider spans the neighbourhood of the preset."""

NEIGHBOURHOOD = (0.3, 2.0)


def lever(cell: Cell, id: str) -> None:
    """One value of the cell: as the preset or a process switch has it until it is set.

    A plain number is a part of the page; a choice may bring other levers or take them away.
    """
    if catalogue.load()[id].type == "number" and id.partition("_")[2] not in BRINGS_OTHERS:
        parts.part(parts.lever(id), lambda: _drawn(cell_state.now()[0], id))
    else:
        _drawn(cell, id)


def _drawn(cell: Cell, id: str) -> None:
    state.face().levers.add(id)
    parameter = catalogue.load()[id]
    value = _in_force(cell, id)
    if parameter.type == "choice":
        change = cell_acts.take_paste if id.endswith("_paste") else cell_acts.take
        select(parameter, value, change)
    elif parameter.type == "switch":
        _toggle(parameter, bool(value))
    elif id.partition("_")[2] in SLIDERS and value is not None:
        st.markdown(f":small[{widgets.label(parameter)}]", help=widgets.explained(parameter))
        with st.container(horizontal=True, wrap=False, vertical_alignment="bottom", gap="small"):
            _slider(parameter, value, cell.design.reference.values[id])
            _number(parameter, value, labelled=False)
    else:
        _number(parameter, value, labelled=True)
    _problem(id)
    _quiet(cell, parameter)


def _in_force(cell: Cell, id: str) -> Any:
    """The value that the cell has; silver in coated powder is what the paste's name says until it is set."""
    value = cell.values[id]
    if value is None and id.endswith("_agcu_powder_silver_wt_pct"):
        side = id.partition("_")[0]
        pastes = (cell.values[f"{side}_{element}_paste"] for element in ("finger", "top", "busbar", "pad"))
        named = next((str(paste) for paste in pastes if str(paste).startswith("agcu")), None)
        share = None if named is None else named_paste(named).powder_silver_share
        return None if share is None else share * PERCENT
    return value


def select(parameter: Parameter, value: Any, change: Callable[..., None], name: str = "") -> None:
    """A choice, cleared to go back to the preset.  name: its label where the usual one is too long."""
    key = f"lever_{parameter.id}"
    state.face().levers.add(parameter.id)
    state.seed(key, value)
    st.selectbox(
        name or widgets.label(parameter),
        parameter.choices,
        index=None if value is None else parameter.choices.index(value),
        key=key,
        format_func=widgets.named(
            parameter.choices, lambda choice: say(widgets.choice_id(parameter.id, choice))
        ),
        placeholder=say("cell.as_preset_has_it"),
        help=widgets.explained(parameter),
        on_change=change,
        args=(parameter.id, key),
    )


def _toggle(parameter: Parameter, value: bool) -> None:
    key = f"lever_{parameter.id}"
    state.seed(key, value)
    st.toggle(widgets.label(parameter), value, key=key, help=widgets.explained(parameter), on_change=cell_acts.take,
              args=(parameter.id, key))  # fmt: skip


def _slider(parameter: Parameter, value: Any, preset: Any) -> None:
    key = f"lever_{parameter.id}"
    low, high = window(parameter, value, preset)
    typed = widgets.typed(parameter, value)
    state.seed(key, typed)
    st.slider(
        widgets.label(parameter),
        widgets.typed(parameter, low),
        widgets.typed(parameter, high),
        typed,
        step=widgets.typed(parameter, parameter.step),
        format=widgets.format_of(parameter),
        key=key,
        label_visibility="collapsed",
        on_change=cell_acts.take,
        args=(parameter.id, key),
    )


def _number(parameter: Parameter, value: Any, labelled: bool) -> None:
    """No limits, as of the other levers' boxes: the scenario refuses what is beyond them, and says so."""
    key = f"number_{parameter.id}"
    state.seed(key, widgets.typed(parameter, value))
    width: Any = "stretch" if labelled else widgets.NUMBER_WIDTH_PX
    st.number_input(
        widgets.label(parameter),
        value=widgets.typed(parameter, value),
        step=widgets.typed(parameter, parameter.step),
        format=widgets.format_of(parameter),
        key=key,
        help=widgets.explained(parameter) if labelled else None,
        label_visibility="visible" if labelled else "collapsed",
        placeholder=say("cell.empty"),
        width=width,
        on_change=cell_acts.take,
        args=(parameter.id, key),
    )


def window(parameter: Parameter, value: Any, preset: Any) -> tuple[float, float]:
    """What a slider spans: the whole range where it is short, else the neighbourhood of the preset and the value."""
    low, high, step = parameter.minimum, parameter.maximum, parameter.step
    assert low is not None
    assert high is not None
    assert step is not None
    if (high - low) / step <= WHOLE_RANGE_STEPS:
        return low, high
    around = value if preset is None else preset
    near = (max(low, around * NEIGHBOURHOOD[0]), min(high, around * NEIGHBOURHOOD[1]))
    steps = (round((near[0] - low) / step), round((near[1] - low) / step))
    return min(low + steps[0] * step, value), max(low + steps[1] * step, value)


def _problem(id: str) -> None:
    """The field itself says what is wrong with what it was given."""
    problem = state.face().problem
    if problem.startswith(f"{id}:"):
        st.error(problems.beside(problem), icon=":material/error:")


def _quiet(cell: Cell, parameter: Parameter) -> None:
    """Value of the preset, range, source and grade; a reset arrow when the value was set."""
    id = parameter.id
    preset = cell.design.reference.values[id]
    if preset is None and state.face().scenario[id] is None:
        preset = _in_force(cell, id)
    parts = _standing(id, preset, state.face().lang)
    text = f":small[{' · '.join(parts)}]"
    if state.face().scenario[id] is None:
        st.caption(text)
        return
    with st.container(horizontal=True, wrap=False, vertical_alignment="top", gap="small"):
        st.caption(text, width="stretch")
        st.button(say("lever.reset"), key=f"restore_{id}", help=say("cell.reset.help"), type="tertiary",
                  icon=":material/restart_alt:", on_click=acts.restore, args=(id,))  # fmt: skip


@cache
def _standing(id: str, preset: Any, lang: str) -> tuple[str, ...]:
    """Value of the preset, range and grade; a relative range is written out around the preset's value."""
    parameter = catalogue.load()[id]
    value = say("cell.empty") if preset is None else widgets.shown(parameter, preset)
    low, high = parameter.low, parameter.high
    if low is not None and high is not None and parameter.range_kind == "relative":
        low, high = (None, None) if preset is None else (low * preset, high * preset)
    if low is not None and high is not None and low < high:
        ends = {"low": widgets.written(parameter, low), "high": widgets.written(parameter, high)}
        value = say("cell.preset_range", value=value, **ends)
    else:
        value = say("cell.preset_value", value=value)
    parts = () if preset is None and parameter.type == "choice" else (value,)
    return (*parts, say(f"grade.{parameter.grade}")) if parameter.grade else parts
