"""From a cell's values to its silver, losses and efficiency: numbers for one cell, arrays for many.

The same formulas serve a single evaluation, a width × height map and draws of an uncertainty run: any
numeric value may be an array, and all of them broadcast.  Source: metallization note, sections 2 to 4 and 13.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pvsilver.cell import geometry, losses
from pvsilver.cell.constants import STC_W_PER_CM2, constant
from pvsilver.cell.presets import SIDES, Preset
from pvsilver.cell.side import CM_PER_MM, Grid, Side, print_side
from pvsilver.units import PERCENT

ONE = (1.0, 1.0)


@dataclass(slots=True)
class Response:
    """What a cell does.  Entries are numbers, or arrays of the broadcast shape of the values."""

    area_cm2: Any
    front: Side
    rear: Side
    shading: Any
    recombination_loss: Any
    summed_loss: Any
    """finger, lateral, contact losses and recombination: what the efficiency answers to"""
    wire_ohm_cm2: Mapping[str, Any]
    silver_mg: Any
    paste_mg: Any
    efficiency_pct: Any = None
    power_w: Any = None

    @property
    def sides(self) -> tuple[Side, Side]:
        """Front and rear."""
        return self.front, self.rear

    @property
    def silver_mg_per_w(self) -> Any:
        """Contained silver per cell watt."""
        return self.silver_mg / self.power_w

    @property
    def paste_mg_per_w(self) -> Any:
        """Wet paste per cell watt."""
        return self.paste_mg / self.power_w


def respond(
    values: Mapping[str, Any],
    preset: Preset,
    paste_factors: Mapping[str, tuple[Any, Any]] | None = None,
) -> Response:
    """Silver, losses and anchored efficiency of a cell.

    values: every id of `data/catalogue.csv`; numbers may be arrays.  preset: the reference cell, whose
    losses are those of its unedited values.  paste_factors: density and resistivity factors by side, for draws.
    """
    response = _unanchored(values, preset, paste_factors or {})
    reference_shading, reference_loss = reference(preset, values["optical_mode"])
    response.efficiency_pct = losses.anchored_efficiency_pct(
        values["efficiency_pct"], response.shading, reference_shading, response.summed_loss, reference_loss
    )
    response.power_w = response.area_cm2 * STC_W_PER_CM2 * response.efficiency_pct / PERCENT
    return response


@cache
def _reference(technology: str, year: int, optical_mode: str) -> tuple[float, float]:
    from pvsilver.cell.presets import preset as named

    chosen = named(technology, year)
    unedited = _unanchored(dict(chosen.values) | {"optical_mode": optical_mode}, chosen, {})
    return float(unedited.shading), float(unedited.summed_loss)


def reference(preset: Preset, optical_mode: str) -> tuple[float, float]:
    """Shading and summed loss of the unedited preset, in the same optical mode: modes are never mixed."""
    return _reference(preset.technology, preset.year, optical_mode)


def _unanchored(
    values: Mapping[str, Any], preset: Preset, factors: Mapping[str, tuple[Any, Any]]
) -> Response:
    width, height, margin = values["wafer_width_mm"], values["wafer_height_mm"], values["edge_margin_mm"]
    area = geometry.wafer_area_cm2(width, height, values["wafer_diameter_mm"])
    polarities = 2 if preset.both_polarities_on_rear else 1
    j, v = values["jmpp_ma_cm2"], values["vmpp_v"]
    made: dict[str, Side] = {}
    for name in SIDES:
        prefix = name + "_"
        density, resistivity = factors.get(name, ONE)
        made[name] = print_side(
            name,
            Grid(
                lambda id, prefix=prefix: values[prefix + id],  # type: ignore[misc]
                width, height, margin, area, polarities, preset.fired, density, resistivity,
            ),
        )  # fmt: skip
    added_j0: Any = 0.0
    summed: Any = 0.0
    for name in preset.finger_sides:
        side = made[name]
        added_j0 = added_j0 + side.metal_share * (
            values[name + "_j0_metal_fa_cm2"] - preset.j0_passivated_fa_cm2[name]
        )
        resistance = side.finger_ohm_cm2 + side.lateral_ohm_cm2 + side.contact_ohm_cm2
        summed = summed + losses.resistance_loss(resistance, j, v)
    recombination = losses.recombination_loss(added_j0, preset.j0_rest_fa_cm2, v)
    prints = [made_print for side in made.values() for _, made_print in side.prints]
    return Response(
        area_cm2=area,
        front=made["front"],
        rear=made["rear"],
        shading=_shading(values, preset, made["front"], area),
        recombination_loss=recombination,
        summed_loss=summed + recombination,
        wire_ohm_cm2=_wires(values, preset),
        silver_mg=sum(p.silver_mg for p in prints),
        paste_mg=sum(p.paste_mg for p in prints),
    )


def front_wire_count(values: Mapping[str, Any]) -> Any:
    """Wires on the front: as given, else as many as front busbars."""
    given = values["wire_count"]
    return values["front_busbar_count"] if given is None else given


def finger_optical_ratio(values: Mapping[str, Any], preset: Preset) -> Any:
    """Effective over printed finger width: as given, else by optical mode, scaled as the preset's own line."""
    given = values["finger_optical_ratio"]
    if given is not None:
        return given
    if values["optical_mode"] == "module":
        return preset.finger_optical_ratio
    widening = preset.finger_optical_ratio / constant("finger_optical_ratio_module")
    return constant("finger_optical_ratio_cell") * widening


def _shading(values: Mapping[str, Any], preset: Preset, front: Side, area_cm2: Any) -> Any:
    if front.finger is None:
        return 0.0  # xBC: no metal on the front
    fingers = front.finger_length_cm * values["front_finger_width_um"] * geometry.CM_PER_UM
    height_cm = values["wafer_height_mm"] * CM_PER_MM
    if values["optical_mode"] == "module":
        # Printed busbars and pads lie under the wires.
        diameter = values["wire_diameter_mm"]
        other = 0.0 if diameter is None else front_wire_count(values) * height_cm * diameter * CM_PER_MM
        given = values["wire_optical_ratio"]
        ratio = constant("wire_optical_ratio_module") if given is None else given
    else:
        # A bare cell in the tester has no wires: its printed busbars and pads shade.
        printed = (values["wafer_height_mm"] - 2.0 * values["edge_margin_mm"]) * CM_PER_MM
        other = values["front_busbar_count"] * printed * values["front_busbar_width_um"] * geometry.CM_PER_UM
        other = (
            other + (values["front_pad_count"] or 0) * (values["front_pad_area_mm2"] or 0.0) * CM_PER_MM**2
        )
        ratio = constant("busbar_optical_ratio_cell")
    return losses.shading(fingers, finger_optical_ratio(values, preset), other, ratio, area_cm2)


def _wires(values: Mapping[str, Any], preset: Preset) -> dict[str, Any]:
    """Resistance of round copper wires on each side with fingers, half-cut; reported, not summed."""
    diameter = values["wire_diameter_mm"]
    if diameter is None:
        return {}
    half_cm = 0.5 * values["wafer_height_mm"] * CM_PER_MM
    found: dict[str, Any] = {}
    for side in preset.finger_sides:
        polarities = 2 if preset.both_polarities_on_rear else 1
        count = values[f"{side}_busbar_count"] if polarities == 2 else front_wire_count(values)
        if count == 0:
            continue
        distance = polarities * values["wafer_width_mm"] * CM_PER_MM / count
        found[side] = polarities * losses.wire_resistance_ohm_cm2(
            constant("wire_resistivity"), distance, half_cm, diameter * CM_PER_MM
        )
    return found
