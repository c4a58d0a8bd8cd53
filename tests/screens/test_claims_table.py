"""The table of claims on /recovery leaves none out."""

from pvsilver import tables
from pvsilver.scenario import Scenario
from pvsilver.screens import recovery_tables
from pvsilver.world.projection import project


def test_claims_of_countries_that_are_no_region_of_the_model_are_in_the_table(monkeypatch):
    monkeypatch.setattr(recovery_tables, "say", lambda name, **values: name)
    _, shown, _ = recovery_tables.TABLES["claims"](project(Scenario()), Scenario(), "world")
    claimed = set(tables.load("waste_claims").distinct("region"))
    assert {"mexico", "australia"} <= claimed
    assert set(shown["region"]) == claimed
