"""Tables of a visitor's own: what is wrong is named by row and column, and what is right gives the same numbers."""

import numpy as np
import pytest

import pvsilver
from pvsilver.exchange import own_table
from pvsilver.exchange.own_table import Fault

MIX, VOLUME = own_table.layout("market_share"), own_table.layout("installations_gw")
IDS = ("market_share", "installations_gw")


def mix(year=2030, **percent):
    return {"year": year} | dict.fromkeys(MIX.columns, 0.0) | percent


@pytest.mark.parametrize("id", IDS)
def test_the_path_at_its_anchor_years_is_a_table_without_faults(id):
    form = own_table.layout(id)
    assert not own_table.faults(form, own_table.anchors(id, pvsilver.Scenario()))


def test_installations_at_the_anchor_years_of_the_path_change_nothing():
    rows = own_table.anchors("installations_gw", pvsilver.Scenario())
    own = pvsilver.Scenario(installations_gw=own_table.value(VOLUME, rows))
    np.testing.assert_allclose(
        pvsilver.project(own).annual["net_silver_t"],
        pvsilver.project(pvsilver.Scenario()).annual["net_silver_t"],
        rtol=1e-9,
    )


@pytest.mark.parametrize("id", IDS)
def test_a_template_reads_back_as_what_it_was_written_from(id):
    form, rows = own_table.layout(id), own_table.anchors(id, pvsilver.Scenario())
    read, faults = own_table.read(form, own_table.template(form, rows).encode())
    assert not faults
    assert own_table.value(form, read) == own_table.value(form, rows)


@pytest.mark.parametrize("id", IDS)
def test_a_table_in_force_is_what_the_grid_shows(id):
    form, rows = own_table.layout(id), own_table.anchors(id, pvsilver.Scenario())
    scenario = pvsilver.Scenario(**{id: own_table.value(form, rows)})
    shown = own_table.anchors(id, scenario)
    for one, other in zip(rows, shown, strict=True):
        assert one == pytest.approx(other)


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([], Fault("empty")),
        ([mix(topcon=90.0)], Fault("sum", 1, "", "90")),
        ([mix(), mix(2031, topcon=100.0)], Fault("sum", 1, "", "0")),
        ([mix(topcon=100.0), mix(topcon=100.0)], Fault("twice", 2, "year", "2030")),
        ([mix(1900, topcon=100.0)], Fault("year", 1, "year", "1900")),
        ([mix(2030.5, topcon=100.0)], Fault("year", 1, "year", "2030.5")),
        ([mix(topcon=100.0, hjt=-1.0)], Fault("value", 1, "hjt", "-1")),
        ([mix(topcon=100.0, hjt=None)], Fault("value", 1, "hjt", "")),
        ([mix(topcon=float("nan"))], Fault("value", 1, "topcon", "nan")),
    ],
)
def test_a_fault_names_row_and_column(rows, fault):
    assert own_table.faults(MIX, rows) == [fault]


def test_observed_years_of_installations_are_not_the_visitors_to_give():
    assert own_table.faults(VOLUME, [{"year": 2025, "gw": 600.0}]) == [Fault("year", 1, "year", "2025")]


def test_scaling_keeps_proportions_and_makes_the_row_sum_to_a_hundred():
    (row,) = own_table.scaled(MIX, [mix(topcon=60.0, hjt=20.0)])
    assert (row["topcon"], row["hjt"]) == pytest.approx((75.0, 25.0))
    assert not own_table.faults(MIX, own_table.scaled(MIX, [mix(topcon=1 / 3, hjt=1 / 7, xbc=0.1)]))
    assert own_table.scaled(MIX, [mix()]) == [mix()]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (b"", [Fault("header", given="year"), Fault("header", given="gw")]),
        (b"year\n2030\n", [Fault("header", given="gw")]),
        (b"year,gw\n", [Fault("empty")]),
        (b"year,gw\n2030,many\n", [Fault("value", 1, "gw", "many")]),
        (b"year,gw\n2030,1_000\n", [Fault("value", 1, "gw", "1_000")]),
        (b"year,gw\n2030\n", [Fault("value", 1, "gw", "")]),
        (b"year,gw\n2030,=1+1\n", [Fault("value", 1, "gw", "=1+1")]),
        (b"\xff\xfe", [Fault("not_csv")]),
        (b"x" * 200_000, [Fault("large", given="200000")]),
        (b"year,gw\n" + b"2030,1\n" * 300, [Fault("large", given="300")]),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_why(text, faults):
    assert own_table.read(VOLUME, text)[1] == faults


def test_a_file_may_have_its_columns_in_any_order_a_mark_of_its_encoding_and_empty_lines():
    rows, faults = own_table.read(VOLUME, "\ufeffGW, Year\n700,2030\n\n800,2035\n".encode())
    assert not faults
    assert own_table.value(VOLUME, rows) == {"2030": 700.0, "2035": 800.0}


def test_edits_of_a_grid_change_delete_and_add_rows():
    rows = [{"year": 2030, "gw": 700.0}, {"year": 2035, "gw": 800.0}]
    change = {
        "edited_rows": {0: {"gw": 650.0}},
        "deleted_rows": [1],
        "added_rows": [{"year": 2040, "gw": 900.0}, {}],
    }
    assert own_table.edited(rows, change) == [{"year": 2030, "gw": 650.0}, {"year": 2040, "gw": 900.0}]
    assert rows[0]["gw"] == 700.0
