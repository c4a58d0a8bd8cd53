"""Supply vintages, the lever of other demand, the silver budget, premiums, and break-even beside adoption."""

from datetime import date

import numpy as np
import pytest

from pvsilver import InputError, Scenario, project, tables
from pvsilver.studies import market_balance, market_break_even, market_premiums, market_prices
from pvsilver.studies.silver_budget import budget
from pvsilver.world import paths

CENTRAL = project(Scenario(), 2017, 2050)


def balance(**values):
    return market_balance.balance(project(Scenario(**values)), end=2050).set_index("year")


def test_supply_says_its_vintage_or_its_path():
    found = balance(supply_path="mine_growth")["supply_basis"]
    assert set(found.loc[2017:2025]) == {"WSS2026"}
    assert set(found.loc[2026:]) == {"path mine_growth"}
    assert paths.supply_basis("central")[2015 - paths.FIRST] == "WSS2016"


def test_the_lever_scales_other_demand_ahead_and_nothing_else():
    found, more = balance(), balance(other_demand_factor=1.1)
    np.testing.assert_allclose(more.loc[2026:, "other_demand_t"], 1.1 * found.loc[2026:, "other_demand_t"])
    assert (more.loc[:2025, "other_demand_t"] == found.loc[:2025, "other_demand_t"]).all()
    for column in ("total_supply_t", "pv_t"):
        assert (more[column] == found[column]).all()


def test_the_range_of_other_demand_is_what_the_survey_has_seen():
    said = market_balance.other_demand_t()
    seen = [said[year] / said[2026] for year in range(2017, 2026)]
    row = tables.load("assumptions").row(id="other_demand_factor")
    assert (row["low"], row["high"]) == (round(min(seen), 2), round(max(seen), 2))


def test_the_published_shares_of_2025_name_their_denominators():
    """PV was 17.1 % of supply, 22.0 % of mine output and 16.5 % of demand (World Silver Survey 2026)."""
    pv = market_balance.surveyed("photovoltaics")[2025]
    row = balance().loc[2025]
    assert 100 * pv / row["total_supply_t"] == pytest.approx(17.1, abs=0.05)
    assert 100 * pv / row["mine_t"] == pytest.approx(22.0, abs=0.05)
    assert 100 * pv / (row["other_demand_t"] + pv) == pytest.approx(16.5, abs=0.05)


def test_the_past_balance_misses_the_surveys_by_the_models_residual_and_nothing_else():
    found, residual = balance(), CENTRAL.reconciliation.set_index("year")["unexplained_t"]
    for year in range(2017, 2026):
        own = found.loc[year, "balance_t"] - residual[year]
        assert own == pytest.approx(found.loc[year, "survey_balance_t"], abs=5)


def test_the_budget_is_share_times_supply_over_silver_on_a_watt():
    found = budget(CENTRAL)
    np.testing.assert_allclose(found["silver_budget_t"], 0.2 * found["supply_t"])
    np.testing.assert_allclose(found["silver_budget_gw"] * found["mg_per_w"], found["silver_budget_t"])
    annual = CENTRAL.annual
    contained_share = 100 * annual["contained_silver_t"] / found["supply_t"]
    np.testing.assert_allclose(
        contained_share / found["share_pct"], found["cell_production_gw"] / found["silver_budget_gw"]
    )


def test_cells_without_silver_have_no_limit():
    assert np.isinf(budget(project(Scenario(mg_per_w_factor=0), 2030, 2030))["silver_budget_gw"]).all()


@pytest.mark.parametrize(
    ("day", "series", "premium"),
    [
        ("2025-11-28", "SHFE main contract", -9.7),
        ("2025-12-22", "SHFE main contract", -9),
        ("2025-12-31", "SGE Ag(T+D) close", -7),
        ("2026-01-26", "SHFE main contract", -0.2),
        ("2026-01-26", "China spot", 0.0),
        ("2026-02-11", "SHFE main contract", -1.7),
    ],
)
def test_premiums_over_parity_are_the_published_ones(day, series, premium):
    """Market note, section 3: a genuine discount in late 2025, next to none in January 2026."""
    found = market_premiums.premiums(Scenario()).set_index(["date", "shanghai_series"])["premium_pct"]
    assert found[day, series] == pytest.approx(premium, abs=0.55)


def test_a_shanghai_price_of_ones_own_stands_first_over_the_parity_of_ones_own_prices():
    """54.65 USD/oz at 7.0779 CNY/USD is 14,053 CNY/kg with VAT; 12,694 CNY/kg is 9.7 % below (market note, 3)."""
    own = Scenario(silver_price_usd_per_oz=54.65, cny_per_usd=7.0779, silver_price_date="2026-03-01",
                   shanghai_price_cny_per_kg=12694)  # fmt: skip
    first = market_premiums.premiums(own).iloc[0]
    assert (first["date"], first["london_series"], first["shanghai_series"]) == (
        "2026-03-01", "scenario", "scenario")  # fmt: skip
    assert first["parity_cny_per_kg"] == pytest.approx(14053, abs=1)
    assert first["premium_pct"] == pytest.approx(-9.7, abs=0.05)
    without_vat = market_premiums.premiums(own.replace(vat_pct=0)).iloc[0]
    assert without_vat["parity_cny_per_kg"] == pytest.approx(first["parity_cny_per_kg"] / 1.13)


def test_prices_of_the_data_are_listed_once_and_no_premium_is_made_without_a_shanghai_price():
    listed = market_premiums.premiums(Scenario())
    assert "scenario" not in set(listed["london_series"])
    assert market_premiums.premiums(Scenario(silver_price_usd_per_oz=90)).equals(listed)
    # The price of a day of the data with another exchange rate is the scenario's, against that day's Shanghai.
    (first, *_) = market_premiums.premiums(Scenario(cny_per_usd=7.2)).to_dict("records")
    assert (first["date"], first["london_series"]) == ("2026-02-11", "scenario")
    assert first["shanghai_series"] == "SHFE main contract"


def test_a_price_grows_older_by_a_day_a_day():
    first, later = market_prices.listing(date(2026, 3, 1)), market_prices.listing(date(2026, 3, 31))
    assert ((later["age_days"] - first["age_days"]) == 30).all()


def test_break_even_stands_beside_the_share_that_adopts():
    found = market_break_even.by_technology(CENTRAL)
    shares = CENTRAL.by_route.set_index(["year", "technology", "route"])["share"]
    silver = CENTRAL.by_route.set_index(["year", "technology", "route"])["silver_mg_per_w"]
    for row in found[found["year"] == 2030].itertuples():
        assert row.share == shares[2030, row.technology, row.route]
        paste = silver[2030, row.technology, "silver_paste"]
        assert row.saving_mg_per_w == pytest.approx(paste - silver[2030, row.technology, row.route])
    assert (found["low_usd_per_oz"] <= found["high_usd_per_oz"]).all()


def test_whether_a_route_pays_follows_the_price():
    dear = market_break_even.by_technology(project(Scenario(silver_price_usd_per_oz=1000), 2030, 2030))
    cheap = market_break_even.by_technology(project(Scenario(silver_price_usd_per_oz=1), 2030, 2030))
    assert set(dear["pays"]) == {"yes"}
    assert "yes" not in set(cheap["pays"])


def test_a_powder_of_pure_silver_saves_nothing_and_no_price_pays_for_it():
    pure = project(Scenario(powder_silver_wt_pct={"topcon": {2026: 100}}), 2026, 2030)
    rows = market_break_even.by_technology(pure)
    rows = rows[(rows["technology"] == "topcon") & (rows["route"] == "silver_coated_copper")]
    assert rows["central_usd_per_oz"].isna().all()
    assert set(rows["pays"]) == {"no"}


def test_every_cost_of_a_route_is_labelled_judgement():
    assert {row["evidence"] for row in tables.load("route_economics").rows} == {"judgement"}


@pytest.mark.parametrize("id", ["silver_price_usd_per_oz", "cny_per_usd"])
def test_a_price_or_exchange_rate_of_zero_is_refused_by_name(id):
    with pytest.raises(InputError, match=f"^{id}: 0 is outside"):
        Scenario(**{id: 0})
