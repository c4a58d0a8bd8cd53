"""Parts of a page that a moved lever draws again while the rest of the page stays as it is.

A lever that is moved changes its own line, the figures and the footer, the header at first.  Only these are drawn
and sent; whatever else changes, such as the language, a notice, or several values at once, draws the whole page.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, NamedTuple

import streamlit as st
from streamlit import config

from pvsilver.errors import InputError
from pvsilver.scenario import Scenario, differences
from pvsilver.screens import cell_state, results, state
from pvsilver.screens.state import Face

HEADER, FIGURES, TAB, FOOTER, BESIDE = "header", "figures", "tab", "footer", "beside"
"""Parts beyond the levers.  A change of a value touches all that are there, but the header only at first; beside: a
figure among the levers, while one is open."""

EXPORTS = "exports"
"""A part that no change of a value touches."""


def part(name: str, draw: Callable[[], None]) -> None:
    """Draws a part, which can be drawn again by its name.  Whoever draws asks for the state anew."""
    state.face().parts.add(name)
    _fragment(name)(draw)


def lever(id: str) -> str:
    """Name of the part that holds a parameter's lever."""
    return f"lever_{id}"


@cache
def _fragment(name: str) -> Callable[[Callable[[], None]], None]:
    drawn: Callable[[Callable[[], None]], None] = st.fragment(_drawn, key=_key(name))
    return drawn


def _key(name: str) -> str:
    return f"part_{name}"


def _drawn(draw: Callable[[], None]) -> None:
    """A damaged data file is for the page to name, once, whatever part has come upon it."""
    with state.visiting() as (now, alone):
        if alone and now.whole:
            st.rerun()
        try:
            draw()
        except InputError as problem:
            now.damage = problem
            if alone:
                st.rerun()


class Shown(NamedTuple):
    """What the page says of the state, besides the figures."""

    scenario: Scenario
    header: Hashable
    rest: Hashable


def shown(now: Face) -> Shown:
    """To be asked before a change and after it."""
    header = (
        results.preset_of(now.scenario),
        len(list(differences(now.baseline, now.scenario))),
        now.baseline == now.scenario,
        now.scenario == Scenario(),
        bool(now.history),
        bool(now.undone),
    )
    view = (now.lang, now.units, now.region, now.narrow)
    return Shown(
        now.scenario, header, (view, now.problem, tuple(now.refusals), tuple(now.moved), now.baseline)
    )


def redraw(now: Face, before: Shown) -> None:
    """To be called at the end of a callback: settles what is drawn after it.

    Streamlit draws the page, or the part that the widget stands in, when this returns; it draws the parts asked for
    when this raises its request for them.
    """
    after = shown(now)
    if after == before:
        return
    changed = [id for id, *_ in differences(before.scenario, after.scenario)]
    names = {FIGURES, *map(lever, changed)} | ({TAB, FOOTER, BESIDE} & now.parts)
    if after.header != before.header:
        names.add(HEADER)
    alike = (
        after.rest == before.rest
        and len(changed) == 1
        and names <= now.parts
        and not cell_state.others_follow(changed[0], before.scenario, after.scenario)
    )
    # Without a browser, as under AppTest, nobody keeps what is not drawn again.
    if alike and not config.get_option("global.appTest"):
        state.end()
        wanted: Any = [_key(name) for name in sorted(names)]
        st.rerun(wanted)
    now.whole = True
