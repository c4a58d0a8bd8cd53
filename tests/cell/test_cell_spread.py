"""Uncertainty of one cell."""

from __future__ import annotations

import numpy as np
import pytest

from pvsilver.cell import spread as module
from pvsilver.cell.design import CellDesign, break_even, evaluate
from pvsilver.cell.spread import spread, triangular
from pvsilver.errors import InputError

OLD, NEW = CellDesign.preset("topcon", 2025), CellDesign.preset("topcon", 2030)


def test_triangular_quantiles_have_the_mean_and_ends_of_the_distribution():
    rank = (np.arange(200_000) + 0.5) / 200_000
    drawn = triangular(rank, 0.5, 0.9, 1.5)
    assert drawn.mean() == pytest.approx((0.5 + 0.9 + 1.5) / 3, rel=1e-6)
    assert triangular(np.array([0.0, 0.4, 1.0]), 0.5, 0.9, 1.5) == pytest.approx([0.5, 0.9, 1.5])
    assert triangular(np.array([0.3]), 2.0, 2.0, 2.0) == pytest.approx([2.0])


def test_without_anything_varied_the_spread_is_the_cell_itself():
    result = evaluate(OLD)
    found = spread(OLD, NEW, vary=(), draws=3)
    for name in ("silver_mg_per_w", "paste_mg_per_w", "efficiency_pct"):
        assert found.percentiles[name] == pytest.approx((getattr(result, name),) * 3, rel=1e-12)
    assert found.saving_share == 0.0
    assert "break_even_usd_per_oz" not in found.percentiles


def test_the_spread_of_a_switch_holds_its_break_even_price():
    _, _, price = break_even(NEW, OLD)
    fixed = spread(NEW, OLD, vary=(), draws=2).percentiles["break_even_usd_per_oz"]
    assert fixed == pytest.approx((price,) * 3)
    low, _, high = spread(NEW, OLD).percentiles["break_even_usd_per_oz"]
    assert low < price < high


def test_percentiles_stand_in_order_around_the_central_cell():
    for technology in ("perc", "topcon", "hjt", "xbc"):
        design = CellDesign.preset(technology, 2025)
        low, median, high = spread(design).percentiles["silver_mg_per_w"]
        assert low < median < high
        assert low < evaluate(design).silver_mg_per_w < high


def test_a_wider_interval_holds_a_narrower_one():
    p80, p98 = (
        spread(OLD, interval_pct=interval).percentiles["silver_mg_per_w"] for interval in (80.0, 98.0)
    )
    assert p98[0] < p80[0] < p80[2] < p98[2]


def test_the_same_seed_gives_the_same_figures_and_another_seed_nearly_the_same():
    assert spread(OLD, seed=3) == spread(OLD, seed=3)
    a, b = (spread(OLD, seed=seed, draws=40_000).percentiles["silver_mg_per_w"] for seed in (3, 4))
    assert a == pytest.approx(b, rel=0.01)
    assert a != b


def test_contact_resistivity_and_recombination_come_with_the_paste_together():
    ranks = module._ranks(500, 1)
    seen = {}

    def record(values, preset, factors):
        seen.update(values)

    original, module.respond = module.respond, record
    try:
        ids = [
            "front_contact_resistivity_mohm_cm2",
            "front_j0_metal_fa_cm2",
            "rear_contact_resistivity_mohm_cm2",
        ]
        module._draw.__wrapped__(OLD, ids, ranks)
    finally:
        module.respond = original
    together = np.corrcoef(seen[ids[0]], seen[ids[1]])[0, 1]
    apart = np.corrcoef(seen[ids[0]], seen[ids[2]])[0, 1]
    assert together == pytest.approx(1.0)
    assert abs(apart) < 0.15


def test_a_weighed_print_does_not_spread_with_its_geometry():
    weighed = OLD.replace(
        front_finger_wet_mg=36, rear_finger_wet_mg=35, front_busbar_wet_mg=3, rear_busbar_wet_mg=3
    )
    ids = ("front_finger_width_um", "front_finger_height_um", "front_paste")
    wide, narrow = (spread(d, vary=ids).percentiles["silver_mg_per_w"] for d in (OLD, weighed))
    assert narrow[2] - narrow[0] < 0.15 * (wide[2] - wide[0])


@pytest.mark.parametrize(
    ("kwargs", "id"),
    [({"draws": 0}, "draws"), ({"draws": 1.5}, "draws"), ({"draws": 10**7}, "draws"), ({"seed": -1}, "seed"),
     ({"interval_pct": 100}, "interval_pct"), ({"vary": ["front_finger_shape"]}, "vary")],
    ids=str,
)  # fmt: skip
def test_draws_seed_interval_and_ids_are_checked(kwargs, id):
    with pytest.raises(InputError, match=f"^{id}:"):
        spread(OLD, **kwargs)
