"""Bad input is refused in one line that names id, value and limit; odd input warns."""

from __future__ import annotations

import math

import pytest

from pvsilver.cell.design import CellDesign, evaluate
from pvsilver.cell.geometry import wafer_area_cm2
from pvsilver.errors import InputError

TOPCON = CellDesign.preset("topcon", 2025)

BAD = [
    ({"front_finger_width_um": 1200}, "front_finger_width_um", ("1200", "178 fingers leave 1.07 mm each")),
    ({"front_finger_count": 4000, "front_finger_width_um": 50}, "front_finger_width_um", ("50", "47 um")),
    ({"front_finger_count": 5000, "front_pad_count": 0}, None, ()),
    ({"front_finger_height_um": -1}, "front_finger_height_um", ("-1", "0 to 1000 um")),
    ({"front_finger_height_um": 0}, "front_finger_height_um", ("0 um leaves no conductor",)),
    ({"rear_pad_height_um": -0.1}, "rear_pad_height_um", ("-0.1",)),
    ({"front_finger_width_um": math.nan}, "front_finger_width_um", ("nan", "a number")),
    ({"front_finger_width_um": math.inf}, "front_finger_width_um", ("inf", "a number")),
    ({"front_finger_width_um": "17.5 um"}, "front_finger_width_um", ("17.5 um", "a number")),
    ({"front_finger_width_um": "1_0"}, "front_finger_width_um", ("1_0",)),
    ({"front_finger_width_um": True}, "front_finger_width_um", ("True",)),
    ({"front_finger_width_um": [17]}, "front_finger_width_um", ("[17]",)),
    ({"front_finger_width_um": None}, "front_finger_width_um", ("empty",)),
    ({"front_finger_count": 0}, "front_finger_count", ("0", "from 1")),
    ({"front_finger_count": 177.5}, "front_finger_count", ("177.5", "whole number")),
    ({"front_busbar_count": 0}, "front_busbar_count", ("0", "from 1")),
    ({"front_finger_paste": "gold"}, "front_finger_paste", ("gold", "ag_ht", "custom")),
    ({"front_finger_shape": "circle"}, "front_finger_shape", ("circle", "parabola")),
    ({"front_finger_length_share": 1.2}, "front_finger_length_share", ("1.2", "to 1")),
    ({"rear_silver_powder_blend_share": 1.01}, "rear_silver_powder_blend_share", ("1.01", "to 1")),
    ({"rear_agcu_powder_silver_wt_pct": 4}, "rear_agcu_powder_silver_wt_pct", ("4", "5 to 100")),
    ({"front_finger_top_ratio": -0.1}, "front_finger_top_ratio", ("-0.1",)),
    ({"front_contact_width_um": 30}, "front_contact_width_um", ("30", "17.5 um")),
    ({"wafer_diameter_mm": 190}, "wafer_diameter_mm", ("190", "191.6")),
    ({"wafer_width_mm": 300}, "wafer_width_mm", ("300", "262.5")),
    ({"edge_margin_mm": 11}, "edge_margin_mm", ("11", "10")),
    ({"front_finger_paste": "custom"}, "front_custom_solids_pct", ("empty", "custom")),
    ({"front_busbar_width_um": 4999, "front_busbar_count": 90}, "front_busbar_width_um", ("4999", "busbar distance")),
    ({"wire_count": 100, "wire_diameter_mm": 2}, "wire_diameter_mm", ("100 wires",)),
    ({"leco": "maybe"}, "leco", ("maybe", "on or off")),
    ({"print_method": "inkjet"}, "print_method", ("inkjet", "stencil")),
    ({"front_finger_widht_um": 17}, "front_finger_widht_um", ("not a parameter", "front_finger_width_um")),
    ({"rear_busbar_width_um": 0, "rear_busbar_wet_mg": 3}, "rear_busbar_wet_mg", ("nothing to calibrate",)),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "id", "words"), BAD, ids=[str(edit)[:60] for edit, _, _ in BAD])
def test_a_cell_that_cannot_be_printed_is_refused_in_one_line(edit, id, words):
    if id is None:
        evaluate(TOPCON.replace(**edit))
        return
    with pytest.raises(InputError) as refused:
        TOPCON.replace(**edit)
    message = str(refused.value)
    assert message.startswith(id + ":")
    assert len(message) <= 300
    assert "\n" not in message
    for word in words:
        assert word in message


def test_a_cell_whose_losses_take_the_whole_power_is_refused_by_evaluate():
    with pytest.raises(InputError, match="front_finger_width_um"):
        evaluate(TOPCON.replace(front_finger_height_um=0.01))


@pytest.mark.parametrize(
    ("technology", "edit"),
    [("perc", {"rear_finger_count": 100}), ("perc", {"rear_busbar_width_um": 50}), ("xbc", {"front_pad_count": 3}),
     ("xbc", {"front_finger_width_um": 20}), ("perc", {"rear_finger_wet_mg": 20})],
    ids=str,
)  # fmt: skip
def test_a_side_that_prints_nothing_takes_no_values(technology, edit):
    with pytest.raises(InputError, match="prints"):
        CellDesign.preset(technology, 2025).replace(**edit)


def test_an_empty_value_where_nothing_is_printed_is_no_edit():
    assert CellDesign.preset("perc", 2025).replace(rear_finger_count=None) == CellDesign.preset("perc", 2025)


def test_xbc_fingers_of_both_polarities_must_fit_the_pair_pitch():
    xbc = CellDesign.preset("xbc", 2025)
    xbc.replace(rear_finger_width_um=460)
    with pytest.raises(InputError, match=r"410 fingers leave 0\.46 mm each"):
        xbc.replace(rear_finger_width_um=470)


@pytest.mark.parametrize(
    ("technology", "year"),
    [
        ("al_bsf", 2020),
        ("TOPCon", 2025),
        ("topcon", 2024),
        ("topcon", True),
        ("topcon", "2025.0"),
        (None, 2025),
    ],
)
def test_an_unknown_preset_is_refused_with_the_list(technology, year):
    with pytest.raises(InputError, match="there are"):
        CellDesign.preset(technology, year)


def test_numbers_as_text_count_as_numbers():
    assert TOPCON.replace(front_finger_width_um="18.5", leco="on") == TOPCON.replace(
        front_finger_width_um=18.5
    )
    assert CellDesign.preset("topcon", "2025") == TOPCON


def test_a_design_is_frozen_hashable_and_equal_by_value():
    edited = TOPCON.replace(front_finger_width_um=18)
    assert edited != TOPCON
    assert edited.replace(front_finger_width_um=17.5) == TOPCON
    assert len({TOPCON, edited, edited.replace(front_finger_width_um=17.5)}) == 2
    with pytest.raises(AttributeError, match="frozen"):
        edited.extra = 1
    with pytest.raises(TypeError):
        edited.values["front_finger_width_um"] = 1
    assert edited.changed == {"front_finger_width_um": 18.0}


def kinds(**edit):
    return [notice.kind for notice in evaluate(TOPCON.replace(**edit)).warnings]


def test_odd_but_possible_cells_warn():
    assert kinds(front_finger_height_um=17) == ["aspect"]
    assert kinds(front_finger_width_um=8.5, front_finger_height_um=5) == ["width"]
    assert kinds(rear_finger_wet_mg=60) == ["measured_ratio"]
    assert kinds(rear_finger_wet_mg=35) == []
    assert kinds(front_contact_resistivity_mohm_cm2=0.1, front_j0_metal_fa_cm2=20) == ["contact_pair"]
    assert kinds(front_agcu_powder_silver_wt_pct=20) == ["powder_unused"]
    assert kinds(front_cap_thickness_nm=300) == ["cap_on_silver"]
    assert kinds(front_finger_paste="cu_plated", front_cap_thickness_nm=300) == []


def test_a_warning_names_its_field():
    (notice,) = evaluate(TOPCON.replace(rear_finger_wet_mg=60)).warnings
    assert notice.parameter == "rear_finger_wet_mg"
    assert str(notice).startswith("rear_finger_wet_mg: measured is 1.69 of computed")


@pytest.mark.parametrize("sides", [(0, 166, 223), (166, -1, 223), (166, 166, 166), (166, 180, 175), ("a", 166, 223),
                                   (166, 166, math.nan)])  # fmt: skip
def test_a_wafer_must_have_sides_and_fit_its_ingot(sides):
    with pytest.raises(InputError, match="wafer_"):
        wafer_area_cm2(*sides)


def test_a_wafer_inside_its_ingot_is_a_rectangle_and_the_formula_is_continuous_there():
    diagonal = math.hypot(182, 210)
    assert wafer_area_cm2(182, 210, diagonal) == pytest.approx(382.2)
    assert wafer_area_cm2(182, 210, diagonal - 1e-6) == pytest.approx(382.2)
    assert wafer_area_cm2(182, 210) == pytest.approx(382.2)
    assert wafer_area_cm2(182, 210, 272) == pytest.approx(wafer_area_cm2(210, 182, 272))


def test_results_are_plain_for_json():
    import json

    plain = evaluate(TOPCON).as_dict()
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    for name in (
        "area_cm2", "cell_power_w", "efficiency_pct", "silver_mg_per_cell", "silver_mg_per_w", "paste_mg_per_cell",
        "paste_mg_per_w", "silver_usd_per_w", "silver_cny_per_w", "silver_cny_per_cell",
        "silver_equivalent_width_um", "elements", "losses", "indicators", "warnings",
    ):  # fmt: skip
        assert name in plain


def test_losses_beyond_a_first_order_sum_warn():
    assert "first_order" in kinds(front_finger_height_um=0.1)
