import json
import os
import re
import subprocess
import sys

import pytest

import mcda_orch as mo
from mcda_orch.cli.catalogue import VERBS


def test_the_main_job(run):
    code, out, _ = run("compare", "orchestrators")
    assert code == 0
    for name in ("Metaflow", "Flyte", "Kubeflow Pipelines", "Prefect", "Airflow", "Dagster", "Orchest", "MLRun", "Kedro", "ZenML", "Luigi"):
        assert name in out
    assert "Sagemaker Pipelines" in out
    assert "12 of 12 published scores are reproduced by wsm" in out
    assert re.search(r"\bwaspas\b[\s\S]*\bwpm\b", out.partition("Methods that refused")[2])
    assert "needs values > 0, but 'User Admin' of 'Flyte' is 0" in out
    assert "2=" in out
    assert "kendall_tau_b" in out
    assert out.startswith("Metaflow wins: it is first under all")
    assert "consistency ratio at most" in out


def test_compare_in_other_formats(run):
    document = json.loads(run("compare", "orchestrators", "--json")[1])
    assert document["schema"] == "mcda_orch.comparison"
    assert document["methods"]["wsm"]["ranks"]["Luigi"] == 12
    assert set(document["refused"]) >= {"waspas", "wpm"}
    assert run("compare", "orchestrators", "--csv")[1].startswith("alternative,published,reproduced,")
    assert "| Metaflow |" in run("compare", "orchestrators", "--markdown")[1]


def test_compare_tries_scalings_and_weightings(run):
    words = ["-m", "topsis,wsm", "--scalings", "minmax,vector", "--weightings", "own,equal"]
    code, out, _ = run("compare", "orchestrators", *words, "--agreement", "spearman", "--consensus", "borda")
    assert code == 0
    assert "In the design (2 methods x 2 scalings x 2 weightings)" in out
    assert "Where the disagreement comes from (2 methods x 2 scalings x 2 weightings)" in out
    assert "spearman" in out
    assert "aggregation x scaling x weighting" in out
    document = json.loads(run("compare", "orchestrators", *words, "--json")[1])
    assert document["design"]["weightings"] == ["own", "equal"]
    assert "wins" in run("compare", "orchestrators", *words, "--markdown")[1].splitlines()[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--scalings", "minmx"], "did you mean 'minmax'"),
        (["--weightings", "entropi"], "'entropy'"),
        (["--weightings", "equal,equal"], "there twice"),
        (["--agreement", "minmax"], "no coefficient"),
        (["--consensus", "spearman"], "no rule of consensus"),
    ],
)
def test_what_is_no_choice_of_a_comparison_is_named(run, words, said):
    code, _, err = run("compare", "orchestrators", "-m", "topsis", *words)
    assert code == 2
    assert said in err


def test_compare_says_no_when_the_scores_are_not_reproduced(run):
    code, out, _ = run("compare", "orchestrators", "--blanks", "worst", "-m", "wsm")
    assert code == 1
    assert "10 of 12 published scores are reproduced" in out
    assert "Airflow: published 18, reproduced 17" in out


def test_rank_and_its_options(run):
    code, out, _ = run("rank", "orchestrators", "--method", "topsis", "--scale", "minmax")
    assert code == 0
    assert "Metaflow > Flyte" in out
    assert "individual regret" in run("rank", "orchestrators", "-m", "vikor", "--steps")[1]
    assert json.loads(run("rank", "orchestrators", "-m", "vikor", "--param", "v=0.3", "--json")[1])["params"]["v"] == 0.3
    assert "1,Metaflow,23.0" in run("rank", "orchestrators", "--csv")[1]


def test_methods_and_show(run):
    assert "Closeness to the ideal" in run("methods")[1]
    out = run("methods", "--laws", "--csv")[1]
    assert out.startswith("method,dominance,")
    assert {"proved", "kept", "broken"} <= set(out.replace("\n", ",").split(","))
    assert "4 cells blank" in run("show", "orchestrators")[1]
    assert "https://metaflow.org/" in run("show", "orchestrators", "--texts", "--json")[1]
    assert run("--version")[1].startswith("mcda-orch ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rank", "nowhere.md"], "error: there is no file 'nowhere.md'"),
        (["rank", "orchestrators", "-m", "topsi"], "did you mean 'topsis'"),
        (["rank", "orchestrators", "-m", "minmax"], "minmax is a scaling, not a method"),
        (["rank", "orchestrators", "-m", "wpm"], "error: wpm needs values > 0"),
        (["rank", "orchestrators", "--blanks", "refuse"], "'User Admin' of 'Airflow'"),
        (["rank", "orchestrators", "--weights", "1,2"], "shape|2 weights"),
        (["rank", "orchestrators", "--weights", "Cost=x"], "are not all numbers"),
        (["rank", "orchestrators", "--weights", "Costs=1"], "weight for 'Costs', which is no criterion"),
        (["rank", "orchestrators", "--weights", "0,0,0,0,0,0,0,0,0,0,0"], "all weights are zero"),
        (["rank", "orchestrators", "--weights=-1,0,0,0,0,0,0,0,0,0,0"], "weight of 'Ease of development' is -1"),
        (["rank", "orchestrators", "--param", "v"], "not of the form name=value"),
        (["rank", "orchestrators", "--param", "u=1"], "wsm has no parameter 'u'"),
        (["rank", "orchestrators", "--weights", "Cost=1,Cost=2"], "names something twice"),
        (["rank", "orchestrators", "--weights", "Cost=1"], "criteria 'Ease of development', .* and 7 more have no weight"),
        (["rank", "orchestrators", "--blanks", "nan"], "a blank cannot stand for nan"),
        (["rank", "orchestrators", "-m", "vikor", "--param", "v=abc"], "v of vikor is 'abc', but must be a number in"),
        (
            ["rank", "orchestrators", "-m", "promethee_ii", "--param", "p=abc"],
            "p of promethee_ii is 'abc', but must be a number of at least 0",
        ),
        (["rank", "orchestrators", "-m", "promethee_ii", "--param", "p=Costs=1"], "p of promethee_ii for 'Costs', which is no criterion"),
        (["rank", "orchestrators", "-m", "waspas", "--param", "shares=5"], "write true or false"),
        (["rank", "orchestrators", "-m", "ahp", "--param", "levels=abc"], "levels of ahp is 'abc', but must be an array"),
        (["rank", "orchestrators", "-m", "topsis", "--param", "scale=foo"], "scale of topsis is 'foo', which is no scaling"),
        (["rank", "orchestrators", "-m", "topsis", "--scale", "minmx"], "'minmx', which is no scaling.\nhint: did you mean 'minmax'"),
        (["rank", "a" * 5000 + ".csv"], "File name too long|there is no file"),
        (["compare", "orchestrators", "-m", "wsm", "-m", "wsm"], "compared with itself"),
        (["compare", "orchestrators", "--weights", "1,2"], "2 weights for 11 criteria"),
        (["rank", "orchestrators", "--json", "--csv"], "not allowed with"),
        (["methods", "--family", "scores"], "there is no family 'scores'"),
        (["dance"], "there is no verb 'dance'"),
        (["rank"], "lacks PROBLEM"),
        (["rnk", "orchestrators"], "hint: did you mean 'rank'"),
        (["rank", "orchestrators", "--wieghts", "1"], "no option --wieghts.\nhint: did you mean '--weights'"),
        (["rank", "orchestrators", "luigi"], "'luigi' is one word too many"),
        (["rank", "orchestrators", "--label", "tool"], "is complete, so --label has no place"),
        (["rank", "t.csv", "--label", "a", "--label", "b"], "--label is given 2 times"),
        (["rank", "orchestrators", "--weights", "entropi"], "are not all numbers.\nhint: .* did you mean 'entropy'"),
        (["compare", "orchestrators", "--scale", "minmax"], "belong to a method"),
        (["rank", "orchestrators", "--force"], "no|none is given"),
        (["rank", "orchestrators", "-o", "out.doc"], "no ending that says what to write"),
        (["rank", "orchestrators", "-o", "out.csv", "--json"], "contradict each other"),
        (["rank", "orchestrators", "-o", "no/such/folder/out.csv"], "cannot be written"),
        (["--versoin"], "did you mean '--version'"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_two(run, arguments, message):
    code, _, err = run(*arguments)
    assert code == 2
    assert re.search(message, err)


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("tool,a,b\nweights,1,1\nOnly,1,2\n", {0}),
        ("tool,a\nweights,1\nAnt,1\nBee,2\n", {0}),
        ("tool,a,b\nweights,1,1\nAnt,1,2\nBee,1,2\n", {0}),
        ("tool,a,b\nweights,1,1\nAnt,1,2\nBee,1,3\n", {0}),
        ("tool,a\nweights,1\nAnt,1e-300\nBee,1e300\n", {0}),
        ('"tool",a\nweights,1\n"x|y",1\n🐝 [red],2\n', {0}),
        ("tool,a\nAnt,1\nAnt,2\n", {2}),
        ("tool,a\nAnt,1\nBee,2\n", {2}),
        ("tool,a\nweights,0\nAnt,1\nBee,2\n", {2}),
        ("tool,a\nweights,-1\nAnt,1\nBee,2\n", {2}),
        ("tool,a,a\nweights,1,1\nAnt,1,1\nBee,2,2\n", {2}),
        ("tool,a,b\nweights,1,1\nAnt,1,2\nBee,slow,3\n", {2}),
        ("tool,a,b\nweights,1,1\nAnt,1,2\nBee,nan,3\n", {2}),
        ("tool,a,b\nweights,1,1\nAnt,1,2\nBee,inf,3\n", {2}),
        ("tool,a,b\nweights,1,1\nAnt,1,2\nBee,,3\n", {2}),
        ("tool,a\n", {2}),
        ("", {2}),
    ],
)
@pytest.mark.parametrize("command", [["compare"], ["rank", "-m", "topsis"]])
def test_awkward_tables(run, tmp_path, table, codes, command):
    path = tmp_path / "t.csv"
    path.write_text(table, encoding="utf-8")
    code, out, err = run(*command, path)
    assert code in codes
    assert ("🐝 [red]" in out and "x|y" in out) or "🐝" not in table
    assert err.startswith("error: ") == (code == 2)


def test_it_is_a_command_of_its_own():
    found = subprocess.run(
        [sys.executable, "-m", "mcda_orch.cli.entry", "rank", "orchestrators"], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0
    assert "Metaflow" in found.stdout


def test_weights_on_the_command_line_are_those_of_every_method(run):
    first = "1" + ",0" * 10
    for method in ("wsm", "ahp"):
        assert run("rank", "orchestrators", "-m", method, "--weights", first)[1].endswith("> Sagemaker Pipelines\n")
    code, out, _ = run("compare", "orchestrators", "-m", "ahp", "-m", "wsm", "--weights", first, "--json")
    assert code == 1
    assert json.loads(out)["refused"] == {}


def test_no_method_applies(run):
    code, out, _ = run("compare", "orchestrators", "-m", "wpm")
    assert code == 1
    assert "No method applies." in out
    assert "Luigi" in out


def test_a_folder_does_not_hide_a_bundled_problem(run, tmp_path, monkeypatch):
    (tmp_path / "orchestrators").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run("rank", "orchestrators")[0] == 0


@pytest.mark.parametrize("width", [20, 40, 80, 100, 200])
def test_no_width_of_a_terminal_cuts_a_cell(run, width, monkeypatch):
    monkeypatch.setattr("mcda_orch.cli.render.width_of_output", lambda: width)
    methods = ["ahp", "maximin", "promethee_ii", "spotis", "topsis", "vikor", "wsm"]
    out = run("compare", "orchestrators", *(word for name in methods for word in ("-m", name)))[1]
    assert max(map(len, out.splitlines())) <= width
    assert "…" not in out
    bare = re.sub(r"\s", "", out)
    for text in ("SagemakerPipelines", "promethee_ii", "10="):
        assert text in bare or width == 20
    if width >= 100:  # the whole comparison in one piece
        assert "(continued)" not in out
        assert re.search(r"^Sagemaker Pipelines +7 +7( +\d+=?){7}$", out, re.MULTILINE)


def call(code, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env=os.environ | environment,
    )


MAIN = "import sys; from mcda_orch.cli.entry import main; sys.exit(main())"


def test_the_command_line_needs_no_more_than_the_library():
    code = "import sys; from mcda_orch.cli.entry import main; main(); print(*[m for m in %r if m in sys.modules])"
    heavy = ("scipy", "narwhals", "pandas", "typer", "rich", "hypothesis", "mcda_orch.inverse", "mcda_orch.robust", "mcda_orch.comparison")
    assert call(code % (heavy,), "rank", "orchestrators").stdout.splitlines()[-1] == ""


def test_the_keyboard_interrupts_without_a_traceback():
    code = "from mcda_orch.cli import catalogue, entry; import sys\ndef run(words): raise KeyboardInterrupt\nentry.run = run; sys.exit(entry.main())"
    found = call(code, "rank", "orchestrators")
    assert (found.returncode, found.stderr) == (130, "interrupted.\n")


def test_results_go_into_a_file_that_is_not_overwritten_unasked(run, tmp_path):
    path = tmp_path / "out.md"
    assert run("compare", "orchestrators", "-m", "wsm", "-o", path)[:2] == (0, "")
    assert "| Metaflow |" in path.read_text(encoding="utf-8")
    code, _, err = run("compare", "orchestrators", "-m", "wsm", "-o", path)
    assert (code, err) == (2, f"error: {path} exists.\nhint: add --force to overwrite it, or choose another name.\n")
    assert run("compare", "orchestrators", "-m", "wsm", "-o", path, "--force")[0] == 0
    assert run("compare", "orchestrators", "-m", "wsm", "-o", tmp_path / "out.json")[0] == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["methods"]


def test_values_may_begin_with_a_minus_sign(run, tmp_path):
    (tmp_path / "t.csv").write_text("tool,a,b\nAnt,1,2\nBee,2,1\n", encoding="utf-8")
    assert "weight of 'a' is -1" in run("rank", tmp_path / "t.csv", "--weights", "-1,2")[2]


def test_weights_by_the_name_of_a_weighting(run):
    first = run("rank", "orchestrators", "--weights", "critic", "--csv")[1]
    problem = mo.load("orchestrators")
    assert first == mo.wsm(problem, mo.weightings.critic(problem)).table.csv()


def test_parameters_and_scalings_reach_every_verb(run):
    assert "vikor" in run("compare", "orchestrators", "-m", "vikor", "--param", "v=0.3")[1]
    plain, scaled = (run("robust", "orchestrators", *more)[1] for more in ((), ("--scale", "vector")))
    assert plain != scaled


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"], ["--markdown"]], ids=str)
def test_a_stream_that_cannot_hold_a_name_gets_it_spelled_out(tmp_path, form):
    (tmp_path / "t.csv").write_text("tool,a\nweights,1\n🐝 [red],2\nAnt,1\n", encoding="utf-8")
    found = call(MAIN, "rank", str(tmp_path / "t.csv"), *form, PYTHONIOENCODING="ascii")
    assert found.returncode == 0, found.stderr
    if form == ["--json"]:
        assert "🐝 [red]" in json.dumps(json.loads(found.stdout), ensure_ascii=False)
    else:
        assert ("\\U0001f41d \\[red]" if form == ["--markdown"] else "\\U0001f41d [red]") in found.stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes that close early are a matter of POSIX here")
@pytest.mark.parametrize(
    ("arguments", "code"), [("show orchestrators --texts --json", 0), ("compare orchestrators --blanks worst", 1), ("methods", 0)]
)
def test_a_reader_that_goes_away_changes_nothing(arguments, code):
    process = subprocess.Popen([sys.executable, "-c", MAIN, *arguments.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == code


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_a_full_disk_is_one_line():
    with open("/dev/full", "w") as full:
        found = subprocess.run(
            [sys.executable, "-c", MAIN, "rank", "orchestrators"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (found.returncode, found.stderr) == (2, "error: No space left on device.\n")


def test_robust_tells_how_firm_a_ranking_is(run):
    code, out, _ = run("robust", "orchestrators")
    assert code == 0
    assert "Metaflow stays first however any single weight is moved." in out
    assert "2.9 % (2/69) in sum bring Kedro level with MLRun" in out
    assert "6863/15680" in out
    assert "20 of 66 pairs are settled" in out
    document = json.loads(run("robust", "orchestrators", "--json")[1])
    assert document["first_place"][1]["shares"]["Prefect"] == "1683/15680"
    assert run("robust", "orchestrators", "--csv")[1].startswith("criterion,weight,from,to,share")
    assert "| Kedro | MLRun |" in run("robust", "orchestrators", "--markdown")[1]


def test_robust_says_no_when_the_winner_falls_too_soon(run, tmp_path):
    path = tmp_path / "close.csv"
    path.write_text("name,a,b\nAnt,3,1\nBee,1,2\n")
    assert run("robust", path, "--weights", "1,1")[0] == 0
    code, out, _ = run("robust", path, "--weights", "1,1", "--margin", "0.5")
    assert code == 1
    assert "Ant" in out
    assert run("robust", path)[0] == 2


def test_whatif_tells_the_least_change(run):
    code, out, _ = run("whatif", "orchestrators", "--winner", "Airflow")
    assert code == 0
    assert "Airflow can draw level, but is never ahead" in out
    assert "when 4 cells change" in out
    assert run("whatif", "orchestrators", "--winner", "Airflow", "--change", "weights")[0] == 1
    code, out, _ = run("whatif", "orchestrators", "--winner", "Kedro", "--over", "MLRun", "--json")
    assert json.loads(out)["weights"]["distance"] == "2/69"
    assert run("whatif", "orchestrators", "--winner", "Airflw")[0] == 2
    assert run("whatif", "orchestrators", "--winner", "Airflow", "--change", "moon")[0] == 2


@pytest.mark.skipif(os.name == "nt", reason="C's printf is reached by another name")
def test_what_a_compiled_solver_prints_does_not_get_into_a_document():
    noisy = (
        "import ctypes, sys; from mcda_orch.cli import entry; from mcda_orch.cli.verbs import robust; asked = robust.stability\n"
        "def stability(*given): ctypes.CDLL(None).printf(b'noise'); return asked(*given)\n"
        "robust.stability = stability; sys.argv = ['mcda-orch', 'robust', 'orchestrators', '--json']; sys.exit(entry.main())"
    )
    done = subprocess.run([sys.executable, "-c", noisy], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)
    assert done.stderr == "noise"


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in ("show", "methods", "verify")])  # which score nobody
@pytest.mark.parametrize("blank", ["", "5"], ids=["a blank", "no blank"])
def test_every_command_says_once_that_columns_of_different_sizes_are_added(run, tmp_path, verb, blank):
    (tmp_path / "t.csv").write_text(f"tool,price:min,speed,total\nAnt,300,7,-20\nBee,250,{blank},-50\nCat,120,3,0\n", encoding="utf-8")
    more = {"whatif": ["--winner", "Bee"], "compare": ["-m", "wsm"], "explain": ["Ant", "Bee"]}.get(verb, [])
    code, out, err = run(verb, tmp_path / "t.csv", "--weights", "1,40", "--published", "total", "--blanks", "0", *more)
    assert code < 2, err
    text = " ".join((out + err).split())
    assert text.count("wsm adds 'price' (from 120 to 300) to 'speed' (from") == 1
    assert text.count("as they stand") == 1
