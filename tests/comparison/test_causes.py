from fractions import Fraction
from itertools import product

import numpy as np

import mcda_orch as mo
from mcda_orch.comparison.causes import causes
from mcda_orch.comparison.design import Design, Run

NAMES = ("Ant", "Bee", "Cat")
METHODS, SCALINGS, WEIGHTINGS = ("m", "n"), ("r", "s", "t"), ("u", "v")


def design(methods=METHODS, scalings=SCALINGS, weightings=WEIGHTINGS, echoes=None):
    runs = {" ".join(run): Run(*run) for run in product(methods, scalings or ("",), weightings or ("",))}
    return Design(methods, scalings, weightings, runs, echoes or {})


def ranked(runs, rule):
    return {label: mo.Ranking(NAMES, rule(run)) for label, run in runs.items()}


def test_one_choice_that_decides_everything_has_the_whole_share():
    asked = design()
    found = causes(asked, ranked(asked.runs, lambda run: [1, 2, 3] if run.weighting == "u" else [3, 2, 1]), NAMES)
    assert found.shares["weighting"] == 1
    assert sum(found.shares.values()) == 1
    assert dict(found.moved) == {"aggregation": 0, "scaling": 0, "weighting": 1}
    assert found.winners["weighting"]["u"] == {"Ant": 6}
    assert found.size == 12


def test_what_two_choices_do_together_is_their_interaction():
    asked = design(scalings=())
    found = causes(asked, ranked(asked.runs, lambda run: [1, 2, 3] if (run.method == "m") == (run.weighting == "u") else [3, 2, 1]), NAMES)
    assert {source: share for source, share in found.shares.items() if share} == {"aggregation x weighting": 1}
    assert dict(found.moved) == {"aggregation": 1, "weighting": 1}


def test_shares_are_those_of_an_analysis_of_variance_done_by_hand():
    asked, rng = design(), np.random.default_rng(5)
    given = {label: mo.Ranking.from_scores(rng.integers(0, 3, size=3), NAMES) for label in asked.runs}
    found = causes(asked, given, NAMES)
    r = np.array([ranking.ranks("average").values for ranking in given.values()]).reshape(2, 3, 2, 3)
    mean = r.mean(axis=(0, 1, 2))
    main = {
        "aggregation": 6 * ((r.mean(axis=(1, 2)) - mean) ** 2).sum(),
        "scaling": 4 * ((r.mean(axis=(0, 2)) - mean) ** 2).sum(),
        "weighting": 6 * ((r.mean(axis=(0, 1)) - mean) ** 2).sum(),
    }
    two = r.mean(axis=2) - r.mean(axis=(1, 2))[:, None] - r.mean(axis=(0, 2))[None] + mean
    for source, value in main.items():
        np.testing.assert_allclose(float(found.sums[source]), value)
    np.testing.assert_allclose(float(found.sums["aggregation x scaling"]), 2 * (two**2).sum())
    np.testing.assert_allclose(float(sum(found.sums.values())), ((r - mean) ** 2).sum())
    assert sum(found.shares.values()) == Fraction(1)
    assert all(share >= 0 for share in found.shares.values())
    assert len(found.shares) == 7


def test_how_often_the_winner_changes_is_counted_over_pairs_that_differ_in_one_choice():
    asked, rng = design(), np.random.default_rng(7)
    given = {label: mo.Ranking.from_scores(rng.integers(0, 3, size=3), NAMES) for label in asked.runs}
    found = causes(asked, given, NAMES)
    for axis, part in (("aggregation", "method"), ("scaling", "scaling"), ("weighting", "weighting")):
        pairs = [
            (a, b)
            for a, one in asked.runs.items()
            for b, other in asked.runs.items()
            if a < b and [p for p in ("method", "scaling", "weighting") if getattr(one, p) != getattr(other, p)] == [part]
        ]
        assert found.moved[axis] == Fraction(sum(given[a].best != given[b].best for a, b in pairs), len(pairs))


def test_the_complete_part_is_what_is_left_without_the_levels_that_lack_most():
    asked = design()
    kept = {label for label, run in asked.runs.items() if run.scaling != "s" or run.method == "m"}
    found = causes(asked, {label: mo.Ranking(NAMES, [1, 2, 3]) for label in kept}, NAMES)
    assert dict(found.levels) == {"aggregation": METHODS, "scaling": ("r", "t"), "weighting": WEIGHTINGS}
    assert dict(found.left_out) == {"scaling s": "2 of 4 combinations with the others have no ranking"}
    assert not found.shares
    assert found.moved["scaling"] == 0


def test_echoes_and_methods_without_a_scaling_are_left_out():
    runs = {"m r": Run("m", "r"), "m s": Run("m", "s"), "n r": Run("n", "r"), "n s": Run("n", "s"), "o": Run("o"), "p": Run("p", "r")}
    asked = Design(("m", "n", "o", "p"), ("r", "s"), (), runs, {"n r": "m r", "n s": "m s"})
    found = causes(asked, {label: mo.Ranking(NAMES, [1, 2, 3]) for label in runs if label != "p"}, NAMES)
    assert dict(found.levels) == {"aggregation": ("m",), "scaling": ("r", "s")}
    assert dict(found.left_out) == {
        "o": "without a scaling to choose",
        "p": "refusing, or tying all alternatives, each time",
        "n": "ordering like another one by construction",
    }
    assert found.varied == ("scaling",)


def test_without_any_ranking_there_is_no_design():
    found = causes(design(), {}, NAMES)
    assert (found.size, dict(found.shares), found.varied) == (0, {}, ())
    assert found.remarks[0] == "No rankings make a complete design."
    assert found.table.rows == ()
