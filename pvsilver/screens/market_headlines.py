"""Headline figures of the market page, each with what it is made of in small print beneath."""

from __future__ import annotations

from math import isnan
from typing import Any

import streamlit as st

from pvsilver import money
from pvsilver.screens import cell_headlines, figures, market_money, results, state
from pvsilver.screens.state import say
from pvsilver.studies import market_prices
from pvsilver.units import FEN_PER_CNY, PERCENT
from pvsilver.world.frames import Projection

SHARES = {"share_of_mine_pct": "mine_t", "share_of_supply_pct": "supply_t"}
"""Headline → its denominator, an array of the world."""


def show(projected: Projection, before: Projection, technology: str, route: str) -> None:
    """Shares, bill and cost of the headline year; parity, premium and break-even at the price in force."""
    year = int(projected.scenario.number("headline_year"))
    row, base = results.at(projected, year), results.at(before, year)
    if row is None or base is None:
        st.info(say("headline.no_year", year=year))
        return
    st.markdown(f"###### {say('headline.heading', year=year)}")
    with st.container(horizontal=True, gap="small", key="headlines_take"):
        for column in SHARES:
            with _tile():
                _share(projected, column, row, base, year)
        with _tile():
            _moved("silver_bill_musd", row["silver_bill_musd"], base["silver_bill_musd"], say("unit.MUSD"))
            st.caption(f":small[{say('market.bill.of', tonnes=figures.number(row['survey_comparable_t']))}]")
        with _tile():
            now, was = (FEN_PER_CNY * each["silver_cost_cny_per_w"] for each in (row, base))
            _moved("silver_cost_cny_per_w", now, was, say("unit.fen/W"))
            bought = figures.number(row["bought_silver_t"] / row["cell_production_gw"])
            st.caption(f":small[{say('market.cost.of', intensity=bought)}]")
    st.markdown(_net(projected, row, year))
    with st.container(horizontal=True, gap="small", key="headlines_price"):
        parity = _parity(projected)
        with _tile():
            _moved("parity_cny_per_kg", parity, _parity(before), say("unit.CNY/kg"))
            st.caption(f":small[{_terms(projected)}]")
        with _tile():
            _premium(projected, before)
        with _tile():
            _break_even(projected, before, technology, route, year)
        if not state.face().narrow:
            # As wide as the row above, so that figures stand beneath figures.
            with _tile():
                st.space("small")


def _tile() -> Any:
    return st.container(width="stretch", gap="xxsmall")


def _moved(name: str, now: float, before: float, unit: str, step: str = "") -> None:
    """A figure with its signed change against the baseline."""
    moved = figures.change(now, before)
    delta = f"{figures.signed(moved, now)} {step or unit}" if moved else say("headline.unchanged")
    cell_headlines.metric(name, f"{figures.number(now)} {unit}", delta, moved)


def _share(
    projected: Projection, column: str, row: dict[str, float], base: dict[str, float], year: int
) -> None:
    _moved(column, row[column], base[column], "%", say("unit.pp"))
    whole = float(getattr(projected.world, SHARES[column])[year - int(projected.world.years[0])])
    said = say(
        f"market.{column}.of", part=figures.number(row["survey_comparable_t"]), whole=figures.number(whole)
    )
    st.caption(f":small[{said}]")


def _net(projected: Projection, row: dict[str, float], year: int) -> str:
    """The same shares of net silver, which modules have given back to."""
    at = year - int(projected.world.years[0])
    mine, supply = (PERCENT * row["net_silver_t"] / float(whole[at])
                    for whole in (projected.world.mine_t, projected.world.supply_t))  # fmt: skip
    tonnes = {name: figures.number(row[f"{name}_silver_t"]) for name in ("returned", "net")}
    return say("market.net", mine=figures.number(mine), supply=figures.number(supply), **tonnes)


def _parity(projected: Projection) -> float:
    world = projected.world
    return float(money.parity_cny_per_kg(world.usd_per_oz, world.cny_per_usd, world.vat))


def _terms(projected: Projection) -> str:
    world = projected.world
    return say("market.parity.of", price=f"{world.usd_per_oz:g}", rate=f"{world.cny_per_usd:g}",
               vat=f"{PERCENT * world.vat:g}")  # fmt: skip


def _premium(projected: Projection, before: Projection) -> None:
    premium, base = _premium_pct(projected), _premium_pct(before)
    price = market_prices.shanghai_in_force(projected.scenario)
    if premium is None or price is None:
        cell_headlines.metric("premium_pct", "– %", say("market.premium.none"), 0.0)
        st.caption(f":small[{say('market.premium.enter')}]")
        return
    named = say(f"market.premium.{'discount' if premium < 0 else 'premium'}")
    said = say("market.premium.of", named=named, price=figures.number(price))
    moved = 0.0 if base is None else figures.change(premium, base)
    delta = f"{figures.signed(moved, TENTHS)} {say('unit.pp')}" if moved else say("headline.unchanged")
    # A baseline without a Shanghai price has no premium to compare with.
    delta = say("market.no_baseline") if base is None else delta
    cell_headlines.metric("premium_pct", f"{figures.minus(f'{premium:+.1f}')} %", delta, moved)
    st.caption(f":small[{said}]")


TENTHS = 100.0
"""A figure that is written with one decimal, as the premium is."""


def _premium_pct(projected: Projection) -> float | None:
    """Shanghai over parity in percent, None where Shanghai has no price."""
    price = market_prices.shanghai_in_force(projected.scenario)
    return None if price is None else PERCENT * float(money.premium_share(price, _parity(projected)))


def _break_even(projected: Projection, before: Projection, technology: str, route: str, year: int) -> None:
    """Silver price from which the chosen route pays on the chosen technology."""
    unit = say("unit.USD/oz")
    about = {"technology": say(f"technology.{technology}"), "route": say(f"route.{route}")}
    today = projected.world.usd_per_oz
    found, base = (_prices(each, technology, route, year) for each in (projected, before))
    if found is None:
        said = say("cell.today", price=figures.number(today))
        cell_headlines.metric("break_even_usd_per_oz", f"– {unit}", said, 0.0)
        st.caption(f":small[{say('market.break_even.none', **about)}]")
        return
    low, central, high = found
    verdict = "always" if central <= 0.0 else ("pays" if today > central else "not_yet")
    said = say(f"cell.break_even.{verdict}", price=figures.number(today))
    if base is None:
        cell_headlines.metric(
            "break_even_usd_per_oz", f"{figures.number(central)} {unit}", say("market.no_baseline"), 0.0
        )
    else:
        _moved("break_even_usd_per_oz", central, base[1], unit)
    spread = say(
        "market.break_even.of", said=said, low=figures.number(low), high=figures.number(high), **about
    )
    st.caption(f":small[{spread}]")


def _prices(
    projected: Projection, technology: str, route: str, year: int
) -> tuple[float, float, float] | None:
    """Low, central and high break-even price; None where the route saves nothing."""
    found = market_money.of_year(projected, technology, year).get(route)
    return None if found is None or isnan(found.central_usd_per_oz) else found.band
