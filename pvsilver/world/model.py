"""The arrays of a world, from which every yearly table is made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from pvsilver.world import cohorts, exits, intensity, losses, recovery, second_life
from pvsilver.world.axes import Array, Number, through


@dataclass(frozen=True)
class World:
    """Arrays from 1995 to the last year asked for.  Silver in tonnes, power in GW DC, intensity in mg/W.

    (..., years) unless said otherwise; T technologies, R routes.  Draws lead; a single run has none.
    """

    years: npt.NDArray[np.int64]
    """(years,)"""
    installations_gw: Array
    thin_film_gw: Array
    cells_gw: Array
    cells_observed: npt.NDArray[np.bool_]
    observed_factor: Number
    """what the installations factor makes of the observed output; 1 leaves it as it was"""
    shares: Array
    """(..., years, T)"""
    route_shares: Array
    """(..., years, T, R)"""
    path_route_shares: Array
    """(..., years, T, R), before a user's own cell takes its share"""
    factors: intensity.Factors
    fleet_mg_per_w: Array
    """contained silver on a watt of all cells"""
    wet_paste_factor: Array
    """(years, T, R)"""
    ledger: losses.Ledger
    installed_csi_gw: Array
    kernels: exits.Kernels
    module_t_per_gw: Array
    """mass of a vintage's modules, (years,)"""
    resales: tuple[second_life.Resale, ...]
    """second-life cohorts; none by default"""
    retired_silver_t: Array
    links: dict[str, Array]
    """shares of the recovery chain by link"""
    lag_years: int
    """whole years in storage between collection and processing"""
    chain: recovery.Chain
    region_share: Array
    """(years, regions) of additions"""
    bought_silver_t: Array
    returned_t: Array
    carried_t: Array
    mine_t: Array
    supply_t: Array
    survey_t: Array
    survey_vintage: str
    usd_per_oz: Any
    """a number, or (draws, 1); so are the two that follow"""
    cny_per_usd: Any
    vat: Any

    @cached_property
    def contained_silver_t(self) -> Array:
        """Silver on the finished cells."""
        return self.cells_gw * self.fleet_mg_per_w

    @cached_property
    def scrap_returned_t(self) -> Array:
        """Silver of factory scrap that the refiner returns."""
        return losses.scrap_returned(self.bought_silver_t, self.ledger)

    @cached_property
    def survey_comparable_t(self) -> Array:
        """Bought less scrap returned: what the survey counts."""
        return self.bought_silver_t - self.scrap_returned_t

    @property
    def leaving(self) -> Array:
        """Fraction of a vintage that retires in a year, (..., years, vintages)."""
        return self.kernels.leaving

    @property
    def staying(self) -> Array:
        """Fraction of a vintage still in service at the end of a year, (..., years, vintages)."""
        return self.kernels.staying

    @property
    def installed_silver_t(self) -> Array:
        """Silver in the modules installed."""
        return self.installed_csi_gw * self.fleet_mg_per_w

    @property
    def installed_modules_t(self) -> Array:
        """Mass of the modules installed, thin film at the mass of c-Si ones."""
        return self.installations_gw * self.module_t_per_gw

    @property
    def mg_per_w(self) -> Array:
        """Contained mg/W by technology and route, (..., years, T, R)."""
        return self.factors.by_route_mg_per_w()

    @cached_property
    def gw(self) -> cohorts.Retirement:
        """Modules retired and in service."""
        return cohorts.Retirement(
            through(self.leaving, self.installations_gw), through(self.staying, self.installations_gw)
        )

    @cached_property
    def silver_by_technology(self) -> cohorts.Retirement:
        """Silver retired and in service, (..., years, T)."""
        installed = self.installed_silver_by_technology_t
        return cohorts.Retirement(self.leaving @ installed, self.staying @ installed)

    @cached_property
    def technology_mg_per_w(self) -> Array:
        """Contained mg/W of a technology over its routes, (..., years, T)."""
        return self.factors.mg_per_w(self.route_shares)

    @cached_property
    def technology_cells_gw(self) -> Array:
        """Cells made of a technology, (..., years, T)."""
        return self.cells_gw[..., None] * self.shares

    @property
    def technology_contained_t(self) -> Array:
        """Silver on the finished cells of a technology, (..., years, T)."""
        return self.technology_cells_gw * self.technology_mg_per_w

    @property
    def route_cells_gw(self) -> Array:
        """Cells made of a technology by a route, (..., years, T, R)."""
        return self.technology_cells_gw[..., None] * self.route_shares

    @property
    def installed_silver_by_technology_t(self) -> Array:
        """Silver in the modules installed, (..., years, T)."""
        return self.installed_csi_gw[..., None] * self.shares * self.technology_mg_per_w

    @cached_property
    def in_service_silver_t(self) -> Array:
        """Silver in the modules in service at the end of the year."""
        return through(self.staying, self.installed_silver_t)
