"""pymcdm's implementation beside ours, for every method that both have."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import numpy as np

from ..core.arguments import told
from ..core.blanks import Blanks, BlanksLike
from ..core.criteria import Criterion
from ..core.frozen import FrozenMap
from ..core.labels import labels_of
from ..core.matrix import DecisionMatrix
from ..core.outcome import Outcome
from ..core.problem import Problem
from ..core.report import Report, plain
from ..core.table import Table
from ..core.weights import Weights
from ..errors import McdaError, MissingError, PluginError, ShapeError, did_you_mean
from ..plugin.plugin import Method
from ..plugin.subject import method_of, subject
from .explanations import NEAR, Case, Difference, explained, removed
from .foreign_method import NoNumbers
from .pymcdm_method import pymcdm
from .pymcdm_pairs import Pair, pairs

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Check", "CrossCheck", "cross_check"]

Result = Literal["agrees", "explained", "unexplained", "not compared"]


@dataclass(frozen=True, slots=True)
class Check:
    """One method in both libraries.

    Attributes
    ----------
    method : str
    result : {"agrees", "explained", "unexplained", "not compared"}
        ``"not compared"`` where one side refuses the table.
    gap : float, optional
        The largest difference of two scores; None where one side has no scores.
    same_order : bool, optional
        Whether both rank alike.
    differences : tuple of Difference
        The argued differences that are there on this table.
    said : str
        Why a side has no scores.
    params : mapping
        What ours was given, so that both mean the same.
    """

    method: str
    result: Result
    gap: float | None
    same_order: bool | None
    differences: tuple[Difference, ...]
    said: str
    params: Mapping[str, Any]

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", FrozenMap(self.params))


@dataclass(frozen=True, slots=True, eq=False)
class CrossCheck(Report):
    """What pymcdm and this library say about one problem.

    Attributes
    ----------
    version : str
        Of pymcdm.
    checks : mapping of str to Check
        By method.
    """

    version: str
    checks: Mapping[str, Check]

    @property
    def unexplained(self) -> tuple[str, ...]:
        """Methods whose difference no entry explains."""
        return tuple(name for name, check in self.checks.items() if check.result == "unexplained")

    @property
    def fails(self) -> bool:
        """Whether a difference is unexplained, or no method could be compared."""
        return bool(self.unexplained) or all(check.result == "not compared" for check in self.checks.values())

    @property
    def opening(self) -> tuple[str, ...]:
        """How many agree, and what is not explained."""
        count = {result: sum(check.result == result for check in self.checks.values()) for result in get_args(Result)}
        said = [
            f"Methods that pymcdm {self.version} has too: {len(self.checks)} asked, {count['agrees']} in agreement, {count['explained']} "
            f"different for argued reasons, {count['unexplained']} without one, {count['not compared']} not compared."
        ]
        if self.unexplained:
            said.append(f"Nothing explains the difference of {', '.join(self.unexplained)}: one of the two is wrong.")
        return tuple(said)

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row a method."""
        order = {None: "", True: "yes", False: "no"}
        rows = tuple(
            (
                check.method,
                check.result,
                "" if check.gap is None else f"{check.gap:.2g}",
                order[check.same_order],
                ", ".join(d.name for d in check.differences) or check.said,
            )
            for check in self.checks.values()
        )
        return (Table(("method", "result", "largest gap", "same order", "because"), rows),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Every argued difference that was met, with the argument."""
        met = {d.name: d for check in self.checks.values() for d in check.differences}
        return tuple(f"{name}: {d.what} {d.argument}" for name, d in met.items())

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        return {
            "schema": "mcda_orch.cross_check",
            "version": 1,
            "peer": {"name": "pymcdm", "version": self.version},
            "fails": self.fails,
            "methods": {
                name: {
                    "result": check.result,
                    "gap": check.gap,
                    "same_order": check.same_order,
                    "differences": [d.name for d in check.differences],
                    "said": check.said,
                }
                for name, check in self.checks.items()
            },
            "differences": plain({d.name: {"what": d.what, "argument": d.argument} for c in self.checks.values() for d in c.differences}),
        }


@told
def cross_check(
    problem: Problem | DecisionMatrix,
    methods: Iterable[str | Method[...]] | str | Method[...] | None = None,
    weights: Weights | Mapping[str, float] | npt.ArrayLike | None = None,
    blanks: BlanksLike = None,
) -> CrossCheck:
    """Ask pymcdm and this library the same, and say where they differ and why.

    Both sides get parameters under which they mean the same, declared bounds or those of the data among them, and weights that sum to
    one, as pymcdm's documentation wants them; parameters that the problem states for single methods are left aside. A difference
    is explained by an entry of a kept list only where a test of the table, and of the scores, recognises it.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
    methods : iterable of str or Method, optional
        All that both have, unless given.
    weights, blanks : optional
        Instead of the problem's own.

    Raises
    ------
    PluginError
        If pymcdm is not installed, or has no such method.
    MissingError
        If there are no weights, or a cell is blank and no policy says what that means.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = cross_check(mo.load("orchestrators"), ["topsis", "moora", "copras"])
    >>> found.fails, {name: check.result for name, check in found.checks.items()}
    (False, {'topsis': 'agrees', 'moora': 'explained', 'copras': 'not compared'})
    """
    try:
        import pymcdm.methods  # noqa: F401 - whether it is there
    except ModuleNotFoundError as error:
        raise PluginError("pymcdm is not installed.", hint="pip install 'mcda-orch[pymcdm]'.") from error
    used, low, high = _alike(subject(problem, "cross_check", methods), weights, blanks)
    known = _pairs(used, low, high)
    chosen = tuple(known) if methods is None else tuple(map(_name, [methods] if isinstance(methods, (str, Method)) else labels_of(methods)))
    if not chosen:
        raise PluginError("no method is named.", hint="leave methods out for all that both libraries have.")
    for name in chosen:
        if name not in known:
            raise PluginError(f"pymcdm and mcda_orch do not both have {name!r}.", hint=did_you_mean(str(name), known))
    return CrossCheck(version("pymcdm"), FrozenMap({name: _check(name, used, low, high) for name in chosen}))


Numbers: TypeAlias = "npt.NDArray[Any]"


def _name(given: Any) -> str:
    method = method_of(given)
    if method.bound:
        raise PluginError(
            f"{method!r} has parameters of its own.", hint=f"name {method.name!r} alone: both sides get parameters that mean the same."
        )
    return method.name


def _alike(about: Problem | DecisionMatrix, weights: Any, blanks: BlanksLike) -> tuple[Problem, Numbers, Numbers]:
    """Return the problem as both sides get it, no blanks, shares, nothing stated that only ours would see, and the bounds."""
    problem = about if isinstance(about, Problem) else Problem(about)
    policy = problem.blanks if blanks is None else Blanks.of(blanks)
    given = problem.weights if weights is None else Weights.of(weights, problem.matrix, policy, problem.params)
    if given is None:
        raise MissingError("the problem has no weights.", hint="pass weights=mo.Weights({name: weight}), or weights='equal'.")
    if problem.matrix.values.ndim != 2 or given.values.ndim != 1:
        raise ShapeError("libraries are compared on one matrix and one weight vector.", hint="take them from the batch one at a time.")
    filled = policy.fill(problem.matrix)
    if not filled.complete:
        raise MissingError("pymcdm knows no blanks, and this policy leaves them.", hint="name one that fills them, such as blanks='mean'.")
    low, high = filled.bounds()
    x = filled.values
    bare = DecisionMatrix(x, filled.names, [Criterion(c.name, c.direction) for c in filled.criteria])
    shares = Weights(given.values / given.values.sum(), given.criteria, source=given.source)
    alike = Problem(bare, shares, name=problem.name)
    return alike, np.where(np.isnan(low), x.min(axis=-2), low), np.where(np.isnan(high), x.max(axis=-2), high)


def _pairs(problem: Problem, low: Numbers, high: Numbers) -> dict[str, Pair]:
    return pairs(problem.matrix.values, _shares(problem), problem.matrix.senses, low, high)


def _shares(problem: Problem) -> Numbers:
    assert problem.weights is not None
    return problem.weights.values


def _check(name: str, problem: Problem, low: Numbers, high: Numbers) -> Check:
    """Compare one method in both libraries."""
    pair = _pairs(problem, low, high)[name]
    ours, refused = _asked(lambda: method_of(name).with_(**pair.params), problem)
    if ours is None:
        return Check(name, "not compared", None, None, (), refused, pair.params)
    theirs, said = None, ""
    try:
        theirs, said = _asked(lambda: pymcdm(pair.make()), problem)
        differs = theirs is not None
    except NoNumbers as error:
        said, differs = str(error), True
    a = np.asarray(ours.scores.values, dtype=float)
    b = None if theirs is None else np.asarray(theirs.scores.values, dtype=float)
    gap = same = None
    if theirs is not None and b is not None:
        gap, same = float(np.abs(a - b).max()), ours.ranking == theirs.ranking
        if same and gap <= NEAR * max(1.0, float(np.abs(a).max())):
            return Check(name, "agrees", gap, same, (), "", pair.params)
    case = Case(problem.matrix.values, _shares(problem), problem.matrix.senses, a, b)
    met = explained(name, case) or _gone(name, case, problem, low, high)
    result: Result = "explained" if met else "unexplained" if differs else "not compared"
    return Check(name, result, gap, same, met, said, pair.params)


def _gone(name: str, case: Case, problem: Problem, low: Numbers, high: Numbers) -> tuple[Difference, ...]:
    """Return the entries about some of the criteria, if nothing unexplained is left without those."""
    found, kept = removed(name, case)
    if not case.w[kept].any():  # nothing is left to compare, and theirs divides nothing by nothing
        return found if case.theirs is None else ()
    if not found:
        return ()
    names = [criterion for criterion, stays in zip(problem.matrix.criterion_names, kept, strict=True) if stays]
    share = case.w[kept] / case.w[kept].sum()
    rest = Problem(problem.matrix.select(criteria=names), Weights(share, names, source="shares of the rest"))
    check = _check(name, rest, low[kept], high[kept])
    return (*found, *check.differences) if check.result in ("agrees", "explained") else ()


def _asked(make: Callable[[], Method[...]], problem: Problem) -> tuple[Outcome | None, str]:
    """Return what a method answers, or why it does not."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return make()(problem), ""
        except NoNumbers:
            raise
        except McdaError as error:
            return None, str(error)
        except Exception as error:  # noqa: BLE001 - a constructor of another library may fail in any way
            return None, f"{type(error).__name__}: {error}"
