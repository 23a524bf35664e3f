"""The rows of a method that is linear in its weights, as exact numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..core.blanks import BlanksLike
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..errors import DomainError, LabelError, ShapeError, did_you_mean
from ..exact.rational import Matrix, Vector, in_proportion
from ..plugin.check import Task, task
from ..plugin.family import HIGHER
from ..plugin.plugin import Method

if TYPE_CHECKING:
    import numpy.typing as npt

    Form: TypeAlias = Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]

__all__ = ["PROBES", "LinearRows", "adds_up", "exact_rows", "form_of", "linear_rows"]

PROBES = 16
"""Weight vectors at which a method that declares no linear form has to be linear to be taken as such."""
CLOSE = 1e-10
"""Part of the size of its terms by which a sum may differ from the score."""


@dataclass(frozen=True, slots=True)
class LinearRows:
    """One row for each alternative; weighed and added up, more is better.

    Attributes
    ----------
    names, criteria : tuple of str
    rows : tuple of rows of Fraction
        What a method sees in the alternatives, turned so that more is better.
    method : str
    """

    names: tuple[str, ...]
    criteria: tuple[str, ...]
    rows: Matrix
    method: str

    def __getitem__(self, name: str) -> Vector:
        if name not in self.names:
            raise LabelError(f"there is no alternative {name!r}.", hint=did_you_mean(name, self.names))
        return self.rows[self.names.index(name)]

    def difference(self, a: str, b: str) -> Vector:
        """Return the row of `a` less the row of `b`: `a` is ahead where its product with the weights is positive."""
        return tuple(p - q for p, q in zip(self[a], self[b], strict=True))


def form_of(found: Task) -> Form | None:
    """Return the linear form of a method, of a matrix: the one that it declares, or one that is found by probing, or None.

    A method that declares no form at all is tried at every criterion alone, and at `PROBES` other weight vectors; not so if
    it solves one problem after another.
    """
    method, declared = found.plugin, found.plugin.linear_form
    if declared is not None:
        return lambda x: np.asarray(declared(x, found.s, **found.params), dtype=np.float64)
    if method.lift or method.ratio_form is not None or found.x.ndim != 2:
        return None
    units = np.eye(len(found.s))

    def alone(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        scores = method.run(x[..., None, :, :], units, found.s, **found.params)
        return np.swapaxes(np.asarray(scores, dtype=np.float64), -1, -2)

    shares = np.random.default_rng(0).dirichlet(np.ones(len(units)), PROBES)
    with np.errstate(all="ignore"):
        form, scores = alone(found.x), np.asarray(method.run(found.x, shares, found.s, **found.params))
    return alone if adds_up(form, shares, scores) else None


def adds_up(form: npt.NDArray[np.float64], w: npt.NDArray[np.float64], scores: npt.NDArray[np.float64]) -> bool:
    """Tell whether scores, shape (k, n), are what weights, shape (k, m), and a form, shape (n, m), add up to."""
    if not np.isfinite(form).all():
        return False
    size = np.abs(w) @ np.abs(form).T
    return bool((np.abs(scores - w @ form.T) <= CLOSE * size).all())


def exact_rows(found: Task, form: Form) -> Matrix:
    """Return the rows of a linear form as fractions, turned so that more is better."""
    sign = 1 if found.plugin.better is HIGHER else -1
    with np.errstate(all="ignore"):
        columns = [in_proportion(column) for column in (sign * form(found.x).T).tolist()]
    return tuple(zip(*columns, strict=True))


def linear_rows(method: Method[...], matrix: DecisionMatrix | Problem, blanks: BlanksLike = None, **params: Any) -> LinearRows:
    """Return the rows whose products with the weights order the alternatives as the method does.

    Each number is read as the simplest fraction whose float it is (:func:`~mcda_orch.exact.rational.simplest`): exact for
    sums, differences and ratios of short decimals. For logarithms and roots it is the nearest decimal, but what is in simple
    proportion in a column stays so (:func:`~mcda_orch.exact.rational.in_proportion`), and with it what ties.

    Raises
    ------
    DomainError
        If the method is not linear in its weights, or blanks move weight from one criterion to another.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = linear_rows(mo.wsm, mo.DecisionMatrix([[7, 3], [9, 5]], ["Ant", "Bee"], ["quality", "price:min"]))
    >>> found.difference("Ant", "Bee")
    (Fraction(-2, 1), Fraction(2, 1))
    """
    labelled = matrix.matrix if isinstance(matrix, Problem) else matrix
    found = task(method, matrix, np.ones(labelled.shape[-1]), blanks, params)
    form = None if found.redistributed and method.linear_form is None else form_of(found)
    if form is None:
        raise DomainError(
            f"{method.name} is not linear in its weights, so what it says of two alternatives is no linear statement.",
            hint="use a method with a linear form, such as a weighted sum.",
        )
    if found.redistributed:
        raise DomainError(
            f"{method.name} weighs the criteria of each alternative differently where blanks give their weight away.",
            hint="fill the blanks instead: a number, 'worst', 'best' or 'mean'.",
        )
    if found.x.ndim != 2:
        raise ShapeError("exact rows are those of one matrix.", hint="pick one matrix of the batch.")
    return LinearRows(found.matrix.names, found.matrix.criterion_names, exact_rows(found, form), method.name)
