"""What is asked of solvers of mixed-integer programmes, whose "optimal" is no proof."""

import ast
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

import mcda_orch

SOURCE = Path(mcda_orch.__file__).parent
WEIGHTS = [
    28927,
    30472,
    40206,
    48018,
    11394,
    15766,
    42917,
    47945,
    19969,
    22473,
    44761,
    26933,
    20926,
    43108,
    20279,
    26367,
    35753,
    31983,
    13429,
    11102,
]
ROOM = 291364


def test_every_mixed_integer_programme_sets_its_gap_to_zero():
    calls = [
        (path.name, node)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "milp"
    ]
    assert {name for name, _ in calls} == {"fewest.py", "fewest_cells.py", "order_bound.py", "swaps.py"}
    for name, call in calls:
        options = {k.arg: k.value for k in call.keywords}["options"]
        assert ast.literal_eval(options)["mip_rel_gap"] == 0.0, name


def test_a_gap_of_zero_finds_the_best_load():
    """Items that are worth what they weigh: with its default gap the solver calls 291,347 optimal."""
    sums = {0}
    for weight in WEIGHTS:
        sums |= {total + weight for total in sums if total + weight <= ROOM}
    values = np.array(WEIGHTS, dtype=float)
    limit = LinearConstraint(values[None, :], -np.inf, ROOM)
    found = milp(-values, constraints=limit, bounds=Bounds(0, 1), integrality=np.ones(20), options={"mip_rel_gap": 0.0})
    assert round(float(values @ np.round(found.x))) == max(sums)
