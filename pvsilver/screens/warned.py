"""What a reader must know of the scenario on screen: the warnings of its projection, in words."""

from __future__ import annotations

import streamlit as st

from pvsilver.exchange import telling
from pvsilver.screens.state import face
from pvsilver.world.frames import Projection


def show(projected: Projection) -> None:
    """One line for each warning."""
    for warning in projected.warnings:
        st.warning(telling.whole(warning, face().lang), icon=":material/warning:")
