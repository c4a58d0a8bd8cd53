"""The nine identities of the recycling note, section 5, on random inputs."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsilver.world import exits, losses, recovery, second_life
from pvsilver.world.cohorts import OFFSETS_YEARS, retire, weibull_cdf

A_MAX = 60
shapes, scales = st.floats(0.6, 14), st.floats(5, 60)
conventions = st.sampled_from(list(OFFSETS_YEARS))
seeds = st.integers(0, 2**32 - 1)
rules = st.builds(
    exits.Rules,
    economic_age_years=st.integers(1, 40),
    economic_share=st.floats(0, 1),
    project_life_years=st.none() | st.integers(1, 50),
    power_age_years=st.none() | st.integers(1, 50),
    repaired_share=st.floats(0, 0.5),
)


def retired(amounts, shape, scale, convention, infant_loss=0.0, rule=None):
    rule = rule or exits.Rules()
    return exits.retire(
        amounts, shape=shape, scale=scale, convention=convention, infant_loss=infant_loss, rules=rule
    )


@settings(max_examples=200, deadline=None)
@given(shapes, scales, conventions, st.floats(0, 0.3), rules)
def test_1_retired_fractions_and_the_residual_sum_to_one(shape, scale, convention, infant_loss, rule):
    q, stock, _ = retired(np.eye(1, A_MAX + 1)[0], shape, scale, convention, infant_loss, rule)
    assert abs(q.sum() + stock[-1] - 1.0) <= 1e-9
    failed_only = retire(
        np.eye(1, A_MAX + 1)[0], shape=shape, scale=scale, convention=convention, infant_loss=infant_loss
    ).in_service[-1]
    residual = (1 - infant_loss) * (1 - weibull_cdf(A_MAX + OFFSETS_YEARS[convention], shape, scale))
    assert abs(failed_only - residual) <= 1e-12


@settings(max_examples=100, deadline=None)
@given(shapes, scales, conventions, st.floats(0, 0.3), rules, seeds)
def test_2_installed_is_in_service_or_retired_in_gw_mass_and_silver(
    shape, scale, convention, infant_loss, rule, seed
):
    rng = np.random.default_rng(seed)
    gw = rng.uniform(0, 900, (45, 1))
    # A column each for power, mass and silver: vintages keep their own mass and silver.
    amounts = gw * np.column_stack([np.ones(45), rng.uniform(50, 105, 45), rng.uniform(5, 700, 45)])
    out, stock, _ = retired(amounts, shape, scale, convention, infant_loss, rule)
    np.testing.assert_allclose(out.cumsum(axis=0) + stock, amounts.cumsum(axis=0), rtol=1e-9)
    # Mass and silver leave with the modules that hold them.
    assert (out <= amounts.cumsum(axis=0) + 1e-9).all()


@settings(max_examples=100, deadline=None)
@given(seeds, st.integers(0, 2))
def test_3_every_link_of_the_chain_adds_up(seed, lag):
    rng = np.random.default_rng(seed)
    silver = rng.uniform(0, 3000, 50)
    links = {name: rng.uniform(0, 1, 50) for name in (
        "collection_share", "silver_line_share", "silver_yield", "paste_grade_share", "returned_share")}  # fmt: skip
    c = recovery.chain(silver, **links, lag_years=lag)
    waiting = np.diff(c.stored, prepend=0.0)
    left = c.uncollected + c.no_silver_line + c.residue + c.refined + waiting
    np.testing.assert_allclose(left, silver, rtol=1e-9)
    grade = c.refined - c.paste_grade
    np.testing.assert_allclose(
        c.refined, grade + (c.paste_grade - c.for_pv) + c.for_pv, rtol=1e-9, atol=1e-12
    )


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_4_bought_is_contained_plus_scrap_returned_and_lost_and_the_surplus_is_carried(seed):
    rng = np.random.default_rng(seed)
    contained = rng.uniform(0, 5000, 40)
    ledger = losses.ledger(rng.uniform(0, 0.3, 3), rng.uniform(0, 1, 3))
    bought = losses.bought(contained, ledger)
    returned = losses.scrap_returned(bought, ledger)
    lost = bought - contained - returned
    assert (lost >= -1e-9 * bought).all()
    np.testing.assert_allclose(bought, contained + returned + lost, rtol=1e-9)
    offered = rng.uniform(0, 6000, 40)
    used, carried = recovery.returned_to_pv(offered, bought - returned)
    assert (bought - returned - used >= -1e-9 * bought).all()
    assert (carried >= 0).all()
    np.testing.assert_allclose(offered.cumsum(), used.cumsum() + carried, rtol=1e-9)


@settings(max_examples=100, deadline=None)
@given(shapes, scales, conventions, rules, seeds, st.floats(0, 1))
def test_5_recovered_is_at_most_retired_and_retired_at_most_installed(
    shape, scale, convention, rule, seed, resold
):
    rng = np.random.default_rng(seed)
    silver = rng.uniform(0, 3000, 50)
    kernels = exits.kernels(50, np.array([shape]), np.array([scale]), OFFSETS_YEARS[convention], 0.0, rule)
    out = kernels.leaving @ silver
    again = () if kernels.economic is None else second_life.resales(
        kernels.economic, rule.economic_ages, resold, np.array([scale]), 0.8, 2.4928, OFFSETS_YEARS[convention]
    )  # fmt: skip
    discarded = second_life.discarded(again, silver, out)
    links = [rng.uniform(0, 1, 50) for _ in range(5)]
    refined = recovery.chain(discarded, *links, lag_years=int(rng.integers(3))).refined
    room = 1 + 1e-9
    assert (refined.cumsum() <= out.cumsum() * room + 1e-9).all()
    assert (out.cumsum() <= silver.cumsum() * room).all()
    # 6: what is re-sold has ended its second life or is still in it.
    flows = second_life.flows(again, silver)
    np.testing.assert_allclose(
        flows.resold.cumsum(), flows.retired.cumsum() + flows.in_service, rtol=1e-9, atol=1e-9
    )
    assert (flows.resold <= out * room + 1e-9).all()


@settings(max_examples=50, deadline=None)
@given(st.floats(1.5, 9), st.floats(5, 40), conventions, seeds)
def test_7_everything_installed_comes_back_when_nothing_is_lost(shape, scale, convention, seed):
    silver = np.concatenate([np.random.default_rng(seed).uniform(0, 3000, 30), np.zeros(400)])
    out = retire(silver, shape=shape, scale=scale, convention=convention).retired
    one = np.ones(len(silver))
    assert abs(recovery.chain(out, one, one, one, one, one).refined.sum() / silver.sum() - 1) <= 1e-9


@settings(max_examples=100, deadline=None)
@given(shapes, scales, conventions, rules, seeds, st.floats(0.01, 100), st.integers(0, 10))
def test_8_scaling_scales_every_flow_and_shifting_shifts_it(
    shape, scale, convention, rule, seed, factor, shift
):
    gw = np.random.default_rng(seed).uniform(0, 900, 40)
    flows = retired(gw, shape, scale, convention, 0.01, rule)
    for once, scaled in zip(flows, retired(factor * gw, shape, scale, convention, 0.01, rule), strict=True):
        np.testing.assert_allclose(scaled, factor * once, rtol=1e-9, atol=1e-12 * factor)
    later = np.concatenate([np.zeros(shift), gw])
    for once, shifted in zip(flows, retired(later, shape, scale, convention, 0.01, rule), strict=True):
        np.testing.assert_allclose(shifted[shift:], once, rtol=1e-9, atol=1e-9)
        assert not shifted[:shift].any()


@settings(max_examples=200, deadline=None)
@given(shapes, shapes, scales, conventions, rules, st.floats(0.01, 0.99))
def test_9_fractions_are_never_negative_and_a_steeper_shape_fails_less_before_its_scale(
    shape, other, scale, convention, rule, part
):
    q, _, _ = retired(np.eye(1, A_MAX + 1)[0], shape, scale, convention, 0.01, rule)
    assert (q >= 0).all()
    steep, flat = max(shape, other), min(shape, other)
    assert weibull_cdf(part * scale, steep, scale) <= weibull_cdf(part * scale, flat, scale) + 1e-15
    for k in (shape, other):
        assert abs(weibull_cdf(scale, k, scale) - (1 - np.exp(-1.0))) <= 1e-9
