"""The one validation at the boundary between labelled values and bare arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from .._xp import Array, dot
from ..core.blanks import Blanks, BlanksLike, Policy
from ..core.foreign import foreign
from ..core.frozen import Frozen, FrozenMap
from ..core.labels import label, labels_of
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..core.reciprocal import judged, reciprocal
from ..core.weights import Weights
from ..errors import DomainError, MissingError, PluginError, ShapeError
from ..exact.sameness import same
from .batch import TALL, by_column, tall
from .family import DOMAINS, SCORE, WEIGHTING, Domain
from .kernel import Plugin
from .registry import get
from .settings import fitted
from .value import checked

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Task", "again", "importance", "inside", "judgements", "positions", "stated", "task"]


MOST = 1_000
"""Answers that a matrix keeps; sweeps of a parameter would give it ever more."""
SHORT = 2**8
"""Numbers of a parameter whose effect a matrix keeps."""
SMALL = 2**14
"""Cells of a table whose linear forms are kept."""


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

    def genuine(self) -> bool:
        """Tell whether everything is well made, and the arrays are those of the matrix, the weights, the policy and the parameters."""
        from ..exact.made import made

        well = made(self.plugin, self.matrix, self.weights, self.blanks, self.params)  # first: it forgets what the matrix was asked
        fresh = again(self.plugin, self.matrix, self.weights, self.blanks, self.params)
        return well and self._fits() and same(self, fresh)

    def _fits(self) -> bool:
        """Tell whether every parameter is there, and words, numbers and flags are such as it may be."""
        known = self.plugin.params
        plain = ((known[name], value) for name, value in self.params.items() if isinstance(value, (str, int, float)))
        return tuple(self.params) == tuple(known) and all(same(checked(self.plugin.name, param, value), value) for param, value in plain)

    def shared(self) -> dict[Any, Any] | None:
        """Return what the plug-in computed of the cells alone in calls before; only of a small table is it kept, and of a tall one not shared."""
        if tall(self.x):
            return None
        if self.x.size > SMALL or not self.settled:
            return {}
        return self.matrix.answers.setdefault(("shared", id(self.params)), {})  # type: ignore[no-any-return]  # answers are of many kinds

    @property
    def settled(self) -> bool:
        """Whether the matrix was asked before whether it fits the plug-in with these parameters, and keeps them."""
        return self.matrix.answers.get(id(self.params)) is self.params

    def scores(self, w: Array | None = None) -> Any:
        """Run the kernel; under redistribution every pattern of blanks is one more weight vector."""
        weights = self.w if w is None else w
        if not self.redistributed:
            return self.plugin.evaluated((self.x, weights, self.s), self.params)
        known, cells = ~self.matrix.blank, self.x
        if cells.ndim == 2:
            patterns, which = np.unique(known, axis=-2, return_inverse=True)
        else:  # of a batch every row is a pattern of its own
            patterns, which, cells = known, np.arange(cells.shape[-2]), cells[..., None, :, :]
        shared = weights[..., None, :] * patterns
        kept = shared.sum(axis=-1, keepdims=True)
        if (kept <= 0).any() and w is None:
            row = int(np.flatnonzero(np.isin(which.ravel(), np.argwhere(kept <= 0)[:, -2]))[0])
            raise MissingError(
                f"{self.matrix.names[row]!r} is blank on every criterion that carries weight, so its weight cannot be shared out.",
                hint="leave the alternative out, or use another policy for blanks.",
            )
        shared = shared * np.where(kept > 0, weights.sum(axis=-1)[..., None, None] / np.where(kept > 0, kept, 1.0), 0.0)
        scores = self.plugin.run(cells, shared, self.s, **self.params)
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
        if cells.ndim == 2 and len(cells) >= TALL and not tall(cells) and plugin.asks(cells, self.params):
            cells = by_column(cells)  # as the kernel sees them, with which the form is shared
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
    known: Mapping[str, Mapping[str, Any]] = {}
    if not isinstance(matrix, (DecisionMatrix, Problem)) and weights is None and foreign(matrix) is not None:
        matrix = Problem(matrix)  # which brings weights of its own
    if isinstance(matrix, Problem):
        problem = matrix
        known = problem.params
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
        found = _weights(plugin, matrix, weights, policy, known)
        if redistributed:
            _can_redistribute(plugin)
    else:
        found = Weights(np.ones(matrix.shape[-1]), matrix.criterion_names, source="none")
        if redistributed:
            raise DomainError(f"{plugin.name} has no weights to redistribute.", hint="fill the blanks: 'mean', 'worst' or a number.")
    settings = _settled(plugin, params, filled) if not own else _fitting(plugin, params, filled, own)
    w = found.aligned(matrix.criterion_names)
    return Task(plugin, matrix, found, policy, settings, filled.values, w, filled.senses, redistributed)


def _settled(plugin: Plugin[Any], params: Mapping[str, Any], matrix: DecisionMatrix) -> FrozenMap[Any]:
    """Return the parameters; that they fit, and that the formula can take these cells with them, is asked of a matrix once."""
    known, asked = matrix.answers, (plugin, *(_content(name, value) for name, value in params.items()))
    if None in asked:
        return _fitting(plugin, params, matrix, {})
    if asked not in known:
        if len(known) > MOST:
            matrix.forget()
            known = matrix.answers
        settings = known[asked] = _fitting(plugin, params, matrix, {})
        known[id(settings)] = settings
    return known[asked]  # type: ignore[no-any-return]  # answers are of many kinds


def _content(name: str, value: Any) -> tuple[Any, ...] | None:
    """Return what tells a value of a parameter from any other, now and later; None for what may change, or is long."""
    kind = type(value)
    if kind is np.ndarray and value.dtype.kind in "fiub" and value.size <= SHORT:
        return name, value.dtype, value.shape, value.tobytes()
    if kind in (str, int, bool) or isinstance(value, Plugin):
        return name, kind, value
    return (name, kind, repr(value)) if kind is float else None  # 0.0 and -0.0 are equal


def _fitting(plugin: Plugin[Any], params: Mapping[str, Any], matrix: DecisionMatrix, own: Mapping[str, Any]) -> FrozenMap[Any]:
    """Return the parameters, and refuse cells that the formula cannot take with them."""
    settings = FrozenMap(fitted(plugin, params, matrix, own))
    for who, domain in plugin.restrictions(settings):
        inside(domain, matrix.values, matrix, who)
    return settings


def again(plugin: Plugin[Any], matrix: DecisionMatrix, weights: Weights, blanks: Blanks, params: Mapping[str, Any]) -> Task:
    """Return the task that a matrix, weights, a policy for blanks and fitted parameters make, with its arrays worked out anew."""
    filled = blanks.fill(matrix)
    redistributed = filled is not matrix and blanks.policy == "redistribute"
    w = weights.aligned(matrix.criterion_names)
    return Task(plugin, matrix, weights, blanks, FrozenMap(params), filled.values, w, filled.senses, redistributed)


def stated(name: str, params: Mapping[str, Any], matrix: DecisionMatrix) -> None:
    """Refuse what a problem says of a method, by its name, and what the method cannot take."""
    own = dict(params)
    if own.get("weights") is not None:
        Weights.of(own["weights"], matrix, Blanks())
    own.pop("weights", None)
    fitted(get(name), own, matrix)


def positions(plugin: Plugin[Any], names: tuple[str, ...], subject: Any, blanks: Any, extra: tuple[Any, ...]) -> None:
    """Refuse what has no place in a labelled call: directions where the policy for blanks stands, and parameters without a name.

    What is asked about, the `subject`, must be there.
    """
    if subject is None:
        raise MissingError(
            f"{plugin.name} needs a matrix.",
            hint=f"write {plugin.name}({', '.join(names[:-1])}, ...); {plugin.name}.with_(...) sets parameters beforehand.",
        )
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


def _weights(plugin: Plugin[Any], matrix: DecisionMatrix, given: Any, blanks: Blanks, params: Mapping[str, Mapping[str, Any]]) -> Weights:
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
    if not isinstance(given, Weights) and hasattr(given, "statements"):
        raise ShapeError(
            f"{plugin.name} takes one weight vector, not a set of them: {given!r}.",
            hint="pass the centre of the set, .centre, or ask mo.smaa or mo.first_place what holds for all of it.",
        )
    return Weights.of(given, matrix, blanks, params)


def _can_redistribute(plugin: Plugin[Any]) -> None:
    if any(law.name == "ignores_zero_weight" for law in plugin.breaks):
        raise DomainError(
            f"{plugin.name} cannot redistribute the weight of blanks: it listens to criteria of weight zero.",
            hint="fill the blanks: blanks='mean', 'worst' or a number.",
        )


def inside(domain: Domain, x: npt.NDArray[np.float64], matrix: DecisionMatrix, who: str) -> None:
    """Refuse cells that the formula cannot take, by name; of a matrix as it stands, a domain that is named is asked about once."""
    asked = x is matrix.values and domain in DOMAINS
    if asked and domain in matrix.answers:
        return
    outside = domain.outside(x, matrix.senses)
    if outside.any():
        *_, i, j = np.argwhere(outside)[0]
        count = int(outside.sum())
        more = "" if count == 1 else f", and {count - 1} more cell{'s' if count > 2 else ''} do not fit"
        raise DomainError(
            f"{who} needs {domain.needs}, but {matrix.criteria[j].name!r} of {matrix.names[i]!r} is {x[outside].flat[0]:g}{more}.",
            hint=domain.hint + ".",
        )
    if asked:
        matrix.answers[domain] = True


def importance(plugin: Plugin[Any], found: Task) -> None:
    """Refuse to weigh by ranks of importance that nobody stated."""
    for name, param in plugin.params.items():
        if param.role is not None and param.role.kind == "position" and found.params[name] is None:
            example = ", ".join(f"{c!r}: {k}" for k, c in enumerate(found.matrix.criterion_names[:2], start=1))
            raise MissingError(
                f"{plugin.name} weighs by {name} of importance, and none are given.",
                hint=f"1 is the most important: mo.weightings.{plugin.name}(matrix, {name}={{{example}, ...}}) in Python, "
                f"and [methods.{plugin.name}] {name} = {{{example.replace(':', ' =')}, ...}} in a problem file.",
            )


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
