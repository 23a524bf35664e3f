"""The triangle of the weights of three criteria, or of three groups of them, cut into the regions of the winners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING, Any

from ...certificates.posed import certificate_text
from ...certificates.weights import triangle_claims
from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.report import Report, amount, plain
from ...core.table import Table
from ...core.weights import Weights
from ...errors import DomainError, LabelError, ShapeError, did_you_mean
from ...exact.claims import Call, Check, Repeated
from ...exact.polytope import polytope
from ...exact.rational import Matrix, Vector, dot
from ...plugin.subject import subject
from ..evidence.question import Question, asked

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...plugin.plugin import Method

__all__ = ["Region", "WeightTriangle", "weight_triangle"]


@dataclass(frozen=True, slots=True)
class Region:
    """The weights with which an alternative (or several that always tie there) is first.

    Attributes
    ----------
    winners : tuple of str
    corners : tuple of three shares
        In order around the region.
    area : Fraction
        Which part of the triangle it is.
    """

    winners: tuple[str, ...]
    corners: Matrix
    area: Fraction

    @property
    def flat(self) -> tuple[tuple[float, float], ...]:
        """The corners in the plane, in the triangle with corners (0, 0), (1, 0) and (1/2, sqrt(3)/2)."""
        return tuple((float(b + c / 2), float(c) * 3**0.5 / 2) for _, b, c in self.corners)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WeightTriangle(Repeated, Report):
    """A triangle of three weights, cut into the regions of the winners.

    Attributes
    ----------
    groups : mapping of str to tuple of str
        The criteria that share each of the three weights; within a group they keep their proportions.
    regions : tuple of Region
        Polygons with corners in fractions, the largest first; their areas sum to one.
    current : tuple of three shares, or None
        Where the given weights lie.
    """

    groups: Mapping[str, tuple[str, ...]]
    regions: tuple[Region, ...]
    current: Vector | None
    question: Question
    call: Call
    tie: str = ""

    @property
    def method(self) -> str:
        """Name of the method."""
        return self.question.method.name

    def checks(self) -> Iterator[Check]:
        """Yield that the regions fill the triangle, that each is first in its own, and that the same question gives them again."""
        yield Check("the regions fill the triangle", "recount", sum(r.area for r in self.regions) == 1)
        yield from Repeated.checks(self)

    @property
    def tables(self) -> tuple[Table, ...]:
        """A row a region: who is first, its part of the triangle, and its corners."""
        heads = ("first", "part", "fraction", f"corners ({', '.join(self.groups)})")
        rows = tuple(
            (" ~ ".join(r.winners), f"{float(100 * r.area):.3g} %", str(r.area), "; ".join(" ".join(map(str, c)) for c in r.corners))
            for r in self.regions
        )
        return (Table(heads, rows, f"Who is first by {self.method} for the weights of {', '.join(self.groups)}"),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Where the given weights lie."""
        if self.current is None:
            return self.question.notes
        at = ", ".join(f"{g} {amount(v)}" for g, v in zip(self.groups, self.current, strict=True))
        return (f"The given weights lie at {at}.", *self.question.notes)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; fractions are text."""
        return {
            "schema": "mcda_orch.weight_triangle",
            "version": 1,
            "method": self.method,
            "groups": plain(dict(self.groups)),
            "regions": [plain({"winners": r.winners, "corners": r.corners, "area": r.area}) for r in self.regions],
            "current": plain(self.current),
        }

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(triangle_claims(self))

    def __repr__(self) -> str:
        return "WeightTriangle(" + ", ".join(f"{' ~ '.join(r.winners)} {float(r.area):.3g}" for r in self.regions) + ")"


@told
def weight_triangle(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    weights: Weights | Mapping[str, Any] | npt.ArrayLike | None = None,
    blanks: BlanksLike = None,
    *,
    groups: Mapping[str, Iterable[str]] | None = None,
) -> WeightTriangle:
    """Cut the triangle of three weights into the regions in which each alternative is first.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
    method : Method or str, optional
        One that is linear in its weights; the method that the published scores of a problem claim to come from, unless given.
    weights : optional
        They say in which proportions the criteria of a group share its weight; alike, unless given.
    blanks : as for the method
    groups : mapping of name to criteria, optional
        Three groups that hold every criterion once; needed unless there are three criteria.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[2, 0, 0], [0, 2, 0], [1, 1, 0]], ["Ant", "Bee", "Cat"], ["x", "y", "z"])
    >>> weight_triangle(matrix, mo.wsm).regions[0].winners, weight_triangle(matrix, mo.wsm).regions[0].area
    (('Ant',), Fraction(1, 2))
    """
    given = subject(problem, "weight_triangle", method)
    call = Call.of(weight_triangle, problem=given, method=method, weights=weights, blanks=blanks, groups=groups)
    own = weights is not None or (isinstance(given, Problem) and given.weights is not None)
    question = asked(given, method, weights, blanks, needs_weights=own)
    if question.rows is None:
        raise DomainError(
            f"{question.method.name} is not linear in its weights, so its regions are no polygons.",
            hint="use a method with a linear form, such as a weighted sum.",
        )
    chosen = _groups(question, groups)
    shares = question.shares or (Fraction(1, len(question.criteria)),) * len(question.criteria)
    places = [[question.criteria.index(c) for c in members] for members in chosen.values()]
    sums = [sum((shares[j] for j in p), Fraction(0)) for p in places]
    within = [[shares[j] / t if t else Fraction(1, len(p)) for j in p] for p, t in zip(places, sums, strict=True)]
    rows = tuple(tuple(dot([row[j] for j in p], inner) for p, inner in zip(places, within, strict=True)) for row in question.rows)
    by_row: dict[Vector, list[str]] = {}
    for name, row in zip(question.names, rows, strict=True):
        by_row.setdefault(row, []).append(name)
    regions = []
    for row, alike in by_row.items():
        found = polytope([[q - p for p, q in zip(row, other, strict=True)] for other in by_row if other != row], criteria=3)
        if found.dimension == 2:
            regions.append(Region(tuple(alike), _around(found.points), found.measure[0]))
    regions.sort(key=lambda r: -r.area)
    return WeightTriangle(chosen, tuple(regions), tuple(sums) if own else None, question, call)


def _groups(question: Question, given: Mapping[str, Iterable[str]] | None) -> dict[str, tuple[str, ...]]:
    if given is None:
        if len(question.criteria) != 3:
            raise ShapeError(
                f"a triangle has three weights, but there are {len(question.criteria)} criteria.",
                hint="put them into three groups: groups={'cost': [...], 'quality': [...], 'risk': [...]}.",
            )
        return {c: (c,) for c in question.criteria}
    found = {str(name): (members,) if isinstance(members, str) else tuple(members) for name, members in given.items()}
    if len(found) != 3 or not all(found.values()):
        raise ShapeError(f"a triangle has three weights, but there are {len(found)} groups.", hint="make three, none of them empty.")
    seen: set[str] = set()
    for name in (c for members in found.values() for c in members):
        if name not in question.criteria:
            raise LabelError(f"there is no criterion {name!r}.", hint=did_you_mean(name, question.criteria))
        if name in seen:
            raise LabelError(f"criterion {name!r} is in two groups.", hint="every criterion belongs to one.")
        seen.add(name)
    left = [c for c in question.criteria if c not in seen]
    if left:
        raise LabelError(f"criterion {left[0]!r} is in no group.", hint="every criterion belongs to one.")
    return found


def _around(points: Matrix) -> Matrix:
    """Return the corners of a convex polygon, the first of which lies farthest right, as one walks around it: by slope, seen from there."""
    start, *rest = points
    return (start, *sorted(rest, key=lambda p: (p[1] - start[1]) / (p[0] - start[0]) if p[0] < start[0] else inf))
