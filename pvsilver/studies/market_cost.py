"""What the silver of a watt costs, built up: metal, nitrate and powder, paste fee, silver lost in the factory."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from pvsilver import money
from pvsilver.names import TECHNOLOGIES
from pvsilver.units import GRAMS_PER_KG, PERCENT
from pvsilver.world import columns
from pvsilver.world.frames import Projection

Array = npt.NDArray[np.float64]

FLEET = "fleet"
PARTS = ("metal", "powder", "fee", "losses")


def cost(
    projection: Projection,
    year: int,
    powder_premium_pct: float | None = None,
    fee_cny_per_kg: float | None = None,
) -> pd.DataFrame:
    """One row a technology that is made in a year, and `fleet`: metal, powder, fee, losses, total in CNY/W.

    metal: silver contained at import parity with VAT.  powder: nitrate and powder over the metal.  fee: of a
    kilogram of wet paste.  losses: silver bought beyond what is contained, at parity; scrap returned is not
    taken off.  A part that is not known (None) is 0 in the sum.  metal + losses of the fleet is the annual
    table's silver_cost_cny_per_w.
    """
    world = projection.world
    i = int(year - world.years[0])
    parity = money.parity_cny_per_kg(world.usd_per_oz, world.cny_per_usd, world.vat)
    found = columns.technology_columns(world)
    cells = found["cell_production_gw"][i]
    contained, bought, paste = (
        _with_sum(found[column][i]) for column in ("contained_silver_t", "bought_silver_t", "paste_t")
    )
    gw = _with_sum(cells)
    made = gw > 0.0
    watts = np.where(made, gw, 1.0)
    # t/GW is mg/W; CNY/kg over mg/kg is CNY/mg.
    cny_per_mg = parity / money.MG_PER_KG
    metal = contained / watts * cny_per_mg
    parts = {
        "metal": metal,
        "powder": metal * (powder_premium_pct or 0.0) / PERCENT,
        "fee": paste / watts * (fee_cny_per_kg or 0.0) / (GRAMS_PER_KG * money.MG_PER_G),
        "losses": (bought - contained) / watts * cny_per_mg,
    }
    frame = pd.DataFrame({"technology": [*TECHNOLOGIES, FLEET], **parts})
    frame["total"] = sum(parts.values())
    kept: pd.DataFrame = frame[made].reset_index(drop=True)
    return kept


def _with_sum(values: Array) -> Array:
    return np.append(values, values.sum())
