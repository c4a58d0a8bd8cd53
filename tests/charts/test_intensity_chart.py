"""Silver on a watt: shapes tell the basis, names cover neither lines nor each other, a log axis has no zero."""

import numpy as np
import pytest
from test_specifications import calculated, encodings, fields

from pvsilver.charts import intensity, intensity_names, theme
from pvsilver.charts.intensity import BASELINE, FLEET, SLOW, Line, Published

YEARS = np.arange(2015.0, 2051.0)
FALL = 25.0 * 0.93 ** (YEARS - 2015.0)
WORDS = intensity.Words("title", "second", "alt", "year", "published", "scope",
                        ((FLEET, "fleet"), (SLOW, "slow"), ("hjt", "HJT")))  # fmt: skip


def line(id, mg=FALL, heavy=False):
    return Line(id, heavy, mg)


def one(id, years, mg, basis="contained", technology="fleet"):
    bases = (basis,) * len(years)
    return Published(id, technology, id, "scope", tuple(years), tuple(mg), bases, bases)


PUBLISHED = (
    one("a", (2020, 2030), (15.4, 8.5)), one("b", (2025,), (8.96,), "unknown"), one("c", (2025,), (9.0,), "paste"),
    one("d", (2020,), (19.5,), "bought"), one("e", (2015, 2050), (26.6, 7.4)),
)  # fmt: skip


LINES = (line(FLEET, heavy=True), line(SLOW, 2 * FALL))


def drawn(log=False, named=True, lines=LINES, published=PUBLISHED):
    return intensity.draw(WORDS, log, years=YEARS, lines=lines, published=published, last_label="last", last=2025,
                          named=named)  # fmt: skip


def of(chart, kind):
    return [row for row in chart.data.to_pylist() if row["kind"] == kind]


@pytest.mark.parametrize("log", [False, True])
def test_every_column_that_the_chart_names_is_in_its_table(log):
    chart = drawn(log)
    assert set(fields(chart.specification)) <= set(chart.data.column_names) | set(
        calculated(chart.specification)
    )


@pytest.mark.parametrize("log", [False, True])
def test_the_specification_is_kept_and_columns_stay_whatever_is_drawn(log):
    first, second = drawn(log), drawn(log, published=(), lines=(line("hjt"),))
    assert first.specification["layer"] is second.specification["layer"]
    assert first.data.schema == second.data.schema
    assert first.specification["description"] == "alt"


def test_a_basis_has_a_shape_of_its_own_and_no_figure_is_rescaled():
    assert len(set(intensity.SHAPES.values())) == len(intensity.SHAPES) == 4
    points = {(row["series"], row["year"]): (row["mg"], row["basis"]) for row in of(drawn(), "published")}
    for each in PUBLISHED:
        for year, mg, basis in zip(each.years, each.mg_per_w, each.bases, strict=True):
            assert points[each.id, year] == (mg, basis)
    shapes = [part["shape"]["scale"] for part in encodings(drawn().specification) if "shape" in part]
    assert shapes == [{"domain": list(intensity.SHAPES), "range": list(intensity.SHAPES.values())}]


def test_only_one_axis_of_silver_from_zero_or_logarithmic():
    for log, said in ((False, {"zero": True}), (True, {"type": "log", "nice": False})):
        vertical = [part["y"] for part in encodings(drawn(log).specification) if "y" in part]
        assert [part["scale"] for part in vertical if "scale" in part] == [said]


def test_a_logarithmic_axis_draws_no_zero_and_keeps_what_is_above():
    ends_at_nothing = np.where(YEARS > 2040, 0.0, FALL)
    chart = drawn(True, lines=(line("hjt", ends_at_nothing),), published=(one("free", (2030,), (0.0,)),))
    heights = [row["mg"] for row in of(chart, "thin") if row["mg"] is not None]
    assert min(heights) > 0.0
    assert len(heights) == (ends_at_nothing > 0).sum()
    assert not of(chart, "published")


def test_a_line_that_ends_early_is_named_where_it_ends():
    gone = np.where(YEARS > 2023, np.nan, FALL)
    (end,) = of(drawn(lines=(line("hjt", gone),)), "end")
    assert (end["year"], end["mg"]) == (2023.0, pytest.approx(FALL[8]))


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("height_px", [260, 420])
def test_names_cover_neither_each_other_nor_a_line(log, height_px):
    space = intensity_names.Space(YEARS, (FALL, 2 * FALL), log, height_px)
    found = intensity_names.places(space, PUBLISHED)
    gap = space.gap([mg for each in PUBLISHED for mg in each.mg_per_w])
    heights = [space.up(place.mg_per_w) for place in found]
    for i, first in enumerate(found):
        for j in range(i):
            apart = abs(heights[i] - heights[j]) >= 0.75 * gap
            assert apart or abs(first.year - found[j].year) >= 0.4 * (YEARS[-1] - YEARS[0])
        beside = (first.year <= YEARS) & (first.year + 10 >= YEARS)
        for mg in (FALL, 2 * FALL):
            covered = [space.up(value) for value in mg[beside]]
            assert heights[i] <= min(covered) - 0.7 * gap or heights[i] >= max(covered) + 0.7 * gap


def test_names_at_the_right_end_stand_apart_and_above_the_foot():
    space = intensity_names.Space(YEARS, (FALL,), False, 420)
    heights = space.apart([1.0, 1.0, 1.1, 0.9, 1.0])
    assert min(heights) >= 0.0
    assert np.diff(sorted(heights)) == pytest.approx(space.gap(), rel=1e-6)


def test_without_names_a_published_figure_wears_its_technologys_colour():
    points = of(drawn(named=False, published=(one("x", (2025,), (12.0,), technology="xbc"),)), "published")
    assert [row["slot"] for row in points] == [theme.TECHNOLOGY_SLOT["xbc"]]
    assert not of(drawn(named=False), "name")


def test_ours_have_dashes_that_differ():
    assert len({tuple(intensity.DASHES[id]) for id in (FLEET, SLOW, BASELINE)}) == 3
