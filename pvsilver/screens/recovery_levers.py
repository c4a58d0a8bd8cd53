"""Levers of the recovery page: region and year, how long modules last, what becomes of their silver."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from pvsilver import catalogue
from pvsilver.screens import acts, parts, state, widgets
from pvsilver.screens.state import Face, say

REGION = "region"
PAIR = ("t50_years", "t90_years")
DRAFT = "lifetime_draft"

GROUPS = {
    "lifetime": ("lifetime_preset", PAIR, "retirement_convention"),
    "chain": ("recovery_path", "collection_share_factor", "silver_line_share_factor", "recovery_process"),
    "exit": ("economic_exit_share_pct", "economic_exit_age_years"),
}
"""Heading → ids beneath it; a pair stands side by side."""

MORE_OF_OUTLOOK = ("weibull_shape", "weibull_scale_years", "infant_loss_pct")


def levers() -> None:
    """All levers, those seldom moved under More."""
    _region()
    _part("headline_year")
    for group, ids in GROUPS.items():
        st.markdown(f"###### {say(f'group.{group}')}")
        for id in ids:
            if id == PAIR:
                _pair()
            else:
                _part(str(id))
    widgets.more([*MORE_OF_OUTLOOK, *widgets.page_levers("recovery", "more")])


def _part(id: str) -> None:
    parts.part(parts.lever(id), partial(widgets.lever, catalogue.load()[id]))


def _region() -> None:
    state.seed(f"lever_{REGION}", state.face().region)
    st.selectbox(
        say("recovery.region"),
        state.SHOWN_REGIONS,
        state.SHOWN_REGIONS.index(state.face().region),
        key=f"lever_{REGION}",
        format_func=widgets.named(state.SHOWN_REGIONS, lambda region: say(f"region.{region}")),
        help=say("recovery.region.help"),
        on_change=acts.view,
        args=(REGION, f"lever_{REGION}"),
    )


def _pair() -> None:
    """T50 and T90 are used together: one alone waits for the other, and two in the wrong order say so."""
    shown = _draft() or _own()
    wrong = shown[0] is not None and shown[1] is not None and shown[1] <= shown[0]
    lone = (shown[0] is None) != (shown[1] is None)
    for id, value in zip(PAIR, shown, strict=True):
        parameter = catalogue.load()[id]
        key = f"number_{id}"
        state.seed(key, value)
        st.number_input(
            widgets.label(parameter),
            min_value=parameter.minimum,
            max_value=parameter.maximum,
            value=value,
            step=1.0,
            format="%.2f",
            key=key,
            help=widgets.explained(parameter),
            placeholder=say("lever.empty"),
            on_change=_take_pair,
        )
        if wrong:
            with st.container(key=f"refused_{id}"):
                st.error(
                    say(f"recovery.{id}.refused", t50=f"{shown[0]:g}", t90=f"{shown[1]:g}"),
                    icon=":material/error:",
                )
    if wrong:
        st.caption(f":small[{say('recovery.pair.kept')}]")
    if lone:
        st.caption(f":small[{say('recovery.pair.lone')}]")
    if shown != (None, None):
        st.button(say("recovery.pair.clear"), key="restore_lifetime", type="tertiary",
                  icon=":material/restart_alt:", on_click=_clear_pair)  # fmt: skip
    else:
        st.caption(f":small[{say('recovery.pair.empty')}]")


def _own() -> tuple[Any, Any]:
    scenario = state.face().scenario
    return scenario[PAIR[0]], scenario[PAIR[1]]


def _draft() -> tuple[Any, Any] | None:
    """What was typed but cannot be used; it lives until the scenario's own pair is another."""
    kept = st.session_state.get(DRAFT)
    if kept is None or kept[0] != _own():
        return None
    typed: tuple[Any, Any] = kept[1]
    return typed


@acts.act
def _take_pair(now: Face) -> None:
    typed = tuple(st.session_state[f"number_{id}"] for id in PAIR)
    st.session_state[DRAFT] = (_own(), typed)
    usable = typed == (None, None) or (None not in typed and typed[1] > typed[0])
    if usable:
        acts.attempt(now, **dict(zip(PAIR, typed, strict=True)))


@acts.act
def _clear_pair(now: Face) -> None:
    st.session_state[DRAFT] = None
    acts.attempt(now, **dict.fromkeys(PAIR))
