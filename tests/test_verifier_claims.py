"""Claims that are true are accepted and told; claims that are consistent in themselves, and false, are rejected for want of a proof."""

import json
import os
from copy import deepcopy
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch import verifier

from .certificates.answers import answers, audits, small
from .certificates.forgery import resealed

QUESTION = {
    "method": "wsm", "parameters": [], "alternatives": ["Ant", "Bee", "Cat"], "rows": None, "weights": ["3", "2"], "open": [], "figures": None,
    "statements": [], "cells": [["1", "0"], ["0", "1"], ["0", "0"]], "blanks": {"policy": "refuse", "value": None},
    "criteria": [{"name": name, "direction": "max", "low": "0", "high": "1", "levels": []} for name in ("x", "y")],
}  # fmt: skip


def told(claim, **question):
    """Return what the verifier says of a claim about the question, or about one that differs in some fields."""
    asked = {**deepcopy(QUESTION), **question}
    part = {"input": verifier.sealed(asked), "question": asked, "claims": [completed(claim, asked)]}
    document = {"schema": "mcda_orch.certificate", "version": 1, "parts": [part]}
    return verifier.verify(json.dumps({**document, "seal": verifier.sealed(document)}))[1].strip()


def completed(claim, asked):
    """Return a claim with what its multipliers leave over behind them, where that can be told."""
    claim = deepcopy(claim)
    try:
        posed = verifier.Claims(asked)
        facts, names, m = posed.facts(), posed.names, len(posed.criteria)
        leads = [verifier.less(*(posed.rows[names.index(name)] for name in pair)) for pair in claim.get("pairs", ())]
        if claim["kind"] == "lead":
            mixture = [Fraction(v) for v in claim["mixture"]]
            extend(claim, "multipliers", facts, [verifier.dot(mixture, column) for column in zip(*leads, strict=True)])
        elif claim["kind"] == "nearest":
            extend(claim, "multipliers", facts + [((), d, 0, None) for d in leads], [-Fraction(v) for v in claim["slope"]])
        elif claim["kind"] == "explained":
            extend(claim, "multipliers", facts, [Fraction(0)] * m)
        elif claim["kind"] == "variants":
            for (_, changed), verdict in zip(posed.systems(claim["of"], claim["size"]), claim["verdicts"], strict=False):
                extend(verdict, "multipliers", changed, [Fraction(0)] * m)
        elif claim["kind"] == "cell change":
            mine = posed.rows[names.index(claim["winner"])]
            claim["gains"] = []
            for c, sign, x, t, column in zip(
                asked["criteria"], posed.signs, mine, posed.shares, zip(*posed.rows, strict=True), strict=True
            ):
                known = [sign * Fraction(v) for v in c["levels"] or (c["low"], c["high"]) if v is not None]
                best = max(known if c["levels"] or None not in (c["low"], c["high"]) else [*known, *column])
                claim["gains"].append(str((best - x) * t))
        spans = [(lead, verifier.less(posed.rows[names.index(a)], posed.rows[names.index(b)]))
                 for lead, (a, b) in zip(claim.get("leads", ()), combinations(names, 2), strict=False)]  # fmt: skip
        if claim["kind"] == "points":
            spans = [(claim["span"], posed.rows[names.index(claim["alternative"])] if claim["alternative"] else [Fraction(1)] * m)]
        for span, form in spans:
            extend(span, "below", facts, [-v for v in form])
            extend(span, "above", facts, form)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return claim
    return claim


def extend(holder, key, facts, form):
    if holder[key] is not None:
        left = list(form)
        for y, (_, row, *_) in zip(holder[key], facts, strict=True):
            left = [v - Fraction(y) * a for v, a in zip(left, row, strict=True)]
        holder[key] = [*holder[key], *map(str, left)]


def refused(claim, why, **question):
    with pytest.raises(ValueError, match=why):
        told(claim, **question)


@pytest.mark.parametrize("kind", [answers, audits])
def test_answers_to_small_problems_are_accepted(kind):
    for what, found in kind(1):
        text = found.to_json()
        claims = sum(len(part["claims"]) for part in json.loads(text)["parts"])
        assert len(verifier.verify(text)) == claims + len(json.loads(text)["parts"]), what


SIZES = {
    "l1": ("1/5", "2/5", "sum of changes"),
    "linf": ("1/10", "1/5", "largest change"),
    "l2": ("1/50", "2/25", "sum of squared changes"),
}


def nearest(norm, **more):
    """Bee is level with Ant where both weigh the same, and nowhere nearer."""
    return {
        "kind": "nearest", "pairs": [["Bee", "Ant"]], "norm": norm, "size": SIZES[norm][0], "weights": ["1/2", "1/2"], "slope": ["-1", "1"],
        "multipliers": ["0", "-1"], **more,
    }  # fmt: skip


@pytest.mark.parametrize("norm", SIZES)
def test_the_nearest_weights_are_proved_to_be_so(norm):
    size, further, how = SIZES[norm]
    said = f"Bee level with or ahead of Ant at 1/2 x + 1/2 y ({how} {size}), and with all weights nowhere nearer to the stated weights."
    assert told(nearest(norm)) == said
    assert told(nearest(norm, slope=["-3", "3"], multipliers=["0", "-3"])) == said
    level = nearest(norm, pairs=[["Ant", "Bee"]], size="0", weights=["3/5", "2/5"], slope=["0", "0"], multipliers=["0", "0"])
    assert f"({how} 0)" in told(level)
    refused(nearest(norm, weights=["2/5", "3/5"], size=further), "others may be nearer")
    refused(nearest(norm, weights=["2/5", "3/5"]), "by another size")
    refused(nearest(norm, size=further), "by another size")
    refused(nearest(norm, weights=["3/5", "2/5"], size="0"), "do not do it")
    refused(nearest(norm, weights=["2/5", "2/5"]), "do not do it")
    for slope in (["0", "0"], ["1", "-1"], ["-1", "0"], ["-1/2", "1/2"]):
        refused(nearest(norm, slope=slope, multipliers=["0", "0"]), "others may be nearer|leave something over")
    refused(nearest(norm, multipliers=["0", "1"]), "a limit that is not there")
    refused(nearest(norm, multipliers=["1", "-1"]), "others may be nearer")
    refused(nearest(norm, pairs=[["Bee", "Bee"]]), "a pair is none")
    refused(nearest(norm, pairs=[["Bee", "Ant"]] * 2, multipliers=["0", "-1", "0"]), "stands twice")


def span(low, high, least, most, below, above):
    return {"low": low, "high": high, "least": least, "most": most, "below": [below], "above": [above]}


X, Y = ["1", "0"], ["0", "1"]
LEADS = [span("-1", "1", Y, X, "1", "1"), span("0", "1", Y, X, "0", "1"), span("0", "1", X, Y, "0", "1")]


def test_preferences_are_those_of_the_ends_of_every_lead():
    assert told({"kind": "preference", "leads": LEADS}) == (
        "Necessary preference with all weights: Ant to Cat, Bee to Cat; possible preference: Ant to Bee, Bee to Ant, Ant to Cat, "
        "Cat to Ant, Bee to Cat, Cat to Bee; of no other pairs."
    )
    heavy = [{"row": ["1", "0"], "low": "3/4", "high": None}]
    most, edge = X, ["3/4", "1/4"]
    ends = [  # the smallest leads at x 3/4: multipliers of the sum, and of the limit from below
        {"low": "1/2", "high": "1", "least": edge, "most": most, "below": ["1", "-2"], "above": ["1", "0"]},
        {"low": "3/4", "high": "1", "least": edge, "most": most, "below": ["0", "-1"], "above": ["1", "0"]},
        {"low": "0", "high": "1/4", "least": most, "most": edge, "below": ["0", "0"], "above": ["1", "-1"]},
    ]
    assert told({"kind": "preference", "leads": ends}, statements=heavy) == (
        "Necessary preference with all weights, where 3/4 <= 1 x: Ant to Bee, Ant to Cat, Bee to Cat; possible preference: Ant to Bee, "
        "Ant to Cat, Bee to Cat, Cat to Bee; of no other pairs."
    )
    refused({"kind": "preference", "leads": ends}, "not reached|outside|do not prove|not there|over|zip")
    refused({"kind": "preference", "leads": LEADS[:2]}, "zip")
    refused({"kind": "preference", "leads": [LEADS[1], LEADS[0], LEADS[2]]}, "not reached")
    inner = {**LEADS[0], "low": "0", "least": ["1/2", "1/2"]}
    refused({"kind": "preference", "leads": [inner, *LEADS[1:]]}, "do not prove the limit 0")
    refused({"kind": "preference", "leads": [{**LEADS[0], "high": "2", "above": ["2"]}, *LEADS[1:]]}, "not reached")


def test_a_lead_that_is_reached_is_proved_to_be_the_largest():
    lead = {
        "kind": "lead",
        "pairs": [["Ant", "Cat"], ["Ant", "Bee"]],
        "margin": "1",
        "weights": X,
        "mixture": ["1", "0"],
        "multipliers": ["1"],
    }
    assert told(lead) == "The smallest of the leads of Ant over Cat, Ant over Bee is 1 at most, with all weights; it is that with 1 x."
    for forged in (
        {"margin": "1/2", "weights": ["3/4", "1/4"]}, {"margin": "2"}, {"margin": "2", "multipliers": ["2"]}, {"mixture": ["0", "1"], "margin": "-1", "weights": Y},
        {"mixture": ["1", "1"], "multipliers": ["2"], "margin": "2"}, {"mixture": ["2", "-1"]}, {"mixture": ["1/2", "0"]}, {"multipliers": ["0"]},
        {"pairs": [["Ant", "Cat"], ["Ant", "Cat"]]}, {"mixture": ["1"]}, {"weights": ["2", "-1"], "margin": "2", "multipliers": ["2"]},
    ):  # fmt: skip
        refused({**lead, **forged}, "lead|leave|mixture|pair|zip|argument")


def change(criterion, value, limit=False):
    return {"criterion": criterion, "value": value, "limit": limit}


def cells(*changes, short=None, over=("Ant", "Bee")):
    return {"kind": "cell change", "winner": "Cat", "over": list(over), "short": short, "changes": list(changes)}


LEVELS = [{"name": name, "direction": "max", "low": "0", "high": "1", "levels": ["0", "1/2", "1"]} for name in ("x", "y")]


def test_the_fewest_cells_bring_an_alternative_ahead_on_its_scales():
    """Cat is 3/5 behind Ant, and can gain 3/5 by x and 2/5 by y."""
    for done in (
        (change("x", "1"), change("y", "0", True)),
        (change("y", "1"), change("x", "1/3", True)),
    ):
        assert "Cat is ahead of Ant, Bee with" in told(cells(*done))
    assert told(cells(change("x", "1"), change("y", "0", True))) == (
        "Cat is ahead of Ant, Bee with x at 1, y beyond 0, and with no fewer of its cells (blanks: refuse)."
    )
    assert "with y beyond 0, and" in told(
        cells(change("y", "0", True), over=["Bee"]), weights=["0", "1"], cells=[["1", "0"], ["0", "0"], ["0", "0"]]
    )
    for failed in (
        (change("x", "1"), change("y", "1/9")), (change("x", "1"),), (change("y", "1"),), (), (change("x", "1"), change("y", "0")), (change("y", "1"), change("x", "1/3")),
        (change("y", "1"), change("x", "1/2", True)), (change("y", "1"), change("x", "1/4", True)), (change("x", "1", True), change("y", "0", True)),
        (change("x", "1"), change("x", "1")), (change("x", "2"), change("y", "1")), (change("x", "1"), change("y", "-1", True)),
        (change("x", "1"), change("z", "1")), (change("x", "1"), change("y", "2", True)),
    ):  # fmt: skip
        refused(cells(*failed), "win so|leaves its scale|z|x")
    assert told(cells(change("x", "1"), change("y", "1/2")), criteria=LEVELS)
    for failed in (
        (change("x", "1"), change("y", "0", True)),
        (change("x", "1"), change("y", "1/9")),
        (change("x", "1"), change("y", "3/4")),
    ):
        refused(cells(*failed), "leaves its scale|win so", criteria=LEVELS)
    refused(cells(change("x", "1"), change("y", "1")), "win so", cells=[["1", "0"], ["0", "1"], ["1", "0"]])  # one would do
    occurs = [["1", "0"], ["0", "1/2"], ["0", "0"]]  # a value that occurs is none of the ends of a scale that are declared
    refused(cells(change("x", "1"), change("y", "1/2")), "leaves its scale", cells=occurs)


def test_where_no_cells_do_it_stays_behind_by_so_much():
    best = [["1", "1"], ["0", "1"], ["0", "0"]]
    assert (
        told(cells(short="0"), cells=best) == "No cells of Cat bring it ahead of Ant, Bee: it stays behind by 0, or level (blanks: refuse)."
    )
    refused(cells(short="3/5"), "beyond its scale", cells=[["2", "1"], ["0", "1"], ["0", "0"]])
    refused(cells(short="0"), "beyond its scale", cells=[["1", "1"], ["0", "1"], ["0", "-1"]])
    refused(cells(short="1/5"), "by another number", cells=best)
    refused(cells(change("x", "1"), short="0"), "by another number", cells=best)
    refused(cells(change("x", "1"), change("y", "1")), "win so", cells=best)
    refused(cells(short="0"), "by another number")
    refused(cells(short="-2/5"), "by another number")


def test_costs_gain_by_going_down_and_what_has_no_ends_goes_as_far_as_others():
    costs = [
        {"name": n, "direction": "min", "low": low, "high": high, "levels": []} for n, low, high in (("x", "0", "1"), ("y", None, None))
    ]
    table = [["0", "3"], ["1", "2"], ["1", "4"]]  # 0 and 2 are the least that there are; Cat is 1 behind Ant and 4/5 behind Bee
    assert "with x at 0, y beyond 3, and" in told(cells(change("x", "0"), change("y", "3", True)), criteria=costs, cells=table)
    assert "with x at 0, y at 2, and" in told(cells(change("x", "0"), change("y", "2")), criteria=costs, cells=table)
    for failed in (
        (change("x", "0"), change("y", "1")),
        (change("x", "-1"), change("y", "3")),
        (change("y", "2"),),
        (change("x", "0"), change("y", "2", True)),
    ):
        refused(cells(*failed), "win so|leaves its scale", criteria=costs, cells=table)


def test_tables_of_many_rows_are_checked_all_the_same():
    many = {"alternatives": [f"a{k}" for k in range(800)], "cells": [[str(k)] for k in range(800)], "weights": ["1"]}
    claim = {"kind": "room", "keeps": "winner", "shares": [["1", "1"]]}
    assert "x 1 to 1" in told(claim, **many, criteria=QUESTION["criteria"][:1])


def test_a_key_that_stands_twice_is_refused_though_its_values_agree():
    claim = {"kind": "room", "keeps": "winner", "shares": [["1/2", "1"], ["0", "1/2"]]}
    assert (
        told(claim) == "The winner with the stated weights stays while one share moves, the others in proportion: x 1/2 to 1, y 0 to 1/2."
    )
    part = {"input": verifier.sealed(QUESTION), "question": QUESTION, "claims": [claim]}
    document = {"schema": "mcda_orch.certificate", "version": 1, "parts": [part]}
    text = json.dumps({**document, "seal": verifier.sealed(document)})
    verifier.verify(text)
    for once in ('"version": 1', '"method": "wsm"', '"kind": "room"'):
        with pytest.raises(ValueError, match="a key stands twice"):
            verifier.verify(text.replace(once, f"{once}, {once}"))


def test_a_ranking_is_no_total_that_has_to_keep_to_checks():
    """Three totals of two shares keep to two checks; that Ant is not behind Bee says nothing of a total."""
    limits = [{"low": v, "high": v} for v in ("3/5", "2/5", "0")]
    for ranking in ([], [["Ant"], ["Bee"], ["Cat"]]):
        figures = {"shares": True, "limits": limits, "ranking": ranking}
        claim = {"kind": "checks", "parity": [["1", "1", "0"], ["0", "0", "1"]], "constants": ["1", "0"]}
        assert told(claim, figures=figures) == (
            "Whatever the weights, totals without blanks keep to 2 checks: 1 Ant + 1 Bee = 1 (passed by what was published); "
            "1 Cat = 0 (passed by what was published) (blanks: refuse)."
        )
        refused({**claim, "parity": claim["parity"][:1], "constants": ["1"]}, "a check is missing", figures=figures)
        refused({**claim, "parity": [["1", "1", "0"]] * 2, "constants": ["1", "1"]}, "follows from others", figures=figures)
        refused({**claim, "parity": [["1", "1", "1"], ["0", "1", "0"]], "constants": ["1", "0"]}, "does not cancel", figures=figures)
        refused({**claim, "constants": ["1", "1"]}, "does not cancel", figures=figures)


def test_a_reader_that_leaves_early_leaves_nothing_open(monkeypatch, tmp_path):
    joined = []

    class Stream:
        def fileno(self):
            return 77

    def gone(*lines, **how):
        raise BrokenPipeError

    monkeypatch.setattr(verifier, "print", gone, raising=False)
    monkeypatch.setattr(verifier.sys, "stdout", Stream())
    monkeypatch.setattr(verifier.os, "dup2", lambda fd, other: joined.append((os.write(fd, b"x"), os.close(fd), other)))
    code = verifier.main([str(tmp_path / "none.json")])
    monkeypatch.undo()
    assert (code, joined) == (2, [(1, None, 77)])


@pytest.mark.parametrize("seed", range(1, 9))
def test_ranks_and_room_with_ties_and_blanks_are_accepted_as_they_are_and_not_otherwise(seed):
    problem = small(seed)
    for ties in ("optimistic", "pessimistic", "strict"):
        document = json.loads(mo.rank_intervals(problem, "wsm", ties=ties).to_json())
        verifier.verify(json.dumps(document))
        (claim,) = (c for c in document["parts"][0]["claims"] if c["kind"] == "ranks")
        claim["ends"][seed % len(claim["ends"])][seed % 2] += 1
        with pytest.raises(ValueError, match="has other ranks or scores"):
            verifier.verify(json.dumps(resealed(document)))
    first = np.zeros(problem.matrix.shape[1])
    first[0] = 1
    for weights in (None, first):
        for stable in (mo.stability(problem, "wsm", weights), mo.stability(problem, "wsm", weights, blanks="mean")):
            document = json.loads(stable.to_json())
            verifier.verify(json.dumps(document))
            claims = [c for c in document["parts"][0]["claims"] if c["kind"] == "room"]
            assert claims
            for claim in claims:
                claim["shares"][0][0] = "1/17"
            with pytest.raises(ValueError, match="has other ends"):
                verifier.verify(json.dumps(resealed(document)))


RANKS = {"kind": "ranks", "ties": "strict", "ends": [[1, 1], [2, 2], [3, 3]], "scores": [["4", "4"], ["7/2", "7/2"], ["2", "2"]]}
HOLES = [["2", "0"], [None, "1"], ["1", None]]


def test_blanks_count_as_the_mean_the_best_or_the_worst_of_what_is_known():
    """Of x 2 and 1 are known, of y 0 and 1; x counts twice as much as y, and no ends of their scales are declared."""
    bare = [{**c, "low": None, "high": None} for c in QUESTION["criteria"]]
    for policy, scores in (("mean", ("4", "4", "5/2")), ("worst", ("4", "3", "2")), ("best", ("4", "5", "3"))):
        claim = {**RANKS, "scores": [[v, v] for v in scores], "ends": [[2, 2], [1, 1], [3, 3]] if policy == "best" else RANKS["ends"]}
        if policy == "mean":
            claim["ends"] = [[1, 1], [1, 1], [3, 3]]  # Bee ties with Ant whatever anything else is
        asked = {"cells": HOLES, "criteria": bare, "weights": ["2", "1"], "blanks": {"policy": policy, "value": None}}
        assert f"(blanks: {policy})" in told(claim, **asked)
        refused({**claim, "scores": [["4", "4"], ["9/2", "9/2"], scores[2:] * 2]}, "has other ranks or scores|ranks", **asked)


def test_open_cells_may_have_no_end_and_ends_that_cross_are_none():
    cell = {"cell": ["Cat", "y"], "low": "0", "high": None}
    table = [["1", "0"], ["0", "1"], ["0", None]]
    figures = {
        "shares": True,
        "limits": [{"low": "3/5", "high": "3/5"}, {"low": "2/5", "high": "2/5"}, {"low": "0", "high": "5"}],
        "ranking": [],
    }
    said = {"kind": "explained", "points": [["3/5", "2/5"]], "only": True, "multipliers": None, "limits": None}
    asked = {"cells": table, "figures": figures}

    def within(*cells):
        x, y = QUESTION["criteria"]
        return {"open": list(cells), "criteria": [x, {**y, "low": cells[0]["low"], "high": cells[0]["high"]}]}

    assert "(fractional)" in told(said, **asked, **within(cell))
    assert "y of Cat open from 0 to None" in told(said, **asked, **within(cell))
    assert "open from 2 to 2" in told(said, **asked, **within({**cell, "low": "2", "high": "2"}))
    refused(said, "a cell is not open", **asked, **within({**cell, "low": "2", "high": "1"}))
    refused(said, "a cell is not open", **asked, **within(cell, cell))
    refused(said, "a cell is not open", figures=figures, cells=QUESTION["cells"], **within(cell))
    refused(said, "a cell is not open", **asked, open=[cell])  # its scale ends at 1
    few = {**figures, "limits": [None, None, {"low": "1", "high": "5"}]}  # what Cat comes to is at the most 2 of y
    least = {"kind": "points", "alternative": "", "without": [], "span": {"low": "1", "high": "1", "least": ["0", "1"], "most": ["0", "1"]}}
    proof = {"below": ["-1", "0", "0"], "above": ["1", "0", "0"]}
    ends = {**cell, "high": "2"}
    assert "all weights, added up, come to 1 (" in told(
        {**least, "span": {**least["span"], **proof}}, cells=table, figures=few, **within(ends)
    )
    one = {"low": "1/2", "high": "1", "least": ["1/2", "1/2"], "most": ["0", "1"], "below": ["0", "0", "-1/2"], "above": ["1", "0", "0"]}
    heavy = {**least, "alternative": "Bee", "span": one}
    assert "Bee come to 1/2 to 1 (" in told(heavy, cells=table, figures=few, **within(ends))
    refused(heavy, "not reached|not prove|not there|over|argument", cells=table, figures=few, **within({**ends, "high": "3"}))


def test_blanks_that_give_their_weight_away_keep_to_the_total_that_is_stated():
    """Cat is 1 on x alone: of a total of 2 that is all, so it comes to 2 whatever x weighs, and never to 1."""
    table = [["1", "0"], ["0", "1"], ["1", None]]
    total = [{"row": ["1", "1"], "low": "2", "high": "2"}]
    limits = [{"low": "1", "high": "1"}, {"low": "1", "high": "1"}, {"low": "2", "high": "2"}]
    asked = {"cells": table, "blanks": {"policy": "redistribute", "value": None}, "weights": None, "statements": total}
    figures = {"shares": False, "limits": limits, "ranking": []}
    said = {"kind": "explained", "points": [["1", "1"]], "only": True, "multipliers": None, "limits": None}
    assert "What was published of Ant, Bee, Cat comes out with 1 x + 1 y (whole)" in told(said, figures=figures, **asked)
    wrong = {**figures, "limits": [*limits[:2], {"low": "1", "high": "1"}]}
    refused(said, "give something else", figures=wrong, **asked)
    none = {"kind": "explained", "points": [], "only": False, "multipliers": ["-1", "0", "0", "1", "0"], "limits": None}
    assert "No weights give what was published of Ant, Cat" in told(none, figures=wrong, **asked)
    refused(none, "contradict nothing|not there|over", figures=figures, **asked)


WINNER = {"kind": "room", "keeps": "winner", "shares": [["1/2", "1"], ["0", "1/2"]]}
BARE = {"name": "x", "direction": "max", "low": None, "high": None, "levels": []}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"weights": ["-1", "4"]}, "no weights"), ({"weights": ["0", "0"]}, "no weights"), ({"weights": ["1"]}, "no weights"),
        ({"weights": ["1", "1", "1"]}, "no weights"), ({"alternatives": ["Ant", "Ant", "Cat"]}, "names"), ({"alternatives": ["Ant", "", "Cat"]}, "names"),
        ({"alternatives": ["Ant", "Bee"]}, "cells"), ({"alternatives": []}, "names"), ({"criteria": [BARE, BARE]}, "names"), ({"criteria": []}, "names"),
        ({"criteria": [BARE]}, "cells"), ({"cells": [["1", "0"], ["0", "1"], ["0"]]}, "cells"), ({"cells": [["1", "0"], ["0", "1"]]}, "cells"),
        ({"rows": [["1", "0"], ["0", "1"]]}, "cells"), ({"rows": [["1", "0"], ["0", "1"], ["0", "1"]]}, "sees other rows"),
        ({"blanks": {"policy": "value", "value": None}}, "cells, or what"), ({"blanks": {"policy": "mean", "value": "1"}}, "cells, or what"),
        ({"method": "topsis"}, "only the weighted sum"), ({"parameters": ["p=2"]}, "only the weighted sum"),
        ({"method": "topsis", "rows": QUESTION["cells"], "open": [{"cell": ["Cat", "y"], "low": "0", "high": "1"}]}, "only the weighted sum"),
        ({"statements": [{"row": ["1", "0"], "low": None, "high": None}]}, "a limit has no end"),
        ({"statements": [{"row": ["1"], "low": "0", "high": None}]}, "zip|argument"), ({"open": [{"cell": ["Cat", "y"], "low": "0", "high": "1"}]}, "not open"),
        ({"open": [{"cell": ["Dog", "y"], "low": "0", "high": "1"}]}, "Dog|list"), ({"open": [{"cell": ["Cat"], "low": "0", "high": "1"}]}, "index"),
    ],
)  # fmt: skip
def test_questions_that_are_none_get_no_answer(fields, why):
    assert told(WINNER)
    refused(WINNER, why, **fields)


def test_figures_without_an_end_are_none_and_claims_about_figures_need_some():
    limits = [{"low": "3/5", "high": "3/5"}, None, None]
    said = {"kind": "explained", "points": [["3/5", "2/5"]], "only": True, "multipliers": None, "limits": None}
    figures = {"shares": True, "limits": limits, "ranking": []}
    assert "What was published of Ant comes out" in told(said, figures=figures)
    refused(said, "a limit has no end", figures={**figures, "limits": [{"low": None, "high": None}, None, None]})
    refused(said, "belongs to another question")
    refused(WINNER, "belongs to another question", figures=figures)
    refused(said, "zip|argument", figures={**figures, "limits": limits[:2]})
    for forged in ({"points": [["1/2", "1/2"]]}, {"points": []}, {"multipliers": ["0", "0"]}, {"points": [["3/5", "2/5"]] * 2}):
        refused({**said, **forged}, "something else|stand twice|contradict|NoneType|argument", figures=figures)
    open_ = {"shares": True, "limits": [{"low": "1/2", "high": "3/5"}, None, None], "ranking": []}
    refused(said, "others may do too", figures=open_)
    assert "(possible)" in told({**said, "only": False}, figures=open_)
    assert "(open)" in told({**said, "only": False, "points": [["3/5", "2/5"], ["1/2", "1/2"]]}, figures=open_)
    refused({**said, "points": [["3/5", "2/5"], ["1/2", "1/2"]]}, "others may do too", figures=open_)


def exactly(*values):
    return [{"low": v, "high": v} for v in values]


def only(*w):
    return {"points": [list(w)], "only": True, "multipliers": None}


def none(*y):
    """No weights, by a contradiction; what its multipliers leave over is added where the claim is told."""
    return {"points": [], "only": False, "multipliers": list(y)}


STEPS = [{**c, "levels": ["0", "1"]} for c in QUESTION["criteria"]]
VARIANTS = {
    "fillings": (
        {"cells": [["1", None], ["0", "1"], ["0", "0"]], "criteria": STEPS}, ("3/5", "2/5", "0"), 0,
        [only("3/5", "2/5"), none("-5/2", "5/2", "0", "0")], "Of 2 fillings, each of all blanks: 1 fractional, 1 impossible (blanks: refuse).",
    ),
    "omissions": (
        {}, ("3/5", "1/5", "0"), 1, [only("4/5", "1/5"), only("3/5", "2/5"), none("-5", "5", "5")],
        "Of 3 omissions, each of 1: 2 fractional, 1 impossible (Ant; Bee) (blanks: refuse).",
    ),
    "exchanges": (
        {}, ("2/5", "3/5", "0"), 2, [only("3/5", "2/5"), none("0", "0", "0", "-5/2"), none("0", "0", "0", "-5/3")],
        "Of 3 exchanges, each of 2: 1 fractional, 2 impossible (Ant and Bee) (blanks: refuse).",
    ),
}  # fmt: skip


@pytest.mark.parametrize("of", VARIANTS)
def test_variants_are_those_that_are_said_in_their_order_and_all_of_them(of):
    fields, values, size, verdicts, said = VARIANTS[of]
    asked = {**fields, "figures": {"shares": True, "limits": exactly(*values), "ranking": []}}
    claim = {"kind": "variants", "of": of, "size": size, "verdicts": verdicts}
    assert told(claim, **asked) == said
    refused({**claim, "verdicts": verdicts[::-1]}, "something else|contradict|argument|over|not there|stand", **asked)
    refused({**claim, "verdicts": verdicts[:-1]}, "zip|argument", **asked)
    refused({**claim, "verdicts": [*verdicts, verdicts[0]]}, "zip|argument", **asked)
    refused({**claim, "verdicts": []}, "so many cannot be changed", **asked)
    for other in {0, 1, 2, 3} - {size}:
        refused(
            {**claim, "size": other}, "so many cannot be changed|zip|argument|something else|contradict|others may|over|not there", **asked
        )
    refused(
        claim, "so many|zip|argument|something else|contradict", **{**asked, "figures": {**asked["figures"], "ranking": [["Cat"], ["Ant"]]}}
    )


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [("0", "1", "passed"), ("2/5", "2/5", "passed"), ("0", "1/4", "FAILED"), ("1/2", "1", "FAILED"), ("1/4", "1/2", "passed")],
)
def test_checks_are_passed_by_figures_whose_ends_leave_room_for_them(low, high, verdict):
    """Ant is 3/5, and with Bee it comes to 1, of which Bee may be what its ends say."""
    limits = [*exactly("3/5"), {"low": low, "high": high}, None]
    for sign in ("1", "-1"):
        claim = {"kind": "checks", "parity": [[sign, sign]], "constants": [sign]}
        assert f"({verdict} by what was published)" in told(claim, figures={"shares": True, "limits": limits, "ranking": []})


def test_files_of_another_version_are_refused_and_no_file_is_no_success(capsys):
    part = {"input": verifier.sealed(QUESTION), "question": QUESTION, "claims": [WINNER]}
    for version, parts in ((2, [part]), (0, [part]), (1, [])):
        document = {"schema": "mcda_orch.certificate", "version": version, "parts": parts}
        with pytest.raises(ValueError, match="of another version, or empty"):
            verifier.verify(json.dumps({**document, "seal": verifier.sealed(document)}))
    assert verifier.main([]) == 2
    assert capsys.readouterr().out.strip() == ""
