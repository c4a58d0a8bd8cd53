"""Every text that the program looks up exists in English and in Chinese."""

import ast
import csv
import string
from pathlib import Path

import pytest

from pvsilver import catalogue, names, tables, words
from pvsilver.scenario import presets
from pvsilver.screens import widgets

ROOT = Path(words.__file__).resolve().parents[1]
LOOKED_UP_BY = {"say", "state.say", "words.text"}

PUBLIC_COLUMNS = (
    "year", "installations_gw", "retired_gw", "in_service_gw", "cell_production_gw", "silver_mg_per_w",
    "paste_t", "contained_silver_t", "utilisation", "bought_silver_t", "scrap_returned_t",
    "installed_silver_t", "in_service_silver_t", "retired_silver_t", "recovered_silver_t",
    "returned_silver_t", "carried_silver_t", "net_silver_t", "survey_comparable_t", "share_of_mine_pct",
    "share_of_supply_pct", "silver_cost_usd_per_w", "silver_cost_cny_per_w", "silver_bill_musd",
)  # fmt: skip
"""Columns of `project` by year, as CONTRACT names them."""


def literal_ids():
    """(file, id) of each literal first argument of a look-up anywhere in the package and in app.py."""
    for path in sorted([*ROOT.rglob("*.py"), ROOT.parent / "app.py"]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            looks_up = isinstance(node, ast.Call) and ast.unparse(node.func) in LOOKED_UP_BY
            if looks_up and node.args and isinstance(node.args[0], ast.Constant):
                yield path.name, node.args[0].value


def placeholders(text):
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_both_languages_have_the_same_ids():
    assert set(words.load("en")) == set(words.load("zh"))


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_no_id_is_given_twice(lang):
    lines = (words.HERE / f"{lang}.csv").read_text(encoding="utf-8").splitlines()[1:]
    ids = [line.partition(",")[0] for line in lines]
    assert not {id for id in ids if ids.count(id) > 1}


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_comma_in_a_text_is_quoted_so_that_nothing_is_cut_off(lang):
    with (words.HERE / f"{lang}.csv").open(encoding="utf-8", newline="") as file:
        assert not [row for row in csv.reader(file, strict=True) if len(row) != 2]


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_literal_id_in_the_source_has_a_text(lang):
    assert not {(file, id) for file, id in literal_ids() if id not in words.load(lang)}


def test_the_scan_finds_look_ups():
    assert len(set(literal_ids())) > 80


def test_a_text_and_its_translation_take_the_same_values():
    english, chinese = words.load("en"), words.load("zh")
    assert not {id for id in english if placeholders(english[id]) != placeholders(chinese[id])}


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_only_the_unit_of_a_pure_number_is_empty(lang):
    assert {id for id, text in words.load(lang).items() if not text.strip()} <= {"unit.1"}


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_parameter_has_a_label_help_unit_and_group(lang):
    known = words.load(lang)
    wanted = {
        id
        for p in catalogue.load().values()
        for id in (f"parameter.{p.id}.label", f"parameter.{p.id}.help", f"group.{p.group}")
    } | {f"unit.{p.unit}" for p in catalogue.load().values() if p.unit}
    assert not wanted - set(known)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_choice_has_a_name(lang):
    known = words.load(lang)
    wanted = {widgets.choice_id(p.id, choice) for p in catalogue.load().values() for choice in p.choices}
    assert not wanted - set(known)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_public_column_technology_route_region_preset_and_source_kind_has_a_name(lang):
    wanted = {f"column.{column}" for column in PUBLIC_COLUMNS}
    wanted |= {f"technology.{id}" for id in names.TECHNOLOGIES} | {f"route.{id}" for id in names.ROUTES}
    wanted |= {f"region.{id}" for id in (*names.REGIONS, "world")}
    wanted |= {f"preset.{name}.{part}" for name in presets() for part in ("label", "intent")}
    wanted |= {f"source_kind.{row['kind']}" for row in tables.load("sources").rows}
    assert not wanted - set(words.load(lang))


def test_an_unknown_id_is_an_error():
    with pytest.raises(KeyError):
        words.text("nothing.of.the.kind", "en")
