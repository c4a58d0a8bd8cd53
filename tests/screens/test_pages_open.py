"""Every page opens in both languages and shows what the model says."""

import pytest

import pvsilver
from pvsilver import words

PAGES = ("", "outlook", "evidence")


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_in_its_language(visit, page, lang):
    opened = visit(page, lang=lang)
    heading = {"": "chain.title", "outlook": "outlook.title", "evidence": "evidence.title"}[page]
    assert [title.value for title in opened.app.title] == [words.text(heading, lang)]
    assert not opened.app.error
    assert not opened.app.warning


@pytest.mark.parametrize("page", PAGES)
def test_the_same_numbers_stand_on_a_page_in_both_languages(visit, page):
    english, chinese = (visit(page, lang=lang) for lang in words.LANGUAGES)
    numbers = [[metric.value.split()[0] for metric in opened.app.metric if metric.value[0].isdigit()]
               for opened in (english, chinese)]  # fmt: skip
    assert [n for n in numbers[0] if "." in n or "," in n] == [n for n in numbers[1] if "." in n or "," in n]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"headline_year": "2025"},
        {"thrift_path": "slow", "headline_year": "2040"},
        {"headline_year": "2062"},
    ],
)
@pytest.mark.parametrize(
    ("column", "unit"),
    [
        ("net_silver_t", "t"),
        ("cell_production_gw", "GW"),
        ("silver_mg_per_w", "mg/W"),
        ("share_of_mine_pct", "%"),
    ],
)
def test_a_headline_is_the_projection_of_its_year(visit, column, unit, values):
    opened = visit("outlook", **values)
    scenario = pvsilver.Scenario(**values)
    year = scenario["headline_year"]
    annual = pvsilver.project(scenario, end=max(2050, year)).annual
    expected = float(annual.loc[annual["year"] == year, column].iloc[0])
    number, text = opened.headline(column)
    assert number == pytest.approx(expected, rel=5e-4)
    assert text.endswith(unit)


def test_units_change_the_number_and_its_unit_alike(visit):
    opened = visit("outlook")
    before, _ = opened.headline("silver_mg_per_w")
    after, text = opened.press("units", "kg/GW").headline("silver_mg_per_w")
    assert after == pytest.approx(1000 * before, rel=5e-4)
    assert text.endswith("kg/GW")
    assert opened.query["units"] == "kg/GW"


def test_the_survey_stands_beside_the_model_where_there_is_one(visit):
    opened = visit("outlook", headline_year="2025")
    assert opened.headline("survey_t")[0] == pytest.approx(5803.9, rel=1e-3)
    assert not [m for m in visit("outlook").app.metric if m.label in visit.labels("survey_t")]


def test_the_sentence_on_copper_shows_the_slow_case(visit):
    slow = pvsilver.project(pvsilver.Scenario.preset("slow_thrift")).annual
    tonnes = float(slow.loc[slow["year"] == 2030, "net_silver_t"].iloc[0])
    assert f"{tonnes:,.0f} t" in visit("outlook").text


def test_the_chain_says_in_one_sentence_how_much_and_when(visit):
    annual = pvsilver.project(pvsilver.Scenario()).annual
    net = float(annual.loc[annual["year"] == 2030, "net_silver_t"].iloc[0]) / 1000
    assert f"**{net:.1f} kt** of silver in **2030**" in visit().text


def test_years_past_the_data_are_said_to_be_flat(visit):
    assert "held flat and carry no data" in visit("outlook", headline_year="2062").text
    assert "held flat and carry no data" not in visit("outlook").text


def test_a_bound_that_holds_is_said(visit):
    opened = visit("outlook", collection_share_factor="2", recovery_path="high")
    assert len(opened.app.warning) == 1
    assert "Collection factor" in opened.app.warning[0].value
    chinese = visit("outlook", collection_share_factor="2", recovery_path="high", lang="zh")
    assert "收集系数" in chinese.app.warning[0].value


@pytest.mark.parametrize("tab", ["technology", "route", "annual", "reconciliation"])
def test_every_tab_of_the_outlook_has_its_table(visit, tab):
    opened = visit("outlook")
    opened.app.session_state["tab_outlook"] = tab
    opened.run()
    assert opened.app.dataframe


@pytest.mark.parametrize("tab", ["hindcast", "published", "parameters", "sources", "method"])
@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_tab_of_the_evidence_opens(visit, tab, lang):
    opened = visit("evidence", lang=lang)
    opened.app.session_state["tab_evidence"] = tab
    opened.run()
    assert not opened.app.error
    assert opened.app.dataframe or tab == "method"


def test_parameters_are_found_by_any_word(visit):
    opened = visit("evidence")
    opened.app.session_state["tab_evidence"] = "parameters"
    opened.run()
    opened.app.text_input("search_parameters").set_value("collection_share")
    opened.run()
    found = opened.app.dataframe[0].value
    assert list(found["id"]) == ["collection_share_factor"]
