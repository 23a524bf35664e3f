import numpy as np
import pandas as pd
import pytest

import mcda_orch as mo
from mcda_orch.weighting.hierarchy import hierarchy_from

CARS = ["X", "Y"]


def node(*items, triangle, **more):
    return {"items": list(items), "triangle": list(triangle), **more}


def test_a_part_goes_by_the_name_of_its_item():
    cost = mo.Hierarchy("what it costs", mo.Judgements(["price", "fuel", "tax"], [3, 9, 2]))
    car = mo.Hierarchy("car", mo.Judgements(["cost", "safety"], [1]), {"cost": cost})
    assert set(car.consistency()) == {"car", "cost"}
    assert [row[0].strip() for row in car.table.rows] == ["car", "cost", "price", "fuel", "tax", "safety"]
    assert car.table.rows[1][3] == cost.consistency()["what it costs"].ratio


def test_parts_with_the_same_goal_keep_their_own_consistency():
    rash = mo.Hierarchy("part", mo.Judgements(["a", "b", "c"], [9, 1 / 9, 9]))
    calm = mo.Hierarchy("part", mo.Judgements(["d", "e"], [3]))
    found = mo.Hierarchy("goal", mo.Judgements(["rash", "calm"], [1]), {"rash": rash, "calm": calm}).consistency()
    assert not found["rash"].acceptable
    assert found["calm"].acceptable


def test_parts_bring_their_alternatives_along():
    under = {name: mo.Judgements(CARS, [ratio]) for name, ratio in {"price": 9, "fuel": 1 / 3, "safety": 2}.items()}
    cost, goal = mo.Judgements(["price", "fuel"], [3]), mo.Judgements(["cost", "safety"], [2])
    part = mo.Hierarchy("cost", cost, alternatives={name: under[name] for name in ("price", "fuel")})
    composed = mo.Hierarchy("car", goal, {"cost": part}, {"safety": under["safety"]})
    whole = mo.Hierarchy("car", goal, {"cost": mo.Hierarchy("cost", cost)}, under)
    np.testing.assert_array_equal(composed.scores()[0], whole.scores()[0])
    assert set(composed.consistency()) == {"car", "cost", "price", "fuel", "safety"}
    assert [row[0].strip() for row in composed.table.rows[-3:]] == ["price", "fuel", "safety"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"items": ["a", "b"]}, "judgements need 'triangle'"),
        (node("a", "b", triangle=[1], partz={}), "did you mean 'parts'"),
        (node("a", "b", triangle=[1], parts=3), "'parts' is 3, not a table"),
        (node("a", "b", triangle=[1], parts={"a": 3}), "'a' is 3, not a table"),
        (node("a", "b", triangle=[1], parts={"c": node("d", "e", triangle=[1])}), "'c' is divided, but is no part of 'goal'"),
        (node("a", "b", triangle=[1], levels=[1, 2]), "'levels' is .*, not a table"),
        ({"items": ["a", "b"], "triangle": 3}, "'triangle' of judgements is 3, not a list"),
        ({"items": "ab", "triangle": [3]}, "'items' of judgements is 'ab', not a list"),
        (
            node("a", "b", triangle=[1], parts={"a": node("c", "d", triangle=[1], levels=node("0", "1", triangle=[2]))}),
            "levels are compared under 'a'",
        ),
        (3, "not a table of judgements"),
    ],
)
def test_a_file_that_states_something_else_is_refused(given, message):
    with pytest.raises(mo.McdaError, match=message):
        hierarchy_from(given)


def test_a_name_stands_for_one_set_of_judgements():
    under = {name: mo.Judgements(CARS, [2]) for name in ("cost", "safety")}
    with pytest.raises(mo.LabelError, match="'cost' appears twice"):
        mo.Hierarchy("cost", mo.Judgements(["cost", "safety"], [1]), alternatives=under)


def test_the_orchestrators_are_judged_consistently():
    import tomllib
    from pathlib import Path

    text = (Path(__file__).parents[2] / "data/problems/orchestrators.toml").read_text(encoding="utf-8")
    hierarchy = hierarchy_from(tomllib.loads(text)["judgements"])
    found = hierarchy.consistency()
    assert set(found) == {"orchestrator", "building", "running", "governing", "levels"}
    assert all(0 < each.ratio <= 0.1 for each in found.values())
    assert hierarchy.weights().values.sum() == pytest.approx(1)


def test_tables_with_names_are_judgements():
    criteria = pd.DataFrame([[1, 3], [1 / 3, 1]], ["cost", "safety"], ["cost", "safety"])
    cars = pd.DataFrame([[1, 5], [0.2, 1]], CARS, CARS)
    found = mo.Hierarchy("car", criteria, alternatives={"cost": cars, "safety": cars.loc[["Y", "X"], ["Y", "X"]]})
    assert found.scores()[0].values.tolist() == pytest.approx([5 / 6, 1 / 6])
    assert str(found).startswith("node")
    assert str(mo.Judgements(criteria)).splitlines()[0].split() == ["cost", "safety"]
    with pytest.raises(mo.LabelError, match='begins with the name of its goal. Hint: write mo.Hierarchy\\("goal", judgements'):
        mo.Hierarchy(criteria, {"cost": cars, "safety": cars})
    with pytest.raises(mo.LabelError, match="the part 'cost' of 'car' is no hierarchy. Hint: .*alternatives="):
        mo.Hierarchy("car", criteria, {"cost": cars, "safety": cars})
    with pytest.raises(mo.LabelError, match="the alternatives of 'car' go by name"):
        mo.Hierarchy("car", criteria, alternatives=[cars, cars])
