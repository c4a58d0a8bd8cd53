"""An answer of the model as a table on screen, CSV or JSON; and as a file that says where it came from."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pvsilver.errors import InputError
from pvsilver.exchange import provenance
from pvsilver.scenario import Scenario


@dataclass(frozen=True)
class Answer:
    """Results of one question: a frame of rows, or one mapping; with the scenario that it was asked of."""

    results: pd.DataFrame | Mapping[str, Any]
    scenario: Scenario
    table_names: tuple[str, ...] = ()
    warnings: list[str] = field(default_factory=list)
    years: tuple[int, int] | None = None
    """First and last year, when the results are a projection: its exports then hold all its tables."""
    figure: str = ""
    """Name of the chart of these results; empty when they have none."""
    command: tuple[str, ...] = ()
    """Verb and its own arguments that ask this question, without the scenario; empty when it is not known."""
    asked: str = ""
    """Name of these results among the tables of their projection."""
    source_ids: tuple[str, ...] = ()
    """Sources that the rows name, beside those of the tables."""
    beside: Mapping[str, Scenario] = field(default_factory=dict)
    """All scenarios that were compared, by the name of their column."""

    def to_json(self) -> str:
        """One JSON object: versions, all values, hash, results, link, sources, licence.  NaN becomes null."""
        record = json.dumps(self.record(), ensure_ascii=False, allow_nan=False, indent=1)
        return f'{record.removesuffix("}").rstrip()},\n "results": {self._written()}\n}}'

    def _written(self) -> str:
        """The results, a line a row: a long table then stays a scenario file, which has at most 1 MB."""
        found = self._plain()
        if not isinstance(found, list):
            return json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1)
        rows = [json.dumps(row, ensure_ascii=False, allow_nan=False, separators=(",", ":")) for row in found]
        return "[\n  " + ",\n  ".join(rows) + "\n ]" if rows else "[]"

    def record(self) -> dict[str, Any]:
        """Where the results come from; the sidecar of a CSV file."""
        found = provenance.record(self.scenario, self.table_names, self.warnings, self.source_ids)
        compared = {
            name: {"hash": scenario.hash, "link": scenario.to_link(), "changed": scenario.changed}
            for name, scenario in self.beside.items()
        }
        return found | ({"compared": compared} if compared else {})

    def to_csv(self) -> str:
        """Flat CSV, every digit, no comment lines."""
        text = io.StringIO()
        self.frame.to_csv(text, index=False, lineterminator="\n")
        return text.getvalue()

    def of_columns(self, names: Sequence[str]) -> Answer:
        """The same answer with these columns only.  Raises InputError with the list of those there are."""
        there = list(self.frame.columns)
        for name in names:
            if name not in there:
                raise InputError("--columns", f"{name[:40]!r} is not a column: {', '.join(map(str, there))}")
        return replace(self, results=self.frame[list(dict.fromkeys(names))])

    @property
    def frame(self) -> pd.DataFrame:
        """The results as rows."""
        if isinstance(self.results, pd.DataFrame):
            return self.results
        return pd.DataFrame([{key: _flat(value) for key, value in self.results.items()}])

    def _plain(self) -> Any:
        if isinstance(self.results, pd.DataFrame):
            columns = [_plain_column(self.results[name]) for name in self.results]
            return [dict(zip(self.results.columns, row, strict=True)) for row in zip(*columns, strict=True)]
        return {key: _plain(value) for key, value in self.results.items()}


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

EXPORTS = (".xlsx", ".zip", ".svg", ".png", ".html")


def write(answer: Answer, path: Path, lang: str = "en") -> None:
    """The answer in the format of the file's extension; a CSV has a sidecar `FILE.json` that says where from.

    Raises InputError for an extension that is not written, a figure of what has none, or a place that cannot be.
    """
    files = {path: _content(answer, path, lang)}
    if path.suffix.lower() == ".csv":
        sidecar = json.dumps(answer.record(), ensure_ascii=False, indent=1)
        files[path.with_name(path.name + ".json")] = sidecar.encode()
    try:
        for place, content in files.items():
            place.write_bytes(content)
    except OSError as error:
        raise InputError("-o", f"{path} cannot be written ({error.strerror})") from None


def _content(answer: Answer, path: Path, lang: str) -> bytes:
    extension = path.suffix.lower()
    if extension in WRITERS:
        return WRITERS[extension](answer).encode()
    if extension not in EXPORTS:
        known = ", ".join((*WRITERS, *EXPORTS))
        raise InputError("-o", f"{path.name!r} has no known extension; it must be one of {known}")
    # Workbooks and figures are the slow imports; a table on screen must not wait for them.
    from pvsilver.exchange import exports

    return exports.of_answer(extension.removeprefix("."), answer, lang)
