"""Rows of the cross-section of a finger, in units of its drawing's box."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from pvsilver.cell.outline import Array, profile
from pvsilver.charts import rows, theme

BOX = (1.34, 1.0)
"""Proportions of the drawing: what must stay visible on the narrowest screen."""

SURFACE = -0.26
"""Height of the wafer's surface in the box."""

TALLEST, WIDEST = 0.66, 1.12
"""Most of the box that a line may fill, in height and in width."""

SPANS_UM = (
    8,
    10,
    12.5,
    16,
    20,
    25,
    32,
    40,
    50,
    64,
    80,
    100,
    125,
    160,
    200,
    250,
    320,
    400,
    500,
    640,
    800,
    1000,
)
"""Micrometres to the height of the box.  Steps, so that a small change moves the line and not the scale."""

RULER_STEPS_UM = (1, 2, 5, 10, 20, 50, 100, 200)
LEAST_RULER_SHARE = 0.14

MATERIAL_SLOT = {"silver": theme.GREY, "copper": theme.ORANGE, "coated_copper": theme.ORANGE}
MATERIAL_OPACITY_PCT = {"silver": 85, "copper": 90, "coated_copper": 60}
SCATTER_OPACITY_PCT, WHOLE_PCT = 16, 100

PARTICLE_AT, PARTICLE_RADIUS = (-0.55, 0.35), 0.1
CIRCLE_POINTS = 49


class Line(NamedTuple):
    """One finger, in um.  Materials are keys of MATERIAL_SLOT."""

    shape: str
    top_ratio: float
    width: float
    height: float
    material: str
    top_height: float = 0.0
    top_material: str = "copper"
    cap_nm: float = 0.0
    contact_width: float | None = None


class Scatter(NamedTuple):
    """Heights that the line has in places, and the height at which it breaks, in um."""

    low: float
    high: float
    breaks: float | None


class Particle(NamedTuple):
    """A silver-coated copper particle."""

    diameter_um: float
    shell_nm: float


class Labels(NamedTuple):
    """Text in the drawing, numbers and units written out."""

    width: str
    height: str
    breaks: str
    baseline: str
    particle: tuple[str, str]
    micrometre: str


SCHEMA = pa.schema(
    [("kind", pa.string()), ("part", pa.string())]
    + [(name, pa.float64()) for name in ("x", "y", "x2", "y2")]
    + [("opacity_pct", pa.int8()), ("slot", pa.string()), ("label", pa.string())]
)


def span_um(line: Line, baseline: Line, scatter: Scatter) -> float:
    """Micrometres to the height of the box, so that the line, its scatter and the baseline fit."""
    tall = max(scatter.high, line.height + line.top_height, baseline.height + baseline.top_height)
    wide = max(line.width, baseline.width)
    need = max(tall / TALLEST, wide / WIDEST)
    return next((float(span) for span in SPANS_UM if span >= need), need)


def table(
    line: Line, baseline: Line, scatter: Scatter, particle: Particle | None, labels: Labels
) -> pa.Table:
    """Rows of every layer.  `baseline` equal to `line` is not drawn."""
    span = span_um(line, baseline, scatter)
    parts = [_frame(span, scatter, labels)]
    parts += _line(line, scatter, span)
    if baseline != line:
        parts += _ghost(baseline, span, labels)
    parts += _measures(line, span, labels)
    if particle is not None:
        parts += _particle(particle, labels)
    return pa.concat_tables(parts)


def _points(points: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(points, schema=SCHEMA)


def _outline(line: Line, height: float, span: float) -> tuple[Array, Array]:
    x, y = profile(line.shape, line.width / span, height / span, line.top_ratio)
    return x, y + SURFACE


def _area(part: str, x: Array, y: Array, y2: Array, slot: str, opacity_pct: int) -> pa.Table:
    count = len(x)
    columns = {"kind": ["area"] * count, "part": [part] * count, "x": x, "y": y, "y2": y2, "slot": [slot] * count,
               "opacity_pct": [opacity_pct] * count}  # fmt: skip
    return rows(SCHEMA, columns)


def _curve(kind: str, x: Array, y: Array, slot: str) -> pa.Table:
    count = len(x)
    return rows(
        SCHEMA, {"kind": [kind] * count, "part": [kind] * count, "x": x, "y": y, "slot": [slot] * count}
    )


def _frame(span: float, scatter: Scatter, labels: Labels) -> pa.Table:
    step = next((step for step in RULER_STEPS_UM if step / span >= LEAST_RULER_SHARE), RULER_STEPS_UM[-1])
    marks = np.arange(step, (0.5 - SURFACE) * span, step)
    found = [{"kind": "wafer", "y": SURFACE}]
    found += [
        {"kind": "ruler", "y": SURFACE + mark / span, "label": f"{mark:g} {labels.micrometre}"}
        for mark in marks
    ]
    if scatter.breaks is not None:
        found.append({"kind": "limit", "y": SURFACE + scatter.breaks / span, "label": labels.breaks})
    return _points(found)


def _line(line: Line, scatter: Scatter, span: float) -> list[pa.Table]:
    x, core = _outline(line, line.height, span)
    slot, opacity = MATERIAL_SLOT[line.material], MATERIAL_OPACITY_PCT[line.material]
    made = [_area("core", x, np.full_like(x, SURFACE), core, slot, opacity)]
    total = core
    if line.top_height > 0.0:
        _, total = _outline(line, line.height + line.top_height, span)
        slot = MATERIAL_SLOT[line.top_material]
        made.append(_area("top", x, core, total, slot, MATERIAL_OPACITY_PCT[line.top_material]))
    _, low = _outline(line, scatter.low, span)
    _, high = _outline(line, scatter.high, span)
    made.insert(0, _area("scatter", x, low, high, theme.GREY, SCATTER_OPACITY_PCT))
    if line.cap_nm > 0.0:
        made.append(_curve("outline", x, total, theme.GREY))
    if line.contact_width is not None and line.contact_width < line.width:
        half = line.contact_width / span / 2
        made.append(_points([{"kind": "contact", "x": -half, "x2": half, "y": SURFACE, "y2": SURFACE}]))
    return made


def _ghost(baseline: Line, span: float, labels: Labels) -> list[pa.Table]:
    x, y = _outline(baseline, baseline.height + baseline.top_height, span)
    name = {"kind": "note", "x": 0.0, "y": float(y.max()), "label": labels.baseline}
    return [_curve("ghost", x, y, theme.MUTED), _points([name])]


def _measures(line: Line, span: float, labels: Labels) -> list[pa.Table]:
    """Width beneath the line, height at its right, each between two end marks."""
    half, top = line.width / span / 2, SURFACE + (line.height + line.top_height) / span
    under, beside, end = SURFACE - 0.07, half + 0.07, 0.018
    strokes = [
        (-half, under, half, under),
        (-half, under - end, -half, under + end),
        (half, under - end, half, under + end),
        (beside, SURFACE, beside, top),
        (beside - end, SURFACE, beside + end, SURFACE),
        (beside - end, top, beside + end, top),
    ]
    found: list[dict[str, Any]] = [
        {"kind": "measure", "x": x, "y": y, "x2": x2, "y2": y2} for x, y, x2, y2 in strokes
    ]
    found.append({"kind": "below", "x": 0.0, "y": under - 0.025, "label": labels.width})
    found.append({"kind": "beside", "x": beside, "y": (SURFACE + top) / 2, "label": labels.height})
    return [_points(found)]


def _particle(particle: Particle, labels: Labels) -> list[pa.Table]:
    """A particle with its shell at one scale of its own."""
    core = PARTICLE_RADIUS * (1.0 - particle.shell_nm / (500.0 * particle.diameter_um))
    (cx, cy), made = PARTICLE_AT, []
    for part, radius, slot in (("shell", PARTICLE_RADIUS, theme.GREY), ("copper", core, theme.ORANGE)):
        angle = np.linspace(np.pi, 0.0, CIRCLE_POINTS)
        x, reach = cx + radius * np.cos(angle), radius * np.sin(angle)
        made.append(_area(part, x, cy - reach, cy + reach, slot, WHOLE_PCT))
    notes = [{"kind": "particle", "x": cx + PARTICLE_RADIUS, "y": cy + dy, "label": label}
             for dy, label in zip((0.035, -0.035), labels.particle, strict=True)]  # fmt: skip
    return [*made, _points(notes)]
