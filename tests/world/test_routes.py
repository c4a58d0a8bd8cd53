"""Metallization routes: adoption curves, coated powders, and factors that multiply to the intensity."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pvsilver import InputError, Scenario, project, tables
from pvsilver.cell import paste
from pvsilver.names import ROUTES, TECHNOLOGIES
from pvsilver.world import coated_copper, paths, routes

sys.path.append(str(Path(__file__).parent))
from random_scenarios import scenarios

CENTRAL = Scenario()
MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
YEARS = np.arange(2020, 2051)
LAST = paths.last_observed_year()


def route_share(scenario, technology, route):
    frame = project(scenario, 2020, 2050).by_route
    chosen = frame[(frame["technology"] == technology) & (frame["route"] == route)]
    return dict(zip(chosen["year"], chosen["share"], strict=True))


# -- adoption curves ---------------------------------------------------------------------------------------


def test_a_curve_leaves_the_observed_share_at_its_start_and_reaches_the_ceiling_at_its_finish():
    shares = routes.Curve(2027, 2033, 0.6).shares(YEARS, 0.1)
    assert shares[YEARS <= 2027] == pytest.approx(0.1)
    assert shares[YEARS == 2030][0] == pytest.approx(0.35)
    assert shares[YEARS >= 2033] == pytest.approx(0.6)
    assert (np.diff(shares) >= 0).all()


def test_a_curve_from_start_to_midpoint_is_the_one_to_the_finish_twice_as_far():
    points = {"start_year": 2027, "ceiling": 0.5}
    by_midpoint = {"topcon": {"silver_free": {**points, "midpoint_year": 2030}}}
    by_finish = {"topcon": {"silver_free": {**points, "finish_year": 2033}}}
    assert route_share(CENTRAL.replace(route_adoption=by_midpoint), "topcon", "silver_free") == route_share(
        CENTRAL.replace(route_adoption=by_finish), "topcon", "silver_free"
    )


def test_the_levers_and_the_table_say_the_same_curve():
    levers = CENTRAL.replace(
        route_adoption_technology="xbc",
        route_adoption_route="silver_free",
        route_adoption_start_year=2027,
        route_adoption_finish_year=2031,
        route_adoption_ceiling_pct=80,
    )
    curve = {"start_year": 2027, "finish_year": 2031, "ceiling": 0.8}
    table = CENTRAL.replace(route_adoption={"xbc": {"silver_free": curve}})
    columns = ["share", "contained_silver_t"]
    assert project(levers).by_route[columns].equals(project(table).by_route[columns])
    assert route_share(levers, "xbc", "silver_free")[2031] == pytest.approx(0.8)


def test_the_other_routes_keep_their_proportions_of_the_path():
    curve = {"start_year": 2026, "finish_year": 2030, "ceiling": 0.5}
    bent = CENTRAL.replace(route_adoption={"topcon": {"silver_free": curve}})
    for first, second in (("silver_paste", "seed_layer"), ("silver_coated_copper", "seed_layer")):
        path = route_share(CENTRAL, "topcon", first)[2035] / route_share(CENTRAL, "topcon", second)[2035]
        ours = route_share(bent, "topcon", first)[2035] / route_share(bent, "topcon", second)[2035]
        assert ours == pytest.approx(path)


def test_a_curve_leaves_the_observed_years_and_other_technologies_alone():
    curve = {"start_year": 2025, "finish_year": 2025, "ceiling": 1.0}
    bent = project(CENTRAL.replace(route_adoption={"topcon": {"silver_free": curve}}), 2015, 2040).by_route
    path = project(CENTRAL, 2015, 2040).by_route
    same = (path["technology"] != "topcon") | (path["year"] <= LAST)
    assert (bent.loc[same, "share"] == path.loc[same, "share"]).all()


@MANY
@given(scenarios())
def test_route_shares_of_any_scenario_are_fractions_that_sum_to_one(scenario):
    shares = project(scenario, 2010, 2060).world.route_shares
    assert (shares >= 0).all()
    assert (shares <= 1 + 1e-12).all()
    assert np.abs(shares.sum(axis=-1) - 1).max() < 1e-12


def curve(start=2027, finish=2030, ceiling=0.5, **more):
    return {"start_year": start, "finish_year": finish, "ceiling": ceiling} | more


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"route_adoption_start_year": 2033, "route_adoption_finish_year": 2030},
            "route_adoption_start_year: 2033",
        ),
        ({"route_adoption_ceiling_pct": 101}, "route_adoption_ceiling_pct: 101"),
        (
            {"route_adoption": {"topcon": {"silver_free": curve(2033, 2030)}}},
            "route_adoption topcon silver_free: st",
        ),
        (
            {"route_adoption": {"hjt": {"seed_layer": curve(ceiling=1.01)}}},
            "route_adoption hjt seed_layer ceiling: 1.01",
        ),
        (
            {"route_adoption": {"hjt": {"seed_layer": {"ceiling": 1, "start_year": 2030}}}},
            "route_adoption hjt seed_layer",
        ),
        (
            {"route_adoption": {"hjt": {"seed_layer": curve(midpoint_year=2029)}}},
            "route_adoption hjt seed_layer: needs",
        ),
        (
            {"route_adoption": {"hjt": {"seed_layer": curve(start=2020)}}},
            "route_adoption hjt seed_layer: starts in 2020",
        ),
        (
            {"route_adoption": {"al_bsf": {"silver_free": curve()}}},
            "route_adoption al_bsf silver_free: the silver",
        ),
        (
            {
                "route_adoption": {
                    "topcon": {"silver_free": curve(ceiling=0.7), "seed_layer": curve(ceiling=0.4)}
                }
            },
            "route_adoption topcon 2030: adopted shares add up to 1.1;",
        ),
        (
            {"route_path": "silver_stays", "route_adoption": {"topcon": {"silver_paste": curve()}}},
            "route_adoption topcon 2028",
        ),
        (
            {"route_adoption": {"topcon": {"silver_free": curve()}}, "route_adoption_ceiling_pct": 40},
            "route_adoption topcon silver_free: stands beside",
        ),
        (
            {
                "route_adoption": {"hjt": {"silver_free": curve()}},
                "route_share": {"hjt": {"silver_paste": {2030: 1.0}}},
            },
            "route_adoption hjt: stands beside",
        ),
        (
            {"route_share": {"hjt": {"silver_paste": {2030: 0.7}, "silver_free": {2030: 0.4}}}},
            "route_share hjt 2030",
        ),
    ],
)
def test_curves_that_cannot_be_are_refused_by_name(values, said):
    with pytest.raises(InputError) as refused:
        project(Scenario(**values))
    assert str(refused.value).startswith(said)


# -- coated powders ----------------------------------------------------------------------------------------


def test_a_powder_of_pure_silver_prints_a_silver_line():
    assert float(coated_copper.line_silver_ratio(100)) == 1.0
    assert float(coated_copper.silver_factor(100, 0.3)) == 1.0
    assert float(coated_copper.silver_factor(1e-9, 0.3)) == pytest.approx(0.3)


@pytest.mark.parametrize(("paste_key", "wt_pct"), [("agcu50", 50), ("agcu30", 30), ("agcu15", 15)])
def test_the_ratio_is_that_of_the_cell_model_and_of_the_published_line_silver(paste_key, wt_pct):
    """Line silver in g/cm3: 3.184, 1.866, 0.917 for coated copper, 6.767 for silver (metallization note, 2.4)."""
    published = {"agcu50": 3.184, "agcu30": 1.866, "agcu15": 0.917}[paste_key] / 6.767
    ratio = float(coated_copper.line_silver_ratio(wt_pct))
    assert ratio == pytest.approx(published, rel=1e-3)
    cell = paste.named_paste(paste_key).silver_g_cm3 / paste.named_paste("ag_lt").silver_g_cm3
    assert ratio == pytest.approx(cell, rel=1e-12)


@given(st.floats(1, 99), st.floats(0.01, 1), st.floats(0, 0.99))
def test_more_silver_in_the_powder_is_more_silver_on_the_cell(wt_pct, more, pure):
    assert coated_copper.silver_factor(wt_pct + more, pure) > coated_copper.silver_factor(wt_pct, pure)


def test_the_tabulated_silver_factor_follows_from_the_powder():
    for row in tables.load("route_silver").rows:
        if row["powder_silver_wt_pct"] is not None:
            factor = float(coated_copper.silver_factor(row["powder_silver_wt_pct"], row["pure_silver_share"]))
            assert factor == pytest.approx(row["silver_factor"], abs=1e-6)


def test_a_powder_by_year_moves_coated_copper_and_nothing_else():
    own = CENTRAL.replace(powder_silver_wt_pct={"hjt": {2030: 50}})
    bent, path = project(own, 2020, 2040).by_route, project(CENTRAL, 2020, 2040).by_route
    moved = (bent["route_factor"] - path["route_factor"]).abs() > 0
    assert set(bent.loc[moved, "technology"]) == {"hjt"}
    assert set(bent.loc[moved, "route"]) == {"silver_coated_copper"}
    assert bent.loc[moved, "year"].min() > LAST
    in_2030 = (bent["year"] == 2030) & moved
    assert bent.loc[in_2030, "route_factor"].iloc[0] == pytest.approx(
        float(coated_copper.silver_factor(50, 0.15))
    )


def test_no_powder_lever_takes_a_powder_past_pure_silver():
    most = Scenario(powder_silver_factor=2)
    assert project(most, 2020, 2060).by_route["route_factor"].max() <= 1.0


def test_a_technology_without_coated_copper_is_refused():
    with pytest.raises(InputError, match=r"^powder_silver_wt_pct al_bsf"):
        project(Scenario(powder_silver_wt_pct={"al_bsf": {2030: 50}}))


# -- factors -----------------------------------------------------------------------------------------------


@MANY
@given(scenarios())
def test_factors_multiply_to_the_intensity_in_each_year_technology_and_route(scenario):
    frame = project(scenario, 2010, 2060).by_route
    product = (
        frame["base_mg_per_w"] * frame["thrift_factor"] * frame["route_factor"] * frame["own_cell_factor"]
    )
    contained = product * frame["cell_production_gw"]
    assert np.allclose(contained, frame["contained_silver_t"], rtol=1e-12, atol=1e-12)
    shown = frame["silver_mg_per_w"]
    assert np.allclose(product, shown, rtol=1e-12, atol=1e-15)


LEVERS = {
    "mg_per_w_factor": ({"mg_per_w_factor": 1.3}, "base_mg_per_w"),
    "thrift_path": ({"thrift_path": "fast"}, "thrift_factor"),
    "thrift_bend": ({"thrift_bend": -0.5}, "thrift_factor"),
    "thrift_learning_pct": ({"thrift_learning_pct": 25}, "thrift_factor"),
    "thrift": ({"thrift": {"topcon": {2030: 0.5}}}, "thrift_factor"),
    "powder_silver_factor": ({"powder_silver_factor": 0.5}, "route_factor"),
    "powder_silver_wt_pct": ({"powder_silver_wt_pct": {"hjt": {2030: 10}}}, "route_factor"),
    "route_path": ({"route_path": "silver_stays"}, "share"),
    "route_bend": ({"route_bend": 0.5}, "share"),
    "route_adoption": ({"route_adoption_ceiling_pct": 70}, "share"),
}


@pytest.mark.parametrize("lever", LEVERS)
@MANY
@given(base=scenarios())
def test_one_lever_moves_one_factor_only(lever, base):
    """Whatever else a scenario holds, except a table of its own that stands in the lever's place."""
    values, factor = LEVERS[lever]
    tables_of_own = {"route_share": None, "route_adoption": None, "route_adoption_ceiling_pct": None}
    start = base.replace(
        **tables_of_own,
        route_adoption_technology="topcon",
        route_adoption_start_year=2026,
        route_adoption_finish_year=2030,
    )
    before = project(start, 2010, 2040).by_route
    after = project(start.replace(**values), 2010, 2040).by_route
    for column in ("base_mg_per_w", "thrift_factor", "route_factor", "own_cell_factor"):
        if column != factor:
            assert (before[column] == after[column]).all(), column
    if factor != "share":
        assert (before["share"] == after["share"]).all()


def test_names_of_routes_and_technologies_are_those_of_the_frames():
    frame = project(CENTRAL, 2030, 2030).by_route
    assert tuple(frame["route"].unique()) == ROUTES
    assert tuple(frame["technology"].unique()) == TECHNOLOGIES
