"""The command line: same numbers as Python, one line for bad input."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import pvsilver
from pvsilver.cli import BAD_INPUT, DONE, NO, main

ROOT = Path(__file__).resolve().parent.parent


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.mark.parametrize(
    "preset", ["central", "low", "high", "slow_thrift", "copper_at_scale", "terawatt_rush"]
)
def test_json_csv_and_python_give_the_same_numbers(capsys: pytest.CaptureFixture[str], preset: str) -> None:
    expected = pvsilver.project(pvsilver.Scenario.preset(preset)).annual
    _, text, _ = run(capsys, "project", "--scenario", preset, "--format", "json")
    from_json = json.loads(text)
    _, text, _ = run(capsys, "project", "--scenario", preset, "--format", "csv")
    from_csv = list(csv.DictReader(io.StringIO(text)))
    assert next(iter(from_csv[0])) == "year"
    assert len(from_csv) == len(from_json["results"]) == len(expected)
    for column in expected:
        for row, a, b in zip(expected[column], from_json["results"], from_csv, strict=True):
            assert a[column] == pytest.approx(row, rel=1e-12, abs=1e-12)
            assert float(b[column]) == pytest.approx(row, rel=1e-12, abs=1e-12)


def test_json_says_where_its_numbers_come_from(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = run(capsys, "project", "--set", "installations_factor=1.1", "--format", "json")
    found = json.loads(text)
    scenario = pvsilver.Scenario(installations_factor=1.1)
    assert found["scenario"] == scenario.values
    assert found["hash"] == scenario.hash
    assert pvsilver.Scenario.from_link(found["link"]) == scenario
    assert {"pvsilver", "data", "sources", "licence"} <= set(found)
    assert "wss_2026" in {source["id"] for source in found["sources"]}


def test_written_csv_has_a_sidecar_from_which_the_numbers_are_rebuilt(tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    assert main(["project", "--set", "mg_per_w_factor=0.9", "-o", str(first)]) == DONE
    assert main(["project", "--scenario", f"{first}.json", "-o", str(second)]) == DONE
    assert first.read_bytes() == second.read_bytes()
    sidecar = json.loads(Path(f"{first}.json").read_text(encoding="utf-8"))
    assert {"scenario", "pvsilver", "data", "hash", "link", "sources", "licence"} <= set(sidecar)


def test_what_project_writes_is_a_scenario_file(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    assert main(["project", "--scenario", "xbc_surge", "-o", str(path)]) == DONE
    assert pvsilver.Scenario.from_file(path) == pvsilver.Scenario.preset("xbc_surge")


@pytest.mark.parametrize(
    ("arguments", "parameter", "allowed"),
    [
        (["project", "--set", "instalations_factor=1"], "instalations_factor", "installations_factor"),
        (["project", "--set", "installations_factor=abc"], "installations_factor", "0 to 3"),
        (["project", "--set", "installations_factor=nan"], "installations_factor", "0 to 3"),
        (["project", "--set", "installations_factor=inf"], "installations_factor", "0 to 3"),
        (["project", "--set", "installations_factor=9"], "installations_factor", "0 to 3"),
        (["project", "--set", "installations_factor"], "--set", "ID=VALUE"),
        (["project", "--set", "thrift_path=quick"], "thrift_path", "slow"),
        (["project", "--set", "thrift_path=slow", "--set", "thrift_path=fast"], "thrift_path", "once"),
        (["project", "--scenario", "nothing"], "scenario", "central"),
        (["project", "--scenario", "missing.json"], "scenario", "missing.json"),
        (["project", "--scenario", "pvs1.junk"], "link", "damaged"),
        (["project", "--start", "2030", "--end", "2020"], "end", "2030"),
        (["project", "--start", "1990"], "start", "2010"),
        (["project", "--end", "2200"], "end", "2100"),
        (["project", "--end", "soon"], "--end", "2100"),
        (["project", "--format", "xml"], "--format", "json"),
        (["project", "--by", "colour"], "--by", "technology"),
        (["project", "-o", "table.doc"], "-o", ".csv"),
        (["project", "--set", 'market_share={"TOPCon": {"2031": 0.9}}'], "market_share 2031", "sum to 1"),
        (["project", "--set", "market_share={"], "market_share", "mapping"),
        (["project", "--set", 'installations_gw={"2020": 100}'], "installations_gw", "2026"),
        (["project", "--bogus"], "command line", "--bogus"),
        (["forecast"], "VERB", "project"),
        ([], "command line", "VERB"),
        (["data", "show", "nothing"], "table", "installations_world"),
    ],
)
def test_bad_input_is_one_line_that_names_parameter_and_what_is_allowed(
    capsys: pytest.CaptureFixture[str], arguments: list[str], parameter: str, allowed: str
) -> None:
    status, out, err = run(capsys, *arguments)
    assert status == BAD_INPUT
    assert out == ""
    assert err.count("\n") == 1
    assert len(err) <= 301
    assert err.startswith(parameter)
    assert allowed in err


def test_evidence_holds_and_shows_the_known_miss_of_2017(capsys: pytest.CaptureFixture[str]) -> None:
    status, text, _ = run(capsys, "evidence", "--format", "json")
    verdicts = {row["id"]: row["verdict"] for row in json.loads(text)["results"]}
    assert status == DONE
    assert verdicts["HC2017"] == "known_miss"
    assert {verdicts[f"HC{year}"] for year in range(2019, 2026)} == {"ok"}


def test_evidence_says_no_when_the_hindcast_is_moved_off(capsys: pytest.CaptureFixture[str]) -> None:
    status, text, _ = run(capsys, "evidence", "--set", "mg_per_w_factor=1.5", "--format", "json")
    assert status == NO
    assert json.loads(text)["results"][0]["verdict"] == "off"


def test_reconciliation_leads_from_installations_to_the_survey(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = run(capsys, "reconcile", "--start", "2019", "--end", "2025", "--format", "json")
    for row in json.loads(text)["results"]:
        assert row["survey_vintage"] == "WSS2026"
        assert row["contained_silver_t"] + row["factory_losses_t"] == pytest.approx(row["bought_silver_t"])
        assert row["bought_silver_t"] - row["scrap_returned_t"] == pytest.approx(row["survey_comparable_t"])
        assert row["survey_t"] - row["survey_comparable_t"] == pytest.approx(row["unexplained_t"])


@pytest.mark.parametrize(
    "action", [["list"], ["sources"], ["check"], ["show", "parameters"], ["show", "route_shares"]]
)
def test_data_verbs_print_every_format(capsys: pytest.CaptureFixture[str], action: list[str]) -> None:
    for format in ("table", "csv", "json"):
        status, out, _ = run(capsys, "data", *action, "--format", format)
        assert status == DONE
        assert out.strip()


def test_listed_parameters_carry_range_sources_and_grade(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = run(capsys, "data", "show", "parameters", "--format", "json")
    rows = {row["id"]: row for row in json.loads(text)["results"]}
    assert set(rows) == set(pvsilver.Scenario().values)
    wanted = {
        "id",
        "default",
        "min",
        "max",
        "step",
        "unit",
        "group",
        "choices",
        "low",
        "central",
        "high",
        "sources",
    }
    assert wanted | {"grade"} <= set(rows["installations_factor"])


def test_long_tables_of_a_technology_and_a_route_sum_to_the_year(capsys: pytest.CaptureFixture[str]) -> None:
    annual = pvsilver.project(pvsilver.Scenario(), 2030, 2030).annual.iloc[0]
    for by in ("technology", "route"):
        _, text, _ = run(
            capsys, "project", "--start", "2030", "--end", "2030", "--by", by, "--format", "json"
        )
        rows = json.loads(text)["results"]
        for column in ("cell_production_gw", "contained_silver_t", "bought_silver_t"):
            assert sum(row[column] for row in rows) == pytest.approx(annual[column], rel=1e-9)


def test_regions_have_no_bought_silver(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = run(capsys, "project", "--by", "region", "--format", "json")
    rows = json.loads(text)["results"]
    assert {row["region"] for row in rows} >= {"china", "eu", "us", "india", "rest"}
    assert not any("bought" in column or "cell" in column for column in rows[0])


def test_link_encodes_and_decodes_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = run(capsys, "link", "encode", "--set", "thrift_bend=0.5", "--format", "json")
    link = json.loads(text)["results"]["link"]
    assert link.startswith("pvs1.")
    assert len(link) <= 1800
    _, text, _ = run(capsys, "link", "decode", link, "--format", "json")
    assert json.loads(text)["scenario"]["thrift_bend"] == 0.5


def test_a_decoded_link_takes_set_and_no_other_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    link = pvsilver.Scenario(thrift_bend=0.5).to_link()
    expected = pvsilver.Scenario(thrift_bend=0.5, installations_factor=1.1)
    _, text, _ = run(capsys, "link", "decode", link, "--set", "installations_factor=1.1", "--format", "json")
    assert json.loads(text)["results"]["changed"] == {"installations_factor": 1.1, "thrift_bend": 0.5}
    assert json.loads(text)["hash"] == json.loads(text)["results"]["hash"] == expected.hash
    status, _, error = run(capsys, "link", "decode", link, "--set", "installations_factor=9")
    assert (status, error.partition(":")[0]) == (BAD_INPUT, "installations_factor")
    status, _, error = run(capsys, "link", "decode", link, "--scenario", "low")
    assert (status, error.count("\n")) == (BAD_INPUT, 1)
    assert error.startswith("--scenario: has no place here: LINK is the scenario")


def test_a_closed_pipe_ends_quietly() -> None:
    command = f"{sys.executable} -m pvsilver project --format csv | head -n 1"
    found = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stdout.startswith("year,")
    assert found.stderr == ""


def test_a_damaged_data_file_names_file_row_and_column(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for path in (ROOT / "data").iterdir():
        (data / path.name).write_bytes(path.read_bytes())
    damaged = data / "loss_ledger.csv"
    damaged.write_text(
        damaged.read_text(encoding="utf-8").replace("screen_loss_pct,1.0,2.0", "screen_loss_pct,1.0,two")
    )
    command = [sys.executable, "-m", "pvsilver", "project"]
    environment = {"PVSILVER_DATA": str(data), "PATH": "/usr/bin:/bin"}
    found = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert found.returncode == BAD_INPUT
    assert found.stderr.startswith("loss_ledger.csv: row 2, column central: 'two' is not a number")
    assert found.stderr.count("\n") == 1


CELL_RESULTS = {
    "area_cm2", "cell_power_w", "efficiency_pct", "silver_mg_per_cell", "silver_mg_per_w", "paste_mg_per_cell",
    "paste_mg_per_w", "silver_usd_per_w", "silver_cny_per_w", "silver_cny_per_cell", "silver_equivalent_width_um",
    "elements", "losses", "indicators", "warnings",
}  # fmt: skip


def test_the_cell_verb_gives_what_evaluate_gives(capsys: pytest.CaptureFixture[str]) -> None:
    status, text, _ = run(
        capsys,
        "cell",
        "--technology",
        "hjt",
        "--year",
        "2023",
        "--set",
        "front_finger_width_um=30",
        "--format",
        "json",
    )
    found = json.loads(text)["results"]
    design = pvsilver.CellDesign.preset("hjt", 2023).replace(front_finger_width_um=30)
    expected = pvsilver.evaluate(design)
    assert status == DONE
    assert set(found) >= CELL_RESULTS
    assert found["silver_mg_per_cell"] == pytest.approx(expected.silver_mg_per_cell, rel=1e-12)
    assert found["efficiency_pct"] == pytest.approx(expected.efficiency_pct, rel=1e-12)
    assert sum(row["silver_mg"] for row in found["elements"]) == pytest.approx(expected.silver_mg_per_cell)


@pytest.mark.parametrize(
    ("arguments", "id"),
    [
        (["--set", "front_finger_width_um=1200"], "front_finger_width_um"),
        (["--set", "front_finger_height_um=-2"], "front_finger_height_um"),
        (["--set", "front_finger_width_um=17um"], "front_finger_width_um"),
        (["--set", "front_finger_paste=gold"], "front_finger_paste"),
        (["--set", "rear_finger_length_share=1.4"], "rear_finger_length_share"),
        (["--set", "wafer_diameter_mm=100"], "wafer_diameter_mm"),
        (["--technology", "cigs"], "cell_technology"),
        (["--year", "2024"], "cell_year"),
    ],
)
def test_a_cell_that_cannot_be_printed_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], id: str
) -> None:
    status, out, err = run(capsys, "cell", *arguments)
    assert (status, out, err.count("\n")) == (BAD_INPUT, "", 1)
    assert err.startswith(f"{id}: ")


def test_warnings_stand_on_standard_error_beside_csv_and_beneath_a_table(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lever = ("--set", "collection_share_factor=2")
    _, out, err = run(capsys, "project", *lever, "--format", "csv")
    assert "note: collection_share_factor" in err
    assert "note:" not in out
    _, out, err = run(capsys, "project", *lever)
    assert "note: collection_share_factor" in out
    assert err == ""


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (["cell", "--technology", "perc", "--set", "cell_technology=hjt"], "cell_technology: is set twice"),
        (["project", "-o", ""], "-o: "),
        (["serve", "--address", "not an address"], "--address: "),
        (["serve", "--port", "0"], "--port: "),
    ],
)
def test_flags_that_contradict_or_name_nothing_are_refused(
    capsys: pytest.CaptureFixture[str], arguments: list[str], start: str
) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out, err.count("\n")) == (BAD_INPUT, "", 1)
    assert err.startswith(start)


@pytest.mark.parametrize("lever", ["installations_factor=0", "mg_per_w_factor=0"])
def test_evidence_of_a_world_without_silver_is_off_and_not_an_error(
    capsys: pytest.CaptureFixture[str], lever: str
) -> None:
    status, out, _ = run(capsys, "evidence", "--set", lever, "--format", "json")
    assert status == NO
    assert {row["id"]: row["verdict"] for row in json.loads(out)["results"]}["HC2023"] == "off"


def test_shares_in_data_that_do_not_sum_to_one_are_refused(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for path in (ROOT / "data").iterdir():
        (data / path.name).write_bytes(path.read_bytes())
    damaged = data / "market_share_paths.csv"
    text = damaged.read_text(encoding="utf-8")
    damaged.write_text(text.replace("central,2030,perc,0.01,", "central,2030,perc,0.99,"), encoding="utf-8")
    found = subprocess.run(
        [sys.executable, "-m", "pvsilver", "project"],
        cwd=ROOT,
        env={"PVSILVER_DATA": str(data), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert found.returncode == BAD_INPUT
    assert found.stderr.startswith("market_share_paths.csv: row 2, column share: central 2030 sums to 1.98")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without /dev/full")
@pytest.mark.parametrize("verb", ["project --end 2016", "project --end 2100 --format json", "data list"])
@pytest.mark.parametrize("target", ["/dev/full", "&-"])
def test_an_output_that_takes_nothing_is_one_line(verb: str, target: str) -> None:
    line = f"{sys.executable} -m pvsilver {verb} >{target}"
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == BAD_INPUT
    assert done.stderr.startswith("standard output: ")
    assert done.stderr.count("\n") == 1


def test_a_file_is_written_though_standard_output_is_closed(tmp_path: Path) -> None:
    line = f"{sys.executable} -m pvsilver project --end 2016 -o {tmp_path / 'out.csv'} >&-"
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (DONE, "")
    assert (tmp_path / "out.csv").exists()
