"""What silver costs in Shanghai over import parity: on each day of the data with both prices, and of the scenario."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pvsilver import money
from pvsilver.scenario import Scenario
from pvsilver.studies import market_prices
from pvsilver.units import PERCENT
from pvsilver.world import paths

OWN = "scenario"
"""Stands for a series where the price is the scenario's."""

PRICED = (market_prices.PRICE, "cny_per_usd")
TELLING = ("date", "usd_per_oz", "cny_per_usd", "shanghai_cny_per_kg")
"""Two rows that are alike in these say the same."""


def premiums(scenario: Scenario) -> pd.DataFrame:
    """Shanghai over parity on each day with both prices: date, london_series, usd_per_oz, cny_per_usd, fx_date,
    parity_cny_per_kg (with the scenario's VAT), shanghai_series, shanghai_cny_per_kg, premium_pct (below zero: a
    discount).  The scenario's own prices stand first where no row of the data says the same.

    The exchange rate is that of the nearest day known; a day without one within `fx_distance_days` of
    `data/assumptions.csv` is left out.  Premium, freight and fees are not in parity; COMEX stands in for London
    where it is the one known.
    """
    vat, far = scenario.number("vat_pct") / PERCENT, paths.assumption("fx_distance_days")
    rows = []
    for world in (price for price in market_prices.london() if not price.mean):
        rate = min(
            market_prices.exchange_rates(),
            key=lambda known: abs(market_prices.age_days(known.day, world.day)),
        )
        if abs(market_prices.age_days(rate.day, world.day)) > far:
            continue
        about = {"date": world.day.isoformat(), "london_series": world.series}
        for china in (
            price for price in market_prices.shanghai() if price.day == world.day and not price.mean
        ):
            rows.append(
                about
                | _premium(world.value, rate.value, rate.day.isoformat(), vat, china.series, china.value)
            )
    return pd.DataFrame([*_own_premium(scenario, vat, rows), *rows])


def _premium(
    usd_per_oz: float, cny_per_usd: float, fx_date: str | None, vat: float, series: str, cny_per_kg: float
) -> dict[str, Any]:
    parity = money.parity_cny_per_kg(usd_per_oz, cny_per_usd, vat)
    return {
        "usd_per_oz": usd_per_oz,
        "cny_per_usd": cny_per_usd,
        "fx_date": fx_date,
        "parity_cny_per_kg": parity,
        "shanghai_series": series,
        "shanghai_cny_per_kg": cny_per_kg,
        "premium_pct": PERCENT * money.premium_share(cny_per_kg, parity),
    }


def _own_premium(scenario: Scenario, vat: float, listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The scenario's own price, rate and Shanghai price; none where Shanghai has no price or a row says the same."""
    china, day = market_prices.shanghai_in_force(scenario), market_prices.price_day(scenario)
    if china is None:
        return []
    about = {"date": day.isoformat() if day else None, "london_series": OWN}
    price, rate = (scenario.number(id) for id in PRICED)
    dated = market_prices.of_value(market_prices.exchange_rates(), rate)
    found = None if scenario[market_prices.SHANGHAI] is not None else market_prices.listed_shanghai(scenario)
    own = about | _premium(
        price, rate, dated.day.isoformat() if dated else None, vat, found.series if found else OWN, china
    )
    return [] if any(all(row[name] == own[name] for name in TELLING) for row in listed) else [own]
