"""One line in English that a face can say in another language: it carries its code and its values."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any


class Said(str):
    """The English line, as a text like any other; with what it is about.

    `code` names the sentence in `words/` (empty for a line that is in English only), `about` the parameter, and
    `values` the numbers, ids and names that fill it.
    """

    code: str
    about: str
    values: Mapping[str, Any]

    def __new__(cls, line: str, code: str = "", about: str = "", **values: Any) -> Said:
        """A line and, where it has one, its code with its values."""
        found = super().__new__(cls, line)
        found.code, found.about, found.values = code, about, MappingProxyType(values)
        return found
