"""The arrays of a world, from which every yearly table is made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pvsilver.world import cohorts, exits, intensity, losses, recovery, second_life

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class World:
    """Arrays from 1995 to the last year asked for.  Silver in tonnes, power in GW DC, intensity in mg/W.

    (years,) unless said otherwise; T technologies, R routes.
    """

    years: npt.NDArray[np.int64]
    installations_gw: Array
    thin_film_gw: Array
    cells_gw: Array
    cells_observed: npt.NDArray[np.bool_]
    observed_factor: float
    """what the installations factor makes of the observed output; 1 leaves it as it was"""
    shares: Array
    """(years, T)"""
    route_shares: Array
    """(years, T, R)"""
    path_route_shares: Array
    """(years, T, R), before a user's own cell takes its share"""
    factors: intensity.Factors
    wet_paste_factor: Array
    """(years, T, R)"""
    ledger: losses.Ledger
    installed_silver_t: Array
    """(years, T)"""
    kernels: exits.Kernels
    module_t_per_gw: Array
    """mass of a vintage's modules"""
    resales: tuple[second_life.Resale, ...]
    """second-life cohorts; none by default"""
    gw: cohorts.Retirement
    silver: cohorts.Retirement
    """(years, T)"""
    links: dict[str, Array]
    """shares of the recovery chain by link"""
    lag_years: int
    """whole years in storage between collection and processing"""
    chain: recovery.Chain
    region_share: Array
    """(years, regions) of additions"""
    returned_t: Array
    carried_t: Array
    mine_t: Array
    supply_t: Array
    survey_t: Array
    survey_vintage: str
    usd_per_oz: float
    cny_per_usd: float
    vat: float

    @property
    def leaving(self) -> Array:
        """Fraction of a vintage that retires in a year, (years, vintages)."""
        return self.kernels.leaving

    @property
    def staying(self) -> Array:
        """Fraction of a vintage still in service at the end of a year, (years, vintages)."""
        return self.kernels.staying

    @property
    def installed_modules_t(self) -> Array:
        """Mass of the modules installed, thin film at the mass of c-Si ones."""
        return self.installations_gw * self.module_t_per_gw

    @property
    def mg_per_w(self) -> Array:
        """Contained mg/W by technology and route, (years, T, R)."""
        return self.factors.by_route_mg_per_w()
