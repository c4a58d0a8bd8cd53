"""The address says what is on screen, on every page; what it cannot mean is said in one notice."""

import pytest

import pvsilver
from pvsilver.exchange import link
from pvsilver.screens import markdown


def notices(visit):
    """Notices on screen: there is never more than one."""
    return [*visit.app.warning, *visit.app.error, *visit.app.info]


@pytest.mark.parametrize("page", ["", "outlook", "evidence"])
def test_an_address_opens_its_scenario_on_any_page(visit, page):
    opened = visit(page, v="1", thrift_path="slow", mg_per_w_factor="1.1", installation_outlook="high")
    assert opened.scenario == pvsilver.Scenario(
        thrift_path="slow", mg_per_w_factor=1.1, installation_outlook="high"
    )
    assert not notices(opened)


def test_the_address_carries_version_language_units_and_every_changed_value(visit):
    opened = visit("outlook").slide("thrift_bend", 0.5).press("lang", "zh")
    assert opened.query == {"v": "1", "lang": "zh", "units": "mg/W", "thrift_bend": "0.5"}


def test_a_pinned_baseline_travels_in_the_address(visit):
    sent = visit("outlook", thrift_path="slow").click("pin_baseline").click("reset").query
    received = visit("outlook", **sent)
    assert received.app.session_state["face"].baseline == pvsilver.Scenario(thrift_path="slow")
    assert received.scenario == pvsilver.Scenario()


@pytest.mark.parametrize(
    ("key", "given", "allowed", "used"),
    [
        ("mg_per_w_factor", "9", "a number from 0 to 3", "1"),
        ("mg_per_w_factor", "nan", "a number from 0 to 3", "1"),
        ("thrift_path", "faster", "one of slow, base, fast", "base"),
        ("headline_year", "2030.5", "a whole number from 2010 to 2100", "2030"),
        ("no_such_thing", "1", "an id of the catalogue", "nothing"),
        ("v", "7", "version 1", "1"),
        ("lang", "fr", "one of en", "en"),
        ("market_share", "{", "a table by Technology, Year", "empty"),
    ],
)
def test_an_unusable_value_is_named_with_what_was_given_allowed_and_used(visit, key, given, allowed, used):
    opened = visit("outlook", **{key: given})
    assert len(notices(opened)) == 1
    table = next(element.value for element in opened.app.markdown if element.value.startswith("| Name"))
    row = table.splitlines()[2].replace("\\", "")
    for part in (key, given, allowed, used):
        assert part in row


def test_many_unusable_values_are_one_notice_and_the_rest_is_shown(visit):
    opened = visit("outlook", thrift_path="slow", mg_per_w_factor="x", vat_pct="-1", junk="<b>")
    assert len(notices(opened)) == 1
    assert notices(opened)[0].value.startswith("3 values")
    assert opened.scenario == pvsilver.Scenario(thrift_path="slow")


def test_a_notice_goes_when_it_is_read(visit):
    opened = visit("outlook", mg_per_w_factor="x")
    assert not notices(opened.click("dismiss"))


def test_what_an_address_holds_means_nothing_to_the_page(visit):
    opened = visit("outlook", mg_per_w_factor="<script>|**x**](http://e.org)")
    table = next(element.value for element in opened.app.markdown if element.value.startswith("| Name"))
    assert "\\<script\\>\\|\\*\\*x\\*\\*\\]\\(http\\:" in table


def test_values_that_do_not_fit_together_are_refused_and_the_page_stays(visit):
    opened = visit("outlook", installations_gw='{"2020": 100}', thrift_path="slow")
    assert len(notices(opened)) == 1
    assert opened.scenario == pvsilver.Scenario(thrift_path="slow")


def test_a_users_table_arrives_and_is_named_at_its_lever(visit):
    opened = visit("outlook", installations_gw='{"2030":1000,"2040":1200}')
    assert opened.scenario["installations_gw"] == {"2030": 1000.0, "2040": 1200.0}
    opened.app.session_state["more"] = True
    assert "2 values" in opened.run().text


def test_a_permanent_link_opens_its_scenario(visit):
    sent = pvsilver.Scenario(thrift_path="slow", vat_pct=10)
    opened = visit("outlook", v="1", link=link.encode(sent))
    assert opened.scenario == sent
    assert opened.query["thrift_path"] == "slow"
    assert not notices(opened)


def test_a_damaged_link_is_said_and_the_page_opens(visit):
    opened = visit("outlook", v="1", link="pvs1.junk.00000000")
    assert len(notices(opened)) == 1
    assert opened.scenario == pvsilver.Scenario()


def test_going_back_in_the_browser_brings_the_scenario_back(visit):
    opened = visit("outlook")
    first = opened.query
    opened.slide("thrift_bend", 0.5)
    opened.app.query_params.clear()
    for key, value in first.items():
        opened.app.query_params[key] = value
    assert opened.run().scenario == pvsilver.Scenario()


def test_an_old_address_that_comes_with_a_moved_lever_does_not_undo_it(visit):
    opened = visit("outlook")
    first = opened.query
    opened.slide("thrift_bend", 0.5)
    opened.app.query_params.clear()
    for key, value in first.items():
        opened.app.query_params[key] = value
    assert opened.slide("thrift_bend", 0.6).scenario == pvsilver.Scenario(thrift_bend=0.6)


def test_a_chinese_notice_of_an_address_says_in_chinese_why_a_value_or_a_link_is_refused(visit):
    opened = visit("outlook", lang="zh", t50_years="30", t90_years="25", lifetime_preset="eternal")
    told = " ".join(element.value for element in opened.app.markdown)
    assert "T90 须大于 T50" in told
    assert "is not" not in told
    damaged = visit("outlook", lang="zh", link="pvs1.AAAA.00000000")
    assert "永久链接已损坏" in " ".join(element.value for element in damaged.app.markdown)


def test_a_key_that_is_given_twice_is_said_and_the_last_value_is_used(visit):
    opened = visit("outlook", vat_pct=["1", "2"], thrift_bend=["0.5", "0.5"], lang=["en", "zh"])
    assert opened.scenario == pvsilver.Scenario(vat_pct=2, thrift_bend=0.5)
    assert len(notices(opened)) == 1
    table = next(element.value for element in opened.app.markdown if element.value.startswith("| 名称"))
    assert len(table.splitlines()) == 4
    assert "1 \\| 2 | 只给一个值 | 2 |" in table


@pytest.mark.parametrize("text", ["www.e.org", "http://e.org", "me@e.org", ":material/home:", "__x__"])
def test_foreign_text_holds_nothing_that_a_page_would_take_for_a_link_an_icon_or_emphasis(text):
    written = markdown.plain(text)
    assert written.replace("\\", "").replace(markdown.JOINER, "") == text
    unescaped = written.replace("\\", "")
    assert not any(sign in unescaped for sign in ("www.", "http:/", "me@", ":material", ":/"))
    assert "__" not in written
