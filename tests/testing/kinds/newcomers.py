"""Answers about newcomers: reversals, and pairs that are immune to them."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

import numpy as np

import mcda_orch as mo
from mcda_orch.exact.claims import Claimed, same
from mcda_orch.robust.newcomers.reversal import Reversal
from mcda_orch.robust.newcomers.worst_newcomer import Immunity

from .kind import WEIGHTS, Kind, Pair, answers_again, methods, parts_same


def reversals(kind: type) -> Iterator[tuple[str, Pair]]:
    for name, (found, other) in methods(mo.rank_reversal, WEIGHTS):
        if kind is mo.ReversalReport:
            yield name, (found, other)
            continue
        cases = [r for r in (*found.found.values(), *found.immune.values(), found.smallest) if type(r) is kind]
        theirs = [r for r in (*other.found.values(), *other.immune.values(), other.smallest) if type(r) is kind]
        for i, case in enumerate(cases[:3]):
            yield f"{name} {i}", (case, theirs[0] if theirs else None)


def immunity_true(forged: Immunity) -> bool:
    """What the forgery's own table, weights and levels give."""
    t, levels = (
        forged.among.asked,
        dict(zip(forged.among.asked.matrix.criterion_names, [v.tolist() for v in forged.among.levels], strict=True)),
    )
    fresh = mo.rank_reversal(t.matrix, t.plugin, t.weights, t.blanks, levels=levels).immune[forged.a, forged.b]
    return parts_same(forged, fresh, ("tie", "among"))


def reversal_true(forged: Reversal) -> bool:
    """Tell whether the method, called anew, ranks the two as is said, and no newcomer with fewer other cells turns them around."""
    t = forged.asked
    plugin, names = mo.get(t.plugin.name), t.matrix.names

    def ranked(matrix: mo.DecisionMatrix) -> mo.Ranking:
        scores = plugin.run(matrix.values, t.weights.values, matrix.senses, **t.params)
        return mo.Ranking.from_scores(scores, matrix.names, higher=plugin.better.value == "higher")

    def turned(rows: Any) -> bool:
        after = ranked(mo.DecisionMatrix(rows, [*names, "one more"], t.matrix.criteria))
        return bool(after[forged.a] > after[forged.b])

    before, x = ranked(t.matrix), t.matrix.values
    if not same(forged.before, before) or before[forged.a] >= before[forged.b]:
        return False
    after = mo.Ranking.from_scores([before[n] for n in forged.matrix.names], forged.matrix.names, higher=False)
    if forged.test == "transitivity":
        a, b, c = forged.matrix.names
        ring = [ranked(t.matrix.select(pair)) for pair in ([a, b], [b, c], [c, a])]
        shown = all(r[p] < r[q] for r, (p, q) in zip(ring, ((a, b), (b, c), (c, a)), strict=True))
    elif forged.test == "recomposition":
        won = dict.fromkeys(names, 0)
        for a, b in combinations(names, 2):
            found = ranked(t.matrix.select([a, b]))
            won[a], won[b] = won[a] + (found[a] < found[b]) - (found[b] < found[a]), won[b] + (found[b] < found[a]) - (found[a] < found[b])
        after = mo.Ranking.from_scores([won[n] for n in names], names)
        shown = after[forged.a] > after[forged.b]
    else:
        after = ranked(forged.matrix)
        shown = after[forged.a] > after[forged.b]
    count = int((forged.matrix.values[-1] != x).sum(axis=1).min()) if forged.proved else 0
    levels = [sorted({*x[:, j].tolist(), *(forged.among.levels[j].tolist() if forged.among else ())}) for j in range(x.shape[1])]
    fewer = (row for row in product(*levels) if (np.array(row) != x).sum(axis=1).min() < count)
    return bool(shown) and same(forged.after, after) and not any(turned(np.vstack([x, row])) for row in fewer)


KINDS: dict[type[Claimed], Kind] = {
    Reversal: Kind(lambda: reversals(Reversal), reversal_true),
    Immunity: Kind(lambda: reversals(Immunity), immunity_true),
    mo.ReversalReport: Kind(lambda: reversals(mo.ReversalReport), answers_again),
}
