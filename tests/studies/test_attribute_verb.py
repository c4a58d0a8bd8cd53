"""The verb `attribute`: rows of the contract, sign, and half questions refused in one line."""

import json

import pytest

from pvsilver import Scenario, cli, project


def net(scenario, year):
    return float(project(scenario, year, year).annual["net_silver_t"].iloc[0])


def rows(capsys, *arguments):
    assert cli.main(["attribute", *arguments, "--format", "json"]) == cli.DONE
    return json.loads(capsys.readouterr().out)["results"]


def test_two_years_add_up_to_the_change_from_the_first_to_the_second(capsys):
    found = rows(capsys, "--from", "2025", "--to", "2030")
    assert [set(row) for row in found] == [{"part", "value"}] * 7
    change = net(Scenario(), 2030) - net(Scenario(), 2025)
    assert abs(sum(row["value"] for row in found) - change) < 1e-9


def test_two_scenarios_are_the_first_less_the_one_it_stands_against(capsys):
    found = rows(capsys, "--scenario", "high", "--against", "low", "--year", "2035")
    change = net(Scenario.preset("high"), 2035) - net(Scenario.preset("low"), 2035)
    assert abs(sum(row["value"] for row in found) - change) < 1e-9
    back = rows(capsys, "--scenario", "low", "--against", "high", "--year", "2035")
    assert [row["value"] for row in back] == pytest.approx([-row["value"] for row in found])


def test_a_setting_belongs_to_the_scenario_and_stands_against_the_central_case(capsys):
    found = rows(capsys, "--set", "installations_factor=1.2", "--year", "2030")
    values = {row["part"]: row["value"] for row in found}
    assert values["volume"] > 0
    assert values["mix"] == values["thrift"] == values["route"] == 0


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], "--year"),
        (["--from", "2025"], "--to"),
        (["--to", "2025"], "--from"),
        (["--from", "2025", "--to", "2030", "--year", "2030"], "--year"),
        (["--against", "low"], "--year"),
        (["--year", "2101"], "year"),
        (["--from", "2005", "--to", "2030"], "from_year"),
        (["--year", "2030", "--against", "nothing"], "scenario"),
        (["--year", "soon"], "--year"),
    ],
)
def test_half_a_question_is_one_line_that_names_the_flag(capsys, arguments, named):
    assert cli.main(["attribute", *arguments]) == cli.BAD_INPUT
    said = capsys.readouterr().err
    assert said.startswith(f"{named}:")
    assert said.count("\n") == 1
