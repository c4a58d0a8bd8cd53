"""What could not be used, in the visitor's language where it is a problem known by its words."""

from __future__ import annotations

import re

from pvsilver import catalogue
from pvsilver.screens import state
from pvsilver.screens.state import say

ROOM = r"(?P<lines>\d+) fingers leave (?P<room>\S+) mm each"
PATTERNS = {
    "pitch_width": re.compile(
        rf"^(?P<value>\S+) is not below the pitch; {ROOM}; width must stay below (?P<limit>\d+) um$"
    ),
    "pitch_count": re.compile(
        rf"^(?P<value>\d+) is too many: {ROOM}, which must stay above the width of (?P<limit>\S+) um$"
    ),
    "contact": re.compile(
        r"^(?P<value>\S+) is above the finger width; it must be at most (?P<limit>\S+) um$"
    ),
}
"""Problems that are told in both languages; the model itself speaks English."""


def told(problem: str) -> str:
    """A whole problem: the name of its field and what is wrong with it."""
    id, _, text = problem.partition(":")
    if _known(text) is None or id not in catalogue.load():
        return problem
    return say("problem.of", label=say(f"parameter.{id}.label"), text=beside(problem))


def beside(problem: str) -> str:
    """A problem as its own field says it, without its name."""
    text = problem.partition(":")[2].strip()
    found = _known(text)
    return text if found is None else say(f"cell.problem.{found[0]}", **found[1])


def _known(text: str) -> tuple[str, dict[str, str]] | None:
    if state.face().lang == "en":
        return None
    for name, pattern in PATTERNS.items():
        found = pattern.match(text.strip())
        if found:
            return name, found.groupdict()
    return None
