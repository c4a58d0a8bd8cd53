"""What `evaluate` gives: silver, paste, power, money, losses, indicators and warnings of one cell."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from pvsilver.cell.indicator_rows import Indicator
from pvsilver.cell.notices import Notice


class Element(NamedTuple):
    """Silver and wet paste of one element of a side, in mg a cell.  xBC: both polarities together."""

    side: str
    element: str
    silver_mg: float
    paste_mg: float


class Loss(NamedTuple):
    """One loss in percent of the cell's power.

    `summed` losses make the efficiency change; busbar and wire are reported only; shading acts as a factor.
    """

    side: str
    term: str
    loss_pct: float
    summed: bool


class PrintStep(NamedTuple):
    """One print of the line: rear busbar, rear finger, front busbar, front finger, pads."""

    step: str
    paste_mg: float
    silver_mg: float
    silver_mg_per_w: float
    silver_cny_per_cell: float
    measured_mg: float | None
    measured_to_computed: float | None


@dataclass(frozen=True)
class CellResult:
    """Results of one cell.  Per-watt figures are per cell watt at the anchored efficiency, DC STC."""

    technology: str
    preset_year: int
    area_cm2: float
    cell_power_w: float
    efficiency_pct: float
    reference_efficiency_pct: float
    efficiency_change_pct_abs: float
    power_change_pct: float
    silver_mg_per_cell: float
    silver_mg_per_w: float
    paste_mg_per_cell: float
    paste_mg_per_w: float
    silver_ratio_to_preset: float
    silver_usd_per_w: float
    silver_cent_per_w: float
    silver_cny_per_w: float
    silver_fen_per_w: float
    silver_cny_per_cell: float
    silver_equivalent_width_um: float
    elements: list[Element]
    losses: list[Loss]
    print_steps: list[PrintStep]
    indicators: list[Indicator]
    warnings: list[Notice]

    def as_dict(self) -> dict[str, Any]:
        """Plain numbers, texts, lists and dicts, ready for JSON."""
        plain = asdict(self)
        for name in ("elements", "losses", "print_steps", "indicators", "warnings"):
            plain[name] = [row._asdict() for row in getattr(self, name)]
        return plain
