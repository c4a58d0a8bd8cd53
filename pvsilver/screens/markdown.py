"""Small tables of foreign text as Markdown, in which a sign of that text means only itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

SPECIAL = re.compile(r"([^\w\s.,%/])")


def plain(text: str) -> str:
    """Text as it stands: no sign of it means anything to Markdown."""
    return SPECIAL.sub(lambda sign: "\\" + sign[0] if sign[0].isascii() else sign[0], " ".join(text.split()))


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; foreign text in it stays text."""
    lines = [heading, ["---"] * len(heading), *([plain(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
