"""Charts of the market with their words: balance, cost of a watt, from which price leaving silver pays."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from pvsilver.charts import market_balance, market_break_even, market_cost
from pvsilver.exchange import drawn
from pvsilver.screens import acts, draw, figures, results, state, widgets
from pvsilver.screens.state import say
from pvsilver.studies import market_balance as balancing
from pvsilver.studies import market_break_even as switching
from pvsilver.studies import market_cost as costing
from pvsilver.units import CENTS_PER_USD, FEN_PER_CNY
from pvsilver.world.frames import Projection

TECHNOLOGIES = ("perc", "topcon", "hjt", "xbc")
TECHNOLOGY, ROUTE = "break_even_technology", "break_even_route"
LAST_YEAR = 2035
BALANCE_VINTAGE = "WSS2026"
EVEN_SHARE = 0.005
"""Supply and demand that lie nearer than this share are told as even."""

PHONE_CHART_PX = 260
PRICES = 61
"""Prices at which the gain of switching is drawn."""

REACH_OF_PRICE, LEAST_REACH_USD = 1.5, 80.0
"""The price axis ends at so many times the price in force, and not before this price."""


def chosen() -> tuple[str, str]:
    """Technology and route of the break-even, as last chosen."""
    return (
        str(st.session_state.get(TECHNOLOGY) or "topcon"),
        str(st.session_state.get(ROUTE) or market_break_even.ROUTES[0]),
    )


@lru_cache(maxsize=16)
def _balance(projected: Projection, last: int) -> pd.DataFrame:
    return balancing.balance(projected, end=last)


def balance_frame(projected: Projection) -> pd.DataFrame:
    """Supply, demand and balance from the survey's first year to 2035, or to the headline year if that is later."""
    last = max(LAST_YEAR, int(projected.scenario.number("headline_year")))
    return _balance(projected, min(last, results.horizon(projected.scenario)))


def balance(projected: Projection) -> None:
    """Supply up, demand down, and what remains."""
    frame = balance_frame(projected)
    first, last = int(frame["year"].iloc[0]), int(frame["year"].iloc[-1])
    parts = tuple(say(f"balance.{column}") for column in (*market_balance.SUPPLY, *market_balance.DEMAND))
    words = market_balance.Words(
        say("chart.balance.title"), say("chart.balance.second"), say("chart.balance.alt", first=first, last=last),
        say("column.year"), parts, say("balance.total_supply_t"), say("balance.balance_t"),
        say("balance.survey_balance_t"), say("chart.demand.last"),
    )  # fmt: skip
    st.markdown(f"##### {say('chart.balance.heading')}")
    vintage = str(projected.scenario["survey_vintage"])
    if vintage != BALANCE_VINTAGE:
        names = {"own": draw.vintage_name(BALANCE_VINTAGE), "chosen": draw.vintage_name(vintage)}
        with st.container(key="vintage_mismatch"):
            st.warning(say("market.vintage", **names), icon=":material/warning:")
    height = PHONE_CHART_PX if state.face().narrow else None
    draw.chart("balance", market_balance.draw(words, frame, balancing.last_actual()), height)
    st.markdown(_balance_sentence(frame, int(projected.scenario.number("headline_year"))))
    st.caption(f"{say('chart.balance.caption')} {drawn.footer('balance', state.face().lang)}")


def _balance_sentence(frame: pd.DataFrame, year: int) -> str:
    row = frame[frame["year"] == year]
    row = frame.iloc[-1:] if row.empty else row
    found = row.iloc[0]
    stocks = balancing.stocks().set_index("item")["silver_t"]
    named = "surplus" if found["balance_t"] >= 0 else "deficit"
    if abs(found["balance_t"]) < EVEN_SHARE * found["total_supply_t"]:
        named = "even"
    since = balancing.last_actual() + 1
    shown = int(found["year"])
    values = {
        "year": shown, "balance": figures.number(abs(float(found["balance_t"]))),
        "supply": _supply(float(found["total_supply_t"]), float(found["modules_t"])),
        "pv": figures.number(float(found["pv_t"])), "other": figures.number(float(found["other_demand_t"])),
    }  # fmt: skip
    text = say(f"chart.balance.sentence.{named}", **values)
    if shown < since:
        return text
    drawn_down = -float(frame[frame["year"] <= shown]["cumulative_t"].iloc[-1])
    total, free = float(stocks["stock_identifiable_total"]), float(stocks["stock_london_free_float_month_09"])
    added = say(
        f"chart.balance.stocks.{'drawn' if drawn_down > 0 else 'added'}", since=since, last=shown,
        tonnes=figures.number(abs(drawn_down)), share=f"{100 * abs(drawn_down) / total:.0f}",
        total=figures.number(total), free=figures.number(free),
    )  # fmt: skip
    return f"{text} {added}"


def _supply(total_t: float, modules_t: float) -> str:
    """Total supply; what old modules add to the path's supply is named, for the shares above leave it out."""
    kind = "chart.balance.supply.modules" if modules_t > 0.0 else "chart.balance.supply"
    return say(kind, supply=figures.number(total_t), modules=figures.number(modules_t))


@lru_cache(maxsize=16)
def break_even_frame(projected: Projection, technology: str) -> pd.DataFrame:
    """Break-even price by year and route; not to be changed by whoever shows it."""
    return switching.break_even(projected, technology)


def cost_frame(projected: Projection) -> pd.DataFrame:
    """Cost of the headline year by technology, in CNY/W."""
    scenario = projected.scenario
    premium, fee = scenario["powder_premium_pct"], scenario["front_finger_fee_cny_per_kg"]
    return costing.cost(projected, int(scenario.number("headline_year")), premium, fee)  # type: ignore[arg-type]


def known_parts(projected: Projection) -> tuple[str, ...]:
    """Parts of the cost that have a value; nitrate and powder, and the paste fee, are the visitor's to enter."""
    given = {"powder": "powder_premium_pct", "fee": "front_finger_fee_cny_per_kg"}
    return tuple(
        part for part in costing.PARTS if part not in given or projected.scenario[given[part]] is not None
    )


def cost(projected: Projection) -> None:
    """Metal, nitrate and powder, paste fee and losses on a watt of the headline year."""
    frame = cost_frame(projected)
    fleet = frame["technology"] == costing.FLEET
    frame = pd.concat([frame[fleet], frame[~fleet]])
    year = int(projected.scenario.number("headline_year"))
    parts = tuple(say(f"cost.{part}") for part in costing.PARTS)
    words = market_cost.Words(say("chart.cost.title", year=year), say("chart.cost.alt", year=year),
                              say("column.technology"), say("unit.fen/W"), parts)  # fmt: skip
    bars = {
        say("market.fleet" if row["technology"] == costing.FLEET else f"technology.{row['technology']}"): {
            part: FEN_PER_CNY * float(row[part]) for part in costing.PARTS
        }
        for row in frame.to_dict("records")
    }
    known = known_parts(projected)
    st.markdown(f"##### {say('chart.cost.heading')}")
    draw.chart("cost", market_cost.draw(words, bars, known))
    text = say("chart.cost.caption")
    if len(known) < len(costing.PARTS):
        text = f"{say('chart.cost.metal_only')} {text}"
    st.caption(f"{text} {drawn.footer('cost', state.face().lang)}")


def break_even(projected: Projection, technology: str, route: str) -> None:
    """Gain of leaving silver paste over the silver price."""
    st.markdown(f"##### {say('chart.break_even.heading')}")
    with st.container(horizontal=True, gap="small", key="break_even_choice"):
        state.seed(TECHNOLOGY, technology)
        state.seed(ROUTE, route)
        named = widgets.named(TECHNOLOGIES, lambda id: say(f"technology.{id}"))
        st.selectbox(say("column.technology"), TECHNOLOGIES, TECHNOLOGIES.index(technology), key=TECHNOLOGY,
                     format_func=named, label_visibility="collapsed", width=120, on_change=acts.look)  # fmt: skip
        routes = widgets.named(market_break_even.ROUTES, lambda id: say(f"chart.break_even.short.{id}"))
        st.segmented_control(say("column.route"), market_break_even.ROUTES, default=route, key=ROUTE,
                             format_func=routes, required=True, label_visibility="collapsed",
                             on_change=acts.look)  # fmt: skip
    year = int(projected.scenario.number("headline_year"))
    frame = break_even_frame(projected, technology)
    frame = frame[frame["year"] == year].set_index("route")
    price = projected.world.usd_per_oz
    value = switching.watt_value_usd(projected.scenario)
    prices = np.linspace(0.0, max(REACH_OF_PRICE * price, LEAST_REACH_USD), PRICES)
    lines = [
        _line(frame, technology, each, prices, value)
        for each in market_break_even.ROUTES
        if each in frame.index
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
    )  # fmt: skip
    found = _of(frame, route, "central_usd_per_oz")
    today = say("chart.break_even.today", price=figures.number(price))
    crossing = f"{figures.number(found)} {say('unit.USD/oz')}"
    draw.chart("break_even", market_break_even.draw(words, prices, lines, route, price, today, crossing))
    text = say("chart.break_even.caption", value=f"{value:g}", route=say(f"route.{route}"),
               saving=figures.number(_of(frame, route, "saving_mg_per_w")))  # fmt: skip
    st.caption(f"{text} {drawn.footer('break_even', state.face().lang)}")


def _of(frame: pd.DataFrame, route: str, column: str) -> float:
    return float(frame[column][frame.index == route].iloc[0])


def _line(
    frame: pd.DataFrame,
    technology: str,
    route: str,
    prices: npt.NDArray[np.float64],
    value: float,
) -> market_break_even.Line:
    known = switching.terms(technology, route)
    assert known is not None
    saving = _of(frame, route, "saving_mg_per_w")
    low, central, high = (
        CENTS_PER_USD * switching.gain_usd_per_w(prices, saving, penalty, value, known.added_cost_usd_per_w)
        for penalty in known.penalty
    )
    return market_break_even.Line(route, central, high, low, _of(frame, route, "central_usd_per_oz"))
