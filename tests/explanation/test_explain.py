import json
import pickle
import warnings
from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.positions import TIE
from mcda_orch.explanation.coalitions import Duel, everything
from mcda_orch.explanation.shapley import shapley_values

PROBLEM = mo.load("orchestrators")
POSITIVE = mo.DecisionMatrix(
    [[7, 300, 2, 4], [9, 250, 5, 1], [8, 280, 3, 6], [6, 310, 4, 3], [7, 260, 1, 5]],
    ["Ant", "Bee", "Cat", "Doe", "Elk"],
    ["quality", "price:min", "reach", "speed"],
)
SIGNED = mo.DecisionMatrix([[-3, 2, 1, 0], [1, -4, 5, 2], [2, 0, -1, -2], [0, 1, 3, 1]], ["Ant", "Bee", "Cat", "Doe"], list("pqrs"))
TIED = mo.DecisionMatrix([[1, 2, 3, 4], [1, 2, 3, 4], [4, 3, 2, 1], [2, 2, 2, 2]], ["Ant", "Bee", "Cat", "Doe"], list("pqrs"))
W = [3, 2, 1, 2]
WORDS = ("weight", "neutral", "worst")
SLOW = {"comet", "dea", "simus"}
"""Methods that solve a programme, or judge thousands of objects, for every coalition."""
KINDS = ("topsis", "vikor", "edas", "owa", "promethee_ii", "todim", "lexicographic", "non_dominated_sorting", "wpm", "maximin", "spotis")


def outcome(name, table=POSITIVE, weights=W, **given):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", mo.MeaningWarning)
        return mo.get(name)(table, weights, **given)


def applicable(table, weights=W):
    found = []
    for name in mo.names("score"):
        try:
            outcome(name, table, weights)
        except mo.McdaError:
            continue
        found.append(name)
    return found


def gap(found, a, b):
    return (found.scores[a] - found.scores[b]) * (1 if found.higher_is_better else -1)


def worth(name, members, without, a="Ant", b="Bee", table=POSITIVE):
    """What the members are worth to `a`, by calls of the method on tables and weights that are written out."""
    names, criteria = table.names, table.criterion_names
    if not members:
        return 0.0
    weights = {c: (w if j in members or without != "weight" else 0) for j, (c, w) in enumerate(zip(criteria, W, strict=True))}
    values = np.array(table.values)
    for j in set(range(len(criteria))) - set(members) if without != "weight" else ():
        column = values[:, j].copy()
        stand_in = np.median(column) if without == "neutral" else (column.max() if table.senses[j] < 0 else column.min())
        values[[names.index(a), names.index(b)], j] = stand_in
    return gap(outcome(name, mo.DecisionMatrix(values, names, table.criteria), weights), a, b)


@pytest.mark.parametrize("without", WORDS)
@pytest.mark.parametrize("name", KINDS)
def test_shapley_values_are_what_their_definition_says(name, without):
    m = 4
    known = {s: worth(name, s, without) for k in range(m + 1) for s in map(frozenset, combinations(range(m), k))}
    added = np.zeros(m)
    for order in permutations(range(m)):
        for k, j in enumerate(order):
            added[j] += known[frozenset(order[: k + 1])] - known[frozenset(order[:k])]
    found = outcome(name).explain("Ant", "Bee", without)
    assert (found.how, found.without) == ("Shapley", without)
    np.testing.assert_allclose(found.contributions.values, added / 24, atol=1e-12)
    everybody = frozenset(range(m))
    np.testing.assert_allclose(found.left_out.values, [known[everybody - {j}] for j in range(m)], atol=1e-12)


@pytest.mark.parametrize("name", KINDS)
def test_the_smallest_reasons_are_those_that_trying_finds(name):
    found = outcome(name).explain("Cat", "Elk", "weight")
    sign = 0 if found.ahead is None else 1 if found.ahead == "Cat" else -1
    everybody, scale = frozenset(range(4)), max(abs(outcome(name).scores.values))
    undone = {
        k: [s for s in combinations(range(4), k) if sign * worth(name, everybody - set(s), "weight", "Cat", "Elk") <= 10 * TIE * scale]
        for k in range(1, 5)
    }
    smallest = next((sets for sets in undone.values() if sets), []) if sign else []
    names = POSITIVE.criterion_names
    assert found.reasons == tuple(tuple(names[j] for j in s) for s in smallest)
    assert found.pivotal == (tuple(names[j] for (j,) in undone[1]) if sign else ())


TABLES = {"orchestrators": (PROBLEM, None), "positive": (POSITIVE, W), "signed": (SIGNED, W), "tied": (TIED, W)}
CASES = [
    (label, name)
    for label, (table, weights) in TABLES.items()
    for name in applicable(table, weights)
    if label != "orchestrators" or name not in SLOW
]


@pytest.mark.parametrize(("label", "name"), CASES)
def test_parts_sum_to_the_difference_that_is_shown(label, name):
    table, weights = TABLES[label]
    found = outcome(name, table, weights)
    for a, b in (("Flyte", "Prefect"), ("Airflow", "Orchest")) if table is PROBLEM else (("Ant", "Bee"), ("Doe", "Ant")):
        why, back = found.explain(a, b), found.explain(b, a)
        size = max(*abs(found.scores.values), *abs(why.contributions.values))
        assert sum(why.contributions.values) == pytest.approx(gap(found, a, b), abs=1e-9 * size)
        assert why.difference == gap(found, a, b)
        np.testing.assert_allclose(why.contributions.values, -back.contributions.values, atol=1e-9 * size)
        assert (why.ahead, why.behind, why.reasons, why.pivotal) == (back.ahead, back.behind, back.reasons, back.pivotal)
        ranks = found.ranks
        assert why.ahead == (None if ranks[a] == ranks[b] else a if ranks[a] < ranks[b] else b)
        assert bool(why.reasons) is (why.ahead is not None)
        *bars, end = why.waterfall.rows
        assert bars[-1][2] == pytest.approx(end[2], abs=1e-9 * size)
        assert bars[0] == (b, 0.0, found.scores[b], found.scores[b])
        assert end == (a, 0.0, found.scores[a], found.scores[a])
        assert [bar[1] for bar in bars[1:]] == [bar[2] for bar in bars[:-1]]


@pytest.mark.parametrize("name", sorted(set(applicable(POSITIVE)) - SLOW))
def test_equal_alternatives_are_level_whatever_is_left_out(name):
    twins = mo.DecisionMatrix(POSITIVE.values[[0, 0, 1, 2]], ["Ant", "Bee", "Cat", "Doe"], POSITIVE.criteria)
    for without in (None, *WORDS):
        why = outcome(name, twins).explain("Ant", "Bee", without)
        assert why.ahead is None
        assert np.abs(why.contributions.values).max() <= 1e-9 * np.abs(why.outcome.scores.values).max()
        assert (why.pivotal, why.reasons) == ((), ())
        assert "level" in str(why)


def test_the_parts_of_a_sum_are_exact():
    found = mo.wsm(PROBLEM).explain("Flyte", "Orchest")
    filled = PROBLEM.blanks.fill(PROBLEM.matrix).values
    a, b = (PROBLEM.matrix.names.index(name) for name in ("Flyte", "Orchest"))
    exact = [Fraction(w) * (Fraction(x) - Fraction(y)) for w, x, y in zip(PROBLEM.weights.values, filled[a], filled[b], strict=True)]
    assert found.how == "additive"
    assert [Fraction(v) for v in found.contributions.values] == exact
    assert sum(exact) == Fraction(found.difference) == Fraction(found.outcome.scores["Flyte"]) - Fraction(found.outcome.scores["Orchest"])


@pytest.mark.parametrize("name", [n for n in applicable(POSITIVE) if mo.get(n).linear_form is not None])
def test_a_sum_is_split_by_shapley_values_as_it_stands(name):
    plain, played = outcome(name).explain("Ant", "Cat"), outcome(name).explain("Ant", "Cat", "weight")
    if plain.how == "additive" and name not in {"aras", "ervd", "marcos", "smart"}:
        np.testing.assert_allclose(
            plain.contributions.values, played.contributions.values, atol=1e-9 * np.abs(plain.outcome.scores.values).max()
        )
    assert played.how == "Shapley"
    assert plain.reasons == played.reasons or name in {"aras", "ervd", "marcos", "smart"}


@pytest.mark.parametrize("name", ["cradis", "multiplicative", "weighted_harmonic", "wpm"])
def test_scores_that_follow_a_sum_in_another_way_are_split_themselves(name):
    assert outcome(name).explain("Ant", "Bee").how == "Shapley"


def test_a_lower_score_that_is_better_speaks_for_the_one_who_has_it():
    why = mo.vikor(PROBLEM).explain("Flyte", "Prefect", "neutral")
    assert why.outcome.scores["Flyte"] < why.outcome.scores["Prefect"]
    assert why.difference > 0
    assert why.contributions["Pipeline Customization"] > 0 > why.contributions["User Admin"]
    assert "lower is better" in why.sentences[0]


def test_words_table_and_document():
    why = mo.wsm(PROBLEM).explain("Prefect", "Flyte")
    assert why.sentences == (
        "Flyte is ahead of Prefect by 3 under wsm (22 against 19).",
        "For Flyte speak Pipeline Customization (3) and Cost (1); for Prefect speaks User Admin (1).",
        "The lead rests on Pipeline Customization alone: without that it is gone.",
    )
    assert why.table.columns == ("criterion", "Prefect", "Flyte", "adds", "difference without it")
    assert why.table.rows[0] == ("User Admin", 1.0, 0.0, 1.0, -4.0)
    assert why.table.rows[-1] == ("total", None, None, -3.0, None)
    written = json.loads(json.dumps(why.document(), allow_nan=False))
    assert written["schema"] == "mcda_orch.explanation"
    assert written["contributions"]["Cost"] == -1
    assert written["reasons"] == [["Pipeline Customization"]]
    assert repr(why) == "Explanation(wsm: Prefect against Flyte, -3, additive)"
    assert str(pickle.loads(pickle.dumps(why))) == str(why)
    assert why.waterfall.to_frame()["bar"].tolist()[0] == "Flyte"


def test_many_reasons_are_listed_in_a_table():
    even = mo.DecisionMatrix([[1] * 5, [0] * 5], ["Ant", "Bee"], list("pqrst"))
    why = mo.wsm(even, [1] * 5).explain("Ant", "Bee")
    assert why.reasons == (tuple("pqrst"),)
    rival = mo.DecisionMatrix([[1, 1, 1, 1, 0], [0, 0, 0, 0, 1]], ["Ant", "Bee"], list("pqrst"))
    why = mo.wsm(rival, [1, 1, 1, 1, 2]).explain("Ant", "Bee")
    assert why.reasons == tuple(combinations("pqrs", 2))
    assert [row[0] for row in why.tables[1].rows] == ["p, q", "p, r", "p, s", "q, r", "q, s", "r, s"]
    assert "sets of 2: p and q; p and r; p and s, or any of 3 more such sets." in why.sentences[2]


def test_what_would_undo_the_lead():
    why = mo.wsm(PROBLEM).explain("Flyte", "Prefect")
    cells, weights = why.undoing(), why.undoing("weights")
    assert cells.verify()
    assert weights.verify()
    asked = mo.what_if(PROBLEM, "Prefect", over="Flyte", change="cells", method="wsm")
    assert cells.document()["changes"] == asked.document()["changes"]
    assert weights.distance == mo.what_if(PROBLEM, "Prefect", over="Flyte", method="wsm").distance
    with pytest.raises(mo.DomainError, match="Ant and Bee are level, so there is no lead to undo"):
        mo.wsm(TIED, W).explain("Ant", "Bee").undoing()


@pytest.mark.parametrize("policy", [0, "worst", "best", "mean", "redistribute"])
def test_blanks_mean_what_the_outcome_says(policy):
    for name in ("wsm", "topsis", "promethee_ii"):
        found = mo.get(name)(PROBLEM, blanks=policy)
        for without in (None, *WORDS):
            why = found.explain("Orchest", "Airflow", without)
            assert sum(why.contributions.values) == pytest.approx(gap(found, "Orchest", "Airflow"), abs=1e-9)
    blank = why.table.records()
    assert any(row["Orchest"] is None for row in blank[:-1])


def test_under_redistribution_criteria_that_only_one_knows_tell_nothing_apart():
    table = mo.DecisionMatrix([[1, np.nan, 3], [2, 5, np.nan], [0, 1, 1]], ["Ant", "Bee", "Cat"], list("pqr"))
    found = mo.wsm(table, [2, 1, 1], blanks="redistribute")
    why = found.explain("Ant", "Bee", "weight")
    worths = {frozenset(s): 0.0 for k in range(4) for s in combinations("pqr", k)}
    worths[frozenset("p")] = 2 * 1 - 2 * 2
    worths[frozenset("pq")] = 3 * 1 - (2 * 2 + 5)
    worths[frozenset("pr")] = (2 * 1 + 3) - 3 * 2
    worths[frozenset("qr")] = 2 * 3 - 2 * 5
    worths[frozenset("pqr")] = float(gap(found, "Ant", "Bee"))
    added = dict.fromkeys("pqr", 0.0)
    for order in permutations("pqr"):
        for k, c in enumerate(order):
            added[c] += (worths[frozenset(order[: k + 1])] - worths[frozenset(order[:k])]) / 6
    assert dict(why.contributions.items()) == pytest.approx(added)


def test_criteria_of_weight_zero_add_nothing():
    why = mo.topsis(POSITIVE, [3, 0, 1, 2]).explain("Ant", "Bee")
    assert why.contributions["price"] == 0
    assert not any("price" in found for found in why.reasons)


WIDE = mo.DecisionMatrix(np.random.default_rng(3).integers(1, 9, (6, 17)), list("ABCDEF"), [f"c{j}" for j in range(17)])


def test_more_criteria_are_drawn_with_an_error_that_holds():
    found = mo.topsis(WIDE, np.arange(1, 18))
    why, again = found.explain("A", "B", draws=200), found.explain("A", "B", draws=200)
    assert (why.how, why.draws) == ("sampled", 200)
    assert (why.contributions.values == again.contributions.values).all()
    assert (why.contributions.values != found.explain("A", "B", draws=200, rng=1).contributions.values).any()
    assert sum(why.contributions.values) == pytest.approx(gap(found, "A", "B"), abs=1e-12)
    gaps, _ = Duel(found.replay.task, 0, 1, "weight").gaps(everything(17))
    exact = shapley_values(gaps)
    off = (why.contributions.values - exact) / why.errors.values
    assert np.abs(off).max() < 4
    assert np.sqrt((off**2).mean()) < 2
    finer = found.explain("A", "B", draws=3200)
    assert (finer.errors.values < 0.5 * why.errors.values).all()
    assert "standard errors" in str(why)
    for sets in why.reasons:
        kept = [c not in sets for c in WIDE.criterion_names]
        assert gap(mo.topsis(WIDE, np.arange(1, 18) * kept), why.ahead, why.behind) <= 1e-12


def test_a_sum_of_many_criteria_is_split_exactly_with_its_reasons():
    why = mo.wsm(WIDE, np.arange(1, 18)).explain("A", "B")
    assert why.how == "additive"
    parts = {c: v if why.ahead == "A" else -v for c, v in why.contributions.items()}
    lead = abs(why.difference)
    size = len(why.reasons[0])
    assert set(why.reasons) == {s for s in combinations(parts, size) if sum(parts[c] for c in s) >= lead}
    assert not [s for s in combinations(parts, size - 1) if size > 1 and sum(parts[c] for c in s) >= lead]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda o: o.explain("Ant", "Ant"), "'Ant' is compared with itself"),
        (lambda o: o.explain("Ant", "Bea"), "there is no alternative 'Bea'. Hint: did you mean 'Bee'"),
        (lambda o: o.explain("Ant", "Bee", "mean"), "without is 'mean', but must be 'weight' or 'neutral' or 'worst'"),
        (lambda o: mo.topsis(WIDE, np.arange(1, 18)).explain("A", "B", draws=7), "draws is 7, but orders are drawn in pairs"),
        (lambda o: mo.topsis(WIDE, np.arange(1, 18)).explain("A", "B", draws=0), "draws is 0"),
        (lambda o: mo.topsis(POSITIVE, [W, W]).explain("Ant", "Bee"), "a batch has no single difference to explain"),
    ],
)
def test_what_cannot_be_explained_is_refused(call, said):
    with pytest.raises(mo.McdaError, match=said):
        call(mo.topsis(POSITIVE, W))


def test_an_outcome_from_a_file_explains_again(tmp_path):
    path = tmp_path / "found.json"
    mo.write(mo.topsis(POSITIVE, W), path)
    assert (
        mo.read_outcome(path).explain("Ant", "Bee").contributions["quality"]
        == mo.topsis(POSITIVE, W).explain("Ant", "Bee").contributions["quality"]
    )


def test_guesses_at_an_explanation_lead_to_it():
    with pytest.raises(AttributeError, match=r'mo\.topsis\(problem\)\.explain\("Ant", "Bee"\)'):
        mo.explain  # noqa: B018
    with pytest.raises(mo.PluginError, match=r"no argument 'undo'. Hint: .*outcome\.explain\(a, b\)\.undoing"):
        mo.wsm(mo.load("orchestrators")).explain("Flyte", "Prefect", undo="weights")
