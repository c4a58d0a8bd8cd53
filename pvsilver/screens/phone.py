"""What only a phone has: a button that says how many levers stand behind the closed sidebar, and opens it."""

from __future__ import annotations

import streamlit as st

from pvsilver.screens.state import Face, say

KEY = "show_levers"
"""What the document's script listens for: opening the sidebar is the browser's affair."""


def levers(now: Face) -> None:
    """The button, once the page has drawn its levers; none on a page without any."""
    count = len(now.levers)
    if now.narrow and count:
        st.button(say("frame.levers", count=count), key=KEY, icon=":material/tune:", width="stretch")
