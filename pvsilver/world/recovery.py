"""From silver in retired modules to silver refined and silver back in PV."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Chain:
    """Silver of one year at each link, tonnes, (years,)."""

    collected: Array
    at_silver_lines: Array
    refined: Array
    paste_grade: Array
    for_pv: Array


def chain(
    retired_t: Array,
    collection_share: Array,
    silver_line_share: Array,
    silver_yield: Array,
    paste_grade_share: Array,
    returned_share: Array,
) -> Chain:
    """Retired silver passed down the chain; each share is a fraction of the link before it.

    silver_yield is module-in to refined-metal-out; a mass-recovery rate must never be used for it.
    """
    collected = retired_t * collection_share
    lines = collected * silver_line_share
    refined = lines * silver_yield
    grade = refined * paste_grade_share
    return Chain(collected, lines, refined, grade, grade * returned_share)


def returned_to_pv(for_pv_t: Array, need_t: Array) -> tuple[Array, Array]:
    """(returned, carried): secondary silver used in each year, limited to the need, and the surplus kept.

    returned[t] = min(carried[t-1] + for_pv[t], need[t]); carried[t] = carried[t-1] + for_pv[t] - returned[t].
    Years on the last axis.
    """
    carried = np.zeros_like(for_pv_t)
    if (for_pv_t <= need_t).all():
        return for_pv_t.copy(), carried
    # Year by year: the closed form by running sums loses a small surplus among large needs.
    returned = np.empty_like(for_pv_t)
    before = np.zeros_like(for_pv_t[..., 0])
    for year in range(for_pv_t.shape[-1]):
        at_hand = before + for_pv_t[..., year]
        returned[..., year] = np.minimum(at_hand, need_t[..., year])
        before = at_hand - returned[..., year]
        carried[..., year] = before
    return returned, carried
