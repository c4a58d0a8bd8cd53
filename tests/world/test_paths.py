"""Paths of the data: published anchors, shares that sum to one, factors whose product is the published figure."""

from __future__ import annotations

import math

import numpy as np
import pytest

from pvsilver import tables
from pvsilver.names import REGIONS, ROUTES, TECHNOLOGIES
from pvsilver.scenario import Scenario
from pvsilver.world import paths
from pvsilver.world.projection import project

PAIRS = {"slow": "silver_stays", "base": "central", "fast": "copper_at_scale"}
PATHS_OF_SHARES = ("central", "copper_ready", "xbc_surge", "hjt_surge", "topcon_lock_in")


def at(series, year):
    return series[year - paths.FIRST]


# -- volume -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outlook", "anchors"),
    [
        (
            "central",
            {2026: 649, 2027: 665, 2028: 690, 2029: 720, 2030: 750, 2035: 800, 2040: 1000, 2050: 1400},
        ),
        ("low", {2026: 500, 2028: 540, 2030: 540, 2035: 540, 2040: 550, 2050: 600}),
        ("high", {2026: 753, 2028: 1050, 2030: 1500, 2035: 3000, 2040: 4000, 2050: 4500}),
    ],
)
def test_outlooks_have_the_published_anchors(outlook, anchors):
    gw = paths.installations_gw(outlook)
    for year, expected in anchors.items():
        assert at(gw, year) == expected


def test_observed_additions_are_those_of_the_note():
    gw = paths.installations_gw("central")
    noted = {
        1995: 0.08,
        2000: 0.28,
        2005: 1.5,
        2010: 17.1,
        2015: 50.5,
        2018: 102,
        2020: 138.5,
        2023: 447,
        2025: 655,
    }
    for year, expected in noted.items():
        assert at(gw, year) == pytest.approx(expected, abs=0.005)


def test_outlooks_are_linear_between_anchors_and_flat_after_them():
    gw = paths.installations_gw("central")
    assert at(gw, 2032) == pytest.approx(770)
    assert at(gw, 2045) == pytest.approx(1200)
    assert set(gw[2050 - paths.FIRST :]) == {1400.0}


def test_every_outlook_is_the_same_past():
    past = slice(0, 2025 - paths.FIRST + 1)
    for outlook in tables.load("installation_outlooks").distinct("outlook"):
        np.testing.assert_array_equal(
            paths.installations_gw(outlook)[past], paths.installations_gw("central")[past]
        )


def test_regions_share_the_world_out():
    share = paths.region_share()
    assert share.shape[1] == len(REGIONS) == 5
    np.testing.assert_allclose(share.sum(axis=1), 1, atol=1e-9)
    assert (share >= 0).all()


# -- mix ----------------------------------------------------------------------------------------------------


def test_shares_of_every_path_sum_to_one_in_every_year():
    assert set(PATHS_OF_SHARES) == set(tables.load("market_share_paths").distinct("path"))
    for path in PATHS_OF_SHARES:
        share = paths.market_share(path)
        np.testing.assert_allclose(share.sum(axis=1), 1, atol=1e-9)
        assert (share >= 0).all()


NOTED_MIX_PCT = {
    # al_bsf, perc, topcon, hjt, xbc: section 1 of the hindcast note
    2010: (95, 1, 0, 1.5, 2.5),
    2015: (90, 6, 0, 1.5, 2.5),
    2016: (80, 16, 0, 1.5, 2.5),
    2019: (32, 62, 1.5, 1.5, 2),
    2020: (11, 82, 2.5, 1.5, 2),
    2021: (6, 88, 3, 1.5, 1.5),
    2022: (3, 88, 7.5, 0.8, 0.7),
    2023: (0, 71.5, 25, 2.2, 1.3),
    2024: (0, 27, 67, 3, 3),
    2025: (0, 11, 79, 4, 6),
}


@pytest.mark.parametrize("year", list(NOTED_MIX_PCT))
def test_past_mix_is_that_of_the_note(year):
    found = 100 * at(paths.market_share("central"), year)
    assert found[:5].tolist() == pytest.approx(NOTED_MIX_PCT[year], abs=1e-9)


def test_central_mix_has_the_anchors_of_the_note():
    share = paths.market_share("central")
    assert (100 * at(share, 2030)).tolist() == pytest.approx([0, 1, 68, 7, 22, 2])
    assert (100 * at(share, 2035)).tolist() == pytest.approx([0, 1, 50, 8, 33, 8])


# -- silver on a watt ---------------------------------------------------------------------------------------

NOTED_MG_PER_W = {
    "al_bsf": dict(zip(range(2017, 2023), (21.9, 21.9, 20.5, 18.5, 16.5, 15), strict=True)),
    "perc": dict(zip(range(2017, 2026), (20, 19.7, 17.8, 15.4, 12.5, 10.1, 8.8, 7.8, 7.4), strict=True)),
    "topcon": dict(zip(range(2017, 2026), (35, 33, 29, 25.6, 20, 13.9, 13.0, 10.0, 8.7), strict=True)),
}


def contained_by_technology(scenario, start=2010, end=2050):
    frame = project(scenario, start, end).by_technology
    return frame.pivot_table(index="year", columns="technology", values="silver_mg_per_w")


@pytest.mark.parametrize("technology", list(NOTED_MG_PER_W))
def test_past_intensity_is_contained_silver_of_the_note(technology):
    found = contained_by_technology(Scenario(), 2010, 2025)[technology]
    for year, expected in NOTED_MG_PER_W[technology].items():
        assert found[year] == pytest.approx(expected, rel=1e-5)


def test_base_and_route_multiply_to_the_contained_history():
    rows = tables.load("intensity_history").rows
    found = contained_by_technology(Scenario(), 2010, 2025)
    assert {row["technology"] for row in rows} == set(TECHNOLOGIES)
    assert {row["year"] for row in rows} == set(range(2010, 2026))
    for row in rows:
        assert found[row["technology"]][row["year"]] == pytest.approx(row["central_mg_per_w"], rel=1e-5)


def test_every_intensity_row_says_its_basis_and_an_unknown_one_widens_the_range():
    for row in tables.load("intensity_history").rows:
        assert row["published_basis"] in {"paste", "contained", "unknown"}
        low, central, high = (row[f"{end}_mg_per_w"] for end in ("low", "central", "high"))
        if low is not None and high is not None:
            assert low <= central <= high


@pytest.mark.parametrize(("thrift", "route"), PAIRS.items())
def test_base_thrift_and_route_multiply_to_the_all_in_roadmap(thrift, route):
    found = contained_by_technology(Scenario(thrift_path=thrift, route_path=route))
    rows = tables.load("thrift_paths").select(path=thrift)
    assert {row["technology"] for row in rows} == set(TECHNOLOGIES)
    for row in rows:
        assert row["route_path"] == route
        # Printed to four decimals.
        assert found[row["technology"]][row["year"]] == pytest.approx(row["all_in_mg_per_w"], abs=1e-4)


# base / slow / fast of section 3 of the intensity note; the starts of 2025 are its own.
ROADMAP_START = {"perc": 6.85, "topcon": 9.0, "hjt": 6.4, "xbc": 10.8}
ROADMAP = {
    2026: {
        "perc": (6.4, 6.6, 6.1),
        "topcon": (7.9, 8.5, 7.0),
        "hjt": (5.3, 6.0, 4.2),
        "xbc": (8.8, 10.4, 6.5),
    },
    2028: {
        "perc": (5.8, 6.3, 5.0),
        "topcon": (6.0, 7.6, 4.3),
        "hjt": (3.7, 5.2, 2.1),
        "xbc": (5.2, 8.8, 2.2),
    },
    2030: {
        "perc": (5.3, 6.0, 4.0),
        "topcon": (4.6, 6.9, 2.6),
        "hjt": (2.7, 4.6, 1.4),
        "xbc": (3.3, 7.6, 1.0),
    },
    2035: {
        "perc": (4.3, 5.2, 2.5),
        "topcon": (3.0, 5.7, 1.2),
        "hjt": (1.6, 3.6, 0.5),
        "xbc": (1.8, 5.9, 0.3),
    },
    2040: {
        "perc": (3.6, 4.7, 2.0),
        "topcon": (2.3, 5.0, 0.8),
        "hjt": (1.2, 3.1, 0.2),
        "xbc": (1.2, 5.0, 0.15),
    },
    2045: {
        "perc": (3.3, 4.4, 1.7),
        "topcon": (2.0, 4.5, 0.6),
        "hjt": (1.0, 2.8, 0.15),
        "xbc": (1.0, 4.5, 0.1),
    },
    2050: {
        "perc": (3.0, 4.2, 1.5),
        "topcon": (1.8, 4.1, 0.5),
        "hjt": (0.8, 2.5, 0.1),
        "xbc": (0.8, 4.1, 0.1),
    },
}


@pytest.mark.parametrize(("column", "thrift"), [(0, "base"), (1, "slow"), (2, "fast")])
def test_intensity_falls_at_the_rates_of_the_roadmap_from_a_contained_start(column, thrift):
    found = contained_by_technology(Scenario(thrift_path=thrift, route_path=PAIRS[thrift]))
    for year, technologies in ROADMAP.items():
        for technology, values in technologies.items():
            fall = found[technology][year] / found[technology][2025]
            assert fall == pytest.approx(values[column] / ROADMAP_START[technology], rel=0.005), (
                technology,
                year,
            )


def test_thrift_begins_after_the_last_observed_year_and_only_falls():
    for thrift in PAIRS:
        series = paths.thrift(thrift)
        np.testing.assert_array_equal(series[: 2025 - paths.FIRST + 1], 1)
        assert (np.diff(series, axis=0) <= 1e-12).all()


def test_slow_thrift_keeps_more_silver_than_base_and_base_than_fast():
    slow, base, fast = (paths.thrift(path) for path in ("slow", "base", "fast"))
    assert (slow >= base - 1e-12).all()
    assert (base >= fast - 1e-12).all()


def test_thrift_is_linear_in_the_logarithm_between_anchors():
    for technology in ("perc", "topcon", "hjt", "xbc"):
        t = TECHNOLOGIES.index(technology)
        series = paths.thrift("base")[:, t]
        assert at(series, 2045) == pytest.approx(math.sqrt(at(series, 2044) * at(series, 2046)), rel=0.01)
        assert at(series, 2029) == pytest.approx(math.sqrt(at(series, 2028) * at(series, 2030)), rel=1e-9)


def test_before_2010_all_technologies_have_the_corrected_fleet_average():
    base = paths.base_mg_per_w()
    for year, expected in {1995: 289, 2000: 217, 2005: 157, 2009: 112.8}.items():
        np.testing.assert_allclose(at(base, year), expected)


# -- routes -------------------------------------------------------------------------------------------------


def test_route_shares_of_each_technology_sum_to_one_in_every_year():
    for path in set(tables.load("route_shares").distinct("path")) - {"history"}:
        share = paths.route_share(path)
        assert share.shape == (len(paths.YEARS), len(TECHNOLOGIES), len(ROUTES))
        np.testing.assert_allclose(share.sum(axis=2), 1, atol=1e-9)
        assert (share >= -1e-12).all()


def test_a_route_saves_silver_and_is_never_below_none():
    silver = paths.route_silver()
    assert (silver[:, :, ROUTES.index("silver_paste")] == 1).all()
    assert (silver >= 0).all()
    assert (silver <= 1).all()


def test_silver_coated_copper_holds_less_silver_than_paste_and_more_than_none():
    silver = paths.route_silver()
    for technology in ("hjt", "topcon", "xbc"):
        t = TECHNOLOGIES.index(technology)
        paste, coated, seed, free = (silver[:, t, ROUTES.index(route)] for route in ROUTES)
        ahead = paths.YEARS > 2025
        assert (paste > coated)[ahead].all()
        assert (coated > free)[ahead].all()
        assert (seed > free)[ahead].all()


# -- recovery, supply, lifetimes ----------------------------------------------------------------------------


def test_recovery_paths_are_fractions_in_order():
    low, central, high = (paths.recovery(path) for path in ("low", "central", "high"))
    assert set(central) == {
        "collection_share", "silver_line_share", "silver_yield", "paste_grade_share", "returned_share",
    }  # fmt: skip
    for link in central:
        assert (low[link] >= 0).all()
        assert (low[link] <= central[link]).all()
        assert (central[link] <= high[link]).all()
        assert (high[link] <= 1).all()


def test_supply_is_not_known_before_the_first_survey_year_and_total_exceeds_mines():
    for path in tables.load("supply_paths").distinct("path"):
        mine, total = (paths.supply(path, column) for column in ("mine_t", "total_supply_t"))
        assert np.isnan(mine[paths.YEARS < 2010]).all()
        assert (total > mine)[paths.YEARS >= 2010].all()
        assert at(mine, 2025) == pytest.approx(846.6 * 31.1034768, rel=0.001)


def test_late_lifetimes_change_with_the_vintage_of_2020():
    shape, scale, infant_loss = paths.lifetimes("late")
    assert infant_loss == 0
    assert (at(shape, 2019), at(scale, 2019)) == pytest.approx((8.0287, 32.448), abs=1e-3)
    assert (at(shape, 2020), at(scale, 2020)) == pytest.approx((12.5962, 41.181), abs=1e-3)


def test_infant_loss_goes_with_wear_out_only():
    for preset in tables.load("lifetimes").distinct("preset"):
        shape, _, infant_loss = paths.lifetimes(preset)
        assert infant_loss == 0 or shape.min() > 4


# -- a user's own path --------------------------------------------------------------------------------------


def test_a_users_years_are_kept_joined_by_lines_and_held():
    a = project(Scenario(installations_gw={2030: 900.0, 2040: 1300.0}), 2024, 2060).annual.set_index("year")
    gw = a.installations_gw
    assert (gw[2030], gw[2035], gw[2040], gw[2060]) == pytest.approx((900, 1100, 1300, 1300))
    assert gw[2025] == 655
    assert gw[2027] == pytest.approx(655 + (900 - 655) * 2 / 5)


def test_a_users_mix_may_start_in_any_year_from_1995():
    whole = project(Scenario(market_share={"hjt": {1995: 1.0}}), 2010, 2040)
    assert (whole.full["year"][0], whole.world.shares[0, TECHNOLOGIES.index("hjt")]) == (1995, 1.0)
    late = project(Scenario(market_share={"hjt": {2040: 1.0}}), 2010, 2050)
    share = late.by_technology.pivot_table(index="year", columns="technology", values="share")
    central = project(Scenario(), 2010, 2025).by_technology.pivot_table(
        index="year", columns="technology", values="share"
    )
    np.testing.assert_allclose(share.loc[2010:2025], central, rtol=1e-12)
    assert share.loc[2040, "hjt"] == share.loc[2050, "hjt"] == pytest.approx(1.0)


def test_additions_that_were_observed_are_not_replaced():
    from pvsilver.errors import InputError

    with pytest.raises(InputError, match=r"^installations_gw.*2024"):
        project(Scenario(installations_gw={2024: 600.0, 2030: 800.0}))


def test_a_shift_from_topcon_to_xbc_keeps_the_sum_and_the_past():
    central, moved = (
        project(Scenario(topcon_to_xbc_pct=pct), 2010, 2050).by_technology.pivot_table(
            index="year", columns="technology", values="share"
        )
        for pct in (0, 40)
    )
    np.testing.assert_allclose(moved.sum(axis=1), 1)
    np.testing.assert_allclose(moved.loc[:2025], central.loc[:2025])
    assert moved.topcon[2035] == pytest.approx(0.6 * central.topcon[2035])
    assert moved.xbc[2035] == pytest.approx(central.xbc[2035] + 0.4 * central.topcon[2035])
    assert moved.topcon[2030] == pytest.approx(0.8 * central.topcon[2030])
