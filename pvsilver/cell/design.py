"""A cell design: frozen, validated, evaluated.  The only module of `cell` that reads a scenario's values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from pvsilver import money, tables
from pvsilver.cell import limits
from pvsilver.cell.indicator_rows import indicator_rows
from pvsilver.cell.notices import notices
from pvsilver.cell.optimum import silver_equivalent_width_cm
from pvsilver.cell.parameters import Value, cell_parameters, parameter
from pvsilver.cell.presets import Preset
from pvsilver.cell.presets import preset as named_preset
from pvsilver.cell.response import Response, reference, respond
from pvsilver.cell.result import CellResult
from pvsilver.cell.result_rows import element_rows, loss_rows, measured_ratios, print_step_rows
from pvsilver.cell.switches import SWITCHES, implied_values
from pvsilver.errors import InputError, shown
from pvsilver.money import Prices
from pvsilver.scenario import Scenario, Values
from pvsilver.units import PERCENT

UM_PER_CM = 1e4


class CellDesign:
    """Values of every id of a cell around one preset.  Equality and hash go by value.

    A preset is the reference: its own losses give its own efficiency, only changes are predicted.
    """

    __slots__ = ("_preset", "_values")

    _preset: Preset
    _values: Mapping[str, Value]

    def __init__(self, preset: Preset, values: Mapping[str, Value]) -> None:
        object.__setattr__(self, "_preset", preset)
        object.__setattr__(self, "_values", MappingProxyType(dict(values)))

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("a CellDesign is frozen; use .replace(name=value)")

    @classmethod
    def preset(cls, technology: str, year: int) -> CellDesign:
        """The preset of perc, topcon, hjt or xbc in 2020, 2023, 2025 or 2030.

        Raises InputError for any other technology or year, naming those there are.
        """
        chosen = named_preset(technology, year)
        return cls(chosen, chosen.values)

    def replace(self, **values: Any) -> CellDesign:
        """The same design with these values changed; text that is a number counts as one.

        `leco` and `print_method` first set what they imply, then the other values given here.
        Raises InputError naming id, value and limit for anything that cannot be printed.
        """
        given = {id: self._checked(id, value) for id, value in values.items()}
        implied = implied_values(self._values, given, self._preset)
        changed = {**self._values, **implied, **given}
        limits.refuse(changed, self._preset, implied | given)
        return CellDesign(self._preset, changed)

    def _checked(self, id: str, value: Any) -> Value:
        declared = parameter(id)
        # An id without a place in this preset may stay empty.
        if value is None and self._preset.values[id] is None:
            return None
        return declared.check(value)

    @property
    def technology(self) -> str:
        """perc, topcon, hjt or xbc."""
        return self._preset.technology

    @property
    def preset_year(self) -> int:
        """Year of the preset that the design started from."""
        return self._preset.year

    @property
    def values(self) -> Mapping[str, Value]:
        """Value of every id, None where empty.  Read only."""
        return self._values

    @property
    def reference(self) -> Preset:
        """The preset that the design is measured against."""
        return self._preset

    @property
    def changed(self) -> dict[str, Value]:
        """The least that `CellDesign.preset(technology, preset_year).replace(...)` needs to give this design."""
        start = self._preset.values
        switched = {id: self._values[id] for id in SWITCHES if self._values[id] != start[id]}
        widths = {id: value for id, value in self._values.items() if id.endswith("_finger_width_um")}
        before = dict(start) | switched | implied_values(start, switched | widths, self._preset)
        return switched | {id: value for id, value in self._values.items() if value != before[id]}

    def respond(self, **arrays: Any) -> Response:
        """The model of this design with some values replaced by numbers or arrays, unchecked, broadcast."""
        return respond({**self._values, **arrays}, self._preset)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CellDesign):
            return NotImplemented
        return self._preset.id == other._preset.id and dict(self._values) == dict(other._values)

    def __hash__(self) -> int:
        return hash((self._preset.id, tuple(self._values.items())))

    def __repr__(self) -> str:
        edits = ", ".join(f"{id}={value!r}" for id, value in self.changed.items())
        return f"CellDesign.preset({self.technology!r}, {self.preset_year})" + (
            f".replace({edits})" if edits else ""
        )


def from_scenario(scenario: Values) -> CellDesign:
    """The cell of a scenario: its preset, with every value that the scenario sets.  Raises InputError."""
    preset = CellDesign.preset(str(scenario["cell_technology"]), int(str(scenario["cell_year"])))
    return preset.replace(**{id: scenario[id] for id in cell_parameters() if scenario[id] is not None})


def silver_ratio_to_preset(design: CellDesign) -> float:
    """r of convention 7: contained mg/W of the design over that of its unedited preset."""
    response = respond(design.values, design.reference)
    return float(response.silver_mg_per_w) / preset_intensity(design.reference)[0]


@cache
def default_prices() -> Prices:
    """Silver price, exchange rate and VAT in force in `data/assumptions.csv`."""
    rows = tables.load("assumptions")
    ids = ("silver_price_usd_per_oz", "cny_per_usd", "vat_pct")
    return Prices(*(float(rows.row(id=id)["central"]) for id in ids))


def prices_of(scenario: Scenario) -> Prices:
    """Silver price, exchange rate and VAT of a scenario."""
    return Prices(*(scenario.number(id) for id in ("silver_price_usd_per_oz", "cny_per_usd", "vat_pct")))


def evaluate(design: CellDesign, prices: Prices | None = None) -> CellResult:
    """Silver, paste, power, money, losses, indicators and warnings of a cell.

    prices: silver price, exchange rate and VAT; those in force in `data/` when not given.
    CNY figures are at import parity with VAT.  Raises InputError where losses take the whole power.
    """
    if not isinstance(design, CellDesign):
        raise InputError("design", f"{shown(design)} is not a CellDesign; make one with CellDesign.preset(…)")
    prices = prices or default_prices()
    values, preset = design.values, design.reference
    response = respond(values, preset)
    if not (response.shading < 1.0 and response.efficiency_pct > 0.0):
        side = preset.finger_sides[0]
        raise InputError(
            f"{side}_finger_width_um",
            f"{values[f'{side}_finger_width_um']:g} um with this grid loses the whole power "
            f"(shading {PERCENT * response.shading:.3g} %, other losses {PERCENT * response.summed_loss:.3g} %); "
            "first-order losses do not reach that far",
        )
    silver, power = float(response.silver_mg), float(response.power_w)
    mg_per_w = silver / power
    cny_per_kg = money.parity_cny_per_kg(
        prices.silver_price_usd_per_oz, prices.cny_per_usd, prices.vat_pct / PERCENT
    )
    usd_per_w = money.silver_usd_per_w(mg_per_w, prices.silver_price_usd_per_oz)
    cny_per_w = money.silver_cny(mg_per_w, cny_per_kg)
    reference_pct = float(values["efficiency_pct"])  # type: ignore[arg-type]
    efficiency = float(response.efficiency_pct)
    preset_silver, preset_paste = preset_intensity(preset)
    return CellResult(
        technology=design.technology,
        preset_year=design.preset_year,
        area_cm2=float(response.area_cm2),
        cell_power_w=power,
        efficiency_pct=efficiency,
        reference_efficiency_pct=reference_pct,
        efficiency_change_pct_abs=efficiency - reference_pct,
        power_change_pct=PERCENT * (efficiency / reference_pct - 1.0),
        silver_mg_per_cell=silver,
        silver_mg_per_w=mg_per_w,
        paste_mg_per_cell=float(response.paste_mg),
        paste_mg_per_w=float(response.paste_mg) / power,
        silver_ratio_to_preset=mg_per_w / preset_silver,
        silver_usd_per_w=usd_per_w,
        silver_cent_per_w=money.cents_per_w(usd_per_w),
        silver_cny_per_w=cny_per_w,
        silver_fen_per_w=money.fen_per_w(cny_per_w),
        silver_cny_per_cell=money.silver_cny(silver, cny_per_kg),
        silver_equivalent_width_um=silver_equivalent_width_um(
            design, response, prices.silver_price_usd_per_oz
        ),
        elements=element_rows(response),
        losses=loss_rows(values, response),
        print_steps=print_step_rows(response, power, cny_per_kg),
        indicators=indicator_rows(values, preset, response, preset_paste),
        warnings=notices(
            values,
            preset,
            measured_ratios(response),
            float(response.summed_loss) - reference(preset, str(values["optical_mode"]))[1],
        ),
    )


@cache
def _preset_intensity(technology: str, year: int) -> tuple[float, float]:
    response = respond(named_preset(technology, year).values, named_preset(technology, year))
    return float(response.silver_mg_per_w), float(response.paste_mg_per_w)


def preset_intensity(preset: Preset) -> tuple[float, float]:
    """Contained silver and wet paste of the unedited preset, both in mg/W."""
    return _preset_intensity(preset.technology, preset.year)


def silver_equivalent_width_um(design: CellDesign, response: Response, silver_usd_per_oz: float) -> float:
    """Silver of a finger as shading width, in um: the front's, of xBC the rear's."""
    side = response.front if response.front.finger is not None else response.rear
    values: Mapping[str, Any] = design.values
    width = silver_equivalent_width_cm(
        side.silver_g_per_cm,
        silver_usd_per_oz,
        values["watt_value_usd"],
        values["jmpp_ma_cm2"],
        values["vmpp_v"],
    )
    return float(width) * UM_PER_CM


def break_even(design: CellDesign, baseline: CellDesign) -> tuple[float, float, float | None]:
    """Saving (mg/W), relative penalty and silver price (USD/oz) above which `design` pays over `baseline`.

    Uses the design's value of a watt and added cost.  The price is None where nothing is saved.
    """
    new, old = respond(design.values, design.reference), respond(baseline.values, baseline.reference)
    values: Mapping[str, Any] = design.values
    return money.switching(
        float(old.silver_mg_per_w), float(old.efficiency_pct), float(new.silver_mg_per_w), float(new.efficiency_pct),
        values["watt_value_usd"], values["added_cost_usd_per_w"],
    )  # fmt: skip
