"""Exports opened by means of their own: standard libraries only, nothing of the writers."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import zipfile
from typing import Any
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Cell = str | float | None


def workbook(content: bytes) -> dict[str, list[list[Cell]]]:
    """{sheet: rows of cells} of an xlsx file, in the order of its tabs."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        texts = _texts(file)
        targets = {
            part.attrib["Id"]: part.attrib["Target"]
            for part in ElementTree.fromstring(file.read("xl/_rels/workbook.xml.rels"))
        }
        book = ElementTree.fromstring(file.read("xl/workbook.xml"))
        return {
            sheet.attrib["name"]: _rows(file.read(f"xl/{targets[sheet.attrib[LINKED]]}"), texts)
            for sheet in book.iter(f"{MAIN}sheet")
        }


def _texts(file: zipfile.ZipFile) -> list[str]:
    table = ElementTree.fromstring(file.read("xl/sharedStrings.xml"))
    return ["".join(part.text or "" for part in item.iter(f"{MAIN}t")) for item in table.iter(f"{MAIN}si")]


def _rows(content: bytes, texts: list[str]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for row in ElementTree.fromstring(content).iter(f"{MAIN}row"):
        cells: list[Cell] = []
        for cell in row:
            place = _column(cell.attrib["r"])
            cells += [None] * (place - len(cells))
            value = cell.find(f"{MAIN}v")
            text = None if value is None else value.text
            cells.append(
                texts[int(text)] if text and cell.get("t") == "s" else (float(text) if text else None)
            )
        rows += [[] for _ in range(int(row.attrib["r"]) - 1 - len(rows))]
        rows.append(cells)
    return rows


def _column(reference: str) -> int:
    number = 0
    for letter in re.match("[A-Z]+", reference)[0]:  # type: ignore[index]
        number = 26 * number + ord(letter) - 64
    return number - 1


def table(rows: list[list[Cell]]) -> list[dict[str, Cell]]:
    """Rows as mappings, named by the first one, as far as it is filled without a gap."""
    names = [str(name) for name in rows[0]]
    width = rows[0].index(None) if None in rows[0] else len(names)
    return [dict(zip(names[:width], row + [None] * width, strict=False)) for row in rows[1:]]


def csv_rows(content: bytes) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode())))


def members(content: bytes) -> dict[str, bytes]:
    """{name: bytes} of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def record(kind: str, content: bytes) -> dict[str, Any]:
    """What a file says of where it comes from."""
    if kind == "zip":
        content = members(content)["scenario.json"]
    elif kind == "svg":
        root = ElementTree.fromstring(content)
        content = (root.find(".//*[@id='pvsilver']").text or "").encode()  # type: ignore[union-attr]
    elif kind == "html":
        found = re.search(
            rb'<script type="application/json" id="pvsilver">(.*?)</script>', content, re.DOTALL
        )
        content = found[1] if found else b""
    elif kind == "png":
        content = _png_text(content)
    said: dict[str, Any] = json.loads(content)
    return said


def _png_text(content: bytes) -> bytes:
    place = 8
    while place < len(content):
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        body = content[place + 8 : place + 8 + size]
        if kind == b"iTXt" and body.startswith(b"pvsilver\0"):
            return body[len(b"pvsilver") + 5 :]
        place += size + 12
    raise AssertionError("no record in the PNG")
