"""Retirement against series that flodym and PV_ICE made on the same inputs."""

from __future__ import annotations

import json

import numpy as np
import peer_runs as runs
import pytest

from pvsilver.studies import peers
from pvsilver.world.cohorts import additions_for_stock, retire, weibull_from_percentiles

TOLERANCE = 1e-9
"""Of the largest value of a series."""

MADE = json.loads(runs.SERIES.read_text(encoding="utf-8"))


def ours() -> dict[str, np.ndarray]:
    found = {}
    for convention in runs.FLODYM_INFLOW:
        for name, additions, shape, scale in (
            ("constant", runs.CONSTANT, 5.3759, 30.0),
            ("growing", runs.GROWING, 2.4928, 30.0),
            ("vintages", runs.GROWING * runs.SILVER_MG_PER_W, runs.SHAPE_BY_VINTAGE, runs.SCALE_BY_VINTAGE),
        ):
            result = retire(additions, shape=shape, scale=scale, convention=convention)
            found[f"flodym {name} {convention} retired"] = result.retired
            found[f"flodym {name} {convention} in_service"] = result.in_service
        found[f"flodym stock-driven {convention} additions"] = additions_for_stock(
            runs.STOCK, shape=5.3759, scale=30.0, convention=convention
        )
    us = peers.load("pv_ice_us_history")
    own = us.lifetime()
    shape, scale = weibull_from_percentiles(*runs.T50_T90)
    for name, installed, lifetime, life in (
        ("US history, project life", us.installed_mw, (own.shape, own.scale_years), us.project_life_years),
        ("US history, failures", us.installed_mw, (own.shape, own.scale_years), None),
        ("constant", runs.CONSTANT, (shape, scale), None),
        ("growing", runs.GROWING, (shape, scale), us.project_life_years),
    ):
        found[f"PV_ICE {name}"] = retire(
            installed * us.silver_mg_per_w / 1e3,
            shape=lifetime[0], scale=lifetime[1], convention="end", project_life=life,
        ).retired  # fmt: skip
    return found


def compare(theirs: dict[str, list[float]]) -> None:
    mine = ours()
    worst = {
        name: float(np.abs(mine[name] - np.array(series)).max() / np.abs(series).max())
        for name, series in theirs.items()
    }
    assert not {name: error for name, error in worst.items() if not error <= TOLERANCE}


def test_every_series_of_a_peer_has_one_of_ours():
    assert set(MADE["series"]) == set(ours())


@pytest.mark.parametrize("name", sorted(MADE["series"]))
def test_retirement_is_that_of_the_peer_to_a_billionth_of_its_largest_value(name):
    compare({name: MADE["series"][name]})


def test_flodym_installed_here_gives_our_retirement():
    pytest.importorskip("flodym", reason="flodym is not installed; its stored series were compared")
    compare(runs.flodym_series())


def test_pv_ice_installed_here_gives_our_retirement():
    pytest.importorskip("PV_ICE", reason="PV_ICE is not installed; its stored series were compared")
    compare(runs.pv_ice_series())
