"""How a comparison reads as tables: ranks by opinion, agreement of every two, and who refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.table import Table
from ..plugin.family import HIGHER
from .asking import UNFIT

if TYPE_CHECKING:
    import numpy.typing as npt

    from .comparison import Comparison
    from .design import Run

__all__ = ["agreement_table", "by_consensus", "rank_table", "refusals_table"]

MANY = 12
"""Opinions beyond which a table of every two of them is summed up."""


def rank_table(found: Comparison) -> Table:
    """Return all alternatives with what was published and the rank by every opinion, and of many opinions in short."""
    columns: dict[str, list[Any]] = {"alternative": _order(found)}
    if found.problem.published is not None:
        columns["published"] = [_tidy(found.published_scores.get(n)) for n in columns["alternative"]]
    if found.reproduced is not None:
        columns["reproduced"] = [_tidy(found.figures(found.reproduced)[n]) for n in columns["alternative"]]
    opinions, place = found.independent, [found.problem.matrix.names.index(n) for n in columns["alternative"]]
    if len(opinions) > MANY or (by_consensus(found) and found.decided):
        every = np.stack([found.outcomes[name].ranking.ranks("min").values for name in found.decided or opinions], axis=-1)
        for name, summary in (("best", np.min), ("median", np.median), ("worst", np.max)):
            columns[name] = [_tidy(v) for v in summary(every, axis=-1)[place]]
    for name, alike in opinions.items() if len(opinions) <= MANY or not found.design.factorial else ():
        ranking = found.outcomes[name].ranking
        ranks = ranking.ranks("min")
        shared = {n for group in ranking.groups if len(group) > 1 for n in group}
        columns[_head(name, alike)] = [f"{ranks[n]}=" if n in shared else str(ranks[n]) for n in columns["alternative"]]
    title = found.problem.title or found.problem.name
    said = f"{title} ({found.problem.blanks})".strip() if found.problem.matrix.blank.any() else title
    return Table(tuple(columns), tuple(zip(*columns.values(), strict=True)), said)


def agreement_table(found: Comparison) -> Table:
    """How far every two opinions agree; of more than a dozen, the mean, the nearest and the farthest of each."""
    opinions, every = found.independent, list(found.outcomes)
    places = [every.index(name) for name in opinions]
    numbers, methods = found.agreement.values[np.ix_(places, places)], tuple(_head(name, alike) for name, alike in opinions.items())
    called, alike = found.measure.name, found.measure.better is HIGHER
    if len(methods) > MANY:
        return _agreement_summary(numbers if alike else -numbers, methods, called, 1.0 if alike else -1.0)
    rows = tuple((name, *(None if v != v else round(v, 2) for v in row)) for name, row in zip(methods, numbers.tolist(), strict=True))
    return Table((called, *methods), rows, "How far the methods agree")


def _agreement_summary(alike: npt.NDArray[np.float64], methods: tuple[str, ...], called: str, sign: float) -> Table:
    """Sum up numbers of which more is more alike; times the sign they are those of the coefficient."""
    rows: list[tuple[Any, ...]] = []
    for i, name in enumerate(methods):
        others = {m: v for j, (m, v) in enumerate(zip(methods, alike[i].tolist(), strict=True)) if j != i and v == v}
        if not others:
            rows.append((name, *(None,) * 5))
            continue
        near, far = max(others, key=others.__getitem__), min(others, key=others.__getitem__)
        mean, most, least = (round(sign * v, 2) + 0.0 for v in (float(np.mean(list(others.values()))), others[near], others[far]))
        rows.append((name, mean, near, most, far, least))
    rows.sort(key=lambda row: -np.inf if row[1] is None else sign * row[1], reverse=True)
    heads = ("method", "mean", "nearest", f"nearest {called}", "farthest", f"farthest {called}")
    return Table(heads, tuple(rows), f"How far each method agrees with the others ({called})")


def refusals_table(found: Comparison) -> Table:
    """Methods that do not fit the data, and why; those with the same reason share a row, and a method stands for all of its runs."""
    reasons: dict[str, list[str]] = {}
    for name, reason in found.refused.items():
        method = found.design.runs[name].method if name in found.design.runs else name
        reasons.setdefault(reason.removeprefix(f"{method.partition('(')[0]} "), []).append(name)
    rows = tuple((", ".join(_together(found, names)), reason) for reason, names in reasons.items())
    return Table(("method", "why it does not apply"), rows, "Methods that refused")


def _together(found: Comparison, labels: list[str]) -> list[str]:
    """Return labels of runs; a weighting, a method, or a method with its scaling stands for all of its runs where all are among them."""
    runs, here = found.design.runs, set(labels)
    asked = [label for label in runs if label in here or not found.refused.get(label, "").startswith(UNFIT)]
    every, mine = (Counter(name for label in some for name in _groups(label, runs)) for some in (asked, here))
    return list(dict.fromkeys(next((name for name in _groups(label, runs) if mine[name] == every[name]), label) for label in labels))


def _groups(label: str, runs: Mapping[str, Run]) -> list[str]:
    """Return what a run is one of, the widest first."""
    if label not in runs:
        return []
    run = runs[label]
    whole = [f"everything with {run.weighting}"] if run.weighting else []
    return list(dict.fromkeys([*whole, run.method, label.removesuffix(f" with {run.weighting}")]))


def by_consensus(found: Comparison) -> bool:
    """Whether rows follow the consensus: there are opinions to choose from, and neither scores nor a method of the problem's own."""
    return not found.published_scores and found.problem.published_by not in found.outcomes and len(found.independent) > 1


def _order(found: Comparison) -> list[str]:
    """Return the alternatives by published score, else as the problem's own method ranks them, else by consensus."""
    scores, names_ = found.published_scores, found.problem.matrix.names
    if scores:
        lower = bool(found.problem.rank_form) or (found.reproduced is not None and not found.reproduced.higher_is_better)
        sign = 1.0 if lower else -1.0
        return sorted(names_, key=lambda n: sign * scores[n] if n in scores else np.inf)
    own = found.outcomes.get(found.problem.published_by or "")
    order = own if own is not None else found.consensus
    return list(names_) if order is None else [n for group in order.ranking.groups for n in group]


def _head(name: str, alike: tuple[str, ...]) -> str:
    """Return what a column of ranks is called: one method, and how many share its opinion."""
    return name if len(alike) == 1 else f"{name} (+{len(alike) - 1})"


def _tidy(value: float | None) -> float | int | None:
    """Return whole numbers as such, so that 23.0 is shown and written as 23."""
    if value is None:
        return None
    number = float(value)
    return int(number) if number == int(number) and abs(number) < 1e15 else number
