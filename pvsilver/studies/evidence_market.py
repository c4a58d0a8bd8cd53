"""Published arithmetic of the silver market, recomputed; and quoted claims that do not hold, with the reason.

One function for each `calculation` of `data/market_checks.csv`, fed with the row's inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pvsilver import money, tables, units
from pvsilver.cell.examples import parse_inputs
from pvsilver.world import learning, paths

Inputs = Mapping[str, Any]

W_PER_CM2_AT_STC = 0.1
KT = 1000.0


def compute(row: tables.Row) -> float:
    """Our figure of one check.  Raises KeyError for a calculation or an input that does not exist."""
    return float(CALCULATIONS[row["calculation"]](parse_inputs(row["inputs"])))


def mg_per_w(i: Inputs) -> float:
    """Silver of a cell over its watts: mg / (area · 0.1 W/cm² · efficiency)."""
    return i["silver_mg"] / (i["area_cm2"] * W_PER_CM2_AT_STC * i["efficiency_pct"] / units.PERCENT)


def capacity_gw(i: Inputs) -> float:
    """Capacity a year that a share of the supply allows: share · supply / (mg/W)."""
    return i["share_pct"] / units.PERCENT * i["supply_t"] / mg_per_w(i)


def learning_integral_kt(i: Inputs) -> float:
    """Silver from a learning curve s = s₀·(C/C₀)^(-b), integrated over cumulative capacity, in kt."""
    tonnes = learning.cumulative_silver_t(
        i["mg_per_w"], i["start_gw"], i["end_gw"], i["learning_pct"] / units.PERCENT
    )
    return float(tonnes) / KT


def parity(i: Inputs) -> float:
    """Import parity in CNY/kg with VAT."""
    return money.parity_cny_per_kg(i["usd_per_oz"], i["cny_per_usd"], i["vat_pct"] / units.PERCENT)


def survey_moz(i: Inputs) -> float:
    """PV silver of a survey vintage in a year, in million troy ounces."""
    row = tables.load("survey_vintages").select(year=int(i["year"]), vintage=i["vintage"])[0]
    return float(row["silver_moz"])


def survey_moz_per_gw(i: Inputs) -> float:
    """Survey over installations, in million troy ounces a gigawatt."""
    return survey_moz(i) / float(paths.installations_gw("central")[int(i["year"]) - paths.FIRST])


def balance_share_pct(i: Inputs) -> float:
    """One item of the silver balance over another, in percent."""
    balance = {r["item"]: r["silver_t"] for r in tables.load("silver_balance").select(year=int(i["year"]))}
    return float(units.PERCENT * balance[i["part"]] / balance[i["whole"]])


CALCULATIONS: Mapping[str, Callable[[Inputs], float]] = {
    "mg_per_w": mg_per_w,
    "capacity_gw": capacity_gw,
    "share_pct": lambda i: units.PERCENT * i["part"] / i["whole"],
    "ratio": lambda i: i["a"] / i["b"],
    "difference": lambda i: i["a"] - i["b"],
    "product": lambda i: i["a"] * i["b"],
    "silver_t": lambda i: i["silver_mg"] / i["cell_w"] * i["gw"] * i["factor"],
    "learning_integral_kt": learning_integral_kt,
    "parity_cny_per_kg": parity,
    "premium_pct": lambda i: units.PERCENT * (i["price_cny_per_kg"] / parity(i) - 1.0),
    "silver_cny_per_w": lambda i: money.silver_cny(i["mg_per_w"], i["cny_per_kg"]),
    "survey_moz": survey_moz,
    "survey_moz_per_gw": survey_moz_per_gw,
    "balance_share_pct": balance_share_pct,
}
