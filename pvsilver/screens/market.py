"""/market: supply and money."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pvsilver.screens import (
    draw,
    market_charts,
    market_headlines,
    market_levers,
    market_money,
    market_tables,
    parts,
    results,
    state,
    warned,
)
from pvsilver.screens.state import say


def page() -> None:
    """Levers at the side; what PV takes and pays, the balance, the cost of a watt, when copper pays, tables."""
    with st.sidebar:
        market_levers.levers()
    st.title(say("market.title"), anchor=False)
    st.markdown(say("market.subtitle"))
    parts.part(parts.FIGURES, _figures)
    st.markdown(f"##### {say('market.tables')}")
    for name, tab in draw.tabs("market", market_tables.TABLES).items():
        if tab.open:
            with tab:
                # A table of the data alone stays as it is while levers move.
                if name in market_tables.AGAINST:
                    parts.part(parts.TAB, partial(_table, name))
                else:
                    _table(name)


def _table(name: str) -> None:
    now = state.face()
    projected = results.projection(now.scenario)
    before = results.projection(now.baseline, like=now.scenario)
    market_tables.show(name, projected, before, market_money.chosen()[0])


def _figures() -> None:
    now = state.face()
    projected = results.projection(now.scenario)
    before = results.projection(now.baseline, like=now.scenario)

    warned.show(projected)
    market_levers.notice(now)
    technology, route = market_money.chosen()
    market_headlines.show(projected, before, technology, route)
    market_charts.balance(projected, before)
    left, right = st.columns([1.0, 1.15], gap="large")
    with left:
        market_money.cost(projected, before)
    with right:
        market_money.break_even(projected, before, technology, route)
