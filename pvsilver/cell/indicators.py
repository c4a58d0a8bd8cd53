"""Reliability indicators: what to look at, never a lifetime, never subtracted from power or cost.

No published curve of field failure against mg/W was found; each indicator says what supports it.
Source: metallization note, section 5.
"""

from __future__ import annotations

from math import erfc, sqrt
from typing import Any

import numpy as np

MEAN_BREAK_RATIO = 2.0
"""Finger loss of a segment with one break at a random place, over that of the whole segment: exact."""

WORST_BREAK_RATIO = 4.0
"""The same for a break beside a busbar: exact."""

ISOLATED_SHARE_OF_TWO_BREAKS = 1.0 / 3.0
"""Mean share of a segment that two breaks cut off: exact."""


def _normal_cdf(x: Any) -> Any:
    if np.ndim(x) == 0:
        return 0.5 * erfc(-float(x) / sqrt(2.0))
    return 0.5 * _erfc(np.asarray(x) / -sqrt(2.0))


# Coefficients of the rational Chebyshev form of erfc in Press et al., Numerical Recipes (erfcc).
_ERFC = (
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806,
    0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
)  # fmt: skip


def _erfc(x: Any) -> Any:
    """Complementary error function of an array, relative error below 1.2e-7 also far in the tail."""
    z = np.abs(x)
    t = 1.0 / (1.0 + 0.5 * z)
    power: Any = 0.0
    for coefficient in reversed(_ERFC):
        power = power * t + coefficient
    tail = t * np.exp(power - z * z)
    return np.where(x >= 0.0, tail, 2.0 - tail)


def print_breaks_per_cell(
    finger_length_mm: Any, mean_height_um: Any, height_cv: Any, minimum_height_um: Any, cell_length_um: Any
) -> Any:
    """Expected interruptions, (N·l/ℓ_c)·Φ[(ln h_min − µ)/s], s² = ln(1 + c²), µ = ln h̄ − s²/2.

    finger_length_mm: all fingers of the side.  The log-normal tail gives the exponential form that the
    industry reports; its parameters are heuristic, to be fitted to electroluminescence counts.
    """
    s2 = np.log1p(height_cv * height_cv)
    tail = (np.log(minimum_height_um) - np.log(mean_height_um) + 0.5 * s2) / np.sqrt(s2)
    return finger_length_mm * 1000.0 / cell_length_um * _normal_cdf(tail)


def loss_of_one_break_pct(finger_loss: Any, finger_count: Any, busbar_count: Any, ratio: float) -> Any:
    """Added loss of one break in percent of the cell's power: one segment of N·n_b loses `ratio` times as much."""
    return 100.0 * finger_loss * (ratio - 1.0) / (finger_count * busbar_count)


def contact_share_left(corrosion_depth_um: Any, width_um: Any) -> Any:
    """Contact width left when each edge loses the depth, 1 − 2δ/w, not below 0."""
    return np.maximum(0.0, 1.0 - 2.0 * corrosion_depth_um / width_um)


def conductance_reserve(
    line_resistance_ohm_per_cm: Any,
    pitch_cm: Any,
    busbar_distance_cm: Any,
    j_ma_cm2: Any,
    v: Any,
    extra_loss_pct: float,
) -> Any:
    """Line resistance that would cost `extra_loss_pct` more power, over the line resistance: exact, at least 1."""
    per_ohm = pitch_cm * busbar_distance_cm * busbar_distance_cm / 12.0 * j_ma_cm2 * 1e-3 / v
    return 1.0 + extra_loss_pct / 100.0 / (per_ohm * line_resistance_ohm_per_cm)


def laydown_index(laydown: Any, reference_laydown: Any, kappa: float) -> Any:
    """exp[κ·max(0, 1 − m/m_ref)]: a pure heuristic echo of the claim that risk rises exponentially."""
    return np.exp(kappa * np.maximum(0.0, 1.0 - laydown / reference_laydown))


def state(value: float, comfortable: float, watch: float) -> str:
    """comfortable, watch or beyond_evidence.  The direction follows from which threshold is larger."""
    if comfortable >= watch:
        return "comfortable" if value >= comfortable else "watch" if value >= watch else "beyond_evidence"
    return "comfortable" if value <= comfortable else "watch" if value <= watch else "beyond_evidence"
