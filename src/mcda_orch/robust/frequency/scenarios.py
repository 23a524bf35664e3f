"""Random scenarios of one decision problem: which of its weights, cells and parameters are random, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.frozen import Frozen
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.report import listed
from ...core.weights import Weights
from ...errors import DomainError, LabelError, ShapeError, did_you_mean
from ...exact.claims import Call
from ...exact.rational import Matrix
from ...plugin.check import Task, task
from ...plugin.plugin import Method
from ...sampling.draws import Sampler, sampler
from ...sampling.linear_rows import linear_rows
from ...sampling.weight_set import WeightSet
from ..cells.uncertain import Open, Uncertain, is_law, opened, uncertain
from .tally import classes

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Scenarios", "scenarios", "scenarios_of", "what_is_random"]

ASKED = ("problem", "method", "weights", "blanks", "cells", "ordinal", "params", "prior", "how")
"""Of what a call of ``smaa`` names, what says which scenarios there are."""


@dataclass(frozen=True, slots=True, eq=False)
class Scenarios(Frozen):
    """What is random in one call of a method.

    Attributes
    ----------
    task : Task
    cells : Uncertain
    params : mapping of str to Open, or to one Open for each of some criteria
    known : WeightSet, or None
        None where the weights are given, as one vector or as a sample.
    sampler : Sampler, or None
    rows : rows of Fraction, or None
        The exact linear form of a table that is known for sure.
    of : array of int, shape (n,)
        The class of every alternative; those of one class tie whatever the draw.
    given : int, or None
        How many draws there are, where weights or tables are themselves a sample.
    how : {"sobol", "random"}
        How weights are drawn from a simplex.
    """

    task: Task
    cells: Uncertain
    params: Mapping[str, Open | Mapping[int, Open]]
    known: WeightSet | None
    sampler: Sampler | None
    rows: Matrix | None
    of: npt.NDArray[np.intp]
    given: int | None
    how: str

    @property
    def fixed_table(self) -> bool:
        """Whether only weights are random, if anything is."""
        return self.cells.certain and not self.params and self.task.x.ndim == 2

    @property
    def certain(self) -> bool:
        """Whether nothing is random."""
        return self.fixed_table and self.sampler is None and self.given is None

    @property
    def simple(self) -> bool:
        """Whether the weights are spread evenly over one simplex."""
        drawn = self.sampler
        return drawn is not None and ((drawn.prior is not None and bool((drawn.prior == 1).all())) or len(drawn.corners) == 1)

    @property
    def sizes(self) -> npt.NDArray[np.intp]:
        """How many alternatives there are in each class."""
        return np.bincount(self.of)

    @property
    def first_of(self) -> npt.NDArray[np.intp]:
        """The first alternative of every class."""
        return np.unique(self.of, return_index=True)[1]


def scenarios(
    given: DecisionMatrix | Problem,
    method: Method[...],
    weights: Any,
    blanks: Any,
    cells: Mapping[tuple[str, str], Any] | None,
    ordinal: Any,
    params: Mapping[str, Any] | None,
    prior: Any,
    how: str = "sobol",
) -> Scenarios:
    """Validate a call of a method of which parts are random."""
    table = uncertain(given, blanks, cells, ordinal)
    criteria = table.matrix.criterion_names
    fixed, random = _params(method, params or {}, criteria)
    known: WeightSet | None = None
    if weights is None or isinstance(weights, WeightSet):
        known = _aligned(weights, criteria)
        if known.dimension == 0 and prior is None:
            weights, known = Weights([float(v) for v in known.inner], criteria, source="the only ones that the statements leave"), None
    elif prior is not None:
        raise DomainError("a prior says how random weights are spread, but the weights are given.", hint="leave prior= or weights= out.")
    found = task(method, table.given, np.ones(len(criteria)) if known is not None else weights, table.blanks, fixed)
    if found.redistributed and not (table.certain and not random):
        raise DomainError(
            f"{method.name} redistributes the weight of blanks, which goes with tables and parameters that are known for sure.",
            hint="fill the blanks, or let them be blanks='unknown'.",
        )
    drawn = None if known is None else sampler(known, prior)
    samples = {len(a) for a, depth in ((found.w, 1), (found.x, 2)) if a.ndim > depth}
    if any(a.ndim > depth + 1 for a, depth in ((found.w, 1), (found.x, 2))) or len(samples) > 1:
        raise ShapeError(
            f"tables of shape {found.x.shape} and weights of shape {found.w.shape} are no sample.",
            hint="a sample is one batch of shape (draws, n, m) or (draws, m); two samples are taken in pairs, so they need one length.",
        )
    n = table.matrix.shape[-2]
    rows, of = None, np.arange(n)
    if method.linear_form is not None and not found.redistributed and found.x.ndim == 2 and table.certain and not random:
        rows = linear_rows(method, table.given, table.blanks, **fixed).rows
        if known is not None:
            of = classes(rows, known)
            rows = tuple(rows[int(np.flatnonzero(of == c)[0])] for c in of)
    return Scenarios(found, table, random, known, drawn, rows, of, samples.pop() if samples else None, how)


def _aligned(weights: WeightSet | None, criteria: tuple[str, ...]) -> WeightSet:
    """Return the weight set with its criteria in the order of the matrix."""
    if weights is None:
        return WeightSet(criteria)
    for name in weights.criteria:
        if name not in criteria:
            raise LabelError(f"the weight set speaks of {name!r}, which is no criterion.", hint=did_you_mean(name, criteria))
    for name in criteria:
        if name not in weights.criteria:
            raise LabelError(f"the weight set leaves out criterion {name!r}.", hint="make it with mo.WeightSet(matrix).")
    if weights.criteria == criteria:
        return weights.require()
    places = [weights.criteria.index(c) for c in criteria]

    def turned(rows: Matrix) -> Matrix:
        return tuple(tuple(row[p] for p in places) for row in rows)

    groups = [replace(g, rows=turned(g.rows), equal=turned(g.equal), strict=turned(g.strict)) for g in weights.statements]
    return WeightSet(criteria, groups).require()


def _params(
    method: Method[...], given: Mapping[str, Any], criteria: tuple[str, ...]
) -> tuple[dict[str, Any], dict[str, Open | Mapping[int, Open]]]:
    """Part parameters into those that are known (with stand-ins for the others) and those that are random."""
    fixed: dict[str, Any] = {}
    random: dict[str, Open | Mapping[int, Open]] = {}
    method.settings(given)  # refuses unknown names
    for name, value in given.items():
        what = f"{name} of {method.name}"
        if _open(value):
            random[name] = opened(value, what)
            fixed[name] = _middle(random[name])
        elif isinstance(value, Mapping) and any(map(_open, value.values())):
            for criterion in value:
                if criterion not in criteria:
                    raise LabelError(f"{what} names {criterion!r}, which is no criterion.", hint=did_you_mean(str(criterion), criteria))
            cells = {criteria.index(c): opened(v, f"{what} for {c!r}") for c, v in value.items() if _open(v)}
            fixed[name] = {c: _middle(cells[criteria.index(c)]) if _open(v) else v for c, v in value.items()}
            random[name] = cells
        else:
            fixed[name] = value
    return fixed, random


def _open(value: Any) -> bool:
    pair = isinstance(value, tuple) and len(value) == 2 and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value)
    return pair or isinstance(value, Open) or is_law(value)


def _middle(cell: Any) -> float:
    return float(cell.law.median()) if cell.law is not None else cell.low / 2 + cell.high / 2


def scenarios_of(call: Call) -> Scenarios:
    """Return the scenarios that a call of ``smaa`` draws from."""
    return scenarios(*(call.arguments[name] for name in ASKED))


def what_is_random(found: Scenarios, prior: Any) -> str:
    """Return in words what is random in scenarios."""
    if found.certain:
        return "nothing is random"
    said = []
    if found.known is not None:
        statements = len(found.known.statements)
        said.append(
            "weights from a Dirichlet distribution"
            if prior is not None
            else "all weights"
            if not statements
            else f"all weights that agree with {statements} statement{'s' if statements > 1 else ''}"
        )
    elif found.task.w.ndim > 1:
        said.append(f"a sample of {found.task.w.shape[0]:,} weight vectors")
    count = len(found.cells.cells)
    if count:
        said.append(f"{count} uncertain cell{'s' if count > 1 else ''}")
    if found.cells.orders:
        said.append(f"{len(found.cells.orders)} ordinal criteria" if len(found.cells.orders) > 1 else "an ordinal criterion")
    if found.task.x.ndim > 2:
        said.append("a sample of tables")
    if found.params:
        said.append("random " + listed(list(found.params)))
    return listed(said)
