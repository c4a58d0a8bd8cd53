"""Warnings and refusals in both languages: every code has its words, and a Chinese page says nothing in English."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import pvsilver
from pvsilver import CellDesign, InputError, Scenario, cli, evaluate, project, words
from pvsilver.exchange import telling
from pvsilver.said import Said

PACKAGE = Path(pvsilver.__file__).parent
CODE = re.compile(r'"((?:warning|refusal)\.\w+)"')

REFUSED: dict[str, Callable[[], object]] = {
    "a number outside its range": lambda: Scenario(t50_years=500),
    "text in place of a number": lambda: Scenario(t50_years="old"),
    "half a year": lambda: Scenario(headline_year=2030.5),
    "an unknown choice": lambda: Scenario(lifetime_preset="eternal"),
    "a switch that is neither": lambda: Scenario(leco="perhaps"),
    "an empty value": lambda: Scenario(headline_year=""),
    "shares that miss a sum of one": lambda: Scenario(
        market_share={"topcon": {"2030": 0.5}, "perc": {"2030": 0.6}}
    ),
    "a year without a share": lambda: Scenario(
        market_share={"topcon": {"2030": 1, "2031": 1}, "perc": {"2030": 0}}
    ),
    "a year before the model": lambda: Scenario(installations_gw={"1900": 3}),
    "an age at nine tenths below that at half": lambda: project(Scenario(t50_years=30, t90_years=25)),
    "half a lifetime": lambda: project(Scenario(t50_years=30)),
    "an adoption that starts after its finish": lambda: project(
        Scenario(route_adoption_start_year=2040, route_adoption_finish_year=2030)
    ),
    "a curve that starts after its finish": lambda: Scenario(
        route_adoption={"topcon": {"silver_free": {"start_year": 2040, "finish_year": 2030, "ceiling": 0.5}}}
    ),
    "curves that adopt more than all": lambda: project(
        Scenario(
            route_adoption={
                "topcon": {
                    route: {"start_year": 2027, "finish_year": 2030, "ceiling": 0.8}
                    for route in ("silver_free", "silver_coated_copper")
                }
            }
        )
    ),
    "fingers as wide as their pitch": lambda: evaluate(
        CellDesign.preset("topcon", 2025).replace(front_finger_width_um=190, front_finger_count=1000)
    ),
}


def refusal(make: Callable[[], object]) -> Said:
    with pytest.raises(InputError) as caught:
        make()
    return caught.value.said


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_a_chinese_page_says_a_refusal_in_chinese(make: Callable[[], object]) -> None:
    said = refusal(make)
    assert said.code in words.load("zh")
    id = said.about.split()[0]
    told = telling.whole(said, "zh")
    assert told.startswith(words.text(f"parameter.{id}.label", "zh"))
    assert not re.search(r"[a-z]{2,}_[a-z]|\b(is|must|the|than)\b", told)


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_a_refusal_is_one_english_line_that_begins_with_its_parameter(make: Callable[[], object]) -> None:
    said = refusal(make)
    assert said.startswith(f"{said.about}: ")
    assert len(said) <= 300
    assert "\n" not in said


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_a_refusal_comes_whole_from_another_process(make: Callable[[], object]) -> None:
    with pytest.raises(InputError) as caught:
        make()
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.parameter) == (str(caught.value), caught.value.parameter)
    assert telling.whole(copy.said, "zh") == telling.whole(caught.value.said, "zh")


def test_every_code_of_a_warning_or_a_refusal_has_words() -> None:
    used = {code for path in PACKAGE.rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    # Those whose code is made from the parameter's type.
    used |= {f"refusal.{kind}" for kind in ("number", "integer", "choice", "switch", "date")}
    assert used == {id for id in words.load("zh") if id.startswith(("warning.", "refusal."))}


@pytest.mark.parametrize(
    "values",
    [
        {"collection_share_factor": 2},
        {"installation_outlook": "cpia_2026_low"},
        {"installation_outlook": "dnv_eto_2022"},
        {"weibull_shape": 2.5},
    ],
    ids=str,
)
def test_a_warning_is_english_text_for_programs_and_chinese_on_a_chinese_page(
    values: dict[str, float],
) -> None:
    found = project(Scenario(**values), 2030, 2060).warnings
    assert len(found) >= 2
    for warning in found:
        assert isinstance(warning, Said)
        assert warning.startswith(f"{warning.about}: ")
        assert re.search("[一-鿿]", telling.whole(warning, "zh"))
        assert not re.search(r"[a-z]{2,}_[a-z]|\b(is|the|data)\b", telling.whole(warning, "zh"))


def test_the_numbers_of_a_warning_stand_in_both_languages() -> None:
    for warning in project(Scenario(collection_share_factor=2, weibull_shape=2.5), 2030, 2060).warnings:
        assert isinstance(warning, Said)
        for lang in words.LANGUAGES:
            told = re.findall(r"\d+(?:\.\d+)?", telling.whole(warning, lang))
            assert {f"{float(value):g}" for value in warning.values.values()} <= set(told)


def test_a_line_without_a_code_stays_as_it_is() -> None:
    assert telling.whole("paste: odd", "zh") == "paste: odd"


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_an_age_has_its_unit_and_a_date_needs_none(lang: str) -> None:
    years = words.text("unit.years", lang)
    for id in ("t50_years", "project_life_years", "processing_lag_years", "weibull_scale_years"):
        assert years in telling.label(id, lang).removeprefix(words.text(f"parameter.{id}.label", lang))
    assert telling.label("headline_year", lang) == words.text("parameter.headline_year.label", lang)
    assert telling.label("installations_factor", lang) == words.text(
        "parameter.installations_factor.label", lang
    )


def test_warnings_of_a_cell_are_chinese_beneath_a_chinese_table(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["cell", "--set", "front_finger_width_um=8", "--lang", "zh"])
    notes = [
        line for line in capsys.readouterr().out.splitlines() if line.startswith(words.text("note", "zh"))
    ]
    assert len(notes) == 2
    assert not re.search(r"\b(is|over|than)\b|front_", " ".join(notes))
