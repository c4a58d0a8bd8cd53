"""Physical constants and conversions.  The only numbers in force that live in code."""

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
    "_mg_per_w": "mg/W",
    "_pct": "%",
    "_usd_per_w": "USD/W",
    "_cny_per_w": "CNY/W",
    "_musd": "million USD",
    "year": "year",
    "vintage": "year",
}
"""End of a column's name → its unit."""


def of_column(name: str) -> str:
    """The unit in a column's name; 1 for shares, factors and names."""
    return next((unit for end, unit in COLUMN_UNITS.items() if name.endswith(end)), "1")
