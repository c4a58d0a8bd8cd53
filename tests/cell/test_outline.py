"""Outlines that are drawn have the sections and areas that the model computes with."""

import math

import numpy as np
import pytest

from pvsilver.cell import outline
from pvsilver.cell.geometry import SHAPES, shape_factor, wafer_area_cm2
from pvsilver.cell.indicators import print_breaks_per_cell

FORMATS = [(166, 166, 223), (182.2, 191.6, 262.5), (210, 210, 295), (182, 182, None)]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("top_ratio", [0.0, 0.5, 1.0])
def test_the_area_under_a_profile_is_its_shape_factor_times_width_and_height(shape, top_ratio):
    x, y = outline.profile(shape, 17.5, 10.0, top_ratio)
    expected = shape_factor(shape, top_ratio) * 17.5 * 10.0
    assert np.trapezoid(y, x) == pytest.approx(expected, rel=2e-3)
    assert x[0] == -x[-1] == -8.75
    assert y.max() == pytest.approx(10.0)


@pytest.mark.parametrize(("width", "height", "diameter"), FORMATS)
def test_half_a_wafer_has_half_its_area(width, height, diameter):
    x, y = outline.half_wafer(width, height, diameter)
    assert 2.0 * np.trapezoid(y, x) / 100.0 == pytest.approx(
        wafer_area_cm2(width, height, diameter), rel=2e-4
    )


def test_corners_of_a_half_wafer_lie_on_the_ingot():
    x, y = outline.half_wafer(182.2, 191.6, 262.5)
    assert np.hypot(x[0], y[0]) == pytest.approx(131.25)
    assert y.max() == pytest.approx(95.8)


@pytest.mark.parametrize(("fingers", "polarities"), [(178, 1), (230, 2)])
def test_half_the_fingers_stand_on_half_a_wafer_at_their_pitch(fingers, polarities):
    grid = outline.half_grid(182.2, 191.6, 1.0, fingers, 16, polarities)
    assert len(grid.finger_y) == fingers * polarities / 2
    assert np.diff(grid.finger_y) == pytest.approx((191.6 - 2.0) / (fingers * polarities))
    assert grid.finger_y.max() < 95.8 - 1.0
    assert len(grid.busbar_x) == 16
    assert np.diff(grid.busbar_x) == pytest.approx(182.2 / 16)


def test_polarities_take_turns():
    grid = outline.half_grid(182.2, 191.6, 1.0, 230, 24, 2)
    assert set(np.abs(np.diff(grid.finger_polarity))) == {1}
    assert set(np.abs(np.diff(grid.busbar_polarity))) == {1}


def test_a_chord_is_the_diameter_in_the_middle_and_nothing_outside():
    assert outline.chord(3.0, 0.0) == 3.0
    assert outline.chord(3.0, 3.5) == 0.0
    assert outline.chord(5.0, 3.0) == 4.0


def test_a_tenth_of_the_line_is_lower_than_the_band_of_heights():
    low, high = outline.scatter_interval(10.0, 0.22)
    # The break indicator counts the share of the line below a height with the same distribution.
    assert print_breaks_per_cell(1.0, 10.0, 0.22, low, 1000.0) == pytest.approx(0.1, rel=1e-9)
    assert print_breaks_per_cell(1.0, 10.0, 0.22, high, 1000.0) == pytest.approx(0.9, rel=1e-9)
    assert math.sqrt(low * high) == pytest.approx(10.0 / math.sqrt(1 + 0.22**2))
