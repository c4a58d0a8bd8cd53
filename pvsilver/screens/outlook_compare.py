"""Up to three kept scenarios beside the baseline and the one on screen: what differs in inputs, then in results."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from pvsilver import catalogue
from pvsilver.scenario import Scenario
from pvsilver.screens import acts, draw, figures, grid, results, state, widgets
from pvsilver.screens.acts import act
from pvsilver.screens.state import Face, say
from pvsilver.studies import compare

PLACES = ("A", "B", "C")
SAVED = "saved_scenarios"
BASELINE, NOW = "baseline", "now"
KEPT = 16
PHONE_PX = (116, 84, 128)
"""Widths of a row's name, the baseline, and the scenario on screen with its difference."""

RESULTS = (
    "net_silver_t", "bought_silver_t", "contained_silver_t", "recovered_silver_t", "cell_production_gw",
    "silver_mg_per_w", "share_of_mine_pct", "share_of_supply_pct", "silver_cost_usd_per_w",
)  # fmt: skip


def show(scenario: Scenario) -> None:
    """Buttons to keep and to bring back; inputs; results of the headline year."""
    kept = saved()
    st.markdown(say("compare.intro"))
    with st.container(horizontal=True, gap="small", key="keep"):
        for place in PLACES:
            st.button(say("compare.keep", place=place), key=f"keep_{place}", icon=":material/bookmark_add:",
                      on_click=_keep, args=(place,))  # fmt: skip
        for place in sorted(kept):
            st.button(say("compare.bring", place=place), key=f"bring_{place}", type="tertiary",
                      icon=":material/input:", on_click=_bring, args=(place,))  # fmt: skip
    year = int(scenario.number("headline_year"))
    chosen = ((BASELINE, state.face().baseline), (NOW, scenario), *sorted(kept.items()))
    inputs, found, whole = _frames(chosen, year)
    st.markdown(f"###### {say('compare.inputs')}")
    if inputs.empty:
        st.caption(say("compare.same"))
    else:
        _table("compare_inputs", _inputs(inputs), say("compare.input"))
    st.markdown(f"###### {say('compare.results', year=year)}")
    _table("compare", _results(found), say("compare.result"))
    draw.csv(whole, "compare", scenario, "download_compare")


@lru_cache(maxsize=KEPT)
def _frames(
    chosen: tuple[tuple[str, Scenario], ...], year: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    scenarios = dict(chosen)
    return (
        compare.inputs(scenarios),
        compare.results(scenarios, [year], RESULTS),
        compare.frame(scenarios, [year]),
    )


def _inputs(frame: pd.DataFrame) -> dict[str, list[str]]:
    declared = catalogue.load()
    parameters = [declared[id] for id in frame["id"]]
    columns = {"": [widgets.label(parameter) for parameter in parameters]}
    for name in frame.columns[2:]:
        columns[_name(name)] = [
            widgets.shown(p, p.check(value))
            if p.type != "table" or value is None
            else say("compare.own_table")
            for p, value in zip(parameters, frame[name], strict=True)
        ]
    return columns


def _results(frame: pd.DataFrame) -> dict[str, list[str]]:
    columns = {"": [say(f"column.{id}") for id in frame["id"]]}
    names = [name for name in (BASELINE, NOW, *PLACES) if name in frame.columns]
    first = frame[names[0]]
    for name in names:
        columns[_name(name)] = [
            _written(value, None if name == names[0] else base)
            for value, base in zip(frame[name], first, strict=True)
        ]
    return columns


def _written(value: float, base: float | None) -> str:
    """A figure, with its signed difference to the baseline's where it has one."""
    moved = 0.0 if base is None else figures.change(value, base)
    return f"{figures.number(value)} ({figures.signed(moved, value)})" if moved else figures.number(value)


def _name(name: str) -> str:
    return say(f"compare.{name}") if name in (BASELINE, NOW) else name


def _table(name: str, columns: dict[str, list[str]], heading: str) -> None:
    first, *others = columns
    config: dict[str, Any] = {
        other: st.column_config.TextColumn(other, alignment="right") for other in others
    }
    config[heading] = st.column_config.TextColumn(heading, pinned=True)
    data = {heading: columns[first]} | {other: columns[other] for other in others}
    grid.show(name, data, config, dict(zip((heading, *others), PHONE_PX, strict=False)))


def saved() -> dict[str, Scenario]:
    """Kept scenarios by letter."""
    found: dict[str, Scenario] = st.session_state.get(SAVED, {})
    return found


@act
def _keep(now: Face, place: str) -> None:
    st.session_state[SAVED] = saved() | {place: now.scenario}


@act
def _bring(now: Face, place: str) -> None:
    kept = saved()[place]
    results.projection(kept)
    acts.adopt(now, kept)
