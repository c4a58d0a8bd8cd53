"""Dated prices, the cost of a watt built up, and from which price leaving silver pays."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsilver import Scenario, money, project
from pvsilver.studies import market_break_even, market_cost, market_prices


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024", date(2024, 12, 31)),
        ("2024-H1", date(2024, 6, 30)),
        ("2024-02", date(2024, 2, 29)),
        ("2026-02-11", date(2026, 2, 11)),
    ],
)
def test_a_mean_is_as_old_as_the_last_day_it_covers(written, day) -> None:
    assert market_prices.last_day(written) == day


def test_a_price_is_stale_after_thirty_days() -> None:
    day = date(2026, 2, 11)
    assert not market_prices.is_stale(day, day + timedelta(days=30))
    assert market_prices.is_stale(day, day + timedelta(days=31))
    assert market_prices.age_days(day, date(2026, 11, 25)) == 287


def test_the_default_price_is_a_dated_one() -> None:
    found = market_prices.of_value(market_prices.london(), Scenario().number("silver_price_usd_per_oz"))
    assert found is not None
    assert found.day == date(2026, 2, 11)


def test_presets_are_newest_first_and_in_one_unit_each() -> None:
    for prices, low, high in (
        (market_prices.london(), 20, 200),
        (market_prices.exchange_rates(), 6, 8),
        (market_prices.shanghai(), 5000, 50000),
    ):
        days = [price.day for price in prices]
        assert days == sorted(days, reverse=True)
        assert all(low < price.value < high for price in prices)


def test_the_discount_of_28_november_2025_stands_in_the_dated_prices() -> None:
    """Silver market note, section 3: SHFE 12,694 CNY/kg is 9.7 % below parity of 54.65 USD/oz at 7.0779."""
    day = date(2025, 11, 28)
    london = next(price for price in market_prices.london() if price.day == day)
    shanghai = market_prices.shanghai_of(day)
    parity = money.parity_cny_per_kg(london.value, 7.0779)
    assert 100 * money.premium_share(shanghai.value, parity) == pytest.approx(-9.7, abs=0.05)
    assert market_prices.shanghai_of(date(2025, 1, 1)) is None


def test_metal_and_losses_are_the_annual_cost_of_silver() -> None:
    projection = project(Scenario())
    annual = projection.annual.set_index("year")["silver_cost_cny_per_w"]
    for year in (2018, 2025, 2040):
        fleet = market_cost.cost(projection, year).set_index("technology").loc[market_cost.FLEET]
        assert fleet["metal"] + fleet["losses"] == pytest.approx(annual[year], rel=1e-12)
        assert fleet["powder"] == fleet["fee"] == 0.0


def test_powder_and_fee_are_as_their_definitions_say() -> None:
    projection = project(Scenario())
    fleet = market_cost.cost(projection, 2025, 4.0, 500.0).set_index("technology").loc[market_cost.FLEET]
    row = projection.annual.set_index("year").loc[2025]
    assert fleet["powder"] == pytest.approx(0.04 * fleet["metal"])
    assert fleet["fee"] == pytest.approx(row["paste_t"] * 1e3 * 500.0 / (row["cell_production_gw"] * 1e9))
    assert fleet["total"] == pytest.approx(fleet[list(market_cost.PARTS)].sum())


def test_at_the_break_even_price_nothing_is_gained_and_above_it_something() -> None:
    projection = project(Scenario())
    value = market_break_even.watt_value_usd(Scenario())
    for technology in ("perc", "topcon", "hjt", "xbc"):
        found = market_break_even.break_even(projection, technology)
        for row in found[found["year"] == 2030].itertuples():
            known = market_break_even.terms(technology, row.route)
            for end, penalty in zip(("low", "central", "high"), known.penalty, strict=True):
                price = getattr(row, f"{end}_usd_per_oz")
                gain = market_break_even.gain_usd_per_w(
                    np.array([price, price + 10.0]), row.saving_mg_per_w, penalty, value,
                    known.added_cost_usd_per_w,
                )  # fmt: skip
                assert gain[0] == pytest.approx(0.0, abs=1e-12)
                assert gain[1] > 0.0


def test_the_less_silver_a_print_has_the_dearer_it_must_be_to_leave_it() -> None:
    found = market_break_even.break_even(project(Scenario()), "topcon")
    # Coated powders carry less silver by year, so that their saving need not fall.
    for _, part in found[found["route"] != "silver_coated_copper"].groupby("route"):
        ahead = part[part["year"] >= 2026]
        assert (np.diff(ahead["saving_mg_per_w"]) <= 1e-12).all()
        assert (np.diff(ahead["central_usd_per_oz"]) >= -1e-9).all()


@given(st.floats(0.01, 1.0))
@settings(max_examples=10, deadline=None)
def test_a_watt_worth_more_needs_a_dearer_silver(value) -> None:
    low = market_break_even.watt_value_usd(Scenario(watt_value_usd=round(value, 3)))
    assert low == round(value, 3)
    dear = market_break_even.break_even(project(Scenario(watt_value_usd=1.5)), "topcon")
    cheap = market_break_even.break_even(project(Scenario(watt_value_usd=low)), "topcon")
    assert (dear["central_usd_per_oz"] > cheap["central_usd_per_oz"]).all()


def test_a_technology_without_economics_has_no_break_even() -> None:
    assert market_break_even.terms("al_bsf", "silver_free") is None
    assert market_break_even.break_even(project(Scenario()), "al_bsf").empty
