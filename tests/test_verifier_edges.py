"""Where claims turn from true to false: at a lead of nil, at the change that is largest downwards, at weights that leave a row without any."""

import json

import pytest

import mcda_orch as mo
from mcda_orch import verifier
from mcda_orch.verifier import Q, volume

from .certificates.forgery import resealed
from .test_verifier_claims import QUESTION, refused, told

TRIPLE = [{**QUESTION["criteria"][0], "name": name} for name in "xyz"]
DOWN = {"cells": [["1", "0", "0"], ["0", "1", "1"], ["0", "0", "0"]], "weights": ["3", "1", "1"]}
"""Bee is level with Ant where x is a half: it goes down by a tenth, and y and z go up by half as much each."""
UP = {"cells": [["0", "1", "1"], ["1", "0", "0"], ["0", "0", "0"]], "weights": ["1", "2", "2"]}
NEAREST = {  # the size of the change, a slope, and the multipliers of the sum and of the lead
    "l1": (Q(2), ("-1", "1", "1"), ("0", "-1")),
    "linf": (Q(1), ("-1", "0", "0"), ("1/2", "-1/2")),
    "l2": (Q(3, 2), ("-2", "1", "1"), ("1/2", "-3/2")),
}


@pytest.mark.parametrize("norm", NEAREST)
@pytest.mark.parametrize("way", ["down", "up"])
def test_the_largest_change_of_a_weight_counts_in_both_directions(norm, way):
    times, slope, (whole, lead) = NEAREST[norm]
    by = Q(1, 10) if way == "down" else Q(3, 10)
    if way == "up":
        slope, whole = [str(-Q(v)) for v in slope], {"1/2": "-1/2"}.get(whole, whole)
    left = [str(-Q(g) - Q(whole) - Q(lead) * d) for g, d in zip(slope, (-1, 1, 1) if way == "down" else (1, -1, -1), strict=True)]
    claim = {
        "kind": "nearest", "pairs": [["Bee", "Ant"]], "norm": norm, "size": str(times * (by * by if norm == "l2" else by)),
        "weights": ["1/2", "1/4", "1/4"], "slope": list(slope), "multipliers": [whole, lead, *left],
    }  # fmt: skip
    asked = {**(DOWN if way == "down" else UP), "criteria": TRIPLE}
    assert "nowhere nearer" in exactly(claim, **asked)
    for other in (times / 2, -times / 2, Q(0)):
        with pytest.raises(ValueError, match="by another size"):
            exactly({**claim, "size": str(other * (by * by if norm == "l2" else by))}, **asked)


def exactly(claim, **question):
    """Return what is said of a claim as it stands."""
    asked = {**QUESTION, **question}
    part = {"input": verifier.sealed(asked), "question": asked, "claims": [claim]}
    document = {"schema": "mcda_orch.certificate", "version": 1, "parts": [part]}
    return verifier.verify(json.dumps({**document, "seal": verifier.sealed(document)}))[1].strip()


def span(low, high, least, most, below, above):
    return {"low": low, "high": high, "least": least, "most": most, "below": [below], "above": [above]}


X, Y = ["1", "0"], ["0", "1"]


def test_a_lead_that_is_nil_at_the_most_leaves_preference_possible_both_ways():
    """Cat stands before Ant and Bee, which it is level with at one end each; its twin is level with it everywhere."""
    table = {"alternatives": ["Cat", "Ant", "Dog"], "cells": [["0", "0"], ["1", "0"], ["0", "0"]]}
    leads = [span("-1", "0", X, Y, "1", "0"), span("0", "0", X, Y, "0", "0"), span("0", "1", Y, X, "0", "1")]
    assert told({"kind": "preference", "leads": leads}, **table) == (
        "Necessary preference with all weights: Ant to Cat, Cat to Dog, Dog to Cat, Ant to Dog; possible preference: Cat to Ant, Ant to Cat, "
        "Cat to Dog, Dog to Cat, Ant to Dog, Dog to Ant; of no other pairs."
    )


def test_stated_weights_explain_what_was_published_only_within_its_limits_and_where_every_row_has_weight():
    """Ant is known on x alone, and comes to 2 of a total of 2 whatever x weighs, unless it weighs nothing."""
    total = [{"row": ["1", "1"], "low": "2", "high": "2"}]
    asked = {
        "cells": [["1", None], ["0", "1"], ["0", "0"]], "blanks": {"policy": "redistribute", "value": None}, "statements": total,
        "figures": {"shares": False, "limits": [{"low": "2", "high": "2"}, None, None], "ranking": []},
    }  # fmt: skip
    claim = {"kind": "explained", "points": [["1", "1"]], "only": False, "multipliers": None, "limits": None}
    assert "; the stated weights do it" in told(claim, **asked, weights=["1/2", "3/2"])
    refused(claim, "the stated weights give something else", **asked, weights=["0", "2"])
    refused(claim, "the stated weights give something else", **asked, weights=["1", "3"])
    ones = {**asked, "statements": [{**total[0], "low": "1", "high": "1"}]}
    half = {**claim, "points": [["1/2", "1/2"]]}
    single = {**ones, "figures": {**asked["figures"], "limits": [{"low": "1", "high": "1"}, None, None]}}
    assert "; the stated weights do it" in told(half, **single, weights=["1", "3"])
    refused(half, "the stated weights give something else", **single, weights=["0", "3"])


@pytest.mark.parametrize(
    "claim",
    [
        {"kind": "lead", "pairs": [["Ant", "Bee"]], "margin": "1", "weights": X, "mixture": ["1"], "multipliers": ["1", "0", "-1"]},
        {"kind": "first places", "outside": [], "regions": [{"names": ["Ant"], "share": "1", "corners": [X, Y]}]},
    ],
    ids=lambda claim: claim["kind"],
)
def test_a_cell_that_is_not_known_is_no_zero_where_somebody_is_ahead_of_its_row(claim):
    asked = {"method": "maut", "alternatives": ["Ant", "Bee"], "cells": [[None, None]] * 2, "weights": None}
    assert exactly(claim, **asked, rows=[["1", "0"], ["0", "0"]])
    for unknown in ([["1", "0"], [None, "0"]], [["1", None], ["0", "0"]], [["1", "0"], ["0", None]]):
        with pytest.raises(ValueError, match="unsupported operand|no attribute"):
            exactly(claim, **asked, rows=unknown)


def test_a_criterion_without_a_name_is_none():
    with pytest.raises(ValueError, match="names are missing"):
        told({"kind": "not proved", "of": "nothing"}, criteria=[{**QUESTION["criteria"][0], "name": ""}, QUESTION["criteria"][1]])


def test_limits_that_are_in_question_are_those_of_all_weights():
    asked = {"figures": {"shares": True, "limits": [{"low": "1", "high": "1"}, None, None], "ranking": []}, "weights": None}
    claim = {"kind": "explained", "points": [X], "only": False, "multipliers": None, "limits": None}
    assert "limits of weights: not in question" in told(claim, **asked)
    with pytest.raises(ValueError, match="zip"):
        told({**claim, "limits": []}, **asked)


def test_parts_that_range_over_weights_see_the_same_in_an_alternative():
    def certificate(*others):
        parts = []
        for other in others:
            asked = {**QUESTION, "method": "maut", "weights": None, "cells": [[None, None]] * 3, **other}
            parts.append({"input": verifier.sealed(asked), "question": asked, "claims": [{"kind": "not proved", "of": "nothing"}]})
        document = {"schema": "mcda_orch.certificate", "version": 1, "parts": parts}
        return json.dumps({**document, "seal": verifier.sealed(document)})

    rows = [["1", "0"], ["0", "1"], ["0", "0"]]
    here, there = {"rows": rows}, {"rows": [*rows[:2], ["0", "1/2"]]}
    assert len(verifier.verify(certificate(here, {**here, "alternatives": ["Ant", "Bee", "Dog"]}))) == 4
    assert len(verifier.verify(certificate(here, {**there, "parameters": ["scale=minmax"]}))) == 4  # sees them otherwise
    with pytest.raises(ValueError, match="about different tables"):
        verifier.verify(certificate(here, there))


def test_a_file_may_be_as_large_as_is_allowed_and_no_larger(monkeypatch):
    part = {"input": verifier.sealed(QUESTION), "question": QUESTION, "claims": [{"kind": "not proved", "of": "nothing"}]}
    document = {"schema": "mcda_orch.certificate", "version": 1, "parts": [part]}
    text = json.dumps({**document, "seal": verifier.sealed(document)})
    monkeypatch.setattr(verifier, "LARGEST", len(text))
    assert len(verifier.verify(text)) == 2
    monkeypatch.setattr(verifier, "LARGEST", len(text) - 1)
    with pytest.raises(ValueError, match="too large"):
        verifier.verify(text)


def test_looking_for_the_faces_of_a_hull_takes_steps_of_its_own(monkeypatch):
    """A quadrangle with four sides, and each of its sides and corners that is looked at."""
    counts = []
    monkeypatch.setattr(verifier, "take", lambda count, *numbers: counts.append(count) or True)
    shares, half = ((), [Q(1)] * 3, Q(1), Q(1)), ((), [Q(1), Q(0), Q(0)], None, Q(1, 2))
    corners = [[Q(0), Q(1), Q(0)], [Q(0), Q(0), Q(1)], [Q(1, 2), Q(1, 2), Q(0)], [Q(1, 2), Q(0), Q(1, 2)]]
    assert volume([shares, half], corners) == Q(3, 4)
    assert [count for count in counts if count > 3] == [20, 12, 12]


def test_a_lead_grows_for_ever_in_a_direction_that_falls_below_a_form_without_a_lower_limit():
    """Where x is at most y, y grows for ever, and so does what y is ahead by."""
    facts = [((), [Q(1), Q(-1)], None, Q(0))]
    ends = {"low": Q(0), "high": None, "least": [Q(1), Q(1)], "most": [Q(0), Q(1)], "below": [Q(1), Q(0), Q(0)], "above": None}
    assert verifier.spanned(facts, [Q(-1), Q(1)], ends) == "0 to any"
    with pytest.raises(ValueError, match="does not lead on for ever"):
        verifier.spanned(facts, [Q(-1), Q(1)], {**ends, "most": [Q(1), Q(0)]})


def test_parts_with_other_weights_are_about_different_tables():
    def certificate(*weights):
        parts = []
        for each in weights:
            asked = {**QUESTION, "weights": each}
            parts.append({"input": verifier.sealed(asked), "question": asked, "claims": [{"kind": "not proved", "of": "nothing"}]})
        document = {"schema": "mcda_orch.certificate", "version": 1, "parts": parts}
        return json.dumps({**document, "seal": verifier.sealed(document)})

    for agreed in ([["3", "2"], ["3", "2"]], [["3", "2"], None], [None, None]):
        assert len(verifier.verify(certificate(*agreed))) == 4
    with pytest.raises(ValueError, match="about different tables"):
        verifier.verify(certificate(["3", "2"], ["2", "3"]))


@pytest.mark.parametrize("most", [[1, 0, 1], [2, 1, -2], ["1/2", "-1/2", 1], [1, 1, 1]], ids=str)
def test_a_limit_is_reached_only_with_weights_of_the_set(most):
    """All but the last have the lead that is proved to be the largest."""
    facts = [((), [Q(1)] * 3, Q(1), Q(1))]
    ends = {"low": -1, "high": 1, "least": [0, 1, 0], "most": [1, 0, 0], "below": [1, -2, 0, -1], "above": [1, 0, -2, -1]}
    ends = {key: list(map(Q, v)) if isinstance(v, list) else Q(v) for key, v in ends.items()}
    assert verifier.spanned(facts, [Q(1), Q(-1), Q(0)], ends) == "-1 to 1"
    with pytest.raises(ValueError, match="1 is not reached"):
        verifier.spanned(facts, [Q(1), Q(-1), Q(0)], {**ends, "most": list(map(Q, most))})


@pytest.mark.parametrize("ties", ["optimistic", "pessimistic", "strict"])
def test_a_rank_is_the_one_that_the_weights_give(ties):
    table = mo.DecisionMatrix([[3, 1], [1, 3], [2, 1], [2, 1]], ["Ant", "Bee", "Cat", "Dog"], ["x", "y"])
    document = json.loads(mo.rank_ranges(table, mo.wsm, ties=ties).to_json())
    verifier.verify(json.dumps(document))
    claims = [c for part in document["parts"] for c in part["claims"] if c["kind"] == "rank range"]
    assert len(claims) == 4
    for claim in claims:
        for end in ("best", "worst"):
            for step in (-1, 1):
                claim[end]["rank"] += step
                with pytest.raises(ValueError, match=f"{claim['alternative']} has another rank"):
                    verifier.verify(json.dumps(resealed(document)))
                claim[end]["rank"] -= step


@pytest.mark.parametrize("value", [5, 1.5, True, ["max"], {"max": 1}, "maximum", ""], ids=repr)
def test_a_word_is_one_of_a_few_and_nothing_else(value):
    """Lists and objects are no members of any set, and no reason to fall over."""
    criteria = [{**c, "direction": value} for c in QUESTION["criteria"]]
    with pytest.raises(ValueError, match="direction is another"):
        exactly({"kind": "not proved", "of": "nothing"}, criteria=criteria)
