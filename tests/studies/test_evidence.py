"""Evidence: published results hold, gaps that are known are shown, false claims are flagged."""

from __future__ import annotations

import pytest

from pvsilver import Scenario, tables
from pvsilver.studies import evidence, evidence_market

FOUND = evidence.frame(Scenario()).set_index("id")


def test_every_row_has_an_id_of_its_own() -> None:
    assert FOUND.index.is_unique


def test_every_published_result_that_should_hold_does() -> None:
    assert evidence.holds(FOUND.reset_index())
    assert (FOUND["verdict"] == "ok").sum() > 250


@pytest.mark.parametrize(
    ("id", "verdict"), [("N1", "wrong"), ("N2", "wrong"), ("N3", "wrong"), ("N4", "wrong")]
)
def test_a_false_claim_is_flagged_with_its_reason(id: str, verdict: str) -> None:
    assert FOUND.loc[id, "verdict"] == verdict
    assert len(FOUND.loc[id, "note"]) > 30


def test_the_ideal_coated_copper_line_stays_a_known_miss() -> None:
    assert FOUND.loc["M28-agcu30", "verdict"] == "known_miss"
    assert FOUND.loc["HC2017", "verdict"] == "known_miss"


def test_cell_presets_agree_with_the_history_of_the_world() -> None:
    rows = FOUND[FOUND.index.str.startswith("HW-")]
    assert len(rows) == 12
    assert set(rows["verdict"]) == {"ok"}


def test_every_market_calculation_is_used() -> None:
    used = {row["calculation"] for row in tables.load("market_checks").rows}
    assert used == set(evidence_market.CALCULATIONS)


def test_evidence_moves_with_the_scenario() -> None:
    moved = evidence.frame(Scenario(mg_per_w_factor=1.3)).set_index("id")
    assert moved.loc["HC2023", "verdict"] == "off"
    assert moved.index[0] in moved.index[moved["verdict"] == "off"]
