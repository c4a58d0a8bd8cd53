"""Three volumes by three thrift paths in one year."""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np
import pandas as pd
import streamlit as st

from pvsilver.charts import market_matrix
from pvsilver.exchange import drawn
from pvsilver.scenario import Scenario
from pvsilver.screens import compared, draw, figures, state
from pvsilver.screens.state import say
from pvsilver.studies import matrix
from pvsilver.world.frames import Projection

COLUMN = "net_silver_t"


@lru_cache(maxsize=16)
def _matrix(scenario: Scenario, year: int) -> pd.DataFrame:
    return matrix.matrix(scenario, year, COLUMN)


def show(projected: Projection, before: Projection) -> None:
    """The heat table of the headline year with changes against the baseline, what it says, the table and its CSV."""
    scenario = projected.scenario
    year = int(scenario.number("headline_year"))
    frame, base = _matrix(scenario, year), _matrix(before.scenario, year)
    changes = (frame[COLUMN] - base[COLUMN]).to_numpy()
    moved = not np.allclose(changes, 0.0, atol=1e-9)
    volumes = {name: say(f"matrix.volume.{name}") for name in reversed(matrix.VOLUMES)}
    thrifts = {name: say(f"choice.thrift_path.{name}") for name in matrix.paired_routes()}
    words = market_matrix.Words(
        say("chart.matrix.title", year=year), say(f"chart.matrix.second{'.moved' if moved else ''}"),
        say("chart.matrix.alt", year=year),
        tuple(volumes.values()), tuple(thrifts.values()), say("matrix.volume"), say("matrix.thrift"),
        say("matrix.route"), say("column.net_silver_t"),
    )  # fmt: skip
    cells = [
        market_matrix.Cell(
            volumes[volume], thrifts[thrift], say(f"choice.route_path.{route}"), float(tonnes),
            figures.number(float(tonnes)), _on_screen(scenario, volume, thrift, route),
            figures.signed(change, float(tonnes)) if moved else "",
        )
        for volume, thrift, route, tonnes, change in zip(
            frame["volume"], frame["thrift"], frame["route_path"], frame[COLUMN], changes, strict=True
        )
    ]  # fmt: skip
    draw.chart("matrix", market_matrix.draw(words, cells))
    st.markdown(_sentence(frame, year))
    st.caption(f"{say('chart.matrix.caption')} {drawn.footer('demand', state.face().lang)}")
    now, then = (_worded(one, volumes, thrifts) for one in (frame, base))
    draw.table("matrix", now, before=then, against=(COLUMN,), keys=("volume", "thrift"))
    beside = partial(compared.beside, frame, base, (COLUMN,), ("volume", "thrift"))
    draw.csv(beside, "matrix", scenario, "download_matrix")


def _worded(frame: pd.DataFrame, volumes: dict[str, str], thrifts: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame({
        "volume": [volumes[name] for name in frame["volume"]], "thrift": [thrifts[name] for name in frame["thrift"]],
        COLUMN: frame[COLUMN], "route_path": [say(f"choice.route_path.{name}") for name in frame["route_path"]],
    })  # fmt: skip


def _on_screen(scenario: Scenario, volume: str, thrift: str, route: str) -> bool:
    """Whether a cell is the scenario itself."""
    chosen = (scenario["installation_outlook"], scenario["thrift_path"], scenario["route_path"])
    return chosen == (volume, thrift, route) and scenario["installations_gw"] is None


def _sentence(frame: pd.DataFrame, year: int) -> str:
    tonnes = frame.set_index(["volume", "thrift"])[COLUMN]
    at = {
        "low": tonnes["low", "fast"], "high": tonnes["high", "slow"], "base": tonnes["central", "base"],
        "slow": tonnes["central", "slow"],
    }  # fmt: skip
    return say(
        "chart.matrix.sentence", year=year, **{name: figures.number(float(t)) for name, t in at.items()}
    )
