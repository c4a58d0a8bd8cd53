"""Text to quote: the same figures in either language, those of the projection, with unit and versions."""

from __future__ import annotations

import re

import pytest

from pvsilver import tables
from pvsilver.exchange import quote
from pvsilver.scenario import Scenario, presets
from pvsilver.version import MODEL_VERSION
from pvsilver.world.projection import project

CASES = [(Scenario.preset(name), year) for name in presets() for year in (2019, 2025, 2030, 2060)]


def digits(text: str) -> list[str]:
    return re.findall(r"[-+]?\d[\d,.]*\d|\d", text)


@pytest.mark.parametrize(("scenario", "year"), CASES)
def test_both_languages_say_the_same_digits(scenario: Scenario, year: int) -> None:
    english = [word for word in digits(quote.quotation(scenario, "en", year)) if len(word) > 1]
    chinese = [word for word in digits(quote.quotation(scenario, "zh", year)) if len(word) > 1]
    assert sorted(english) == sorted(chinese)


@pytest.mark.parametrize(("scenario", "year"), CASES)
def test_figures_are_those_of_the_projection(scenario: Scenario, year: int) -> None:
    row = project(scenario, year, year).annual.iloc[0]
    said = quote.quotation(scenario, "en", year)
    for column in ("net_silver_t", "bought_silver_t", "contained_silver_t", "survey_comparable_t"):
        assert f"{row[column]:,.0f} t" in said
    assert f"{row['silver_mg_per_w']:.2f} mg/W" in said
    assert f"{row['share_of_mine_pct']:.1f} % of mine output" in said


def test_a_quotation_names_versions_and_hash() -> None:
    scenario = Scenario(thrift_bend=0.5)
    for lang in ("en", "zh"):
        said = quote.quotation(scenario, lang)
        assert MODEL_VERSION in said
        assert tables.version() in said
        assert scenario.hash in said


def test_the_survey_is_named_where_it_speaks_and_only_there() -> None:
    assert "surveyed" in quote.quotation(Scenario(), "en", 2025)
    assert "surveyed" not in quote.quotation(Scenario(), "en", 2035)


def test_the_slow_case_stands_beside_the_central_one() -> None:
    slow = project(Scenario.preset("slow_thrift"), 2030, 2030).annual["net_silver_t"].iloc[0]
    assert f"{slow:,.0f} t net" in quote.quotation(Scenario(), "en", 2030)
    assert "slow path" not in quote.quotation(Scenario.preset("high"), "en", 2030)


def test_the_headline_year_is_quoted_unless_another_is_asked_for() -> None:
    assert "in 2042 " in quote.quotation(Scenario(headline_year=2042))
