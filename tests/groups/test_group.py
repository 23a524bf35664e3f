"""Groups of experts: reading, unanimity, anonymity, brute force, blanks, judgements and robustness."""

import json
import pickle
import warnings

import numpy as np
import pytest

import mcda_orch as mo

MATRIX = mo.DecisionMatrix(
    [[7, 300, 2], [9, 420, 5], [6, 250, 3], [8, 310, 4]], ["Ant", "Bee", "Cat", "Doe"], ["quality", "price:min", "support"]
)
NAMES = MATRIX.criterion_names
VOICES = {"Ida": [3, 1, 1], "Jon": [1, 3, 1], "Kai": [1, 2, 5]}
MEANS = ("arithmetic", "geometric", "median")


def tables(seed=0, k=3):
    rng = np.random.default_rng(seed)
    return {name: MATRIX.with_values(MATRIX.values * rng.uniform(0.7, 1.4, MATRIX.shape)) for name in list("PQRSTUV")[:k]}


def group(**kwargs):
    return mo.Group(MATRIX, criteria_weights=VOICES, **kwargs)


def answers(name):
    """Return a problem that a method answers: this one, the signed one, or one with what the method needs to know."""
    problem = mo.Problem(MATRIX, [3, 2, 1])
    for one in (problem, mo.load("orchestrators")):
        try:
            return one, mo.get(name)(one)
        except mo.McdaError:
            continue
    return None


@pytest.mark.filterwarnings("ignore::mcda_orch.MeaningWarning")
@pytest.mark.parametrize("name", mo.names("score"))
def test_a_group_of_one_mind_says_what_each_says(name):
    found = answers(name)
    if found is None:  # it needs parameters of its own, and refuses a group alike
        with pytest.raises(mo.McdaError):
            mo.Group({"Ida": mo.Problem(MATRIX, [3, 2, 1]), "Jon": mo.Problem(MATRIX, [3, 2, 1])}).rank(name)
        return
    problem, single = found
    same = mo.Group({"Ida": problem, "Jon": problem, "Kai": problem}, weights=[1, 3, 0.7]).rank(name, rule="copeland")
    np.testing.assert_allclose(same.joint.scores.values, single.scores.values, rtol=1e-12, atol=1e-12)
    for ranking in (same.joint.ranking, same.consensus.ranking, *same.rankings.values(), *same.without.values()):
        assert ranking == single.ranking
    assert same.pivotal == same.consensus.pivotal == ()
    assert same.group.disputes.remarks == ("All experts say the same.",)


@pytest.mark.parametrize("mean", MEANS)
def test_the_names_and_the_order_of_the_experts_do_not_matter(mean):
    given = tables()
    one = mo.Group(given, weights={"P": 1, "Q": 2, "R": 3}, criteria_weights=[2, 1, 1]).rank("topsis", mean)
    turned = mo.Group({f"x{n}": given[n] for n in "RPQ"}, weights=[3, 1, 2], criteria_weights=[2, 1, 1]).rank("topsis", mean)
    np.testing.assert_allclose(one.joint.scores.values, turned.joint.scores.values, rtol=1e-13)
    assert one.consensus.ranking == turned.consensus.ranking
    assert {f"x{n}": r for n, r in one.without.items()} == dict(turned.without)
    assert one.concordance.values == pytest.approx(dict(turned.concordance.values))


@pytest.mark.parametrize("mean", MEANS)
@pytest.mark.parametrize("method", ["wsm", "topsis", "vikor", "promethee_ii", "dea"])
def test_all_is_what_single_calls_give(method, mean):
    given, voices = tables(1, 4), np.array([2.0, 1.0, 1.0, 3.0])
    weights = dict(zip(given, [[2, 1, 1], [1, 2, 1], [1, 1, 2], [0.5, 0.2, 0.3]], strict=True))
    found = mo.Group(given, weights=voices, criteria_weights=weights).rank(method, mean)
    for k, (name, matrix) in enumerate(given.items()):
        single = mo.get(method)(matrix, np.array(weights[name]) * 4 / sum(weights[name]))
        np.testing.assert_allclose(found.outcome.scores.values[k], single.scores.values, rtol=1e-12, atol=1e-14)
        assert found.rankings[name] == single.ranking
        rest = [n for n in given if n != name]
        left = mo.Group({n: given[n] for n in rest}, [voices[list(given).index(n)] for n in rest], {n: weights[n] for n in rest})
        assert left.rank(method, mean).joint.ranking == found.without[name]
    changed = {n for n, r in found.without.items() if set(r.best) != set(found.joint.best)}
    assert set(found.pivotal) == changed


def test_tables_are_matched_by_name():
    turned = MATRIX.select(["Doe", "Ant", "Cat", "Bee"], ["support", "quality", "price"])
    found = mo.Group({"Ida": MATRIX, "Jon": turned}, criteria_weights=[1, 2, 3])
    np.testing.assert_array_equal(found.matrix.values[0], found.matrix.values[1])
    assert found.experts == ("Ida", "Jon")


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: {"Ida": MATRIX, "Jon": MATRIX.select(["Ant", "Bee", "Cat"])}, "Jon: of the alternatives .* lacks 'Doe'"),
        (lambda: {"Ida": MATRIX.select(["Ant"]), "Jon": MATRIX}, "Jon: .* has 'Bee', 'Cat', 'Doe' besides"),
        (lambda: {"Ida": MATRIX, "Jon": MATRIX.select(None, ["quality"])}, "Jon: of the criteria .* lacks 'price', 'support'"),
        (
            lambda: {"Ida": MATRIX, "Jon": mo.DecisionMatrix(MATRIX, criteria=["quality", mo.Criterion("price"), "support"])},
            "Jon: criterion 'price' has another direction",
        ),
        (lambda: {"Ida": mo.Problem(MATRIX, [1, 1, 1]), "Jon": MATRIX}, "Jon gives the criteria no weights"),
        (lambda: {"Ida": mo.Problem(MATRIX, params={"vikor": {"v": 0.3}}), "Jon": MATRIX}, "Jon: the parameters of methods"),
        (lambda: MATRIX, "this is one problem"),
        (list, "no experts"),
        (dict, "no experts"),
        (lambda: None, "no problem of a group"),
        (lambda: "topsis", "no problem of a group"),
        (lambda: 3, "no problem of a group"),
        (lambda: [MATRIX, "x"], "expert 2: 'x' is no problem"),
        (lambda: {"Ida": MATRIX, "": MATRIX}, "expert 2 has no name"),
    ],
    ids=range(14),
)
def test_what_is_no_group_is_refused_by_name(build, says):
    with pytest.raises(mo.McdaError, match=says):
        mo.Group(build())


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"weights": {"quality": 1, "price": 1, "support": 1}}, "those of the experts.*criteria_weights"),
        ({"weights": VOICES}, "those of the experts.*criteria_weights"),
        ({"weights": "equal"}, "those of the experts.*criteria_weights"),
        ({"weights": [1, 2]}, "2 weights for 3 experts"),
        ({"weights": [1, -1, 1]}, "the weight of Jon is -1"),
        ({"weights": [0, 0, 0]}, "all experts have the weight 0"),
        ({"weights": {"Ida": 1, "Jon": 1, "Kia": 1}}, "'Kia', which is no expert"),
        ({"blanks": {"Ida": "worst"}}, "has no policy for blanks|have no policy for blanks"),
    ],
    ids=range(8),
)
def test_weights_and_policies_that_do_not_fit_are_refused(given, says):
    with pytest.raises(mo.McdaError, match=says):
        group(**given)


def test_weights_of_criteria_of_an_expert_who_is_none():
    with pytest.raises(mo.LabelError, match="'Joe', which is no expert"):
        mo.Group(tables(), criteria_weights={"P": [1, 1, 1], "Q": [1, 1, 1], "Joe": [1, 1, 1]})
    with pytest.raises(mo.ShapeError, match="Jon: there are 2 weights for 3 criteria"):
        mo.Group(MATRIX, criteria_weights={"Ida": [1, 1, 1], "Jon": [1, 1]})


def test_every_expert_has_as_much_to_give():
    points = mo.Group(MATRIX, criteria_weights={"Ida": [3, 1, 1], "Jon": [10, 30, 10], "Kai": [0.125, 0.25, 0.625]})
    np.testing.assert_allclose(points.criteria_weights.values.sum(axis=-1), 5)
    np.testing.assert_array_equal(points.criteria_weights.values[0], [3, 1, 1])
    assert points.rank("wsm").joint.ranking == group().rank("wsm").joint.ranking


def test_weights_of_any_size_count():
    for size in (1e-300, 1.0, 9e199, 1e250, 1e300):
        large = mo.Group(MATRIX, criteria_weights={"Ida": [3 * size / 3, size / 3, size / 3], "Jon": [1e-200, 3e-200, 1e-200]}).rank("wsm")
        np.testing.assert_allclose(large.joint.weights.shares.values, [0.4, 0.4, 0.2], rtol=1e-12)


def test_a_function_is_no_weights_of_experts():
    for ask in (lambda f: group().rank("topsis").first_place(f), lambda f: mo.Group(MATRIX, criteria_weights=f)):
        with pytest.raises(mo.McdaError):
            ask(lambda: 1)


def test_other_ways_to_state_a_group():
    k = mo.DecisionMatrix(np.stack([MATRIX.values, MATRIX.values * 2]), MATRIX.names, MATRIX.criteria)
    assert mo.Group(k).experts == ("expert 1", "expert 2")
    assert mo.Group(k, criteria_weights={"Ida": [1, 1, 1], "Jon": [2, 1, 1]}).experts == ("Ida", "Jon")
    assert mo.Group([MATRIX, MATRIX], criteria_weights="entropy").rank("wsm").joint.ranking == mo.wsm(MATRIX, "entropy").ranking
    assert mo.Group(MATRIX, criteria_weights=np.array(list(VOICES.values()))).experts == ("expert 1", "expert 2", "expert 3")
    frame = MATRIX.to_frame("polars")
    heads = mo.Group({"Ida": frame, "Jon": frame}, criteria_weights=[1, 1, 1])
    assert heads.alternatives == MATRIX.names
    assert type(heads.rank("topsis").to_frame()).__module__.startswith("polars")
    assert group().problem("Jon").weights.values.tolist() == [1, 3, 1]


def test_weights_of_experts_come_in_a_dataframe():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(VOICES, index=NAMES).T
    by_index, by_column = (
        mo.Group(MATRIX, criteria_weights=frame),
        mo.Group(MATRIX, criteria_weights=frame.rename_axis("who").reset_index()),
    )
    for found in (by_index, by_column):
        assert found.experts == ("Ida", "Jon", "Kai")
        np.testing.assert_array_equal(found.criteria_weights.values, group().criteria_weights.values)
    assert mo.Group(MATRIX, criteria_weights=frame.reset_index(drop=True)).experts == ("expert 1", "expert 2", "expert 3")
    turned = mo.Group(MATRIX, criteria_weights=frame[["support", "price", "quality"]])
    np.testing.assert_array_equal(turned.criteria_weights.values, group().criteria_weights.values)
    for shared in (
        pd.DataFrame({"criterion": NAMES, "weight": [3, 1, 1]}),
        pd.Series([3, 1, 1], index=NAMES),
        frame.iloc[:1].reset_index(drop=True),
    ):
        assert mo.Group([MATRIX, MATRIX], criteria_weights=shared).criteria_weights.values.tolist() == [[3, 1, 1]] * 2
    with pytest.raises(mo.LabelError, match="'prize'"):
        mo.Group(MATRIX, criteria_weights=frame.rename(columns={"price": "prize"}))


def test_a_batch_of_matrices_pairs_up_with_its_weights():
    cells = np.stack([MATRIX.values, MATRIX.values[::-1]])
    problem = mo.Problem(MATRIX.with_values(cells), mo.Weights([[1, 2, 3], [3, 2, 1]], NAMES))
    found = mo.Group(problem).rank("topsis")
    for k in range(2):
        single = mo.topsis(MATRIX.with_values(cells[k]), problem.weights.values[k])
        np.testing.assert_allclose(found.outcome.scores.values[k], single.scores.values, rtol=1e-14)
    with pytest.raises(mo.ShapeError, match="2 vectors of weights, and more matrices"):
        mo.Group(mo.Problem(MATRIX.with_values(np.stack([MATRIX.values] * 3)), mo.Weights([[1, 2, 3], [3, 2, 1]], NAMES)))


def test_what_problems_say_of_a_method_is_kept():
    own = {"vikor": {"v": 0.9, "weights": {"quality": 1, "price": 7, "support": 2}}}
    problem = mo.Problem(MATRIX, [1, 1, 1], params=own, published=dict.fromkeys(MATRIX.names, 1), published_by="vikor")
    found = mo.Group({"Ida": problem, "Jon": problem}).rank()
    assert found.outcome.method == "vikor"
    assert found.joint.params["v"] == 0.9
    np.testing.assert_allclose(found.joint.scores.values, mo.vikor(problem).scores.values)
    assert found.rankings["Jon"] == mo.vikor(problem).ranking
    assert set(found.without.values()) == {mo.vikor(problem).ranking}
    assert mo.Group({"Ida": problem, "Jon": problem}).rank(mo.vikor.with_(v=0.1)).joint.params["v"] == 0.1


BLANK = MATRIX.with_values([[7, np.nan, 2], [9, 420, 5], [6, 250, 3], [8, 310, 4]])


def test_a_blank_means_what_its_expert_says():
    given = {"Ida": BLANK, "Jon": BLANK, "Kai": MATRIX}
    with pytest.raises(mo.MissingError, match="Ida: 'price' of 'Ant' is blank"):
        mo.Group(given, criteria_weights=[1, 1, 1]).rank("wsm")
    found = mo.Group(given, criteria_weights=[1, 1, 1], blanks={"Ida": "worst", "Jon": "redistribute", "Kai": "refuse"}).rank("topsis")
    for name, policy in (("Ida", "worst"), ("Jon", "redistribute"), ("Kai", "refuse")):
        single = mo.topsis(given[name], [1, 1, 1], policy)
        assert found.rankings[name] == single.ranking
        np.testing.assert_allclose(found.outcome.scores.values[list(given).index(name)], single.scores.values, rtol=1e-13)
    assert found.joint.matrix.values[0, 1] == (420 + 300) / 2  # Jon, who does not know it, takes no part
    assert "blanks: worst (Ida)." in found.group.remarks


def test_what_nobody_knows_stays_blank():
    found = mo.Group({"Ida": BLANK, "Jon": BLANK}, criteria_weights=[1, 2, 1], blanks="redistribute").rank("topsis")
    assert np.isnan(found.joint.matrix.values[0, 1])
    assert found.joint.ranking == mo.topsis(BLANK, [1, 2, 1], "redistribute").ranking


@pytest.mark.parametrize("name", ["topsis", "wsm", "vikor", "edas"])
def test_weight_of_blanks_is_redistributed_in_a_batch_of_matrices(name):
    method, rng = mo.get(name), np.random.default_rng(3)
    cells = rng.uniform(1, 9, (5, 6, 4))
    cells[rng.random(cells.shape) < 0.2] = np.nan
    cells[..., 0] = 1.0
    w = rng.random((5, 4)) + 0.1
    heads = [f"c{j}" for j in range(4)]
    batch = mo.DecisionMatrix(cells, criteria=heads)
    found = method(batch, mo.Weights(w, heads), "redistribute")
    for b in range(5):
        single = method(mo.DecisionMatrix(cells[b], criteria=heads), w[b], "redistribute")
        np.testing.assert_allclose(found.scores.values[b], single.scores.values, rtol=1e-12, atol=1e-14)
    with pytest.raises(mo.MissingError, match="'A1' is blank on every criterion that carries weight"):
        method(
            mo.DecisionMatrix(np.where(np.arange(6)[:, None] == 0, [[1, np.nan, np.nan, np.nan]], cells), criteria=heads),
            [0, 1, 1, 1],
            "redistribute",
        )


def test_the_geometric_mean_refuses_what_is_below_zero():
    below = MATRIX.with_values(MATRIX.values * [1, 1, -1])
    with pytest.raises(mo.DomainError, match="'support' of 'Ant' is -2 to Jon"):
        mo.Group({"Ida": MATRIX, "Jon": below}, criteria_weights=[1, 1, 1]).rank("topsis", "geometric")
    with pytest.raises(mo.DomainError, match="has the weight 0 to somebody"):
        mo.Group(MATRIX, criteria_weights={"Ida": [1, 0, 0], "Jon": [0, 1, 1]}).rank("wsm", "geometric")


def judged():
    return {
        "Ida": mo.Judgements(NAMES, [3, 5, 2]),
        "Jon": mo.Judgements(["support", "price", "quality"], [1 / 2, 2, 5]),
        "Kai": mo.Judgements(NAMES, [1, 7, 4]),
    }


def test_judgements_join_before_or_after():
    given, voices = judged(), {"Ida": 2, "Jon": 1, "Kai": 1}
    found = mo.Group(MATRIX, voices, given)
    share = np.array([2, 1, 1]) / 4
    order = [[one.items.index(n) for n in NAMES] for one in given.values()]
    stack = np.array([one.values[np.ix_(at, at)] for one, at in zip(given.values(), order, strict=True)])
    joint = np.exp(np.tensordot(share, np.log(stack), 1))
    np.testing.assert_allclose(mo.joint_judgements(given, voices).values, joint, rtol=1e-12)
    aij = found.joint(join="judgements").weights
    np.testing.assert_allclose(aij.values, mo.Judgements(NAMES, joint).priorities().values, rtol=1e-9)
    aip = found.joint().weights
    np.testing.assert_allclose(aip.values, share @ [one.priorities().aligned(NAMES) for one in given.values()], rtol=1e-12)
    assert not np.allclose(aij.values, aip.values, atol=1e-4)
    rest = {n: given[n] for n in ("Jon", "Kai")}
    left = mo.Group(MATRIX, {"Jon": 1, "Kai": 1}, rest).rank("topsis", join="judgements").joint.ranking
    assert found.rank("topsis", join="judgements").without["Ida"] == left


def test_by_row_geometric_means_both_ways_are_one():
    given = judged()
    aij = mo.joint_judgements(given).priorities("geometric_mean").aligned(NAMES)
    each = {n: one.priorities("geometric_mean") for n, one in given.items()}
    aip = mo.Group(MATRIX, criteria_weights=each).joint("geometric").weights.shares.values
    np.testing.assert_allclose(aij, aip, rtol=1e-12)


def test_judgements_that_somebody_left_out():
    some = mo.Judgements(NAMES, [[1, 3, None], [1 / 3, 1, 2], [None, 1 / 2, 1]])
    full = mo.Judgements(NAMES, [3, 8, 2])
    assert mo.joint_judgements([some, full]).values[0, 2] == pytest.approx(8)
    blank = mo.joint_judgements([some, some])
    assert np.isnan(blank.values[0, 2])
    found = mo.Group(MATRIX, criteria_weights=[some, some])
    np.testing.assert_allclose(found.joint(join="judgements").weights.values, some.priorities().values, rtol=1e-6)
    with pytest.raises(mo.LabelError, match="Jon does not judge the same items: 'looks'"):
        mo.joint_judgements({"Ida": some, "Jon": mo.Judgements([*NAMES[:2], "looks", "support"], [1] * 6)})
    with pytest.raises(mo.MissingError, match="do not come from judgements"):
        group().rank("wsm", join="judgements")


@pytest.mark.parametrize("given", [None, 3, mo.Judgements(["a", "b"], [2]), {}, [], ["x"]], ids=range(6))
def test_what_are_no_judgements_is_refused(given):
    with pytest.raises(mo.McdaError):
        mo.joint_judgements(given)


def test_who_can_win_by_weights_of_experts_is_exact():
    found = group().rank(mo.wsm.with_(scale="minmax"))
    first = found.first_place()
    assert first.verify()
    assert first.proved
    rng = np.random.default_rng(0)
    drawn = rng.dirichlet(np.ones(3), 20_000)
    wins = np.bincount((drawn @ found.outcome.scores.values).argmax(axis=-1), minlength=4) / len(drawn)
    for name, share in zip(MATRIX.names, wins, strict=True):
        assert float(first[name]) == pytest.approx(share, abs=0.015)
    most = found.first_place(mo.WeightSet(list(VOICES)).bounds({"Kai": (0.9, 1)}))
    assert most.winners[0] == found.rankings["Kai"].best[0]
    necessary = found.necessary()
    assert necessary.verify()
    for i, a in enumerate(MATRIX.names):
        for k, b in enumerate(MATRIX.names):
            scores = found.outcome.scores.values
            assert necessary.holds(a, b) == bool((scores[:, i] >= scores[:, k] - 1e-12).all())
            assert found.possible().holds(a, b) == bool((scores[:, i] >= scores[:, k] - 1e-12).any())


def test_a_mean_score_is_the_score_at_mean_weights_where_the_method_is_linear():
    found = group(weights=[2, 1, 1]).rank(mo.wsm.with_(scale="minmax"))
    np.testing.assert_allclose(mo.wsm(found.by_expert, np.array([2, 1, 1]) / 4).scores.values, found.joint.scores.values, rtol=1e-12)
    assert mo.first_place(found.by_expert, "wsm").shares == found.first_place().shares
    costs = group().rank("vikor").by_expert
    assert all(c.direction.value == "min" for c in costs.criteria)


def test_disputes_are_where_experts_differ():
    loud = MATRIX.with_values(MATRIX.values + np.array([[0, 0, 0], [0, 85, 0], [0, 0, 0], [1.5, 0, 0]]))
    found = mo.Group({"Ida": MATRIX, "Jon": loud}, criteria_weights={"Ida": [2, 1, 1], "Jon": [1, 1, 2]}).disputes
    cells = np.zeros((4, 3))
    cells[1, 1], cells[3, 0] = 42.5 / (505 - 250), 0.75 / (9.5 - 6)
    np.testing.assert_allclose(found.cells, cells, atol=1e-14)
    np.testing.assert_allclose(found.criteria_weights, [0.125, 0, 0.125], atol=1e-14)
    assert found.tables[1].rows[0][:2] == ("Doe", "quality")
    assert found.tables[1].rows[0][3:] == ("8 (Ida)", "9.5 (Jon)")
    assert found.criteria[0] == "quality"


def test_who_is_far_from_whom():
    found = group().rank("topsis")
    tau = found.pairs()
    for a in VOICES:
        for b in VOICES:
            assert tau[a, b] == mo.agreements.kendall_tau_b(found.rankings[a], found.rankings[b])
    assert found.pairs(mo.agreements.kemeny_distance)["Ida", "Ida"] == 0
    with pytest.raises(mo.PluginError, match="no coefficient of rankings"):
        found.pairs("wsc")
    with pytest.raises(mo.PluginError, match="no rule of consensus"):
        group().rank("topsis", rule="topsis")
    with pytest.raises(mo.PluginError, match="no method"):
        group().rank("borda")
    with pytest.raises(mo.MissingError, match="no method is given"):
        group().rank()


@pytest.mark.parametrize("k", [1, 2, 14])
def test_reports_are_read_in_every_form(k):
    found = mo.Group(mo.load("orchestrators"), criteria_weights={f"e{j}": np.eye(11)[j % 11] + 1 for j in range(k)}).rank()
    for value in (found, found.group, found.group.disputes, found.concordance):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert all([str(value), repr(value), value.markdown(), value.html(), value.to_latex(), value.records()])
            json.dumps(value.document(), allow_nan=False)
        assert str(pickle.loads(pickle.dumps(value))) == str(value)
    assert list(found.to_frame().columns)[:3] == ["alternative", "arithmetic mean", "borda"]


def test_ties_everywhere_have_no_coefficient_and_say_so():
    flat = MATRIX.with_values(np.ones((4, 3)))
    found = mo.Group([flat, flat], criteria_weights=[1, 1, 1]).rank("wsm")
    assert set(found.concordance.values.values()) == {None}
    assert "kendall_w is not defined: every expert ties all alternatives." in found.remarks
    json.dumps(found.document(), allow_nan=False)
    with pytest.raises(mo.LabelError, match="no coefficient 'w'"):
        found.concordance["w"]
    with pytest.raises(mo.LabelError, match="no expert 'Zoe'"):
        found.group.problem("Zoe")
    with pytest.raises(mo.LabelError, match="no expert"):
        found.group.problem(np.eye(2))


def test_who_is_first_is_said_once_where_both_ways_agree_and_apart_where_not():
    matrix = mo.DecisionMatrix([[1, 0], [0, 1]], ["Ant", "Bee"], ["a", "b"])
    same = mo.Group(matrix, criteria_weights={"Ida": [1, 1], "Jon": [2, 1]}).rank("wsm").remarks
    assert same[0] == "Ant is first both by the arithmetic mean of the inputs and by borda of the rankings."
    assert same[1] == "Put first by how many of the 2 experts: Ant and Bee together 1; Ant 1."
    apart = mo.Group(matrix, criteria_weights={"Ida": [9, 1], "Jon": [1, 2], "Kai": [1, 2]}).rank("wsm").remarks
    assert apart[0] == "Ant is first by the arithmetic mean of the inputs, but Bee is by borda of the rankings."


def test_a_group_where_one_table_or_rankings_are_asked_for_is_one_clear_refusal():
    group = mo.Group(mo.DecisionMatrix([[1, 0], [0, 1]]), criteria_weights={"Ida": [1, 1], "Jon": [2, 1]})
    for ask in (mo.topsis, mo.compare, lambda g: mo.smaa(g, "wsm")):
        with pytest.raises(mo.ShapeError, match=r"is no table. Hint: .*group\.joint\(\)"):
            ask(group)
    with pytest.raises(mo.LabelError, match="no list of rankings"):
        mo.rules.borda(group)
