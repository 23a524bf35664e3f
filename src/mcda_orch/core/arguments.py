"""Arguments under the names that other libraries have for them: what to write instead, in a sentence."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from ..errors import PluginError, did_you_mean, key
from .annotations import fitting

__all__ = ["argument_hint", "instead", "told", "told_as", "told_class", "told_decorator", "told_names"]

P = ParamSpec("P")
T = TypeVar("T")

_CALLED = {
    # arguments of values, methods and questions
    "directions": """types objectives senses impacts objective type criteria_types criterion_types signs direction optimization maximize
        minimize maximise minimise cost costs benefit benefits beneficial cost_benefit is_benefit""",
    "scale": """normalization normalisation normalize normalise norm normalization_function normalization_method normalizer normaliser scaling
        scaler transform transformer preprocessing""",
    "blanks": "na nan missing fillna fill_value impute",
    "weights": "w weight wts criteria_weights",
    "alternatives": "names index rows anames alternative_names alternatives_names labels",
    "criteria": "columns cnames criterion_names criteria_names attributes",
    "method": "methods model aggregator decision_maker mcda_method",
    "methods": "method models",
    "problem": "matrix dm decision_matrix data dataset df frame table",
    "matrix": "problem dm decision_matrix data dataset df frame table x",
    "values": "matrix data df frame table cells",
    "draws": "n samples n_samples nsamples iterations n_iter n_iterations size trials simulations n_simulations num_samples",
    "rng": "seed random_state random_seed",
    "backend": "kind library native engine framework",
    "label": "label_column index index_col id_column names_column",
    "sheet": "sheet_name",
    "priority": "method weighting derivation",
    "published": "scores expected reference true_scores",
    "winner": "alternative target best to_win",
    "over": "against rival than",
    # parameters of methods
    "function": "preference_function preference_functions preference functions f criterion_type generalized_criterion generalised_criterion",
    "q": "indifference indifference_threshold qs",
    "p": "preference_threshold ps order power",
    "sigma": "s gaussian_threshold inflection",
    "v": "strategy strategy_weight strategy_coefficient strategic_weight",
    "lam": "lambda_ l lambd lamda lmbda lambda_value",
    "low": "bounds lower minimum lower_bounds",
    "high": "upper maximum upper_bounds",
    "ideal": "esp expected_solution_point reference_ideal",
    "distance": "metric dist distance_metric",
    "theta": "attenuation attenuation_factor loss_aversion",
    "tau": "threshold psi",
    # families
    "score": "method methods scores scoring ranking mcda",
    "scaling": "normalization normalisation normalizations scalings scalers",
    "weighting": "weights weightings weight objective_weights",
    # words for preference functions and distances
    "usual": "t1 type_1 type_i usual_criterion",
    "u_shape": "t2 type_2 type_ii quasi quasi_criterion",
    "v_shape": "t3 type_3 type_iii v linear_preference",
    "level": "t4 type_4 type_iv level_criterion",
    "linear": "t5 type_5 type_v v_shape_2 v_shape_with_indifference linear_with_indifference indifference_area",
    "gaussian": "t6 type_6 type_vi gauss normal",
    "manhattan": "cityblock city_block taxicab l1",
    "euclidean": "l2 euclid",
    "chebyshev": "tchebychev linf l_inf maximum_distance chessboard",
}  # fmt: skip

_PLACES = {
    "directions belong to the matrix: mo.DecisionMatrix(values, alternatives, criteria, directions=[...]), or 'price:min' in a name.": (
        "directions " + _CALLED["directions"]
    ),
    "weights go to the method, mo.topsis(matrix, weights), or beside the matrix into mo.Problem(matrix, weights).": (
        "weights " + _CALLED["weights"]
    ),
    "what is known of weights is a set of them: weights=mo.WeightSet(problem).order(\"quality > price\").": """order orders constraints
        statements importance weight_constraints preferences""",
    "a scaling goes to the method, mo.topsis.with_(scale=\"minmax\"), or to the table, mo.scalings.minmax(matrix).": (
        "scale " + _CALLED["scale"]
    ),
    "the method stands in the question: mo.topsis(problem), mo.stability(problem, \"topsis\").": "method " + _CALLED["method"],
    "notes and the column of names are chosen by mo.DecisionMatrix.from_frame(frame, label=, notes=).": "label notes " + _CALLED["label"],
    "published scores are compared to half a unit of their last digit; other limits are numpy.allclose(outcome.scores, published, atol=0.002).": (
        "tolerance tol atol rtol decimals digits precision"
    ),
    "what would undo the lead is asked of the explanation: outcome.explain(a, b).undoing(\"weights\"), or of cells.": "undo undoing",
    "parameters are set on the method: mo.topsis.with_(scale=\"minmax\"), or of a problem, mo.Problem(matrix, weights, params={\"topsis\": {...}}).": (
        "params parameters settings kwargs options method_params"
    ),
}  # fmt: skip


_PARAMETERS = frozenset(["function", "q", "p", "sigma", "v", "lam", "low", "high", "ideal", "distance", "theta", "tau"])
"""Parameters that methods have, and questions about them have not."""


@cache
def _targets() -> dict[str, list[str]]:
    """Return what each name that is used elsewhere may stand for."""
    found: dict[str, list[str]] = {}
    for target, guesses in _CALLED.items():
        for guess in guesses.split():
            found.setdefault(key(guess), []).append(target)
    return found


@cache
def _homes() -> dict[str, str]:
    return {key(guess): text for text, guesses in _PLACES.items() for guess in guesses.split()}


def instead(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that a name used elsewhere stands for, or None.

    Examples
    --------
    >>> instead("normalization", ["scale", "blanks"]), instead("types", ["scale"])
    ('scale', None)
    """
    names = list(known)
    asked = key(name)
    same = next((n for spelt in (asked, f"{asked}s", asked.removesuffix("s")) for n in names if key(n) == spelt), None)
    return same or next((target for target in _targets().get(key(name), ()) if target in names), None)


def argument_hint(name: str, known: Iterable[str]) -> str:
    """Return what to write instead of an argument that a function does not have.

    Examples
    --------
    >>> argument_hint("normalization", ["scale"]), argument_hint("v0", ["v", "low"])
    ("did you mean 'scale'?", "did you mean 'v'?")
    """
    names = list(known)
    found = instead(name, names)
    if found is not None:
        return f"did you mean {found!r}?"
    return _homes().get(key(name)) or (did_you_mean(name, names) if names else "it has no parameters.")


def _question_hint(name: str, known: Iterable[str]) -> str:
    """Return the same of a question that is asked of a method, where a parameter of methods is set on the method."""
    names = list(known)
    asks = "method" in names or "methods" in names
    if asks and key(name) in _PARAMETERS and instead(name, names) is None:
        return f"{name!r} goes with a method that has it, in place of the method's name, such as mo.vikor.with_(v=0.3)."
    return argument_hint(name, names)


def told(function: Callable[P, T]) -> Callable[P, T]:
    """Say in a sentence what is wrong with a call that does not fit the function's arguments, or what their annotations say.

    Examples
    --------
    >>> @told
    ... def first(n: int) -> int:
    ...     return n
    >>> first(2.0)
    2
    >>> first("2")
    Traceback (most recent call last):
    mcda_orch.errors.DomainError: first: n='2' must be a whole number.
    """
    return _told(function, fitting(function))


def told_names(function: Callable[P, T]) -> Callable[P, T]:
    """Do the same for a function that checks the values of its arguments itself, as the readers and writers of files do."""
    return _told(function, lambda args, kwargs: (args, kwargs))


def told_as(called: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Do the same for a function that users reach under another name than ``mo.`` and its own."""
    return lambda function: _told(function, fitting(function), called)


def told_decorator(function: Callable[P, T]) -> Callable[P, T]:
    """Do the same for a function that makes decorators, and bears its name with an @."""
    return _told(function, lambda args, kwargs: (args, kwargs), f"@{function.__name__}")


def _told(function: Callable[P, T], plain: Callable[..., Any], called: str = "") -> Callable[P, T]:
    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            fits, named = plain(args, kwargs)
            return function(*fits, **named)
        except TypeError:
            wrong = _misfit(function, args, kwargs, called)
            if wrong is None:
                raise
            raise wrong from None

    return call


def told_class(kind: type[T]) -> type[T]:
    """Do the same for a class whose constructor is not written out."""
    setattr(kind, "__init__", told(kind.__init__))  # noqa: B010  # the class keeps its signature
    return kind


def _misfit(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], called: str = "") -> PluginError | None:
    """Return what is wrong with a call, or None where it fits the function."""
    signature = inspect.signature(function)
    try:
        signature.bind(*args, **kwargs)
    except TypeError as error:
        said = str(error)
    else:
        return None
    params = {n: p for n, p in signature.parameters.items() if n not in ("self", "cls")}
    name = called or f"mo.{function.__name__}"
    if len(params) < len(signature.parameters):
        kind = args[0] if isinstance(args[0], type) else type(args[0])
        name = f"mo.{kind.__name__}" if function.__name__ == "__init__" else f"{kind.__name__}.{function.__name__}"
    own = len(signature.parameters) - len(params)
    for given in kwargs:
        if given not in params:
            return PluginError(f"{name} has no argument {given!r}.", hint=_question_hint(given, params))
    places = [n for n, p in params.items() if p.kind is not inspect.Parameter.KEYWORD_ONLY]
    some = [n if p.default is p.empty else f"{n}=..." for n, p in params.items() if p.kind is not p.VAR_POSITIONAL]
    written = f"{name}({', '.join(some)})"
    for given in kwargs:
        if given in places[: len(args) - own]:
            return PluginError(
                f"{name} got {given!r} twice: what stands in place {places.index(given) + 1} is it.", hint=f"write {written}."
            )
    if len(args) - own > len(places):
        return PluginError(
            f"{name} takes {len(places)} argument{'s' * (len(places) != 1)} without a name, and got {len(args) - own}.",
            hint=f"write {written}.",
        )
    missing = [n for n, p in params.items() if p.default is p.empty and n not in kwargs and n not in places[: len(args) - own]]
    return PluginError(f"{name} needs {' and '.join(missing) or said}.", hint=f"write {written}.")
