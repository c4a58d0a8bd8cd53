"""Quoted claims of China's silver trade and prices with our arithmetic and a verdict; a list on a phone."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pvsilver import tables, words
from pvsilver.scenario import Scenario
from pvsilver.screens import figures, markdown, results, state, widgets
from pvsilver.screens.state import say

CLAIMS = ("V13-market", "V14-premium", "CN-basis", "CN-imports", "CN-deficit", "CN-concentrate", "N4", "N3", "N1",
          "N2", "V15", "V16-18-mass", "V16-18-value")  # fmt: skip
"""Rows of evidence that are claims of China's silver trade and prices, or often quoted there."""

MARK = {"ok": "●", "off": "◆", "wrong": "◆", "outdated": "▲", "loose": "▲", "known_miss": "▲"}
"""A shape with each verdict, so that neither colour nor reading order is needed."""

LEAST_WHOLE = 1000.0


def frames() -> tuple[pd.DataFrame, pd.DataFrame]:
    """What is shown of the claims, false ones first, and all that is known of them."""
    # None of the claims asks the scenario, so that they are computed once for all.
    found = results.published(Scenario()).set_index("id")
    kept = found.loc[[id for id in CLAIMS if id in found.index]]
    kept = kept.sort_values("verdict", key=lambda verdicts: verdicts == "ok", kind="stable")
    known = words.load(state.face().lang)
    shown = pd.DataFrame({
        "verdict": [f"{MARK[v]} {say(f'verdict.{v}')}" for v in kept["verdict"]],
        "claim": [known.get(f"claim.{id}", what) for id, what in kept["what"].items()],
        "claimed": [_figure(*each) for each in zip(kept["expected"], kept["unit"], strict=True)],
        "our_arithmetic": [_figure(*each) for each in zip(kept["computed"], kept["unit"], strict=True)],
        "why": [known.get(f"claim.{id}.why", note or "") for id, note in kept["note"].items()],
        "source": [widgets.publishers(tables.split_source_ids(ids), 1) for ids in kept["source"]],
    })  # fmt: skip
    return shown, kept.reset_index()


def show(claims: pd.DataFrame) -> None:
    """A row each that breaks its lines, for a claim is a sentence; on a phone an item each."""
    rows = [[markdown.plain(cell) for cell in row] for row in claims.to_numpy().tolist()]
    with st.container(key="table_claims"):
        if state.face().narrow:
            st.markdown("\n".join(_item(*row) for row in rows))
            return
        heading = [f":small[{say(f'column.{column}')}]" for column in claims]
        lines = [heading, ["---"] * len(heading), *(map(_small, row) for row in rows)]
        st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def _small(cell: str) -> str:
    """A cell in small print; a verdict stays on its line with its mark, though Chinese may break at any sign."""
    if cell[:1] in MARK.values():
        mark, verdict = cell.split(" ", 1)
        cell = f"{mark}{NO_BREAK}{verdict if verdict.isascii() else JOINER.join(verdict)}"
    return f":small[{cell}]" if cell else ""


NO_BREAK, JOINER = "\N{NO-BREAK SPACE}", "\N{WORD JOINER}"


def _item(verdict: str, claim: str, claimed: str, ours: str, why: str, source: str) -> str:
    return say("market.claims.item", verdict=verdict, claim=claim, ours=ours, why=why, source=source)


def _figure(value: float, unit: str) -> str:
    number = figures.number(value) if abs(value) >= LEAST_WHOLE else figures.minus(f"{value:.4g}")
    return f"{number} {words.load(state.face().lang).get(f'unit.{unit}', unit)}" if unit != "1" else number
