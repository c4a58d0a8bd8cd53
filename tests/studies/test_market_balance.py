"""Supply, demand and balance of silver: sums close, the survey's own table closes with them, stocks are as quoted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsilver import Scenario, project
from pvsilver.studies import market_balance


def frame(**values):
    return market_balance.balance(project(Scenario(**values), end=2050), end=2050)


@given(
    st.sampled_from(["central", "mine_growth", "mine_decline"]),
    st.floats(0.2, 3.0),
    st.sampled_from(["low", "central", "high"]),
)
@settings(max_examples=12, deadline=None)
def test_supply_less_demand_is_the_balance_and_the_parts_are_the_sums(path, factor, recovery) -> None:
    found = frame(supply_path=path, installations_factor=factor, recovery_path=recovery)
    supply = found[["mine_t", "recycling_t", "other_supply_t", "modules_t"]].sum(axis=1)
    np.testing.assert_allclose(supply, found["total_supply_t"], rtol=1e-9)
    np.testing.assert_allclose(found["pv_t"] + found["other_demand_t"], found["total_demand_t"], rtol=1e-9)
    np.testing.assert_allclose(
        found["total_supply_t"] - found["total_demand_t"], found["balance_t"], atol=1e-6
    )
    np.testing.assert_allclose(found["cumulative_t"].diff()[10:], found["balance_t"][10:], atol=1e-6)


def test_with_the_surveys_own_pv_the_balance_is_the_surveys_own() -> None:
    """The table of the World Silver Survey 2026 closes within 0.1 Moz in each year."""
    found = frame()
    said = found.dropna(subset=["survey_balance_t"])
    pv = np.array([market_balance.surveyed("photovoltaics")[year] for year in said["year"]])
    survey_supply = said["total_supply_t"] - said["modules_t"]
    own = survey_supply - said["other_demand_t"] - pv
    np.testing.assert_allclose(own, said["survey_balance_t"], atol=0.15 * 31.1034768)


def test_other_demand_is_held_after_the_surveys_forecast() -> None:
    found = frame().set_index("year")["other_demand_t"]
    assert found[2026] == pytest.approx(34605.7 - 4696.6)
    assert set(found[found.index > 2026].round(6)) == {round(found[2026], 6)}


def test_silver_from_modules_counts_once() -> None:
    """In surveyed years it is inside the survey's recycling; later it is what recovery refines."""
    found = frame(recovery_path="high").set_index("year")
    refined = project(Scenario(recovery_path="high")).annual.set_index("year")["recovered_silver_t"]
    assert (found.loc[:2025, "modules_t"] == 0.0).all()
    np.testing.assert_allclose(found.loc[2026:, "modules_t"], refined.loc[2026:])


def test_the_more_pv_needs_the_lower_is_the_balance_by_as_much() -> None:
    less, more = frame(), frame(mg_per_w_factor=1.5)
    np.testing.assert_allclose(
        (more["balance_t"] - less["balance_t"]) - (more["modules_t"] - less["modules_t"]),
        less["pv_t"] - more["pv_t"],
        atol=1e-6,
    )


def test_stocks_exceed_a_years_demand_and_the_free_float_does_not() -> None:
    """Silver market note, section 2: 43.4 kt is 123 % of demand, the free float 12 %."""
    found = market_balance.stocks().set_index("item")
    assert found.loc["stock_identifiable_total", "share_of_demand_pct"] == pytest.approx(123, abs=0.5)
    assert found.loc["stock_london_free_float_month_09", "share_of_demand_pct"] == pytest.approx(12, abs=0.5)
    parts = found.loc[["stock_london", "stock_cme", "stock_sge", "stock_shfe"], "silver_t"].sum()
    assert parts <= found.loc["stock_identifiable_total", "silver_t"]
