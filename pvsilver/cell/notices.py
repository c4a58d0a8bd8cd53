"""What a cell can be but should make one look twice: warnings, never refusals.

Source: metallization note, section 10; thresholds in `data/cell_constants.csv` and `data/contact_windows.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from pvsilver import tables
from pvsilver.cell.constants import constant
from pvsilver.cell.presets import Preset


class Notice(NamedTuple):
    """Physically odd but possible.  `kind` names the text, `parameter` the field that it belongs to."""

    kind: str
    parameter: str
    value: float
    limit: float
    text: str

    def __str__(self) -> str:
        return f"{self.parameter}: {self.text}"


def notices(
    values: Mapping[str, Any], preset: Preset, ratios: Mapping[str, float | None], added_loss: float
) -> list[Notice]:
    """Warnings of a cell.

    ratios: measured over computed wet mass by id of the measured value.  added_loss: summed losses over those of
    the reference, a fraction.
    """
    found: list[Notice] = []
    for side in preset.finger_sides:
        found += _line_notices(side, values)
        found += _contact_notices(side, values, preset)
    low, high = constant("measured_ratio_low"), constant("measured_ratio_high")
    for id, ratio in ratios.items():
        if ratio is not None and not low <= ratio <= high:
            limit = low if ratio < low else high
            text = (
                f"measured is {ratio:.2f} of computed, outside {low:g}-{high:g}: check height basis or solids"
            )
            found.append(Notice("measured_ratio", id, ratio, limit, text))
    limit = constant("first_order_loss")
    if abs(added_loss) > limit:
        id = f"{preset.finger_sides[0]}_finger_count"
        text = f"losses change by {100.0 * added_loss:.0f} % of the power; a first-order sum does not reach that far"
        found.append(Notice("first_order", id, added_loss, limit, text))
    return found


def _line_notices(side: str, values: Mapping[str, Any]) -> list[Notice]:
    found = []
    width, height = values[f"{side}_finger_width_um"], values[f"{side}_finger_height_um"]
    aspect, limit = (height + values[f"{side}_top_height_um"]) / width, constant("aspect_warning")
    if aspect > limit:
        text = f"height over width is {aspect:.2f}; the best seen is {limit:g}, at about 20 um"
        found.append(Notice("aspect", f"{side}_finger_height_um", aspect, limit, text))
    limit = constant("width_warning_um")
    if width < limit:
        text = f"{width:g} um is narrower than the narrowest opening seen, {limit:g} um"
        found.append(Notice("width", f"{side}_finger_width_um", width, limit, text))
    id = f"{side}_agcu_powder_silver_wt_pct"
    if values[id] is not None and not _uses_coated_copper(side, values):
        text = f"has no effect: no paste of the {side} is silver-coated copper"
        found.append(Notice("powder_unused", id, values[id], 0.0, text))
    id, paste = f"{side}_cap_thickness_nm", values[f"{side}_finger_paste"]
    if values[id] > 0.0 and paste not in ("cu", "cu_plated", "custom"):
        text = (
            f"silver counts in the cap and in {paste}; for a plated line set {side}_finger_paste to cu_plated"
        )
        found.append(Notice("cap_on_silver", id, values[id], 0.0, text))
    return found


def _uses_coated_copper(side: str, values: Mapping[str, Any]) -> bool:
    pastes = [values[f"{side}_{element}_paste"] for element in ("finger", "top", "busbar", "pad")]
    return any(paste is not None and paste.startswith("agcu") for paste in pastes)


def _contact_notices(side: str, values: Mapping[str, Any], preset: Preset) -> list[Notice]:
    rho, j0 = values[f"{side}_contact_resistivity_mohm_cm2"], values[f"{side}_j0_metal_fa_cm2"]
    factor = constant("contact_window_factor")
    for row in _windows(preset.technology, side):
        low_rho, high_rho = row["contact_resistivity_low_mohm_cm2"], row["contact_resistivity_high_mohm_cm2"]
        low_j0, high_j0 = row["j0_metal_low_fa_cm2"], row["j0_metal_high_fa_cm2"]
        if low_rho / factor <= rho <= high_rho * factor and low_j0 / factor <= j0 <= high_j0 * factor:
            return []
    text = f"{rho:g} mOhm cm2 with J0 of {j0:g} fA/cm2 under metal is far from any known {preset.technology} paste"
    return [Notice("contact_pair", f"{side}_contact_resistivity_mohm_cm2", rho, factor, text)]


@cache
def _windows(technology: str, side: str) -> list[tables.Row]:
    return tables.load("contact_windows").select(technology=technology, side=side)
