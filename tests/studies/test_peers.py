"""Published end-of-life runs, recomputed: every evidence row on end of life, and the inputs behind them."""

from __future__ import annotations

import csv
from functools import cache

import numpy as np
import pytest

from pvsilver import tables
from pvsilver.errors import TableError
from pvsilver.scenario import Scenario
from pvsilver.studies import evidence, peers

TARGETS = ("V1", "V2a", "V2b", "V2c", "V3a", "V3b", "V3c", "V4", "V4b", "V5", "V6", "V7", "V8", "V9")


@cache
def rows():
    found = evidence.frame(Scenario())
    return {row["id"]: row for row in found.to_dict("records") if row["id"].startswith("EOL-")}


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_of_the_recycling_note_holds(target):
    held = {id: row for id, row in rows().items() if id.startswith(f"EOL-{target}-")}
    assert held
    off = {
        id: (row["expected"], row["computed"])
        for id, row in held.items()
        if row["verdict"] != "ok" and id != "EOL-V4-decommissioned"
    }
    assert not off


def test_false_claims_say_why_and_do_not_fail_the_evidence():
    claims = [row for row in rows().values() if row["verdict"] in ("wrong", "loose", "outdated")]
    assert {"EOL-CN-253GW-2050", "EOL-claim-irena_silver_2030", "EOL-V4-decommissioned"} <= {
        r["id"] for r in claims
    }
    assert all(row["note"] for row in claims if row["verdict"] == "wrong")
    assert not any(row["verdict"] == "off" for row in rows().values())


def test_the_us_history_embeds_the_silver_and_mass_that_pv_ice_published():
    peer = peers.load("pv_ice_us_history")
    assert peer.silver_t.sum() == pytest.approx(2258.3, rel=1e-4)
    assert peer.modules_t.sum() == pytest.approx(5.068e6, rel=1e-4)
    assert peer.installed_mw.sum() == pytest.approx(78_042, rel=1e-4)


# PV_ICE, USHistoryResults/historicalUS-cumulative.csv, all sectors c-Si, rounded to the digits shown.
PUBLISHED_SILVER_T = {
    2020: 43.723,
    2022: 65.791,
    2025: 118.894,
    2030: 300.155,
    2040: 1023.948,
    2050: 1998.232,
}
PUBLISHED_MODULES_T = {
    2020: 11050.89,
    2022: 19213.12,
    2025: 42081.73,
    2030: 154702.63,
    2040: 1526815.035,
    2050: 4226693.628,
}


@pytest.mark.parametrize("year", sorted(PUBLISHED_SILVER_T))
def test_pv_ice_us_waste_is_met_in_every_published_year(year):
    peer = peers.load("pv_ice_us_history")
    # Additions are rounded to 0.1 MW.
    assert peer.at(peers.us_history(peer.silver_t), year) == pytest.approx(PUBLISHED_SILVER_T[year], rel=2e-4)
    assert peer.at(peers.us_history(peer.modules_t), year) == pytest.approx(
        PUBLISHED_MODULES_T[year], rel=2e-4
    )


def test_irena_additions_sum_to_the_published_capacity():
    assert peers.load("irena_2016_digitised").installed_mw.sum() / 1e3 == pytest.approx(4480.1, abs=0.05)
    assert peers.load("irena_2016_nodes").installed_mw.sum() / 1e3 == pytest.approx(4512, abs=1e-6)


def test_module_vintages_are_the_anchor_years_of_the_peers_world_baseline():
    peer = peers.load("pv_ice_world")
    for row in tables.load("module_vintages").rows:
        at = peer.years == row["year"]
        if row["mass_t_per_mw"] is not None:
            assert peer.module_t_per_mw[at] == pytest.approx(row["mass_t_per_mw"], abs=0.06)
        assert peer.silver_mg_per_w[at] == pytest.approx(row["silver_published_mg_per_w"], rel=5e-3)
        assert peer.silver_corrected_mg_per_w[at] == pytest.approx(row["silver_corrected_mg_per_w"], rel=5e-3)


def test_project_lives_are_those_of_wiser_bolinger_and_seel():
    life = dict(
        zip(
            *(getattr(peers.load("pv_ice_us_history"), n) for n in ("years", "project_life_years")),
            strict=True,
        )
    )
    read = {2007: 21.5, 2010: 22.7, 2013: 24.2, 2015: 28.7, 2017: 29.5, 2018: 31, 2019: 32.4}
    assert {int(year): life[year] for year in read} == read


def test_a_run_without_inputs_is_named():
    with pytest.raises(TableError, match="peer_module_baselines"):
        peers.load("nobody")


def test_inputs_of_peers_are_never_used_by_a_projection():
    from pathlib import Path

    import pvsilver

    world = Path(pvsilver.__file__).parent / "world"
    assert not [f for f in world.glob("*.py") if "peer_module_baselines" in f.read_text(encoding="utf-8")]
    with (tables.ROOT / "peer_module_baselines.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 4 * 56
    assert np.isnan(peers.load("irena_2016_nodes").silver_mg_per_w).all()
