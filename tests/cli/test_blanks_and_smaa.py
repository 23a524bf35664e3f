import io
import json
import sys

import pytest

import mcda_orch as mo
from mcda_orch.cli.verbs import smaa
from mcda_orch.engine import progress


def test_blanks(run):
    code, out, _ = run("blanks", "orchestrators")
    assert code == 0
    for text in (
        "4 cells are blank: User Admin of Airflow, ",
        "Every policy puts Metaflow first.",
        "Metaflow is first whatever the open cells hold.",
        "Airflow ranks 4 to 6, Dagster ranks 5 to 7, Orchest ranks 5 to 8, MLRun ranks 7 to 8, Kedro ranks 8 to 9.",
        "The cell that matters most is Security of Orchest",
        "These ranks are exact",
    ):
        assert text in out


def test_blanks_in_other_formats_and_methods(run):
    document = json.loads(run("blanks", "orchestrators", "--json")[1])
    assert document["rank_intervals"]["ranks"]["Orchest"] == [5, 8]
    assert document["policies"]["reference"] == "blank = 0"
    assert run("blanks", "orchestrators", "--csv")[1].startswith("alternative,best rank,worst rank,")
    assert "| Airflow | 4 | 6 |" in run("blanks", "orchestrators", "--markdown")[1]
    assert "all 81 fillings were tried" in run("blanks", "orchestrators", "--method", "topsis")[1]
    assert run("blanks", "orchestrators", "--method", "wpm")[0] not in (0, 1)


def test_blanks_say_no_when_the_winner_depends_on_them(run, tmp_path):
    path = tmp_path / "two.toml"
    path.write_text(
        'title = "Two"\n[[criteria]]\nname = "a"\nlow = 0\nhigh = 9\nweight = 1\n[[criteria]]\nname = "b"\nlow = 0\nhigh = 9\nweight = 1\n'
        'table = "two.csv"\n',
        encoding="utf-8",
    )
    path.write_text('table = "two.csv"\n' + path.read_text(encoding="utf-8").replace('table = "two.csv"\n', ""), encoding="utf-8")
    (tmp_path / "two.csv").write_text("name,a,b\nAnt,5,5\nBee,8,\n", encoding="utf-8")
    code, out, _ = run("blanks", path)
    assert code == 1
    assert "The winner depends on the open cells: Ant and Bee can each be first." in out
    (tmp_path / "two.csv").write_text("name,a,b\nAnt,5,5\nBee,8,1\n", encoding="utf-8")
    code, out, _ = run("blanks", path)
    assert code == 0
    assert out.strip() == "No cell is blank, so no policy is needed."


def test_smaa(run):
    code, out, _ = run("smaa", "orchestrators", "--draws", "2000")
    assert code == 0
    assert "Expected ranks and pairwise probabilities are exact" in out
    document = json.loads(run("smaa", "orchestrators", "--draws", "2000", "--weights", "published", "--blanks", "unknown", "--json")[1])
    assert document["about"] == "4 uncertain cells"
    assert document["acceptability"]["Metaflow"]["1"] == 1
    ordered = run("smaa", "orchestrators", "--draws", "500", "--order", "Security > Cost", "--csv")[1]
    assert ordered.startswith("alternative,expected rank")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["smaa", "orchestrators", "--seed", "-1"], "-1 is no seed of random numbers"),
        (["robust", "orchestrators", "--margin", "nan"], "--margin is nan"),
        (["robust", "orchestrators", "--margin", "-1"], "--margin is -1"),
    ],
)
def test_numbers_that_mean_nothing_are_refused(run, arguments, said):
    code, _, err = run(*arguments)
    assert code == 2
    assert said in err


def test_an_audit_names_the_column_of_a_bare_table(run, tmp_path):
    file = tmp_path / "tools.csv"
    file.write_text("tool,ease,power,total\nAnt,3,5,11\nBee,2,4,8\nCat,1,0,2\nDog,4,1,9\n")
    code, out, _ = run("audit", file, "--published", "total")
    assert code == 0
    assert "exactly one explanation: ease 2, power 1." in out
    assert "did you mean 'total'?" in run("audit", file, "--published", "totl")[2]
    assert "named like a result" in run("audit", file)[2]


def test_an_audit_of_scores_that_are_a_ratio_recovers_their_weights(run, tmp_path):
    cells = {"Ant": (3, 5, 1), "Bee": (2, 4, 7), "Cat": (1, 0, 2), "Dog": (4, 1, 3)}
    scores = mo.topsis(mo.DecisionMatrix(list(cells.values()), list(cells), ["ease", "power", "reach"]), [2, 1, 1]).scores
    file = tmp_path / "tools.csv"
    file.write_text("tool,ease,power,reach,score\n" + "".join(f"{n},{a},{b},{c},{scores[n]:.6f}\n" for n, (a, b, c) in cells.items()))
    code, out, _ = run("audit", file, "--published", "score", "--method", "topsis")
    assert code == 0
    assert "With these weights topsis gives the scores" in out
    wrong = file.read_text().replace(f"{scores['Bee']:.6f}", "0.9")
    file.write_text(wrong)
    assert run("audit", file, "--published", "score", "--method", "topsis")[0] == 1


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_smaa_shows_how_far_it_is_on_a_terminal_alone(run, monkeypatch):
    monkeypatch.setattr(progress, "SOON", 0.0)
    monkeypatch.setattr(progress, "OFTEN", 0.0)
    code, out, err = run("smaa", "orchestrators", "--method", "wsm", "--draws", 30_000)
    assert (code, err) == (0, "")
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    found = run("smaa", "orchestrators", "--method", "wsm", "--draws", 30_000, "--workers", 2)
    assert found[:2] == (0, out)
    assert "\r8,192 of 30,000 draws (27 %), " in stream.getvalue()
    assert stream.getvalue().endswith(" \r")


def test_an_interrupted_smaa_prints_what_was_drawn(run, monkeypatch):
    class Keyboard(progress.Line):
        def tell(self, done, total):
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(smaa, "Line", Keyboard)
    code, out, _ = run("smaa", "orchestrators", "--method", "wsm", "--draws", 30_000)
    assert code == 130
    assert "The draws were interrupted: 8,192 of 30,000 were made" in out


def test_workers_that_are_none_are_refused(run):
    assert run("smaa", "orchestrators", "--workers", 0)[::2] == (2, "error: --workers 0 must be at least 1.\n")
