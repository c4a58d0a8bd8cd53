"""Silver in money: price parity, paste price, cost per watt and per cell, break-even price.

Prices and exchange rates are arguments, never constants.  Plain numbers or arrays.
Sources: silver market note, section 3; metallization note, section 6.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from pvsilver.errors import InputError, shown
from pvsilver.units import (
    CENTS_PER_USD,
    FEN_PER_CNY,
    GRAMS_PER_KG,
    PERCENT,
    TROY_OUNCE_G,
    TROY_OUNCES_PER_KG,
    usd_per_kg,
)

MG_PER_G = 1000.0
MG_PER_KG = MG_PER_G * GRAMS_PER_KG


class Prices(NamedTuple):
    """What a cell's silver is valued at.  Ids as in the catalogue."""

    silver_price_usd_per_oz: float
    cny_per_usd: float
    vat_pct: float


def parity_cny_per_kg(usd_per_oz: Any, cny_per_usd: Any, vat: Any = 0.13) -> Any:
    """Import parity of silver in China, in CNY/kg: London / 31.1034768 × 1000 × CNY per USD × (1 + VAT).

    usd_per_oz: London price above 0.  cny_per_usd: above 0.  vat: the rate as a fraction, 0.13 in force since
    2019; 0 gives the price without VAT.  Premium, freight and fees are not included.
    Raises InputError for a price or exchange rate that is not above 0, or a negative rate.
    """
    usd_per_oz = _above_zero("usd_per_oz", usd_per_oz)
    cny_per_usd = _above_zero("cny_per_usd", cny_per_usd)
    vat = _not_negative("vat", vat)
    _alike(usd_per_oz=usd_per_oz, cny_per_usd=cny_per_usd, vat=vat)
    return usd_per_oz * TROY_OUNCES_PER_KG * cny_per_usd * (1.0 + vat)


def premium_share(price_cny_per_kg: Any, parity_cny_per_kg: Any) -> Any:
    """Premium of a Chinese price over parity, price/parity − 1; negative for a discount."""
    return price_cny_per_kg / parity_cny_per_kg - 1.0


def break_even_usd_per_oz(
    saving_mg_per_w: Any, efficiency_penalty: Any, watt_value_usd: Any, added_cost_usd_per_w: Any
) -> Any:
    """Silver price above which switching pays: 31103.4768·[δ/(1−δ)·v + C]/Δm, in USD/oz.

    saving_mg_per_w: Δm above 0, with the new watts under the new cell.  efficiency_penalty: δ, relative
    fraction of the watts lost, below 1 (0.01 is 1 %); negative where the new cell gives more.
    watt_value_usd: value of a watt, v, at least 0.  added_cost_usd_per_w: C; a warranty reserve belongs here.
    Raises InputError where nothing is saved or the penalty is not below 1.
    """
    saving_mg_per_w = _above_zero("saving_mg_per_w", saving_mg_per_w)
    efficiency_penalty = _check(
        "efficiency_penalty", efficiency_penalty, lambda x: x < 1.0, "must be a fraction below 1"
    )
    watt_value_usd = _not_negative("watt_value_usd", watt_value_usd)
    added_cost_usd_per_w = _check(
        "added_cost_usd_per_w", added_cost_usd_per_w, lambda x: x == x, "must be a number"
    )
    _alike(
        saving_mg_per_w=saving_mg_per_w,
        efficiency_penalty=efficiency_penalty,
        watt_value_usd=watt_value_usd,
        added_cost_usd_per_w=added_cost_usd_per_w,
    )
    lost = efficiency_penalty / (1.0 - efficiency_penalty) * watt_value_usd
    return TROY_OUNCE_G * MG_PER_G * (lost + added_cost_usd_per_w) / saving_mg_per_w


def silver_usd_per_w(silver_mg_per_w: Any, usd_per_oz: Any) -> Any:
    """Value of the contained silver in USD/W."""
    return silver_mg_per_w / MG_PER_KG * usd_per_kg(usd_per_oz)


def silver_cny(silver_mg: Any, cny_per_kg: Any) -> Any:
    """Value of silver in CNY: of a cell from mg a cell, of a watt from mg/W.

    1 mg/W at 1000 CNY/kg is 0.001 CNY/W.
    """
    return silver_mg / MG_PER_KG * cny_per_kg


def fen_per_w(cny_per_w: Any) -> Any:
    """CNY/W in fen/W."""
    return cny_per_w * FEN_PER_CNY


def cents_per_w(usd_per_w: Any) -> Any:
    """USD/W in US cents per watt."""
    return usd_per_w * CENTS_PER_USD


@dataclass(frozen=True)
class PastePrice:
    """Price of a kilogram of wet paste, built up.  `complete` is False where a part was left open."""

    metal_cny_per_kg: Any
    powder_cny_per_kg: Any
    other_cny_per_kg: Any
    fee_cny_per_kg: Any
    discount_cny_per_kg: Any
    complete: bool

    @property
    def total_cny_per_kg(self) -> Any:
        """Sum of the parts, the discount taken off."""
        return (
            self.metal_cny_per_kg + self.powder_cny_per_kg + self.other_cny_per_kg + self.fee_cny_per_kg
            - self.discount_cny_per_kg
        )  # fmt: skip

    @property
    def label(self) -> str:
        """`paste price`, or `metal value only` where no conversion fee is known."""
        return "paste price" if self.complete else "metal value only"


def paste_price(
    silver_share: Any,
    silver_cny_per_kg: Any,
    powder_premium_pct: Any = None,
    fee_cny_per_kg: Any = None,
    other_cny_per_kg: Any = 0.0,
    discount_pct: Any = 0.0,
) -> PastePrice:
    """Paste price per wet kilogram: silver × (1 + nitrate and powder) + other metal + conversion fee − discount.

    silver_share: silver in the wet paste, 0…1.  silver_cny_per_kg: with or without VAT, as the result shall be.
    powder_premium_pct: nitrate and powder over the metal, None when not known.  fee_cny_per_kg: None when not
    known: no current fee was found in a readable source, so the price is then the metal value only.
    discount_pct: off the whole, 0…100.  Raises InputError for shares outside 0…1 and negative parts.
    """
    silver_share = _check(
        "silver_share", silver_share, lambda x: (x >= 0.0) & (x <= 1.0), "must be from 0 to 1"
    )
    silver_cny_per_kg = _not_negative("silver_cny_per_kg", silver_cny_per_kg)
    premium = _not_negative("powder_premium_pct", 0.0 if powder_premium_pct is None else powder_premium_pct)
    fee = _not_negative("fee_cny_per_kg", 0.0 if fee_cny_per_kg is None else fee_cny_per_kg)
    other_cny_per_kg = _not_negative("other_cny_per_kg", other_cny_per_kg)
    discount_pct = _check(
        "discount_pct", discount_pct, lambda x: (x >= 0.0) & (x <= PERCENT), "must be from 0 to 100"
    )
    _alike(
        silver_share=silver_share,
        silver_cny_per_kg=silver_cny_per_kg,
        powder_premium_pct=premium,
        fee_cny_per_kg=fee,
        other_cny_per_kg=other_cny_per_kg,
        discount_pct=discount_pct,
    )
    metal = silver_share * silver_cny_per_kg
    powder = metal * premium / PERCENT
    before = metal + powder + other_cny_per_kg + fee
    return PastePrice(
        metal_cny_per_kg=metal,
        powder_cny_per_kg=powder,
        other_cny_per_kg=other_cny_per_kg,
        fee_cny_per_kg=fee,
        discount_cny_per_kg=before * discount_pct / PERCENT,
        complete=fee_cny_per_kg is not None,
    )


def paste_cost_cny(paste_mg: Any, price: PastePrice, waste_factor: Any = 1.0) -> Any:
    """Cost of the paste bought for a cell: wet mg on the cell × waste factor × price, in CNY.

    waste_factor: bought over printed, at least 1; it never enters contained silver.
    """
    waste_factor = _check("paste_waste_factor", waste_factor, lambda x: x >= 1.0, "must be at least 1")
    return paste_mg * waste_factor / MG_PER_KG * price.total_cny_per_kg


def switching(
    old_silver_mg_per_w: Any,
    old_efficiency_pct: Any,
    new_silver_mg_per_w: Any,
    new_efficiency_pct: Any,
    watt_value_usd: Any,
    added_cost_usd_per_w: Any,
) -> tuple[Any, Any, Any]:
    """Saving (mg/W, new watts under the new cell), relative penalty and break-even price of one cell over another.

    The penalty compares efficiencies, so that the wafers may differ.  The price is None where nothing is saved:
    no silver price then pays for the change; at or below zero it pays at any.  Scalars only;
    `break_even_usd_per_oz` takes arrays.
    """
    saving = old_silver_mg_per_w - new_silver_mg_per_w
    penalty = 1.0 - new_efficiency_pct / old_efficiency_pct
    if saving <= 0.0:
        return saving, penalty, None
    return saving, penalty, break_even_usd_per_oz(saving, penalty, watt_value_usd, added_cost_usd_per_w)


def _above_zero(name: str, value: Any) -> Any:
    return _check(name, value, lambda x: x > 0.0, "must be above 0")


def _not_negative(name: str, value: Any) -> Any:
    return _check(name, value, lambda x: x >= 0.0, "must not be negative")


def _check(name: str, value: Any, allowed: Any, what: str) -> Any:
    """The value as a float, or as an array of floats; a pandas Series stays one.  Raises InputError."""
    import numpy as np

    try:
        if isinstance(value, (str, bytes, bool)):
            raise TypeError
        numbers = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise InputError(name, f"{shown(value)} is not a number; it {what}") from None
    if not np.all(np.isfinite(numbers) & allowed(numbers)):
        bad = value if numbers.ndim == 0 else "the array"
        raise InputError(name, f"{bad} is not allowed; it {what}")
    if hasattr(value, "iloc"):
        return value.astype(float)
    return numbers if numbers.ndim else float(numbers)


def _alike(**values: Any) -> None:
    """Raises InputError naming the first array whose shape does not go with those before it."""
    import numpy as np

    shape: tuple[int, ...] = ()
    for name, value in values.items():
        try:
            shape = np.broadcast_shapes(shape, np.shape(value))
        except ValueError:
            raise InputError(name, f"has shape {np.shape(value)}, which does not go with {shape}") from None
