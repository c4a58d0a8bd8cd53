"""Divisia decomposition: exact, antisymmetric, right at its limits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from pvsilver.studies import divisia

FACTOR = st.just(0.0) | st.floats(1e-6, 1e4)
SIDE = hnp.arrays(float, (4, 5), elements=FACTOR)


@given(SIDE, SIDE)
def test_parts_add_up_to_the_change_of_the_product(before, after):
    parts = divisia.contributions(before, after)
    change = after.prod(axis=0) - before.prod(axis=0)
    scale = np.maximum(after.prod(axis=0), before.prod(axis=0))
    assert np.all(np.abs(parts.sum(axis=0) - change) <= 1e-12 * scale)


@given(SIDE, SIDE)
def test_swapping_the_sides_flips_every_sign(before, after):
    there, back = divisia.contributions(before, after), divisia.contributions(after, before)
    assert np.array_equal(there, -back)


@given(SIDE, SIDE, st.permutations(range(4)))
def test_the_order_of_the_factors_does_not_matter(before, after, order):
    parts = divisia.contributions(before, after)
    shuffled = divisia.contributions(before[list(order)], after[list(order)])
    scale = np.maximum(after.prod(axis=0), before.prod(axis=0))
    assert np.all(np.abs(parts[list(order)] - shuffled) <= 1e-11 * (1.0 + scale) * 10)


@given(SIDE)
def test_nothing_changed_means_no_part(side):
    assert not divisia.contributions(side, side).any()


@given(hnp.arrays(float, (4, 1), elements=st.floats(0.1, 10)), st.integers(0, 3), st.floats(0.1, 10))
def test_one_factor_moved_carries_the_whole_change(before, which, moved):
    after = before.copy()
    after[which] = moved
    parts = divisia.contributions(before, after)
    assert parts[which, 0] == pytest.approx(after.prod() - before.prod(), rel=1e-12, abs=1e-12)
    assert not np.delete(parts, which, axis=0).any()


def test_two_factors_by_hand():
    parts = divisia.contributions(np.array([[2.0], [3.0]]), np.array([[4.0], [5.0]]))
    mean = (20 - 6) / math.log(20 / 6)
    assert parts[:, 0] == pytest.approx([mean * math.log(2), mean * math.log(5 / 3)])


def test_what_appears_is_owed_to_the_factor_that_was_zero():
    parts = divisia.contributions(np.array([[5.0], [0.0]]), np.array([[7.0], [2.0]]))
    assert parts[:, 0].tolist() == [0.0, 14.0]


@pytest.mark.parametrize("small", [1e-60, 1e-120, 1e-200])
def test_a_zero_is_the_limit_of_a_small_number(small):
    """ln of a small number grows slowly: the limit is neared like 1/ln."""
    after = np.array([[7.0], [2.0]])
    limit = divisia.contributions(np.array([[5.0], [0.0]]), after)
    near = divisia.contributions(np.array([[5.0], [small]]), after)
    assert np.abs(near - limit).max() < 14.0 / abs(math.log(small)) * math.log(7 / 5) * 1.05


def test_two_factors_that_were_zero_share_what_appears():
    parts = divisia.contributions(np.array([[0.0], [0.0], [1.0]]), np.array([[7.0], [2.0], [3.0]]))
    assert parts[:, 0].tolist() == [21.0, 21.0, 0.0]


def test_a_product_that_is_zero_on_both_sides_adds_nothing():
    parts = divisia.contributions(np.array([[0.0], [2.0]]), np.array([[3.0], [0.0]]))
    assert not parts.any()
