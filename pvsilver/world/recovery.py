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

    carried[t] = max(0, carried[t-1] + for_pv[t] - need[t]), the waiting line of Lindley, solved at once from
    its running minimum; returned[t] = min(carried[t-1] + for_pv[t], need[t]).  Years on the last axis.
    """
    surplus = np.cumsum(for_pv_t - need_t, axis=-1)
    carried = surplus - np.minimum(np.minimum.accumulate(surplus, axis=-1), 0.0)
    before = np.concatenate([np.zeros_like(carried[..., :1]), carried[..., :-1]], axis=-1)
    return np.minimum(before + for_pv_t, need_t), carried
