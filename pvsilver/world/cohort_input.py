"""Checks of what retirement is asked of: every refusal names the argument, the value and what is allowed."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from pvsilver.errors import InputError

Array = npt.NDArray[np.float64]


def amounts_at_least_zero(name: str, given: npt.ArrayLike) -> Array:
    """Amounts (years,) or (years, technologies), finite and at least 0.  Raises InputError naming them."""
    amounts = finite_numbers(name, given)
    if amounts.ndim not in (1, 2) or amounts.size == 0:
        raise InputError(name, f"has shape {amounts.shape}; it must be (years,) or (years, technologies)")
    if (amounts < 0).any():
        first = tuple(int(i) for i in np.argwhere(amounts < 0)[0])
        raise InputError(name, f"{amounts[first]:g} at {first} is negative; amounts must be at least 0")
    return amounts


def finite_numbers(name: str, given: npt.ArrayLike) -> Array:
    """Finite numbers of any shape.  Raises InputError naming them."""
    try:
        numbers = np.asarray(given, dtype=float)
    except (TypeError, ValueError):
        raise InputError(name, "is not numeric") from None
    if not np.isfinite(numbers).all():
        raise InputError(name, "holds a value that is not finite")
    return numbers


def per_cohort(name: str, given: npt.ArrayLike, additions: tuple[int, ...]) -> Array:
    """(1 or years, 1 or technologies), checked to be above 0."""
    numbers = finite_numbers(name, given)
    if numbers.ndim == 0:
        cohort = numbers.reshape(1, 1)
    elif numbers.shape == (additions[0],):
        cohort = numbers[:, None]
    elif numbers.shape == additions:
        cohort = numbers
    else:
        raise InputError(
            name, f"has shape {numbers.shape}; it must be a scalar, ({additions[0]},) or {additions}"
        )
    if (cohort <= 0).any():
        raise InputError(name, f"{float(cohort.min()):g} is not above 0")
    return cohort


def whole_lives(given: npt.ArrayLike, additions: tuple[int, ...]) -> npt.NDArray[np.int64]:
    """(1 or years, 1 or technologies) whole years; a life beyond the array is one that never ends in it."""
    numbers = finite_numbers("project_life", given)
    if numbers.ndim and numbers.shape not in ((additions[0],), additions):
        raise InputError(
            "project_life",
            f"has shape {numbers.shape}; it must be a scalar, ({additions[0]},) or {additions}",
        )
    if (numbers < 0).any():
        raise InputError("project_life", f"{float(numbers.min()):g} years is negative")
    whole = np.minimum(np.floor(numbers), additions[0]).astype(np.int64)
    return whole.reshape(1, 1) if whole.ndim == 0 else whole.reshape(additions[0], -1)


def one_number(name: str, given: Any) -> float:
    """One finite number.  Raises InputError naming it."""
    numbers = finite_numbers(name, given)
    if numbers.ndim:
        raise InputError(name, f"has shape {numbers.shape}; it must be one number")
    return float(numbers)
