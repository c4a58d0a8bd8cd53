"""Drawings at one scale for x and y: whatever room a page gives, a box of fixed proportions is fitted into it.

Drawings are made in units of the box: its middle is 0, 0; what it holds stands to scale at any width.
"""

from __future__ import annotations

from typing import Any

from pvsilver.charts import theme

HEIGHT_PX = 320


def x(field: str, box: tuple[float, float]) -> Any:
    """Horizontal position in a box of (width, height)."""
    import altair as alt

    return alt.X(f"{field}:Q", axis=None, scale=_scale(f"max({box[0] / 2}, {box[1] / 2} * width / height)"))


def y(field: str, box: tuple[float, float]) -> Any:
    """Vertical position in a box of (width, height)."""
    import altair as alt

    return alt.Y(f"{field}:Q", axis=None, scale=_scale(f"max({box[1] / 2}, {box[0] / 2} * height / width)"))


def _scale(reach: str) -> Any:
    import altair as alt

    return alt.Scale(domain=[alt.expr(f"-({reach})"), alt.expr(reach)], nice=False, zero=False)


def finished(chart: Any, title: str, description: str) -> dict[str, Any]:
    """The specification of a drawing: no frame, no grid, no axes."""
    found = theme.finished(chart, title, description)
    return found | {"height": HEIGHT_PX, "view": {"stroke": None}}
