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
