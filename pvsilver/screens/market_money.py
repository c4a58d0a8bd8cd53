"""What silver costs on a watt and from which price leaving silver pays, as charts with their words."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from pvsilver.charts import market_break_even, market_cost
from pvsilver.exchange import drawn
from pvsilver.screens import acts, draw, figures, state, widgets
from pvsilver.screens.state import say
from pvsilver.studies import market_break_even as switching
from pvsilver.studies import market_cost as costing
from pvsilver.units import CENTS_PER_USD, FEN_PER_CNY
from pvsilver.world.frames import Projection

TECHNOLOGIES = ("perc", "topcon", "hjt", "xbc")
TECHNOLOGY, ROUTE = "break_even_technology", "break_even_route"

PRICES = 61
"""Prices at which the gain of switching is drawn."""

REACH_OF_PRICE, LEAST_REACH_USD = 1.5, 80.0
"""The price axis ends at so many times the dearer price in force, and not before this price."""


def chosen() -> tuple[str, str]:
    """Technology and route of the break-even, as last chosen."""
    return (
        str(st.session_state.get(TECHNOLOGY) or "topcon"),
        str(st.session_state.get(ROUTE) or market_break_even.ROUTES[0]),
    )


@lru_cache(maxsize=16)
def of_year(projected: Projection, technology: str, year: int) -> dict[str, switching.Even]:
    """Break-even of a year by route; not to be changed by whoever shows it."""
    return switching.of_year(projected, technology, year)


@lru_cache(maxsize=16)
def break_even_frame(projected: Projection, technology: str) -> pd.DataFrame:
    """Break-even price by year and route; not to be changed by whoever shows it."""
    return switching.break_even(projected, technology)


def cost_frame(projected: Projection, year: int) -> pd.DataFrame:
    """Cost of a year by technology, in CNY/W."""
    scenario = projected.scenario
    premium, fee = scenario["powder_premium_pct"], scenario["front_finger_fee_cny_per_kg"]
    return costing.cost(projected, year, premium, fee)  # type: ignore[arg-type]


def made(technology: str) -> str:
    """Name of a technology, or of all cells."""
    return say("market.fleet" if technology == costing.FLEET else f"technology.{technology}")


def known_parts(projected: Projection) -> tuple[str, ...]:
    """Parts of the cost that have a value; nitrate and powder, and the paste fee, are the visitor's to enter."""
    given = {"powder": "powder_premium_pct", "fee": "front_finger_fee_cny_per_kg"}
    return tuple(
        part for part in costing.PARTS if part not in given or projected.scenario[given[part]] is not None
    )


def cost(projected: Projection, before: Projection) -> None:
    """Metal, nitrate and powder, paste fee and losses on a watt of the headline year."""
    year = int(projected.scenario.number("headline_year"))
    frame, base = (cost_frame(each, year) for each in (projected, before))
    fleet = frame["technology"] == costing.FLEET
    frame = pd.concat([frame[fleet], frame[~fleet]])
    parts = tuple(say(f"cost.{part}") for part in costing.PARTS)
    words = market_cost.Words(say("chart.cost.title", year=year), say("chart.cost.alt", year=year),
                              say("column.technology"), say("unit.fen/W"), parts,
                              say("chart.demand.baseline"))  # fmt: skip
    bars = {
        made(row["technology"]): {part: FEN_PER_CNY * float(row[part]) for part in costing.PARTS}
        for row in frame.to_dict("records")
    }
    sums = {
        made(technology): FEN_PER_CNY * float(total)
        for technology, total in zip(base["technology"], base["total"], strict=True)
    }
    known = known_parts(projected)
    st.markdown(f"##### {say('chart.cost.heading')}")
    draw.chart("cost", market_cost.draw(words, bars, known, sums))
    text = say("chart.cost.caption")
    if len(known) < len(costing.PARTS):
        text = f"{say('chart.cost.metal_only')} {text}"
    st.caption(f"{text} {drawn.footer('cost', state.face().lang)}")


def break_even(projected: Projection, before: Projection, technology: str, route: str) -> None:
    """Gain of leaving silver paste over the silver price."""
    st.markdown(f"##### {say('chart.break_even.heading')}")
    with st.container(horizontal=True, gap="small", key="break_even_choice"):
        state.seed(TECHNOLOGY, technology)
        state.seed(ROUTE, route)
        named = widgets.named(TECHNOLOGIES, lambda id: say(f"technology.{id}"))
        st.selectbox(say("column.technology"), TECHNOLOGIES, TECHNOLOGIES.index(technology), key=TECHNOLOGY,
                     format_func=named, label_visibility="collapsed", width=120,
                     on_change=acts.look_everywhere)  # fmt: skip
        routes = widgets.named(market_break_even.ROUTES, lambda id: say(f"chart.break_even.short.{id}"))
        st.segmented_control(say("column.route"), market_break_even.ROUTES, default=route, key=ROUTE,
                             format_func=routes, required=True, label_visibility="collapsed",
                             on_change=acts.look_everywhere)  # fmt: skip
    year = int(projected.scenario.number("headline_year"))
    evens, base = (of_year(each, technology, year) for each in (projected, before))
    price, was = projected.world.usd_per_oz, before.world.usd_per_oz
    value = switching.watt_value_usd(projected.scenario)
    prices = np.linspace(0.0, max(REACH_OF_PRICE * max(price, was), LEAST_REACH_USD), PRICES)
    lines = [
        _line(evens[each], technology, each, prices, value)
        for each in market_break_even.ROUTES
        if each in evens
    ]
    if not lines:
        st.info(
            say(
                "market.break_even.none",
                technology=say(f"technology.{technology}"),
                route=say(f"route.{route}"),
            )
        )
        return
    words = market_break_even.Words(
        say("chart.break_even.title"), say("chart.break_even.second", technology=say(f"technology.{technology}"),
        year=year), say("chart.break_even.alt"), say("chart.break_even.price"), say("unit.cent/W"),
        tuple(say(f"chart.break_even.short.{each}") for each in market_break_even.ROUTES),
        say("chart.demand.baseline"),
    )  # fmt: skip
    even = evens[route]
    today = say("chart.break_even.today", price=figures.number(price))
    crossing = f"{figures.number(even.central_usd_per_oz)} {say('unit.USD/oz')}"
    gain = None
    if route in base:
        gain = _line(base[route], technology, route, prices, switching.watt_value_usd(before.scenario)).gain
    past = market_break_even.Before(gain, was, say("chart.break_even.past", price=figures.number(was)))
    draw.chart(
        "break_even", market_break_even.draw(words, prices, lines, route, price, today, crossing, past)
    )
    text = say("chart.break_even.caption", value=f"{value:g}", route=say(f"route.{route}"),
               saving=figures.number(even.saving_mg_per_w))  # fmt: skip
    st.caption(f"{text} {drawn.footer('break_even', state.face().lang)}")


def _line(
    even: switching.Even,
    technology: str,
    route: str,
    prices: npt.NDArray[np.float64],
    value: float,
) -> market_break_even.Line:
    known = switching.terms(technology, route)
    assert known is not None
    low, central, high = (
        CENTS_PER_USD
        * switching.gain_usd_per_w(prices, even.saving_mg_per_w, penalty, value, known.added_cost_usd_per_w)
        for penalty in known.penalty
    )
    return market_break_even.Line(route, central, high, low, even.central_usd_per_oz)
