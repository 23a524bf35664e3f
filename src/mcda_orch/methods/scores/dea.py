"""DEA: efficiency under the weights that are kindest to each alternative."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from ..._xp import Array
from ...exact.programme import minimise
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import kinds
from ...plugin.family import POSITIVE_COSTS, SCORE
from ...plugin.law import Variant
from ...plugin.parameter import Needs
from ...plugin.plugin import method
from ...plugin.steps import step

__all__ = ["dea"]

FARTHEST = 25.0
"""Logarithm of the largest ratio between two values of a column that the solver is given; beyond, one is nothing beside the other."""


@method(
    SCORE,
    domain=POSITIVE_COSTS,
    keeps=[
        law.dominance, law.response, law.weight_free, law.unit_free, law.dominated_newcomer, law.clone_proof, law.ignores_zero_weight,
        law.splitting, law.bounded, law.continuous,
    ],
    breaks=[law.strict_dominance, law.origin_free, law.order_only, law.mirror, law.independent, law.direction_free, law.sole_criterion], facts=[fact.parts, fact.shares],
    cite=["charnes1978", "banker1984"],
    numpy_only=True,
    per_matrix=True,
    variants=[Variant("variable returns", {"returns": "variable"}, breaks=[law.continuous], lacks=[fact.parts])],
)  # fmt: skip
def dea(
    x: Array,
    w: Array,
    s: Array,
    *,
    returns: Literal["constant", "variable"] = "constant",
    orientation: Annotated[Literal["input", "output"], Needs("returns", ("variable",))] = "input",
) -> Array:
    """Efficiency in [0, 1]: the part of its costs that a mix of alternatives needs to do as well; higher is better.

    Costs are inputs, benefits are outputs. Every alternative is judged under the weights that are kindest to it, so 1 says
    that no mix does better with less, not that it is preferable. The method has no weights of its own; a criterion of weight
    zero is left out.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    w : array, shape (..., m)
        Only which are above zero matters.
    s : array, shape (..., m)
        +1 for outputs, -1 for inputs.
    returns : {"constant", "variable"}
        Returns to scale: CCR (Charnes, Cooper and Rhodes 1978) or BCC (Banker, Charnes and Cooper 1984).
    orientation : {"input", "output"}
        Whether inputs are shrunk or outputs are stretched. Under constant returns both give the same number.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``min theta`` subject to ``sum_k l_k x_kj <= theta x_ij`` on inputs, ``sum_k l_k x_kj >= x_ij`` on outputs, ``l >= 0``, and
    ``sum_k l_k = 1`` under variable returns; with the output orientation ``1 / max phi``. Where there are no inputs (or no
    outputs) all alternatives have one of the size 1. An alternative without any output has the efficiency 0 under
    constant returns.

    References
    ----------
    charnes1978, banker1984

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[2, 1], [4, 4], [8, 5]], ["Ant", "Bee", "Cat"], ["price:min", "quality"])
    >>> print(mo.dea(matrix, {"price": 1, "quality": 1}))
    dea
    rank  alternative  score
       1  Bee              1
       2  Cat          0.625
       3  Ant            0.5
    >>> import numpy as np
    >>> x = np.array([[2.0, 1.0], [4.0, 4.0], [8.0, 5.0]])
    >>> dea.kernel(x, np.ones(2), np.array([-1.0, 1.0])).round(4)
    array([0.5  , 1.   , 0.625])
    """
    counted, which = kinds(w)
    return step("efficiency", "theta_i", np.stack([_efficiencies(x, counts, s, returns, orientation) for counts in counted])[which])


def _efficiencies(x: Array, counts: Array, s: Array, returns: str, orientation: str) -> Array:
    """Efficiency of every row under the criteria that count, shape (n,); equal rows are judged once."""
    inputs, outputs = x[:, counts & (s < 0)], x[:, counts & (s > 0)]
    one = np.ones((len(x), 1))
    inputs, outputs = inputs if inputs.size else one, outputs if outputs.size else one
    rows, place = np.unique(np.hstack([inputs, outputs]), axis=-2, return_inverse=True)
    m = inputs.shape[-1]
    found = np.array([_efficiency(rows[:, :m], rows[:, m:], i, returns, orientation) for i in range(len(rows))])
    return found[place.ravel()]


def _efficiency(inputs: Array, outputs: Array, i: int, returns: str, orientation: str) -> float:
    use, make = _relative(inputs, i), _relative(outputs, i)
    n = len(use)
    if not make.size and returns == "constant":
        return 0.0
    shrink = orientation == "input" or not make.size
    rows = np.vstack([use.T, -make.T])
    is_input = np.arange(len(rows)) < use.shape[-1]
    own = np.where(is_input, -1.0, 0.0) if shrink else np.where(is_input, 0.0, 1.0)
    bounds = np.where(is_input, 0.0, -1.0) if shrink else np.where(is_input, 1.0, 0.0)
    goal = np.append(np.zeros(n), 1.0 if shrink else -1.0)
    table = np.hstack([rows, own[:, None]])
    convex = ([[1.0] * n + [0.0]], [1.0]) if returns == "variable" else ()
    value = float(minimise(goal, table, bounds, *convex).value or 0)  # in fractions, so that efficient is exactly 1
    found = value if shrink else -1.0 / value
    return 1.0 if found > 1.0 - 1e-12 else found


def _relative(x: Array, i: int) -> Array:
    """Columns as multiples of one row; a column in which that row has nothing asks nothing of it, and is left out."""
    some = x[i] > 0
    with np.errstate(divide="ignore"):
        logs = np.log(x[:, some]) - np.log(x[i, some])
    return np.where(np.isneginf(logs), 0.0, np.exp(np.clip(logs, -FARTHEST, FARTHEST)))
