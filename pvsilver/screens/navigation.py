"""Links from one page to another that carry the scenario along."""

from __future__ import annotations

import streamlit as st

from pvsilver.screens import state

PAGES = "pages"
"""Where the visit keeps its pages by name."""


def link(page: str, label: str) -> None:
    """A link to a page, with the address of what is on screen."""
    query = state.to_query(state.face())
    st.page_link(st.session_state[PAGES][page], label=f"{label} →", query_params=query)
