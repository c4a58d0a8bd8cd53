"""Survival of vintages and the quoted claims, with their words."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pvsilver import tables
from pvsilver.charts import recovery_claims, recovery_survival
from pvsilver.exchange import drawn
from pvsilver.screens import draw, figures, recovery_results, state
from pvsilver.screens.state import say
from pvsilver.studies import recovery_views
from pvsilver.world.frames import Projection

NAMED_CLAIMS = ("smm_2030", "wu_2040", "smm_2050")
OLD, NEW = recovery_views.VINTAGES


def survival(now: Projection, before: Projection) -> None:
    """What of a vintage is in service at each age."""
    found, base = (recovery_results.survival(each.scenario) for each in (now, before))
    old, new = _line(found, OLD, "old"), _line(found, NEW, "new")
    baseline = _line(base, NEW, "baseline")._replace(name=say("chart.demand.baseline"))
    medians = {
        key: recovery_survival.Median(key, age, say("chart.survival.years", age=f"{age:.1f}"))
        for key, age in zip(("old", "new"), found.median_years, strict=True)
    }
    one = recovery_survival.alike(old, new)
    if one:
        new = new._replace(name=say("chart.survival.all"))
    lines = [] if recovery_survival.alike(baseline, new) else [baseline]
    lines += [new] if one else [old, new]
    shown = [medians["new"]] if one else [medians["old"], medians["new"]]
    median = figures.number(found.median_years[-1])
    words = recovery_survival.Words(
        say("chart.survival.title"), say("chart.survival.age"), say("chart.survival.share")
    )
    alt = say("chart.survival.alt", median=median)
    draw.chart("survival", recovery_survival.draw(words, alt, lines, shown))
    convention = say(f"choice.retirement_convention.{now.scenario['retirement_convention']}")
    text = say(
        "chart.survival.caption",
        vintage=NEW,
        median=median,
        baseline=figures.number(base.median_years[-1]),
        convention=convention,
        residual=f"{found.residual_pct[-1]:.1f}",
    )
    st.caption(f"{text} {drawn.footer('survival', state.face().lang)}")


def _line(found: recovery_results.Survival, vintage: int, key: str) -> recovery_survival.Line:
    return recovery_survival.Line(key, say("chart.survival.vintage", vintage=vintage), *found.lines[vintage])


def claims(now: Projection, before: Projection) -> None:
    """Quoted capacities over our lines for the same region."""
    presets = recovery_claims.NAMES
    like = now.scenario
    years, of_presets = recovery_results.claim_lines(like, like)
    lines = of_presets | {
        recovery_claims.OWN: recovery_results.own_claim_line(like, like),
        recovery_claims.BEFORE: recovery_results.own_claim_line(before.scenario, like),
    }
    named = tuple(say(f"recovery.preset.{preset}") for preset in presets)
    words = recovery_claims.Words(
        say("chart.claims.title"), say("chart.claims.second"), say("chart.claims.alt"), say("column.year"),
        say("chart.claims.own"), say("column.who"), say("column.capacity_gw"), say("chart.claims.ours"), named,
        say("chart.demand.baseline"),
    )  # fmt: skip
    said = [row for row in tables.load("waste_claims").rows if _is_drawn(row, years)]
    points = [_claim(row, years, lines, named) for row in said]
    draw.chart("claims", recovery_claims.draw(words, years, lines, points))
    st.markdown(_claims_sentence(years, lines))
    st.caption(f"{say('chart.claims.caption')} {drawn.footer('claims', state.face().lang)}")


def _is_drawn(row: tables.Row, years: Any) -> bool:
    mine = row["region"] == recovery_results.CLAIMED_REGION and row["basis"] == "cumulative"
    return bool(mine and row["capacity_gw"] is not None and years[0] <= row["year"] <= years[-1])


def _claim(
    row: tables.Row, years: Any, lines: dict[str, Any], named: tuple[str, ...]
) -> recovery_claims.Claim:
    at = int(row["year"] - years[0])
    ours = " · ".join(
        f"{label} {figures.number(float(lines[preset][at]))}"
        for preset, label in zip(recovery_claims.NAMES, named, strict=True)
    )
    label = f"{row['capacity_gw']:g}" if row["id"] in NAMED_CLAIMS else ""
    return recovery_claims.Claim(str(row["who"]), int(row["year"]), float(row["capacity_gw"]), label, ours)


def _claims_sentence(years: Any, lines: dict[str, Any]) -> str:
    """When each line passes the claim that was dated twice."""
    claim = tables.load("waste_claims").row(id=NAMED_CLAIMS[-1])
    claimed = float(claim["capacity_gw"])
    when = {}
    for preset in recovery_claims.NAMES:
        passed = years[lines[preset] >= claimed]
        known = {"year": int(passed[0] if len(passed) else years[-1])}
        when[preset] = say("chart.claims.in" if len(passed) else "chart.claims.after", **known)
    return say("chart.claims.sentence", gw=f"{claimed:g}", **when)
