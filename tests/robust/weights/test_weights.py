"""Exact answers about weights: the figures of the orchestrator table, brute force at small sizes, and hard cases."""

from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.rational import dot, matrix, vector
from mcda_orch.robust.evidence.doubles import doubles
from mcda_orch.robust.evidence.question import asked
from mcda_orch.robust.weights.nearest import nearest

PROBLEM = mo.load("orchestrators")
NAMES = PROBLEM.matrix.names
CRITERIA = PROBLEM.matrix.criterion_names
REST = PROBLEM.matrix.select([n for n in NAMES if n != "Metaflow"])
ORDER = [group[0] for group in mo.wsm(PROBLEM).ranking.groups]
SCALES = {
    "Ease of development": ("1/11", "1/6", 2, 4),
    "Deployment": ("1/11", "1/5", 2, 5),
    "Pipeline Customization": ("1/11", "1/6", 2, 4),
    "Visibility": ("1/9", "1/6", "5/2", 4),
    "AWS Integration": ("1/22", "5/26", 1, 5),
    "Metadata Retention": ("1/22", "1/8", 1, 3),
    "Startup time": ("1/22", "1/8", 1, 3),
    "Caching": ("1/22", "1/8", 1, 3),
    "Security": (0, "3/25", 0, 3),
    "User Admin": (0, "1/12", 0, 2),
    "Cost": (0, "1/12", 0, 2),
}


def order_set(chain):
    known = mo.WeightSet(PROBLEM)
    for a, b in pairwise(chain):
        known = known.prefers(a, b, method=mo.wsm, matrix=PROBLEM)
    return known


def problems(count, seed, n=(2, 5), m=(2, 5), top=4):
    """Yield small integer tables with many ties, and weights that are not all zero."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        rows, columns = int(rng.integers(*n)), int(rng.integers(*m))
        x = rng.integers(0, top, (rows, columns)).astype(float)
        w = rng.integers(0, 5, columns).astype(float)
        yield mo.DecisionMatrix(x), (w if w.any() else w + 1), rng


def test_the_intervals_that_keep_the_ranking_of_the_orchestrators():
    found = mo.stability(PROBLEM, mo.wsm)
    assert found.ranking.shares == {c: (Fraction(v[0]), Fraction(v[1])) for c, v in SCALES.items()}
    assert found.ranking.numbers == {c: (Fraction(v[2]), Fraction(v[3])) for c, v in SCALES.items()}
    assert found.exact
    assert found.ranking["Cost"].above == ("Airflow", "Prefect")
    assert all(found.winner.shares[c] == (0, 1) for c in CRITERIA)


def test_the_smallest_changes_that_swap_neighbours():
    found = mo.stability(PROBLEM, "wsm")
    l1 = {s.behind: s.l1.size for s in found.swaps}
    assert l1["Kedro"] == Fraction(2, 69)
    assert found.fragile[0].behind == "Kedro"
    assert {l1[n] for n in ("Kubeflow Pipelines", "Airflow", "Dagster", "Sagemaker Pipelines", "Luigi")} == {Fraction(1, 23)}
    assert l1["ZenML"] == Fraction(3, 23)
    assert found.fragile[-1].behind == "ZenML"
    luigi = next(s for s in found.swaps if s.behind == "Luigi")
    assert (round(luigi.l2.distance, 4), luigi.linf.size) == (0.0146, Fraction(1, 207))
    assert not next(s for s in found.swaps if s.behind == "Flyte").passes
    assert found.verify()
    assert "Kedro level with MLRun" in str(found)
    assert found.document()["ranking_stays"]["Visibility"]["share_low"] == "1/9"


def test_who_can_be_first_without_the_winner():
    found = mo.first_place(REST, "wsm", blanks=0)
    shares = {"Flyte": 6863, "Kubeflow Pipelines": 6863, "Prefect": 1683, "Kedro": 243, "ZenML": 28}
    assert dict(found.shares) == {n: Fraction(shares.get(n, 0), 15680) for n in REST.names}
    assert sum(found.shares.values()) == 1
    assert set(found.winners) == set(shares)
    assert set(found.certificates) == set(REST.names) - set(shares)
    assert found.verify()
    assert found.document()["shares"]["Flyte"] == "6863/15680"
    question = asked(REST, "wsm", None, 0, needs_weights=False)
    for name in found.certificates:  # a single rival proves each of them
        (rival,) = found.certificates[name].mixture
        assert min(question.difference(question.at(rival), question.at(name))) >= 0


def test_who_can_be_first_with_the_winner():
    found = mo.first_place(PROBLEM, None)
    assert found.winners == ("Metaflow",)
    assert found["Metaflow"] == 1
    assert set(found.level) == set(NAMES) - {"Metaflow"}
    assert found.never == ()
    assert found.verify()


def test_sampled_shares_agree_with_exact_ones():
    exact, drawn = mo.first_place(REST, "wsm", blanks=0), mo.first_place(REST, "wsm", blanks=0, exact=False, rng=7)
    assert not drawn.exact
    assert drawn.proved
    assert drawn.verify()
    for name in exact.winners:
        assert abs(float(exact[name]) - drawn[name]) < 4 * drawn.standard_errors[name]


def test_rank_ranges_of_the_orchestrators():
    found = mo.rank_ranges(PROBLEM, mo.wsm)
    worst = {"Metaflow": 1, "Kubeflow Pipelines": 8, "Flyte": 9, "Prefect": 11, "MLRun": 11}
    assert {n: (r.best, r.worst) for n, r in found.items()} == {n: (1, worst.get(n, 12)) for n in NAMES}
    assert found.verify()


@pytest.mark.parametrize(("chain", "pairs"), [(ORDER[:1], 20), (ORDER[:3], 23), (ORDER[:6], 29), (ORDER[-6:], 44), (ORDER, 66)])
def test_pairs_that_are_settled(chain, pairs):
    found = mo.necessary(PROBLEM, mo.wsm, order_set(chain))
    assert len(found.pairs) == pairs
    can = mo.possible(PROBLEM, mo.wsm, order_set(chain))
    assert all(can.holds(a, b) for a, b in found.pairs)


def test_pairs_carry_proofs():
    for found in (mo.necessary(PROBLEM, mo.wsm), mo.necessary(PROBLEM, mo.wsm, order_set(ORDER[:3])), mo.possible(REST, mo.wsm, blanks=0)):
        assert found.verify()
    proof = mo.necessary(PROBLEM, mo.wsm).certificate("Luigi", "Metaflow")
    assert not proof.holds
    assert "is behind Metaflow" in str(proof)


def test_what_it_takes_on_the_orchestrators():
    found = mo.what_if(PROBLEM, winner="Airflow")
    assert not found.possible
    assert found.level
    assert found.verify()
    assert found.distance == Fraction(10, 23)
    assert found.certificate == {"Kubeflow Pipelines": 1}
    for norm, size in (("l1", Fraction(1, 23)), ("l2", Fraction(11, 28566)), ("linf", Fraction(1, 115))):
        found = mo.what_if(PROBLEM, "Airflow", "Prefect", norm=norm)
        assert found.nearest.size == size
        assert found.possible
        assert found.verify()
    radius = mo.margin_of_victory(REST, method="wsm", weights=PROBLEM.weights, blanks=0)
    assert (radius.winner, radius.distance) == ("Kubeflow Pipelines", Fraction(1, 23))


def test_a_winner_with_a_double_falls_to_a_third():
    table = mo.DecisionMatrix([[1, 0], [1, 0], [0, 1]], ["Ant", "Bee", "Cat"])
    found = mo.margin_of_victory(table, method="wsm", weights=[3, 1])
    assert (found.winner, found.over, found.possible, found.distance) == ("Cat", ("Ant",), True, Fraction(1, 2))
    assert found.verify()
    level = mo.margin_of_victory(mo.DecisionMatrix([[1, 0], [1, -1], [0, 1]]), method="wsm", weights=[3, 0])
    assert (level.winner, level.possible, level.distance) == ("A3", True, Fraction(2, 2))


def test_one_part_in_a_hundred_further_flips_and_one_less_does_not():
    start = asked(PROBLEM, mo.wsm).shares
    for ahead, behind in pairwise(ORDER[1:]):
        for norm in ("l1", "l2", "linf"):
            found = mo.what_if(PROBLEM, behind, ahead, norm=norm)
            after = mo.Weights({c: float(v) for c, v in found.beyond().items()})
            assert mo.wsm(PROBLEM, after).ranking[behind] < mo.wsm(PROBLEM, after).ranking[ahead]
            change = np.array([float(v - s) for v, s in zip(found.beyond().values(), start, strict=True)])
            size = {"l1": np.abs(change).sum(), "linf": np.abs(change).max(), "l2": np.sqrt((change**2).sum())}[norm]
            assert size <= 1.01 * float(found.distance) + 1e-12
            # along the way the lead shrinks in proportion, and the proof says that no other way is shorter
            less = [s + Fraction(99, 100) * (v - s) for s, v in zip(start, found.weights.values(), strict=True)]
            question = found.question
            assert dot(question.difference(question.at(behind), question.at(ahead)), less) < 0
            assert found.nearest.verify()


def test_nearest_weights_are_proved_and_no_sample_is_nearer():
    rng = np.random.default_rng(3)
    found = 0
    for _ in range(150):
        m = int(rng.integers(2, 5))
        rows = matrix(rng.integers(-3, 4, (int(rng.integers(1, 5)), m)).tolist())
        w = rng.integers(0, 5, m)
        start = vector([Fraction(int(v), int(w.sum())) for v in w]) if w.any() else (Fraction(1, m),) * m
        zero, ones = (Fraction(0),) * len(rows), ((Fraction(1),) * m,)
        answers = {norm: nearest(start, rows, zero, ones, (Fraction(1),), norm) for norm in ("l1", "l2", "linf")}
        assert len({a is None for a in answers.values()}) == 1
        if answers["l1"] is None:
            continue
        found += 1
        draws = np.concatenate([rng.dirichlet(np.ones(m), 2000), np.array(answers["l1"].weights, dtype=float)[None]])
        # draws near the start test small distances
        draws = np.concatenate([draws, 0.9 * np.array(start, dtype=float) + 0.1 * draws])
        inside = draws[(draws @ np.array(rows, dtype=float).T <= 0).all(axis=-1)]
        change = np.abs(inside - np.array(start, dtype=float))
        sizes = {"l1": change.sum(axis=-1), "l2": (change**2).sum(axis=-1), "linf": change.max(axis=-1)}
        for norm, answer in answers.items():
            assert answer.verify()
            if len(inside):
                assert sizes[norm].min() >= float(answer.size) - 1e-9
    assert found > 50


def test_stability_against_trying():
    for x, w, _ in problems(150, 5):
        found = mo.stability(x, mo.wsm, w)
        before = mo.wsm(x, w).ranking
        for j, room in enumerate(found.ranking.rooms):
            for t, keeps in ((room.number_low, True), (room.number_high, True)):
                if t is not None:
                    new = w.copy()
                    new[j] = float(t)
                    if new.any():
                        assert _weakly_kept(before, mo.wsm(x, new).ranking) is keeps
            for t, beyond in ((room.number_low, -1), (room.number_high, 1)):
                who = room.below if beyond < 0 else room.above
                if who is None or t is None:
                    continue
                new = w.copy()
                new[j] = float(t) + beyond * 1e-6
                if new[j] >= 0 and new.any():
                    after = mo.wsm(x, new).ranking
                    assert after[who[0]] < after[who[1]]
                    assert before[who[0]] >= before[who[1]]


def _weakly_kept(before, after):
    a, b = before.dense, after.dense
    return bool(all((a[i] < a[k]) <= (b[i] <= b[k]) and ((a[i] == a[k]) <= (b[i] == b[k])) for i in range(len(a)) for k in range(len(a))))


def test_first_places_against_drawing():
    for x, _, rng in problems(60, 6):
        found = mo.first_place(x, mo.wsm)
        assert found.exact
        assert sum(found.shares.values()) == 1
        assert found.verify()
        assert set(found.witnesses) | set(found.certificates) == set(x.names)
        w = rng.dirichlet(np.ones(x.shape[1]), 4000)
        first = np.asarray(mo.wsm(x, w).ranking.dense) == 1
        means = (first / first.sum(axis=-1, keepdims=True)).mean(axis=0)
        assert np.abs(means - [float(v) for v in found.shares.values()]).max() < 0.04
        for i, name in enumerate(x.names):  # no draw contradicts a certificate
            if name in found.certificates:
                scores = w @ x.values.T
                rivals = [k for k in range(len(x.names)) if k != i and k not in doubles(found.question, found.known, name)]
                assert (scores[:, i] - scores[:, rivals].max(axis=-1)).max() <= float(found.certificates[name].margin) + 1e-9


def test_first_places_over_flat_and_narrow_sets():
    x = mo.DecisionMatrix([[3, 0, 1], [0, 3, 1], [2, 2, 0]], ["Ant", "Bee", "Cat"], ["a", "b", "c"])
    flat = mo.WeightSet(x).linear({"a": 1, "b": 1, "c": -3}, 0, 0)  # a + b = 3/4
    found = mo.first_place(x, mo.wsm, flat)
    assert sum(found.shares.values()) == 1
    assert found.verify()
    drawn = mo.first_place(x, mo.wsm, flat, exact=False, rng=1)
    assert all(abs(float(found[n]) - drawn[n]) < 0.01 for n in x.names)
    point = mo.first_place(x, mo.wsm, mo.Weights({"a": 1, "b": 1, "c": 0}))
    assert dict(point.shares) == {"Ant": 0, "Bee": 0, "Cat": 1}
    tie = mo.first_place(x, mo.wsm, mo.Weights({"a": 2, "b": 1, "c": 0}))
    assert dict(tie.shares) == {"Ant": Fraction(1, 2), "Bee": 0, "Cat": Fraction(1, 2)}
    assert tie.verify()


def test_doubles_share_the_first_place():
    x = mo.DecisionMatrix([[3, 0], [3, 0], [0, 3]], ["Ant", "Bee", "Cat"], ["a", "b"])
    found = mo.first_place(x, mo.wsm)
    assert dict(found.shares) == {"Ant": Fraction(1, 4), "Bee": Fraction(1, 4), "Cat": Fraction(1, 2)}
    assert any("doubles" in remark for remark in found.remarks)
    assert dict(mo.first_place(mo.DecisionMatrix(np.ones((3, 2))), mo.wsm).shares) == dict.fromkeys(("A1", "A2", "A3"), Fraction(1, 3))


def test_an_alternative_that_only_a_mixture_beats():
    x = mo.DecisionMatrix([[4, 0], [0, 4], [1, 1]], ["Ant", "Bee", "Cat"], ["a", "b"])
    proof = mo.first_place(x, mo.wsm).certificates["Cat"]
    assert proof.margin == -1
    assert dict(proof.mixture) == {"Ant": Fraction(1, 2), "Bee": Fraction(1, 2)}
    assert proof.verify()
    assert str(proof) == "Cat is never first: 1/2 Ant + 1/2 Bee is better whatever the weights."
    change = mo.what_if(x, "Cat", method="wsm", weights=[1, 1])
    assert not change.possible
    assert not change.level
    assert change.distance is None
    assert change.verify()


def _all_ranks(x):
    """Every (number ahead, number level) of every alternative over the weights of three criteria.

    Cells of the arrangement of the lines on which two alternatives tie are the hulls of its vertices, so vertices and the
    means of two and three of them meet all cells.
    """
    n = len(x)
    lines = [x[a] - x[b] for a, b in combinations(range(n), 2)] + list(np.eye(3))
    points = []
    for p, q in combinations(lines, 2):
        cross = np.cross(p, q)
        if cross.any() and ((cross >= 0).all() or (cross <= 0).all()):
            points.append(cross / cross.sum())
    points = np.unique(np.round(points, 12), axis=0)
    k = len(points)
    triples = [*combinations(range(k), 1), *combinations(range(k), 2), *combinations(range(k), 3)]
    w = np.array([points[list(t)].mean(axis=0) for t in triples])
    scores = w @ x.T
    lead = scores[:, None, :] - scores[:, :, None]
    return (lead > 1e-9).sum(axis=-1), (np.abs(lead) <= 1e-9).sum(axis=-1) - 1


@pytest.mark.parametrize("ties", ["optimistic", "pessimistic", "strict"])
def test_rank_ranges_against_all_cells(ties):
    rng = np.random.default_rng(8)
    for _ in range(12):
        x = rng.integers(0, 4, (4, 3)).astype(float)
        x = x[np.sort(np.unique(x, axis=0, return_index=True)[1])]
        if len(x) < 3:
            continue
        ahead, level = _all_ranks(x)
        found = mo.rank_ranges(mo.DecisionMatrix(x), mo.wsm, ties=ties)
        assert found.verify()
        for i, r in enumerate(found.values()):
            keep = level[:, i] == 0 if ties == "strict" else np.ones(len(ahead), dtype=bool)
            ranks = 1 + ahead[keep, i] + (level[keep, i] if ties == "pessimistic" else 0)
            assert (r.best, r.worst) == (ranks.min(), ranks.max())


def test_relations_against_corners():
    for x, _, rng in problems(60, 9):
        m = x.shape[1]
        known = mo.WeightSet(x).order(f"{x.criterion_names[0]} >= {x.criterion_names[-1]}")
        if m > 2 and rng.random() < 0.5:
            known = known.bounds({x.criterion_names[1]: (0.1, 0.5)})
        corners = np.array(known.vertices(), dtype=float)
        lead = corners @ x.values.T
        lead = lead[:, :, None] - lead[:, None, :]
        need, can = mo.necessary(x, mo.wsm, known), mo.possible(x, mo.wsm, known)
        assert (need.relation.values == (lead.min(axis=0) >= -1e-12)).all()
        assert ((can.relation.values > 0) == (lead.max(axis=0) >= -1e-12)).all()
        assert need.verify()
        assert can.verify()


def test_weight_changes_against_drawing():
    for x, w, rng in problems(60, 10, n=(2, 5)):
        draws = rng.dirichlet(np.ones(x.shape[1]), 3000)
        start = w / w.sum()
        draws = np.concatenate([draws, 0.8 * start + 0.2 * draws])
        scores = draws @ x.values.T
        for norm in ("l1", "l2", "linf"):
            a = int(rng.integers(len(x)))
            found = mo.what_if(x, x.names[a], norm=norm, method=mo.wsm, weights=w)
            assert found.verify()
            ahead = scores[:, a] > np.delete(scores, a, axis=-1).max(axis=-1) + 1e-9
            assert found.possible or not ahead.any()
            if ahead.any():
                change = np.abs(draws[ahead] - start)
                sizes = {"l1": change.sum(axis=-1), "l2": np.sqrt((change**2).sum(axis=-1)), "linf": change.max(axis=-1)}[norm]
                assert sizes.min() >= float(found.distance) - 1e-9


def test_changes_within_a_weight_set():
    known = mo.WeightSet(PROBLEM).bounds({"Metadata Retention": (0.08, None)})
    free, bound = mo.what_if(PROBLEM, "Airflow", "Prefect"), mo.what_if(PROBLEM, "Airflow", "Prefect", within=known)
    assert bound.verify()
    assert bound.distance >= free.distance
    assert known.contains(tuple(bound.weights.values()), closed=True)
    stuck = mo.what_if(PROBLEM, "Kedro", "MLRun", within=mo.WeightSet(PROBLEM).prefers("MLRun", "Kedro", method=mo.wsm, matrix=PROBLEM))
    assert not stuck.possible
    assert stuck.verify()


def test_triangles_are_cut_exactly():
    rng = np.random.default_rng(11)
    for _ in range(60):
        x = mo.DecisionMatrix(rng.integers(0, 6, (int(rng.integers(1, 6)), 3)).astype(float))
        found = mo.weight_triangle(x, mo.wsm)
        assert sum(r.area for r in found.regions) == 1
        shares = mo.first_place(x, mo.wsm).shares
        for r in found.regions:
            assert r.area == sum(shares[n] for n in r.winners)
            middle = [float(sum(v) / len(r.corners)) for v in zip(*r.corners, strict=True)]
            assert set(r.winners) == set(mo.wsm(x, middle).ranking.best)
            sides = np.subtract([*r.flat[1:], r.flat[0]], r.flat)
            after = np.roll(sides, -1, axis=0)
            turns = sides[:, 0] * after[:, 1] - sides[:, 1] * after[:, 0]
            assert min(turns) > 0 or max(turns) < 0  # the corners go around
    groups = {"development": CRITERIA[:4], "operation": CRITERIA[4:8], "administration": CRITERIA[8:]}
    found = mo.weight_triangle(REST, mo.wsm, PROBLEM.weights, 0, groups=groups)
    assert [(r.winners, r.area) for r in found.regions] == [(("Kubeflow Pipelines",), Fraction(4, 7)), (("Flyte",), Fraction(3, 7))]
    assert found.current == (Fraction(12, 23), Fraction(8, 23), Fraction(3, 23))


def test_methods_that_are_not_linear_are_asked_and_say_so():
    x = mo.DecisionMatrix([[7, 3, 5], [5, 5, 5], [3, 7, 4], [1, 1, 1]], ["Ant", "Bee", "Cat", "Doe"], ["a", "b", "c"])
    w = [3, 2, 2]
    for method in ("topsis", "vikor"):
        stable = mo.stability(x, method, w)
        assert not stable.exact
        assert "not linear" in stable.remarks[-1]
        first = mo.first_place(x, method, rng=1)
        assert first.proved  # Doe is dominated
        assert first.verify()
        assert abs(sum(first.shares.values()) - 1) < 1e-12
        assert mo.necessary(x, method, rng=1).verify()
        assert mo.rank_ranges(x, method, rng=1).verify()
        change = mo.what_if(x, "Cat", method=method, weights=w, rng=1)
        assert change.possible
        assert not change.exact
        assert change.verify()
        assert not mo.what_if(x, "Doe", method=method, weights=w, rng=1).possible
        assert mo.margin_of_victory(x, method=method, weights=w, rng=1).verify()


def test_a_search_comes_near_the_exact_answer():
    """The multiplicative order is linear in logarithms; asked without its linear form, the search must find the same."""
    from dataclasses import replace

    x = mo.DecisionMatrix([[7, 3, 5], [5, 5, 5], [3, 7, 4]], ["Ant", "Bee", "Cat"], ["a", "b", "c"])
    blind = replace(mo.wpm, linear_form=None)
    for norm in ("l1", "l2", "linf"):
        exact, found = (mo.what_if(x, "Cat", method=k, weights=[3, 1, 1], norm=norm, rng=2) for k in (mo.wpm, blind))
        assert float(exact.distance) <= float(found.distance) <= 1.02 * float(exact.distance)
    one, other = (mo.stability(x, k, [3, 1, 1]).ranking.shares for k in (mo.wpm, blind))
    assert all(abs(float(p) - float(q)) < 1e-8 for c in one for p, q in zip(one[c], other[c], strict=True))


def test_hard_cases_have_an_answer():
    one = mo.DecisionMatrix([[1, 2]], ["Ant"], ["a", "b"])
    assert mo.first_place(one, mo.wsm).shares == {"Ant": 1}
    assert mo.first_place(one, mo.topsis, rng=1).shares == {"Ant": 1}
    assert mo.stability(one, mo.wsm, [1, 1]).winner.shares == {"a": (0, 1), "b": (0, 1)}
    assert (mo.rank_ranges(one, mo.wsm)["Ant"].best, mo.rank_ranges(one, mo.wsm)["Ant"].worst) == (1, 1)
    assert mo.necessary(one, mo.wsm).pairs == ()
    with pytest.raises(mo.DomainError, match="no rivals"):
        mo.what_if(one, "Ant", method="wsm", weights=[1, 1])
    with pytest.raises(mo.DomainError, match="no rivals"):
        mo.margin_of_victory(one, method="wsm", weights=[1, 1])
    column = mo.DecisionMatrix([[1], [2]], ["Ant", "Bee"], ["a"])
    assert mo.first_place(column, mo.wsm).winners == ("Bee",)
    assert mo.stability(column, mo.wsm, [5]).ranking.shares == {"a": (1, 1)}
    assert not mo.what_if(column, "Ant", method="wsm", weights=[1]).possible
    equal = mo.DecisionMatrix(np.ones((3, 2)))
    assert mo.stability(equal, mo.wsm, [1, 2]).ranks == (("A1", "A2", "A3"),)
    tie = mo.what_if(equal, "A1", method="wsm", weights=[1, 2])
    assert (tie.possible, tie.level, tie.distance) == (False, True, 0)
    assert mo.margin_of_victory(equal, method="wsm", weights=[1, 2]).distance == 0
    for found in (
        mo.stability(equal, mo.wsm, [1, 2]),
        mo.first_place(equal, mo.wsm),
        mo.rank_ranges(equal, mo.wsm),
        mo.necessary(equal, mo.wsm),
    ):
        assert str(found)
        assert found.markdown()
        assert found.html()
        assert found.document()


def test_bad_input_is_one_clear_error():
    clash = mo.WeightSet(PROBLEM).order("Security > Cost").order("Cost > Security")
    with pytest.raises(mo.DomainError, match="no weights agree"):
        mo.first_place(PROBLEM, mo.wsm, clash)
    with pytest.raises(mo.LabelError, match="the weight set is for"):
        mo.necessary(PROBLEM, mo.wsm, mo.WeightSet(["a", "b"]))
    with pytest.raises(mo.MissingError, match="blank"):
        mo.stability(PROBLEM, mo.wsm, blanks="refuse")
    with pytest.raises(mo.MissingError, match="weights"):
        mo.stability(REST, mo.wsm, blanks=0)
    with pytest.raises(mo.PluginError, match="no method is given"):
        mo.first_place(REST, None)
    with pytest.raises(mo.PluginError, match="no method that scores"):
        mo.first_place(PROBLEM, "minmax")
    with pytest.raises(mo.LabelError, match="Airflw"):
        mo.what_if(PROBLEM, "Airflw")
    with pytest.raises(mo.LabelError, match="pass itself"):
        mo.what_if(PROBLEM, "Airflow", over="Airflow")
    with pytest.raises(mo.DomainError, match="'l3'"):
        mo.what_if(PROBLEM, "Airflow", norm="l3")
    with pytest.raises(mo.DomainError, match="nothing that can change"):
        mo.what_if(PROBLEM, "Airflow", change="moon")
    with pytest.raises(mo.DomainError, match="must be 'optimistic'"):
        mo.rank_ranges(PROBLEM, mo.wsm, ties="none")
    with pytest.raises(mo.ShapeError, match="three weights"):
        mo.weight_triangle(PROBLEM, mo.wsm)
    with pytest.raises(mo.LabelError, match="in no group"):
        mo.weight_triangle(PROBLEM, mo.wsm, groups={"a": ["Cost"], "b": ["Security"], "c": ["Caching"]})
    with pytest.raises(mo.DomainError, match="no polygons"):
        mo.weight_triangle(mo.DecisionMatrix([[1, 2, 3]]), mo.topsis)
    with pytest.raises(mo.ShapeError, match="one weight vector"):
        mo.stability(mo.DecisionMatrix([[1, 2]]), mo.wsm, [[1, 2], [2, 1]])


def test_blanks_that_give_their_weight_away_are_no_linear_question():
    found = mo.first_place(REST, mo.wsm, blanks="redistribute", draws=2000, rng=1)
    assert not found.proved
    assert not mo.stability(PROBLEM, mo.wsm, blanks="redistribute").exact
    with pytest.raises(mo.DomainError, match="give their weight away"):
        mo.what_if(PROBLEM, "Airflow", change="cells", blanks="redistribute")


def test_weights_are_read_as_they_were_written():
    x = mo.DecisionMatrix([[1, 0], [0, 1]], ["Ant", "Bee"], ["a", "b"])
    assert asked(x, mo.wsm, {"a": Fraction(1, 3), "b": Fraction(2, 3)}).shares == (Fraction(1, 3), Fraction(2, 3))
    assert asked(x, mo.wsm, [0.1, 0.9]).shares == (Fraction(1, 10), Fraction(9, 10))
    assert asked(x, mo.wsm, [1 / 3, 2 / 3]).numbers == (Fraction(1, 3), Fraction(2, 3))
    assert mo.stability(x, mo.wsm, [0.1, 0.9]).pair("Ant", "Bee")["a"].high == Fraction(1, 2)


def test_ranks_found_at_random_weights_of_a_flat_set_have_witnesses_in_it():
    table = mo.DecisionMatrix([[0, 1, 0], [1, 1, 0], [-1, 1, 0]], ["Ant", "Bee", "Cat"], ["x", "y", "z:min"])
    known = mo.WeightSet(table).bounds({"z": "1/8"}).order("x >= y")
    for method in (mo.maximin, mo.vikor, mo.topsis):
        for ties in ("optimistic", "pessimistic", "strict"):
            found = mo.rank_ranges(table, method, known, ties=ties, draws=200, rng=1)
            assert not found.exact
            assert found.verify()


def test_rounding_of_the_border_of_mabac_parts_nobody():
    table = mo.DecisionMatrix([[-1, -1], [1, -1], [0, 0], [1, 1]], ["Ant", "Bee", "Cat", "Doe"], ["x:min", "y"])
    found = mo.first_place(table, mo.mabac, mo.WeightSet(table).order("y >= x"))
    assert (found.winners, found.level, found.never) == (("Doe",), ("Ant", "Cat"), ("Bee",))
    assert mo.possible(table, mo.mabac, mo.WeightSet(table).order("y >= x")).holds("Ant", "Doe")


@pytest.mark.parametrize(
    ("name", "ends"), [("moora", (1, 2, 3)), ("moora", (1, 4, 7)), ("moora", (3, 8, 13)), ("wpm", (2, 4, 8)), ("wpm", (3, 9, 27))]
)
def test_ties_survive_numbers_that_are_no_fractions(name, ends):
    """Columns are divided by a root, or logarithms: what lies half way does so whatever the last digit."""
    low, middle, high = ends
    found = mo.first_place(mo.DecisionMatrix([[low, high], [high, low], [middle, middle]], ["Ant", "Bee", "Cat"]), name)
    assert set(found.winners) == {"Ant", "Bee"}
    assert found.level == ("Cat",)
    assert found.verify()


def test_a_method_that_declares_no_form_is_linear_where_trying_finds_it_so():
    from dataclasses import replace

    silent = replace(mo.wsm, linear_form=None)
    found, told = (mo.first_place(REST, method, blanks=0) for method in (silent, mo.wsm))
    assert found.shares == told.shares
    assert found.verify()
    assert "does not say that it is linear in its weights with these data; that was found by trying 16" in found.remarks[-1]
    assert mo.necessary(REST, silent, blanks=0).pairs == mo.necessary(REST, mo.wsm, blanks=0).pairs
    cells = [mo.what_if(REST, "Prefect", change="cells", method=m, weights=PROBLEM.weights, blanks=0) for m in (silent, mo.wsm)]
    assert cells[0].exact
    assert str(cells[0].table) == str(cells[1].table)


def test_trying_does_not_take_a_method_for_linear_that_bends():
    x = mo.DecisionMatrix([[7, 3, 5], [5, 5, 5], [3, 7, 4]], ["Ant", "Bee", "Cat"], ["a", "b", "c"])
    for name in ("topsis", "vikor", "owa", "lexicographic", "cocoso"):
        with pytest.raises(mo.DomainError, match="is not linear in its weights"):
            mo.max_margin(x, name, "Ant > Bee")
