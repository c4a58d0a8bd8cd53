"""The two drawings of the cell with their words: half of it, and a finger across."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pvsilver.cell.outline import scatter_interval
from pvsilver.cell.paste import coated_copper_paste, shell_thickness_nm
from pvsilver.charts import cell_plan, cell_section
from pvsilver.charts.cell_grid import Grid
from pvsilver.charts.cell_lens import PATCH_MM
from pvsilver.charts.cell_section_parts import Labels, Line, Particle, Scatter
from pvsilver.screens import draw
from pvsilver.screens.cell_state import Cell
from pvsilver.screens.state import say
from pvsilver.units import PERCENT

BRIEF_PX = 235


def plan(cell: Cell, before: Cell, side: str) -> None:
    """Half of the cell with its real counts, and a lens; the counts of the baseline in words, where they differ."""
    grid = _grid(cell, side)
    width, half = grid.width_mm, 0.5 * grid.height_mm
    counts = _counts(grid)
    said: dict[str, Any] = counts | {
        "side": say(f"side.{side}"),
        "width": f"{width:g}",
        "height": f"{half:g}",
    }
    labels = cell_plan.Labels(
        say("chart.plan.width", width=f"{width:g}"),
        say("chart.plan.height", height=f"{half:g}"),
        say("chart.plan.lens", size=f"{PATCH_MM:g}"),
    )
    title = say("chart.plan.title", side=say(f"side.{side}"))
    draw.chart("plan", cell_plan.draw(title, say("chart.plan.alt", **said), grid, labels))
    kind = "printed" if grid.busbar_width_um > 0 else "wires"
    text = [say(f"chart.plan.caption.{kind}", **said), say("chart.plan.scale")]
    if grid.polarities == 2:
        text.append(say("chart.plan.polarities"))
    if side in before.design.reference.finger_sides:
        base = _counts(_grid(before, side))
        if base != counts:
            text.insert(1, say("chart.plan.baseline", **base))
    if grid.length_share < 1.0:
        text.append(say("chart.plan.dashes", share=f"{grid.length_share * PERCENT:g}"))
    st.caption(" ".join(text))


def _polarities(cell: Cell) -> int:
    return 2 if cell.design.reference.both_polarities_on_rear else 1


def _grid(cell: Cell, side: str) -> Grid:
    values = cell.values
    return Grid(
        width_mm=values["wafer_width_mm"],
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
        polarities=_polarities(cell),
    )


def _counts(grid: Grid) -> dict[str, Any]:
    """Fingers on the whole wafer, their pitch, busbars."""
    fingers = grid.fingers * grid.polarities
    pitch = (grid.height_mm - 2.0 * grid.margin_mm) / fingers
    return {"fingers": fingers, "pitch": f"{pitch:.2f}", "busbars": grid.busbars}


def section(cell: Cell, before: Cell, side: str, brief: bool = False) -> None:
    """Cross-section of a finger with the baseline's behind it; brief: a smaller one, without its caption."""
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
    labels = Labels(
        width=f"{width} µm",
        height=f"{height} µm",
        breaks=say("chart.section.breaks", height=f"{breaks or 0.0:g}"),
        baseline=say("chart.section.baseline"),
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
        Scatter(low, high, breaks),
        particle,
        labels,
    )
    if brief:
        draw.chart("section", drawn, BRIEF_PX)
        return
    draw.chart("section", drawn)
    st.caption(_section_caption(cell, side, line))


def _section_caption(cell: Cell, side: str, line: Line) -> str:
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
    ratio = next(
        (step.measured_to_computed for step in cell.result.print_steps if step.step == f"{side}_finger"), None
    )
    if ratio is not None:
        parts.append(say("chart.section.measured", ratio=f"{ratio:.2f}"))
    parts.append(say("chart.section.scatter", cv=f"{values['break_height_cv'] * PERCENT:g}"))
    return " ".join(parts)


def _line(values: Mapping[str, Any], side: str) -> Line:
    return Line(
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


def _particle(values: Mapping[str, Any], side: str) -> Particle | None:
    """The powder of the finger's silver-coated copper, of its upper layer where only that has any."""
    for element in ("finger", "top"):
        key = str(values[f"{side}_{element}_paste"])
        if key.startswith("agcu") and (element == "finger" or values[f"{side}_top_height_um"] > 0):
            powder = values[f"{side}_agcu_powder_silver_wt_pct"]
            share = coated_copper_paste(key, None if powder is None else powder / PERCENT).powder_silver_share
            diameter = values["agcu_powder_diameter_um"]
            return Particle(diameter, float(shell_thickness_nm(share, diameter)))
    return None
