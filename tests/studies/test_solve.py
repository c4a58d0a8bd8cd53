"""Asking backwards: which value of one parameter meets a target."""

from __future__ import annotations

import pytest

import pvsilver
from pvsilver import InputError, Scenario, catalogue, project, solve
from pvsilver.studies import target

CENTRAL = Scenario()


def annual(scenario: Scenario, column: str, year: int) -> float:
    return float(project(scenario).annual.set_index("year").at[year, column])


def test_contained_silver_goes_with_silver_on_a_watt() -> None:
    wanted = 0.8 * annual(CENTRAL, "contained_silver_t", 2030)
    found = solve(CENTRAL, "mg_per_w_factor", f"contained_silver_t@2030={wanted!r}")
    assert found.reached
    assert found.value == 0.8
    assert found.achieved == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize(
    ("id", "wanted"),
    [
        ("installations_factor", "net_silver_t@2035=4000"),
        ("collection_share_factor", "returned_silver_t@2040=300"),
        ("thrift_learning_pct", "net_silver_t@2030=3000"),
        ("front_finger_width_um", "net_silver_t@2035=1900"),
    ],
)
def test_what_is_achieved_is_what_project_says_and_no_neighbour_comes_closer(id: str, wanted: str) -> None:
    found = solve(CENTRAL, id, wanted)
    goal = found.target
    assert found.reached
    assert found.scenario == CENTRAL.replace(**{id: found.value})
    assert found.achieved == pytest.approx(annual(found.scenario, goal.column, goal.year), rel=1e-12)
    step = catalogue.load()[id].step
    for other in (found.value - step, found.value + step):
        beside = annual(CENTRAL.replace(**{id: other}), goal.column, goal.year)
        assert abs(beside - goal.value) >= abs(found.achieved - goal.value)


def test_a_target_out_of_reach_gives_the_nearest_end_of_the_range() -> None:
    found = solve(CENTRAL, "mg_per_w_factor", "net_silver_t@2030=1e6")
    assert not found.reached
    assert found.value == catalogue.load()["mg_per_w_factor"].maximum
    found = solve(CENTRAL, "mg_per_w_factor", "net_silver_t@2030<=-1")
    assert not found.reached
    assert found.value == catalogue.load()["mg_per_w_factor"].minimum


def test_an_input_that_moves_nothing_stays_as_it_is() -> None:
    found = solve(CENTRAL, "silver_line_share_factor", "cell_production_gw@2035=999")
    assert not found.reached
    assert found.scenario == CENTRAL


def test_more_power_than_any_number_of_fingers_gives_is_nearest_at_the_best_number() -> None:
    found = solve(CENTRAL, "front_finger_count", "cell_power_w=20")
    design = pvsilver.CellDesign.preset("topcon", 2025)
    power = {
        count: pvsilver.evaluate(design.replace(front_finger_count=count)).cell_power_w
        for count in range(150, 260)
    }
    assert not found.reached
    assert found.value == max(power, key=power.__getitem__)


def test_a_bound_that_holds_already_changes_nothing() -> None:
    assert solve(CENTRAL, "installations_factor", "net_silver_t@2030<=1e5").scenario == CENTRAL
    assert solve(CENTRAL, "front_finger_count", "cell_power_w>=8").value == 178


def test_a_bound_is_kept_by_the_least_change() -> None:
    found = solve(CENTRAL, "mg_per_w_factor", "net_silver_t@2035<=1500")
    assert found.reached
    assert found.achieved <= 1500
    assert annual(CENTRAL.replace(mg_per_w_factor=found.value + 0.01), "net_silver_t", 2035) > 1500


def test_of_two_answers_the_one_nearer_to_the_present_value_is_given() -> None:
    # Power has its best number of fingers between these two.
    few, many = (
        solve(CENTRAL.replace(front_finger_count=count), "front_finger_count", "cell_power_w=8.92").value
        for count in (150, 350)
    )
    assert few < 205 < many


def test_values_at_which_the_scenario_is_impossible_are_passed_over() -> None:
    # T90 must lie above T50.
    scenario = Scenario(t50_years=25, t90_years=35)
    found = solve(scenario, "t50_years", "retired_gw@2040>=1e9")
    assert not found.reached
    assert found.value < 35


def test_a_cell_is_solved_for_in_its_own_units() -> None:
    found = solve(CENTRAL, "front_finger_width_um", "silver_mg_per_w=7.5")
    width = found.scenario["front_finger_width_um"]
    cell = pvsilver.evaluate(pvsilver.CellDesign.preset("topcon", 2025).replace(front_finger_width_um=width))
    assert found.reached
    assert found.achieved == pytest.approx(cell.silver_mg_per_w, rel=1e-12)
    assert found.achieved == pytest.approx(7.5, abs=0.02)


@pytest.mark.parametrize("id", ["thrift_path", "leco", "market_share", "silver_price_date"])
def test_only_numbers_can_be_solved_for(id: str) -> None:
    with pytest.raises(InputError, match=r"^for: .*only a number"):
        solve(CENTRAL, id, "net_silver_t@2030=1")


def test_an_unknown_parameter_is_named() -> None:
    with pytest.raises(InputError, match=r"^mg_per_watt: is not a parameter"):
        solve(CENTRAL, "mg_per_watt", "net_silver_t@2030=1")


@pytest.mark.parametrize(
    "text",
    [
        "", "net_silver_t", "net_silver_t@2030", "net_silver_t@2030=", "net_silver_t@2030=many", "net_silver_t=4000",
        "net_silver_t@2030=nan", "net_silver_t@2030=inf", "net_silver_t@2030<4000", "net_silver_t@2009=1",
        "net_silver_t@2101=1", "net_silver_t@203x=1", "net_silver_t@２０３０=1", "net@2030=1", "cell_power_w@2030=9",
        "year@2030=2030", "net_silver_t@2030=1 2", "net_silver_t@2030==1", "technology=topcon", None, 4000,
        "net_silver_t@" + "9" * 5000 + "=1", "\x00=1",
    ],
)  # fmt: skip
def test_a_text_that_is_no_target_is_refused_in_one_line(text: object) -> None:
    with pytest.raises(InputError, match=r"^target: ") as refused:
        solve(CENTRAL, "installations_factor", text)  # type: ignore[arg-type]
    assert len(str(refused.value)) <= 300
    assert "\n" not in str(refused.value)


def test_a_target_is_read_with_or_without_blanks() -> None:
    found = target.read(" net_silver_t @ 2035 <= 4e3 ")
    assert found == target.Target("net_silver_t", 2035, "<=", 4000.0)
    assert target.read(found.text) == found
    assert target.read("cell_power_w=8.9").text == "cell_power_w=8.9"
