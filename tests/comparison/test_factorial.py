import json

import numpy as np
import pytest

import mcda_orch as mo

PROBLEM = mo.load("orchestrators")
TABLE = mo.DecisionMatrix([[3, 300], [5, 450], [4, 250], [2, 200]], ["Ant", "Bee", "Cat", "Dog"], ["quality", "price:min"])
PLAIN = mo.Problem(TABLE, {"quality": 2, "price": 1})


def test_every_combination_is_asked_once_and_answers_as_by_itself():
    found = mo.compare(PLAIN, ["topsis", "promethee_ii"], scalings=["minmax", "vector"], weightings=["own", "equal", "entropy"])
    assert list(found.outcomes) == [
        *(f"topsis(scale={scale}) with {w}" for scale in ("minmax", "vector") for w in ("own", "equal", "entropy")),
        *(f"promethee_ii with {w}" for w in ("own", "equal", "entropy")),
    ]
    for label, outcome in found.outcomes.items():
        run = found.design.runs[label]
        method = mo.get(run.method) if not run.scaling else mo.get(run.method).with_(scale=mo.get(run.scaling))
        alone = method(TABLE, PLAIN.weights if run.weighting == "own" else run.weighting)
        assert outcome.ranking == alone.ranking
        np.testing.assert_allclose(outcome.scores.values, alone.scores.values, rtol=1e-14)
        assert outcome.weights == alone.weights
        assert outcome.notes == alone.notes
        assert outcome.input_hash == alone.input_hash
        assert str(outcome.steps) == str(alone.steps)
    assert found.design.once == ("promethee_ii",)
    assert "No scaling is chosen for promethee_ii: it stands once." in found.remarks


def test_blanks_whose_weight_is_redistributed_answer_alike_in_a_batch():
    found = mo.compare(
        PROBLEM, ["wsm", "topsis"], blanks="redistribute", weightings=["own", "equal", {"speed": 1}] if False else ["own", "equal"]
    )
    again = mo.compare(PROBLEM, ["wsm", "topsis"], "equal", blanks="redistribute")
    for name in ("wsm", "topsis"):
        if name in again.outcomes:
            np.testing.assert_allclose(found.outcomes[f"{name} with equal"].scores.values, again.outcomes[name].scores.values, rtol=1e-14)
    assert set(again.outcomes) == {label.removesuffix(" with equal") for label in found.outcomes if label.endswith("equal")}


def test_a_weighting_that_refuses_is_refused_in_all_its_cells_with_its_reason():
    signed = mo.Problem(mo.DecisionMatrix([[1, -2], [3, 1]], ["Ant", "Bee"], ["x", "y"]), [1, 1])
    found = mo.compare(signed, ["wsm", "topsis", "wpm"], weightings=["own", "entropy"])
    assert set(found.outcomes) == {"wsm with own", "topsis with own"}
    assert found.refused["wsm with entropy"].startswith("the weighting entropy needs")
    assert found.refused["wpm with own"].startswith("wpm needs values > 0")
    rows = dict(found.refusals_table.rows)
    assert list(rows) == ["everything with entropy", "wpm"]
    assert found.causes.varied == ("aggregation",)


def test_methods_that_refuse_for_the_same_reason_share_a_row_whatever_was_tried():
    found = mo.compare(PROBLEM, ["wpm", "waspas", "wsm"], weightings=["own", "equal"])
    assert len(found.refusals_table.rows) == 1
    assert found.refusals_table.rows[0][1].startswith("needs values > 0")
    assert found.refusals_table.rows[0][0] == "wpm, waspas"
    scaled = mo.compare(PROBLEM, ["topsis", "wsm"], scalings=["minmax", "total"], weightings=["own", "equal"])
    assert [row[0] for row in scaled.refusals_table.rows] == ["topsis(scale=total)", "wsm(scale=total)"]


def test_weights_by_name_and_given_weights_take_part():
    found = mo.compare(
        TABLE, "wsm", {"quality": 1, "price": 0}, weightings={"mine": "own", "cheap": {"price": 1, "quality": 0}, "even": "equal"}
    )
    assert found.outcomes["wsm with mine"].ranking.best == ("Bee",)
    assert found.outcomes["wsm with cheap"].ranking.best == ("Dog",)
    assert found.causes.winners["weighting"]["cheap"] == {"Dog": 1}
    named = mo.compare(TABLE, "wsm", weightings=[mo.Weights({"quality": 1, "price": 2}, source="board"), mo.weightings.entropy])
    assert list(named.outcomes) == ["wsm with board", "wsm with entropy"]


def test_one_opinion_is_counted_once_for_each_weighting():
    found = mo.compare(PLAIN, ["mabac", "mairca", "topsis"], weightings=["own", "equal"])
    assert len(found.outcomes) == 6
    assert sorted(found.independent.values(), key=len, reverse=True)[:2] == [
        ("mabac with own", "mairca with own"),
        ("mabac with equal", "mairca with equal"),
    ]
    assert found.causes.levels["aggregation"] == ("mabac", "topsis")
    assert found.causes.left_out["mairca"] == "ordering like another one by construction"


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ({"scalings": "topsis"}, mo.PluginError, "topsis is no scaling"),
        ({"scalings": ["minmax", "minmax"]}, mo.PluginError, "there twice"),
        ({"scalings": 3}, mo.PluginError, "no list of scalings"),
        ({"scalings": []}, mo.MissingError, "empty list"),
        ({"scalings": {"minmax": 2}}, mo.PluginError, "names no scalings"),
        ({"weightings": "topsis"}, mo.PluginError, "no weighting 'topsis'"),
        ({"weightings": [mo.topsis]}, mo.PluginError, "topsis is no weighting"),
        ({"weightings": {"quality": 2, "price": 1}}, mo.PluginError, "one vector of weights goes by weights="),
        ({"weightings": [2, 1]}, mo.PluginError, "one vector of weights goes by weights="),
        ({"weightings": {"one": {"quality": 2, "prise": 1}}}, mo.LabelError, "prise"),
        ({"weightings": {"one": [[1, 2], [2, 1]]}}, mo.ShapeError, "hold 2 vectors"),
        ({"weightings": ["equal", "equal"]}, mo.PluginError, "there twice"),
        ({"agreement": "minmax"}, mo.PluginError, "minmax is no coefficient"),
        ({"agreement": 3}, mo.PluginError, "3 is no coefficient"),
        ({"consensus": "spearman"}, mo.PluginError, "spearman is no rule of consensus"),
        (
            {"methods": ["topsis", mo.topsis.with_(scale=mo.scalings.minmax)], "scalings": ["minmax"]},
            mo.PluginError,
            "compared with itself",
        ),
    ],
    ids=range(16),
)
def test_what_is_no_choice_is_named(asked, error, said):
    with pytest.raises(error, match=said):
        mo.compare(PLAIN, **{"methods": ["topsis"], **asked})


def test_own_weights_that_are_not_there_are_missed_only_where_they_are_asked_for():
    assert list(mo.compare(TABLE, "wsm", weightings="equal").outcomes) == ["wsm with equal"]
    with pytest.raises(mo.MissingError, match="'own' stands among"):
        mo.compare(TABLE, "wsm", weightings=["own", "equal"])


def test_any_coefficient_and_any_rule_can_be_asked_for():
    found = mo.compare(PROBLEM, ["wsm", "topsis", "vikor"], agreement="kemeny_distance", consensus="schulze")
    assert found.agreement.name == "kemeny_distance"
    assert found.agreement["wsm", "topsis"] == mo.agreements.kemeny_distance(found.outcomes["wsm"], found.outcomes["topsis"])
    assert found.consensus.rule == "schulze"
    document = found.document()
    assert (document["agreement"]["coefficient"], document["consensus"]["rule"]) == ("kemeny_distance", "schulze")
    many = mo.compare(PROBLEM, [mo.vikor.with_(v=v / 20) for v in range(20)], agreement="footrule")
    for row in many.agreement_table.rows:
        i = list(many.outcomes).index(row[0])
        others = np.delete(many.agreement.values[i], i)
        assert (row[3], row[5]) == (pytest.approx(others.min(), abs=0.006), pytest.approx(others.max(), abs=0.006))


def test_a_long_circle_of_majorities_is_left_to_the_median_rank():
    from mcda_orch.comparison.opinions import consensus

    names = tuple(f"A{i:02}" for i in range(15))
    turns = {str(k): mo.Ranking(names, np.roll(np.arange(1, 16), k)) for k in range(15)}
    assert consensus(turns).rule == "median_rank"
    short = {str(k): mo.Ranking(names[:5], np.roll(np.arange(1, 6), k)) for k in range(5)}
    found = consensus(short)
    assert (found.rule, len(found.ranking.groups), found.count) == ("kemeny", 1, 5)


def test_a_large_design_is_summed_up_and_written_as_a_document():
    found = mo.compare(PROBLEM, ["wsm", "topsis", "maut"], scalings=["minmax", "vector", "total"], weightings=["own", "equal", "critic"])
    assert found.table.columns == ("alternative", "published", "reproduced", "best", "median", "worst")
    document = json.loads(json.dumps(found.document(), allow_nan=False))
    assert document["version"] == 2
    assert document["design"]["runs"]["wsm(scale=total) with own"] == {"method": "wsm", "scaling": "total", "weighting": "own"}
    assert document["verdict"] == list(found.opening)
    assert len(document["contested"]) == len(found.contested)
    assert len(document["settled"]["pairs"]) + len(document["contested"]) + len(found.settled.tied) == 66
