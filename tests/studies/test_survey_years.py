"""The years over which the hindcast is judged come from the data, and hold together."""

from __future__ import annotations

from pvsilver import tables
from pvsilver.studies import survey_years
from pvsilver.world import paths


def test_the_last_actual_year_of_the_survey_is_the_last_observed_year_of_the_model() -> None:
    assert survey_years.last_actual() == paths.last_observed_year()


def test_the_survey_forecasts_no_more_than_the_year_after_its_last_actual_one() -> None:
    assert survey_years.last_surveyed() == survey_years.last_actual() + 1


def test_every_judged_year_has_one_row_of_evidence_with_the_one_tolerance() -> None:
    for year in range(survey_years.good_from(), survey_years.last_actual() + 1):
        rows = tables.load("evidence").select(quantity="survey_comparable_t", year=year)
        assert [row["published_verdict"] for row in rows] == ["ok"]
        assert rows[0]["tolerance"] == survey_years.band()


def test_the_known_miss_lies_before_the_judged_years() -> None:
    missed = tables.load("evidence").select(quantity="survey_comparable_t", published_verdict="known_miss")
    assert [row["year"] for row in missed] == [2017]
    assert survey_years.good_from() > 2017
