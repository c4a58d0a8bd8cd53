"""What a year's cell production rests on, in words: counted, counted times the installations lever, or balance."""

from __future__ import annotations

from pvsilver import words

TIMES = " × "


def basis_name(basis: str, lang: str) -> str:
    """A cell of the column `cell_production_basis`, such as "observed" or "observed × 1.2", in a language."""
    name, scaled, factor = basis.partition(TIMES)
    return words.text(f"basis.{name}", lang) + scaled + factor
