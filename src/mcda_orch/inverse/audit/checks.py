"""What a published table says about its own totals: parity checks, and how many slips they detect and correct."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb
from random import Random

from ...exact.claims import Call, Check, Repeated
from ...exact.linear import left_null_space, rank
from ...exact.rational import Matrix, Vector, dot, primitive, vector

__all__ = ["Code", "code", "words"]

PRIME = 2**61 - 1
LOOKED_AT = 50_000
"""Sets of totals that are looked at, at most, to find the distance."""


@dataclass(frozen=True, slots=True, eq=False)
class Code(Repeated):
    """A table with totals as a linear code: the totals that some weights explain are its words.

    Attributes
    ----------
    names : tuple of str
        Whose totals they are.
    parity : tuple of integer vectors
        All checks are combinations of these: multiplied with the totals and added up, each gives its constant.
    constants : tuple of Fraction
        Zero, unless the weights are known to sum to something.
    distance : int or None
        In how many totals two words differ at least; None where all weights give the same totals.
    exact : bool
        Whether `distance` is exact; otherwise it is at least that.
    among_checked : int or None
        The distance of the totals that take part in a check, the others left out of account.
    """

    names: tuple[str, ...]
    parity: tuple[tuple[int, ...], ...]
    constants: tuple[Fraction, ...]
    distance: int | None
    exact: bool
    among_checked: int | None
    call: Call
    tie: str = ""

    def checks(self) -> Iterator[Check]:
        """Yield that every parity check holds whatever the weights, that there are no others, and the distances, counted again."""
        names, rows, total = (self.call.arguments[part] for part in ("names", "rows", "total_weight"))
        named = len({*names}) == len(names) == len(rows) and all(type(n) is str for n in names)
        exact = all(type(v) is Fraction for row in rows for v in row) and type(total) in {Fraction, type(None)}
        yield Check("every total has its name and its row, in fractions", "recount", named and exact)
        for check, constant in zip(self.parity, self.constants, strict=True):
            sums = {dot(vector(check), column) for column in zip(*rows, strict=True)}
            said = "a parity check gives its constant whatever the weights" + ("" if total is None else f" that sum to {total}")
            always = constant == 0 and sums == {Fraction(0)} if total is None else {total * v for v in sums} == {constant}
            yield Check(said, "proof", all(type(y) is int for y in check) and always)
        yield from Repeated.checks(self)

    @property
    def detects(self) -> int:
        """How many altered totals are always noticed."""
        return len(self.names) if self.distance is None else self.distance - 1

    @property
    def corrects(self) -> int:
        """How many altered totals can always be put right."""
        return len(self.names) if self.distance is None else (self.distance - 1) // 2

    @property
    def checked(self) -> dict[str, bool]:
        """For every total, whether a parity check would notice that it was altered."""
        return {name: any(check[i] for check in self.parity) for i, name in enumerate(self.names)}

    def syndrome(self, totals: Sequence[Fraction]) -> Vector:
        """Return by how much totals miss the parity checks; all zero where weights, perhaps negative, explain them."""
        return tuple(dot(vector(check), totals) - c for check, c in zip(self.parity, self.constants, strict=True))


def code(names: Sequence[str], rows: Matrix, total_weight: Fraction | None = None) -> Code:
    """Return the code of a table.

    Parameters
    ----------
    names : sequence of str
    rows : tuple of rows of Fraction
    total_weight : Fraction, optional
        What the weights sum to, where that is known.

    Examples
    --------
    >>> from mcda_orch.exact.rational import matrix
    >>> found = code(["Ant", "Bee", "Cat"], matrix([[1, 0], [0, 1], [1, 1]]))
    >>> found.parity, found.distance, found.detects
    (((-1, -1, 1),), 2, 1)
    """
    n = len(names)
    call = Call.of(code, names=tuple(names), rows=rows, total_weight=total_weight)
    every = rows if total_weight is None else (*rows, (Fraction(1),) * len(rows[0]))
    null = left_null_space(every) if rows else ()
    parity = tuple(y[:n] for y in null)
    constants = tuple(Fraction(0) if total_weight is None else -y[n] * total_weight for y in null)
    distance, exact = _distance(n, parity)
    seen = [i for i in range(n) if any(check[i] for check in parity)]
    among = distance if len(seen) == n else _distance(len(seen), [[check[i] for i in seen] for check in parity])[0]
    return Code(tuple(names), parity, constants, distance, exact, among, call)


def _distance(n: int, parity: Sequence[Sequence[int]]) -> tuple[int | None, bool]:
    """Return the smallest number of columns of the parity checks, which are independent, that depend on each other.

    Second, whether it is certain.
    """
    k = len(parity)
    if n == k:
        return None, True
    looked = 0
    full = [[check[i] for check in parity] for i in range(n)]
    for size in range(1, k + 1):
        looked += comb(n, size)
        if looked > LOOKED_AT:
            return size, False
        for chosen in _dependent(_projected(parity, n, size + 1), size):
            if rank([full[i] for i in chosen]) < size:
                return size, True
    return k + 1, True


def _projected(parity: Sequence[Sequence[int]], n: int, size: int) -> list[list[int]]:
    """Return the columns of random sums of the checks, modulo a prime: what depends on each other still does."""
    draw = Random(size)
    factors = [[draw.randrange(PRIME) for _ in parity] for _ in range(min(size, len(parity)))]
    return [[sum(f * check[i] for f, check in zip(row, parity, strict=True)) % PRIME for row in factors] for i in range(n)]


def _reduced(column: Sequence[int], basis: Iterable[tuple[int, list[int]]]) -> list[int]:
    """Return what is left of a column after the columns of a basis, each led by a one."""
    left = [v % PRIME for v in column]
    for lead, row in basis:
        if left[lead]:
            factor = left[lead]
            left = [(a - factor * b) % PRIME for a, b in zip(left, row, strict=True)]
    return left


def _led(left: list[int]) -> tuple[int, list[int]] | None:
    lead = next((j for j, v in enumerate(left) if v), None)
    if lead is None:
        return None
    inverse = pow(left[lead], -1, PRIME)
    return lead, [v * inverse % PRIME for v in left]


def _dependent(columns: Sequence[Sequence[int]], size: int) -> Iterator[tuple[int, ...]]:
    """Yield sets of columns that depend on each other modulo a prime, no smaller part of which does."""
    n = len(columns)

    def grow(start: int, chosen: tuple[int, ...], basis: list[tuple[int, list[int]]]) -> Iterator[tuple[int, ...]]:
        for i in range(start, n - (size - len(chosen)) + 1):
            member = _led(_reduced(columns[i], basis))
            if member is None:
                if len(chosen) + 1 == size:
                    yield (*chosen, i)
            elif len(chosen) + 1 < size:
                yield from grow(i + 1, (*chosen, i), [*basis, member])

    yield from grow(0, (), [])


def words(found: Code, totals: Sequence[Fraction], size: int) -> Iterator[tuple[int, ...]]:
    """Yield the sets of totals of a size whose change alone can satisfy all parity checks.

    Tested modulo a prime, so that a set in very many may not; none is missed.
    """
    n = len(found.names)
    off = primitive(found.syndrome(totals)) if found.parity else ()
    columns = _projected([(*check, v) for check, v in zip(found.parity, off, strict=True)], n + 1, size + 1)
    for chosen in combinations(range(n), size):
        basis: list[tuple[int, list[int]]] = []
        for i in chosen:
            member = _led(_reduced(columns[i], basis))
            basis += [] if member is None else [member]
        if not any(_reduced(columns[n], basis)):
            yield chosen
