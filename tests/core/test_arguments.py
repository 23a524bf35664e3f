import inspect
import re

import numpy as np
import pandas as pd
import pytest

import mcda_orch as mo
from mcda_orch.core.arguments import _CALLED, _PLACES, argument_hint, instead, told
from mcda_orch.errors import key
from mcda_orch.plugin.family import FAMILIES
from mcda_orch.plugin.registry import plugins

FRAME = pd.DataFrame({"quality": [7, 9], "cost": [300, 250]}, index=["Ant", "Bee"])
MATRIX = mo.DecisionMatrix(FRAME, directions={"cost": "min"})
WEIGHTS = pd.Series({"cost": 1, "quality": 2})


@pytest.mark.parametrize(
    ("call", "leads_to"),
    [
        (lambda: mo.DecisionMatrix(FRAME, types=[1, -1]), "mo.DecisionMatrix has no argument 'types'. Hint: did you mean 'directions'?"),
        (lambda: mo.DecisionMatrix(FRAME, objectives=[max, min]), "did you mean 'directions'?"),
        (lambda: mo.DecisionMatrix(FRAME, weights=WEIGHTS), "mo.topsis(matrix, weights), or beside the matrix into mo.Problem"),
        (lambda: mo.DecisionMatrix(FRAME, label="tool"), "mo.DecisionMatrix.from_frame(frame, label="),
        (lambda: mo.DecisionMatrix.from_frame(FRAME, index_col="tool"), "did you mean 'label'?"),
        (lambda: mo.DecisionMatrix(FRAME, None, None, None, WEIGHTS), "takes 4 arguments without a name, and got 5"),
        (lambda: mo.Problem(MATRIX, WEIGHTS, directions=[1, -1]), "directions belong to the matrix"),
        (lambda: mo.Problem(MATRIX, WEIGHTS, method="topsis"), "the method stands in the question"),
        (lambda: mo.Weights(), "mo.Weights needs values. Hint: write mo.Weights(values, "),
        (lambda: mo.topsis(MATRIX, WEIGHTS, types=[1, -1]), "topsis has no parameter 'types'. Hint: directions belong to the matrix"),
        (lambda: mo.topsis(MATRIX, WEIGHTS, normalization="minmax"), "did you mean 'scale'?"),
        (lambda: mo.topsis(MATRIX, WEIGHTS, distance="cityblock"), "did you mean 'manhattan'?"),
        (lambda: mo.promethee_ii(MATRIX, WEIGHTS, F="t5"), "did you mean 'function'?"),
        (lambda: mo.promethee_ii(MATRIX, WEIGHTS, function="t5"), "did you mean 'linear'?"),
        (lambda: mo.promethee_ii(MATRIX, WEIGHTS, "linear"), "parameters go by name: function='linear'."),
        (lambda: mo.waspas(MATRIX, WEIGHTS, l=0.5), "did you mean 'lam'?"),
        (lambda: mo.wsm(MATRIX, WEIGHTS, scale="sum"), "use mo.scalings.total"),
        (lambda: mo.smaa(MATRIX, "wsm", order="quality > cost"), 'mo.WeightSet(problem).order("quality > price")'),
        (lambda: mo.smaa(MATRIX, "wsm", seed=1), "did you mean 'rng'?"),
        (lambda: mo.stability(MATRIX, "wsm", WEIGHTS, normalization="minmax"), "mo.topsis.with_(scale="),
        (lambda: mo.compare(MATRIX, ["wsm"], methods=["wsm"]), "mo.compare got 'methods' twice: what stands in place 2 is it"),
        (lambda: mo.topsis(MATRIX, WEIGHTS).explain("Ant"), "Outcome.explain needs b. Hint: write Outcome.explain(a, b, "),
        (lambda: MATRIX.to_frame(kind="polars"), "DecisionMatrix.to_frame has no argument 'kind'. Hint: did you mean 'backend'?"),
        (lambda: mo.Judgements(["a", "b"], [3]).priorities(method="eigenvector"), "Judgements.priorities has no argument 'method'"),
        (lambda: mo.names("normalization"), "did you mean 'scaling'?"),
        (lambda: mo.read(FRAME), "mo.read opens a file, and got a DataFrame. Hint: a table that is loaded already is mo.DecisionMatrix"),
    ],
)
def test_an_argument_of_another_library_leads_somewhere(call, leads_to):
    with pytest.raises(mo.McdaError, match=re.escape(leads_to)):
        call()


@pytest.mark.parametrize(
    ("alternatives", "what"),
    [
        ([1, -1], "directions"),
        (np.array([-1, 1]), "directions"),
        ([max, max], "directions"),
        (["min", "min"], "directions"),
        ([0.3, 0.7], "weights"),
    ],
)
def test_directions_and_weights_are_no_names(alternatives, what):
    for place in ({"alternatives": alternatives}, {"criteria": alternatives}):
        with pytest.raises(mo.LabelError, match=f"{what}, but stand where the {next(iter(place))} are named"):
            mo.DecisionMatrix(np.eye(2), **place)


def test_names_that_only_resemble_them_are_names():
    assert mo.DecisionMatrix(np.eye(2), criteria=["min", "max"]).criterion_names == ("min", "max")
    assert mo.DecisionMatrix(np.eye(2), [2020, 2021]).names == ("2020", "2021")
    assert mo.DecisionMatrix(np.eye(2), [1, 2]).names == ("1", "2")
    assert mo.DecisionMatrix(np.eye(2), directions=[max, min]).senses.tolist() == [1, -1]


def test_a_type_error_inside_a_function_stays_what_it_is():
    @told
    def broken(value):
        return value + "text"

    with pytest.raises(TypeError, match="unsupported operand"):
        broken(1)
    assert list(inspect.signature(mo.smaa).parameters)[:3] == ["problem", "method", "weights"]


def test_what_is_offered_instead_exists_and_hides_nothing():
    known = set(FAMILIES)
    for plugin in plugins().values():
        for param in plugin.params.values():
            known |= {param.name, *(word for word in param.words if isinstance(word, str))}
    for name in mo.__all__:
        if callable(found := getattr(mo, name)) and not (isinstance(found, type) and issubclass(found, Warning)):
            known |= set(inspect.signature(found).parameters)
    known |= set(inspect.signature(mo.Judgements.priorities).parameters)
    known |= set(inspect.signature(mo.DecisionMatrix.to_frame).parameters) | set(inspect.signature(mo.DecisionMatrix.from_frame).parameters)
    assert set(_CALLED) <= known
    for target, guesses in _CALLED.items():
        assert key(target) not in {key(guess) for guess in guesses.split()}
        assert instead(guesses.split()[0], [target]) == target
    for text in _PLACES:
        for name in re.findall(r"mo\.(\w+)", text):
            assert hasattr(mo, name)
    assert argument_hint("anything", []) == "it has no parameters."
