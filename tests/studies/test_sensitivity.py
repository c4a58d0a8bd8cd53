"""Sobol indices against closed forms."""

import numpy as np
import pytest

from pvsilver import Scenario, catalogue
from pvsilver.studies.sensitivity import ranked, sobol

CENTRAL = Scenario()
LOSSES = ("screen_loss_pct", "reject_loss_pct", "breakage_loss_pct")


def moments(id):
    """(mean of 1 - loss, its variance) of a triangular loss, from the formulas of the triangle."""
    p = catalogue.load()[id]
    a, c, b = p.low / 100, p.central / 100, p.high / 100
    return 1 - (a + b + c) / 3, (a * a + b * b + c * c - a * b - a * c - b * c) / 18


def test_the_product_of_the_ledger_has_the_indices_of_a_product():
    found = sobol(CENTRAL, 20_000, 3, names=("utilisation",), start=2030, end=2030).set_index("id")
    means, variances = np.array([moments(id) for id in LOSSES]).T
    whole = np.prod(means**2 + variances) - np.prod(means**2)
    for place, id in enumerate(LOSSES):
        others = np.arange(len(LOSSES)) != place
        first = variances[place] * np.prod(means[others] ** 2)
        total = variances[place] * np.prod((means**2 + variances)[others])
        assert found.loc[id, "first"] == pytest.approx(first / whole, abs=0.02)
        assert found.loc[id, "total"] == pytest.approx(total / whole, abs=0.02)
    rest = found.drop(list(LOSSES))
    assert (rest["first"] == 0.0).all()
    assert (rest["total"] == 0.0).all()


def test_a_parameter_alone_explains_all():
    found = sobol(CENTRAL, 2000, 1, ["module_yield_pct"], names=("cell_production_gw",), start=2030, end=2031)
    assert found["first"].to_numpy() == pytest.approx(1.0, abs=0.06)
    assert found["total"].to_numpy() == pytest.approx(1.0, abs=0.06)


def test_what_does_not_vary_has_no_index():
    found = sobol(CENTRAL, 50, 1, names=("cell_production_gw",), start=2024, end=2026).set_index("year")
    assert found.loc[2024, ["first", "total"]].isna().all().all(), "observed cells are not drawn"
    assert found.loc[2026, "total"].notna().all()


def test_the_price_of_silver_moves_the_bill_and_not_the_tonnes():
    found = sobol(CENTRAL, 500, 1, names=("net_silver_t", "silver_bill_musd"), start=2026, end=2026)
    price = found[found["id"] == "silver_price_usd_per_oz"].set_index("column")["total"]
    assert price["net_silver_t"] == 0.0
    assert price["silver_bill_musd"] > 0.3


def test_the_same_seed_gives_the_same_ranking():
    one = sobol(CENTRAL, 700, 2, names=("net_silver_t",), start=2030, end=2031)
    assert list(one) == ["id", "column", "year", "first", "total"]
    again = sobol(CENTRAL, 700, 2, names=("net_silver_t",), start=2030, end=2031)
    assert one.equals(again)
    first = next(ranked(one, "net_silver_t", 2030))
    assert first[0] == "installations_miss"
