"""Resistance of a finger: one layer or two, even or uneven, plated or printed.

Source: metallization note, sections 2.2, 3 and 13.10.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pvsilver.cell.geometry import CM_PER_UM

OHM_CM_PER_UOHM_CM = 1e-6
CM_PER_NM = 1e-7


def unevenness_factor(section_cv: Any, quality_factor: Any = 1.0) -> Any:
    """Line resistance over that of an even line, q = (1 + c²)·q0.

    For a log-normal section with coefficient of variation c, ⟨1/A⟩⟨A⟩ = 1 + c².  quality_factor: q0,
    1 for a line as good as its section, about 2 for very fine silver-coated copper.
    """
    return (1.0 + section_cv * section_cv) * quality_factor


def layer_conductance_cm_per_ohm(section_cm2: Any, resistivity_uohm_cm: Any, unevenness: Any = 1.0) -> Any:
    """Conductance of one layer times length, A/(q·ρ), in cm/Ω."""
    return section_cm2 / (unevenness * resistivity_uohm_cm * OHM_CM_PER_UOHM_CM)


def line_resistance_ohm_per_cm(*layers_cm_per_ohm: Any) -> Any:
    """Resistance of a line per length from its layers' conductances, 1/R_L = Σ, in Ω/cm.

    A dash share below 1 does not enter: the line conducts as a continuous one.
    """
    total: Any = 0.0
    for layer in layers_cm_per_ohm:
        total = total + layer
    return 1.0 / total


def cap_section_cm2(width_um: Any, height_um: Any, thickness_nm: Any) -> Any:
    """Cross-section of a plated silver cap, (w + 2h)·t, in cm²."""
    return (width_um + 2.0 * height_um) * CM_PER_UM * thickness_nm * CM_PER_NM


def default_quality_factor(width_um: Any, coated_copper: bool, limit_um: float, cautious: float) -> Any:
    """q0 where none is given: 1, and the cautious value for silver-coated copper narrower than the limit."""
    if not coated_copper:
        return 1.0
    if isinstance(width_um, (int, float)):
        return cautious if width_um < limit_um else 1.0
    return np.where(np.asarray(width_um) < limit_um, cautious, 1.0)
