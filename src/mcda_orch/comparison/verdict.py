"""A comparison in three sentences: who wins and how widely, what is settled and contested, and where disagreement comes from."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import numpy as np

from ..core.consensus import Consensus
from ..core.report import listed
from .causes import Causes
from .design import AXES
from .settled import Views, settled

__all__ = ["verdict"]

NINE_IN_TEN = Fraction(9, 10)
"""Part of the opinions beyond which a pair is nearly settled."""
NAMED = 3
"""Alternatives that a sentence names at most."""


def verdict(names: tuple[str, ...], views: Views, order: Consensus | None, found: Causes, opinions: int) -> tuple[str, str, str]:
    """Return the sentences.

    Parameters
    ----------
    names : tuple of str
        Alternatives.
    views : Views
        What the independent opinions that tell any two alternatives apart say.
    order : Consensus, optional
        What they make together.
    found : Causes
    opinions : int
        How many independent opinions there are, those included that tie everybody.
    """
    if len(names) < 2:
        return f"{names[0]} is the only alternative.", "There is no pair to settle.", "There is no disagreement to explain."
    if order is None:
        by = "the only opinion" if opinions == 1 else f"{_all(opinions)} independent opinions"
        return (
            f"All {len(names)} alternatives tie by {by}, so nobody wins.",
            "No pair of alternatives is settled, and none is contested.",
            "There is no disagreement to explain.",
        )
    silent = opinions - len(views.rankings)
    aside = f" ({silent} more tie{'s' * (silent == 1)} all alternatives)" if silent else ""
    return _winner(views, order, aside), _pairs(views), _cause(views, order, found)


def _winner(views: Views, order: Consensus, aside: str) -> str:
    """Say who is first in the consensus, under how many opinions, and who is in the way."""
    k, best = len(views.rankings), order.best
    first = {name: sum(name in ranking.best for ranking in views.rankings.values()) for name in views.names}
    alone = {name: sum((name,) == ranking.best for ranking in views.rankings.values()) for name in best}
    if k == 1:
        (opinion,) = views.rankings
        return (
            f"{_several(best)} {'wins' if len(best) == 1 else 'share the first place'} by the only independent opinion, {opinion}{aside}."
        )
    if len(best) > 1:
        others = [f"{name} under {first[name]}" for name in best[1:NAMED]]
        return (
            f"{_several(best)} share the first place of the consensus ({order.rule}): {best[0]} is first under {first[best[0]]} of {k} "
            f"independent opinions{aside}, {listed(others)}."
        )
    winner = best[0]
    rival, ahead = _rival(views, winner)
    tied = first[winner] - alone[winner]
    beside = f", {'in ' + str(tied) + ' of them ' if tied < first[winner] else ''}tied with others" if tied else ""
    if first[winner] == k:
        said = f"{winner} wins: it is first under {_all(k)} independent opinions{aside}{beside}"
    elif first[winner]:
        said = f"{winner} wins the consensus ({order.rule}): it is first under {first[winner]} of {k} independent opinions{aside}{beside}"
    else:
        said = f"{winner} wins the consensus ({order.rule}), though it is first under none of {k} independent opinions{aside}"
    most = max(first.values())
    oftener = [name for name in views.names if first[name] == most and most > first[winner]]
    if oftener:
        said += f", while {_several(oftener)} {'is' if len(oftener) == 1 else 'are'} first under {most}"
    if first[winner] == k:
        return f"{said}."
    return (
        f"{said}; its closest rival, {rival}, is ahead of it under {ahead}."
        if ahead
        else f"{said}; no other alternative is ahead of it under any."
    )


def _rival(views: Views, winner: str) -> tuple[str, int]:
    """Return who is ahead of the winner most often, and under how many opinions."""
    at = views.names.index(winner)
    ahead = {
        name: sum(int(ranking.dense[i] < ranking.dense[at]) for ranking in views.rankings.values())
        for i, name in enumerate(views.names)
        if i != at
    }
    rival = max(ahead, key=ahead.__getitem__)
    return rival, ahead[rival]


def _pairs(views: Views) -> str:
    """Say on how many pairs all agree, which is the most contested, and which ranks never move."""
    known, open_ = settled(views), views.divided()
    total, k = views.signs.shape[1], len(views.rankings)
    if k == 1:
        tied = f" and ties {len(known.tied)}" if known.tied else ""
        return f"It puts {len(known.pairs)} of {total} pair{'s' * (total > 1)} of alternatives in order{tied}; with one opinion nothing is contested."
    pairs = f"{total} pair{'s' * (total > 1)} of alternatives"
    if not len(open_):
        tied = f" and tie {len(known.tied)}" if known.tied else ""
        return f"Everything is settled: {_all(k)} opinions put {len(known.pairs)} of {pairs} in the same order{tied}."
    even = views.dispute(int(open_[0]))
    shares = f"{len(even.first)} to {len(even.second)}" + (
        f", and {len(even.tied)} tie{'s' * (len(even.tied) == 1)} them" if even.tied else ""
    )
    also = f" and tie {len(known.tied)}" if known.tied else ""
    agreed = f"Of {pairs} the opinions agree on {len(known.pairs)}{also}"
    ahead, behind = views.counts()
    most = int((np.maximum(ahead, behind)[open_] >= ceil(NINE_IN_TEN * k)).sum())
    nearly = f" ({most} of them with at most one opinion in ten dissenting)" if most else ""
    if len(open_) == 1:
        said = f"{agreed}, and 1 is contested, {even.a} before {even.b} ({shares})"
    else:
        said = f"{agreed}, and {len(open_)} are contested{nearly}, most evenly {even.a} before {even.b} ({shares})"
    fixed = list(known.ranks)
    if not fixed:
        return f"{said}; no alternative keeps its rank under all of them."
    if len(fixed) > NAMED:
        return f"{said}; {len(fixed)} of {len(views.names)} alternatives keep their ranks."
    ranks = listed([f"{name} (rank {known.ranks[name]})" for name in fixed])
    return f"{said}; {ranks} never move{'s' * (len(fixed) == 1)}."


def _cause(views: Views, order: Consensus, found: Causes) -> str:
    """Say which choice the disagreement comes from, over which design, and which moves the winner."""
    if not len(views.divided()):
        return "There is no disagreement to explain."
    varied = found.varied
    if not varied:
        return "The disagreement cannot be split by cause: no choice was varied in a complete design."
    if not found.shares:
        return (
            f"The disagreement comes from what is left out of the complete design, {_several(list(found.left_out))}: "
            f"within it ({found.design}) every choice gives the same ranks."
        )
    moved = {axis: _percent(found.moved[axis]) for axis in varied}
    left = f", {len(found.left_out)} left out" if found.left_out else ""
    if len(varied) == 1:
        axis = varied[0]
        most = max(distance for _, distance in order.distances.items())
        farthest = [name for name, distance in order.distances.items() if distance == most]
        far = (
            "all are equally far"
            if len(farthest) == len(order.distances)
            else f"{_several(farthest)} {'is' if len(farthest) == 1 else 'are'} farthest"
        )
        who = (
            f"changing it changes who is first in {moved[axis]} of all pairs of rankings"
            if found.moved[axis]
            else "it never changes who is first"
        )
        where = "" if len(found.levels) == 1 else " in the design"
        return (
            f"All of the disagreement{where} comes from the {AXES[axis]}, the only choice that varies ({found.design}{left}): "
            f"{who}, and {far} from the consensus."
        )
    main = sorted(varied, key=lambda axis: -found.shares[axis])
    parts = [f"{_percent(found.shares[axis])} from the {AXES[axis]}" for axis in main[1:]]
    parts.append(f"{_percent(1 - sum((found.shares[axis] for axis in varied), Fraction(0)))} from how they go together")
    if not any(found.moved.values()):
        who = "none of these choices changes who is first"
    else:
        often = sorted(varied, key=lambda axis: -found.moved[axis])
        who = f"who is first changes with {listed([f'{moved[axis]} of changes of the {AXES[axis]}' for axis in often])}"
    return (
        f"In the design ({found.design}{left}) {_percent(found.shares[main[0]])} of the variance of ranks comes from the {AXES[main[0]]}, "
        f"{listed(parts)}; {who}."
    )


def _percent(share: Fraction) -> str:
    """Return a share in whole per cent; what is not nothing is not said to be, nor what is not all to be all."""
    per_cent = 100 * share
    if 0 < per_cent < 1:
        return "under 1 %"
    return "over 99 %" if 99 < per_cent < 100 else f"{round(per_cent)} %"


def _several(names: tuple[str, ...] | list[str]) -> str:
    """Return names as a sentence names them, many in short."""
    return listed(list(names)) if len(names) <= NAMED else f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"


def _all(count: int) -> str:
    return "both" if count == 2 else f"all {count}"
