"""Columns of a table beside the baseline: its value and the change, where anything differs."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from pvsilver.screens.state import say

BASELINE, CHANGE = "_at_baseline", "_change"
"""Ends of the names of added columns."""


def beside(
    frame: pd.DataFrame, before: pd.DataFrame, columns: Collection[str], keys: Sequence[str] = ("year",)
) -> pd.DataFrame:
    """The frame with the baseline's value and the change behind each of these columns, row by row.

    before: the same table of the baseline.  keys: the columns that tell a row.  A column that differs nowhere gains
    nothing, and a row that the baseline lacks has no change.
    """
    known = before.set_index(list(keys))
    rows = frame.set_index(list(keys)).index
    found = frame
    for column in columns:
        at_baseline = known[column].reindex(rows).set_axis(frame.index)
        change = frame[column] - at_baseline
        if np.allclose(change.fillna(0.0), 0.0, atol=1e-9):
            continue
        place = list(found.columns).index(column) + 1
        found = found.copy() if found is frame else found
        found.insert(place, column + BASELINE, at_baseline)
        found.insert(place + 1, column + CHANGE, change)
    return found


def named(columns: Collection[str], shown: Collection[str]) -> list[str]:
    """The columns to show, with those that stand beside them."""
    return [
        name
        for column in columns
        for name in (column, column + BASELINE, column + CHANGE)
        if name == column or name in shown
    ]


WIDTH_PX = 88
"""Of an added column, whose heading is a word."""

ENDS = {BASELINE: "baseline", CHANGE: "change"}


def heading(column: str) -> str:
    """The column's name in words."""
    for end, words in ENDS.items():
        if column.endswith(end):
            return say(f"table.{words}", column=say(f"column.{column.removesuffix(end)}"))
    return say(f"column.{column}")


def short(column: str) -> str:
    """The same for a column that stands behind the one that it belongs to: "baseline" or "change"."""
    found = next((words for end, words in ENDS.items() if column.endswith(end)), None)
    return heading(column) if found is None else say(f"table.short.{found}")
