"""What a problem file says of a method is checked when it is read, with the file's name."""

import json

import pytest

import mcda_orch as mo
from mcda_orch.cli.entry import main

TABLE = "Tool,price:min,speed\nAnt,3,7\nBee,5,9\nCat,4,1\n"


def problem(tmp_path, methods):
    (tmp_path / "tools.csv").write_text(TABLE)
    (tmp_path / "tools.toml").write_text('table = "tools.csv"\n' + methods)
    return mo.read(tmp_path / "tools.toml")


@pytest.mark.parametrize(
    ("methods", "message"),
    [
        ("[methods.vikor]\nv = 5\n", r"tools.toml, \[methods.vikor\]: v of vikor is 5, but must lie in \[0, 1\]"),
        ("[methods.vikr]\nv = 0.5\n", r"tools.toml, \[methods.vikr\]: .*'vikr'.* 'vikor'"),
        ("[methods.vikor]\nw = 0.5\n", r"tools.toml, \[methods.vikor\]: vikor has no parameter 'w'"),
        ('[methods.topsis]\nscale = "minmx"\n', r"tools.toml, \[methods.topsis\]: scale of topsis is 'minmx', which is no scaling"),
        ("[methods.promethee_ii]\nq = { price = 1 }\n", r"\[methods.promethee_ii\]: q of promethee_ii has no effect with function='usual'"),
        ('[methods.promethee_ii]\nfunction = "linear"\np = { cost = 1 }\n', r"\[methods.promethee_ii\]: .*'cost', which is no criterion"),
        ("[methods.wsm]\nweights = { price = 1 }\n", r"\[methods.wsm\]: .*'speed' has no weight"),
    ],
)
def test_what_a_method_cannot_take_is_refused_by_file(tmp_path, methods, message):
    with pytest.raises(mo.ReadError, match=message):
        problem(tmp_path, methods)


def test_scalings_words_and_thresholds_go_by_name(tmp_path):
    found = problem(
        tmp_path, '[methods.topsis]\nscale = "minmax"\n[methods.promethee_ii]\nfunction = { price = "linear" }\np = { price = 2 }\n'
    )
    assert mo.topsis(found, [1, 2]).scores.tolist() == mo.topsis(found.matrix, [1, 2], scale=mo.scalings.minmax).scores.tolist()
    direct = mo.promethee_ii(found.matrix, [1, 2], function=["linear", "usual"], p=[2, 0])
    assert mo.promethee_ii(found, [1, 2]).scores.tolist() == direct.scores.tolist()


@pytest.mark.parametrize(("weighting", "stated"), [("entropy", 'scale = "minmax"'), ("rank_sum", "ranks = {price = 2, speed = 1}")])
def test_what_a_file_says_of_a_weighting_holds_wherever_it_is_asked_for_by_name(tmp_path, capsys, weighting, stated):
    found = problem(tmp_path, f"[methods.{weighting}]\n{stated}\n")
    wanted = mo.get(weighting)(found).values.tolist()
    (tmp_path / "named.toml").write_text(f'table = "tools.csv"\nweights = "{weighting}"\n[methods.{weighting}]\n{stated}\n')
    named = mo.read(tmp_path / "named.toml")
    assert named.weights.values.tolist() == wanted
    assert mo.topsis(found, weighting).weights.values.tolist() == wanted
    assert mo.Problem(found.matrix, weighting, params=found.params).weights.values.tolist() == wanted
    assert mo.compare(found, ["topsis"], weighting).outcomes["topsis"].weights.values.tolist() == wanted
    assert mo.blank_policies(found, "topsis", weighting).outcomes["blank = 0"].weights.values.tolist() == wanted
    assert mo.first_place(found, "wsm", weighting).winners == mo.first_place(found, "wsm", wanted).winners
    assert main(["rank", str(tmp_path / "tools.toml"), "-m", "topsis", "--weights", weighting, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["weights"]["values"] == wanted


def test_parameters_of_a_call_come_before_those_of_the_file(tmp_path):
    found = problem(tmp_path, '[methods.entropy]\nscale = "minmax"\n')
    other = mo.weightings.entropy.with_(scale="total")
    assert mo.topsis(found, other).weights.values.tolist() == other(found.matrix).values.tolist()
