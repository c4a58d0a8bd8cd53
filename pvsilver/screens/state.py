"""What a visitor has on screen: one frozen scenario for all pages, its baseline, language and units.

Widgets are seeded from here and report back here.  The address is read on arrival, or when the browser goes
back or forward, and written once at the end of a run.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from pvsilver import words
from pvsilver.errors import InputError
from pvsilver.exchange import address
from pvsilver.exchange.address import Refusal
from pvsilver.scenario import Scenario
from pvsilver.screens import results

KEY = "face"
UNDO_STEPS = 10
UNITS = ("mg/W", "kg/GW")


@dataclass
class Face:
    """The state of one visit."""

    scenario: Scenario
    baseline: Scenario
    lang: str = words.LANGUAGES[0]
    units: str = UNITS[0]
    history: list[Scenario] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    problem: str = ""
    written: dict[str, str] | None = None
    acted: bool = False
    """A widget asked for this run, so the address that came with it may be older than the scenario."""


_run = threading.local()
"""The visit that this thread draws, looked up once a run: pages ask for it hundreds of times."""


def face() -> Face:
    """The state of this visit."""
    found: Face | None = getattr(_run, "face", None)
    return found or _visit()


def _visit() -> Face:
    if KEY not in st.session_state:
        st.session_state[KEY] = Face(Scenario(), Scenario())
    found: Face = st.session_state[KEY]
    return found


def language() -> str:
    """The visitor's language, also when no scenario can be made because a data file is damaged."""
    if KEY in st.session_state:
        return _visit().lang
    given = st.query_params.get("lang", "")
    return given if given in words.LANGUAGES else words.LANGUAGES[0]


def say(id: str, **values: Any) -> str:
    """The text of an id in the visitor's language."""
    return words.text(id, face().lang, **values)


def begin() -> Face:
    """To be called once at the start of a run: reads the address when it has something new to say."""
    _run.face = None
    _run.face = now = _visit()
    query = st.query_params.to_dict()
    foreign = bool(query) and not now.acted and query != now.written
    if now.written is None or foreign:
        _read(now, query)
    return now


def end() -> None:
    """To be called once at the end of a run: writes the address."""
    now = face()
    query = to_query(now)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
    now.written = query
    now.acted = False
    _run.face = None


def to_query(now: Face) -> dict[str, str]:
    """The address of what is on screen: link version, language, units, every changed value."""
    query = address.to_query(now.scenario)
    return {address.VERSION_KEY: query.pop(address.VERSION_KEY), "lang": now.lang, "units": now.units} | query


def _read(now: Face, query: Mapping[str, str]) -> None:
    scenario, refusals = address.from_query(query)
    scenario = _possible(scenario, refusals)
    for key, allowed in (("lang", words.LANGUAGES), ("units", UNITS)):
        given = query.get(key)
        if given in allowed:
            setattr(now, key, given)
        elif given is not None:
            refusals.append(Refusal(key, given[: address.SHOWN_CHARACTERS], " | ".join(allowed), getattr(now, key)))
    if now.written is not None and scenario != now.scenario:
        _remember(now)
    now.scenario = scenario
    now.refusals = refusals


def _possible(scenario: Scenario, refusals: list[Refusal]) -> Scenario:
    """The scenario without the values that the model refuses although each is in its range."""
    while True:
        try:
            results.projection(scenario)
        except InputError as error:
            id = error.parameter.split()[0]
            if id not in scenario.changed:
                raise
            refusals.append(Refusal(id, address.to_text(scenario[id])[: address.SHOWN_CHARACTERS], str(error), ""))
            scenario = scenario.replace(**{id: Scenario()[id]})
        else:
            return scenario


def _remember(now: Face) -> None:
    now.history = [*now.history, now.scenario][-UNDO_STEPS:]


def act(change: Callable[..., None]) -> Callable[..., None]:
    """A callback of a widget: what it asks for stands above the address that came with it."""

    def callback(*args: Any) -> None:
        _run.face = None  # What an interrupted run has left.
        now = face()
        now.acted = True
        now.problem = ""
        change(now, *args)

    return callback


def _become(now: Face, scenario: Scenario) -> None:
    if scenario != now.scenario:
        _remember(now)
        now.scenario = scenario


@act
def take(now: Face, id: str, key: str) -> None:
    """A lever or number box was moved.  What cannot be used is said and the last good scenario stays."""
    try:
        scenario = now.scenario.replace(**{id: st.session_state[key]})
        results.projection(scenario)
    except InputError as error:
        now.problem = str(error)
    else:
        _become(now, scenario)


@act
def restore(now: Face, id: str) -> None:
    """One parameter back to its default."""
    _become(now, now.scenario.replace(**{id: Scenario()[id]}))


@act
def choose(now: Face, key: str) -> None:
    """A named scenario was chosen."""
    name = st.session_state[key]
    if name in results.preset_names():
        _become(now, results.preset(name))


@act
def become(now: Face, name: str) -> None:
    """A named scenario, from a button."""
    _become(now, results.preset(name))


@act
def undo(now: Face) -> None:
    """Back to the scenario before the last change."""
    if now.history:
        now.scenario = now.history[-1]
        now.history = now.history[:-1]


@act
def reset(now: Face) -> None:
    """Back to the central case."""
    _become(now, Scenario())


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
    now.refusals = []


@act
def look(now: Face) -> None:
    """Something was opened or shown otherwise; the scenario is untouched."""


def seed(key: str, value: Any) -> None:
    """A widget shows the scenario's value, whatever it held before."""
    if st.session_state.get(key, _NOTHING) != value:
        st.session_state[key] = value


_NOTHING = object()
