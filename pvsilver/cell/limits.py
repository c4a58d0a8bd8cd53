"""What a cell cannot be: checks across several values.

`refuse` raises InputError: one line with id, value and limit.  Source: metallization note, sections 10 and 13.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pvsilver.cell.parameters import Value, cell_parameters
from pvsilver.cell.presets import SIDES, Preset
from pvsilver.errors import InputError, shown

UM_PER_MM = 1000.0

# Ids of a side that mean something where pads are all that is printed.
_PAD_WORDS = ("pad_", "custom_", "agcu_", "silver_powder_", "busbar_fee")


def refuse(values: Mapping[str, Value], preset: Preset, changed: Collection[str]) -> None:
    """Raise InputError for a cell that cannot be printed.

    changed: ids just set; of several that could be blamed the message names one of these.
    """
    for id in changed:
        _refuse_absent(id, values[id], preset)
    _refuse_wafer(values, changed)
    for side in SIDES:
        if side in preset.finger_sides:
            _refuse_fingers(side, values, preset, changed)
        for element in ("finger", "top", "busbar", "pad"):
            if values[f"{side}_{element}_paste"] == "custom":
                _refuse_incomplete_custom(side, element, values)


def _refuse_absent(id: str, value: Value, preset: Preset) -> None:
    side, _, name = id.partition("_")
    if value is None and preset.values[id] is not None and not cell_parameters()[id].optional:
        raise InputError(id, f"is empty; it must be {cell_parameters()[id].allowed}", "refusal.empty")
    if side not in SIDES or value is None or side in preset.finger_sides:
        return
    has_pads = preset.values[f"{side}_pad_count"] is not None
    if not (has_pads and name.startswith(_PAD_WORDS)):
        what = "pads only" if has_pads else "nothing"
        raise InputError(
            id, f"{shown(value)} has no place: {preset.id} prints {what} on the {side}; leave it empty"
        )


def _refuse_wafer(values: Mapping[str, Any], changed: Collection[str]) -> None:
    width, height = values["wafer_width_mm"], values["wafer_height_mm"]
    margin, diameter = values["edge_margin_mm"], values["wafer_diameter_mm"]
    shorter = min(width, height)
    if 2.0 * margin >= shorter:
        line = f"{margin:g} mm on each edge leaves nothing of {shorter:g} mm"
        raise InputError("edge_margin_mm", line, "refusal.margin", value=margin, limit=shorter)
    longer = "wafer_width_mm" if width >= height else "wafer_height_mm"
    side = values[longer]
    if diameter is not None and diameter <= side:
        if longer in changed and "wafer_diameter_mm" not in changed:
            cure = "widen wafer_diameter_mm or leave it empty for a full square"
            line = f"{side:g} mm is not below the ingot's diameter, {diameter:g} mm; {cure}"
            raise InputError(longer, line, "refusal.wafer_side", value=side, limit=diameter)
        problem = f"{diameter:g} mm is not above the longer side, {side:g} mm ({longer})"
        raise InputError("wafer_diameter_mm", problem, "refusal.wafer_diameter", value=diameter, limit=side)
    wire = values["wire_diameter_mm"] or 0.0
    wires = values["front_busbar_count"] if values["wire_count"] is None else values["wire_count"]
    if wire * (wires or 0) >= width:
        line = f"{wires} wires of {wire:g} mm do not fit on {width:g} mm"
        raise InputError("wire_diameter_mm", line, "refusal.wires", count=wires, value=wire, limit=width)


def _refuse_fingers(side: str, values: Mapping[str, Any], preset: Preset, changed: Collection[str]) -> None:
    _refuse_pitch(side, values, 2 if preset.both_polarities_on_rear else 1, changed)
    width, height = values[f"{side}_finger_width_um"], values[f"{side}_finger_height_um"]
    contact = values[f"{side}_contact_width_um"]
    if contact is not None and contact > width:
        problem = f"{contact:g} is above the finger width; it must be at most {width:g} um"
        raise InputError(f"{side}_contact_width_um", problem, "refusal.contact", value=contact, limit=width)
    direct = values[f"{side}_line_resistance_ohm_per_cm"]
    if height + values[f"{side}_top_height_um"] <= 0.0 and direct is None:
        problem = f"0 um leaves no conductor; it must be above 0, or {side}_line_resistance_ohm_per_cm given"
        raise InputError(f"{side}_finger_height_um", problem, "refusal.no_conductor")
    busbar_um = values[f"{side}_busbar_width_um"]
    gap_um = values["wafer_width_mm"] * UM_PER_MM / values[f"{side}_busbar_count"]
    if busbar_um >= gap_um:
        problem = f"{busbar_um:g} is not below the busbar distance, {gap_um:.0f} um"
        id, gap = f"{side}_busbar_width_um", f"{gap_um:.0f}"
        raise InputError(id, problem, "refusal.busbar_width", value=busbar_um, limit=gap)
    no_finger = height <= 0.0 or values[f"{side}_finger_paste"] == "cu_plated"
    if values[f"{side}_finger_wet_mg"] is not None and no_finger:
        line = "has nothing to calibrate: no finger paste is printed"
        raise InputError(f"{side}_finger_wet_mg", line, "refusal.nothing_printed")
    no_busbar = busbar_um * values[f"{side}_busbar_height_um"] <= 0.0
    no_busbar = no_busbar or values[f"{side}_busbar_paste"] == "cu_plated"
    if values[f"{side}_busbar_wet_mg"] is not None and no_busbar:
        line = "has nothing to calibrate: no busbar paste is printed"
        raise InputError(f"{side}_busbar_wet_mg", line, "refusal.nothing_printed")


def _refuse_pitch(side: str, values: Mapping[str, Any], polarities: int, changed: Collection[str]) -> None:
    count, width = values[f"{side}_finger_count"], values[f"{side}_finger_width_um"]
    lines = count * polarities
    room_mm = (values["wafer_height_mm"] - 2.0 * values["edge_margin_mm"]) / lines
    if width < room_mm * UM_PER_MM:
        return
    count_id, width_id = f"{side}_finger_count", f"{side}_finger_width_um"
    leave = f"{lines} fingers leave {room_mm:.2f} mm each"
    if count_id in changed and width_id not in changed:
        line = f"{count} is too many: {leave}, which must stay above the width of {width:g} um"
        raise InputError(
            count_id,
            line,
            "refusal.pitch_count",
            value=count,
            lines=lines,
            room=f"{room_mm:.2f}",
            limit=width,
        )
    limit = f"{room_mm * UM_PER_MM:.0f}"
    line = f"{width:g} is not below the pitch; {leave}; width must stay below {limit} um"
    raise InputError(
        width_id, line, "refusal.pitch_width", value=width, lines=lines, room=f"{room_mm:.2f}", limit=limit
    )


def _refuse_incomplete_custom(side: str, element: str, values: Mapping[str, Any]) -> None:
    for name in ("custom_solids_pct", "custom_silver_pct_of_solids", "custom_resistivity_uohm_cm"):
        id = f"{side}_{name}"
        if values[id] is None:
            needed = cell_parameters()[id].allowed
            line = f"is empty, but {side}_{element}_paste is custom; it must be {needed}"
            raise InputError(id, line, "refusal.custom_empty")
