"""Capacities: how much every set of criteria counts, so that criteria may complete or repeat one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..errors import DomainError, LabelError, MissingError, ShapeError, did_you_mean
from .cells import floats
from .criteria import Criterion
from .frozen import Frozen, frozen, unique_names
from .labelling import by_label
from .labels import label, labels_of, unpacked
from .weights import Weights

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Capacity", "Names", "master"]

Names: TypeAlias = str | Iterable[str]
"""One criterion by its name, or several."""

MOST = 20
"""Criteria up to which every subset is kept."""
SLACK = 1e-9
"""By how much numbers as printed may miss monotony and one."""


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Capacity(Frozen):
    """Worth of every set of criteria: 0 for none of them, 1 for all, and never less for more of them (Choquet 1954).

    Two criteria that say the same are worth less together than apart; two that complete each other are worth more.
    `choquet` and `sugeno` score alternatives by a capacity.

    Parameters
    ----------
    values : mapping of names to number, or array_like, shape (..., 2**m)
        A key is the name of one criterion or several names; the empty set and the full one may be left out. An
        array counts the subsets in binary: criterion j belongs to subset b if bit j of b is set.
    criteria : sequence of str or Criterion, length m, optional
        Names; with a mapping, in order of appearance unless given. Capacities find their criteria by name.

    Raises
    ------
    DomainError
        If the capacity is not monotone, or not 0 for no criterion and 1 for all.

    Notes
    -----
    The Moebius transform, Shapley values, and interaction indices are those of Shapley (1953) and Grabisch (1997).

    Examples
    --------
    >>> marks = Capacity({"maths": 0.45, "physics": 0.45, "letters": 0.3, ("maths", "physics"): 0.5,
    ...                   ("maths", "letters"): 0.9, ("physics", "letters"): 0.9})
    >>> marks.shapley
    Weights({'maths': 0.291667, 'physics': 0.291667, 'letters': 0.416667}, source='Shapley')
    >>> print(f'{marks.interaction("maths", "physics"):.2f}')
    -0.45
    """

    values: npt.NDArray[np.float64]
    criteria: tuple[str, ...]

    def __init__(self, values: Mapping[Any, float] | npt.ArrayLike, criteria: Iterable[str | Criterion] | None = None) -> None:
        if isinstance(values, Mapping):
            names, given = _sets(values, criteria)
            full = 2 ** len(names) - 1
            given = {0: 0.0, full: 1.0, **given}
            missing = next((subset for subset in range(full + 1) if subset not in given), None)
            if missing is not None:
                raise MissingError(
                    f"the capacity says nothing of {_set(names, missing)}.",
                    hint="give every subset, or use Capacity.moebius_of, .two_additive, .sugeno or .additive, which need less.",
                )
            array = _numbers([given[subset] for subset in range(full + 1)], names)
        else:
            array = _numbers(values)
            m = max(array.shape[-1:], default=0).bit_length() - 1
            if array.ndim < 1 or m < 1 or array.shape[-1] != 2**m:
                raise ShapeError(f"a capacity of m criteria has 2**m values; these have shape {array.shape}.")
            names = _names(criteria, m)
        _check(array, names)
        object.__setattr__(self, "values", frozen(array))
        object.__setattr__(self, "criteria", names)

    @classmethod
    def additive(
        cls, weights: Weights | Mapping[str, float] | npt.ArrayLike, criteria: Iterable[str | Criterion] | None = None
    ) -> Capacity:
        """Return the capacity of criteria that neither complete nor repeat one another: shares of weights, added up."""
        given = weights if isinstance(weights, Weights) else Weights(weights, criteria)
        return cls(given.shares.values @ _members(len(given)).T, given.criteria)

    @classmethod
    def symmetric(cls, order_weights: npt.ArrayLike, criteria: Iterable[str | Criterion] | None = None) -> Capacity:
        """Return the capacity that only counts criteria; its Choquet integral is the ordered weighted average (Yager 1988)."""
        p = _numbers(order_weights)
        worth = np.concatenate([np.zeros((*p.shape[:-1], 1)), np.cumsum(p / p.sum(axis=-1, keepdims=True), axis=-1)], axis=-1)
        return cls(worth[..., _sizes(p.shape[-1])], criteria)

    @classmethod
    def moebius_of(cls, moebius: Mapping[Any, float] | npt.ArrayLike, criteria: Iterable[str | Criterion] | None = None) -> Capacity:
        """Return the capacity with this Moebius transform; subsets that a mapping leaves out have 0.

        A capacity is k-additive (Grabisch 1997) where no more than k criteria stand in one subset.
        """
        if isinstance(moebius, Mapping):
            names, given = _sets(moebius, criteria)
            array = np.zeros(2 ** len(names))
            subsets = list(given)
            array[subsets] = floats(list(given.values()), lambda place: f"the value of {_set(names, subsets[place[-1]])}")
            return cls(_summed(array, +1.0), names)
        return cls(_summed(_numbers(moebius), +1.0), criteria)

    @classmethod
    def two_additive(cls, shapley: Weights | Mapping[str, float], interactions: Mapping[tuple[str, str], float] | None = None) -> Capacity:
        """Return the 2-additive capacity with these Shapley values and interaction indices of pairs (Grabisch 1997).

        Values are taken as shares of their total, and pairs that are not named do not interact. Monotony asks that no
        criterion's Shapley value falls short of half the sum of the sizes of its interactions.
        """
        given = shapley if isinstance(shapley, Weights) else Weights(shapley)
        terms: dict[Any, float] = dict(given.shares.items())
        for pair, value in (interactions or {}).items():
            terms[pair] = value
            for name in pair:
                if name not in terms:
                    raise LabelError(f"{name!r} has interactions but no Shapley value.", hint=did_you_mean(name, given.criteria))
                terms[name] -= value / 2
        return cls.moebius_of(terms, given.criteria)

    @classmethod
    def sugeno(cls, densities: Mapping[str, float] | npt.ArrayLike, criteria: Iterable[str | Criterion] | None = None) -> Capacity:
        """Return the lambda-measure with these densities, the worths of single criteria (Sugeno 1977).

        ``mu(A + B) = mu(A) + mu(B) + lambda mu(A) mu(B)`` for disjoint A and B; the densities determine lambda.
        """
        labels, cells = unpacked(densities)
        names = _names(labels if criteria is None else criteria, np.shape(cells)[-1] if labels is None else len(labels))
        g = by_label(densities, names, "density")
        wrong = ~((g >= 0) & (g < 1))
        if wrong.any() or (np.count_nonzero(g, axis=-1) < 2).any():
            raise DomainError(
                f"a lambda-measure needs densities in [0, 1), two of them above 0; these are {dict(zip(names, g.T.tolist(), strict=True))}.",
                hint="a density is the worth of one criterion alone.",
            )
        lam, found = np.asarray(master(g))[..., None], np.zeros((*g.shape[:-1], 1))
        for j in range(len(names)):
            found = np.concatenate([found, found + g[..., j, None] * (1.0 + lam * found)], axis=-1)
        return cls(found, names)

    @property
    def moebius(self) -> npt.NDArray[np.float64]:
        """Moebius transform, shape (..., 2**m): what every set is worth beyond its parts."""
        return frozen(_summed(np.array(self.values), -1.0))

    @property
    def shapley(self) -> Weights:
        """Shapley values: what each criterion adds, averaged over all orders of adding them. They sum to one."""
        share = _members(len(self.criteria)) / np.maximum(_sizes(len(self.criteria)), 1)[:, None]
        return Weights(np.maximum(self.moebius @ share, 0.0), self.criteria, source="Shapley")

    def interaction(self, *names: str) -> Any:
        """Interaction index of a set of criteria: above 0 where they complete one another, below 0 where they repeat.

        Of one criterion it is its Shapley value (Grabisch 1997).
        """
        subset = _subset(names, self.criteria)
        sizes, every = _sizes(len(self.criteria)), np.arange(2 ** len(self.criteria))
        above = (every & subset) == subset
        return (self.moebius[..., above] @ (1.0 / (sizes[above] - len(names) + 1)))[()]

    @property
    def interactions(self) -> dict[tuple[str, str], Any]:
        """Interaction index of every pair of criteria."""
        return {pair: self.interaction(*pair) for pair in combinations(self.criteria, 2)}

    @property
    def k(self) -> int:
        """Order of additivity: the most criteria that a set can have and still be worth more or less than its parts."""
        flat = np.abs(self.moebius).reshape(-1, 2 ** len(self.criteria)).max(axis=-2)
        return int(_sizes(len(self.criteria))[flat > SLACK].max())

    def aligned(self, criteria: tuple[str, ...]) -> npt.NDArray[np.float64]:
        """Return the values with the criteria in this order, shape (..., 2**m); refuse missing and unknown names."""
        Weights(np.ones(len(self.criteria)), self.criteria).aligned(criteria)
        bits = np.array([1 << self.criteria.index(name) for name in criteria])
        return self.values[..., (_members(len(criteria)).astype(np.int64) @ bits)]

    def __getitem__(self, names: Names) -> Any:
        return self.values[..., _subset(names, self.criteria)][()]

    def items(self) -> Iterator[tuple[tuple[str, ...], Any]]:
        """Yield every set of criteria and what it is worth."""
        for subset in range(2 ** len(self.criteria)):
            yield tuple(n for j, n in enumerate(self.criteria) if subset >> j & 1), self.values[..., subset][()]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Capacity):
            return NotImplemented
        return self.criteria == other.criteria and np.array_equal(self.values, other.values)

    def __hash__(self) -> int:
        return hash((self.criteria, self.values.tobytes()))

    def __repr__(self) -> str:
        if self.values.ndim != 1 or len(self.criteria) > 4:
            return f"Capacity(shape={self.values.shape}, criteria={self.criteria})"
        parts = (f"{(names[0] if len(names) == 1 else names)!r}: {value:g}" for names, value in self.items() if names)
        return "Capacity({" + ", ".join(parts) + "})"


def master(k: Any) -> Any:
    """Solve ``1 + K = prod_j (1 + K k_j)`` for K > -1 other than 0; K is 0 where the k_j sum to one.

    The equation of the master scaling constant of a multiplicative utility and of lambda in a lambda-measure. With
    ``1 + K = exp(z)`` it is a convex function of z with two roots, one of them 0; Newton's steps from beyond the other
    come down to it.

    Parameters
    ----------
    k : array, shape (..., m)
        In [0, 1), at least two of them positive.

    Returns
    -------
    array, shape (...)
    """
    k = np.asarray(k, dtype=np.float64)
    positive, whole = k > 0, k.sum(axis=-1)
    above = -np.where(positive, np.log(np.where(positive, k, 1.0)), 0.0).sum(axis=-1) / (positive.sum(axis=-1) - 1)
    z = np.where(whole > 1, np.log1p(-k).sum(axis=-1), above)
    for _ in range(64):
        e = np.exp(z)[..., None]
        part = 1.0 - k + k * e
        slope = (k * e / part).sum(axis=-1) - 1.0
        level = np.log(part).sum(axis=-1) - z
        z = z - np.where(level > 0, level / np.where(slope == 0, 1.0, slope), 0.0)
    return np.where(np.abs(whole - 1) <= SLACK, 0.0, np.expm1(z))


def _names(criteria: Iterable[str | Criterion] | None, m: int) -> tuple[str, ...]:
    if isinstance(criteria, str):
        raise LabelError(f"{criteria!r} is no sequence of names.", hint='write ["speed", "price"].')
    names = [f"C{j}" for j in range(1, m + 1)] if criteria is None else [label(c) for c in labels_of(criteria)]
    if len(names) != m:
        raise ShapeError(f"there are {len(names)} names for a capacity of {m} criteria.")
    if m > MOST:
        raise ShapeError(f"{m} criteria have too many subsets; a capacity takes at most {MOST}.")
    return unique_names(names, "criterion")


def _numbers(values: Any, names: tuple[str, ...] = ()) -> npt.NDArray[np.float64]:
    """Return numbers given for sets of criteria, of which `names` tells the criteria where they are known."""
    if isinstance(values, str) or (isinstance(values, (list, tuple)) and values and all(isinstance(v, str) for v in values)):
        raise ShapeError(f"a capacity is made of numbers, and {values!r} are names.", hint="write mo.Capacity(values, names).")
    return floats(values, lambda place: f"the value of {_set(names, place[-1])}" if names else "a value of the capacity")


def _sets(values: Mapping[Any, float], criteria: Iterable[str | Criterion] | None) -> tuple[tuple[str, ...], dict[int, float]]:
    """Return the names, and the numbers of a mapping by subset."""
    keys = [tuple(map(label, key)) if isinstance(key, (tuple, list, set, frozenset)) else (label(key),) for key in values]
    seen = tuple(dict.fromkeys(name for key in keys for name in key))
    names = _names(seen if criteria is None else criteria, len(seen if criteria is None else labels_of(criteria)))
    found: dict[int, float] = {}
    for key, value in zip(keys, values.values(), strict=True):
        subset = _subset(key, names)
        if subset in found:
            raise LabelError(f"{_set(names, subset)} appears twice.", hint="the order of the names in a set does not matter.")
        found[subset] = value
    return names, found


def _subset(names: Names, criteria: tuple[str, ...]) -> int:
    found = 0
    for name in (names,) if isinstance(names, str) else names:
        if name not in criteria:
            raise LabelError(f"the capacity knows no criterion {name!r}.", hint=did_you_mean(name, criteria))
        found |= 1 << criteria.index(name)
    return found


def _set(names: tuple[str, ...], subset: int) -> str:
    return "{" + ", ".join(repr(name) for j, name in enumerate(names) if subset >> j & 1) + "}"


def _members(m: int) -> npt.NDArray[np.float64]:
    """Which criteria belong to each subset, shape (2**m, m)."""
    return ((np.arange(2**m)[:, None] >> np.arange(m)) & 1).astype(np.float64)


def _sizes(m: int) -> npt.NDArray[np.int64]:
    return np.asarray(_members(m).sum(axis=-1), dtype=np.int64)


def _summed(values: npt.NDArray[np.float64], sign: float) -> npt.NDArray[np.float64]:
    """Add to every subset the values of its parts (sign +1), or undo that (sign -1)."""
    found = values
    for j in range(values.shape[-1].bit_length() - 1):
        pairs = found.reshape(*values.shape[:-1], -1, 2, 2**j)
        found = np.stack([pairs[..., 0, :], pairs[..., 1, :] + sign * pairs[..., 0, :]], axis=-2).reshape(values.shape)
    return found


def _check(values: npt.NDArray[np.float64], names: tuple[str, ...]) -> None:
    """Refuse what is no capacity, by name."""
    if not np.isfinite(values).all():
        raise DomainError("a capacity has finite values.", hint="give every subset a number between 0 and 1.")
    ends = np.abs(values[..., [0, -1]] - np.array([0.0, 1.0])).reshape(-1, 2).max(axis=-2)
    if ends[0] > SLACK:
        raise DomainError("no criterion at all must be worth 0.", hint="the empty set has value 0.")
    if ends[1] > SLACK:
        raise DomainError(f"all criteria together must be worth 1, not {values[..., -1].flat[0]:g}.", hint="divide all values by that.")
    for j, name in enumerate(names):
        pairs = values.reshape(*values.shape[:-1], -1, 2, 2**j)
        falls = pairs[..., 1, :] < pairs[..., 0, :] - SLACK
        if falls.any():
            *_, upper, lower = np.argwhere(falls)[0]
            subset = int(upper) * 2 ** (j + 1) + int(lower)
            before, after = pairs[..., 0, :][falls].flat[0], pairs[..., 1, :][falls].flat[0]
            raise DomainError(
                f"the capacity falls from {before:g} to {after:g} when {name!r} joins {_set(names, subset)}.",
                hint="more criteria are never worth less.",
            )
