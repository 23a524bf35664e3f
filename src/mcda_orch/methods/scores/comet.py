"""COMET: characteristic objects that an expert compares, and everything in between."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

import numpy as np
import numpy.typing as npt

from ..._xp import Array
from ...core.arguments import told, told_class
from ...core.cells import floats
from ...core.criteria import Criterion
from ...core.frozen import FrozenMap, Labelled, unique_names
from ...core.labels import label, labels_of
from ...core.matrix import DecisionMatrix
from ...core.preferences import mirrored, preferences
from ...core.ranking import Ranking
from ...errors import DomainError, LabelError, PluginError, ShapeError, did_you_mean
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import BLOCK
from ...plugin.family import HIGHER, SCORE
from ...plugin.law import Variant
from ...plugin.parameter import Fits, High, Low, Unless, at_least
from ...plugin.plugin import Method, Plugin, method
from ...plugin.steps import step, unrecorded
from ...scaling.minmax import minmax, reach

__all__ = ["CometModule", "Expert", "comet", "judgement_matrix", "triads"]

Expert: TypeAlias = Method[...] | Callable[[npt.NDArray[np.float64]], npt.ArrayLike] | npt.ArrayLike
"""Who judges characteristic objects: a method, a function of the objects, or what these return (see `comet`)."""

MOST = 2**21
"""Characteristic objects that one model may have."""
MANY = 4
"""Weight vectors from which it pays to work out every rule's part in every alternative."""


def _lists(values: Any) -> bool:
    """Tell whether these are numbers for each criterion."""
    marks = [np.asarray(v) for v in values]
    return bool(marks) and all(v.ndim == 1 and v.size > 0 and v.dtype.kind in "fiu" and np.isfinite(v).all() for v in marks)


def _judges(expert: Any) -> bool:
    """Tell whether this can judge characteristic objects."""
    if isinstance(expert, Plugin) or callable(expert):
        return not isinstance(expert, Plugin) or isinstance(expert, Method)
    judged = np.asarray(expert)
    return judged.ndim in (1, 2) and judged.dtype.kind in "fiu" and bool(np.isfinite(judged).all())


@told
def judgement_matrix(scores: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Judgements that scores imply: 1 where the row's object is better than the column's, 1/2 for a tie, else 0.

    Parameters
    ----------
    scores : array_like, shape (t,)
        Higher is better.

    Returns
    -------
    array, shape (t, t)
        The matrix of expert judgements (MEJ).

    Examples
    --------
    >>> judgement_matrix([1, 3, 3])
    array([[0.5, 0. , 0. ],
           [1. , 0.5, 0.5],
           [1. , 0.5, 0.5]])
    """
    found = floats(scores, lambda place: f"score {place[-1] + 1 if place else 1}")
    if found.ndim != 1 or not np.isfinite(found).all():
        raise ShapeError("scores are one finite number for each object.", hint="for instance judgement_matrix([1, 3, 2]).")
    return (np.sign(found[:, None] - found[None, :]) + 1.0) / 2.0


@told
def triads(judgements: npt.ArrayLike) -> float:
    """Consistency of judgements: the part of all triads of objects that can be put in an order.

    Parameters
    ----------
    judgements : array_like, shape (t, t)
        1 where the row's object is better than the column's, 1/2 for a tie, 0 where it is worse.

    Returns
    -------
    float
        1 for judgements without any contradiction.

    Notes
    -----
    A triad is inconsistent where two judgements imply the third and it differs: a before b, b before c, but not a
    before c (Sałabun, Shekhovtsov and Kizielewicz 2021).

    References
    ----------
    salabun2021

    Examples
    --------
    >>> triads([[0.5, 1.0, 0.0], [0.0, 0.5, 1.0], [1.0, 0.0, 0.5]])
    0.0
    """
    a = floats(judgements, lambda place: f"the judgement at {place}")
    if a.ndim != 2 or a.shape[0] != a.shape[1]:
        raise ShapeError(f"judgements form a square matrix, not shape {a.shape}.")
    if not (np.isin(a, (0.0, 0.5, 1.0)).all() and (a + a.T == 1.0).all()):
        raise DomainError("judgements are 1, 1/2 or 0, and add up to 1 both ways round.", hint="1 says that the row's object is better.")
    t, sign = len(a), 2.0 * a - 1.0
    wrong = 0
    for i in range(t - 2):  # all triads whose first object is i
        first, second, implied = sign[i, i + 1 :, None], sign[i + 1 :, i + 1 :], sign[i, None, i + 1 :]
        broken = (first * second != -1.0) & (implied != np.sign(first + second))
        wrong += int(np.triu(broken, 1).sum())
    return 1.0 - wrong / (t * (t - 1) * (t - 2) / 6) if t > 2 else 1.0


def _affordable(count: float, m: int) -> float:
    """Return the number of characteristic objects, or refuse more than a model may have."""
    if count > MOST:
        raise PluginError(
            f"comet would need {count:.15g} characteristic objects for {m} criteria.",
            hint="levels=2, or a structural model of several modules (mo.CometModule).",
        )
    return count


def member(column: Array, values: Array) -> Array:
    """Membership of every cell of a column in each characteristic value, a triangle, shape (n, k)."""
    return np.stack([np.interp(column, values, e) for e in np.eye(len(values))], axis=-1)


def memberships(x: Array, marks: Sequence[Array]) -> Array:
    """Membership of every row of x in every characteristic object: products of triangles, shape (n, t)."""
    found = np.ones((len(x), 1))
    for j, values in reversed([*enumerate(marks)]):  # so that long rows are the inner axis
        found = (member(x[:, j], values)[:, :, None] * found[:, None, :]).reshape(len(x), -1)
    return found


def interpolated(found: Array, x: Array, marks: Sequence[Array]) -> Array:
    """Preference of every row of x between the characteristic objects, one criterion after the other, shape (n,)."""
    rows = max(1, 8 * BLOCK // max(found.size // len(marks[0]), 1))
    out = np.empty(len(x))
    for start in range(0, len(x), rows):
        part, rest = x[start : start + rows], found.reshape(1, -1)
        for j, values in enumerate(marks):
            rest = (member(part[:, j], values)[:, None, :] @ rest.reshape(len(rest), len(values), -1))[:, 0, :]
        out[start : start + rows] = rest[:, 0]
    return out


def combinations(lists: Sequence[Array]) -> Array:
    """Every combination of one value of each list, shape (t, m); the last list varies fastest."""
    return np.stack(np.meshgrid(*lists, indexing="ij"), axis=-1).reshape(-1, len(lists))


def judged(objects: Array, w: Array, s: Array, expert: Expert) -> Array:
    """Summed judgement of every characteristic object, higher for better, shape (..., t) where the expert is a method, else (t,)."""
    if isinstance(expert, Method):
        found = np.asarray(expert.run(objects, w, s), dtype=np.float64)
        return found if expert.better is HIGHER else -found
    found = np.asarray(expert(objects) if callable(expert) else expert, dtype=np.float64)
    if found.shape == (len(objects),) * 2:
        found = found.sum(axis=-1)
    if found.shape != (len(objects),):
        raise ShapeError(
            f"the expert of comet judged {len(objects)} characteristic objects by an array of shape {found.shape}.",
            hint="one score for each object, or one judgement for each pair of them.",
        )
    if not np.isfinite(found).all():
        raise DomainError(
            f"the expert of comet judged the characteristic object {objects[np.isfinite(found).argmin()].tolist()} by no finite number.",
            hint="let the function return one finite score for each object.",
        )
    return found


@method(
    SCORE,
    lift=True,
    numpy_only=True,
    per_matrix=True,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof,
        law.ignores_zero_weight, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.order_only, law.independent, law.dominated_newcomer, law.splitting, law.direction_free], facts=[fact.places, fact.shares],
    cite="salabun2015",
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent, law.dominated_newcomer], facts=[fact.rows])],
)  # fmt: skip
def comet(
    x: Array,
    w: Array,
    s: Array,
    *,
    levels: Annotated[int, at_least(2), Unless("values")] = 3,
    values: Annotated[Sequence[npt.ArrayLike], Fits("a list of numbers for each criterion", _lists)] | None = None,
    expert: Annotated[Expert, Fits("a method, a function or an array", _judges)] | None = None,
    low: Annotated[Low, Unless("values")] | None = None,
    high: Annotated[High, Unless("values")] | None = None,
) -> Array:
    """Preference by a fuzzy model of an expert's judgement, in [0, 1]; higher is better.

    Every criterion has a few characteristic values, and every combination of them is a characteristic object. An
    expert compares these objects; their places in that order are their preferences, and between them preference is
    interpolated. With declared bounds the score of an alternative depends on that alternative alone.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
        Used by an expert that is a method.
    s : array, shape (..., m)
    levels : int, default 3
        Number of characteristic values of each criterion, spread evenly over its range.
    values : sequence of m sequences, optional
        Characteristic values of each criterion instead. What lies beyond the outermost counts as the outermost.
    expert : Method, callable or array, optional
        A method that scores characteristic objects with these weights; or a function that gives, or an array that
        holds, for t objects (t, m) either t scores or a matrix of judgements (t, t), 1 where the row's object is
        better, 1/2 for ties. The last criterion varies fastest. The weighted sum of places within the ranges,
        unless given.
    low, high : array, shape (..., m), optional
        Ends of each criterion's range: declared bounds, else those found in the data.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    Summed judgements SJ are the row sums of the matrix of expert judgements; P places each of the K distinct sums
    evenly from 0 to 1, ``(rank - 1) / (K - 1)``; the fuzzy rules of triangular memberships are multilinear
    interpolation (Sałabun 2015, steps 1-5). The order of t scores is that of the row sums of the matrix that they
    imply, so that matrix is not built. Judgements that are rounding errors apart are one. The method itself has no
    weights; its expert here has, by default.

    References
    ----------
    salabun2015

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0, 4], [3, 1], [4, 0]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.comet(matrix, {"quality": 2, "speed": 1}, levels=2))
    comet
    rank  alternative     score
       1  Cat          0.666667
       2  Bee          0.583333
       3  Ant          0.333333
    >>> import numpy as np
    >>> x, w, s = np.array([[0.0, 4.0], [3.0, 1.0], [4.0, 0.0]]), np.array([2.0, 1.0]), np.array([1.0, 1.0])
    >>> comet.kernel(x, w, s, levels=2)
    array([0.33333333, 0.58333333, 0.66666667])
    """
    m = x.shape[-1]
    if values is None:
        _affordable(float(levels) ** m, m)
        least, most = reach(x, low, high)
        spread = np.linspace(0.0, 1.0, levels)[:, None]
        table = np.broadcast_to(least * (1.0 - spread) + most * spread, (levels, m)).T.astype(np.float64)
        marks = list(table) if (table[:, 1:] > table[:, :-1]).all() else [np.unique(v) for v in table]
    else:
        marks = [np.unique(np.asarray(v, dtype=np.float64)) for v in values]
    if len(marks) != m:
        raise ShapeError(f"comet has {m} criteria, but characteristic values of {len(marks)}.")
    count = int(_affordable(float(np.prod([float(len(v)) for v in marks])), m))
    step("number of characteristic objects", "t", np.asarray(count))

    vectors = w.reshape(-1, m)
    coarse = max(np.finfo(a.dtype).eps for a in (x, w))  # weights in single precision are sums that miss by that much
    rounding = max(1e-9, 64.0 * float(coarse))
    even = False
    if expert is None:  # the weighted sum of places within the ranges
        worth = _worth(marks, s)
        even = count > 1 and all(np.ptp(v + v[::-1]) < 1e-15 for v in worth)  # objects are judged in pairs then, which mirror each other
        places = combinations([(v - v[::-1]) / 2.0 for v in worth])[: count // 2] if even else combinations(worth)
    else:
        objects = combinations(marks)
    alike = expert is not None and not isinstance(expert, Method)
    together = len(vectors) if alike else max(1, BLOCK // count)
    rules = memberships(x, marks).T if len(vectors) >= MANY and len(x) * count <= 4 * MOST else None
    found = np.empty((len(vectors), len(x)))
    with unrecorded():  # the steps of the expert are not those of the model
        for start in range(0, len(vectors), together):
            some = vectors[start : start + together]
            scores = some @ places.T if expert is None else judged(objects, some, s, expert)
            preferred = mirrored(scores, bool(count % 2), rounding) if even else np.atleast_2d(preferences(scores, rounding))
            part = [interpolated(row, x, marks) for row in preferred] if rules is None else preferred @ rules
            found[start : start + together] = part
    return step("preference", "P_i", found.reshape(*w.shape[:-1], len(x)))


def _worth(marks: Sequence[Array], s: Array) -> list[Array]:
    """Places of characteristic values within the ranges of their criteria."""
    with unrecorded():
        if len({len(v) for v in marks}) == 1:
            return list(minmax(np.stack(marks, axis=-1), s).T)
        return [minmax(v[:, None], s[j : j + 1])[:, 0] for j, v in enumerate(marks)]


@told_class
@dataclass(frozen=True, slots=True, eq=False)
class CometModule:
    """A COMET model whose inputs are criteria or other modules: a structural model asks for far fewer comparisons.

    Parameters
    ----------
    name : str
    inputs : sequence of str or CometModule
        Names of criteria, and modules; of what a module gives, more is better.
    weights : mapping of str to float, optional
        For an expert that is a method: the weights of the inputs by name; equal ones, unless given.
    values : mapping of str to array_like, optional
        Characteristic values of inputs; three levels over the declared bounds or the data, unless given.
    expert : Method, callable or array, optional
        As for `comet`.

    Notes
    -----
    The structured approach of Shekhovtsov, Kołodziejczyk and Sałabun (2020).

    Examples
    --------
    >>> cars = DecisionMatrix([[9, 4, 200], [7, 6, 120], [8, 8, 160]], ["A", "B", "C"], ["price:min", "fuel:min", "speed"])
    >>> cost = CometModule("cost", ["price", "fuel"])
    >>> scores, ranking = CometModule("car", [cost, "speed"]).scores(cars)
    >>> print(ranking)
    A > B > C
    """

    name: str
    inputs: Sequence[str | CometModule]
    weights: Mapping[str, float] | None = None
    values: Mapping[str, npt.ArrayLike] | None = None
    expert: Expert | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", tuple(i if isinstance(i, CometModule) else label(i) for i in labels_of(self.inputs)))
        names = unique_names(self.names, f"input of {self.name!r}")
        for what in ("weights", "values"):
            given = getattr(self, what)
            for name in given or ():
                if name not in names:
                    raise LabelError(f"{what} of {self.name!r} name {name!r}, which is no input.", hint=did_you_mean(name, names))
            if given is not None:
                object.__setattr__(self, what, FrozenMap(given))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the inputs."""
        return tuple(part if isinstance(part, str) else part.name for part in self.inputs)

    def scores(self, matrix: DecisionMatrix) -> tuple[Labelled, Ranking]:
        """Return the preference of every alternative and the ranking by it."""
        inner = {part.name: part.scores(matrix)[0].values for part in self.inputs if not isinstance(part, str)}
        columns = [inner[n] if n in inner else matrix.values[:, self._place(matrix, n)] for n in self.names]
        criteria = [Criterion(n) if n in inner else matrix.criteria[self._place(matrix, n)] for n in self.names]
        own = DecisionMatrix(np.stack(columns, axis=-1), matrix.names, criteria)
        given = self.values or {}
        values = [given.get(n, self._spread(own, j)) for j, n in enumerate(self.names)]
        weights = self.weights or dict.fromkeys(self.names, 1.0)
        outcome = comet(own, weights, values=values, expert=self.expert)
        return outcome.scores, outcome.ranking

    def _place(self, matrix: DecisionMatrix, name: str) -> int:
        if name not in matrix.criterion_names:
            raise LabelError(f"{self.name!r} asks for {name!r}, which is no criterion.", hint=did_you_mean(name, matrix.criterion_names))
        return matrix.criterion_names.index(name)

    @staticmethod
    def _spread(matrix: DecisionMatrix, j: int) -> Any:
        low, high = (end[..., j] for end in matrix.bounds())
        column = matrix.values[:, j]
        return np.linspace(column.min() if np.isnan(low) else low, column.max() if np.isnan(high) else high, 3)
