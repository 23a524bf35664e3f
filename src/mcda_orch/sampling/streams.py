"""Random numbers that depend on the seed alone: every block of draws has a stream of its own, named by its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..errors import DomainError

__all__ = ["Seed", "Streams", "generator"]

if TYPE_CHECKING:  # NumPy's random numbers are imported where they are drawn
    Seed: TypeAlias = "np.random.Generator | np.random.BitGenerator | np.random.SeedSequence | Sequence[int] | int | Streams | None"


@dataclass(frozen=True, slots=True)
class Streams:
    """Independent streams of random numbers, each named by whole numbers: the same whoever asks for them, in whatever order.

    Attributes
    ----------
    seed : SeedSequence
    kind : type
        The bit generator.

    Examples
    --------
    >>> one, other = Streams.of(7), Streams.of(7)
    >>> later = one.generator(5, 3).random()
    >>> bool(other.under(5).generator(3).random() == later)
    True
    """

    seed: np.random.SeedSequence
    kind: type[np.random.BitGenerator]

    @classmethod
    def of(cls, rng: Seed) -> Streams:
        """Return the streams that a seed names.

        A whole number, several, or a SeedSequence name the draws: the same seed, the same bits, whatever the size of blocks, the
        number of workers or the precision to be reached. From a generator new streams are spawned, so that two calls with one
        generator draw differently; the first of a fresh one are those of its seed. None takes a new seed from the operating system.
        """
        if isinstance(rng, Streams):
            return rng
        if isinstance(rng, np.random.SeedSequence):
            return cls(rng, np.random.PCG64).under(0)
        if isinstance(rng, (np.random.Generator, np.random.BitGenerator)):
            own = rng.bit_generator if isinstance(rng, np.random.Generator) else rng
            if isinstance(own.seed_seq, np.random.SeedSequence):
                return cls(own.seed_seq.spawn(1)[0], type(own))
        elif not isinstance(rng, (bool, np.bool)):
            try:
                return cls(np.random.SeedSequence(rng), np.random.PCG64).under(0)
            except (TypeError, ValueError):
                pass
        raise DomainError(
            f"rng={_shown(rng)} is no seed of random numbers.",
            hint="use a whole number that is not negative, a SeedSequence, or np.random.default_rng(1).",
        )

    def under(self, *place: int) -> Streams:
        """Return the streams whose names begin so."""
        key = (*self.seed.spawn_key, *place)
        return Streams(np.random.SeedSequence(self.seed.entropy, spawn_key=key, pool_size=self.seed.pool_size), self.kind)

    def generator(self, *place: int) -> np.random.Generator:
        """Return the stream with that name, from its beginning."""
        return np.random.Generator(self.kind(self.under(*place).seed))  # a seed of its own, which nobody has spawned from


def generator(rng: Seed) -> np.random.Generator:
    """Return the one stream that a function needs which draws all at once."""
    return Streams.of(rng).generator()


def _shown(rng: Any) -> str:
    return repr(rng) if len(repr(rng)) < 80 else type(rng).__name__
