"""Identities of end of life, each as its worst relative error over all years from 1995."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from pvsilver.world import recovery_columns
from pvsilver.world.model import World

Array = npt.NDArray[np.float64]
Worst = Callable[..., float]


def check(world: World, worst: Worst) -> dict[str, float]:
    """Worst relative error of each identity; `worst(left, right, scale)` measures one."""
    c = recovery_columns.chain_columns(world)
    modules = world.installed_modules_t
    retired, standing = world.leaving @ modules, world.staying @ modules
    left = c["retired_silver_t"] + c["second_life_retired_silver_t"]
    found = {
        "installed = in service + retired, modules": worst(
            modules.cumsum(), standing + retired.cumsum(), modules.cumsum()
        ),
        "retired and second-life retired = re-sold + uncollected + collected": worst(
            left, c["resold_silver_t"] + c["uncollected_silver_t"] + c["collected_silver_t"], left
        ),
        "collected = processed + stored": worst(
            c["collected_silver_t"].cumsum(), c["processed_silver_t"].cumsum() + c["stored_silver_t"]
        ),
        "processed = no silver line + residue + recovered": worst(
            c["processed_silver_t"],
            c["no_silver_line_silver_t"] + c["residue_silver_t"] + c["recovered_silver_t"],
        ),
        "recovered = other uses + for PV": worst(
            c["recovered_silver_t"], c["other_uses_silver_t"] + c["for_pv_silver_t"]
        ),
        "re-sold = second-life retired + second-life in service": worst(
            c["resold_silver_t"].cumsum(),
            c["second_life_retired_silver_t"].cumsum() + c["second_life_in_service_silver_t"],
        ),
        "recovered at most retired, cumulative": _excess(
            c["recovered_silver_t"].cumsum(), c["retired_silver_t"].cumsum()
        ),
        "retired at most installed, silver": _excess(
            c["retired_silver_t"].cumsum(), world.installed_silver_t.cumsum()
        ),
        "retired at most installed, GW": _excess(world.gw.retired.cumsum(), world.installations_gw.cumsum()),
        "retired at most installed, modules": _excess(retired.cumsum(), modules.cumsum()),
    }
    regions = recovery_columns.region_columns(world)
    for column, whole in (
        ("retired_gw", world.gw.retired),
        ("retired_modules_t", retired),
        ("retired_silver_t", c["retired_silver_t"]),
        ("recovered_silver_t", c["recovered_silver_t"]),
    ):
        found[f"regions sum to the world, {column}"] = worst(regions[column].sum(axis=-1), whole)
    return found


def _excess(part: Array, whole: Array) -> float:
    """By how much a part passes its whole, relative to the whole; 0 where it never does."""
    over = np.maximum(part - whole, 0.0)
    return float(np.divide(over, whole, out=np.where(over > 0.0, np.inf, 0.0), where=whole > 0.0).max())
