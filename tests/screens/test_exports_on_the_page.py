"""What can be taken away from a page, and the way back and forth between scenarios."""

import pytest

import pvsilver
from pvsilver import words
from pvsilver.exchange import exports, figures, quote
from pvsilver.screens import exporting

ALL = {f"export_{kind}" for kind in ("xlsx", "csv", "zip", "json", "svg", "png", "report")}


def buttons(opened):
    return {button.key: button.proto for button in opened.app.get("download_button")}


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("page", ["outlook", "recovery"])
def test_every_kind_of_file_is_offered_on_outlook_and_recovery(visit, page, lang):
    assert buttons(visit(page, lang=lang)).keys() >= ALL


def test_the_chain_offers_the_few_that_are_asked_for_most(visit):
    assert {"export_xlsx", "export_csv", "export_png"} <= buttons(visit()).keys()


def test_a_button_makes_the_file_of_the_scenario_on_screen(visit, monkeypatch):
    asked = []
    monkeypatch.setattr(exports, "bytes_of", lambda *given: asked.append(given) or b"")
    scenario = pvsilver.Scenario(thrift_path="slow", headline_year=2062)
    registered = []
    monkeypatch.setattr(exporting.st, "download_button", lambda *_, data, **__: registered.append(data))
    visit("outlook", thrift_path="slow", headline_year="2062")
    for make in registered:
        if getattr(make, "func", None) is exporting._made:
            make()
    assert {given[0] for given in asked} == {key.removeprefix("export_") for key in ALL}
    assert {given[1:] for given in asked} == {(scenario, 2015, 2070, "en", "demand")}


def test_the_figure_asked_for_is_the_one_that_is_drawn(visit):
    assert (
        visit("outlook").press("export_figure", "route").app.segmented_control("export_figure").value
        == "route"
    )


def test_without_the_extra_figures_are_not_offered_and_the_page_says_how_to_get_them(visit, monkeypatch):
    monkeypatch.setattr(figures, "installed", lambda: False)
    opened = visit("outlook")
    off = {key for key, button in buttons(opened).items() if button.disabled}
    assert off == {"export_svg", "export_png"}
    assert "python -m pip install vl-convert-python" in opened.text


def test_text_to_quote_stands_there_in_both_languages(visit):
    opened = visit("outlook", thrift_path="slow")
    opened.app.session_state["export_quote"] = True
    opened.run()
    shown = [code.value for code in opened.app.code]
    scenario = pvsilver.Scenario(thrift_path="slow")
    assert shown == [quote.quotation(scenario, lang) for lang in words.LANGUAGES]


def test_redo_goes_forward_again_and_ends_at_a_new_change(visit):
    opened = visit("outlook").slide("installations_factor", 1.2).slide("thrift_bend", 0.5)
    last = opened.scenario
    opened.click("undo").click("undo")
    assert opened.scenario == pvsilver.Scenario()
    assert opened.click("redo").scenario == pvsilver.Scenario(installations_factor=1.2)
    assert opened.click("redo").scenario == last
    assert opened.app.button("redo").disabled
    opened.click("undo").slide("installations_factor", 0.9)
    assert opened.app.button("redo").disabled
    assert opened.click("undo").scenario == pvsilver.Scenario(installations_factor=1.2)


def test_ten_steps_can_be_redone(visit):
    opened = visit("outlook")
    for step in range(1, 13):
        opened.slide("installations_factor", 1 + step / 100)
    last = opened.scenario
    for _ in range(10):
        opened.click("undo")
    for _ in range(10):
        opened.click("redo")
    assert opened.scenario == last
