"""The cell on screen: its design and results, the baseline's, and the last good cell where a new one fails."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import streamlit as st

from pvsilver import catalogue
from pvsilver.cell.design import CellDesign, break_even, evaluate, from_scenario, prices_of
from pvsilver.cell.result import CellResult
from pvsilver.cell.spread import Spread, spread
from pvsilver.errors import InputError
from pvsilver.money import Prices
from pvsilver.scenario import Scenario
from pvsilver.screens import state
from pvsilver.world.adoption import CELL_PAGE

KEPT = 48
LAST_GOOD = "last_good_cell"
SIDE = "cell_side"


class Cell(NamedTuple):
    """One cell with its results at its own scenario's prices."""

    scenario: Scenario
    design: CellDesign
    result: CellResult
    prices: Prices

    @property
    def values(self) -> Mapping[str, Any]:
        """Value of every id."""
        return self.design.values

    def name(self) -> str:
        """Technology and year of the preset it started from."""
        return f"{state.say(f'choice.cell_technology.{self.design.technology}')} {self.design.preset_year}"


@lru_cache(maxsize=KEPT)
def cell(scenario: Scenario) -> Cell:
    """The cell of a scenario.  Raises InputError."""
    design = from_scenario(scenario)
    prices = prices_of(scenario)
    return Cell(scenario, design, evaluate(design, prices), prices)


def now() -> tuple[Cell, str]:
    """The cell on screen and what is wrong with the scenario's, if anything; then the last good one is shown."""
    scenario = state.face().scenario
    try:
        found = cell(scenario)
    except InputError as problem:
        last: Scenario = st.session_state.get(LAST_GOOD, Scenario())
        return cell(last), problem.said
    st.session_state[LAST_GOOD] = scenario
    return found, ""


def before() -> Cell:
    """The baseline's cell; the central case's where the baseline has none."""
    try:
        return cell(state.face().baseline)
    except InputError:
        return cell(Scenario())


@lru_cache(maxsize=KEPT)
def spread_of(design: CellDesign, baseline: CellDesign) -> Spread:
    """P10–P90 of a cell over its ranges."""
    return spread(design, None if design == baseline else baseline)


@lru_cache(maxsize=KEPT)
def switching(design: CellDesign, baseline: CellDesign) -> tuple[float, float, float | None]:
    """Saving, relative penalty and break-even price over the baseline."""
    return break_even(design, baseline)


def edited_ids(scenario: Scenario) -> list[str]:
    """Values of the preset that the scenario sets."""
    return [
        id
        for id, parameter in catalogue.load().items()
        if parameter.page == CELL_PAGE and parameter.optional and scenario[id] is not None
    ]


def others_follow(id: str, before: Scenario, after: Scenario) -> bool:
    """Whether a change of this value sets others of the cell too: a print method sets heights by widths."""
    if catalogue.load()[id].page != CELL_PAGE:
        return False
    try:
        then, now = cell(before).values, cell(after).values
    except InputError:
        return True
    return sum(then[id] != now[id] for id in now) > 1


def sides(design: CellDesign) -> tuple[str, ...]:
    """Sides that something is printed on."""
    has_pads = [
        side for side in ("front", "rear") if design.reference.values[f"{side}_pad_count"] is not None
    ]
    return tuple(s for s in ("front", "rear") if s in design.reference.finger_sides or s in has_pads)


def drawn_side(design: CellDesign) -> str:
    """The side whose levers are open, if it has fingers, else the one that has."""
    chosen = st.session_state.get(f"tab_{SIDE}", "front")
    return chosen if chosen in design.reference.finger_sides else design.reference.finger_sides[0]
