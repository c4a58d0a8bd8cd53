"""Paste cost of a cell by print step: metal, nitrate and powder, fee, discount.

Source: metallization note, section 6.  No current conversion fee was found, so it is the user's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pvsilver import money
from pvsilver.cell.design import CellDesign, default_prices, evaluate
from pvsilver.money import Prices
from pvsilver.units import PERCENT


class PasteCost(NamedTuple):
    """Cost of one print step in CNY a cell, at parity with the VAT of the prices given."""

    step: str
    metal_cny: float
    powder_cny: float
    fee_cny: float
    discount_cny: float
    total_cny: float
    label: str


def paste_costs(design: CellDesign, prices: Prices | None = None) -> list[PasteCost]:
    """Paste bought for a cell, by print step; purchased mass is wet mass times the waste factor.

    An empty fee leaves the price at metal value only, and the label says so.
    """
    prices = prices or default_prices()
    values: Mapping[str, Any] = design.values
    silver = money.parity_cny_per_kg(
        prices.silver_price_usd_per_oz, prices.cny_per_usd, prices.vat_pct / PERCENT
    )
    rows = []
    for step in evaluate(design, prices).print_steps:
        if step.paste_mg <= 0.0:
            continue
        price = money.paste_price(
            # A silver cap is plated, not bought as paste.
            min(1.0, step.silver_mg / step.paste_mg),
            silver,
            values["powder_premium_pct"],
            _fee(step.step, values),
            discount_pct=values["paste_discount_pct"],
        )
        kg = step.paste_mg * values["paste_waste_factor"] / money.MG_PER_KG
        rows.append(
            PasteCost(
                step=step.step,
                metal_cny=kg * price.metal_cny_per_kg,
                powder_cny=kg * price.powder_cny_per_kg,
                fee_cny=kg * price.fee_cny_per_kg,
                discount_cny=kg * price.discount_cny_per_kg,
                total_cny=money.paste_cost_cny(step.paste_mg, price, values["paste_waste_factor"]),
                label=price.label,
            )
        )
    return rows


def _fee(step: str, values: Mapping[str, Any]) -> float | None:
    """Fee of a step's paste; pads of both sides are priced as the front busbars, of xBC as the rear's."""
    if step == "pads":
        front = values["front_busbar_fee_cny_per_kg"]
        return values["rear_busbar_fee_cny_per_kg"] if front is None else front
    return values[f"{step}_fee_cny_per_kg"]
