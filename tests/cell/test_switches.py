"""LECO and print method set several values at once and lose no edit."""

from __future__ import annotations

import pytest

from pvsilver.cell.design import CellDesign, evaluate
from pvsilver.errors import InputError

OLD = CellDesign.preset("topcon", 2023)
NEW = CellDesign.preset("topcon", 2025)

DEPENDENT = (
    "front_finger_paste", "front_contact_resistivity_mohm_cm2", "front_j0_metal_fa_cm2", "front_sheet_resistance_ohm",
)  # fmt: skip


def test_leco_sets_paste_contact_recombination_and_sheet_resistance_of_the_front():
    on = OLD.replace(leco=True)
    assert [on.values[id] for id in DEPENDENT] == ["ag_ht", 1.2, 350.0, 250.0]
    assert on.values["front_contact_sheet_resistance_ohm"] == OLD.values["front_contact_sheet_resistance_ohm"]
    assert evaluate(on).efficiency_pct > evaluate(OLD).efficiency_pct


def test_leco_off_and_on_again_brings_the_preset_back():
    off = NEW.replace(leco=False)
    assert [off.values[id] for id in DEPENDENT] == ["agal_ht", 2.3, 700.0, 150.0]
    assert off.replace(leco=True) == NEW


def test_an_edit_given_with_the_switch_wins_over_it():
    on = OLD.replace(leco="on", front_finger_paste="agal_ht")
    assert on.values["front_finger_paste"] == "agal_ht"
    assert on.values["front_j0_metal_fa_cm2"] == 350.0


def test_a_switch_that_does_not_move_changes_nothing():
    edited = NEW.replace(front_contact_resistivity_mohm_cm2=0.9)
    assert edited.replace(leco=True) == edited


def test_leco_is_refused_where_its_values_are_not_known():
    with pytest.raises(InputError, match="leco: on is not available for hjt"):
        CellDesign.preset("hjt", 2025).replace(leco=True)


@pytest.mark.parametrize(
    ("method", "spread", "aspect"), [("mesh", 8, 0.45), ("knotless", 6, 0.55), ("stencil", 4, 0.7)]
)
def test_a_print_method_sets_spread_variation_and_aspect_on_both_sides(method, spread, aspect):
    design = NEW.replace(print_method=method)
    for side, width in (("front", 17.5), ("rear", 21.0)):
        assert design.values[f"{side}_finger_height_um"] == pytest.approx(aspect * width)
        assert design.values[f"{side}_print_spread_um"] == spread
        assert design.values[f"{side}_finger_section_cv"] > 0
    assert design.replace(print_method=None) == NEW


def test_the_aspect_of_a_print_method_takes_the_width_given_with_it():
    assert (
        NEW.replace(print_method="stencil", front_finger_width_um=20).values["front_finger_height_um"] == 14.0
    )


@pytest.mark.parametrize(
    "design",
    [
        OLD.replace(leco=True),
        OLD.replace(leco=True).replace(front_contact_resistivity_mohm_cm2=2.3, front_finger_width_um=20),
        NEW.replace(print_method="stencil", front_finger_width_um=20),
        NEW.replace(print_method="mesh").replace(front_finger_width_um=22, rear_finger_height_um=8),
        NEW.replace(leco=False, print_method="stencil", rear_print_spread_um=6),
        CellDesign.preset("xbc", 2030).replace(print_method="knotless", rear_finger_count=200),
    ],
    ids=repr,
)
def test_a_design_comes_back_from_its_changes(design):
    assert CellDesign.preset(design.technology, design.preset_year).replace(**design.changed) == design
    whole = {id: value for id, value in design.values.items() if value is not None}
    assert CellDesign.preset(design.technology, design.preset_year).replace(**whole) == design
