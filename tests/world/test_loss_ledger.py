"""The loss ledger: silver bought, silver on the cell, and scrap between them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsilver.scenario import Scenario
from pvsilver.world import losses
from pvsilver.world.projection import project

fraction = st.floats(0, 0.9)


def test_single_utilisation_of_the_note():
    # V8: eta 0.80, scrap collected 0.95, its yield 0.97.
    stage = losses.ledger([1 - 0.80], [0.95 * 0.97])
    contained = np.array([1000.0])
    bought = losses.bought(contained, stage)
    assert bought / contained == pytest.approx(1.25, rel=1e-12)
    assert (bought - losses.scrap_returned(bought, stage)) / contained == pytest.approx(1.019625, rel=1e-12)


@given(st.lists(st.tuples(fraction, st.floats(0, 1)), min_size=1, max_size=4))
def test_bought_is_contained_and_returned_and_lost(stages):
    found = losses.ledger([loss for loss, _ in stages], [rate for _, rate in stages])
    entering, returned, lost = 1.0, 0.0, 0.0
    for loss, rate in stages:
        returned += entering * loss * rate
        lost += entering * loss * (1 - rate)
        entering *= 1 - loss
    assert found.utilisation == pytest.approx(entering)
    assert found.returned == pytest.approx(returned, abs=1e-15)
    assert found.utilisation + found.returned + lost == pytest.approx(1.0)


def test_nothing_lost_means_bought_is_contained():
    found = losses.ledger([0, 0, 0], [1, 1, 1])
    assert found == losses.Ledger(1.0, 0.0)


def test_all_scrap_returned_means_the_survey_sees_contained_silver():
    found = losses.ledger([0.1, 0.05, 0.02], [1, 1, 1])
    assert (1 - found.returned) / found.utilisation == pytest.approx(1.0)


def test_central_ledger_buys_five_percent_more_and_nets_two():
    annual = project(Scenario()).annual
    assert (annual.bought_silver_t / annual.contained_silver_t).to_numpy() == pytest.approx(1.05, abs=0.005)
    ratio = (annual.survey_comparable_t / annual.contained_silver_t).to_numpy()
    assert ratio == pytest.approx(1.02, abs=0.001)


def test_range_of_the_ledger_stays_within_the_judged_overhead():
    # 1.00 to 1.06: the best return with the least loss, and the worst with the most.
    def overhead(losses_at, returns_at):
        from pvsilver import catalogue

        declared = catalogue.load()
        values = {f"{s}_loss_pct": getattr(declared[f"{s}_loss_pct"], losses_at) for s in STAGES}
        values |= {f"{s}_return_pct": getattr(declared[f"{s}_return_pct"], returns_at) for s in STAGES}
        row = project(Scenario(**values), 2025, 2025).annual.iloc[0]
        return row.survey_comparable_t / row.contained_silver_t

    assert overhead("low", "high") == pytest.approx(1.00, abs=0.006)
    assert overhead("high", "low") == pytest.approx(1.06, abs=0.006)


STAGES = ("screen", "reject", "breakage")


@pytest.mark.parametrize("stage", STAGES)
def test_a_larger_loss_buys_more_and_contains_the_same(stage):
    less, more = (
        project(Scenario(**{f"{stage}_loss_pct": pct}), 2025, 2025).annual.iloc[0] for pct in (1.0, 5.0)
    )
    assert more.bought_silver_t > less.bought_silver_t
    assert more.contained_silver_t == less.contained_silver_t
    assert more.survey_comparable_t > less.survey_comparable_t
