"""Every export holds the numbers of the projection, says where they come from, and rebuilds them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import opened
import pandas as pd
import pytest
from any_scenario import possible_scenarios

from pvsilver import catalogue, simulate, tables
from pvsilver.cli import BAD_INPUT, DONE, main
from pvsilver.errors import InputError
from pvsilver.exchange import exports, figures, provenance, workbook
from pvsilver.scenario import Scenario, presets
from pvsilver.version import LICENCE, MODEL_VERSION
from pvsilver.world.projection import project

ROOT = Path(__file__).resolve().parent.parent.parent

OWN = Scenario(
    headline_year=2035,
    installations_gw={2030: 900, 2040: 1200.5},
    market_share={"topcon": {2030: 0.25, 2040: 0.1}, "xbc": {2030: 0.75, 2040: 0.9}},
    route_share={"hjt": {"silver_coated_copper": {2030: 1.0}}},
)

TEN = [*(Scenario.preset(name) for name in presets()), OWN, *possible_scenarios(9, seed=3)][:10]

CARRYING = ["json", "zip", "svg", "png", "html"]

drawing = pytest.mark.skipif(not figures.installed(), reason="the extra `figures` is not installed")


def same(rows: list[Mapping[str, Any]], expected: pd.DataFrame) -> None:
    """Every number of the expected frame to 1e-12; what is none is empty."""
    assert len(rows) == len(expected)
    for column in expected:
        found = [row[column] for row in rows]
        if not pd.api.types.is_numeric_dtype(expected[column]):
            assert [text or "" for text in found] == expected[column].tolist()
            continue
        numbers = np.array([np.nan if cell in (None, "") else float(cell) for cell in found])
        np.testing.assert_allclose(numbers, expected[column].to_numpy(float), rtol=1e-12, atol=0)


@pytest.mark.parametrize("n", range(len(TEN)))
def test_command_line_python_and_every_export_have_the_same_numbers(n: int, tmp_path: Path) -> None:
    scenario = TEN[n]
    projection = project(scenario)
    for kind in ("csv", "json", "xlsx", "zip"):
        path = tmp_path / f"out.{kind}"
        assert main(["project", "--scenario", scenario.to_link(), "-o", str(path)]) == DONE
        assert path.read_bytes() == exports.bytes_of(kind, scenario)
    same(opened.csv_rows((tmp_path / "out.csv").read_bytes()), projection.annual)
    same(json.loads((tmp_path / "out.json").read_bytes())["results"], projection.annual)
    book = opened.workbook((tmp_path / "out.xlsx").read_bytes())
    package = opened.members((tmp_path / "out.zip").read_bytes())
    for sheet, member, frame in (
        ("Reconciliation", "reconciliation", projection.reconciliation),
        ("Annual", "annual", projection.annual),
        ("Technology", "technology", projection.by_technology),
        ("Route", "route", projection.by_route),
        ("Uncertainty", "uncertainty", simulate(scenario).percentiles),
    ):
        same(opened.table(book[sheet])[: len(frame)], frame)
        same(opened.csv_rows(package[f"{member}.csv"]), frame)


@drawing
@pytest.mark.parametrize("kind", [*exports.KINDS])
def test_the_command_line_rebuilds_the_numbers_from_the_file_itself(kind: str, tmp_path: Path) -> None:
    for n, scenario in enumerate((OWN, Scenario.preset("slow_thrift"))):
        first, second = tmp_path / f"{n}.{kind}", tmp_path / f"again{n}.csv"
        assert main(["project", "--scenario", scenario.to_link(), "-o", str(first)]) == DONE
        assert Scenario.from_file(first) == scenario
        assert main(["project", "--scenario", str(first), "-o", str(second)]) == DONE
        same(opened.csv_rows(second.read_bytes()), project(scenario).annual)


@drawing
@pytest.mark.parametrize("kind", CARRYING)
def test_a_file_says_scenario_versions_hash_link_sources_and_licence(kind: str) -> None:
    said = opened.record(kind, exports.bytes_of(kind, OWN))
    assert (said["pvsilver"], said["data"], said["licence"]) == (MODEL_VERSION, tables.version(), LICENCE)
    assert said["scenario"] == OWN.values
    assert said["hash"] == OWN.hash
    assert Scenario.from_link(said["link"]) == OWN
    assert "wss_2026" in {source["id"] for source in said["sources"]}


def test_the_workbook_says_scenario_versions_hash_link_sources_and_licence() -> None:
    book = opened.workbook(exports.bytes_of("xlsx", OWN))
    assert list(book) == [
        "Reconciliation", "Read me", "Annual", "Technology", "Route", "Region", "Recovery", "Second life",
        "Uncertainty", "Inputs that differ", "All inputs", "Sources",
    ]  # fmt: skip
    said = [row[1] for row in book["Read me"] if len(row) > 1]
    assert {MODEL_VERSION, tables.version(), LICENCE, OWN.hash, OWN.to_link()} <= set(said)
    assert {row["id"] for row in opened.table(book["All inputs"])} == set(OWN.values)
    differing = {str(row["id"]): row["value"] for row in opened.table(book["Inputs that differ"])}
    assert set(differing) == set(OWN.changed)
    assert differing["headline_year"] == 2035
    assert json.loads(str(differing["installations_gw"])) == OWN["installations_gw"]
    assert "wss_2026" in {row["id"] for row in opened.table(book["Sources"])}


def test_the_first_sheet_adds_up() -> None:
    rows = opened.table(opened.workbook(exports.bytes_of("xlsx", OWN))["Reconciliation"])
    for row in rows:
        value = {name: float(cell) for name, cell in row.items() if isinstance(cell, float)}
        assert value["contained_silver_t"] + value["factory_losses_t"] == pytest.approx(
            value["bought_silver_t"]
        )
        assert value["bought_silver_t"] - value["scrap_returned_t"] == pytest.approx(
            value["survey_comparable_t"]
        )
        if "survey_t" in value:
            assert value["survey_t"] - value["survey_comparable_t"] == pytest.approx(value["unexplained_t"])


def test_sheets_have_native_charts_frozen_panes_and_sums_as_live_formulas() -> None:
    parts = opened.members(exports.bytes_of("xlsx", OWN))
    assert sum(name.startswith("xl/charts/chart") for name in parts) == 3
    sheets = [text.decode() for name, text in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert all('state="frozen"' in sheet for sheet in sheets)
    assert sheets[0].count("<f>") == 3 * len(project(OWN).annual)


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "http://x.example", "=HYPERLINK(1)"]
)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    import xlsxwriter

    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        workbook.write_table(book, "Sheet", pd.DataFrame({text: [text], "year": [2030]}))
    assert opened.workbook(held.getvalue())["Sheet"] == [[text, "year"], [text, 2030.0]]
    sheet = opened.members(held.getvalue())["xl/worksheets/sheet1.xml"]
    assert b"<f>" not in sheet
    assert b"<hyperlink" not in sheet


@drawing
@pytest.mark.parametrize("kind", [*exports.KINDS, "report"])
def test_equal_scenarios_give_equal_files(kind: str) -> None:
    again = OWN.replace(vat_pct=0).replace(vat_pct=OWN["vat_pct"])
    assert exports.bytes_of(kind, OWN, 2020, 2040) == exports.bytes_of(kind, again, 2020, 2040)
    assert exports.bytes_of(kind, OWN, 2020, 2040) != exports.bytes_of(kind, Scenario(), 2020, 2040)


def test_files_do_not_depend_on_the_clock_or_the_process(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    for kind in ("xlsx", "zip", "html"):
        path = tmp_path / f"other.{kind}"
        command = [sys.executable, "-m", "pvsilver", "project", "--scenario", OWN.to_link(), "-o", str(path)]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=120)
        assert path.read_bytes() == exports.bytes_of(kind, OWN)


def test_the_data_package_is_valid(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    with zipfile.ZipFile(io.BytesIO(exports.bytes_of("zip", OWN))) as file:
        file.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    units = {field["name"]: field.get("unit") for field in described["resources"][1]["schema"]["fields"]}
    assert (units["net_silver_t"], units["silver_mg_per_w"], units["installations_gw"]) == ("t", "mg/W", "GW")


@pytest.mark.parametrize("by", ["technology", "route"])
@drawing
def test_a_split_is_drawn_as_the_split_that_was_asked_for(by: str, tmp_path: Path) -> None:
    path = tmp_path / "split.svg"
    assert main(["project", "--by", by, "-o", str(path)]) == DONE
    assert path.read_bytes() == exports.bytes_of("svg", Scenario(), figure=by)


@drawing
def test_figures_name_their_sources_and_versions_in_either_language() -> None:
    for lang, word in (("en", "Sources"), ("zh", "来源")):
        drawn = exports.bytes_of("svg", OWN, lang=lang).decode()
        assert word in drawn
        assert OWN.hash in drawn
        assert tables.version() in drawn


def test_a_report_needs_nothing_from_outside_and_runs_nothing() -> None:
    for lang, tag in (("en", "en"), ("zh", "zh-CN")):
        page = exports.bytes_of("report", OWN, lang=lang).decode()
        assert f'<html lang="{tag}">' in page
        assert "default-src 'none'" in page
        assert page.count("<script") == page.count('<script type="application/json"') == 1
        assert not any(asked in page for asked in ('src="http', "<link", "@import", "url("))


def test_any_table_can_leave_as_a_workbook_with_its_provenance(tmp_path: Path) -> None:
    path = tmp_path / "evidence.xlsx"
    assert main(["evidence", "-o", str(path)]) in (0, 1)
    book = opened.workbook(path.read_bytes())
    assert next(iter(book)) == "Results"
    assert {"Read me", "All inputs", "Sources"} <= set(book)
    assert Scenario.from_file(path) == Scenario()


def test_what_has_no_figure_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (
        ["data", "list"],
        ["project", "--by", "region"],
        ["evidence"],
        ["compare", "low", "high"],
    ):
        assert main([*arguments, "-o", str(tmp_path / "figure.svg")]) == BAD_INPUT
        error = capsys.readouterr().err
        assert error.startswith("figure: ")
        assert "demand" in error
        assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_figure_without_the_extra_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(InputError, match="pip install vl-convert-python"):
        exports.bytes_of("png", Scenario())


def test_an_unknown_kind_is_refused_with_the_list() -> None:
    with pytest.raises(InputError, match="csv, json, xlsx, zip, svg, png, html"):
        exports.bytes_of("doc", Scenario())


def test_a_place_that_cannot_be_written_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["project", "-o", str(tmp_path / "missing" / "file.xlsx")]) == BAD_INPUT
    assert capsys.readouterr().err.count("\n") == 1


USED = """
import json, sys
from pvsilver import catalogue, tables
from pvsilver.scenario import Scenario
asked, load = set(), tables.load
scenarios = [Scenario.from_link(text) for text in sys.argv[1:]]
def noting(name, *rest):
    asked.add(name)
    return load(name, *rest)
tables.load = noting
from pvsilver.world.projection import project
for scenario in scenarios:
    found = project(scenario)
    found.annual, found.by_technology, found.by_route, found.by_region, found.reconciliation
print(json.dumps(sorted(asked)))
"""


def test_every_table_that_a_projection_reads_is_named_with_its_sources() -> None:
    worlds = {p.id: p.choices for p in catalogue.load().values() if p.type == "choice" and p.page != "cell"}
    scenarios = [Scenario(**{id: choice}) for id, choices in worlds.items() for choice in choices]
    own_cell = Scenario(front_finger_width_um=15)
    links = [scenario.to_link() for scenario in (OWN, own_cell, *scenarios)]
    asked = subprocess.run(
        [sys.executable, "-c", USED, *links], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )  # fmt: skip
    assert set(json.loads(asked.stdout)) <= set(provenance.WORLD_TABLES)
