"""End of life on the command line."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest

from pvsilver import cli
from pvsilver.scenario import Scenario
from pvsilver.world.projection import project


def answer(capsys, *arguments: str) -> pd.DataFrame:
    assert cli.main(["project", *arguments, "--format", "csv"]) == 0
    return pd.read_csv(io.StringIO(capsys.readouterr().out))


@pytest.mark.parametrize("region", ["world", "china", "EU", "us", "india", "rest"])
def test_a_region_has_installation_retirement_and_recovery(capsys, region):
    found = answer(capsys, "--region", region)
    pd.testing.assert_frame_equal(found, project(Scenario()).region(region), rtol=1e-14, check_dtype=False)
    assert not [column for column in found if "bought" in column or "contained" in column or "net" in column]


def test_the_recovery_chain_and_second_lives_are_tables_of_their_own(capsys):
    settings = ["--set", "economic_exit_share_pct=30", "--set", "processing_lag_years=1"]
    scenario = Scenario(economic_exit_share_pct=30, processing_lag_years=1)
    for by, expected in (
        ("recovery", project(scenario).recovery),
        ("second_life", project(scenario).second_life),
    ):
        found = answer(capsys, "--by", by, *settings)
        pd.testing.assert_frame_equal(found, expected, rtol=1e-14, check_dtype=False)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--region", "mars"], "region"),
        (["--region", "china", "--by", "technology"], "--region"),
        (["--set", "t50_years=30", "--set", "t90_years=30"], "t90_years"),
        (["--set", "leaching_yield_pct=101"], "leaching_yield_pct"),
        (["--set", "economic_exit_share_pct=-1"], "economic_exit_share_pct"),
        (["--set", "processing_lag_years=3"], "processing_lag_years"),
        (["--set", "recovery_process=magic"], "recovery_process"),
    ],
)
def test_bad_input_of_end_of_life_is_one_line_that_names_it(capsys, arguments, named):
    assert cli.main(["project", *arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith(named)
    assert error.count("\n") == 1
    assert len(error) <= 301


def test_bought_silver_by_region_is_refused_in_one_sentence(capsys):
    assert cli.main(["project", "--region", "china", "--by", "route"]) == 2
    assert "silver is bought where cells are made" in capsys.readouterr().err


def test_json_of_a_region_says_the_counting_convention(capsys):
    assert (
        cli.main(["project", "--region", "eu", "--format", "json", "--set", "retirement_convention=end"]) == 0
    )
    assert json.loads(capsys.readouterr().out)["scenario"]["retirement_convention"] == "end"
