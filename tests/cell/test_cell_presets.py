"""Sixteen presets: what they are anchored to, and that data and catalogue fit together."""

from __future__ import annotations

import pytest

from pvsilver import tables
from pvsilver.cell.design import CellDesign, evaluate
from pvsilver.cell.parameters import cell_parameters
from pvsilver.cell.presets import preset, preset_ids
from pvsilver.cell.routes import route_of

ANCHORS = tables.load("cell_preset_anchors").rows


@pytest.mark.parametrize("row", ANCHORS, ids=lambda row: f"{row['preset']}-{row['quantity']}")
def test_a_preset_gives_what_the_note_prints(row):
    technology, year = row["preset"].split("-")
    result = evaluate(CellDesign.preset(technology, int(year)))
    assert getattr(result, row["quantity"]) == pytest.approx(row["expected"], rel=0.005)


@pytest.mark.parametrize("row", [r for r in ANCHORS if r["published_low"]], ids=lambda row: row["preset"])
def test_an_anchored_preset_lies_within_3_percent_of_its_published_range(row):
    technology, year = row["preset"].split("-")
    value = getattr(evaluate(CellDesign.preset(technology, int(year))), row["quantity"])
    assert 0.97 * row["published_low"] <= value <= 1.03 * row["published_high"]


@pytest.mark.parametrize(("technology", "year"), preset_ids())
def test_a_preset_reproduces_its_own_efficiency_and_warns_of_nothing(technology, year):
    design = CellDesign.preset(technology, year)
    result = evaluate(design)
    assert result.efficiency_pct == pytest.approx(design.values["efficiency_pct"], rel=1e-12)
    assert result.silver_ratio_to_preset == pytest.approx(1.0, rel=1e-12)
    assert result.warnings == []


@pytest.mark.parametrize(("technology", "year"), preset_ids())
def test_a_preset_value_stands_on_a_step_of_its_lever(technology, year):
    for id, value in CellDesign.preset(technology, year).values.items():
        declared = cell_parameters()[id].declared
        if isinstance(value, (int, float)) and not isinstance(value, bool) and declared.step:
            steps = (value - declared.minimum) / declared.step
            assert steps == pytest.approx(round(steps), abs=1e-6), id


def test_there_are_sixteen_presets_of_four_technologies():
    years = (2020, 2023, 2025, 2030)
    assert preset_ids() == tuple((t, y) for t in ("perc", "topcon", "hjt", "xbc") for y in years)


def test_only_xbc_has_both_polarities_on_the_rear_and_only_perc_lacks_rear_fingers():
    for technology, year in preset_ids():
        sides = {"perc": ("front",), "xbc": ("rear",)}.get(technology, ("front", "rear"))
        assert preset(technology, year).finger_sides == sides


def test_silver_falls_from_preset_to_preset_in_every_technology():
    for technology in ("perc", "topcon", "hjt", "xbc"):
        values = [
            evaluate(CellDesign.preset(technology, y)).silver_mg_per_w for y in (2020, 2023, 2025, 2030)
        ]
        assert values == sorted(values, reverse=True)


def test_the_route_of_a_design_follows_its_fingers():
    topcon = CellDesign.preset("topcon", 2025)
    plated = {f"{side}_finger_paste": "cu_plated" for side in ("front", "rear")}
    assert route_of(topcon) == "silver_paste"
    assert route_of(CellDesign.preset("hjt", 2025)) == "silver_coated_copper"
    assert route_of(CellDesign.preset("topcon", 2030)) == "seed_layer"
    assert route_of(topcon.replace(rear_top_height_um=5)) == "seed_layer"
    assert route_of(topcon.replace(**plated)) == "silver_free"
    assert route_of(topcon.replace(rear_finger_paste="cu_plated")) == "silver_coated_copper"


def test_every_parameter_of_a_cell_has_sources_and_a_grade():
    sources = {row["id"] for row in tables.load("sources").rows}
    for name in ("cell_ranges", "cell_presets", "pastes", "cell_constants", "cell_preset_anchors",
                 "contact_windows", "print_methods", "process_presets", "metallization_examples"):  # fmt: skip
        for row in tables.load(name).rows:
            assert set(tables.split_source_ids(row["source_id"])) <= sources, (name, row)
            assert row["evidence"] != "recalled"
