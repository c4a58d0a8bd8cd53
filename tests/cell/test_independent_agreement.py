"""The model against a second implementation written from the note with loops."""

from __future__ import annotations

import random

import independent
import pytest

from pvsilver.cell.design import CellDesign, evaluate

TOTALS = (
    "area_cm2", "efficiency_pct", "cell_power_w", "silver_mg_per_cell", "paste_mg_per_cell", "silver_mg_per_w",
    "paste_mg_per_w",
)  # fmt: skip
SHAPES = ("rectangle", "trapezoid", "half_ellipse", "parabola", "triangle")
RANDOM_CELLS = 240


def random_edits(rng: random.Random, technology: str, year: int) -> dict:
    """Edits of a preset: any wafer, shape, paste, count, width, height, dashes, layers, caps and scales."""
    start = independent.preset_values(technology, year)
    edits: dict = {}

    def maybe(id: str, draw, chance: float = 0.5) -> None:
        if rng.random() < chance:
            edits[id] = draw()

    if rng.random() < 0.6:
        width, height, diameter = rng.choice(
            [*independent.FORMATS.values(), (182, 210, 272), (210, 105, 240)]
        )
        edits |= {"wafer_width_mm": width, "wafer_height_mm": height, "wafer_diameter_mm": diameter}
    maybe("edge_margin_mm", lambda: rng.uniform(0, 3))
    maybe("efficiency_pct", lambda: rng.uniform(18, 30), 0.3)
    for side in ("front", "rear"):
        if start[f"{side}_pad_count"] is not None:
            maybe(f"{side}_pad_count", lambda: rng.randint(0, 400))
            maybe(f"{side}_pad_area_mm2", lambda: rng.uniform(0, 4))
            maybe(f"{side}_pad_height_um", lambda: rng.uniform(1, 12))
            maybe(f"{side}_pad_paste", lambda: rng.choice(list(independent.PASTES)))
        if start[f"{side}_finger_count"] is None:
            continue
        numbers = {
            "finger_count": lambda: rng.randint(40, 260), "finger_width_um": lambda: rng.uniform(9, 60),
            "finger_height_um": lambda: rng.uniform(4, 25), "finger_top_ratio": lambda: rng.random(),
            "finger_length_share": lambda: rng.uniform(0.2, 1), "finger_section_cv": lambda: rng.uniform(0, 0.4),
            "busbar_count": lambda: rng.randint(5, 30), "busbar_width_um": lambda: rng.uniform(0, 120),
            "busbar_height_um": lambda: rng.uniform(1, 12), "top_height_um": lambda: rng.uniform(0, 12),
            "cap_thickness_nm": lambda: rng.uniform(0, 900),
            "contact_resistivity_mohm_cm2": lambda: rng.uniform(0.3, 5),
            "sheet_resistance_ohm": lambda: rng.uniform(40, 350), "j0_metal_fa_cm2": lambda: rng.uniform(1, 1500),
            "contact_sheet_resistance_ohm": lambda: rng.uniform(40, 350),
            "line_resistance_ohm_per_cm": lambda: rng.uniform(0.5, 6), "finger_wet_mg": lambda: rng.uniform(10, 60),
            "agcu_powder_silver_wt_pct": lambda: rng.uniform(5, 100), "silver_powder_blend_share": rng.random,
        }  # fmt: skip
        for name, draw in numbers.items():
            if technology == "xbc" and name in ("sheet_resistance_ohm", "contact_sheet_resistance_ohm"):
                continue
            maybe(f"{side}_{name}", draw, 0.35)
        maybe(f"{side}_finger_shape", lambda: rng.choice(SHAPES), 0.7)
        for name in ("finger_paste", "busbar_paste", "top_paste"):
            maybe(f"{side}_{name}", lambda: rng.choice(list(independent.PASTES)), 0.6)
    if start["front_finger_count"] is not None:
        maybe("wire_count", lambda: rng.randint(0, 30), 0.3)
        maybe("wire_diameter_mm", lambda: rng.uniform(0.15, 0.4), 0.3)
        maybe("finger_optical_ratio", lambda: rng.uniform(0.3, 1), 0.2)
    return edits


def agree(technology: str, year: int, edits: dict) -> None:
    expected = independent.evaluate(independent.preset_values(technology, year) | edits)
    result = evaluate(CellDesign.preset(technology, year).replace(**edits))
    for name in TOTALS:
        assert getattr(result, name) == pytest.approx(expected[name], rel=1e-9), name
    elements = {(e.side, e.element): (e.silver_mg, e.paste_mg) for e in result.elements}
    assert elements.keys() == expected["elements"].keys()
    for key, masses in expected["elements"].items():
        assert elements[key] == pytest.approx(masses, rel=1e-9, abs=1e-12), key
    losses = {(row.side, row.term): row.loss_pct for row in result.losses}
    for key, loss in expected["losses"].items():
        assert losses[key] == pytest.approx(loss, rel=1e-9, abs=1e-12), key


@pytest.mark.parametrize(("technology", "year"), list(independent.PRESETS))
def test_a_preset_agrees_with_the_second_implementation(technology, year):
    agree(technology, year, {})


@pytest.mark.parametrize("seed", range(RANDOM_CELLS))
def test_a_random_cell_agrees_with_the_second_implementation(seed):
    rng = random.Random(seed)
    technology, year = list(independent.PRESETS)[seed % len(independent.PRESETS)]
    for _ in range(20):
        edits = random_edits(rng, technology, year)
        expected = independent.evaluate(independent.preset_values(technology, year) | edits)
        if expected["losses"]["front", "shading"] < 90 and expected["efficiency_pct"] > 5:
            break
    agree(technology, year, edits)
