"""Modules re-sold at an economic exit, in a cohort table of their own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_cohorts import slow_second_life

from pvsilver.scenario import Scenario
from pvsilver.world.projection import project
from pvsilver.world.recovery_columns import chain_columns

BASE = Scenario(
    economic_exit_age_years=12, economic_exit_share_pct=40, resale_share_pct=25, lifetime_preset="regular"
)


def test_nothing_is_resold_by_default():
    p = project(Scenario())
    assert p.second_life.empty
    assert (p.recovery.resold_silver_t == 0).all()


def test_failures_are_never_resold():
    assert project(Scenario(resale_share_pct=100)).second_life.empty


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 40), st.integers(1, 100), st.integers(1, 100), st.none() | st.integers(1, 40),
    st.sampled_from(["regular", "early", "late", "china_25"]), st.sampled_from(["mid", "end", "begin"]),
    st.sampled_from([0.6, 0.8, 1.0]),
)  # fmt: skip
def test_resold_silver_is_later_retired_or_still_in_service(
    age, share, resold, life, preset, convention, factor
):
    p = project(
        Scenario(economic_exit_age_years=age, economic_exit_share_pct=share, resale_share_pct=resold,
                 project_life_years=life, lifetime_preset=preset, retirement_convention=convention,
                 second_life_factor=factor),
        2010, 2100,
    )  # fmt: skip
    again = p.second_life.groupby("resale_year").sum(numeric_only=True)
    last = p.second_life[p.second_life.year == 2100].groupby("resale_year").sum(numeric_only=True)
    whole = p.check()
    assert whole["re-sold = second-life retired + second-life in service"] <= 1e-9
    for unit in ("gw", "modules_t", "silver_t"):
        since_2010 = again[again.index >= 2010]
        np.testing.assert_allclose(
            since_2010[f"resold_{unit}"],
            since_2010[f"retired_{unit}"] + last[f"in_service_{unit}"][last.index >= 2010],
            rtol=1e-9, atol=1e-12,
        )  # fmt: skip


def test_second_lives_retire_as_the_slow_loop_of_their_own_cohorts_says():
    p = project(BASE.replace(infant_loss_pct=0), 2010, 2060)
    years = p.world.years
    economic = np.zeros(len(years))
    # Forty percent of what is in service at the end of age 11 leaves at age 12; a quarter of that is re-sold.
    for v in range(len(years) - 12):
        left = 1 - (1 - np.exp(-((11.5 / 30) ** 5.3759)))
        economic[v + 12] += 0.4 * left * p.world.installed_silver_t[v]
    resold = 0.25 * economic
    retired, in_service = slow_second_life(list(resold), 2.4928, 30 * 0.8, "mid")
    cut = slice(2010 - 1995, None)
    np.testing.assert_allclose(p.recovery.resold_silver_t, resold[cut], rtol=1e-9)
    np.testing.assert_allclose(p.recovery.second_life_retired_silver_t, retired[cut], rtol=1e-9)
    np.testing.assert_allclose(p.recovery.second_life_in_service_silver_t, in_service[cut], rtol=1e-9)


def test_a_second_life_keeps_the_silver_and_mass_of_its_original_vintage():
    p = project(BASE, 2010, 2060)
    first, again = p.cohorts, p.second_life
    for vintage in (2005, 2012, 2020):
        at = vintage + 14
        new = first[(first.vintage == vintage) & (first.year == at)].iloc[0]
        old = again[(again.vintage == vintage) & (again.year == at)].iloc[0]
        for unit in ("silver_t", "modules_t"):
            assert old[f"in_service_{unit}"] / old.in_service_gw == pytest.approx(
                new[f"in_service_{unit}"] / new.in_service_gw
            )


def test_second_life_modules_stand_outside_the_stock_in_service():
    resold, scrapped = project(BASE, 2010, 2100), project(BASE.replace(resale_share_pct=0), 2010, 2100)
    for column in ("in_service_gw", "retired_gw", "retired_silver_t", "retired_modules_t"):
        np.testing.assert_array_equal(resold.annual[column], scrapped.annual[column])


def test_resale_defers_recovery_and_does_not_lose_silver():
    resold, scrapped = (
        chain_columns(project(scenario, 2010, 2100).world)
        for scenario in (BASE, BASE.replace(resale_share_pct=0))
    )
    assert (resold["recovered_silver_t"][:30] <= scrapped["recovered_silver_t"][:30] + 1e-12).all()
    assert resold["second_life_retired_silver_t"].sum() > 0
    # What is discarded by 2100 differs by what is still in its second life.
    discarded = [(r["uncollected_silver_t"] + r["collected_silver_t"]).sum() for r in (scrapped, resold)]
    assert discarded[0] - discarded[1] == pytest.approx(
        resold["second_life_in_service_silver_t"][-1], rel=1e-9
    )
