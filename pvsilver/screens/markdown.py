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


def table(heading: Sequence[str], rows: Iterable[Sequence[str]], narrow: bool = False) -> str:
    """A table; foreign text in it stays text.  For a narrow window an item a row, its first cell above the others."""
    cells = [[plain(cell) for cell in row] for row in rows]
    if narrow:
        return "\n".join(_item(heading, row) for row in cells)
    lines = [heading, ["---"] * len(heading), *cells]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _item(heading: Sequence[str], row: Sequence[str]) -> str:
    said = " · ".join(f"{head}: {cell}" for head, cell in zip(heading[1:], row[1:], strict=True))
    return f"- {row[0]}  \n  {said}"
