"""Table twins of the market page, each beside the baseline where the scenario moves it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pvsilver import tables
from pvsilver.scenario import Scenario
from pvsilver.screens import draw, figures, market_charts, market_claims, market_money, widgets
from pvsilver.screens.state import say
from pvsilver.studies import market_balance, market_prices, silver_budget
from pvsilver.units import FEN_PER_CNY
from pvsilver.world.frames import Projection

BREAK_EVEN_YEARS = (2025, 2026, 2027, 2028, 2029, 2030, 2035, 2040, 2050)

AGAINST: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "balance": (("year",), ("balance_t", "pv_t", "total_supply_t", "cumulative_t")),
    "budget": (
        ("year",),
        ("silver_budget_gw", "cell_production_gw", "mg_per_w", "silver_budget_t", "supply_t"),
    ),
    "cost": (("made",), ("total_fen_per_w",)),
    "break_even": (("year", "route"), ("central_usd_per_oz", "saving_mg_per_w")),
}
"""Table of the scenario's own figures → the columns that tell a row, and those that stand beside the baseline's; the
others are of the data."""


def show(name: str, projected: Projection, before: Projection, technology: str) -> None:
    """One table, what it holds if that needs saying, and its CSV."""
    like = projected.scenario
    intro, shown, full = TABLES[name](projected, like, technology)
    if intro:
        st.markdown(intro)
    if name == "claims":
        market_claims.show(shown)
    else:
        keys, against = AGAINST.get(name, ((), ()))
        base = None
        if against and before is not projected:
            base = TABLES[name](before, like, technology)[1]
        draw.table(name, shown, before=base, against=against, keys=keys)
    draw.csv(full, f"market_{name}", like)


Part = tuple[str, pd.DataFrame, pd.DataFrame]
"""What it holds, what is shown of it, and all of it."""


def _claims(projected: Projection, like: Scenario, technology: str) -> Part:
    return say("market.claims.intro"), *market_claims.frames()


def _balance(projected: Projection, like: Scenario, technology: str) -> Part:
    frame = market_charts.balance_frame(projected, like)
    shown = frame.assign(supply_basis=[_basis(basis) for basis in frame["supply_basis"]])
    return say("market.balance.intro"), _led_by("balance", shown), frame


def _led_by(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The columns that are compared first, for a window seldom has room for all."""
    keys, against = AGAINST[name]
    return frame[list(dict.fromkeys((*keys, *against, *frame.columns)))]


PATH = "path "


def _basis(basis: str) -> str:
    """The survey's edition or the supply path, in words."""
    if basis.startswith(PATH):
        return say(f"choice.supply_path.{basis.removeprefix(PATH)}")
    return draw.vintage_name(basis)


def _stocks(projected: Projection, like: Scenario, technology: str) -> Part:
    frame = market_balance.stocks()
    shown = pd.DataFrame({
        "stock": [say(f"stock.{item}") for item in frame["item"]], "month": frame["month"],
        "silver_t": frame["silver_t"], "share_of_demand_pct": frame["share_of_demand_pct"].round(1),
    })  # fmt: skip
    return say("market.stocks.intro"), shown, frame


def _budget(projected: Projection, like: Scenario, technology: str) -> Part:
    frame = silver_budget.budget(projected)
    year = int(like.number("headline_year"))
    found = frame[frame["year"] == year]
    found = frame.iloc[-1:] if found.empty else found
    values = {column: figures.number(float(found[column].iloc[0])) for column in found.columns[1:]}
    values["share_pct"] = f"{float(found['share_pct'].iloc[0]):g}"
    return (
        say("market.budget.intro", year=int(found["year"].iloc[0]), **values),
        _led_by("budget", frame),
        frame,
    )


def _cost(projected: Projection, like: Scenario, technology: str) -> Part:
    year = int(like.number("headline_year"))
    frame, known = market_money.cost_frame(projected, year), market_money.known_parts(projected)
    costs = {f"{part}_fen_per_w": FEN_PER_CNY * frame[part] for part in (*known, "total")}
    shown = pd.DataFrame({"made": [market_money.made(t) for t in frame["technology"]]} | costs)
    return say("chart.cost.title", year=year), shown, frame


def _break_even(projected: Projection, like: Scenario, technology: str) -> Part:
    frame = market_money.break_even_frame(projected, technology)
    kept = frame[frame["year"].isin(BREAK_EVEN_YEARS)]
    return say("market.break_even.intro", technology=say(f"technology.{technology}")), kept, frame


def _prices(projected: Projection, like: Scenario, technology: str) -> Part:
    found = (*market_prices.london(), *market_prices.shanghai(), *market_prices.exchange_rates())
    units = ["USD/oz"] * len(market_prices.london()) + ["CNY/kg"] * len(market_prices.shanghai())
    units += ["CNY/USD"] * len(market_prices.exchange_rates())
    frame = pd.DataFrame({
        "day": [price.day.isoformat() for price in found], "series": [price.series for price in found],
        "value": [price.value for price in found], "unit": units, "source": [p.source_id for p in found],
    })  # fmt: skip
    shown = pd.DataFrame({
        "day": frame["day"],
        "value": [f"{value:,g} {say(f'unit.{unit}')}" for value, unit in zip(frame["value"], units, strict=True)],
        "series": [say(f"series.{price.series}") for price in found],
        "source": [widgets.publishers(tables.split_source_ids(p.source_id), 1) for p in found],
    })  # fmt: skip
    return say("market.prices.intro"), shown, frame


TABLES: dict[str, Callable[[Projection, Scenario, str], Part]] = {
    "claims": _claims,
    "balance": _balance,
    "stocks": _stocks,
    "budget": _budget,
    "cost": _cost,
    "break_even": _break_even,
    "prices": _prices,
}
"""Tab → what it shows."""
