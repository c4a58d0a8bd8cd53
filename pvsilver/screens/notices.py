"""The one notice of a page: what of an address, or of a widget, could not be used; defaults that have moved."""

from __future__ import annotations

import streamlit as st

from pvsilver import catalogue
from pvsilver.screens import acts, links, markdown, problems, state, widgets
from pvsilver.screens.state import say

SHOWN = 12
"""Values that are listed; the others are counted."""


def show() -> None:
    """At most one notice: values of an address, or of a widget, that could not be used."""
    now = state.face()
    if not (now.refusals or now.problem or now.moved):
        return
    with st.container(key="notice"):
        if now.problem:
            st.warning(say("notice.refused", problem=problems.told(now.problem)), icon=":material/warning:")
            return
        if now.moved:
            _moved(now)
        if now.refusals:
            _refused(now)
        st.button(say("frame.dismiss"), key="dismiss", on_click=acts.dismiss)


def _moved(now: state.Face) -> None:
    """A link made under other data: the sender's values are shown; today's are on offer."""
    assert now.sender is not None
    named = {"model": now.sender.model, "data": now.sender.data, "count": len(now.moved)}
    st.info(say("notice.moved", **named), icon=":material/history:")
    declared = catalogue.load()
    heading = [say(f"notice.{column}") for column in ("name", "sender", "today")]
    rows = [(widgets.label(declared[m.id]), widgets.shown(declared[m.id], m.sender),
             widgets.shown(declared[m.id], m.today)) for m in now.moved[:SHOWN]]  # fmt: skip
    st.markdown(markdown.table(heading, rows, now.narrow))
    st.button(say("notice.moved.use"), key="use_todays", on_click=acts.use_todays)


def _refused(now: state.Face) -> None:
    """Values of an address that could not be used."""
    count = len(now.refusals)
    text = say("notice.address.one") if count == 1 else say("notice.address.many", count=count)
    st.warning(text, icon=":material/warning:")
    heading = [say(f"notice.{column}") for column in ("name", "given", "allowed", "used")]
    rows = [
        (refusal.id, refusal.given, links.allowed(refusal), links.used(refusal))
        for refusal in now.refusals[:SHOWN]
    ]
    st.markdown(markdown.table(heading, rows, now.narrow))
