"""What people type at other command lines leads on, and lists are read as people write them."""

import pytest

STARS = """| CRM | Usability | Reporting | Total |
|---|---|---|---|
| Ant | ★★★★★ | ★★★☆☆ | 4.33 |
| Bee | ★★★☆☆ | ★★★★★ | 3.67 |
| Cat | ★★★★☆ | ★★☆☆☆ | 3.33 |
"""


@pytest.fixture
def tools(tmp_path):
    path = tmp_path / "tools.csv"
    path.write_text("tool,price,speed,ease\nAnt,300,7,2\nBee,250,5,4\nCat,120,3,3\n", encoding="utf-8")
    return path


@pytest.fixture
def stars(tmp_path):
    path = tmp_path / "stars.md"
    path.write_text(STARS, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("option", "hint"),
    [
        ("--minimize", "--direction 'price=min,speed=max'"),
        ("--impacts", "--direction"),
        ("--cost", "--direction"),
        ("--format", "--json, --csv or --markdown"),
        ("--normalize", "--scale minmax"),
        ("--missing", "--blanks"),
        ("--transpose", "--layout criteria-in-rows"),
        ("--winner", "belongs to mcda-orch whatif"),
        ("--v", "--param v=VALUE"),
        ("--weigths", "did you mean '--weights'"),
        ("--price", "mcda-orch rank --help lists the options"),
        ("--certificate", "belongs to mcda-orch robust, audit, blanks, whatif or smaa"),
    ],
)
def test_a_wrong_option_leads_to_what_stands_for_it(run, tools, option, hint):
    code, out, err = run("rank", tools, option, "x")
    assert (code, out) == (2, "")
    assert f"mcda-orch rank has no option {option}." in err
    assert hint in err.splitlines()[1]


@pytest.mark.parametrize(
    ("verb", "hint"),
    [
        ("sensitivity", "that is mcda-orch robust PROBLEM."),
        ("topsis", "that is mcda-orch rank PROBLEM --method topsis."),
        ("SAW", "that is mcda-orch rank PROBLEM --method wsm."),
        ("what-if", "did you mean 'whatif'?"),
        ("rnak", "did you mean 'rank'?"),
        ("frobnicate", "known are 'brief', 'rank'"),
        ("check", "published scores are checked by mcda-orch audit PROBLEM, certificates by mcda-orch verify FILE."),
        ("breakdown", "mcda-orch rank PROBLEM --steps"),
        ("shap", "that is mcda-orch explain PROBLEM."),
        ("weights", "--weights entropy"),
    ],
)
def test_a_wrong_verb_leads_to_what_stands_for_it(run, tools, verb, hint):
    code, _, err = run(verb, tools)
    assert code == 2
    assert hint in err


@pytest.mark.parametrize("weights", ["3,2,1", "3;2;1", "3/6,2/6,1/6", "50%,33.4%,16.6%", "0,5;0,3;0,2", "price:3, speed:2, ease:1", "FILE"])
def test_weights_are_read_as_people_write_them(run, tools, tmp_path, weights):
    (tmp_path / "w.csv").write_text("criterion,weight\nprice,3\nspeed,2\nease,1\n", encoding="utf-8")
    given = str(tmp_path / "w.csv") if weights == "FILE" else weights
    code, out, err = run("rank", tools, "--weights", given, "--direction", "price:min", "--method", "topsis")
    assert (code, err) == (0, "")
    assert "Cat > Bee > Ant" in out


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ("50%,1,1", "are in per cent, and others are not"),
        ("nix.csv", "there is no file 'nix.csv' with weights"),
        ("1/0,1,1", "are not all numbers"),
        ("price=1,price=2,ease=1", "names something twice"),
    ],
)
def test_weights_that_say_two_things_are_refused(run, tools, weights, message):
    code, _, err = run("rank", tools, "--weights", weights)
    assert code == 2
    assert message in err


@pytest.mark.parametrize(
    "direction", ["min", "lower is better", "-,-,-", "-;-;-", "price:min;speed:min;ease:min", "price=min,speed=min,ease=min"]
)
def test_directions_are_read_as_people_write_them(run, tools, direction):
    assert run("show", tools, "--direction", direction)[1].count("min (directions=)") == 3


def test_methods_may_stand_in_one_list(run, tools):
    out = run("compare", tools, "--weights", "1,1,1", "-m", "wsm,topsis")[1]
    assert "wsm  topsis" in out


def test_levels_may_have_numbers_of_their_own(run, tmp_path):
    (tmp_path / "t.csv").write_text("tool,care,ok\nAnt,slow,✅\nBee,fast,❌\n", encoding="utf-8")
    out = run("show", tmp_path / "t.csv", "--levels", "care=slow 0<fast 3,✅=1,❌=0")[1]
    assert "levels slow = 0, fast = 3" in out


def test_hints_hold_levels_and_names_that_can_be_typed(run, tmp_path):
    (tmp_path / "t.csv").write_text("tool,log [d],sso\nAnt,✅ (paid),✅\nBee,❌,❌\nCat,✅,❌\n", encoding="utf-8")
    err = run("rank", tmp_path / "t.csv")[2]
    assert "--levels '❌=0,✅=1,✅ (paid)=NUMBER' makes criteria of them, with a number of yours" in err
    assert "--notes 'log [d],sso'" in err
    (tmp_path / "t.csv").write_text("tool,log [d],sso\nAnt,alpha,✅\nBee,beta,❌\nCat,alpha,❌\nDog,beta,✅\n", encoding="utf-8")
    err = run("rank", tmp_path / "t.csv")[2]
    assert "makes criteria of 'sso', and so does --marks auto; --levels 'log [d]=WORST<...<BEST'" in err


def test_notes_name_options_rather_than_keywords(run, tools):
    out = run("rank", tools, "--weights", "1,1,1")[1]
    assert "With --scale minmax they count alike." in out
    assert run("rank", tools)[2].splitlines()[-1].startswith("hint: --weights NAME=WEIGHT,..., or --weights equal if")


def test_whatif_asks_who_is_to_win(run, tools):
    code, _, err = run("whatif", tools, "--weights", "1,1,1")
    assert code == 2
    assert "say --winner NAME; known are 'Ant', 'Bee', 'Cat'" in err


def test_a_file_that_is_misspelt_is_found_again(run, tools):
    assert "did you mean 'tools.csv'?" in run("rank", tools.with_name("tool.csv"))[2]


def test_weights_of_the_command_tell_totals_and_a_slip_in_them(run, stars):
    stars.write_text(STARS.replace("4.33", "4.5").replace("3.67", "3.5").replace("3.33", "3.9"), encoding="utf-8")
    code, out, _ = run("audit", stars, "--weights", "3,1", "--published", "Total")
    assert code == 1
    assert "The stated weights miss 1 of 3 totals: Cat by -0.4." in out
    wrong = stars.read_text(encoding="utf-8")
    stars.write_text(wrong.replace("3.9", "3.5"), encoding="utf-8")
    assert run("audit", stars, "--weights", "3,1", "--published", "Total")[0] == 0
    stars.write_text(wrong, encoding="utf-8")
    code, out, _ = run("brief", stars, "--weights", "3,1", "--published", "Total")
    assert code == 1
    assert "Published: 2 of 3 scores are those of a weighted sum with these weights; Cat" in out
    assert "has 3.9, not 3.5." in " ".join(out.split())
    assert "correct " not in out


def test_points_explain_an_average_that_was_rounded(run, stars):
    code, out, _ = run("audit", stars, "--weights", "2,1")
    assert code == 0
    assert "The weights that the problem states agree with this." in out
    code, out, _ = run("brief", stars, "--weights", "2,1")
    assert code == 0
    assert "Published: 3 of 3 scores are those of a weighted sum with these weights." in out


def test_audit_without_published_scores_asks_for_their_column(run, tools):
    assert "--published COLUMN" in run("audit", tools)[2]


def test_what_is_taken_for_granted_is_said_by_every_command(run, tools):
    note = "note: More is taken to be better for 'price', as nothing says otherwise; --direction price=min says that less is.\n"
    for verb in ("rank", "show", "robust"):
        assert run(verb, tools, "--weights", "1,1,1")[2] == note
    assert run("rank", tools, "--weights", "1,1,1", "--direction", "price:min")[2] == ""


def test_the_first_screen_has_room_for_what_is_said_before_it(run, tmp_path):
    rows = "".join(f"tool {k},{k},{40 - k}\n" for k in range(30))
    (tmp_path / "many.csv").write_text(f"tool,price,speed\n{rows}", encoding="utf-8")
    _, out, err = run("brief", tmp_path / "many.csv", "--weights", "1,1")
    assert err.startswith("note: ")
    assert len(out.splitlines()) + -(-len(err.strip()) // 80) < 24


def test_words_of_the_whole_table_may_be_ordered(run, tmp_path):
    (tmp_path / "t.csv").write_text("tool,sso,log\nAnt,yes,partial\nBee,no,yes\n", encoding="utf-8")
    out = run("show", tmp_path / "t.csv", "--levels", "no<partial<yes")[1]
    assert "levels no = 0, yes = 2" in out or "levels no = 0, partial = 1, yes = 2" in out


def test_a_ranked_file_leaves_the_notes_on_the_screen_and_names_its_rows(run, tmp_path):
    (tmp_path / "t.md").write_text(
        "| Criterion | Weight | Ant | Bee |\n|-|-|-|-|\n| price:min | 50% | 300 | 250 |\n| stars | 50% | 4 | 5 |\n", encoding="utf-8"
    )
    _, _, err = run("rank", tmp_path / "t.md", "-o", tmp_path / "o.csv")
    assert "note: wsm adds 'price' (from 250 to 300) to 'stars'" in err
    assert (tmp_path / "o.csv").read_text(encoding="utf-8").startswith("alternative,price")


RIGHT = ("--weights", "3,2,1", "--direction", "price:min", "--method", "topsis")
LEADS = [
    # what is typed, a part of what is said, and what it tells to type
    (("rank", "tools.csv", "--weights", "3,2,1", "--cost", "price"), "--direction 'price=min,speed=max'",
     ("rank", "tools.csv", "--weights", "3,2,1", "--direction", "price=min,speed=max")),
    (("rank", "tools.csv", "--weights", "3,2,1", "--minimize", "price"), "--direction", ("rank", "tools.csv", "--weights", "3,2,1", "--direction", "price=min")),
    (("rank", "tools.csv", *RIGHT, "--format", "json"), "--json", ("rank", "tools.csv", *RIGHT, "--json")),
    (("rank", "tools.csv", *RIGHT, "--out", "o.csv"), "--output FILE", ("rank", "tools.csv", *RIGHT, "--output", "o.csv")),
    (("rank", "tools.csv", *RIGHT, "--normalize", "minmax"), "--scale minmax", ("rank", "tools.csv", *RIGHT, "--scale", "minmax")),
    (("rank", "tools.csv", *RIGHT, "--missing", "0"), "--blanks", ("rank", "tools.csv", *RIGHT, "--blanks", "0")),
    (("show", "turned.csv", "--transpose"), "--layout criteria-in-rows", ("show", "turned.csv", "--layout", "criteria-in-rows")),
    (("show", "tools.csv", "--index", "tool"), "--label COLUMN", ("show", "tools.csv", "--label", "tool")),
    (("show", "tools.csv", "--columns", "price"), "--criteria", ("show", "tools.csv", "--criteria", "price:min,speed")),
    (("rank", "tools.csv", *RIGHT, "--winner", "Ant"), "mcda-orch whatif", ("whatif", "tools.csv", *RIGHT, "--winner", "Ant")),
    (("rank", "tools.csv", "--weights", "3,2,1", "-m", "vikor", "--v", "0.3"), "--param v=VALUE",
     ("rank", "tools.csv", "--weights", "3,2,1", "-m", "vikor", "--param", "v=0.3")),
    (("rank", "tools.csv", "--weigths", "3,2,1"), "'--weights'", ("rank", "tools.csv", "--weights", "3,2,1")),
    (("rank", "tools.csv", "--input", "tools.csv"), "mcda-orch rank FILE", ("rank", "tools.csv", *RIGHT)),
    (("topsis", "tools.csv"), "mcda-orch rank PROBLEM --method topsis", ("rank", "tools.csv", "--weights", "3,2,1", "--method", "topsis")),
    (("saw", "tools.csv"), "mcda-orch rank PROBLEM --method wsm", ("rank", "tools.csv", "--weights", "3,2,1", "--method", "wsm")),
    (("sensitivity", "tools.csv"), "mcda-orch robust PROBLEM", ("robust", "tools.csv", "--weights", "3,2,1")),
    (("what-if", "tools.csv"), "'whatif'", ("whatif", "tools.csv", "--weights", "3,2,1", "--winner", "Ant")),
    (("montecarlo", "tools.csv"), "mcda-orch smaa", ("smaa", "tools.csv", "--method", "wsm", "--draws", "16")),
    (("rank", "tool.csv"), "'tools.csv'", ("rank", "tools.csv", *RIGHT)),
    (("rank", "tools.csv"), "--weights equal", ("rank", "tools.csv", "--weights", "equal")),
    (("rank", "tools.csv", *RIGHT[:-1], "TOPSIS"), "topsis", ("rank", "tools.csv", *RIGHT)),
    (("rank", "tools.csv", *RIGHT[:-1], "electre"), "promethee_ii", ("rank", "tools.csv", *RIGHT[:-1], "promethee_ii")),
    (("audit", "tools.csv"), "--published COLUMN", ("audit", "tools.csv", "--published", "ease")),
    (("rank", "words.csv", "--weights", "1,1"), "--marks auto", ("rank", "words.csv", "--weights", "1,1", "--marks", "auto")),
    (("rank", "gaps.csv", "--weights", "1,1"), "--na n/a", ("rank", "gaps.csv", "--weights", "1,1", "--na", "n/a", "--blanks", "0")),
    (("rank", "marks.csv", "--weights", "1,1"), "--decimal .", ("rank", "marks.csv", "--weights", "1,1", "--decimal", ".")),
    (("rank", "bare.csv", "--weights", "1,1"), "--no-header", ("rank", "bare.csv", "--weights", "1,1", "--no-header")),
    (("show", "two.md", "--table", "Thrid"), "--table 2", ("show", "two.md", "--table", "2")),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "says", "right"), LEADS, ids=[" ".join(map(str, wrong)) for wrong, _, _ in LEADS])
def test_a_wrong_command_leads_to_the_right_one(run, tools, tmp_path, monkeypatch, wrong, says, right):
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "turned.csv": "Feature,Ant,Bee\nspeed,7,5\nease,2,4\n",
        "words.csv": "tool,a,sso\nAnt,1,yes\nBee,2,no\nCat,3,yes\n",
        "gaps.csv": "tool,a,b\nAnt,1,n/a\nBee,2,3\n",
        "marks.csv": 'tool,a,b\nAnt,"12,500",1\nBee,950,2\n',
        "bare.csv": "Ant,1,5\nBee,2,4\n",
        "two.md": "# First\n\n| t | a |\n|---|---|\n| Ant | 1 |\n\n# Third\n\n| t | b |\n|---|---|\n| Bee | 2 |\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    code, out, err = run(*wrong)
    assert (code, out) == (2, "")
    assert says in err, err
    code, out, err = run(*right)
    assert code in (0, 1), err  # 1 where an audit finds something
    assert out or "is written" in err


def test_what_was_guessed_rightly_means_the_same(run, tools, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "w.csv").write_text("criterion,weight\nease,2\nprice,5\nspeed,3\n", encoding="utf-8")

    def scores(*words):
        code, out, err = run("rank", "tools.csv", "-m", "topsis", "--csv", *words)
        assert (code, err) == (0, "")
        return {line.split(",")[1]: float(line.split(",")[2]) for line in out.splitlines()[1:]}

    expected = scores("--weights", "5,3,2", "--direction", "price:min")
    for weights in ("50%,30%,20%", "5/10;3/10;2/10", "0,5;0,3;0,2", "price:5,speed:3,ease:2", "w.csv", "ease=2,speed=3,price=5"):
        assert scores("--weights", weights, "--direction", "price:min") == pytest.approx(expected)
    for direction in ("-;+;+", "-,+,+", "min,max,max", "price=min"):
        assert scores("--weights", "5,3,2", "--direction", direction) == expected
    assert scores("--weights", "5,3,2", "--direction", "max") == scores("--weights", "5,3,2", "--direction", "+,+,+")
    both = ("compare", "tools.csv", "--weights", "3,2,1", "-m")
    assert run(*both, "topsis,vikor") == run(*both, "topsis", "-m", "vikor")


def test_a_file_of_two_tables_and_a_price_say_what_is_taken_for_granted_and_how_it_is_answered(run, tmp_path):
    path = tmp_path / "readme.md"
    path.write_text(
        "| t | price |\n|---|---|\n| Ant | 3 |\n| Bee | 2 |\n\n| t | b |\n|---|---|\n| Ant | 2 |\n| Bee | 1 |\n", encoding="utf-8"
    )
    _, out, err = run("rank", path, "--weights", "1")
    assert "Ant > Bee" in out or out.index("Ant") < out.index("Bee")
    assert "--table" in err
    assert "--direction price=min" in err
    _, out, err = run("rank", path, "--weights", "1", "--table", "1", "--direction", "price=min")
    assert out.index("Bee") < out.index("Ant")
    assert err == ""


@pytest.mark.parametrize(
    ("verb", "word", "hint"),
    [
        ("whatif", "Ant", "who is to win is said by --winner Ant;"),
        ("rank", "TOPSIS", "a method is named by --method topsis."),
        ("compare", "saw", "a method is named by --method wsm."),
        ("robust", "Ant", "a name or text of several words stands in quotes"),
        ("rank", "FILE", "one table is taken at a time"),
    ],
)
def test_a_word_too_many_leads_to_its_option(run, tools, verb, word, hint):
    code, out, err = run(verb, tools, tools if word == "FILE" else word)
    assert (code, out) == (2, "")
    assert hint in err.splitlines()[1]


@pytest.mark.parametrize(
    ("verb", "option", "hint"),
    [
        ("whatif", "--option", "who is to win is said by --winner NAME."),
        ("whatif", "--alternative", "who is to win is said by --winner NAME."),
        ("rank", "--alternative", "--label COLUMN"),
        ("robust", "--proof", "is written by --certificate FILE."),
        ("compare", "--methods", "methods are named by -m wsm,topsis."),
        ("verify", "--problem", "the input that verify prints"),
    ],
)
def test_a_wrong_option_means_what_its_verb_is_about(run, tools, verb, option, hint):
    assert hint in run(verb, tools, option, "x")[2].splitlines()[1]


def test_help_is_a_verb_as_elsewhere(run):
    assert run("help")[:2] == (0, run("--help")[1])
    assert run("help", "whatif")[:2] == (0, run("whatif", "--help")[1])


def test_a_method_in_the_place_of_a_table_leads_to_both_questions(run):
    code, _, err = run("show", "SAW")
    assert code == 2
    assert "'SAW' is a method, not a table." in err
    assert "mcda-orch rank PROBLEM --method wsm; mcda-orch methods wsm says what it is." in err


def test_a_plug_in_is_shown_with_its_parameters(run):
    out = run("methods", "saw", "wsm", "topsis")[1]
    assert out.count("Points that an alternative collects") == 1
    assert "topsis  p          2.0        a number of at least 1" in out
    assert "has an effect only where distance is 'minkowski'" in out
    assert "weighting plug-ins" in run("methods", "entropy")[1]
    assert "not of one family" in run("methods", "topsis", "minmax")[2]
    assert "hint: mcda-orch methods lists the methods" in run("methods", "frobnicate")[2]


@pytest.mark.parametrize(
    ("blanks", "hint"),
    [
        ("ignore", "say --blanks redistribute, which"),
        ("average", "say --blanks mean."),
        ("zero", "say --blanks 0."),
        ("speed=0,ease=worst", "for all criteria alike; where they differ, fill the cells"),
    ],
)
def test_a_policy_for_blanks_is_known_by_other_names(run, tools, blanks, hint):
    assert hint in run("rank", tools, "--blanks", blanks)[2].splitlines()[1]


def test_a_name_is_offered_for_a_word_that_it_holds(run, tools):
    tools.write_text(tools.read_text(encoding="utf-8").replace("price", "Annual price"), encoding="utf-8")
    assert "did you mean 'Annual price'?" in run("rank", tools, "--direction", "price=min")[2]


def test_parameters_go_to_the_methods_that_have_them(run, tools):
    out = run("compare", tools, "--weights", "1,1,1", "-m", "wsm,vikor", "--scale", "minmax", "--param", "v=0.2")[1]
    assert "wsm(scale=minmax)  vikor(v=0.2)" in out
    assert "vikor has no scaling to choose" in run("compare", tools, "--weights", "1,1,1", "-m", "vikor,spotis", "--scale", "minmax")[2]
    assert "has no parameter 'q'" in run("compare", tools, "--weights", "1,1,1", "-m", "wsm,vikor", "--param", "q=1")[2]


def test_what_is_no_certificate_is_said(run, tools, tmp_path):
    code, out, _ = run("verify", tools)
    assert code == 2
    assert "cannot be read: no JSON text, as --certificate FILE writes it: " in out
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\xfa")
    code, out, _ = run("verify", tmp_path / "binary.json")
    assert code == 2
    assert "cannot be read: no JSON text, " in out
    (tmp_path / "t.json").write_text("{}", encoding="utf-8")
    code, out, _ = run("verify", tmp_path / "t.json")
    assert code == 1
    assert "is rejected: the document: the document has not just the keys schema, " in out
    (tmp_path / "t.json").write_text('{"schema": 1, "schema": 2}', encoding="utf-8")
    code, out, _ = run("verify", tmp_path / "t.json")
    assert (code, out) == (1, f"{tmp_path / 't.json'} is rejected: the document: a key stands twice.\n")
    code, out, _ = run("verify", tmp_path / "none.json")
    assert (code, out) == (2, f"{tmp_path / 'none.json'} cannot be read: No such file or directory.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rank", "orchestrators", "--top", "few"], "--top: 'few' is no whole number."),
        (["smaa", "orchestrators", "--draws", "1e4"], "--draws: '1e4' is no whole number."),
    ],
    ids=["top", "draws"],
)
def test_a_word_is_no_number(run, words, said):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err
