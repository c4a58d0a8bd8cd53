"""The workbook: Reconciliation first, then what it rests on, with native charts.

Equal scenarios give equal bytes: nothing in it depends on the clock.  No text is ever read as a formula or an
address, whatever it begins with.
"""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from pvsilver import units, words
from pvsilver.exchange import dossier, provenance, workbook_charts, workbook_readme
from pvsilver.exchange.dossier import Dossier

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

FORMATS = {
    "year": "0",
    "_gw": "#,##0.0",
    "_t": "#,##0.0",
    "_mg_per_w": "0.000",
    "_pct": "0.00",
    "_usd_per_w": "0.00000",
    "_cny_per_w": "0.00000",
    "_musd": "#,##0",
    "share": "0.0000",
    "utilisation": "0.0000",
    "_factor": "0.0000",
    "_over_survey": "0.000",
}
"""End of a column's name → how its numbers are shown; the cell holds every digit."""

ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet could take for a formula."""

LONGEST_TEXT = 32_000
"""A cell holds at most 32,767 characters."""

CHARACTERS_WIDE = (9, 60)
NAME_SPACE, NAME_CHARACTERS = 2, 22
HEADER_POINTS = 46

SHEETS = {
    "reconciliation": "Reconciliation",
    "results": "Results",
    "annual": "Annual",
    "technology": "Technology",
    "route": "Route",
    "region": "Region",
    "recovery": "Recovery",
    "second_life": "Second life",
    "uncertainty": "Uncertainty",
}
"""Tables that have a sheet; the zip has all."""


def to_bytes(made: Dossier, lang: str = "en") -> bytes:
    """The workbook of a dossier."""
    import xlsxwriter

    held = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(held, options) as book:
        _describe(book, made)
        first, *others = [name for name in SHEETS if name in made.tables]
        frame = made.tables[first]
        sheet = write_table(book, SHEETS[first], frame)
        if first == "reconciliation":
            _add_checks(book, sheet, frame, lang)
        workbook_readme.write(book, made, lang)
        for name in others:
            sheet = write_table(book, SHEETS[name], made.tables[name])
            workbook_charts.add(book, name, sheet, made.tables[name], lang)
        write_table(book, "Inputs that differ", dossier.inputs_that_differ(made.scenario, lang))
        write_table(book, "All inputs", dossier.all_inputs(made.scenario, lang))
        write_table(book, "Sources", dossier.source_rows(made))
    return held.getvalue()


def _describe(book: Workbook, made: Dossier) -> None:
    date = provenance.made()
    record = made.record()
    book.set_properties({
        "title": "pvsilver", "subject": f"scenario {record['hash']}", "author": "pvsilver", "created": date,
        "comments": f"model {record['pvsilver']}, data {record['data']}; {record['licence']}",
    })  # fmt: skip
    for name in ("pvsilver", "data", "hash"):
        book.set_custom_property(f"pvsilver {name}", record[name], "text")


def write_table(book: Workbook, name: str, frame: pd.DataFrame) -> Worksheet:
    """A sheet with one table: header in row 1, frozen with the first column, numbers with every digit."""
    sheet = book.add_worksheet(name)
    look = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EAF1F6"}
    heads = {
        True: book.add_format(look | {"align": "right"}),
        False: book.add_format(look | {"align": "left", "indent": 1}),
    }
    left = {"valign": "top", "align": "left", "indent": 1}
    text, inert = book.add_format(left), book.add_format(left | {"quote_prefix": True})
    sheet.set_row(0, HEADER_POINTS)
    for c, column in enumerate(frame.columns):
        number = book.add_format({"num_format": number_format(str(column)), "valign": "top"})
        sheet.write_string(0, c, str(column), heads[pd.api.types.is_numeric_dtype(frame[column])])
        sheet.set_column(c, c, _width(str(column), frame[column]))
        for r, value in enumerate(frame[column].tolist(), start=1):
            _write_cell(sheet, r, c, value, number, text, inert)
    sheet.freeze_panes(1, 1)
    workbook_readme.set_paper(sheet)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
    return sheet


def _write_cell(sheet: Worksheet, r: int, c: int, value: Any, number: Any, text: Any, inert: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(r, c, value, text)
    elif isinstance(value, (int, float)):
        if math.isfinite(value):
            sheet.write_number(r, c, value, number)
    elif value is not None and value == value:
        shown = str(value) if len(str(value)) <= LONGEST_TEXT else f"{str(value)[:LONGEST_TEXT]}…"
        sheet.write_string(r, c, shown, inert if shown.startswith(ACTIVE) else text)


def number_format(column: str) -> str:
    """How a column's numbers are shown."""
    column, _ = units.split_percentile(column)
    return next((shown for end, shown in FORMATS.items() if column.endswith(end)), "General")


def _width(column: str, values: pd.Series[Any]) -> float:
    least, most = CHARACTERS_WIDE
    named = min(len(column) + NAME_SPACE, NAME_CHARACTERS)
    if pd.api.types.is_numeric_dtype(values):
        return max(least, named)
    longest = max((len(str(value)) for value in values.tolist() if value is not None), default=0)
    return max(least, named, min(longest + NAME_SPACE, most))


CHECKS = {
    "losses": "={contained_silver_t}+{factory_losses_t}-{bought_silver_t}",
    "scrap": "={bought_silver_t}-{scrap_returned_t}-{survey_comparable_t}",
    "survey": "=IF(ISNUMBER({survey_t}),{survey_t}-{survey_comparable_t}-{unexplained_t},0)",
}
"""Sums that a colleague can see for himself: live formulas, each of which is zero."""


def _add_checks(book: Workbook, sheet: Worksheet, frame: pd.DataFrame, lang: str) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    header = book.add_format(
        {"italic": True, "text_wrap": True, "valign": "top", "bottom": 1, "font_color": "#5A6572"}
    )
    number = book.add_format({"num_format": "0.000000", "font_color": "#5A6572"})
    place = {column: c for c, column in enumerate(frame.columns)}
    for n, (name, formula) in enumerate(CHECKS.items()):
        c = len(frame.columns) + 1 + n
        sheet.set_column(c, c, 16)
        sheet.write_string(0, c, words.text(f"export.check.{name}", lang), header)
        for r in range(1, len(frame) + 1):
            cells = {column: xl_rowcol_to_cell(r, at) for column, at in place.items()}
            sheet.write_formula(r, c, formula.format(**cells), number, 0)
