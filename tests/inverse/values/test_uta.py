"""UTA, UTASTAR and UTA-GMS: reference values, certificates, and small problems against brute force."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.programme import minimise
from mcda_orch.exact.rational import dot
from mcda_orch.inverse.values.statement_margins import is_positive, largest_margin
from mcda_orch.inverse.values.uta import uta, utastar
from mcda_orch.inverse.values.uta_gms import uta_gms
from mcda_orch.inverse.values.value_function import Statement

NAMES = ["RER", "METRO1", "METRO2", "BUS", "TAXI"]
TRANSPORT = mo.DecisionMatrix([[3, 10, 1], [4, 20, 2], [2, 20, 0], [6, 40, 0], [30, 30, 3]], NAMES, ["price:min", "time:min", "comfort"])
SEGMENTS = {"price": 2, "time": 3, "comfort": 3}
LIBROR = mo.DecisionMatrix([[1, 1, 1], [2, 1, 1.1], [2, 0.5, 3]], ["a1", "a2", "a3"])


@pytest.fixture(scope="module")
def transport():
    return utastar(TRANSPORT, dict(zip(NAMES, [1, 2, 2, 3, 4], strict=True)), segments=SEGMENTS)


def test_utastar_reproduces_the_transport_example(transport):
    assert transport.objective == 0
    assert transport.verify()
    assert {c: r[1] for c, r in transport.ranges.items()} == {
        "price": Fraction(15, 16),
        "time": Fraction(19, 20),
        "comfort": Fraction(69, 160),
    }
    assert str(transport.ranking) == str(transport.centre.ranking) == "RER > METRO1 ~ METRO2 > BUS > TAXI"
    assert transport.degenerate
    assert "not unique" in str(transport)
    assert list(transport.values["price"]) == ["30", "16", "2"]


@pytest.mark.parametrize("found", ["average", "centre"])
def test_values_obey_the_ranking(transport, found):
    value = getattr(transport, found)
    scores = [float(v) for v in value.scores.values()]
    assert abs(scores[1] - scores[2]) < 1e-9
    assert min(np.diff([scores[4], scores[3], scores[1], scores[0]])) >= 0.05 - 1e-9
    assert abs(float(sum(value.weights.values())) - 1) < 1e-9
    assert min(value.steps) >= 0


def test_the_centre_does_not_depend_on_the_order_of_the_input(transport):
    again = utastar(TRANSPORT.select(NAMES[::-1], ["comfort", "price", "time"]), "RER > METRO2 ~ METRO1 > BUS > TAXI", segments=SEGMENTS)
    for c, v in transport.centre.weights.items():
        assert again.centre.weights[c] == pytest.approx(v, abs=1e-7)


def test_an_impossible_ranking_has_the_smallest_error_that_duality_proves():
    found = utastar(TRANSPORT.select(["BUS", "METRO2"]), "BUS > METRO2", delta="0.1")
    assert found.objective == Fraction(11, 10)
    assert found.verify()
    assert "errors sum to" in str(found)


def test_uta_errors_are_one_sided():
    found = uta(TRANSPORT.select(["BUS", "METRO2"]), "BUS > METRO2", delta="0.1")
    assert found.objective == Fraction(11, 10)
    assert found.verify()
    assert dict(found.errors) == {"BUS": Fraction(11, 10), "METRO2": 0}
    assert uta(TRANSPORT, [*NAMES[:1], ("METRO1", "METRO2"), *NAMES[3:]], segments=SEGMENTS).objective == 0


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("learn", [uta, utastar])
def test_no_value_function_on_a_grid_has_a_smaller_error(seed, learn):
    rng = np.random.default_rng(seed)
    matrix = mo.DecisionMatrix(rng.integers(0, 4, (4, 3)).tolist())
    found = learn(matrix, list(matrix.names), delta="0.1")
    assert found.verify()
    assert sum(found.errors.values()) == found.objective
    m = found.average.marginals
    signs = (-1, 1) if learn is utastar else (1,)
    for k in product(range(5), repeat=m.columns):
        if sum(k) != 4:
            continue
        scores = [dot(row, [Fraction(v, 4) for v in k]) for row in m.rows]
        rows, right = [], []
        for i in range(3):  # the errors that these values need
            row = [0] * (4 * len(signs))
            for j, sign in enumerate(signs):
                row[len(signs) * i + j], row[len(signs) * (i + 1) + j] = -sign, sign
            rows.append(row)
            right.append(scores[i] - scores[i + 1] - Fraction(1, 10))
        assert found.objective <= minimise([1] * len(rows[0]), rows, right).value


def test_uta_gms_agrees_with_libror():
    found = uta_gms(LIBROR, "a3 > a2")
    assert found.necessary.values.astype(int).tolist() == [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
    assert found.possible.values.astype(int).tolist() == [[1, 1, 0], [1, 1, 0], [1, 1, 1]]
    strictly_possible = ~found.necessary.values.T | np.eye(3, dtype=bool)
    assert strictly_possible.astype(int).tolist() == [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
    assert found.verify()
    other = uta_gms(mo.DecisionMatrix([[82, 94, 80, 91], [59, 73, 72, 67]]))
    assert other.possible.values.astype(int).tolist() == [[1, 1], [0, 1]]


@pytest.mark.parametrize(("said", "count"), [(0, 20), (3, 23), (6, 29), (-6, 44), (12, 66)])
def test_settled_pairs_of_the_orchestrators(said, count):
    problem = mo.load("orchestrators")
    order = sorted(problem.published.labels, key=lambda n: -problem.published[n])
    chosen = order[said:] if said < 0 else order[:said]
    found = uta_gms(problem, chosen)
    assert len(found.pairs) == count
    need, can = found.necessary.values, found.possible.values > 0
    assert (can | ~need).all()
    if not said:
        ranks = found.extreme_ranks
        assert (ranks["Metaflow"], ranks["Flyte"], ranks["Prefect"], ranks["Luigi"]) == ((1, 1), (1, 9), (1, 11), (1, 12))
    if said == 12:
        assert [found.extreme_ranks[n] for n in order] == [(k, k) for k in range(1, 13)]


@pytest.mark.parametrize("seed", range(25))
def test_relations_hold_for_every_value_function_on_a_grid(seed):
    rng = np.random.default_rng(seed)
    matrix = mo.DecisionMatrix(rng.integers(0, 3, (4, 2)).tolist())
    try:
        found = uta_gms(matrix, [f"A1 {rng.choice(['>', '>=', '~'])} A2", "A3 > A4"] if seed % 2 else None)
    except mo.DomainError:
        return
    m = found.marginals
    grid = [np.array(w) / 6 for w in product(range(7), repeat=m.columns) if sum(w) == 6]
    rows = np.array(m.rows, dtype=float)
    for w in grid:
        u = rows @ w
        kept = all(
            {">": u[i] > u[k] + 1e-9, ">=": u[i] >= u[k] - 1e-9, "~": abs(u[i] - u[k]) < 1e-9}[s.kind]
            for s in found.preferences
            for i, k in [(m.names.index(s.a), m.names.index(s.b))]
        )
        if not kept:
            continue
        level = u[:, None] >= u[None, :] - 1e-9
        assert (level | ~found.necessary.values).all()
        assert ((found.possible.values > 0) | ~level).all()
        for i, name in enumerate(m.names):
            best, worst = found.extreme_ranks[name]
            assert best <= 1 + (u > u[i] + 1e-9).sum() <= worst
    assert found.verify()
    assert (found.necessary.values | ~mo.Preorder.dominance(matrix).values).all()
    scores = found.representative.scores
    assert all(scores[a] > scores[b] for a, b in found.pairs)


def test_a_contradiction_is_named():
    with pytest.raises(mo.DomainError, match="'RER > METRO1' and 'METRO1 > RER'"):
        uta_gms(TRANSPORT, "RER > METRO1, METRO1 > RER, BUS > TAXI")
    said = r"'B > C' \(2 contradictions in all\). Hint: take back A > B and B > C; or B > A and B > C."
    with pytest.raises(mo.DomainError, match=said):
        uta_gms(mo.DecisionMatrix([[0, 2], [2, 0], [3, 3]], ["A", "B", "C"]), "A > B, B > A, B > C")
    with pytest.raises(mo.DomainError, match="agrees with 'A > B' and 'B > A'. Hint: take back A > B; or B > A.$"):
        uta_gms(mo.DecisionMatrix([[0, 2], [2, 0], [3, 3]], ["A", "B", "C"]), "A > B, B > A")
    with pytest.raises(mo.DomainError, match="take back one of these"):
        uta_gms(mo.load("orchestrators"), [*mo.load("orchestrators").matrix.names, mo.load("orchestrators").matrix.names[0]][::-1])


def test_a_tampered_witness_is_found():
    found = uta_gms(LIBROR, "a3 > a2")
    assert found.verify()
    best, worst = found.extremes["a1"]
    assert (best.rank, worst.rank) == (2, 3)
    found.__dict__["extremes"] = {**found.extremes, "a1": (replace(best, rank=1), worst)}
    assert not found.verify()


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: utastar(TRANSPORT, ["RER"]), "one alternative"),
        (lambda: utastar(TRANSPORT, "RER > NOBODY"), "NOBODY"),
        (lambda: utastar(TRANSPORT, "RER >"), "no statement"),
        (lambda: utastar(TRANSPORT, "RER > BUS", segments=0), "number of segments"),
        (lambda: utastar(TRANSPORT, "RER > BUS", breakpoints={"price": [3, 5]}), "do not reach"),
        (lambda: utastar(TRANSPORT, "RER > BUS", segments={"prize": 2}), "prize"),
        (lambda: utastar(TRANSPORT, "RER > BUS", delta=0), "delta"),
        (lambda: uta_gms(mo.DecisionMatrix([[1, 2], [1, 2]])), "the same on every"),
        (lambda: uta_gms(mo.DecisionMatrix([[1, None], [1, 2]])), "blank"),
        (lambda: uta(mo.DecisionMatrix([[1, 2]]), ["A1"]), "one alternative"),
        (lambda: uta(TRANSPORT, "RER > BUS > RER"), "circle"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call, error):
    with pytest.raises(mo.McdaError, match=error):
        call()


@pytest.mark.parametrize(
    ("said", "with_what", "settled", "rows"),
    [
        (None, "no statements", 0, (("A", "N", "P", "P"), ("B", "P", "N", "P"), ("C", "P", "P", "N"))),
        ("A > B", "the 1 statement", 1, (("A", "N", "N", "P"), ("B", "", "N", "P"), ("C", "P", "P", "N"))),
        ("A > B > C", "the 2 statements", 3, (("A", "N", "N", "N"), ("B", "", "N", "N"), ("C", "", "", "N"))),
    ],
)
def test_what_is_settled_is_said_and_shown(said, with_what, settled, rows):
    found = uta_gms(mo.DecisionMatrix([[3, 0], [0, 3], [1, 1]], ["A", "B", "C"]), said)
    assert found.tables[0].rows == rows
    assert found.remarks == (f"{settled} of 3 pairs are settled for all additive value functions that agree with {with_what}.",)


def test_results_are_shown_and_ready_for_json(transport):
    import json

    for found in (transport, uta_gms(LIBROR, "a3 > a2")):
        assert json.loads(json.dumps(found.document()))
        assert found.markdown()
        assert "<table>" in found._repr_html_()
        assert str(found)


@pytest.mark.parametrize("seed", range(10))
def test_extreme_ranks_have_witnesses_that_are_recounted(seed):
    rng = np.random.default_rng(seed)
    matrix = mo.DecisionMatrix(rng.integers(0, 4, (5, 3)).tolist())
    try:
        found = uta_gms(matrix, "A1 > A2, A3 >= A4")
    except mo.DomainError:
        return
    m = found.marginals
    for name, ends in found.extremes.items():
        assert found.extreme_ranks[name] == (ends[0].rank, ends[1].rank)
        for end in ends:
            scores = [dot(row, end.function.steps) for row in m.rows]
            i = m.names.index(name)
            assert end.rank == 1 + sum(v > scores[i] for v in scores)
            assert scores[0] > scores[1]
            assert scores[2] >= scores[3]
            assert end.verify()
            assert not replace(end, rank=end.rank + 1).verify()
            assert not replace(end, preferences=(Statement("A2", "A1", ">"),)).verify()
            assert end.proved
            assert not replace(end, worst=not end.worst).verify()
            assert not replace(end, proof=replace(end.proof, clashes=())).verify() or not end.proof.clashes
        assert found.extreme_ranks[name] == ranks_by_all_ways(found, name)


def ranks_by_all_ways(found, name):
    """The best and the worst rank, by asking for every set of others whether they can all stay behind, or all come ahead."""
    others = [other for other in found.labels if other != name]

    def most(said):
        sets = (c for k in range(len(others), -1, -1) for c in combinations(others, k))
        return next(len(c) for c in sets if is_positive(largest_margin(found.marginals, (*found.preferences, *map(said, c)))))

    return 1 + len(others) - most(lambda other: Statement(name, other, ">=")), 1 + most(lambda other: Statement(other, name, ">"))


def test_differences_are_compared_as_in_grip():
    matrix = mo.DecisionMatrix([[4, 0], [3, 1], [1, 2], [0, 4]], ["Ant", "Bee-1", "Cat", "Doe"], ["x", "y"])
    plain = uta_gms(matrix, "Ant > Bee-1, Cat > Doe")
    found = uta_gms(matrix, "Ant > Bee-1, Cat > Doe, Ant - Bee-1 > Cat - Doe")
    assert [str(s) for s in found.preferences] == ["Ant - Bee-1 > Cat - Doe", "Ant > Bee-1", "Cat > Doe"]
    assert found.verify()
    value = found.representative.scores
    assert value["Ant"] - value["Bee-1"] > value["Cat"] - value["Doe"] > 0
    assert (found.necessary.values | ~plain.necessary.values).all()
    with pytest.raises(mo.DomainError, match=r"'Ant - Bee-1 > Cat - Doe' and 'Cat - Doe >= Ant - Bee-1'"):
        uta_gms(matrix, "Ant - Bee-1 > Cat - Doe; Cat - Doe >= Ant - Bee-1")
    learnt = utastar(matrix, "Ant > Bee-1, Ant - Bee-1 > Bee-1 - Cat", delta="0.1")
    assert learnt.verify()
    with pytest.raises(mo.LabelError, match="in pairs of names"):
        uta_gms(matrix, "Ant - Bee-1 > Cat - Eel")
    dashes = mo.DecisionMatrix([[1, 0], [0, 1], [0, 2], [2, 0]], ["A", "B", "A - B", "B - A"])
    assert [str(s) for s in uta_gms(dashes, "A - B > B - A").preferences] == ["A - B > B - A"]
    assert uta_gms(dashes, "A - B > B - A").preferences[0].than is None


def test_one_segment_makes_value_functions_linear():
    problem = mo.load("orchestrators")
    found = uta_gms(problem, segments=1)
    assert found.marginals.columns == 11
    assert len(found.pairs) == 20
    curved = mo.DecisionMatrix([[0, 10], [6, 6], [10, 0]], ["Ant", "Bee", "Cat"])
    assert uta_gms(curved, "Bee > Ant, Bee > Cat", segments=1).verify()
    hollow = mo.DecisionMatrix([[0, 10], [4, 4], [10, 0]], ["Ant", "Bee", "Cat"])
    assert uta_gms(hollow, "Bee > Ant > Cat").extreme_ranks["Bee"] == (1, 1)
    with pytest.raises(mo.DomainError, match="'Bee > Ant' and 'Ant > Cat'"):
        uta_gms(hollow, "Bee > Ant > Cat", segments=1)


PAIRS = [("A", 1), ("B", 2), ("C", 3)]


@pytest.mark.parametrize(
    "given", [PAIRS, tuple(PAIRS), list(map(list, PAIRS)), dict(PAIRS), dict(PAIRS).items(), mo.Ranking(PAIRS)], ids=repr
)
def test_ranks_by_name_may_be_pairs_wherever_a_ranking_is_asked_for(given):
    matrix = mo.DecisionMatrix([[3, 1], [2, 2], [1, 4]], ["A", "B", "C"], ["x", "y"])
    assert mo.uta(matrix, given).ranking == mo.Ranking(PAIRS)
    assert mo.audit(matrix, ranking=given).ranking == mo.Ranking(PAIRS)
    assert mo.max_margin(matrix, "wsm", given).preferences == mo.max_margin(matrix, "wsm", "A > B > C").preferences
    assert mo.uta_gms(matrix, given).preferences == mo.uta_gms(matrix, "A > B > C").preferences


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([1, 2, 3], "the ranks have no names. Hint: write {'A': 1, 'B': 2, ...}, or the names"),
        ([("A", 1), ("A", 2)], "names an alternative twice"),
    ],
)
def test_ranks_without_a_name_of_their_own_are_refused(given, message):
    matrix = mo.DecisionMatrix([[3, 1], [2, 2], [1, 4]], ["A", "B", "C"], ["x", "y"])
    for ask in (lambda: mo.uta(matrix, given), lambda: mo.audit(matrix, ranking=given), lambda: mo.max_margin(matrix, "wsm", given)):
        with pytest.raises(mo.LabelError, match=message):
            ask()


def test_small_tables_are_told_by_figures_worked_out_by_hand():
    names, matrix = ["Ant", "Bee", "Cat"], mo.DecisionMatrix([[3, 0], [0, 3], [1, 1]], ["Ant", "Bee", "Cat"], ["x", "y"])
    found = uta_gms(matrix, "Ant > Bee")
    assert found.extreme_ranks == {"Ant": (1, 2), "Bee": (2, 3), "Cat": (1, 3)}
    assert found.document()["representative"] == {
        "weights": {"x": "1", "y": "0"},
        "values": {"x": {"0": "0", "1": "1/2", "3": "1"}, "y": {"0": "0", "1": "0", "3": "0"}},
        "scores": {"Ant": "1", "Bee": "0", "Cat": "1/2"},
        "ranking": [["Ant"], ["Cat"], ["Bee"]],
    }
    assert repr(found) == "RobustValues(1 statements, 1 strict pairs of 3 alternatives)"
    assert repr(found.representative) == "ValueFunction(Ant > Cat > Bee)"
    within = "additive value functions that agree with Ant > Bee."
    for a, b, kind, holds, said in (
        ("Ant", "Bee", "necessary", True, "Ant is at least as good as Bee for all"),
        ("Ant", "Bee", "possible", True, "Ant is at least as good as Bee for some"),
        ("Ant", "Cat", "necessary", False, "Cat is better than Ant for some"),
        ("Ant", "Cat", "possible", True, "Ant is at least as good as Cat for some"),
        ("Bee", "Ant", "necessary", False, "Ant is better than Bee for some"),
        ("Bee", "Ant", "possible", False, "Ant is better than Bee for all"),
    ):
        proof = found.certificate(a, b, kind)
        assert (proof.holds, str(proof), repr(proof)) == (holds, f"{said} {within}", f"RelationProof({f'{said} {within}'!r})")
    # with one step a criterion, Cat is worth 1/3: w_x - w_y >= 1/20, and w_y - 1/3 >= 1/20
    learnt = utastar(matrix, names)
    assert (learnt.objective, dict(learnt.errors), repr(learnt)) == (
        0,
        dict.fromkeys(names, 0),
        "LearntValues(utastar, objective 0, Ant > Bee > Cat)",
    )
    assert dict(learnt.ranges) == {"x": (Fraction(21, 40), Fraction(37, 60)), "y": (Fraction(23, 60), Fraction(19, 40))}
    assert learnt.remarks[0] == "An additive value function reproduces the reference ranking without error."
    assert learnt.remarks[1].startswith("The optimum is not unique: other value functions do as well")
    never = utastar(mo.DecisionMatrix([[3, 3], [0, 3], [0, 0]], names, ["x", "y"]), names[::-1])
    assert (
        never.objective == sum(never.errors.values()) == Fraction(11, 10)
    )  # Ant is worth 1 and Cat 0, and it should be 1/10 the other way
    assert never.remarks[0].startswith("No such value function reproduces the reference ranking: the errors sum to 1.1 at least")


@pytest.mark.parametrize("learn", [mo.uta, mo.utastar], ids=["uta", "utastar"])
@pytest.mark.parametrize("said", ["Bee > Ant", "Dog > Bee", "Ant ~ Dog > Cat"])
def test_errors_are_those_of_the_alternatives_that_are_ranked(learn, said):
    matrix = mo.DecisionMatrix([[1, 1], [1, 2], [2, 1], [0, 3]], ["Ant", "Bee", "Cat", "Dog"], ["x", "y"])
    found = learn(matrix, said)
    assert list(found.errors) == [name for name in matrix.names if name in said]
