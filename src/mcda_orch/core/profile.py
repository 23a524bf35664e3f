"""The rankings of several voters, brought under one list of names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DomainError, LabelError, MissingError, ShapeError
from .display import shown
from .frames import is_frame
from .frozen import Frozen, Labelled, still, unique_names
from .labelling import by_label
from .labels import holds_items, label, ranked_columns
from .ranking import Ranking, ranks_by_name

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Profile", "voters_weights", "written_order"]

TOGETHER = 2**20
"""Pairs in flight in one array."""
_WAYS = 'write "Ant > Bee ~ Cat", a list of names from the best on, {name: rank}, a Ranking or an outcome.'


@dataclass(frozen=True, slots=True)
class Profile(Frozen):
    """Rankings and weights of voters.

    Attributes
    ----------
    ranks : array, shape (k, n)
        Lower is better; NaN where a voter does not rank.
    weights : Labelled
        By voter.
    alternatives : tuple of str
    """

    ranks: npt.NDArray[np.float64]
    weights: Labelled
    alternatives: tuple[str, ...]

    @property
    def voters(self) -> tuple[str, ...]:
        """Their names."""
        return self.weights.labels

    def distances(self, order: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        """Return Kemeny's distance of each voter to an order, given as dense ranks: 2 for a pair the other way round, 1 for a tie in one alone."""
        n = len(self.alternatives)
        wanted = np.sign(order[:, None] - order)
        found = np.empty(len(self.ranks))
        size = max(TOGETHER // max(n * n, 1), 1)
        for start in range(0, len(found), size):
            ranks = self.ranks[start : start + size]
            missed = np.abs(np.sign(ranks[:, :, None] - ranks[:, None, :]) - wanted)
            found[start : start + size] = np.nansum(missed, axis=(-2, -1)) / 2
        return found

    @classmethod
    def of(cls, rankings: Any, weights: Any = None) -> Profile:
        """Read rankings in any of the forms in which they may be given, and the weights of the voters, which are 1 unless given.

        Raises
        ------
        LabelError, DomainError, ShapeError, MissingError
            If these are no rankings, or no weights of as many voters.
        """
        voters, given = _voters(rankings)
        if not len(given):
            raise MissingError("there are no rankings.", hint="give one for each voter, as a list.")
        numbers = [_bare(one) for one in given]
        if all(one is not None for one in numbers):
            ranks, names = _without_names([one for one in numbers if one is not None], voters)
        else:
            read = [_read(one, who) for one, who in zip(given, voters, strict=True)]
            names = tuple(dict.fromkeys(name for one in read for name in one))
            ranks = np.array([[one.get(name, np.nan) for name in names] for one in read])
        if not names:
            raise MissingError("the rankings name no alternative.", hint=_WAYS)
        return cls(still(ranks), voters_weights(weights, voters), names)


def _voters(rankings: Any) -> tuple[tuple[str, ...], list[Any]]:
    """Return names of voters and what each of them says."""
    if rankings is None or isinstance(rankings, str) or (isinstance(rankings, Ranking) and rankings.dense.ndim == 1):
        raise MissingError(
            "a consensus needs the rankings of several voters." if rankings is None else f"{shown(rankings)} is a single ranking.",
            hint="give a list of rankings, or a mapping of voters to rankings.",
        )
    if is_frame(rankings):
        rankings = ranked_columns(rankings)
    outcomes = getattr(rankings, "outcomes", None)  # of a comparison
    rankings = outcomes if isinstance(outcomes, Mapping) else rankings
    if isinstance(rankings, Ranking):
        return _numbered(rows := [rankings[k] for k in np.ndindex(rankings.dense.shape[:-1])]), rows
    if isinstance(rankings, (set, frozenset)) or not holds_items(rankings):
        raise LabelError(f"{shown(rankings)} is no list of rankings.", hint=f"for each voter {_WAYS}")
    _several(rankings)
    if isinstance(rankings, Mapping):
        return unique_names([label(name) for name in rankings], "voter"), list(rankings.values())
    rows = list(rankings)
    return _numbered(rows), rows


def _several(rankings: Any) -> None:
    """Refuse what ranks alternatives, where rankings of several voters are asked for."""
    if not hasattr(rankings, "__len__") or not len(rankings):
        return
    names, cells = (tuple(rankings), rankings.values()) if isinstance(rankings, Mapping) else (None, rankings)
    if any(isinstance(cell, bool) or not isinstance(cell, Real) for cell in cells):
        return
    if names is not None and all(isinstance(name, str) and ">" in name for name in names):
        raise LabelError(
            "these are numbers of voters by ranking.",
            hint="rankings and how many voters have them stand apart: rule(list(votes), list(votes.values())).",
        )
    raise LabelError("this is the ranking of one voter.", hint="give a list of such rankings, one for each voter.")


def _numbered(rows: list[Any]) -> tuple[str, ...]:
    return tuple(f"voter {k}" for k in range(1, len(rows) + 1))


def _bare(one: Any) -> list[float] | None:
    """Return ranks without names as numbers, NaN for a blank; None for anything else."""
    if isinstance(one, np.ndarray):
        return [float(v) for v in one.tolist()] if one.ndim == 1 and one.dtype.kind in "fiu" else None
    if not isinstance(one, (list, tuple)) or not one or any(not (v is None or isinstance(v, Real)) or isinstance(v, bool) for v in one):
        return None
    return [np.nan if v is None else float(v) for v in one]


def _without_names(rows: list[list[float]], voters: tuple[str, ...]) -> tuple[npt.NDArray[np.float64], tuple[str, ...]]:
    """Return ranks that are given without names, and names for the alternatives."""
    sizes = sorted(set(map(len, rows)))
    if len(sizes) > 1:
        raise ShapeError(
            f"some rankings are of {sizes[0]} alternatives, others of {sizes[-1]}.",
            hint="ranks without names are all of the same alternatives; a blank (NaN) stands for one that is not ranked.",
        )
    ranks = np.array(rows)
    names = tuple(f"A{i}" for i in range(1, sizes[0] + 1))
    try:
        Ranking(names, ranks[~np.isnan(ranks).any(axis=-1)])
        odd = np.flatnonzero(np.isnan(ranks).any(axis=-1))
    except DomainError:
        odd = np.arange(len(ranks))  # one of them is at fault, which is to be named
    for voter in odd:
        _ranked(dict(zip(names, rows[voter], strict=True)), voters[voter])
    return ranks, names


def _read(one: Any, who: str) -> dict[str, float]:
    """Return ranks by name of those alternatives that a voter ranks."""
    one = getattr(one, "ranking", one)  # of an outcome, or of another consensus
    if isinstance(one, np.ndarray) and one.ndim == 1:
        one = one.tolist()
    if isinstance(one, Ranking):
        if one.dense.ndim != 1:
            raise ShapeError(f"{who} holds a batch of rankings.", hint="give them one by one.")
        return dict(zip(one.labels, one.dense.tolist(), strict=True))
    if isinstance(one, str):
        return written_order(one, who)
    if isinstance(one, Mapping) or (hasattr(one, "index") and not isinstance(one, (list, tuple))):
        found = ranks_by_name(one)
        return _ranked(found or {}, who)
    if isinstance(one, (list, tuple)) and one and all(isinstance(v, (str, list, tuple, set, frozenset)) for v in one):
        pairs = all(isinstance(v, tuple) and len(v) == 2 and isinstance(v[1], Real) for v in one)
        return _ranked(dict(one), who) if pairs else _groups([[v] if isinstance(v, str) else sorted(map(label, v)) for v in one], who, one)
    raise LabelError(f"the ranking of {who} is {shown(one)}.", hint=_WAYS)


def written_order(text: str, who: str) -> dict[str, float]:
    """Return the ranks of what is written as an order, ``"Ant > Bee ~ Cat"``."""
    return _groups([[name.strip() for name in re.split("[~=]", group)] for group in text.split(">")], who, text)


def _groups(groups: list[list[str]], who: str, given: Any) -> dict[str, float]:
    """Return the ranks of names that are listed from the best on, tied ones together."""
    names = [name for group in groups for name in group]
    if not all(names):
        raise LabelError(f"the ranking of {who} is {shown(given)}, in which a name is missing.", hint=_WAYS)
    if isinstance(given, str) and len(names) == 1:
        letters = f", such as list({given!r}) for its letters" if given.isalnum() and len(given) > 1 else ""
        raise LabelError(f"the ranking of {who} is {given!r}, a single name.", hint=f"{_WAYS[:-1]}{letters}.")
    if len(set(names)) < len(names):
        twice = next(name for k, name in enumerate(names) if name in names[:k])
        raise LabelError(f"{who} ranks {twice!r} twice.", hint="name an alternative once, and leave out whom the voter does not rank.")
    return {name: float(place) for place, group in enumerate(groups, start=1) for name in group}


def _ranked(ranks: Mapping[str, Any], who: str) -> dict[str, float]:
    """Return stated ranks without the blank ones; refuse what are no ranks."""
    stated = by_label(ranks, tuple(ranks), "rank", "alternative")
    found = {name: rank for name, rank in zip(ranks, stated.tolist(), strict=True) if rank == rank}
    if found:
        try:
            Ranking(found)
        except DomainError as error:
            raise DomainError(f"of {who}, {error.message}", hint=error.hint) from None
    return found


def voters_weights(given: Any, voters: tuple[str, ...], noun: str = "voter") -> Labelled:
    """Return the weights of voters, or of others who speak, by name; 1 each unless given."""
    if given is None:
        return Labelled(still(np.ones(len(voters))), voters)
    found = by_label(given, voters, "weight", noun)
    if found.ndim != 1:
        raise ShapeError(f"the weights of the {noun}s have shape {found.shape}.", hint=f"give every {noun} one.")
    wrong = ~np.isfinite(found) | (found < 0)
    if wrong.any():
        who = voters[int(np.argmax(wrong))]
        raise DomainError(f"the weight of {who} is {found[wrong][0]:g}.", hint="a weight is a number of at least 0.")
    if not found.any():
        raise DomainError(f"all {noun}s have the weight 0.", hint="give those that count a weight above 0.")
    return Labelled(still(np.array(found)), voters)
