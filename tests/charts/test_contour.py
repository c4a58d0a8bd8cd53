"""Lines of equal value lie where the field has that value."""

import numpy as np
import pytest

from pvsilver.charts.contour import segments

X, Y = np.linspace(-2.0, 2.0, 81), np.linspace(-2.0, 2.0, 61)


def test_a_cone_has_circles():
    radius = np.hypot(*np.meshgrid(X, Y))
    pieces = segments(X, Y, radius, 1.3)
    ends = np.concatenate([pieces[:, :2], pieces[:, 2:]])
    assert np.hypot(*ends.T) == pytest.approx(1.3, abs=2e-3)
    length = np.hypot(pieces[:, 2] - pieces[:, 0], pieces[:, 3] - pieces[:, 1]).sum()
    assert length == pytest.approx(2.0 * np.pi * 1.3, rel=1e-3)


def test_a_plane_has_a_straight_line():
    plane = np.meshgrid(X, Y)[0]
    pieces = segments(X, Y, plane, 0.51)
    assert pieces[:, [0, 2]] == pytest.approx(0.51)
    assert len(pieces) == len(Y) - 1


def test_a_saddle_keeps_its_two_branches_apart():
    x, y = np.meshgrid(X, Y)
    pieces = segments(X, Y, x * y, 0.011)
    assert (pieces[:, 0] * pieces[:, 2] > -1e-9).all()


def test_a_level_outside_the_field_and_missing_corners_have_no_piece():
    field = np.meshgrid(X, Y)[0]
    assert segments(X, Y, field, 9.0).shape == (0, 4)
    assert segments(X, Y, np.full_like(field, np.nan), 0.0).shape == (0, 4)
