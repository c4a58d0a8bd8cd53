"""What could not be used, in the visitor's language."""

from __future__ import annotations

from pvsilver.exchange import telling
from pvsilver.said import Said
from pvsilver.screens.state import face


def told(problem: str) -> str:
    """A whole problem: the name of its field and what is wrong with it."""
    return telling.whole(problem, face().lang)


def beside(problem: str) -> str:
    """A problem as its own field says it, without its name."""
    if isinstance(problem, Said) and problem.code:
        return telling.text(problem, face().lang)
    return problem.partition(":")[2].strip()
