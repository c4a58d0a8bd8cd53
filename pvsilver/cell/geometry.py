"""Areas, pitches, cross-sections and volumes of a printed grid.

Plain numbers or arrays go in and broadcast.  Source: metallization note, sections 2.1 to 2.3 and 13.2 to 13.7.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pvsilver.errors import InputError, shown

SHAPES = ("rectangle", "trapezoid", "half_ellipse", "parabola", "triangle")

CM_PER_MM = 0.1
CM_PER_UM = 1e-4


def wafer_area_cm2(width_mm: Any, height_mm: Any, diameter_mm: Any = None) -> Any:
    """Area of a rectangle cut from a round ingot, in cm².

    With sides a, b and ingot radius R, x0 = √(R² − b²/4), F(x) = ½[x√(R²−x²) + R² asin(x/R)]:
    A = 4·{x0·b/2 + F(a/2) − F(x0)}; a·b where the ingot covers the corners.  Unrounded.

    width_mm, height_mm: above 0; diameter_mm: above the longer side, None for a full square.  Broadcasts.
    Raises InputError for sides that are not positive and for a wafer wider than its ingot.
    Source: metallization note, section 2.1; reproduces 274.15 cm² (M6) and 440.96 cm² (G12).
    """
    width_mm, height_mm, diameter_mm = _wafer(width_mm, height_mm, diameter_mm)
    a, b = width_mm * CM_PER_MM, height_mm * CM_PER_MM
    if diameter_mm is None:
        return a * b
    radius = 0.5 * diameter_mm * CM_PER_MM
    square = a * a + b * b <= 4.0 * radius * radius
    if np.ndim(square) == 0 and square:
        return a * b
    x0 = np.sqrt(radius * radius - 0.25 * b * b)
    # Where the ingot covers the corners the arc does not exist: x0 is then outside the wafer.
    x0 = np.minimum(x0, 0.5 * a)
    arc = _under_circle(0.5 * a, radius) - _under_circle(x0, radius)
    area = np.where(square, a * b, 4.0 * (0.5 * x0 * b + arc))
    return float(area) if np.ndim(area) == 0 else area


def _under_circle(x: Any, radius: Any) -> Any:
    return 0.5 * (x * np.sqrt(radius * radius - x * x) + radius * radius * np.arcsin(x / radius))


def _wafer(width_mm: Any, height_mm: Any, diameter_mm: Any) -> tuple[Any, Any, Any]:
    """The three lengths as floats or arrays of floats that go together."""
    width = _length("wafer_width_mm", width_mm, "is not a length above 0 mm")
    height = _length("wafer_height_mm", height_mm, "is not a length above 0 mm")
    longer = _together("wafer_height_mm", np.maximum, width, height)
    if diameter_mm is None:
        return width, height, None
    too_narrow = (
        f"is not above the longer side of the wafer, {np.max(longer):g} mm; leave it empty for a full square"
    )
    diameter = _length("wafer_diameter_mm", diameter_mm, too_narrow)
    if not np.all(_together("wafer_diameter_mm", np.greater, diameter, longer)):
        raise InputError("wafer_diameter_mm", f"{shown(diameter_mm)} {too_narrow}")
    return width, height, diameter


def _length(name: str, given: Any, problem: str) -> Any:
    try:
        if isinstance(given, (str, bytes, bool)):
            raise TypeError
        values = np.asarray(given, dtype=float)
    except (TypeError, ValueError):
        raise InputError(name, f"{shown(given)} {problem}") from None
    if not np.all(np.isfinite(values) & (values > 0.0)):
        raise InputError(name, f"{shown(given)} {problem}")
    return values if values.ndim else float(values)


def _together(name: str, combined: Any, one: Any, other: Any) -> Any:
    try:
        return combined(one, other)
    except ValueError:
        shapes = f"shapes are {np.shape(one)} and {np.shape(other)}"
        raise InputError(name, f"has a shape that does not go with the other lengths; the {shapes}") from None


def shape_factor(shape: str, top_ratio: Any = 0.5) -> Any:
    """Cross-section over width × peak height, k: rectangle 1, trapezoid (1 + top ratio)/2, half-ellipse π/4,
    parabola 2/3, triangle 1/2.

    top_ratio: top over bottom width, 0…1, used by the trapezoid only.  Raises InputError for another shape.
    """
    if shape == "parabola":
        return 2.0 / 3.0
    if shape == "trapezoid":
        return 0.5 * (1.0 + top_ratio)
    factors = {"rectangle": 1.0, "half_ellipse": np.pi / 4.0, "triangle": 0.5}
    if shape not in factors:
        raise InputError("finger_shape", f"{shape!r} is not one of {', '.join(SHAPES)}")
    return factors[shape]


def section_cm2(shape_factor: Any, width_um: Any, height_um: Any) -> Any:
    """Cross-section of a line in cm² from printed width and peak height in µm."""
    return shape_factor * width_um * height_um * (CM_PER_UM * CM_PER_UM)


def pitch_cm(wafer_height_mm: Any, edge_margin_mm: Any, finger_count: Any) -> Any:
    """Distance between fingers, (L − 2m)/N, in cm.  For xBC finger_count is per polarity: the pair pitch."""
    return (wafer_height_mm - 2.0 * edge_margin_mm) * CM_PER_MM / finger_count


def total_finger_length_cm(
    finger_count: Any, wafer_width_mm: Any, edge_margin_mm: Any, redundancy_length_mm: Any = 0.0
) -> Any:
    """Length of all fingers of a side, N·(W − 2m) plus anti-break cross lines, in cm.

    finger_count: every line that is printed (xBC: twice the count of a polarity).
    """
    return (finger_count * (wafer_width_mm - 2.0 * edge_margin_mm) + redundancy_length_mm) * CM_PER_MM


def busbar_volume_cm3(
    busbar_count: Any, wafer_height_mm: Any, edge_margin_mm: Any, width_um: Any, height_um: Any
) -> Any:
    """Volume of printed busbars in cm³: n·(L − 2m)·w·h, height being the mean, fill 1."""
    length = (wafer_height_mm - 2.0 * edge_margin_mm) * CM_PER_MM
    return busbar_count * length * width_um * height_um * (CM_PER_UM * CM_PER_UM)


def pad_volume_cm3(pad_count: Any, pad_area_mm2: Any, pad_height_um: Any) -> Any:
    """Volume of soldering pads in cm³."""
    return pad_count * pad_area_mm2 * (CM_PER_MM * CM_PER_MM) * pad_height_um * CM_PER_UM
