"""Who can be first by a ratio of two linear forms: witnesses, proofs, and no draw that contradicts them."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin.plugin import RatioForm
from mcda_orch.robust.evidence.question import asked
from mcda_orch.robust.evidence.ratio import NeverAhead, Piece, corners
from mcda_orch.robust.evidence.ratio_search import Ratios

PROBLEM = mo.load("orchestrators")
REST = PROBLEM.matrix.select([n for n in PROBLEM.matrix.names if n != "Metaflow"])
ENDS = {"low": 0.0, "high": 4.0}
METHODS = [
    mo.topsis,
    mo.topsis.with_(scale=mo.scalings.minmax),
    mo.topsis.with_(**ENDS),
    mo.topsis.with_(distance="manhattan"),
    mo.topsis.with_(distance="minkowski", p=3.0),
    mo.topsis.with_(distance="minkowski", p=1.5),
    mo.rim,
    mo.rim.with_(**ENDS),
    mo.rawec,
    mo.vmcm,
]


def random_matrix(rng, n, m, *, coarse=False):
    values = rng.integers(1, 4, (n, m)).astype(float) if coarse else rng.random((n, m)) + 0.1
    return mo.DecisionMatrix(values, criteria=[f"c{j}{':min' if rng.random() < 0.3 else ''}" for j in range(m)])


def contradicted(method, x, found, draws, rng):
    """Return the alternatives with a proof that some drawn weights put first, or ahead."""
    w = found.known.sample(draws, rng=rng).values
    first = asked(x, method, None, None, needs_weights=False).dense(w) == 1
    alone = first & (first.sum(axis=-1, keepdims=True) == 1)
    return [n for n in found.certificates if (first if n in found.never else alone)[:, x.names.index(n)].any()]


def test_topsis_verdicts_agree_with_a_search_over_many_weights():
    rng = np.random.default_rng(1)
    for _ in range(40):
        x = random_matrix(rng, 8, 4)
        found = mo.first_place(x, mo.topsis, draws=500, rng=rng)
        assert found.proved
        assert found.verify()
        assert set(found.witnesses) | set(found.certificates) == set(x.names)
        assert not set(found.witnesses) & set(found.certificates)
        assert not contradicted(mo.topsis, x, found, 20_000, rng)


def test_twelve_by_six_is_settled_with_few_pieces():
    found = mo.first_place(mo.DecisionMatrix(np.random.default_rng(0).random((12, 6))), mo.topsis, rng=1)
    assert len(found.winners) == 8
    assert len(found.never) == 4
    assert all(len(c.pieces) <= 61 for c in found.certificates.values())
    assert found.verify()


@pytest.mark.parametrize("method", METHODS, ids=repr)
def test_proofs_hold_on_coarse_tables_full_of_ties_and_under_statements(method):
    rng = np.random.default_rng(7)
    settled = total = 0
    for k in range(30):
        x = random_matrix(rng, int(rng.integers(2, 8)), int(rng.integers(2, 5)), coarse=k % 3 != 0)
        known = mo.WeightSet(x)
        known = (known, known.order("c0 > c1"), known.ratio("c0", "c1", 0.5, 3), known.bounds({"c1": 0}))[k % 4]
        found = mo.first_place(x, method, known, draws=300, rng=rng)
        assert found.verify()
        assert not contradicted(method, x, found, 5_000, rng)
        settled, total = settled + len(x.names) - len(found.unsettled), total + len(x.names)
    assert settled > 0.97 * total


def test_the_orchestrators_without_metaflow_are_settled_by_topsis():
    found = mo.first_place(REST, mo.topsis, blanks=0, rng=1)
    assert found.proved
    assert found.verify()
    assert not found.exact
    assert set(found.winners) == {"Flyte", "Kubeflow Pipelines", "Prefect", "Kedro", "ZenML"}
    assert set(found.level) == set(REST.names) - set(found.winners)
    assert found.certificates["Luigi"].rivals == ("Kubeflow Pipelines",)
    assert str(found.certificates["Luigi"]) == (
        "Luigi can draw level, but is never ahead: Kubeflow Pipelines is at least as good whatever the weights."
    )
    text = str(found)
    assert "never ahead: Kubeflow Pipelines is always at least as good" in text
    assert "no proof" not in text
    proof = found.document()["certificates"]["Luigi"]
    assert proof["margin"] == "0"
    assert proof["pieces"] == [{"low": "0", "high": "1", "parts": [1, 1]}]


def test_the_best_of_all_is_first_whatever_the_weights():
    found = mo.first_place(PROBLEM, mo.topsis, rng=1)
    assert found.winners == ("Metaflow",)
    assert found.proved
    assert found.remarks[0] == "Metaflow is first whatever the weights; the others can draw level at most."


def test_an_order_of_the_criteria_is_used_by_the_proof():
    order = " >= ".join(REST.criterion_names)
    known = mo.WeightSet(REST).order(order)
    free, found = (mo.first_place(REST, mo.topsis, w, blanks=0, rng=1) for w in (None, known))
    assert found.winners == ("Flyte",)
    assert found.proved
    assert found.verify()
    assert set(found.certificates) > set(free.certificates)
    assert found.never  # the ties that some weights allow are out of reach of the order


def test_ratios_of_weights_become_ratios_of_their_powers():
    known = mo.WeightSet(["a", "b"]).ratio("a", "b", 0.5, 3)
    assert set(corners(known, 2.0)) == {(1, 4), (9, 1)}
    assert set(corners(known, 3.0)) == {(1, 8), (27, 1)}
    assert set(corners(known, 1.0)) == {(1, 2), (3, 1)}
    assert set(corners(known, 1.5)) == {(1, 0), (0, 1)}  # no fractions, so nothing is used
    assert set(corners(known.bounds(a=(0.4, None)), 2.0)) == {(4, 9), (9, 1)}  # of two criteria a share is a ratio
    assert corners(mo.WeightSet(["a", "b", "c"]).bounds(a=0.5, b=0.25), 2.0) == ((4, 1, 1),)


def test_the_threshold_at_a_corner_is_the_closeness_there():
    rng = np.random.default_rng(12)
    method = mo.topsis.with_(distance="manhattan")
    x = random_matrix(rng, 6, 3)
    question = asked(x, method, None, None, needs_weights=False)
    search = Ratios(question, mo.WeightSet(x), question.ratio())
    for k, ray in enumerate(search.rays):
        found = [float(search._threshold(a, k)) for a in range(6)]
        np.testing.assert_allclose(found, method(x, np.array(ray, dtype=float)).scores.values, rtol=1e-12)


def test_other_statements_are_widened_for_the_proof_and_never_narrowed():
    rng = np.random.default_rng(8)
    free = mo.WeightSet(list("abcd"))
    statements = (free.bounds(a=(0.2, 0.4), b=(None, 0.3)), free.group(("a", "b"), 0.5, 0.7), free.linear({"a": 2, "b": 1, "c": -1}, 0.1))
    for known in statements:
        w = known.sample(2_000, rng=rng).values
        for power in (1.0, 2.0, 3.0):
            rays = np.array(corners(known, power), dtype=float)
            whole = np.linalg.norm(rays, axis=-1, keepdims=True)
            for u in w[:40] ** power:
                from scipy.optimize import nnls

                assert nnls((rays / whole).T, u)[1] < 1e-9
    x = mo.DecisionMatrix([[5, 1, 1], [1, 5, 5], [2, 1, 2]], ["Ant", "Bee", "Cat"], ["a", "b", "c"])
    assert "Ant" in mo.first_place(x, mo.topsis, draws=500, rng=1).witnesses
    found = mo.first_place(x, mo.topsis, mo.WeightSet(x).bounds(a=(None, 0.1)), draws=500, rng=1)
    assert set(found.never) == {"Ant", "Cat"}
    assert found.verify()


def test_a_narrow_lead_is_found():
    x = mo.DecisionMatrix([[1.0, 0.0], [0.999, 1.0], [0.5, 0.9]], ["Ant", "Bee", "Cat"], ["a", "b"])
    found = mo.first_place(x, mo.topsis, draws=200, rng=1)
    assert found.shares["Ant"] == 0
    assert set(found.witnesses) == {"Ant", "Bee"}
    assert found.verify()
    assert "too small a part to be drawn" in found.remarks[0]


@pytest.mark.parametrize(
    ("x", "a", "method"),
    [
        ([[3, 0], [2, 2], [3, 0.01]], 2, mo.topsis),
        ([[1, 3, 1], [2.99, 0.0101, 2], [3, 0, 2]], 1, mo.topsis),
        ([[0, 4, 0], [2.971, 3.01, 1], [3, 3, 1]], 1, mo.topsis.with_(distance="manhattan")),
        ([[4, 3, 0], [4, 2.91, 0.22], [3, 4, 0], [4, 2, 2]], 1, mo.topsis.with_(distance="manhattan")),
    ],
)
def test_a_lead_too_narrow_to_be_seen_at_its_threshold_is_found_beside_it(x, a, method):
    """Near a corner of the weights alone, where the solver takes the lead for none."""
    table = mo.DecisionMatrix(x)
    question = asked(table, method, None, None, needs_weights=False)
    w = Ratios(question, mo.WeightSet(table), question.ratio()).settle(a)
    assert isinstance(w, tuple)
    assert sum(w) == 1
    assert question.dense(np.array([[float(v) for v in w]]))[0].tolist().index(1) == a


def test_doubles_and_constant_criteria_are_no_obstacle():
    x = mo.DecisionMatrix([[3, 1, 5], [3, 1, 5], [2, 0, 5], [2, 0, 5]], ["Ant", "Bee", "Cat", "Doe"], ["a", "b", "c"])
    found = mo.first_place(x, mo.topsis, draws=500, rng=1)
    assert set(found.winners) == {"Ant", "Bee"}
    assert set(found.level) == {"Cat", "Doe"}
    assert found.certificates["Doe"].weights == {"a": 0, "b": 0, "c": 1}
    assert found.verify()
    strict = mo.first_place(x, mo.topsis, mo.WeightSet(x).order("a >= c"), draws=500, rng=1)
    assert set(strict.never) == {"Cat", "Doe"}
    assert strict.verify()


def proofs():
    """A proof with several pieces, and one with ties."""
    x = mo.DecisionMatrix(np.random.default_rng(0).random((12, 6)))
    found = mo.first_place(x, mo.topsis, rng=1).certificates
    many = max(found.values(), key=lambda c: len(c.pieces))
    return many, mo.first_place(REST, mo.topsis, blanks=0, draws=500, rng=1).certificates["Luigi"]


def test_tampered_proofs_are_refused():
    many, level = proofs()
    assert isinstance(many, NeverAhead)
    assert len(many.pieces) > 1
    assert many.verify()
    assert level.verify()
    first = many.pieces[0]
    assert not replace(many, pieces=many.pieces[1:]).verify()
    assert not replace(many, pieces=many.pieces[:-1]).verify()
    assert not replace(many, pieces=()).verify()
    assert not replace(many, pieces=(Piece(Fraction(0), Fraction(1), first.parts),)).verify()
    assert not replace(many, pieces=(replace(first, parts=(-first.parts[0], *first.parts[1:])), *many.pieces[1:])).verify()
    assert not replace(many, pieces=(replace(first, parts=(0,) * len(first.parts)), *many.pieces[1:])).verify()
    assert not replace(many, pieces=(replace(first, parts=first.parts[:-1]), *many.pieces[1:])).verify()
    task = many.question.task
    forged = replace(many.question, task=replace(task, x=task.x / 2))
    assert not replace(many, question=forged).verify()
    assert not replace(many, rivals=many.rivals[1:]).verify()
    assert not replace(level, ties=False).verify()
    assert not replace(level, ties=False, weights={}).verify()
    assert replace(level, weights={}).verify()  # says less, and is as true
    assert not replace(level, weights=dict.fromkeys(level.weights, Fraction(1, len(level.weights)))).verify()
    assert not replace(level, known=mo.WeightSet(["other"])).verify()


def test_a_margin_below_the_rounding_allowance_proves_nothing():
    x = mo.DecisionMatrix([[1.0, 1.0], [1 - 1e-12, 1 - 1e-12], [0.0, 0.0]], ["Ant", "Bee", "Cat"], ["a", "b"])
    found = mo.first_place(x, mo.topsis, draws=500, rng=1)
    assert "Bee" not in found.certificates
    assert "Cat" in found.certificates


def test_methods_without_such_a_form_are_searched_as_before():
    x = mo.DecisionMatrix([[7, 3, 5], [5, 5, 5], [3, 7, 4], [5.2, 4.5, 4.5]], ["Ant", "Bee", "Cat", "Doe"], ["a", "b", "c"])
    for method in (mo.vikor, mo.topsis.with_(distance="chebyshev")):
        found = mo.first_place(x, method, rng=1)
        assert not found.certificates
        assert found.unsettled == ("Doe",)
        assert not found.proved
        assert "Doe was not found in the first place; that is no proof" in found.remarks[-1]


def test_a_form_that_orders_otherwise_breaks_the_law():
    from mcda_orch.laws.universal import rational
    from mcda_orch.testing.hunting import hunt

    def swapped(x, s, **params):
        form = mo.topsis.ratio_form(x, s, **params)
        return RatioForm(form.loss, form.gain, form.power)

    def unsquared(x, s, **params):
        return mo.topsis.ratio_form(x, s, **params)._replace(power=1.0)

    assert hunt(mo.topsis, rational, examples=100) is None
    for wrong in (swapped, unsquared):
        assert hunt(replace(mo.topsis, ratio_form=wrong), rational, examples=200) is not None


def test_pairs_that_dominance_decides_are_necessary_for_topsis_too():
    found = mo.necessary(PROBLEM, mo.topsis, rng=1)
    assert found.exact
    assert found.verify()
    assert set(found.pairs) == set(mo.necessary(PROBLEM, mo.wsm).pairs)
    proof = found.certificate("Prefect", "Dagster")
    assert proof.holds
    assert str(proof) == "Prefect is at least as good as Dagster whatever the weights."
    against = found.certificate("Dagster", "Prefect")
    assert not against.holds
    assert against.verify()
    assert not replace(against, holds=True).verify()
    assert not replace(proof, holds=False).verify()
    assert not replace(proof, a="Luigi").verify()


def test_no_draw_contradicts_what_is_proved_of_pairs():
    rng = np.random.default_rng(4)
    for k in range(24):
        x = random_matrix(rng, int(rng.integers(2, 6)), int(rng.integers(2, 5)), coarse=k % 2 == 0)
        method = METHODS[k % len(METHODS)]
        known = mo.WeightSet(x).order("c0 > c1") if k % 3 == 0 else mo.WeightSet(x)
        dense = asked(x, method, None, None, needs_weights=False).dense(known.sample(5_000, rng=rng).values)
        level = dense[:, :, None] <= dense[:, None, :]
        for kind, seen in (("necessary", level.all(axis=0)), ("possible", level.any(axis=0))):
            found = getattr(mo, kind)(x, method, known, draws=200, rng=rng)
            holds = found.relation.values.astype(bool)
            if found.exact:
                assert found.verify()
                assert not (holds & ~seen).any() if kind == "necessary" else not (seen & ~holds).any()


def test_a_pair_is_possible_only_where_weights_allow_a_tie_at_least():
    x = mo.DecisionMatrix([[3, 2], [1, 1]], ["Ant", "Bee"], ["a", "b"])
    found = mo.possible(x, mo.topsis, draws=200, rng=1)
    assert found.exact
    assert not found.holds("Bee", "Ant")
    assert str(found.certificate("Bee", "Ant")) == "Bee is behind Ant whatever the weights."
    tie = mo.possible(mo.DecisionMatrix([[3, 2], [1, 2]], ["Ant", "Bee"], ["a", "b"]), mo.topsis, draws=200, rng=1)
    assert tie.exact
    assert tie.holds("Bee", "Ant")
    assert tie.certificate("Bee", "Ant").proof.weights == {"a": 0, "b": 1}
    three = mo.DecisionMatrix([[3, 2], [1, 1], [2, 3]], ["Ant", "Bee", "Cat"], ["a", "b"])
    with pytest.raises(mo.LabelError, match="nothing is proved"):
        mo.possible(three, mo.vikor, draws=200, rng=1).certificate("Bee", "Ant")


def test_flat_sets_and_single_points_are_settled():
    x = mo.DecisionMatrix(np.random.default_rng(6).random((7, 4)), criteria=list("abcd"))
    w = mo.Weights({"a": 0.3, "b": 0.2, "c": 0.4, "d": 0.1})
    point = mo.first_place(x, mo.topsis, w, draws=100, rng=1)
    assert point.winners == (mo.topsis(x, w).ranking.groups[0][0],)
    assert point.proved
    assert point.verify()
    assert set(point.never) == set(x.names) - set(point.winners)
    for known in (mo.WeightSet(x).order("a = b > c"), mo.WeightSet(x).ratio("a", "b", 3, 3), mo.WeightSet(x).bounds(a=0.3)):
        found = mo.first_place(x, mo.topsis, known, draws=500, rng=1)
        assert found.winners
        assert found.verify()
        assert {n for n in x.names if found.shares[n]} <= set(found.winners)
        assert not contradicted(mo.topsis, x, found, 5_000, 2)
