"""What a method declares that it sees in a matrix, beyond its numbers."""

from __future__ import annotations

from typing import NamedTuple

from .._xp import Array

__all__ = ["RatioForm"]


class RatioForm(NamedTuple):
    """What a method sees in a matrix that orders alternatives by a ratio of two linear forms.

    Alternatives are ordered by ``(gain @ u) / (loss @ u)``, more being better, with ``u = w**power`` for any positive
    multiple of the weights ``w``. Where `least` is a number the score is ``least + (1 - least) * g / (g + l)`` with
    ``g**power = gain @ u`` and ``l**power = loss @ u``, unless both are nil; where it is None the score is something else.

    Attributes
    ----------
    gain, loss : array, shape (..., n, m)
        Not negative.
    power : float
    least : float or None
    """

    gain: Array
    loss: Array
    power: float = 1.0
    least: float | None = 0.0
