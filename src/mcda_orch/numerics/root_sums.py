"""Sums of roots of differences to all smaller numbers, without pairs: far groups of numbers count through polynomials."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["root_sums"]

Vector = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

LEAF = 64
"""Numbers of one leaf, which are compared in pairs with those near to them."""
DIRECT = 8 * LEAF
"""Numbers up to which all are compared in pairs."""
ORDER = 16
"""Points of the polynomials: of a group that is at least its own width away, a root is known to the last bits."""
TOGETHER = 128
"""Leaves of targets in flight at a time."""
ANGLES = (2 * np.arange(ORDER) + 1) * np.pi / (2 * ORDER)
NODES = np.cos(ANGLES)
BARYCENTRIC = (-1.0) ** np.arange(ORDER) * np.sin(ANGLES)


def root_sums(column: Vector) -> tuple[Vector, Vector]:
    """Sum of the roots of how much each number is larger, and smaller, than the others.

    Parameters
    ----------
    column : array, shape (n,)

    Returns
    -------
    tuple of array, shape (n,)
        ``sum_k sqrt(max(y_i - y_k, 0))`` and ``sum_k sqrt(max(y_k - y_i, 0))``, equal for equal numbers.

    Examples
    --------
    >>> root_sums(np.array([0.0, 4.0, 1.0, 1.0]))
    (array([0.        , 5.46410162, 1.        , 1.        ]), array([4.        , 0.        , 1.73205081, 1.73205081]))
    """
    levels, place, counts = np.unique(column, return_inverse=True, return_counts=True)
    weights = counts.astype(np.float64)
    if len(levels) <= DIRECT:
        larger, smaller = np.empty_like(levels), np.zeros_like(levels)
        for start in range(0, len(levels), LEAF):
            part = slice(start, start + LEAF)
            roots = np.subtract.outer(levels[part], levels)
            np.sqrt(np.maximum(roots, 0.0, out=roots), out=roots)
            larger[part] = roots @ weights
            smaller += weights[part] @ roots
    else:
        larger, smaller = _to_smaller(levels, weights), _to_smaller(-levels[::-1], weights[::-1])[::-1]
    return larger[place], smaller[place]


def _to_smaller(y: Vector, weights: Vector) -> Vector:
    """Weighted sums of the roots of the differences to all smaller numbers; y ascends.

    A tree halves the numbers down to leaves. From the root on, every leaf of targets meets a node of sources: where the node lies below
    by its own width at least, it counts as a whole; else its halves are met, and at last the pairs within leaves.
    """
    depth = int(np.ceil(np.log2(len(y) / LEAF)))
    whole = LEAF << depth
    padded = np.concatenate([y, np.full(whole - len(y), y[-1])])
    weights = np.concatenate([weights, np.zeros(whole - len(y))])
    targets = padded.reshape(-1, LEAF)
    found = np.zeros_like(targets)
    leaf, node = np.arange(len(targets)), np.zeros(len(targets), dtype=np.intp)
    for level in range(depth + 1):
        groups = padded.reshape(1 << level, -1)
        low, high = groups[:, 0], groups[:, -1]
        below = low[node] < targets[leaf, -1]
        leaf, node = leaf[below], node[below]
        far = targets[leaf, 0] - high[node] >= (high - low)[node]
        _from_afar(found, targets, leaf[far], groups, weights.reshape(groups.shape), node[far])
        leaf, node = leaf[~far], node[~far]
        if level < depth:
            leaf, node = np.repeat(leaf, 2), (2 * node[:, None] + [0, 1]).reshape(-1)
    for start in range(0, len(leaf), TOGETHER):
        to, of = leaf[start : start + TOGETHER], node[start : start + TOGETHER]
        roots = np.sqrt(np.maximum(targets[to][:, :, None] - targets[of][:, None, :], 0.0))
        np.add.at(found, to, (roots @ weights.reshape(-1, LEAF)[of][:, :, None])[:, :, 0])
    return np.asarray(found.reshape(-1)[: len(y)])


def _from_afar(found: Vector, targets: Vector, leaf: Places, groups: Vector, weights: Vector, node: Places) -> None:
    """Add what groups of sources give to leaves of targets, through the values of the root at a few points of each group."""
    needed, place = np.unique(node, return_inverse=True)
    middle, half = (groups[needed, -1] + groups[needed, 0]) / 2, (groups[needed, -1] - groups[needed, 0]) / 2
    points = middle[:, None] + half[:, None] * NODES
    shares = np.empty_like(points)
    rows = max(1, TOGETHER * LEAF // groups.shape[-1])
    for start in range(0, len(needed), rows):
        part = slice(start, start + rows)
        gap = (groups[needed[part]] - middle[part, None])[:, :, None] / np.where(half > 0, half, 1.0)[part, None, None] - NODES
        parts = BARYCENTRIC / np.where(gap == 0.0, 1e-300, gap)
        parts /= parts.sum(axis=-1, keepdims=True)
        shares[part] = (weights[needed[part]][:, None, :] @ parts)[:, 0, :]
    for start in range(0, len(leaf), TOGETHER):
        to, of = leaf[start : start + TOGETHER], place[start : start + TOGETHER]
        roots = np.sqrt(targets[to][:, :, None] - points[of][:, None, :])
        np.add.at(found, to, (roots @ shares[of][:, :, None])[:, :, 0])
