"""What a reader must know of the scenario on screen: the warnings of its projection, in words."""

from __future__ import annotations

import re

import streamlit as st

from pvsilver import catalogue
from pvsilver.screens import widgets
from pvsilver.screens.state import face, say
from pvsilver.world.frames import Projection

BOUND = re.compile(r"^(\w+): .* passes 1 from (\d{4})")


def show(projected: Projection) -> None:
    """One line for each warning."""
    for warning in projected.warnings:
        st.warning(in_words(warning), icon=":material/warning:")


def in_words(warning: str) -> str:
    """A warning of the projection in the visitor's language; as it stands when it is of a new kind."""
    found = BOUND.match(warning)
    if not found:
        return warning
    id, year = found.groups()
    value = f"{face().scenario.number(id):g}"
    return say("warning.bound", label=widgets.label(catalogue.load()[id]), value=value, year=year)
