import pytest

LONG = "a rather long name for a tool of which there are many, number"


def test_the_first_screen_is_an_answer(run):
    code, out, _ = run("orchestrators")
    assert code == 0
    assert out == run("brief", "orchestrators")[1]
    lines = out.splitlines()
    assert len(lines) < 24
    assert max(map(len, lines)) <= 80
    for text in ("Metaflow", "Luigi", "12 of 12 scores", "all 26 independent", "Certain whatever", "Weights:", "Blanks:", "--all"):
        assert text in out


def test_long_tables_are_cut_to_the_screen_and_say_so(run, tmp_path):
    path = tmp_path / "many.csv"
    path.write_text("tool,a,b\nweights,1,1\n" + "".join(f"T{i},{i % 7},{i % 5}\n" for i in range(60)), encoding="utf-8")
    out = run(path)[1]
    assert len(out.splitlines()) <= 24
    assert "more rows." in out
    assert "T59" in run(path, "--all")[1]


@pytest.mark.parametrize("form", ["--json", "--csv", "--markdown"])
def test_other_forms_hold_every_row(run, form):
    assert "Sagemaker Pipelines" in run("orchestrators", form)[1]


def test_published_scores_that_are_not_reproduced_exit_with_one(run):
    assert run("orchestrators", "--blanks", "worst")[0] == 1


def test_names_are_folded_and_not_cut(run, tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("tool,a,b\nweights,1,1\n" + "".join(f'"{LONG} {i}",{i},{9 - 2 * i}\n' for i in range(3)), encoding="utf-8")
    out = run(path)[1]
    assert max(map(len, out.splitlines())) <= 80
    assert "numb" in out
