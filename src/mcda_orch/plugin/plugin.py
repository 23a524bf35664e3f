"""Plug-ins: kernels with the facts declared about them, callable on bare arrays and on labelled values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, overload

import numpy as np

from .._xp import Array
from ..core.arguments import told_decorator
from ..core.blanks import BlanksLike
from ..core.frozen import Labelled, still
from ..core.matrix import DecisionMatrix
from ..core.outcome import Outcome
from ..core.positions import positions
from ..core.problem import Problem
from ..core.ranking import Ranking
from ..core.weights import Weights
from ..errors import PluginError, ShapeError
from . import advice, check, returned, settings
from .declare import called, made
from .family import ANY, HIGHER, PAIRWISE, POSITIVE, SCALING, SCORE, WEIGHTING, Better, Domain, Family
from .forms import RatioForm
from .kernel import Doc, P, Plugin
from .law import Fact, Law, Variant
from .replay import MethodReplay
from .scaled import scaled
from .shared import sharing
from .steps import recorded, steps_of
from .turns import Points

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..core.steps import Steps

__all__ = ["Method", "Pairwise", "Plugin", "RatioForm", "Scaling", "Weighting", "method", "pairwise", "scaling", "weighting"]


class Method(Plugin[P]):
    """A method that scores alternatives; call it on a matrix and weights, or on a problem."""

    __slots__ = ()

    def kernel(self, x: Array, w: Array, s: Array, *args: P.args, **kwargs: P.kwargs) -> Array:
        """Score bare arrays.

        Parameters
        ----------
        x : array, shape (..., n, m)
            Values.
        w : array, shape (..., m)
            Weights.
        s : array, shape (..., m)
            +1 for a criterion of which more is better, -1 for the others.
        **kwargs
            The method's own parameters.

        Returns
        -------
        array, shape (..., n)
        """
        return self.run(x, w, s, **settings.bare(self, args, kwargs))

    def __call__(
        self,
        matrix: DecisionMatrix | Problem = None,  # type: ignore[assignment]  # a call without one is told what to write
        weights: Weights | Mapping[str, float] | npt.ArrayLike | None = None,
        blanks: BlanksLike = None,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Outcome:
        """Score labelled values; a problem brings its own weights, blanks policy and parameters."""
        check.positions(self, ("matrix", "weights", "blanks"), matrix, blanks, args)
        task = check.task(self, matrix, weights, blanks, dict(kwargs))
        with np.errstate(all="ignore"), sharing(task.shared()):
            scores = task.scores()
            linear = self.linear_form is not None and not task.redistributed
            key, magnitude = task.order() if linear else (scores, None)
            returned.finite(self, scores, task.matrix)
            if linear:
                returned.finite(self, key, task.matrix)
        names = task.matrix.names
        return Outcome(
            scores=Labelled(still(np.asarray(scores)), names),
            ranking=Ranking.from_dense(positions(key, self.better is HIGHER, magnitude), names),
            method=self.name,
            params=task.params,
            matrix=task.matrix,
            weights=task.weights,
            blanks=task.blanks,
            higher_is_better=self.better is HIGHER,
            notes=advice.advice(self, task),
            replay=MethodReplay(self, task),
        )


class Scaling(Plugin[P]):
    """A scaling makes columns comparable; what it returns is better where it is higher, whatever the direction was."""

    __slots__ = ()
    scales: ClassVar[bool] = True

    def kernel(self, x: Array, s: Array, *args: P.args, **kwargs: P.kwargs) -> Array:
        """Scale bare arrays: x of shape (..., n, m), senses s of shape (..., m), to shape (..., n, m)."""
        return self.run(x, s, **settings.bare(self, args, kwargs))

    @overload
    def __call__(self, x: Array, s: Array, /, *args: P.args, **kwargs: P.kwargs) -> Array: ...

    @overload
    def __call__(
        self, matrix: DecisionMatrix | Problem, blanks: BlanksLike = None, *args: P.args, **kwargs: P.kwargs
    ) -> DecisionMatrix: ...

    def __call__(self, matrix: Any = None, blanks: Any = None, *args: Any, **kwargs: Any) -> Any:  # type: ignore[misc]  # no scaling has a parameter of these names
        """Scale labelled values, to a matrix of which more is better everywhere; on arrays x and s it scales inside another kernel."""
        if hasattr(blanks, "ndim") and not isinstance(matrix, (DecisionMatrix, Problem)):
            return scaled(self, matrix, blanks, {**self.bound, **kwargs})
        check.positions(self, ("matrix", "blanks"), matrix, blanks, args)
        task = check.task(self, matrix, None, blanks, kwargs)
        with np.errstate(all="ignore"):
            cells = np.asarray(self.run(task.x, task.s, **task.params))
        returned.cells(self, cells, task.matrix)
        return task.matrix.scaled(cells)


class Weighting(Plugin[P]):
    """A weighting reads weights off a matrix."""

    __slots__ = ()

    def kernel(self, x: Array, s: Array, *args: P.args, **kwargs: P.kwargs) -> Array:
        """Weigh the columns of bare arrays: x of shape (..., n, m), senses s of shape (..., m), to shape (..., m)."""
        return self.run(x, s, **settings.bare(self, args, kwargs))

    def __call__(
        self,
        matrix: DecisionMatrix | Problem = None,  # type: ignore[assignment]  # as for methods
        blanks: BlanksLike = None,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Weights:
        """Weigh the criteria of labelled values."""
        check.positions(self, ("matrix", "blanks"), matrix, blanks, args)
        task = check.task(self, matrix, None, blanks, dict(kwargs))
        check.importance(self, task)
        with np.errstate(all="ignore"):
            values = np.asarray(self.run(task.x, task.s, **task.params))
        returned.weights(self, values, task.matrix.criterion_names, task.x)
        advice.constant(self, task)
        return Weights(values, task.matrix.criterion_names, source=self.name)

    def steps(self, matrix: DecisionMatrix | Problem, blanks: BlanksLike = None, *args: P.args, **kwargs: P.kwargs) -> Steps:
        """Return the intermediate tables that the publication prints, labelled."""
        check.positions(self, ("matrix", "blanks"), matrix, blanks, args)
        task = check.task(self, matrix, None, blanks, dict(kwargs))
        check.importance(self, task)
        if task.x.ndim != 2:
            raise ShapeError("a batch has no single set of steps.", hint="ask for those of one matrix.")
        with recorded() as record, np.errstate(all="ignore"):
            self.function(task.x, task.s, **task.params)
        return steps_of(record, task.matrix.names, task.matrix.criterion_names)


class Pairwise(Plugin[P]):
    """A pairwise weighting turns a matrix of ratio judgements into priorities."""

    __slots__ = ()

    def kernel(self, a: Array, *args: P.args, **kwargs: P.kwargs) -> Array:
        """Priorities of bare judgements a of shape (..., m, m), to shape (..., m)."""
        return self.run(a, **settings.bare(self, args, kwargs))

    def __call__(self, judgements: npt.ArrayLike, criteria: Iterable[str] | None = None, *args: P.args, **kwargs: P.kwargs) -> Weights:
        """Return the priorities of a full judgement matrix, labelled."""
        a, names = check.judgements(self, judgements, criteria)
        with np.errstate(all="ignore"):
            values = np.asarray(self.run(a, **settings.bare(self, args, kwargs)))
        returned.weights(self, values, names, a)
        return Weights(values, names, source=self.name)


for _kind in (Plugin, Method, Scaling, Weighting, Pairwise):
    _kind.__doc__ = Doc(_kind.__doc__)  # type: ignore[assignment]  # the attribute may be a descriptor


@told_decorator
def method(
    family: Family,
    *,
    domain: Domain = ANY,
    keeps: Iterable[Law] = (),
    breaks: Iterable[Law] = (),
    facts: Iterable[Fact] = (),
    cite: str | Iterable[str] = (),
    better: Better = HIGHER,
    linear_form: Callable[..., Array] | None = None,
    ratio_form: Callable[..., RatioForm | None] | None = None,
    columnwise: bool = True,
    turns: Callable[..., Points] | None = None,
    variants: Iterable[Variant] = (),
    opinion: str = "",
    numpy_only: bool = False,
    rowwise: bool = False,
    lift: bool = False,
    per_matrix: bool = False,
) -> Callable[[Callable[Concatenate[Array, Array, Array, P], Array]], Method[P]]:
    """Make a method of a kernel ``(x, w, s, *, parameters)``, which returns one number for each alternative.

    Parameters
    ----------
    family : Family
        ``SCORE``, of ``mcda_orch.plugin.family``.
    keeps, breaks : iterable of Law
        What is claimed: laws of ``mcda_orch.laws.scores``. ``mcda_orch.testing.contract`` says which are missing, and on which
        side they belong.
    facts : iterable of Fact, optional
        What is true of how the kernel is made: facts of ``mcda_orch.laws.facts``. Laws that follow from them are proved.
    cite : str or iterable of str, optional
        Keys of publications.
    better : Better, optional
        ``LOWER`` where the smallest number is best.
    domain : Domain, optional
        The cells that the formula can take, such as ``POSITIVE``.
    linear_form, ratio_form, columnwise, turns, variants, opinion, numpy_only, rowwise, lift, per_matrix
        As in :class:`Plugin`.
    """
    if family is not SCORE and isinstance(family, Family):
        raise PluginError(f"no method can be of the family {family.name!r}.", hint="use scaling, weighting or pairwise.")
    called("method", "SCORE", family)

    def declare(function: Callable[Concatenate[Array, Array, Array, P], Array]) -> Method[P]:
        found: Method[P] = made(
            Method, family, function, domain=domain, keeps=keeps, breaks=breaks, facts=facts, cite=cite, better=better,
            linear_form=linear_form, ratio_form=ratio_form, columnwise=columnwise, turns=turns, variants=variants,
            opinion=opinion, numpy_only=numpy_only, rowwise=rowwise, lift=lift, per_matrix=per_matrix,
        )  # fmt: skip
        return found

    return declare


@told_decorator
def scaling(
    *without_a_call: Any,
    domain: Domain = ANY,
    sees: str = "",
    turns: Callable[..., Points] | None = None,
    keeps: Iterable[Law] = (),
    breaks: Iterable[Law] = (),
    facts: Iterable[Fact] = (),
    cite: str | Iterable[str] = (),
    variants: Iterable[Variant] = (),
    limits: Callable[[Mapping[str, Any]], tuple[tuple[str, Domain], ...]] | None = None,
    numpy_only: bool = False,
    rowwise: bool = False,
) -> Callable[[Callable[Concatenate[Array, Array, P], Array]], Scaling[P]]:
    """Make a scaling of a kernel ``(x, s, *, parameters)``, which returns an array like x of which more is better everywhere.

    Parameters
    ----------
    sees : {"nothing", "extremes", "sum", "norm", "moments", "order"}
        What it needs to know of a column besides the cell itself; it must be said.
    keeps, breaks : iterable of Law
        What is claimed: laws of ``mcda_orch.laws.scores``. ``mcda_orch.testing.contract`` says which are missing, and on which
        side they belong.
    facts : iterable of Fact, optional
        What is true of how the kernel is made: facts of ``mcda_orch.laws.facts``. Laws that follow from them are proved.
    cite : str or iterable of str, optional
        Keys of publications.
    domain, turns, variants, limits, numpy_only, rowwise
        As in :class:`Plugin`.
    """
    called("scaling", 'sees="extremes"', *without_a_call)

    def declare(function: Callable[Concatenate[Array, Array, P], Array]) -> Scaling[P]:
        found: Scaling[P] = made(
            Scaling, SCALING, function, domain=domain, sees=sees, turns=turns, keeps=keeps, breaks=breaks, facts=facts, cite=cite,
            variants=variants, limits=limits, numpy_only=numpy_only, rowwise=rowwise,
        )  # fmt: skip
        return found

    return declare


@told_decorator
def weighting(
    *without_a_call: Any,
    domain: Domain = ANY,
    keeps: Iterable[Law] = (),
    breaks: Iterable[Law] = (),
    facts: Iterable[Fact] = (),
    cite: str | Iterable[str] = (),
    sees: str = "cells",
    variants: Iterable[Variant] = (),
    numpy_only: bool = False,
    lift: bool = False,
) -> Callable[[Callable[Concatenate[Array, Array, P], Array]], Weighting[P]]:
    """Make a weighting of a kernel ``(x, s, *, parameters)``, which returns one number for each criterion, not negative.

    Parameters
    ----------
    keeps, breaks : iterable of Law
        What is claimed: laws of ``mcda_orch.laws.weightings``, and of ``mcda_orch.laws.scores`` where they speak of cells.
        ``mcda_orch.testing.contract`` says which are missing, and on which side they belong.
    facts : iterable of Fact, optional
        As for a method.
    cite : str or iterable of str, optional
        Keys of publications.
    sees : {"cells", "nothing"}
        ``"nothing"`` where the weights depend on the number of criteria and on parameters alone.
    domain, variants, numpy_only, lift
        As in :class:`Plugin`.
    """
    called("weighting", "", *without_a_call)

    def declare(function: Callable[Concatenate[Array, Array, P], Array]) -> Weighting[P]:
        found: Weighting[P] = made(
            Weighting, WEIGHTING, function, domain=domain, keeps=keeps, breaks=breaks, facts=facts, cite=cite, sees=sees, variants=variants,
            numpy_only=numpy_only, lift=lift,
        )  # fmt: skip
        return found

    return declare


@told_decorator
def pairwise(
    *without_a_call: Any,
    keeps: Iterable[Law] = (),
    breaks: Iterable[Law] = (),
    cite: str | Iterable[str] = (),
    numpy_only: bool = False,
) -> Callable[[Callable[Concatenate[Array, P], Array]], Pairwise[P]]:
    """Make a pairwise weighting of a kernel ``(a, *, parameters)`` of judgements, which returns one number for each criterion.

    Parameters
    ----------
    keeps, breaks : iterable of Law
        What is claimed: laws of ``mcda_orch.laws.weightings``.
    cite : str or iterable of str, optional
        Keys of publications.
    numpy_only : bool
    """
    called("pairwise", "", *without_a_call)

    def declare(function: Callable[Concatenate[Array, P], Array]) -> Pairwise[P]:
        found: Pairwise[P] = made(
            Pairwise, PAIRWISE, function, domain=POSITIVE, keeps=keeps, breaks=breaks, cite=cite, numpy_only=numpy_only
        )
        return found

    return declare
