"""The cell in the world: three numbers of adoption, the ratio to the preset, and what net silver makes of it."""

from __future__ import annotations

import streamlit as st

from pvsilver import catalogue
from pvsilver.cell.design import CellDesign, silver_ratio_to_preset
from pvsilver.cell.routes import route_of
from pvsilver.screens import cell_state, figures, navigation, results, state, widgets
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say

ADOPTION = ("own_cell_start_year", "own_cell_finish_year", "own_cell_ceiling_pct")


def world(now: Cell) -> None:
    """Adoption and its outcome in the headline year."""
    columns = st.columns(3, gap="medium")
    for column, id in zip(columns, ADOPTION, strict=True):
        with column:
            widgets.lever(catalogue.load()[id])
    st.markdown(_ratio(now))
    _outcome(now)
    navigation.link("outlook", say("cell.world.outlook"))


def _ratio(now: Cell) -> str:
    preset = CellDesign.preset(now.design.technology, now.design.preset_year)
    text = say("cell.world.ratio", ratio=f"{silver_ratio_to_preset(now.design):.3f}", preset=now.name())
    mine, theirs = route_of(now.design), route_of(preset)
    if mine != theirs:
        text += " " + say("cell.world.route", route=say(f"route.{mine}"), preset_route=say(f"route.{theirs}"))
    return text


def _outcome(now: Cell) -> None:
    scenario = state.face().scenario
    year = int(scenario.number("headline_year"))
    edits = cell_state.edited_ids(scenario)
    if not edits:
        st.info(say("cell.world.untouched"), icon=":material/info:")
        return
    without = scenario.replace(**dict.fromkeys(edits))
    mine = results.at(results.projection(scenario), year)
    preset = results.at(results.projection(without), year)
    if mine is None or preset is None:
        st.info(say("headline.no_year", year=year))
        return
    before, after = preset["net_silver_t"], mine["net_silver_t"]
    change = figures.change(after, before)
    with st.container(key="headline_net_silver_t", width="content"):
        st.metric(
            say("cell.world.net", year=year),
            f"{figures.number(after)} t",
            delta=f"{figures.signed(change, after)} t" if change else say("headline.unchanged"),
            delta_color="off",
            delta_arrow="off" if not change else ("up" if change > 0 else "down"),
            help=say("cell.world.net.help"),
        )
    st.markdown(say("cell.world.sentence", year=year, before=figures.number(before), after=figures.number(after),
                    change=figures.minus(f"{change:+,.0f}"),
                    technology=say(f"technology.{now.design.technology}")))  # fmt: skip
