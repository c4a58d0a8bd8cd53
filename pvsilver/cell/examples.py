"""The worked examples of the metallization note, computed: one function for each `calculation` of
`data/metallization_examples.csv`, fed with the row's inputs.  Tests and the evidence both read them here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from pvsilver import money
from pvsilver.cell import geometry, indicators, line, losses, optimum, paste
from pvsilver.cell.constants import THERMAL_VOLTAGE_V, constant
from pvsilver.cell.design import CellDesign, evaluate
from pvsilver.cell.geometry import CM_PER_MM, CM_PER_UM
from pvsilver.cell.losses import A_PER_MA
from pvsilver.cell.result import CellResult

Inputs = Mapping[str, Any]
PCT = 100.0
UM_PER_CM = 1e4
MM_PER_CM = 10.0


def compute(row: Mapping[str, Any]) -> float:
    """Value of one example row.  Raises KeyError for a calculation that does not exist."""
    return float(CALCULATIONS[row["calculation"]](parse_inputs(row["inputs"])))


def parse_inputs(text: str | None) -> dict[str, Any]:
    """`name=value;…` as a mapping; numbers are floats, the rest stays text."""
    pairs = (part.split("=", 1) for part in (text or "").split(";") if part)
    return {name: _number(value) for name, value in pairs}


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _finger_resistance(i: Inputs) -> Any:
    section = geometry.section_cm2(1.0, i["width_um"], i["height_um"])
    resistance = line.line_resistance_ohm_per_cm(
        line.layer_conductance_cm_per_ohm(section, i["resistivity_uohm_cm"])
    )
    return losses.finger_resistance_ohm_cm2(
        resistance, i["pitch_mm"] * CM_PER_MM, i["busbar_distance_mm"] * CM_PER_MM
    )


def _terms(i: Inputs) -> tuple[float, float, float]:
    """K, B and A2 of examples M06 to M10; contact, recombination and silver where the row gives them."""
    j, v = i["j_ma_cm2"], i["v"]
    width = i.get("width_um", 1.0) * CM_PER_UM
    k = i["k_um"] * CM_PER_UM
    if "j0_total_fa_cm2" in i:
        k += optimum.recombination_width_cm(
            width, i["j0_metal_less_passivated_fa_cm2"], i["j0_total_fa_cm2"], v
        )
    if "silver_usd_per_oz" in i:
        k += _silver_width_um(i) * CM_PER_UM
    b = optimum.line_coefficient_per_cm(
        i["line_resistance_ohm_per_cm"],
        i["busbar_distance_mm"] * CM_PER_MM,
        i.get("contact_resistivity_mohm_cm2", 0.0),
        width,
        j,
        v,
    )
    return k, b, optimum.lateral_coefficient_per_cm2(i["sheet_resistance_ohm"], j, v)


def _silver_width_um(i: Inputs) -> float:
    silver_g_per_cm = i["section_um2"] * CM_PER_UM**2 * i["silver_g_cm3"]
    return UM_PER_CM * float(
        optimum.silver_equivalent_width_cm(
            silver_g_per_cm, i["silver_usd_per_oz"], i["watt_value_usd"], i["j_ma_cm2"], i["v"]
        )
    )


def _losses_at_optimum(i: Inputs) -> dict[str, float]:
    k, b, a2 = _terms(i)
    p = optimum.optimum_pitch_cm(k, b, a2)
    return {"shading": PCT * k / p, "finger": PCT * b * p, "lateral": PCT * a2 * p * p}


def one_diode_maximum(
    jl_ma_cm2: float, voc_mv: float, resistance_ohm_cm2: float = 0.0
) -> tuple[float, float]:
    """J (mA/cm²) and V at maximum power of a one-diode cell, ideality 1, no shunt.

    voc_mv: open-circuit voltage.  Bisects dP/dVd = 0 over the diode's own voltage Vd, where V = Vd − R·J.
    """
    vt, voc, ohm_per_ma = THERMAL_VOLTAGE_V, voc_mv / 1000.0, resistance_ohm_cm2 * A_PER_MA
    j0 = jl_ma_cm2 / math.expm1(voc / vt)
    low, high = 0.0, voc
    for _ in range(80):
        vd = 0.5 * (low + high)
        j, slope = jl_ma_cm2 - j0 * math.expm1(vd / vt), -j0 * math.exp(vd / vt) / vt
        low, high = (vd, high) if slope * (vd - 2.0 * ohm_per_ma * j) + j > 0.0 else (low, vd)
    return j, vd - ohm_per_ma * j


def _first_order_resistance_loss_pct(i: Inputs) -> Any:
    """J and V are those of the cell without the resistance."""
    j, v = one_diode_maximum(i["jl_ma_cm2"], i["voc_mv"])
    return PCT * losses.resistance_loss(i["resistance_ohm_cm2"], j, v)


def _first_order_recombination_loss_pct(i: Inputs) -> Any:
    """V is that of the reference cell, series resistance included."""
    _, v = one_diode_maximum(i["jl_ma_cm2"], i["voc_mv"], i["resistance_ohm_cm2"])
    return PCT * losses.recombination_loss(i["j0_ratio"] - 1.0, 1.0, v)


def _fine_line_gain_pct(i: Inputs) -> Any:
    narrower = (i["width_um"] - i["new_width_um"]) * CM_PER_UM / (i["pitch_mm"] * CM_PER_MM)
    metal = narrower * i["j0_metal_fa_cm2"]
    return PCT * (
        i["optical_ratio"] * narrower + losses.recombination_loss(metal, i["j0_total_fa_cm2"], i["v"])
    )


def _dual_print_wet_mg(i: Inputs) -> Any:
    finger, busbar = paste.named_paste("ag_ht"), paste.named_paste("agbb_ht")
    section = geometry.section_cm2(geometry.shape_factor("parabola"), i["width_um"], i["height_um"])
    fingers = i["finger_count"] * i["length_mm"] * CM_PER_MM * section
    busbars = geometry.busbar_volume_cm3(
        i["busbar_count"] * i["busbar_fill"],
        i["length_mm"],
        0.0,
        i["busbar_width_mm"] * 1000.0,
        i["busbar_height_um"],
    )
    return 1000.0 * (fingers * finger.wet_g_cm3 + busbars * busbar.wet_g_cm3)


def _cap_thickness_um(i: Inputs) -> Any:
    length = i["finger_count"] * i["length_mm"] * CM_PER_MM
    per_nm = (
        length * line.cap_section_cm2(i["width_um"], i["height_um"], 1.0) * constant("density_ag") * 1000.0
    )
    return i["silver_mg"] / per_nm / 1000.0


def _design(i: Inputs, *, then: bool = False) -> CellDesign:
    """The preset with the row's edits; those named `then_…` are a second step."""
    technology, year = str(i["preset"]).split("-")
    edits = {name: value for name, value in i.items() if name.startswith(("front_", "rear_"))}
    if then:
        edits |= {name.removeprefix("then_"): value for name, value in i.items() if name.startswith("then_")}
    return CellDesign.preset(technology, int(year)).replace(**edits)


def _preset(i: Inputs) -> CellResult:
    return evaluate(_design({"preset": i["preset"]}))


def _side_sum(i: Inputs, column: str, side: str) -> float:
    return sum(getattr(element, column) for element in _preset(i).elements if element.side == side)


def _design_step_pct(i: Inputs) -> float:
    after, before = evaluate(_design(i, then=True)), evaluate(_design(i))
    return PCT * (after.efficiency_pct - before.efficiency_pct) / after.reference_efficiency_pct


CALCULATIONS: Mapping[str, Callable[[Inputs], Any]] = {
    "wafer_area_cm2": lambda i: geometry.wafer_area_cm2(i["width_mm"], i["height_mm"], i["diameter_mm"]),
    "lateral_loss_pct": lambda i: PCT * losses.resistance_loss(
        losses.lateral_resistance_ohm_cm2(i["sheet_resistance_ohm"], i["pitch_mm"] * CM_PER_MM), i["j_ma_cm2"], i["v"]
    ),
    "lateral_limit_mm": lambda i: MM_PER_CM
    * (i["loss"] / optimum.lateral_coefficient_per_cm2(i["sheet_resistance_ohm"], i["j_ma_cm2"], i["v"])) ** 0.5,
    "finger_resistance_ohm_cm2": _finger_resistance,
    "finger_loss_pct": lambda i: PCT * losses.resistance_loss(_finger_resistance(i), i["j_ma_cm2"], i["v"]),
    "contact_resistance_ohm_cm2": lambda i: losses.contact_resistance_ohm_cm2(
        i["contact_resistivity_mohm_cm2"], i["sheet_resistance_ohm"],
        i["pitch_mm"] * CM_PER_MM, i["width_um"] * CM_PER_UM,
    ),
    "narrow_contact_resistance_ohm_cm2": lambda i: losses.narrow_contact_resistance_ohm_cm2(
        i["contact_resistivity_mohm_cm2"], i["pitch_mm"] * CM_PER_MM, i["width_um"] * CM_PER_UM
    ),
    "transfer_length_um": lambda i: UM_PER_CM
    * losses.transfer_length_cm(i["contact_resistivity_mohm_cm2"], i["sheet_resistance_ohm"]),
    "lateral_optimum_pitch_mm": lambda i: MM_PER_CM * optimum.lateral_optimum_pitch_cm(_terms(i)[0], _terms(i)[2]),
    "line_optimum_pitch_mm": lambda i: MM_PER_CM * optimum.line_optimum_pitch_cm(*_terms(i)[:2]),
    "optimum_pitch_mm": lambda i: MM_PER_CM * optimum.optimum_pitch_cm(*_terms(i)),
    "shading_loss_at_optimum_pct": lambda i: _losses_at_optimum(i)["shading"],
    "finger_loss_at_optimum_pct": lambda i: _losses_at_optimum(i)["finger"],
    "lateral_loss_at_optimum_pct": lambda i: _losses_at_optimum(i)["lateral"],
    "silver_equivalent_width_um": _silver_width_um,
    "optimum_width_um": lambda i: UM_PER_CM * optimum.optimum_width_cm(
        i["resistivity_uohm_cm"], i["pitch_mm"] * CM_PER_MM, i["busbar_distance_mm"] * CM_PER_MM,
        i["shape_factor"], i["aspect"], i["optical_ratio"], i["j_ma_cm2"], i["v"],
    ),
    "break_ratio_mean": lambda i: indicators.MEAN_BREAK_RATIO,
    "break_ratio_worst": lambda i: indicators.WORST_BREAK_RATIO,
    "shell_thickness_nm": lambda i: paste.shell_thickness_nm(i["powder_silver_share"], i["diameter_um"]),
    "powder_density_g_cm3": lambda i: paste.powder_density_g_cm3(i["powder_silver_share"]),
    "silver_volume_share": lambda i: paste.silver_volume_share(i["powder_silver_share"]),
    "mg_per_w": lambda i: i["silver_mg"] / (i["area_cm2"] * 0.1 * i["efficiency_pct"] / PCT),
    "mg_per_cell": lambda i: i["silver_mg_per_w"] * i["area_cm2"] * 0.1 * i["efficiency_pct"] / PCT,
    "ratio": lambda i: i["over"] / i["under"],
    "product_ratio": lambda i: i["factor"] * i["over"] / i["under"],
    "preset": lambda i: getattr(_preset(i), i["result"]),
    "preset_rear_share": lambda i: _side_sum(i, "silver_mg", "rear") / _preset(i).silver_mg_per_cell,
    "preset_side_paste_mg": lambda i: _side_sum(i, "paste_mg", i["side"]),
    "laydown_reduction_pct": lambda i: PCT * (1.0 - i["new_width_um"] / i["width_um"]),
    "fine_line_gain_pct": _fine_line_gain_pct,
    "cap_thickness_um": _cap_thickness_um,
    "dual_print_wet_mg": _dual_print_wet_mg,
    "silver_cents_per_w": lambda i: money.cents_per_w(
        money.silver_usd_per_w(i["silver_mg_per_w"], i["silver_usd_per_oz"])
    ),
    "break_even_usd_per_oz": lambda i: money.break_even_usd_per_oz(**i),
    "silver_utilisation_cm2_per_ohm_mg": lambda i: 1.0 / (
        paste.named_paste(i["paste"]).resistivity_uohm_cm * 1e-6 * paste.named_paste(i["paste"]).silver_g_cm3 * 1000.0
    ),
    "first_order_resistance_loss_pct": _first_order_resistance_loss_pct,
    "first_order_recombination_loss_pct": _first_order_recombination_loss_pct,
    "print_breaks": lambda i: indicators.print_breaks_per_cell(
        i["finger_count"] * i["length_mm"], i["height_um"],
        i["height_cv"], i["minimum_height_um"], i["cell_length_um"],
    ),
    "design_gain_pct": lambda i: evaluate(_design(i)).power_change_pct,
    "design_step_pct": _design_step_pct,
}  # fmt: skip
