"""The report: one HTML file that needs nothing else: sentence, figures, tables, inputs, sources."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

import pandas as pd

from pvsilver import units, words
from pvsilver.exchange import dossier, figures, quote, telling, workbook_readme
from pvsilver.exchange.basis import basis_name
from pvsilver.exchange.dossier import Dossier

LANGUAGE_TAG = {"en": "en", "zh": "zh-CN"}

STYLE = """
body{font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC","PingFang SC",
"Microsoft YaHei",sans-serif;color:#1b2430;background:#fff;max-width:62rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2.2rem}p.lead{font-size:1.1rem}
figure{margin:1.2rem 0}img{max-width:100%;height:auto}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.82rem}
th,td{padding:.2rem .6rem;border-bottom:1px solid #d5dbe1;text-align:left;vertical-align:top}
td{white-space:nowrap}td.long{white-space:normal;min-width:16rem}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}thead th{border-bottom:2px solid #6b7580}
code,pre{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.8rem;overflow-wrap:anywhere;white-space:pre-wrap}
a{color:#0072b2}footer{margin-top:2.5rem;color:#5a6572;font-size:.85rem}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}}
"""

SHOWN = {
    "reconciliation": None,
    "results": None,
    "annual": (
        "year", "installations_gw", "cell_production_gw", "silver_mg_per_w", "contained_silver_t",
        "bought_silver_t", "scrap_returned_t", "returned_silver_t", "net_silver_t", "share_of_mine_pct",
        "share_of_supply_pct",
    ),
    dossier.SPREAD: ("year", "net_silver_t_p10", "net_silver_t_p50", "net_silver_t_p90"),
}  # fmt: skip
"""Tables of the report and which of their columns; long tables are for the workbook."""

FIGURES = ("demand", "technology", "route", "hindcast")
MOST_ROWS = 200
LONG_CHARACTERS = 40
NONE = "–"
WHOLE = ("year", "vintage")
DECIMALS = {"_gw": 1, "_t": 0, "_mg_per_w": 2, "_pct": 1, "_factor": 3, "_over_survey": 2, "utilisation": 3}
"""End of a column's name → decimals."""

BASIS = "cell_production_basis"

NAMED = {
    "survey_vintage": "choice.survey_vintage",
    "technology": "technology",
    "route": "route",
    "region": "region",
}
"""Column of names → where their words are."""


def to_bytes(made: Dossier, lang: str = "en") -> bytes:
    """The report of a dossier.  Figures are in it where vl-convert is installed."""
    title = escape(workbook_readme.heading(made, lang))
    body = "\n".join([f"<h1>{title}</h1>", *_lead(made, lang), *_figures(made, lang), *_tables(made, lang),
                      *_inputs(made, lang), *_rebuild(made, lang), *_sources(made, lang), _record(made)])  # fmt: skip
    # No address but those of the sources, and no script that runs: the record is data.
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{LANGUAGE_TAG[lang]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    ).encode()


def _lead(made: Dossier, lang: str) -> Iterator[str]:
    if made.years is not None:
        start, end = made.years
        year = min(max(int(made.scenario.number("headline_year")), start), end)
        yield f'<p class="lead">{escape(quote.quotation(made.scenario, lang, year))}</p>'
    for warning in made.warnings:
        yield f"<p>{escape(telling.whole(warning, lang))}</p>"


def _figures(made: Dossier, lang: str) -> Iterator[str]:
    if made.projection is None or not figures.installed():
        return
    surveyed = bool(made.projection.reconciliation["survey_t"].notna().any())
    for name in FIGURES:
        if name != "hindcast" or surveyed:
            drawing = base64.b64encode(figures.svg(made, name, lang, record=False)).decode()
            alt = escape(figures.alt(made, name, lang))
            yield f'<figure><img alt="{alt}" src="data:image/svg+xml;base64,{drawing}"></figure>'


def _tables(made: Dossier, lang: str) -> Iterator[str]:
    asked = made.asked if made.asked in made.tables and made.asked not in SHOWN else None
    if asked:
        yield f"<h2>{escape(words.text(f'export.table.{asked}', lang))}</h2>"
        yield table(made.tables[asked], lang, most=None)
    for name, columns in SHOWN.items():
        if name in made.tables:
            frame = made.tables[name]
            yield f"<h2>{escape(words.text(f'export.table.{name}', lang))}</h2>"
            yield table(frame[list(columns)] if columns else frame, lang)


def _inputs(made: Dossier, lang: str) -> Iterator[str]:
    changed = dossier.inputs_that_differ(made.scenario, lang)
    yield f"<h2>{escape(words.text('export.inputs', lang))}</h2>"
    yield table(changed, lang) if len(changed) else f"<p>{escape(words.text('export.inputs.none', lang))}</p>"


def _rebuild(made: Dossier, lang: str) -> Iterator[str]:
    record = made.record()
    yield f"<h2>{escape(words.text('export.rebuild', lang))}</h2>"
    yield f"<p>{escape(words.text('export.rebuild.text', lang))}</p>"
    for name in ("command_line", "python"):
        if text := record.get("reproduce", {}).get(name):
            yield f"<pre>{escape(text)}</pre>"
    yield f"<p>{escape(words.text('export.link', lang))}: <code>{escape(record['link'])}</code></p>"


def _sources(made: Dossier, lang: str) -> Iterator[str]:
    yield f"<h2>{escape(words.text('export.sources', lang))}</h2><ul>"
    for row in made.record()["sources"]:
        title = escape(f"{row['title']} ({row['year']})")
        address = str(row["url"] or "")
        linked = (
            f'<a href="{escape(address)}">{title}</a>'
            if address.startswith(("https://", "http://"))
            else title
        )
        yield f"<li>{linked}</li>"
    yield f"</ul><footer>{escape(quote.versions(made.scenario, lang))}</footer>"


def _record(made: Dossier) -> str:
    # "</" would end the element; in JSON it may be written "<\/".
    text = json.dumps(made.record(), ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/json" id="{figures.RECORD}">{text}</script>'


def table(frame: pd.DataFrame, lang: str, most: int | None = MOST_ROWS) -> str:
    """A frame as an HTML table, headings in words, numbers rounded for reading; at most `most` rows."""
    numeric = [pd.api.types.is_numeric_dtype(frame[column]) for column in frame.columns]
    head = _row(
        [dossier.heading(str(column), lang, frame.columns) for column in frame.columns], numeric, "th"
    )
    columns = [[shown(str(name), value, lang) for value in frame[name].iloc[:most]] for name in frame.columns]
    rows = [_row(cells, numeric, "td") for cells in zip(*columns, strict=True)]
    more = ""
    if most is not None and len(frame) > most:
        more = f"<p>{escape(words.text('export.rows.more', lang, count=len(frame)))}</p>"
    return f'<div class="wide"><table><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table></div>{more}'


def _row(cells: Iterable[str], numeric: list[bool], tag: str) -> str:
    written = (
        f"<{tag}{_kind(number, cell)}>{escape(cell)}</{tag}>"
        for number, cell in zip(numeric, cells, strict=True)
    )
    return f"<tr>{''.join(written)}</tr>"


def _kind(number: bool, cell: str) -> str:
    if number:
        return ' class="n"'
    return ' class="long"' if len(cell) > LONG_CHARACTERS else ""


def shown(column: str, value: Any, lang: str) -> str:
    """A cell for reading; every digit is in the workbook and the data package."""
    column, _ = units.split_percentile(column)
    if isinstance(value, (bool, str)) or value is None:
        name = "" if value is None else str(value)
        if name and column == BASIS:
            return basis_name(name, lang)
        return words.load(lang).get(f"{NAMED[column]}.{name}", name) if column in NAMED else name
    if column.endswith(WHOLE):
        return str(int(value))
    if not math.isfinite(value):
        return NONE
    digits = next((digits for end, digits in DECIMALS.items() if column.endswith(end)), None)
    return f"{value:g}" if digits is None else f"{value:,.{digits}f}"
