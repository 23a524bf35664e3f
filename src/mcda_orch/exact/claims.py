"""What a result claims, and how each claim is checked: nothing that a person reads may say more than what was checked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from inspect import signature
from sys import modules
from typing import Any, Literal, TypeAlias, get_args, overload

import numpy as np

from ..core.report import Report
from ..core.table import Table
from .made import made
from .sameness import digest, field_names, kept, same

__all__ = ["Call", "Check", "Claimed", "How", "Repeated", "Tied", "Verification", "digest", "kept", "same"]

How: TypeAlias = Literal["proof", "witness", "recount", "replay"]
HOWS = get_args(How)
"""Multipliers, mixtures and the like, compared in fractions; a case, played through the method; the same worked out again from
the question; random draws, repeated from their seed, which proves nothing beyond them."""


LEAVES = frozenset({str, int, float, bool, Fraction, type(None)})
LIBRARIES = ("builtins", "fractions", "numpy", "mcda_orch")
"""Whose kinds of values say truly what they equal and how they are printed."""
CHECKED = "mcda_orch.core"
"""Whose values are those that constructors make, or do not verify."""


@dataclass(frozen=True, slots=True)
class Check:
    """One claim, how it was checked, and whether it holds.

    Attributes
    ----------
    claim : str
        A sentence that names its scope.
    how : {"proof", "witness", "recount", "replay"}
    holds : bool
    """

    claim: str
    how: How
    holds: bool

    @property
    def sound(self) -> bool:
        """Whether it holds and says what was checked, in one of the four ways."""
        worded = type(self.claim) is str and type(self.how) is str
        return self.holds is True and worded and self.how in HOWS and self.claim not in HOWS


@dataclass(frozen=True, slots=True, repr=False)
class Verification(Report):
    """Every claim of a result with how it was checked; true where all hold.

    Attributes
    ----------
    checks : tuple of Check
    fault : str
        What made checking impossible, such as a malformed part; empty where nothing did.
    """

    checks: tuple[Check, ...]
    fault: str = ""

    def __bool__(self) -> bool:
        return not self.fault and bool(self.checks) and all(c.sound for c in self.checks)

    @property
    def tables(self) -> tuple[Table, ...]:
        """A row a claim."""
        rows = tuple((c.claim, c.how, "holds" if c.sound else "does not hold") for c in self.checks)
        return (Table(("claim", "checked by", "verdict"), rows, "What was checked"),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Whether everything holds, and what is not proved."""
        if self.fault:
            return (f"The result is malformed: {self.fault}.",)
        if not self:
            return ("The result does not hold: at least one of its claims is not what its question and its proofs say.",)
        drawn = sum(c.how == "replay" for c in self.checks)
        return (f"All {len(self.checks)} claims hold.", *([f"{drawn} rest on random draws, and are not proved."] if drawn else []))

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        return {
            "schema": "mcda_orch.verification",
            "version": 1,
            "holds": bool(self),
            "fault": self.fault,
            "checks": [{"claim": c.claim, "how": c.how, "holds": c.sound} for c in self.checks],
        }

    def __repr__(self) -> str:
        return f"Verification({sum(c.sound for c in self.checks)} of {len(self.checks)} claims hold)"


def known_kinds(result: Claimed) -> bool:
    """Tell whether nothing in a result is of a kind that says itself what it equals and how it is printed.

    Texts, numbers and containers of whoever asks could equal what is proved and read otherwise. Results within it, the values that
    constructors check, and what can tell whether it is genuine are looked at where they are verified.
    """
    known = {*LIBRARIES, type(result).__module__.partition(".")[0]}

    def is_plain(value: Any) -> bool:
        kind: Any = type(value)
        if kind in LEAVES:
            return True
        if kind.__module__.partition(".")[0] not in known:
            return False
        if isinstance(value, Mapping) and not is_dataclass(value):
            return each(value.keys()) and each(value.values())
        if isinstance(value, (tuple, list, set, frozenset)):
            return each(value)
        looked_at_elsewhere = isinstance(value, (Claimed, Call)) or hasattr(kind, "genuine") or kind.__module__.startswith(CHECKED)
        return callable(value) or not is_dataclass(value) or looked_at_elsewhere or each(getattr(value, name) for name in field_names(kind))

    def each(values: Iterable[Any]) -> bool:
        values = tuple(values)
        return LEAVES.issuperset(map(type, values)) or all(map(is_plain, values))

    whole: Any = type(result)
    return not is_dataclass(result) or each(getattr(result, name) for name in field_names(whole))


class Claimed(ABC):
    """A result whose claims are checked against its question and its proofs.

    Whoever derives from it says in `checks` what it claims. What was malformed, whatever the reason, does not hold.
    """

    __slots__ = ()

    @abstractmethod
    def checks(self) -> Iterator[Check]:
        """Yield every claim with its verdict; together they must leave nothing that a person reads unchecked."""

    @overload
    def verify(self, *, report: Literal[False] = False) -> bool: ...
    @overload
    def verify(self, *, report: Literal[True]) -> Verification: ...
    def verify(self, *, report: bool = False) -> bool | Verification:
        """Check every claim against its proof.

        Parameters
        ----------
        report : bool, default False
            Whether to return every claim with how it was checked, rather than whether all hold.

        Returns
        -------
        bool or Verification
            Never raises: what is malformed does not hold.
        """
        seen: list[Check] = []
        fault = ""
        try:
            if not known_kinds(self):
                return Verification((), "a part is of a kind that could pretend to be any other") if report else False
            for check in self.checks():
                seen.append(check)
                if not check.sound and not report:
                    return False
        except Exception as error:  # noqa: BLE001 - whatever a forged part does when it is used, it proves nothing
            fault = f"{type(error).__name__} while a claim was checked"
        found = Verification(tuple(seen), fault)
        return found if report else bool(found)


class Tied(Claimed):
    """A result that is tied to what it answers: its `tie` is worked out where none is given."""

    __slots__ = ()
    tie: str

    def __post_init__(self) -> None:
        if not self.tie:
            object.__setattr__(self, "tie", self._tie)

    @property
    @abstractmethod
    def _tie(self) -> str:
        """The digest of what it answers."""


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """The question that a result answers: a function with its arguments, which can be asked again.

    Attributes
    ----------
    function : callable
    arguments : mapping of str to value
        With the streams of random numbers where draws are made, so that they are the same again.
    """

    function: Callable[..., Any]
    arguments: Mapping[str, Any]

    @classmethod
    def of(cls, function: Callable[..., Any], /, **arguments: Any) -> Call:
        """Return the call with copies of what its caller could change."""
        return cls(function, {name: _own(value) for name, value in arguments.items()})

    def again(self) -> Any:
        """Ask again."""
        return self.function(**self.arguments)

    @property
    def tie(self) -> str:
        """What ties an answer to this question: a digest of everything that went into it."""
        return digest(self.function.__name__, {n: v for n, v in self.arguments.items() if n != "rng"})


class Repeated(Claimed):
    """A result that is checked by asking its question again; its last fields are ``call: Call`` and ``tie: str = ""``."""

    __slots__ = ()
    call: Call
    tie: str

    def __post_init__(self) -> None:
        if not self.tie:
            object.__setattr__(self, "tie", self.call.tie)

    def checks(self) -> Iterator[Check]:
        """Yield that everything shown is what the same question gives when it is asked again."""
        yield self._belongs()
        for name, given in self.call.arguments.items():
            if isinstance(given, Claimed):
                yield Check(f"{name}: the result that is asked about holds itself", "recount", given.verify())
        fresh = self.call.again()
        how: How = "replay" if self._drawn else "recount"
        own = type(fresh) is type(self)
        for f in fields(self):  # type: ignore[arg-type]  # who derives from it is a dataclass
            if f.name not in {"call", "tie"}:
                said = f"{f.name.replace('_', ' ')}: what {self.call.function.__name__} gives again"
                yield Check(said, how, own and same(getattr(self, f.name), getattr(fresh, f.name)))
        yield Check("what is remembered is found again", "recount", kept(self))

    def _belongs(self) -> Check:
        asked = self.call.function
        beside = getattr(modules[type(self).__module__], asked.__name__, None) is asked  # nobody else's function answers for it
        own = beside and self.tie == self.call.tie and made(self.call.arguments)
        return Check(f"the answer is that of {asked.__name__} to this question", "recount", own)

    @property
    def _drawn(self) -> bool:
        """Whether the answer rests on random draws."""
        return "rng" in signature(self.call.function).parameters  # whether it was handed over or not


def _own(value: Any) -> Any:
    """Return a value that its caller cannot change: containers and arrays are copied."""
    if isinstance(value, dict):
        return {k: _own(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_own(v) for v in value]
    return value.copy() if isinstance(value, np.ndarray) else value
