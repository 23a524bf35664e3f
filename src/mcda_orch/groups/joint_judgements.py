"""Judgements of several experts made one: aggregation of individual judgements (AIJ)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..core.arguments import told
from ..core.display import shown
from ..core.pooling import pooled
from ..core.profile import voters_weights
from ..errors import LabelError, MissingError, ShapeError
from ..weighting.judgements import Judgements

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers: TypeAlias = npt.NDArray[np.float64]

__all__ = ["joint_judgements", "mean_judgements", "stacked"]


@told
def joint_judgements(judgements: Mapping[str, Judgements] | Iterable[Judgements], weights: Any = None) -> Judgements:
    """Make one table of the judgements of several experts, by the weighted geometric mean of each pair.

    Parameters
    ----------
    judgements : mapping of expert to Judgements, or a list
        Of the same items by name, in any order.
    weights : optional
        Of the experts, by name or in order; 1 each unless given.

    Returns
    -------
    Judgements
        A pair counts for those who judge it; one that nobody judges stays blank.

    Notes
    -----
    The geometric mean is the one that keeps the judgements reciprocal (Aczel and Saaty 1983). Priorities of the joint table are those
    of the *aggregation of individual judgements* (AIJ); the mean of the priorities of each is the *aggregation of individual
    priorities* (AIP; Forman and Peniwati 1998). With row geometric means, and the geometric mean of the priorities, both are the same.

    References
    ----------
    aczel1983, forman1998

    Examples
    --------
    >>> ida = Judgements(["safety", "price", "looks"], [4, 2, 1])
    >>> jon = Judgements(["looks", "price", "safety"], [1, 2, 1])
    >>> joint_judgements({"Ida": ida, "Jon": jon}).values[0].round(3).tolist()
    [1.0, 2.0, 1.0]
    """
    if isinstance(judgements, Judgements) or not isinstance(judgements, Iterable):
        raise MissingError("joint judgements are made of those of several experts.", hint='write {"Ida": judgements, "Jon": judgements}.')
    named = (
        {str(name): one for name, one in judgements.items()}
        if isinstance(judgements, Mapping)
        else {f"expert {k}": one for k, one in enumerate(judgements, start=1)}
    )
    if not named:
        raise MissingError("there are no judgements.", hint="give those of each expert.")
    items, tables = stacked(named)
    mean = mean_judgements(tables, voters_weights(weights, tuple(named), "expert").values[None])
    return Judgements(items, mean[0])


def stacked(named: Mapping[str, Any]) -> tuple[tuple[str, ...], Numbers]:
    """Return the items, and judgements in their order, shape (k, m, m), NaN where nobody judged."""
    items: tuple[str, ...] = ()
    found = []
    for expert, one in named.items():
        if not isinstance(one, Judgements):
            raise ShapeError(f"{expert} gives {shown(one)}, which are no judgements.", hint="write mo.Judgements(table).")
        items = items or one.items
        if set(one.items) != set(items):
            odd = sorted(set(one.items) ^ set(items))
            raise LabelError(
                f"{expert} does not judge the same items: {', '.join(map(repr, odd[:3]))}.", hint="name the same items for all."
            )
        at = [one.items.index(name) for name in items]
        found.append(one.values[np.ix_(at, at)])
    return items, np.array(found)


def mean_judgements(tables: Numbers, weights: Numbers) -> Numbers:
    """Return the weighted geometric mean of judgements, shape (k, m, m), for each row of weights, shape (j, k)."""
    mean = pooled(np.log(tables), weights)
    return np.asarray(np.exp((mean - np.swapaxes(mean, -1, -2)) / 2))  # reciprocal to the last bit that matters
