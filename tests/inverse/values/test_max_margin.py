"""Weights with the largest margin: reference values, brute force on grids, certificates, contradictions and their repairs."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.group import Group
from mcda_orch.exact.rational import dot
from mcda_orch.inverse.values.max_margin import max_margin

NAMES = ["Ant", "Bee", "Cat", "Doe"]


def small(seed, m=3):
    rng = np.random.default_rng(seed)
    return mo.DecisionMatrix(rng.integers(0, 6, (4, m)).tolist(), NAMES, [f"c{j}" for j in range(m)])


def grid(m, parts=12):
    return [tuple(Fraction(v, parts) for v in k) for k in product(range(parts + 1), repeat=m) if sum(k) == parts]


@pytest.fixture(scope="module")
def published():
    return max_margin(mo.load("orchestrators"), mo.wsm)


def test_the_published_ranking_of_the_orchestrators_has_margin_one_sixteenth(published):
    assert published.margin == Fraction(1, 16)
    assert min(published.leads.values()) == Fraction(1, 16)
    assert sum(published.exact.values()) == 1
    assert not published.unique
    assert published.verify()
    assert published.known.radius == pytest.approx(0.03121, abs=5e-6)
    problem = mo.load("orchestrators")
    assert mo.wsm(problem, published.weights).ranking.groups == mo.audit(problem, ranking=True).ranking.groups


def test_the_answer_does_not_depend_on_the_order_of_the_input(published):
    problem = mo.load("orchestrators")
    body = problem.blanks.fill(problem.matrix)
    order = [n for g in mo.Ranking.from_scores(list(problem.published.values), problem.published.labels).groups for n in g]
    said = [f"{a} > {b}" for a, b in pairwise(order)]
    again = max_margin(body.select(list(body.names)[::-1], list(body.criterion_names)[::-1]), "wsm", said[::-1])
    assert dict(again.exact) == dict(published.exact)


@pytest.mark.parametrize("seed", range(40))
def test_no_weights_on_a_grid_do_better(seed):
    matrix = small(seed)
    said = ["Ant > Bee, Bee >= Cat", "Ant > Bee > Cat", "Ant > Bee, Cat ~ Doe", "Ant - Bee > Cat - Doe, Ant > Doe"][seed % 4]
    found = max_margin(matrix, mo.wsm, said)
    assert found.verify()
    best = None
    for w in grid(3):
        leads = [(s.kind, dot(s.lead(found.rows.__getitem__), w)) for s in found.preferences]
        if all(v >= 0 if kind == ">=" else v == 0 if kind == "~" else True for kind, v in leads):
            key = (sorted(v for kind, v in leads if kind == ">"), sorted(w))
            best = key if best is None else max(best, key)
    if found.exact is None:
        assert not found.known.feasible
        assert best is None or best[0][0] <= 0
        return
    own = (sorted(found.leads[str(s)] for s in found.preferences if s.kind == ">"), sorted(found.exact.values()))
    assert best is None or own >= best
    assert own[0][0] == found.margin > 0


@pytest.mark.parametrize("seed", range(30))
def test_unique_means_that_the_weights_with_that_margin_are_one_corner(seed):
    found = max_margin(small(seed), mo.wsm, "Ant > Bee, Cat > Doe")
    if found.exact is None:
        return
    rows = [tuple(-v for v in s.lead(found.rows.__getitem__)) for s in found.preferences]
    closed = mo.WeightSet(found.known.criteria, [Group("margin", rows, [-found.margin] * len(rows))])
    corners = closed.vertices()
    assert found.unique == (len(corners) == 1)
    assert closed.contains(tuple(found.exact.values()))


def test_what_is_known_about_the_weights_is_respected():
    matrix = mo.DecisionMatrix([[3, 1, 2], [1, 4, 2], [0, 0, 3], [2, 3, 4]], NAMES, ["c0", "c1", "c2"])
    known = mo.WeightSet(matrix).bounds(c0=(0.2, None)).order("c2 >= c1")
    found = max_margin(matrix, mo.wsm, "Doe > Ant", known)
    assert found.exact is not None
    assert known.contains(tuple(found.exact.values()), closed=True)
    assert found.verify()
    assert found.margin == Fraction(7, 5)  # all of what c0 leaves to c1 and c2 brings a lead of 2; c0 itself costs 1
    assert max_margin(matrix, mo.wsm, "Doe > Ant").margin == 2


def test_contradictions_and_repairs_are_all_told():
    matrix = mo.DecisionMatrix([[3, 0], [0, 3], [1, 1]], NAMES[:3], ["x", "y"])
    found = max_margin(matrix, mo.wsm, "Ant > Bee, Bee > Ant, Cat > Ant, Cat > Bee")
    assert found.exact is None
    assert found.weights is None
    assert found.margin == Fraction(-1, 2)
    conflicts, repairs = found.conflicts_and_repairs()
    assert {c.labels for c in conflicts} == {
        ("Ant > Bee", "Bee > Ant"),
        ("Ant > Bee", "Cat > Ant"),
        ("Bee > Ant", "Cat > Bee"),
        ("Cat > Ant", "Cat > Bee"),
    }
    assert set(repairs) == {("Ant > Bee", "Cat > Bee"), ("Bee > Ant", "Cat > Ant")}
    assert all(c.verify() for c in conflicts)
    assert found.verify()
    assert "No weights agree with all statements" in str(found)
    assert json.loads(json.dumps(found.document()))["weights"] is None


def test_long_lists_of_statements_are_told_one_contradiction():
    rng = np.random.default_rng(0)
    matrix = mo.DecisionMatrix(rng.integers(0, 9, (25, 4)).tolist())
    found = max_margin(matrix, mo.wsm, list(rng.permutation(matrix.names)))
    assert found.exact is None
    assert found.verify()
    assert len(found.tables[0].rows) == 1
    assert "conflicts_and_repairs" in str(found)


@pytest.mark.parametrize("seed", range(25))
def test_soft_weights_violate_least_by_the_sum(seed):
    matrix = small(seed)
    said = "Ant > Bee, Bee > Cat, Cat > Doe, Doe > Ant" if seed % 2 else "Ant ~ Doe, Doe > Cat, Cat > Ant"
    found = max_margin(matrix, mo.wsm, said, soft=True)
    assert found.conflict is not None
    assert found.verify()
    total = sum(found.violations.values())
    for w in grid(3):
        leads = [(s.kind, dot(s.lead(found.rows.__getitem__), w)) for s in found.preferences]
        assert total <= sum(abs(v) if kind == "~" else max(-v, 0) for kind, v in leads)
    assert json.loads(json.dumps(found.document()))
    assert found.markdown()


def test_soft_changes_nothing_where_all_statements_agree(published):
    assert dict(max_margin(mo.load("orchestrators"), "wsm", soft=True).exact) == dict(published.exact)


def test_a_tampered_answer_is_refused(published):
    assert not replace(published, margin=Fraction(1, 15)).verify()
    shares = dict(published.exact)
    shares["Cost"], shares["Startup time"] = shares["Startup time"], shares["Cost"]
    assert not replace(published, exact=shares).verify()
    first = published.verdicts[0]
    worse = replace(first, ub=(first.ub[0] + 1, *first.ub[1:]))
    assert not replace(published, verdicts=(worse, *published.verdicts[1:])).verify()
    for changed in (
        {"exact": shares},
        {"leads": {**published.leads, next(iter(published.leads)): Fraction(1, 16)}},
        {"margin": Fraction(0)},
    ):
        assert not replace(published, **changed, tie="").verify()
    double = {name: 2 * v for name, v in published.exact.items()}
    assert not replace(published, exact=double, leads={s: 2 * v for s, v in published.leads.items()}).verify()
    easier = max_margin(mo.load("orchestrators"), "wsm", "Metaflow > Flyte")
    assert not replace(published, verdicts=easier.verdicts).verify()
    hidden = max_margin(mo.DecisionMatrix([[2, 1], [1, 0]], NAMES[:2]), mo.wsm, "Bee > Ant", soft=True)
    assert hidden.verify()
    assert not replace(hidden, violations={}).verify()


def test_every_method_that_is_linear_in_its_weights_can_be_asked():
    matrix = mo.DecisionMatrix([[7, 3, 4], [9, 5, 2], [4, 2, 9]], NAMES[:3], ["quality", "price:min", "speed"])
    for method in (mo.wsm, mo.wpm, mo.promethee_ii, mo.spotis, mo.mabac):
        if method.name == "spotis":
            matrix = mo.DecisionMatrix(
                [[7, 3, 4], [9, 5, 2], [4, 2, 9]], NAMES[:3], [mo.Criterion(c, scale=mo.Ratio(low=0, high=10)) for c in "abc"]
            )
        found = max_margin(matrix, method, "Cat > Ant")
        assert found.verify()
        assert method(matrix, found.weights).ranking.ranks("min")["Cat"] < method(matrix, found.weights).ranking.ranks("min")["Ant"]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: max_margin(small(0), mo.topsis, "Ant > Bee"), "not linear"),
        (lambda: max_margin(small(0), mo.wsm), "no preferences are given"),
        (lambda: max_margin(small(0), mo.wsm, "Ant ~ Bee"), "no strict preference"),
        (lambda: max_margin(small(0), mo.wsm, "Ant > Eel"), "Eel"),
        (lambda: max_margin(small(0), mo.wsm, "Ant > Bee", mo.WeightSet(["x"])), "weight set is for x"),
        (lambda: max_margin(small(0), mo.wsm, "Ant > Bee", mo.WeightSet(small(0)).order("c0 > c1", "c1 > c0")), "clash"),
        (lambda: max_margin(small(0), mo.scalings.minmax, "Ant > Bee"), "no method"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call, error):
    with pytest.raises(mo.McdaError, match=error):
        call()


def test_it_is_shown(published):
    assert "1/16" in str(published)
    assert published.markdown()
    assert json.loads(json.dumps(published.document()))["margin"] == "1/16"


@pytest.mark.parametrize(
    ("said", "more", "remarks", "shown"),
    [
        (
            "Ant > Cat > Bee",
            {},
            ("All preferences hold with a lead of 1 at least, and no weights do better; Cat > Bee is that close.", "No other weights have this margin."),
            (("Ant > Cat", 2.0, "2"), ("Cat > Bee", 1.0, "1")),
        ),
        (
            "Ant > Bee, Bee > Ant, Cat > Ant, Cat > Bee",
            {},
            (
                "No weights agree with all statements: 'Ant > Bee' and 'Bee > Ant' contradict each other.",
                "There are 2 minimal repairs; the smallest is to withdraw Ant > Bee and Cat > Bee.",
            ),
            (("Ant > Bee and Cat > Bee",), ("Bee > Ant and Cat > Ant",)),
        ),
        (
            "Ant > Ant",
            {},
            ("No weights agree with 'Ant > Ant'.", "The only minimal repair is to withdraw Ant > Ant."),
            (("Ant > Ant",),),
        ),
        (
            "Cat > Ant, Cat > Bee",
            {"soft": True},
            (
                "No weights agree with all statements: 'Cat > Ant' and 'Cat > Bee' contradict each other.",
                "There are 2 minimal repairs; the smallest is to withdraw Cat > Ant.",
                "The weights shown violate Cat > Ant and Cat > Bee, by 1 together; no weights violate less.",
            ),
            (("Cat > Ant", -0.5, "-1/2"), ("Cat > Bee", -0.5, "-1/2")),
        ),
        (
            "Ant > Bee, Bee > Ant",
            {"soft": True},
            (
                "No weights agree with all statements: 'Ant > Bee' and 'Bee > Ant' contradict each other.",
                "There are 2 minimal repairs; the smallest is to withdraw Ant > Bee.",
                "With the weights shown, no preference is reversed, but some hold as ties only.",
            ),
            (("Ant > Bee", 0.0, "0"), ("Bee > Ant", 0.0, "0")),
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_small_tables(said, more, remarks, shown):
    found = max_margin(mo.DecisionMatrix([[3, 0], [0, 3], [1, 1]], NAMES[:3], ["x", "y"]), mo.wsm, said, **more)
    assert found.remarks == remarks
    assert found.tables[1].rows == shown


def test_leads_that_are_alike_are_named_up_to_three_and_then_counted():
    matrix = mo.DecisionMatrix([[1, 1], [0, 0], [0, 0], [0, 0], [0, 0]], ["A", "B", "C", "D", "E"], ["x", "y"])
    two, four = (max_margin(matrix, mo.wsm, [f"A > {b}" for b in rivals]) for rivals in ("BC", "BCDE"))
    assert two.remarks == (
        "All preferences hold with a lead of 1 at least, and no weights do better; A > B and A > C are that close.",
        "Other weights have the same margin; of these, the ones shown make the other leads, and then the shares, as even as can be.",
    )
    assert "do better; 4 preferences are that close." in four.remarks[0]
    within = max_margin(matrix, mo.wsm, "A > B", mo.WeightSet(matrix).order("x >= y"))
    assert "no weights that agree with" in within.remarks[0]


def test_the_proof_alone_tells_that_weights_are_shares_with_the_leads_that_are_shown(published):
    """What the same question gives again is not asked here."""

    def proved(found):
        return next(iter(found.checks())).holds

    assert proved(published)
    first, second = list(published.exact)[:2]
    doubled = {name: 2 * v for name, v in published.exact.items()}
    turned = {**published.exact, first: -published.exact[first], second: published.exact[second] + 2 * published.exact[first]}
    swapped = {**published.exact, first: published.exact[second] + 1, second: published.exact[first] - 1}
    for exact in (doubled, turned, swapped):
        leads = {str(s): dot(s.lead(published.rows.__getitem__), tuple(exact.values())) for s in published.preferences}
        margin = min(leads[str(s)] for s in published.preferences if s.kind == ">")
        assert not proved(replace(published, exact=exact, leads=leads, margin=margin))
        assert not proved(replace(published, exact=exact, leads=leads))
        assert not proved(replace(published, exact=exact))
    one = next(iter(published.leads))
    assert not proved(replace(published, leads={**published.leads, one: published.leads[one] + 1}))
    assert not proved(replace(published, leads={k: v for k, v in published.leads.items() if k != one}))
    assert not proved(replace(published, margin=published.margin / 2))
