"""Columns that are not of one size are remarked by every question that adds them up."""

import pytest

import mcda_orch as mo

MATRIX = mo.DecisionMatrix([[300, 7], [250, None], [120, 3]], ["Ant", "Bee", "Cat"], ["price:min", "speed"])
WEIGHTS = {"price": 1, "speed": 40}
NOTE = "wsm adds 'price' (from 120 to 300) to 'speed'"
QUESTIONS = {
    "stability": lambda p: mo.stability(p, "wsm"),
    "first_place": lambda p: mo.first_place(p, "wsm", rng=0),
    "what_if": lambda p: mo.what_if(p, "Bee", method="wsm", rng=0),
    "what_if cells": lambda p: mo.what_if(p, "Bee", change="cells", method="wsm"),
    "rank_ranges": lambda p: mo.rank_ranges(p, "wsm", rng=0),
    "first of every pair": lambda p: mo.necessary(p, "wsm", rng=0),
    "smaa": lambda p: mo.smaa(p, "wsm", draws=64, rng=0),
    "blank_policies": lambda p: mo.blank_policies(p, "wsm"),
    "blank_policies of a full table": lambda p: mo.blank_policies(mo.Problem(p.matrix.select(["Ant", "Cat"]), WEIGHTS), "wsm"),
    "audit": lambda p: mo.audit(p, [-20, -50, 0]),
    "audit of a ranking": lambda p: mo.audit(p, ranking=["Cat", "Ant", "Bee"], method="wsm"),
    "rank_intervals": lambda p: mo.rank_intervals(mo.Problem(MATRIX, WEIGHTS), "wsm"),
    "rank_intervals of free weights": lambda p: mo.rank_intervals(mo.Problem(MATRIX, WEIGHTS), "wsm", mo.WeightSet(MATRIX)),
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_it_is_said_once(ask):
    found = ask(mo.Problem(MATRIX, WEIGHTS, "mean"))
    assert [NOTE in remark for remark in found.remarks].count(True) == 1


@pytest.mark.parametrize("ask", [q for name, q in QUESTIONS.items() if "intervals" not in name])
def test_it_is_not_said_of_columns_on_one_scale(ask):
    alike = [mo.Criterion("price", "min", mo.Ratio(0, 500)), mo.Criterion("speed", "max", mo.Ratio(0, 500))]
    found = ask(mo.Problem(mo.DecisionMatrix(MATRIX.values, MATRIX.alternatives, alike), WEIGHTS, "mean"))
    assert not any("adds" in remark for remark in found.remarks)


def test_compare_says_it_once_for_all_methods_that_do_it():
    found = mo.compare(mo.Problem(MATRIX, WEIGHTS, "mean"), ["wsm", "choquet", "topsis"])
    about = [remark for remark in found.remarks if "as they stand" in remark]
    assert len(about) == 1
    assert about[0].startswith("wsm and choquet: each of them adds 'price'")
