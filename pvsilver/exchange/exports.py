"""Every kind of file that leaves the program, made when it is asked for from the scenario alone."""

from __future__ import annotations

from collections.abc import Callable

from pvsilver.errors import InputError
from pvsilver.exchange import dossier, figures, package, provenance, report, workbook
from pvsilver.exchange.answer import Answer
from pvsilver.exchange.dossier import Dossier
from pvsilver.scenario import Scenario
from pvsilver.world.projection import END, START, project

MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "svg": "image/svg+xml",
    "png": "image/png",
    "html": "text/html",
}
"""Kind, which is the file's extension → media type."""

KINDS = tuple(MEDIA_TYPES)

OTHER_NAMES = {"report": "html"}
"""What a page calls a kind."""

MAKERS: dict[str, Callable[[Dossier, str], bytes]] = {
    "xlsx": workbook.to_bytes,
    "zip": package.to_bytes,
    "html": report.to_bytes,
}

FIGURES = {"svg": figures.svg, "png": figures.png}

FIGURE_TABLES = {"technology": "technology", "route": "route", "hindcast": "reconciliation"}
"""Figure → table whose rows it draws; annual for any other."""


def bytes_of(
    kind: str,
    scenario: Scenario,
    start: int = START,
    end: int = END,
    lang: str = "en",
    figure: str = "demand",
) -> bytes:
    """The file of a scenario's projection.  `kind` is one of KINDS or `report`, `figure` one of figures.NAMES.

    The same arguments give the same bytes.  Raises InputError for another kind, as `project` does, and for a
    figure where vl-convert is not installed.
    """
    kind = OTHER_NAMES.get(kind, kind)
    if kind in ("csv", "json"):
        projection = project(scenario, start, end)
        annual = Answer(projection.annual, scenario, provenance.WORLD_TABLES, projection.warnings)
        return (annual.to_csv() if kind == "csv" else annual.to_json()).encode()
    asked = FIGURE_TABLES.get(figure, "annual") if kind in FIGURES else "annual"
    return of_dossier(kind, dossier.of_scenario(scenario, start, end, asked), lang, figure)


def of_answer(kind: str, answer: Answer, lang: str = "en") -> bytes:
    """The file of an answer other than CSV and JSON, which the answer itself writes."""
    return of_dossier(kind, dossier.of_answer(answer), lang, answer.figure)


def of_dossier(kind: str, made: Dossier, lang: str = "en", figure: str = "") -> bytes:
    """The file of a dossier.  Raises InputError for an unknown kind, and for a figure of what has none."""
    if kind in MAKERS:
        return MAKERS[kind](made, lang)
    if kind in FIGURES:
        return FIGURES[kind](made, figure, lang)
    raise InputError("export", f"{kind[:20]!r} is not a kind of export: {', '.join(KINDS)}")


CALLED = {"xlsx": "workbook", "csv": "annual", "zip": "data", "json": "scenario", "report": "report"}


def file_name(kind: str, figure: str) -> str:
    """A name that tells what the file is; whose numbers these are stands in it."""
    return f"pvsilver_{CALLED.get(kind, figure)}.{OTHER_NAMES.get(kind, kind)}"
