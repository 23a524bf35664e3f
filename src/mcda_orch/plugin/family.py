"""Families are gufunc signatures; domains are the facts declared beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from .._xp import Array

__all__ = [
    "AGREEMENT",
    "ANY",
    "CONSENSUS",
    "DOMAINS",
    "FAMILIES",
    "HIGHER",
    "LOWER",
    "NONNEGATIVE",
    "PAIRWISE",
    "POSITIVE",
    "POSITIVE_COSTS",
    "SCALING",
    "SCORE",
    "WEIGHTING",
    "WEIGHT_AGREEMENT",
    "Better",
    "Domain",
    "Family",
]


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of plug-in, given by what its kernel maps to what.

    Parameters
    ----------
    name : str
    signature : str
        NumPy's gufunc notation: n alternatives, m criteria, k voters.
    arguments : tuple of str
        The kernel's positional arguments.

    Attributes
    ----------
    cores : tuple of str
        The axes of each argument without those of batches, such as ``"n,m"``.
    axes : tuple of int
        How many axes each argument has without those of batches.
    returned : tuple of str
        The axes of what the kernel returns, without those of batches, such as ``("n",)``; none of a single number.
    kept : tuple of int
        Which axes of the first argument these are, counted from the last, such as ``(-2,)``.
    """

    name: str
    signature: str
    arguments: tuple[str, ...]
    cores: tuple[str, ...] = field(init=False, compare=False)
    axes: tuple[int, ...] = field(init=False, compare=False)
    returned: tuple[str, ...] = field(init=False, compare=False)
    kept: tuple[int, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        given, _, found = self.signature.partition("->")
        cores = tuple(given[1:-1].split("),("))
        returned, first = tuple(axis for axis in found[1:-1].split(",") if axis), cores[0].split(",")
        object.__setattr__(self, "cores", cores)
        object.__setattr__(self, "axes", tuple(core.count(",") + 1 for core in cores))
        object.__setattr__(self, "returned", returned)
        object.__setattr__(self, "kept", tuple(first.index(axis) - len(first) for axis in returned))

    @property
    def called(self) -> str:
        """What a kernel of the family is called in a sentence, with its article."""
        name = self.name.replace("_", " ")
        return f"{'an' if name[0] in 'aeiou' else 'a'} {name} kernel"

    @property
    def tabular(self) -> bool:
        """Whether the first argument is a matrix of alternatives and criteria."""
        return self.arguments[0] == "x"

    def __repr__(self) -> str:
        return self.name.upper()


SCORE = Family("score", "(n,m),(m),(m)->(n)", ("x", "w", "s"))
SCALING = Family("scaling", "(n,m),(m)->(n,m)", ("x", "s"))
WEIGHTING = Family("weighting", "(n,m),(m)->(m)", ("x", "s"))
PAIRWISE = Family("pairwise", "(m,m)->(m)", ("a",))
AGREEMENT = Family("agreement", "(n),(n)->()", ("r", "t"))
WEIGHT_AGREEMENT = Family("weight_agreement", "(m),(m)->()", ("u", "w"))
CONSENSUS = Family("consensus", "(k,n),(k)->(n)", ("r", "w"))
FAMILIES = {family.name: family for family in (SCORE, SCALING, WEIGHTING, PAIRWISE, AGREEMENT, WEIGHT_AGREEMENT, CONSENSUS)}


class Better(Enum):
    """Which way the number that a kernel returns is better."""

    HIGHER = "higher"
    LOWER = "lower"


HIGHER, LOWER = Better.HIGHER, Better.LOWER


@dataclass(frozen=True, slots=True)
class Domain:
    """The cells that a formula can take.

    Parameters
    ----------
    name : str
    needs : str
        In words: "values > 0".
    outside : callable
        ``outside(x, s)`` is an array of bool, true where a cell does not fit.
    hint : str
        What would make the data fit.
    unless : str
        Name of a parameter that lifts the restriction when it is given.
    """

    name: str
    needs: str
    outside: Callable[[Array, Array], Array]
    hint: str
    unless: str = ""

    def __repr__(self) -> str:
        return self.name


_POSITIVE_HINT = "declare a scale whose levels are positive, code the cells anew, or choose a method that takes signed values"

ANY = Domain("ANY", "any finite values", lambda x, s: x != x, "fill the blanks")
NONNEGATIVE = Domain("NONNEGATIVE", "values >= 0", lambda x, s: ~(x >= 0), _POSITIVE_HINT)
POSITIVE = Domain("POSITIVE", "values > 0", lambda x, s: ~(x > 0), _POSITIVE_HINT)
POSITIVE_COSTS = Domain(
    "POSITIVE_COSTS",
    "values >= 0, and > 0 on criteria of which less is better",
    lambda x, s: ~((x > 0) | ((x == 0) & (s[..., None, :] > 0))),
    _POSITIVE_HINT,
)
DOMAINS = frozenset((ANY, NONNEGATIVE, POSITIVE, POSITIVE_COSTS))
"""Those that have a name; others are made where they are used."""
