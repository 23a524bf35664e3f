"""pymcdm beside ours: real answers on real tables, and every entry recognised where it is there and nowhere else."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.peers import cross_check as room
from mcda_orch.peers.explanations import REMOVED, TESTS, differences

pytest.importorskip("pymcdm", reason="pymcdm (extra 'pymcdm') is not installed")


def check(rows, senses, weights, method):
    found = mo.cross_check(mo.DecisionMatrix(rows, directions=senses), method, weights)
    return found.checks[method]


MIXED = [[5.0, 2.0, 4.0], [3.0, 6.0, 2.0], [4.0, 4.0, 5.0], [2.0, 3.0, 3.0]]
SOUND = (MIXED, [1, -1, 1], [0.35, 0.4, 0.25])


def test_all_methods_agree_on_a_plain_table_but_for_what_is_argued_always():
    found = mo.cross_check(mo.DecisionMatrix(SOUND[0], directions=SOUND[1]), weights=SOUND[2])
    assert len(found.checks) == 28
    assert {name for name, one in found.checks.items() if one.result != "agrees"} == {"copras", "lopm"}
    assert found.checks["copras"].differences[0].name == "copras_costs"
    assert found.checks["lopm"].differences[0].name == "lopm_order"
    assert found.checks["lopm"].same_order is False
    assert not found.fails
    assert "26 in agreement, 2 different for argued reasons, 0 without one" in str(found)


CASES = {
    "constant_criterion": [
        ([[4, 5, 1], [2, 5, 3], [3, 5, 2]], [1, 1, -1], [1, 1, 1], "vikor"),
        ([[4, 5, 1], [2, 5, 3], [3, 5, 2]], [1, -1, 1], [3, 1, 2], "aroman"),
        ([[4, 5, 1], [2, 5, 3], [3, 5, 2]], [1, 1, -1], [1, 1, 1], "rafsi"),
    ],
    "equal_regrets": [([[1, 2], [2, 1]], [1, 1], [1, 1], "vikor")],
    "identical_alternatives": [([[4, 4], [4, 4], [4, 4]], [1, 1], [1, 1], name) for name in ("topsis", "edas", "ervd", "probid")],
    "column_of_zeros": [
        ([[4, 0, 3], [1, 0, 2], [2, 0, 4], [3, 0, 1]], [1, 1, -1], [1, 1, 1], name)
        for name in ("moora", "marcos", "lmaw", "probid", "sprobid")
    ],
    "anti_ideal_of_zeros": [([[2, 0], [0, 1], [1, 3]], [1, 1], [1, 1], "marcos")],
    "one_alternative": [([[5, 3]], [1, -1], [1, 1], "promethee_ii")],
    "threshold": [([[1, 4, 2], [2, 5, 3], [2, 3, 2]], [1, 1, 1], [0.2, 0.4, 0.4], "codas")],
    "copras_costs": [([[5, 9], [5, 2]], [1, -1], [1, 1], "copras")],
    "benefits_only": [(MIXED, [1, 1, 1], [1, 1, 1], "moora"), (MIXED, [1, -1, 1], [1, 0, 1], "copras")],
    "worst_throughout": [([[1, 2], [2, 3], [4, 5]], [1, 1], [1, 1], "cocoso")],
    "criterion_of_no_weight": [([[8, 4, 6], [3, 7, 2], [9, 3, 6], [2, 4, 9]], [1, 1, 1], [1, 1, 0], "cocoso")],
    "judgements_that_differ_by_rounding": [([[1, 1, 2], [2, 0, 0], [2, 2, 0], [0, 2, 1], [0, 2, 0]], [1, 1, 1], [0.1, 0.2, 0.3], "comet")],
    "ideal": [([[4, 4], [1, 2], [2, 1], [3, 3]], [1, 1], [1, 1], "sprobid")],
    "three_rows": [([[6, 3, 2], [4, 7, 8], [2, 5, 7]], [1, 1, 1], [1, 1, 1], "sprobid")],
    "lopm_order": [(*SOUND, "lopm")],
    "border_of_many": [(np.tile(np.random.default_rng(0).integers(1, 9, (100, 4)), (10, 1)).tolist(), [1, 1, 1, 1], [1, 1, 1, 1], "mabac")],
}


def test_every_test_of_an_entry_has_a_case():
    assert set(CASES) == set(TESTS) | set(REMOVED)
    assert set(CASES) <= set(differences("pymcdm"))


@pytest.mark.parametrize("name", CASES)
def test_an_argued_difference_is_recognised(name):
    for case in CASES[name]:
        found = check(*case)
        assert found.result == "explained"
        assert name in [d.name for d in found.differences]


@pytest.mark.parametrize("method", ["topsis", "copras", "sprobid", "cocoso", "codas", "mabac", "lopm", "vikor", "wsm"])
def test_a_wrong_formula_is_never_explained_away(method, monkeypatch):
    """Scores of the peer with one of them moved by a hundredth: no entry is about that on a sound table."""
    honest = room.pymcdm

    def moved(obj):
        class Moved(type(obj)):
            def __init__(self):
                self.__dict__.update(obj.__dict__)

            def __call__(self, *args):
                scores = np.array(obj(*args))
                scores[1] *= 1.01
                return scores

        return honest(Moved())

    monkeypatch.setattr(room, "pymcdm", moved)
    found = mo.cross_check(mo.DecisionMatrix(SOUND[0], directions=SOUND[1]), method, SOUND[2])
    assert found.unexplained == (method,)
    assert found.fails
    assert f"Nothing explains the difference of {method}" in str(found)


def test_random_tables_with_ties_constants_and_no_weight_leave_nothing_unexplained():
    rng = np.random.default_rng(5)
    for k in range(20):
        n, m = int(rng.integers(1, 8)), int(rng.integers(1, 5))
        x = rng.integers(k % 2, 5, (n, m)).astype(float)
        if k % 3 == 0:
            x[:, 0] = 3
        w = rng.integers(0, 4, m)
        w[0] += 1
        found = mo.cross_check(mo.DecisionMatrix(x, directions=rng.choice([1, -1], m).tolist()), weights=w.tolist())
        assert found.unexplained == ()


def test_both_sides_see_declared_bounds_and_no_parameters_of_the_problem():
    problem = mo.Problem(
        mo.DecisionMatrix(MIXED, criteria=[mo.Criterion("a", scale=mo.Ratio(0, 10)), "b:min", "c"]),
        [3, 2, 2],
        params={"promethee_ii": {"function": "v_shape", "p": 3.0}},
    )
    found = mo.cross_check(problem, ["spotis", "mabac", "promethee_ii", "waspas"])
    assert [one.result for one in found.checks.values()] == ["agrees"] * 4
    assert found.checks["spotis"].params["high"].tolist() == [10, 6, 5]


def test_a_single_alternative_leaves_nothing_unexplained():
    found = mo.cross_check(mo.DecisionMatrix([[5.0, 3.0]], directions=[1, -1]), weights=[1, 1])
    assert found.unexplained == ()
    assert found.checks["comet"].result == "not compared"  # its constructor refuses, which is no question of rounding


def test_a_refused_table_is_not_compared_and_says_why():
    found = mo.cross_check(mo.load("orchestrators"), "wpm")
    assert found.checks["wpm"].result == "not compared"
    assert "'Flyte'" in found.checks["wpm"].said
    assert found.fails  # nothing was compared
    table = found.table
    assert table.columns == ("method", "result", "largest gap", "same order", "because")


def test_what_is_wrong_is_said_once():
    matrix = mo.DecisionMatrix(MIXED)
    with pytest.raises(mo.PluginError, match="do not both have 'dea'"):
        mo.cross_check(matrix, ["dea"], [1, 1, 1])
    with pytest.raises(mo.PluginError, match=r"topsis.* has parameters of its own"):
        mo.cross_check(matrix, [mo.topsis.with_(scale="minmax")], [1, 1, 1])
    with pytest.raises(mo.PluginError, match="no method is named"):
        mo.cross_check(matrix, [], [1, 1, 1])
    assert not mo.cross_check(matrix, mo.topsis, [1, 1, 1]).fails
    with pytest.raises(mo.MissingError, match="no weights"):
        mo.cross_check(matrix)
    with pytest.raises(mo.MissingError, match="'C1' of 'A1' is blank"):
        mo.cross_check(mo.DecisionMatrix([[None, 2], [3, 4]]), weights=[1, 1])
    with pytest.raises(mo.ShapeError, match="one matrix"):
        mo.cross_check(mo.DecisionMatrix(np.ones((2, 3, 2))), weights=[1, 1])


def test_blanks_are_filled_for_both_alike():
    rows = [[None, 2.0], [3.0, 4.0], [5.0, 1.0]]
    found = mo.cross_check(mo.DecisionMatrix(rows, directions=[1, -1]), "topsis", [1, 1], blanks="mean")
    assert found.checks["topsis"].result == "agrees"


def test_a_report_is_frozen_and_can_be_read_by_programs():
    found = mo.cross_check(mo.DecisionMatrix(MIXED, directions=[1, -1, 1]), ["copras", "topsis"], [1, 1, 1])
    with pytest.raises(AttributeError):
        found.version = "0"
    document = found.document()
    assert document["peer"] == {"name": "pymcdm", "version": found.version}
    assert document["methods"]["topsis"]["result"] == "agrees"
    assert list(document["differences"]) == ["copras_costs"]


def test_the_opening_counts_every_result():
    pytest.importorskip("pymcdm", reason="pymcdm (extra 'pymcdm') is not installed")
    matrix = mo.DecisionMatrix([[120, 8, 3], [90, 5, 4], [150, 9, 2], [100, 7, 5]], criteria=["cost:min", "access", "soil"])
    (said,) = mo.cross_check(matrix, ["topsis", "copras"], weights=[3, 2, 1]).opening
    assert said.endswith("has too: 2 asked, 1 in agreement, 1 different for argued reasons, 0 without one, 0 not compared.")
