"""Scenario files: UTF-8 JSON, at most 1 MB, one mapping id: value; or what `project` writes in any format."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pvsilver import catalogue
from pvsilver.catalogue import Parameter
from pvsilver.errors import InputError
from pvsilver.exchange import carried, link
from pvsilver.scenario import Scenario
from pvsilver.usertables import read_json

MAXIMUM_BYTES = 1_000_000

NAME = "scenario"


def read(path: Path) -> Scenario:
    """The scenario in a file, or in an export.  Raises InputError naming the file, or the parameter at fault."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        path = carried.sidecar(path)
    most = carried.MAXIMUM_BYTES if suffix in carried.SUFFIXES else MAXIMUM_BYTES
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise InputError(
                NAME, f"{path.name[:60] or '/'!r} is not a regular file; save the scenario in one"
            )
        if about.st_size > most:
            raise InputError(NAME, f"file {path.name} has {about.st_size:,} bytes; at most {most:,} are read")
        with path.open("rb") as file:
            # The size that a file gives may be untrue or grow; one byte more than the limit shows that.
            content = file.read(most + 1)
        if len(content) > most:
            raise InputError(NAME, f"file {path.name} has more than the {most:,} bytes that are read")
    except OSError as error:
        raise InputError(NAME, f"file {path.name} cannot be read ({error.strerror})") from None
    return parse(content, path.name)


def parse(content: bytes, name: str = "file") -> Scenario:
    """The scenario in the bytes of a file.  Raises InputError; nothing unknown or doubled is passed over."""
    if Path(name).suffix.lower() in carried.SUFFIXES:
        content = carried.scenario_text(content, name)
        if carried.is_link(content):
            return link.decode(content.decode("ascii")).scenario
    if len(content) > MAXIMUM_BYTES:
        raise InputError(NAME, f"file {name} has {len(content):,} bytes; at most {MAXIMUM_BYTES:,} are read")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(NAME, f"file {name} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    found = read_json(NAME, text, prefix=f"file {name} ")
    if not isinstance(found, Mapping):
        raise InputError(NAME, f"file {name} holds {type(found).__name__}; it must be one mapping id: value")
    return Scenario(**_values(found, name))


def _values(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The values themselves, or those in an answer of the model, which says by which model it was made."""
    values = found.get("scenario")
    if not isinstance(values, Mapping):
        return found
    beside = [key for key in found if key != "scenario"]
    if beside and "pvsilver" not in found:
        raise InputError(
            beside[0][:60].strip() or NAME,
            f"stands beside 'scenario' in file {name}, where it would be passed over; put it inside",
        )
    return values


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a scenario file, made from the catalogue."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "pvsilver scenario",
        "type": "object",
        "additionalProperties": False,
        "properties": {id: _property(parameter) for id, parameter in catalogue.load().items()},
    }


def _property(parameter: Parameter) -> dict[str, Any]:
    if parameter.type == "choice":
        schema: dict[str, Any] = {"type": "string", "enum": list(parameter.choices)}
    elif parameter.type == "switch":
        schema = {"type": "boolean"}
    elif parameter.type == "date":
        schema = {"type": "string", "format": "date"}
    elif parameter.type == "table":
        schema = _number(parameter)
        for _ in parameter.keys:
            schema = {"type": "object", "minProperties": 1, "additionalProperties": schema}
    else:
        schema = _number(parameter)
    if parameter.optional:
        schema = {"anyOf": [schema, {"type": "null"}]}
    return schema | {"default": parameter.default, "description": f"unit: {parameter.unit or 'none'}"}


def _number(parameter: Parameter) -> dict[str, Any]:
    kind = "integer" if parameter.type == "integer" else "number"
    return {"type": kind, "minimum": parameter.minimum, "maximum": parameter.maximum}
