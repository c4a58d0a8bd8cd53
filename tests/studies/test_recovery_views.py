"""What drives recovery, and the frames that the recovery page draws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsilver import tables
from pvsilver.errors import InputError
from pvsilver.names import REGIONS
from pvsilver.scenario import Scenario, presets
from pvsilver.studies import recovery_drivers, recovery_views, silver_river, waste_claims
from pvsilver.world.cohorts import weibull_from_percentiles
from pvsilver.world.projection import project

# -- what drives it ---------------------------------------------------------------------------------------


def test_collection_and_silver_lines_move_secondary_silver_of_2040_more_than_the_whole_lifetime_range():
    found = recovery_drivers.frame(Scenario(), 2040)
    facts = recovery_drivers.facts(found)
    assert facts["strongest"] == "collection_and_silver_lines"
    assert facts["chain_beats_lifetime"]
    assert facts["ratio"] > 2
    swing = found.set_index("lever").swing_t
    # Collection alone does too, so the zero of today's silver lines is not what decides it.
    assert swing["collection"] > swing["lifetime"]


def test_each_end_of_a_lever_is_a_projection_with_that_lever_alone_moved():
    found = recovery_drivers.frame(Scenario(), 2040).set_index("lever")

    def recovered(**values):
        return project(Scenario(**values), 2040, 2040).annual.recovered_silver_t.item()

    assert found.central_t.iloc[0] == recovered()
    assert found.low_t["mg_per_w_factor"] == recovered(mg_per_w_factor=0.85)
    assert found.high_t["lifetime"] == max(recovered(lifetime_preset=p) for p in ("regular", "early", "late"))
    assert found.low_t["lifetime"] == min(recovered(lifetime_preset=p) for p in ("regular", "early", "late"))
    # Central: collection 0.65, silver lines 0.70, yield 0.85; low 0.15, 0, 0.74; high 0.95, 1, 0.97.
    central = found.central_t.iloc[0]
    assert found.low_t["collection"] == pytest.approx(central * 0.15 / 0.65)
    assert found.high_t["silver_lines"] == pytest.approx(central / 0.70)
    assert found.high_t["yield"] == pytest.approx(central * 0.97 / 0.85)
    assert found.low_t["collection_and_silver_lines"] == 0
    assert found.high_t["collection_and_silver_lines"] == pytest.approx(central * 0.95 / (0.65 * 0.70))


@pytest.mark.parametrize(
    "values",
    [{"collection_share_factor": 0.7}, {"silver_line_share_factor": 0.8, "processing_lag_years": 2},
     {"recovery_path": "high", "economic_exit_share_pct": 40.0, "resale_share_pct": 50.0},
     {"recovery_process": "leaching", "lifetime_preset": "early"}],
)  # fmt: skip
def test_an_end_is_that_projection_whatever_chain_the_scenario_has(values):
    recovery_drivers.frame(Scenario(), 2045)
    found = recovery_drivers.frame(Scenario(**values), 2045).set_index("lever")

    def recovered(**moved):
        return project(Scenario(**(values | moved)), 2045, 2045).annual.recovered_silver_t.item()

    assert found.central_t.iloc[0] == pytest.approx(recovered())
    assert found.low_t["mg_per_w_factor"] == pytest.approx(recovered(mg_per_w_factor=0.85))
    assert found.high_t["installations_factor"] == pytest.approx(recovered(installations_factor=1.25))
    ends = [recovered(lifetime_preset=preset) for preset in ("regular", "early", "late")]
    assert (found.low_t["lifetime"], found.high_t["lifetime"]) == pytest.approx((min(ends), max(ends)))


def test_levers_are_ranked_by_swing():
    found = recovery_drivers.frame(Scenario.preset("high"), 2050)
    assert (found.swing_t.diff()[1:] <= 0).all()
    assert list(found["rank"]) == list(range(1, len(found) + 1))
    np.testing.assert_allclose(found.swing_t, (found.high_t - found.low_t).abs())


def test_a_year_that_no_projection_reaches_is_refused():
    with pytest.raises(InputError, match=r"^year"):
        recovery_drivers.frame(Scenario(), 2200)


# -- the silver river -------------------------------------------------------------------------------------

OPTIONS = st.builds(
    Scenario,
    economic_exit_share_pct=st.integers(0, 100), economic_exit_age_years=st.integers(5, 40),
    resale_share_pct=st.integers(0, 100), processing_lag_years=st.integers(0, 2),
    recovery_path=st.sampled_from(["low", "central", "high"]),
    recovery_process=st.sampled_from(tables.load("recovery_processes").distinct("process")),
    mg_per_w_factor=st.sampled_from([0.0, 0.05, 1.0]),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(OPTIONS, st.integers(2011, 2100))
def test_every_inner_node_of_the_river_gives_out_what_it_takes_in(scenario, year):
    river = silver_river.river(project(scenario, 2010, 2100), year)
    assert river.adds_up
    flows = river.flows
    into, out = flows.groupby("target").silver_t.sum(), flows.groupby("source").silver_t.sum()
    for node in set(into.index) & set(out.index):
        assert into[node] == pytest.approx(out[node], rel=1e-9, abs=1e-12)
    assert set(out.index) - set(into.index) == set(silver_river.SOURCES)
    assert set(into.index) - set(out.index) == set(silver_river.ENDS)
    assert (flows.silver_t >= -1e-9 * flows.silver_t.max()).all()


@pytest.mark.parametrize("name", list(presets()))
def test_the_river_holds_the_tonnes_of_the_annual_table(name):
    p = project(Scenario.preset(name))
    a = p.annual.set_index("year")
    for year in (2020, 2030, 2045):
        node = silver_river.river(p, year).nodes.set_index("node").silver_t
        for where, column in (
            ("bought", "bought_silver_t"), ("cells", "contained_silver_t"), ("scrap_returned", "scrap_returned_t"),
            ("retired", "retired_silver_t"), ("recovered", "recovered_silver_t"), ("returned", "returned_silver_t"),
            ("standing_after", "in_service_silver_t"), ("carried_after", "carried_silver_t"),
        ):  # fmt: skip
            assert node[where] == pytest.approx(a[column][year], rel=1e-9, abs=1e-12)


def test_a_river_past_the_projection_is_refused():
    with pytest.raises(InputError, match=r"^year"):
        silver_river.river(project(Scenario(), end=2030), 2031)


# -- decades, survival, need ------------------------------------------------------------------------------


@pytest.mark.parametrize("region", ["world", *REGIONS])
def test_vintage_decades_sum_to_what_retires(region):
    p = project(Scenario())
    summed = recovery_views.retired_by_decade(p, region).groupby("year").sum(numeric_only=True)
    expected = p.region(region).set_index("year")
    for column in ("retired_gw", "retired_modules_t", "retired_silver_t"):
        np.testing.assert_allclose(summed[column], expected[column], rtol=1e-9)


def test_no_decade_retires_before_it_begins():
    found = recovery_views.retired_by_decade(project(Scenario()))
    assert (found.retired_gw[found.decade > found.year] == 0).all()
    assert sorted(found.decade.unique()) == [1990, 2000, 2010, 2020, 2030, 2040, 2050]


@pytest.mark.parametrize(
    ("preset", "medians"), [("regular", (28.02, 28.02)), ("early", (25.90, 25.90)), ("late", (31, 40))]
)
@pytest.mark.parametrize("convention", ["mid", "end", "begin"])
def test_half_of_a_vintage_is_left_at_the_published_median(preset, medians, convention):
    scenario = Scenario(lifetime_preset=preset, retirement_convention=convention, infant_loss_pct=0)
    facts = recovery_views.survival_facts(scenario)
    assert facts.median_years.tolist() == pytest.approx(medians, abs=0.03)
    assert (facts.convention == convention).all()


def test_the_residual_at_sixty_years_is_reported_and_not_forced_to_zero():
    early = recovery_views.survival_facts(Scenario(lifetime_preset="early", retirement_convention="mid"))
    assert early.residual_pct.tolist() == pytest.approx([0.32, 0.32], abs=0.005)
    regular = recovery_views.survival_facts(Scenario())
    assert (regular.residual_pct < 1e-9).all()


def test_survival_begins_with_everything_and_never_rises():
    for scenario in (Scenario(), Scenario(project_life_years=25), Scenario(economic_exit_share_pct=40)):
        for _, one in recovery_views.survival(scenario).groupby("vintage"):
            assert one.in_service_share.iloc[0] == pytest.approx(1.0, abs=0.0051)
            assert (one.in_service_share.diff()[1:] <= 1e-12).all()
    gone = recovery_views.survival(Scenario(project_life_years=25))
    assert gone.in_service_share[gone.age_years > 25].max() == 0.0


def test_a_lifetime_that_outlasts_sixty_years_has_no_median():
    shape, scale = weibull_from_percentiles(80, 100)
    facts = recovery_views.survival_facts(Scenario(weibull_shape=shape, weibull_scale_years=scale))
    assert facts.median_years.isna().all()
    assert (facts.residual_pct > 50).all()


def test_need_covered_is_returned_silver_over_what_must_be_bought():
    p = project(Scenario())
    found, a = recovery_views.need_covered(p), p.annual
    np.testing.assert_allclose(
        found.covered_pct, 100 * a.returned_silver_t / (a.net_silver_t + a.returned_silver_t)
    )
    # Collection × silver lines × yield of the note: 1.7 % (2025), 10.2 % (2030), 38.7 % (2040), 61.2 % (2050).
    share = found.set_index("year").recovered_over_discarded_pct
    assert [share[y] for y in (2025, 2030, 2040, 2050)] == pytest.approx([1.7, 10.2, 38.7, 61.2], abs=0.05)


# -- claims -----------------------------------------------------------------------------------------------


def test_claims_stand_beside_three_lifetimes_and_change_none_of_them():
    found = waste_claims.frame(Scenario()).set_index("id")
    china = found.loc["wu_2040"]
    assert china.capacity_gw == 253
    assert china.late_gw < china.regular_gw < china.capacity_gw < china.early_gw
    p = project(Scenario()).region("china").set_index("year")
    before = project(Scenario(), 2010, 2040).world
    total = (before.leaving @ (before.installations_gw[:, None] * before.region_share))[:, 0].sum()
    assert china.regular_gw == pytest.approx(total, rel=1e-9)
    assert found.loc["cpia_2030"].regular_gw == pytest.approx(p.retired_gw[2030], rel=1e-9)


def test_the_same_253_gw_is_claimed_for_two_years():
    rows = [r for r in tables.load("waste_claims").rows if r["capacity_gw"] == 253]
    assert {r["year"] for r in rows} == {2040, 2050}
    assert {r["value_bn_cny"] for r in rows} == {90, 150}


def test_a_claim_implies_mass_silver_and_value_in_common_units():
    found = waste_claims.frame(Scenario()).set_index("id")
    assert found.t_per_mw["smm_2030"] == pytest.approx(83.3, abs=0.05)
    assert found.cny_per_t["smm_2030"] == pytest.approx(4067, abs=0.5)
    assert found.silver_g_per_t["irena_silver_2030"] == pytest.approx(53, abs=0.1)
    assert found.silver_mg_per_w["us_major_projects"] == pytest.approx(26.1, abs=0.05)
    assert np.isnan(found.regular_gw["mexico_projects"])


def test_china_presets_lie_where_the_recycling_note_puts_them():
    found = waste_claims.lines(Scenario(), "china", waste_claims.CHINA_PRESETS).set_index(
        ["lifetime", "year"]
    )
    mt = found.cumulative_retired_modules_t / 1e6
    # Reference runs of the note, other additions of China: 0.31/7.0, 0.80/16 and 3.7/27 Mt by 2030/2040.
    for preset, by_2030, by_2040 in (
        ("china_model", 0.31, 7.0),
        ("china_25", 0.80, 16),
        ("china_early", 3.7, 27),
    ):
        assert mt[preset, 2030] == pytest.approx(by_2030, rel=0.2)
        assert mt[preset, 2040] == pytest.approx(by_2040, rel=0.35)


def test_own_lifetimes_give_way_to_the_presets_of_the_claims():
    own = Scenario(t50_years=20, t90_years=25, infant_loss_pct=3)
    assert waste_claims.with_lifetime(own, "early") == Scenario(lifetime_preset="early")


def test_claims_of_an_unknown_region_are_refused():
    with pytest.raises(InputError, match=r"^region"):
        waste_claims.lines(Scenario(), "moon")
