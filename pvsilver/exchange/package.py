"""The data package: a zip of CSV tables, their description, the scenario and a README.

Equal scenarios give equal bytes: members are sorted in one order and carry the date of the data.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pvsilver import units
from pvsilver.exchange import carried, dossier, provenance, reproduce, workbook_readme
from pvsilver.exchange.dossier import Dossier

READABLE = 0o644 << 16


def to_bytes(made: Dossier, lang: str = "en") -> bytes:
    """The zip of a dossier."""
    frames = dict(made.tables) | {
        "inputs": dossier.all_inputs(made.scenario, lang),
        "inputs_that_differ": dossier.inputs_that_differ(made.scenario, lang),
        "sources": dossier.source_rows(made),
    }
    members = {
        "README.md": readme(made, lang),
        "datapackage.json": _json(description(made, frames, lang)),
        carried.MEMBER: _json(made.record()),
    }
    members |= {
        f"{name}.csv": frame.to_csv(index=False, lineterminator="\n") for name, frame in frames.items()
    }
    held = io.BytesIO()
    date = provenance.made().timetuple()[:6]
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            entry = zipfile.ZipInfo(name, date)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, READABLE, 3
            file.writestr(entry, text.encode())
    return held.getvalue()


def description(made: Dossier, frames: Mapping[str, pd.DataFrame], lang: str = "en") -> dict[str, Any]:
    """A Frictionless data package of these tables."""
    record = made.record()
    return {
        "profile": "tabular-data-package",
        "name": f"pvsilver-{record['hash']}",
        "title": workbook_readme.heading(made, lang),
        "version": f"{record['pvsilver']}+{record['data']}",
        "created": f"{provenance.made():%Y-%m-%dT%H:%M:%SZ}",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "sources": [{"title": row["title"], "path": row["url"] or row["id"]} for row in record["sources"]],
        "hash": record["hash"],
        "link": record["link"],
        "resources": [_resource(name, frame, lang) for name, frame in frames.items()],
    }


def _resource(name: str, frame: pd.DataFrame, lang: str) -> dict[str, Any]:
    fields = [_field(column, frame, lang) for column in map(str, frame.columns)]
    return {
        "name": name, "path": f"{name}.csv", "profile": "tabular-data-resource", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": {"fields": fields, "missingValues": [""]},
    }  # fmt: skip


def _field(column: str, frame: pd.DataFrame, lang: str) -> dict[str, Any]:
    found = {
        "name": column,
        "type": _type(frame[column]),
        "title": dossier.heading(column, lang, frame.columns),
    }
    unit = units.of_column(column)
    return found if unit == "1" else found | {"unit": unit}


def _type(values: pd.Series[Any]) -> str:
    if pd.api.types.is_bool_dtype(values):
        return "boolean"
    if pd.api.types.is_integer_dtype(values):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(values) else "string"


def readme(made: Dossier, lang: str = "en") -> str:
    """What is inside and how to rebuild it."""
    lines = [f"# {workbook_readme.heading(made, lang)}", ""]
    for what, text in workbook_readme.rows(made, lang):
        indented = text.replace("\n", "\n    ")
        lines.append(f"- **{what}**: {indented}" if what else f"  {indented}")
    if made.command:
        command = reproduce.from_file(carried.MEMBER, made.command)
        lines += ["", f"    {_years(made, command)}"]
    return "\n".join([*lines, ""])


def _years(made: Dossier, command: str) -> str:
    return command if made.years is None else f"{command} --start {made.years[0]} --end {made.years[1]}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
