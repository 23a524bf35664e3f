"""Is it more than chance that two rankings agree, and how sure is the number? By exchanging and by drawing alternatives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from math import factorial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ..core.arguments import argument_hint, told
from ..core.positions import positions
from ..core.ranking import midranks
from ..core.report import Report
from ..core.table import Table
from ..errors import DomainError, PluginError
from ..plugin.agreement import Agreement
from ..plugin.family import AGREEMENT, HIGHER
from ..plugin.registry import get, names
from ..sampling.streams import generator

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..sampling.streams import Seed

    Numbers = npt.NDArray[np.float64]

__all__ = ["AgreementTest", "agreement_test"]

BLOCK = 2**18
"""Ranks of the orders that are tried at once."""
NEAR = 1e-12
"""By how much a number may miss that of the rankings themselves, by rounding, and count as equal to it."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AgreementTest(Report):
    """How far two rankings agree, how often chance does as much, and between which bounds the number lies.

    Attributes
    ----------
    coefficient : str
    value : float, optional
        None where it is not defined; `why` says why, and nothing else is known then.
    p_value : float, optional
        How often the coefficient says as much or more of agreement (or as the alternative has it) where the second ranking is dealt out
        to the alternatives at random.
    alternative : {"more", "less", "two-sided"}
    exact : bool
        Whether all deals were tried, rather than drawn.
    deals : int
        How many deals the p-value rests on.
    low, high : float, optional
        The interval.
    level : float
        Its level.
    resamples : int
        How many draws of alternatives the interval rests on: those in which the coefficient is defined.
    drawn : int
        How many draws were made.
    why : str
    """

    coefficient: str
    value: float | None
    p_value: float | None
    alternative: str
    exact: bool
    deals: int
    low: float | None
    high: float | None
    level: float
    resamples: int
    drawn: int
    why: str

    @property
    def tables(self) -> tuple[Table, ...]:
        """The number, its p-value and its interval."""
        heads = ("coefficient", "value", "p-value", f"from ({100 * self.level:g} %)", "to")
        return (Table(heads, ((self.coefficient, self.value, self.p_value, self.low, self.high),)),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the figures rest on."""
        if self.value is None:
            return (self.why,)
        how = f"all {self.deals:,} deals" if self.exact else f"{self.deals:,} random deals"
        said = [f"The p-value ({self.alternative}) rests on {how} of the second ranking to the alternatives."]
        lost = self.drawn - self.resamples
        left = f"; in {lost:,} more the coefficient is not defined" if lost else ""
        bounds = "The interval rests" if self.low is not None else "There is no interval: it would rest"
        said.append(f"{bounds} on {self.resamples:,} draws of as many alternatives with replacement{left}.")
        return tuple(said)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        return {"schema": "mcda_orch.agreement_test", "version": 1, **{name: getattr(self, name) for name in self.__dataclass_fields__}}

    def __repr__(self) -> str:
        return f"AgreementTest({self.coefficient}={self.value}, p_value={self.p_value}, interval=[{self.low}, {self.high}])"


@told
def agreement_test(
    a: Any,
    b: Any,
    coefficient: Agreement[...] | str = "kendall_tau_b",
    *,
    alternative: Literal["more", "less", "two-sided"] = "more",
    level: float = 0.95,
    draws: int = 9_999,
    rng: Seed = 0,
) -> AgreementTest:
    """Tell how often chance makes two rankings agree as much, and between which bounds their agreement lies.

    Parameters
    ----------
    a, b : Ranking, Outcome, mapping of alternative to rank, or ranks
    coefficient : coefficient of rankings, or its name
        One of ``mo.agreements``, with parameters by ``with_``.
    alternative : {"more", "less", "two-sided"}
        Whether they agree more than by chance, less, or either: the smaller of the two, doubled.
    level : float, default 0.95
        Of the interval.
    draws : int, default 9,999
        Deals of the second ranking; all of them, where there are not more. And draws of alternatives for the interval.
    rng : seed or Generator, default 0
        Where the draws start: the same seed gives the same draws, None new ones every time.

    Returns
    -------
    AgreementTest

    Notes
    -----
    A permutation test: under the hypothesis every deal of the ranks of the second ranking to the alternatives is as likely, ties
    included. With random deals the p-value is ``(1 + as extreme) / (1 + deals)``, so that it is never 0; with all deals, the share of
    them. The interval is the percentile bootstrap: alternatives are drawn with replacement, and those drawn twice tie in both rankings.
    It speaks of alternatives like these, so it means little where they are all that there are, and few.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = mo.agreement_test([1, 2, 3, 4, 5], [1, 3, 2, 4, 5], "spearman")
    >>> round(found.p_value, 4), found.exact, found.deals
    (0.0417, True, 120)
    """
    chosen, source = _coefficient(coefficient), generator(rng)
    if not 0 < level < 1:
        raise DomainError(f"level={level:g} of an interval is no share.", hint="use 0.95, say.")
    if draws < 1:
        raise DomainError(f"draws={draws} are none.", hint="use 9999, say.")
    r, t = chosen.read({"the first": a, "the second": b})[1]
    why = chosen.why(r, t)
    if why:
        return AgreementTest(chosen.name, None, None, alternative, False, 0, None, None, level, 0, 0, why)
    value = float(chosen.run(r, t))
    exact = t.size <= 12 and factorial(t.size) <= draws
    dealt = np.concatenate([_numbers(chosen, r, part) for part in (_all_deals(t) if exact else _deals(t, draws, source))])
    drawn = np.concatenate([_numbers(chosen, *part) for part in _resampled(r, t, draws, source)])
    known = drawn[~np.isnan(drawn)]
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2]).tolist() if known.size else (None, None)
    p_value = _p_value(dealt if chosen.better is HIGHER else -dealt, value if chosen.better is HIGHER else -value, alternative, exact)
    return AgreementTest(chosen.name, value, p_value, alternative, exact, len(dealt), low, high, level, len(known), len(drawn), "")


def _coefficient(given: Any) -> Agreement[...]:
    found = get(given) if isinstance(given, str) else given
    if not isinstance(found, Agreement) or found.family is not AGREEMENT:
        called = given if isinstance(given, str) else getattr(given, "name", repr(given))
        raise PluginError(f"{called} is no coefficient of rankings.", hint=argument_hint(str(called), names("agreement")))
    return found


def _numbers(chosen: Agreement[...], r: Numbers, t: Numbers) -> Numbers:
    """Return the coefficient of every row, NaN where it is not defined."""
    return np.atleast_1d(np.asarray(chosen.kernel(r, t), dtype=np.float64))


def _all_deals(t: Numbers) -> Iterator[Numbers]:
    yield t[np.array(list(permutations(range(t.size))), dtype=np.intp)]


def _deals(t: Numbers, draws: int, source: np.random.Generator) -> Iterator[Numbers]:
    for count in _parts(draws, t.size):
        yield source.permuted(np.tile(t, (count, 1)), axis=-1)


def _resampled(r: Numbers, t: Numbers, draws: int, source: np.random.Generator) -> Iterator[tuple[Numbers, Numbers]]:
    """Draw alternatives with replacement, and rank those drawn anew."""
    for count in _parts(draws, r.size):
        who = source.integers(r.size, size=(count, r.size))
        yield midranks(positions(r[who], higher=False)), midranks(positions(t[who], higher=False))


def _parts(draws: int, n: int) -> Iterator[int]:
    step = max(BLOCK // n, 1)
    for start in range(0, draws, step):
        yield min(step, draws - start)


def _p_value(dealt: Numbers, value: float, alternative: str, exact: bool) -> float:
    """Return how often numbers, higher for more agreement, are as extreme as that of the rankings."""
    near = NEAR * max(abs(value), 1.0)
    more, less = int(np.sum(dealt >= value - near)), int(np.sum(dealt <= value + near))
    one, other = (count / len(dealt) if exact else (1 + count) / (1 + len(dealt)) for count in (more, less))
    return {"more": one, "less": other, "two-sided": min(1.0, 2 * min(one, other))}[alternative]
