"""Dated prices to choose from, and how old a price is on a given day.  Today's date comes from the caller."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from pvsilver import tables
from pvsilver.scenario import Scenario

LONDON = ("London", "COMEX")
"""Series that may stand for the London price; COMEX stands in for it within 1 to 2 %."""

PRICE, PRICE_DAY, SHANGHAI = "silver_price_usd_per_oz", "silver_price_date", "shanghai_price_cny_per_kg"

FIRST_YEAR = 2024
STALE_DAYS = 30


class DatedPrice(NamedTuple):
    """A price of the table: its id, series, the last day that it covers, whether it is a mean, value, source."""

    id: str
    series: str
    day: date
    mean: bool
    value: float
    source_id: str


@cache
def london() -> tuple[DatedPrice, ...]:
    """Silver in USD/oz, newest first."""
    return _of("USD/oz", LONDON)


@cache
def exchange_rates() -> tuple[DatedPrice, ...]:
    """Yuan per dollar, newest first."""
    return _of("CNY per USD", ("USD/CNY",))


@cache
def shanghai() -> tuple[DatedPrice, ...]:
    """Silver in Shanghai in CNY/kg, with VAT, newest first; the future before the spot price of a day."""
    return _of("CNY/kg", ("SHFE", "SGE", "China spot"))


def shanghai_of(day: date) -> DatedPrice | None:
    """The Shanghai price of a day, None where the table has none."""
    return next((price for price in shanghai() if price.day == day and not price.mean), None)


def price_day(scenario: Scenario) -> date | None:
    """Day of the scenario's silver price: the one it gives, or that of the dated price with this value."""
    given = scenario[PRICE_DAY]
    if given is not None:
        return date.fromisoformat(str(given))
    found = of_value(london(), scenario.number(PRICE))
    return found.day if found else None


def listed_shanghai(scenario: Scenario) -> DatedPrice | None:
    """The Shanghai price of the table for the day of the scenario's silver price."""
    day = price_day(scenario)
    return shanghai_of(day) if day else None


def shanghai_in_force(scenario: Scenario) -> float | None:
    """CNY/kg: the scenario's own Shanghai price, or the listed one of the day; None where there is neither."""
    if scenario[SHANGHAI] is not None:
        return scenario.number(SHANGHAI)
    found = listed_shanghai(scenario)
    return found.value if found else None


def with_its_day(scenario: Scenario, values: Mapping[str, Any]) -> dict[str, Any]:
    """The changed values; a silver price that changes leaves the day of the one before behind."""
    moved = PRICE in values and values[PRICE] != scenario[PRICE]
    return ({PRICE_DAY: None} if moved else {}) | dict(values)


def of_value(prices: tuple[DatedPrice, ...], value: float) -> DatedPrice | None:
    """The price with this value, None where it is the caller's own."""
    return next((price for price in prices if abs(price.value - value) < 1e-9), None)


def age_days(day: date, today: date) -> int:
    """Whole days from a price's day to today; negative for a day to come."""
    return (today - day).days


def is_stale(day: date, today: date) -> bool:
    """Whether a price is older than a month."""
    return age_days(day, today) > STALE_DAYS


def is_ahead(day: date, today: date) -> bool:
    """Whether a price is dated after today."""
    return day > today


def listing(today: date) -> pd.DataFrame:
    """One row a dated price: id, series, day, age_days, value, unit, source; newest first in each unit."""
    units = {"USD/oz": london(), "CNY/kg": shanghai(), "CNY/USD": exchange_rates()}
    return pd.DataFrame(
        [
            {
                "id": price.id,
                "series": price.series,
                "day": price.day.isoformat(),
                "age_days": age_days(price.day, today),
                "value": price.value,
                "unit": unit,
                "source": price.source_id,
            }
            for unit, prices in units.items()
            for price in prices
        ]
    )


def last_day(written: str) -> date:
    """Last day of a date as the table writes it: 2024, 2024-H1, 2026-01 or 2026-02-11."""
    year, _, rest = written.partition("-")
    if not rest:
        return date(int(year), 12, 31)
    if rest in ("H1", "H2"):
        return date(int(year), 6, 30) if rest == "H1" else date(int(year), 12, 31)
    month, _, day = rest.partition("-")
    return date(int(year), int(month), int(day) if day else calendar.monthrange(int(year), int(month))[1])


def _of(unit: str, series: tuple[str, ...]) -> tuple[DatedPrice, ...]:
    found = [
        DatedPrice(
            row["price_id"],
            row["series"],
            last_day(row["date"]),
            row["period"] != "point",
            row["value"],
            row["source_id"],
        )
        for row in tables.load("silver_prices").rows
        if row["unit"] == unit and row["series"].startswith(series) and "premium" not in row["series"]
    ]
    kept = [price for price in found if price.day.year >= FIRST_YEAR]
    rank = {price.id: place for place, price in enumerate(sorted(kept, key=lambda p: _order(p, series)))}
    return tuple(sorted(kept, key=lambda price: (-price.day.toordinal(), rank[price.id])))


def _order(price: DatedPrice, series: tuple[str, ...]) -> int:
    return next(place for place, name in enumerate(series) if price.series.startswith(name))
