"""Small tables of foreign text as Markdown, in which a sign of that text means only itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

SPECIAL = re.compile(r"([^\w\s.,%/]|_)")

JOINER = "\N{WORD JOINER}"
LINKED = re.compile(r"(www)(?=\.)|(:)(?=[/\w])|(?=@)", re.IGNORECASE)
"""Where Streamlit finds addresses and icons, escaped or not; a joiner there is not seen and parts them."""


def plain(text: str) -> str:
    """Text as it stands: no sign of it means anything to Markdown, and no address in it becomes a link."""
    parted = LINKED.sub(lambda found: found[0] + JOINER, " ".join(text.split()))
    return SPECIAL.sub(lambda sign: "\\" + sign[0] if sign[0].isascii() else sign[0], parted)


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; foreign text in it stays text."""
    lines = [heading, ["---"] * len(heading), *([plain(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
