"""Tables of the cell: by print step, and the indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from pvsilver.cell.constants import constant
from pvsilver.cell.costs import paste_costs
from pvsilver.cell.indicator_rows import Indicator
from pvsilver.cell.result import Loss, PrintStep
from pvsilver.cell.tradeoff import tradeoff_curve
from pvsilver.screens import acts, compared, draw, figures, grid
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.compared import BASELINE, CHANGE
from pvsilver.screens.state import say

LEAST_CHANGE = 1e-9
STATE_MARK = {"comfortable": "●", "watch": "▲", "beyond_evidence": "◆", "": ""}
"""A shape with each word, so that neither colour nor reading order is needed."""


def print_steps(now: Cell, before: Cell) -> None:
    """Wet paste, silver and cost of every print; measured columns only where something was weighed."""
    steps = now.result.print_steps
    base = {step.step: step for step in before.result.print_steps}
    measured = any(step.measured_mg is not None for step in steps)
    costs = {cost.step: cost for cost in paste_costs(now.design, now.prices)}
    columns: dict[str, list[Any]] = {
        "print_step": [say(f"print_step.{step.step}") for step in steps] + [say("print_step.total")],
        "paste_mg": _with_sum([step.paste_mg for step in steps]),
        "silver_mg": _with_sum([step.silver_mg for step in steps]),
    }
    was = [base[step.step].silver_mg if step.step in base else 0.0 for step in steps]
    # The baseline's sum holds steps that the cell has no longer.
    columns |= _beside(
        "silver_mg", columns["silver_mg"], [*was, sum(step.silver_mg for step in base.values())]
    )
    columns["step_mg_per_w"] = _with_sum([step.silver_mg_per_w for step in steps])
    columns["silver_cny_per_cell"] = _with_sum([step.silver_cny_per_cell for step in steps])
    columns["paste_cny_per_cell"] = _with_sum(
        [costs[s.step].total_cny if s.step in costs else 0.0 for s in steps]
    )
    if measured:
        columns["measured_mg"] = [*(step.measured_mg for step in steps), None]
        columns["measured_to_computed"] = [*(_ratio(step) for step in steps), ""]
    _shown("print_steps", columns, ("print_step", "silver_mg", "silver_mg" + CHANGE, "step_mg_per_w"))
    complete = all(cost.label == "paste price" for cost in costs.values())
    st.caption(say("table.print_steps.complete" if complete else "table.print_steps.metal_only"))
    draw.csv(partial(_steps_frame, now, before), "print_steps", now.scenario)


def _steps_frame(now: Cell, before: Cell) -> pd.DataFrame:
    """Every print with every digit, beside the baseline's silver where it differs."""
    frame, base = (
        pd.DataFrame([step._asdict() for step in cell.result.print_steps]) for cell in (now, before)
    )
    return compared.beside(frame, base, ("silver_mg",), ("step",))


def _beside(column: str, now: Sequence[float], was: Sequence[float]) -> dict[str, list[float]]:
    """The baseline's values and the changes as two more columns; none where nothing differs."""
    changes = [value - other for value, other in zip(now, was, strict=True)]
    if not any(abs(change) > LEAST_CHANGE for change in changes):
        return {}
    return {column + BASELINE: list(was), column + CHANGE: changes}


def _ratio(step: PrintStep) -> str:
    """Measured over computed, marked where it is far from one."""
    ratio = step.measured_to_computed
    if ratio is None:
        return ""
    near = constant("measured_ratio_low") <= ratio <= constant("measured_ratio_high")
    return f"{ratio:.2f}" if near else f"{STATE_MARK['watch']} {ratio:.2f}"


def _with_sum(values: list[float]) -> list[float]:
    return [*values, sum(values)]


DECIMALS = {
    "paste_mg": 2,
    "silver_mg": 2,
    "step_mg_per_w": 3,
    "silver_cny_per_cell": 4,
    "paste_cny_per_cell": 4,
    "measured_mg": 2,
    "loss_pct": 3,
    "power_change_pct": 3,
    "finger_count": 0,
    "finger_width_um": 1,
    "finger_height_um": 1,
}
"""Columns of numbers → decimals shown."""

WIDTHS_PX = {"state": 116, "indicator_value_change": 116}
"""Columns of text that would be cut beside the baseline."""

SIGNIFICANT = ("breaks_per_cell",)
"""Columns of numbers that span many powers of ten; all others are text."""


def _shown(name: str, columns: dict[str, list[Any]], phone: Sequence[str] | Mapping[str, int]) -> None:
    grid.show(name, columns, {column: _column(column) for column in columns}, phone)


def _column(column: str) -> Any:
    heading = compared.short(column)
    if column in SIGNIFICANT:
        return st.column_config.NumberColumn(heading, format="%.3g")
    width = WIDTHS_PX.get(column)
    decimals = DECIMALS.get(column.removesuffix(CHANGE).removesuffix(BASELINE))
    if decimals is None:
        return st.column_config.TextColumn(heading, width=width)
    sign = "+" if column.endswith(CHANGE) else ""
    return st.column_config.NumberColumn(heading, format=f"%{sign}.{decimals}f")


def indicators(now: Cell, before: Cell) -> None:
    """Indicators with what supports each; never a lifetime.  The baseline's stand beside them where they differ."""
    st.markdown(f"##### {say('indicators.title')}")
    st.markdown(say("indicators.intro"))
    rows = now.result.indicators
    was = {(row.indicator, row.side): row for row in before.result.indicators}
    columns = {
        "indicator": [say(f"indicator.{row.indicator}") for row in rows],
        "side": [say(f"side.{row.side}") for row in rows],
        "indicator_value": [_value(row) for row in rows],
    }
    changes = [_changed(row, was.get((row.indicator, row.side))) for row in rows]
    if any(changes):
        others = [was.get((row.indicator, row.side)) for row in rows]
        columns["indicator_value" + BASELINE] = ["–" if row is None else _value(row) for row in others]
        columns["indicator_value" + CHANGE] = changes
    columns["state"] = [
        f"{STATE_MARK[row.state]} {say(f'state.{row.state}')}" if row.state else "" for row in rows
    ]
    columns["rests_on"] = [say(f"evidence_basis.{row.basis}") for row in rows]
    _shown("indicators", columns, {"indicator": 150, "indicator_value": 82, "state": 108})
    st.caption(say("indicators.caption"))
    draw.csv(pd.DataFrame([row._asdict() for row in rows]), "indicators", now.scenario, "download_indicators")


def _changed(now: Indicator, was: Indicator | None) -> str:
    """By how much an indicator differs, signed; empty where it does not."""
    if now.value is None or was is None or was.value is None:
        return ""
    change = now.value - was.value
    if abs(change) <= 1e-9 * max(abs(now.value), abs(was.value)):
        return ""
    size = _value(now._replace(value=abs(change))).removeprefix("× ")
    if size.endswith(" %"):
        size = f"{size.removesuffix(' %')} {say('unit.pp')}"
    return f"{'+' if change > 0 else figures.MINUS}{size}"


def _value(row: Indicator) -> str:
    if row.value is None:
        return "–"
    if row.indicator == "conductance_reserve":
        return f"× {row.value:.2f}"
    if row.unit == "1" and row.indicator.endswith(("share", "share_left")):
        return f"{100 * row.value:.0f} %"
    number = _power_of_ten(row.value) if 0.0 < abs(row.value) < LEAST_WRITTEN_OUT else f"{row.value:.3g}"
    unit = "" if row.unit == "1" else say(f"unit.{row.unit}")
    return f"{number} {unit}".strip()


def losses(now: Cell, before: Cell) -> None:
    """Every loss by side, of the baseline and now; drawn when asked for."""
    opened = st.expander(say("table.losses.title"), key="losses_table", on_change=acts.look)
    if not opened.open:
        return
    was = {(loss.side, loss.term): loss.loss_pct for loss in before.result.losses}
    rows = now.result.losses
    columns: dict[str, list[Any]] = {
        "loss": [say(f"loss.{row.term}") for row in rows],
        "side": [say(f"side.{row.side}") for row in rows],
        "loss_pct": [row.loss_pct for row in rows],
    }
    columns |= _beside("loss_pct", columns["loss_pct"], [was.get((row.side, row.term), 0.0) for row in rows])
    columns["counts"] = [say(_part(row)) for row in rows]
    with opened:
        _shown("losses", columns, ("loss", "side", "loss_pct"))
        draw.csv(partial(_losses_frame, now, before), "losses", now.scenario, "download_losses")


def _losses_frame(now: Cell, before: Cell) -> pd.DataFrame:
    """Every loss with every digit, beside the baseline's where it differs."""
    frame, base = (pd.DataFrame([row._asdict() for row in cell.result.losses]) for cell in (now, before))
    return compared.beside(frame, base, ("loss_pct",), ("side", "term"))


def _part(row: Loss) -> str:
    if row.summed:
        return "loss.counts.summed"
    return "loss.counts.factor" if row.term == "shading" else "loss.counts.reported"


FRONTIER_ROWS = 24


def frontier(now: Cell, side: str) -> None:
    """Designs that no other beats in both silver and power; drawn when asked for."""
    opened = st.expander(say("table.frontier.title"), key="frontier_table", on_change=acts.look)
    if not opened.open:
        return
    found = tradeoff_curve(now.design, side)
    kept = np.unique(np.linspace(0, len(found.silver_mg_per_w) - 1, FRONTIER_ROWS).round().astype(int))
    columns: dict[str, list[Any]] = {
        "step_mg_per_w": found.silver_mg_per_w[kept].tolist(),
        "power_change_pct": found.power_change_pct[kept].tolist(),
        "finger_count": found.finger_count[kept].tolist(),
        "finger_width_um": found.finger_width_um[kept].tolist(),
        "finger_height_um": found.finger_height_um[kept].tolist(),
    }
    if found.breaks_per_cell is not None:
        columns["breaks_per_cell"] = found.breaks_per_cell[kept].tolist()
    with opened:
        st.caption(say("table.frontier.intro"))
        _shown("frontier", columns, ("step_mg_per_w", "power_change_pct", "finger_width_um"))
        draw.csv(pd.DataFrame(asdict(found)), "frontier", now.scenario, "download_frontier")


LEAST_WRITTEN_OUT = 1e-3
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def _power_of_ten(value: float) -> str:
    digits, exponent = f"{value:.1e}".split("e")
    return f"{digits}×10{str(int(exponent)).translate(SUPERSCRIPT)}"
