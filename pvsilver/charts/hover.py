"""A rule that follows the pointer to the nearest year and tells every value of that year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pvsilver.charts import theme

NONE = "–"


def rule(base: Any, tips: Mapping[str, str], year: str, unit: str, x: Any = None) -> Any:
    """A layer over rows of kind `year`.  `tips`: column of numbers → its name in the tooltip; x: not of years."""
    import altair as alt

    near = alt.selection_point(
        name="near", fields=["year"], nearest=True, on="pointerover", clear="pointerout", empty=False
    )
    written = {f"tip{place}": written_as(column, unit) for place, column in enumerate(tips)}
    return (
        base.transform_filter("datum.kind == 'year'")
        .transform_calculate(**written)
        .mark_rule(strokeWidth=1)
        .encode(
            x=theme.years() if x is None else x,
            color=theme.colour(slot=theme.MUTED),
            opacity=alt.condition(near, alt.value(0.8), alt.value(0)),
            tooltip=[alt.Tooltip("year:Q", title=year, format="d")]
            + [alt.Tooltip(f"{tip}:N", title=name) for tip, name in zip(written, tips.values(), strict=True)],
        )
        .add_params(near)
    )


def written_as(column: str, unit: str) -> str:
    """Expression that writes a value for a tooltip: thousands apart, a decimal below 100, a dash for none."""
    value = f"datum.{column}"
    return f"isValid({value})?format({value},abs({value})<100?',.1f':',.0f')+' {unit}':'{NONE}'"
