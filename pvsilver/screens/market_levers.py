"""Levers of the market page: supply and survey, the silver price with its date, exchange rate, VAT, fees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from pvsilver import catalogue
from pvsilver.screens import acts, figures, parts, state, widgets
from pvsilver.screens.state import Face, say
from pvsilver.studies import market_prices
from pvsilver.studies.market_prices import DatedPrice

PRICE, DAY, SHANGHAI = market_prices.PRICE, market_prices.PRICE_DAY, market_prices.SHANGHAI
RATE = "cny_per_usd"
DAY_KEY = f"lever_{DAY}"
SUPPLY = ("supply_path", "survey_vintage")

MORE = (
    "other_demand_factor", "silver_budget_pct", "silver_budget_supply_t", "silver_budget_mg_per_w",
    "watt_value_usd", "powder_premium_pct", "front_finger_fee_cny_per_kg",
)  # fmt: skip


def today() -> date:
    """The day of the visit: the page knows it, the model never does."""
    return date.today()


def levers() -> None:
    """All levers, those seldom moved under More."""
    widgets.lever(catalogue.load()["headline_year"])
    st.markdown(f"###### {say('group.money')}")
    parts.part(parts.lever(PRICE), _price)
    # What belongs to the price of the day follows it, so it is drawn again with every change.
    parts.part(parts.BESIDE, _of_the_day)
    parts.part(parts.lever(RATE), _rate)
    widgets.lever(catalogue.load()["vat_pct"])
    st.markdown(f"###### {say('group.supply')}")
    for id in SUPPLY:
        widgets.lever(catalogue.load()[id])
    widgets.more(MORE)


def _price() -> None:
    _dated(PRICE, market_prices.london())
    widgets.drawn(catalogue.load()[PRICE])


def _rate() -> None:
    _dated(RATE, market_prices.exchange_rates())
    widgets.drawn(catalogue.load()[RATE])


def _of_the_day() -> None:
    now = state.face()
    _day(now)
    widgets.drawn(catalogue.load()[SHANGHAI])
    listed = market_prices.listed_shanghai(now.scenario)
    if listed and now.scenario[SHANGHAI] is None:
        series, value = say(f"series.{listed.series}"), figures.number(listed.value)
        said = say("market.shanghai.listed", series=series, day=listed.day.isoformat(), value=value)
        st.caption(f":small[{said}]")


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
    if found is not None:
        # The box has room for the day and the value alone.
        st.caption(f":small[{say(f'series.{found.series}')}]")


def _named(price: DatedPrice) -> str:
    day = str(price.day.year) if price.mean else price.day.isoformat()
    return say("market.dated.option", day=day, value=f"{price.value:g}")


@acts.act
def _take_dated(now: Face, id: str, key: str) -> None:
    """A dated price brings its day; the Shanghai price of another day does not stay beside it."""
    chosen = st.session_state[key]
    known = {price.id: price for price in (*market_prices.london(), *market_prices.exchange_rates())}
    if chosen in known:
        of_the_day = {DAY: None, SHANGHAI: None} if id == PRICE else {}
        acts.attempt(now, **{id: known[chosen].value}, **of_the_day)


def _day(now: Face) -> None:
    """The day of a price of one's own; a dated price brings its own."""
    given = now.scenario[DAY]
    if given is None and market_prices.price_day(now.scenario):
        return
    day = date.fromisoformat(str(given)) if given else None
    state.seed(DAY_KEY, day)
    parameter = catalogue.load()[DAY]
    st.date_input(
        widgets.label(parameter),
        value=day,
        min_value=date(int(parameter.minimum or date.min.year), 1, 1),
        # A day to come may stand in a link; the box must be able to hold it.
        max_value=max(today(), day or today()),
        key=DAY_KEY,
        format="YYYY-MM-DD",
        help=widgets.explained(parameter),
        on_change=acts.take,
        args=(DAY, DAY_KEY),
    )


def notice(now: Face) -> None:
    """Says that the price is older than a month or dated after today, or that its day is not known."""
    price = f"{figures.number(now.scenario.number(PRICE))} {say('unit.USD/oz')}"
    day = market_prices.price_day(now.scenario)
    if day is None:
        said = say("market.price.undated", price=price)
    elif market_prices.is_ahead(day, today()):
        said = say("market.price.ahead", price=price, day=day.isoformat())
    elif market_prices.is_stale(day, today()):
        age = market_prices.age_days(day, today())
        said = say("market.price.stale", price=price, day=day.isoformat(), age=age)
    else:
        return
    with st.container(key="price_age"):
        st.warning(said, icon=":material/event:")
