"""An answer of the model as a table on screen, CSV or JSON; and as a file that says where it came from."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pvsilver import catalogue, tables
from pvsilver.errors import InputError
from pvsilver.scenario import Scenario
from pvsilver.version import LICENCE, MODEL_VERSION

SIGNIFICANT_DIGITS = 6
"""Digits of the table on screen; CSV and JSON hold every digit."""


@dataclass(frozen=True)
class Answer:
    """Results of one question: a frame of rows, or one mapping; with the scenario that it was asked of."""

    results: pd.DataFrame | Mapping[str, Any]
    scenario: Scenario
    table_names: tuple[str, ...] = ()
    warnings: list[str] = field(default_factory=list)

    def to_json(self) -> str:
        """One JSON object: versions, all values, hash, results, link, sources, licence.  NaN becomes null."""
        return json.dumps(
            self.record() | {"results": self._plain()}, ensure_ascii=False, allow_nan=False, indent=1
        )

    def record(self) -> dict[str, Any]:
        """Where the results come from; the sidecar of a CSV file."""
        return {
            "pvsilver": MODEL_VERSION,
            "data": tables.version(),
            "scenario": self.scenario.values,
            "hash": self.scenario.hash,
            "link": self.scenario.to_link(),
            "sources": self.sources(),
            "licence": LICENCE,
            "warnings": self.warnings,
        }

    def sources(self) -> list[dict[str, Any]]:
        """Sources of every table and parameter that the results rest on."""
        ids = {i for name in self.table_names for i in tables.load(name).source_ids}
        ids |= {i for parameter in catalogue.load().values() for i in parameter.source_ids}
        return [
            {key: row[key] for key in ("id", "title", "year", "url", "doi", "kind")}
            for row in tables.load("sources").rows
            if row["id"] in ids
        ]

    def to_csv(self) -> str:
        """Flat CSV, every digit, no comment lines."""
        text = io.StringIO()
        self._frame().to_csv(text, index=False, lineterminator="\n")
        return text.getvalue()

    def to_table(self) -> str:
        """Columns aligned for reading, numbers rounded."""
        if self._frame().empty:
            return "no rows\n"
        with pd.option_context("display.max_colwidth", 60):
            return self._frame().to_string(index=False, float_format=_rounded, na_rep="") + "\n"

    def _frame(self) -> pd.DataFrame:
        if isinstance(self.results, pd.DataFrame):
            return self.results
        return pd.DataFrame([{key: _flat(value) for key, value in self.results.items()}])

    def _plain(self) -> Any:
        if isinstance(self.results, pd.DataFrame):
            columns = [_plain_column(self.results[name]) for name in self.results]
            return [dict(zip(self.results.columns, row, strict=True)) for row in zip(*columns, strict=True)]
        return {key: _plain(value) for key, value in self.results.items()}


def _rounded(value: float) -> str:
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    digits = max(0, SIGNIFICANT_DIGITS - 1 - math.floor(math.log10(abs(value))))
    return f"{value:,.{min(digits, 4 if abs(value) >= 0.01 else 6)}f}"


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict, tuple)) else value


def _plain_column(column: pd.Series) -> list[Any]:
    return [_plain(value) for value in column.tolist()]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


WRITERS = {".csv": Answer.to_csv, ".json": Answer.to_json}


def write(answer: Answer, path: Path) -> None:
    """The answer in the format of the file's extension; a CSV has a sidecar `FILE.json` that says where from.

    Raises InputError for an extension that is not written or a place that cannot be.
    """
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise InputError(
            "-o", f"{path.name!r} has no known extension; it must be one of {', '.join(WRITERS)}"
        )
    try:
        path.write_text(writer(answer), encoding="utf-8", newline="")
        if path.suffix.lower() == ".csv":
            sidecar = path.with_name(path.name + ".json")
            sidecar.write_text(json.dumps(answer.record(), ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise InputError("-o", f"{path} cannot be written ({error.strerror})") from None
