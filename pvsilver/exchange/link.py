"""The permanent link: every value, with model and data version, in one compact text.

`pvs1.` + base64url(deflate(JSON)) + `.` + the first eight digits of the JSON's SHA-256.  Values that are empty
are left out and read back as empty.  Nothing in a link is executed, and nothing is unpacked past a bound.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pvsilver import catalogue, tables
from pvsilver.errors import InputError
from pvsilver.exchange import address
from pvsilver.scenario import Scenario, canonical
from pvsilver.usertables import unique_keys
from pvsilver.version import MODEL_VERSION

PREFIX = "pvs1."
MAXIMUM_CHARACTERS = 100_000
MAXIMUM_JSON_BYTES = 1_000_000
DIGEST_DIGITS = 8

NAME = "link"
QUERY_KEY = "link"
"""Key under which an address carries a permanent link."""


@dataclass(frozen=True)
class Link:
    """What a link says: the sender's scenario, and the versions it was made with."""

    scenario: Scenario
    model: str
    data: str


def encode(scenario: Scenario) -> str:
    """The permanent link of a scenario."""
    values = {id: value for id, value in scenario.values.items() if value is not None}
    text = canonical({"model": MODEL_VERSION, "data": tables.version(), "values": values})
    packed = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")
    return f"{PREFIX}{packed}.{_digest(text.encode())}"


def decode(text: str) -> Link:
    """The scenario of a permanent link, or of an address (`http…?v=1&…`).

    Raises InputError when any value cannot be used: a link is refused whole.
    """
    text = text.strip()
    if len(text) > MAXIMUM_CHARACTERS:
        raise InputError(NAME, f"has {len(text):,} characters; at most {MAXIMUM_CHARACTERS:,} are read")
    if text.startswith("http"):
        return _from_address(text)
    if not text.startswith(PREFIX):
        raise InputError(NAME, f"{text[:20]!r} does not begin with {PREFIX} or http")
    return _unpack(text)


def _from_address(text: str) -> Link:
    try:
        pairs = parse_qsl(
            urlsplit(text).query, keep_blank_values=True, strict_parsing=False, max_num_fields=1000
        )
    except ValueError as error:
        raise InputError(NAME, f"is not an address ({error})") from None
    query = unique_keys(NAME)(pairs)
    if QUERY_KEY in query:
        return _unpack(query[QUERY_KEY])
    scenario, refusals = address.from_query(query)
    if refusals:
        first = refusals[0]
        raise InputError(first.id, f"{first.given!r} in the link cannot be used; allowed: {first.allowed}")
    return Link(scenario, MODEL_VERSION, tables.version())


def _unpack(text: str) -> Link:
    packed, _, digest = text.removeprefix(PREFIX).rpartition(".")
    try:
        raw = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj()
        body = unpacker.decompress(raw, MAXIMUM_JSON_BYTES)
    except (binascii.Error, ValueError, zlib.error):
        raise InputError(NAME, "is damaged: it does not unpack; copy it again, all of it") from None
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise InputError(NAME, "is damaged or too large: it does not unpack to its end")
    if _digest(body) != digest:
        raise InputError(
            NAME, f"is damaged: its check digits {digest[:12]!r} do not fit; copy it again, all of it"
        )
    return _read(body)


def _read(body: bytes) -> Link:
    try:
        found: Any = json.loads(body, object_pairs_hook=unique_keys(NAME))
        values, model, data = found["values"], found["model"], found["data"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(NAME, "does not hold values with a model and a data version") from None
    if not isinstance(values, Mapping):
        raise InputError(NAME, "does not hold a mapping of values")
    empty = {id: None for id, parameter in catalogue.load().items() if parameter.optional}
    return Link(Scenario(**(empty | dict(values))), str(model)[:20], str(data)[:20])


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:DIGEST_DIGITS]
