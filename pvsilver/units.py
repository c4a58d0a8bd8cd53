"""Physical constants and conversions."""

import re

TROY_OUNCE_G = 31.1034768
"""Grams in a troy ounce (exact by definition)."""

GRAMS_PER_KG = 1_000.0
GRAMS_PER_TONNE = 1_000_000.0
TROY_OUNCES_PER_KG = GRAMS_PER_KG / TROY_OUNCE_G
TROY_OUNCES_PER_TONNE = GRAMS_PER_TONNE / TROY_OUNCE_G

MW_PER_GW = 1_000.0

PERCENT = 100.0
FEN_PER_CNY = 100.0
CENTS_PER_USD = 100.0


def tonnes_from_moz(million_troy_ounces: float) -> float:
    """Tonnes in a number of million troy ounces: 1 Moz = 31.1034768 t."""
    return million_troy_ounces * TROY_OUNCE_G


def moz_from_tonnes(tonnes: float) -> float:
    """Million troy ounces in a number of tonnes."""
    return tonnes / TROY_OUNCE_G


def usd_per_kg(usd_per_oz: float) -> float:
    """Price per kilogram from a price per troy ounce."""
    return usd_per_oz * TROY_OUNCES_PER_KG


def tonnes_from_gw(gw: float, mg_per_w: float) -> float:
    """Tonnes in gigawatts at milligrams per watt: 1 mg/W is 1 t/GW."""
    return gw * mg_per_w


COLUMN_UNITS = {
    "_gw": "GW",
    "_t": "t",
    "_mt": "Mt",
    "_mg": "mg",
    "_mg_change": "mg",
    "_g_per_t": "g/t",
    "t_per_mw": "t/MW",
    "mg_per_w": "mg/W",
    "_mg_per_cell": "mg/cell",
    "breaks_per_cell": "1/cell",
    "_pct": "%",
    "_pct_abs": "percentage points",
    "_w": "W",
    "_um": "um",
    "_mm": "mm",
    "_cm2": "cm2",
    "_days": "d",
    "_years": "a",
    "_usd_per_w": "USD/W",
    "_cent_per_w": "0.01 USD/W",
    "cny_per_w": "CNY/W",
    "_fen_per_w": "0.01 CNY/W",
    "_cny_per_cell": "CNY/cell",
    "_cny_per_kg": "CNY/kg",
    "cny_per_t": "CNY/t",
    "cny_per_usd": "CNY/USD",
    "usd_per_oz": "USD/ozt",
    "_bn_cny": "billion CNY",
    "_musd": "million USD",
    "year": "year",
    "vintage": "year",
}
"""End of a column's name → its unit; the longest end that fits is the one."""

_LONGEST_FIRST = sorted(COLUMN_UNITS, key=len, reverse=True)


def of_column(name: str) -> str:
    """The unit in a column's name; 1 for shares, factors and names.  A percentile has that of its column."""
    name, _ = split_percentile(name)
    return next((COLUMN_UNITS[end] for end in _LONGEST_FIRST if name.endswith(end)), "1")


def split_percentile(column: str) -> tuple[str, str]:
    """(column, percentile) of a name such as `net_silver_t_p10`; the percentile is empty for a plain column."""
    found = re.fullmatch(r"(.+)_(p\d+(?:\.\d+)?)", column)
    return (found[1], found[2]) if found else (column, "")
