"""Why one alternative stands before another, in tables and in words."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ..errors import DomainError
from .arguments import told
from .frozen import Labelled
from .report import Report, listed
from .table import Table, cell_text

if TYPE_CHECKING:
    from .outcome import Outcome

__all__ = ["Explanation", "Without"]

Without: TypeAlias = Literal["weight", "neutral", "worst"]

_MEANT = {
    "weight": "has weight zero, and the others keep theirs",
    "neutral": "has its column's median in both alternatives",
    "worst": "has its column's worst value in both alternatives",
}
FEW = 3
"""Sets of criteria that a sentence names."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Explanation(Report):
    """What each criterion adds to the difference of two scores, and on which criteria the lead rests.

    Attributes
    ----------
    outcome : Outcome
    a, b : str
    ahead : str, optional
        Which of them is ranked before the other; None where they tie.
    contributions : Labelled
        Part of every criterion; positive where it speaks for `a`, whether higher scores are better or lower. They sum to `difference`.
    left_out : Labelled
        The difference where one criterion is left out.
    pivotal : tuple of str
        The criteria without which, each left out alone, the one that is ahead is so no longer.
    reasons : tuple of tuple of str
        All sets of the smallest size on which the lead rests: left out together they undo it.
    complete : bool
        Whether these are all. Where not, there are more than are listed, or no set of up to `tried` criteria undoes the lead.
    how : {"additive", "Shapley", "sampled"}
        Parts of scores that are a sum over criteria; Shapley values, from all coalitions of criteria; or their estimates.
    without : {"weight", "neutral", "worst"}
        What it means that a criterion is left out.
    errors : Labelled, optional
        Standard errors of estimates.
    draws : int
        Orders of the criteria that estimates rest on.
    tried : int
        Size up to which all sets were tried, where not all sets could be.
    """

    outcome: Outcome
    a: str
    b: str
    ahead: str | None
    contributions: Labelled
    left_out: Labelled
    pivotal: tuple[str, ...]
    reasons: tuple[tuple[str, ...], ...]
    complete: bool
    how: Literal["additive", "Shapley", "sampled"]
    without: Without
    errors: Labelled | None = None
    draws: int = 0
    tried: int = 0

    @property
    def method(self) -> str:
        """The method."""
        return self.outcome.method

    @property
    def behind(self) -> str | None:
        """The one that is not ahead; None where they tie."""
        return None if self.ahead is None else self.b if self.ahead == self.a else self.a

    @property
    def difference(self) -> float:
        """The difference of the scores, counted so that positive speaks for `a`."""
        gap = float(self.outcome.scores[self.a] - self.outcome.scores[self.b])
        return gap if self.outcome.higher_is_better else -gap

    @property
    def table(self) -> Table:
        """Criteria from the strongest argument for `a` to the strongest for `b`, each with what is left of the difference without it."""
        matrix = self.outcome.matrix
        cells = zip(*(matrix.values[matrix.names.index(name)].tolist() for name in (self.a, self.b)), strict=True)
        shown = {c: tuple(None if v != v else v for v in pair) for c, pair in zip(matrix.criterion_names, cells, strict=True)}
        errors = None if self.errors is None else dict(self.errors.items())
        rows = [(c, *shown[c], part, *([] if errors is None else [errors[c]]), self.left_out[c].item()) for c, part in self._sorted]
        total = ("total", None, None, self.difference, *([] if errors is None else [None]), None)
        heads = ("criterion", self.a, self.b, "adds", *([] if errors is None else ["error"]), "difference without it")
        return Table(heads, (*rows, total), f"{self.a} against {self.b} under {self.method} ({self.how})")

    @property
    def waterfall(self) -> Table:
        """Bars from the score of `b` to that of `a`, as they are drawn: what each is, from where to where it reaches, and the change."""
        scores, sign = self.outcome.scores, 1.0 if self.outcome.higher_is_better else -1.0
        at = float(scores[self.b])
        rows: list[tuple[str, float, float, float]] = [(self.b, 0.0, at, at)]
        for criterion, part in self._sorted:
            rows.append((criterion, at, at + sign * part, sign * part))
            at += sign * part
        end = float(scores[self.a])
        return Table(("bar", "from", "to", "change"), (*rows, (self.a, 0.0, end, end)), f"From {self.b} to {self.a} under {self.method}")

    @property
    def tables(self) -> tuple[Table, ...]:
        """What criteria add, and the smallest sets on which the lead rests."""
        sets = tuple((", ".join(found),) for found in self.reasons)
        return (self.table, *([Table(("the lead rests on",), sets)] if len(sets) > FEW else []))

    @property
    def sentences(self) -> tuple[str, ...]:
        """Who is ahead and by how much, what speaks for it and against it, and on what the lead rests."""
        scores = self.outcome.scores
        low = "" if self.outcome.higher_is_better else ", where lower is better"
        pair = tuple(cell_text(float(scores[name])) for name in (self.ahead or self.a, self.behind or self.b))
        if self.ahead is None:
            return (f"{self.a} and {self.b} are level under {self.method} ({' and '.join(dict.fromkeys(pair))}). {self._arguments}",)
        gap = cell_text(abs(self.difference))
        head = f"{self.ahead} is ahead of {self.behind} by {gap} under {self.method} ({pair[0]} against {pair[1]}{low})."
        return head, self._arguments, self._rests

    @property
    def remarks(self) -> tuple[str, ...]:
        """The sentences, and how the parts were found."""
        if self.how == "additive":
            return self.sentences
        how = f"Parts are Shapley values; a criterion that is left out {_MEANT[self.without]}."
        if self.how == "sampled":
            how += f" They are estimated along {self.draws:,} random orders, with the standard errors that the table shows."
        return *self.sentences, how

    @property
    def _sorted(self) -> list[tuple[str, float]]:
        """The criteria with their parts, the largest first."""
        return sorted(((c, v + 0.0) for c, v in self.contributions.items()), key=lambda item: -item[1])

    @property
    def _arguments(self) -> str:
        """The strongest parts on either side, those of the one that is ahead first."""
        sides = ((self.a, [p for p in self._sorted if p[1] > 0]), (self.b, [p for p in reversed(self._sorted) if p[1] < 0]))
        said = [_side(name, parts) for name, parts in (sides if self.ahead != self.b else sides[::-1]) if parts]
        return f"For {'; for '.join(said)}." if said else "No criterion tells them apart."

    @property
    def _rests(self) -> str:
        if not self.reasons:
            return f"No {self.tried} criteria or fewer carry the lead: it outlasts whichever of them are left out."
        some = [listed(found) for found in self.reasons[:FEW]]
        size = len(self.reasons[0])
        alone = " alone" if size == 1 else ""
        if len(self.reasons) == 1:
            return f"The lead rests on {some[0]}{alone}: without {'that' if size == 1 else 'them'} it is gone."
        more = f", or any of {len(self.reasons) - FEW} more such sets" if len(self.reasons) > FEW else ""
        more += "" if self.complete else " (and there are others)"
        each = "any one of" if size == 1 else "any of these sets of " + str(size)
        return f"The lead is gone without {each}: {'; '.join(some)}{more}."

    @told
    def undoing(self, change: str = "cells", norm: str = "l1", cells: str = "own") -> Any:
        """Return the smallest change that puts the one behind ahead of the other, or the proof that none does.

        Parameters
        ----------
        change, norm, cells
            As in ``mo.what_if``, which answers: the fewest cells, or the nearest weights.

        Returns
        -------
        CellChange or WeightChange

        Examples
        --------
        >>> import mcda_orch as mo
        >>> why = mo.wsm(mo.load("orchestrators")).explain("Flyte", "Prefect")
        >>> [(cell.criterion, cell.old, cell.new) for cell in why.undoing().changes]
        [('Pipeline Customization', 0.0, 1.0), ('Cost', 0.0, 1.0)]
        """
        if self.ahead is None:
            raise DomainError(f"{self.a} and {self.b} are level, so there is no lead to undo.", hint="name two that do not tie.")
        out = self.outcome
        asked = import_module("mcda_orch.robust.what_if").what_if  # questions stand above this layer, and are found when one is asked
        method = import_module("mcda_orch.plugin.registry").get(out.method).with_(**out.params)
        return asked(out.matrix, self.behind, self.ahead, change, norm, method=method, weights=out.weights, blanks=out.blanks, cells=cells)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        return {
            "schema": "mcda_orch.explanation",
            "version": 1,
            "method": self.method,
            "a": self.a,
            "b": self.b,
            "ahead": self.ahead,
            "scores": {name: float(self.outcome.scores[name]) for name in (self.a, self.b)},
            "higher_is_better": self.outcome.higher_is_better,
            "difference": self.difference,
            "contributions": dict(self.contributions.items()),
            "left_out": dict(self.left_out.items()),
            "pivotal": list(self.pivotal),
            "reasons": [list(found) for found in self.reasons],
            "complete": self.complete,
            "how": self.how,
            "without": self.without,
            "errors": None if self.errors is None else dict(self.errors.items()),
            "draws": self.draws,
            "tried": self.tried,
            "sentences": list(self.sentences),
        }

    def __repr__(self) -> str:
        return f"Explanation({self.method}: {self.a} against {self.b}, {self.difference:.6g}, {self.how})"


def _side(name: str, parts: list[tuple[str, float]]) -> str:
    """Return what speaks for an alternative, the strongest parts first."""
    shown = [f"{c} ({cell_text(abs(v))})" for c, v in parts[:FEW]]
    more = [f"{len(parts) - FEW} more"] if len(parts) > FEW else []
    verb = "speaks" if len(parts) == 1 else "speak"
    return f"{name} {verb} {listed([*shown, *more])}"
