"""Relations between alternatives: what chains lead to, layers of circles, and levels of a strict order."""

from __future__ import annotations

import numpy as np

from ..core.positions import positions
from .ballots import Numbers

__all__ = ["chained", "layers", "levels"]


def chained(relation: Numbers) -> Numbers:
    """Return the transitive closure.

    Parameters
    ----------
    relation : array of bool, shape (..., n, n)

    Returns
    -------
    array of bool, shape (..., n, n)
    """
    found = np.array(relation, dtype=bool)
    for via in range(found.shape[-1]):
        found |= found[..., :, via, None] & found[..., None, via, :]
    return found


def layers(majority: Numbers) -> Numbers:
    """One more than how many are in an earlier circle: all of a circle get to each other by majorities and ties, and none of a later one back.

    Parameters
    ----------
    majority : array, shape (..., n, n)
        Above 0 where the first beats the second; antisymmetric.

    Returns
    -------
    array of int, shape (..., n)
        The Smith set has 1.

    Examples
    --------
    >>> layers(np.array([[0, 1, -1, 1], [-1, 0, 1, 1], [1, -1, 0, 1], [-1, -1, -1, 0]]))
    array([1, 1, 1, 4])
    """
    reaches = chained(majority >= 0)
    found: Numbers = 1 + (reaches & ~np.swapaxes(reaches, -1, -2)).sum(axis=-2)
    return found


def levels(above: Numbers) -> Numbers:
    """One more than the length of the longest chain above each alternative.

    Parameters
    ----------
    above : array of bool, shape (..., n, n)
        A strict partial order: transitive, and without circles.

    Returns
    -------
    array of int, shape (..., n)

    Examples
    --------
    >>> levels(np.array([[False, True, True], [False, False, False], [False, False, False]]))
    array([1, 2, 2])
    """
    many = above.sum(axis=-2)
    if (
        above == (many[..., :, None] < many[..., None, :])
    ).all():  # who is not compared ties: the levels are those of one row after the other
        return positions(many, higher=False)
    found = np.ones(above.shape[:-1], dtype=np.intp)
    while True:
        more = 1 + np.where(above, found[..., :, None], 0).max(axis=-2, initial=0)
        if (more == found).all():
            return found
        found = more
