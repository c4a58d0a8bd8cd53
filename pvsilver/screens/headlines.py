"""Headline figures of a year: value, unit, and the signed change against the baseline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from pvsilver.screens import figures, watts
from pvsilver.screens.state import say

WIDTH_PX = 158
NO_HELP = "none"


def headline(
    column: str,
    now: float,
    before: float | None,
    *,
    note: str | None = None,
    help_id: str = "",
    **named: Any,
) -> None:
    """One figure in a place of its own.  See `metric`."""
    with place(column, width=WIDTH_PX):
        metric(column, now, before, note=note, help_id=help_id, **named)


def place(column: str, **box: Any) -> Any:
    """The container that a headline is found by; box: how it looks, as of any container."""
    return st.container(key=f"headline_{column}", **box)


def metric(
    column: str, now: float, before: float | None, *, note: str | None = None, help_id: str = "", **named: Any
) -> None:
    """One figure.  `before`: the baseline's; None for a figure that has none, with a note instead."""
    unit = figures.unit_of(column)
    scale = 1.0
    if unit in figures.PER_MG_PER_W:
        unit, scale = watts.per_watt()
    delta: str | None = None
    arrow = "off"
    if before is not None:
        moved = figures.change(now, before)
        step = say("unit.pp") if unit == "%" else unit
        delta = f"{figures.signed(moved * scale, now * scale)} {step}" if moved else say("headline.unchanged")
        arrow = "off" if not moved else ("up" if moved > 0 else "down")
    elif note:
        delta = note
    st.metric(
        say(f"headline.{column}"),
        f"{figures.number(now * scale)} {unit}",
        delta=delta,
        delta_color="off",
        delta_arrow=arrow,  # type: ignore[arg-type]
        help=None if help_id == NO_HELP else say(help_id or f"headline.{column}.help", **named),
    )


def row(columns: Iterable[str], now: dict[str, Any], before: dict[str, Any]) -> None:
    """Headlines of a year side by side."""
    for column in columns:
        headline(column, now[column], before[column])
