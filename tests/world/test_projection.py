"""Limits, scalings and cuts of the projection."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pvsilver.errors import InputError
from pvsilver.names import ROUTES, TECHNOLOGIES
from pvsilver.scenario import Scenario
from pvsilver.world.projection import project

SILVER_FLOWS = [
    "contained_silver_t", "bought_silver_t", "scrap_returned_t", "installed_silver_t", "in_service_silver_t",
    "retired_silver_t", "recovered_silver_t", "returned_silver_t", "carried_silver_t", "net_silver_t",
    "survey_comparable_t", "silver_mg_per_w", "paste_t", "silver_cost_usd_per_w", "silver_cost_cny_per_w",
    "silver_bill_musd", "share_of_mine_pct", "share_of_supply_pct",
]  # fmt: skip
FLOWS_OF_VOLUME = ["installations_gw", "retired_gw", "in_service_gw", "cell_production_gw"]
PER_WATT = ["silver_mg_per_w", "silver_cost_usd_per_w", "silver_cost_cny_per_w"]


# -- start and end only cut the answer ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"installation_outlook": "terawatt", "lifetime_preset": "late", "retirement_convention": "begin"},
        {
            "installations_gw": {2030: 900, 2060: 100},
            "market_share": {"perc": {2040: 0.25}, "xbc": {2040: 0.75}},
        },
        {"installation_outlook": "low", "collection_share_factor": 2.0, "mg_per_w_factor": 0.3},
    ],
)
def test_start_and_end_only_cut_the_answer(values):
    scenario = Scenario(**values)
    whole, short = project(scenario, 2010, 2100), project(scenario, 2020, 2035)
    for name in ("annual", "by_technology", "by_route", "by_region", "reconciliation", "cohorts"):
        long = getattr(whole, name)
        cut = long[long["year"].between(2020, 2035)].reset_index(drop=True)
        found = getattr(short, name)
        assert list(found.columns) == list(cut.columns)
        assert len(found) == len(cut)
        for column in found.columns:
            if not pd.api.types.is_numeric_dtype(found[column]):
                assert (found[column] == cut[column]).all()
            else:
                np.testing.assert_allclose(found[column], cut[column], rtol=1e-12, atol=1e-12, equal_nan=True)


def test_an_end_before_a_users_first_year_leaves_the_past_as_it_is():
    own = Scenario(installations_gw={2030: 900.0})
    assert project(own, 2010, 2015).annual.equals(project(Scenario(), 2010, 2015).annual)


@pytest.mark.parametrize(
    ("start", "end", "named"),
    [
        (2009, 2050, "start"),
        (2015, 2101, "end"),
        (2050, 2015, "end"),
        (2015.0, 2050, "start"),
        ("2015", 2050, "start"),
        (True, 2050, "start"),
        (2015, None, "end"),
        (2015, float("nan"), "end"),
    ],
)
def test_years_out_of_range_are_refused(start, end, named):
    with pytest.raises(InputError, match=rf"^{named}"):
        project(Scenario(), start, end)


def test_one_year_is_a_projection():
    assert project(Scenario(), 2100, 2100).annual["year"].tolist() == [2100]


# -- limits -------------------------------------------------------------------------------------------------


def test_without_installations_there_is_no_silver_anywhere():
    p = project(Scenario(installations_factor=0.0), 2010, 2100)
    a = p.annual
    assert a.notna().all().all()
    flows = [c for c in SILVER_FLOWS + FLOWS_OF_VOLUME if c not in PER_WATT]
    assert (a[flows] == 0).all().all()
    for frame in (p.by_technology, p.by_route, p.by_region, p.cohorts):
        assert frame.notna().all().all()
        assert (frame[[c for c in frame if c.endswith(("_t", "_gw"))]] == 0).all().all()


def test_without_silver_on_the_cell_there_is_volume_and_no_silver():
    a = project(Scenario(mg_per_w_factor=0.0), 2010, 2100).annual
    assert (a[SILVER_FLOWS] == 0).all().all()
    assert (a[FLOWS_OF_VOLUME] > 0).all().all()


@pytest.mark.parametrize("technology", TECHNOLOGIES)
def test_one_technology_alone_gives_the_fleet_its_own_intensity(technology):
    scenario = Scenario(market_share={technology: {1995: 1.0}})
    p = project(scenario, 2010, 2060)
    own = p.by_technology[p.by_technology.technology == technology]
    np.testing.assert_allclose(p.annual.silver_mg_per_w, own.silver_mg_per_w, rtol=1e-12)
    np.testing.assert_allclose(p.annual.contained_silver_t, own.contained_silver_t, rtol=1e-12)
    others = p.by_technology[p.by_technology.technology != technology]
    assert (others.contained_silver_t == 0).all()
    # Its intensity does not depend on how much of it is made.
    mixed = project(Scenario(), 2010, 2060).by_technology
    np.testing.assert_allclose(
        own.silver_mg_per_w, mixed[mixed.technology == technology].silver_mg_per_w, rtol=1e-12
    )


def test_without_thrift_and_copper_each_technology_keeps_its_silver_of_2025():
    ones = {technology: {2026: 1.0} for technology in TECHNOLOGIES}
    p = project(Scenario(thrift=ones, route_path="silver_stays", topcon_to_xbc_pct=0), 2025, 2100)
    table = p.by_technology.pivot_table(index="year", columns="technology", values="silver_mg_per_w")
    routes = p.by_route.pivot_table(index="year", columns=["technology", "route"], values="share")
    for technology in ("perc", "topcon", "al_bsf"):
        assert (routes[technology]["silver_paste"] == 1).all()
        np.testing.assert_allclose(table[technology], table.loc[2025, technology], rtol=1e-12)
    # HJT and xBC already print copper in 2025; the base of an all-silver print is what stays.
    base = p.by_route.drop_duplicates(["year", "technology"]).pivot_table(
        index="year", columns="technology", values="base_mg_per_w"
    )
    np.testing.assert_allclose(base, np.broadcast_to(base.loc[2025], base.shape), rtol=1e-12)
    assert (p.by_route.thrift_factor == 1).all()


def test_all_silver_print_is_the_most_silver_a_technology_can_take():
    everything = {
        t: {route: {1995: float(route == "silver_paste")} for route in ROUTES} for t in TECHNOLOGIES
    }
    silver = project(Scenario(route_share=everything), 2010, 2060)
    central = project(Scenario(), 2010, 2060)
    assert (silver.by_technology.silver_mg_per_w >= central.by_technology.silver_mg_per_w - 1e-12).all()
    np.testing.assert_allclose(silver.by_route.query("route == 'silver_paste'").route_factor, 1.0, rtol=1e-12)


# -- linear levers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("factor", [0.5, 1.7, 3.0])
def test_silver_per_watt_scales_every_silver_flow(factor):
    once, scaled = (
        project(Scenario(), 2010, 2100).annual,
        project(Scenario(mg_per_w_factor=factor), 2010, 2100).annual,
    )
    np.testing.assert_allclose(scaled[SILVER_FLOWS], factor * once[SILVER_FLOWS], rtol=1e-12, atol=1e-9)
    np.testing.assert_allclose(scaled[FLOWS_OF_VOLUME], once[FLOWS_OF_VOLUME], rtol=1e-12)


@pytest.mark.parametrize("factor", [0.5, 1.7, 3.0])
@pytest.mark.parametrize("values", [{}, {"installation_outlook": "low"}, {"installations_gw": {2030: 500}}])
def test_installations_scale_every_flow(factor, values):
    once = project(Scenario(**values), 2010, 2100).annual
    scaled = project(Scenario(**values, installations_factor=factor), 2010, 2100).annual
    flows = [c for c in SILVER_FLOWS + FLOWS_OF_VOLUME if c not in PER_WATT]
    np.testing.assert_allclose(scaled[flows], factor * once[flows], rtol=1e-11, atol=1e-9)
    np.testing.assert_allclose(scaled[PER_WATT], once[PER_WATT], rtol=1e-12)


def test_collection_scales_what_is_recovered_until_everything_is_collected():
    once, half = (project(Scenario(collection_share_factor=f), 2020, 2050) for f in (1.0, 0.5))
    np.testing.assert_allclose(
        half.annual.recovered_silver_t, 0.5 * once.annual.recovered_silver_t, rtol=1e-12
    )
    double = project(Scenario(collection_share_factor=2.0), 2020, 2050)
    assert (double.annual.recovered_silver_t <= double.annual.retired_silver_t).all()
    assert any("collection_share_factor" in warning for warning in double.warnings)
    assert not once.warnings


def test_a_dearer_ounce_changes_money_and_no_tonnes():
    cheap, dear = (project(Scenario(silver_price_usd_per_oz=p)).annual for p in (20.0, 60.0))
    money = ["silver_cost_usd_per_w", "silver_cost_cny_per_w", "silver_bill_musd"]
    np.testing.assert_allclose(dear[money], 3 * cheap[money], rtol=1e-12)
    assert dear.drop(columns=money).equals(cheap.drop(columns=money))


def test_thrift_and_copper_lower_silver_and_only_that():
    base = project(Scenario()).annual
    for values in ({"thrift_bend": 1.0}, {"route_bend": 1.0}):
        bent = project(Scenario(**values)).annual
        ahead = base.year > 2026
        assert (bent.contained_silver_t[ahead] < base.contained_silver_t[ahead]).all()
        np.testing.assert_allclose(
            bent.contained_silver_t[base.year <= 2025], base.contained_silver_t[base.year <= 2025]
        )
        assert bent[FLOWS_OF_VOLUME].equals(base[FLOWS_OF_VOLUME])


def test_a_bend_of_one_reaches_the_neighbouring_path():
    for bend, thrift, route in ((1.0, "fast", "copper_at_scale"), (-1.0, "slow", "silver_stays")):
        bent = project(Scenario(thrift_bend=bend, route_bend=bend)).annual
        chosen = project(Scenario(thrift_path=thrift, route_path=route)).annual
        np.testing.assert_allclose(bent.contained_silver_t, chosen.contained_silver_t, rtol=1e-12)


def test_a_route_whose_silver_is_not_known_is_refused():
    plated = Scenario(route_share={"al_bsf": {"silver_free": {2030: 1.0}}})
    with pytest.raises(InputError, match=r"^route_share al_bsf silver_free: .*silver_paste"):
        project(plated)
    printed = Scenario(route_share={"al_bsf": {"silver_paste": {2030: 1.0}, "silver_free": {2030: 0.0}}})
    assert project(printed).annual.equals(project(Scenario()).annual)
