"""A table for reading on a terminal: numbers rounded, columns aligned, in a language, as many as fit."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import pandas as pd

from pvsilver import words
from pvsilver.exchange import dossier
from pvsilver.exchange.basis import TIMES

SIGNIFICANT_DIGITS = 6
"""Digits of the table on screen; CSV and JSON hold every digit."""

GAP = "  "

LONGEST_TEXT = 44
"""Characters of a text cell on a terminal; longer ones are cut, for one note must not push out all numbers."""

FIRST = (
    "year", "id", "part", "table", "publisher", "trajectory", "technology", "route", "region", "volume", "thrift",
    "value", "expected", "computed", "verdict", "net_silver_t", "survey_comparable_t", "survey_t", "unexplained_t",
    "silver_mg_per_w", "cell_production_gw", "share_of_mine_pct", "bought_silver_t", "contained_silver_t",
    "recovered_silver_t", "balance_t",
)  # fmt: skip
"""Columns that are kept before others where not all fit; all stand in the table's own order."""

NAMES = {
    "technology": ("technology",), "route": ("route",), "region": ("region",), "part": ("part", "compare"),
    "verdict": ("verdict",), "kind": ("source_kind",), "result": ("column",), "column": ("column",),
    "cell_production_basis": ("basis",),
    "volume": ("choice.installation_outlook",), "thrift": ("choice.thrift_path",),
    "route_path": ("choice.route_path",), "survey_vintage": ("choice.survey_vintage",), "basis": ("view.basis",),
    "for": ("parameter",), "id": ("parameter", "column"), "item": ("stock",), "outcome": ("outcome",),
    "pays": ("pays",),
    "type": ("parameter_type",), "tolerance_kind": ("range_kind",), "range_kind": ("range_kind",),
    "group": ("group",), "page": ("nav",), "series": ("series",), "london_series": ("series",),
    "shanghai_series": ("series",),
}  # fmt: skip
"""Column → what the ids of its names' words begin with."""


class Printed(NamedTuple):
    """The text of a table, and the columns that it has no room for."""

    text: str
    left_out: tuple[str, ...]


def table(frame: pd.DataFrame, lang: str = "en", width: int | None = None) -> Printed:
    """Rows as aligned text.  Columns have the contract's names in English, words in other languages.

    width: characters of a line; None prints every column and every cell whole.
    """
    if frame.empty:
        return Printed(words.text("printed.no_rows", lang) + "\n", ())
    shown = _in_language(frame, lang)
    longest = LONGEST_TEXT if width is not None and len(shown.columns) > 1 else None
    columns = {
        name: _column(_heading(name, lang, shown.columns), shown[name].tolist(), _namer(name, lang), longest)
        for name in map(str, shown)
    }
    kept = _that_fit(columns, width)
    left = tuple(name for name in columns if name not in kept)
    lines = zip(*(columns[name] for name in kept), strict=True)
    return Printed("".join(GAP.join(line).rstrip() + "\n" for line in lines), left)


def _in_language(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Of a text kept in both languages the one asked for: `what` and `what_zh`."""
    pairs = [name for name in frame.columns if f"{name}_zh" in frame.columns]
    if lang == "zh":
        frame = frame.assign(**{name: frame[f"{name}_zh"].fillna(frame[name]) for name in pairs})
    return frame.drop(columns=[f"{name}_zh" for name in pairs])


def _heading(name: str, lang: str, beside: Collection[str]) -> str:
    return name if lang == "en" else dossier.heading(name, lang, beside)


def _namer(name: str, lang: str) -> dict[str, str]:
    """Words of what a column may hold; none in English, whose tables hold the names that --set takes."""
    if lang == "en":
        return {}
    begins = tuple(f"{prefix}." for prefix in NAMES.get(name, ()))
    label = ".label" if name == "id" else ""
    return {
        id.removeprefix(begin).removesuffix(label): text
        for begin in begins
        for id, text in words.load(lang).items()
        if id.startswith(begin) and id.endswith(label)
    }


def _column(heading: str, values: list[Any], named: dict[str, str], longest: int | None) -> list[str]:
    """Heading and cells, padded to one width: text to the left, numbers to the right."""
    cells = [heading, *(_cell(value, named, longest) for value in values)]
    width = max(map(display_width, cells))
    numeric = all(_is_number(value) or _is_empty(value) for value in values)
    pads = [" " * (width - display_width(cell)) for cell in cells]
    return [pad + cell if numeric else cell + pad for cell, pad in zip(cells, pads, strict=True)]


def _cell(value: Any, named: dict[str, str], longest: int | None) -> str:
    if _is_empty(value):
        return ""
    if isinstance(value, float):
        return _rounded(value)
    name, scaled, factor = str(value).partition(TIMES)
    text = named.get(name, name) + scaled + factor
    return text if longest is None or len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_empty(value: Any) -> bool:
    return (
        value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
    )


def _rounded(value: float) -> str:
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    digits = max(0, SIGNIFICANT_DIGITS - 1 - math.floor(math.log10(abs(value))))
    return f"{value:,.{min(digits, 4 if abs(value) >= 0.01 else 6)}f}"


def display_width(text: str) -> int:
    """Columns of a terminal that a text takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _that_fit(columns: dict[str, list[str]], width: int | None) -> Sequence[str]:
    """Names of the columns that stand in the width, in the table's order; at least one."""
    if width is None:
        return list(columns)
    taken, kept = 0, set[str]()
    for name in [*(name for name in FIRST if name in columns), *columns]:
        needed = display_width(columns[name][0]) + (len(GAP) if kept else 0)
        if name not in kept and (not kept or taken + needed <= width):
            kept.add(name)
            taken += needed
    return [name for name in columns if name in kept]
