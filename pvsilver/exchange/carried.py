"""The scenario that an export carries, so that `--scenario FILE` rebuilds its numbers from the file itself.

A data package holds `scenario.json`, a CSV has it beside itself; a workbook, figure or report holds the permanent
link as plain text.  Nothing else of a file is read, and nothing is unpacked past a bound.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from pvsilver.errors import InputError
from pvsilver.exchange.link_contents import PREFIX

SUFFIXES = (".csv", ".xlsx", ".zip", ".svg", ".png", ".html")
MAXIMUM_BYTES = 20_000_000
MAXIMUM_MEMBER_BYTES = 4_000_000
"""Of one part of a zip or workbook, unpacked; own tables for every year take a tenth of it."""

NAME = "scenario"

MEMBER = "scenario.json"
"""The scenario file inside a data package."""

_LINK = re.compile(rb"pvs1\.[A-Za-z0-9_-]{1,150000}\.[0-9a-f]{8}")

_TEXTS = "xl/sharedStrings.xml"
_NEXT_TEXT = re.compile(rb"</t></si>\s*<si><t[^>]{0,40}>")
"""Between two texts of a workbook: a long link goes on in the next."""


def sidecar(path: Path) -> Path:
    """The file beside a CSV that says where its numbers come from."""
    return path.with_name(path.name + ".json")


def scenario_text(content: bytes, name: str) -> bytes:
    """A scenario file, or a permanent link, from the bytes of an export.

    Raises InputError for a file that carries neither, is damaged or is too large.
    """
    if len(content) > MAXIMUM_BYTES:
        raise InputError(NAME, f"file {name} has {len(content):,} bytes; at most {MAXIMUM_BYTES:,} are read")
    text = _unzipped(content, name) if content.startswith(b"PK") else content
    if text.lstrip().startswith(b"{"):
        return text
    found = _LINK.search(text)
    if found is None:
        raise InputError(NAME, f"file {name} carries no scenario; give its scenario file or its link")
    return found.group()


def _unzipped(content: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            members = set(file.namelist())
            member = MEMBER if MEMBER in members else _TEXTS
            with file.open(member) as held:
                text = held.read(MAXIMUM_MEMBER_BYTES + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        NotImplementedError,
        EOFError,
        RuntimeError,
        ValueError,
    ):
        raise InputError(NAME, f"file {name} is damaged, or is no export of pvsilver") from None
    if len(text) > MAXIMUM_MEMBER_BYTES:
        raise InputError(NAME, f"file {name} unpacks to more than {MAXIMUM_MEMBER_BYTES:,} bytes")
    return _NEXT_TEXT.sub(b"", text) if member == _TEXTS else text


def is_link(text: bytes) -> bool:
    """Whether what a file carries is a link, not a scenario file."""
    return text.startswith(PREFIX.encode())
