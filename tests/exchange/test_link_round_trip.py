"""A link brings every value back, with the same hash, and stays short."""

from __future__ import annotations

import random
from urllib.parse import urlencode

import pytest
from any_scenario import every_value_other, other_value, random_scenario

from pvsilver import catalogue, tables
from pvsilver.exchange import address, arrival, link, link_words
from pvsilver.scenario import Scenario, presets
from pvsilver.version import MODEL_VERSION

COMBINATIONS = 500

BASELINE = Scenario(thrift_path="slow", installations_factor=1.25)


def came_back(scenario: Scenario) -> list[Scenario]:
    """The scenario through each form of link."""
    query = address.to_query(scenario)
    return [
        Scenario.from_link(scenario.to_link()),
        Scenario.from_link(f"https://pv.example/outlook?{urlencode(query)}"),
        Scenario.from_link(link.as_address("https://pv.example/", scenario, view={"lang": "zh"})),
        arrival.read(query).scenario,
        arrival.read({"v": "1", "link": scenario.to_link()}).scenario,
    ]


@pytest.mark.parametrize("id", list(catalogue.load()))
def test_each_parameter_alone_comes_back_with_the_same_hash(id: str) -> None:
    scenario = Scenario(**{id: other_value(catalogue.load()[id], random.Random(id))})
    assert list(scenario.changed) == [id]
    for found in came_back(scenario):
        assert found == scenario
        assert found.values == scenario.values
        assert found.hash == scenario.hash


def test_combinations_of_parameters_come_back_with_the_same_hash() -> None:
    rng = random.Random(6)
    for _ in range(COMBINATIONS):
        scenario = random_scenario(rng)
        for found in came_back(scenario):
            assert found == scenario
            assert found.hash == scenario.hash


def test_a_pinned_baseline_travels_with_its_scenario() -> None:
    rng = random.Random(7)
    for _ in range(50):
        scenario, baseline = random_scenario(rng), random_scenario(rng)
        found = link.decode(link.encode(scenario, baseline))
        assert (found.scenario, found.baseline) == (scenario, baseline)
        query = address.to_query(scenario, baseline)
        read = arrival.read(query)
        assert (read.scenario, read.baseline, read.refusals) == (scenario, baseline, [])
        found = link.decode(f"http://localhost:8501/cell?{urlencode(query)}")
        assert (found.scenario, found.baseline) == (scenario, baseline)


def test_the_default_baseline_adds_nothing_to_address_or_link() -> None:
    scenario = Scenario(thrift_bend=0.5)
    assert address.to_query(scenario, Scenario()) == address.to_query(scenario)
    assert link.encode(scenario, Scenario()) == link.encode(scenario)
    assert arrival.read(address.to_query(scenario)).baseline is None


def test_an_address_carries_nothing_but_the_version_and_what_was_changed() -> None:
    scenario = Scenario(thrift_bend=0.5, installations_factor=2)
    assert address.to_query(scenario, BASELINE) == {
        "v": "1", "installations_factor": "2", "thrift_bend": "0.5",
        "pin.installations_factor": "1.25", "pin.thrift_path": "slow",
    }  # fmt: skip


def test_parameters_beside_a_permanent_link_change_it() -> None:
    sent = link.encode(Scenario(thrift_bend=0.5, mg_per_w_factor=0.9), BASELINE)
    query = {"v": "1", "link": sent, "thrift_bend": "-0.5"}
    expected = Scenario(thrift_bend=-0.5, mg_per_w_factor=0.9)
    assert arrival.read(query).scenario == expected
    assert arrival.read(query).baseline == BASELINE
    assert Scenario.from_link(f"http://localhost:8501/?{urlencode(query)}") == expected


@pytest.mark.parametrize("seed", range(20))
def test_a_link_with_every_value_changed_fits_into_a_message(seed: int) -> None:
    rng = random.Random(seed)
    scenario, baseline = every_value_other(rng), every_value_other(rng)
    assert len(scenario.to_link()) <= link.MESSENGER_CHARACTERS
    view = {"lang": "zh", "units": "kg/GW"}
    address = link.as_address("https://silver.example.org/outlook", scenario, baseline, view)
    assert len(address) <= link.MESSENGER_CHARACTERS


def test_a_link_tells_its_versions_and_what_the_sender_changed() -> None:
    found = link.decode(Scenario(thrift_bend=0.5).to_link())
    assert (found.model, found.data) == (MODEL_VERSION, tables.version())
    assert found.changed == {"thrift_bend"}
    assert found.made_today


def test_every_preset_travels() -> None:
    for name in presets():
        assert Scenario.from_link(Scenario.preset(name).to_link()) == Scenario.preset(name)


def test_links_packed_without_the_dictionary_of_words_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = Scenario(thrift_bend=0.5)
    with monkeypatch.context() as patched:
        patched.setattr(link_words, "released", tuple)
        plain = scenario.to_link()
    assert plain != scenario.to_link()
    assert Scenario.from_link(plain) == scenario
