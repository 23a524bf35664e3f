import json


def test_explain_says_what_each_criterion_adds(run):
    code, out, _ = run("explain", "orchestrators", "Flyte", "Prefect")
    assert code == 0
    assert "Flyte is ahead of Prefect by 3 under wsm (22 against 19)." in out
    assert "The lead rests on Pipeline Customization alone: without that it is gone." in out


def test_explain_takes_a_method_and_what_a_missing_criterion_is(run):
    code, out, _ = run("explain", "orchestrators", "Prefect", "Flyte", "-m", "topsis", "--without", "worst", "--json")
    found = json.loads(out)
    assert code == 0
    assert (found["schema"], found["method"], found["how"], found["without"]) == ("mcda_orch.explanation", "topsis", "Shapley", "worst")
    assert abs(sum(found["contributions"].values()) - found["difference"]) < 1e-12
    assert "undone_by" not in found


def test_explain_says_what_would_undo_the_lead(run):
    code, out, _ = run("explain", "orchestrators", "Flyte", "Prefect", "--undo", "cells")
    assert code == 0
    assert "Prefect passes Flyte when 2 cells change" in out
    found = json.loads(run("explain", "orchestrators", "Flyte", "Prefect", "--undo", "weights", "--json")[1])
    assert found["undone_by"]["schema"] == "mcda_orch.weight_change"


def test_explain_refuses_what_it_cannot_take(run):
    for words, said in (
        ([], "mcda-orch explain lacks A, B."),
        (["Flyte"], "mcda-orch explain lacks B."),
        (["Flyte", "Flyte"], "'Flyte' is compared with itself"),
        (["Flyte", "Prefct"], "did you mean 'Prefect'?"),
        (["Flyte", "Prefect", "--without", "mean"], "without is 'mean', but must be"),
        (["Flyte", "Prefect", "--undo", "moon"], "use --undo cells or --undo weights."),
    ):
        code, out, err = run("explain", "orchestrators", *words)
        assert (code, out) == (2, "")
        assert said in err


def test_a_missing_alternative_is_asked_for_with_the_whole_call(run):
    code, _, err = run("explain", "orchestrators", "Flyte")
    assert code == 2
    assert "hint: write mcda-orch explain PROBLEM A B; --help shows its options." in err
