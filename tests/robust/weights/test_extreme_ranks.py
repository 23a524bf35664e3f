"""Best and worst ranks: proved, tied to their question, and exact where leads are smaller than a solver sees."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.frozen import FrozenMap
from mcda_orch.exact.rational import dot
from mcda_orch.robust.evidence.question import asked
from mcda_orch.robust.weights import extreme_ranks

PROBLEM = mo.load("orchestrators")


@pytest.mark.parametrize("ties", ["optimistic", "pessimistic", "strict"])
def test_ranges_are_proved_by_groups_that_cannot_all_be_behind(ties):
    found = mo.rank_ranges(PROBLEM, mo.wsm, ties=ties)
    assert found.exact
    assert found.unproved == ()
    checked = found.verify(report=True)
    assert checked
    claims = [c.claim for c in checked.checks]
    assert f"no weights rank Flyte worse than {found['Flyte'].worst} {found.known.scope} (ties {ties})" in claims
    assert all(c.how != "replay" for c in checked.checks)
    assert "is proved" in str(found)


def test_leads_smaller_than_any_tolerance_count():
    small = Fraction(1, 10**9)
    x = [[1.0, 0.0], [1.0 - float(small), float(small) / 4], [0.0, 0.5]]
    table = mo.DecisionMatrix(x, ["Ant", "Bee", "Cat"])
    for ties in ("optimistic", "pessimistic", "strict"):
        found = mo.rank_ranges(table, mo.wsm, ties=ties)
        assert found.verify()
        assert found["Bee"].best == 2  # Cat is ahead wherever Ant is not, though by very little
        assert (found["Ant"].best, found["Ant"].worst) == (1, 3)


def test_ranks_that_random_weights_reach_lie_within():
    rng = np.random.default_rng(5)
    for n, m in ((9, 4), (14, 3)):
        table = mo.DecisionMatrix(rng.integers(0, 9, (n, m)).astype(float))
        known = mo.WeightSet(table).order(f"{table.criterion_names[0]} >= {table.criterion_names[1]}")
        found = mo.rank_ranges(table, mo.wsm, known)
        assert found.exact
        drawn = mo.smaa(table, mo.wsm, known, draws=4000, rng=1).acceptability.values > 0
        for row, r in zip(drawn, found.values(), strict=True):
            places = np.flatnonzero(row) + 1
            assert r.best <= places[0]
            assert r.worst >= places[-1]


def test_what_was_changed_does_not_hold():
    found = mo.rank_ranges(PROBLEM, mo.wsm)
    name, other = "Flyte", "Prefect"
    r = found[name]

    def put(changed):
        return replace(found, ranges=FrozenMap({**found.ranges, name: changed}))

    for wrong in (
        put(replace(r, best=r.best + 1)),
        put(replace(r, worst=r.worst - 1)),
        put(replace(r, worst=r.worst + 1)),
        put(replace(r, best_weights=r.worst_weights)),
        put(replace(r, worst_weights=r.best_weights, worst=r.best)),
        put(replace(r, worst_proof=None)),
        put(replace(r, worst_proof=r.best_proof)),
        put(replace(r, worst_proof=found[other].worst_proof)),
        put(replace(r, worst_proof=replace(r.worst_proof, clashes=()))),
        put(found[other]),
        replace(found, ties="pessimistic"),
        replace(found, ties="none"),
        replace(found, ranges=FrozenMap({})),
        replace(found, ranges=FrozenMap(dict(reversed(list(found.ranges.items()))))),
        replace(found, draws=5),
        replace(found, known=mo.WeightSet(PROBLEM).order("Security > Cost")),
        replace(found, question=mo.rank_ranges(PROBLEM, mo.wsm, blanks=1).question),
        replace(found, tie="0"),
    ):
        assert not wrong.verify()
    weaker = put(replace(r, worst_proof=replace(r.worst_proof, bound=0, clashes=(), proved=False)))
    assert weaker.verify()  # for it says so
    assert (weaker.exact, weaker.unproved) == (False, (name,))
    assert "all but Flyte" in str(weaker)


def test_ranks_of_random_weights_are_replayed():
    found = mo.rank_ranges(PROBLEM, "topsis", draws=300, rng=2)
    assert not found.exact
    assert len(found.unproved) == len(PROBLEM.matrix.names)
    checked = found.verify(report=True)
    assert checked
    assert [c.how for c in checked.checks][-1] == "replay"
    assert not replace(found, draws=3).verify()
    assert "not linear" in str(found)
    assert mo.rank_ranges(PROBLEM, "topsis", draws=300, rng=2).document() == found.document()


@pytest.mark.parametrize("ties", ["optimistic", "pessimistic"])
def test_ranks_that_were_drawn_are_those_that_the_method_gives_at_their_weights(ties):
    rng = np.random.default_rng(8)
    table = mo.DecisionMatrix(rng.integers(0, 4, (6, 3)).astype(float))
    found = mo.rank_ranges(table, "topsis", ties=ties, draws=60, rng=4)
    kind = {"optimistic": "min", "pessimistic": "max"}[ties]
    for name, r in found.items():
        for rank, w in ((r.best, r.best_weights), (r.worst, r.worst_weights)):
            assert mo.topsis(table, [float(v) for v in w.values()]).ranking.ranks(kind)[name] == rank
    assert max(r.worst for r in found.values()) > 3


def test_mixtures_begin_with_the_ends_of_every_share_where_there_are_too_many_corners(monkeypatch):
    known = mo.WeightSet(["a", "b", "c"]).order("a >= b >= c")
    corners = {(1, 0, 0), (1, 1, 0), (1, 1, 1)}
    assert {tuple(w) for w in extreme_ranks._mixtures(known).tolist()[:3]} == corners
    monkeypatch.setattr(extreme_ranks, "CORNERS", 1)
    mixed = extreme_ranks._mixtures(known).tolist()
    assert {tuple(w) for w in mixed[:6]} <= corners
    for j, name in enumerate(known.criteria):
        shares = [Fraction(int(w[j]), int(sum(w))) for w in mixed[:6]]
        assert (min(shares), max(shares)) == known.interval(name)
    assert all(known.contains([int(v) for v in w]) for w in mixed[:50])


@pytest.mark.parametrize("ties", ["optimistic", "pessimistic", "strict"])
def test_the_likeliest_weights_are_those_of_the_best_and_the_worst_rank_among_the_mixtures(ties, monkeypatch):
    """Few rise above for the best rank, few stay below for the worst; a tie counts as the rule for ties has it."""
    monkeypatch.setattr(extreme_ranks, "MIXTURES", 60)
    rng = np.random.default_rng(7)
    for turn in range(4):
        table = mo.DecisionMatrix(rng.integers(0, 3, (5, 3)).astype(float))
        known = mo.WeightSet(table).order("C1 >= C2") if turn % 2 else mo.WeightSet(table)
        question = asked(table, mo.wsm, needs_weights=False)
        mixed = [[Fraction(int(v), int(sum(w))) for v in w] for w in extreme_ranks._mixtures(known).tolist()]
        for worst, found in zip((False, True), extreme_ranks.likely(question, known, ties), strict=True):
            level = ties == "strict" or (ties == "optimistic") == worst
            for a in range(5):

                def risen(w, a=a, sign=-1 if worst else 1, level=level, question=question):
                    leads = [sign * dot(question.difference(b, a), w) for b in range(5)]
                    return sum(v > 0 or (level and v == 0) for v in leads)

                assert list(found[a]) in mixed
                assert risen(found[a]) == min(map(risen, mixed))
