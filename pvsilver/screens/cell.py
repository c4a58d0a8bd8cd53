"""/cell: milligrams, watts, money and risk of one cell together."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pvsilver.screens import (
    cell_charts,
    cell_compare,
    cell_drawings,
    cell_headlines,
    cell_levers,
    cell_state,
    cell_tables,
    cell_warnings,
    cell_world,
    draw,
    find,
    parts,
)
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say

TABS = ("tradeoff", "fingers", "find", "reliability", "compare", "world")


def page() -> None:
    """Levers at the side; headlines, the drawings, print steps and losses, then one view at a time."""
    with st.sidebar:
        cell_levers.levers(cell_state.now()[0])
    st.title(say("cell.title"), anchor=False)
    parts.part(parts.FIGURES, _figures)
    for id, tab in draw.tabs("cell", TABS).items():
        if tab.open:
            with tab:
                parts.part(parts.TAB, partial(_tab, id))


def _figures() -> None:
    now, problem = cell_state.now()
    before = cell_state.before()
    side = cell_state.drawn_side(now.design)
    values = now.values
    st.markdown(say("cell.subtitle", name=now.name(), width=f"{values['wafer_width_mm']:g}",
                    height=f"{values['wafer_height_mm']:g}"))  # fmt: skip
    cell_warnings.show(now, problem)
    cell_headlines.row(now, before)
    _drawings(now, before, side)
    _steps(now, before)


def _drawings(now: Cell, before: Cell, side: str) -> None:
    left, right = st.columns([1.1, 1.0], gap="medium")
    with left:
        cell_drawings.plan(now, before, side)
    with right:
        cell_drawings.section(now, before, side)


def _steps(now: Cell, before: Cell) -> None:
    st.markdown(f"##### {say('table.print_steps.title')}")
    cell_tables.print_steps(now, before)
    cell_charts.losses(now, before)
    cell_tables.losses(now, before)


def _tab(id: str) -> None:
    """What the open tab shows."""
    now, before = cell_state.now()[0], cell_state.before()
    side = cell_state.drawn_side(now.design)
    if id == "tradeoff":
        cell_charts.tradeoff(now, before, side)
        cell_charts.find(side)
        cell_tables.frontier(now, side)
    elif id == "fingers":
        cell_charts.pitch(now, before, side)
    elif id == "find":
        find.cell(side)
    elif id == "reliability":
        cell_tables.indicators(now, before)
    elif id == "compare":
        cell_compare.compare(now, before)
    elif id == "world":
        cell_world.world(now)
