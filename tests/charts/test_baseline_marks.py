"""A chart marks the baseline where it differs from the scenario, and nowhere else; what is marked can be drawn."""

import pytest

from pvsilver.charts import market_matrix, market_views, market_why

vl_convert = pytest.importorskip("vl_convert")


def drawn(chart):
    """The picture's text; a specification that Vega-Lite cannot use raises."""
    return vl_convert.vegalite_to_svg(
        chart.specification | {"width": 500, "data": {"values": chart.data.to_pylist()}}
    )


def why(*before):
    bars = [market_why.Bar("2025", True, 0.0, 6.0, "6", *before), market_why.Bar("thrift", False, 6.0, 4.0, "−2"),
            market_why.Bar("2030", True, 0.0, 4.0, "4", *before)]  # fmt: skip
    return market_why.draw("title", "second", "alt text", "step", bars)


def views(*before):
    words = market_views.Words("title", "view", "published", "ours", "slow", "baseline")
    return market_views.draw(words, "key", "alt text", [
        market_views.View("one", "world", 4000.0, 4000.0, 3000.0, 5000.0, *before),
        market_views.View("two", "world", 4800.0, 6000.0, 3000.0, 5000.0, *before),
    ])  # fmt: skip


def matrix(*change):
    words = market_matrix.Words("t", "s", "alt", ("high", "low"), ("slow",), "v", "t", "r", "t")
    cells = [
        market_matrix.Cell(volume, "slow", "r", 1000.0, "1,000", False, *change) for volume in words.volumes
    ]
    return market_matrix.draw(words, cells)


def dashed(chart):
    return [layer for layer in chart.specification["layer"] if layer["mark"].get("strokeDash") == [3, 3]]


@pytest.mark.parametrize("make", [why, views])
def test_a_dashed_mark_stands_where_the_baseline_differs(make):
    moved, still = make(3500.0), make()
    assert len(dashed(moved)) == 1
    assert not dashed(still)
    assert drawn(moved) != drawn(still)


def test_each_cell_of_the_matrix_prints_its_change_against_the_baseline():
    assert drawn(matrix("+77")).count("+77") >= 2
    assert len(matrix("+77").specification["layer"]) == len(matrix().specification["layer"]) + 1
