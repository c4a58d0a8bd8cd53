"""What a row of evidence may ask of a projection, and the computations of the hindcast."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pvsilver.world.frames import Projection


@dataclass(frozen=True)
class Hindcast:
    """Everything that a row of evidence may ask of the model."""

    projection: Projection

    def value(self, column: str, year: int) -> float:
        """A column of the annual table in a year."""
        annual = self.projection.annual
        return float(annual.loc[annual["year"] == year, column].iloc[0])

    def change(self, column: str, year: int) -> float:
        """A column's value in a year over that of the year before; NaN where that is nothing."""
        before = self.value(column, year - 1)
        return self.value(column, year) / before if before else math.nan


Computation = Callable[[Hindcast, int | None], float]
"""A figure of our own from the model and the row's year; the year is empty where a row needs none."""


def _year(year: int | None) -> int:
    assert year is not None
    return year


COMPUTATIONS: Mapping[str, Computation] = {
    "survey_comparable_t": lambda model, year: model.value("survey_comparable_t", _year(year)),
    "change_over_year_before": lambda model, year: model.change("survey_comparable_t", _year(year)),
}
