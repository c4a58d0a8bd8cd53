"""A moved lever draws and sends what it changes, over a server as a browser speaks to it."""

import pytest

from benchmarks.visitor import ROOT, Visit, serving

SIDEBAR = 1
MOST_BYTES = 40_000
STEPS = {
    "outlook": ("lever_installations_factor", (1.1, 1.2, 1.3)),
    "": ("lever_front_finger_width_um", (16.0, 15.0, 14.0)),
    "cell": ("lever_front_finger_width_um", (16.0, 15.0, 14.0)),
    "recovery": ("lever_collection_share_factor", (1.1, 1.2, 1.3)),
    "market": ("lever_silver_price_usd_per_oz", (60.0, 61.0, 62.0)),
}
"""Page → lever, and values it is moved to."""

LIGHT = ("outlook", "", "recovery", "market")
"""Pages that keep to what a step may send; the others have more charts."""

BESIDE = ("cell", "market")
"""Pages on which something beside the levers says what they come to."""


@pytest.fixture(scope="module")
def server():
    with serving(ROOT / "app.py") as running:
        yield running


@pytest.fixture
def opened(server):
    """Opens a page in a visit of its own."""
    visits = []

    def open_page(page):
        visits.append(Visit(server, page))
        visits[-1].run()
        return visits[-1]

    yield open_page
    for visit in visits:
        visit.close()


def moved(visit, page):
    """Bytes of each step."""
    lever, values = STEPS[page]
    return [visit.slide(lever, value) for value in values]


@pytest.mark.parametrize("page", LIGHT)
def test_each_step_of_a_lever_but_the_first_sends_at_most_forty_kilobytes(opened, page):
    assert max(moved(opened(page), page)[1:]) <= MOST_BYTES


@pytest.mark.parametrize("page", STEPS)
def test_no_other_lever_is_drawn_again(opened, page):
    visit = opened(page)
    moved(visit, page)
    drawn = {path[1] for path in visit.touched if path[0] == SIDEBAR and len(path) > 1}
    assert len(drawn) == 1 + (page in BESIDE)


@pytest.mark.parametrize("page", STEPS)
def test_headlines_after_steps_are_those_of_the_page_drawn_as_a_whole(opened, page):
    visit = opened(page)
    moved(visit, page)
    stepped = dict(visit.figures)
    visit.kept.clear()
    visit.run()
    assert visit.figures == stepped
    assert any(stepped[name] != shown for name, shown in opened(page).figures.items())


def test_a_height_that_follows_the_width_is_drawn_with_it(server):
    # A stencil prints a height of 0.7 of the width.
    visit = Visit(server, "cell", "v=1&print_method=stencil")
    visit.run()
    for width in (16.0, 15.0):
        visit.slide("lever_front_finger_width_um", width)
        assert visit.numbers["number_front_finger_width_um"] == width
        assert visit.numbers["number_front_finger_height_um"] == pytest.approx(0.7 * width)
    visit.close()


def test_a_number_that_is_refused_leaves_its_box(visit):
    opened = visit("outlook").type("installations_factor", 0.9).type("installations_factor", 99.0)
    assert opened.app.number_input("number_installations_factor").value == 0.9
    assert any("99" in warning.value for warning in opened.app.warning)


def test_a_choice_that_changes_the_preset_draws_the_whole_page(visit):
    opened = visit("outlook").type("installations_factor", 0.9).choose("scenario", "central")
    assert opened.app.number_input("number_installations_factor").value == 1.0
