"""What must hold of any cell: masses add up, silver follows paste, height and count."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsilver.cell.design import CellDesign, evaluate
from pvsilver.cell.paste import named_paste
from pvsilver.cell.presets import preset_ids

designs = st.sampled_from(preset_ids()).map(lambda key: CellDesign.preset(*key))


def masses(result, side, element):
    (found,) = [e for e in result.elements if (e.side, e.element) == (side, element)]
    return found


@given(designs, st.floats(0.5, 1.5), st.floats(0.5, 1.5))
@settings(max_examples=60, deadline=None)
def test_elements_and_print_steps_add_up_to_the_cell(design, wider, taller):
    side = design.reference.finger_sides[0]
    edited = design.replace(
        **{
            f"{side}_finger_width_um": design.values[f"{side}_finger_width_um"] * wider,
            f"{side}_finger_height_um": design.values[f"{side}_finger_height_um"] * taller,
        }
    )
    result = evaluate(edited)
    for rows in (result.elements, result.print_steps):
        assert sum(row.silver_mg for row in rows) == pytest.approx(result.silver_mg_per_cell, rel=1e-12)
        assert sum(row.paste_mg for row in rows) == pytest.approx(result.paste_mg_per_cell, rel=1e-12)
    assert result.silver_mg_per_w * result.cell_power_w == pytest.approx(result.silver_mg_per_cell, rel=1e-12)


@given(designs, st.sampled_from(["finger_height_um", "pad_height_um", "busbar_height_um"]))
@settings(max_examples=60, deadline=None)
def test_doubling_a_height_doubles_that_elements_silver_and_no_other(design, name):
    side = design.reference.finger_sides[-1]
    before = evaluate(design)
    after = evaluate(design.replace(**{f"{side}_{name}": 2.0 * design.values[f"{side}_{name}"]}))
    touched = name.split("_")[0]
    for old, new in zip(before.elements, after.elements, strict=True):
        factor = 2.0 if (old.side, old.element) == (side, touched) else 1.0
        assert new.silver_mg == pytest.approx(factor * old.silver_mg, rel=1e-12)
        assert new.paste_mg == pytest.approx(factor * old.paste_mg, rel=1e-12)


@pytest.mark.parametrize(("technology", "year"), preset_ids())
def test_paste_times_solids_times_silver_share_is_the_silver(technology, year):
    design = CellDesign.preset(technology, year)
    for element in evaluate(design).elements:
        paste = named_paste(design.values[f"{element.side}_{element.element}_paste"])
        expected = element.paste_mg * paste.cured_to_wet * paste.silver_share
        assert element.silver_mg == pytest.approx(expected, rel=1e-12)


def test_a_custom_paste_weighs_in_with_its_solids_and_silver_share():
    design = CellDesign.preset("topcon", 2025).replace(
        front_finger_paste="custom", front_custom_solids_pct=88, front_custom_silver_pct_of_solids=60,
        front_custom_resistivity_uohm_cm=4,
    )  # fmt: skip
    finger = masses(evaluate(design), "front", "finger")
    assert finger.silver_mg == pytest.approx(finger.paste_mg * 0.88 * 0.60, rel=1e-12)


def test_a_custom_paste_like_the_standard_one_gives_the_same_cell():
    design = CellDesign.preset("topcon", 2025)
    custom = design.replace(
        front_finger_paste="custom", front_custom_solids_pct=90, front_custom_silver_pct_of_solids=97.5,
        front_custom_resistivity_uohm_cm=2.6,
    )  # fmt: skip
    assert evaluate(custom).silver_mg_per_w == pytest.approx(evaluate(design).silver_mg_per_w, rel=1e-12)
    assert evaluate(custom).efficiency_pct == pytest.approx(evaluate(design).efficiency_pct, rel=1e-12)


@pytest.mark.parametrize(("technology", "year"), preset_ids())
def test_a_cell_printed_in_copper_alone_has_no_silver(technology, year):
    design = CellDesign.preset(technology, year)
    copper = {id: "cu" for id in design.values if id.endswith("_paste") and design.values[id] is not None}
    result = evaluate(design.replace(**copper))
    assert result.silver_mg_per_cell == 0.0
    assert result.silver_cny_per_cell == 0.0
    assert result.paste_mg_per_cell > 0.0


def test_a_plated_cell_has_silver_in_its_cap_alone_and_no_wet_fingers():
    design = CellDesign.preset("topcon", 2025).replace(
        front_finger_paste="cu_plated", rear_finger_paste="cu_plated", front_busbar_width_um=0,
        rear_busbar_width_um=0, front_pad_count=0, rear_pad_count=0, front_cap_thickness_nm=500,
    )  # fmt: skip
    result = evaluate(design)
    length_cm, around_cm = 178 * 18.02, (17.5 + 2 * 10) * 1e-4
    assert result.silver_mg_per_cell == pytest.approx(
        length_cm * around_cm * 500e-7 * 10.49 * 1000, rel=1e-12
    )
    assert result.paste_mg_per_cell == 0.0


def test_dashes_take_their_share_of_the_silver_and_leave_shading_and_line_resistance():
    design = CellDesign.preset("topcon", 2025)
    dashed = design.replace(front_finger_length_share=0.4)
    old, new = evaluate(design), evaluate(dashed)
    assert masses(new, "front", "finger").silver_mg == pytest.approx(
        0.4 * masses(old, "front", "finger").silver_mg
    )

    def losses(result):
        return {(r.side, r.term): r.loss_pct for r in result.losses}

    assert losses(new)["front", "shading"] == losses(old)["front", "shading"]
    assert losses(new)["front", "finger"] == losses(old)["front", "finger"]
    assert losses(new)["front", "contact"] == pytest.approx(losses(old)["front", "contact"] / 0.4)
    assert losses(new)["cell", "recombination"] < losses(old)["cell", "recombination"]


def test_a_measured_wet_mass_becomes_the_mass_and_its_ratio_calibrates_the_section():
    design = CellDesign.preset("topcon", 2025)
    computed = masses(evaluate(design), "rear", "finger")
    result = evaluate(design.replace(rear_finger_wet_mg=30, rear_busbar_wet_mg=3))
    finger = masses(result, "rear", "finger")
    assert finger.paste_mg == pytest.approx(30)
    assert masses(result, "rear", "busbar").paste_mg == pytest.approx(3)
    assert finger.silver_mg == pytest.approx(computed.silver_mg * 30 / computed.paste_mg)
    steps = {step.step: step for step in result.print_steps}
    ratio = 30 / computed.paste_mg
    assert steps["rear_finger"].measured_to_computed == pytest.approx(ratio)
    assert steps["front_finger"].measured_to_computed is None

    def line(result):
        return next(r.loss_pct for r in result.losses if (r.side, r.term) == ("rear", "finger"))

    assert line(result) == pytest.approx(line(evaluate(design)) / ratio)


def test_redundancy_lines_add_their_length_in_silver_and_shade():
    design = CellDesign.preset("topcon", 2025)
    one_finger_more = design.replace(front_redundancy_length_mm=180.2)
    ratio = masses(evaluate(one_finger_more), "front", "finger").silver_mg
    assert ratio == pytest.approx(masses(evaluate(design), "front", "finger").silver_mg * 179 / 178)
    assert evaluate(one_finger_more).efficiency_pct < evaluate(design).efficiency_pct


def test_a_smaller_wafer_takes_less_silver_at_about_the_same_intensity():
    design = CellDesign.preset("topcon", 2025)
    smaller = design.replace(wafer_width_mm=182, wafer_height_mm=182, wafer_diameter_mm=247, front_finger_count=169,
                             rear_finger_count=171)  # fmt: skip
    old, new = evaluate(design), evaluate(smaller)
    assert new.silver_mg_per_cell < old.silver_mg_per_cell
    assert new.silver_mg_per_w == pytest.approx(old.silver_mg_per_w, rel=0.03)
