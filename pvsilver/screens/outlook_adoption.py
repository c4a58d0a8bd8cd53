"""From which silver price the adopted route pays, said beside the levers of its adoption."""

from __future__ import annotations

import math

import streamlit as st

from pvsilver.screens import results, state
from pvsilver.screens.state import say
from pvsilver.studies import market_break_even as switching

CENTRAL = "central_usd_per_oz"


def line() -> None:
    """One quiet line for the technology, route, start and finish of the levers; nothing where no terms are known."""
    text = sentence()
    if text:
        with st.container(key="adoption_break_even"):
            st.caption(text)


def sentence() -> str:
    """The break-even silver price at the start and at the finish of the adoption, beside the price in force."""
    scenario = state.face().scenario
    technology, route = str(scenario["route_adoption_technology"]), str(scenario["route_adoption_route"])
    projected = results.projection(scenario)
    found = switching.break_even(projected, technology)
    prices = found[found["route"] == route].set_index("year")[CENTRAL] if len(found) else None
    if prices is None or not len(prices):
        return ""
    wanted = (scenario.number(f"route_adoption_{end}_year") for end in ("start", "finish"))
    first, last = (min(max(round(year), int(prices.index[0])), int(prices.index[-1])) for year in wanted)
    named = {"technology": say(f"technology.{technology}"), "route": say(f"route.{route}"), "first": first}
    if math.isnan(prices[first]):
        return say("outlook.break_even.none", **named)
    named |= {"first_price": _price(prices[first]), "price": f"{projected.world.usd_per_oz:g}"}
    if first == last or math.isnan(prices[last]):
        return say("outlook.break_even.one", **named)
    return say("outlook.break_even", last=last, last_price=_price(prices[last]), **named)


def _price(usd_per_oz: float) -> str:
    """A price; at or below zero the route pays at any price."""
    return f"{max(float(usd_per_oz), 0.0):,.0f}"
