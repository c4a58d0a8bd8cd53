"""A second, slow cell model written straight from the metallization note, section by section, with loops.

It shares no code and no data file with pvsilver: presets and pastes are typed here from the note's own tables,
sections 2.4 and 7, and the parameter table behind them.  Units in the names; one cell at a time.
"""

from __future__ import annotations

import math

AG, CU, AL, GLASS, RESIN = 10.49, 8.96, 2.70, 5.0, 1.2  # g/cm3, section 2.3
VT = 0.025693

# Section 2.4: cured mass fractions (Ag, Cu, Al, glass, resin), porosity, uOhm cm, cured over wet.
PASTES = {
    "ag_ht": ((0.975, 0, 0, 0.025, 0), 0.15, 2.6, 0.90),
    "agal_ht": ((0.95, 0, 0.015, 0.035, 0), 0.17, 3.2, 0.90),
    "agrear_ht": ((0.975, 0, 0, 0.025, 0), 0.15, 2.6, 0.89),
    "agbb_ht": ((0.97, 0, 0, 0.03, 0), 0.20, 3.0, 0.85),
    "agpad": ((0.92, 0, 0, 0.08, 0), 0.30, 6.0, 0.60),
    "ag_lt": ((0.96, 0, 0, 0, 0.04), 0.12, 4.5, 0.93),
    "agcu50": ((0.48, 0.48, 0, 0, 0.04), 0.12, 5.1, 0.93),
    "agcu30": ((0.288, 0.672, 0, 0, 0.04), 0.12, 5.3, 0.93),
    "agcu15": ((0.144, 0.816, 0, 0, 0.04), 0.12, 5.5, 0.93),
    "agbb_lt": ((0.96, 0, 0, 0, 0.04), 0.12, 6.0, 0.91),
    "cu": ((0, 0.97, 0, 0.03, 0), 0.20, 4.5, 0.90),
}

FORMATS = {
    "M6": (166, 166, 223),
    "M10": (182, 182, 247),
    "M10R": (182.2, 191.6, 262.5),
    "G12": (210, 210, 295),
}

# technology, year: format, efficiency %, Jmpp, Vmpp, J0 without metal, then a side each.
# side: fingers, width, height, paste, busbars, busbar width, busbar height, pads, pad area, pad height, Rsh,
#       Rsh under contact, rho_c, J0 metal, J0 passivated, wire diameter, dash share, line resistance
N = None
PRESETS = {
    ("perc", 2020): ("M6", 22.8, 38.4, 0.594, 60,
        (112, 40, 17, "ag_ht", 9, 100, 7, 108, 0.9, 7, 130, 70, 2.0, 1500, 60, 0.38, 1, N), (72, 5.0, 6)),
    ("perc", 2023): ("M10", 23.4, 38.9, 0.602, 45,
        (132, 27, 12.2, "ag_ht", 11, 50, 6, 176, 0.6, 6, 160, 75, 1.8, 900, 45, 0.32, 1, N), (88, 4, 5)),
    ("perc", 2025): ("M10", 23.6, 39.1, 0.6035, 40,
        (134, 21, 11, "ag_ht", 11, 40, 5, 176, 0.45, 5, 170, 80, 1.6, 800, 40, 0.28, 1, N), (88, 2.5, 4.5)),
    ("perc", 2030): ("M10", 23.9, 39.4, 0.607, 35,
        (145, 17, 10.5, "ag_ht", 16, 20, 5, 192, 0.3, 5, 190, 85, 1.2, 600, 35, 0.23, 1, N), (96, 2.0, 5)),
    ("topcon", 2020): ("M6", 23.2, 38.6, 0.601, 28,
        (112, 45, 15.5, "agal_ht", 9, 100, 7, 108, 0.8, 7, 110, 110, 3.5, 1000, 25, 0.38, 1, N),
        (115, 52, 13, "agrear_ht", 9, 100, 7, 108, 0.8, 7, 60, 60, 2.5, 250, 6, N, 1, N)),
    ("topcon", 2023): ("M10", 25.0, 39.7, 0.63, 14,
        (142, 24.5, 11.5, "agal_ht", 16, 40, 5.5, 192, 0.45, 5.5, 150, 150, 2.3, 700, 16, 0.27, 1, N),
        (152, 29.5, 8.6, "agrear_ht", 16, 40, 5.5, 192, 0.45, 5.5, 55, 55, 2.0, 100, 5, N, 1, N)),
    ("topcon", 2025): ("M10R", 25.6, 40.2, 0.637, 11,
        (178, 17.5, 10, "ag_ht", 16, 20, 5, 192, 0.3, 5, 250, 250, 1.3, 350, 10, 0.24, 1, N),
        (180, 21, 8, "agrear_ht", 16, 20, 5, 192, 0.3, 5, 55, 55, 1.8, 70, 4, N, 1, N)),
    ("topcon", 2030): ("M10R", 26.8, 40.9, 0.655, 9,
        (190, 14, 2.5, "ag_ht", 20, 0, 0, 240, 0.15, 4, 300, 300, 1.0, 250, 8, 0.21, 1, 3.0),
        (200, 20, 4, "agrear_ht", 20, 0, 0, 240, 0.15, 4, 55, 55, 1.5, 60, 4, N, 0.3, 2.5)),
    ("hjt", 2020): ("M6", 23.5, 37.2, 0.632, 5,
        (100, 54, 21.5, "ag_lt", 9, 90, 10, 108, 0.8, 10, 55, 55, 3, 4, 4, 0.38, 1, N),
        (125, 54, 20, "ag_lt", 9, 90, 10, 108, 0.8, 10, 50, 50, 3, 4, 4, N, 1, N)),
    ("hjt", 2023): ("M10", 25.0, 38.2, 0.6545, 3,
        (110, 36, 17.5, "ag_lt", 18, 35, 8, 216, 0.35, 8, 55, 55, 2.5, 3, 3, 0.26, 1, N),
        (136, 39, 16.5, "agcu50", 18, 35, 8, 216, 0.35, 8, 50, 50, 2.5, 3, 3, N, 1, N)),
    ("hjt", 2025): ("G12", 25.9, 39.0, 0.664, 2.5,
        (140, 28, 16.5, "agcu30", 20, 45, 10, 240, 0.25, 9, 60, 60, 2.0, 2.5, 2.5, 0.24, 1, N),
        (180, 31, 15, "agcu30", 20, 45, 10, 240, 0.25, 9, 50, 50, 2.0, 2.5, 2.5, N, 1, N)),
    ("hjt", 2030): ("G12", 26.8, 39.5, 0.6785, 2,
        (170, 21, 14, "agcu15", 26, 0, 0, 624, 0.08, 8, 60, 60, 1.5, 2, 2, 0.2, 1, N),
        (220, 23, 14, "agcu15", 26, 0, 0, 624, 0.08, 8, 50, 50, 1.5, 2, 2, N, 1, N)),
    ("xbc", 2020): ("M6", 24.0, 39.6, 0.606, 30, N,
        (150, 48, 13, "ag_ht", 12, 90, 8, 144, 0.8, 8, N, N, 2, 300, 8, N, 1, N)),
    ("xbc", 2023): ("M10", 25.8, 40.9, 0.631, 10, N,
        (185, 33, 10, "ag_ht", 18, 40, 6, 216, 0.5, 6, N, N, 1.8, 150, 5, N, 1, N)),
    ("xbc", 2025): ("M10R", 26.8, 41.6, 0.644, 7, N,
        (205, 29, 7.6, "ag_ht", 18, 25, 5, 216, 0.35, 5, N, N, 1.5, 90, 4, N, 1, N)),
    ("xbc", 2030): ("M10R", 28.0, 42.2, 0.6635, 5, N,
        (230, 20, 3.5, "ag_ht", 24, 0, 0, 288, 0.12, 4, N, N, 0.8, 60, 4, N, 0.4, 1.8)),
}  # fmt: skip

SIDE_IDS = (
    "finger_count", "finger_width_um", "finger_height_um", "finger_paste", "busbar_count", "busbar_width_um",
    "busbar_height_um", "pad_count", "pad_area_mm2", "pad_height_um", "sheet_resistance_ohm",
    "contact_sheet_resistance_ohm", "contact_resistivity_mohm_cm2", "j0_metal_fa_cm2", "j0_passivated",
    "wire_diameter_mm", "finger_length_share", "line_resistance_ohm_per_cm",
)  # fmt: skip


def preset_values(technology: str, year: int) -> dict:
    """Values of a preset by id, as the note gives them."""
    name, efficiency, j, v, rest, front, rear = PRESETS[technology, year]
    width, height, diameter = FORMATS[name]
    values = {
        "technology": technology, "year": year, "wafer_width_mm": width, "wafer_height_mm": height,
        "wafer_diameter_mm": diameter, "edge_margin_mm": 1.0, "efficiency_pct": efficiency, "jmpp_ma_cm2": j,
        "vmpp_v": v, "j0_rest": rest, "wire_count": None, "finger_optical_ratio": None, "wire_optical_ratio": None,
    }  # fmt: skip
    low_temperature = technology == "hjt"
    for side, given in (("front", front), ("rear", rear)):
        values[f"{side}_finger_count"] = None
        values[f"{side}_pad_count"] = None
        if given is None:
            continue
        if len(given) == 3:
            pads = dict(zip(("pad_count", "pad_area_mm2", "pad_height_um"), given, strict=True))
            values |= {f"{side}_{id}": value for id, value in pads.items()} | {f"{side}_pad_paste": "agpad"}
            continue
        for id, value in zip(SIDE_IDS, given, strict=True):
            values[f"{side}_{id}"] = value
        busbar = "agbb_lt" if low_temperature else "agbb_ht"
        values |= {
            f"{side}_busbar_paste": busbar,
            f"{side}_pad_paste": "agcu15" if (technology, year) == ("hjt", 2030) else busbar,
            f"{side}_finger_shape": "parabola", f"{side}_finger_top_ratio": 0.5, f"{side}_finger_section_cv": 0.0,
            f"{side}_top_height_um": 0.0, f"{side}_top_paste": "cu", f"{side}_cap_thickness_nm": 0.0,
            f"{side}_finger_wet_mg": None, f"{side}_busbar_wet_mg": None,
            f"{side}_agcu_powder_silver_wt_pct": None, f"{side}_silver_powder_blend_share": 0.0,
        }  # fmt: skip
    values["wire_diameter_mm"] = values.get("front_wire_diameter_mm")
    return values


def area_cm2(a: float, b: float, diameter: float) -> float:
    """Section 2.1, by summing thin strips of the wafer instead of the closed form's antiderivative."""
    a, b, radius = a / 10, b / 10, diameter / 20
    if 2 * radius >= math.hypot(a, b):
        return a * b
    x0 = math.sqrt(radius**2 - b**2 / 4)
    # Angle form of the area under the arc between x0 and a/2: exact, other than the F(x) of the note.
    t0, t1 = math.asin(x0 / radius), math.asin(a / 2 / radius)
    under = radius**2 / 2 * ((t1 + math.sin(2 * t1) / 2) - (t0 + math.sin(2 * t0) / 2))
    return 4 * (x0 * b / 2 + under)


def paste(key: str, values: dict, side: str) -> tuple[float, float, float, float]:
    """Line density, silver fraction, resistivity (Ohm cm), cured over wet."""
    (ag, cu, al, glass, resin), porosity, rho, sigma = PASTES[key]
    powder = values.get(f"{side}_agcu_powder_silver_wt_pct")
    blend = values.get(f"{side}_silver_powder_blend_share") or 0.0
    if key.startswith("agcu") and (powder is not None or blend > 0):
        a = {"agcu50": 0.5, "agcu30": 0.3, "agcu15": 0.15}[key] if powder is None else powder / 100
        a = blend + (1 - blend) * a
        ag, cu = 0.96 * a, 0.96 * (1 - a)
        rho = 4.5 * (1 + 0.25 * (1 - a))
    density = (1 - porosity) / (ag / AG + cu / CU + al / AL + glass / GLASS + resin / RESIN)
    return density, ag, rho * 1e-6, sigma


def shape(name: str, top: float) -> float:
    """Section 2.2 and 13.4."""
    return {
        "rectangle": 1, "trapezoid": (1 + top) / 2, "half_ellipse": math.pi / 4, "parabola": 2 / 3, "triangle": 0.5
    }[name]  # fmt: skip


def side_of(values: dict, side: str, area: float) -> dict:
    """Masses of one side in mg, its resistances in Ohm cm2, its metal share: sections 2 to 4 and 13."""
    found = {
        "silver": {},
        "wet": {},
        "finger": 0.0,
        "lateral": 0.0,
        "contact": 0.0,
        "share": 0.0,
        "ag_per_cm": 0.0,
    }
    pads = values[f"{side}_pad_count"]
    if pads is not None:
        density, x, _, sigma = paste(values[f"{side}_pad_paste"], values, side)
        mass = 0.0
        for _ in range(pads):
            mass += values[f"{side}_pad_area_mm2"] / 100 * values[f"{side}_pad_height_um"] * 1e-4 * density
        found["silver"]["pad"], found["wet"]["pad"] = mass * x * 1e3, mass / sigma * 1e3
    count = values[f"{side}_finger_count"]
    if count is None:
        return found

    def g(id: str):
        return values[f"{side}_{id}"]

    xbc = values["technology"] == "xbc"
    margin = values["edge_margin_mm"]
    along, across = (
        (values["wafer_width_mm"] - 2 * margin) / 10,
        (values["wafer_height_mm"] - 2 * margin) / 10,
    )
    density, x, _, sigma = paste(g("busbar_paste"), values, side)
    mass = 0.0
    for _ in range(g("busbar_count")):
        mass += across * g("busbar_width_um") * 1e-4 * g("busbar_height_um") * 1e-4 * density
    if g("busbar_wet_mg") is not None:
        mass *= g("busbar_wet_mg") / (mass / sigma * 1e3)
    found["silver"]["busbar"], found["wet"]["busbar"] = mass * x * 1e3, mass / sigma * 1e3

    density, x, rho, sigma = paste(g("finger_paste"), values, side)
    k = shape(g("finger_shape"), g("finger_top_ratio"))
    width, dash = g("finger_width_um") * 1e-4, g("finger_length_share")
    section = k * width * g("finger_height_um") * 1e-4
    if g("finger_wet_mg") is not None:
        lines = count * (2 if xbc else 1)
        section *= g("finger_wet_mg") / (lines * along * section * dash * density / sigma * 1e3)
    top = k * width * g("top_height_um") * 1e-4
    top_density, top_x, top_rho, top_sigma = paste(g("top_paste"), values, side)
    silver = wet = area_metal = 0.0
    for _ in range(count * (2 if xbc else 1)):
        silver += along * section * dash * density * x
        wet += along * section * dash * density / sigma
        silver += along * top * top_density * top_x
        if g("line_resistance_ohm_per_cm") is None:
            wet += along * top * top_density / top_sigma
        around = width + 2e-4 * (g("finger_height_um") + g("top_height_um"))
        silver += along * around * g("cap_thickness_nm") * 1e-7 * AG
        area_metal += along * width * dash
    found["silver"]["finger"], found["wet"]["finger"] = silver * 1e3, wet * 1e3
    found["ag_per_cm"] = silver / (count * (2 if xbc else 1) * along)
    found["share"] = area_metal / area

    def quality(key: str) -> float:
        fine = key.startswith("agcu") and g("finger_width_um") < 20
        return (1 + g("finger_section_cv") ** 2) * (2 if fine else 1)

    conductance = section / (rho * quality(g("finger_paste")))
    conductance += top / (top_rho * quality(g("top_paste")))
    line = g("line_resistance_ohm_per_cm")
    line = 1 / conductance if line is None else line
    pitch = across / count
    gap = values["wafer_width_mm"] / 10 / g("busbar_count")
    rho_c = g("contact_resistivity_mohm_cm2") * 1e-3
    if xbc:
        for _ in ("n", "p"):
            found["finger"] += line * pitch * (2 * gap) ** 2 / 12
            found["contact"] += pitch * rho_c / width / dash
        return found
    transfer = math.sqrt(rho_c / g("contact_sheet_resistance_ohm"))
    found["finger"] = line * pitch * (gap / 2) ** 2 / 3
    found["lateral"] = g("sheet_resistance_ohm") * pitch**2 / 12
    found["contact"] = pitch * rho_c / (2 * transfer) / math.tanh(width / (2 * transfer)) / dash
    return found


def losses_of(values: dict, preset: dict) -> dict:
    """Sides, shading, and the summed loss with its one recombination term."""
    area = area_cm2(values["wafer_width_mm"], values["wafer_height_mm"], values["wafer_diameter_mm"])
    sides = {side: side_of(values, side, area) for side in ("front", "rear")}
    j, v = values["jmpp_ma_cm2"] * 1e-3, values["vmpp_v"]
    total, added = 0.0, 0.0
    for name, side in sides.items():
        total += (side["finger"] + side["lateral"] + side["contact"]) * j / v
        if values[f"{name}_finger_count"] is not None:
            added += side["share"] * (values[f"{name}_j0_metal_fa_cm2"] - preset[f"{name}_j0_passivated"])
    recombination = VT / v * math.log(1 + added / preset["j0_rest"])
    shading = 0.0
    if values["front_finger_count"] is not None:
        e_f = values["finger_optical_ratio"]
        if e_f is None:
            e_f = 0.58 if (preset["technology"], preset["year"]) == ("topcon", 2030) else 0.45
        along = (values["wafer_width_mm"] - 2 * values["edge_margin_mm"]) / 10
        shading += values["front_finger_count"] * along * values["front_finger_width_um"] * 1e-4 * e_f / area
        wires = values["front_busbar_count"] if values["wire_count"] is None else values["wire_count"]
        e_w = 0.65 if values["wire_optical_ratio"] is None else values["wire_optical_ratio"]
        shading += wires * values["wafer_height_mm"] / 10 * values["wire_diameter_mm"] / 10 * e_w / area
    return {"area": area, "sides": sides, "shading": shading, "total": total + recombination, "added": added,
            "recombination": recombination}  # fmt: skip


def evaluate(values: dict) -> dict:
    """All results of one cell, anchored to its unedited preset."""
    preset = preset_values(values["technology"], values["year"])
    mine, reference = losses_of(values, preset), losses_of(preset, preset)
    efficiency = values["efficiency_pct"] * (1 - mine["shading"]) / (1 - reference["shading"])
    efficiency *= 1 - (mine["total"] - reference["total"])
    power = mine["area"] * 0.1 * efficiency / 100
    elements = {
        (name, element): (side["silver"][element], side["wet"][element])
        for name, side in mine["sides"].items()
        for element in side["silver"]
    }
    silver = sum(mass for mass, _ in elements.values())
    wet = sum(mass for _, mass in elements.values())
    factor = values["jmpp_ma_cm2"] * 1e-3 / values["vmpp_v"] * 100
    losses = {
        (name, term): side[term] * factor
        for name, side in mine["sides"].items()
        for term in ("finger", "lateral", "contact")
        if values[f"{name}_finger_count"] is not None
    }
    losses |= {
        ("front", "shading"): mine["shading"] * 100,
        ("cell", "recombination"): mine["recombination"] * 100,
    }
    return {
        "area_cm2": mine["area"], "efficiency_pct": efficiency, "cell_power_w": power, "silver_mg_per_cell": silver,
        "paste_mg_per_cell": wet, "silver_mg_per_w": silver / power, "paste_mg_per_w": wet / power,
        "elements": elements, "losses": losses,
    }  # fmt: skip
