"""Best pitch and width in closed form, and silver as if it were shading.

Per unit pitch the loss is K/p + B·p + A2·p²: what fingers cost by being there, and what they cost by being
far apart.  Source: metallization note, section 4.6.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pvsilver.cell.constants import THERMAL_VOLTAGE_V
from pvsilver.cell.losses import A_PER_MA, OHM_PER_MOHM
from pvsilver.units import TROY_OUNCE_G


def lateral_coefficient_per_cm2(sheet_resistance_ohm: Any, j_ma_cm2: Any, v: Any) -> Any:
    """A2 = R_sh·J/(12·V), in 1/cm²."""
    return sheet_resistance_ohm * j_ma_cm2 * A_PER_MA / (12.0 * v)


def line_coefficient_per_cm(
    line_resistance_ohm_per_cm: Any,
    busbar_distance_cm: Any,
    contact_resistivity_mohm_cm2: Any,
    contact_width_cm: Any,
    j_ma_cm2: Any,
    v: Any,
    length_share: Any = 1.0,
) -> Any:
    """B = R_L·S²·J/(12·V) + ρ_c·J/(w_c·d·V), in 1/cm; the contact in its narrow limit."""
    amps = j_ma_cm2 * A_PER_MA
    line = line_resistance_ohm_per_cm * busbar_distance_cm * busbar_distance_cm * amps / (12.0 * v)
    return line + contact_resistivity_mohm_cm2 * OHM_PER_MOHM * amps / (contact_width_cm * length_share * v)


def recombination_width_cm(
    contact_width_cm: Any,
    j0_metal_less_passivated_fa_cm2: Any,
    j0_total_fa_cm2: Any,
    v: Any,
    length_share: Any = 1.0,
) -> Any:
    """Recombination under metal as an equivalent shading width, (V_T/V)·w·d·(J0,met − J0,pass)/J0,total, in cm."""
    j0 = j0_metal_less_passivated_fa_cm2 / j0_total_fa_cm2
    return THERMAL_VOLTAGE_V / v * contact_width_cm * length_share * j0


def silver_equivalent_width_cm(
    silver_g_per_cm: Any, silver_usd_per_oz: Any, watt_value_usd: Any, j_ma_cm2: Any, v: Any
) -> Any:
    """Silver as an equivalent shading width, w_Ag = P_Ag·A_f·c_Ag/(v·J·V), in cm.

    silver_g_per_cm: silver per length of finger, A_f·c_Ag for a continuous single layer.
    watt_value_usd: value of a watt, v.  A price of zero gives a width of zero.
    """
    usd_per_g = silver_usd_per_oz / TROY_OUNCE_G
    return usd_per_g * silver_g_per_cm / (watt_value_usd * j_ma_cm2 * A_PER_MA * v)


def lateral_optimum_pitch_cm(k_cm: Any, a2_per_cm2: Any) -> Any:
    """Best pitch where only the lateral term counts, (K/2A2)^(1/3)."""
    return (k_cm / (2.0 * a2_per_cm2)) ** (1.0 / 3.0)


def line_optimum_pitch_cm(k_cm: Any, b_per_cm: Any) -> Any:
    """Best pitch where only line and contact count, √(K/B)."""
    return np.sqrt(k_cm / b_per_cm)


def optimum_pitch_cm(k_cm: Any, b_per_cm: Any, a2_per_cm2: Any) -> Any:
    """Best pitch in general: the positive root of 2·A2·p³ + B·p² − K = 0.

    K > 0, B ≥ 0, A2 ≥ 0, not both zero.  The left side rises from −K without bound, so there is exactly one
    positive root; Newton from the smaller of the two limits' optima, which lies above the root, descends
    to it without overshoot, because the cubic is convex for p > 0.
    """
    k, b, a2 = (np.asarray(x, dtype=float) for x in (k_cm, b_per_cm, a2_per_cm2))
    with np.errstate(divide="ignore"):
        p = np.minimum(lateral_optimum_pitch_cm(k, a2), line_optimum_pitch_cm(k, b))
    for _ in range(60):
        step = (2.0 * a2 * p**3 + b * p**2 - k) / (6.0 * a2 * p**2 + 2.0 * b * p)
        p = p - step
        if np.all(np.abs(step) <= 1e-15 * p):
            break
    return float(p) if p.ndim == 0 else p


def pitch_loss(pitch_cm: Any, k_cm: Any, b_per_cm: Any, a2_per_cm2: Any) -> Any:
    """Loss at a pitch, K/p + B·p + A2·p², as a fraction."""
    return k_cm / pitch_cm + b_per_cm * pitch_cm + a2_per_cm2 * pitch_cm * pitch_cm


def optimum_width_cm(
    resistivity_uohm_cm: Any,
    pitch_cm: Any,
    busbar_distance_cm: Any,
    shape_factor: Any,
    aspect: Any,
    optical_ratio: Any,
    j_ma_cm2: Any,
    v: Any,
) -> Any:
    """Best width at a fixed aspect ratio α = h/w: [ρ·p²·S²·J/(6·V·k·α·e_f)]^(1/3), in cm."""
    numerator = resistivity_uohm_cm * 1e-6 * (pitch_cm * busbar_distance_cm) ** 2 * j_ma_cm2 * A_PER_MA
    return (numerator / (6.0 * v * shape_factor * aspect * optical_ratio)) ** (1.0 / 3.0)
