"""CRITIC: contrast within a criterion, and conflict with the others."""

from __future__ import annotations

from typing import Annotated, Literal

from .._xp import Array, namespace, share
from ..laws import facts as fact
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..numerics.column_statistics import Correlation, deviation
from ..numerics.column_statistics import conflict as opposition
from ..plugin.law import Variant
from ..plugin.parameter import AnyScaling, Needs
from ..plugin.plugin import weighting
from ..plugin.steps import step
from ..scaling.minmax import minmax

__all__ = ["critic"]


@weighting(
    keeps=[simplex, constant_gets_zero, unit_free, origin_free, mirror],
    breaks=[direction_free],
    facts=[fact.places],
    cite="diakoulaki1995",
    variants=[
        Variant("undirected", {"directed": False}, breaks=[mirror], facts=[fact.parts], lacks=[fact.places], keeps=[direction_free]),
        Variant("Spearman", {"correlation": "spearman"}),
        Variant("distance correlation", {"correlation": "distance"}, keeps=[direction_free]),
        Variant("absolute correlations", {"conflict": "absolute"}, keeps=[direction_free]),
    ],
)
def critic(
    x: Array,
    s: Array,
    *,
    correlation: Correlation = "pearson",
    conflict: Annotated[Literal["signed", "absolute"], Needs("correlation", ("pearson", "spearman"))] = "signed",
    scale: AnyScaling | None = None,
    directed: bool = True,
    ddof: Literal[1, 0] = 1,
) -> Array:
    """Weights by the contrast within a criterion and its conflict with the others.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    correlation : {"pearson", "spearman", "distance"}
        Pearson's as published; Spearman's, which the publication suggests for a more general view; or the
        distance correlation of D-CRITIC (Krishnan et al. 2021), to which an opposite criterion is no conflict.
    conflict : {"signed", "absolute"}
        What two criteria that go against each other are: in conflict, ``1 - r``, as published; or as good as one, because each
        can be told from the other, ``1 - |r|``, as in the improved CRITIC of Wu, Zhen and Zhang (2020).
    scale : Scaling or its name, optional
        Instead of the place within the range of the data; ``minmax`` takes declared bounds where there are some.
    directed : bool, default True
        Whether costs are reflected before correlating, as published. ``False`` treats every criterion as a
        benefit, as some applications do (Tus and Aytac Adali 2019).
    ddof : {1, 0}
        Whether ``C_j`` is shown with the sample or the population deviation. The weights do not depend on it.

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``C_j = sigma_j sum_k (1 - r_jk)``, ``w_j = C_j / sum_j C_j`` on min-max scaled values, with Pearson correlations
    (Diakoulaki et al. 1995, eqs. 1-5). A constant criterion has no correlation and is left out; it gets weight 0.

    References
    ----------
    diakoulaki1995, tus2019, krishnan2021, szekely2007, wu2020

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[7, 300], [9, 250], [8, 280]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    >>> mo.weightings.critic(matrix)
    Weights({'quality': 0.498344, 'price': 0.501656}, source='critic')
    >>> import numpy as np
    >>> critic.kernel(np.array([[1.0, 2.0, 5.0], [2.0, 1.0, 5.0], [3.0, 2.0, 5.0]]), np.ones(3)).round(3)
    array([0.464, 0.536, 0.   ])
    """
    xp = namespace(x, s)
    r = (minmax if scale is None else scale)(x, s if directed else xp.ones_like(s))
    sigma = step("standard deviation", "sigma_j", deviation(r, ddof))
    return share(step("information", "C_j", sigma * step("conflict", "f_j", opposition(r, correlation, absolute=conflict == "absolute"))))
