"""The unit in which silver on a watt is shown: mg/W, kg/GW, or mg on a cell of the scenario's power."""

from __future__ import annotations

from pvsilver.screens import cell_state, figures, state

PER_CELL = "mg/cell"
UNITS = (*figures.PER_MG_PER_W, PER_CELL)


def per_watt() -> tuple[str, float]:
    """(unit in the visitor's language, what 1 mg/W is in it)."""
    unit = state.face().units
    if unit == PER_CELL:
        return state.say("unit.mg/cell"), cell_state.now()[0].result.cell_power_w
    return unit, figures.PER_MG_PER_W[unit]
