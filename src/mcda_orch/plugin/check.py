"""The one validation at the boundary between labelled values and bare arrays."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from .._xp import Array, dot
from ..core.blanks import Blanks, BlanksLike, Policy
from ..core.criteria import Interval, Ordinal
from ..core.foreign import foreign
from ..core.frozen import Frozen, FrozenMap, still
from ..core.labels import label, labels_of
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..core.reciprocal import judged, reciprocal
from ..core.weights import Weights
from ..errors import DomainError, MeaningWarning, MissingError, PluginError, ShapeError
from .family import SCORE, WEIGHTING, Domain
from .settings import fitted

if TYPE_CHECKING:
    import numpy.typing as npt

    from .plugin import Plugin

__all__ = [
    "Task",
    "advice",
    "again",
    "cells",
    "constant",
    "finite",
    "importance",
    "inner",
    "inside",
    "judgements",
    "positions",
    "result",
    "stated",
    "task",
    "unlike",
    "weights",
]


UNLIKE = 10.0
"""How many times the span of one column may be that of another before adding them as they stand is worth a note."""


@dataclass(frozen=True, slots=True)
class Task(Frozen):
    """A method's call after validation: labelled input, and the arrays that its kernel gets."""

    plugin: Plugin[Any]
    matrix: DecisionMatrix
    weights: Weights
    blanks: Blanks
    params: Mapping[str, Any]
    x: npt.NDArray[np.float64]
    w: npt.NDArray[np.float64]
    s: npt.NDArray[np.float64]
    redistributed: bool

    def scores(self, w: Array | None = None) -> Any:
        """Run the kernel; under redistribution every pattern of blanks is one more weight vector."""
        weights = self.w if w is None else w
        if not self.redistributed:
            return self.plugin.run(self.x, weights, self.s, **self.params)
        patterns, which = np.unique(~self.matrix.blank, axis=-2, return_inverse=True)
        shared = weights[..., None, :] * patterns
        kept = shared.sum(axis=-1, keepdims=True)
        if (kept <= 0).any() and w is None:
            row = int(np.flatnonzero(np.isin(which.ravel(), np.argwhere(kept <= 0)[:, -2]))[0])
            raise MissingError(
                f"{self.matrix.names[row]!r} is blank on every criterion that carries weight, so its weight cannot be shared out.",
                hint="leave the alternative out, or use another policy for blanks.",
            )
        shared = shared * np.where(kept > 0, weights.sum(axis=-1)[..., None, None] / np.where(kept > 0, kept, 1.0), 0.0)
        scores = self.plugin.run(self.x, shared, self.s, **self.params)
        return scores[..., which.ravel(), np.arange(self.x.shape[-2])]

    def order(self, x: Array | None = None, w: Array | None = None) -> tuple[Any, Any]:
        """Return what orders the alternatives, and the size of its terms where that is a sum; of other cells and weights, if given.

        The linear form decides where there is one, else the scores; under redistribution the cells are those of the task.
        """
        plugin, cells, weights = self.plugin, self.x if x is None else x, self.w if w is None else w
        if self.redistributed:
            return self.scores(w), None
        if plugin.linear_form is None:
            return plugin.run(cells, weights, self.s, **self.params), None
        features = np.asarray(plugin.linear_form(cells, self.s, **self.params))
        return dot(features, weights), dot(np.abs(features), weights)


def task(
    plugin: Plugin[Any],
    matrix: DecisionMatrix | Problem,
    weights: Weights | Mapping[str, float] | npt.ArrayLike | None,
    blanks: BlanksLike,
    params: dict[str, Any],
) -> Task:
    """Validate a labelled call, and return the arrays that the kernel gets."""
    own: dict[str, Any] = {}
    if not isinstance(matrix, (DecisionMatrix, Problem)) and weights is None and foreign(matrix) is not None:
        matrix = Problem(matrix)  # which brings weights of its own
    if isinstance(matrix, Problem):
        problem = matrix
        own = dict(problem.params.get(plugin.name, {}))
        judged = own.pop("weights", problem.weights)
        weights = judged if weights is None else weights
        blanks = problem.blanks if blanks is None else blanks
        matrix = problem.matrix
    elif not isinstance(matrix, DecisionMatrix):
        matrix = DecisionMatrix(matrix)
    policy = Blanks.of(blanks)
    blind = plugin.family is WEIGHTING and plugin.sees == "nothing"
    filled = (Blanks("redistribute") if blind else policy).fill(matrix)
    redistributed = filled is not matrix and policy.policy == "redistribute" and not blind
    if plugin.family is SCORE:
        found = _weights(plugin, matrix, weights, policy)
        if redistributed:
            _can_redistribute(plugin, matrix)
    else:
        found = Weights(np.ones(matrix.shape[-1]), matrix.criterion_names, source="none")
        if redistributed:
            raise DomainError(f"{plugin.name} has no weights to redistribute.", hint="fill the blanks: 'mean', 'worst' or a number.")
    settings = FrozenMap(fitted(plugin, params, filled, own))
    for who, domain in plugin.restrictions(settings):
        inside(domain, filled.values, filled, who)
    w = found.aligned(matrix.criterion_names)
    return Task(plugin, matrix, found, policy, settings, filled.values, w, still(filled.senses), redistributed)


def again(plugin: Plugin[Any], matrix: DecisionMatrix, weights: Weights, blanks: Blanks, params: Mapping[str, Any]) -> Task:
    """Return the task that a matrix, weights, a policy for blanks and fitted parameters make, with its arrays worked out anew."""
    filled = blanks.fill(matrix)
    redistributed = filled is not matrix and blanks.policy == "redistribute"
    w = weights.aligned(matrix.criterion_names)
    return Task(plugin, matrix, weights, blanks, FrozenMap(params), filled.values, w, still(filled.senses), redistributed)


def stated(name: str, params: Mapping[str, Any], matrix: DecisionMatrix) -> None:
    """Refuse what a problem says of a method, by its name, and what the method cannot take."""
    from .registry import get

    own = dict(params)
    if own.get("weights") is not None:
        Weights.of(own["weights"], matrix, Blanks())
    own.pop("weights", None)
    fitted(get(name), own, matrix)


def positions(plugin: Plugin[Any], names: tuple[str, ...], blanks: Any, extra: tuple[Any, ...]) -> None:
    """Refuse what has no place in a labelled call: directions where the policy for blanks stands, and parameters without a name."""
    if isinstance(blanks, (list, tuple, np.ndarray)):
        raise DomainError(
            f"what stands after the {names[-2]} of {plugin.name} says what a blank means, but here it is {blanks!r}.",
            hint="directions belong to the matrix: mo.DecisionMatrix(values, alternatives, criteria, directions=[...]), or 'price:min'.",
        )
    if isinstance(blanks, str) and blanks not in get_args(Policy):
        for param in plugin.params.values():
            if blanks in param.words:
                raise PluginError(
                    f"what stands after the {names[-2]} of {plugin.name} says what a blank means, but {blanks!r} is what {param.name} may be.",
                    hint=f"parameters go by name: {param.name}={blanks!r}.",
                )
    if extra:
        raise PluginError(
            f"{plugin.name} takes ({', '.join(names)}), and got {len(extra)} more without a name.",
            hint="parameters go by name" + (f": {', '.join(plugin.params)}." if plugin.params else ", and it has none."),
        )


def _weights(plugin: Plugin[Any], matrix: DecisionMatrix, given: Any, blanks: Blanks) -> Weights:
    if given is None:
        if matrix.names == matrix.criterion_names:
            raise MissingError(
                f"{plugin.name} needs weights, and its table compares {', '.join(map(repr, matrix.names[:3]))} with themselves, as judgements do.",
                hint="weights from judgements are mo.Judgements(table).priorities(); mo.Hierarchy ranks by judgements alone.",
            )
        raise MissingError(
            f"{plugin.name} needs weights.",
            hint="pass weights=mo.Weights({name: weight}), or weights='equal' if nothing speaks for one criterion over another.",
        )
    if hasattr(given, "statements"):
        raise ShapeError(
            f"{plugin.name} takes one weight vector, not a set of them: {given!r}.",
            hint="pass the centre of the set, .centre, or ask mo.smaa or mo.first_place what holds for all of it.",
        )
    return Weights.of(given, matrix, blanks)


def _can_redistribute(plugin: Plugin[Any], matrix: DecisionMatrix) -> None:
    if any(law.name == "ignores_zero_weight" for law in plugin.breaks):
        raise DomainError(
            f"{plugin.name} cannot redistribute the weight of blanks: it listens to criteria of weight zero.",
            hint="fill the blanks: blanks='mean', 'worst' or a number.",
        )
    if matrix.values.ndim != 2:
        raise ShapeError("weights of blanks are redistributed one matrix at a time.", hint="fill the blanks of a batch.")


def inside(domain: Domain, x: npt.NDArray[np.float64], matrix: DecisionMatrix, who: str) -> None:
    """Refuse cells that the formula cannot take, by name."""
    outside = domain.outside(x, matrix.senses)
    if outside.any():
        *_, i, j = np.argwhere(outside)[0]
        count = int(outside.sum())
        more = "" if count == 1 else f", and {count - 1} more cell{'s' if count > 2 else ''} do not fit"
        raise DomainError(
            f"{who} needs {domain.needs}, but {matrix.criteria[j].name!r} of {matrix.names[i]!r} is {x[outside].flat[0]:g}{more}.",
            hint=domain.hint + ".",
        )


def result(plugin: Plugin[Any], first: Array, found: Any) -> None:
    """Refuse what a kernel returns in another shape than its family has, and what is no array of numbers."""
    n, m = first.shape[-2:] if first.ndim > 1 else (0, 0)
    core = {"(n)": (n,), "(m)": (m,), "(n,m)": (n, m)}[plugin.family.signature.partition("->")[2]]
    shape = getattr(found, "shape", None)
    if shape is None or shape[len(shape) - len(core) :] != core or len(shape) < len(core):
        what = f"an array of shape {tuple(shape)}" if shape is not None else f"a {type(found).__name__}"
        raise PluginError(
            f"the kernel of {plugin.name} returned {what} for values of shape {tuple(first.shape)}.",
            hint=f"a {plugin.family.name} kernel maps {plugin.family.signature}, with leading axes kept.",
        )
    if isinstance(found, np.ndarray) and found.dtype.kind not in "fiub":
        raise PluginError(f"the kernel of {plugin.name} returned an array of {found.dtype}.", hint="return real numbers.")


_NO_NUMBER = "its formula divides nothing by nothing there (a constant column?), or is not defined; its kernel must say what that means."
_LARGE = "state the values in larger units, or choose a scaling."


def _overflow(values: npt.NDArray[Any], x: npt.NDArray[Any]) -> bool:
    """Tell whether numbers left the range of floating point, rather than that a formula is not defined."""
    sizes = np.abs(x[x != 0])
    return bool(np.isinf(values).any() or (sizes > 1e100).any() or (sizes < 1e-100).any())


def finite(plugin: Plugin[Any], scores: Any, matrix: DecisionMatrix) -> None:
    """Refuse scores that are no numbers, or left the range of floating point."""
    fine = np.isfinite(scores)
    if not fine.all():
        name = matrix.names[int(np.argwhere(~fine)[0][-1])]
        large = _overflow(np.asarray(scores), matrix.values)
        what = "too large for floating point" if large else "no number (NaN)"
        raise DomainError(f"the score that {plugin.name} gives to {name!r} is {what}.", hint=_LARGE if large else _NO_NUMBER)


def cells(plugin: Plugin[Any], scaled: npt.NDArray[Any], matrix: DecisionMatrix) -> None:
    """Refuse scaled cells that are no numbers: they would pass for blanks."""
    wrong = ~np.isfinite(scaled)
    if wrong.any():
        *_, i, j = np.argwhere(wrong)[0]
        large = _overflow(scaled, matrix.values)
        what = "too large for floating point" if large else "no number (NaN)"
        where = f"{matrix.criterion_names[j]!r} of {matrix.names[i]!r}"
        raise DomainError(f"what {plugin.name} makes of {where} is {what}.", hint=_LARGE if large else _NO_NUMBER)


def inner(plugin: Plugin[Any], x: Array, found: Array) -> None:
    """Refuse what a scaling inside another kernel makes of plain numbers, if it is no number; of a batch, whoever called looks."""
    if isinstance(found, np.ndarray) and found.ndim == 2 and np.isnan(found).any() and np.isfinite(x).all() and not _overflow(found, x):
        column = int(np.argwhere(np.isnan(found))[0][-1])
        raise DomainError(f"{plugin.name} makes no number (NaN) of column {column + 1}.", hint=_NO_NUMBER)


def weights(plugin: Plugin[Any], values: npt.NDArray[Any], names: Sequence[str], x: npt.NDArray[Any]) -> None:
    """Refuse what a formula gives that is no weight: no number, negative, or nil for all."""
    for wrong in np.argwhere(~np.isfinite(values) | (values < 0))[:1]:
        name, value = names[int(wrong[-1])], values[tuple(wrong)]
        if isnan(value) and not _overflow(values, x):
            raise DomainError(f"{plugin.name} gives {name!r} no number (NaN) as a weight.", hint=_NO_NUMBER)
        raise DomainError(
            f"{plugin.name} gives {name!r} the weight {value:.3g}.", hint="its formula does not fit these values; choose another weighting."
        )
    if (values.max(axis=-1) <= 0).any():
        raise DomainError(
            f"{plugin.name} finds no weights: no criterion tells the alternatives apart.",
            hint="use mo.weightings.equal, or leave constant criteria out.",
        )


def importance(plugin: Plugin[Any], found: Task) -> None:
    """Refuse to weigh by ranks of importance that nobody stated."""
    for name, param in plugin.params.items():
        if param.role is not None and param.role.kind == "position" and found.params[name] is None:
            example = ", ".join(f"{c!r}: {k}" for k, c in enumerate(found.matrix.criterion_names[:2], start=1))
            raise MissingError(
                f"{plugin.name} weighs by {name} of importance, and none are given.",
                hint=f"write mo.weightings.{plugin.name}(matrix, {name}={{{example}, ...}}), 1 for the most important.",
            )


def constant(plugin: Plugin[Any], found: Task) -> None:
    """Warn of criteria that are the same for all, where the weighting judges by differences."""
    if not any(law.name == "constant_gets_zero" for law in plugin.keeps) or found.x.shape[-2] < 2:
        return
    flat = (found.x == found.x[..., :1, :]).all(axis=-2)
    if flat.any():
        names = ", ".join(repr(found.matrix.criterion_names[j]) for j in np.unique(np.argwhere(flat)[:, -1]))
        warnings.warn(f"{plugin.name} gives {names} the weight 0: all alternatives are the same there.", MeaningWarning, stacklevel=4)


def advice(plugin: Plugin[Any], found: Task) -> tuple[str, ...]:
    """Warn where the scale of a criterion does not carry the method, and return what was said."""
    said = _scales(plugin, found)
    for text in said:
        warnings.warn(text, MeaningWarning, stacklevel=3)
    return (*found.blanks.remarks(found.matrix), *said, *unlike(plugin, found))


def meaning(plugin: Plugin[Any], found: Task) -> tuple[str, ...]:
    """Return what there is to say about columns that the method takes for more, or for more alike, than they are."""
    return (*_scales(plugin, found), *unlike(plugin, found))


def _scales(plugin: Plugin[Any], found: Task) -> list[str]:
    """Return a note for every kind of scale that does not carry the method."""
    claims = plugin.claims(found.params)
    if claims is None:
        return []
    broken = {law.name for law in claims[1]}
    criteria = found.matrix.criteria
    said = []
    if "origin_free" in broken:
        names = [c.name for c in criteria if isinstance(c.scale, Interval)]
        if names:
            said.append(_say(plugin, names, "interval scale, whose zero is arbitrary", "where zero lies", "origin_free"))
    if "order_only" in broken:
        names = [c.name for c in criteria if isinstance(c.scale, Ordinal) and not c.scale.valued]
        if names:
            said.append(
                _say(plugin, names, "ordinal scale, whose levels have no stated numbers", "the numbers of the levels", "order_only")
            )
    if "unit_free" in broken:
        units = {c.unit for c in criteria if c.unit}
        if len(units) > 1:
            names = [c.name for c in criteria if c.unit]
            units_text = f"scale in different units ({', '.join(sorted(units))})"
            said.append(f"{_say(plugin, names, units_text, 'the choice of units', 'unit_free')} {_remedy(plugin)}")
    return said


def unlike(plugin: Plugin[Any], found: Task) -> tuple[str, ...]:
    """Return a note where columns that nobody declared to be alike are added as they stand, though their numbers are not of one size."""
    criteria, claims = found.matrix.criteria, plugin.claims(found.params)
    if claims is None or all(law.name != "unit_free" for law in claims[1]) or len({c.unit for c in criteria if c.unit}) > 1:
        return ()
    declared = {(c.scale.low, c.scale.high) for c in criteria}
    alike = len(declared) == 1 and None not in next(iter(declared))
    if alike or all(c.unit for c in criteria):
        return ()
    cells = found.x.reshape(-1, len(criteria))
    counted = np.flatnonzero(found.w.reshape(-1, len(criteria)).max(axis=0) > 0).tolist()
    spans = {j: span for j in counted if (span := float(np.ptp(cells[:, j]))) > 0}
    if not spans:
        return ()
    wide, narrow = max(spans, key=spans.__getitem__), min(spans, key=spans.__getitem__)
    if spans[wide] <= UNLIKE * spans[narrow]:
        return ()
    one, other = (f"{criteria[j].name!r} (from {cells[:, j].min():.6g} to {cells[:, j].max():.6g})" for j in (wide, narrow))
    why = "so the column with the larger numbers counts for more than its weight says"
    return (f"{plugin.name} adds {one} to {other} as they stand, {why}. {_remedy(plugin)}",)


def _remedy(plugin: Plugin[Any]) -> str:
    """Return what makes columns comparable."""
    return (
        'With scale="minmax" they count alike.'
        if "scale" in plugin.params
        else "Scale the table first, in Python with mo.scalings.minmax(matrix)."
    )


def _say(plugin: Plugin[Any], names: list[str], scale: str, matters: str, law: str) -> str:
    from .registry import plugins

    fit = [p.name for p in plugins().values() if p.family is plugin.family and any(k.name == law for k in p.keeps)][:2]
    which = ", ".join(map(repr, names[:4])) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
    have = "has an" if len(names) == 1 and scale[0] in "io" else "has a" if len(names) == 1 else "have an" if scale[0] in "io" else "have a"
    other = f" {' and '.join(fit)} do not." if len(fit) > 1 else ""
    return f"{which} {have} {scale}; the order that {plugin.name} gives depends on {matters}.{other}"


def judgements(plugin: Plugin[Any], values: Any, criteria: Iterable[str] | None) -> tuple[npt.NDArray[np.float64], tuple[str, ...]]:
    """Return full judgements and the names of what is compared; refuse those that are blank, not positive, or not reciprocal."""
    named, a = judged(values, None if criteria is None else [label(c) for c in labels_of(criteria)])
    if a.ndim < 2 or a.shape[-1] != a.shape[-2] or a.shape[-1] == 0:
        raise ShapeError(f"judgements form a square matrix, not shape {a.shape}.")
    names = tuple(f"C{j}" for j in range(1, a.shape[-1] + 1)) if named is None else named
    found, _ = reciprocal(a, names)
    blank = np.isnan(found)
    if blank.any():
        *_, i, j = np.argwhere(blank)[0]
        raise MissingError(
            f"{plugin.name} needs every judgement, but {names[i]!r} against {names[j]!r} is blank.", hint="mo.Judgements completes blanks."
        )
    return found, names
