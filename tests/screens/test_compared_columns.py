"""Tables of a page beside the baseline."""

import numpy as np
import pandas as pd

from pvsilver import Scenario, project
from pvsilver.screens import compared


def test_a_column_that_differs_gains_the_baseline_and_the_change():
    now, before = project(Scenario(thrift_bend=-0.5)).annual, project(Scenario()).annual
    found = compared.beside(now, before, ("net_silver_t", "installations_gw"))
    place = list(found).index("net_silver_t")
    assert list(found)[place : place + 3] == [
        "net_silver_t",
        "net_silver_t_at_baseline",
        "net_silver_t_change",
    ]
    np.testing.assert_allclose(found["net_silver_t_at_baseline"], before["net_silver_t"])
    np.testing.assert_allclose(
        found["net_silver_t"], found["net_silver_t_at_baseline"] + found["net_silver_t_change"]
    )
    assert "installations_gw_at_baseline" not in found, "installations do not differ"
    assert "net_silver_t_change" not in now, "the projection's own table stays as it is"


def test_a_year_that_the_baseline_lacks_has_no_change():
    now, before = project(Scenario(thrift_bend=-0.5)).annual, project(Scenario(), 2015, 2040).annual
    found = compared.beside(now, before, ("net_silver_t",)).set_index("year")
    assert pd.isna(found.loc[2045, "net_silver_t_change"])
    assert found.loc[2035, "net_silver_t_change"] > 0


def test_the_columns_asked_for_bring_those_beside_them():
    found = compared.named(
        ("year", "net_silver_t", "paste_t"), ["net_silver_t_at_baseline", "net_silver_t_change"]
    )
    assert found == ["year", "net_silver_t", "net_silver_t_at_baseline", "net_silver_t_change", "paste_t"]


def test_rows_that_two_columns_tell_apart_are_compared_with_their_own():
    now, before = (project(Scenario(thrift_bend=bend)).by_technology for bend in (-0.5, 0.0))
    shuffled = before.sample(frac=1.0, random_state=1)
    found = compared.beside(now, shuffled, ("contained_silver_t",), ("year", "technology"))
    np.testing.assert_allclose(found["contained_silver_t_at_baseline"], before["contained_silver_t"])
    fewer = before[before["technology"] != "perc"]
    lacking = compared.beside(now, fewer, ("contained_silver_t",), ("year", "technology"))
    changed = lacking.set_index("technology")["contained_silver_t_change"]
    assert changed["perc"].isna().all()
    assert changed["topcon"].notna().all()
