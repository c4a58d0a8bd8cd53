"""What every chart promises: text for those who cannot see it, one axis from zero, data that it names."""

import functools
import itertools

import pytest

import pvsilver
from pvsilver import tables, words
from pvsilver.charts import theme
from pvsilver.exchange import drawn

CHARTS = ("demand", "technology", "route", "hindcast", "residual")

ALT_CHARACTERS = 200


@functools.cache
def projection(**values):
    return pvsilver.project(pvsilver.Scenario(**values))


@functools.cache
def chart(name, lang="en"):
    now = projection()
    if name == "demand":
        return drawn.demand_chart(now, projection(mg_per_w_factor=1.2), lang)
    if name in ("technology", "route"):
        return drawn.split_chart(now, projection(mg_per_w_factor=1.2), name, lang)
    return dict(
        zip(
            ("hindcast", "residual"),
            drawn.hindcast_charts(now, projection(mg_per_w_factor=1.2), lang),
            strict=True,
        )
    )[name]


def encodings(part):
    """Every encoding of a specification, at any depth."""
    if isinstance(part, dict):
        if "encoding" in part:
            yield part["encoding"]
        for inner in part.values():
            yield from encodings(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from encodings(inner)


def fields(part):
    """Names of columns that a specification reads."""
    for encoding in encodings(part):
        for channel in encoding.values():
            for definition in channel if isinstance(channel, list) else [channel]:
                if "field" in definition:
                    yield definition["field"]


def calculated(part):
    if isinstance(part, dict):
        if "calculate" in part:
            yield part["as"]
        if "fold" in part or "stack" in part:
            yield from part.get("as", ())
        for inner in part.values():
            yield from calculated(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from calculated(inner)


@pytest.mark.parametrize(("name", "lang"), list(itertools.product(CHARTS, words.LANGUAGES)))
def test_alternative_text_says_what_is_drawn_in_less_than_200_characters(name, lang):
    text = chart(name, lang).specification["description"]
    assert 25 < len(text) < ALT_CHARACTERS


@pytest.mark.parametrize("name", CHARTS)
def test_every_column_that_a_chart_names_is_in_its_table(name):
    drawn_chart = chart(name)
    known = set(drawn_chart.data.column_names) | set(calculated(drawn_chart.specification))
    assert set(fields(drawn_chart.specification)) <= known


@pytest.mark.parametrize("name", CHARTS)
def test_tonnes_begin_at_zero_and_there_is_one_vertical_axis(name):
    vertical = [encoding["y"] for encoding in encodings(chart(name).specification) if "y" in encoding]
    assert all(y["scale"]["zero"] for y in vertical if "scale" in y)
    assert any("scale" in y for y in vertical)
    assert "resolve" not in chart(name).specification


@pytest.mark.parametrize("name", CHARTS)
def test_a_specification_is_built_once_and_carries_no_data(name):
    specification = chart(name).specification
    again = projection(mg_per_w_factor=0.9)
    if name == "demand":
        rebuilt = drawn.demand_chart(again, projection())
    elif name in ("technology", "route"):
        rebuilt = drawn.split_chart(again, again, name)
    else:
        rebuilt = dict(zip(("hindcast", "residual"), drawn.hindcast_charts(again, again), strict=True))[name]
    assert rebuilt.specification is specification
    assert "values" not in str(specification)


@pytest.mark.parametrize("name", CHARTS)
def test_columns_keep_their_names_and_types_whatever_the_scenario(name):
    def schema(now):
        if name == "demand":
            return drawn.demand_chart(now, now).data.schema
        if name in ("technology", "route"):
            return drawn.split_chart(now, now, name).data.schema
        return drawn.hindcast_charts(now, now)[0].data.schema

    first = schema(projection())
    assert schema(projection(installations_factor=0.0)) == first
    assert schema(projection(survey_vintage="WSS2016")) == first


def test_a_language_has_a_specification_of_its_own():
    assert chart("demand", "zh").specification["title"] != chart("demand", "en").specification["title"]


def test_a_technology_is_told_by_colour_dash_and_label_never_by_colour_alone():
    assert len(set(theme.TECHNOLOGY_SLOT.values())) == len(theme.TECHNOLOGY_SLOT)
    assert len({tuple(dash) for dash in theme.TECHNOLOGY_DASH.values()}) == len(theme.TECHNOLOGY_DASH)
    assert len({tuple(dash) for dash in theme.ROUTE_DASH.values()}) == len(theme.ROUTE_DASH)


def test_colours_of_the_theme_are_one_for_each_slot_in_light_and_dark():
    import tomllib

    config = tomllib.loads((tables.ROOT.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for side in ("light", "dark"):
        colours = config["theme"][side]["chartCategoricalColors"]
        assert len(colours) == len(set(colours)) == len(theme.SLOTS)
        ground = config["theme"][side]["backgroundColor"]
        assert min(contrast(colour, ground) for colour in colours) >= 2.8
        assert contrast(config["theme"][side]["primaryColor"], ground) >= 4.5


def contrast(one, other):
    """Contrast of two colours as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
