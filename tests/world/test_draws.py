"""Many lifetimes at once: the same retirement as one at a time, in little memory."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsilver.errors import InputError
from pvsilver.world.cohorts import retire
from pvsilver.world.draws import retire_draws

ADDITIONS = np.geomspace(0.1, 900, 56)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 40), st.integers(1, 3), st.integers(1, 9), st.integers(1, 12),
    st.sampled_from(["mid", "end", "begin"]), st.integers(0, 2**32 - 1),
)  # fmt: skip
def test_each_draw_retires_as_it_would_alone(years, series, draws, block, convention, seed):
    rng = np.random.default_rng(seed)
    additions = rng.uniform(0, 900, (years, series))
    shape, scale, lost = rng.uniform(0.6, 14, draws), rng.uniform(4, 60, draws), rng.uniform(0, 0.2, draws)
    found = retire_draws(
        additions, shape=shape, scale=scale, convention=convention, infant_loss=lost, block=block
    )
    assert found.shape == (draws, years, series)
    for d in range(draws):
        alone = retire(
            additions, shape=shape[d], scale=scale[d], convention=convention, infant_loss=lost[d]
        ).retired
        assert np.abs(found[d] - alone).max() <= 1e-12 * additions.sum()


def test_blocks_of_any_size_give_the_same_draws():
    rng = np.random.default_rng(1)
    shape, scale = rng.uniform(2, 9, 1001), rng.uniform(20, 40, 1001)
    whole = retire_draws(ADDITIONS, shape=shape, scale=scale, block=1001)
    for block in (1, 250, 1000, 5000):
        np.testing.assert_allclose(
            retire_draws(ADDITIONS, shape=shape, scale=scale, block=block), whole, rtol=1e-10, atol=1e-9
        )


def test_a_scalar_serves_every_draw():
    scale = np.array([25.0, 30.0, 35.0])
    np.testing.assert_array_equal(
        retire_draws(ADDITIONS, shape=5.3759, scale=scale),
        retire_draws(ADDITIONS, shape=np.full(3, 5.3759), scale=scale, infant_loss=np.zeros(3)),
    )


def test_longer_lives_retire_later_in_every_draw():
    scale = np.linspace(15, 60, 50)
    cumulative = retire_draws(ADDITIONS, shape=4.0, scale=scale).cumsum(axis=1)
    assert (np.diff(cumulative, axis=0) <= 1e-9).all()


def test_what_retires_was_added():
    rng = np.random.default_rng(2)
    found = retire_draws(ADDITIONS, shape=rng.uniform(0.6, 9, 300), scale=rng.uniform(2, 40, 300))
    assert (found >= -1e-12).all()
    assert (found.cumsum(axis=1) <= ADDITIONS.cumsum() * (1 + 1e-12)).all()


def test_ten_thousand_draws_take_little_memory():
    rng = np.random.default_rng(3)
    shape, scale = rng.uniform(2.5, 8, 10_000), rng.uniform(25, 40, 10_000)
    tracemalloc.start()
    found = retire_draws(ADDITIONS, shape=shape, scale=scale)
    peak_mb = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    assert found.shape == (10_000, 56)
    # The result alone is 4.5 MB; draws × vintages × years would be 251 MB.
    assert peak_mb < 20


@pytest.mark.parametrize(
    ("argument", "value"),
    [("additions", [1.0, -1.0]), ("additions", 3.0), ("shape", [0.0, 1.0]), ("shape", [[1.0]]),
     ("scale", [-1.0, 1.0]), ("scale", [np.nan, 1.0]), ("infant_loss", [0.1, 1.0]), ("infant_loss", -0.1),
     ("convention", "middle"),
     ("block", 0), ("block", 2.5)],
)  # fmt: skip
def test_unusable_draws_are_refused_by_name(argument, value):
    good = {"additions": [1.0, 2.0], "shape": [5.0, 6.0], "scale": [30.0, 31.0]}
    with pytest.raises(InputError, match=f"^{argument}"):
        retire_draws(**(good | {argument: value}))


def test_draws_of_different_number_are_refused():
    with pytest.raises(InputError, match=r"one a draw, \(3,\)"):
        retire_draws([1.0, 2.0], shape=[5.0, 6.0], scale=[30.0, 31.0, 32.0])
