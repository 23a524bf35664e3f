"""Categories of XMCDA, and the profiles between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.criteria import Criterion
from ...core.frozen import FrozenMap
from ...core.matrix import DecisionMatrix
from .contents import Contents
from .elements import children, one, text
from .values import cells, number, said

__all__ = ["sorting"]


def sorting(found: Contents, criteria: Mapping[str, Criterion]) -> dict[str, Any]:
    """Return what is known of categories, or nothing where there are none.

    ``categories`` stand from the worst to the best; ``profiles`` is a matrix; ``between`` names for each profile the category
    below and the one above, the same one twice where the profile is its centre.
    """
    if not found.categories:
        return {}
    called = {id_: c.name or id_ for id_, c in found.categories.items() if ("category", id_) not in found.inactive}
    between = _between(found, called)
    order = _by_profiles(between, called) or _by_ranks(found, called)
    result: dict[str, Any] = {"categories": tuple(called[id_] for id_ in order)}
    profiles = {id_: found.alternatives[id_].name or id_ for id_ in between if id_ in found.cells}
    if profiles:
        result["profiles"] = DecisionMatrix(cells(found.cells, list(profiles), criteria), list(profiles.values()), list(criteria.values()))
        names = {id_: tuple(called.get(side) if side is not None else None for side in between[id_]) for id_ in profiles}
        result["between"] = FrozenMap({profiles[id_]: sides for id_, sides in names.items()})
    return result


def _between(found: Contents, known: Mapping[str, str]) -> dict[str, tuple[str | None, str | None]]:
    """Return for each profile the ids of the category below and of the one above."""
    sides: dict[str, list[str | None]] = {}

    def say(profile: str, below: str | None, above: str | None) -> None:
        if profile:
            pair = sides.setdefault(profile, [None, None])
            pair[:] = [pair[0] if below is None else below, pair[1] if above is None else above]

    for part in found.profiles:
        own, profile = text(one(part, "categoryID")) or None, text(one(part, "alternativeID"))
        say(profile, *(text(one(part, "limits", side, "categoryID")) or None for side in ("lowerCategory", "upperCategory")))
        if next(children(part, "central"), None) is not None:
            centre = own or text(one(part, "central", "categoryID")) or None
            say(profile or text(one(part, "central", "alternativeID")), centre, centre)
        say(text(one(part, "bounding", "lowerBound", "alternativeID")), None, own)
        say(text(one(part, "bounding", "upperBound", "alternativeID")), own, None)
    for profile, pair in sides.items():
        unknown = [side for side in pair if side is not None and side not in known and side not in found.categories]
        if unknown:
            found.remarks.append(f"profile {profile!r} belongs to {unknown[0]!r}, which is no category")
    return {profile: (below, above) for profile, (below, above) in sides.items()}


def _by_profiles(between: Mapping[str, tuple[str | None, str | None]], known: Mapping[str, str]) -> list[str]:
    """Return the categories from the worst to the best as the profiles between them say, or nothing where they do not."""
    above = {below: over for below, over in between.values() if below and over and below != over}
    upper = set(above.values())
    lowest = [id_ for id_ in known if id_ not in upper]
    order = lowest[:1]
    while order and order[-1] in above and len(order) <= len(known):
        order.append(above[order[-1]])
    return order if len(order) == len(known) and set(order) == set(known) else []


def _by_ranks(found: Contents, known: Mapping[str, str]) -> list[str]:
    """Return the categories by their ranks, the first last; files differ in whether 1 is the best, which is remarked."""
    ranks = {id_: said(number, rank, f"the rank of category {id_!r}") for id_, rank in found.category_ranks.items() if id_ in known}
    if len(ranks) == len(known) == len(set(ranks.values())):
        found.remarks.append("no profiles order the categories, so rank 1 was taken as the best")
        return sorted(known, key=lambda id_: -ranks[id_])
    found.remarks.append("neither profiles nor ranks order the categories, which stand in the order of the file")
    return list(known)
