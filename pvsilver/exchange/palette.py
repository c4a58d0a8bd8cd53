"""Colours of the page's light theme by what they are for: exports wear what the page wears."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pvsilver.charts import theme
from pvsilver.errors import InputError

CONFIG = Path(__file__).resolve().parent.parent.parent / ".streamlit" / "config.toml"


@cache
def light() -> dict[str, str]:
    """{slot: hexadecimal colour} of the light theme.  Raises InputError when the theme cannot be read."""
    try:
        said = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]["light"]["chartCategoricalColors"]
        return dict(zip(theme.SLOTS, said, strict=True))
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            "theme", f".streamlit/{CONFIG.name} does not give the chart colours ({error})"
        ) from None
