"""Drawings and charts of the cell: to scale, with the columns they name, and text for those who cannot see them."""

import numpy as np
import pyarrow.compute as pc
import pytest
from test_specifications import encodings, fields

from pvsilver.cell.design import CellDesign
from pvsilver.cell.search import width_height_map
from pvsilver.charts import (
    cell_losses,
    cell_pitch,
    cell_plan,
    cell_section,
    cell_section_parts,
    cell_tradeoff,
)
from pvsilver.charts.cell_grid import Grid
from pvsilver.charts.cell_section_parts import Labels, Line, Particle, Scatter

LINE = Line("parabola", 0.5, 17.5, 10.0, "silver")
LABELS = Labels("17.5 µm", "10.0 µm", "break 3 µm", "baseline", ("powder", "shell"), "µm")
GRID = Grid(182.2, 191.6, 262.5, 1.0, 178, 17.5, 1.0, 16, 40.0, 160, 0.3, 0.26)
WIDTHS, HEIGHTS = np.linspace(9.0, 35.0, 27), np.linspace(4.0, 20.0, 17)
MAP_WORDS = cell_tradeoff.Words(
    "title", "alt", "width", "height", "silver", "power", "breaks", "yours", "baseline"
)


def section(line=LINE, baseline=LINE, particle=None):
    return cell_section.draw("title", "alt", line, baseline, Scatter(7.3, 12.8, 3.0), particle, LABELS)


def plan(grid=GRID):
    return cell_plan.draw("title", "alt", grid, cell_plan.Labels("182.2 mm", "95.8 mm", "6 × 6 mm"))


def tradeoff(baseline=(17.5, 10.0), **values):
    design = CellDesign.preset("topcon", 2025).replace(**values)
    found = width_height_map(design, "front", WIDTHS, HEIGHTS)
    fields_of_map = (found.silver_mg_per_w, found.power_change_pct, found.breaks_per_cell)
    return cell_tradeoff.draw(MAP_WORDS, WIDTHS, HEIGHTS, *fields_of_map, (17.5, 10.0), baseline), found


def losses():
    words = cell_losses.Words("title", "alt", "loss", "side", cell_losses.TERMS)
    bars = {"before": dict.fromkeys(cell_losses.TERMS, 1.0), "now": dict.fromkeys(cell_losses.TERMS, 0.5)}
    return cell_losses.draw(words, bars)


def pitch(at=None):
    words = cell_pitch.Words(
        "title", "second", "alt", "fingers", "yours", "baseline", ("only", "today", "twice")
    )
    counts = np.arange(60.0, 301.0, 4.0)
    best = {"efficiency": 220.0, "today": 184.0, "twice": 140.0}
    profit = {case: -1e-4 * (counts - at) ** 2 - 5.0 for case, at in best.items()}
    before = None if at is None else cell_pitch.Before(-1e-4 * (counts - at) ** 2 - 2.0, 170.0)
    return cell_pitch.draw(words, counts, profit, best, 178.0, before=before)


CHARTS = {
    "section": section,
    "plan": plan,
    "tradeoff": lambda: tradeoff()[0],
    "losses": losses,
    "pitch": pitch,
}


def of(drawn, kind):
    return drawn.data.filter(pc.equal(drawn.data["kind"], kind)).to_pylist()


def polygon(drawn, part):
    points = [row for row in of(drawn, "area") if row["part"] == part]
    return (np.array([row[name] for row in points]) for name in ("x", "y", "y2"))


@pytest.mark.parametrize("name", CHARTS)
def test_every_column_that_a_chart_names_is_in_its_table(name):
    drawn = CHARTS[name]()
    assert set(fields(drawn.specification)) <= set(drawn.data.column_names)


@pytest.mark.parametrize("name", CHARTS)
def test_a_specification_is_kept_and_has_alternative_text(name):
    first, second = CHARTS[name](), CHARTS[name]()
    assert first.specification["description"] == "alt"
    assert first.specification["layer"] is second.specification["layer"]


@pytest.mark.parametrize("name", ["section", "plan"])
def test_width_and_height_of_a_drawing_have_one_scale(name):
    """A unit along x is as many pixels as a unit along y, however wide the page is."""
    domains = {
        channel: encoding[channel]["scale"]["domain"][1]["expr"]
        for encoding in encodings(CHARTS[name]().specification)
        for channel in ("x", "y")
        if channel in encoding and "scale" in encoding[channel]
    }
    for width, height in [(300, 280), (520, 280), (900, 280)]:
        x, y = (eval(domains[c], {"max": max, "width": width, "height": height}) for c in ("x", "y"))
        assert width / x == pytest.approx(height / y)


def test_a_finger_is_drawn_with_its_own_proportions():
    x, bottom, top = polygon(section(), "core")
    assert np.ptp(x) / np.ptp(top) == pytest.approx(1.75)
    assert np.trapezoid(top - bottom, x) == pytest.approx(2.0 / 3.0 * np.ptp(x) * np.ptp(top), rel=1e-3)


def test_layers_stack_and_keep_their_shares():
    drawn = section(LINE._replace(top_height=5.0))
    _, low, middle = polygon(drawn, "core")
    _, start, high = polygon(drawn, "top")
    assert middle == pytest.approx(start)
    assert np.ptp(high) - np.ptp(middle) == pytest.approx(0.5 * (middle - low).max())


def test_a_small_change_moves_the_line_and_not_the_scale():
    spans = {
        cell_section_parts.span_um(LINE._replace(width=w), LINE, Scatter(7.3, 12.8, 3.0))
        for w in np.arange(14.0, 21.0, 0.1)
    }
    assert len(spans) == 1


def test_the_baseline_is_drawn_only_where_it_differs():
    assert not of(section(), "ghost")
    assert of(section(LINE._replace(width=14.0)), "ghost")


def test_a_particles_shell_is_to_scale():
    drawn = section(particle=Particle(2.0, 99.0))
    sizes = [np.ptp(next(iter(polygon(drawn, part)))) for part in ("shell", "copper")]
    assert sizes[1] / sizes[0] == pytest.approx(1.0 - 99.0 / 1000.0)


def test_half_the_fingers_and_all_busbars_are_drawn():
    assert len(of(plan(), "finger")) == 89
    assert len(of(plan(), "busbar")) == 16
    free = plan(GRID._replace(busbar_width_um=0.0))
    assert len(of(free, "wire")) == 16
    assert not of(free, "busbar")


def test_what_the_lens_shows_is_to_scale():
    fingers = of(plan(), "lens_finger")
    heights = sorted({round((row["y"] + row["y2"]) / 2, 9) for row in fingers})
    pitch_mm, width_mm = (191.6 - 2.0) / 178, 0.0175
    assert np.diff(heights) == pytest.approx(pitch_mm * 2 * 0.155 / 6.0, rel=1e-4)
    assert fingers[0]["y2"] - fingers[0]["y"] == pytest.approx(width_mm * 2 * 0.155 / 6.0, rel=1e-6)


def test_dashes_print_their_share_of_the_length_in_the_lens():
    whole, dashed = (
        sum(row["x2"] - row["x"] for row in of(plan(GRID._replace(length_share=share)), "lens_finger"))
        for share in (1.0, 0.4)
    )
    assert dashed / whole == pytest.approx(0.4, abs=0.06)


def test_only_designs_with_more_than_one_break_are_hatched():
    drawn, found = tradeoff()
    lowest = min(HEIGHTS[found.breaks_per_cell.max(axis=1) <= 1.0])
    assert of(drawn, "hatch")
    assert all((row["y"] + row["y2"]) / 2 < lowest for row in of(drawn, "hatch"))


def test_your_cell_of_the_preset_lies_on_the_line_of_no_change():
    drawn, _ = tradeoff()
    zero = [row for row in of(drawn, "line") if row["label"] == "0"]
    assert min(np.hypot(row["x"] - 17.5, row["y"] - 10.0) for row in zero) < 1.0


def test_the_baseline_is_a_point_of_its_own_only_where_it_is_another_cell():
    assert not of(tradeoff()[0], "baseline")
    assert of(tradeoff(baseline=(20.0, 12.0))[0], "baseline")


def test_segments_of_a_bar_join_and_add_up():
    now = [row for row in losses().data.to_pylist() if row["bar"] == "now"]
    assert [row["start"] for row in now[1:]] == [row["end"] for row in now[:-1]]
    assert now[-1]["total"] == "2.50 %"


def test_profit_is_drawn_as_the_distance_to_the_best():
    curve = of(pitch(), "curve")
    for case in cell_pitch.CASES:
        drawn = [row[case] for row in curve if row[case] is not None]
        assert max(drawn) == 0.0
        assert min(drawn) >= cell_pitch.LOWEST_PCT
    assert {row["label"] for row in of(pitch(), "marked")} == {"220 only", "184 today", "140 twice"}
    assert [row["label"] for row in of(pitch(), "yours")] == ["178 yours"]


def test_the_line_of_the_baseline_is_drawn_only_where_it_is_another_cell():
    moved, still = pitch(at=160.0), pitch()
    assert all(row["baseline"] is None for row in of(still, "curve"))
    line = {row["count"]: row["baseline"] for row in of(moved, "curve") if row["baseline"] is not None}
    assert line[160.0] == max(line.values()) == 0.0
    assert len(moved.specification["layer"]) == len(still.specification["layer"]) + 1
    assert "170 baseline" in {row["label"] for row in of(moved, "marked")}


def test_bars_of_the_map_cover_each_design_once_in_its_own_depth():
    drawn, found = tradeoff()
    bars, silver = of(drawn, "cell"), found.silver_mg_per_w
    edges = np.linspace(np.nanmin(silver), np.nanmax(silver), len(cell_tradeoff.STEPS) + 1)[1:-1]
    assert {min(bar["silver"] for bar in bars), max(bar["silver"] for bar in bars)} == {
        np.nanmin(silver), np.nanmax(silver),
    }  # fmt: skip
    assert len(bars) < silver.size / 4
    for (row, column), value in np.ndenumerate(silver):
        over = [
            bar["silver"]
            for bar in bars
            if bar["x"] < WIDTHS[column] < bar["x2"] and bar["y"] < HEIGHTS[row] < bar["y2"]
        ]
        assert len(over) == int(np.isfinite(value))
        assert all(np.searchsorted(edges, shown) == np.searchsorted(edges, value) for shown in over)
