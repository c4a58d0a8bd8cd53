"""Attribution of net silver: parts add up, signs flip, and each lever lands in its own part."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pvsilver import InputError, Scenario, attribute, project
from pvsilver.scenario import presets
from pvsilver.studies.attribution import PARTS

sys.path.append(str(Path(__file__).parents[1] / "world"))
from random_scenarios import scenarios

CENTRAL = Scenario()
ALL = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def net(scenario, year):
    annual = project(scenario, year, year).annual
    return float(annual["net_silver_t"].iloc[0])


def assert_adds_up(found, before, after):
    scale = max(1.0, abs(before), abs(after))
    assert found.before_t == pytest.approx(before, rel=1e-12, abs=1e-9)
    assert abs(sum(found.parts.values()) - (after - before)) <= 1e-12 * scale + 1e-9


@pytest.mark.parametrize("name", list(presets()))
@pytest.mark.parametrize("years", [(2010, 2025), (2025, 2030), (2026, 2050), (2050, 2100)])
def test_parts_add_up_between_two_years_of_each_preset(name, years):
    scenario = Scenario.preset(name)
    found = attribute(scenario, from_year=years[0], to_year=years[1])
    assert list(found.parts) == list(PARTS)
    assert abs(sum(found.parts.values()) - (net(scenario, years[1]) - net(scenario, years[0]))) < 1e-9


@ALL
@given(scenarios(), scenarios(), st.integers(2010, 2060))
def test_parts_add_up_between_any_two_scenarios_and_swapping_flips_the_signs(a, b, year):
    found = attribute(a, b, year)
    assert_adds_up(found, net(b, year), net(a, year))
    back = attribute(b, a, year)
    assert [*back.parts.values()] == pytest.approx([-v for v in found.parts.values()], rel=1e-12, abs=1e-9)


@ALL
@given(scenarios(), st.integers(2010, 2060), st.integers(2010, 2060))
def test_parts_add_up_between_any_two_years(scenario, before, after):
    found = attribute(scenario, from_year=before, to_year=after)
    assert_adds_up(found, net(scenario, before), net(scenario, after))


def only(technology, year=2026):
    return CENTRAL.replace(market_share={technology: {year: 1.0}})


def test_a_technology_that_appears_and_one_that_vanishes_are_mix():
    found = attribute(only("hjt"), only("topcon"), 2030)
    assert abs(sum(found.parts.values()) - found.change_t) < 1e-9
    assert found.parts["volume"] == found.parts["losses"] == found.parts["own_cell"] == 0.0
    assert found.parts["thrift"] == found.parts["route"] == 0.0
    comparable = found.change_t - found.parts["recovery"]
    assert found.parts["mix"] == pytest.approx(comparable, rel=1e-12)


def test_a_cell_of_another_route_is_the_own_cell_and_not_the_route():
    found = attribute(CENTRAL.replace(rear_finger_paste="cu", front_finger_paste="cu"), CENTRAL, 2035)
    assert found.parts["own_cell"] < 0.0
    assert found.parts["route"] == 0.0
    assert abs(sum(found.parts.values()) - found.change_t) < 1e-9


def test_no_cells_at_all_is_volume():
    found = attribute(CENTRAL.replace(installations_factor=0), CENTRAL, 2030)
    assert found.after_t == 0.0
    others = {part: value for part, value in found.parts.items() if part not in ("volume", "recovery")}
    assert not any(others.values())
    assert abs(sum(found.parts.values()) - found.change_t) < 1e-9


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"installation_outlook": "high"}, "volume"),
        ({"unreported_share_pct": 10}, "volume"),
        ({"topcon_to_xbc_pct": 40}, "mix"),
        ({"market_share_path": "xbc_surge"}, "mix"),
        ({"thrift_path": "slow"}, "thrift"),
        ({"thrift_bend": 0.5}, "thrift"),
        ({"mg_per_w_factor": 1.1}, "thrift"),
        ({"route_path": "silver_stays"}, "route"),
        ({"route_bend": 1}, "route"),
        ({"thrift_learning_pct": 25}, "thrift"),
        ({"powder_silver_factor": 0.5}, "route"),
        ({"route_adoption_ceiling_pct": 60}, "route"),
        ({"rear_finger_width_um": 15}, "own_cell"),
        ({"rear_finger_paste": "agcu30"}, "own_cell"),
        ({"screen_loss_pct": 4}, "losses"),
        ({"breakage_return_pct": 80}, "losses"),
        ({"recovery_path": "high"}, "recovery"),
        ({"lifetime_preset": "early"}, "recovery"),
    ],
)
def test_a_lever_moves_its_own_part_and_what_returns_later(values, part):
    found = attribute(CENTRAL.replace(**values), CENTRAL, 2035)
    assert found.parts[part] != 0.0
    for other, value in found.parts.items():
        if other not in (part, "recovery"):
            assert value == 0.0, other


def test_rows_are_those_of_the_contract():
    frame = attribute(CENTRAL, from_year=2025, to_year=2030).frame
    assert list(frame.columns) == ["part", "value"]
    assert list(frame["part"]) == ["volume", "mix", "thrift", "route", "own_cell", "losses", "recovery"]


def test_the_waterfall_walks_from_before_to_after():
    found = attribute(CENTRAL, from_year=2025, to_year=2030)
    bars = found.waterfall
    parts = bars[bars["kind"] == "part"]
    assert bars["to_t"].iloc[0] == parts["from_t"].iloc[0] == found.before_t
    assert parts["to_t"].iloc[-1] == pytest.approx(bars["to_t"].iloc[-1], abs=1e-9)
    assert parts["from_t"].iloc[1:].tolist() == parts["to_t"].iloc[:-1].tolist()


def test_technologies_add_up_to_the_part():
    found = attribute(CENTRAL, from_year=2020, to_year=2030)
    sums = found.by_technology.groupby("part")["value"].sum()
    for part, value in sums.items():
        assert value == pytest.approx(found.parts[part], abs=1e-9)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({}, "attribute"),
        ({"against": CENTRAL}, "attribute"),
        ({"year": 2030}, "attribute"),
        ({"from_year": 2025}, "attribute"),
        ({"against": CENTRAL, "year": 2030, "from_year": 2025, "to_year": 2030}, "attribute"),
        ({"against": CENTRAL, "year": 2101}, "year: 2101"),
        ({"from_year": 2009, "to_year": 2030}, "from_year: 2009"),
    ],
)
def test_half_a_question_is_refused(arguments, named):
    with pytest.raises(InputError, match=f"^{named}"):
        attribute(CENTRAL, **arguments)
