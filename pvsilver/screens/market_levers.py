"""Levers of the market page: supply and survey, the silver price with its date, exchange rate, VAT, fees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from pvsilver import catalogue
from pvsilver.screens import acts, figures, state, widgets
from pvsilver.screens.state import Face, say
from pvsilver.studies import market_prices
from pvsilver.studies.market_prices import DatedPrice

PRICE, RATE = "silver_price_usd_per_oz", "cny_per_usd"
SHANGHAI = "shanghai_price"
DAY = "price_day"

MORE = (
    "other_demand_factor", "silver_budget_pct", "silver_budget_supply_t", "silver_budget_mg_per_w",
    "watt_value_usd", "powder_premium_pct", "front_finger_fee_cny_per_kg",
)  # fmt: skip


def today() -> date:
    """The day of the visit: the page knows it, the model never does."""
    return date.today()


def levers() -> None:
    """All levers, those seldom moved under More."""
    declared = catalogue.load()
    widgets.lever(declared["headline_year"])
    st.markdown(f"###### {say('group.money')}")
    _dated(PRICE, market_prices.london())
    widgets.lever(declared[PRICE])
    _day(state.face())
    _dated(RATE, market_prices.exchange_rates())
    widgets.lever(declared[RATE])
    widgets.lever(declared["vat_pct"])
    _shanghai(state.face())
    st.markdown(f"###### {say('group.supply')}")
    widgets.lever(declared["supply_path"])
    widgets.lever(declared["survey_vintage"])
    widgets.more(MORE)


def _dated(id: str, prices: Sequence[DatedPrice]) -> None:
    """Dated prices to choose from; empty when the value is the visitor's own."""
    key = f"dated_{id}"
    found = market_prices.of_value(tuple(prices), state.face().scenario.number(id))
    # An option of its own for values that are no dated one: an empty box would need a button to clear it.
    names = {price.id: _named(price) for price in prices}
    if found is None:
        names = {widgets.OWN: say("market.dated.own")} | names
    state.seed(key, found.id if found else widgets.OWN)
    st.selectbox(
        say(f"market.dated.{id}"),
        list(names),
        list(names).index(found.id if found else widgets.OWN),
        key=key,
        format_func=names.__getitem__,
        help=say(f"market.dated.{id}.help"),
        on_change=_take_dated,
        args=(id, key),
    )


def _named(price: DatedPrice) -> str:
    day = str(price.day.year) if price.mean else price.day.isoformat()
    return say("market.dated.option", day=day, value=f"{price.value:g}", series=say(f"series.{price.series}"))


@acts.act
def _take_dated(now: Face, id: str, key: str) -> None:
    chosen = st.session_state[key]
    known = {price.id: price for price in (*market_prices.london(), *market_prices.exchange_rates())}
    if chosen in known:
        acts.attempt(now, **{id: known[chosen].value})


def _day(now: Face) -> None:
    """The day of a price of one's own; a dated price brings its own."""
    if dated(now) is not None:
        return
    state.seed(DAY, state.price_day(now))
    st.date_input(
        say("market.day"),
        value=state.price_day(now),
        min_value=date(2000, 1, 1),
        max_value=today(),
        key=DAY,
        format="YYYY-MM-DD",
        help=say("market.day.help"),
        on_change=_take_day,
    )


@acts.act
def _take_day(now: Face) -> None:
    typed = st.session_state[DAY]
    now.own_price = None if typed is None else (now.scenario.number(PRICE), typed.isoformat())


def _shanghai(now: Face) -> None:
    """The Shanghai price that the premium is of: of the same day where the data have one, or typed."""
    day = price_day(now)
    key = f"{SHANGHAI}_{day}"
    listed = market_prices.shanghai_of(day) if day else None
    st.session_state.setdefault(key, listed.value if listed else None)
    st.number_input(
        say("market.shanghai"),
        min_value=100.0,
        max_value=1e6,
        value=st.session_state[key],
        step=1.0,
        format="%.0f",
        key=key,
        help=say("market.shanghai.help"),
        placeholder=say("lever.empty"),
        on_change=acts.look,
    )
    st.session_state[SHANGHAI] = st.session_state[key]
    if listed and st.session_state[key] == listed.value:
        series = say(f"series.{listed.series}")
        st.caption(f":small[{say('market.shanghai.listed', series=series, day=listed.day.isoformat())}]")


def shanghai_cny_per_kg() -> float | None:
    """The Shanghai price in force, None when there is none for the day."""
    found = st.session_state.get(SHANGHAI)
    return None if found is None else float(found)


def dated(now: Face) -> DatedPrice | None:
    """The dated price in force, None when the price is the visitor's own."""
    return market_prices.of_value(market_prices.london(), now.scenario.number(PRICE))


def price_day(now: Face) -> date | None:
    """Day of the price in force, None when nobody said it."""
    found = dated(now)
    return found.day if found else state.price_day(now)


def notice(now: Face) -> None:
    """Says how old the price is when it is older than a month, or that its day is not known."""
    price = f"{figures.number(now.scenario.number(PRICE))} {say('unit.USD/oz')}"
    day = price_day(now)
    if day is None:
        with st.container(key="price_age"):
            st.warning(say("market.price.undated", price=price), icon=":material/event:")
    elif market_prices.is_stale(day, today()):
        age = market_prices.age_days(day, today())
        with st.container(key="price_age"):
            st.warning(
                say("market.price.stale", price=price, day=day.isoformat(), age=age), icon=":material/event:"
            )
