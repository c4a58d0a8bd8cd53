"""What a reader must know of the scenario on screen: the warnings of its projection, in words."""

from __future__ import annotations

import re

import streamlit as st

from pvsilver import catalogue
from pvsilver.screens import widgets
from pvsilver.screens.state import face, say
from pvsilver.world.frames import Projection

BOUND = re.compile(r"^(\w+): .* passes 1 from (\d{4})")
FLAT = re.compile(r"^(\w+): no data after (\d{4});")
BASIS = re.compile(r"^(\w+): (\w+) counts (\w+) watts")
INFANT_LOSS = re.compile(r"^(\w+): ([\d.]+) % of the lifetime preset is kept although a shape of ([\d.]+) ")


def show(projected: Projection) -> None:
    """One line for each warning."""
    for warning in projected.warnings:
        st.warning(in_words(warning), icon=":material/warning:")


def in_words(warning: str) -> str:
    """A warning of the projection in the visitor's language; as it stands when it is of a new kind."""
    if found := FLAT.match(warning):
        return say("warning.flat", label=_label(found[1]), year=found[2])
    if found := BASIS.match(warning):
        name = say(f"choice.{found[1]}.{found[2]}")
        return say("warning.basis", label=_label(found[1]), name=name, basis=found[3].upper())
    if found := INFANT_LOSS.match(warning):
        return say("warning.infant_loss", label=_label(found[1]), value=found[2], shape=found[3])
    if found := BOUND.match(warning):
        value = f"{face().scenario.number(found[1]):g}"
        return say("warning.bound", label=_label(found[1]), value=value, year=found[2])
    return warning


def _label(id: str) -> str:
    return widgets.label(catalogue.load()[id])
