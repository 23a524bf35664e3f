"""Weight sets: all shares that agree with what is known about the importance of the criteria."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..core.arguments import told, told_names
from ..core.blanks import BlanksLike
from ..core.criteria import Criterion
from ..core.frozen import unique_names
from ..core.labels import labels_of, mapped
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..core.weights import Weights
from ..errors import DomainError, LabelError, ShapeError
from ..exact.group import Group
from ..exact.rational import simplest
from ..exact.statement_text import ordered, sum_text
from .chains import reduced_space
from .convex_set import ConvexSet
from .draws import How, WeightSample, drawn
from .linear_rows import linear_rows

if TYPE_CHECKING:
    from ..plugin.plugin import Method
    from .streams import Seed


__all__ = ["WeightSet"]


@dataclass(frozen=True, slots=True, init=False, repr=False)
class WeightSet(ConvexSet):
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
            found = found._with(ordered(text, self.criteria))
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
        low, high = _plain(low), _plain(high)
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
        low, high = _plain(low), _plain(high)
        row = self._row(coefficients)
        text = sum_text(coefficients)
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
    def centre(self) -> Weights:
        """The centre of the largest ball that fits into the set (Chebyshev centre), within the set's own dimensions."""
        space = reduced_space(self)
        return Weights(space.shares(space.centre), self.criteria, source="centre of the weight set")

    @property
    def radius(self) -> float:
        """The radius of the largest ball that fits into the set; 0 where the set is a point."""
        return reduced_space(self).radius

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

    def _room(self, what: str, low: Any, high: Any) -> None:
        if low is None and high is None:
            raise DomainError(f"nothing is said about the bounds of {what}.", hint="give low=, high= or both.")
        if low is not None and high is not None and simplest(low) > simplest(high):
            raise DomainError(f"the bounds {low} and {high} of {what} leave no room.", hint="low must not be larger than high.")

    def __repr__(self) -> str:
        said = ", ".join(repr(g.label) for g in self.statements)
        return f"WeightSet({said})" if said else f"WeightSet(all shares of {len(self.criteria)} criteria)"


def _plain(limit: Any) -> Any:
    """Return a limit as it is written: what NumPy rounds when it shows it with all its digits."""
    return limit.item() if hasattr(limit, "item") else limit


def _row_text(given: Any) -> str:
    if isinstance(given, Mapping):
        return "(" + ", ".join(f"{k} {v}" for k, v in given.items()) + ")"
    return "(" + ", ".join(str(v) for v in given) + ")"
