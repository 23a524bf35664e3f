"""The difference of two alternatives where only some criteria count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from ..core.explanation import Without
from ..core.positions import TIE
from ..errors import DomainError
from ..plugin.check import Task
from ..plugin.family import HIGHER

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Duel", "everything", "meaning_of"]

BLOCK = 2**20
"""Cells of the tables that are in hand at a time."""


@dataclass(frozen=True, slots=True)
class Duel:
    """Two alternatives under a method, and what it means that a criterion does not count.

    Attributes
    ----------
    task : Task
    a, b : int
    without : {"weight", "neutral", "worst"}
    """

    task: Task
    a: int
    b: int
    without: Without

    def gaps(self, members: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return the difference where only the members of each row count, positive where `a` is better, and within what it is none.

        Where no criterion that counts carries weight, for `a` or for `b`, nothing tells the two apart.
        """
        task = self.task
        n, m = task.x.shape
        found, ties = np.zeros(len(members)), np.zeros(len(members))
        heard = self._heard(members)
        step = max(BLOCK // (n * m), 1)
        for start in range(0, len(heard), step):
            part = heard[start : start + step]
            scores = self._scores(members[part])
            gap = scores[:, self.a] - scores[:, self.b]
            self._finite(gap, members[part])
            within = ties[part] = TIE * np.abs(np.where(np.isfinite(scores), scores, 0.0)).max(axis=-1)
            found[part] = np.where(np.abs(gap) <= within, 0.0, gap if task.plugin.better is HIGHER else -gap)
        return found, ties

    def _heard(self, members: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
        """Return the rows in which something can tell the two apart."""
        if self.without != "weight":
            return np.flatnonzero(members.any(axis=-1))
        weighs = self.task.w > 0
        if not self.task.redistributed:
            return np.flatnonzero((members & weighs).any(axis=-1))
        known = ~self.task.matrix.blank
        return np.flatnonzero((members & weighs & known[self.a]).any(axis=-1) & (members & weighs & known[self.b]).any(axis=-1))

    def _scores(self, members: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        task = self.task
        with np.errstate(all="ignore"):
            if self.without == "weight":
                return np.asarray(task.scores(members * task.w))
            x = np.repeat(task.x[None], len(members), axis=-3)
            for i in (self.a, self.b):
                x[:, i] = np.where(members, task.x[i], self._stand_in)
            return np.asarray(replace(task, x=x).scores())

    @property
    def _stand_in(self) -> npt.NDArray[np.float64]:
        """What stands in the cells of both where a criterion does not count."""
        x, s = self.task.x, self.task.s
        if self.without == "neutral":
            return np.asarray(np.median(x, axis=-2))
        return np.asarray((x * s).min(axis=-2) * s)

    def _finite(self, gaps: npt.NDArray[np.float64], members: npt.NDArray[np.bool_]) -> None:
        bad = np.flatnonzero(~np.isfinite(gaps))
        if len(bad):
            names = self.task.matrix.criterion_names
            left = ", ".join(repr(c) for c, here in zip(names, members[bad[0]], strict=True) if here)
            others = " or ".join(repr(word) for word in get_args(Without) if word != self.without)
            raise DomainError(
                f"{self.task.plugin.name} gives no number where only {left} counts and the rest has no {_MISSES[self.without]}.",
                hint=f"say what a missing criterion is otherwise: without={others}.",
            )


_MISSES = {"weight": "weight", "neutral": "value but the column's median", "worst": "value but the column's worst"}


def meaning_of(without: Any, task: Task) -> Without:
    """Return what it means that a criterion does not count, or refuse a word that means nothing, or that the method cannot take."""
    plugin, words = task.plugin, get_args(Without)
    deaf = any(law.name == "ignores_zero_weight" for law in plugin.breaks)
    if without is None:
        return "neutral" if deaf else "weight"
    if not isinstance(without, str) or without not in words:
        raise DomainError(f"without is {without!r}, but must be {' or '.join(map(repr, words))}.", hint=MEANINGS)
    if without == "weight" and deaf:
        raise DomainError(
            f"{plugin.name} listens to criteria of weight zero, so that a weight of zero leaves none out.",
            hint="leave criteria out by without='neutral' or without='worst'.",
        )
    return without  # type: ignore[return-value]  # one of the words


MEANINGS = (
    "'weight' takes a criterion's weight away, 'neutral' and 'worst' put the column's median or its worst value into both alternatives."
)


def everything(m: int) -> npt.NDArray[np.bool_]:
    """Return all sets of m criteria, of which criterion j is in those whose number has bit j."""
    return (np.arange(2**m)[:, None] >> np.arange(m) & 1).astype(bool)
