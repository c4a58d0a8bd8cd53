"""One declaration for each assumption; everything that a user meets is made from it."""

from __future__ import annotations

import dataclasses
import math
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from pvsilver import catalogue, tables
from pvsilver.catalogue import Catalogue, declare, from_text
from pvsilver.errors import InputError, TableError
from pvsilver.exchange import scenario_file
from pvsilver.scenario import Scenario

PARAMETERS = catalogue.load()
NUMBERS = {id: p for id, p in PARAMETERS.items() if p.type in ("number", "integer")}
CHOICES = {id: p for id, p in PARAMETERS.items() if p.type == "choice"}
TABLES = {id: p for id, p in PARAMETERS.items() if p.type == "table"}

LEVERS_OF_EVERY_PROJECT = (
    "installations_factor", "mg_per_w_factor", "collection_share_factor", "silver_price_usd_per_oz",
)  # fmt: skip

ROW = {
    "id": "test_share_pct",
    "type": "number",
    "unit": "%",
    "minimum": 0.0,
    "maximum": 30.0,
    "step": 0.1,
    "page": "outlook",
    "group": "volume",
    "prominence": "more",
    "default_ref": "assumptions:id=unreported_share_pct",
    "distribution": "triangular",
    "keys": None,
    "sum_over": None,
}


# -- every declaration --------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", list(PARAMETERS))
def test_ids_are_short_snake_case_and_declared_once(id):
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", id)
    assert len(id) <= 40
    assert [row["id"] for row in tables.load("catalogue").rows].count(id) == 1


@pytest.mark.parametrize("id", list(NUMBERS))
def test_default_and_range_are_on_the_grid_and_within_bounds(id):
    parameter = NUMBERS[id]
    assert parameter.minimum < parameter.maximum
    assert parameter.step > 0
    # The range of a cell's parameter may be relative: a factor on the preset's value, not a value.
    ranges = (parameter.low, parameter.central, parameter.high) if parameter.range_kind == "absolute" else ()
    for value in (parameter.default, *ranges):
        if value is not None:
            assert parameter.minimum <= value <= parameter.maximum
            assert parameter.check(value) == value


@pytest.mark.parametrize("id", list(NUMBERS))
def test_low_central_and_high_are_in_order_and_the_default_is_central(id):
    p = NUMBERS[id]
    if p.optional:
        return
    assert p.default == p.central
    for low, high in ((p.low, p.central), (p.central, p.high)):
        assert low is None or high is None or low <= high
    if p.distribution != "none":
        assert None not in (p.low, p.high), "a distribution needs both ends"


@pytest.mark.parametrize("id", list(PARAMETERS))
def test_every_default_has_sources_and_a_grade(id):
    parameter = PARAMETERS[id]
    if parameter.optional:
        return
    known = {row["id"] for row in tables.load("sources").rows}
    assert parameter.source_ids
    assert set(parameter.source_ids) <= known
    assert parameter.grade in {"A", "B", "C"}


@pytest.mark.parametrize("id", list(CHOICES))
def test_a_choice_offers_its_default_and_never_the_past(id):
    assert CHOICES[id].optional or CHOICES[id].default in CHOICES[id].choices
    assert len(CHOICES[id].choices) >= 2
    assert "history" not in CHOICES[id].choices


def test_the_levers_of_every_project_are_there():
    assert set(LEVERS_OF_EVERY_PROJECT) <= set(PARAMETERS)
    for id in LEVERS_OF_EVERY_PROJECT[:3]:
        assert PARAMETERS[id].default == 1


@pytest.mark.parametrize("id", list(NUMBERS))
def test_a_unit_in_the_id_is_the_unit_declared(id):
    unit = PARAMETERS[id].unit
    for suffix, expected in {"_pct": "%", "_gw": "GW", "_years": "year", "_usd_per_oz": "USD/oz"}.items():
        if id.endswith(suffix):
            assert unit == expected


# -- values -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", list(NUMBERS))
@pytest.mark.parametrize(
    "value",
    ["plenty", "nan", "inf", math.nan, math.inf, -math.inf, True, False, np.True_, b"1", "1_0", 10**400, 10**5000,
     [1.0], {"a": 1}, (1,), np.array([1.0, 2.0]), pd.Series([1.0, 2.0]), 1j, object()],
    ids=lambda v: f"{type(v).__name__}-{str(v)[:6]}" if not isinstance(v, int) or abs(v) < 10**9 else "huge",
)  # fmt: skip
def test_what_is_not_a_finite_number_is_refused(id, value):
    with pytest.raises(InputError) as refused:
        NUMBERS[id].check(value)
    assert_one_line_that_names(refused.value, id)


@pytest.mark.parametrize("id", list(NUMBERS))
def test_outside_the_range_is_refused_and_never_clipped(id):
    p = NUMBERS[id]
    for value in (p.minimum - p.step, p.maximum + p.step, p.minimum - 1e-9, p.maximum * (1 + 1e-12) + 1e-9):
        with pytest.raises(InputError) as refused:
            p.check(value)
        assert_one_line_that_names(refused.value, id)
        assert f"{p.minimum:g}" in str(refused.value)
        assert f"{p.maximum:g}" in str(refused.value)


@pytest.mark.parametrize("id", list(NUMBERS))
def test_ends_of_the_range_are_allowed(id):
    p = NUMBERS[id]
    assert p.check(p.minimum) == p.minimum
    assert p.check(p.maximum) == p.maximum
    assert p.check(str(p.maximum)) == p.maximum


def test_values_snap_to_the_nearest_step_in_decimal():
    factor = PARAMETERS["installations_factor"]
    assert factor.check(0.1 + 0.2) == 0.3
    assert factor.check(1.2349) == 1.23
    assert factor.check("1.2351") == 1.24
    assert PARAMETERS["thrift_bend"].check(-0.26) == -0.25
    assert PARAMETERS["weibull_scale_years"].check(32.44796) == 32.448


def test_snapping_never_passes_an_end():
    odd = dataclasses.replace(PARAMETERS["unreported_share_pct"], minimum=0.0, maximum=1.0, step=0.3)
    assert odd.check(1.0) <= 1.0
    assert odd.check(0.95) == pytest.approx(0.9)


@pytest.mark.parametrize(
    "value", [1, 1.0, "1", "1.0", " 1 ", "1e0", np.float64(1), np.int64(1), Decimal(1), Fraction(1)]
)
def test_the_same_number_however_written_is_the_same_value(value):
    assert PARAMETERS["installations_factor"].check(value) == 1.0
    assert type(PARAMETERS["installations_factor"].check(value)) is float


def test_a_whole_number_stays_whole():
    year = PARAMETERS["headline_year"]
    assert year.check("2030") == 2030
    assert type(year.check(2030.0)) is int
    with pytest.raises(InputError, match=r"^headline_year"):
        year.check(2030.5)


def test_an_empty_value_is_allowed_only_where_the_preset_decides():
    for id, parameter in PARAMETERS.items():
        for empty in (None, ""):
            if parameter.optional:
                assert parameter.check(empty) is None
            else:
                with pytest.raises(InputError, match=rf"^{id}"):
                    parameter.check(empty)


@pytest.mark.parametrize("id", list(CHOICES))
@pytest.mark.parametrize(
    "value", ["centrall", "Central", 1, 1.5, True, ["central"], np.array(["a", "b"]), {"a": 1}]
)
def test_what_is_not_a_choice_is_refused(id, value):
    with pytest.raises(InputError) as refused:
        CHOICES[id].check(value)
    assert_one_line_that_names(refused.value, id)
    assert CHOICES[id].choices[0] in str(refused.value)


def assert_one_line_that_names(error, id):
    message = str(error)
    assert message.startswith(id)
    assert len(message) <= 300
    assert len(message.splitlines()) == 1
    assert message.isprintable()


# -- a user's own tables ------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", list(TABLES))
@pytest.mark.parametrize(
    "value", [5, "x", [], {}, {"2030": {}}, {2030: None}, {None: 1}, {"perc": 3}, {"perc": {}}]
)
def test_what_is_not_a_table_of_the_declared_depth_is_refused(id, value):
    with pytest.raises(InputError) as refused:
        TABLES[id].check(value)
    assert_one_line_that_names(refused.value, id)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"installations_gw": {2030: -1}}, "installations_gw 2030"),
        ({"installations_gw": {2030: math.nan}}, "installations_gw 2030"),
        ({"installations_gw": {2030: True}}, "installations_gw 2030"),
        ({"installations_gw": {2030: 10**400}}, "installations_gw 2030"),
        ({"installations_gw": {1994: 1}}, "installations_gw.*1994.*1995 to 2100"),
        ({"installations_gw": {2101: 1}}, "installations_gw.*2101.*1995 to 2100"),
        ({"installations_gw": {2030.5: 1}}, "installations_gw.*2030.5"),
        ({"installations_gw": {"²": 1}}, "installations_gw"),
        ({"installations_gw": {2030: 1, "2030": 2}}, "installations_gw 2030.*twice"),
        (
            {"market_share": {"perc": {2030: 0.5}, "topcon": {2030: 0.57}}},
            "market_share 2030.*1.07.*perc, topcon",
        ),
        ({"market_share": {"perc": {2030: 0.5}, "hjt": {2030: 0.500002}}}, "market_share 2030.*1.000002"),
        (
            {"market_share": {"perc": {2030: 1.0, 2035: 0.4}, "topcon": {2035: 0.6}}},
            "market_share 2030.*topcon",
        ),
        ({"market_share": {"perc": {2030: 1.2}}}, "market_share perc 2030.*0 to 1"),
        ({"market_share": {"silicon": {2030: 1.0}}}, "market_share.*silicon.*al_bsf"),
        ({"market_share": {"perc": {2030: 1.0}, "PERC": {2030: 0.0}}}, "market_share perc.*twice"),
        ({"route_share": {"hjt": {"seed_layer": {2030: 0.5}}}}, "route_share hjt 2030.*0.5"),
        ({"route_share": {"hjt": {"gold": {2030: 1.0}}}}, "route_share hjt.*gold.*silver_paste"),
        ({"thrift": {"perc": {2030: 3.1}}}, "thrift perc 2030.*0 to 3"),
    ],
)
def test_a_table_with_a_fault_is_refused_with_its_place(given, said):
    with pytest.raises(InputError, match=rf"^{said}") as refused:
        Scenario(**given)
    assert_one_line_that_names(refused.value, next(iter(given)))


def test_shares_may_miss_one_by_their_rounding_and_are_never_normalised():
    shares = {"perc": {2030: 0.3333333}, "topcon": {2030: 0.6666668}}
    kept = Scenario(market_share=shares)["market_share"]
    assert kept == {"perc": {"2030": 0.3333333}, "topcon": {"2030": 0.6666668}}


def test_names_of_technologies_and_years_may_be_written_as_people_do():
    plain = Scenario(market_share={"topcon": {2030: 0.75}, "al_bsf": {2030: 0.25}})
    assert Scenario(market_share={"Al-BSF": {"2030": "0.25"}, "TOPCon": {"2030": 0.75}}) == plain


# -- a row added in memory ----------------------------------------------------------------------------------


@pytest.fixture
def with_added_row(monkeypatch):
    """The catalogue with one more parameter, as any face would load it."""
    found = Catalogue([*PARAMETERS.values(), declare(ROW)])
    monkeypatch.setattr(catalogue, "load", lambda root=None: found)
    return found


def test_a_row_added_in_memory_is_a_parameter_of_scenarios_files_and_their_schema(with_added_row, tmp_path):
    assert Scenario()["test_share_pct"] == 5
    assert Scenario(test_share_pct=7.04)["test_share_pct"] == 7.0
    assert Scenario(test_share_pct=7.0).hash != Scenario().hash
    with pytest.raises(InputError, match=r"^test_share_pct"):
        Scenario(test_share_pct=31)
    schema = Scenario.json_schema()["properties"]["test_share_pct"]
    assert (schema["minimum"], schema["maximum"], schema["default"]) == (0.0, 30.0, 5.0)
    path = tmp_path / "one.json"
    path.write_text('{"test_share_pct": 12.3}', encoding="utf-8")
    assert Scenario.from_file(path)["test_share_pct"] == 12.3


def test_a_row_added_in_memory_travels_in_links_and_addresses(with_added_row):
    from pvsilver.exchange import address

    changed = Scenario(test_share_pct=12.3)
    assert Scenario.from_link(changed.to_link()) == changed
    query = address.to_query(changed)
    assert query["test_share_pct"] == "12.3"
    assert address.from_query(query) == (changed, [])


def test_a_row_whose_default_does_not_exist_is_a_fault_of_the_data():
    for reference in ("assumptions:id=nothing", "nowhere:id=x"):
        with pytest.raises(TableError):
            declare(ROW | {"default_ref": reference})


def test_an_unknown_id_is_refused_with_the_nearest_ones():
    with pytest.raises(InputError, match=r"^instalations_factor: .*installations_factor"):
        Scenario(instalations_factor=1)
    for odd in ("self", "", "x" * 5000, "a\nb", "\x1b[31m", "\ud800", "__class__", "values"):
        with pytest.raises(InputError) as refused:
            Scenario(**{odd: 1})
        assert len(str(refused.value)) <= 300
        assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    "text",
    ["{", "[[" * 50_000, '{"2030": NaN}', '{"2030": 1, "2030": 2}', "5", '{"2030": 1' + "0" * 5000 + "}"],
)
def test_a_table_written_as_text_is_json_or_refused(text):
    parameter = PARAMETERS["installations_gw"]
    with pytest.raises(InputError, match=r"^installations_gw"):
        parameter.check(from_text(parameter, text))


def test_the_schema_agrees_with_the_checks():
    import jsonschema

    schema = scenario_file.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert set(schema["properties"]) == set(PARAMETERS)
    assert validator.is_valid(Scenario().values)
    assert validator.is_valid(Scenario.preset("low").values)
    assert validator.is_valid({"market_share": {"perc": {"2030": 1.0}}, "weibull_shape": None})
    for bad in ({"nothing": 1}, {"installations_factor": 9}, {"installations_factor": "1"}, {"thrift_path": "x"},
                {"market_share": {"perc": 1}}, {"installations_gw": {}}):  # fmt: skip
        assert not validator.is_valid(bad)
