"""Percentiles of a projection: the same model, ranges of the catalogue, misses of past forecasts."""

import math

import numpy as np
import pytest

from pvsilver import InputError, Scenario, catalogue, project, simulate, tables
from pvsilver.studies import draws as draws_of
from pvsilver.studies import sampling, uncertainty
from pvsilver.world import columns, misses, paths, projection

CENTRAL = Scenario()
LAST = paths.last_observed_year()
FEW = {"names": ("net_silver_t", "survey_comparable_t", "cell_production_gw", "silver_mg_per_w")}


@pytest.mark.parametrize("name", ["central", "low", "high", "copper_at_scale"])
def test_nothing_varied_is_the_projection_to_the_last_digit(name):
    scenario = Scenario.preset(name)
    found = simulate(scenario, 3, 1, vary=(), start=2010, end=2100)
    annual = project(scenario, 2010, 2100).annual
    for column, values in found.columns.items():
        for draw in values:
            np.testing.assert_array_equal(draw, annual[column])
    np.testing.assert_array_equal(found.percentiles["net_silver_t_p90"], annual["net_silver_t"])


@pytest.mark.parametrize(
    "scenario",
    [
        CENTRAL,
        CENTRAL.replace(installation_outlook="iea_weo_2025_steps", route_bend=0.4, topcon_to_xbc_pct=-20),
        CENTRAL.replace(economic_exit_share_pct=40, front_finger_width_um=20),
        CENTRAL.replace(
            route_adoption={
                "topcon": {"silver_free": {"start_year": 2027, "finish_year": 2033, "ceiling": 0.5}}
            },
            thrift={"topcon": {"2030": 0.5}},
            powder_silver_wt_pct={"hjt": {"2030": 20}},
            market_share={"topcon": {"2030": 0.6}, "hjt": {"2030": 0.4}},
        ),
    ],
)
def test_each_draw_of_a_block_is_the_projection_of_a_scenario_with_its_numbers(scenario):
    ids = [
        *sampling.drawn_by_default(scenario),
        "thrift_bend",
        "route_bend",
        "topcon_to_xbc_pct",
        "powder_silver_factor",
    ]
    ids.remove("mg_per_w_miss")  # tied by year, no single number
    count = 7
    numbers = sampling.numbers(scenario, ids, 5, 0, count)
    found = simulate(scenario, count, 5, vary=ids, end=2060)
    for draw in range(count):
        varied = {id: float(values[draw, 0]) for id, values in numbers.items()}
        world = projection.assemble(draws_of.Draws(scenario, varied), 2060)
        alone = columns.annual_columns(world)
        for column, values in found.columns.items():
            np.testing.assert_allclose(values[draw], alone[column][2015 - 1995 :], rtol=1e-12, err_msg=column)


def test_a_number_on_its_step_gives_what_a_scenario_with_that_number_gives():
    scenario = CENTRAL.replace(thrift_bend=0.35, installations_miss=0.5)
    drawn = draws_of.Draws(
        CENTRAL, {"thrift_bend": np.array([[0.35]]), "installations_miss": np.array([[0.5]])}
    )
    world = projection.assemble(drawn, 2050)
    net = columns.annual_columns(world, ("net_silver_t",))["net_silver_t"]
    np.testing.assert_allclose(net[0], project(scenario).full["net_silver_t"], rtol=1e-13)


def test_the_draws_are_those_of_the_seed_whatever_the_block_and_the_workers():
    one = simulate(CENTRAL, 1300, 3, block=1300, **FEW)
    for block, workers in ((64, 1), (250, 2), (999, 3)):
        other = simulate(CENTRAL, 1300, 3, block=block, workers=workers, **FEW)
        for column, values in one.columns.items():
            np.testing.assert_allclose(other.columns[column], values, rtol=1e-13)
    first = simulate(CENTRAL, 40, 3, **FEW)
    np.testing.assert_allclose(first.columns["net_silver_t"], one.columns["net_silver_t"][:40], rtol=1e-13)
    assert not np.allclose(
        simulate(CENTRAL, 40, 4, **FEW).columns["net_silver_t"], first.columns["net_silver_t"]
    )


def test_a_parameter_draws_the_same_numbers_whatever_else_is_drawn():
    alone = sampling.numbers(CENTRAL, ["screen_loss_pct"], 1, 0, 50)["screen_loss_pct"]
    among = sampling.numbers(CENTRAL, sampling.drawn_by_default(CENTRAL), 1, 0, 50)["screen_loss_pct"]
    np.testing.assert_array_equal(alone, among)


def test_draws_keep_to_the_range_and_are_its_triangle():
    parameter = catalogue.load()["reject_loss_pct"]
    drawn = sampling.numbers(CENTRAL, ["reject_loss_pct"], 2, 0, 4000)["reject_loss_pct"]
    assert parameter.low <= drawn.min() <= drawn.max() <= parameter.high
    mean = (parameter.low + parameter.central + parameter.high) / 3
    assert drawn.mean() == pytest.approx(mean, rel=0.005)


def test_a_range_goes_with_the_value_in_force_and_ends_at_the_limits_of_the_parameter():
    declared = catalogue.load()
    assert sampling.around(declared["mg_per_w_factor"], 0.8) == pytest.approx((0.65, 0.95))
    assert sampling.around(declared["module_yield_pct"], 99.9)[1] == 100.0
    drawn = sampling.numbers(CENTRAL.replace(mg_per_w_factor=0.8), ["mg_per_w_factor"], 1, 0, 2000)
    assert np.median(drawn["mg_per_w_factor"]) == pytest.approx(0.8, rel=0.01)


# -- the band is not narrower than what past forecasts missed by -------------------------------------------

MISSES = {row["horizon_years"]: row for row in tables.load("forecast_misses").rows}


@pytest.fixture(scope="module")
def band():
    found = simulate(CENTRAL, 4000, 1, **FEW)
    central = project(CENTRAL).annual
    return found, central


@pytest.mark.parametrize("horizon", [h for h in MISSES if h])
def test_the_band_ahead_is_as_wide_as_past_misses_and_no_tighter(band, horizon):
    found, central = band
    place = LAST + horizon - 2015
    log = np.log(found.columns["survey_comparable_t"][:, place] / central["survey_comparable_t"][place])
    assert np.sqrt((log**2).mean()) >= MISSES[horizon]["total_rms_log"]
    low, high = np.percentile(log, [10, 90])
    # The published misses are forecast over outcome: what came lay as far on the other side.
    outcomes = [-math.log1p(MISSES[horizon][f"total_{end}_pct"] / 100) for end in ("lowest", "highest")]
    assert low <= min(outcomes)
    assert max(outcomes) <= high


@pytest.mark.parametrize(
    ("column", "quantity"), [("cell_production_gw", "installations"), ("silver_mg_per_w", "mg_per_w")]
)
@pytest.mark.parametrize("horizon", [h for h in MISSES if h])
def test_volume_and_silver_on_a_watt_miss_by_what_they_missed(column, quantity, horizon):
    ids = ["installations_miss", "mg_per_w_miss"]
    found = simulate(CENTRAL, 4000, 1, ids, names=(column,)).columns[column]
    log = np.log(found / project(CENTRAL).annual[column].to_numpy())[:, LAST + horizon - 2015]
    assert log.std() == pytest.approx(MISSES[horizon][f"{quantity}_rms_log"], rel=0.03)


def test_draws_of_volume_and_thrift_are_tied_so_that_much_volume_comes_with_little_silver():
    ids = ["installations_miss", "mg_per_w_miss"]
    found = simulate(CENTRAL, 4000, 1, ids, **FEW).columns
    for horizon in (1, 3, 5, 20):
        place = LAST + horizon - 2015
        pair = np.log(found["cell_production_gw"][:, place]), np.log(found["silver_mg_per_w"][:, place])
        tie = misses.tie()[LAST + horizon - paths.FIRST]
        assert -0.7 <= tie < -0.6
        assert np.corrcoef(*pair)[0, 1] == pytest.approx(tie, abs=0.03)


def test_observed_years_are_not_forecast():
    assert (misses.factor("installations", 2.0, LAST - paths.FIRST + 1) == 1.0).all()
    moved = project(CENTRAL.replace(installations_miss=1, mg_per_w_miss=-1)).annual
    still = project(CENTRAL).annual
    past = still["year"] <= LAST
    for column in ("installations_gw", "cell_production_gw", "silver_mg_per_w", "bought_silver_t"):
        assert (moved.loc[past, column] == still.loc[past, column]).all()
    year = moved["year"] == LAST + 1
    ratio = moved.loc[year, "installations_gw"].item() / still.loc[year, "installations_gw"].item()
    assert math.log(ratio) == pytest.approx(0.19)


def test_identities_hold_in_every_draw():
    found = simulate(CENTRAL, 200, 1, start=2010, end=2100).columns
    bought = found["bought_silver_t"]
    np.testing.assert_allclose(found["contained_silver_t"], bought * found["utilisation"], rtol=1e-12)
    net = bought - found["scrap_returned_t"] - found["returned_silver_t"]
    np.testing.assert_allclose(found["net_silver_t"], net, atol=1e-9)
    for stock, new, gone in (
        ("in_service_silver_t", "installed_silver_t", "retired_silver_t"),
        ("in_service_gw", "installations_gw", "retired_gw"),
    ):
        change = found[new][:, 1:] - found[gone][:, 1:]
        np.testing.assert_allclose(np.diff(found[stock], axis=1), change, rtol=1e-9, atol=1e-6)
    assert (found["installed_silver_t"] <= found["contained_silver_t"]).all()
    assert (found["recovered_silver_t"].sum(axis=1) <= found["retired_silver_t"].sum(axis=1)).all()


def test_parameters_of_the_life_table_are_drawn_one_by_one():
    scenario = CENTRAL.replace(power_exit_threshold_pct=80)
    found = simulate(scenario, 12, 1, ["degradation_pct_per_year"], names=("retired_gw",)).columns[
        "retired_gw"
    ]
    assert len({row.tobytes() for row in found}) > 1
    drawn = sampling.numbers(scenario, ["degradation_pct_per_year"], 1, 0, 12)["degradation_pct_per_year"]
    steep, gentle = int(drawn.argmax()), int(drawn.argmin())
    assert found[steep].sum() > found[gentle].sum()


def test_wider_intervals_contain_narrower_ones_and_name_their_ends():
    found = simulate(CENTRAL, 500, 1, names=("net_silver_t",))
    wide, narrow = found.interval(95), found.percentiles
    assert list(wide) == ["year", "net_silver_t_p2.5", "net_silver_t_p50", "net_silver_t_p97.5"]
    assert list(narrow) == ["year", "net_silver_t_p10", "net_silver_t_p50", "net_silver_t_p90"]
    assert (wide["net_silver_t_p2.5"] <= narrow["net_silver_t_p10"]).all()
    assert (wide["net_silver_t_p97.5"] >= narrow["net_silver_t_p90"]).all()


def test_percentiles_in_bounded_memory_are_those_of_all_columns_at_once(monkeypatch):
    monkeypatch.setattr(uncertainty, "HELD_NUMBERS", 3 * 70 * 11)
    found = uncertainty.percentiles(CENTRAL, 70, 2, interval_pct=90, start=2025, end=2035)
    whole = simulate(CENTRAL, 70, 2, start=2025, end=2035).interval(90)
    assert list(found) == list(whole)
    np.testing.assert_array_equal(found, whole)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"draws": 0}, "draws"),
        ({"draws": 1_000_001}, "draws"),
        ({"draws": 2.5}, "draws"),
        ({"draws": True}, "draws"),
        ({"seed": -1}, "seed"),
        ({"block": 0}, "block"),
        ({"workers": 0}, "workers"),
        ({"vary": ["lifetime_preset"]}, "vary"),
        ({"vary": "mg_per_w_factor"}, "vary"),
        ({"vary": ["no_such_id"]}, "no_such_id"),
        ({"names": ["no_such_column"]}, "names"),
        ({"start": 2040, "end": 2030}, "end"),
    ],
)
def test_bad_arguments_are_named(arguments, name):
    with pytest.raises(InputError) as caught:
        simulate(CENTRAL, **{"draws": 2, "seed": 1, **arguments})
    assert str(caught.value).startswith(name)


@pytest.mark.parametrize("interval", [0, 100, -5, math.nan, "wide", True])
def test_an_interval_lies_between_0_and_100_percent(interval):
    found = simulate(CENTRAL, 2, 1, names=("net_silver_t",))
    with pytest.raises(InputError, match=r"^interval"):
        found.interval(interval)
