"""A rule that follows the pointer to the nearest year and tells every value of that year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pvsilver.charts import theme

NONE = "–"


def rule(base: Any, tips: Mapping[str, str], year: str) -> Any:
    """A layer over rows of kind `year`.  `tips`: column → its name in the tooltip."""
    import altair as alt

    near = alt.selection_point(
        name="near", fields=["year"], nearest=True, on="pointerover", clear="pointerout", empty=False
    )
    return (
        base.transform_filter("datum.kind == 'year'")
        .mark_rule(strokeWidth=1)
        .encode(
            x=theme.years(),
            color=theme.colour(slot=theme.MUTED),
            opacity=alt.condition(near, alt.value(0.8), alt.value(0)),
            tooltip=[alt.Tooltip("year:Q", title=year, format="d")]
            + [alt.Tooltip(f"{column}:N", title=name) for column, name in tips.items()],
        )
        .add_params(near)
    )


def texts(values: Iterable[float], unit: str) -> list[str]:
    """Values as a tooltip shows them: thousands apart, one decimal below a hundred, a dash for none."""
    return [NONE if value != value else f"{value:,.{0 if abs(value) >= 100 else 1}f} {unit}" for value in values]
