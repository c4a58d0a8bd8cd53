"""What the levers of the chain ask for beyond a plain value: silver in the powder of a finger."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pvsilver.cell.paste import coated_copper_paste, named_paste
from pvsilver.errors import InputError
from pvsilver.screens import acts, cell_state
from pvsilver.screens.acts import act
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import Face
from pvsilver.units import PERCENT

WHOLE_PCT = PERCENT
"""Silver powder through and through: a silver paste."""

COATED = ("agcu50", "agcu30", "agcu15")
"""Pastes of silver-coated copper by the silver in their powder."""

OWN_DATA = ("cu", "cu_plated", "custom")
"""Pastes that have no silver powder to speak of, or whose data are the visitor's."""


def powder_id(side: str) -> str:
    """Id of silver in coated powder."""
    return f"{side}_agcu_powder_silver_wt_pct"


def powder_ids(side: str) -> tuple[str, str]:
    """Ids that the lever sets: the powder and the paste it belongs to."""
    return powder_id(side), f"{side}_finger_paste"


def powder_silver_pct(cell: Cell, side: str) -> float | None:
    """Silver in the finger's powder; 100 for a silver paste; None where the lever makes no sense."""
    paste = str(cell.values[f"{side}_finger_paste"])
    if paste in OWN_DATA:
        return None
    if not paste.startswith("agcu"):
        return WHOLE_PCT
    set_to = cell.values[powder_id(side)]
    share = coated_copper_paste(paste, None if set_to is None else set_to / PERCENT).powder_silver_share
    return float(share * PERCENT)


@act
def take_powder(now: Face, side: str, key: str) -> None:
    """The lever was moved.  Below 100 % a silver paste becomes the nearest one of silver-coated copper."""
    _attempt(now, **_values(cell_state.cell(now.scenario), side, float(st.session_state[key])))


def _values(cell: Cell, side: str, percent: float) -> dict[str, Any]:
    powder, paste = powder_ids(side)
    reference = str(cell.design.reference.values[paste])
    if percent >= WHOLE_PCT and not reference.startswith("agcu"):
        return {powder: None, paste: None}
    if str(cell.values[paste]).startswith("agcu"):
        return {powder: percent}
    return {powder: percent, paste: min(COATED, key=lambda key: abs(_share(key) - percent))}


def _share(paste: str) -> float:
    share = named_paste(paste).powder_silver_share
    return 0.0 if share is None else share * PERCENT


@act
def as_preset(now: Face, side: str) -> None:
    """Powder and paste as the preset has them."""
    _attempt(now, **dict.fromkeys(powder_ids(side)))


def _attempt(now: Face, **values: Any) -> None:
    try:
        cell_state.cell(now.scenario.replace(**values))
    except InputError as problem:
        now.problem = problem.said
    else:
        acts.attempt(now, **values)
