"""How numbers are written: four significant digits, thousands apart, the same in both languages."""

from __future__ import annotations

import math

SIGNIFICANT = 4

MINUS = "−"
"""As wide as the plus, and no hyphen at which a line may break."""

UNIT_OF = {
    "_gw": "GW",
    "_mg_per_w": "mg/W",
    "_mg_per_cell": "mg",
    "_pct": "%",
    "_t": "t",
}
"""Column suffix → unit."""

PER_MG_PER_W = {"mg/W": 1.0, "kg/GW": 1000.0}
"""1 mg/W is 1 t/GW."""


def unit_of(column: str) -> str:
    """The unit in a column's name; empty when there is none."""
    return next((unit for suffix, unit in UNIT_OF.items() if column.endswith(suffix)), "")


def number(value: float | None) -> str:
    """A value with four significant digits, whole above a thousand; a dash for none."""
    if value is None or not math.isfinite(value):
        return "–"
    if value == 0:
        return "0"
    decimals = max(0, SIGNIFICANT - 1 - math.floor(math.log10(abs(value))))
    return minus(f"{value:,.{min(decimals, 6)}f}")


def change(now: float, before: float) -> float:
    """The difference, zero when it is only rounding."""
    return 0.0 if math.isclose(now, before, rel_tol=1e-9, abs_tol=1e-9) else now - before


def signed(value: float, like: float) -> str:
    """A difference with its sign, with as many decimals as the figure it belongs to."""
    text = number(like).replace(",", "")
    decimals = len(text.partition(".")[2])
    shown = f"{value:+,.{decimals}f}"
    return minus(shown if float(shown.replace(",", "")) else f"{value:+.2g}")


def minus(text: str) -> str:
    """A number as written by Python, with the sign of minus that print has."""
    return text.replace("-", MINUS)


def decimals(step: float | None) -> int:
    """Decimals that a step of a parameter needs."""
    text = f"{step:f}".rstrip("0") if step else ""
    return len(text.partition(".")[2])


def plain(value: float, step: float | None = None) -> str:
    """A parameter's value as its number box shows it."""
    return f"{value:,.{decimals(step)}f}"
