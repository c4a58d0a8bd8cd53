"""Supply, demand and balance of the world's silver, with its words."""

from __future__ import annotations

from functools import cache, lru_cache

import pandas as pd
import streamlit as st

from pvsilver.charts import market_balance
from pvsilver.exchange import drawn
from pvsilver.scenario import Scenario
from pvsilver.screens import draw, figures, results, state
from pvsilver.screens.state import say
from pvsilver.studies import market_balance as balancing
from pvsilver.world.frames import Projection

LAST_YEAR = 2035
BALANCE_VINTAGE = "WSS2026"
EVEN_SHARE = 0.005
"""Supply and demand that lie nearer than this share are told as even."""


@lru_cache(maxsize=16)
def _balance(projected: Projection, last: int) -> pd.DataFrame:
    return balancing.balance(projected, end=last)


def balance_frame(projected: Projection, like: Scenario) -> pd.DataFrame:
    """Supply, demand and balance from the survey's first year to 2035, or to the headline year if that is later.

    like: the scenario whose headline year it is.
    """
    last = max(LAST_YEAR, int(like.number("headline_year")))
    return _balance(projected, min(last, results.horizon(like)))


def balance(projected: Projection, before: Projection) -> None:
    """Supply up, demand down, and what remains."""
    frame, base = (balance_frame(each, projected.scenario) for each in (projected, before))
    first, last = int(frame["year"].iloc[0]), int(frame["year"].iloc[-1])
    parts = tuple(say(f"balance.{column}") for column in (*market_balance.SUPPLY, *market_balance.DEMAND))
    words = market_balance.Words(
        say("chart.balance.title"), say("chart.balance.second"), say("chart.balance.alt", first=first, last=last),
        say("column.year"), parts, say("balance.total_supply_t"), say("balance.balance_t"),
        say("balance.survey_balance_t"), say("chart.demand.last"),
        say("chart.demand.baseline"),
    )  # fmt: skip
    st.markdown(f"##### {say('chart.balance.heading')}")
    vintage = str(projected.scenario["survey_vintage"])
    if vintage != BALANCE_VINTAGE:
        names = {"own": draw.vintage_name(BALANCE_VINTAGE), "chosen": draw.vintage_name(vintage)}
        with st.container(key="vintage_mismatch"):
            st.warning(say("market.vintage", **names), icon=":material/warning:")
    height = draw.PHONE_CHART_PX if state.face().narrow else None
    draw.chart("balance", market_balance.draw(words, frame, balancing.last_actual(), base), height)
    st.markdown(_balance_sentence(frame, int(projected.scenario.number("headline_year"))))
    st.caption(f"{say('chart.balance.caption')} {drawn.footer('balance', state.face().lang)}")


def _balance_sentence(frame: pd.DataFrame, year: int) -> str:
    years = frame["year"].to_numpy()
    place = int(year - years[0]) if years[0] <= year <= years[-1] else len(years) - 1
    columns = ("balance_t", "total_supply_t", "modules_t", "pv_t", "other_demand_t", "cumulative_t")
    found = {column: float(frame[column].to_numpy()[place]) for column in columns}
    named = "surplus" if found["balance_t"] >= 0 else "deficit"
    if abs(found["balance_t"]) < EVEN_SHARE * found["total_supply_t"]:
        named = "even"
    since, shown = balancing.last_actual() + 1, int(years[place])
    values = {
        "year": shown, "balance": figures.number(abs(found["balance_t"])),
        "supply": _supply(found["total_supply_t"], found["modules_t"]),
        "pv": figures.number(found["pv_t"]), "other": figures.number(found["other_demand_t"]),
    }  # fmt: skip
    text = say(f"chart.balance.sentence.{named}", **values)
    if shown < since:
        return text
    drawn_down = -found["cumulative_t"]
    total, free = _stock("stock_identifiable_total"), _stock("stock_london_free_float_month_09")
    added = say(
        f"chart.balance.stocks.{'drawn' if drawn_down > 0 else 'added'}", since=since, last=shown,
        tonnes=figures.number(abs(drawn_down)), share=f"{100 * abs(drawn_down) / total:.0f}",
        total=figures.number(total), free=figures.number(free),
    )  # fmt: skip
    return f"{text} {added}"


@cache
def _stock(item: str) -> float:
    stocks = balancing.stocks().set_index("item")["silver_t"]
    return float(stocks[item])


def _supply(total_t: float, modules_t: float) -> str:
    """Total supply; what old modules add to the path's supply is named, for the shares above leave it out."""
    kind = "chart.balance.supply.modules" if modules_t > 0.0 else "chart.balance.supply"
    return say(kind, supply=figures.number(total_t), modules=figures.number(modules_t))
