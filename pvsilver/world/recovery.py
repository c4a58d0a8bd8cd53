"""From silver in retired modules to silver refined and silver back in PV."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pvsilver.errors import InputError

Array = npt.NDArray[np.float64]

FACTORS = ("liberation", "concentration", "leaching", "refining")
"""Stages of a recycling line whose product is its silver yield."""


@dataclass(frozen=True)
class Chain:
    """Silver of one year at each link, tonnes, years on the last axis.

    discarded: what leaves service and is not re-sold, and what leaves its second life.  stored: collected and
    not yet processed, at the end of the year.  processed: taken from storage in the year.
    """

    discarded: Array
    collected: Array
    stored: Array
    processed: Array
    at_silver_lines: Array
    refined: Array
    paste_grade: Array
    for_pv: Array

    @property
    def uncollected(self) -> Array:
        """L0: discarded outside registered channels."""
        return self.discarded - self.collected

    @property
    def no_silver_line(self) -> Array:
        """L1: recycled without silver recovery."""
        return self.processed - self.at_silver_lines

    @property
    def residue(self) -> Array:
        """L2: lost in residues, filter cake and slag of silver lines."""
        return self.at_silver_lines - self.refined

    @property
    def other_uses(self) -> Array:
        """Refined silver that does not go back to PV."""
        return self.refined - self.for_pv


def chain(
    discarded_t: Array,
    collection_share: Array,
    silver_line_share: Array,
    silver_yield: Array,
    paste_grade_share: Array,
    returned_share: Array,
    lag_years: int = 0,
) -> Chain:
    """Discarded silver passed down the chain; each share is a fraction of the link before it.

    Years on the last axis.  silver_yield is module-in to refined-metal-out; a mass-recovery rate must never be
    used for it.  lag_years: whole years in storage between collection and processing; shares after collection
    are those of the year of processing.
    """
    collected = discarded_t * collection_share
    processed = delayed(collected, lag_years)
    lines = processed * silver_line_share
    refined = lines * silver_yield
    grade = refined * paste_grade_share
    return Chain(
        discarded=discarded_t,
        collected=collected,
        stored=stored(collected, lag_years),
        processed=processed,
        at_silver_lines=lines,
        refined=refined,
        paste_grade=grade,
        for_pv=grade * returned_share,
    )


def delayed(amounts: Array, lag_years: int) -> Array:
    """Amounts moved later by whole years, nothing before; years on the last axis."""
    if lag_years == 0:
        return amounts
    later = np.zeros_like(amounts)
    later[..., lag_years:] = amounts[..., : amounts.shape[-1] - lag_years]
    return later


def stored(amounts: Array, lag_years: int) -> Array:
    """What has come in and not yet gone out after `lag_years`: the sum of the last that many years."""
    waiting = np.zeros_like(amounts)
    for age in range(lag_years):
        waiting += delayed(amounts, age)
    return waiting


def process_yield(factors: Mapping[str, float]) -> float:
    """Silver yield of a line, module in to refined metal out: the product of its four factors.

    factors: {stage: fraction 0 to 1} of every stage in FACTORS.  Raises InputError naming a stage that is
    missing, unknown, or outside 0 to 1: a yield above one would make silver.
    """
    unknown = [stage for stage in factors if stage not in FACTORS]
    if unknown:
        raise InputError(f"{unknown[0]}_yield_pct", f"is not a stage; the stages are {', '.join(FACTORS)}")
    for stage in FACTORS:
        if stage not in factors:
            given = ", ".join(factors) or "none"
            raise InputError(
                f"{stage}_yield_pct",
                f"is missing beside {given}; give all of {', '.join(FACTORS)} or choose a recovery_process",
            )
        if not 0.0 <= factors[stage] <= 1.0:
            raise InputError(f"{stage}_yield_pct", f"{100 * factors[stage]:g} % is not from 0 to 100 %")
    return math.prod(factors[stage] for stage in FACTORS)


def returned_to_pv(for_pv_t: Array, need_t: Array) -> tuple[Array, Array]:
    """(returned, carried): secondary silver used in each year, limited to the need, and the surplus kept.

    returned[t] = min(carried[t-1] + for_pv[t], need[t]); carried[t] = carried[t-1] + for_pv[t] - returned[t].
    Years on the last axis.
    """
    for_pv_t, need_t = np.broadcast_arrays(for_pv_t, need_t)
    returned, carried = for_pv_t.copy(), np.zeros_like(for_pv_t)
    short = np.flatnonzero((for_pv_t > need_t).any(axis=tuple(range(for_pv_t.ndim - 1))))
    if not len(short):
        return returned, carried
    # Year by year from the first surplus: the closed form by running sums loses a small one among large needs.
    before = np.zeros_like(for_pv_t[..., 0])
    for year in range(int(short[0]), for_pv_t.shape[-1]):
        at_hand = before + for_pv_t[..., year]
        returned[..., year] = np.minimum(at_hand, need_t[..., year])
        before = at_hand - returned[..., year]
        carried[..., year] = before
    return returned, carried
