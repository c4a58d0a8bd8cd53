"""The loss ledger: silver bought that is not on a finished cell, and what of it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pvsilver.world.axes import Number, trailing

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ledger:
    """utilisation: contained over bought; returned: scrap returned over bought; both fractions, (..., 1) or one."""

    utilisation: Number
    returned: Number

    def with_axes(self, axes: int) -> Ledger:
        """The same ledger for tables with technologies (1), and routes (2), behind the year."""
        return Ledger(trailing(self.utilisation, axes), trailing(self.returned, axes))


def ledger(losses: Sequence[Number], return_rates: Sequence[Number]) -> Ledger:
    """Stages that follow each other, each with its loss and the share of that loss that returns.

    losses: fractions of what enters each stage, 0 up to but not 1.  return_rates: fractions 0 to 1.
    Paste left on screens and wipes; printed and rejected; broken later.  Cell yield is one of these stages
    and must not be applied again.
    """
    passing: Number = 1.0
    returned: Number = 0.0
    for loss, rate in zip(losses, return_rates, strict=True):
        returned += passing * loss * rate
        passing *= 1.0 - loss
    return Ledger(utilisation=passing, returned=returned)


def bought(contained_t: Array, stages: Ledger) -> Array:
    """Silver bought: contained plus all losses before the cell leaves the factory."""
    return np.asarray(contained_t / stages.utilisation)


def scrap_returned(bought_t: Array, stages: Ledger) -> Array:
    """Silver of factory scrap that the refiner returns."""
    return np.asarray(bought_t * stages.returned)
