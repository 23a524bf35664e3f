"""How far several experts agree: Kendall's W, Krippendorff's alpha and the intraclass correlation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from ..core.arguments import told
from ..core.cells import floats
from ..core.positions import positions
from ..core.ranking import midranks
from ..core.report import Report
from ..core.table import Table
from ..errors import DomainError, ShapeError

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers: TypeAlias = npt.NDArray[np.float64]

__all__ = ["Concordance", "intraclass", "kendall_w", "krippendorff_alpha"]

NO_ORDER = "every expert ties all alternatives"
NO_SPREAD = "all numbers are equal, so that there is nothing to agree on"


@told
def kendall_w(ratings: Any, higher: bool = True) -> float | None:
    """Return Kendall's coefficient of concordance W, corrected for ties: 1 where all order alike, 0 where places are spread evenly.

    Parameters
    ----------
    ratings : array_like, shape (k, n)
        One row of scores an expert, one column an alternative, without blanks.
    higher : bool, default True
        Whether more is better; False for ranks. The coefficient is the same either way.

    Returns
    -------
    float or None
        None where every expert ties all alternatives.

    Notes
    -----
    ``W = 12 S / (k^2 (n^3 - n) - k sum_e T_e)``: S is the sum of squares of the rank sums about their mean, and ``T_e`` is the sum of
    ``t^3 - t`` over the groups of t alternatives that expert e ties (Kendall and Gibbons 1990).

    References
    ----------
    kendall1990

    Examples
    --------
    >>> round(kendall_w([[1, 2, 3, 4], [1, 3, 2, 4], [2, 1, 3, 4]], higher=False), 4)
    0.7778
    """
    given = _table(ratings)
    if np.isnan(given).any():
        raise DomainError("Kendall's W compares experts who rank all alternatives, and a rating is blank.", hint="use krippendorff_alpha.")
    ranks = midranks(positions(given, higher))
    centred = ranks - ranks.mean(axis=-1, keepdims=True)
    within = len(ranks) * (centred**2).sum()  # k times the sum over experts is (k^2 (n^3 - n) - k T) / 12
    return None if within == 0 else float((centred.sum(axis=-2) ** 2).sum() / within)


@told
def krippendorff_alpha(ratings: Any, level: Literal["ordinal", "interval"] = "ordinal") -> float | None:
    """Return Krippendorff's alpha: 1 where all experts say the same, 0 where they agree as by chance, below 0 where less than that.

    Parameters
    ----------
    ratings : array_like, shape (k, n)
        One row an expert, one column an alternative; NaN where an expert does not rate it.
    level : {"ordinal", "interval"}
        Whether the order of the numbers counts, or their differences.

    Returns
    -------
    float or None
        None where fewer than two experts rate the same alternative, or all numbers are equal.

    Notes
    -----
    ``alpha = 1 - D_o / D_e`` of Krippendorff (2019), with squared differences; alternatives that fewer than two experts rate take no part.
    The ordinal difference of two numbers is that of their average places among all numbers.

    References
    ----------
    krippendorff2019

    Examples
    --------
    >>> round(krippendorff_alpha([[1, 2, 3, 3], [1, 2, 3, 2]]), 4)
    0.79
    """
    given = _table(ratings)
    rated = ~np.isnan(given)
    given = np.where(rated & (rated.sum(axis=-2) > 1), given, np.nan)
    rated = ~np.isnan(given)
    if not rated.any():
        return None
    found = given[rated]
    if found.min() == found.max():
        return None
    numbers = np.zeros(given.shape)
    numbers[rated] = midranks(positions(found, higher=False)) if level == "ordinal" else _within(found)
    numbers[rated] -= numbers[rated].mean()
    count = rated.sum(axis=-2)
    mean = numbers.sum(axis=-2) / np.maximum(count, 1)
    squares = np.where(rated, (numbers - mean) ** 2, 0.0).sum(axis=-2)
    expected = (numbers[rated] ** 2).sum() / (rated.sum() - 1)
    observed = (squares * count / np.maximum(count - 1, 1)).sum() / rated.sum()
    return float(1 - observed / expected)


@told
def intraclass(ratings: Any, kind: Literal["agreement", "consistency", "one-way"] = "agreement", average: bool = False) -> float | None:
    """Return the intraclass correlation: the part of the variance of numbers that lies between alternatives.

    Parameters
    ----------
    ratings : array_like, shape (k, n)
        One row of numbers an expert, one column an alternative, without blanks.
    kind : {"agreement", "consistency", "one-way"}
        ``agreement`` counts an expert who is higher throughout as disagreement, ``consistency`` does not; ``one-way`` takes the
        numbers of an alternative as if anybody had given them.
    average : bool, default False
        Of the mean of all experts, rather than of one.

    Returns
    -------
    float or None
        None where there are fewer than two experts or alternatives, or all numbers are equal.

    Notes
    -----
    ICC(2), ICC(3) and ICC(1) of Shrout and Fleiss (1979).

    References
    ----------
    shrout1979

    Examples
    --------
    >>> ratings = [[9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7]]
    >>> [round(intraclass(ratings, kind), 2) for kind in ("one-way", "agreement", "consistency")]
    [0.17, 0.29, 0.71]
    """
    given = _table(ratings)
    if np.isnan(given).any():
        raise DomainError("the intraclass correlation takes a number of every expert, and one is blank.", hint="use krippendorff_alpha.")
    k, n = given.shape
    if k < 2 or n < 2 or given.min() == given.max():
        return None
    x = _within(given)
    x = x - x.mean()
    rows, experts = x.mean(axis=-2), x.mean(axis=-1)
    between = k * (rows**2).sum() / (n - 1)
    judges = n * (experts**2).sum() / (k - 1)
    rest = ((x - rows - experts[:, None]) ** 2).sum() / ((n - 1) * (k - 1))
    within = ((x - rows) ** 2).sum() / (n * (k - 1))
    error, shift = (within, 0.0) if kind == "one-way" else (rest, (judges - rest) / n if kind == "agreement" else 0.0)
    below = between + shift if average else between + (k - 1) * error + k * shift
    return None if below == 0 else float((between - error) / below)


def _within(numbers: Numbers) -> Numbers:
    """Return numbers, not all equal, as parts of their range; no difference of squares is then too large or too small."""
    low, high = numbers.min() / 2, numbers.max() / 2
    return np.asarray((numbers / 2 - low) / (high - low))


def _table(ratings: Any) -> Numbers:
    found = floats(ratings, lambda place: f"rating {tuple(p + 1 for p in place)}")
    if found.ndim != 2 or 0 in found.shape:
        raise ShapeError(f"ratings of shape {found.shape} are no table.", hint="give one row an expert, and one column an alternative.")
    if np.isinf(found).any():
        raise DomainError("a rating is infinite.", hint="ratings are finite; a blank is NaN.")
    return found


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Concordance(Report):
    """How far a group agrees, by coefficients that differ in what counts as agreement.

    Attributes
    ----------
    values : mapping of str to float or None
        ``kendall_w`` and ``alpha_ordinal`` (of ranks), ``alpha_interval``, ``intraclass_agreement`` and ``intraclass_consistency`` (of
        scores); None where one is not defined.
    why : mapping of str to str
        Why those are not.
    """

    values: Mapping[str, float | None]
    why: Mapping[str, str]

    @classmethod
    def of(cls, ranks: Numbers, scores: Numbers) -> Concordance:
        """Return all coefficients of ranks and scores, shape (k, n)."""
        from ..core.frozen import FrozenMap

        values: dict[str, float | None] = {
            "kendall_w": kendall_w(ranks, higher=False),
            "alpha_ordinal": krippendorff_alpha(ranks),
            "alpha_interval": krippendorff_alpha(scores, "interval"),
            "intraclass_agreement": intraclass(scores),
            "intraclass_consistency": intraclass(scores, "consistency"),
        }
        few = "it compares two experts and two alternatives at least" if min(ranks.shape) < 2 else ""
        reasons = {name: few or (NO_ORDER if name in ("kendall_w", "alpha_ordinal") else NO_SPREAD) for name in values}
        return cls(FrozenMap(values), FrozenMap({name: reasons[name] for name, value in values.items() if value is None}))

    def __getitem__(self, name: str) -> float | None:
        """Return one of them."""
        if name not in self.values:
            from ..errors import LabelError, did_you_mean

            raise LabelError(f"there is no coefficient {name!r} here.", hint=did_you_mean(name, self.values))
        return self.values[name]

    @property
    def tables(self) -> tuple[Table, ...]:
        """A row a coefficient."""
        said = {
            "kendall_w": "Kendall's W of the ranks",
            "alpha_ordinal": "Krippendorff's alpha of the ranks (ordinal)",
            "alpha_interval": "Krippendorff's alpha of the scores (interval)",
            "intraclass_agreement": "intraclass correlation of the scores (agreement)",
            "intraclass_consistency": "intraclass correlation of the scores (consistency)",
        }
        rows = tuple((said[name], None if value is None else round(value, 3)) for name, value in self.values.items())
        return (Table(("coefficient", "value"), rows, "How far the experts agree"),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Why some are not defined."""
        return tuple(f"{name} is not defined: {why}." for name, why in self.why.items())

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        return {"schema": "mcda_orch.concordance", "version": 1, "values": dict(self.values), "why": dict(self.why)}

    def __repr__(self) -> str:
        return "Concordance(" + ", ".join(f"{n}={v if v is None else format(v, '.3g')}" for n, v in self.values.items()) + ")"
