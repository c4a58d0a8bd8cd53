"""Warnings and problems of a cell in the visitor's language."""

from __future__ import annotations

import re

import streamlit as st

from pvsilver import catalogue
from pvsilver.cell.notices import Notice
from pvsilver.screens import cell_acts, state, widgets
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say


def show(now: Cell, problem: str) -> None:
    """What is wrong, what was dropped, what is odd."""
    if problem:
        st.error(say("notice.refused", problem=problem), icon=":material/error:")
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


ROOM = r"(?P<lines>\d+) fingers leave (?P<room>\S+) mm each"
PATTERNS = {
    "pitch_width": re.compile(
        rf"^(?P<value>\S+) is not below the pitch; {ROOM}; width must stay below (?P<limit>\d+) um$"
    ),
    "pitch_count": re.compile(
        rf"^(?P<value>\d+) is too many: {ROOM}, which must stay above the width of (?P<limit>\S+) um$"
    ),
    "contact": re.compile(
        r"^(?P<value>\S+) is above the finger width; it must be at most (?P<limit>\S+) um$"
    ),
}
"""Problems of a cell that are told in both languages."""


def problem_in_words(problem: str) -> str:
    """A problem without its id, in the visitor's language where it is a known one."""
    text = problem.partition(":")[2].strip()
    for name, pattern in PATTERNS.items():
        found = pattern.match(text)
        if found and state.face().lang != "en":
            return say(f"cell.problem.{name}", **found.groupdict())
    return text
