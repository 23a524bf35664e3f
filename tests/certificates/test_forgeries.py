"""Whatever is changed in a certificate, and sealed again: it is rejected, or what it still claims is so by other means.

A sample is tried; with TAMPER set in the environment everything is.
"""

import json
import os
from itertools import pairwise
from random import Random

import pytest

from mcda_orch import verifier
from mcda_orch.verifier import NUMBER

from .answers import COMMANDS, answers, audits, written
from .forgery import at, exchanges, forgeries, others, places, put
from .truth import Truth

EVERYTHING = bool(os.environ.get("TAMPER"))
MALFORMED = 12
"""Places at which values of other kinds are tried, in a sample."""


def accepted(document):
    """Tell whether the verifier accepts a document; it raises nothing but a rejection."""
    try:
        verifier.verify(json.dumps(document))
    except ValueError:
        return False
    return True


def so(document, path):
    """Tell whether what a document claims is so: where a single claim was changed, that one."""
    own = path[:1] == ("parts",) and len(path) > 1 and isinstance(path[1], int)
    parts = [document["parts"][path[1]]] if own and path[1] < len(document["parts"]) else document["parts"]
    for part in parts:
        claims = part["claims"]
        if own and path[2:3] == ("claims",) and len(path) > 3 and isinstance(path[3], int):
            claims = [claims[path[3]]]
        if not all(Truth(part["question"]).holds(claim) for claim in claims):
            return False
    return True


def tried(document, seed, few, odd, within=()):
    """Try forgeries of a document; return how many there were, and how many of them were accepted, each of which is so."""
    random, every = Random(seed), [path for path in places(document) if EVERYTHING or set(within) <= set(path)]
    chosen = set(every if EVERYTHING else random.sample(every, min(few, len(every))))
    count = true = 0
    for path, forged in forgeries(document, chosen.__contains__, odd=odd):
        count += 1
        if accepted(forged):
            true += 1
            assert so(forged, path), path
    return count, true


@pytest.mark.parametrize("command", COMMANDS)
def test_forged_certificates_of_the_commands_are_rejected_or_true(command):
    count, true = tried(json.loads(written(command)), command, 6, odd=False, within=["claims"])
    assert count > 10
    assert true < count / 2


@pytest.mark.parametrize("command", COMMANDS)
def test_no_number_can_be_changed_under_the_seal(command):
    document = json.loads(written(command))
    numbers = [p for p in places(document) if isinstance(value := at(document, p), (int, str)) and NUMBER.fullmatch(str(value))]
    for path in numbers if EVERYTHING else Random(command).sample(numbers, 10):
        forged = json.loads(written(command))
        at(forged, path[:-1])[path[-1]] = next(iter(others(at(document, path))))
        with pytest.raises(ValueError, match=":"):
            verifier.verify(json.dumps(forged))


@pytest.mark.parametrize("seed", range(8))
def test_forged_answers_to_small_problems_are_rejected_or_true(seed):
    for kind in (answers, audits):
        found = list(kind(seed))
        for what, result in found if EVERYTHING else Random(seed).sample(found, 3):
            count, _ = tried(json.loads(result.to_json()), f"{seed} {what}", 8, odd=EVERYTHING)
            assert count > 10, what


def test_values_of_other_kinds_are_rejected_and_raise_nothing_else():
    for _, result in [*answers(1), *audits(2)] if EVERYTHING else [*list(answers(1))[::9], *list(audits(2))[::5]]:
        tried(json.loads(result.to_json()), 0, MALFORMED, odd=True)


@pytest.mark.parametrize("seed", [1, 4])
def test_claims_and_proofs_that_are_exchanged_between_certificates_are_rejected_or_true(seed):
    documents = [json.loads(found.to_json()) for kind in (answers, audits) for _, found in kind(seed)]
    random = Random(seed)
    for mine, other in pairwise(documents if EVERYTHING else random.sample(documents, 8)):
        for path, forged in exchanges(mine, other):
            assert not accepted(forged) or so(forged, ()), path


def test_what_is_left_out_of_a_file_is_not_said():
    document = json.loads(written("blanks"))
    whole = verifier.verify(json.dumps(document))
    for i, part in enumerate(document["parts"]):
        if len(document["parts"]) > 1:
            rest = document["parts"][:i] + document["parts"][i + 1 :]
            assert set(verifier.verify(json.dumps(put(document, ("parts",), rest)))) < set(whole)
        assert not accepted(put(document, ("parts", i, "claims"), []))
        assert part["claims"]


def test_no_file_takes_for_ever(monkeypatch):
    document = json.loads(written("robust"))
    assert accepted(document)
    monkeypatch.setattr(verifier, "LONGEST", 10**4)
    with pytest.raises(ValueError, match="takes too long to check"):
        verifier.verify(json.dumps(document))
    monkeypatch.undo()
    assert accepted(document)
