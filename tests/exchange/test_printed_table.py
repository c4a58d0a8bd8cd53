"""Tables on a terminal: what fits is shown, the rest is named, and a Chinese table is Chinese."""

from __future__ import annotations

import re
import shutil
import sys
from os import terminal_size

import pandas as pd
import pytest

from pvsilver import Scenario, cli, names, project, words
from pvsilver.exchange import dossier, printed

FRAMES = {
    "by year": project(Scenario()).annual,
    "by route": project(Scenario(), 2030, 2031).by_route,
    "reconciled": project(Scenario(), 2020, 2026).reconciliation,
}


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("width", [40, 80, 132])
@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_no_line_of_a_table_is_wider_than_the_terminal(frame: pd.DataFrame, width: int, lang: str) -> None:
    found = printed.table(frame, lang, width)
    assert max(map(printed.display_width, found.text.splitlines())) <= width
    assert len(found.text.splitlines()) == len(frame) + 1


@pytest.mark.parametrize("width", [40, 80, 132])
def test_columns_shown_and_columns_left_out_are_together_all_of_them(width: int) -> None:
    frame = FRAMES["by year"]
    found = printed.table(frame, width=width)
    shown = found.text.splitlines()[0].split()
    assert [name for name in frame.columns if name in shown or name in found.left_out] == list(frame.columns)
    assert not set(shown) & set(found.left_out)
    assert {"year", "net_silver_t"} <= set(shown)


def test_a_table_without_a_terminal_has_every_column_and_every_cell_whole() -> None:
    note = "a note " * 30
    found = printed.table(pd.DataFrame({"id": ["a"], "note": [note.strip()], "value": [1.5]}))
    assert found.left_out == ()
    assert note.strip() in found.text


def test_numbers_stand_flush_right_and_text_flush_left() -> None:
    text = printed.table(pd.DataFrame({"id": ["a", "long"], "value": [1.0, 1234.5]})).text
    header, first, second = text.splitlines()
    assert len(header) == len(first) == len(second)
    assert first.startswith("a ")
    assert [line[-1] for line in (first, second)] == ["0", "0"]


def test_a_missing_number_is_an_empty_cell() -> None:
    text = printed.table(pd.DataFrame({"year": [2030, 2031], "survey_t": [float("nan"), None]})).text
    assert "nan" not in text.lower()
    assert "none" not in text.lower()


def test_a_chinese_table_names_columns_technologies_and_routes_in_chinese() -> None:
    text = printed.table(FRAMES["by route"], "zh").text
    assert not re.search(r"[a-z]+_[a-z]+", text)
    for id in names.TECHNOLOGIES:
        assert words.text(f"technology.{id}", "zh") in text
    for id in names.ROUTES:
        assert words.text(f"route.{id}", "zh") in text


def test_a_chinese_table_holds_the_same_digits() -> None:
    english, chinese = (
        re.findall(r"\d[\d,.]*", printed.table(FRAMES["by year"], lang).text.split("\n", 1)[1])
        for lang in words.LANGUAGES
    )
    assert english == chinese


@pytest.mark.parametrize(
    "question", ["project", "reconcile", "attribute --from 2025 --to 2030", "market", "evidence"]
)
def test_csv_and_json_have_the_names_of_the_contract_in_every_language(
    question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = []
    for lang in words.LANGUAGES:
        cli.main([*question.split(), "--format", "csv", "--lang", lang])
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1]


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: terminal_size((columns, 24)))


def test_one_line_says_how_many_columns_are_left_out_and_how_to_see_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_terminal(monkeypatch, 80)
    assert cli.main(["project", "--end", "2016"]) == cli.DONE
    out, err = capsys.readouterr()
    shown, every = len(out.splitlines()[0].split()), len(FRAMES["by year"].columns)
    assert re.match(rf"{every - shown} of {every} columns", err)
    assert "--columns" in err
    assert "--format csv" in err
    assert err.count("\n") == 1


def test_columns_asked_for_are_printed_whatever_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_terminal(monkeypatch, 20)
    asked = "net_silver_t,year,in_service_silver_t"
    assert cli.main(["project", "--end", "2016", "--columns", asked]) == cli.DONE
    out, err = capsys.readouterr()
    assert out.splitlines()[0].split() == asked.split(",")
    assert err == ""


def test_csv_and_json_take_columns_too(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["project", "--end", "2016", "--columns", "year,net_silver_t", "--format", "csv"])
    assert capsys.readouterr().out.startswith("year,net_silver_t\n2015,")
    cli.main(["project", "--end", "2016", "--columns", "year,net_silver_t", "--format", "json"])
    assert '"results": [\n  {"year":2015,"net_silver_t":' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--columns", "year,net_silver"], "--columns: 'net_silver' is not a column: year, installations_gw"),
        (["--columns", "year", "-o", "out.csv"], "--columns: chooses what is printed"),
        (["--columns", ","], "--columns: ',' names no column"),
    ],
)
def test_columns_that_cannot_be_printed_are_refused_in_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["project", *arguments]) == cli.BAD_INPUT
    err = capsys.readouterr().err
    assert err.startswith(said)
    assert err.count("\n") == 1


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_total_index_is_no_total_of_costs(lang: str) -> None:
    sobol, costs = ("id", "column", "year", "first", "total"), ("technology", "metal", "total")
    heads = [dossier.heading(column, lang, sobol) for column in ("first", "total", "column")]
    assert all("Sobol" in head for head in heads[:2])
    assert len(set(heads)) == 3
    assert dossier.heading("total", lang, costs) == words.text("column.total", lang)
    frame = pd.DataFrame({"id": ["vat_pct"], "column": ["net_silver_t"], "first": [0.1], "total": [0.2]})
    text = printed.table(frame, "zh").text
    assert words.text("column.total_index", "zh") in text
    assert words.text("column.net_silver_t", "zh") in text
