"""The end-of-life part of the assembler: what a scenario says of lifetimes, exits, second life and recovery."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pvsilver import units
from pvsilver.errors import InputError
from pvsilver.scenario import Values
from pvsilver.world import cohorts, exits, paths, recovery, second_life

Array = npt.NDArray[np.float64]

FROM_PATH = "path"
"""The recovery process that stands for the yield of the recovery path."""


def weibull(scenario: Values) -> tuple[Array, Array, float]:
    """(shape, scale in years, infant loss as a fraction); (1,) for all vintages or one a vintage from 1995.

    The lifetime preset, or the scenario's own T50 and T90, or its own shape and scale.  Raises InputError when
    T90 is not above T50, when one of the two is missing, or when they stand beside a shape or scale.
    """
    shape, scale, infant_loss = paths.lifetimes(str(scenario["lifetime_preset"]))
    t50, t90 = scenario["t50_years"], scenario["t90_years"]
    if t50 is not None or t90 is not None:
        own = _from_percentiles(scenario, t50, t90)
        shape, scale = np.array([own[0]]), np.array([own[1]])
    if scenario["weibull_shape"] is not None:
        shape = np.array([scenario.number("weibull_shape")])
    if scenario["weibull_scale_years"] is not None:
        scale = np.array([scenario.number("weibull_scale_years")])
    if scenario["infant_loss_pct"] is not None:
        infant_loss = scenario.number("infant_loss_pct") / units.PERCENT
    return shape, scale, infant_loss


def _from_percentiles(scenario: Values, t50: object, t90: object) -> tuple[float, float]:
    for id, value, other in (("t50_years", t50, "t90_years"), ("t90_years", t90, "t50_years")):
        if value is None:
            line = f"is empty while {other} is given; give both or neither"
            raise InputError(id, line, "refusal.pair", other=f"parameter.{other}.label")
    for id in ("weibull_shape", "weibull_scale_years"):
        if scenario[id] is not None:
            raise InputError(
                "t50_years", f"and t90_years say the lifetime, and so does {id}; empty one or the other"
            )
    try:
        return cohorts.weibull_from_percentiles(scenario.number("t50_years"), scenario.number("t90_years"))
    except InputError as error:
        if error.parameter != "t90_years":
            raise
        # The curve knows no scenario; here both ages have a name that a page can say.
        line = error.said.removeprefix("t90_years: ")
        raise InputError("t90_years", line, "refusal.t90", t50=t50, t90=t90) from None


def rules(scenario: Values) -> exits.Rules:
    """Exits and repair; fractions of a project life are cut to whole years."""
    life = scenario["project_life_years"]
    return exits.Rules(
        economic_age_years=int(scenario.number("economic_exit_age_years")),
        economic_share=scenario.number("economic_exit_share_pct") / units.PERCENT,
        project_life_years=None if life is None else int(scenario.number("project_life_years")),
        power_age_years=exits.power_age_years(
            scenario.number("degradation_pct_per_year") / units.PERCENT,
            scenario.number("power_exit_threshold_pct") / units.PERCENT,
        ),
        repaired_share=scenario.number("repaired_share_pct") / units.PERCENT,
    )


def kernels(scenario: Values, n: int) -> exits.Kernels:
    """Retirement of all modules in the first n years from 1995."""
    shape, scale, infant_loss = weibull(scenario)
    return exits.kernels(n, shape[:n], scale[:n], offset_years(scenario), infant_loss, rules(scenario))


def offset_years(scenario: Values) -> float:
    """Age at the end of the installation year, by the scenario's convention."""
    return cohorts.OFFSETS_YEARS[str(scenario["retirement_convention"])]


def resales(scenario: Values, found: exits.Kernels) -> tuple[second_life.Resale, ...]:
    """Cohorts re-sold at their economic exit; none by default."""
    if found.economic is None:
        return ()
    n = found.leaving.shape[-1]
    return second_life.resales(
        found.economic,
        rules(scenario).economic_ages,
        scenario.number("resale_share_pct") / units.PERCENT,
        weibull(scenario)[1][:n],
        scenario.number("second_life_factor"),
        scenario.number("second_life_shape"),
        offset_years(scenario),
    )


def shares(scenario: Values, n: int) -> dict[str, Array]:
    """Shares of the recovery chain by link, each (..., n): the recovery path with its levers and own yield."""
    found = {link: share[:n] for link, share in paths.recovery(str(scenario["recovery_path"])).items()}
    for link in ("collection_share", "silver_line_share"):
        # Nothing beyond everything can be collected; `warnings` of the projection says where this bound holds.
        found[link] = np.minimum(found[link] * scenario.number(f"{link}_factor"), 1.0)
    own = silver_yield(scenario)
    if own is not None:
        found["silver_yield"] = np.full(n, own)
    return found


def silver_yield(scenario: Values) -> float | None:
    """Yield of the chosen process with the scenario's own factors; None where the recovery path decides."""
    process = str(scenario["recovery_process"])
    factors = {} if process == FROM_PATH else dict(paths.process_factors(process))
    for stage in recovery.FACTORS:
        if scenario[f"{stage}_yield_pct"] is not None:
            factors[stage] = scenario.number(f"{stage}_yield_pct") / units.PERCENT
    return recovery.process_yield(factors) if factors else None


def lag_years(scenario: Values) -> int:
    """Whole years in storage between collection and processing."""
    return int(scenario.number("processing_lag_years"))
