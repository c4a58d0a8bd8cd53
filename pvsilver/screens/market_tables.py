"""Table twins of the market page, and the quoted claims with their verdicts."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pvsilver import words
from pvsilver.scenario import Scenario
from pvsilver.screens import draw, figures, market_charts, results, state
from pvsilver.screens.state import say
from pvsilver.studies import market_balance, market_prices, silver_budget
from pvsilver.units import FEN_PER_CNY
from pvsilver.world.frames import Projection

BREAK_EVEN_YEARS = (2025, 2026, 2027, 2028, 2029, 2030, 2035, 2040, 2050)

CLAIMS = ("V13-market", "V14-premium", "CN-basis", "CN-imports", "CN-deficit", "CN-concentrate", "N4", "N3", "N1",
          "N2", "V15", "V16-18-mass", "V16-18-value")  # fmt: skip
"""Rows of evidence that are claims of China's silver trade and prices, or often quoted there."""

MARK = {"ok": "●", "off": "◆", "wrong": "◆", "outdated": "▲", "loose": "▲", "known_miss": "▲"}
"""A shape with each verdict, so that neither colour nor reading order is needed."""


def show(name: str, projected: Projection, technology: str) -> None:
    """One table, what it holds if that needs saying, and its CSV."""
    intro, shown, full = TABLES[name](projected, technology)
    if intro:
        st.markdown(intro)
    draw.table(name, shown)
    draw.csv(full, f"market_{name}", projected.scenario)


LEAST_WHOLE = 1000.0

Part = tuple[str, pd.DataFrame, pd.DataFrame]


def _claims(projected: Projection, technology: str) -> Part:
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
        "source": list(kept["source"]),
    })  # fmt: skip
    return say("market.claims.intro"), shown, kept.reset_index()


def _figure(value: float, unit: str) -> str:
    number = figures.number(value) if abs(value) >= LEAST_WHOLE else f"{value:.4g}"
    return f"{number} {unit}" if unit != "1" else number


def _balance(projected: Projection, technology: str) -> Part:
    frame = market_charts.balance_frame(projected)
    return say("market.balance.intro"), frame, frame


def _stocks(projected: Projection, technology: str) -> Part:
    frame = market_balance.stocks()
    shown = pd.DataFrame({
        "stock": [say(f"stock.{item}") for item in frame["item"]], "month": frame["month"],
        "silver_t": frame["silver_t"], "share_of_demand_pct": frame["share_of_demand_pct"].round(1),
    })  # fmt: skip
    return say("market.stocks.intro"), shown, frame


def _budget(projected: Projection, technology: str) -> Part:
    frame = silver_budget.budget(projected)
    year = int(projected.scenario.number("headline_year"))
    found = frame[frame["year"] == year]
    found = frame.iloc[-1:] if found.empty else found
    values = {column: figures.number(float(found[column].iloc[0])) for column in found.columns[1:]}
    return say("market.budget.intro", year=int(found["year"].iloc[0]), **values), frame, frame


def _cost(projected: Projection, technology: str) -> Part:
    frame = market_charts.cost_frame(projected)
    known = market_charts.known_parts(projected)
    names = [say("market.fleet" if t == "fleet" else f"technology.{t}") for t in frame["technology"]]
    costs = {f"{part}_fen_per_w": FEN_PER_CNY * frame[part] for part in (*known, "total")}
    shown = pd.DataFrame({"made": names} | costs)
    year = int(projected.scenario.number("headline_year"))
    return say("chart.cost.title", year=year), shown, frame


def _break_even(projected: Projection, technology: str) -> Part:
    frame = market_charts.break_even_frame(projected, technology)
    kept = frame[frame["year"].isin(BREAK_EVEN_YEARS)]
    return say("market.break_even.intro", technology=say(f"technology.{technology}")), kept, frame


def _prices(projected: Projection, technology: str) -> Part:
    found = (*market_prices.london(), *market_prices.shanghai(), *market_prices.exchange_rates())
    units = ["USD/oz"] * len(market_prices.london()) + ["CNY/kg"] * len(market_prices.shanghai())
    units += ["CNY/USD"] * len(market_prices.exchange_rates())
    frame = pd.DataFrame({
        "day": [price.day.isoformat() for price in found], "series": [say(f"series.{p.series}") for p in found],
        "value": [f"{price.value:,g}" for price in found], "unit": units, "source": [p.source_id for p in found],
    })  # fmt: skip
    return say("market.prices.intro"), frame, frame


TABLES: dict[str, Callable[[Projection, str], Part]] = {
    "claims": _claims,
    "balance": _balance,
    "stocks": _stocks,
    "budget": _budget,
    "cost": _cost,
    "break_even": _break_even,
    "prices": _prices,
}
"""Tab → what it shows."""
