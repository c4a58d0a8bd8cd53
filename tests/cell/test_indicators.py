"""Indicators: closed forms and direction, never a lifetime."""

from __future__ import annotations

import numpy as np
import pytest

from pvsilver.cell import indicators
from pvsilver.cell.design import CellDesign, evaluate
from pvsilver.cell.losses import finger_resistance_ohm_cm2

TOPCON = CellDesign.preset("topcon", 2025)


def indicator(result, name, side="front"):
    (found,) = [row for row in result.indicators if (row.side, row.indicator) == (side, name)]
    return found


def test_a_break_at_a_random_place_doubles_the_loss_of_its_segment_and_at_worst_quadruples_it():
    x = (np.arange(100_000) + 0.5) / 100_000
    ratio = ((x**3 + (1 - x) ** 3) / 3) / (1 / 12)
    assert ratio.mean() == pytest.approx(indicators.MEAN_BREAK_RATIO, rel=1e-6)
    assert ratio.max() == pytest.approx(indicators.WORST_BREAK_RATIO, rel=1e-4)


def test_two_breaks_cut_off_a_third_of_a_segment_on_average():
    rng = np.random.default_rng(7)
    breaks = rng.random((2, 400_000))
    assert np.abs(breaks[0] - breaks[1]).mean() == pytest.approx(
        indicators.ISOLATED_SHARE_OF_TWO_BREAKS, abs=2e-3
    )


def test_breaks_rise_about_fourteen_times_a_micrometre_below_the_knee():
    args = {"finger_length_mm": 178 * 180, "height_cv": 0.22, "minimum_height_um": 3, "cell_length_um": 60}
    breaks = [indicators.print_breaks_per_cell(mean_height_um=h, **args) for h in (8, 7, 6)]
    assert breaks[1] / breaks[0] == pytest.approx(14, abs=0.3)
    assert breaks[2] / breaks[1] == pytest.approx(14, abs=0.5)


def test_breaks_of_an_array_are_those_of_its_numbers_far_into_the_tail():
    heights = np.array([3.0, 4.0, 6.0, 10.0, 15.0, 25.0])
    args = {"finger_length_mm": 32_000.0, "height_cv": 0.22, "minimum_height_um": 3.0, "cell_length_um": 60.0}
    single = [indicators.print_breaks_per_cell(mean_height_um=float(h), **args) for h in heights]
    assert indicators.print_breaks_per_cell(mean_height_um=heights, **args) == pytest.approx(single, rel=2e-7)


def test_at_its_reserve_a_line_costs_half_a_percent_more():
    reserve = indicators.conductance_reserve(2.2, 0.12, 1.1, 40.0, 0.637, 0.5)
    before, after = (finger_resistance_ohm_cm2(r, 0.12, 1.1) * 40e-3 / 0.637 for r in (2.2, 2.2 * reserve))
    assert after - before == pytest.approx(0.005, rel=1e-12)


def test_the_reserve_of_xbc_counts_both_polarities():
    xbc = CellDesign.preset("xbc", 2025)
    result = evaluate(xbc)
    reserve = indicator(result, "conductance_reserve", "rear").value
    uneven = xbc.replace(rear_line_quality_factor=reserve)
    rise = [next(r.loss_pct for r in evaluate(d).losses if r.term == "finger") for d in (xbc, uneven)]
    assert rise[1] - rise[0] == pytest.approx(0.5, rel=1e-9)


def test_break_losses_of_all_segments_add_up_to_the_finger_loss():
    result = evaluate(TOPCON)
    finger = next(r.loss_pct for r in result.losses if (r.side, r.term) == ("front", "finger"))
    assert indicator(result, "one_break_mean").value * 178 * 16 == pytest.approx(finger)
    assert indicator(result, "one_break_worst").value * 178 * 16 == pytest.approx(3 * finger)


def test_no_break_is_counted_under_a_conductor_that_carries_on():
    under_copper = evaluate(CellDesign.preset("topcon", 2030))
    assert indicator(under_copper, "print_breaks_per_cell").value is None
    dashes = evaluate(TOPCON.replace(front_finger_length_share=0.3, front_top_height_um=8))
    assert indicator(dashes, "print_breaks_per_cell").value > 0


def test_the_corrosion_indicator_is_off_until_a_depth_is_set():
    names = [row.indicator for row in evaluate(TOPCON).indicators]
    assert "contact_share_left" not in names
    result = evaluate(TOPCON.replace(corrosion_depth_um=2))
    assert indicator(result, "contact_share_left").value == pytest.approx(1 - 2 * 2 / 17.5)
    assert result.efficiency_pct == evaluate(TOPCON).efficiency_pct


def test_shells_are_judged_at_100_and_50_nm():
    hjt = CellDesign.preset("hjt", 2025)
    states = {
        pct: indicator(evaluate(hjt.replace(front_agcu_powder_silver_wt_pct=pct)), "silver_shell").state
        for pct in (10, 25, 50)
    }
    assert states == {10: "beyond_evidence", 25: "watch", 50: "comfortable"}


def test_the_laydown_index_is_one_at_the_preset_and_above_it_and_rises_below():
    assert indicator(evaluate(TOPCON), "laydown_index", "cell").value == pytest.approx(1.0)
    lean = evaluate(TOPCON.replace(front_finger_height_um=6, rear_finger_height_um=5))
    rich = evaluate(TOPCON.replace(front_finger_height_um=14))
    assert indicator(lean, "laydown_index", "cell").value > 2.0
    assert indicator(rich, "laydown_index", "cell").value == pytest.approx(1.0)


def test_every_indicator_says_what_supports_it_and_none_is_a_lifetime():
    for technology in ("perc", "topcon", "hjt", "xbc"):
        for row in evaluate(CellDesign.preset(technology, 2025)).indicators:
            assert row.basis in ("exact", "derived", "heuristic", "read")
            assert row.state in ("", "comfortable", "watch", "beyond_evidence")
            assert "year" not in row.unit
