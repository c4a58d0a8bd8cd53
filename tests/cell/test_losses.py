"""Losses against closed forms, numerical sums and a one-diode solve."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsilver.cell import losses
from pvsilver.cell.design import CellDesign, evaluate

VT = 0.025693


def maximum_power(jl_ma: float, j0_ma: float, resistance: float) -> float:
    """Power (mW/cm2) of a one-diode cell with series resistance, by golden section over the diode voltage."""

    def power(vd: float) -> float:
        j = jl_ma - j0_ma * math.expm1(vd / VT)
        return j * (vd - resistance * j * 1e-3)

    low, high = 0.0, VT * math.log1p(jl_ma / j0_ma)
    ratio = (math.sqrt(5.0) - 1.0) / 2.0
    for _ in range(120):
        a, b = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (a, high) if power(a) < power(b) else (low, b)
    return power(0.5 * (low + high))


def mpp(jl_ma: float, j0_ma: float, resistance: float) -> tuple[float, float]:
    """J (mA/cm2) and terminal voltage at maximum power, on a fine grid of diode voltage."""
    vd = np.linspace(0.5, VT * math.log1p(jl_ma / j0_ma), 400_001)
    j = jl_ma - j0_ma * np.expm1(vd / VT)
    v = vd - resistance * j * 1e-3
    best = int(np.argmax(j * v))
    return float(j[best]), float(v[best])


@given(st.floats(0.05, 0.6), st.floats(0.690, 0.745))
@settings(max_examples=25, deadline=None)
def test_first_order_resistance_loss_agrees_with_a_one_diode_solve_to_0_02_points(resistance, voc):
    j0 = 41.5 / math.expm1(voc / VT)
    exact = 1.0 - maximum_power(41.5, j0, resistance) / maximum_power(41.5, j0, 0.0)
    j, v = mpp(41.5, j0, 0.0)
    first_order = losses.resistance_loss(resistance, j, v)
    assert 100.0 * abs(first_order - exact) <= 0.02


@given(st.floats(1.02, 1.35), st.floats(0.690, 0.745))
@settings(max_examples=25, deadline=None)
def test_first_order_recombination_loss_agrees_with_a_one_diode_solve_to_0_02_points(ratio, voc):
    j0 = 41.5 / math.expm1(voc / VT)
    exact = 1.0 - maximum_power(41.5, ratio * j0, 0.5) / maximum_power(41.5, j0, 0.5)
    _, v = mpp(41.5, j0, 0.5)
    assert 100.0 * abs(losses.recombination_loss(ratio - 1.0, 1.0, v) - exact) <= 0.02


def test_finger_resistance_is_the_mean_power_of_a_current_collected_along_the_line():
    line, pitch, gap = 2.2, 0.12, 1.1
    x = (np.arange(20_000) + 0.5) / 20_000 * gap / 2.0
    # From mid-gap the current grows to j·p·x; its power over the half segment, by the area's current squared.
    numerical = np.sum(line * (pitch * x) ** 2) * (gap / 2.0 / 20_000) / (pitch * gap / 2.0)
    assert losses.finger_resistance_ohm_cm2(line, pitch, gap) == pytest.approx(numerical, rel=1e-7)


def test_contact_resistance_agrees_with_a_discretised_ladder():
    rho, sheet, width, pitch, n = 2e-3, 200.0, 20e-4, 0.12, 4000
    # Current enters from both edges: half the contact, fed at one end, as a ladder of sheet and contact.
    dx = width / 2.0 / n
    step, shunt = sheet * dx, dx / rho
    conductance = 0.0
    for _ in range(n):
        conductance = 1.0 / (1.0 / (conductance + shunt) + step)
    ladder = pitch / 2.0 / conductance
    assert losses.contact_resistance_ohm_cm2(2.0, sheet, pitch, width) == pytest.approx(ladder, rel=1e-3)


def test_a_contact_far_narrower_than_the_transfer_length_is_the_narrow_limit():
    narrow = losses.narrow_contact_resistance_ohm_cm2(2.0, 0.12, 20e-4)
    assert losses.contact_resistance_ohm_cm2(2.0, 1e-9, 0.12, 20e-4) == pytest.approx(narrow, rel=1e-9)


def test_layer_and_wafer_in_parallel_conduct_77_ohm_for_the_wafer_alone():
    assert losses.parallel_sheet_resistance_ohm(1e12, 1.0, 130.0) == pytest.approx(76.9, abs=0.05)


@pytest.mark.parametrize(
    ("edit", "silver", "power"),
    [
        ({"front_finger_width_um": 15.5}, -0.41, 0.15),
        ({"front_finger_height_um": 9}, -0.35, -0.02),
        ({"front_finger_count": 160}, -0.36, -0.23),
        ({"front_busbar_width_um": 0}, -0.27, 0.0),
        ({"front_contact_resistivity_mohm_cm2": 0.8}, 0.0, 0.19),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_levers_on_the_2025_topcon_front_move_silver_and_power_as_the_note_prints(edit, silver, power):
    design = CellDesign.preset("topcon", 2025)
    old, new = evaluate(design), evaluate(design.replace(**edit))
    # The note holds the watts at the reference here.
    change = (new.silver_mg_per_cell - old.silver_mg_per_cell) / old.cell_power_w
    assert change == pytest.approx(silver, abs=0.0051)
    assert new.power_change_pct == pytest.approx(power, abs=0.0051)


def losses_of(result):
    return {(row.side, row.term): row.loss_pct for row in result.losses}


def test_a_reference_efficiency_replaces_itself_and_nothing_else():
    design = CellDesign.preset("topcon", 2025).replace(front_finger_width_um=20)
    higher = design.replace(efficiency_pct=27)
    assert losses_of(evaluate(higher)) == losses_of(evaluate(design))
    assert evaluate(higher).efficiency_pct / evaluate(design).efficiency_pct == pytest.approx(27 / 25.6)


def test_busbars_and_wires_are_reported_but_move_no_efficiency():
    design = CellDesign.preset("topcon", 2025)
    taller = evaluate(design.replace(front_busbar_height_um=10))
    assert losses_of(taller)["front", "busbar"] == pytest.approx(
        losses_of(evaluate(design))["front", "busbar"] / 2
    )
    assert taller.efficiency_pct == pytest.approx(25.6, rel=1e-12)


def test_sheet_resistance_under_the_contact_does_not_follow_the_lateral_one():
    design = CellDesign.preset("topcon", 2025)
    raised = losses_of(evaluate(design.replace(front_sheet_resistance_ohm=400)))
    assert raised["front", "contact"] == losses_of(evaluate(design))["front", "contact"]
    assert raised["front", "lateral"] > losses_of(evaluate(design))["front", "lateral"]


def test_a_line_resistance_set_directly_stays_as_set_when_the_print_changes():
    design = CellDesign.preset("topcon", 2030)
    taller = design.replace(front_finger_height_um=5, rear_finger_height_um=8)
    for side in ("front", "rear"):
        assert losses_of(evaluate(taller))[side, "finger"] == losses_of(evaluate(design))[side, "finger"]


def test_two_layers_conduct_side_by_side():
    design = CellDesign.preset("topcon", 2025)
    doubled = design.replace(front_top_height_um=10, front_top_paste="ag_ht")
    assert losses_of(evaluate(doubled))["front", "finger"] == pytest.approx(
        losses_of(evaluate(design))["front", "finger"] / 2.0
    )
    # Contact and recombination stay with the lower layer.
    assert (
        losses_of(evaluate(doubled))["cell", "recombination"]
        == losses_of(evaluate(design))["cell", "recombination"]
    )


def test_fine_coated_copper_lines_take_the_cautious_line_quality_and_it_can_be_overruled():
    design = CellDesign.preset("hjt", 2025).replace(front_finger_width_um=18)
    wide = CellDesign.preset("hjt", 2025).replace(front_finger_width_um=20)
    even = design.replace(front_line_quality_factor=1)
    finger = ("front", "finger")
    assert losses_of(evaluate(design))[finger] == pytest.approx(2.0 * losses_of(evaluate(even))[finger])
    assert losses_of(evaluate(even))[finger] == pytest.approx(losses_of(evaluate(wide))[finger] * 20 / 18)


def test_an_uneven_line_loses_conductance_and_no_silver():
    design = CellDesign.preset("topcon", 2025)
    uneven = design.replace(front_finger_section_cv=0.3)
    finger = ("front", "finger")
    assert losses_of(evaluate(uneven))[finger] == pytest.approx(1.09 * losses_of(evaluate(design))[finger])
    assert evaluate(uneven).silver_mg_per_cell == evaluate(design).silver_mg_per_cell


def test_xbc_has_no_shading_and_no_lateral_loss():
    losses = losses_of(evaluate(CellDesign.preset("xbc", 2025)))
    assert losses["front", "shading"] == 0.0
    assert losses["rear", "lateral"] == 0.0
    assert ("front", "finger") not in losses


def test_a_bare_cell_and_a_module_anchor_to_the_same_reference():
    for technology in ("perc", "topcon", "hjt", "xbc"):
        for year in (2020, 2030):
            design = CellDesign.preset(technology, year).replace(optical_mode="cell")
            assert evaluate(design).efficiency_pct == pytest.approx(
                design.values["efficiency_pct"], rel=1e-12
            )


def test_a_narrower_finger_gains_more_on_a_bare_cell_than_in_the_module():
    design = CellDesign.preset("topcon", 2025).replace(front_finger_width_um=12)
    assert evaluate(design.replace(optical_mode="cell")).efficiency_pct > evaluate(design).efficiency_pct
