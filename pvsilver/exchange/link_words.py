"""Words that every link repeats, known to sender and reader, so that a link need not carry them.

`link_words_N.txt` is a dictionary of the deflate format.  A link names the one it was packed with by its
Adler-32, so a file, once released, never changes; `tools/link_words.py` adds the next one when the catalogue
has grown.
"""

from __future__ import annotations

import json
import zlib
from functools import cache
from pathlib import Path

from pvsilver import catalogue

HERE = Path(__file__).resolve().parent
NAME = "link_words_{}.txt"

_HEADER_BYTES = 6
_HAS_DICTIONARY = 0x20


@cache
def released() -> tuple[bytes, ...]:
    """All dictionaries, oldest first."""
    found: list[bytes] = []
    while (path := HERE / NAME.format(len(found) + 1)).exists():
        found.append(path.read_bytes())
    return tuple(found)


def made() -> bytes:
    """The dictionary that today's catalogue would give: its choices, then its ids as a link lists them."""
    declared = catalogue.load()
    choices = dict.fromkeys(choice for parameter in declared.values() for choice in parameter.choices)
    return (_listed(choices) + _listed(declared)).encode()


def _listed(words: object) -> str:
    return json.dumps(list(words), separators=(",", ":"))  # type: ignore[call-overload]


def pack(body: bytes) -> bytes:
    """The body deflated with the newest dictionary."""
    packer = zlib.compressobj(9, zdict=released()[-1]) if released() else zlib.compressobj(9)
    return packer.compress(body) + packer.flush()


def unpack(packed: bytes, most: int) -> bytes:
    """The body, at most `most` bytes of it.  Raises ValueError for what is damaged, unfinished or larger."""
    needed = next((words for words in released() if zlib.adler32(words) == _dictionary_id(packed)), b"")
    try:
        unpacker = zlib.decompressobj(zdict=needed)
        body = unpacker.decompress(packed, most)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if unpacker.unconsumed_tail or unpacker.unused_data or not unpacker.eof:
        raise ValueError("does not unpack to its end")
    return body


def _dictionary_id(packed: bytes) -> int | None:
    if len(packed) < _HEADER_BYTES or not packed[1] & _HAS_DICTIONARY:
        return None
    return int.from_bytes(packed[2:_HEADER_BYTES], "big")
