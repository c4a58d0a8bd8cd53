"""Additions that keep a given stock, and the arguments that retirement refuses."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsilver.errors import InputError
from pvsilver.world.cohorts import additions_for_stock, retire, weibull_from_percentiles

REGULAR = {"shape": 5.3759, "scale": 30.0}
EARLY = {"shape": 2.4928, "scale": 30.0}
CONVENTIONS = ("mid", "end", "begin")


@settings(max_examples=100, deadline=None)
@given(
    growth=st.lists(st.floats(0, 400), min_size=1, max_size=40),
    shape=st.floats(0.8, 12),
    scale=st.floats(5, 60),
    convention=st.sampled_from(CONVENTIONS),
)
def test_additions_for_a_stock_give_that_stock_back(growth, shape, scale, convention):
    stock = np.cumsum(growth)
    additions = additions_for_stock(stock, shape=shape, scale=scale, convention=convention)
    kept = retire(additions, shape=shape, scale=scale, convention=convention).in_service
    np.testing.assert_allclose(kept, stock, rtol=1e-9, atol=1e-9 * max(stock.max(), 1e-250))
    assert (additions >= 0).all()


def test_the_first_stock_is_all_new():
    additions = additions_for_stock([100.0, 120.0], convention="mid", **EARLY)
    assert additions[0] == pytest.approx(100 / (1 - 3.693e-5), rel=1e-7)
    assert additions_for_stock([100.0], convention="end", **EARLY)[0] == 100.0


def test_a_steady_stock_is_kept_by_replacing_what_retires():
    additions = additions_for_stock(np.full(120, 50.0), **REGULAR)
    retired = retire(additions, **REGULAR).retired
    np.testing.assert_allclose(additions[1:], retired[1:], rtol=1e-9)


def test_a_stock_that_only_retires_needs_no_additions():
    once = np.concatenate([[400.0], np.zeros(30)])
    stock = retire(once, **REGULAR).in_service
    assert additions_for_stock(stock, **REGULAR) == pytest.approx(once, abs=1e-9)


def test_a_stock_that_falls_faster_than_it_retires_is_refused_with_its_first_year():
    with pytest.raises(InputError, match=r"^in_service: .*2027") as refused:
        additions_for_stock(pd.Series([100.0, 120.0, 90.0, 10.0], index=range(2025, 2029)), **REGULAR)
    assert "2028" not in str(refused.value)
    with pytest.raises(InputError, match=r"^in_service: .*\b2\b"):
        additions_for_stock([100.0, 120.0, 90.0, 10.0], **REGULAR)


def test_the_refusal_does_not_depend_on_the_unit_of_the_stock():
    for unit in (1e-15, 1.0, 1e15):
        with pytest.raises(InputError, match="in_service"):
            additions_for_stock(np.array([100.0, 120.0, 90.0]) * unit, **REGULAR)


def test_a_stock_of_modules_that_all_die_in_their_first_year_is_refused():
    with pytest.raises(InputError, match=r"^(in_service|scale|shape)"):
        additions_for_stock([1.0, 2.0], shape=5, scale=0.001)


# -- bad input --------------------------------------------------------------------------------------------

GOOD = {"additions": [1.0, 2.0, 3.0], "shape": 5.0, "scale": 30.0}


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("additions", [1.0, -2.0, 3.0]),
        ("additions", [1.0, math.nan, 3.0]),
        ("additions", [1.0, math.inf, 3.0]),
        ("additions", ["a", "b", "c"]),
        ("additions", []),
        ("additions", 5.0),
        ("additions", np.ones((2, 2, 2))),
        ("shape", 0.0),
        ("shape", -1.0),
        ("shape", math.nan),
        ("shape", [5.0, 0.0, 5.0]),
        ("shape", [5.0, 5.0]),
        ("shape", "steep"),
        ("scale", 0.0),
        ("scale", math.inf),
        ("scale", [30.0, -30.0, 30.0]),
        ("scale", np.ones((3, 2))),
        ("infant_loss", 1.0),
        ("infant_loss", -0.01),
        ("infant_loss", math.nan),
        ("infant_loss", "some"),
        ("infant_loss", None),
        ("infant_loss", [0.1, 0.2]),
        ("convention", "middle"),
        ("convention", None),
        ("convention", ["mid"]),
        ("project_life", -1.0),
        ("project_life", math.nan),
        ("project_life", [20.0, 20.0]),
        ("project_life", "long"),
    ],
)
def test_unusable_arguments_of_a_retirement_are_refused_by_name(argument, value):
    with pytest.raises(InputError) as refused:
        retire(**(GOOD | {argument: value}))
    message = str(refused.value)
    assert message.startswith(argument)
    assert "\n" not in message
    assert len(message) <= 300


@pytest.mark.parametrize(
    ("t50", "t90", "named"),
    [(20, 20, "t90"), (20, 19, "t90"), (0, 5, "t50"), (-3, 5, "t50"), (math.nan, 5, "t50"), (5, math.inf, "t90"),
     (5, math.nan, "t90"), ("x", 5, "t50"), (5, "x", "t90"), (5, None, "t90")],
)  # fmt: skip
def test_percentiles_out_of_order_are_refused(t50, t90, named):
    with pytest.raises(InputError, match=f"^{named}"):
        weibull_from_percentiles(t50, t90)


@pytest.mark.parametrize("stock", [[[1.0, 2.0]], [1.0, -1.0], [math.nan], [], ["x"]])
def test_unusable_stocks_are_refused(stock):
    with pytest.raises(InputError, match=r"^in_service"):
        additions_for_stock(stock, **REGULAR)


def test_percentiles_whose_ratio_is_beyond_any_number_are_refused():
    with pytest.raises(InputError, match="t90_years"):
        weibull_from_percentiles(1e-300, 1e300)
