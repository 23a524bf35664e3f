"""A parameter is the same in a call, in a problem file and on the command line: what one of them takes, all take, with the same scores."""

import json
from itertools import cycle

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.io.documents.toml_text import toml_text

TABLE = "tool,x,y:min,z:max\nA,3,7,2\nB,5,1,8\nC,6,6,3\nD,2,9,9\nE,4,4,4\n"
WEIGHTS = [3, 2, 1]
METHODS = [name for name in mo.names("score") if mo.get(name).params]
PLAIN = [True, 2, 0.3, -0.25, "wordless"]
"""Values that are written alike in a call, a file and a command."""
EACH = [[1, 2, 3], ["minmax", "vector", "minmax"], {"z": 3, "x": 1, "y": 2}, {"q": 1}, [True, False, True]]
"""One for each criterion, or for some."""


def written(value):
    """Return a value as it stands on the command line."""
    if isinstance(value, dict):
        return ",".join(f"{name}:{written(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ",".join(map(written, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def scores(ask):
    try:
        return np.asarray(ask()).tolist()
    except mo.McdaError:
        return "refused"


@pytest.mark.parametrize("name", METHODS)
def test_calls_files_and_commands_take_and_refuse_the_same(name, tmp_path, run):
    method = mo.get(name)
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    problem = mo.read(tmp_path / "t.csv")
    for (key, param), (ending, text) in zip(method.params.items(), cycle([("toml", toml_text), ("json", json.dumps)]), strict=False):
        for value in [*PLAIN, *EACH, *(word for word in param.words if isinstance(word, str))]:
            wanted = scores(lambda: method(problem, WEIGHTS, **{key: value}).scores.values)  # noqa: B023 - called at once
            file = tmp_path / f"p.{ending}"
            file.write_text(text({"file": "t.csv", "methods": {name: {key: value}}}), encoding="utf-8")
            assert scores(lambda: method(mo.read(file), WEIGHTS).scores.values) == wanted, (key, value, ending)  # noqa: B023
            code, out, err = run(
                "rank", tmp_path / "t.csv", "-m", name, "--weights", "3,2,1", "--param", f"{key}={written(value)}", "--json"
            )
            assert (json.loads(out)["scores"] if code == 0 else "refused") == wanted, (key, value, err)


FORMS = [
    (["promethee_ii", "--param", "function=linear", "--param", "p=3", "--param", "q=1"], "promethee_ii", {"function": "linear", "p": 3, "q": 1}),
    (["promethee_ii", "--param", "function=linear,usual,v_shape", "--param", "p=3"], "promethee_ii", {"function": ["linear", "usual", "v_shape"], "p": 3}),
    (["promethee_ii", "--param", "function=linear", "--param", "p=3,4,5"], "promethee_ii", {"function": "linear", "p": [3, 4, 5]}),
    (["promethee_ii", "--param", "function=linear", "--param", "p=z:5,x:3,y:4"], "promethee_ii", {"function": "linear", "p": [3, 4, 5]}),
    (["promethee_ii", "--param", "function=gaussian", "--param", "sigma=2"], "promethee_ii", {"function": "gaussian", "sigma": 2}),
    (["comet", "--param", "levels=2"], "comet", {"levels": 2}),
    (["topsis", "--scale", "minmax"], "topsis", {"scale": mo.scalings.minmax}),
    (["topsis", "--param", "scale=total"], "topsis", {"scale": "total"}),
    (["topsis", "--param", "distance=minkowski", "--param", "p=3"], "topsis", {"distance": "minkowski", "p": 3}),
    (["topsis", "--param", "low=0,0,0", "--param", "high=10,10,10"], "topsis", {"low": [0, 0, 0], "high": [10, 10, 10]}),
    (["vikor", "--param", "v=.3"], "vikor", {"v": 0.3}),
    (["waspas", "--param", "lam=25e-2"], "waspas", {"lam": 0.25}),
    (["waspas", "--param", "shares=false"], "waspas", {"shares": False}),
    (["owa", "--param", "order_weights=0.5,0.3,0.2"], "owa", {"order_weights": [0.5, 0.3, 0.2]}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "name", "params"), FORMS, ids=[" ".join(words) for words, _, _ in FORMS])
def test_parameters_are_written_as_people_write_them(words, name, params, tmp_path, run):
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    code, out, err = run("rank", tmp_path / "t.csv", "--weights", "3,2,1", "--json", "-m", *words)
    assert code == 0, err
    assert json.loads(out)["scores"] == mo.get(name)(mo.read(tmp_path / "t.csv"), WEIGHTS, **params).scores.tolist()


@pytest.mark.parametrize("value", ["1/4", "25%", "0,5", "half", ""])
def test_what_is_no_number_is_told_how_one_is_written(value, tmp_path, run):
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    rank = ("rank", tmp_path / "t.csv", "--weights", "3,2,1", "-m", "waspas", "--param")
    code, out, err = run(*rank, f"lam={value}")
    assert (code, out) == (2, "")
    assert "lam of waspas is " in err
    assert "such as 0.5" in err
    assert run(*rank, "lam=0.5")[0] == 0
