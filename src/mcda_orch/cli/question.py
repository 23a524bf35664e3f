"""What a command asks about its problem: the method with its parameters, and the weights."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import Any

from ..core.problem import Problem
from ..core.weights import Weights
from ..errors import did_you_mean
from ..plugin.family import SCORE
from ..plugin.plugin import Method, Plugin
from ..plugin.registry import get, names
from ..plugin.text import from_text
from .parser import Parser, UsageError
from .weights import stated

__all__ = ["declare_method", "declare_weights", "method_of", "methods_of", "weighed", "weights_of"]


def declare_method(parser: Parser) -> None:
    """Add the method and its parameters."""
    parser.add_argument("--method", "-m", metavar="METHOD", help="Name of a method; the one behind the published scores, unless given.")
    declare_parameters(parser)


def declare_parameters(parser: Parser) -> None:
    """Add the parameters of a method."""
    parser.add_argument("--param", action="append", metavar="NAME=VALUE", default=[], help="A parameter of the method; may be repeated.")
    parser.add_argument("--scale", metavar="SCALING", help="Name of a scaling, such as minmax; mcda-orch methods --family scaling.")


def declare_weights(parser: Parser) -> None:
    """Add the weights."""
    parser.add_argument(
        "--weights",
        metavar="WEIGHTS",
        help="'3,2,1' in the order of the criteria, 'speed=3,price=2', equal or another weighting (entropy), or a file of criterion,weight.",
    )


def method_of(asked: Namespace, problem: Problem) -> Method[...]:
    """Return the method of a question with its parameters set: the one behind the published scores, unless given."""
    return with_parameters(asked.method or problem.published_by or "wsm", asked)


def with_parameters(name: str, asked: Namespace) -> Method[...]:
    """Return a method by name, with the parameters that the command sets."""
    return _set(_method(name), asked.param, asked.scale)


def methods_of(called: list[str], asked: Namespace) -> list[Method[...]]:
    """Return methods by name, each with those parameters of the command that it has; every parameter must be one of some method's."""
    found = [_method(name) for name in called]
    given = [(text, text.partition("=")[0]) for text in asked.param]
    scaled = any("scale" in method.params for method in found)
    return [
        _set(
            method,
            [text for text, key in given if key in method.params or not any(key in other.params for other in found)],
            asked.scale if "scale" in method.params or not scaled else None,
        )
        for method in found
    ]


def weights_of(text: str | None, problem: Problem) -> Weights | None:
    """Return the weights of a command: numbers in order or by name, of a weighting, or from a file; None where nothing is said."""
    if text is None:
        return None
    if text.strip() in names("weighting"):
        return Weights.of(text.strip(), problem.matrix, problem.blanks, problem.params)
    return Weights.of(stated(text), problem.matrix)


def weighed(problem: Problem, asked: Namespace) -> Problem:
    """Return the problem with the weights of the command, where it gives any."""
    given = weights_of(asked.weights, problem)
    return problem if given is None else replace(problem, weights=given)


def _method(name: str) -> Method[...]:
    found = get(name)
    if not isinstance(found, Method) or found.family is not SCORE:
        raise UsageError(
            f"{name} is a {found.family.name}, not a method that scores.", hint="methods are " + ", ".join(names("score")) + "."
        )
    return found


def _set(method: Method[...], given: list[str], scale: str | None) -> Method[...]:
    params = _params(method, given, scale)
    return method.with_(**params) if params else method


def _params(method: Plugin[Any], given: list[str], scale: str | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"--param {text!r} is not of the form name=value.", hint="for instance --param v=0.3.")
        if key not in method.params:
            raise UsageError(f"{method.name} has no parameter {key!r}.", hint=did_you_mean(key, method.params) if method.params else None)
        found[key] = from_text(method.name, method.params[key], value)
    if scale is not None:
        if "scale" not in method.params:
            raise UsageError(f"{method.name} has no scaling to choose.", hint="leave --scale out.")
        found["scale"] = from_text(method.name, method.params["scale"], scale)
    return found
