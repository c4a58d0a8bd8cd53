"""Levers of the cell: they show the value of the preset until it is set, and go back to it with one click."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import streamlit as st

from pvsilver import catalogue
from pvsilver.catalogue import Parameter
from pvsilver.screens import acts, cell_acts, cell_state, cell_warnings, draw, state, widgets
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say

SLIDERS = (
    "finger_count", "finger_width_um", "finger_height_um", "finger_length_share", "busbar_count",
    "agcu_powder_silver_wt_pct",
)  # fmt: skip
"""Levers of a side that have a slider beside their number box."""

SHOWN = (
    "finger_count",
    "finger_width_um",
    "finger_height_um",
    "finger_paste",
    "agcu_powder_silver_wt_pct",
    "busbar_count",
)
MORE = (
    "finger_shape", "finger_top_ratio", "finger_length_share", "finger_section_cv", "print_spread_um", "contact_width_um",
    "redundancy_length_mm", "line_quality_factor", "top_height_um", "top_paste", "cap_thickness_nm", "busbar_width_um",
    "busbar_height_um", "busbar_paste", "pad_count", "pad_area_mm2", "pad_height_um", "pad_paste",
)  # fmt: skip
OWN_PASTE = (
    "custom_solids_pct",
    "custom_silver_pct_of_solids",
    "custom_resistivity_uohm_cm",
    "silver_powder_blend_share",
)
MEASURED = ("finger_wet_mg", "busbar_wet_mg")
ELECTRICAL = ("contact_resistivity_mohm_cm2", "j0_metal_fa_cm2", "sheet_resistance_ohm", "contact_sheet_resistance_ohm",
              "line_resistance_ohm_per_cm")  # fmt: skip
FEES = ("finger_fee_cny_per_kg", "busbar_fee_cny_per_kg")
PRICES = ("silver_price_usd_per_oz", "cny_per_usd", "vat_pct")
WAFER = ("efficiency_pct", "wafer_width_mm", "wafer_height_mm", "wafer_diameter_mm", "edge_margin_mm")
GENERAL = ("jmpp_ma_cm2", "vmpp_v", "wire_count", "wire_diameter_mm", "optical_mode", "finger_optical_ratio",
           "wire_optical_ratio", "break_height_cv", "break_minimum_height_um", "break_cell_length_um",
           "corrosion_depth_um")  # fmt: skip
MONEY = (
    "watt_value_usd",
    "added_cost_usd_per_w",
    "powder_premium_pct",
    "paste_discount_pct",
    "paste_waste_factor",
)

WHOLE_RANGE_STEPS = 240
"""A range of so few steps is shown whole; else the slider spans the neighbourhood of the preset."""

NEIGHBOURHOOD = (0.3, 2.0)


def levers(cell: Cell) -> None:
    """Everything in the sidebar of the page."""
    _start(cell)
    tabs = draw.tabs(cell_state.SIDE, cell_state.sides(cell.design))
    for side, tab in tabs.items():
        if tab.open:
            with tab:
                _side(cell, side)
    _process(cell)
    for name, ids in _groups(cell).items():
        opened = st.expander(say(f"group.{name}"), key=f"more_{name}", on_change=acts.look)
        if opened.open:
            with opened:
                if name == "cell_money":
                    widgets.levers(PRICES)
                several(cell, ids)


def several(cell: Cell, ids: Iterable[str]) -> None:
    """Levers of these ids."""
    for id in ids:
        lever(cell, id)


def _start(cell: Cell) -> None:
    """Technology and year side by side, and the way back to the preset."""
    scenario = state.face().scenario
    with st.container(horizontal=True, wrap=False, gap="small"):
        for id in ("cell_technology", "cell_year"):
            _select(catalogue.load()[id], scenario[id], cell_acts.start_from)
    count = len(cell_state.edited_ids(scenario))
    if count:
        said = say("cell.edited.one") if count == 1 else say("cell.edited.many", count=count)
        st.button(f"{said} · {say('cell.as_preset')}", key="as_preset", type="tertiary", icon=":material/restart_alt:",
                  on_click=cell_acts.as_preset)  # fmt: skip
    else:
        st.caption(say("cell.unedited"))


def _side(cell: Cell, side: str) -> None:
    if side in cell.design.reference.finger_sides:
        several(cell, (f"{side}_{name}" for name in SHOWN if _applies(cell, side, name)))
        opened = st.expander(say(f"cell.more.{side}"), key=f"more_{side}", on_change=acts.look)
        if opened.open:
            with opened:
                several(cell, (f"{side}_{name}" for name in MORE if _applies(cell, side, name)))
    else:
        st.caption(say("cell.pads_only"))
        several(cell, (f"{side}_{name}" for name in MORE if name.startswith("pad_")))


def _applies(cell: Cell, side: str, name: str) -> bool:
    values = cell.values
    if name == "agcu_powder_silver_wt_pct":
        return any(
            str(values[f"{side}_{e}_paste"]).startswith("agcu") for e in ("finger", "top", "busbar", "pad")
        )
    if name == "finger_top_ratio":
        return values[f"{side}_finger_shape"] == "trapezoid"
    if name == "top_paste":
        return bool(values[f"{side}_top_height_um"])
    return True


def _process(cell: Cell) -> None:
    if cell.design.technology == "topcon":
        lever(cell, "leco")
    lever(cell, "print_method")


def _groups(cell: Cell) -> dict[str, list[str]]:
    """Ids under each expander."""
    fingers = cell.design.reference.finger_sides
    return {
        "paste": [*_both(fingers, OWN_PASTE), "agcu_powder_diameter_um"],
        "measured": _both(fingers, MEASURED),
        "wafer": list(WAFER),
        "electrical": [*_both(fingers, ELECTRICAL), *GENERAL],
        "cell_money": [*MONEY, *_both(fingers, FEES)],
    }


def _both(sides: Iterable[str], names: Iterable[str]) -> list[str]:
    return [f"{side}_{name}" for side in sides for name in names]


def lever(cell: Cell, id: str) -> None:
    """One value of the cell: as the preset or a process switch has it until it is set."""
    parameter = catalogue.load()[id]
    value = cell.values[id]
    if parameter.type == "choice":
        change = cell_acts.take_paste if id.endswith("_paste") else cell_acts.take
        _select(parameter, value, change)
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


def _select(parameter: Parameter, value: Any, change: Callable[..., None]) -> None:
    key = f"lever_{parameter.id}"
    state.seed(key, value)
    st.selectbox(
        widgets.label(parameter),
        parameter.choices,
        index=None if parameter.optional else 0,
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
    st.toggle(widgets.label(parameter), key=key, help=widgets.explained(parameter), on_change=cell_acts.take,
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
    key = f"number_{parameter.id}"
    state.seed(key, widgets.typed(parameter, value))
    width: Any = "stretch" if labelled else widgets.NUMBER_WIDTH_PX
    st.number_input(
        widgets.label(parameter),
        min_value=widgets.typed(parameter, parameter.minimum),
        max_value=widgets.typed(parameter, parameter.maximum),
        value=None,
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
        st.error(cell_warnings.problem_in_words(problem), icon=":material/error:")


def _quiet(cell: Cell, parameter: Parameter) -> None:
    """Value of the preset, range, source and grade; a reset arrow when the value was set."""
    id = parameter.id
    preset = cell.design.reference.values[id]
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
    return (value, say(f"grade.{parameter.grade}")) if parameter.grade else (value,)
