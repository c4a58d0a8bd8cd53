"""The indicator table of a cell: value, state and what supports it.  Indicators, not a lifetime."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from pvsilver.cell import indicators
from pvsilver.cell.constants import constant
from pvsilver.cell.losses import resistance_loss
from pvsilver.cell.paste import shell_thickness_nm
from pvsilver.cell.presets import Preset
from pvsilver.cell.response import Response
from pvsilver.cell.side import Side

MM_PER_CM = 10.0


class Indicator(NamedTuple):
    """One indicator.  `value` is None where it does not apply; `state` is comfortable, watch, beyond_evidence
    or empty where there is no threshold; `basis` is exact, derived, heuristic or read."""

    side: str
    indicator: str
    value: float | None
    unit: str
    state: str
    basis: str


def indicator_rows(
    values: Mapping[str, Any], preset: Preset, response: Response, preset_paste_mg_per_w: float
) -> list[Indicator]:
    """All indicators of an evaluated cell."""
    rows: list[Indicator] = []
    for side in response.sides:
        name = side.name
        if side.finger is not None:
            rows += _line_rows(side, values)
            rows += _paste_rows(side, values)
        if side.pad is not None:
            # Shown beside the peel threshold; no model, since peel does not predict adhesion of fingers.
            rows.append(Indicator(name, "pad_area", values[f"{name}_pad_area_mm2"], "mm2", "", "heuristic"))
            rows.append(Indicator(name, "pad_height", values[f"{name}_pad_height_um"], "um", "", "heuristic"))
    index = indicators.laydown_index(
        response.paste_mg_per_w, preset_paste_mg_per_w, constant("laydown_index_kappa")
    )
    rows.append(_judged("cell", "laydown_index", index, "1", "laydown_index", "heuristic"))
    if values["leco"]:
        # Reverse bias under thermal cycling raised the series resistance of such contacts by more than two
        # orders of magnitude in a published test: a screening flag, not a rate.
        rows.append(Indicator("front", "leco_reverse_bias", None, "", "watch", "read"))
    return rows


def _line_rows(side: Side, values: Mapping[str, Any]) -> list[Indicator]:
    name = side.name
    j, v = values["jmpp_ma_cm2"], values["vmpp_v"]
    loss = resistance_loss(side.finger_ohm_cm2, j, v)
    count, busbars = values[f"{name}_finger_count"], values[f"{name}_busbar_count"]
    mean, worst = (
        float(indicators.loss_of_one_break_pct(loss, count, busbars, ratio))
        for ratio in (indicators.MEAN_BREAK_RATIO, indicators.WORST_BREAK_RATIO)
    )
    # Both polarities of xBC carry the current of the pair pitch: the line resistance counts twice.
    polarities = side.line_count / count
    reserve = indicators.conductance_reserve(
        side.line_resistance_ohm_per_cm,
        side.pitch_cm * polarities,
        side.busbar_distance_cm,
        j,
        v,
        constant("conductance_reserve_loss_pct"),
    )
    breaks = expected_breaks(side, values)
    isolated = indicators.ISOLATED_SHARE_OF_TWO_BREAKS
    return [
        Indicator(name, "print_breaks_per_cell", None, "1", "", "heuristic")
        if breaks is None
        else _judged(name, "print_breaks_per_cell", breaks, "1", "breaks", "heuristic"),
        Indicator(name, "one_break_mean", mean, "%", "", "exact"),
        Indicator(name, "one_break_worst", worst, "%", "", "exact"),
        Indicator(name, "two_breaks_isolated_share", isolated, "1", "", "exact"),
        _judged(name, "conductance_reserve", reserve, "1", "reserve", "exact"),
    ]


def expected_breaks(side: Side, values: Mapping[str, Any]) -> Any:
    """Expected print breaks a cell; None under a top conductor set directly or where dashes stand alone.

    There a gap in the silver is no gap in the line.  Arrays broadcast.
    """
    name = side.name
    if values[f"{name}_line_resistance_ohm_per_cm"] is not None:
        return None
    top = values[f"{name}_top_height_um"]
    dashes = bool(np.any(values[f"{name}_finger_length_share"] < 1.0))
    if dashes and not np.all(top > 0.0):
        return None
    breaks = indicators.print_breaks_per_cell(
        side.finger_length_cm * MM_PER_CM,
        top if dashes else side.line_height_um,
        values["break_height_cv"],
        values["break_minimum_height_um"],
        values["break_cell_length_um"],
    )
    return float(breaks) if np.ndim(breaks) == 0 else breaks


def _paste_rows(side: Side, values: Mapping[str, Any]) -> list[Indicator]:
    name = side.name
    rows = []
    if side.paste is not None and side.paste.coated_copper:
        shell = shell_thickness_nm(side.paste.powder_silver_share, values["agcu_powder_diameter_um"])
        rows.append(_judged(name, "silver_shell", shell, "nm", "shell", "heuristic"))
    depth = values["corrosion_depth_um"]
    if depth is not None:
        left = indicators.contact_share_left(depth, values[f"{name}_finger_width_um"])
        rows.append(_judged(name, "contact_share_left", left, "1", "contact_left", "heuristic"))
    return rows


def _judged(side: str, indicator: str, value: Any, unit: str, threshold: str, basis: str) -> Indicator:
    suffix = f"_{unit}" if unit == "nm" else ""
    comfortable = constant(f"{threshold}_comfortable{suffix}")
    watch = constant(f"{threshold}_watch{suffix}")
    number = float(value)
    return Indicator(side, indicator, number, unit, indicators.state(number, comfortable, watch), basis)
