"""Charts of the cell with their words: losses, trade-off map, number of fingers."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st

from pvsilver.cell.constants import constant
from pvsilver.cell.design import CellDesign
from pvsilver.cell.search import width_height_map
from pvsilver.cell.tradeoff import best_finger_count, count_curve
from pvsilver.charts import cell_losses, cell_pitch, cell_tradeoff
from pvsilver.screens import cell_acts, draw, figures, state
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say

MAP_COLUMNS, MAP_ROWS = 45, 31
PHONE_MAP_PX = 380
COUNTS = 81


def losses(cell: Cell, before: Cell) -> None:
    """What the grid costs, for the baseline and now."""
    words = cell_losses.Words(
        say("chart.losses.title"), say("chart.losses.alt"), say("chart.losses.loss"), say("column.bar"),
        tuple(say(f"loss.{term}") for term in cell_losses.TERMS),
    )  # fmt: skip
    bars = {say("chart.losses.baseline"): _summed(before), say("chart.losses.now"): _summed(cell)}
    if before.result.losses == cell.result.losses:
        bars.pop(say("chart.losses.baseline"))
    draw.chart("losses", cell_losses.draw(words, bars))
    beside = {
        term: sum(loss.loss_pct for loss in cell.result.losses if loss.term == term)
        for term in ("busbar", "wire")
    }
    said = [
        say(f"chart.losses.beside.{term}", value=f"{value:.2f}")
        for term, value in beside.items()
        if value > 0.0
    ]
    text = say("chart.losses.beside", terms=", ".join(said)) if said else ""
    st.caption(f"{text} {say('chart.losses.limits')}".strip())


def _summed(cell: Cell) -> dict[str, float]:
    return {
        term: sum(loss.loss_pct for loss in cell.result.losses if loss.term == term)
        for term in cell_losses.TERMS
    }


def tradeoff(cell: Cell, before: Cell, side: str) -> None:
    """Silver and power over width and height of the side's finger."""
    values = cell.values
    ids = (f"{side}_finger_width_um", f"{side}_finger_height_um")
    yours = (float(values[ids[0]]), float(values[ids[1]]))
    comparable = side in before.design.reference.finger_sides
    baseline = (float(before.values[ids[0]]), float(before.values[ids[1]])) if comparable else None
    preset = cell.design.reference.values
    reach = baseline or yours
    wide = _axis(preset[ids[0]], (yours[0], reach[0]), 0.8 * constant("width_warning_um"), MAP_COLUMNS)
    high = _axis(preset[ids[1]], (yours[1], reach[1]), 0.5, MAP_ROWS)
    found = _map(cell.design, side, tuple(wide), tuple(high))
    unit = say("unit.um")
    words = cell_tradeoff.Words(
        say("chart.tradeoff.title", side=say(f"side.{side}")),
        say("chart.tradeoff.alt"),
        say("chart.tradeoff.width", unit=unit),
        say("chart.tradeoff.height", unit=unit),
        say("chart.tradeoff.silver"),
        say("chart.tradeoff.power"),
        say("chart.tradeoff.breaks"),
        say("chart.tradeoff.yours"),
        say("chart.tradeoff.baseline"),
    )
    drawn = cell_tradeoff.draw(
        words,
        wide,
        high,
        found.silver_mg_per_w,
        found.power_change_pct,
        found.breaks_per_cell,
        yours,
        baseline,
        narrow=state.face().narrow,
    )
    draw.chart("tradeoff", drawn, PHONE_MAP_PX if state.face().narrow else None)
    text = f"{say('chart.tradeoff.second')} {say('chart.tradeoff.caption')}"
    if (
        str(values[f"{side}_finger_paste"]).startswith("agcu")
        and values[f"{side}_line_quality_factor"] is None
    ):
        text += " " + say("chart.tradeoff.coated", width=f"{constant('fine_line_width_um'):g}")
    st.caption(text)


OBJECTIVES = ("efficiency", "cost_per_watt", "silver")


def find(side: str) -> None:
    """Ask backwards: width and height that are best by one measure."""
    st.markdown(say("cell.find.intro"))
    with st.container(horizontal=True, gap="small", key="find"):
        for objective in OBJECTIVES:
            st.button(
                say(f"cell.find.{objective}", loss=f"{cell_acts.ALLOWED_LOSS_PCT:g}"),
                key=f"find_{objective}",
                icon=":material/search:",
                on_click=cell_acts.find,
                args=(side, objective),
            )
    told = st.session_state.pop(cell_acts.FOUND, None)
    if told is not None and told[1]:
        limits = ", ".join(say(f"cell.find.limit.{limit}") for limit in told[1])
        st.info(say("cell.find.at_limit", limits=limits), icon=":material/info:")


@lru_cache(maxsize=16)
def _map(design: CellDesign, side: str, widths: tuple[float, ...], heights: tuple[float, ...]) -> Any:
    return width_height_map(design, side, widths, heights)


def _axis(preset: Any, shown: tuple[float, float], least: float, points: int) -> np.ndarray[Any, Any]:
    """From half to twice the preset's value, further where the cell or the baseline stands outside."""
    low = max(min(0.5 * preset, 0.8 * min(shown)), min(least, 0.5 * min(shown)))
    return np.linspace(low, max(2.0 * preset, 1.15 * max(shown)), points)


def pitch(cell: Cell, before: Cell, side: str) -> None:
    """Profit against the number of fingers, of the baseline's cell too, and what silver is worth in shading."""
    design = cell.design
    count = int(cell.values[f"{side}_finger_count"])
    today = cell.prices.silver_price_usd_per_oz
    prices = dict(zip(cell_pitch.CASES, (0.0, today, 2.0 * today), strict=True))
    counts = np.unique(np.round(np.linspace(max(1.0, 0.4 * count), 2.2 * count, COUNTS)))
    profits = _profits(design, side, tuple(counts), tuple(prices.values()))
    profit = dict(zip(prices, profits, strict=True))
    best = {case: float(best_finger_count(design, side, price)) for case, price in prices.items()}
    words = cell_pitch.Words(
        say("chart.pitch.title", side=say(f"side.{side}")),
        say("chart.pitch.second"),
        say("chart.pitch.alt"),
        say("chart.pitch.count"),
        say("chart.pitch.yours"),
        say("chart.demand.baseline"),
        tuple(say(f"chart.pitch.{case}") for case in cell_pitch.CASES),
    )
    base = _pitch_before(before, side, counts) if _differs(before, cell) else None
    height = draw.PHONE_CHART_PX if state.face().narrow else None
    draw.chart("pitch", cell_pitch.draw(words, counts, profit, best, float(count), before=base), height)
    text = say(
        "chart.pitch.caption",
        width=figures.number(cell.result.silver_equivalent_width_um),
        price=figures.number(today),
        value=f"{cell.values['watt_value_usd']:g}",
        efficiency=round(best["efficiency"]),
        today=round(best["today"]),
        twice=round(best["twice"]),
    )
    if design.reference.both_polarities_on_rear:
        text += f" {say('chart.pitch.xbc')}"
    st.caption(text)
    _counts(side, best, count)


@lru_cache(maxsize=16)
def _profits(
    design: CellDesign, side: str, counts: tuple[float, ...], prices: tuple[float, ...]
) -> tuple[np.ndarray[Any, Any], ...]:
    """Profit at each count, for each price of silver."""
    curve = count_curve(design, side, np.array(counts), prices)
    return tuple(curve.profit_pct[price] for price in prices)


def _differs(before: Cell, cell: Cell) -> bool:
    return before.design != cell.design or before.prices != cell.prices


def _pitch_before(before: Cell, side: str, counts: np.ndarray[Any, Any]) -> cell_pitch.Before | None:
    """The baseline's line over the same counts; none where it prints no finger on the side."""
    if side not in before.design.reference.finger_sides:
        return None
    (profit,) = _profits(before.design, side, tuple(counts), (before.prices.silver_price_usd_per_oz,))
    return cell_pitch.Before(profit, float(before.values[f"{side}_finger_count"]))


def _counts(side: str, best: dict[str, float], count: int) -> None:
    """The optima as buttons."""
    with st.container(horizontal=True, gap="small", key="use_count"):
        for case, found in best.items():
            wanted = max(1, round(found))
            name = say("cell.use_count", count=wanted, case=say(f"chart.pitch.{case}"))
            st.button(
                name,
                key=f"use_count_{case}",
                disabled=wanted == count,
                on_click=cell_acts.use,
                args=(f"{side}_finger_count", wanted),
            )
