"""`solve` on the command line."""

from __future__ import annotations

import json

import pytest

from pvsilver import cli

ASKED = ("solve", "--for", "installations_factor", "--target")


def test_a_target_reached_ends_with_0_and_names_the_value(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*ASKED, "net_silver_t@2035=4000", "--format", "json"]) == 0
    results = json.loads(capsys.readouterr().out)["results"]
    assert results["reached"] is True
    assert "nearest" not in results
    setting = f"installations_factor={results['value']}"
    assert cli.main(["project", "--set", setting, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["results"]
    assert next(row["net_silver_t"] for row in rows if row["year"] == 2035) == pytest.approx(
        results["achieved"], rel=1e-12
    )


def test_a_target_out_of_reach_ends_with_1_and_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*ASKED, "net_silver_t@2035=1e6", "--format", "json"]) == 1
    results = json.loads(capsys.readouterr().out)["results"]
    assert results["reached"] is False
    assert results["nearest"] == 3.0
    assert "value" not in results


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_table_is_printed_in_the_language(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    assert cli.main([*ASKED, "net_silver_t@2035=4000", "--lang", lang]) == 0
    heading = capsys.readouterr().out.splitlines()[0]
    assert ("achieved" in heading) == (lang == "en")


def test_bad_input_ends_with_2_and_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*ASKED, "net_silver_t=4000"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
