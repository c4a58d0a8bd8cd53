"""The sheet Read me: scenario, versions, hash, link, how to rebuild, warnings, and what each column is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pvsilver import words
from pvsilver.exchange import dossier, quote, telling
from pvsilver.exchange.dossier import Dossier

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

NAME = "Read me"
A4 = 9
CHARACTERS_WIDE, LINE_POINTS, TALLEST_POINTS = 110, 15, 400
WIDE_FROM = 0x2E80
PIECE = 30_000
"""A longer link goes on in the cells beneath; a cell holds at most 32,767 characters."""


def write(book: Workbook, made: Dossier, lang: str) -> None:
    """Two columns: what, and what it is."""
    sheet = book.add_worksheet(NAME)
    title, bold = (
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({"bold": True, "valign": "top"}),
    )
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, CHARACTERS_WIDE)
    sheet.write_string(0, 0, heading(made, lang), title)
    for r, (what, text) in enumerate(rows(made, lang), start=2):
        sheet.set_row(r, min(LINE_POINTS * _lines(text), TALLEST_POINTS))
        sheet.write_string(r, 0, what, bold)
        sheet.write_string(r, 1, text, wrapped)
    sheet.freeze_panes(1, 0)
    set_paper(sheet)


def _lines(text: str) -> int:
    """Lines that a text takes; a Chinese character is as wide as two Latin ones."""
    widths = (sum(1 + (ord(letter) > WIDE_FROM) for letter in line) for line in text.split("\n"))
    lines = sum(max(1, math.ceil(width / CHARACTERS_WIDE)) for width in widths)
    # Words do not break where a line is full.
    return lines if lines == 1 else lines + 1


def set_paper(sheet: Worksheet) -> None:
    """On paper: landscape, one page wide, the header on every page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def heading(made: Dossier, lang: str) -> str:
    """What this file holds."""
    if made.years is None:
        return words.text("export.readme.title.table", lang)
    return words.text("export.readme.title", lang, start=made.years[0], end=made.years[1])


def rows(made: Dossier, lang: str) -> Iterator[tuple[str, str]]:
    """(what, text) from the sentence to the columns."""
    record = made.record()
    yield words.text("export.scenario", lang), quote.named(made.scenario, lang)
    if made.years is not None:
        start, end = made.years
        year = min(max(int(made.scenario.number("headline_year")), start), end)
        yield str(year), quote.quotation(made.scenario, lang, year)
    yield words.text("export.model", lang), record["pvsilver"]
    yield words.text("export.data", lang), record["data"]
    yield words.text("export.hash", lang), record["hash"]
    if made.years is not None:
        yield words.text("export.years", lang), f"{made.years[0]}–{made.years[1]}"
    link = record["link"]
    for first in range(0, len(link), PIECE):
        yield words.text("export.link", lang) if not first else "", link[first : first + PIECE]
    yield words.text("export.licence", lang), record["licence"]
    for warning in made.warnings:
        yield words.text("export.warnings", lang), telling.whole(warning, lang)
    for name in ("command_line", "python"):
        text = record.get("reproduce", {}).get(name, "")
        if text and len(text) <= PIECE:
            yield words.text(f"export.{name.split('_')[0]}", lang), text
    yield words.text("export.rebuild", lang), words.text("export.rebuild.text", lang)
    yield words.text("export.columns", lang), ""
    found: dict[str, str] = {}
    for frame in made.tables.values():
        for column in map(str, frame.columns):
            found.setdefault(column, dossier.heading(column, lang, frame.columns))
    yield from found.items()
