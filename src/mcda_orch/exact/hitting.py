"""The smallest set that shares a member with each of some sets, and how much of that is proved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

__all__ = ["NODES", "Sets", "hitting_set", "smallest_hitting_set"]

NODES = 20_000
"""Cases that are looked at before the search gives up."""


def smallest_hitting_set(sets: Iterable[frozenset[int]], nodes: int = NODES, least: int = 0) -> frozenset[int] | None:
    """Return a smallest set that shares a member with each of the sets, or None where that takes more cases than allowed.

    Every size from `least` on, below which none will do, is refuted in turn: some set that is not hit yet must be, by one of its
    members; as many sets as have no member in common take as many members; and a few members hit no more sets than the ones that
    hit most.

    Examples
    --------
    >>> sorted(smallest_hitting_set([frozenset("ab"), frozenset("bc"), frozenset("cd")]))
    ['b', 'c']
    """
    search = _Search(sets, nodes)
    size = least
    while True:
        try:
            found = search.within(search.every, 0, size)
        except _TooManyError:
            return None
        if found is not None:
            return frozenset(search.members[k] for k in found)
        size += 1


def hitting_set(sets: Iterable[frozenset[int]]) -> frozenset[int]:
    """Return a small set that shares a member with each of the sets: again and again the member that hits most of them.

    Examples
    --------
    >>> sorted(hitting_set([frozenset("ab"), frozenset("bc"), frozenset("bd")]))
    ['b']
    """
    search = _Search(sets, 0)
    left, found = search.every, []
    while left:
        most = max(range(len(search.members)), key=lambda k: (search.hits[k] & left).bit_count())
        found.append(search.members[most])
        left &= ~search.hits[most]
    return frozenset(found)


class Sets:
    """Sets, the small ones first, without those of which another is a part: whatever hits the part hits them."""

    def __init__(self, sets: Iterable[frozenset[int]] = ()) -> None:
        self.small: list[frozenset[int]] = []
        for some in sets:
            self.add(some)

    def __iter__(self) -> Iterator[frozenset[int]]:
        return iter(self.small)

    def add(self, some: frozenset[int]) -> None:
        """Add a set."""
        if not any(part <= some for part in self.small):
            self.small = sorted([*(s for s in self.small if not some < s), some], key=len)


class _TooManyError(Exception):
    """There are more cases than may be looked at."""


class _Search:
    """Sets, the small ones first, as masks of their members; and for each member the mask of the sets that it hits."""

    def __init__(self, sets: Iterable[frozenset[int]], nodes: int) -> None:
        self.left = nodes
        small = (sets if isinstance(sets, Sets) else Sets(sets)).small
        self.members = sorted(frozenset().union(*small))
        place = {i: k for k, i in enumerate(self.members)}
        self.masks: list[int] = []
        self.hits = [0] * len(self.members)
        for s, some in enumerate(small):
            places = [place[i] for i in some]
            self.masks.append(sum([1 << k for k in places]))
            for k in places:
                self.hits[k] |= 1 << s
        self.every = (1 << len(small)) - 1

    def within(self, left: int, out: int, size: int) -> Sequence[int] | None:
        """Return at most that many members, none of the mask `out`, that hit all sets of the mask `left`; None where none do."""
        if not left:
            return ()
        self.left -= 1
        if self.left < 0:
            raise _TooManyError
        smallest = self._apart(left, out, size)
        if smallest is None:
            return None
        counts = sorted(((hit & left).bit_count() for k, hit in enumerate(self.hits) if not out >> k & 1), reverse=True)
        if sum(counts[:size]) < left.bit_count():
            return None
        for k in sorted(_places(smallest), key=lambda k: -(self.hits[k] & left).bit_count()):
            rest = self.within(left & ~self.hits[k], out, size - 1)
            if rest is not None:
                return (*rest, k)
            out |= 1 << k  # what follows does without it
        return None

    def _apart(self, left: int, out: int, size: int) -> int | None:
        """Return the smallest of some sets of which no two share a member; None where they are too many, or one has no members."""
        smallest, count = 0, 0
        while left:
            mask = self.masks[(left & -left).bit_length() - 1] & ~out
            count += 1
            if not mask or count > size:
                return None
            for k in _places(mask):
                left &= ~self.hits[k]
            smallest = mask if not smallest or mask.bit_count() < smallest.bit_count() else smallest
        return smallest


def _places(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
