"""The smallest leads of pairs: what rounded proposals decide is what the programmes say, and what they cannot is solved exactly."""

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.programme import maximise
from mcda_orch.exact.rational import dot, whole
from mcda_orch.robust.evidence import smallest_leads as module
from mcda_orch.robust.evidence.question import asked
from mcda_orch.robust.evidence.smallest_leads import SmallestLeads

NAMES = tuple("abcdef")
SETS = {
    "bounds": lambda w: w.bounds(dict.fromkeys(NAMES, (0.05, 0.4))),
    "large numbers": lambda w: w.linear(dict(zip(NAMES, (10**20, 1, 0, 3, 10**19, 7), strict=True)), low=10**18),
    "flat": lambda w: w.order("a = b").bounds(dict.fromkeys(NAMES, (0, 0.4))),
    "flat by what follows": lambda w: w.order("a >= b", "b >= a").bounds(dict.fromkeys(NAMES, (0, 0.4))),
}


def table(kind):
    rng = np.random.default_rng(3)
    if kind == "ties":
        return rng.integers(0, 3, (6, 6)).astype(float)
    if kind == "close":  # leads of a part in 10**12 of the numbers
        return 1e12 + rng.integers(0, 3, (6, 6))
    return rng.random((6, 6)) * 10.0 ** np.array([-90, 0, 40, 80, 3, 1])


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("kind", ["ties", "close", "large"])
@pytest.mark.parametrize("which", SETS)
def test_every_pair_is_decided_as_its_programme_says(which, kind, strict, monkeypatch):
    matrix = mo.DecisionMatrix(table(kind), [f"A{i}" for i in range(6)], NAMES)
    question = asked(matrix, mo.wsm, needs_weights=False)
    known = SETS[which](mo.WeightSet(matrix))
    pairs = np.argwhere(~np.eye(6, dtype=bool)).tolist()
    expected = []
    for a, b in pairs:
        d = question.difference(a, b)
        least = dot(d, maximise([-v for v in d], *known.rows()).x)
        expected.append(least > 0 or (least == 0 and not strict))
    for solver in (True, False):
        leads = SmallestLeads(question.parts[0], known, whole([known.inner])[0][0])
        assert leads.settle(pairs, strict) == expected
        for (a, b), holds in zip(pairs, expected, strict=True):
            assert holds or any(int(s[a]) < int(s[b]) or (strict and s[a] == s[b]) for s in leads.scores)
        if solver:
            monkeypatch.setattr(module, "seen_together", lambda family: [None] * len(family))


def test_few_programmes_are_solved_exactly_where_leads_are_plain(monkeypatch):
    rng = np.random.default_rng(1)
    matrix = mo.DecisionMatrix(rng.random((9, 6)), [f"A{i}" for i in range(9)], NAMES)
    known, exact = SETS["bounds"](mo.WeightSet(matrix)), []
    monkeypatch.setattr(module, "optima", lambda family: exact.extend(family) or [])
    question = asked(matrix, mo.wsm, needs_weights=False)
    leads = SmallestLeads(question.parts[0], known, whole([known.inner])[0][0])
    leads.settle(np.argwhere(~np.eye(9, dtype=bool)).tolist(), False)
    assert exact == []


@pytest.mark.parametrize("which", ["bounds", "order"])
def test_weights_are_moved_into_the_set_and_no_further_than_is_needed(which):
    """By whole steps towards the inside: none where they lie in it, and one less would not do."""
    known = mo.WeightSet(NAMES)
    known = SETS[which](known) if which in SETS else known.order("a >= b >= c")
    inner = whole([known.inner])[0][0]
    leads = SmallestLeads([inner], known, inner)
    rng, cone = np.random.default_rng(4), [*known.cone()[0]]
    counts = set()
    for shares in (*rng.dirichlet(np.ones(6), 12), *np.eye(6), *known.sample(6, rng=1).values):
        given = [round(v * module.FINE) for v in shares.tolist()]
        (moved,) = leads._moved([SimpleNamespace(x=shares)]).tolist()
        steps = {Fraction(int(m) - g, i) for m, g, i in zip(moved, given, inner, strict=True)}
        (step,) = steps

        def inside(count, given=given):
            return all(dot(row, [Fraction(g + count * i) for g, i in zip(given, inner, strict=True)]) <= 0 for row in cone)

        assert step.denominator == 1
        assert step >= 0
        assert inside(int(step))
        assert step == 0 or not inside(int(step) - 1)
        counts.add(step > 0)
    assert counts == {True, False}
