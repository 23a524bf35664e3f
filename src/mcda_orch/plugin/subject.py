"""What a question is asked about, and of which method: the subject stands first, the method second."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from numbers import Real
from typing import Any

from ..core.display import shown
from ..core.foreign import foreign
from ..core.labels import mapped
from ..core.matrix import DecisionMatrix
from ..core.outcome import Outcome
from ..core.problem import Problem
from ..errors import MissingError, PluginError
from .family import SCORE
from .plugin import Method, Plugin, Weighting
from .registry import get, names

__all__ = ["claimed_method", "method_of", "no_weights", "subject", "the_method"]


def subject(given: Any, question: str, method: Any = None, *, takes_method: bool = True) -> DecisionMatrix | Problem:
    """Return what a question is about, labelled; refuse a method in its place.

    Parameters
    ----------
    given : Problem, DecisionMatrix, dataframe or array
    question : str
        Public name of the question, such as ``"smaa"``.
    method : optional
        What stands second, for the error that prints the right call.
    takes_method : bool, default True
        Whether the method stands second.
    """
    if isinstance(given, (DecisionMatrix, Problem)):
        return given
    if isinstance(given, Outcome):
        call = "outcome.matrix, outcome.method" if takes_method else "outcome.matrix"
        raise PluginError(
            f"mo.{question} asks about a problem or a matrix, and this is an outcome of {given.method}.",
            hint=f"its parts answer to their names: mo.{question}({call}, weights=outcome.weights).",
        )
    name = given.name if isinstance(given, Plugin) else given if isinstance(given, str) else None
    turned = isinstance(given, Plugin) or isinstance(method, (DecisionMatrix, Problem))
    if turned or (name is not None and method is not None and not isinstance(method, (str, Plugin))):
        call = f'problem, "{name}"' if takes_method and name is not None else "problem, ..."
        raise PluginError(f"mo.{question} takes the problem first: mo.{question}({call}).")
    if name is not None or given is None:
        raise MissingError(
            f"mo.{question} asks about a problem or a matrix, not {given!r}.",
            hint='read one, mo.read("tools.md"), or take a bundled one, mo.load("orchestrators").',
        )
    return DecisionMatrix(given) if foreign(given) is None else Problem(given)


def method_of(given: Any) -> Method[...]:
    """Return a method that scores alternatives, given by itself or by its name."""
    if _states(given):
        raise PluginError(
            f"{shown(given)} stands where a method stands, and is a statement.",
            hint='statements about alternatives go by name, preferences="Ant > Bee"; those about weights are a set: '
            'weights=mo.WeightSet(problem).order("quality > price").',
        )
    found = get(given) if isinstance(given, str) else given
    if not isinstance(found, Method) or found.family is not SCORE:
        if isinstance(found, Outcome):
            hint = f"the method itself is asked again: {found.method!r}, or mo.{found.method}.with_(name=value) with parameters."
        elif isinstance(found, Plugin):
            hint = "methods are " + ", ".join(names("score")) + "."
        elif (library := type(given).__module__.partition(".")[0]) in ("pymcdm", "skcriteria"):
            hint = f"an object of another library is wrapped: mo.adapters.{library}(obj)."
        elif callable(given):
            hint = "a function becomes one under @method(SCORE): from mcda_orch.plugin.plugin import method; from mcda_orch.plugin.family import SCORE."
        elif isinstance(given, (tuple, dict)):
            hint = 'parameters go with the method, such as mo.promethee_ii.with_(function="linear").'
        else:
            hint = 'a method is given by name or as a value, "wsm" or mo.wsm, after the problem and before the weights.'
        called = found.name if isinstance(found, Plugin) else shown(found)
        raise PluginError(f"{called} is no method that scores alternatives.", hint=hint)
    return found


def _states(given: Any) -> bool:
    """Tell whether this compares alternatives or criteria, ``"Ant > Bee"``."""
    each = given if isinstance(given, (list, tuple)) and given else (given,)
    return all(isinstance(one, str) and (">" in one or "~" in one) for one in each)


def no_weights(methods: Any) -> None:
    """Refuse weights where a list of methods stands: something with names, numbers, or a weighting."""
    if isinstance(methods, str):
        weights = methods not in names("score") and methods in names("weighting")
    elif (
        methods is None
        or isinstance(methods, (Plugin, Iterator))
        or not hasattr(methods, "__len__")
        or getattr(methods, "shape", None) == ()
    ):
        weights = isinstance(methods, Weighting)
    else:
        weights = mapped(methods) is not None or (len(methods) > 1 and all(isinstance(one, Real) for one in methods))
    named = mapped(methods) if weights and isinstance(methods, Mapping) else None
    if named and all(name in names("score") for name in named):
        raise PluginError(
            "mo.compare takes the methods as a list, and this is a mapping.",
            hint='parameters are set on each: mo.compare(matrix, [mo.vikor.with_(v=0.7), "topsis"], weights).',
        )
    if weights:
        raise PluginError(
            "mo.compare takes the methods second, but weights stand there.",
            hint='write mo.compare(matrix, ["topsis", "vikor"], weights), or mo.compare(matrix, weights=weights) for all methods.',
        )


def claimed_method(problem: DecisionMatrix | Problem, given: Any) -> Method[...] | None:
    """Return the method that was given, else the one that published scores claim to come from, if any."""
    named = problem.published_by if given is None and isinstance(problem, Problem) else given
    return None if named is None else method_of(named)


def the_method(problem: DecisionMatrix | Problem, given: Any) -> Method[...]:
    """Return the method of a question; refuse to guess where none is given and the problem names none."""
    found = claimed_method(problem, given)
    if found is None:
        raise PluginError("no method is given.", hint='pass one, such as "wsm"; a problem with published scores may name its own.')
    return found
