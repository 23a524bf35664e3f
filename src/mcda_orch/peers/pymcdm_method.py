"""A method of pymcdm as a plug-in."""

from __future__ import annotations

from typing import Any

import numpy as np

from .._xp import Array
from ..core.arguments import told_as
from ..errors import PluginError
from ..plugin.family import ANY, HIGHER, LOWER, Better, Domain
from ..plugin.plugin import Method
from .foreign_method import better_of, foreign_method

__all__ = ["pymcdm"]


@told_as("mo.adapters.pymcdm")
def pymcdm(obj: Any, *, better: str | None = None, name: str | None = None, domain: Domain = ANY) -> Method[[]]:
    """Wrap a method of pymcdm, so that it takes labels, directions and blanks policies, and stands in ``mo.compare``.

    It is asked about one table at a time, with weights that sum to one, as its documentation wants them.

    Parameters
    ----------
    obj : object of a class of ``pymcdm.methods``
        With the parameters that it is to have.
    better : {"higher", "lower"}, optional
        Which scores are better; what its own ``rank`` takes for better, unless given.
    name : str, optional
        What the plug-in is called; ``pymcdm_topsis`` for a ``TOPSIS``, unless given.
    domain : Domain, optional
        The cells that its formula can take, such as ``POSITIVE`` of ``mcda_orch.plugin.family``; others are refused by name, and the laws
        are tried on these alone.

    Raises
    ------
    PluginError
        If it is no such object.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> from pymcdm.methods import TOPSIS
    >>> from pymcdm.normalizations import vector_normalization
    >>> theirs = pymcdm(TOPSIS(vector_normalization))
    >>> theirs(mo.load("orchestrators")).ranking == mo.topsis(mo.load("orchestrators")).ranking
    True
    """
    if isinstance(obj, type) or not (callable(obj) and hasattr(obj, "rank")):
        raise PluginError(f"{obj!r} is no method of pymcdm.", hint="make one first, such as mo.adapters.pymcdm(pymcdm.methods.TOPSIS()).")
    return foreign_method(
        "pymcdm", obj, lambda x, w, s: _scores(obj, x, w, s), _side(obj) if better is None else better_of(better), name, domain
    )


def _scores(obj: Any, x: Array, w: Array, s: Array) -> Any:
    return obj(x, w, s.astype(int))


def _side(obj: Any) -> Better:
    """Return which of two scores the object ranks first."""
    low, high = np.asarray(obj.rank(np.array([0.0, 1.0])), dtype=float)
    return HIGHER if high < low else LOWER
