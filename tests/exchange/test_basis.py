"""What a year's cells rest on is told in words wherever a table is read, also when a lever scales them."""

import pytest

from pvsilver import Scenario, project, words
from pvsilver.exchange import printed, report

SCALED = project(Scenario(installations_factor=1.2), 2020, 2027).reconciliation


@pytest.mark.parametrize("basis", ["observed", "observed × 1.2", "balance"])
@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_basis_is_said_in_the_language_of_the_report(basis, lang):
    name, times, factor = basis.partition(" × ")
    assert (
        report.shown("cell_production_basis", basis, lang)
        == words.text(f"basis.{name}", lang) + times + factor
    )


def test_a_chinese_table_has_no_english_basis():
    text = printed.table(SCALED, "zh").text
    assert "observed" not in text
    assert f"{words.text('basis.observed', 'zh')} × 1.2" in text
    assert words.text("basis.balance", "zh") in text
