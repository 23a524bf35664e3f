"""Values cannot change: not by their arrays, not after copying or pickling, not by the arrays that they were made of."""

import copy
import dataclasses
import importlib
import pickle
import pkgutil

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.frozen import Frozen, FrozenMap, Labelled
from mcda_orch.core.steps import Step
from mcda_orch.robust.frequency.grid import Grid

MATRIX = mo.DecisionMatrix([[7.0, 300], [9, 250], [8, 320]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])


def values():
    problem = mo.Problem(MATRIX, [3, 1], published=[1, 2, 3], params={"promethee_ii": {"function": "linear", "p": np.array([1.0, 50.0])}})
    outcome = mo.promethee_ii(problem, function="linear", q=[0.0, 0.0], p=[1.0, 50.0])
    judged = mo.Judgements(["a", "b", "c"], [3, 5, 2])
    return {
        "matrix": MATRIX,
        "weights": mo.Weights({"quality": 3, "price": 1}),
        "problem": problem,
        "outcome": outcome,
        "steps": outcome.steps,
        "explanation": outcome.explain("Ant", "Bee"),
        "ranking": outcome.ranking,
        "preorder": mo.Preorder.from_ranking(outcome.ranking),
        "relation": mo.Relation([[1, 0.5], [0.5, 1]], ("Ant", "Bee")),
        "capacity": mo.Capacity.additive({"quality": 3, "price": 1}),
        "judgements": judged,
        "hierarchy": mo.Hierarchy("car", judged),
        "labelled": Labelled(np.ones(2), ("a", "b")),
        "map": FrozenMap({"a": np.ones(2)}),
        "step": Step("matrix", "x", np.ones(2), (("a", "b"),)),
        "grid": Grid(np.eye(2), ("a", "b"), ("a", "b")),
        "weight set": mo.WeightSet(MATRIX).order("quality > price"),
        "sample": mo.WeightSet(MATRIX).sample(8, rng=1),
        "comparison": mo.compare(problem, ["wsm", "topsis"]),
        "stability": mo.stability(problem, "wsm"),
        "smaa": mo.smaa(problem, "wsm", draws=16, rng=1),
        "first place": mo.first_place(problem, "wsm"),
        "preference": mo.necessary(problem, "wsm"),
        "rank ranges": mo.rank_ranges(problem, "wsm"),
        "audit": mo.audit(MATRIX, [2400, 2300, 2600], ranking=False),
    }


def arrays(value, seen=None):
    """Yield every array in a value, at any depth."""
    seen = set() if seen is None else seen
    if id(value) in seen or isinstance(value, (str, type)):
        return
    seen.add(id(value))
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from arrays(part, seen)
    elif isinstance(value, (dict, FrozenMap)):
        for part in value.values():
            yield from arrays(part, seen)
    elif dataclasses.is_dataclass(value) and type(value).__module__.startswith("mcda_orch"):
        for field in dataclasses.fields(value):
            yield from arrays(getattr(value, field.name), seen)


@pytest.mark.filterwarnings("ignore::mcda_orch.errors.MeaningWarning")
@pytest.mark.parametrize("name", values())
def test_no_array_of_a_value_can_be_changed(name):
    value = values()[name]
    for kind in (lambda v: v, copy.copy, copy.deepcopy, lambda v: pickle.loads(pickle.dumps(v))):
        found = kind(value)
        assert type(found) is type(value)
        assert not [a for a in arrays(found) if a.flags.writeable]


def test_every_value_with_an_array_is_frozen():
    for module in pkgutil.walk_packages(mo.__path__, "mcda_orch."):
        if module.name.endswith("__main__") or module.name.startswith("mcda_orch.io"):  # what a reader works with is no value
            continue
        for kind in vars(importlib.import_module(module.name)).values():
            if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)) or kind.__name__.startswith("_"):
                continue
            if any("NDArray" in str(field.type) for field in dataclasses.fields(kind)):
                assert issubclass(kind, Frozen), f"{kind.__module__}.{kind.__name__} holds an array: derive it from Frozen"


@pytest.mark.parametrize(
    ("array", "make"),
    [
        (np.ones((2, 2)), mo.DecisionMatrix),
        (np.ones(2), mo.Weights),
        (np.ones(2), lambda a: Labelled(a, ("a", "b"))),
        (np.array([1.0, 2.0]), lambda a: mo.Ranking(("a", "b"), a)),
        (np.array([1, 2]), lambda a: mo.Ranking(("a", "b"), a)),
        (np.eye(2), lambda a: mo.Relation(a, ("a", "b"))),
        (np.eye(2, dtype=bool), lambda a: mo.Preorder(a, ("a", "b"))),
        (np.eye(2), lambda a: Grid(a, ("a", "b"), ("a", "b"))),
        (np.array([0.0, 0.5, 0.5, 1.0]), mo.Capacity),
        (np.ones((2, 2)), lambda a: mo.Judgements(["a", "b"], a)),
        (np.ones(2), lambda a: FrozenMap({"a": a})),
        (np.ones(2), lambda a: Step("x", "x", a, (("a", "b"),))),
        (np.ones(2), lambda a: mo.Problem(mo.DecisionMatrix([[1.0], [2.0]]), published=a)),
        (np.ones(3), lambda a: mo.wsm(MATRIX, [1, 1]).matrix.with_values(np.ones((3, 2))) and mo.Ranking.from_scores(a, ("a", "b", "c"))),
    ],
)
def test_a_callers_array_stays_his_own(array, make):
    for given in (array.copy(), array.copy()[...]):
        value = make(given)
        kept = [a.copy() for a in arrays(value)]
        assert given.flags.writeable
        given += 1 if given.dtype != bool else True
        for before, after in zip(kept, arrays(value), strict=True):
            np.testing.assert_array_equal(before, after)
        assert not [a for a in arrays(value) if np.shares_memory(a, given)]


def test_what_numpy_is_given_is_read_only_or_a_copy():
    for value in (MATRIX, mo.Weights([1, 2]), Labelled(np.ones(2), ("a", "b"))):
        assert not np.asarray(value).flags.writeable
        assert np.array(value).flags.writeable
        assert np.asarray(value, dtype=np.float32).dtype == np.float32
