"""What a permanent link says, read from text that anybody may have written.

Nothing in a link is executed, and nothing is unpacked past a bound.  Values are not yet checked here: that is the
catalogue's work.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pvsilver.errors import InputError, printable, shown
from pvsilver.exchange import link_words
from pvsilver.usertables import read_json, unique_keys

PREFIX = "pvs1."
MAXIMUM_CHARACTERS = 150_000
"""Own tables for every year, of a scenario and its baseline, take 120,000."""
MAXIMUM_JSON_BYTES = 1_000_000
MAXIMUM_FIELDS = 1000
DIGEST_DIGITS = 8
VERSION_CHARACTERS = 20

NAME = "link"
DAMAGED = "refusal.link"


@dataclass(frozen=True)
class Contents:
    """What a whole link says, before its values are checked against the catalogue."""

    model: str
    data: str
    hash: str
    values: Mapping[str, Any]
    pin: Mapping[str, Any] | None
    changed: frozenset[str]
    """Ids that the sender had away from the defaults of his time."""


def contents(text: str) -> Contents:
    """What a permanent link says.  Raises InputError for one that is damaged, too large or not a link."""
    text = bounded(text)
    if not text.startswith(PREFIX):
        raise InputError(NAME, f"{shown(text)} does not begin with {PREFIX} or http", DAMAGED)
    packed, _, digest = text.removeprefix(PREFIX).rpartition(".")
    try:
        raw = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        if encoded(raw) != packed:
            raise ValueError("not as base64url writes it")
        body = link_words.unpack(raw, MAXIMUM_JSON_BYTES)
    except (binascii.Error, ValueError):
        raise InputError(
            NAME, "is damaged or too large: it does not unpack; copy it again, all of it", DAMAGED
        ) from None
    if digest_of(body) != digest:
        raise InputError(
            NAME,
            f"is damaged: its check digits {shown(digest)} do not fit; copy it again, all of it",
            DAMAGED,
        )
    return _read(body)


def _read(body: bytes) -> Contents:
    try:
        found = read_json(NAME, body.decode())
        ids = found["ids"]
        model, data, hash = (_version(found[key]) for key in ("model", "data", "hash"))
        values = _paired(ids, found["values"])
        pinned = _paired(ids, found["pin"]) if "pin" in found else None
        changed = _marked(ids, found["changed"])
    except InputError:
        raise
    except (ValueError, KeyError, TypeError):
        raise InputError(
            NAME, "does not hold ids and values with a model and a data version", DAMAGED
        ) from None
    return Contents(model, data, hash, values, pinned, changed)


def _paired(ids: Any, values: Any) -> dict[str, Any]:
    """{id: value}.  Raises InputError for an id given twice, TypeError or ValueError for lists that are none."""
    if (
        not isinstance(ids, list)
        or not all(isinstance(id, str) for id in ids)
        or not isinstance(values, list)
    ):
        raise TypeError
    if len(ids) > MAXIMUM_FIELDS:
        raise InputError(NAME, f"holds {len(ids):,} values; at most {MAXIMUM_FIELDS:,} are read", DAMAGED)
    return unique_keys(NAME)(list(zip(ids, values, strict=True)))


def _marked(ids: list[str], bits: Any) -> frozenset[str]:
    """The ids whose bit is set in a number written in hexadecimal digits, the first id's bit the lowest."""
    if not isinstance(bits, str) or not set(bits) <= set("0123456789abcdef") or len(bits) > len(ids):
        raise TypeError
    number = int(bits, 16)
    return frozenset(id for n, id in enumerate(ids) if number >> n & 1)


def _version(text: Any) -> str:
    """A version or hash as a notice may show it."""
    if not isinstance(text, str):
        raise TypeError
    return printable(text[:VERSION_CHARACTERS])


def bounded(text: str) -> str:
    """The text without white space around it.  Raises InputError for what is no text, or too long."""
    if not isinstance(text, str):
        raise InputError(NAME, f"{shown(text)} is not a text that begins with {PREFIX} or http", DAMAGED)
    if len(text) > MAXIMUM_CHARACTERS:
        raise InputError(
            NAME, f"has {len(text):,} characters; at most {MAXIMUM_CHARACTERS:,} are read", DAMAGED
        )
    return text.strip()


def encoded(packed: bytes) -> str:
    """Bytes in the letters of a link."""
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def digest_of(body: bytes) -> str:
    """Check digits of a link's JSON."""
    return hashlib.sha256(body).hexdigest()[:DIGEST_DIGITS]
