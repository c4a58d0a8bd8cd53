"""Native charts of the workbook, each over cells of its own sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from pvsilver import words
from pvsilver.charts import demand, theme
from pvsilver.exchange import palette
from pvsilver.names import ROUTES, TECHNOLOGIES

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LINES = {
    "net": (3.0, "solid"),
    "bought": (1.75, "dash"),
    "contained": (1.25, "solid"),
}
"""Net heavy, bought dashed, contained thin, as on the page."""

GROUPS = {"technology": TECHNOLOGIES, "route": ROUTES}
SLOTS = {"technology": theme.TECHNOLOGY_SLOT, "route": theme.ROUTE_SLOT}
STACKED = "bought_silver_t"
GAP = 1
SIZE_PX = {"width": 760, "height": 380}


def add(book: Workbook, name: str, sheet: Worksheet, frame: pd.DataFrame, lang: str) -> None:
    """The chart of a table: lines under the annual table, stacked areas right of a split."""
    if name == "annual":
        _lines(book, sheet, frame, lang)
    elif name in GROUPS:
        _stack(book, name, sheet, frame, lang)


def _lines(book: Workbook, sheet: Worksheet, frame: pd.DataFrame, lang: str) -> None:
    chart = book.add_chart({"type": "line"})
    last = len(frame)
    for name, (width, dash) in LINES.items():
        column = demand.MEASURES[name]
        c = frame.columns.get_loc(column)
        chart.add_series({
            "name": words.text(f"chart.demand.{name}", lang), "categories": [sheet.name, 1, 0, last, 0],
            "values": [sheet.name, 1, c, last, c],
            "line": {"color": palette.light()[theme.ACCENT], "width": width, "dash_type": dash},
        })  # fmt: skip
    _finish(sheet, chart, words.text("chart.demand.title", lang), last + 1 + GAP, 1)


def _stack(book: Workbook, by: str, sheet: Worksheet, frame: pd.DataFrame, lang: str) -> None:
    """A wide block of the stacked column, from which the areas are drawn: sums of the long table."""
    groups = list(GROUPS[by])
    wide = frame.pivot_table(index="year", columns=by, values=STACKED, aggfunc="sum")[groups]
    left = len(frame.columns) + GAP
    number, bold = book.add_format({"num_format": "#,##0.0"}), book.add_format({"bold": True, "bottom": 1})
    for n, column in enumerate(["year", *groups]):
        sheet.write_string(0, left + n, column, bold)
        sheet.set_column(left + n, left + n, 12)
    for r, (year, row) in enumerate(wide.iterrows(), start=1):
        sheet.write_number(r, left, _year(year))
        for n, value in enumerate(row.tolist(), start=1):
            sheet.write_number(r, left + n, value, number)
    chart = book.add_chart({"type": "area", "subtype": "stacked"})
    for n, group in enumerate(groups, start=1):
        chart.add_series({
            "name": words.text(f"{by}.{group}", lang), "categories": [sheet.name, 1, left, len(wide), left],
            "values": [sheet.name, 1, left + n, len(wide), left + n],
            "fill": {"color": palette.light()[SLOTS[by][group]], "transparency": 40},
            "border": {"color": palette.light()[SLOTS[by][group]]},
        })  # fmt: skip
    title = f"{words.text(f'measure.{STACKED}', lang)} {words.text(f'chart.{by}.split', lang)}"
    _finish(sheet, chart, title, 1, left + len(groups) + 1 + GAP)


def _year(year: Any) -> int:
    return int(year)


def _finish(sheet: Worksheet, chart: Any, title: str, row: int, column: int) -> None:
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_y_axis(
        {"min": 0, "num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D5DBE1"}}}
    )
    chart.set_x_axis({"interval_unit": 5, "num_format": "0"})
    chart.set_legend({"position": "bottom"})
    chart.set_size(SIZE_PX)
    sheet.insert_chart(row, column, chart, {"description": title})
