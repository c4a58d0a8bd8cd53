"""Levers of the chain: a few of the cell, a few of the world."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pvsilver import catalogue
from pvsilver.screens import acts, cell_acts, cell_state, cell_widgets, chain_acts, state, widgets
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say

WORLD = ("headline_year", "installation_outlook", "thrift_path", "thrift_bend", "route_path", "recovery_path")
ADOPTION = ("own_cell_start_year", "own_cell_finish_year", "own_cell_ceiling_pct")
STARTS = (("cell_technology", "column.technology"), ("cell_year", "cell.year"))


def levers(cell: Cell) -> None:
    """Everything in the sidebar of the page."""
    side = cell_state.drawn_side(cell.design)
    st.markdown(f"###### {say('chain.levers.cell')}")
    with st.container(horizontal=True, wrap=False, vertical_alignment="bottom", gap="small"):
        for id, name in STARTS:
            cell_widgets.select(
                catalogue.load()[id], state.face().scenario[id], cell_acts.start_from, say(name)
            )
    cell_widgets.lever(cell, f"{side}_finger_width_um")
    _powder(cell, side)
    widgets.levers(WORLD)
    _adoption()


def _powder(cell: Cell, side: str) -> None:
    """Silver in the powder of the finger: 100 % is silver paste, less is silver-coated copper."""
    share = chain_acts.powder_silver_pct(cell, side)
    if share is None:
        return
    parameter = catalogue.load()[chain_acts.powder_id(side)]
    name = say("chain.powder", side=say(f"side.{side}"))
    st.markdown(f":small[{name}]", help=say("chain.powder.help"))
    given: dict[str, Any] = {
        "step": float(parameter.step or 1.0), "format": widgets.format_of(parameter),
        "label_visibility": "collapsed", "on_change": chain_acts.take_powder,
    }  # fmt: skip
    with st.container(horizontal=True, wrap=False, vertical_alignment="bottom", gap="small"):
        widget: Any
        for kind, widget in (("lever", st.slider), ("number", st.number_input)):
            key = f"{kind}_{parameter.id}"
            state.seed(key, share)
            options = {"width": widgets.NUMBER_WIDTH_PX} if kind == "number" else {}
            widget(
                name,
                parameter.minimum,
                chain_acts.WHOLE_PCT,
                share,
                key=key,
                args=(side, key),
                **given,
                **options,
            )
    paste = str(cell.values[f"{side}_finger_paste"])
    made_of = say("route.silver_coated_copper" if paste.startswith("agcu") else f"choice.paste.{paste}")
    text = f":small[{made_of} · {say(f'grade.{parameter.grade}')}]"
    if all(state.face().scenario[id] is None for id in chain_acts.powder_ids(side)):
        st.caption(text)
        return
    with st.container(horizontal=True, wrap=False, vertical_alignment="top", gap="small"):
        st.caption(text, width="stretch")
        st.button(say("lever.reset"), key=f"restore_{parameter.id}", help=say("cell.reset.help"), type="tertiary",
                  icon=":material/restart_alt:", on_click=chain_acts.as_preset, args=(side,))  # fmt: skip


def _adoption() -> None:
    opened = st.expander(say("group.own_cell"), key="more", icon=":material/tune:", on_change=acts.look)
    if opened.open:
        with opened:
            st.caption(say("chain.adoption"))
            for id in ADOPTION:
                widgets.lever(catalogue.load()[id])
