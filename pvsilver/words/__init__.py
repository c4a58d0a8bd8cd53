"""Every text on screen, by id, in English and Simplified Chinese: `en.csv` and `zh.csv`, columns id and text."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "zh")

HERE = Path(__file__).resolve().parent


SHARED_CHOICES = {"_paste": "paste", "_finger_shape": "finger_shape"}
"""Ending of a parameter's id → what the ids of its choices' words are under."""


@cache
def load(lang: str) -> dict[str, str]:
    """All texts of a language by id."""
    with (HERE / f"{lang}.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["text"] for row in csv.DictReader(file)}


def choice_id(id: str, choice: str) -> str:
    """Id of a choice's words; all pastes share theirs, and so do all shapes of a finger."""
    family = next((shared for ending, shared in SHARED_CHOICES.items() if id.endswith(ending)), id)
    return f"choice.{family}.{choice}"


def text(id: str, lang: str, **values: Any) -> str:
    """The text of an id, its {names} filled with values.  Raises KeyError for an id without a text."""
    found = load(lang)[id]
    return found.format(**values) if values else found
