"""A decision maker or a pipeline of scikit-criteria as a plug-in."""

from __future__ import annotations

from typing import Any

from .._xp import Array
from ..core.arguments import told_as
from ..errors import PluginError
from ..plugin.family import ANY, LOWER, Domain
from ..plugin.plugin import Method
from .foreign_method import foreign_method, identifier

__all__ = ["skcriteria"]


@told_as("mo.adapters.skcriteria")
def skcriteria(obj: Any, *, name: str | None = None, domain: Domain = ANY) -> Method[[]]:
    """Wrap a decision maker or a pipeline of scikit-criteria, so that it takes labels and blanks policies, and stands in ``mo.compare``.

    Its scores are the ranks that it gives, 1 for the best: what else it computes has another name in every class. It is asked about
    one table at a time, with weights that sum to one.

    Parameters
    ----------
    obj : object with ``evaluate(dm)``
        Such as ``mkpipe(VectorScaler("matrix"), TOPSIS())``.
    name : str, optional
        What the plug-in is called; unless given ``skcriteria_topsis`` for a ``TOPSIS``, or a pipeline that ends in one.
    domain : Domain, optional
        The cells that its formula can take, such as ``POSITIVE`` of ``mcda_orch.plugin.family``; others are refused by name, and the laws
        are tried on these alone.

    Raises
    ------
    PluginError
        If it is no such object, or answers with something else than ranks, as ELECTRE I does.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> from skcriteria.agg.simple import WeightedProductModel
    >>> matrix = mo.DecisionMatrix([[1, 5], [4, 2]], ["Ant", "Bee"], ["gain", "speed"])
    >>> theirs = skcriteria(WeightedProductModel())
    >>> theirs.name, str(theirs(matrix, [1, 1]).ranking)
    ('skcriteria_weightedproductmodel', 'Bee > Ant')
    """
    if isinstance(obj, type) or not callable(getattr(obj, "evaluate", None)):
        raise PluginError(
            f"{obj!r} is no decision maker of scikit-criteria.",
            hint="make one first, such as mo.adapters.skcriteria(skcriteria.agg.topsis.TOPSIS()).",
        )
    steps = getattr(obj, "steps", None)
    last = steps[-1][1] if steps else obj
    called = identifier(f"skcriteria {type(last).__name__}") if name is None else name
    return foreign_method("scikit-criteria", last, lambda x, w, s: _ranks(obj, x, w, s), LOWER, called, domain)


def _ranks(obj: Any, x: Array, w: Array, s: Array) -> Any:
    from skcriteria import mkdm

    answer = obj.evaluate(mkdm(x, s.astype(int), weights=w))
    ranks = getattr(answer, "rank_", None)
    if ranks is None:
        raise PluginError(
            f"{type(obj).__name__} of scikit-criteria answers with a {type(answer).__name__}, which ranks nothing.",
            hint="wrap a decision maker whose evaluate(dm).rank_ has the ranks.",
        )
    return ranks
