"""/recovery: when old silver matters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from pvsilver.screens import (
    draw,
    exporting,
    headlines,
    parts,
    recovery_drawings,
    recovery_levers,
    recovery_lives,
    recovery_results,
    recovery_tables,
    results,
    state,
    warned,
)
from pvsilver.screens.state import say
from pvsilver.studies import region_ahead
from pvsilver.world.frames import Projection
from pvsilver.world.regions import WORLD

HEADLINES = ("retired_gw", "retired_silver_t", "recovered_silver_t")
SHARE = "share_of_need_pct"


def page() -> Callable[[], None]:
    """Levers at the side; headlines, what retires, the river, what moves it, survival, claims, tables; files."""
    with st.sidebar:
        recovery_levers.levers()
    st.title(say("recovery.title"), anchor=False)
    st.markdown(say("recovery.subtitle"))
    parts.part(parts.FIGURES, _figures)
    st.markdown(f"##### {say('recovery.tables')}")
    for name, tab in draw.tabs("recovery", recovery_tables.TABLES).items():
        if tab.open:
            with tab:
                parts.part(parts.TAB, partial(_table, name))
    exporting.panel()
    return exporting.text_to_quote


def _figures() -> None:
    now = state.face()
    projected = results.projection(now.scenario)
    before = results.projection(now.baseline, like=now.scenario)

    warned.show(projected)
    _headlines(projected, before, now.region)
    recovery_drawings.retired(projected, before, now.region)
    if now.region != WORLD:
        st.markdown(_ahead(now))
    recovery_drawings.river(projected, before, now.region)
    left, right = st.columns([1.1, 1.0], gap="large")
    with left:
        recovery_drawings.drivers(projected, before, now.region)
    with right:
        recovery_lives.survival(projected, before)
    recovery_lives.claims(projected, before)


def _headlines(projected: Projection, before: Projection, region: str) -> None:
    year = int(projected.scenario.number("headline_year"))
    row, base = (recovery_results.at(each, region, year) for each in (projected, before))
    if row is None or base is None:
        st.info(say("headline.no_year", year=year))
        return
    heading = say("headline.heading", year=year)
    st.markdown(f"###### {say(f'region.{region}')} · {heading}")
    with st.container(horizontal=True, gap="small", key="headlines"):
        headlines.row(HEADLINES, row, base)
        if SHARE in row:
            headlines.row([SHARE], row, base)
        else:
            with st.container(key=f"headline_{SHARE}", width=headlines.WIDTH_PX):
                st.metric(say(f"headline.{SHARE}"), "–", delta=say("recovery.world_only"), delta_color="off",
                          delta_arrow="off", help=say(f"headline.{SHARE}.help"))  # fmt: skip
    if SHARE not in row:
        st.markdown(say("recovery.made_elsewhere", region=say(f"region.{region}")))


def _ahead(now: state.Face) -> str:
    kind = region_ahead.ahead(now.scenario, now.region)
    return say(f"recovery.ahead.{kind}", region=say(f"region.{now.region}"))


def _table(name: str) -> None:
    now = state.face()
    projected = results.projection(now.scenario)
    before = results.projection(now.baseline, like=now.scenario)
    recovery_tables.show(name, projected, before, now.region)
