"""The smallest set that shares a member with each of some sets, and how much of that is proved."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["smallest_hitting_set"]

NODES = 20_000
"""Cases that are looked at before the search gives up."""


def smallest_hitting_set(sets: Iterable[frozenset[int]], nodes: int = NODES) -> frozenset[int] | None:
    """Return a smallest set that shares a member with each of the sets, or None where that takes more cases than allowed.

    Every size is refuted in turn: some set that is not hit yet must be, by one of its members; and as many sets as have no
    member in common take as many members.

    Examples
    --------
    >>> sorted(smallest_hitting_set([frozenset("ab"), frozenset("bc"), frozenset("cd")]))
    ['b', 'c']
    """
    every = list(dict.fromkeys(sets))
    least = [s for s in every if not any(t < s for t in every)]
    members = sorted({i for s in least for i in s})
    place = {i: k for k, i in enumerate(members)}
    masks = sorted((sum(1 << place[i] for i in s) for s in least), key=int.bit_count)
    search = _Search(nodes)
    size = _apart(masks)
    while True:
        try:
            found = search.within(masks, size)
        except _TooManyError:
            return None
        if found is not None:
            return frozenset(i for i, k in place.items() if found >> k & 1)
        size += 1


class _TooManyError(Exception):
    """There are more cases than may be looked at."""


class _Search:
    def __init__(self, nodes: int) -> None:
        self.left = nodes

    def within(self, masks: list[int], size: int) -> int | None:
        """Return a set of at most that many members that hits all, as a mask, or None where there is none."""
        if not masks:
            return 0
        self.left -= 1
        if self.left < 0:
            raise _TooManyError
        if not masks[0] or _apart(masks) > size:
            return None
        members = [1 << k for k in range(masks[0].bit_length()) if masks[0] >> k & 1]
        members.sort(key=lambda bit: -sum(bool(mask & bit) for mask in masks))
        for bit in members:
            rest = self.within([mask for mask in masks if not mask & bit], size - 1)
            if rest is not None:
                return rest | bit
            masks = sorted((mask & ~bit for mask in masks), key=int.bit_count)  # what follows does without it
            if not masks[0]:
                return None
        return None


def _apart(masks: list[int]) -> int:
    """Count sets of which no two share a member, the small ones first."""
    taken = count = 0
    for mask in masks:
        if not mask & taken:
            taken |= mask
            count += 1
    return count
