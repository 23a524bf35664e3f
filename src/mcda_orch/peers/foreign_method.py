"""A method of another library as a plug-in: one table at a time, and one error where it has no answer."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from .._xp import Array
from ..errors import DomainError, McdaError, PluginError
from ..plugin.declare import made
from ..plugin.family import HIGHER, LOWER, SCORE, Better, Domain
from ..plugin.plugin import Method

__all__ = ["NoNumbers", "Refused", "better_of", "foreign_method", "identifier"]

BETTER = {"higher": HIGHER, "lower": LOWER}


class Refused(DomainError):
    """A method of another library raised an error on a table."""


class NoNumbers(Refused):
    """A method of another library returned what are no numbers."""


def identifier(text: str) -> str:
    """Return a name that a plug-in can have.

    Examples
    --------
    >>> identifier("pymcdm PROMETHEE_II")
    'pymcdm_promethee_ii'
    """
    return re.sub(r"\W+", "_", text).strip("_").lower()


def better_of(given: str) -> Better:
    """Return which scores are better, as it is written."""
    if given not in BETTER:
        raise PluginError(f"better={given!r} says nothing of scores.", hint="write better='higher' or better='lower'.")
    return BETTER[given]


def foreign_method(
    library: str, obj: Any, call: Callable[[Array, Array, Array], Any], better: Better, name: str | None, domain: Domain
) -> Method[[]]:
    """Return a plug-in that asks an object of another library about one table at a time.

    Parameters
    ----------
    library : str
    obj : object
        Whose class is named in errors, and names the plug-in.
    call : callable
        ``call(x, w, s)`` asks it, with arrays that it may write to and weights that sum to one.
    better : Better
    name : str, optional
    domain : Domain
    """
    own = type(obj).__name__
    called = f"{own} of {library}"

    def kernel(x: Array, w: Array, s: Array) -> Array:
        total = w.sum()
        if not total > 0:
            raise DomainError(f"{called} takes weights that sum to one, and all of these are 0.", hint="give a criterion a weight.")
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")  # what it warns of comes out as numbers that are none
            try:
                found = np.asarray(call(x.copy(), w / total, s.copy()), dtype=float)
            except McdaError:
                raise
            except Exception as error:
                said = " ".join(str(error).split()).rstrip(".") or "no message"
                raise Refused(
                    f"{called} raised {type(error).__name__}: {said}.",
                    hint="its formula or its parameters do not fit this table; change the table, or ask another method.",
                ) from error
        if found.shape != x.shape[:1]:
            raise PluginError(
                f"{called} returned an array of shape {found.shape} for {len(x)} alternatives.",
                hint="wrap a method that gives every alternative a number.",
            )
        wrong = int((~np.isfinite(found)).sum())
        if wrong:
            raise NoNumbers(
                f"{called} gives {wrong} of {len(x)} alternatives no finite number.",
                hint="leave out criteria that are the same for all, alternatives that are alike or best throughout, or ask another method.",
            )
        return found

    kernel.__name__ = kernel.__qualname__ = identifier(f"{library} {own}" if name is None else name)
    kernel.__doc__ = f"{called}, asked about one table at a time with weights that sum to one."
    found: Method[[]] = made(
        Method, SCORE, kernel, domain=domain, keeps=(), breaks=(), facts=(), cite=(), better=better, linear_form=None, ratio_form=None,
        columnwise=True, turns=None, variants=(), opinion="", numpy_only=True, rowwise=False, lift=True, per_matrix=False,
    )  # fmt: skip
    return found
