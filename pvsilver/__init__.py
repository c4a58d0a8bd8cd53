"""pvsilver: the silver in photovoltaics, from a finger on a cell to tonnes in the world."""

from pvsilver.errors import InputError
from pvsilver.scenario import Scenario
from pvsilver.studies.attribution import Attribution, attribute
from pvsilver.version import MODEL_VERSION
from pvsilver.world.cohorts import Retirement, additions_for_stock, retire, weibull_from_percentiles
from pvsilver.world.frames import Projection
from pvsilver.world.projection import project

__version__ = MODEL_VERSION

__all__ = [
    "Attribution",
    "InputError",
    "Projection",
    "Retirement",
    "Scenario",
    "additions_for_stock",
    "attribute",
    "project",
    "retire",
    "weibull_from_percentiles",
]
