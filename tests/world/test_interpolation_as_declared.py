"""Between its anchors each path runs as its table declares: the data package and the model say the same."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from pvsilver import CellDesign, InputError, tables
from pvsilver.names import REGIONS, ROUTES, TECHNOLOGIES
from pvsilver.studies import peers
from pvsilver.world import misses, paths

Row = tables.Row
At = Callable[[Row, int], float]
"""Value of the model's path, that a row is an anchor of, in a year."""


def at(series: paths.Array, year: int) -> float:
    return float(series[year - paths.FIRST])


PATHS: dict[str, tuple[str, tuple[str, ...], At]] = {
    "installation_outlooks": (
        "gw", ("outlook",), lambda row, year: at(paths.installations_gw(row["outlook"]), year),
    ),
    "market_share_paths": (
        "share", ("path", "technology"),
        lambda row, year: at(paths.market_share(row["path"])[:, TECHNOLOGIES.index(row["technology"])], year),
    ),
    "module_vintages": (
        "mass_t_per_mw", (), lambda row, year: at(paths.module_t_per_gw(), year) / 1000.0,
    ),
    "recovery_paths": (
        "share", ("path", "quantity"), lambda row, year: at(paths.recovery(row["path"])[row["quantity"]], year),
    ),
    "region_share_paths": (
        "share", ("path", "region"),
        lambda row, year: at(paths.region_share(row["path"])[:, REGIONS.index(row["region"])], year),
    ),
    "route_shares": (
        "share", ("path", "technology", "route"),
        lambda row, year: at(
            paths.route_share(row["path"])[:, TECHNOLOGIES.index(row["technology"]), ROUTES.index(row["route"])],
            year,
        ),
    ),
    "route_silver": (
        "silver_factor", ("technology", "route"),
        lambda row, year: at(
            paths.route_silver()[:, TECHNOLOGIES.index(row["technology"]), ROUTES.index(row["route"])], year
        ),
    ),
    "supply_paths": ("mine_t", ("path",), lambda row, year: at(paths.supply(row["path"], "mine_t"), year)),
    "thrift_paths": (
        "thrift", ("path", "technology"),
        lambda row, year: at(paths.thrift(row["path"])[:, TECHNOLOGIES.index(row["technology"])], year),
    ),
}  # fmt: skip
"""Table of a path by year → its value, the columns that name one path, and the model's reading of it."""

BETWEEN: dict[str, Callable[[float, float, float], float]] = {
    "linear": lambda left, right, part: left + part * (right - left),
    "log-linear": lambda left, right, part: math.exp(
        math.log(left) + part * (math.log(right) - math.log(left))
    ),
}


Anchor = tuple[int, float]


def gaps(name: str) -> Iterator[tuple[Row, Anchor, Anchor]]:
    """Neighbouring anchors more than a year apart and of different value, with a row of their path.

    What is observed stands before a path: its last year is an anchor too.
    """
    value, named, model = PATHS[name]
    of_a_path: dict[tuple[str, ...], list[Row]] = {}
    for row in tables.load(name).rows:
        of_a_path.setdefault(tuple(row[column] for column in named), []).append(row)
    last = paths.last_observed_year()
    for rows in of_a_path.values():
        anchors = {row["year"]: row[value] for row in rows}
        if name != "module_vintages":
            anchors = {last: model(rows[0], last)} | {y: v for y, v in anchors.items() if y > last}
        for left, right in pairwise(sorted(anchors.items())):
            if right[0] - left[0] > 1 and left[1] != right[1]:
                yield rows[0], left, right


def test_every_declared_interpolation_is_held_here() -> None:
    declared = {name for name in tables.names() if tables.load(name).interpolation}
    assert declared == {*PATHS, "forecast_misses", "lifetimes", "cell_presets", "peer_module_baselines"}


@pytest.mark.parametrize("name", PATHS)
def test_a_path_runs_between_its_anchors_as_its_table_declares(name: str) -> None:
    model = PATHS[name][2]
    between = BETWEEN[tables.load(name).interpolation]
    found = list(gaps(name))
    assert found
    for row, (start, left), (end, right) in found:
        for year in range(start + 1, end):
            expected = between(left, right, (year - start) / (end - start))
            assert model(row, year) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_misses_between_two_horizons_are_on_the_line_between_them() -> None:
    table = tables.load("forecast_misses")
    assert table.interpolation == "linear"
    last = paths.last_observed_year()
    for quantity in ("installations", "mg_per_w"):
        found = misses.rms_log(quantity)
        for left, right in pairwise(table.rows):
            low, high = left[f"{quantity}_rms_log"], right[f"{quantity}_rms_log"]
            for ahead in range(left["horizon_years"], right["horizon_years"] + 1):
                part = (ahead - left["horizon_years"]) / (right["horizon_years"] - left["horizon_years"])
                assert at(found, last + ahead) == pytest.approx(low + part * (high - low), rel=1e-9)


def test_a_lifetime_by_vintage_holds_until_the_next_one() -> None:
    table = tables.load("lifetimes")
    assert table.interpolation == "step"
    stepped = 0
    for preset in table.distinct("preset"):
        rows = sorted(table.select(preset=preset), key=lambda row: row["vintage_from"])
        scale = paths.lifetimes(preset)[1]
        for left, right in pairwise(rows):
            for year in range(max(left["vintage_from"], paths.FIRST), right["vintage_from"]):
                assert at(scale, year) == left["weibull_scale_years"]
                stepped += 1
    assert stepped


def test_a_cell_has_its_presets_and_nothing_between_them() -> None:
    assert tables.load("cell_presets").interpolation == "step"
    with pytest.raises(InputError, match="2024"):
        CellDesign.preset("topcon", 2024)


def test_a_published_run_has_a_row_a_year_and_needs_no_interpolation() -> None:
    table = tables.load("peer_module_baselines")
    assert table.interpolation == "none"
    for case in table.distinct("case"):
        years = peers.load(case).years
        assert list(years) == list(range(int(years[0]), int(years[-1]) + 1))
