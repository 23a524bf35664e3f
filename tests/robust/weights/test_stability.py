"""How far one weight can move: the orchestrators, and every place tried."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.rational import dot
from mcda_orch.robust.evidence.question import asked

from .tables import CRITERIA, ORDER, PROBLEM, problems

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


def test_rounding_of_the_border_of_mabac_parts_nobody():
    table = mo.DecisionMatrix([[-1, -1], [1, -1], [0, 0], [1, 1]], ["Ant", "Bee", "Cat", "Doe"], ["x:min", "y"])
    found = mo.first_place(table, mo.mabac, mo.WeightSet(table).order("y >= x"))
    assert (found.winners, found.level, found.never) == (("Doe",), ("Ant", "Cat"), ("Bee",))
    assert mo.possible(table, mo.mabac, mo.WeightSet(table).order("y >= x")).holds("Ant", "Doe")


def test_a_pair_keeps_its_order_whoever_is_named_first_and_a_tie_only_where_it_is():
    """Ant leads Bee while a weighs as much as b; Bee and Cat tie where a weighs three times as much, and nowhere else."""
    found = mo.stability(mo.DecisionMatrix([[4, 0], [0, 4], [1, 1]], ["Ant", "Bee", "Cat"], ["a", "b"]), "wsm", [3, 1])
    for pair in (("Ant", "Bee"), ("Bee", "Ant")):
        assert [(r.number_low, r.number_high, r.below, r.above) for r in found.pair(*pair).rooms] == [
            (1, None, ("Bee", "Ant"), None),
            (0, 3, None, ("Bee", "Ant")),
        ]
    for pair in (("Bee", "Cat"), ("Cat", "Bee")):
        assert [(r.number_low, r.number_high) for r in found.pair(*pair).rooms] == [(3, 3), (1, 1)]
    with pytest.raises(mo.LabelError, match="'Ant' is compared with itself"):
        found.pair("Ant", "Ant")


@pytest.mark.parametrize("name", ["wsm", "topsis"])
def test_a_single_criterion_has_all_the_weight_there_is(name):
    found = mo.stability(mo.DecisionMatrix([[1], [3]], ["Ant", "Bee"], ["a"]), name, [2])
    for kept in (found.ranking, found.winner):
        assert [(room.share, room.low, room.high) for room in kept.rooms] == [(1, 1, 1)]
    assert found.verify()


def test_a_smallest_change_of_another_pair_or_from_other_weights_is_not_that_of_this_one():
    """Each is proved, but of something else."""
    table = mo.DecisionMatrix([[5, 1, 2], [1, 5, 3], [2, 2, 2]], ["Ant", "Bee", "Cat"], ["a", "b", "c"])
    found, other = (mo.stability(table, mo.wsm, w) for w in ([3, 2, 1], [2, 3, 1]))
    first, second = found.swaps
    assert found.verify()
    wrong = [replace(first, **{norm: getattr(second, norm)}) for norm in ("l1", "l2", "linf")]
    wrong += [replace(first, l1=first.linf), replace(first, linf=first.l2)]
    wrong += [replace(first, l1=s.l1) for s in other.swaps if {s.ahead, s.behind} == {first.ahead, first.behind}]
    assert len(wrong) == 6
    for swap in wrong:
        assert all(n is None or n.verify() for n in (swap.l1, swap.l2, swap.linf))
        assert not replace(found, swaps=(swap, second)).verify()
