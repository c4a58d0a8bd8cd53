"""One side of a cell: its prints in milligrams, its resistances, its metal.

Takes the side's values by name (without the `front_` or `rear_`), plain numbers or arrays.
Source: metallization note, sections 2 to 4 and 13.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pvsilver.cell import geometry, line, losses
from pvsilver.cell.constants import constant
from pvsilver.cell.paste import Paste, coated_copper_paste, custom_paste, named_paste
from pvsilver.units import PERCENT

MG_PER_G = 1000.0
CM_PER_MM = geometry.CM_PER_MM
CM_PER_UM = geometry.CM_PER_UM

Values = Callable[[str], Any]


@dataclass(slots=True)
class Print:
    """Silver and wet paste of one element of a side, in mg a cell, with what the scale says where it was asked."""

    silver_mg: Any = 0.0
    paste_mg: Any = 0.0
    measured_mg: float | None = None
    measured_to_computed: Any = None


@dataclass(slots=True)
class Side:
    """What one side contributes.  Electrical entries are None on a side without fingers."""

    name: str
    finger: Print | None = None
    busbar: Print | None = None
    pad: Print | None = None
    paste: Paste | None = None
    line_count: Any = 0
    finger_length_cm: Any = 0.0
    silver_g_per_cm: Any = 0.0
    pitch_cm: Any = None
    busbar_distance_cm: Any = None
    line_resistance_ohm_per_cm: Any = None
    line_height_um: Any = None
    finger_ohm_cm2: Any = None
    lateral_ohm_cm2: Any = None
    contact_ohm_cm2: Any = None
    busbar_ohm_cm2: Any = None
    metal_share: Any = 0.0

    @property
    def prints(self) -> list[tuple[str, Print]]:
        """Elements that the side has, as (element, print)."""
        named = (("finger", self.finger), ("busbar", self.busbar), ("pad", self.pad))
        return [(element, made) for element, made in named if made is not None]


@dataclass(frozen=True, slots=True)
class Grid:
    """What a side is printed from: values by name (without the side), and what it shares with the cell.

    polarities: 2 for xBC, whose finger count is per polarity while busbar and pad counts are totals.
    density_factor, resistivity_factor: spread of the pastes, arrays; a plain 1.0 in the normal run.
    """

    value: Values
    wafer_width_mm: Any
    wafer_height_mm: Any
    edge_margin_mm: Any
    area_cm2: Any
    polarities: int
    fired: bool
    density_factor: Any = 1.0
    resistivity_factor: Any = 1.0

    def paste(self, key: str) -> Paste:
        """The paste that a key means on this side: named, silver-coated copper as set, or custom."""
        made = self._unspread_paste(key)
        if isinstance(self.density_factor, float) and isinstance(self.resistivity_factor, float):
            return made
        return made._replace(
            density_g_cm3=made.density_g_cm3 * self.density_factor,
            resistivity_uohm_cm=made.resistivity_uohm_cm * self.resistivity_factor,
        )

    def _unspread_paste(self, key: str) -> Paste:
        value = self.value
        if key == "custom":
            solids, silver = value("custom_solids_pct"), value("custom_silver_pct_of_solids")
            return custom_paste(solids, silver, value("custom_resistivity_uohm_cm"), self.fired)
        if key.startswith("agcu"):
            powder_pct = value("agcu_powder_silver_wt_pct")
            powder = None if powder_pct is None else powder_pct / PERCENT
            return coated_copper_paste(key, powder, value("silver_powder_blend_share"))
        return named_paste(key)

    @property
    def contact_width_um(self) -> Any:
        """Width of the metal contact: the finger's unless given."""
        given = self.value("contact_width_um")
        return self.value("finger_width_um") if given is None else given


def print_side(name: str, grid: Grid) -> Side:
    """Everything that one side contributes to the cell.  A side without fingers has pads at most."""
    side = Side(name)
    value = grid.value
    pads = value("pad_count")
    if pads is not None:
        paste = grid.paste(value("pad_paste"))
        volume = geometry.pad_volume_cm3(pads, value("pad_area_mm2"), value("pad_height_um"))
        side.pad = Print(volume * paste.silver_g_cm3 * MG_PER_G, volume * paste.wet_g_cm3 * MG_PER_G)
    if value("finger_count") is not None:
        _print_busbars(side, grid)
        _print_fingers(side, grid)
        _resist(side, grid)
    return side


def _print_busbars(side: Side, grid: Grid) -> None:
    value = grid.value
    count, width, height = value("busbar_count"), value("busbar_width_um"), value("busbar_height_um")
    length_mm, margin_mm = grid.wafer_height_mm, grid.edge_margin_mm
    paste = grid.paste(value("busbar_paste"))
    volume = geometry.busbar_volume_cm3(count, length_mm, margin_mm, width, height)
    ratio = _measured_ratio(value("busbar_wet_mg"), volume * paste.wet_g_cm3 * MG_PER_G)
    scale = 1.0 if ratio is None else ratio
    side.busbar = Print(
        silver_mg=volume * scale * paste.silver_g_cm3 * MG_PER_G,
        paste_mg=volume * scale * paste.wet_g_cm3 * MG_PER_G,
        measured_mg=value("busbar_wet_mg"),
        measured_to_computed=ratio,
    )
    side.busbar_distance_cm = grid.polarities * grid.wafer_width_mm * CM_PER_MM / count
    pads = value("pad_count")
    if pads and _is_positive(width) and _is_positive(height):
        # With s_p the pads' distance the tails are half of it, and 1/3·tail² is the same 1/12·s_p².
        pad_pitch = (length_mm - 2.0 * margin_mm) * CM_PER_MM * count / pads
        side.busbar_ohm_cm2 = grid.polarities * losses.busbar_resistance_ohm_cm2(
            paste.resistivity_uohm_cm,
            side.busbar_distance_cm,
            pad_pitch,
            width * CM_PER_UM,
            height * scale * CM_PER_UM,
        )


def _print_fingers(side: Side, grid: Grid) -> None:
    value = grid.value
    width, height, top_height = value("finger_width_um"), value("finger_height_um"), value("top_height_um")
    share, direct = value("finger_length_share"), value("line_resistance_ohm_per_cm")
    side.line_count = grid.polarities * value("finger_count")
    side.finger_length_cm = geometry.total_finger_length_cm(
        side.line_count, grid.wafer_width_mm, grid.edge_margin_mm, value("redundancy_length_mm")
    )
    side.paste = paste = grid.paste(value("finger_paste"))
    shape = geometry.shape_factor(value("finger_shape"), value("finger_top_ratio"))
    section = geometry.section_cm2(shape, width, height)
    ratio = _measured_ratio(
        value("finger_wet_mg"), side.finger_length_cm * section * share * paste.wet_g_cm3 * MG_PER_G
    )
    if ratio is not None:
        section = section * ratio
    silver = section * share * paste.silver_g_cm3
    wet = section * share * paste.wet_g_cm3
    layers = [_conductance(section, width, paste, value)]
    if _is_positive(top_height):
        top = grid.paste(value("top_paste"))
        top_section = geometry.section_cm2(shape, width, top_height)
        silver = silver + top_section * top.silver_g_cm3
        layers.append(_conductance(top_section, width, top, value))
        # A top conductor whose line resistance is set directly is no paste on the cell.
        wet = wet + top_section * top.wet_g_cm3 if direct is None else wet
    if _is_positive(value("cap_thickness_nm")):
        cap = line.cap_section_cm2(width, height + top_height, value("cap_thickness_nm"))
        silver = silver + cap * constant("density_ag")
    length = side.finger_length_cm
    side.silver_g_per_cm = silver
    side.finger = Print(length * silver * MG_PER_G, length * wet * MG_PER_G, value("finger_wet_mg"), ratio)
    side.line_height_um = (height if ratio is None else height * ratio) + top_height
    side.line_resistance_ohm_per_cm = line.line_resistance_ohm_per_cm(*layers) if direct is None else direct


def _resist(side: Side, grid: Grid) -> None:
    value = grid.value
    share, rho_c = value("finger_length_share"), value("contact_resistivity_mohm_cm2")
    contact_cm = grid.contact_width_um * CM_PER_UM
    side.pitch_cm = pitch = geometry.pitch_cm(
        grid.wafer_height_mm, grid.edge_margin_mm, value("finger_count")
    )
    side.finger_ohm_cm2 = grid.polarities * losses.finger_resistance_ohm_cm2(
        side.line_resistance_ohm_per_cm, pitch, side.busbar_distance_cm
    )
    side.metal_share = losses.metal_share(side.finger_length_cm, contact_cm, share, grid.area_cm2)
    if grid.polarities == 2:
        # xBC: current crosses the wafer within a pair pitch; no lateral term, contacts in the narrow limit.
        side.lateral_ohm_cm2 = 0.0
        side.contact_ohm_cm2 = 2.0 * losses.narrow_contact_resistance_ohm_cm2(rho_c, pitch, contact_cm, share)
        return
    side.lateral_ohm_cm2 = losses.lateral_resistance_ohm_cm2(value("sheet_resistance_ohm"), pitch)
    side.contact_ohm_cm2 = losses.contact_resistance_ohm_cm2(
        rho_c, value("contact_sheet_resistance_ohm"), pitch, contact_cm, share
    )


def _conductance(section_cm2: Any, width_um: Any, paste: Paste, value: Values) -> Any:
    quality = value("line_quality_factor")
    if quality is None:
        quality = line.default_quality_factor(
            width_um,
            paste.coated_copper,
            constant("fine_line_width_um"),
            constant("fine_line_quality_factor"),
        )
    unevenness = line.unevenness_factor(value("finger_section_cv"), quality)
    return line.layer_conductance_cm_per_ohm(section_cm2, paste.resistivity_uohm_cm, unevenness)


def _measured_ratio(measured_mg: Any, computed_mg: Any) -> Any:
    return None if measured_mg is None else measured_mg / computed_mg


def _is_positive(value: Any) -> bool:
    """Present at all; an array is present when any of it is."""
    if isinstance(value, (int, float)):
        return value > 0.0
    return value is not None and bool((value > 0.0).any())
