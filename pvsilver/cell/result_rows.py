"""Tables of a result from a response: elements, losses, print steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pvsilver import money
from pvsilver.cell import losses
from pvsilver.cell.response import Response
from pvsilver.cell.result import Element, Loss, PrintStep
from pvsilver.cell.side import Print, Side
from pvsilver.units import PERCENT

PRINT_STEPS = (("rear", "busbar"), ("rear", "finger"), ("front", "busbar"), ("front", "finger"))


def element_rows(response: Response) -> list[Element]:
    """Silver and wet paste of every element that the cell has; they add up to the cell."""
    return [
        Element(side.name, element, float(made.silver_mg), float(made.paste_mg))
        for side in response.sides
        for element, made in side.prints
    ]


def loss_rows(values: Mapping[str, Any], response: Response) -> list[Loss]:
    """Losses of every side with fingers, then shading and recombination, in percent of the power."""
    j, v = values["jmpp_ma_cm2"], values["vmpp_v"]

    def pct(resistance: Any) -> float:
        return 0.0 if resistance is None else PERCENT * float(losses.resistance_loss(resistance, j, v))

    rows: list[Loss] = []
    for side in response.sides:
        name = side.name
        if side.finger is None:
            continue
        rows.append(Loss(name, "finger", pct(side.finger_ohm_cm2), True))
        rows.append(Loss(name, "lateral", pct(side.lateral_ohm_cm2), True))
        rows.append(Loss(name, "contact", pct(side.contact_ohm_cm2), True))
        rows.append(Loss(name, "busbar", pct(side.busbar_ohm_cm2), False))
        if name in response.wire_ohm_cm2:
            rows.append(Loss(name, "wire", pct(response.wire_ohm_cm2[name]), False))
    rows.append(Loss("front", "shading", PERCENT * float(response.shading), False))
    rows.append(Loss("cell", "recombination", PERCENT * float(response.recombination_loss), True))
    return rows


def print_step_rows(response: Response, power_w: float, cny_per_kg: float) -> list[PrintStep]:
    """The prints in the order of the line: rear busbar, rear finger, front busbar, front finger, pads."""
    sides: dict[str, Side] = {side.name: side for side in response.sides}
    rows: list[PrintStep] = []

    def add(step: str, prints: list[Print]) -> None:
        silver_mg = float(sum(made.silver_mg for made in prints))
        ratio = prints[0].measured_to_computed
        rows.append(
            PrintStep(
                step=step,
                paste_mg=float(sum(made.paste_mg for made in prints)),
                silver_mg=silver_mg,
                silver_mg_per_w=silver_mg / power_w,
                silver_cny_per_cell=money.silver_cny(silver_mg, cny_per_kg),
                measured_mg=prints[0].measured_mg,
                measured_to_computed=None if ratio is None else float(ratio),
            )
        )

    for side, element in PRINT_STEPS:
        made: Print | None = getattr(sides[side], element)
        if made is not None:
            add(f"{side}_{element}", [made])
    add("pads", [side.pad for side in sides.values() if side.pad is not None])
    return rows


def measured_ratios(response: Response) -> dict[str, float | None]:
    """Measured over computed wet mass by id of the measured value, None where nothing was measured."""
    return {
        f"{side.name}_{element}_wet_mg": made.measured_to_computed
        for side in response.sides
        for element, made in side.prints
    }
