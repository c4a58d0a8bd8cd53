"""Headline figures of the cell: value, unit, signed change against the baseline's cell, and P10–P90."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

from pvsilver.cell.result import CellResult
from pvsilver.screens import cell_state, figures, state, watts
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say

WIDTH_PX = 168


class Figure(NamedTuple):
    """One headline: its result, the id of its unit, and what stands in small print beneath."""

    result: str
    unit: str
    beneath: Callable[[Cell, Cell], str]


def row(now: Cell, before: Cell) -> None:
    """Silver and power in one row, money in the next."""
    for name, chosen in (("silver", FIGURES[:4]), ("money", FIGURES[4:])):
        with st.container(horizontal=True, gap="small", key=f"headlines_{name}"):
            for figure in chosen:
                with _tile():
                    _figure(figure, now.result, before.result)
                    st.caption(f":small[{figure.beneath(now, before)}]")
            if name == "money":
                with _tile():
                    _break_even(now, before)


def _tile() -> Any:
    return st.container(width="stretch", gap="xxsmall")


def _figure(figure: Figure, now: CellResult, before: CellResult) -> None:
    value, base = float(getattr(now, figure.result)), float(getattr(before, figure.result))
    unit, scale = say(f"unit.{figure.unit}"), 1.0
    if figure.unit in figures.PER_MG_PER_W:
        unit, scale = watts.per_watt()
    moved = figures.change(value, base) * scale
    step = say("unit.%abs") if figure.unit == "%" else unit
    metric(
        figure.result,
        f"{figures.number(value * scale)} {unit}",
        f"{figures.signed(moved, value * scale)} {step}" if moved else say("headline.unchanged"),
        moved,
    )


def metric(name: str, value: str, delta: str, moved: float) -> None:
    """A figure under its contractual key."""
    with st.container(key=f"headline_{name}"):
        st.metric(
            say(f"headline.{name}"),
            value,
            delta=delta,
            delta_color="off",
            delta_arrow="off" if not moved else ("up" if moved > 0 else "down"),
            # A phone has no room for the question mark beside the name.
            help=None if state.face().narrow else say(f"headline.{name}.help"),
        )


def _break_even(now: Cell, before: Cell) -> None:
    """Silver price above which the cell pays over the baseline's."""
    saving, _, price = cell_state.switching(now.design, before.design)
    unit = say("unit.USD/oz")
    today = now.prices.silver_price_usd_per_oz
    if price is None:
        note = "cell.break_even.same" if abs(saving) < 1e-9 else "cell.break_even.none"
        metric("break_even_usd_per_oz", f"– {unit}", say("cell.today", price=figures.number(today)), 0.0)
        st.caption(f":small[{say(note)}]")
        return
    state_of_price = "always" if price <= 0.0 else ("pays" if today > price else "not_yet")
    verdict = say(f"cell.break_even.{state_of_price}", price=figures.number(today))
    # A price of silver below zero has no meaning but this.
    value = figures.number(price) if price > 0.0 else "≤ 0"
    metric("break_even_usd_per_oz", f"{value} {unit}", verdict, 0.0)
    st.caption(f":small[{_interval('break_even_usd_per_oz', 1.0, now, before)}]")


def _interval(result: str, scale: float, now: Cell, before: Cell) -> str:
    found = cell_state.spread_of(now.design, before.design)
    if result not in found.percentiles:
        return ""
    low, _, high = found.percentiles[result]
    text = say("cell.interval", low=figures.number(low * scale), high=figures.number(high * scale))
    if result == "break_even_usd_per_oz" and found.saving_share is not None and found.saving_share < 1.0:
        text += f" · {say('cell.saving_share', share=round(100 * found.saving_share))}"
    return text


def _per_watt(result: str) -> Callable[[Cell, Cell], str]:
    return lambda now, before: _interval(result, watts.per_watt()[1], now, before)


def _area(now: Cell, before: Cell) -> str:
    return say("cell.area", area=figures.number(now.result.area_cm2))


def _reference(now: Cell, before: Cell) -> str:
    change = now.result.efficiency_change_pct_abs
    return say("cell.against_preset", change=figures.minus(f"{round(change, 2) + 0.0:+.2f}"))


def _power(now: Cell, before: Cell) -> str:
    change = round(now.result.power_change_pct, 2) + 0.0
    return say("cell.power_against_preset", change=figures.minus(f"{change:+.2f}"))


def _fen(now: Cell, before: Cell) -> str:
    return say(
        "cell.fen",
        fen=figures.number(now.result.silver_fen_per_w),
        cent=figures.number(now.result.silver_cent_per_w),
    )


def _price(now: Cell, before: Cell) -> str:
    return say(
        "cell.price", price=figures.number(now.prices.silver_price_usd_per_oz), vat=f"{now.prices.vat_pct:g}"
    )


FIGURES = (
    Figure("silver_mg_per_cell", "mg/cell", _area),
    Figure("silver_mg_per_w", "mg/W", _per_watt("silver_mg_per_w")),
    Figure("paste_mg_per_w", "mg/W", _per_watt("paste_mg_per_w")),
    Figure("cell_power_w", "W", _power),
    Figure("efficiency_pct", "%", _reference),
    Figure("silver_cny_per_w", "CNY/W", _fen),
    Figure("silver_cny_per_cell", "CNY/cell", _price),
)
