"""The verb `uncertainty`: percentiles of the projection as the library gives them."""

import io
import json

import pandas as pd
import pytest

from pvsilver import Scenario, simulate
from pvsilver.cli import main


def test_it_prints_the_percentiles_of_the_library(capsys):
    arguments = [
        "--draws",
        "60",
        "--seed",
        "4",
        "--start",
        "2024",
        "--end",
        "2032",
        "--set",
        "route_bend=0.5",
    ]
    assert main(["uncertainty", *arguments, "--format", "csv"]) == 0
    printed = pd.read_csv(io.StringIO(capsys.readouterr().out))
    expected = simulate(Scenario(route_bend=0.5), 60, 4, start=2024, end=2032).percentiles
    pd.testing.assert_frame_equal(printed, expected, check_dtype=False, rtol=1e-12)
    assert main(["uncertainty", *arguments, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["hash"] == Scenario(route_bend=0.5).hash
    assert found["results"][6]["net_silver_t_p90"] == pytest.approx(
        expected["net_silver_t_p90"][6], rel=1e-12
    )


def test_one_parameter_may_be_drawn_alone_and_an_interval_chosen(capsys):
    assert (
        main(
            [
                "uncertainty",
                "--vary",
                "module_yield_pct",
                "--interval",
                "95",
                "--draws",
                "20",
                "--format",
                "csv",
            ]
        )
        == 0
    )
    found = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert "net_silver_t_p97.5" in found
    assert (found["silver_mg_per_w_p2.5"] == found["silver_mg_per_w_p97.5"]).all()


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["--draws", "0"], "draws"),
        (["--draws", "many"], "--draws"),
        (["--seed", "-1"], "seed"),
        (["--interval", "100"], "interval"),
        (["--interval", "nan"], "interval"),
        (["--vary", "lifetime_preset"], "vary"),
        (["--vary", "nothing_such"], "nothing_such"),
    ],
)
def test_what_cannot_be_drawn_is_named_in_one_line(capsys, arguments, name):
    assert main(["uncertainty", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith(name)
    assert captured.err.count("\n") == 1
    assert not captured.out


def test_a_file_holds_the_scenario_and_the_sources_of_the_misses(tmp_path):
    out = tmp_path / "band.csv"
    assert main(["uncertainty", "--draws", "10", "-o", str(out)]) == 0
    side = json.loads((tmp_path / "band.csv.json").read_text(encoding="utf-8"))
    assert side["hash"] == Scenario().hash
    assert "pvsilver_synthesis_2026" in {source["id"] for source in side["sources"]}
    assert any("cells and additions are not drawn" in warning for warning in side["warnings"])


def test_sensitivity_names_what_matters_by_column_and_year(capsys):
    flags = ["--sensitivity", "--draws", "200", "--start", "2030", "--end", "2031", "--format", "csv"]
    assert main(["uncertainty", *flags]) == 0
    found = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert list(found) == ["id", "column", "year", "first", "total"]
    net = found[(found["column"] == "net_silver_t") & (found["year"] == 2030)].set_index("id")["total"]
    assert net.idxmax() == "installations_miss"
    assert main(["uncertainty", "--sensitivity", "--interval", "90"]) == 2
    assert capsys.readouterr().err.startswith("--interval")


@pytest.mark.parametrize("extra", [[], ["--sensitivity"]])
def test_it_prints_in_chinese_with_its_notes(capsys, extra):
    flags = ["--draws", "20", "--start", "2024", "--end", "2026", "--lang", "zh", *extra]
    assert main(["uncertainty", *flags]) == 0
    printed = capsys.readouterr()
    assert "年" in printed.out
    assert "截至 2025 年" in printed.out + printed.err


def test_a_report_of_percentiles_says_its_notes_in_either_language(tmp_path):
    for lang in ("en", "zh"):
        out = tmp_path / f"{lang}.html"
        assert main(["uncertainty", "--draws", "10", "--lang", lang, "-o", str(out)]) == 0
        assert ("截至 2025 年" if lang == "zh" else "Years up to 2025") in out.read_text(encoding="utf-8")
