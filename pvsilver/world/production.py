"""Cells made: observed in the past, additions times a production ratio ahead.  Never both at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pvsilver.world.axes import Number

Array = npt.NDArray[np.float64]


def production_ratio(unreported_share: Number, module_yield: Number) -> Number:
    """c-Si cells made for each watt of c-Si modules reported as installed.

    (1 + unreported)/yield: unreported, repowered, warranty and spare modules on top; cells lost on the way
    into modules.  Both fractions.
    """
    return (1.0 + unreported_share) / module_yield


def cells_made_gw(csi_gw: Array, ratio: Number, observed_gw: Array) -> Array:
    """c-Si cells made a year in GW DC: the observed output where there is one, the balance elsewhere.

    csi_gw: additions of crystalline silicon; observed_gw: NaN where nothing was observed; both (..., years).
    Module stock change ahead is zero.
    """
    return np.where(np.isnan(observed_gw), csi_gw * ratio, observed_gw)


def csi_additions_gw(additions_gw: Array, thin_film_share: Array) -> Array:
    """Crystalline-silicon part of the additions; thin film takes no silver paste."""
    return additions_gw * (1.0 - thin_film_share)


def gross_additions_gw(additions_gw: Array, first_net: int, leaving: Array) -> Array:
    """Additions (..., years) in which net ones, from index `first_net` on, are made gross.

    A net forecast leaves out what replaces retired modules: gross[t] = net[t] + retired[t], where the new
    vintage itself loses the fraction leaving[t, t] in its first year.  Solved in year order.
    """
    gross = additions_gw.copy()
    for year in range(first_net, gross.shape[-1]):
        retired = gross[..., :year] @ leaving[year, :year]
        gross[..., year] = (gross[..., year] + retired) / (1.0 - leaving[year, year])
    return gross
