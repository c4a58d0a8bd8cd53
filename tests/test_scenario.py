"""Scenarios: frozen, equal by value, hashed, and refused with one line when a value cannot be used."""

from __future__ import annotations

import copy
import json
import math
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsilver.errors import InputError
from pvsilver.scenario import Scenario, differences, presets

ROOT = Path(__file__).parent.parent

OWN = {
    "market_share": {"perc": {2030: 0.25}, "topcon": {2030: 0.75}},
    "installations_gw": {2030: 900, 2040: 1200},
}


def test_the_plain_scenario_is_the_central_preset():
    assert Scenario() == Scenario.preset("central")
    assert Scenario().changed == {}


@pytest.mark.parametrize(
    "name", ["low", "high", "slow_thrift", "copper_at_scale", "terawatt_rush", "xbc_surge"]
)
def test_presets_of_the_contract_are_there_and_differ_from_central(name):
    assert name in presets()
    assert Scenario.preset(name) != Scenario()
    assert Scenario.preset(name).hash != Scenario().hash


def test_presets_differ_from_each_other():
    hashes = [Scenario.preset(name).hash for name in presets()]
    assert len(set(hashes)) == len(hashes)


@pytest.mark.parametrize("name", ["middle", "", "Central", None, 5, ["low"]])
def test_an_unknown_preset_is_refused_with_the_list(name):
    with pytest.raises(InputError) as refused:
        Scenario.preset(name)
    message = str(refused.value)
    assert message.startswith("scenario")
    for known in ("central", "low", "high", "slow_thrift"):
        assert known in message


def test_a_scenario_is_frozen():
    scenario = Scenario(**OWN)
    with pytest.raises(AttributeError):
        scenario.installations_factor = 2
    with pytest.raises(AttributeError):
        scenario._values = {}
    with pytest.raises(TypeError):
        scenario["installations_factor"] = 2
    before = scenario.hash
    scenario.values["installations_factor"] = 2
    scenario.values["market_share"]["perc"]["2030"] = 1.0
    scenario["installations_gw"]["2030"] = 0.0
    assert scenario == Scenario(**OWN)
    assert Scenario(**scenario.values).hash == before


def test_what_was_given_may_change_afterwards():
    table = {2030: 900.0}
    scenario = Scenario(installations_gw=table)
    table[2030] = 0.0
    assert scenario["installations_gw"] == {"2030": 900.0}


def test_equality_goes_by_value():
    assert Scenario(installations_factor=1.5) == Scenario(installations_factor="1.5")
    assert Scenario(installations_factor=1.5) != Scenario(installations_factor=1.51)
    assert Scenario(installations_factor=1.501) == Scenario(installations_factor=1.5)
    assert Scenario() != 5
    assert len({Scenario(), Scenario(), Scenario(vat_pct=13), Scenario(vat_pct=12)}) == 2


def test_the_hash_does_not_depend_on_the_order_of_values_or_of_tables():
    one = Scenario(
        installations_gw={2030: 900, 2040: 1200}, thrift_bend=0.5, market_share=OWN["market_share"]
    )
    turned = {"topcon": {2030: 0.75}, "perc": {2030: 0.25}}
    other = Scenario(market_share=turned, thrift_bend=0.5, installations_gw={"2040": 1200.0, "2030": 900.0})
    assert one == other
    assert one.hash == other.hash
    assert hash(one) == hash(other)


def test_equal_scenarios_have_equal_hashes_for_either_zero():
    one, other = Scenario(installations_gw={2030: 0.0}), Scenario(installations_gw={2030: -0.0})
    assert one == other
    assert one.hash == other.hash


def test_the_hash_is_the_same_in_another_process():
    code = (
        "from pvsilver.scenario import Scenario;"
        "print(Scenario(installations_factor=1.2, market_share={'perc': {2030: 1.0}}).hash)"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
        ).stdout.strip()
        for _ in range(2)
    }
    assert runs == {Scenario(installations_factor=1.2, market_share={"perc": {2030: 1.0}}).hash}
    assert len(runs.pop()) == 12


def test_a_scenario_can_be_copied_and_sent_to_a_worker():
    scenario = Scenario(**OWN)
    for twin in (copy.copy(scenario), copy.deepcopy(scenario), pickle.loads(pickle.dumps(scenario))):
        assert twin == scenario
        assert twin.hash == scenario.hash


def test_replace_changes_what_it_names_and_nothing_else():
    base = Scenario(**OWN)
    changed = base.replace(installations_factor=2.0)
    assert list(differences(base, changed)) == [("installations_factor", 1.0, 2.0)]
    assert base["installations_factor"] == 1.0
    assert changed.replace(installations_factor=1.0) == base
    assert base.replace(market_share=None, installations_gw=None) == Scenario()


def test_replace_is_checked_as_a_new_scenario_is():
    for values in (
        {"installations_factor": 9},
        {"nothing": 1},
        {"self": 1},
        {"market_share": {"perc": {2030: 0.9}}},
    ):
        with pytest.raises(InputError):
            Scenario().replace(**values)


def test_all_values_make_the_scenario_again():
    for name in presets():
        scenario = Scenario.preset(name)
        assert Scenario(**scenario.values) == scenario
        assert Scenario(**json.loads(json.dumps(scenario.values))) == scenario


@pytest.mark.parametrize("value", ["a lot", math.nan, math.inf, True, -0.01, 3.01, None, [1]])
def test_a_bad_value_is_refused_in_one_line_that_says_what_is_allowed_and_where(value):
    with pytest.raises(InputError) as refused:
        Scenario(installations_factor=value)
    message = str(refused.value)
    assert message.startswith("installations_factor")
    assert "from 0 to 3" in message
    assert "--set" in message
    assert isinstance(refused.value, ValueError)
    assert refused.value.parameter == "installations_factor"


@given(st.text(max_size=400))
def test_any_text_is_a_number_of_the_range_or_refused_in_one_printable_line(text):
    try:
        said = Scenario(installations_factor=text)["installations_factor"]
    except InputError as error:
        said = str(error)
    if isinstance(said, str):
        assert said.startswith("installations_factor")
        assert len(said) <= 300
        assert said.isprintable()
    else:
        assert 0 <= said <= 3


plain = st.none() | st.booleans() | st.floats() | st.text(max_size=8)
any_json = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(any_json)
def test_any_json_value_is_a_table_or_refused_by_name(value):
    for id in ("market_share", "installations_gw", "route_share", "thrift"):
        try:
            said = Scenario(**{id: value})[id]
        except InputError as error:
            said = str(error)
        assert said is None or isinstance(said, dict) or (said.startswith(id) and len(said) <= 300)


def test_values_come_in_the_order_of_the_catalogue():
    from pvsilver import catalogue

    assert list(Scenario(vat_pct=5, installations_factor=2).values) == list(catalogue.load())
