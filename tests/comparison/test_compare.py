import json

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.frozen import Labelled

PROBLEM = mo.load("orchestrators")
SIGNED = mo.DecisionMatrix([[1, -2], [3, 1]], ["Ant", "Bee"], ["x", "y"])
EVEN = mo.Weights([1, 1], ["x", "y"])


def published(scores, by=None, names=("Ant", "Bee"), matrix=SIGNED):
    return mo.Problem(matrix, EVEN, published=Labelled(np.array(scores, dtype=float), names), published_by=by)


def test_every_method_answers_or_is_listed_with_its_reason():
    found = mo.compare(PROBLEM)
    assert set(found.outcomes) | set(found.refused) >= set(mo.names("score"))
    assert "needs values > 0" in found.refused["wpm"]
    assert found.mismatches == ()
    assert len(found.table.rows) == 12
    np.testing.assert_array_equal(found.agreement.values, found.agreement.values.T)
    assert found.agreement.labels == tuple(found.outcomes)
    assert found.agreement["wsm", "spotis"] == pytest.approx(1)


def test_methods_with_parameters_take_part_under_their_own_name():
    found = mo.compare(PROBLEM, ["topsis", mo.topsis.with_(scale=mo.scalings.minmax)])
    assert list(found.outcomes) == ["topsis", "topsis(scale=minmax)"]
    assert list(found.to_frame().columns) == ["alternative", "topsis", "topsis(scale=minmax)"]


def test_a_published_score_that_is_not_reproduced_is_named():
    found = mo.compare(PROBLEM, ["wsm"], weights={**dict(PROBLEM.weights.items()), "Cost": 2})
    assert found.fails
    assert found.remarks[0].startswith("4 of 12 published scores are reproduced by wsm")
    assert "Luigi: published 6, reproduced 7" in str(found)
    assert found.mismatches == ("Metaflow", "Flyte", "Kubeflow Pipelines", "Airflow", "MLRun", "Kedro", "ZenML", "Luigi")


def test_what_is_wrong_with_the_problem_is_raised():
    with pytest.raises(mo.MissingError, match="'User Admin' of 'Airflow'"):
        mo.compare(PROBLEM, blanks="refuse")
    with pytest.raises(mo.MissingError, match="has no weights"):
        mo.compare(mo.Problem(mo.DecisionMatrix([[1, 2]])))
    with pytest.raises(mo.PluginError, match="minmax is no method"):
        mo.compare(PROBLEM, ["minmax"])
    with pytest.raises(mo.PluginError, match="compared with itself"):
        mo.compare(PROBLEM, ["wsm", "wsm"])


@pytest.mark.parametrize(
    ("weights", "error"),
    [({"z": 1}, mo.LabelError), ([1, 2, 3], mo.ShapeError), ([0, 0], mo.DomainError), ([[1, 1], [1, 2]], mo.ShapeError)],
)
def test_weights_that_do_not_fit_are_no_refusal(weights, error):
    with pytest.raises(error):
        mo.compare(mo.Problem(SIGNED, EVEN), ["wsm", "topsis"], weights=weights)


def test_given_weights_and_blanks_are_those_of_every_method_and_are_shown():
    found = mo.compare(PROBLEM, weights=np.eye(11)[0], blanks="worst")
    assert {o.weights.source for o in found.outcomes.values()} == {"given"}
    assert "ahp" in found.outcomes
    assert found.problem.blanks == mo.Blanks("worst")
    assert str(mo.Blanks("worst")) in found.table.title
    assert found.document()["blanks"] == str(mo.Blanks("worst"))


def test_a_published_score_of_a_method_that_refuses_is_not_reproduced_and_says_so():
    found = mo.compare(published([1, 4], "wpm"), "wsm")
    assert found.reproduced is None
    assert found.fails
    assert "needs values > 0" in found.refused["wpm"]
    assert "cannot be reproduced: wpm refused" in found.remarks[0]
    with pytest.raises(mo.PluginError, match="minmax is no method"):
        mo.compare(published([1, 4], "minmax"), "wsm")


def test_rows_follow_the_published_score_and_none_is_lost():
    assert [r["alternative"] for r in mo.compare(published([1, 0], "vikor"), "vikor").records()] == ["Bee", "Ant"]  # lower is better
    for scores, names in (([4], ["Bee"]), ([np.nan, 4], ["Ant", "Bee"]), ([4, np.nan], ["Bee", "Ant"])):
        found = mo.compare(published(scores, "wsm", tuple(names)), "wsm")
        assert [(r["alternative"], r["published"]) for r in found.records()] == [("Bee", 4), ("Ant", None)]
        assert found.mismatches == ()
        json.dumps(found.document(), allow_nan=False)


def test_printed_digits_decide_what_is_reproduced():
    matrix = mo.DecisionMatrix([[1 / 3, 1], [1, 2 / 3]], ["Ant", "Bee"], ["x", "y"])
    assert mo.compare(published([1.33, 1.67], "wsm", matrix=matrix), "wsm").mismatches == ()
    assert mo.compare(published([1.33, 1.66], "wsm", matrix=matrix), "wsm").mismatches == ("Bee",)


def test_labels_are_short_and_unique():
    low, high = -np.ones(2), np.ones(2) * 5
    methods = [mo.spotis.with_(low=low, high=high), mo.spotis.with_(low=2 * low, high=high), mo.vikor.with_(v=0.3)]
    names = list(mo.compare(mo.Problem(SIGNED, EVEN), methods).outcomes)
    assert names == ["spotis(low=[...], high=[...])", "spotis(low=[...], high=[...]) #2", "vikor(v=0.3)"]
    steep, flat = (dict.fromkeys(SIGNED.criterion_names, p) for p in (1, 2))
    ramps = [mo.promethee_ii.with_(function="v_shape", p=p) for p in (steep, flat)]
    names = list(mo.compare(mo.Problem(SIGNED, EVEN), ramps).outcomes)
    assert names == ["promethee_ii(function='v_shape', p={...})", "promethee_ii(function='v_shape', p={...}) #2"]


def test_what_is_no_method_is_named():
    for wrong in (3, len, "topsi"):
        with pytest.raises(mo.PluginError, match="no method that scores|no plug-in"):
            mo.compare(PROBLEM, [wrong])


def test_markdown_and_html_show_everything_escaped():
    matrix = mo.DecisionMatrix([[1, -2], [3, 1]], ["a|b", "🐝 <i>"], ["x", "y"])
    found = mo.compare(mo.Problem(matrix, EVEN), ["wsm", "wpm", "topsis"])
    assert "a\\|b" in found.markdown()
    assert "🐝 &lt;i&gt;" in found.html()
    for shown in (found.markdown(), found._repr_html_(), str(found)):
        assert "kendall_tau_b" in shown.replace("\\_", "_")
        assert "wins: it is first under both independent opinions." in shown
        assert "why it does not apply" in shown


def test_where_all_tie_there_is_no_agreement_to_measure():
    found = mo.compare(mo.Problem(mo.DecisionMatrix([[1, 2], [1, 2]]), mo.Weights([1, 1])), ["wsm", "topsis"])
    assert found.agreement["wsm", "topsis"] is None
    assert "not defined where a ranking ties all alternatives" in found.agreement.remarks[0]
    assert "wsm and topsis: all alternatives tie, so that it agrees or disagrees with nobody." in found.remarks
    assert found.consensus is None
    assert found.agreement_table.rows[0] == ("wsm", None, None)
    assert found.table.rows[0][1:] == ("1=", "1=")
    assert found.document()["agreement"]["values"] == [[None, None], [None, None]]


def test_a_temperature_is_noted_and_not_shouted(recwarn):
    heat = mo.Criterion("heat", scale=mo.Interval(), unit="°C")
    found = mo.compare(mo.Problem(mo.DecisionMatrix([[1, 2], [3, 1]], criteria=[heat, "b"]), mo.Weights([1, 1], ["heat", "b"])))
    assert "heat" in found.notes["topsis"][0]
    assert not recwarn.list


def test_one_opinion_under_several_names_is_said_to_be_one():
    found = mo.compare(PROBLEM, ["spotis", "wsm", mo.wsm.with_(scale=mo.scalings.minmax), "topsis"])
    assert dict(found.opinions) == {"declared additive": ("spotis", "wsm(scale=minmax)")}
    assert "spotis and wsm(scale=minmax) order alike by construction (declared additive): one opinion, not 2." in found.remarks
    assert found.document()["opinions"] == {"declared additive": ["spotis", "wsm(scale=minmax)"]}


def test_many_methods_are_summed_up():
    many = [mo.vikor.with_(v=v / 20) for v in range(20)]
    found = mo.compare(PROBLEM, many)
    ranks = np.stack([o.ranking.ranks("min").values for o in found.outcomes.values()])
    for row in found.table.records():
        own = ranks[:, PROBLEM.matrix.names.index(row["alternative"])]
        assert (row["best"], row["median"], row["worst"]) == (own.min(), np.median(own), own.max())
    assert found.agreement_table.columns[0] == "method"
    for row in found.agreement_table.rows:
        i = list(found.outcomes).index(row[0])
        others = np.delete(found.agreement.values[i], i)
        assert row[1::2][0] == pytest.approx(others.mean(), abs=0.006)
        assert (row[3], row[5]) == (pytest.approx(others.max(), abs=0.006), pytest.approx(others.min(), abs=0.006))


def test_methods_that_refuse_for_the_same_reason_share_a_row():
    found = mo.compare(PROBLEM, ["wpm", "waspas", "wsm"])
    assert [row[0] for row in found.refusals_table.rows] == ["wpm, waspas"]
    assert set(found.refused) == {"wpm", "waspas"}


def test_without_published_scores_rows_follow_the_consensus_of_opinions():
    cells = [[5, 1, 3], [1, 5, 1], [4, 4, 4], [4, 4, 4]]
    problem = mo.Problem(mo.DecisionMatrix(cells, ["Zoe", "Ant", "Dog", "Cat"], ["x", "y", "z"]), mo.Weights([2, 1, 1], ["x", "y", "z"]))
    found = mo.compare(problem)
    order = [row["alternative"] for row in found.records()]
    assert order == [name for group in found.consensus.ranking.groups for name in group]
    assert found.consensus.rule == "kemeny"
    assert len(found.consensus.optima) == 2
    assert f"Ordered by the consensus (kemeny) of {len(found.decided)} independent opinions; Dog and Cat share a rank." in found.remarks
    assert set(found.firsts["Dog"]) <= set(found.decided)
    ranks = found.document()["consensus"]["ranks"]
    assert ranks["Dog"] == ranks["Cat"]


def test_a_method_of_the_problems_own_orders_the_rows():
    problem = mo.Problem(SIGNED, EVEN, published_by="lexicographic")
    assert [r["alternative"] for r in mo.compare(problem).records()] == [n for g in mo.lexicographic(problem).ranking.groups for n in g]


def test_methods_of_one_opinion_share_a_column_that_the_problems_own_method_heads():
    found = mo.compare(PROBLEM)
    assert found.independent["wsm"] == ("choquet", "wsm")
    assert "wsm (+1)" in found.table.columns
    assert "choquet" not in found.table.columns
    assert sum(len(alike) for alike in found.independent.values()) == len(found.outcomes)
    assert len(found.agreement_table.rows) == len(found.independent)


def test_a_remark_on_many_methods_is_said_once():
    heat = mo.Criterion("heat", scale=mo.Interval(), unit="°C")
    found = mo.compare(mo.Problem(mo.DecisionMatrix([[1, 2], [3, 1]], criteria=[heat, "b"]), mo.Weights([1, 1], ["heat", "b"])))
    about = [line for line in found.remarks if "interval scale" in line]
    assert len(about) < len({note for notes in found.notes.values() for note in notes})
    assert any("the order that each of them gives" in line for line in about)
