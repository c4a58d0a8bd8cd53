"""What widgets ask for: callbacks that run before the page is drawn again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pvsilver.errors import InputError
from pvsilver.exchange import link
from pvsilver.scenario import Scenario
from pvsilver.screens import parts, results, state
from pvsilver.screens.state import Face
from pvsilver.studies import market_prices


def act(change: Callable[..., None]) -> Callable[..., None]:
    """A callback of a widget: what it asks for stands above the address that came with it."""

    def callback(*args: Any) -> None:
        now = state.fresh()
        before = parts.shown(now)
        now.acted = True
        now.problem = ""
        change(now, *args)
        parts.redraw(now, before)

    return callback


def adopt(now: Face, scenario: Scenario) -> None:
    """The scenario on screen from now on; the one before can be undone."""
    if scenario != now.scenario:
        state.remember(now)
        now.scenario = scenario


def attempt(now: Face, **values: Any) -> None:
    """The scenario with these values.  What cannot be used is said and the last good scenario stays."""
    try:
        scenario = now.scenario.replace(**market_prices.with_its_day(now.scenario, values))
        results.projection(scenario)
    except InputError as error:
        now.problem = error.said
    else:
        adopt(now, scenario)


@act
def take(now: Face, id: str, key: str) -> None:
    """A lever or number box was moved."""
    attempt(now, **{id: st.session_state[key]})


@act
def restore(now: Face, id: str) -> None:
    """One parameter back to its default."""
    attempt(now, **{id: Scenario()[id]})


@act
def choose(now: Face, key: str) -> None:
    """A named scenario was chosen."""
    name = st.session_state[key]
    if name in results.preset_names():
        adopt(now, results.preset(name))


@act
def become(now: Face, name: str) -> None:
    """A named scenario, from a button."""
    adopt(now, results.preset(name))


@act
def undo(now: Face) -> None:
    """Back to the scenario before the last change."""
    if now.history:
        now.undone = [*now.undone, now.scenario][-state.UNDO_STEPS :]
        now.scenario = now.history[-1]
        now.history = now.history[:-1]


@act
def redo(now: Face) -> None:
    """Forward again to the scenario that was undone last."""
    if now.undone:
        now.history = [*now.history, now.scenario][-state.UNDO_STEPS :]
        now.scenario = now.undone[-1]
        now.undone = now.undone[:-1]


@act
def reset(now: Face) -> None:
    """Back to the central case."""
    adopt(now, Scenario())


@act
def pin(now: Face) -> None:
    """The present scenario becomes the baseline."""
    now.baseline = now.scenario


@act
def view(now: Face, name: str, key: str) -> None:
    """Language or units were chosen; an empty choice keeps what there was."""
    chosen = st.session_state[key]
    if chosen:
        setattr(now, name, chosen)


@act
def dismiss(now: Face) -> None:
    """The notice was read."""
    now.refusals, now.sender, now.moved = [], None, []


@act
def use_todays(now: Face) -> None:
    """What the sender of a link chose, with today's defaults for all else."""
    if now.sender is not None:
        adopt(now, link.with_todays_defaults(now.sender))
    now.sender, now.moved = None, []


@act
def look(now: Face) -> None:
    """Something was opened or shown otherwise; the scenario is untouched."""


@act
def look_everywhere(now: Face) -> None:
    """The same of something that more than the part it stands in shows."""
    now.whole = True
