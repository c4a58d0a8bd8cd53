"""Versioned data tables: each row typed, each figure with its unit, source and grade.

`data/datapackage.json` declares every table (a Frictionless data package); this module reads a table
against that declaration and refuses a file that breaks it, naming file, row and column.
"""

from __future__ import annotations

import csv
import json
import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pvsilver import table_rules
from pvsilver.errors import TableError

if TYPE_CHECKING:
    import pandas as pd

ROOT = Path(os.environ.get("PVSILVER_DATA", Path(__file__).resolve().parent.parent / "data"))

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """One column: its type, unit, and what its cells may hold."""

    name: str
    type: str
    unit: str
    description: str
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()

    def parse(self, text: str) -> Any:
        """Typed value of a cell, None when empty.  Raises ValueError with what is allowed."""
        if text == "":
            if self.required:
                raise ValueError("is empty; a value is required")
            return None
        if self.type == "string":
            if self.choices and text not in self.choices:
                raise ValueError(f"{text!r} is not one of {', '.join(self.choices)}")
            return text
        try:
            # Python reads 1_000 as a thousand and skips blanks; a table must not.
            if "_" in text or text != text.strip():
                raise ValueError
            value = int(text) if self.type == "integer" else float(text)
        except ValueError:
            raise ValueError(
                f"{text!r} is not {'an integer' if self.type == 'integer' else 'a number'}"
            ) from None
        if not math.isfinite(value):
            raise ValueError(f"{text!r} is not finite")
        if self.minimum is not None and value < self.minimum:
            raise ValueError(f"{text} is below {self.minimum:g}")
        if self.maximum is not None and value > self.maximum:
            raise ValueError(f"{text} is above {self.maximum:g}")
        return value


@dataclass(frozen=True)
class Table:
    """A data table with its declaration.  Rows are mappings from column to typed value (None when empty)."""

    name: str
    title: str
    description: str
    path: Path
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]
    interpolation: str = ""
    """Between the anchors of a path: linear, log-linear, step or none; empty for a table that is no path."""

    def select(self, **equals: Any) -> list[Row]:
        """Rows in which every named column equals the given value, in file order."""
        return [row for row in self.rows if all(row[column] == value for column, value in equals.items())]

    def row(self, **key: Any) -> Row:
        """The one row with this key.  Raises TableError when there is none, or more than one."""
        found = self.select(**key)
        if len(found) != 1:
            wanted = ", ".join(f"{column}={value}" for column, value in key.items())
            raise TableError(self.path.name, f"{len(found)} rows with {wanted}; there must be one")
        return found[0]

    def distinct(self, column: str) -> tuple[Any, ...]:
        """Values of a column in order of first appearance."""
        return tuple(dict.fromkeys(row[column] for row in self.rows))

    def fault(self, row: Row, problem: object) -> TableError:
        """The error that names this file and the number of one of its rows."""
        number = next(n for n, own in enumerate(self.rows, start=2) if own is row)
        return TableError(self.path.name, f"row {number}: {problem}")

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The rows as a data frame, columns in file order."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=[field.name for field in self.fields])

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Every source id that the rows name, in order of first appearance."""
        if not any(field.name == "source_id" for field in self.fields):
            return ()
        return tuple(dict.fromkeys(i for row in self.rows for i in split_source_ids(row["source_id"])))


def split_source_ids(text: str | None) -> tuple[str, ...]:
    """Ids in a `source_id` cell, which separates several by a semicolon."""
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


@cache
def package(root: Path = ROOT) -> dict[str, Any]:
    """The declaration of all tables.  Raises TableError when the file is missing or is not JSON."""
    path = root / "datapackage.json"
    try:
        declared: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TableError(path.name, f"the file is missing from {root.name}/") from None
    except OSError as error:
        raise TableError(path.name, f"cannot be read ({error.strerror})") from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise TableError(path.name, f"is not UTF-8 JSON ({error})") from None
    if not isinstance(declared, dict) or not {"resources", "version"} <= declared.keys():
        raise TableError(path.name, "must be an object with `resources` and `version`")
    return declared


def version(root: Path = ROOT) -> str:
    """Data version, such as 2026.11."""
    return str(package(root)["version"])


def names(root: Path = ROOT) -> tuple[str, ...]:
    """Names of all tables."""
    return tuple(resource["name"] for resource in package(root)["resources"])


@cache
def load(name: str, root: Path = ROOT) -> Table:
    """One table, checked cell by cell against its declaration.

    Raises TableError naming the file, the row (as a spreadsheet numbers it: the header is row 1) and the
    column of the first cell that is not what the declaration allows.
    """
    resource = next((r for r in package(root)["resources"] if r["name"] == name), None)
    if resource is None:
        raise TableError("table", f"{name!r} is unknown; there are {', '.join(names(root))}")
    fields = tuple(_field(declared) for declared in resource["schema"]["fields"])
    path = root / resource["path"]
    key = tuple(_as_list(resource["schema"].get("primaryKey", [])))
    rows = tuple(_read_rows(path, fields))
    table_rules.check(path, key, resource, rows)
    return Table(
        name=name,
        title=resource.get("title", name),
        description=resource.get("description", ""),
        path=path,
        fields=fields,
        key=key,
        rows=rows,
        interpolation=resource.get("interpolation", ""),
    )


def _field(declared: Mapping[str, Any]) -> Field:
    limits = declared.get("constraints", {})
    return Field(
        name=declared["name"],
        type=declared["type"],
        unit=declared.get("unit", ""),
        description=declared.get("description", ""),
        required=bool(limits.get("required", False)),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        choices=tuple(limits.get("enum", ())),
    )


def _as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _read_rows(path: Path, fields: tuple[Field, ...]) -> Iterable[Row]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file, strict=True))
    except FileNotFoundError:
        raise TableError(path.name, "the file is missing") from None
    except OSError as error:
        raise TableError(path.name, f"cannot be read ({error.strerror})") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError(path.name, f"is not UTF-8 CSV ({error})") from None
    header = [field.name for field in fields]
    if not lines or lines[0] != header:
        raise TableError(path.name, f"row 1: {_header_fault(lines[0] if lines else [], header)}")
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(fields):
            raise TableError(path.name, f"row {number}: {len(cells)} cells; there must be {len(fields)}")
        yield {
            field.name: _cell(path, number, field, text) for field, text in zip(fields, cells, strict=True)
        }


def _header_fault(given: list[str], wanted: list[str]) -> str:
    """What is wrong with a header, its columns named."""
    missing = [column for column in wanted if column not in given]
    unknown = [column for column in given if column not in wanted]
    if missing:
        return f"column {', '.join(missing)} is missing" + (f"; {unknown[0]!r} is unknown" if unknown else "")
    if unknown:
        return f"column {', '.join(map(repr, unknown))} is unknown; there must be {', '.join(wanted)}"
    return f"columns must be, once each and in this order, {', '.join(wanted)}"


def _cell(path: Path, number: int, field: Field, text: str) -> Any:
    try:
        return field.parse(text)
    except ValueError as problem:
        raise TableError(path.name, f"row {number}, column {field.name}: {problem}") from None
