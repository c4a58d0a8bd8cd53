"""What a visitor has on screen: one frozen scenario for all pages, its baseline, language and units.

Widgets are seeded from here and report back here.  The address is read on arrival, or when the browser goes
back or forward, and written once at the end of a run.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import streamlit as st

from pvsilver import words
from pvsilver.errors import InputError
from pvsilver.exchange import address, arrival, link
from pvsilver.exchange.address import Refusal
from pvsilver.names import REGIONS
from pvsilver.said import Said
from pvsilver.scenario import Scenario
from pvsilver.screens import results
from pvsilver.world.regions import WORLD

KEY = "face"
UNDO_STEPS = 10
KEPT = 48
UNITS = ("mg/W", "kg/GW", "mg/cell")
SHOWN_REGIONS = (WORLD, *REGIONS)


@dataclass
class Face:
    """The state of one visit."""

    scenario: Scenario
    baseline: Scenario
    lang: str = words.LANGUAGES[0]
    units: str = UNITS[0]
    region: str = WORLD
    """Region that the recovery page shows."""
    narrow: bool = False
    """The window is as narrow as a phone."""
    history: list[Scenario] = field(default_factory=list)
    undone: list[Scenario] = field(default_factory=list)
    sender: link.Link | None = None
    """The permanent link by which somebody came, when today's defaults are others than its own."""
    moved: list[link.Moved] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    problem: str = ""
    written: dict[str, str] | None = None
    acted: bool = False
    """A widget asked for this run, so the address that came with it may be older than the scenario."""
    parts: set[str] = field(default_factory=set)
    """Parts of the page on screen that can be drawn again on their own."""
    levers: set[str] = field(default_factory=set)
    """Levers that the page on screen has drawn."""
    whole: bool = False
    """More than a part of the page has to be drawn, though the widget that was touched stands in one."""
    damage: InputError | None = None
    """What a part of the page has found in a data file that it could not use."""


_run = threading.local()
"""The visit that this thread draws, looked up once a run: pages ask for it hundreds of times."""


def face() -> Face:
    """The state of this visit."""
    found: Face | None = getattr(_run, "face", None)
    return found or _visit()


def fresh() -> Face:
    """The state of this visit, whatever an interrupted run has left behind in its thread."""
    _run.face = None
    return _visit()


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
    _run.face = now = fresh()
    now.parts, now.levers, now.damage, now.whole = set(), set(), None, False
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


@contextmanager
def visiting() -> Iterator[tuple[Face, bool]]:
    """The visit while a part of its page is drawn, and whether the part is drawn on its own, as `begin` and `end`."""
    if getattr(_run, "face", None) is not None:
        yield _run.face, False
        return
    _run.face = now = fresh()
    try:
        yield now, True
        end()
    finally:
        _run.face = None


def to_query(now: Face) -> dict[str, str]:
    """The address of what is on screen: link version, language, units, every changed value."""
    query = dict(_changed(now.scenario, now.baseline))
    return {address.VERSION_KEY: query.pop(address.VERSION_KEY)} | view(now) | query


@lru_cache(maxsize=KEPT)
def _changed(scenario: Scenario, baseline: Scenario) -> Mapping[str, str]:
    """What of the address the two scenarios make; each link of a page carries it."""
    return address.to_query(scenario, None if baseline == Scenario() else baseline)


def view(now: Face) -> dict[str, str]:
    """What of the address says how to show: language, units, and the region when it is not the world."""
    shown = {"lang": now.lang, "units": now.units}
    if now.region != WORLD:
        shown["region"] = now.region
    return shown


def pinned(now: Face) -> Scenario | None:
    """The baseline when it is not the central case."""
    return None if now.baseline == Scenario() else now.baseline


def _read(now: Face, query: Mapping[str, str]) -> None:
    refusals = _read_view(now, query)  # First, so that a damaged data file is named in the right language.
    found = arrival.read(query)
    refusals = [*found.refusals, *refusals]
    refusals += _repeated(query, {refusal.id for refusal in refusals})
    scenario = _possible(found.scenario, refusals)
    baseline = _possible(found.baseline or Scenario(), refusals)
    if now.written is not None and scenario != now.scenario:
        remember(now)
    now.scenario, now.baseline, now.refusals = scenario, baseline, refusals
    now.sender, now.moved = (found.sender, found.moved) if found.moved else (None, [])


def _read_view(now: Face, query: Mapping[str, str]) -> list[Refusal]:
    refusals = []
    now.region = WORLD  # What an address does not name.
    for key, allowed in (("lang", words.LANGUAGES), ("units", UNITS), ("region", SHOWN_REGIONS)):
        given = query.get(key)
        if given in allowed:
            setattr(now, key, given)
        elif given is not None:
            refusals.append(Refusal(key, address.shown(given), " | ".join(allowed), getattr(now, key)))
    return refusals


def _repeated(query: Mapping[str, str], refused: Collection[str]) -> list[Refusal]:
    """What the address says more than once, and not always the same: the last of it is used."""
    refusals = []
    for key, last in query.items():
        given = st.query_params.get_all(key)
        if key not in refused and any(text != last for text in given):
            once = Said("one value", "allowed.once", key)
            refusals.append(Refusal(key, address.shown(" | ".join(given)), once, address.shown(last)))
    return refusals


def _possible(scenario: Scenario, refusals: list[Refusal]) -> Scenario:
    """The scenario without the values that the model refuses although each is in its range."""
    while True:
        try:
            results.projection(scenario)
        except InputError as error:
            id = error.parameter.split()[0]
            if id not in scenario.changed:
                # An empty value is refused because of another one: the message names that too.
                id = next((other for other in scenario.changed if other in str(error)), "")
            if not id:
                raise
            given = address.shown(address.to_text(scenario[id]))
            refusals.append(Refusal(id, given, error.said, address.to_text(Scenario()[id])))
            scenario = scenario.replace(**{id: Scenario()[id]})
        else:
            return scenario


def remember(now: Face) -> None:
    """Keeps the scenario for undo; what was undone before is no longer ahead."""
    now.history = [*now.history, now.scenario][-UNDO_STEPS:]
    now.undone = []


def seed(key: str, value: Any) -> None:
    """A widget shows the scenario's value, whatever it held before.

    Give the value to the widget as its default too.  A run that another one overtakes may never be drawn; the
    browser would then start from the default, report it as if somebody had chosen it, and change the scenario.
    """
    if st.session_state.get(key, _NOTHING) != value:
        st.session_state[key] = value


_NOTHING = object()
