"""Charts of the market: bars are as long as their tonnes, lines cross zero at break-even, text says what is drawn."""

from __future__ import annotations

import functools
import itertools
import json

import numpy as np
import pytest

import pvsilver
from pvsilver.charts import (
    market_balance,
    market_break_even,
    market_cost,
    market_matrix,
    market_views,
    market_why,
    theme,
)
from pvsilver.studies import attribution
from pvsilver.studies import market_balance as balancing

BALANCE = market_balance.Words(
    "title", "second", "alt", "year", tuple(f"part {place}" for place in range(6)), "supply", "balance", "survey",
    "last", "baseline",
)  # fmt: skip


@functools.cache
def projection(**values):
    return pvsilver.project(pvsilver.Scenario(**values))


def rows(data, kind):
    return [row for row in data.to_pylist() if row["kind"] == kind]


def balance_chart(**values):
    frame = balancing.balance(projection(**values))
    return frame, market_balance.draw(BALANCE, frame, 2025, balancing.balance(projection()))


def why_chart():
    bars = [market_why.Bar("2025", True, 0.0, 6.0, "6"), market_why.Bar("thrift", False, 6.0, 4.0, "−2"),
            market_why.Bar("volume", False, 4.0, 5.0, "+1"), market_why.Bar("2030", True, 0.0, 5.0, "5")]  # fmt: skip
    return market_why.draw("title", "second", "alt text", "step", bars)


def matrix_chart():
    words = market_matrix.Words("t", "s", "alt", ("high", "low"), ("slow", "fast"), "v", "t", "r", "t")
    cells = [market_matrix.Cell(v, t, "r", tonnes, f"{tonnes:,.0f}", v == "low")
             for v, t, tonnes in (("high", "slow", 9000.0), ("high", "fast", 4000.0), ("low", "slow", 3000.0),
                                  ("low", "fast", 1000.0))]  # fmt: skip
    return market_matrix.draw(words, cells)


def views_chart():
    words = market_views.Words("title", "view", "published", "ours", "slow", "baseline")
    return market_views.draw(words, "key", "alt text", [
        market_views.View("one", "world", 4000.0, 4000.0, 3000.0, 5000.0),
        market_views.View("two", "world", 4800.0, 6000.0, 3000.0, 5000.0),
    ])  # fmt: skip


def cost_chart(known=("metal", "losses"), before=(("all", 8.5), ("HJT", 6.4))):
    words = market_cost.Words(
        "title", "alt", "bar", "fen/W", ("metal", "powder", "fee", "losses"), "baseline"
    )
    bars = {"all": {"metal": 8.0, "powder": 0.4, "fee": 0.1, "losses": 0.5},
            "HJT": {"metal": 6.0, "powder": 0.3, "fee": 0.2, "losses": 0.4}}  # fmt: skip
    return market_cost.draw(words, bars, known, dict(before))


def break_even_chart(today=80.0, before=(30.0, 80.0)):
    prices = np.linspace(0.0, 120.0, 13)
    crossings = dict(zip(market_break_even.ROUTES, ((0.01, 20.0), (0.02, 30.0), (0.03, 40.0)), strict=True))
    lines = [
        market_break_even.Line(route, gain, gain - 0.1, gain + 0.1, at)
        for route, (slope, at) in crossings.items()
        for gain in [slope * (prices - at)]
    ]
    words = market_break_even.Words("title", "second", "alt", "price", "cent/W", ("copper", "seed", "free"),
                                    "baseline")  # fmt: skip
    crossing, price = before
    past = market_break_even.Before(0.02 * (prices - crossing), price, "baseline 80")
    return market_break_even.draw(words, prices, lines, "seed_layer", today, "today", "30 USD/oz", past)


CHARTS = {
    "balance": lambda: balance_chart()[1], "why": why_chart, "matrix": matrix_chart, "views": views_chart,
    "cost": cost_chart, "break_even": break_even_chart,
}  # fmt: skip


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_text_for_those_who_cannot_see_it_and_can_be_sent(name):
    drawn = CHARTS[name]()
    assert 0 < len(drawn.specification["description"]) < 200
    text = json.dumps(drawn.specification)
    assert '"datasets"' not in text
    assert len(text) < 14_000


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_reads_only_columns_that_its_table_has(name):
    drawn = CHARTS[name]()
    columns = set(drawn.data.column_names) | {f"tip{place}" for place in range(20)}

    def fields(part):
        if isinstance(part, dict):
            if isinstance(part.get("field"), str):
                yield part["field"]
            for inner in part.values():
                yield from fields(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from fields(inner)

    assert set(fields(drawn.specification)) <= columns


def test_bars_of_the_balance_reach_from_total_demand_to_total_supply():
    frame, drawn = balance_chart()
    bars = rows(drawn.data, "bar")
    for row in frame.itertuples():
        mine = [bar for bar in bars if bar["year"] == row.year]
        assert max(bar["outer"] for bar in mine) == pytest.approx(row.total_supply_t)
        assert min(bar["outer"] for bar in mine) == pytest.approx(-row.total_demand_t)
        for bar in mine:
            assert abs(bar["outer"] - bar["inner"]) == pytest.approx(getattr(row, bar["part"]))
    assert [row["balance"] for row in rows(drawn.data, "balance")] == pytest.approx(list(frame["balance_t"]))
    assert [row["year"] for row in rows(drawn.data, "survey")] == list(range(2017, 2027))


def test_the_balance_of_the_baseline_is_drawn_where_it_differs_and_only_there():
    before = balancing.balance(projection())
    frame, moved = balance_chart(mg_per_w_factor=1.2)
    drawn = {part: [row["balance"] for row in rows(moved.data, "before") if row["part"] == part]
             for part in market_balance.BEFORE}  # fmt: skip
    # More silver on a watt retires later: until then supply is the same, and so is its line.
    assert drawn["balance_t"] == pytest.approx(list(before["balance_t"]))
    assert drawn["total_demand_t"] == pytest.approx(list(-before["total_demand_t"]))
    names = {row["label"]: row["slot"] for row in rows(moved.data, "name")}
    assert names["baseline"] == theme.MUTED
    assert (frame["balance_t"] < before["balance_t"]).any()
    _, same = balance_chart()
    assert not rows(same.data, "before")
    assert "baseline" not in {row["label"] for row in rows(same.data, "name")}


def test_one_specification_of_the_balance_serves_all_scenarios():
    assert balance_chart()[1].specification is balance_chart(mg_per_w_factor=1.1)[1].specification


def test_steps_of_the_waterfall_join_and_end_where_the_change_does():
    found = attribution.between(projection(), 2025, projection(), 2030).waterfall
    bars = [
        market_why.Bar(str(row.step), row.kind == "total", row.from_t, row.to_t, "")
        for row in found.itertuples()
    ]
    data = market_why.table(bars).to_pylist()
    for one, other in itertools.pairwise(data[:-1]):
        assert one["to_t"] == pytest.approx(other["from_t"])
    assert data[-2]["to_t"] == pytest.approx(data[-1]["to_t"])
    slots = {row["slot"] for row in data if row["weight"] == "plain" and row["to_t"] < row["from_t"]}
    assert slots == {theme.ACCENT}


def test_a_cell_of_the_matrix_is_darker_for_more_tonnes():
    data = sorted(matrix_chart().data.to_pylist(), key=lambda row: row["tonnes"])
    depths = [row["depth"] for row in data]
    assert depths == sorted(depths)
    assert depths[0] == pytest.approx(market_matrix.LIGHTEST)
    assert depths[-1] == pytest.approx(market_matrix.DARKEST)


def test_a_part_that_is_not_known_is_left_out_and_not_zero():
    data = cost_chart().data.to_pylist()
    assert {row["part"] for row in data} == {"metal", "losses"}
    assert [row["total"] for row in data if row["total"]] == ["8.50", "6.40"]
    whole = cost_chart(market_cost.PARTS).data.to_pylist()
    assert [row["total"] for row in whole if row["total"]] == ["9.00", "6.90"]


def test_a_tick_stands_at_the_cost_of_the_baseline_and_the_sum_beyond_it():
    assert not [row for row in cost_chart().data.to_pylist() if row["before"] is not None]
    data = cost_chart(before=(("all", 9.5), ("HJT", 6.0), ("PERC", 20.0))).data.to_pylist()
    (fleet, hjt) = [row for row in data if row["total"]]
    assert (fleet["before"], hjt["before"]) == (9.5, 6.0)
    # The sum is written right of the bar and of the tick, whichever reaches further.
    assert (fleet["beyond"], hjt["beyond"]) == pytest.approx((9.5, 6.4))
    assert (fleet["name"], hjt["name"]) == ("baseline", None)


def test_the_baseline_has_its_own_line_and_price_where_they_differ():
    assert not [row for row in break_even_chart().data.to_pylist() if row["kind"] in ("before", "past")]
    data = break_even_chart(today=100.0, before=(20.0, 80.0)).data
    line = rows(data, "before")
    assert np.interp(0.0, [row["gain"] for row in line], [row["year"] for row in line]) == pytest.approx(20.0)
    assert [row["year"] for row in rows(data, "past")] == [80.0]
    ends = {row["label"]: row["slot"] for row in rows(data, "end")}
    assert ends == {"copper": theme.INK, "seed": theme.INK, "free": theme.INK, "baseline": theme.MUTED}


def test_the_chosen_line_crosses_zero_at_the_price_printed_and_alone_has_a_band():
    data = break_even_chart().data
    (crossing,) = rows(data, "crossing")
    chosen = rows(data, "chosen")
    assert {row["route"] for row in chosen} == {"seed_layer"} == {row["route"] for row in rows(data, "band")}
    zero = np.interp(0.0, [row["gain"] for row in chosen], [row["year"] for row in chosen])
    assert zero == pytest.approx(crossing["year"]) == pytest.approx(30.0)
    assert [row["year"] for row in rows(data, "today")] == [80.0]


def test_a_view_keeps_its_own_tonnes_and_stands_beside_ours_and_the_slow_case():
    data = views_chart().data.to_pylist()
    assert [(row["low"], row["high"], row["ours"], row["slow"]) for row in data] == [
        (4000.0, 4000.0, 3000.0, 5000.0), (4800.0, 6000.0, 3000.0, 5000.0)]  # fmt: skip
    assert [row["written"] for row in data] == ["4,000 t", "4,800 – 6,000 t"]
