"""How many draws it takes for probabilities to be as precise as one wants."""

from __future__ import annotations

from math import ceil, log
from statistics import NormalDist
from typing import Literal

from ...core.arguments import told
from ...errors import DomainError
from .scenarios import Scenarios
from .tally import Tally, smoothed

__all__ = ["draws_needed", "half_width", "total_draws", "until"]

DRAWS = 10_000
MOST = 10**8
"""Draws after which sequential stopping gives up."""


@told
def draws_needed(
    precision: float = 0.01, confidence: float = 0.95, at_once: int = 1, how: Literal["normal", "hoeffding"] = "normal"
) -> int:
    """Return how many independent draws estimate a probability to within ``precision``, whatever it is.

    Parameters
    ----------
    precision : float
    confidence : float
    at_once : int
        How many probabilities are to be that precise at the same time.
    how : {"normal", "hoeffding"}
        By the normal approximation, or by Hoeffding's bound, which holds for any number of draws.

    Examples
    --------
    >>> draws_needed(), draws_needed(how="hoeffding"), draws_needed(at_once=12), draws_needed(at_once=144, how="hoeffding")
    (9604, 18445, 20525, 43294)
    """
    if not 0 < precision < 1 or not 0 < confidence < 1 or at_once < 1:
        raise DomainError(f"a precision of {precision} with confidence {confidence} is no goal.", hint="both lie between 0 and 1.")
    risk = (1 - confidence) / at_once
    if how == "hoeffding":
        return ceil(log(2 / risk) / (2 * precision**2))
    return ceil((NormalDist().inv_cdf(1 - risk / 2) / (2 * precision)) ** 2 - 1e-9)


def total_draws(found: Scenarios, draws: int | None, precision: float | None) -> int:
    """Return how many scenarios are drawn, at most: as many as were asked for, or as a sample holds."""
    if draws is not None and draws < 1:
        raise DomainError(f"{draws!r} draws are none.", hint="ask for at least one.")
    if precision is not None and not 0 < precision < 1:
        raise DomainError(f"{precision!r} is no precision.", hint="for instance precision=0.01.")
    if found.given is not None:
        return found.given
    if found.certain:
        return 1
    return draws if draws is not None else DRAWS if precision is None else MOST


def until(total: int, stopped: int | None) -> int:
    """Return how many draws are made where a call repeats one that was interrupted."""
    if stopped is not None and not 0 < stopped <= total:
        raise DomainError(f"stopped={stopped!r} is none of {total} draws.", hint="it is the .draws of the result that was interrupted.")
    return total if stopped is None else stopped


def half_width(tally: Tally) -> float:
    """Return how far any acceptability may be from the truth, all at once, at 95 %."""
    effective = tally.effective
    p = tally.acceptabilities()
    z = NormalDist().inv_cdf(1 - 0.05 / (2 * p.shape[1] ** 2))
    return float(z * smoothed(p, effective).max(initial=0.0))
