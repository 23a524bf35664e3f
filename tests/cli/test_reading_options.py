import csv

import pytest

WORDS = "tool;price (min);speed;ok;site\nAnt;3,5;slow;✅;x\nBee;2,25;fast;❌;y\nCat;1;;n/a;z\n"


@pytest.fixture
def words(tmp_path):
    path = tmp_path / "words.csv"
    path.write_text(WORDS, encoding="utf-8")
    return path


def test_a_table_with_words_is_refused_in_the_words_of_the_command_line(run, words):
    code, _, err = run("rank", words, "--weights", "2,1,1")
    assert code == 2
    assert "--levels" in err
    assert "=slow<fast" in err
    assert "--marks auto" in err
    assert "levels=" not in err


def test_one_command_makes_a_ranked_file_of_a_file(run, words, tmp_path):
    out = tmp_path / "out.csv"
    levels = ("--levels", "speed=slow<fast,✅=1,❌=0", "--na", "n/a")
    code, printed, err = run("rank", words, *levels, "--blanks", "worst", "--weights", "2,1,1", "--direction", "-,+,+", "-o", out)
    assert (code, printed) == (0, "")
    assert err.startswith(f"{out} is written.\nnote: 'speed' has an ordinal scale")
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert list(rows[0]) == ["tool", "price (min)", "speed", "ok", "site", "score", "rank"]
    assert [(r["tool"], r["speed"], r["ok"], r["site"], r["rank"]) for r in rows] == [
        ("Ant", "slow", "✅", "x", "3"),
        ("Bee", "fast", "❌", "y", "2"),
        ("Cat", "", "", "z", "1"),
    ]
    assert [float(r["score"]) for r in rows] == [-6, -3.5, -2]


def test_added_columns_never_take_the_name_of_one_that_is_there(run, tmp_path):
    (tmp_path / "t.csv").write_text("tool,score,rank b,c\nAnt,1,2,3\nBee,2,1,4\n", encoding="utf-8")
    run("rank", tmp_path / "t.csv", "--criteria", "score,c", "--notes", "rank b", "--weights", "1,1", "-o", tmp_path / "o.csv")
    assert (tmp_path / "o.csv").read_text(encoding="utf-8").splitlines()[0] == "tool,score,c,rank b,score (wsm),rank"


@pytest.mark.parametrize("verb", ["rank", "explain", "compare", "audit", "robust", "whatif", "blanks", "smaa", "show", "brief"])
def test_every_verb_takes_the_same_reading_options(run, verb):
    text = run(verb, "--help")[1]
    for flag in (
        "--label",
        "--criteria",
        "--notes",
        "--published",
        "--direction",
        "--layout",
        "--levels",
        "--na",
        "--marks",
        "--decimal",
        "--thousands",
        "--header",
        "--blanks",
    ):
        assert flag in text, f"{verb} has no {flag}"


@pytest.mark.parametrize("verb", ["rank", "robust", "blanks", "show"])
def test_what_is_left_out_is_said_by_every_command(run, tmp_path, verb):
    (tmp_path / "t.csv").write_text("#,tool,a,b\n1,Ant,1,2\n2,Bee,2,1\n", encoding="utf-8")
    more = () if verb == "show" else ("--weights", "1,1")
    code, out, err = run(verb, tmp_path / "t.csv", *more)
    assert code == 0
    assert err == "note: Left out: column '#' (counts the rows).\n"
    assert ("counts the rows" in out) == (verb == "show")


def test_show_says_what_was_read_as_what(run, words):
    out = run("show", words, "--levels", "speed=slow<fast,✅=1,❌=0", "--na", "n/a")[1]
    assert "price (min)" in out
    assert "min (header)" in out
    assert "Blanks: 1 empty cell and 1 cell 'n/a'." in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--levels", "slow"), "write yes=1,no=0"),
        (("--levels", "slow=low"), "is no number"),
        (("--levels", "a=1,a=2"), "names something twice"),
        (("--direction", "price=min,speed"), "write price=min,speed=max"),
        (("--label", "tool", "--no-label"), "contradict each other"),
        (("--layout", "sideways"), "'sideways' is no layout"),
        (("--header", "--no-header"), "not allowed with"),
        (("--decimal", "x"), "no decimal mark"),
    ],
)
def test_options_that_say_nothing_clear_are_refused(run, words, arguments, said):
    code, _, err = run("show", words, *arguments)
    assert code == 2
    assert said in err


def test_any_table_of_a_file_can_be_asked_for(run, tmp_path):
    path = tmp_path / "two.md"
    path.write_text("# First\n\n| t | a |\n|---|---|\n| Ant | 1 |\n\n# Second\n\n| t | b |\n|---|---|\n| Bee | 2 |\n", encoding="utf-8")
    for which in ("2", "Second", "b"):
        assert "Bee" in run("show", path, "--table", which)[1]
    code, _, err = run("show", path, "--table", "Third")
    assert code == 2
    assert "Third" in err


def test_cells_that_a_spreadsheet_would_run_are_kept_from_it_unless_asked(run, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("tool,a\n=1+1,1\nBee,2\n", encoding="utf-8")
    assert "'=1+1" in run("rank", path, "--weights", "1", "--csv")[1]
    raw = run("rank", path, "--weights", "1", "--csv", "--csv-raw")[1]
    assert "'=1+1" not in raw
    assert "=1+1" in raw
    assert run("rank", path, "--weights", "1", "--csv-raw")[0] == 2


def test_no_name_reaches_the_terminal_as_an_escape(run, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("tool,a\n\x1b[31mAnt,1\nBee,\n", encoding="utf-8")
    for words in (
        ("rank", path, "--weights", "1", "--blanks", "0"),
        ("rank", path, "--weights", "1"),
        ("show", path),
        ("blanks", path, "--weights", "1"),
    ):
        _, out, err = run(*words)
        assert "\x1b" not in out + err
