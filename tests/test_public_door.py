"""What is not a scenario, a design, a path or a column is refused in one line at the public functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import pvsilver
from pvsilver import Scenario
from pvsilver.studies.matrix import matrix

NOT_IT: Any = "central"
NOTHING: Any = None


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: pvsilver.project(NOT_IT), "scenario"),
        (lambda: pvsilver.project(NOTHING), "scenario"),
        (lambda: pvsilver.attribute(Scenario(), against=NOT_IT, year=2030), "against"),
        (lambda: pvsilver.attribute(NOT_IT, against=Scenario(), year=2030), "scenario"),
        (lambda: pvsilver.evaluate(NOT_IT), "design"),
        (lambda: Scenario.from_file(NOTHING), "scenario"),
        (lambda: Scenario.from_file("a\0b.json"), "scenario"),
        (lambda: pvsilver.back_cast(1.0, shape=5, scale=30, growth=[1, 2]), "growth"),  # type: ignore[arg-type]
        (lambda: matrix(Scenario(), 2030, "foo"), "column"),
    ],
)
def test_what_is_not_it_is_refused_by_name(call: Callable[[], Any], named: str) -> None:
    with pytest.raises(pvsilver.InputError) as refused:
        call()
    assert str(refused.value).startswith(f"{named}: ")


def test_a_year_as_a_number_and_a_truth_value_of_numpy_are_what_they_say() -> None:
    assert Scenario(cell_year=2025) == Scenario(cell_year="2025")
    assert Scenario(leco=np.True_) == Scenario(leco=True)
