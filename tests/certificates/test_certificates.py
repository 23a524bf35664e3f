"""What the commands claim is accepted by the verifier, and nothing that is changed is."""

import json
from dataclasses import replace
from fractions import Fraction
from random import Random

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch import verifier
from mcda_orch.certificates import frequency
from mcda_orch.certificates.figures import audit_claims
from mcda_orch.certificates.posed import certificate_text
from mcda_orch.cli.entry import main
from mcda_orch.io.documents.schema import checked, schema
from mcda_orch.verifier import CLAIMS, NUMBER, QUESTION

from .answers import COMMANDS, answers, audits, written
from .forgery import at, places, put


@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_command_claims_is_accepted_and_fits_the_schema(command):
    text = written(command)
    said = verifier.verify(text)
    assert len(said) > 3
    checked(json.loads(text), "certificate", command)


def test_the_sentences_say_what_the_commands_print():
    said = "\n".join(verifier.verify(written("robust")))
    assert "Flyte 6863/15680, Kubeflow Pipelines 6863/15680, Prefect 1683/15680" in said
    assert "Kedro 243/15680, ZenML 1/560" in said
    assert "Kedro level with or ahead of MLRun at" in said
    assert "(sum of changes 2/69)" in said
    assert "Visibility 1/9 to 1/6" in said
    said = "\n".join(verifier.verify(written("audit")))
    assert "Of 81 fillings, each of all blanks: 1 fractional, 73 impossible, 7 whole" in said
    assert "Orchest come to 35/2 to 56/3 (blanks: best)" in said
    assert "1 checks: - 8 Metaflow + 3 Kubeflow Pipelines + 8 Prefect + 1 Airflow" in said
    assert "+ 6 Luigi = 0 (passed by what was published)" in said
    said = "\n".join(verifier.verify(written("blanks")))
    assert "Orchest 5 to 8" in said
    assert "Security of Orchest open from -1 to 1" in said
    assert "NOT PROVED, and not in this file: places that stay open once a cell is known." in said
    said = "\n".join(verifier.verify(written("whatif over one")))
    assert "Prefect is ahead of Flyte with Pipeline Customization at 1, Cost at 1, and with no fewer of its cells" in said
    said = "\n".join(verifier.verify(written("whatif")))
    assert "No cells of Prefect bring it ahead of Metaflow" in said
    assert "NOT PROVED, and not in this file: the fewest cells with which Prefect is ahead of Metaflow" in said


def test_what_is_exact_beside_draws_is_proved_and_what_they_say_is_named_as_not_proved(tmp_path):
    path = tmp_path / "certificate.json"
    assert main(["smaa", "orchestrators", "--draws", "200", "--certificate", str(path), "-o", str(tmp_path / "answer.txt")]) == 0
    said = verifier.verify(path.read_text(encoding="utf-8"))
    exact = mo.smaa(mo.load("orchestrators"), draws=2).exact["pairwise"]
    told = [line for line in said if "First with all weights" in line]
    assert len(told) == 66
    for line in told:
        (a, p), (b, q) = (part.rsplit(" ", 1) for part in line.split(": ")[1].rstrip(".").split(", "))
        alike = (1 - exact[a, b] - exact[b, a]) / 2
        assert (Fraction(p), Fraction(q)) == (exact[a, b] + alike, exact[b, a] + alike)
    assert said[-1] == (
        "  NOT PROVED, and not in this file: how often each takes each place, central weights, confidence factors, expected ranks and "
        "entropies, which rest on 200 random draws."
    )


def test_frequencies_that_draws_alone_say_have_no_certificate():
    matrix = mo.DecisionMatrix([[3.0, 1.0], [1.0, 2.0], [2.0, 2.0]], ["Ant", "Bee", "Cat"])
    nothing = [
        mo.smaa(matrix, "topsis", draws=20), mo.smaa(matrix, "wsm", [[1, 2], [2, 1]]), mo.smaa(matrix, "wsm", draws=20, prior=[2, 1]),
        mo.smaa(np.stack([matrix.values] * 2), "wsm"), mo.smaa(matrix, "wsm", [1, 2], cells={("Ant", "C1"): (0, 3)}, draws=20),
        mo.ror_smaa(mo.uta_gms(matrix), 20, measure="weights"),
    ]  # fmt: skip
    for found in nothing:
        with pytest.raises(mo.McdaError, match="nothing that this answer says has a proof"):
            found.to_json()


def test_pairs_that_take_too_long_are_named(monkeypatch):
    monkeypatch.setattr(frequency, "LONGEST", 2)
    said = verifier.verify(mo.smaa(mo.DecisionMatrix([[3, 1], [1, 2], [2, 2]], ["Ant", "Bee", "Cat"]), "wsm", draws=20).to_json())
    assert "in which part of the weights one is ahead of the other: Ant and Cat, Bee and Cat." in said[-2]
    assert "scores" not in said[-1]
    scored = mo.smaa(mo.DecisionMatrix([[3, 1], [1, 2]]), "wsm", draws=20, scores=True)
    assert "means and deviations of scores, which rest on 20 random draws" in verifier.verify(scored.to_json())[-1]
    assert sum("First with" in line for line in said) == 1


def test_the_smallest_errors_of_value_functions_are_proved():
    matrix = mo.DecisionMatrix([[1, 1], [2, 2], [3, 1]], ["Ant", "Bee", "Cat"], ["x", "y"])
    for ask, allowance in ((mo.uta, 0), (mo.utastar, 0), (mo.utastar, "1/10")):
        found = ask(matrix, "Ant > Bee > Cat", allowance=allowance)
        assert found.objective == Fraction(11, 15)
        text = found.to_json()
        said = "\n".join(verifier.verify(text))
        assert "The lead of 11/15 times all steps over all errors is 0 at most" in said
        for name, (low, high) in found.ranges.items():
            assert f"The lead of what {name} weighs over {high} times all steps is 0 at most" in said
            assert f"The lead of {low} times all steps over what {name} weighs is 0 at most" in said
        if not allowance:  # the average is one of the best, and the file shows it
            steps = list(map(Fraction, json.loads(text)["parts"][0]["claims"][0]["weights"]))[:2]
            assert tuple(v / sum(steps) for v in steps) == found.average.steps
        for forged in ({"objective": Fraction(2, 3)}, {"ranges": {**found.ranges, "x": (Fraction(0), Fraction(1))}}):
            with pytest.raises(mo.McdaError, match="contradicts its own question"):
                replace(found, **forged).to_json()


OPEN = (
    "that no other weights have this margin",
    "that no other weights violate",
    "the largest margin by which",
    "best and worst ranks, and the representative value function",
    "that no other choice of as many cells moves them less",
    "places that stay open once a cell is known",
    "which rest on ",
    "acceptabilities of places, central weights and confidence factors",
    "the average of some of the best value functions, and their analytic centre",
)


@pytest.mark.parametrize("seed", range(8))
def test_every_answer_to_small_problems_has_a_certificate_that_is_accepted(seed):
    for what, found in answers(seed):
        text = found.to_json()
        said = verifier.verify(text)
        checked(json.loads(text), "certificate", what)
        assert len(said) > 1, what
        assert not [line for line in said if "NOT PROVED" in line and not any(part in line for part in OPEN)], (what, said)


@pytest.mark.parametrize("seed", range(8))
def test_audits_of_small_problems_have_certificates_that_are_accepted(seed):
    for what, found in audits(seed):
        text = found.to_json()
        said = "\n".join(verifier.verify(text))
        checked(json.loads(text), "certificate", what)
        assert ("No weights give what was published" in said) or found.consistent, what
        assert (" comes out with " in said) or not found.consistent, what
        if not found.consistent and found.all_slips:
            for slip in found.all_slips:
                assert " and ".join(n for n in found.problem.matrix.names if n in slip.rows) in said, what


@pytest.mark.parametrize(
    ("cells", "figures", "kind"),
    [
        ([[2, 2], [None, 0], [2, 2]], [6, 0, 6], "open"),  # at an end of the first weight nothing is left for the second row
        ([[0, 0, 0], [0, 1, None], [0, 0, 0]], [0, 0, 0], "open"),
        ([[0], [0]], [0, 0], "open"),  # any weight at all
        ([[None], [0.5]], [0.5, 0.5], None),
    ],
    ids=["an end", "nothing at all", "no blanks", "never any weight"],
)
@pytest.mark.parametrize("blanks", [None, 0, "redistribute"])
def test_weights_that_are_shown_leave_every_row_some_where_blanks_give_theirs_away(cells, figures, kind, blanks):
    table = mo.DecisionMatrix(cells, [f"A{i}" for i in range(len(cells))])
    problem = mo.Problem(table, weights=mo.Weights([1] * len(cells[0])), published=dict(zip(table.names, figures, strict=True)))
    said = verifier.verify(mo.audit(problem, blanks=blanks).to_json())
    assert kind is None or any(f"({kind})" in line for line in said)


def test_what_is_not_proved_brings_no_question_of_its_own():
    """Numbers that nothing proves could change unnoticed."""
    problem = mo.load("orchestrators")
    answers = [mo.smaa(problem, draws=50, params={"scale": mo.scalings.minmax}).to_json()]
    answers += [written(command) for command in COMMANDS]
    for text in answers:
        assert all({claim["kind"] for claim in part["claims"]} != {"not proved"} for part in json.loads(text)["parts"])


@pytest.mark.parametrize("method", ["topsis", "wpm", "maut", "vikor"])
def test_results_of_which_nothing_is_proved_have_no_certificate(method):
    problem = mo.Problem(
        mo.DecisionMatrix([[3.0, 1.0], [1.0, 2.0], [2.0, 2.0]], ["Ant", "Bee", "Cat"], ["x", "y"]), weights=mo.Weights({"x": 2, "y": 1})
    )
    for ask in (mo.stability, mo.first_place, mo.rank_intervals):
        found = ask(problem, method)
        try:
            said = verifier.verify(found.to_json())
        except mo.McdaError as error:
            assert "has no certificate" in str(error)
            assert method != "maut" or ask is mo.rank_intervals
        else:
            assert "rows as given" in said[0]
            assert found.exact


def test_ranks_over_a_set_of_weights_have_none():
    problem = mo.load("orchestrators")
    found = mo.rank_intervals(problem.matrix.select(problem.matrix.names[:4]), "wsm", mo.WeightSet(problem), blanks=0)
    assert found.exact
    with pytest.raises(mo.McdaError, match="has no certificate"):
        found.to_json()


def test_what_is_not_proved_is_said_to_be_so():
    problem = mo.load("orchestrators")
    change = mo.what_if(problem, "Prefect", "Flyte", change="cells")
    assert "NOT PROVED, and not in this file: that no other choice of as many cells moves them less." in "\n".join(
        verifier.verify(change.to_json())
    )


def test_a_result_that_was_forged_has_no_certificate_that_is_accepted():
    problem = mo.load("orchestrators")
    stable = mo.stability(problem, "wsm")
    forged = replace(stable, ranks=(stable.ranks[1], stable.ranks[0], *stable.ranks[2:]))
    with pytest.raises(ValueError, match="claim 1 of wsm: Metaflow has other ranks"):
        verifier.verify(forged.to_json())
    with pytest.raises(ValueError, match="claim 2 of wsm: the share of Ease of development has other ends"):
        verifier.verify(replace(stable, winner=stable.ranking).to_json())
    settled = mo.necessary(problem, "wsm")
    with pytest.raises(mo.McdaError, match="contradicts its own question"):
        replace(settled, kind="possible").to_json()
    parts = audit_claims(mo.audit(problem))
    parts[0].claims[0]["points"] = [["1"] * 11]
    with pytest.raises(ValueError, match="explained|something else"):
        verifier.verify(certificate_text(parts))


def test_the_schema_says_what_the_verifier_reads():
    def shape(part):
        if isinstance(part, tuple):
            return {"anyOf": [shape(part[0]), {"type": "null"}]}
        if isinstance(part, list):
            return {"type": "array", "items": shape(part[0])}
        if isinstance(part, dict):
            return {
                "type": "object",
                "additionalProperties": False,
                "required": list(part),
                "properties": {k: shape(v) for k, v in part.items()},
            }
        if isinstance(part, set):
            return {"enum": sorted(part)}
        return {"$ref": "#/$defs/fraction"} if part is Fraction else {"type": {str: "string", int: "integer", bool: "boolean"}[part]}

    inside = schema("certificate")["$defs"]["part"]["properties"]
    assert inside["question"] == shape(QUESTION)
    kinds = {}
    for claim in inside["claims"]["items"]["anyOf"]:
        kind = claim["properties"]["kind"]["const"]
        assert claim["description"].endswith(".")
        rest = {k: v for k, v in claim["properties"].items() if k != "kind"}
        kinds[kind] = {**{k: v for k, v in claim.items() if k != "description"}, "required": claim["required"][1:], "properties": rest}
    assert kinds == {kind: shape(part) for kind, part in CLAIMS.items()}
    assert schema("certificate")["$defs"]["fraction"]["pattern"] == f"^{NUMBER.pattern}$"


def test_a_certificate_never_overwrites_unasked_nor_the_answer(tmp_path, capsys):
    path, answer = tmp_path / "proof.json", tmp_path / "answer.json"
    words = ["whatif", "orchestrators", "--winner", "Prefect", "--over", "Flyte", "--certificate", str(path)]
    assert main(words) == 0
    before = path.read_text(encoding="utf-8")
    assert main([*words, "--change", "cells"]) == 2
    assert path.read_text(encoding="utf-8") == before
    assert main([*words, "--change", "cells", "--force"]) == 0
    assert path.read_text(encoding="utf-8") != before
    assert main(["whatif", "orchestrators", "--winner", "Prefect", "--certificate", str(answer), "-o", str(answer)]) == 2
    assert not answer.exists()
    assert "cannot hold the certificate and the answer" in capsys.readouterr().err


def test_weights_that_are_recovered_in_floating_point_have_no_certificate(tmp_path, capsys):
    problem = mo.load("orchestrators")
    scores = mo.topsis(problem, blanks=0).scores
    rows = [
        f"{name},{','.join(str(v) for v in row)},{float(scores[name])!r}"
        for name, row in zip(problem.matrix.names, mo.Blanks.of(0).fill(problem.matrix).values.tolist(), strict=True)
    ]
    table = tmp_path / "table.csv"
    table.write_text("\n".join(["name," + ",".join(problem.matrix.criterion_names) + ",score", *rows]), encoding="utf-8")
    path = tmp_path / "proof.json"
    assert main(["audit", str(table), "--published", "score", "-m", "topsis", "--certificate", str(path)]) == 2
    shown = capsys.readouterr()
    assert "With these weights topsis gives the scores" in shown.out
    assert "error: nothing that this answer says has a proof that a file can hold, so it has no certificate.\nhint: " in shown.err
    assert not path.exists()


def test_rounded_figures_have_certificates_too():
    matrix = mo.DecisionMatrix([[1.0, 2.0], [2.0, 1.0], [3.0, 3.0]], ["Ant", "Bee", "Cat"], ["x", "y"])
    for published in ({"Ant": 0.7, "Bee": 1.1, "Cat": 1.8}, {"Ant": 0.7, "Bee": 1.1, "Cat": 2.8}, {"Ant": 0.7, "Bee": 1.1}):
        found = mo.audit(mo.Problem(matrix, published=published), rounding=1)
        said = verifier.verify(found.to_json())
        assert ("comes out with" in said[1]) == found.consistent


def test_ranks_over_weights_are_proved_by_rivals_of_whom_one_is_always_ahead():
    found = mo.rank_ranges(mo.load("orchestrators"), "wsm", blanks=0)
    said = "\n".join(verifier.verify(found.to_json()))
    assert (
        "Flyte ranks 1 at best, as with 1 Ease of development, 9 at worst, as with 1 User Admin, ties optimistic, with all weights." in said
    )
    assert "NOT PROVED" not in said
    part = json.loads(mo.rank_ranges(mo.load("orchestrators"), "wsm", blanks=0, ties="pessimistic").to_json())["parts"][0]
    posed = verifier.Claims(part["question"])
    needed = [(claim, end) for claim in part["claims"] for end in ("best", "worst") if claim[end]["clashes"]]
    assert {end for _, end in needed} == {"best", "worst"}
    for claim, end in needed:
        told = claim[end]
        clash = {**told["clashes"][0], "mixture": [*told["clashes"][0]["mixture"][::-1], "0"]}
        for forged in ({"rank": told["rank"] + 1}, {"clashes": []}, {"clashes": [clash, *told["clashes"][1:]]}):
            with pytest.raises(ValueError, match="another rank|fewer may do|clash|longer|shorter|mixture"):
                posed._rank_range(verifier.read({**claim, end: {**told, **forged}}, {"kind": str, **CLAIMS["rank range"]}, "forged"))


def test_the_largest_margin_and_the_relations_of_value_functions_are_proved():
    table = mo.DecisionMatrix([[1, 0, 0.5], [0, 1, 0.5], [0.2, 0.2, 0.9]], ["Ant", "Bee", "Cat"], ["x", "y", "z"])
    said = verifier.verify(mo.max_margin(table, mo.wsm, "Ant > Bee > Cat").to_json())
    assert (
        said[1]
        == "  The smallest of the leads of Ant over Bee, Bee over Cat is 1/5 at most, with all weights; it is that with 3/5 x + 2/5 y."
    )
    said = verifier.verify(mo.max_margin(table, mo.wsm, ["Ant > Bee", "Bee > Ant"], soft=True).to_json())
    assert said[1].startswith("  The smallest of the leads of Ant over Bee, Bee over Ant is 0 at most")
    with pytest.raises(mo.McdaError, match="has no certificate"):
        mo.max_margin(table, mo.wsm, ["Ant - Bee > Bee - Cat"]).to_json()
    found = mo.uta_gms(mo.DecisionMatrix([[1, 1, 1], [2, 1, 1.1], [2, 0.5, 3]], ["Ant", "Bee", "Cat"]), "Cat > Bee")
    said = verifier.verify(found.to_json())
    assert said[1].startswith(
        "  Necessary preference with all weights, where 1 C2 from 0.5 to 1 - 1 C3 from 1.1 to 3 <= 0: Bee to Ant, Cat to Ant, Cat to Bee;"
    )
    assert said[2] == "  NOT PROVED, and not in this file: possible preference where strict statements hold strictly."
    forged = replace(found, necessary=mo.Preorder(np.eye(3, dtype=bool), found.labels))
    with pytest.raises(mo.McdaError, match="contradicts its own question"):
        forged.to_json()


def test_parts_of_a_file_are_about_one_table():
    document = json.loads(written("audit"))
    assert len(document["parts"]) > 2
    for key, path in (("cells", (0, 0)), ("figures", ("limits", 0, "low")), ("criteria", (0, "name"))):
        forged = put(document, ("parts", 4, "question", key, *path), "77")
        with pytest.raises(ValueError, match="its parts are about different tables"):
            verifier.verify(json.dumps(forged))


def test_a_file_holds_nothing_on_which_its_claims_do_not_depend():
    for command in COMMANDS:
        for part in json.loads(written(command))["parts"]:
            question, kinds = part["question"], {claim["kind"] for claim in part["claims"]}
            moves = "cell change" in kinds or question["blanks"]["policy"] in ("worst", "best") or question["open"]
            assert moves or all(c["low"] is c["high"] is None and not c["levels"] for c in question["criteria"]), command
        assert '"values"' not in written(command)


@pytest.mark.parametrize("winner", ["Ant", "Bee", "Cat"])
def test_no_number_of_a_scale_can_change_unnoticed(winner):
    """A cell that is the best already gains nothing, and one without weight never does: their scales count all the same, or are not there."""
    criteria = [mo.Criterion(n, "min" if n == "z" else "max", mo.Ordinal((1, 2, 4))) for n in "xyz"] + [
        mo.Criterion("u", "max", mo.Ratio(0, 5))
    ]
    table = mo.DecisionMatrix([[4, 2, None, 3], [2, 4, 4, 5], [4, 1, 2, 1]], ["Ant", "Bee", "Cat"], criteria)
    document = json.loads(mo.what_if(table, winner, change="cells", method="wsm", weights=[3, 0, 1, 1], blanks=1).to_json())
    scales = [
        p for p in places(document) if p[2:4] == ("question", "criteria") and isinstance(v := at(document, p), str) and NUMBER.fullmatch(v)
    ]
    assert {at(document, p) for p in scales} >= {"4", "1", "5"}
    for path in scales:
        for new in {"-9", "0", "1", "3/2", "2", "3", "4", "5", "99"} - {at(document, path)}:
            with pytest.raises(ValueError, match=":"):
                verifier.verify(json.dumps(put(document, path, new)))


def test_no_single_number_of_what_the_audit_claims_can_change():
    document = json.loads(written("audit"))
    numbers = [p for p in places(document) if isinstance(v := at(document, p), str) and NUMBER.fullmatch(v) and p[2] == "question"]
    for path in Random(5).sample(numbers, 25):
        forged = put(document, path, str(Fraction(at(document, path)) + Fraction(1, 10**9)))
        with pytest.raises(ValueError, match=":"):
            verifier.verify(json.dumps(forged))


def test_a_reversal_is_proved_by_the_ranks_before_and_after():
    table = mo.DecisionMatrix(np.random.default_rng(2).integers(0, 9, (5, 3)).astype(float))
    found = mo.rank_reversal(table, "maut", [1, 1, 1])
    assert [test for test, case in found.found.items() if case] == ["leave one out", "pair alone", "recomposition"]
    said = verifier.verify(found.to_json())
    assert [line.split(" with ")[0] for line in said if "Ranks" in line] == [
        "  Ranks, ties optimistic: A1 4, A2 3, A3 5, A4 1, A5 2",
        "  Ranks, ties optimistic: A1 3, A3 4, A4 2, A5 1",
        "  Ranks, ties optimistic: A4 2, A5 1",
    ]
    assert sum("NOT PROVED" in line for line in said) == 2
    with pytest.raises(mo.McdaError, match="has no certificate"):
        mo.rank_reversal(table, "topsis", [1, 1, 1]).to_json()
