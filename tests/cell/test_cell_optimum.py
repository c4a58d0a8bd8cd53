"""Optima: numerical against closed form, and searches against brute force."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsilver.cell import optimum
from pvsilver.cell.design import CellDesign, evaluate
from pvsilver.cell.search import find_best, outcomes, width_height_map
from pvsilver.cell.tradeoff import best_finger_count, count_curve, pitch_terms, tradeoff_curve
from pvsilver.errors import InputError
from pvsilver.money import Prices

TOPCON = CellDesign.preset("topcon", 2025)
terms = st.tuples(st.floats(1e-5, 1e-2), st.floats(1e-4, 1.0), st.floats(1e-2, 10.0))


@given(terms)
@settings(max_examples=60, deadline=None)
def test_the_numerical_minimum_of_the_pitch_loss_is_the_closed_form(kba):
    best = optimum.optimum_pitch_cm(*kba)
    grid = best * np.linspace(0.9, 1.1, 20_001)
    numerical = grid[np.argmin(optimum.pitch_loss(grid, *kba))]
    assert best == pytest.approx(numerical, rel=1e-3)
    k, b, a2 = kba
    assert 2 * a2 * best**3 + b * best**2 == pytest.approx(k, rel=1e-12)


def test_the_general_optimum_has_its_two_limits():
    assert optimum.optimum_pitch_cm(8e-4, 1e-15, 1.3) == pytest.approx(
        optimum.lateral_optimum_pitch_cm(8e-4, 1.3)
    )
    assert optimum.optimum_pitch_cm(8e-4, 0.02, 1e-15) == pytest.approx(
        optimum.line_optimum_pitch_cm(8e-4, 0.02)
    )


def narrow_contact_square_cell() -> CellDesign:
    """TOPCon 2025 on a full square without margin, contacts in the narrow limit: what the closed form assumes."""
    return TOPCON.replace(wafer_diameter_mm=None, edge_margin_mm=0, front_contact_sheet_resistance_ohm=0.5)


@pytest.mark.parametrize("price", [0.0, 28.27, 108.17])
def test_the_best_finger_count_of_the_whole_model_is_the_closed_form(price):
    design = narrow_contact_square_cell()
    for _ in range(30):  # J0 total is that of the optimum itself
        design = design.replace(front_finger_count=round(best_finger_count(design, "front", price)))
    found = find_best(design, "front", "cost_per_watt", ["finger_count"], prices=Prices(price, 7, 13))
    # The closed form adds shading and losses, the model multiplies them: 2-3 % of shading, a third of that in pitch.
    assert found.design.values["front_finger_count"] == pytest.approx(
        best_finger_count(design, "front", price), rel=0.02
    )


def test_silver_adds_its_equivalent_width_to_what_a_finger_costs():
    free, priced = pitch_terms(TOPCON, "front", 0.0), pitch_terms(TOPCON, "front", 82.57)
    width_um = evaluate(TOPCON, Prices(82.57, 7, 13)).silver_equivalent_width_um
    assert (priced.k_cm - free.k_cm) * 1e4 == pytest.approx(width_um, rel=1e-12)
    assert best_finger_count(TOPCON, "front", 82.57) < best_finger_count(TOPCON, "front", 0.0)


def test_the_best_width_at_fixed_aspect_is_the_closed_form():
    args = {
        "resistivity_uohm_cm": 2.6,
        "pitch_cm": 0.12,
        "busbar_distance_cm": 1.13875,
        "shape_factor": 2 / 3,
    }
    best = optimum.optimum_width_cm(**args, aspect=0.6, optical_ratio=0.45, j_ma_cm2=40.2, v=0.637)
    widths = best * np.linspace(0.8, 1.25, 40_001)
    line = 2.6e-6 / (2 / 3 * 0.6 * widths**2)
    loss = 0.45 * widths / 0.12 + line * 0.12 * 1.13875**2 / 12 * 40.2e-3 / 0.637
    assert widths[np.argmin(loss)] == pytest.approx(best, rel=1e-4)


def test_a_map_agrees_with_single_evaluations():
    widths, heights = np.array([12.0, 17.5, 30.0]), np.array([6.0, 10.0])
    found = width_height_map(TOPCON, "front", widths, heights)
    for row, height in enumerate(heights):
        for column, width in enumerate(widths):
            result = evaluate(TOPCON.replace(front_finger_width_um=width, front_finger_height_um=height))
            assert found.silver_mg_per_w[row, column] == pytest.approx(result.silver_mg_per_w, rel=1e-12)
            assert found.power_change_pct[row, column] == pytest.approx(result.power_change_pct, abs=1e-10)
            breaks = next(i.value for i in result.indicators if i.indicator == "print_breaks_per_cell")
            assert found.breaks_per_cell[row, column] == pytest.approx(breaks, rel=1e-6)


def test_fine_coated_copper_on_a_map_takes_the_cautious_quality_below_20_um_only():
    hjt = CellDesign.preset("hjt", 2025)
    found = width_height_map(hjt, "front", [18.0, 22.0], [15.0])
    for column, width in enumerate((18.0, 22.0)):
        result = evaluate(hjt.replace(front_finger_width_um=width, front_finger_height_um=15))
        assert found.power_change_pct[0, column] == pytest.approx(result.power_change_pct, abs=1e-10)


def test_designs_on_a_map_that_cannot_be_printed_are_empty():
    found = width_height_map(TOPCON, "front", [17.5, 1100.0], [10.0])
    assert np.isfinite(found.silver_mg_per_w[0, 0])
    assert np.isnan(found.silver_mg_per_w[0, 1])


def test_the_most_efficient_count_is_the_best_of_all_counts():
    counts = np.arange(89, 357)
    brute = outcomes(TOPCON, "front", finger_count=counts).power_change_pct
    found = find_best(TOPCON, "front", "efficiency", ["finger_count"])
    assert found.design.values["front_finger_count"] == counts[np.argmax(brute)]
    assert found.at_limit == ()


def test_silver_at_the_same_power_is_less_than_the_designs_and_costs_no_power():
    found = find_best(TOPCON, "front", "silver")
    assert found.outcome["silver_mg_per_w"] < evaluate(TOPCON).silver_mg_per_w
    assert found.outcome["power_change_pct"] >= -1e-9
    assert "finger_width_um" in found.at_limit


def test_giving_up_power_saves_more_silver():
    silver = [
        find_best(TOPCON, "front", "silver", power_loss_pct=loss).outcome["silver_mg_per_w"]
        for loss in (0.0, 0.2, 0.5)
    ]
    assert silver == sorted(silver, reverse=True)


def test_dearer_silver_never_asks_for_more_of_it():
    used = [
        find_best(TOPCON, "front", "cost_per_watt", prices=Prices(price, 7, 13)).outcome["silver_mg_per_w"]
        for price in (10, 30, 80, 200)
    ]
    assert used == sorted(used, reverse=True)


def test_no_design_beats_the_trade_off_curve():
    curve = tradeoff_curve(TOPCON, "front")
    assert np.all(np.diff(curve.silver_mg_per_w) > 0)
    assert np.all(np.diff(curve.power_change_pct) > 0)
    for objective in ("efficiency", "cost_per_watt"):
        found = find_best(TOPCON, "front", objective).outcome
        reachable = curve.power_change_pct[curve.silver_mg_per_w <= found["silver_mg_per_w"] + 0.05]
        assert found["power_change_pct"] == pytest.approx(reachable.max(), abs=0.1)


def test_the_count_curve_peaks_where_the_search_does():
    curve = count_curve(TOPCON, "front", np.arange(90, 350), (0.0, 82.57, 165.14))
    peaks = [int(curve.finger_count[np.argmax(profit)]) for profit in curve.profit_pct.values()]
    assert peaks == sorted(peaks, reverse=True)
    for price, peak in zip(curve.profit_pct, peaks, strict=True):
        best = find_best(TOPCON, "front", "cost_per_watt", ["finger_count"], prices=Prices(price, 7, 13))
        assert best.design.values["front_finger_count"] == peak


def test_a_search_that_cannot_be_met_or_understood_is_refused():
    with pytest.raises(InputError, match="not reachable"):
        find_best(TOPCON, "front", "silver", ["finger_count"], bounds={"finger_count": (60, 70)})
    with pytest.raises(InputError, match="objective"):
        find_best(TOPCON, "front", "beauty")
    with pytest.raises(InputError, match="levers"):
        find_best(TOPCON, "front", "efficiency", ["finger_shape"])
    with pytest.raises(InputError, match="no fingers"):
        find_best(CellDesign.preset("xbc", 2025), "front", "efficiency")
