"""What a grid costs in power: series resistance, shading, recombination under metal.

Resistances are in Ω·cm² of cell, losses are fractions of the power.  Uniform current, additive losses.
Source: metallization note, sections 4.1 to 4.4 and 13.10 to 13.14.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pvsilver.cell.constants import THERMAL_VOLTAGE_V
from pvsilver.cell.line import OHM_CM_PER_UOHM_CM

A_PER_MA = 1e-3
OHM_PER_MOHM = 1e-3


def finger_resistance_ohm_cm2(line_resistance_ohm_per_cm: Any, pitch_cm: Any, busbar_distance_cm: Any) -> Any:
    """R_f = R_L·p·S²/12, S being the distance between neighbouring busbars or wires."""
    return line_resistance_ohm_per_cm * pitch_cm * busbar_distance_cm * busbar_distance_cm / 12.0


def lateral_resistance_ohm_cm2(sheet_resistance_ohm: Any, pitch_cm: Any) -> Any:
    """R_e = R_sh·p²/12, between fingers."""
    return sheet_resistance_ohm * pitch_cm * pitch_cm / 12.0


def parallel_sheet_resistance_ohm(layer_ohm: Any, base_resistivity_ohm_cm: Any, thickness_um: Any) -> Any:
    """Sheet resistance of a layer in parallel with the wafer: 1/R = 1/R_layer + thickness/ρ_base."""
    return 1.0 / (1.0 / layer_ohm + thickness_um * 1e-4 / base_resistivity_ohm_cm)


def transfer_length_cm(contact_resistivity_mohm_cm2: Any, sheet_resistance_ohm: Any) -> Any:
    """L_T = √(ρ_c/R_sh,c); the sheet resistance is the one under the metal."""
    return np.sqrt(contact_resistivity_mohm_cm2 * OHM_PER_MOHM / sheet_resistance_ohm)


def narrow_contact_resistance_ohm_cm2(
    contact_resistivity_mohm_cm2: Any, pitch_cm: Any, contact_width_cm: Any, length_share: Any = 1.0
) -> Any:
    """Contact resistance of a contact far narrower than the transfer length, p·ρ_c/(w_c·d)."""
    return pitch_cm * contact_resistivity_mohm_cm2 * OHM_PER_MOHM / (contact_width_cm * length_share)


def contact_resistance_ohm_cm2(
    contact_resistivity_mohm_cm2: Any,
    sheet_resistance_ohm: Any,
    pitch_cm: Any,
    contact_width_cm: Any,
    length_share: Any = 1.0,
) -> Any:
    """R_c = p·ρ_c/(2·L_T)·coth[w_c/(2·L_T)]/d, d being the printed length share of dashes."""
    u = contact_width_cm / (2.0 * transfer_length_cm(contact_resistivity_mohm_cm2, sheet_resistance_ohm))
    narrow = narrow_contact_resistance_ohm_cm2(
        contact_resistivity_mohm_cm2, pitch_cm, contact_width_cm, length_share
    )
    return narrow * u / np.tanh(u)


def busbar_resistance_ohm_cm2(
    resistivity_uohm_cm: Any,
    busbar_distance_cm: Any,
    pad_pitch_cm: Any,
    width_cm: Any,
    height_cm: Any,
) -> Any:
    """R_b = ρ_b·S·s_p²/(12·w_b·h_b), s_p being the distance between pads; reported, not summed."""
    return (
        resistivity_uohm_cm * OHM_CM_PER_UOHM_CM * busbar_distance_cm * pad_pitch_cm * pad_pitch_cm
        / (12.0 * width_cm * height_cm)
    )  # fmt: skip


def wire_resistance_ohm_cm2(
    resistivity_uohm_cm: Any, wire_distance_cm: Any, wire_length_cm: Any, wire_diameter_cm: Any
) -> Any:
    """R_w = ρ_Cu·S·L_w²/(3·A_w), with L_w half the wafer for half-cut cells; reported, not summed."""
    section = 0.25 * np.pi * wire_diameter_cm * wire_diameter_cm
    return (
        resistivity_uohm_cm
        * OHM_CM_PER_UOHM_CM
        * wire_distance_cm
        * wire_length_cm
        * wire_length_cm
        / (3.0 * section)
    )


def resistance_loss(resistance_ohm_cm2: Any, j_ma_cm2: Any, v: Any) -> Any:
    """Power lost to a series resistance, R·J/V, as a fraction."""
    return resistance_ohm_cm2 * j_ma_cm2 * A_PER_MA / v


def shading(
    finger_area_cm2: Any,
    finger_optical_ratio: Any,
    other_area_cm2: Any,
    other_optical_ratio: Any,
    area_cm2: Any,
) -> Any:
    """Share of the light that metal keeps from the front: printed areas times their optical ratios over the cell."""
    return (finger_area_cm2 * finger_optical_ratio + other_area_cm2 * other_optical_ratio) / area_cm2


def metal_share(finger_length_cm: Any, contact_width_cm: Any, length_share: Any, area_cm2: Any) -> Any:
    """Share of the cell under contact metal, f_c = N·(W − 2m)·w_c·d/A."""
    return finger_length_cm * contact_width_cm * length_share / area_cm2


def recombination_loss(added_j0_fa_cm2: Any, rest_j0_fa_cm2: Any, v: Any) -> Any:
    """Power lost to recombination under metal, (V_T/V)·ln(1 + ΔJ0/J0,rest), as a fraction."""
    return THERMAL_VOLTAGE_V / v * np.log1p(added_j0_fa_cm2 / rest_j0_fa_cm2)


def anchored_efficiency_pct(
    reference_pct: Any, shading: Any, reference_shading: Any, loss: Any, reference_loss: Any
) -> Any:
    """η = η_ref·(1 − f)/(1 − f_ref)·[1 − (ΣΔP − ΣΔP_ref)]: only changes are predicted, never an absolute."""
    return reference_pct * (1.0 - shading) / (1.0 - reference_shading) * (1.0 - (loss - reference_loss))
