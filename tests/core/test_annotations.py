"""Arguments of public functions: whatever is passed, there is an answer or one error that names the argument."""

import datetime as dt
import inspect
import warnings
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
import pytest

import mcda_orch as mo
from mcda_orch.core.arguments import told

MATRIX = mo.DecisionMatrix([[1, 5, 3], [2, 4, 1], [3, 1, 2], [4, 2, 2]], list("abcd"), ["p:min", "q", "r"])
PROBLEM = mo.Problem(MATRIX, {"p": 2, "q": 1, "r": 1})
ITEMS = mo.Judgements(["p", "q"], [[1, 2], [1 / 2, 1]])


def solved():
    """Return what pymoo ends with."""
    from pymoo.algorithms.moo.nsga2 import NSGA2
    from pymoo.optimize import minimize
    from pymoo.problems import get_problem

    return minimize(get_problem("zdt1"), NSGA2(pop_size=8), ("n_gen", 2), seed=1)


def studied():
    """Return a study of Optuna."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(directions=["maximize", "minimize"])
    study.add_trial(optuna.trial.create_trial(values=[1.0, 2.0]))
    study.add_trial(optuna.trial.create_trial(values=[0.5, 1.0]))
    return study


CALLS = {
    "audit": {"problem": PROBLEM, "scores": {"a": 1, "b": 2, "c": 3, "d": 4}},
    "agreement_test": {"a": {"p": 1, "q": 2, "r": 3}, "b": {"p": 2, "q": 1, "r": 3}, "draws": 64},
    "blank_policies": {"problem": PROBLEM, "method": "wsm"},
    "brief": {"problem": PROBLEM, "method": "wsm"},
    "compare": {"problem": PROBLEM, "methods": ["wsm", "topsis"]},
    "cross_check": {"problem": PROBLEM, "methods": ["wsm", "topsis"]},
    "draws_needed": {},
    "from_frame": {"frame": pd.DataFrame({"a": [1, 2], "b": [4, 3]})},
    "from_optuna": {"study": studied()},
    "from_pymoo": {"result": solved()},
    "pick": {"problem": PROBLEM, "method": "wsm"},
    "first_place": {"problem": PROBLEM, "method": "wsm"},
    "get": {"name": "wsm"},
    "judgement_matrix": {"scores": [1, 2]},
    "load": {"name": "orchestrators"},
    "margin_of_victory": {"problem": PROBLEM, "method": "wsm"},
    "intraclass": {"ratings": [[1, 2, 3], [2, 2, 4]]},
    "joint_judgements": {"judgements": [mo.Judgements(["p", "q"], [2]), mo.Judgements(["p", "q"], [3])]},
    "kendall_w": {"ratings": [[1, 2, 3], [2, 2, 4]]},
    "krippendorff_alpha": {"ratings": [[1, 2, 3], [2, 2, 4]]},
    "max_margin": {"problem": PROBLEM, "method": "wsm", "preferences": "a > b"},
    "names": {"family": "score"},
    "necessary": {"problem": PROBLEM, "method": "wsm"},
    "next_question": {"problem": PROBLEM, "method": "wsm", "draws": 64},
    "possible": {"problem": PROBLEM, "method": "wsm"},
    "rank_intervals": {"problem": PROBLEM, "method": "wsm"},
    "rank_ranges": {"problem": PROBLEM, "method": "wsm"},
    "rank_reversal": {"problem": PROBLEM, "method": "wsm"},
    "read_outcome": {"path": "none.json"},
    "recover_weights": {"problem": PROBLEM, "method": "topsis", "scores": [0.1, 0.2, 0.3, 0.4]},
    "ror_smaa": {"values": mo.uta_gms(PROBLEM, "a > b"), "draws": 64, "rng": 0},
    "smaa": {"problem": PROBLEM, "method": "wsm", "draws": 64, "rng": 0},
    "stability": {"problem": PROBLEM, "method": "wsm"},
    "top": {"table": [[1.0, 2.0], [3.0, 4.0]], "method": "wsm", "weights": [1, 1], "k": 1},
    "triads": {"judgements": [[0.5, 1], [0, 0.5]]},
    "uta": {"matrix": PROBLEM, "preferences": "a > b"},
    "uta_gms": {"matrix": PROBLEM, "preferences": "a > b"},
    "utastar": {"matrix": PROBLEM, "preferences": "a > b"},
    "weight_triangle": {"problem": PROBLEM, "method": "wsm"},
    "what_if": {"problem": PROBLEM, "winner": "b", "method": "wsm"},
    "Alternative": {"name": "a"},
    "Blanks": {},
    "Capacity": {"values": [0, 0.5, 0.5, 1], "criteria": ["p", "q"]},
    "CometModule": {"name": "c", "inputs": ["p", "q"]},
    "Criterion": {"name": "p"},
    "DecisionMatrix": {"values": [[1, 2], [3, 4]], "alternatives": ["a", "b"], "criteria": ["p", "q"], "directions": "+-"},
    "Group": {"problems": [PROBLEM, PROBLEM]},
    "Hierarchy": {"goal": "g", "judgements": ITEMS},
    "Interval": {},
    "Judgements": {"items": ["p", "q"], "values": [[1, 2], [0.5, 1]]},
    "Ordinal": {},
    "Preorder": {"pairs": np.eye(2), "labels": ["a", "b"]},
    "Problem": {"matrix": MATRIX, "weights": [1, 1, 1]},
    "Ranking": {"labels": ["a", "b"], "ranks": [1, 2]},
    "Ratio": {},
    "Relation": {"values": np.eye(2), "labels": ["a", "b"]},
    "WeightSet": {"criteria": ["p", "q"]},
    "Weights": {"values": [1, 2], "criteria": ["p", "q"]},
}
ODD = [
    object(),
    b"ab",
    -1,
    1.5,
    float("nan"),
    10**400,
    1j,
    "zz",
    [],
    ["zz"],
    [[1, 2], [3]],
    {"p": [1, 2], "q": [1], "r": [3, 4]},
    {1: 2},
    {"a", "b"},
    np.eye(3),
    np.array([1, None, "a"], dtype=object),
    pd.Series([1.0, np.nan], index=["p", "q"]),
    pd.DataFrame(),
    dt.date(2020, 1, 1),
    mo.topsis,
    MATRIX,
]


def test_every_public_call_is_tried():
    results = {name for name in mo.__all__ if inspect.isfunction(getattr(mo, name))}
    assert results - set(CALLS) == {"independent_methods", "read", "write"}


@pytest.mark.parametrize("name", CALLS)
def test_no_argument_ends_in_a_bare_error(name):
    call, base = getattr(mo, name), CALLS[name]
    for argument, parameter in inspect.signature(call).parameters.items():
        if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
            continue
        for value in ODD:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", mo.MeaningWarning)
                try:
                    str(call(**{**base, argument: value}))
                except mo.McdaError:
                    pass


def test_an_error_names_the_argument_and_what_it_may_be():
    with pytest.raises(mo.DomainError, match=r"^smaa: draws='many' must be a whole number\.$"):
        mo.smaa(PROBLEM, "wsm", draws="many")
    with pytest.raises(mo.DomainError, match=r"rank_ranges: ties='optimist' must be .*did you mean 'optimistic'"):
        mo.rank_ranges(PROBLEM, "wsm", ties="optimist")


def test_arguments_come_in_their_plain_form():
    @told
    def seen(n: int, by: dict[str, float] | None = None, ties: Literal["kept", "split"] = "kept") -> tuple[object, ...]:
        return n, by, ties

    assert seen(np.float64(3.0)) == (3, None, "kept")
    assert type(seen(np.int8(3))[0]) is int
    with pytest.raises(mo.DomainError, match="seen: n=True must be"):
        seen(True)


def test_labelled_numbers_stand_where_a_mapping_is_asked_for():
    stated = mo.uta(MATRIX, "a > b", segments={"p": 2, "q": 1, "r": 1})
    assert str(mo.uta(MATRIX, "a > b", segments=pd.Series([1, 2, 1], index=["r", "p", "q"]))) == str(stated)


def test_a_set_names_nothing_in_an_order():
    with pytest.raises(mo.LabelError, match="a set has no order"):
        mo.DecisionMatrix([[1, 2], [3, 4]], criteria={"p", "q"})
    with pytest.raises(mo.LabelError, match="a set has no order"):
        mo.Ranking({"a", "b"}, [1, 2])


def test_one_weight_vector_is_asked_for():
    with pytest.raises(mo.ShapeError, match="one weight vector"):
        mo.first_place(PROBLEM, "wsm", {"p": [1, 2], "q": [1, 1], "r": [3, 4]})
    with pytest.raises(mo.ShapeError, match="one weight vector"):
        mo.blank_policies(PROBLEM, "wsm", {"p": [1, 2], "q": [1, 1], "r": [3, 4]})


class Numbers(NamedTuple):
    r: float
    q: float
    p: float


FIELDS = np.array([(1.0, 2.0, 3.0)], dtype=[("r", float), ("q", float), ("p", float)])[0]


@pytest.mark.parametrize("named", [Numbers(1, 2, 3), FIELDS, [("q", 2), ("r", 1), ("p", 3)]], ids=["tuple", "fields", "pairs"])
def test_names_are_obeyed_however_they_are_carried(named):
    stated = {"p": 3, "q": 2, "r": 1}
    shown = [mo.smaa(MATRIX, "wsm", draws=64, rng=0, prior=given).acceptability for given in (stated, named)]
    assert str(shown[0]) == str(shown[1])
    shown = [mo.promethee_ii(MATRIX, [1, 2, 3], function="v_shape", p=given) for given in (stated, named)]
    assert str(shown[0]) == str(shown[1])
    shown = [mo.promethee_ii.with_(function="v_shape", p=given)(MATRIX, [1, 2, 3]) for given in (stated, named)]
    assert str(shown[0]) == str(shown[1])


def test_names_that_are_no_criteria_are_refused_however_they_are_carried():
    odd = np.array([(1.0, 2.0, 3.0)], dtype=[("r", float), ("q", float), ("price", float)])[0]
    with pytest.raises(mo.LabelError, match="'price'"):
        mo.promethee_ii(MATRIX, [1, 2, 3], function="v_shape", p=odd)
    with pytest.raises(mo.LabelError, match="'price'"):
        mo.smaa(MATRIX, "wsm", draws=64, prior=odd)


def test_a_batch_is_refused_where_one_matrix_is_shown_or_asked_about():
    batch = mo.DecisionMatrix(np.ones((2, 3, 2)))
    with pytest.raises(mo.ShapeError, match="no single table"):
        str(mo.Problem(batch, [1, 1]).table)
    with pytest.raises(mo.ShapeError, match="on one matrix"):
        mo.blank_policies(batch, "wsm", [1, 1])
    with pytest.raises(mo.ShapeError, match=r"shape \(0, 2, 2\)"):
        mo.DecisionMatrix(np.ones((0, 2, 2)))
