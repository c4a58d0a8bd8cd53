"""Drawings and charts of the cell with their words: half cell, cross-section, losses, trade-off, finger count."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st

from pvsilver.cell.constants import constant
from pvsilver.cell.design import CellDesign
from pvsilver.cell.outline import scatter_interval
from pvsilver.cell.paste import coated_copper_paste, shell_thickness_nm
from pvsilver.cell.search import width_height_map
from pvsilver.cell.tradeoff import best_finger_count, count_curve
from pvsilver.charts import cell_losses, cell_pitch, cell_plan, cell_section, cell_tradeoff
from pvsilver.screens import draw, figures
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say
from pvsilver.units import PERCENT

MAP_COLUMNS, MAP_ROWS = 49, 37
COUNTS = 81


def plan(cell: Cell, side: str) -> None:
    """Half of the cell with its real counts, and a lens."""
    values = cell.values
    width, half = values["wafer_width_mm"], 0.5 * values["wafer_height_mm"]
    polarities = 2 if cell.design.reference.both_polarities_on_rear else 1
    grid = cell_plan.Grid(
        width_mm=width,
        height_mm=values["wafer_height_mm"],
        diameter_mm=values["wafer_diameter_mm"],
        margin_mm=values["edge_margin_mm"],
        fingers=values[f"{side}_finger_count"],
        finger_width_um=values[f"{side}_finger_width_um"],
        length_share=values[f"{side}_finger_length_share"],
        busbars=values[f"{side}_busbar_count"],
        busbar_width_um=values[f"{side}_busbar_width_um"],
        pads=values[f"{side}_pad_count"] or 0,
        pad_area_mm2=values[f"{side}_pad_area_mm2"] or 0.0,
        wire_mm=values["wire_diameter_mm"] or 0.0,
        polarities=polarities,
    )
    fingers = grid.fingers * polarities
    pitch = (grid.height_mm - 2.0 * grid.margin_mm) / fingers
    said: dict[str, Any] = {"side": say(f"side.{side}"), "fingers": fingers, "busbars": grid.busbars,
                            "pitch": f"{pitch:.2f}", "width": f"{width:g}", "height": f"{half:g}"}  # fmt: skip
    labels = cell_plan.Labels(say("chart.plan.width", width=f"{width:g}"), say("chart.plan.height", height=f"{half:g}"),
                              say("chart.plan.lens", size=f"{cell_plan.PATCH_MM:g}"))  # fmt: skip
    title = say("chart.plan.title", side=say(f"side.{side}"))
    draw.chart("plan", cell_plan.draw(title, say("chart.plan.alt", **said), grid, labels))
    kind = "printed" if grid.busbar_width_um > 0 else "wires"
    text = [say(f"chart.plan.caption.{kind}", **said), say("chart.plan.scale")]
    if polarities == 2:
        text.append(say("chart.plan.polarities"))
    if grid.length_share < 1.0:
        text.append(say("chart.plan.dashes", share=f"{grid.length_share * PERCENT:g}"))
    st.caption(" ".join(text))


def section(cell: Cell, before: Cell, side: str) -> None:
    """Cross-section of a finger with the baseline's behind it."""
    values = cell.values
    line = _line(values, side)
    base_side = (
        side if side in before.design.reference.finger_sides else before.design.reference.finger_sides[0]
    )
    total = line.height + line.top_height
    low, high = scatter_interval(total, values["break_height_cv"]) if total > 0 else (0.0, 0.0)
    direct = values[f"{side}_line_resistance_ohm_per_cm"] is not None
    breaks = None if direct else float(values["break_minimum_height_um"])
    particle = _particle(values, side)
    width, height = f"{line.width:.1f}", f"{total:.1f}"
    labels = cell_section.Labels(
        width=f"{width} µm",
        height=f"{height} µm",
        breaks=say("chart.section.breaks", height=f"{breaks or 0.0:g}"),
        baseline=say("chart.section.baseline"),
        wafer="",
        cap="",
        particle=("", "")
        if particle is None
        else (
            say("chart.section.particle", diameter=f"{particle.diameter_um:g}"),
            say("chart.section.shell", shell=f"{particle.shell_nm:.0f}"),
        ),
        micrometre="µm",
    )
    shape = say(f"choice.finger_shape.{line.shape}")
    title = say("chart.section.title", side=say(f"side.{side}"))
    alt = say("chart.section.alt", side=say(f"side.{side}"), shape=shape, width=width, height=height,
              base_width=f"{_line(before.values, base_side).width:.1f}",
              base_height=f"{_line(before.values, base_side).height:.1f}")  # fmt: skip
    drawn = cell_section.draw(
        title,
        alt,
        line,
        _line(before.values, base_side),
        cell_section.Scatter(low, high, breaks),
        particle,
        labels,
    )
    draw.chart("section", drawn)
    st.caption(_section_caption(cell, side, line))


def _section_caption(cell: Cell, side: str, line: cell_section.Line) -> str:
    values = cell.values
    paste = say(f"choice.paste.{values[f'{side}_finger_paste']}")
    parts = [say("chart.section.caption", shape=say(f"choice.finger_shape.{line.shape}"), paste=paste,
                 aspect=f"{(line.height + line.top_height) / line.width:.2f}")]  # fmt: skip
    if line.top_height > 0:
        parts.append(
            say(
                "chart.section.top",
                height=f"{line.top_height:g}",
                paste=say(f"choice.paste.{values[f'{side}_top_paste']}"),
            )
        )
    if line.cap_nm > 0:
        parts.append(say("chart.section.cap", thickness=f"{line.cap_nm:g}"))
    if values[f"{side}_line_resistance_ohm_per_cm"] is not None:
        parts.append(say("chart.section.direct", value=f"{values[f'{side}_line_resistance_ohm_per_cm']:g}"))
    parts.append(say("chart.section.scatter", cv=f"{values['break_height_cv'] * PERCENT:g}"))
    return " ".join(parts)


def _line(values: Mapping[str, Any], side: str) -> cell_section.Line:
    return cell_section.Line(
        shape=values[f"{side}_finger_shape"],
        top_ratio=values[f"{side}_finger_top_ratio"],
        width=values[f"{side}_finger_width_um"],
        height=values[f"{side}_finger_height_um"],
        material=_material(values[f"{side}_finger_paste"]),
        top_height=values[f"{side}_top_height_um"],
        top_material=_material(values[f"{side}_top_paste"]),
        cap_nm=values[f"{side}_cap_thickness_nm"],
        contact_width=values[f"{side}_contact_width_um"],
    )


def _material(paste: str | None) -> str:
    if paste in ("cu", "cu_plated"):
        return "copper"
    return "coated_copper" if paste is not None and paste.startswith("agcu") else "silver"


def _particle(values: Mapping[str, Any], side: str) -> cell_section.Particle | None:
    """The powder of the finger's silver-coated copper, of its upper layer where only that has any."""
    for element in ("finger", "top"):
        key = str(values[f"{side}_{element}_paste"])
        if key.startswith("agcu") and (element == "finger" or values[f"{side}_top_height_um"] > 0):
            powder = values[f"{side}_agcu_powder_silver_wt_pct"]
            share = coated_copper_paste(key, None if powder is None else powder / PERCENT).powder_silver_share
            diameter = values["agcu_powder_diameter_um"]
            return cell_section.Particle(diameter, float(shell_thickness_nm(share, diameter)))
    return None


def losses(cell: Cell, before: Cell) -> None:
    """What the grid costs, for the baseline and now."""
    words = cell_losses.Words(
        say("chart.losses.title"), say("chart.losses.alt"), say("chart.losses.loss"), say("column.bar"),
        tuple(say(f"loss.{term}") for term in cell_losses.TERMS),
    )  # fmt: skip
    bars = {say("chart.losses.baseline"): _summed(before), say("chart.losses.now"): _summed(cell)}
    draw.chart("losses", cell_losses.draw(words, bars))
    beside = {
        term: sum(loss.loss_pct for loss in cell.result.losses if loss.term == term)
        for term in ("busbar", "wire")
    }
    st.caption(say("chart.losses.caption", **{term: f"{value:.2f}" for term, value in beside.items()}))


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
    wide = _axis(float(preset[ids[0]] or yours[0]), yours[0], constant("width_warning_um") * 0.8, MAP_COLUMNS)
    high = _axis(float(preset[ids[1]] or yours[1]), yours[1], 0.5, MAP_ROWS)
    found = _map(cell.design, side, tuple(wide), tuple(high))
    unit = say("unit.um")
    words = cell_tradeoff.Words(
        say("chart.tradeoff.title", side=say(f"side.{side}")), say("chart.tradeoff.second"), say("chart.tradeoff.alt"),
        say("chart.tradeoff.width", unit=unit), say("chart.tradeoff.height", unit=unit), say("chart.tradeoff.silver"),
        say("chart.tradeoff.power"), say("chart.tradeoff.breaks"), say("chart.tradeoff.yours"), say("chart.tradeoff.baseline"),
    )  # fmt: skip
    drawn = cell_tradeoff.draw(
        words,
        wide,
        high,
        found.silver_mg_per_w,
        found.power_change_pct,
        found.breaks_per_cell,
        yours,
        baseline,
    )
    draw.chart("tradeoff", drawn)
    st.caption(say("chart.tradeoff.caption"))


@lru_cache(maxsize=16)
def _map(design: CellDesign, side: str, widths: tuple[float, ...], heights: tuple[float, ...]) -> Any:
    return width_height_map(design, side, widths, heights)


def _axis(preset: float, yours: float, least: float, points: int) -> np.ndarray[Any, Any]:
    """From half to twice the preset's value, further if the cell stands outside."""
    low = max(min(0.5 * preset, 0.8 * yours), min(least, 0.5 * yours))
    return np.linspace(low, max(2.0 * preset, 1.2 * yours), points)


def pitch(cell: Cell, side: str) -> None:
    """Profit against the number of fingers, and what silver is worth in width of shading."""
    design = cell.design
    count = int(cell.values[f"{side}_finger_count"])
    today = cell.prices.silver_price_usd_per_oz
    prices = dict(zip(cell_pitch.CASES, (0.0, today, 2.0 * today), strict=True))
    counts = np.unique(np.round(np.linspace(max(1.0, 0.4 * count), 2.2 * count, COUNTS)))
    curve = count_curve(design, side, counts, tuple(prices.values()))
    profit = {case: curve.profit_pct[price] for case, price in prices.items()}
    best = {case: float(best_finger_count(design, side, price)) for case, price in prices.items()}
    words = cell_pitch.Words(
        say("chart.pitch.title", side=say(f"side.{side}")), say("chart.pitch.second"), say("chart.pitch.alt"),
        say("chart.pitch.count"), say("chart.pitch.yours"), tuple(say(f"chart.pitch.{case}") for case in cell_pitch.CASES),
    )  # fmt: skip
    draw.chart("pitch", cell_pitch.draw(words, counts, profit, best, float(count)))
    text = say("chart.pitch.caption", width=figures.number(cell.result.silver_equivalent_width_um),
               price=figures.number(today), value=f"{cell.values['watt_value_usd']:g}",
               efficiency=round(best["efficiency"]), today=round(best["today"]), twice=round(best["twice"]))  # fmt: skip
    if design.reference.both_polarities_on_rear:
        text += f" {say('chart.pitch.xbc')}"
    st.caption(text)
