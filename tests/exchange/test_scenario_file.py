"""Scenario files: what is read, and what is refused with one line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsilver.errors import InputError
from pvsilver.exchange.scenario_file import MAXIMUM_BYTES, parse
from pvsilver.scenario import Scenario, presets

OWN = Scenario(
    installations_factor=1.25,
    market_share={"perc": {2030: 0.25}, "topcon": {2030: 0.75}},
    route_share={"hjt": {"seed_layer": {2040: 1.0}}},
    weibull_shape=4.0,
)


def refused(content):
    with pytest.raises(InputError) as error:
        parse(content, "mine.json")
    message = str(error.value)
    assert len(message) <= 300
    assert len(message.splitlines()) == 1
    assert message.isprintable()
    return message


# -- what is read -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", [OWN, *(Scenario.preset(name) for name in presets())])
def test_what_is_written_is_read_back(scenario, tmp_path):
    path = tmp_path / "scenario.json"
    path.write_text(json.dumps(scenario.values), encoding="utf-8")
    assert Scenario.from_file(path) == scenario
    assert Scenario.from_file(str(path)).hash == scenario.hash


def test_values_that_are_not_given_are_those_of_the_central_case():
    assert parse(b'{"installations_factor": 1.25}') == Scenario(installations_factor=1.25)
    assert parse(b"{}") == Scenario()


def test_an_answer_of_the_model_is_a_scenario_file():
    answer = {
        "pvsilver": "0.1.0",
        "data": "2026.11",
        "scenario": OWN.values,
        "hash": OWN.hash,
        "results": [{"year": 2030}],
    }
    assert parse(json.dumps(answer).encode()) == OWN
    assert parse(json.dumps({"scenario": OWN.values}).encode()) == OWN


def test_a_byte_order_mark_is_passed_over():
    assert parse(b"\xef\xbb\xbf" + b'{"installations_factor": 2}') == Scenario(installations_factor=2)


def test_numbers_may_be_whole_and_values_are_snapped():
    assert parse(b'{"installations_factor": 2, "thrift_bend": 0.26}') == Scenario(
        installations_factor=2.0, thrift_bend=0.25
    )


# -- what is refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [b"", b"   ", b"{", b"installations_factor: 2", b"{'a': 1}", b'{"a": 1} x', b'{"a": 01}', b"\x00"],
)
def test_what_is_not_json_is_refused(content):
    message = refused(content)
    assert message.startswith("scenario: ")
    assert "mine.json" in message
    assert "JSON" in message


@pytest.mark.parametrize(
    "content", [b"[]", b"[1, 2]", b'"text"', b"5", b"null", b"true", b'[{"installations_factor": 1}]']
)
def test_what_is_not_a_mapping_is_refused(content):
    message = refused(content)
    assert message.startswith("scenario: ")
    assert "mapping" in message


def test_an_unknown_key_is_refused_by_name():
    assert refused(b'{"instalations_factor": 1}').startswith("instalations_factor: ")
    assert refused(b'{"self": 1}').startswith("self: ")
    assert "empty" in refused(b'{"": 1}')


def test_a_key_given_twice_is_refused():
    assert "twice" in refused(b'{"installations_factor": 1, "installations_factor": 2}')
    assert "twice" in refused(b'{"installations_gw": {"2030": 1, "2030": 2}}')


def test_a_key_beside_the_scenario_is_not_passed_over():
    message = refused(b'{"scenario": {"thrift_bend": 0.5}, "installations_factor": 2}')
    assert message.startswith("installations_factor: ")
    assert refused(b'{"scenario": 5}').startswith("scenario: ")


@pytest.mark.parametrize("text", ["Größe", "硅"])
def test_another_encoding_is_refused(text):
    for encoding in ("latin-1", "gbk", "utf-16"):
        try:
            content = f'{{"note": "{text}"}}'.encode(encoding)
        except UnicodeEncodeError:
            continue
        message = refused(content)
        assert message.startswith("scenario: ")
        assert "UTF-8" in message


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_not_finite_is_refused(constant):
    refused(f'{{"installations_factor": {constant}}}'.encode())


@pytest.mark.parametrize("digits", [20, 400, 5000, 900_000])
def test_a_number_of_many_digits_is_refused_as_out_of_range(digits):
    assert refused(b'{"installations_factor": 1' + b"0" * digits + b"}").startswith("installations_factor: ")


@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b'{"a":' * 100_000, b'{"market_share": ' + b"[" * 90_000]
)
def test_deep_nesting_is_refused(content):
    assert refused(content).startswith("scenario: ")


def test_a_file_of_more_than_a_megabyte_is_refused_unread(tmp_path):
    path = tmp_path / "large.json"
    path.write_bytes(b'{"installations_factor": 1' + b" " * MAXIMUM_BYTES + b"}")
    with pytest.raises(InputError, match=r"^scenario: .*large\.json.*1,000,0"):
        Scenario.from_file(path)
    assert "1,000,000" in refused(b" " * (MAXIMUM_BYTES + 1))


def test_a_megabyte_is_read():
    assert parse(b"{}" + b" " * (MAXIMUM_BYTES - 2)) == Scenario()


def test_a_file_that_is_not_there_and_a_folder_are_refused_by_name(tmp_path):
    for path in (tmp_path / "nothing.json", tmp_path):
        with pytest.raises(InputError, match=rf"^scenario: .*{path.name}"):
            Scenario.from_file(path)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b'{"installations_factor": "many"}', "installations_factor"),
        (b'{"installations_factor": null}', "installations_factor"),
        (b'{"installations_factor": true}', "installations_factor"),
        (b'{"installations_factor": 3.5}', "installations_factor"),
        (b'{"thrift_path": "quick"}', "thrift_path"),
        (b'{"thrift_path": 3}', "thrift_path"),
        (b'{"market_share": {"perc": {"2031": 1.07}}}', "market_share perc 2031"),
        (b'{"market_share": {"perc": {"2031": 0.5}, "topcon": {"2031": 0.57}}}', "market_share 2031"),
        (b'{"market_share": []}', "market_share"),
    ],
)
def test_a_bad_value_is_refused_by_its_parameter(content, named):
    assert refused(content).startswith(named)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_scenario_or_refused(content):
    try:
        found = parse(content)
    except InputError as error:
        found = error
    assert isinstance(found, Scenario) or len(str(found)) <= 300


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a system without devices as files")
def test_an_endless_device_or_a_pipe_is_refused_at_once(tmp_path):
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    for path in ("/dev/zero", pipe, tmp_path):
        with pytest.raises(InputError, match="not a regular file"):
            Scenario.from_file(path)


def test_a_file_that_is_longer_than_it_says_is_read_to_the_limit_only(tmp_path, monkeypatch):
    path = tmp_path / "grows.json"
    path.write_bytes(b" " * (MAXIMUM_BYTES + 1))
    real = path.stat()
    monkeypatch.setattr(
        Path, "stat", lambda *_, **__: os.stat_result((real.st_mode, *real[1:6], 0, *real[7:]))
    )
    with pytest.raises(InputError, match="more than the 1,000,000 bytes"):
        Scenario.from_file(path)
