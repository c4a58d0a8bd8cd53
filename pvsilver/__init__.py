"""pvsilver: the silver in photovoltaics, from a finger on a cell to tonnes in the world."""

from pvsilver.cell.design import CellDesign, evaluate
from pvsilver.cell.geometry import wafer_area_cm2
from pvsilver.cell.result import CellResult
from pvsilver.errors import InputError
from pvsilver.money import break_even_usd_per_oz, parity_cny_per_kg
from pvsilver.scenario import Scenario
from pvsilver.studies.attribution import Attribution, attribute
from pvsilver.studies.solve import Solution, solve
from pvsilver.studies.uncertainty import Simulation, simulate
from pvsilver.version import MODEL_VERSION
from pvsilver.world.cohorts import Retirement, additions_for_stock, retire, weibull_from_percentiles
from pvsilver.world.draws import retire_draws
from pvsilver.world.frames import Projection
from pvsilver.world.projection import project
from pvsilver.world.warm_start import back_cast

__version__ = MODEL_VERSION

__all__ = [
    "Attribution",
    "CellDesign",
    "CellResult",
    "InputError",
    "Projection",
    "Retirement",
    "Scenario",
    "Simulation",
    "Solution",
    "additions_for_stock",
    "attribute",
    "back_cast",
    "break_even_usd_per_oz",
    "evaluate",
    "parity_cny_per_kg",
    "project",
    "retire",
    "retire_draws",
    "simulate",
    "solve",
    "wafer_area_cm2",
    "weibull_from_percentiles",
]
