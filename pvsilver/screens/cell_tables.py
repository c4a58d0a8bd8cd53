"""Tables of the cell: by print step, and the indicators."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

from pvsilver.cell.constants import constant
from pvsilver.cell.costs import paste_costs
from pvsilver.cell.indicator_rows import Indicator
from pvsilver.cell.result import Loss, PrintStep
from pvsilver.cell.tradeoff import tradeoff_curve
from pvsilver.screens import acts, draw
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say

STATE_MARK = {"comfortable": "●", "watch": "▲", "beyond_evidence": "◆", "": ""}
"""A shape with each word, so that neither colour nor reading order is needed."""


def print_steps(now: Cell, before: Cell) -> None:
    """Wet paste, silver and cost of every print; measured columns only where something was weighed."""
    steps = now.result.print_steps
    base = {step.step: step for step in before.result.print_steps}
    changed = now.design != before.design
    measured = any(step.measured_mg is not None for step in steps)
    costs = {cost.step: cost for cost in paste_costs(now.design, now.prices)}
    columns: dict[str, list[Any]] = {
        "print_step": [say(f"print_step.{step.step}") for step in steps] + [say("print_step.total")],
        "paste_mg": _with_sum([step.paste_mg for step in steps]),
        "silver_mg": _with_sum([step.silver_mg for step in steps]),
    }
    if changed:
        gained = [
            step.silver_mg - base[step.step].silver_mg if step.step in base else step.silver_mg
            for step in steps
        ]
        lost = sum(step.silver_mg for name, step in base.items() if name not in {s.step for s in steps})
        columns["silver_mg_change"] = [*gained, sum(gained) - lost]
    columns["step_mg_per_w"] = _with_sum([step.silver_mg_per_w for step in steps])
    columns["silver_cny_per_cell"] = _with_sum([step.silver_cny_per_cell for step in steps])
    columns["paste_cny_per_cell"] = _with_sum(
        [costs[s.step].total_cny if s.step in costs else 0.0 for s in steps]
    )
    if measured:
        columns["measured_mg"] = [*(step.measured_mg for step in steps), None]
        columns["measured_to_computed"] = [*(_ratio(step) for step in steps), ""]
    _shown("print_steps", columns)
    complete = all(cost.label == "paste price" for cost in costs.values())
    st.caption(say("table.print_steps.complete" if complete else "table.print_steps.metal_only"))
    draw.csv(pd.DataFrame([step._asdict() for step in steps]), "print_steps", now.scenario)


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
    "silver_mg_change": 2,
    "step_mg_per_w": 3,
    "silver_cny_per_cell": 4,
    "paste_cny_per_cell": 4,
    "measured_mg": 2,
    "baseline_pct": 3,
    "loss_pct": 3,
    "power_change_pct": 3,
    "finger_count": 0,
    "finger_width_um": 1,
    "finger_height_um": 1,
}
"""Columns of numbers → decimals shown."""

SIGNIFICANT = ("breaks_per_cell",)
"""Columns of numbers that span many powers of ten; all others are text."""


def _shown(name: str, columns: dict[str, list[Any]]) -> None:
    config = {column: _column(column) for column in columns}
    with st.container(key=f"table_{name}"):
        st.dataframe(pa.table(columns), hide_index=True, width="stretch", height="content", placeholder="",
                     column_config=config)  # fmt: skip


def _column(column: str) -> Any:
    heading = say(f"column.{column}")
    if column in SIGNIFICANT:
        return st.column_config.NumberColumn(heading, format="%.3g")
    if column not in DECIMALS:
        return st.column_config.TextColumn(heading)
    sign = "+" if column.endswith("_change") else ""
    return st.column_config.NumberColumn(heading, format=f"%{sign}.{DECIMALS[column]}f")


def indicators(now: Cell) -> None:
    """Indicators with what supports each; never a lifetime."""
    st.markdown(f"##### {say('indicators.title')}")
    st.markdown(say("indicators.intro"))
    rows = now.result.indicators
    columns = {
        "indicator": [say(f"indicator.{row.indicator}") for row in rows],
        "side": [say(f"side.{row.side}") for row in rows],
        "indicator_value": [_value(row) for row in rows],
        "state": [
            f"{STATE_MARK[row.state]} {say(f'state.{row.state}')}" if row.state else "" for row in rows
        ],
        "rests_on": [say(f"evidence_basis.{row.basis}") for row in rows],
    }
    _shown("indicators", columns)
    st.caption(say("indicators.caption"))


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
        "baseline_pct": [was.get((row.side, row.term)) for row in rows],
        "loss_pct": [row.loss_pct for row in rows],
        "counts": [say(_part(row)) for row in rows],
    }
    with opened:
        _shown("losses", columns)


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
        _shown("frontier", columns)


LEAST_WRITTEN_OUT = 1e-3
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def _power_of_ten(value: float) -> str:
    digits, exponent = f"{value:.1e}".split("e")
    return f"{digits}×10{str(int(exponent)).translate(SUPERSCRIPT)}"
