"""What the commands claim is accepted by the verifier, and nothing that is changed is."""

import json
from collections import defaultdict
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch import verifier
from mcda_orch.certificates.figures import audit_claims
from mcda_orch.certificates.posed import certificate_text
from mcda_orch.cli.entry import main
from mcda_orch.io.documents.schema import checked, schema

COMMANDS = {
    "audit": ["audit", "orchestrators"],
    "robust": ["robust", "orchestrators"],
    "robust with an order": ["robust", "orchestrators", "--order", "Cost > Security"],
    "whatif": ["whatif", "orchestrators", "--winner", "Prefect"],
    "whatif over one": ["whatif", "orchestrators", "--winner", "Prefect", "--over", "Flyte"],
    "blanks": ["blanks", "orchestrators"],
}
CHANGED = [command for command in COMMANDS if command != "robust with an order"]
PROOFS = {
    "multipliers", "below", "above", "least", "most", "weights", "slope", "mixture", "corners", "outside", "instance", "points", "parity",
}  # fmt: skip
"""Numbers that show a claim: others may show it as well. Whatever else is changed makes another claim."""
SEEN = 3
"""Places of a kind at which a claim is changed."""


@cache
def written(command):
    """Return the certificate that a command writes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "certificate.json"
        assert main([*COMMANDS[command], "--certificate", str(path), "-o", str(path.with_suffix(".txt"))]) in (0, 1)
        return path.read_text(encoding="utf-8")


def leaves(value, path=()):
    """Yield the place of every number, name and truth in a document."""
    if isinstance(value, (dict, list)):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(part, (*path, key))
    elif value is not None:
        yield path


def lists(value, path=()):
    """Yield the place of every list of two entries or more that differ."""
    if isinstance(value, (dict, list)):
        if isinstance(value, list) and len(value) > 1 and value[0] != value[1]:
            yield path
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from lists(part, (*path, key))


def at(document, path):
    for key in path:
        document = document[key]
    return document


def put(document, path, value):
    found = deepcopy(document)
    at(found, path[:-1])[path[-1]] = value
    return found


def others(value):
    """Return other values of the same kind."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if verifier.NUMBER.fullmatch(value):
        number = Fraction(value)
        return [str(number + 1), str(number - Fraction(1, 10**9))]
    return [value + "x"]


def some(paths):
    """Return a few of the places of each kind, spread over all."""
    kinds = defaultdict(list)
    for path in paths:
        kinds[tuple(key for key in path if isinstance(key, str))].append(path)
    return [path for every in kinds.values() for path in every[:: max(1, len(every) // SEEN)][:SEEN]]


def holds(posed, claim):
    """Tell whether the verifier accepts a claim about a question."""
    said = {key: value for key, value in claim.items() if key != "kind"}
    try:
        getattr(posed, "_" + claim["kind"].replace(" ", "_"))(verifier.read(said, verifier.CLAIMS[claim["kind"]], "claim"))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return False
    return True


def proved_claims(document):
    """Yield the claims that are proved, one of each kind and question, with their parts."""
    for part in document["parts"]:
        kinds, posed = set(), verifier.Part(part["question"], part["scope"])
        for claim in part["claims"]:
            sort = claim["kind"], claim.get("norm"), claim.get("keeps"), claim.get("margin"), bool(claim.get("points"))
            if claim["kind"] != "not proved" and sort not in kinds:
                kinds.add(sort)
                yield posed, claim


@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_command_claims_is_accepted_and_fits_the_schema(command):
    text = written(command)
    said = verifier.verify(text)
    assert len(said) > 3
    checked(json.loads(text), "certificate", command)


def test_the_sentences_say_what_the_commands_print():
    said = "\n".join(verifier.verify(written("robust")))
    assert "Flyte 6863/15680, Kubeflow Pipelines 6863/15680, Prefect 1683/15680, Kedro 243/15680, ZenML 1/560" in said
    assert "Kedro is level with or ahead of MLRun" in said
    assert "(sum of changes 2/69)" in said
    assert "Visibility 1/9 to 1/6" in said
    said = "\n".join(verifier.verify(written("audit")))
    assert "Of 81 ways to fill blanks with levels: 1 fractional, 73 impossible, 7 whole" in said
    assert "Orchest come to 35/2 to 56/3 (blanks: best)" in said
    assert "-8, 0, 3, 8, 1, -7, 4, -4, 5, -3, -1, 6" in said
    said = "\n".join(verifier.verify(written("blanks")))
    assert "Orchest 5 to 8" in said
    assert "Security of Orchest open from -1 to 1" in said
    assert "Prefect is ahead of Flyte with Pipeline Customization at 1, Cost at 1" in "\n".join(verifier.verify(written("whatif over one")))


@pytest.mark.parametrize("command", CHANGED)
def test_no_number_or_name_can_be_changed_under_the_seal(command):
    document = json.loads(written(command))
    for path in some(leaves(document)):
        for value in others(at(document, path))[:1]:
            with pytest.raises(ValueError, match=":"):
                verifier.verify(json.dumps(put(document, path, value)))


@pytest.mark.parametrize("command", CHANGED)
def test_a_changed_claim_is_rejected_though_sealed_again(command):
    count = 0
    for posed, claim in proved_claims(json.loads(written(command))):
        for path in some(leaves(claim)):
            if path == ("kind",):
                continue
            for value in others(at(claim, path)):
                count += 1
                accepted = holds(posed, put(claim, path, value))
                assert not accepted or PROOFS & set(path), (claim["kind"], path, at(claim, path), value)
    assert count > 20


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_can_be_left_out_of_a_claim_or_exchanged_within(command):
    for posed, claim in proved_claims(json.loads(written(command))):
        for path in some(lists(claim)):
            entries = at(claim, path)
            shorter, turned = entries[1:], [entries[1], entries[0], *entries[2:]]
            shows = PROOFS & set(path) or path[-1] == "over"
            in_order = path not in (("regions",), ("changes",), ("without",)) and (path[0] != "ranks" or len(path) == 1)
            assert shows or not holds(posed, put(claim, path, shorter)), (claim["kind"], path, "left out")
            assert shows or not in_order or not holds(posed, put(claim, path, turned)), (claim["kind"], path, "exchanged")


def test_a_proof_proves_no_other_claim():
    for command in ("audit", "robust"):
        document = json.loads(written(command))
        for part in document["parts"]:
            posed, alike = verifier.Part(part["question"], part["scope"]), defaultdict(list)
            for claim in part["claims"]:
                alike[claim["kind"], claim.get("norm"), bool(claim.get("points"))].append(claim)
            for every in alike.values():
                for mine, other in pairwise(every):
                    keys = [
                        k for k in ("multipliers", "span", "weights", "mixture", "spans", "points") if k in mine and mine[k] != other[k]
                    ]
                    names = {k: mine[k] for k in ("alternative", "over", "keeps") if k in mine} != {
                        k: other[k] for k in ("alternative", "over", "keeps") if k in mine
                    }
                    if names and keys and mine["kind"] not in ("not proved", "lead"):
                        assert not holds(posed, {**mine, **{k: other[k] for k in keys}}), mine["kind"]


@pytest.mark.parametrize("command", ["blanks"])
def test_ranks_and_scores_do_not_hold_of_another_table(command):
    for part in json.loads(written(command))["parts"]:
        question = part["question"]
        said = [claim for claim in part["claims"] if claim["kind"] in ("order", "room", "rank ranges")]
        for path in some(leaves({"cells": question["cells"], "weights": question["weights"]})) if said else ():
            other = verifier.Part(put(question, path, others(at(question, path))[0]), part["scope"])
            assert not all(holds(other, claim) for claim in said), path


def small(seed, published=False):
    """Return a small problem of whole numbers with ties and blanks among them."""
    random = np.random.default_rng(seed)
    n, m = int(random.integers(2, 5)), int(random.integers(1, 5))
    x = random.integers(0, 3, size=(n, m)).astype(float)
    criteria = [mo.Criterion(f"c{j}", "max" if random.random() < 0.7 else "min", mo.Ratio(low=0, high=2)) for j in range(m)]
    w = random.integers(1, 4, size=m).astype(float)
    names = [f"a{i}" for i in range(n)]
    signs = np.array([c.sign for c in criteria])
    figures = x @ (w * signs) if published else None
    if random.random() < 0.5:
        x[0, -1] = np.nan
    matrix = mo.DecisionMatrix(x, names, criteria)
    found = {} if figures is None else {"published": dict(zip(names, figures.tolist(), strict=True))}
    weights = mo.Weights(dict(zip(matrix.criterion_names, w.tolist(), strict=True)))
    return mo.Problem(matrix, weights=weights, blanks=mo.Blanks.of(1), **found)


@pytest.mark.parametrize("seed", range(12))
def test_every_result_of_small_problems_has_a_certificate_that_is_accepted(seed):
    problem = small(seed)
    names, criteria = problem.matrix.names, problem.matrix.criterion_names
    results = [
        mo.stability(problem, "wsm"), mo.first_place(problem, "wsm"), mo.necessary(problem, "wsm"), mo.possible(problem, "wsm"),
        mo.what_if(problem, names[-1], method="wsm"), mo.what_if(problem, names[-1], norm="l2", method="wsm"),
        mo.what_if(problem, names[-1], norm="linf", method="wsm"), mo.what_if(problem, names[-1], change="cells", method="wsm"),
        mo.blank_policies(problem, "wsm"), mo.rank_intervals(problem, "wsm"), mo.rank_intervals(problem, "wsm", ties="pessimistic"),
    ]  # fmt: skip
    if len(criteria) > 1:
        known = mo.WeightSet(problem).order(f"{criteria[0]} > {criteria[1]}").bounds({criteria[0]: (None, 0.9)})
        results += [mo.first_place(problem, "wsm", known), mo.necessary(problem, "wsm", known)]
    for found in results:
        said = verifier.verify(found.to_json())
        assert len(said) > 1, type(found)


@pytest.mark.parametrize("seed", range(8))
def test_audits_of_small_problems_have_certificates_that_are_accepted(seed):
    problem = small(seed, published=True)
    for blanks in (None, 0, "mean"):
        found = mo.audit(problem, blanks=blanks)
        assert len(verifier.verify(found.to_json())) > 1


@pytest.mark.parametrize("method", ["topsis", "wpm", "maut", "vikor"])
def test_what_is_not_proved_is_said_to_be_so(method):
    problem = mo.Problem(
        mo.DecisionMatrix([[3.0, 1.0], [1.0, 2.0], [2.0, 2.0]], ["Ant", "Bee", "Cat"], ["x", "y"]), weights=mo.Weights({"x": 2, "y": 1})
    )
    for found in (mo.stability(problem, method), mo.first_place(problem, method, rng=0), mo.rank_intervals(problem, method)):
        said = verifier.verify(found.to_json())
        assert "rows as given" in said[0]
        assert any("NOT PROVED" in line for line in said) or found.exact


def test_a_result_that_was_forged_has_no_certificate():
    problem = mo.load("orchestrators")
    stable = mo.stability(problem, "wsm")
    forged = replace(stable, ranks=(stable.ranks[1], stable.ranks[0], *stable.ranks[2:]))
    with pytest.raises(mo.McdaError, match="contradicts its own question"):
        forged.to_json()
    with pytest.raises(ValueError, match="claim 2 of wsm: 1/11 is not reached"):
        verifier.verify(replace(stable, winner=stable.ranking).to_json())
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

    found = schema("certificate")
    inside = found["$defs"]["part"]["properties"]
    assert inside["question"] == shape(verifier.QUESTION)
    assert inside["scope"] == shape(verifier.SCOPE)
    kinds = {}
    for claim in inside["claims"]["items"]["anyOf"]:
        kind = claim["properties"]["kind"]["const"]
        rest = {k: v for k, v in claim["properties"].items() if k != "kind"}
        kinds[kind] = {**{k: v for k, v in claim.items() if k != "description"}, "required": claim["required"][1:], "properties": rest}
    assert kinds == {kind: shape(part) for kind, part in verifier.CLAIMS.items()}


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


def test_weights_that_are_recovered_in_floating_point_are_not_proved(tmp_path):
    problem = mo.load("orchestrators")
    scores = mo.topsis(problem, blanks=0).scores
    rows = [
        f"{name},{','.join(str(v) for v in row)},{float(scores[name])!r}"
        for name, row in zip(problem.matrix.names, mo.Blanks.of(0).fill(problem.matrix).values.tolist(), strict=True)
    ]
    table = tmp_path / "table.csv"
    table.write_text("\n".join(["name," + ",".join(problem.matrix.criterion_names) + ",score", *rows]), encoding="utf-8")
    path = tmp_path / "proof.json"
    main(["audit", str(table), "--published", "score", "-m", "topsis", "--certificate", str(path)])
    said = verifier.verify(path.read_text(encoding="utf-8"))
    assert len(said) == 2
    assert "NOT PROVED" in said[1]


def test_rounded_figures_have_certificates_too():
    matrix = mo.DecisionMatrix([[1.0, 2.0], [2.0, 1.0], [3.0, 3.0]], ["Ant", "Bee", "Cat"], ["x", "y"])
    for published in ({"Ant": 0.7, "Bee": 1.1, "Cat": 1.8}, {"Ant": 0.7, "Bee": 1.1, "Cat": 2.8}, {"Ant": 0.7, "Bee": 1.1}):
        found = mo.audit(mo.Problem(matrix, published=published), rounding=1)
        said = verifier.verify(found.to_json())
        assert ("comes out with" in said[1]) == found.consistent
