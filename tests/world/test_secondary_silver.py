"""Modules in service, retired and refined, as the projection has them."""

from __future__ import annotations

import numpy as np
import pytest

from pvsilver import tables
from pvsilver.scenario import Scenario
from pvsilver.world.cohorts import retire
from pvsilver.world.projection import project


@pytest.mark.parametrize("convention", ["mid", "end", "begin"])
def test_modules_retire_as_the_public_function_says(convention):
    p = project(Scenario(retirement_convention=convention, weibull_shape=5.3759, weibull_scale_years=30.0,
                         infant_loss_pct=0.5), 2010, 2050)  # fmt: skip
    expected = retire(
        p.full["installations_gw"], shape=5.3759, scale=30.0, convention=convention, infant_loss=0.005
    )
    np.testing.assert_allclose(p.full["retired_gw"], expected.retired, rtol=1e-12)
    np.testing.assert_allclose(p.full["in_service_gw"], expected.in_service, rtol=1e-12)


def test_each_vintage_keeps_its_own_silver():
    p = project(Scenario(), 2010, 2060)
    cohorts = p.cohorts
    once = cohorts[cohorts.vintage == 2012]
    silver = once.retired_silver_t + 0.0
    # Silver per watt that retires is that of 2012 whatever the year, far above what cells of the day hold.
    ratio = (silver / once.retired_gw).to_numpy()
    np.testing.assert_allclose(ratio, ratio[0], rtol=1e-9)
    assert ratio[0] > 5 * p.annual.silver_mg_per_w[p.annual.year == 2040].item()


def test_installed_silver_is_below_contained_silver():
    a = project(Scenario(), 2010, 2100).annual
    assert (a.installed_silver_t < a.contained_silver_t).all()


def test_cumulative_silver_is_installed_before_it_retires_and_retires_before_it_is_recovered():
    full = project(Scenario.preset("high"), 2010, 2100).full
    installed, retired, recovered = (
        np.cumsum(full[f"{w}_silver_t"]) for w in ("installed", "retired", "recovered")
    )
    assert (recovered <= retired).all()
    assert (retired <= installed).all()


def test_a_net_outlook_is_made_gross_by_what_retires():
    net = {r["outlook"] for r in tables.load("installation_outlooks").rows if r["gross_or_net"] == "net"}
    assert net
    for outlook in net:
        a = project(Scenario(installation_outlook=outlook), 2026, 2100).annual.set_index("year")
        rows = tables.load("installation_outlooks").select(outlook=outlook)
        for row in rows:
            if row["year"] > 2025:
                gross = a.installations_gw[row["year"]]
                assert gross - a.retired_gw[row["year"]] == pytest.approx(row["gw"], rel=1e-9)
        assert (a.in_service_gw.diff()[1:] > 0).all()


def test_recovery_off_returns_nothing():
    a = project(Scenario(collection_share_factor=0.0)).annual
    assert (a[["recovered_silver_t", "returned_silver_t", "carried_silver_t"]] == 0).all().all()
    assert (a.net_silver_t == a.survey_comparable_t).all()


def test_surplus_secondary_silver_waits_and_is_used_later():
    # A market that stops for ten years while old modules come back.
    own = {2040: 1000.0, 2041: 0.0, 2050: 0.0, 2051: 1000.0}
    p = project(
        Scenario(installations_gw=own, mg_per_w_factor=1.0, recovery_path="high", lifetime_preset="early"),
        2035,
        2060,
    )
    a = p.annual.set_index("year")
    assert (a.net_silver_t >= 0).all()
    assert (a.returned_silver_t.loc[2041:2050] == 0).all()
    assert (a.carried_silver_t.diff().loc[2042:2050] > 0).all()
    assert a.returned_silver_t[2051] == a.survey_comparable_t[2051] > 0
    assert a.net_silver_t[2051] == pytest.approx(0, abs=1e-9)


def test_recovered_share_of_discarded_silver_is_that_of_the_recycling_note():
    a = project(Scenario(), 2020, 2060).annual.set_index("year")
    share = a.recovered_silver_t / a.retired_silver_t
    assert [share[y] for y in (2025, 2030, 2040, 2050)] == pytest.approx(
        [0.017, 0.102, 0.387, 0.612], abs=0.0006
    )
    low = project(Scenario(recovery_path="low"), 2020, 2060).annual
    assert (low.recovered_silver_t == 0).all()
    high = project(Scenario(recovery_path="high"), 2020, 2060).annual.set_index("year")
    share = high.recovered_silver_t / high.retired_silver_t
    assert [share[y] for y in (2025, 2030, 2040, 2050)] == pytest.approx([0.24, 0.74, 0.92, 0.92], abs=0.006)
