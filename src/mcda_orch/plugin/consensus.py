"""Rules of consensus: several rankings become one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate

import numpy as np

from .._xp import Array
from ..core.arguments import told_decorator
from ..core.consensus import LISTED, Consensus
from ..core.frozen import FrozenMap, Labelled, still
from ..core.pairs import Pairs
from ..core.positions import positions
from ..core.preorder import Preorder
from ..core.profile import Profile
from ..core.ranking import Ranking
from ..errors import DomainError, PluginError
from ..voting.ballots import pairs, stated
from ..voting.relations import chained
from ..voting.solutions import Solutions
from ..voting.strengths import determined
from . import settings
from .declare import called, made
from .family import ANY, CONSENSUS, HIGHER, Better, Domain
from .kernel import Doc, P, Plugin
from .law import Law, Variant
from .shared import sharing

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["DETERMINED", "WHOLE", "Rule", "rule"]

DETERMINED = Domain(
    "DETERMINED",
    "that no group of alternatives is behind all others in every ranking",
    lambda r, w: ~determined(r, w)[..., None, None],
    "their strengths would grow without end; ask mo.rules.schulze or mo.rules.borda, which order them in any case",
)
"""Rankings under which strengths have a most likely value."""
WHOLE = Domain(
    "WHOLE",
    "whole numbers of voters as weights",
    lambda r, w: (w != np.rint(w))[..., None],
    "it moves voters one by one; give every ranking the number of those who have it",
)
"""Weights that are numbers of voters."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Rule(Plugin[P]):
    """A rule that makes one order of several rankings; call it on a list of them.

    Attributes
    ----------
    optima : callable, optional
        ``optima(r, w, **params)`` gives the :class:`Solutions` of a rule that may have several.
    """

    optima: Callable[..., Solutions] | None = None

    def kernel(self, r: Array, w: Array, *args: P.args, **kwargs: P.kwargs) -> Array:
        """Score bare arrays: ranks r of shape (..., k, n), NaN where a voter does not rank, and weights w of shape (..., k), to shape (..., n)."""
        return self.run(r, w, **settings.bare(self, args, kwargs))

    def __call__(self, rankings: Any = None, weights: Any = None, *args: P.args, **kwargs: P.kwargs) -> Consensus:
        """Make one order of several rankings, in any of the forms that rankings have."""
        if args:
            raise PluginError(
                f"{self.name} takes (rankings, weights), and got {len(args)} more without a name.",
                hint="parameters go by name" + (f": {', '.join(self.params)}." if self.params else ", and it has none."),
            )
        params = settings.bare(self, (), kwargs)
        profile = Profile.of(rankings, weights)
        own = self.settings(params)
        self._inside(profile, own)
        r, w = profile.ranks, profile.weights.values
        with sharing({}), np.errstate(all="ignore"):
            scores = np.asarray(self.run(r, w, **params))
            found = None if self.optima is None else self.optima(r, w, **own)
        names = profile.alternatives
        ranking = Ranking.from_dense(positions(scores, self.better is HIGHER), names)
        above = ranking.dense[:, None] < ranking.dense if found is None else found.shared
        listed = () if found is None else tuple(Ranking.from_dense(_dense(places), names) for places in found.listed(LISTED))
        return Consensus(
            rule=self.name,
            ranking=ranking,
            scores=Labelled(still(scores), names),
            profile=profile,
            votes=Pairs(still(pairs(r, w)), names, "votes"),
            params=FrozenMap(own),
            optima=listed or (ranking,),
            count=1 if found is None else found.count,
            shared=Preorder(above | (ranking.dense[:, None] == ranking.dense) if found is None else above, names),
            again=partial(_again, self.bind(params)),
        )

    def _inside(self, profile: Profile, params: dict[str, Any]) -> None:
        """Refuse rankings for which the rule is not defined."""
        if self.domain is ANY:
            return
        r = stated(profile.ranks, params.get("unranked", "last"))
        if self.domain.outside(r, profile.weights.values).any():
            but = f", but {_missing(r, profile)}" if self.domain is DETERMINED else ""
            raise DomainError(f"{self.name} needs {self.domain.needs}{but}.", hint=f"{self.domain.hint}.")


Rule.__doc__ = Doc(Rule.__doc__)  # type: ignore[assignment]  # the attribute may be a descriptor


def _dense(places: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    return np.unique(places, return_inverse=True)[1] + 1


def _again(rule: Rule[Any], ranks: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """Return dense ranks for each row of weights; where the rule is not defined, it says so."""
    with np.errstate(all="ignore"):
        return positions(np.asarray(rule.run(ranks, weights)), rule.better is HIGHER)


def _missing(r: npt.NDArray[np.float64], profile: Profile) -> str:
    """Name two of whom the first never gets before or beside the second."""
    counts = profile.weights.values > 0
    beside: npt.NDArray[np.bool_] = np.asarray((r[counts][:, :, None] <= r[counts][:, None, :]).any(axis=-3))
    behind, ahead = np.argwhere(~chained(beside | np.eye(len(beside), dtype=bool)))[0]
    return f"no chain of them puts {profile.alternatives[behind]!r} before or beside {profile.alternatives[ahead]!r}"


@told_decorator
def rule(
    *without_a_call: Any,
    domain: Domain = ANY,
    keeps: Iterable[Law] = (),
    breaks: Iterable[Law] = (),
    cite: str | Iterable[str] = (),
    better: Better = HIGHER,
    optima: Callable[..., Solutions] | None = None,
    variants: Iterable[Variant] = (),
    lift: bool = False,
) -> Callable[[Callable[Concatenate[Array, Array, P], Array]], Rule[P]]:
    """Make a rule of a kernel ``(r, w, *, parameters)`` of ranks by voter and alternative, which returns one number for each alternative.

    Parameters
    ----------
    keeps, breaks : iterable of Law
        What is claimed: laws of ``mcda_orch.laws.consensus``. ``mcda_orch.testing.contract`` says which are missing, and on which
        side they belong.
    cite : str or iterable of str, optional
        Keys of publications.
    better : Better, optional
        ``LOWER`` where the smallest number is best.
    domain : Domain, optional
        Rankings for which the rule is defined: ``domain.outside(r, w)`` tells of each entry whether it is outside.
    optima
        As in :class:`Rule`.
    variants, lift
        As in :class:`Plugin`.
    """
    called("rule", "", *without_a_call)

    def declare(function: Callable[Concatenate[Array, Array, P], Array]) -> Rule[P]:
        found: Rule[P] = made(
            Rule, CONSENSUS, function, domain=domain, keeps=keeps, breaks=breaks, cite=cite, better=better, optima=optima,
            variants=variants, numpy_only=True, lift=lift,
        )  # fmt: skip
        return found

    return declare
