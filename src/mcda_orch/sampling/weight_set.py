"""Weight sets: all shares that agree with what is known about the importance of the criteria."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.arguments import told, told_names
from ..core.blanks import BlanksLike
from ..core.criteria import Criterion
from ..core.frozen import FrozenMap, unique_names
from ..core.labelling import label, labels_of, mapped, unpacked
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..core.report import listed
from ..core.weights import Weights
from ..errors import DomainError, LabelError, ShapeError, did_you_mean
from ..exact.conflict import Conflict, Group, conflict, conflicts_and_repairs
from ..exact.linear import null_space
from ..exact.polytope import Polytope, polytope
from ..exact.programme import Verdict, maximise, minimise
from ..exact.rational import Matrix, Vector, dot, simplest, vector
from .draws import How, WeightSample, drawn
from .linear_rows import linear_rows

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..plugin.plugin import Method
    from .streams import Seed

__all__ = ["WeightSet"]

NAMED = 3
"""Statements that a sentence names, at most."""

_RELATION = r"\s*(>=|≥|=>|<=|≤|=<|==|=|~|>|<)\s*"
_SIGNS = {"≥": ">=", "=>": ">=", "≤": "<=", "=<": "<=", "==": "=", "~": "="}


@dataclass(frozen=True, slots=True, init=False, repr=False)
class WeightSet:
    """All vectors of shares (not negative, sum one) that agree with linear statements about them.

    Every method that adds a statement returns a new set. Statements keep the words of whoever made them, so that a
    contradiction can be told in the same words. A strict statement (``A > B``) must be satisfiable with a positive
    margin; lengths, volumes and draws are those of the closed set (``A >= B``), which differs from it by nothing
    that has a volume.

    Numbers are read as the decimals they are written as (0.1 is 1/10), and all answers that are fractions are exact.

    Parameters
    ----------
    criteria : sequence of str or Criterion, or DecisionMatrix or Problem
        Names of the criteria.
    statements : sequence of Group, optional
        What is known; usually added by the methods.

    Examples
    --------
    >>> known = WeightSet(["Security", "Ease", "Cost"]).order("Security > Cost").bounds({"Cost": (0.1, 0.3)})
    >>> known
    WeightSet('Security > Cost', '0.1 <= Cost <= 0.3')
    >>> known.interval("Security")
    (Fraction(1, 10), Fraction(9, 10))
    >>> clash = known.order("Ease > Security").ratio("Cost", "Ease", low=2).conflict()
    >>> print(clash)
    'Security > Cost' and 'Ease > Security' and 'Cost is at least 2 times Ease'
    """

    criteria: tuple[str, ...]
    statements: tuple[Group, ...]

    @told
    def __init__(self, criteria: Iterable[str | Criterion] | DecisionMatrix | Problem, statements: Iterable[Group] = ()) -> None:
        if isinstance(criteria, Problem):
            criteria = criteria.matrix
        if isinstance(criteria, DecisionMatrix):
            criteria = criteria.criteria
        names = [criteria] if isinstance(criteria, str) else [c.name if isinstance(c, Criterion) else str(c) for c in labels_of(criteria)]
        if not names:
            raise ShapeError("a set of weights needs at least one criterion.")
        object.__setattr__(self, "criteria", unique_names(names, "criterion"))
        object.__setattr__(self, "statements", tuple(statements))

    @told_names
    def order(self, *statements: str) -> WeightSet:
        """Add orders of importance: ``"Security > Cost"``, ``"A >= B > C"``, ``"A = B"``, ``"A, B >= C, D"``.

        Names separated by commas form a tier: each name on the left then stands in the relation to each on the right.
        """
        found = self
        for text in statements:
            if not isinstance(text, str):
                raise LabelError(f"{text!r} states no order.", hint="say it in words, such as 'A > B', 'A >= B > C' or 'A = B'.")
            found = found._with(self._ordered(text))
        return found

    @told
    def bounds(self, bounds: Mapping[str, Any] | None = None, /, **more: Any) -> WeightSet:
        """Add bounds on shares: ``{"Cost": (0.1, 0.3)}``; None for no bound, one number for a share that is known."""
        found = self
        for name, given in {**({} if bounds is None else mapped(bounds) or {}), **more}.items():
            low, high = given if isinstance(given, Sequence) and not isinstance(given, str) else (given, given)
            found = found.group((name,), low, high)
        return found

    @told
    def group(self, names: Iterable[str], low: Any = None, high: Any = None) -> WeightSet:
        """Bound the sum of the shares of several criteria."""
        members = unique_names([names] if isinstance(names, str) else list(names), "criterion")
        return self.linear(dict.fromkeys(members, 1), low, high)

    @told
    def ratio(self, a: str, b: str, low: Any = None, high: Any = None) -> WeightSet:
        """Say how many times as important as `b` criterion `a` is: at least `low` times, at most `high` times."""
        self._room(f"ratio of {a!r} to {b!r}", low, high)
        row_a, row_b = self._row({a: 1}), self._row({b: 1})
        rows: list[list[Fraction]] = []
        if low is not None:
            rows.append([simplest(low) * q - p for p, q in zip(row_a, row_b, strict=True)])
        if high is not None:
            rows.append([p - simplest(high) * q for p, q in zip(row_a, row_b, strict=True)])
        if low == high:
            words, kinds = f"{low}", {"equal": rows[:1], "equal_right": [0]}
        else:
            words = f"at least {low}" if high is None else f"at most {high}" if low is None else f"{low} to {high}"
            kinds = {"rows": rows, "right": [0] * len(rows)}
        return self._with(Group(f"{a} is {words} times {b}", **kinds))  # type: ignore[arg-type]  # read into fractions there

    def linear(self, coefficients: Mapping[str, Any], low: Any = None, high: Any = None, *, words: str = "") -> WeightSet:
        """Bound any linear form of the shares: ``low <= sum of coefficient times share <= high``."""
        row = self._row(coefficients)
        text = _sum_text(coefficients)
        self._room(text, low, high)
        label = words or (
            f"{text} = {low}"
            if low == high
            else f"{f'{low} <= ' if low is not None else ''}{text}{f' <= {high}' if high is not None else ''}"
        )
        if low == high:
            return self._with(Group(label, equal=(row,), equal_right=(simplest(low),)))
        rows, right = [], []
        if low is not None:
            rows.append(tuple(-v for v in row))
            right.append(-simplest(low))
        if high is not None:
            rows.append(row)
            right.append(simplest(high))
        return self._with(Group(label, tuple(rows), tuple(right)))

    @told
    def prefers(
        self,
        better: Any,
        worse: Any,
        *,
        method: Method[...] | None = None,
        matrix: DecisionMatrix | Problem | None = None,
        blanks: BlanksLike = None,
        strict: bool = True,
        words: str = "",
        **params: Any,
    ) -> WeightSet:
        """Say that one alternative is preferred to another, as a method that is linear in the weights sees them.

        Parameters
        ----------
        better, worse : str, or m numbers, or mapping of criterion to number
            Names of alternatives, or the rows themselves, in which more is better.
        method : Method, optional
            A method with a linear form; needed for names.
        matrix : DecisionMatrix or Problem, optional
            Where the names are found.
        blanks : as for the method
        strict : bool, default True
            Whether `better` must be ahead, rather than at least level.
        words : str, optional
            How the statement is told in a conflict.
        **params
            The method's own parameters.
        """
        if isinstance(better, str) or isinstance(worse, str):
            if method is None or matrix is None:
                raise LabelError(
                    f"{better!r} and {worse!r} are names; nothing says what they stand for.",
                    hint="add method= and matrix=, or give the rows themselves.",
                )
            found = linear_rows(method, matrix, blanks, **params)
            if found.criteria != self.criteria:
                raise LabelError(
                    f"the matrix has the criteria {', '.join(found.criteria)}; these weights are for {', '.join(self.criteria)}.",
                )
            row = found.difference(worse, better)
            text = f"{better} is {'preferred to' if strict else 'at least as good as'} {worse} by {method.name}"
        else:
            row = tuple(p - q for p, q in zip(self._numbers(worse), self._numbers(better), strict=True))
            text = f"{_row_text(better)} is {'preferred to' if strict else 'at least as good as'} {_row_text(worse)}"
        kinds = {"strict": (row,), "strict_right": (0,)} if strict else {"rows": (row,), "right": (0,)}
        return self._with(Group(words or text, **kinds))  # type: ignore[arg-type]  # read into fractions there

    @property
    def feasible(self) -> bool:
        """Whether any weights agree with all statements, strict ones with a positive margin."""
        return self.conflict() is None

    def conflict(self, *, smallest: bool = True) -> Conflict | None:
        """Return the fewest statements that contradict each other, with the proof, or None where all agree."""
        return _conflict(self, smallest)

    def conflicts_and_repairs(self) -> tuple[tuple[Conflict, ...], tuple[tuple[str, ...], ...]]:
        """Return all minimal conflicts, and all minimal sets of statements whose removal leaves none."""
        return conflicts_and_repairs(len(self.criteria), self.statements, self.base)

    def require(self) -> WeightSet:
        """Return the set itself, or raise an error that names the statements that clash."""
        clash = self.conflict()
        if clash is not None:
            raise DomainError(
                f"no weights agree with all statements: {clash} clash{'es with what shares are' if len(clash.labels) == 1 else ''}.",
                hint="drop or weaken one of them; shares are not negative and sum to one.",
            )
        return self

    @property
    def extent(self) -> str:
        """Which weights a sentence speaks of: all, or all that agree with the statements, of which it names the first."""
        if not self.statements:
            return "all weights"
        said = [f"'{g.label}'" for g in self.statements]
        more = [f"{len(said) - NAMED} more"] if len(said) > NAMED else []
        return f"all weights that agree with {listed([*said[:NAMED], *more])}"

    @property
    def scope(self) -> str:
        """The same at the end of a sentence: whatever the weights, or with all that agree with the statements."""
        return f"with {self.extent}" if self.statements else "whatever the weights"

    def shares(self, weights: Mapping[str, Fraction]) -> Vector | None:
        """Return exact shares in the order of the criteria, or None where they are none, or not in the (closed) set."""
        w = tuple(weights.values())
        whole = tuple(weights) == self.criteria and all(type(v) is Fraction for v in w) and sum(w) == 1
        return w if whole and self.contains(w, closed=True) else None

    def bounded_by(self, form: Sequence[Fraction], limit: Fraction, ub: Sequence[Fraction], eq: Sequence[Fraction]) -> bool:
        """Tell whether multipliers of the rows prove that a linear form is at most `limit` in the set.

        Without multipliers the largest number of the form is the bound: shares are a mixture.
        """
        if not ub and not eq:
            return max(form) <= limit
        A_ub, b_ub, A_eq, b_eq = self.rows()
        rest = list(form)
        for y, row in [*zip(ub, A_ub, strict=True), *zip(eq, A_eq, strict=True)]:
            rest = [r - y * v for r, v in zip(rest, row, strict=True)]
        return min((*ub, Fraction(0))) >= 0 and max(rest) <= 0 and dot(ub, b_ub) + dot(eq, b_eq) <= limit

    @property
    def base(self) -> Group:
        """What is true of all shares: they sum to one (and are not negative)."""
        return Group("shares sum to one", equal=((1,) * len(self.criteria),), equal_right=(1,))  # type: ignore[arg-type]

    def rows(self) -> tuple[Matrix, Vector, Matrix, Vector]:
        """Return ``A_ub, b_ub, A_eq, b_eq`` in fractions; the sum of shares is the first equality, ``w >= 0`` is understood."""
        every = (self.base, *self.statements)
        return (
            tuple(row for g in every for row in (*g.rows, *g.strict)),
            tuple(b for g in every for b in (*g.right, *g.strict_right)),
            tuple(row for g in every for row in g.equal),
            tuple(b for g in every for b in g.equal_right),
        )

    def cone(self) -> tuple[Matrix, Matrix]:
        """Return rows with ``row.w <= 0`` and rows with ``row.w = 0`` that say the same of shares; ``w >= 0`` is understood."""
        A_ub, b_ub, A_eq, b_eq = self.rows()
        level = [tuple(tuple(v - b for v in row) for row, b in zip(a, c, strict=True)) for a, c in ((A_ub, b_ub), (A_eq[1:], b_eq[1:]))]
        return level[0], level[1]

    def maximise(self, coefficients: Mapping[str, Any] | Iterable[Any]) -> Verdict:
        """Return the largest value of a linear form over the set, where it is taken, and the proof."""
        self.require()
        return maximise(self._numbers(coefficients), *self.rows())

    def minimise(self, coefficients: Mapping[str, Any] | Iterable[Any]) -> Verdict:
        """Return the smallest value of a linear form over the set, where it is taken, and the proof."""
        self.require()
        return minimise(self._numbers(coefficients), *self.rows())

    def interval(self, criterion: str) -> tuple[Fraction, Fraction]:
        """Return the smallest and the largest share that a criterion can have."""
        form = self._row({criterion: 1})
        low, high = self.minimise(form).value, self.maximise(form).value
        assert low is not None  # a set of shares is bounded
        assert high is not None
        return low, high

    def intervals(self) -> Mapping[str, tuple[Fraction, Fraction]]:
        """Return the smallest and the largest share of every criterion."""
        return FrozenMap({name: self.interval(name) for name in self.criteria})

    def polytope(self, limit: int | None = None) -> Polytope:
        """Return the corners with the constraints that are tight there; see :class:`~mcda_orch.exact.polytope.Polytope`."""
        self.require()
        return _polytope(self, limit)

    def vertices(self, limit: int | None = None) -> Matrix:
        """Return the corners of the set; every set of weights is the mixtures of them.

        Raises
        ------
        TooManyError
            If there are more than `limit`.
        """
        return self.polytope(limit).points

    def volume(self) -> Fraction:
        """Return which part of all shares the set is, exactly; 0 where an equality makes it flat."""
        return self.polytope().measure[0]

    def centroid(self) -> Vector:
        """Return the mean of all weights in the set, exactly."""
        return self.polytope().measure[1]

    @property
    def dimension(self) -> int:
        """How many directions the weights can vary in; equalities that follow from the statements are found exactly."""
        return len(self.directions)

    @property
    def directions(self) -> tuple[tuple[int, ...], ...]:
        """A basis of the directions in which the weights can vary, as integer vectors."""
        return null_space(self.equalities, len(self.criteria))

    @property
    def equalities(self) -> Matrix:
        """Rows with ``row.w = 0`` for all differences of two weights in the set: the stated equalities and those implied."""
        return _hull(self.require())[1]

    @property
    def inner(self) -> Vector:
        """Weights that satisfy every statement with room to spare, where the set has any room there; exact."""
        return _hull(self.require())[0]

    @property
    def centre(self) -> Weights:
        """The centre of the largest ball that fits into the set (Chebyshev centre), within the set's own dimensions."""
        from .chains import reduced_space

        space = reduced_space(self)
        return Weights(space.shares(space.centre), self.criteria, source="centre of the weight set")

    @property
    def radius(self) -> float:
        """The radius of the largest ball that fits into the set; 0 where the set is a point."""
        from .chains import reduced_space

        return reduced_space(self).radius

    def contains(self, weights: Weights | Mapping[str, Any] | Iterable[Any], *, closed: bool = False) -> bool:
        """Tell whether weights agree with every statement, compared exactly; points are turned into shares first.

        Parameters
        ----------
        weights : Weights, mapping or m numbers
        closed : bool, default False
            Whether strict statements may hold with equality.
        """
        if isinstance(weights, Weights):
            weights = weights.aligned(self.criteria).tolist()
        given = self._numbers(weights)
        total = sum(given)
        if total <= 0 or min(given) < 0:
            return False
        w = tuple(v / total for v in given)
        return all(
            all(dot(row, w) <= b for row, b in zip(g.rows, g.right, strict=True))
            and all(dot(row, w) == b for row, b in zip(g.equal, g.equal_right, strict=True))
            and all(dot(row, w) < b or (closed and dot(row, w) == b) for row, b in zip(g.strict, g.strict_right, strict=True))
            for g in self.statements
        )

    def excess(self, w: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Return by how much shares break the statement that they break most, in floating point; at most 0 inside.

        Parameters
        ----------
        w : array_like, shape (..., m)
        """
        values = np.asarray(w, dtype=np.float64)
        A_ub, b_ub, A_eq, b_eq = self.rows()
        parts = [-values.min(axis=-1)]
        if A_ub:
            parts.append((values @ np.array(A_ub, dtype=np.float64).T - np.array(b_ub, dtype=np.float64)).max(axis=-1))
        parts.append(np.abs(values @ np.array(A_eq, dtype=np.float64).T - np.array(b_eq, dtype=np.float64)).max(axis=-1))
        return np.asarray(np.maximum.reduce(parts))

    @told
    def sample(
        self,
        draws: int = 10_000,
        *,
        rng: Seed = 0,
        prior: Mapping[str, float] | Iterable[float] | None = None,
        how: How = "auto",
    ) -> WeightSample:
        """Draw weights at random, evenly spread over the set.

        Parameters
        ----------
        draws : int, default 10000
        rng : seed or Generator, default 0
            Where the draws start: the same seed gives the same draws, None new ones every time.
        prior : m numbers above zero, optional
            Parameters of a Dirichlet distribution instead of the uniform one; for a set without statements.
        how : {"auto", "simplices", "chains", "sobol"}
            Independent draws from a partition into simplices; hit-and-run chains; scrambled Sobol points, which fill the
            set more evenly than random ones. ``auto`` draws independently where the partition is small enough, or where enough of
            all shares agree with the statements for the others to be rejected.

        Returns
        -------
        WeightSample

        Examples
        --------
        >>> drawn = WeightSet(["a", "b"]).order("a > b").sample(1000, rng=7)
        >>> bool((drawn.values[:, 0] >= drawn.values[:, 1]).all()), drawn.how
        (True, 'simplices')
        """
        return drawn(self, draws, rng, prior, how)

    def _with(self, statement: Group) -> WeightSet:
        return WeightSet(self.criteria, (*self.statements, statement))

    def _place(self, name: str) -> int:
        if name not in self.criteria:
            raise LabelError(f"there is no criterion {name!r}.", hint=did_you_mean(name, self.criteria))
        return self.criteria.index(name)

    def _row(self, coefficients: Mapping[str, Any]) -> Vector:
        row = [Fraction(0)] * len(self.criteria)
        for name, value in coefficients.items():
            row[self._place(name)] = simplest(value)
        return tuple(row)

    def _numbers(self, given: Any) -> Vector:
        labels, values = unpacked(given)
        if labels is not None:
            return self._row(dict(zip(map(label, labels), values, strict=True)))
        row = vector(values)
        if len(row) != len(self.criteria):
            raise ShapeError(f"there are {len(row)} numbers for {len(self.criteria)} criteria.")
        return row

    def _room(self, what: str, low: Any, high: Any) -> None:
        if low is None and high is None:
            raise DomainError(f"nothing is said about the bounds of {what}.", hint="give low=, high= or both.")
        if low is not None and high is not None and simplest(low) > simplest(high):
            raise DomainError(f"the bounds {low} and {high} of {what} leave no room.", hint="low must not be larger than high.")

    def _ordered(self, text: str) -> Group:
        tiers, signs = self._read(text)
        kinds: dict[str, list[Vector]] = {"<=": [], "<": [], "=": []}
        for (left, right), sign in zip(pairwise(tiers), signs, strict=True):
            for a in left:
                for b in right:
                    more, less = (a, b) if sign[0] != "<" else (b, a)
                    kinds["=" if sign == "=" else "<=" if sign in (">=", "<=") else "<"].append(
                        self._row({less: 1, more: -1}) if a != b else (Fraction(0),) * len(self.criteria)
                    )
        zero = [(Fraction(0),) * len(kinds[k]) for k in ("<=", "=", "<")]
        return Group(text, tuple(kinds["<="]), zero[0], tuple(kinds["="]), zero[1], tuple(kinds["<"]), zero[2])

    def _read(self, text: str) -> tuple[list[list[str]], list[str]]:
        """Split a statement at its relations; names that contain signs or commas are recognised first."""
        names = "|".join(re.escape(n) for n in sorted(self.criteria, key=len, reverse=True))
        tier = rf"(?:{names})(?:\s*,\s*(?:{names}))*"
        if re.fullmatch(rf"\s*{tier}(?:{_RELATION}{tier})+\s*", text):
            tiers: list[list[str]] = []
            signs: list[str] = []
            rest = text.strip()
            while True:
                found = re.match(rf"{tier}(?={_RELATION}{tier}|\s*$)", rest)
                assert found is not None  # the whole text matches
                tiers.append(re.findall(names, found[0]))
                rest = rest[found.end() :]
                sign = re.match(_RELATION, rest)
                if sign is None:
                    return tiers, signs
                signs.append(_SIGNS.get(sign[1], sign[1]))
                rest = rest[sign.end() :]
        parts = re.split(_RELATION, text.strip())
        if len(parts) < 3:
            raise LabelError(f"{text!r} states no order.", hint="say 'A > B', 'A >= B > C' or 'A = B'.")
        for part in parts[::2]:
            for name in part.split(","):
                self._place(name.strip())
        raise LabelError(f"{text!r} states no order.", hint="say 'A > B', 'A >= B > C' or 'A = B'.")

    def __repr__(self) -> str:
        said = ", ".join(repr(g.label) for g in self.statements)
        return f"WeightSet({said})" if said else f"WeightSet(all shares of {len(self.criteria)} criteria)"


def _sum_text(coefficients: Mapping[str, Any]) -> str:
    text = ""
    for name, value in coefficients.items():
        size = abs(simplest(value))
        sign = "-" if simplest(value) < 0 else "+"
        text += (f" {sign} " if text else "-" if sign == "-" else "") + (name if size == 1 else f"{size} {name}")
    return text


def _row_text(given: Any) -> str:
    if isinstance(given, Mapping):
        return "(" + ", ".join(f"{k} {v}" for k, v in given.items()) + ")"
    return "(" + ", ".join(str(v) for v in given) + ")"


@lru_cache(maxsize=256)
def _conflict(known: WeightSet, smallest: bool) -> Conflict | None:
    return conflict(len(known.criteria), known.statements, known.base, smallest=smallest)


@lru_cache(maxsize=64)
def _polytope(known: WeightSet, limit: int | None) -> Polytope:
    rows, equal = known.cone()
    return polytope(rows, equal, criteria=len(known.criteria), limit=limit)


@lru_cache(maxsize=256)
def _hull(known: WeightSet) -> tuple[Vector, Matrix]:
    """Return weights in the relative interior, and rows that vanish on all differences of weights in the set.

    Scaled up, weights that leave room in some row leave room of one there, so one programme that adds up the rooms,
    each counted up to one, finds every row that has any.
    """
    rows, equal = known.cone()
    m, k = len(known.criteria), len(rows)
    unit = [tuple(Fraction(int(i == j)) for j in range(m)) for i in range(m)]
    every = [*rows, *(tuple(-v for v in u) for u in unit)]
    room = [tuple(Fraction(int(i == j)) for j in range(k + m)) for i in range(k + m)]
    found = maximise(
        [0] * m + [1] * (k + m),
        [(*row, *r) for row, r in zip(every, room, strict=True)],
        [0] * (k + m),
        [(*row, *(0,) * (k + m)) for row in equal],
        [0] * len(equal),
        0,
        [None] * m + [1] * (k + m),
    )
    assert found.x is not None  # all zeros satisfy it, and the sum is bounded
    w, rooms = found.x[:m], found.x[m:]
    flat = [row for row, r in zip(every, rooms, strict=True) if r == 0]
    total = sum(w)
    return tuple(v / total for v in w), ((Fraction(1),) * m, *equal, *flat)
