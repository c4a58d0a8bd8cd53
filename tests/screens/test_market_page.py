"""/market and its parts of /outlook: figures are the model's, prices have a date, claims a verdict."""

import re
from datetime import date, timedelta

import pandas as pd
import pytest

import pvsilver
from pvsilver import money, words
from pvsilver.screens import market_claims, market_levers, market_tables, outlook_views
from pvsilver.studies import attribution, market_break_even, views


def annual(year=2030, **values):
    return pvsilver.project(pvsilver.Scenario(**values)).annual.set_index("year").loc[year]


def keys(opened, kind):
    return {element.key for element in opened.app.get(kind)}


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_page_opens_in_its_language_with_every_headline(visit, lang):
    opened = visit("market", lang=lang)
    assert [title.value for title in opened.app.title] == [words.text("market.title", lang)]
    assert not opened.app.error
    row = annual()
    for column, value, unit in (
        ("share_of_mine_pct", row["share_of_mine_pct"], "%"),
        ("share_of_supply_pct", row["share_of_supply_pct"], "%"),
        ("silver_bill_musd", row["silver_bill_musd"], words.text("unit.MUSD", lang)),
        ("silver_cost_cny_per_w", 100 * row["silver_cost_cny_per_w"], words.text("unit.fen/W", lang)),
        ("parity_cny_per_kg", money.parity_cny_per_kg(82.57, 6.9858), words.text("unit.CNY/kg", lang)),
    ):
        number, text = opened.headline(column)
        assert number == pytest.approx(value, rel=5e-4)
        assert text.endswith(unit)


def test_both_shares_name_their_numerator_and_denominator(visit):
    text = visit("market").text
    assert "3,252 t bought less scrap, of 26,254 t mined" in text
    assert "3,252 t bought less scrap, of 33,169 t supplied" in text
    assert f"net silver is **{annual()['net_silver_t']:,.0f} t**" in text


def test_two_totals_of_supply_differ_by_the_silver_of_old_modules_and_say_so(visit):
    text = visit("market").text
    (shares,) = re.findall(r"of ([\d,]+) t supplied", text)
    ((total, modules),) = re.findall(r"supply of ([\d,]+) t \(([\d.]+) t of it from old modules\)", text)
    tonnes = [float(each.replace(",", "")) for each in (total, modules, shares)]
    assert tonnes[0] - tonnes[1] == pytest.approx(tonnes[2], abs=1.1)
    assert tonnes[1] == pytest.approx(annual()["recovered_silver_t"], rel=5e-3)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_an_old_price_says_its_date_and_asks_for_todays(visit, lang):
    (warning,) = visit("market", lang=lang).app.warning
    assert "2026-02-11" in warning.value
    age = (market_levers.today() - date(2026, 2, 11)).days
    assert str(age) in warning.value


def test_a_price_of_ones_own_asks_for_its_date_and_is_quiet_when_that_is_recent(visit):
    opened = visit("market").type("silver_price_usd_per_oz", 90.0)
    assert words.text("market.price.undated", "en", price="90.00 USD/oz") == opened.app.warning[0].value
    today = market_levers.today()
    opened.app.date_input("lever_silver_price_date").set_value(today - timedelta(days=3))
    opened.run()
    assert not opened.app.warning
    assert opened.query["silver_price_date"] == (today - timedelta(days=3)).isoformat()


def test_the_date_of_ones_own_price_travels_with_the_address(visit):
    opened = visit("market", silver_price_usd_per_oz="90", silver_price_date="2026-03-01")
    assert "2026-03-01" in opened.app.warning[0].value
    assert opened.app.date_input("lever_silver_price_date").value == date(2026, 3, 1)
    moved = opened.type("silver_price_usd_per_oz", 91.0)
    assert "silver_price_date" not in moved.query


def test_a_date_that_is_none_is_one_notice(visit):
    opened = visit("outlook", silver_price_usd_per_oz="90", silver_price_date="yesterday")
    assert len(opened.app.warning) == 1
    assert opened.scenario["silver_price_usd_per_oz"] == 90.0


def test_a_dated_price_brings_its_value_and_the_shanghai_price_of_its_day(visit):
    opened = visit("market").choose("dated_silver_price_usd_per_oz", "comex_2025_11_28")
    opened = opened.choose("dated_cny_per_usd", "usdcny_2025_11_27")
    assert opened.scenario["silver_price_usd_per_oz"] == 54.65
    premium = next(m for m in opened.app.metric if m.label in opened.labels("premium_pct"))
    assert premium.value == "\N{MINUS SIGN}9.7 %"
    assert opened.headline("parity_cny_per_kg")[0] == pytest.approx(14053, abs=1)


def premium_of(opened):
    return next(m for m in opened.app.metric if m.label in opened.labels("premium_pct")).value


def test_a_shanghai_price_of_ones_own_travels_with_address_and_permanent_link(visit):
    """Silver market note, section 3: SHFE 12,694 CNY/kg is 9.7 % below parity of 54.65 USD/oz at 7.0779."""
    typed = visit("market", silver_price_usd_per_oz="54.65", cny_per_usd="7.0779")
    typed = typed.type("silver_price_usd_per_oz", 54.66).type("shanghai_price_cny_per_kg", 12694.0)
    typed.app.date_input("lever_silver_price_date").set_value(date(2026, 3, 1))
    typed.run()
    assert premium_of(typed) == "\N{MINUS SIGN}9.7 %"
    address, permanent = typed.query, {"v": "1", "link": typed.scenario.to_link()}
    for query in (address, permanent):
        opened = visit("market", **query)
        assert premium_of(opened) == "\N{MINUS SIGN}9.7 %"
        assert opened.app.number_input("number_shanghai_price_cny_per_kg").value == 12694.0
        assert opened.app.date_input("lever_silver_price_date").value == date(2026, 3, 1)
        assert "2026-03-01" in opened.app.warning[0].value


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_price_dated_after_today_opens_and_says_so(visit, lang):
    opened = visit("market", lang=lang, silver_price_usd_per_oz="90", silver_price_date="2099-01-02")
    assert opened.app.date_input("lever_silver_price_date").value == date(2099, 1, 2)
    price = {"price": "90.00 USD/oz", "day": "2099-01-02"}
    assert [w.value for w in opened.app.warning] == [words.text("market.price.ahead", lang, **price)]
    today = market_levers.today().isoformat()
    assert not visit("market", silver_price_usd_per_oz="90", silver_price_date=today).app.warning


def test_choosing_a_dated_price_leaves_the_shanghai_price_of_another_day_behind(visit):
    opened = visit("market", silver_price_usd_per_oz="90", shanghai_price_cny_per_kg="20000")
    assert premium_of(opened) != "– %"
    opened = opened.choose("dated_silver_price_usd_per_oz", "london_spot_2026_01_14")
    assert premium_of(opened) == "– %"


def test_without_a_shanghai_price_there_is_no_premium(visit):
    opened = visit("market").choose("dated_silver_price_usd_per_oz", "london_spot_2026_01_14")
    premium = next(m for m in opened.app.metric if m.label in opened.labels("premium_pct"))
    assert premium.value == "– %"


def test_a_survey_of_another_edition_is_said_beside_the_balance(visit):
    warnings = [w.value for w in visit("market", survey_vintage="WSS2018").app.warning]
    assert words.text("market.vintage", "en", own="Survey 2026", chosen="Survey 2018") in warnings


@pytest.mark.parametrize("technology", ["perc", "hjt", "xbc"])
def test_the_break_even_is_that_of_the_chosen_technology_and_route(visit, technology):
    opened = (
        visit("market").choose("break_even_technology", technology).press("break_even_route", "seed_layer")
    )
    frame = market_break_even.break_even(pvsilver.project(pvsilver.Scenario()), technology)
    wanted = frame[(frame["year"] == 2030) & (frame["route"] == "seed_layer")]["central_usd_per_oz"].iloc[0]
    assert opened.headline("break_even_usd_per_oz")[0] == pytest.approx(wanted, rel=5e-4)


def test_a_lever_moves_the_headlines_by_as_much_as_the_model(visit):
    opened = visit("market").type("vat_pct", 0.0)
    assert opened.headline("parity_cny_per_kg")[0] == pytest.approx(
        82.57 / 31.1034768 * 1000 * 6.9858, rel=5e-4
    )
    dearer = visit("market").type("silver_price_usd_per_oz", 100.0)
    bill = float(annual(silver_price_usd_per_oz=100.0)["silver_bill_musd"])
    assert dearer.headline("silver_bill_musd")[0] == pytest.approx(bill, rel=5e-4)


def test_fees_that_are_given_stand_in_the_cost_and_else_are_said_to_be_missing(visit):
    assert words.text("chart.cost.metal_only", "en") in visit("market").text
    given = visit("market", powder_premium_pct="4", front_finger_fee_cny_per_kg="400")
    assert words.text("chart.cost.metal_only", "en") not in given.text


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("tab", list(market_tables.TABLES))
def test_every_table_has_rows(visit, tab, lang):
    opened = visit("market", lang=lang)
    opened.app.session_state["tab_market"] = tab
    opened.run()
    if tab == "claims":
        assert words.text("column.our_arithmetic", lang) in opened.text
        return
    assert len(opened.app.dataframe[0].value) > 0


def test_false_claims_stand_first_with_their_reason(visit):
    shown = pd.DataFrame(claims_of(visit("market")), columns=["verdict", "claim", "claimed", "our_arithmetic", "why",
                                                              "source"])  # fmt: skip
    wrong = shown["verdict"] == "◆ wrong"
    assert wrong.sum() >= 3
    assert wrong.iloc[: wrong.sum()].all()
    claim = shown[shown["claim"].str.contains("74.1")].iloc[0]
    assert claim["our_arithmetic"] == "71.99 %"
    assert "72.0 %" in claim["why"]


def claims_of(opened):
    """Rows of the table of claims as they are read, without heading and rule."""
    lines = [line for line in opened.text.splitlines() if line.startswith("| ")]
    return [
        [
            re.sub(r"^:small\[(.*)\]$", r"\1", cell.strip().replace("\\", "").replace("\xa0", " "))
            for cell in line.strip("| ").split(" | ")
        ]
        for line in lines[2:]
    ]


CONSTANT = ("claims", "stocks", "prices")
"""Tables of the data alone."""


@pytest.mark.parametrize("tab", [name for name in market_tables.TABLES if name not in CONSTANT])
def test_a_table_of_the_scenario_stands_beside_the_baseline(visit, tab):
    moved = {"mg_per_w_factor": "1.2"}
    opened = visit("market", **moved)
    opened.app.session_state["tab_market"] = tab
    opened.run()
    keys, against = market_tables.AGAINST[tab]
    table = opened.app.dataframe[0].value.set_index(list(keys))
    now, was = table[against[0]], table[f"{against[0]}_at_baseline"]
    assert (now - was).to_numpy() == pytest.approx(table[f"{against[0]}_change"].to_numpy(), abs=0.5)
    fresh = visit("market")
    fresh.app.session_state["tab_market"] = tab
    fresh.run()
    plain = fresh.app.dataframe[0].value.set_index(list(keys))
    assert was.to_numpy() == pytest.approx(plain[against[0]].to_numpy(), rel=1e-6)
    assert not [column for column in plain if column.endswith(("_at_baseline", "_change"))]


@pytest.mark.parametrize(
    ("id", "value", "column"),
    [("vat_pct", "0", "parity_cny_per_kg"), ("vat_pct", "0", "premium_pct"),
     ("mg_per_w_factor", "1.2", "share_of_mine_pct"), ("mg_per_w_factor", "1.2", "share_of_supply_pct"),
     ("mg_per_w_factor", "1.2", "silver_bill_musd"), ("mg_per_w_factor", "1.2", "silver_cost_cny_per_w"),
     ("watt_value_usd", "0.5", "break_even_usd_per_oz")],
)  # fmt: skip
def test_every_headline_shows_its_signed_change_against_the_baseline(visit, id, value, column):
    def shown(**query):
        opened = visit("market", **query)
        return next(m for m in opened.app.metric if m.label in opened.labels(column))

    def number(text):
        return float(text.split()[0].replace(",", "").replace("\N{MINUS SIGN}", "-"))

    moved, plain = shown(**{id: value}), shown()
    assert plain.delta == words.text("headline.unchanged", "en")
    assert moved.delta[0] in "+\N{MINUS SIGN}"
    scale = abs(number(moved.value))
    assert number(moved.delta) == pytest.approx(
        number(moved.value) - number(plain.value), abs=2e-3 * scale + 0.1
    )


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_claim_view_and_dated_series_has_words(lang):
    known = words.load(lang)
    assert not {f"claim.{id}{end}" for id in market_claims.CLAIMS for end in ("", ".why")} - set(known)
    frame = views.views(pvsilver.Scenario())
    published = frame[~frame["publisher"].isin(list(outlook_views.OWN))]
    scopes = {"view.scope." + scope.replace(", ", ".") for scope in published["scope"]}
    assert not (scopes | {f"view.basis.{basis}" for basis in published["basis"]}) - set(known)


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("tab", ["why", "matrix", "views"])
def test_the_tabs_of_outlook_open_in_both_languages(visit, tab, lang):
    opened = visit("outlook", lang=lang)
    opened.app.session_state["tab_outlook"] = tab
    opened.run()
    assert not opened.app.error
    assert len(opened.app.dataframe[0].value) > 0


def test_the_waterfall_says_the_change_between_its_years(visit):
    opened = visit("outlook")
    opened.app.session_state["tab_outlook"] = "why"
    opened.run()
    opened.app.slider("why_years").set_value((2026, 2035))
    opened.run()
    found = attribution.attribute(pvsilver.Scenario(), from_year=2026, to_year=2035)
    assert f"**−{-found.change_t:,.0f} t** in all" in opened.text
    table = opened.app.dataframe[0].value
    assert table["value_t"].iloc[1:-1].sum() == pytest.approx(found.change_t, abs=1e-6)


def test_against_the_baseline_one_lever_is_one_part(visit):
    opened = visit("outlook", thrift_path="fast")
    opened.app.session_state["tab_outlook"] = "why"
    opened.run()
    table = opened.press("why_mode", "baseline").app.dataframe[0].value.set_index("step")["value_t"]
    assert table["thrift"] < -100
    assert table["volume"] == table["mix"] == table["route"] == 0.0


def test_the_slow_case_stands_beside_the_base_in_every_year(visit):
    opened = visit("outlook")
    opened.app.session_state["tab_outlook"] = "views"
    opened.run()
    table = opened.app.dataframe[0].value.set_index("year")
    assert list(table.index) == list(range(2025, 2036))
    assert (table.loc[2026:, "slow_t"] > table.loc[2026:, "central_case_t"]).all()
    assert "World Silver Survey 2026 4,697" in table.loc[2026, "others"]
