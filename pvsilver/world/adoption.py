"""The own-cell part of the assembler: what a scenario says of the user's cell and of its adoption."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from pvsilver import catalogue, units
from pvsilver.errors import InputError
from pvsilver.names import ROUTES, TECHNOLOGIES
from pvsilver.scenario import Values
from pvsilver.world import intensity, paths
from pvsilver.world.own_cell import OwnCell

CELL_PAGE = "cell"
CHOICE_OF_PRESET = ("cell_technology", "cell_year")


def own_cell(scenario: Values, years: npt.NDArray[np.int64]) -> OwnCell | None:
    """The scenario's cell as the world sees it; None while no value of the preset was changed.

    Raises InputError when adoption starts after it finishes, or when the cell cannot be printed.
    """
    start, finish = scenario.number("own_cell_start_year"), scenario.number("own_cell_finish_year")
    if start > finish:
        raise InputError("own_cell_start_year", f"{start:g} is after own_cell_finish_year = {finish:g}")
    if not edited(scenario):
        return None
    # Late, because most projections have no cell of their own.
    from pvsilver.cell import design as cells
    from pvsilver.cell.routes import route_of

    mine = cells.from_scenario(scenario)
    preset = cells.CellDesign.preset(mine.technology, mine.preset_year)
    mine_route, preset_route = (ROUTES.index(route_of(cell)) for cell in (mine, preset))
    technology = TECHNOLOGIES.index(mine.technology)
    return OwnCell(
        technology=technology,
        route=mine_route,
        ratio=cells.silver_ratio_to_preset(mine),
        replaces_route=mine_route != preset_route,
        preset_route_silver=float(
            paths.route_silver()[mine.preset_year - paths.FIRST, technology, preset_route]
        ),
        adopted=intensity.adoption(
            years, start, finish, scenario.number("own_cell_ceiling_pct") / units.PERCENT
        ),
    )


def edited(scenario: Values) -> bool:
    """Whether the scenario changes any value of its cell preset."""
    return any(scenario[id] is not None for id in _of_preset())


@cache
def _of_preset() -> tuple[str, ...]:
    """Ids of which a cell preset has the value while the scenario has none."""
    return tuple(
        id for id, parameter in catalogue.load().items() if parameter.page == CELL_PAGE and parameter.optional
    )
