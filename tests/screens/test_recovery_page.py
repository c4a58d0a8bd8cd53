"""The recovery page says what the model says of old silver, and loses nothing to bad input."""

import numpy as np
import pytest

import pvsilver
from pvsilver import words
from pvsilver.screens import recovery_levers, recovery_results, recovery_tables
from pvsilver.studies import recovery_drivers, recovery_views, region_ahead, silver_river, waste_claims

REGIONS = ("world", "china", "eu", "us", "india", "rest")
GOOD = {"t50_years": 25.0, "t90_years": 32.0}


def annual(year, **values):
    frame = pvsilver.project(pvsilver.Scenario(**values)).annual
    return frame[frame["year"] == year].iloc[0]


def refused(opened):
    return [error.value for error in opened.app.error]


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("region", REGIONS)
def test_the_page_opens_in_each_language_for_each_region(visit, lang, region):
    opened = visit("recovery", lang=lang, region=region)
    assert [title.value for title in opened.app.title] == [words.text("recovery.title", lang)]
    assert not [*opened.app.error, *opened.app.warning]
    assert words.text(f"region.{region}", lang) in opened.text


@pytest.mark.parametrize("year", [2025, 2030, 2045])
@pytest.mark.parametrize("column", ["retired_gw", "retired_silver_t", "recovered_silver_t"])
def test_a_headline_is_the_projection_of_its_year(visit, year, column):
    number, text = visit("recovery", headline_year=str(year)).headline(column)
    assert number == pytest.approx(float(annual(year)[column]), rel=5e-4)
    assert text.endswith("GW" if column.endswith("gw") else " t")


def test_the_share_of_need_is_silver_returned_over_silver_needed(visit):
    found = recovery_views.need_covered(pvsilver.project(pvsilver.Scenario()))
    expected = float(found.loc[found["year"] == 2045, "covered_pct"].iloc[0])
    number, text = visit("recovery", headline_year="2045").headline("share_of_need_pct")
    assert number == pytest.approx(expected, rel=5e-4)
    assert text.endswith("%")


def test_a_region_has_its_own_headlines(visit):
    frame = pvsilver.project(pvsilver.Scenario()).region("china")
    row = frame[frame["year"] == 2030].iloc[0]
    opened = visit("recovery", region="china")
    for column in ("retired_gw", "retired_silver_t", "recovered_silver_t"):
        assert opened.headline(column)[0] == pytest.approx(float(row[column]), rel=5e-4)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_silver_bought_is_refused_to_a_region_in_one_sentence(visit, lang):
    opened = visit("recovery", region="eu", lang=lang)
    sentence = words.text("recovery.made_elsewhere", lang, region=words.text("region.eu", lang))
    assert opened.text.count(sentence) == 1
    share = next(m for m in opened.app.metric if m.label in opened.labels("share_of_need_pct"))
    assert share.value == "–"
    assert "cells are made" not in visit("recovery").text


def test_a_region_without_an_outlook_says_that_world_growth_is_applied(visit):
    assert "world growth applied" in visit("recovery", region="india").text
    assert "world growth applied" not in visit("recovery", region="china").text
    assert "world growth applied" in visit("recovery", region="china", region_path="held").text


@pytest.mark.parametrize(
    ("region", "path", "kind"),
    [("china", "published", "outlook"), ("rest", "published", "remainder"), ("india", "published", "world_growth"),
     ("us", "held", "world_growth"), ("world", "published", "world_growth")],
)  # fmt: skip
def test_what_carries_a_region_ahead(region, path, kind):
    assert region_ahead.ahead(pvsilver.Scenario(region_path=path), region) == kind


def test_the_region_travels_in_the_address_of_every_page(visit):
    opened = visit("recovery").choose("lever_region", "us")
    assert opened.query["region"] == "us"
    assert opened.open("outlook").query["region"] == "us"
    assert visit("recovery", **opened.query).app.selectbox("lever_region").value == "us"
    assert "region" not in visit("recovery").query


def test_an_unknown_region_is_one_notice_and_the_world_is_shown(visit):
    opened = visit("recovery", region="atlantis")
    assert len(opened.app.warning) == 1
    assert opened.app.selectbox("lever_region").value == "world"


def test_a_lever_moves_what_is_recovered_and_says_by_how_much(visit):
    opened = visit("recovery", headline_year="2040").slide("collection_share_factor", 1.2)
    now = float(annual(2040, collection_share_factor=1.2)["recovered_silver_t"])
    moved = now - float(annual(2040)["recovered_silver_t"])
    assert opened.headline("recovered_silver_t")[0] == pytest.approx(now, rel=5e-4)
    delta = next(m for m in opened.app.metric if m.label in opened.labels("recovered_silver_t")).delta
    assert float(delta.split()[0].replace(",", "").replace("−", "-")) == pytest.approx(moved, abs=0.06)
    assert delta.startswith("+")


def test_every_lever_of_recovery_is_on_the_page(visit):
    opened = visit("recovery")
    opened.app.session_state["more"] = True
    opened.run()
    keys = {e.key for kind in ("slider", "selectbox", "number_input") for e in opened.app.get(kind)}
    wanted = {p.id for p in pvsilver.catalogue.load().values() if p.page == "recovery"}
    wanted |= {"lifetime_preset", "retirement_convention", "recovery_path", "silver_line_share_factor"}
    assert not {id for id in wanted if not {f"lever_{id}", f"number_{id}"} & keys}


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("t90", [20.0, 25.0])
def test_t90_not_above_t50_is_said_at_both_boxes_and_the_last_good_lifetime_stays(visit, lang, t90):
    opened = visit("recovery", lang=lang)
    good = opened.type("t50_years", GOOD["t50_years"]).type("t90_years", GOOD["t90_years"]).scenario
    assert good == pvsilver.Scenario(**GOOD)
    shown = opened.headline("retired_gw")
    opened.type("t90_years", t90)
    assert refused(opened) == [
        words.text(f"recovery.{id}.refused", lang, t50="25", t90=f"{t90:g}") for id in recovery_levers.PAIR
    ]
    assert opened.scenario == good
    assert opened.headline("retired_gw") == shown
    assert [opened.app.number_input(f"number_{id}").value for id in recovery_levers.PAIR] == [25.0, t90]
    assert not refused(opened.type("t90_years", 30.0))
    assert opened.scenario["t90_years"] == 30.0


def test_one_age_alone_waits_for_the_other(visit):
    opened = visit("recovery").type("t50_years", 25.0)
    assert opened.scenario == pvsilver.Scenario()
    assert words.text("recovery.pair.lone", "en") in opened.text
    assert not [*opened.app.error, *opened.app.warning]


def test_the_preset_returns_when_the_pair_is_cleared(visit):
    opened = visit("recovery", t50_years="25", t90_years="32").click("restore_lifetime")
    assert opened.scenario == pvsilver.Scenario()


@pytest.mark.parametrize(
    "query", [{"t50_years": "30", "t90_years": "20"}, {"t90_years": "40"}, {"t50_years": "30"}]
)
def test_an_address_with_an_impossible_pair_opens_with_one_notice(visit, query):
    opened = visit("recovery", **query)
    assert opened.scenario == pvsilver.Scenario()
    assert len(opened.app.warning) == 1


@pytest.mark.parametrize("year", [2016, 2030, 2040, 2050])
@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_river_adds_up_in_any_year(visit, year, lang):
    opened = visit("recovery", lang=lang)
    opened.app.slider("river_year").set_value(year)
    opened.run()
    assert silver_river.river(pvsilver.project(pvsilver.Scenario()), year).adds_up
    assert words.text("chart.river.adds_up", lang) in opened.text


def test_the_page_says_in_words_that_collection_and_silver_lines_beat_lifetime(visit):
    facts = recovery_drivers.facts(recovery_drivers.frame(pvsilver.Scenario()))
    assert facts["chain_beats_lifetime"]
    text = visit("recovery").text
    assert f"by {facts['chain_swing_t']:,.0f} t between its low and high path" in text
    assert f"lifetimes moves it by {facts['lifetime_swing_t']:,.0f} t" in text


def test_when_the_claim_of_253_gw_is_passed_is_said_for_three_lifetimes(visit):
    text = visit("recovery").text
    assert "**253 GW** is quoted for 2040 and for 2050" in text
    assert "after 2050" in text


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_where_nothing_is_recovered_no_lever_is_so_many_times_another(visit, lang):
    text = visit("recovery", lang=lang, recovery_path="low", lifetime_preset="late").text
    assert "inf" not in text
    nothing = visit("recovery", lang=lang, collection_share_factor="0").text
    assert "inf" not in nothing


OTHER_END = {"recovery_path": "low", "recovery_process": "leaching", "silver_price_usd_per_oz": 120.0}


@pytest.mark.parametrize("id", recovery_results.NOT_OF_RETIREMENT)
def test_what_becomes_of_old_modules_moves_neither_survival_nor_the_claims(id):
    plain, moved = pvsilver.Scenario(), pvsilver.Scenario(**{id: OTHER_END.get(id, 0.7)})
    assert recovery_views.survival(moved).equals(recovery_views.survival(plain))
    column = "cumulative_retired_gw"
    assert waste_claims.lines(moved)[column].equals(waste_claims.lines(plain)[column])


@pytest.mark.parametrize("tab", list(recovery_tables.TABLES))
def test_a_table_stands_beside_the_baseline_where_the_scenario_moves_it(visit, tab):
    def shown(**query):
        opened = visit("recovery", headline_year="2045", **query)
        opened.app.session_state["tab_recovery"] = tab
        opened.run()
        return opened.app.dataframe[0].value

    moved, plain = shown(installations_factor="1.2", lifetime_preset="early"), shown()
    assert not [column for column in plain if column.endswith(("_at_baseline", "_change"))]
    column = recovery_tables.AGAINST[tab][1][0]
    if tab == "claims":
        # Under a lifetime preset only installations make a difference, and only to regions of the model.
        kept = moved[column].notna()
        assert (moved[column] >= moved[f"{column}_at_baseline"])[kept].all()
    now, was, change = (moved[f"{column}{end}"].to_numpy() for end in ("", "_at_baseline", "_change"))
    known = ~np.isnan(was)
    assert known.sum() > len(now) / 2
    # A change of less than the digits shown is shown as none.
    assert (now - was)[known] == pytest.approx(change[known], rel=1e-5, abs=0.5)
    assert np.abs(change[known]).max() > 0.0


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("tab", list(recovery_tables.TABLES))
@pytest.mark.parametrize("region", ["world", "china"])
def test_every_table_has_rows(visit, tab, lang, region):
    opened = visit("recovery", lang=lang, region=region)
    opened.app.session_state["tab_recovery"] = tab
    opened.run()
    assert len(opened.app.dataframe[0].value) > 0
    assert not opened.app.error


def test_years_after_2050_are_shown_when_asked_for(visit):
    number, _ = visit("recovery", headline_year="2064").headline("retired_gw")
    frame = pvsilver.project(pvsilver.Scenario(), end=2070).annual
    assert number == pytest.approx(float(frame.loc[frame["year"] == 2064, "retired_gw"].iloc[0]), rel=5e-4)


def test_a_scenario_in_which_nothing_is_installed_or_comes_back_still_draws(visit):
    for values in ({"installations_factor": "0"}, {"recovery_path": "low"}):
        assert not visit("recovery", **values).app.error


def test_an_address_that_names_no_region_means_the_world(visit):
    opened = visit("recovery", region="us")
    opened.app.query_params.clear()
    opened.app.query_params["v"] = "1"
    assert opened.run().app.session_state["face"].region == "world"


def test_a_warning_of_the_projection_is_said_in_chinese(visit):
    opened = visit("recovery", lang="zh", headline_year="2064")
    assert [warning.value for warning in opened.app.warning] == [
        words.text(
            "warning.flat", "zh", label=words.text("parameter.installation_outlook.label", "zh"), year=2050
        )
    ]
