"""Retirement as flodym and PV_ICE compute it, on inputs that are written down here.

`python tests/world/peer_runs.py` (flodym, PV_ICE and a pandas that PV_ICE accepts installed) writes peer_series.json,
so that their series can be compared with ours where they are not installed.
"""

from __future__ import annotations

import json
import sys
import tempfile
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np

SERIES = Path(__file__).with_name("peer_series.json")

YEARS = np.arange(1995, 2051)
N = len(YEARS)
AGE = np.arange(N, dtype=float)

CONSTANT = np.full(N, 100.0)
GROWING = 5.0 * 1.12**AGE
STOCK = 900.0 / (1.0 + np.exp(-(AGE - 25.0) / 6.0)) + 3.0 * AGE
SHAPE_BY_VINTAGE = 2.5 + 0.12 * AGE
SCALE_BY_VINTAGE = 22.0 + 0.3 * AGE
SILVER_MG_PER_W = 80.0 * 0.95**AGE
T50_T90 = (31.0, 36.0)

FLODYM_INFLOW = {"mid": "middle", "end": "end", "begin": "start"}


def flodym_series() -> dict[str, list[float]]:
    """Outflow and stock of flodym's inflow-driven model, inflow of its stock-driven one."""
    found = {}
    for convention in FLODYM_INFLOW:
        for name, inflow, shape, scale in (
            ("constant", CONSTANT, 5.3759, 30.0),
            ("growing", GROWING, 2.4928, 30.0),
            ("vintages", GROWING * SILVER_MG_PER_W, SHAPE_BY_VINTAGE, SCALE_BY_VINTAGE),
        ):
            outflow, stock = _flodym_inflow_driven(inflow, shape, scale, convention)
            found[f"flodym {name} {convention} retired"] = outflow
            found[f"flodym {name} {convention} in_service"] = stock
        found[f"flodym stock-driven {convention} additions"] = _flodym_stock_driven(convention)
    return {name: [float(x) for x in series] for name, series in found.items()}


def _flodym_dims():
    import flodym as fd

    return fd.DimensionSet(dim_list=[fd.Dimension(name="time", letter="t", items=YEARS.tolist(), dtype=int)])


def _flodym_lifetime(shape, scale, convention, dims):
    import flodym as fd

    return fd.WeibullLifetime(
        dims=dims,
        inflow_at=FLODYM_INFLOW[convention],
        weibull_shape=np.broadcast_to(shape, N).copy(),
        weibull_scale=np.broadcast_to(scale, N).copy(),
    )


def _flodym_inflow_driven(inflow, shape, scale, convention):
    import flodym as fd

    dims = _flodym_dims()
    model = fd.InflowDrivenDSM(
        dims=dims,
        inflow=fd.StockArray(dims=dims, values=np.array(inflow)),
        lifetime_model=_flodym_lifetime(shape, scale, convention, dims),
    )
    model.compute()
    return model.outflow.values, model.stock.values


def _flodym_stock_driven(convention):
    import flodym as fd

    dims = _flodym_dims()
    model = fd.StockDrivenDSM(
        dims=dims,
        stock=fd.StockArray(dims=dims, values=STOCK.copy()),
        lifetime_model=_flodym_lifetime(5.3759, 30.0, convention, dims),
    )
    model.compute()
    return model.inflow.values


def pv_ice_series() -> dict[str, list[float]]:
    """Silver that PV_ICE sends to waste a year, t.

    Its own US silver, efficiency, T50 and T90 by vintage, perfect manufacturing, no circularity, no degradation
    (so that no module leaves at 80 % of its power); additions of the US history, or one of our own series.
    """
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from pvsilver.studies import peers

    us = peers.load("pv_ice_us_history").installed_mw
    return {
        "PV_ICE US history, project life": _pv_ice(us, project_life=True),
        "PV_ICE US history, failures": _pv_ice(us, project_life=False),
        "PV_ICE constant": _pv_ice(CONSTANT, project_life=False, percentiles=T50_T90),
        "PV_ICE growing": _pv_ice(GROWING, project_life=True, percentiles=T50_T90),
    }


def _pv_ice(installed_mw, project_life, percentiles=None):
    import PV_ICE

    baselines = Path(PV_ICE.__file__).parent / "baselines"
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run = PV_ICE.Simulation(name="run", path=folder)
        run.createScenario(name="us", massmodulefile=str(baselines / "baseline_modules_mass_US.csv"))
        us = run.scenario["us"]
        us.addMaterial("silver", massmatfile=str(baselines / "baseline_material_mass_silver.csv"))
        us.dataIn_m["new_Installed_Capacity_[MW]"] = np.asarray(installed_mw, dtype=float)
        us.dataIn_m["mod_degradation"] = 0.0
        if not project_life:
            us.dataIn_m["mod_lifetime"] = 200.0
        if percentiles is not None:
            us.dataIn_m["mod_reliability_t50"], us.dataIn_m["mod_reliability_t90"] = percentiles
        run.scenMod_noCircularity()
        run.scenMod_PerfectManufacturing()
        run.calculateMassFlow()
        grams = us.material["silver"].matdataOut_m["mat_Total_EOL_Landfilled"]
    return [float(x) / 1e6 for x in grams]


if __name__ == "__main__":
    made = {
        "made_by": {name: version(name) for name in ("flodym", "PV_ICE")},
        "series": flodym_series() | pv_ice_series(),
    }
    SERIES.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
