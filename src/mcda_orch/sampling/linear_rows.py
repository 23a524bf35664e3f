"""The rows of a method that is linear in its weights, as exact numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..core.blanks import BlanksLike
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..errors import DomainError, LabelError, ShapeError, did_you_mean
from ..exact.rational import Matrix, Vector, in_proportion
from ..plugin.check import task
from ..plugin.family import HIGHER
from ..plugin.plugin import Method

__all__ = ["LinearRows", "linear_rows"]


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
    if method.linear_form is None:
        raise DomainError(
            f"{method.name} is not linear in its weights, so what it says of two alternatives is no linear statement.",
            hint="use a method with a linear form, such as a weighted sum.",
        )
    labelled = matrix.matrix if isinstance(matrix, Problem) else matrix
    found = task(method, matrix, np.ones(labelled.shape[-1]), blanks, params)
    if found.redistributed:
        raise DomainError(
            f"{method.name} weighs the criteria of each alternative differently where blanks give their weight away.",
            hint="fill the blanks instead: a number, 'worst', 'best' or 'mean'.",
        )
    if found.x.ndim != 2:
        raise ShapeError("exact rows are those of one matrix.", hint="pick one matrix of the batch.")
    with np.errstate(all="ignore"):
        form = np.asarray(method.linear_form(found.x, found.s, **found.params), dtype=np.float64)
    sign = 1 if method.better is HIGHER else -1
    columns = [in_proportion(column) for column in (sign * form.T).tolist()]
    rows = tuple(zip(*columns, strict=True))
    return LinearRows(found.matrix.names, found.matrix.criterion_names, rows, method.name)
