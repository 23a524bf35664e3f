import json
import time

import pytest

pytest.importorskip("typer", reason="the extra 'cli' is not installed")
from mcda_orch.cli.entry import main


@pytest.fixture
def run(capfd):
    def call(*arguments):
        code = main([str(a) for a in arguments])
        found = capfd.readouterr()
        assert "Traceback" not in found.err
        return code, found.out, found.err

    return call


def test_blanks(run):
    start = time.perf_counter()
    code, out, _ = run("blanks", "orchestrators")
    assert time.perf_counter() - start < 2
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
