"""Figures as SVG or PNG, drawn from the charts of the page by vl-convert (the extra `figures`).

A figure names its sources and versions beneath the chart and carries the record of its scenario: as <metadata>
of an SVG, as a text chunk of a PNG.
"""

from __future__ import annotations

import json
import struct
import textwrap
import zlib
from functools import cache
from html import escape
from typing import Any

from pvsilver.charts import Chart
from pvsilver.errors import InputError
from pvsilver.exchange import drawn, palette, quote
from pvsilver.exchange.dossier import Dossier
from pvsilver.scenario import Scenario
from pvsilver.world.projection import project

NAMES = ("demand", "technology", "route", "hindcast")

WIDTH_PX = 860
PNG_SCALE = 2
FONT = "Noto Sans, Helvetica Neue, Arial, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
GROUND, INK, GRID = "#FFFFFF", "#1B2430", "#D5DBE1"
FOOTER_PX = 11
SHORT_LICENCE = "CC BY 4.0"
FOOTER_CHARACTERS = 110

RECORD = "pvsilver"
"""Name under which a figure carries its record."""

PNG_HEAD_BYTES = 33
"""Signature and header chunk; other chunks follow them."""


@cache
def installed() -> bool:
    """Whether figures can be drawn here; asked once, for all folders of packages are gone through."""
    from importlib.util import find_spec

    return find_spec("vl_convert") is not None


def svg(made: Dossier, name: str = "demand", lang: str = "en", record: bool = True) -> bytes:
    """A chart as SVG.  Raises InputError when vl-convert is not installed or there is no such figure."""
    text: str = _converter().vegalite_to_svg(whole(made, name, lang))
    if not record:
        return text.encode()
    head, _, rest = text.partition(">")
    carried = escape(json.dumps(made.record(), ensure_ascii=False), quote=False)
    return f'{head}><metadata id="{RECORD}">{carried}</metadata>{rest}'.encode()


def png(made: Dossier, name: str = "demand", lang: str = "en") -> bytes:
    """A chart as PNG.  Raises InputError as `svg` does."""
    drawing: bytes = _converter().vegalite_to_png(whole(made, name, lang), scale=PNG_SCALE)
    text = json.dumps(made.record(), ensure_ascii=False).encode()
    return drawing[:PNG_HEAD_BYTES] + _text_chunk(RECORD.encode(), text) + drawing[PNG_HEAD_BYTES:]


def alt(made: Dossier, name: str, lang: str = "en") -> str:
    """What the figure shows, in words."""
    return str(_chart(made, name, lang).specification["description"])


def whole(made: Dossier, name: str, lang: str) -> dict[str, Any]:
    """A Vega-Lite specification with its data, colours, fonts and footer: it needs no page around it."""
    chart = _chart(made, name, lang)
    lines = textwrap.wrap(drawn.footer(name, lang), FOOTER_CHARACTERS)
    lines.append(f"{quote.named(made.scenario, lang)} · {made.scenario.hash} · {SHORT_LICENCE}")
    footer = {
        "text": lines, "anchor": "start", "orient": "bottom", "fontSize": FOOTER_PX, "fontWeight": "normal",
        "color": palette.light()["muted"], "offset": 8,
    }  # fmt: skip
    outer = ("$schema", "padding", "config")
    inner = {key: value for key, value in chart.specification.items() if key not in outer}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": GROUND,
        "padding": chart.specification.get("padding", 8),
        "data": {"values": chart.data.to_pylist()},
        "title": footer,
        "vconcat": [inner | {"width": WIDTH_PX}],
        "config": chart.specification["config"]
        | {
            "font": FONT,
            "range": {"category": list(palette.light().values())},
            "view": {"stroke": None},
            "axis": {"gridColor": GRID, "domainColor": GRID, "tickColor": GRID, "labelColor": INK},
            "title": {"color": INK},
        },
    }


def _chart(made: Dossier, name: str, lang: str) -> Chart:
    if made.projection is None or name not in NAMES:
        raise InputError("figure", f"{name or 'this answer'} cannot be drawn; figures are {', '.join(NAMES)}")
    now = made.projection
    before = project(Scenario(), *(made.years or (0, 0)))
    if name == "demand":
        return drawn.demand_chart(now, before, lang)
    if name == "hindcast":
        pairs, _ = drawn.hindcast_charts(now, before, lang)
        if not pairs.data.num_rows:
            raise InputError(
                "figure", "hindcast needs years of a survey; choose --start before its last year"
            )
        return pairs
    return drawn.split_chart(now, before, name, lang)


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise InputError(
            "figures",
            "SVG and PNG need vl-convert-python, which is not installed: python -m pip install vl-convert-python",
        ) from None
    return vl_convert


def _text_chunk(key: bytes, text: bytes) -> bytes:
    """An uncompressed iTXt chunk: key, no compression, no language, UTF-8 text."""
    body = key + b"\0\0\0\0\0" + text
    return struct.pack(">I", len(body)) + b"iTXt" + body + struct.pack(">I", zlib.crc32(b"iTXt" + body))
