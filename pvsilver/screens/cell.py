"""/cell: milligrams, watts, money and risk of one cell together."""

from __future__ import annotations

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
)
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say

TABS = ("tradeoff", "fingers", "reliability", "compare", "world")


def page() -> None:
    """Levers at the side; headlines, the drawings, print steps and losses, then one view at a time."""
    now, problem = cell_state.now()
    before = cell_state.before()
    with st.sidebar:
        cell_levers.levers(now)
    side = cell_state.drawn_side(now.design)
    st.title(say("cell.title"), anchor=False)
    values = now.values
    st.markdown(say("cell.subtitle", name=now.name(), width=f"{values['wafer_width_mm']:g}",
                    height=f"{values['wafer_height_mm']:g}"))  # fmt: skip
    cell_warnings.show(now, problem)
    cell_headlines.row(now, before)
    _drawings(now, before, side)
    _steps(now, before)
    _tabs(now, before, side)


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


def _tabs(now: Cell, before: Cell, side: str) -> None:
    opened = draw.tabs("cell", TABS)
    if opened["tradeoff"].open:
        with opened["tradeoff"]:
            cell_charts.tradeoff(now, before, side)
            cell_charts.find(side)
            cell_tables.frontier(now, side)
    if opened["fingers"].open:
        with opened["fingers"]:
            cell_charts.pitch(now, before, side)
    if opened["reliability"].open:
        with opened["reliability"]:
            cell_tables.indicators(now, before)
    if opened["compare"].open:
        with opened["compare"]:
            cell_compare.compare(now, before)
    if opened["world"].open:
        with opened["world"]:
            cell_world.world(now)
