"""Starting from a stock whose history is not known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from pvsilver.errors import InputError
from pvsilver.world.cohorts import retire
from pvsilver.world.warm_start import back_cast, mean_age_years

REGULAR = {"shape": 5.3759, "scale": 30.0}


@pytest.mark.parametrize(("growth", "age", "ratio"), [(0.40, 3.0, 1.001), (0.30, 3.8, 1.003)])
def test_a_back_cast_fleet_has_the_mean_age_and_installations_of_the_note(growth, age, ratio):
    additions = back_cast(100.0, growth=growth, **REGULAR)
    survival = np.array([retire(np.eye(1, n)[0], **REGULAR).in_service[-1] for n in range(40, 0, -1)])
    assert mean_age_years(additions, survival) == pytest.approx(age, abs=0.05)
    assert additions.sum() / 100.0 == pytest.approx(ratio, abs=0.0005)
    assert additions.sum() > 100.0


@pytest.mark.parametrize("convention", ["mid", "end", "begin"])
@pytest.mark.parametrize("growth", [-0.2, 0.0, 0.3, 0.4])
def test_what_survives_of_a_back_cast_is_the_stock(convention, growth):
    additions = back_cast(253.0, growth=growth, convention=convention, infant_loss=0.005, **REGULAR)
    left = retire(additions, convention=convention, infant_loss=0.005, **REGULAR).in_service[-1]
    assert left == pytest.approx(253.0, rel=1e-12)
    np.testing.assert_allclose(additions[1:] / additions[:-1], 1 + growth, rtol=1e-12)


def test_an_empty_stock_needs_no_additions():
    assert not back_cast(0.0, **REGULAR).any()


@pytest.mark.parametrize(
    ("argument", "value"),
    [("in_service", -1.0), ("in_service", math.nan), ("growth", -1.0), ("growth", math.inf), ("years", 0),
     ("shape", 0.0), ("scale", -3.0), ("convention", "never")],
)  # fmt: skip
def test_unusable_stocks_are_refused_by_name(argument, value):
    good = {"in_service": 10.0, **REGULAR}
    with pytest.raises(InputError, match=f"^{argument}"):
        back_cast(**(good | {argument: value}))


def test_a_stock_that_nothing_could_have_left_is_refused():
    with pytest.raises(InputError, match=r"^in_service: cannot stand"):
        back_cast(10.0, shape=30.0, scale=0.01)
