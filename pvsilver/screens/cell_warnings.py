"""Warnings of a cell in the visitor's language."""

from __future__ import annotations

import streamlit as st

from pvsilver import catalogue
from pvsilver.cell.notices import Notice
from pvsilver.screens import cell_acts, problems, widgets
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say


def show(now: Cell, problem: str) -> None:
    """What is wrong, what was dropped, what is odd."""
    if problem:
        st.error(say("notice.refused", problem=problems.told(problem)), icon=":material/error:")
    dropped = st.session_state.pop(cell_acts.DROPPED, [])
    if dropped:
        names = ", ".join(widgets.label(catalogue.load()[id]) for id in dropped)
        st.info(say("cell.dropped", names=names), icon=":material/info:")
    for notice in now.result.warnings:
        st.warning(in_words(notice), icon=":material/warning:")


def in_words(notice: Notice) -> str:
    """A warning with the name of its field."""
    label = say(f"parameter.{notice.parameter}.label")
    return say(f"cell.notice.{notice.kind}", label=label, value=_number(notice.value), limit=_number(notice.limit),
               percent=f"{100 * notice.value:.0f}")  # fmt: skip


def _number(value: float) -> str:
    return f"{value:.3g}"
