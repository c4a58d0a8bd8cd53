"""Scenarios side by side: only what differs, exact differences, a clear no to what cannot be compared."""

from __future__ import annotations

import json

import pytest

from pvsilver.cli import BAD_INPUT, main
from pvsilver.errors import InputError
from pvsilver.scenario import Scenario
from pvsilver.studies import compare
from pvsilver.world.projection import project

LOW, HIGH = Scenario.preset("low"), Scenario.preset("high")


def test_only_inputs_that_differ_are_listed_with_the_value_of_each() -> None:
    found = compare.inputs(
        {"baseline": Scenario(), "scenario": Scenario(thrift_bend=0.5), "a": Scenario(vat_pct=0)}
    )
    rows = found.set_index("id").to_dict("index")
    assert set(rows) == {"thrift_bend", "vat_pct"}
    assert (rows["thrift_bend"]["baseline"], rows["thrift_bend"]["scenario"], rows["thrift_bend"]["a"]) == (
        0,
        0.5,
        0,
    )


def test_equal_scenarios_differ_in_nothing() -> None:
    assert compare.frame({"baseline": HIGH, "scenario": Scenario.preset("high")}, [2030]).empty


def test_a_lever_of_the_future_leaves_the_past_as_it_was() -> None:
    found = compare.results({"baseline": Scenario(), "scenario": Scenario(thrift_path="slow")}, [2025, 2035])
    assert set(found["year"]) == {2035}


def test_differences_are_those_of_the_projections() -> None:
    found = compare.results({"baseline": LOW, "scenario": HIGH}, [2030, 2040])
    for name, scenario in (("baseline", LOW), ("scenario", HIGH)):
        annual = project(scenario, 2030, 2040).annual.set_index("year")
        for row in found.itertuples():
            assert getattr(row, name) == annual.loc[row.year, row.id]
    assert (found["scenario_less_baseline"] == found["scenario"] - found["baseline"]).all()
    assert found["unit"].loc[found["id"] == "net_silver_t"].tolist() == ["t", "t"]


def test_more_output_scales_every_tonne_and_no_intensity() -> None:
    found = compare.results({"baseline": Scenario(), "scenario": Scenario(installations_factor=2)}, [2030])
    ratio = dict(zip(found["id"], found["scenario_over_baseline"], strict=True))
    assert ratio["bought_silver_t"] == pytest.approx(2)
    assert ratio["installed_silver_t"] == pytest.approx(2)
    assert "silver_mg_per_w" not in ratio


def test_columns_asked_for_are_given_even_where_nothing_differs() -> None:
    same = {"baseline": Scenario(), "scenario": Scenario()}
    found = compare.results(same, [2030], ["net_silver_t", "silver_mg_per_w"])
    assert found["id"].tolist() == ["net_silver_t", "silver_mg_per_w"]
    assert (found["scenario_less_baseline"] == 0).all()


def test_a_baseline_and_up_to_four_others_are_compared() -> None:
    one = {"baseline": Scenario()}
    with pytest.raises(InputError, match="baseline and one to 4"):
        compare.frame(one, [2030])
    with pytest.raises(InputError, match="baseline and one to 4"):
        compare.frame({str(n): Scenario() for n in range(6)}, [2030])


@pytest.mark.parametrize("years", [[2009], [2101], [2030, 1990], []])
def test_years_out_of_range_are_refused(years: list[int]) -> None:
    with pytest.raises(InputError, match="2010 to 2100"):
        compare.results({"baseline": LOW, "scenario": HIGH}, years)


def rows_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(["compare", *arguments, "--years", "2030", "--format", "json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    ("arguments", "baseline", "scenario"),
    [
        (["low", "high"], LOW, HIGH),
        (["high"], Scenario(), HIGH),
        (["--scenario", "high"], Scenario(), HIGH),
        (["--scenario", "high", "--against", "low"], LOW, HIGH),
        (["high", "--against", "low"], LOW, HIGH),
        (["--set", "thrift_bend=0.5"], Scenario(), Scenario(thrift_bend=0.5)),
        (["low", "--scenario", "high", "--set", "vat_pct=0"], LOW, HIGH.replace(vat_pct=0)),
        (["low", HIGH.to_link()], LOW, HIGH),
    ],
)
def test_the_verb_knows_which_is_the_baseline(
    capsys: pytest.CaptureFixture[str], arguments: list[str], baseline: Scenario, scenario: Scenario
) -> None:
    found = rows_of(capsys, *arguments)
    assert found["hash"] == scenario.hash
    compared = found["compared"]
    assert {name: said["hash"] for name, said in compared.items()} == {
        "baseline": baseline.hash, "scenario": scenario.hash,
    }  # fmt: skip
    net = next(row for row in found["results"] if row["id"] == "net_silver_t")
    assert net["baseline"] == project(baseline, 2030, 2030).annual["net_silver_t"].iloc[0]
    assert net["scenario"] == project(scenario, 2030, 2030).annual["net_silver_t"].iloc[0]
    assert [row["part"] for row in found["results"]] == sorted(row["part"] for row in found["results"])


@pytest.mark.parametrize(
    "arguments",
    [["low", "nothing"], ["low", "high", "--years", "soon"], ["low", "high", "--years", "1990"], ["low"] * 6],
)
def test_what_cannot_be_compared_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(["compare", *arguments]) == BAD_INPUT
    assert capsys.readouterr().err.count("\n") == 1
