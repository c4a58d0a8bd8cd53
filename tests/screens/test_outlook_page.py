"""Outlook: intensity beside published figures, announcements, break-even prices, own curves and powders."""

import json

import pytest

import pvsilver
from pvsilver import tables, words
from pvsilver.exchange import own_curves, own_table
from pvsilver.studies import market_break_even, trajectories


def on(visit, tab, **query):
    opened = visit("outlook", **query)
    opened.app.session_state["tab_outlook"] = tab
    return opened.run()


def table(opened, *columns):
    """The data frame on screen that has these headings."""
    return next(t.value for t in opened.app.dataframe if set(columns) <= set(t.value.columns))


VIEWS = ("all", "fleet", "topcon", "perc", "hjt", "xbc")


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_each_view_of_the_intensity_shows_the_published_figures_of_its_technology(visit, view, lang):
    opened = on(visit, "intensity", lang=lang).press("intensity_view", view)
    rows = tables.load("published_trajectories").rows
    wanted = [row for row in rows if view in ("all", row["technology"])]
    shown = table(opened, "publisher", "basis", "scope", "grade", "url")
    assert sorted(shown["mg_per_w"]) == sorted(row["silver_mg_per_w"] for row in wanted)
    assert shown["scope"].str.len().min() > 0


def test_the_fleet_on_the_intensity_is_the_headline_and_the_slow_case_stands_beside_it(visit):
    opened = on(visit, "intensity", mg_per_w_factor="1.1").press("intensity_view", "fleet")
    shown = table(opened, "fleet_mg_per_w").set_index("year")
    assert opened.headline("silver_mg_per_w")[0] == pytest.approx(shown["fleet_mg_per_w"][2030], rel=5e-4)
    slow = pvsilver.project(pvsilver.Scenario.preset("slow_thrift"), 2030, 2030).annual["silver_mg_per_w"]
    assert shown["slow_mg_per_w"][2030] == pytest.approx(slow.iloc[0])
    base = pvsilver.project(pvsilver.Scenario(), 2030, 2030).annual["silver_mg_per_w"]
    assert shown["fleet_mg_per_w_at_baseline"][2030] == pytest.approx(base.iloc[0])


def test_a_logarithmic_axis_stands_a_technology_without_silver(visit):
    opened = on(visit, "intensity")
    opened.app.session_state["face"].scenario = pvsilver.Scenario(thrift={"hjt": {"2026": 0.0}})
    opened.app.toggle("intensity_log").set_value(True)
    opened.run().press("intensity_view", "hjt")
    assert table(opened, "hjt_mg_per_w").set_index("year")["hjt_mg_per_w"][2030] == 0.0


@pytest.mark.parametrize(("learned", "said"), [(None, "slow, base and fast"), ("20.3", "falls by 20.3 %")])
def test_the_page_says_how_thrift_is_made(visit, learned, said):
    opened = on(visit, "intensity", **({"thrift_learning_pct": learned} if learned else {}))
    assert said in opened.text
    assert "doubling of the cells ever made" in opened.text
    assert tuple(opened.app.selectbox("lever_thrift_path").options) == ("Slow", "Base", "Fast")


def test_every_published_trajectory_has_its_scope_in_words():
    for row in tables.load("published_trajectories").rows:
        for lang in words.LANGUAGES:
            assert words.text(f"trajectory.{row['trajectory']}", lang)
    assert any(row["publisher"] == trajectories.DERIVED for row in tables.load("published_trajectories").rows)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_announcements_are_listed_newest_first_with_what_became_of_them(visit, lang):
    opened = on(visit, "route", lang=lang)
    shown = table(opened, "announced", "who", "outcome", "url")
    rows = tables.load("route_announcements").rows
    assert list(shown["announced"]) == sorted((row["announced"] for row in rows), reverse=True)
    own = "what" if lang == "en" else "what_zh"
    assert set(shown["what"]) == {row[own] for row in rows}
    assert shown["url"].str.startswith("http").all()


def test_announcements_are_chosen_by_technology_and_route(visit):
    opened = on(visit, "route").choose("announced_technology", "hjt").choose("announced_route", "silver_free")
    rows = tables.load("route_announcements").select(technology="hjt", route="silver_free")
    assert sorted(table(opened, "announced", "who")["who"]) == sorted(row["who"] for row in rows)
    assert "1 not delivered" in opened.text


def test_no_announcement_is_said_and_not_an_empty_table(visit):
    opened = on(visit, "route").choose("announced_technology", "xbc").choose("announced_route", "seed_layer")
    assert not tables.load("route_announcements").select(technology="xbc", route="seed_layer")
    assert "No dated announcement" in opened.app.info[0].value


def beside(opened):
    return next(caption.value for caption in opened.app.caption if "price in force" in caption.value)


@pytest.mark.parametrize(
    ("technology", "route"), [("topcon", "silver_free"), ("hjt", "silver_coated_copper")]
)
def test_the_break_even_price_beside_the_adoption_is_that_of_the_study(visit, technology, route):
    query = {"route_adoption_technology": technology, "route_adoption_route": route}
    opened = visit("outlook", silver_price_usd_per_oz="50", **query)
    opened.app.session_state["more"] = True
    opened.run()
    scenario = opened.scenario
    found = market_break_even.break_even(pvsilver.project(scenario), technology)
    price = found[(found["route"] == route) & (found["year"] == 2027)]["central_usd_per_oz"].iloc[0]
    assert f"{max(price, 0):,.0f} USD/oz in 2027" in beside(opened)
    assert beside(opened).endswith("price in force 50.")


CURVE = b"technology,route,start_year,midpoint_year,finish_year,ceiling_pct\n"


def upload(visit, id, data):
    opened = on(visit, "own").press("own_which", id)
    opened.app.file_uploader(f"upload_{id}_0").set_value(("own.csv", data, "text/csv"))
    return opened.run()


def test_a_file_of_curves_is_the_scenarios_and_moves_the_routes(visit):
    opened = upload(visit, "route_adoption", CURVE + b"topcon,silver_free,2028,,2034,40\n")
    assert opened.scenario["route_adoption"] == {
        "topcon": {"silver_free": {"start_year": 2028.0, "finish_year": 2034.0, "ceiling": 0.4}}
    }
    routes = pvsilver.project(opened.scenario, 2034, 2034).by_route
    made = routes[(routes["technology"] == "topcon") & (routes["year"] == 2034)]
    cells = made.set_index("route")["cell_production_gw"]
    assert cells["silver_free"] / cells.sum() == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (b"topcon,silver_free,2035,,2030,40", "adoption starts after it finishes (2035 > 2030)"),
        (b"topcon,silver_free,2028,,2034,140", "“140” is not a share from 0 to 100 %"),
        (b"topcon,silver_free,2028,,2034,60\ntopcon,seed_layer,2028,,2034,60", "add up to 120 %"),
        (b"topcon,gold,2028,,2034,60", "“gold” is not one of those offered"),
        (b"topcon,silver_free,2020,,2034,60", "“2020” is not a year from 2025 to 2100"),
        (b"topcon,silver_free,2028,2031,2034,60", "give the midpoint or the finish"),
        (b"hjt,seed_layer,2028,,2034,6\nhjt,seed_layer,2028,,2035,6", "Row 2: hjt, seed_layer stand twice"),
    ],
)
def test_a_curve_that_cannot_be_is_named_and_the_last_good_scenario_stays(visit, row, said):
    opened = upload(visit, "route_adoption", CURVE + row + b"\n")
    assert opened.scenario == pvsilver.Scenario()
    assert said in opened.app.error[0].value.replace("\\", "")
    assert "the last good scenario stays on screen" in opened.app.error[0].value


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"route_adoption_start_year": "2040", "route_adoption_finish_year": "2030"}, "2040"),
        ({"route_adoption_ceiling_pct": "120"}, "120"),
        ({"route_share": '{"hjt":{"silver_paste":{"2026":0.7},"silver_free":{"2026":0.7}}}'}, "route_share"),
    ],
)
def test_routes_that_cannot_be_are_refused_in_a_link_and_named(visit, query, said):
    opened = visit("outlook", **query)
    assert opened.scenario == pvsilver.Scenario() or not set(query) <= set(opened.scenario.changed)
    assert opened.app.session_state["face"].refusals
    assert any(said in str(refusal) for refusal in opened.app.session_state["face"].refusals)


def test_powders_of_a_file_are_the_scenarios(visit):
    columns = own_table.layout(own_table.POWDER).columns
    head = ",".join(("year", *columns)).encode()
    cells = {"2027": 30.0, "2040": 10.0}
    lines = [",".join((year, *(f"{wt_pct}" for _ in columns))).encode() for year, wt_pct in cells.items()]
    opened = upload(visit, own_table.POWDER, b"\n".join([head, *lines]) + b"\n")
    assert opened.scenario[own_table.POWDER] == dict.fromkeys(sorted(columns), cells)
    worse = upload(visit, own_table.POWDER, head + b"\n2027" + b",0.5" * len(columns) + b"\n")
    assert worse.scenario == pvsilver.Scenario()
    assert "“0.5” is not a number within range" in worse.app.error[0].value


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("id", [own_curves.ID, own_table.POWDER])
def test_the_grids_open_in_both_languages_and_change_nothing(visit, id, lang):
    opened = on(visit, "own", lang=lang).press("own_which", id)
    assert opened.scenario == pvsilver.Scenario()


def test_the_template_of_curves_is_the_curve_of_the_levers():
    form, scenario = own_curves.layout(), pvsilver.Scenario()
    rows, faults = own_curves.read(form, own_table.template(form, own_curves.example(scenario)).encode())
    assert not faults
    (curve,) = rows
    assert curve["start_year"] == scenario["route_adoption_start_year"]
    levers = scenario.replace(route_adoption_ceiling_pct=100)
    tabled = scenario.replace(route_adoption=own_curves.value(form, rows))
    assert (
        pvsilver.project(levers).annual["net_silver_t"] == pvsilver.project(tabled).annual["net_silver_t"]
    ).all()


def test_a_table_in_force_is_what_the_grid_of_curves_shows():
    own = {"topcon": {"silver_free": {"start_year": 2028.0, "midpoint_year": 2031.0, "ceiling": 0.4}}}
    rows = own_curves.anchors(pvsilver.Scenario(route_adoption=own))
    assert own_curves.value(own_curves.layout(), rows) == own
    assert not own_curves.faults(own_curves.layout(), rows)


@pytest.mark.parametrize("id", ["market_share", "installations_gw", own_curves.ID, own_table.POWDER])
def test_no_grid_clips_what_is_typed(visit, id):
    """A grid with limits would turn 140 % into 100 % without a word; the check of the table names it instead."""
    opened = on(visit, "own").press("own_which", id)
    (grid,) = (part for part in opened.app.dataframe if part.proto.columns and part.proto.editing_mode)
    columns = json.loads(grid.proto.columns)
    configured = [column.get("type_config") or {} for column in columns.values()]
    numbers = [config for config in configured if config.get("type") == "number"]
    assert numbers
    assert all(number.get(end) is None for number in numbers for end in ("min_value", "max_value"))


def test_the_headline_says_how_sure_a_year_ahead_is_and_nothing_of_an_observed_one(visit):
    drawn = pvsilver.simulate(pvsilver.Scenario(), names=("net_silver_t",)).interval(80).set_index("year")
    low, high = drawn.loc[2030, ["net_silver_t_p10", "net_silver_t_p90"]]
    said = next(caption for caption in visit("outlook").app.caption if "P10–P90" in caption.value).value
    assert said == f":small[P10–P90 {low:,.0f}–{high:,.0f}]"
    past = [caption.value for caption in visit("outlook", headline_year="2020").app.caption]
    assert not any(text.startswith(":small[P10") for text in past)


def test_no_copper_is_said_to_have_arrived_in_the_past(visit):
    said = words.text("outlook.copper", "en").partition(":")[0]
    assert said in visit("outlook").text
    assert said not in visit("outlook", headline_year="2020").text
