"""Bars of what moved net silver."""

from pvsilver.charts import moved, theme

BARS = [
    moved.Bar("volume", 120.0, "+120"),
    moved.Bar("thrift", -300.0, "-300"),
    moved.Bar("in all", -180.0, "-180", True),
]


def test_bars_stand_in_the_order_given_and_only_their_sum_is_grey():
    rows = moved.table(BARS).to_pylist()
    assert [row["name"] for row in rows] == ["volume", "thrift", "in all"]
    assert [row["row"] for row in rows] == [0.5, 1.5, 2.5]
    assert [row["slot"] for row in rows] == [theme.ACCENT, theme.ACCENT, theme.MUTED]


def test_a_specification_is_kept_and_carries_no_data():
    one, other = moved.draw("t", "what", BARS), moved.draw("t", "else", BARS[:2] + BARS[2:])
    assert one.specification["layer"] is other.specification["layer"]
    assert one.specification["description"] == "what"
    assert "values" not in str(one.specification)


def test_bars_begin_at_zero():
    bars = moved.draw("t", "what", BARS).specification["layer"][0]["encoding"]
    assert bars["x"]["scale"]["zero"]
    assert bars["x2"] == {"datum": 0}
