"""The recovery chain: shares, storage, recycling lines, regions and the urban mine."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_cohorts import slow_chain

from pvsilver import tables
from pvsilver.errors import InputError
from pvsilver.names import REGIONS
from pvsilver.scenario import Scenario
from pvsilver.world import paths, recovery
from pvsilver.world.projection import project

unit = st.floats(0, 1)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.integers(0, 2), st.integers(1, 30))
def test_the_chain_agrees_with_a_slow_queue_and_loses_nothing(data, lag, years):
    def column(value):
        return data.draw(st.lists(value, min_size=years, max_size=years))

    discarded = column(st.floats(0, 1e4))
    shares = [column(unit) for _ in range(5)]
    slow = slow_chain(discarded, *shares, lag)
    found = recovery.chain(np.array(discarded), *map(np.array, shares), lag_years=lag)
    scale = 1e-12 * max(sum(discarded), 1e-300)
    for name, expected in slow.items():
        assert np.abs(getattr(found, name) - np.array(expected)).max() <= scale, name
    # Identity 3: everything discarded is lost, stored or refined, and what is refined is sold or returns to PV.
    whole = found.uncollected + found.no_silver_line + found.residue + found.refined
    assert abs(whole.sum() + found.stored[-1] - sum(discarded)) <= 1e-9 * max(sum(discarded), 1e-300)
    np.testing.assert_allclose(found.refined, found.other_uses + found.for_pv, rtol=1e-12, atol=scale)
    assert (found.refined.cumsum() <= np.cumsum(discarded) * (1 + 1e-12) + scale).all()
    for name in ("uncollected", "stored", "no_silver_line", "residue", "refined", "other_uses", "for_pv"):
        assert (getattr(found, name) >= -scale).all()


def test_all_silver_comes_back_when_every_share_is_one():
    one = np.ones(40)
    found = recovery.chain(np.full(40, 3.0), one, one, one, one, one, lag_years=2)
    assert found.refined[2:] == pytest.approx(3.0)
    assert found.refined[:2] == pytest.approx(0.0)
    assert found.stored[-1] == pytest.approx(6.0)


def test_total_recovered_tends_to_total_installed_when_nothing_is_lost():
    everything = {f"{stage}_yield_pct": 100 for stage in recovery.FACTORS}
    s = Scenario(recovery_path="high", collection_share_factor=2, silver_line_share_factor=2,
                 installations_gw={2026: 0.0}, **everything)  # fmt: skip
    full = project(s, 2010, 2100).full
    assert full["recovered_silver_t"].sum() == pytest.approx(full["installed_silver_t"].sum(), rel=1e-6)


def test_storage_moves_collected_silver_later_and_reports_what_waits():
    plain, later = project(Scenario(), 2010, 2060), project(Scenario(processing_lag_years=2), 2010, 2060)
    collected = plain.world.chain.collected
    np.testing.assert_array_equal(later.world.chain.collected, collected)
    np.testing.assert_allclose(later.world.chain.processed[2:], collected[:-2])
    np.testing.assert_allclose(later.world.chain.stored[1:], collected[1:] + collected[:-1])


# -- the silver yield of a line ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("process", "expected"),
    [("mechanical", 0.0), ("frelp_like", 0.94), ("thermal", 0.92 * 0.97), ("leaching", 0.94 * 0.97),
     ("high_voltage", 0.60 * 0.99 * 0.97)],
)  # fmt: skip
def test_each_line_has_the_published_yield(process, expected):
    assert recovery.process_yield(paths.process_factors(process)) == pytest.approx(expected, abs=1e-5)
    a = project(Scenario(recovery_process=process)).recovery
    np.testing.assert_allclose(
        a.recovered_silver_t + a.residue_silver_t, a.processed_silver_t - a.no_silver_line_silver_t
    )
    assert (a.silver_yield - expected).abs().max() < 1e-5


def test_a_line_without_silver_recovery_returns_none():
    a = project(Scenario(recovery_process="mechanical")).annual
    assert (a.recovered_silver_t == 0).all()
    assert (a.retired_silver_t > 0).all()


def test_own_factors_multiply_and_replace_those_of_a_line():
    own = {
        "liberation_yield_pct": 90,
        "concentration_yield_pct": 80,
        "leaching_yield_pct": 95,
        "refining_yield_pct": 99,
    }
    assert project(Scenario(**own)).recovery.silver_yield.iloc[0] == pytest.approx(0.9 * 0.8 * 0.95 * 0.99)
    one = project(Scenario(recovery_process="frelp_like", leaching_yield_pct=49.5)).recovery
    assert one.silver_yield.iloc[0] == pytest.approx(0.94 / 2, abs=1e-6)


def test_a_leach_yield_alone_is_no_silver_yield():
    with pytest.raises(InputError, match=r"^liberation_yield_pct: is missing beside leaching"):
        project(Scenario(leaching_yield_pct=99))


@pytest.mark.parametrize("factors", [{"leaching": 1.01}, {"refining": -0.1}, {"leaching": float("nan")}])
def test_yields_above_one_are_refused(factors):
    with pytest.raises(InputError, match=r"_yield_pct: .* is not from 0 to 100 %"):
        recovery.process_yield(dict.fromkeys(recovery.FACTORS, 0.9) | factors)
    with pytest.raises(InputError, match=r"^leaching_yield_pct"):
        Scenario(leaching_yield_pct=120)


def test_unknown_stages_of_a_line_are_refused():
    with pytest.raises(InputError, match="glass"):
        recovery.process_yield(dict.fromkeys(recovery.FACTORS, 0.9) | {"glass": 0.95})


def test_every_line_has_each_stage_once_with_evidence():
    table = tables.load("recovery_processes")
    for process in table.distinct("process"):
        stages = [row["factor"] for row in table.select(process=process)]
        assert stages == (["overall"] if process == "path" else list(recovery.FACTORS))


# -- lifetimes of one's own -------------------------------------------------------------------------------


def test_percentiles_of_life_are_a_lifetime_of_their_own():
    from pvsilver.world.cohorts import weibull_from_percentiles

    shape, scale = weibull_from_percentiles(28, 33)
    found = project(Scenario(t50_years=28, t90_years=33)).annual
    # A shape and a scale snap to their steps of 1e-4 and 1e-3 years.
    same = project(Scenario(weibull_shape=shape, weibull_scale_years=scale)).annual
    np.testing.assert_allclose(found.retired_gw, same.retired_gw, rtol=1e-3)


@pytest.mark.parametrize(
    ("values", "named", "also"),
    [
        ({"t50_years": 30, "t90_years": 30}, "t90_years", "t50_years"),
        ({"t50_years": 30, "t90_years": 25}, "t90_years", "t50_years"),
        ({"t50_years": 30}, "t90_years", "t50_years"),
        ({"t90_years": 30}, "t50_years", "t90_years"),
        ({"t50_years": 25, "t90_years": 30, "weibull_shape": 5}, "t50_years", "weibull_shape"),
        ({"t50_years": 25, "t90_years": 30, "weibull_scale_years": 30}, "t50_years", "weibull_scale_years"),
    ],
)
def test_lifetimes_that_contradict_each_other_are_refused_naming_both(values, named, also):
    with pytest.raises(InputError) as refused:
        project(Scenario(**values))
    message = str(refused.value)
    assert message.startswith(named)
    assert also in message
    assert len(message) <= 300


# -- vintages ---------------------------------------------------------------------------------------------


def test_published_silver_before_2010_is_above_the_corrected_and_changes_nothing_after():
    corrected, published = (
        project(Scenario(vintage_silver=v), 2010, 2100) for v in ("corrected", "published")
    )
    np.testing.assert_array_equal(corrected.annual.installed_silver_t, published.annual.installed_silver_t)
    early = slice(0, 2010 - 1995)
    assert (published.full["installed_silver_t"][early] > corrected.full["installed_silver_t"][early]).all()
    ratio = published.full["installed_silver_t"][0] / corrected.full["installed_silver_t"][0]
    assert ratio == pytest.approx(704 / 289, rel=1e-9)


def test_retired_modules_keep_the_mass_of_their_vintage():
    c = project(Scenario(), 2040, 2040).cohorts
    for row in tables.load("module_vintages").rows:
        if row["mass_t_per_mw"] is not None and row["year"] <= 2030:
            once = c[c.vintage == row["year"]].iloc[0]
            assert once.retired_modules_t / once.retired_gw == pytest.approx(1e3 * row["mass_t_per_mw"])
    a = project(Scenario()).annual
    assert (a.retired_modules_t / a.retired_gw / 1e3).between(50, 105).all()


# -- regions ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["published", "held"])
def test_regions_sum_to_the_world(path):
    p = project(
        Scenario(region_path=path, economic_exit_share_pct=30, resale_share_pct=50, processing_lag_years=1)
    )
    summed = p.by_region.groupby("year").sum(numeric_only=True)
    a = p.annual.set_index("year")
    for column in set(summed) & set(a):
        np.testing.assert_allclose(summed[column], a[column], rtol=1e-9)
    np.testing.assert_allclose(summed.recovered_silver_t, p.world.chain.refined[20:], rtol=1e-9)
    pd_world = p.region("World").set_index("year")
    np.testing.assert_allclose(pd_world.retired_gw, a.retired_gw, rtol=1e-9)


def test_shares_of_regions_ahead_are_those_stated():
    p = project(Scenario(), 2026, 2060).by_region
    for region in REGIONS:
        at = p[p.region == region].set_index("year").installations_gw
        stated = tables.load("region_share_paths").row(path="published", region=region, year=2030)["share"]
        assert at[2030] / p[p.year == 2030].installations_gw.sum() == pytest.approx(stated, rel=1e-9)
        assert at[2060] / p[p.year == 2060].installations_gw.sum() == pytest.approx(stated, rel=1e-9)


def test_bought_silver_of_a_region_is_refused_with_one_sentence():
    p = project(Scenario())
    with pytest.raises(
        InputError, match=r"^region: has no bought_silver_t: silver is bought where cells are made"
    ):
        p.region("china", ["bought_silver_t"])
    assert list(p.region("china", ["retired_gw"]).columns) == ["year", "retired_gw"]
    with pytest.raises(InputError, match=r"^region: 'mars' is not a region: world, china"):
        p.region("mars")


@pytest.mark.parametrize("year", [1995, 2025, 2050])
def test_the_urban_mine_is_all_silver_in_service(year):
    p = project(Scenario())
    mine = p.urban_mine(year)
    at = year - 1995
    assert mine.in_service_silver_t.sum() == pytest.approx(p.full["in_service_silver_t"][at], rel=1e-9)
    assert mine.in_service_gw.sum() == pytest.approx(p.full["in_service_gw"][at], rel=1e-9)
    assert set(mine.region) == set(REGIONS)
    assert mine.vintage.max() == year
    assert (mine.silver_g_per_t >= 0).all()


def test_old_vintages_hold_more_silver_a_tonne_than_new_ones():
    mine = project(Scenario()).urban_mine(2030)
    china = mine[mine.region == "china"].set_index("vintage").silver_g_per_t
    assert china[2005] > china[2012] > china[2020] > china[2030] > 0
    assert 150 < china[2015] < 1100


def test_an_urban_mine_past_the_projection_is_refused():
    with pytest.raises(InputError, match=r"^year"):
        project(Scenario(), end=2040).urban_mine(2041)
