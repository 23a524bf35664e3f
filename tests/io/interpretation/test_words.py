import pytest

import mcda_orch as mo
from mcda_orch.io.interpretation.roles import _ROLES, _TELLING, role, roles
from mcda_orch.io.interpretation.words import blank_word, ladder, ladders, rated


def write(folder, *rows, name="t.csv"):
    path = folder / name
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "words",
    [
        "No Yes", "false true", "✗ ✓", "❌ ✅", "-- - 0 + ++", "low medium high", "Poor Fair Good", "none partial full", "nein ja", "non oui", "gering mittel hoch",
        "bajo medio alto", "🔴 🟡 🟢", "○ ◐ ●", "👎 👍", "bronze silver gold", "slow fast", "unsupported supported", "never rarely sometimes often always",
    ],
)  # fmt: skip
def test_everybody_orders_these_alike(words):
    order = words.split()
    found = ladder(reversed(order))
    assert sorted(order, key=lambda w: found[w]) == order
    assert len({found[w] for w in order}) == len(order)


@pytest.mark.parametrize("words", [["MIT", "GPL"], ["low", "hgih"], ["yes", "blue"], []])
def test_other_words_have_no_order(words):
    assert ladder(words) is None or not words


@pytest.mark.parametrize(
    "word", ["n/a", "N/A", "-", "–", "—", "?", "TBD", "tbd", "unknown", "null", "None", ".", "**-**", "k.A.", "NaN", "…"]
)
def test_words_that_usually_mean_a_blank(word):
    assert blank_word(word)


def test_columns_that_share_a_word_share_a_ladder():
    low, other = ladders([["High", "Low"], ["Low", "Medium"]])
    assert low["High"] == 2.0
    assert other["Medium"] == 1.0


def test_a_vocabulary_that_repeats_looks_like_a_criterion():
    assert rated(["MIT", "GPL", "MIT", "GPL"])
    assert rated(["yes"])
    assert not rated(["a tool", "another", "a third", "a fourth"])
    assert not rated([])


def test_words_are_asked_about_then_taken(tmp_path):
    path = write(tmp_path, "tool,speed,ok,price", "Ant,slow,✅,1", "Bee,fast,❌,2")
    with pytest.raises(mo.ReadError) as caught:
        mo.read(path)
    text = str(caught.value)
    assert "2 columns hold words that may be marks on a criterion: 'speed' holds 'slow', 'fast'; 'ok' holds '✅', '❌'" in text
    assert "levels={'speed': ['slow', 'fast'], 'ok': ['❌', '✅']}" in text
    assert "notes=['speed', 'ok']" in text
    for options in (
        {"marks": "auto"},
        {"levels": {"speed": ["slow", "fast"], "ok": ["❌", "✅"]}},
        {"levels": {"slow": 0, "fast": 1, "✅": 1, "❌": 0}},
    ):
        problem = mo.read(path, **options)
        assert problem.matrix.values.tolist() == [[0, 1, 1], [1, 0, 2]]
        assert problem.matrix.criteria[0].scale.names == ("slow", "fast")
    assert mo.read(path, notes=["speed", "ok"]).matrix.criterion_names == ("price",)


def test_levels_say_what_they_are_worth(tmp_path):
    path = write(tmp_path, "tool,grade", "Ant,good", "Bee,Poor", "Cat,")
    problem = mo.read(path, levels={"good": 10, "poor": 2}, blanks="worst")
    assert problem.matrix.values[:2, 0].tolist() == [10, 2]
    assert problem.matrix.blank[2, 0]
    assert problem.reading.blanks == {"": 1}
    with pytest.raises(mo.ReadError, match="the level 'good' has 'x', which is no number"):
        mo.read(path, levels={"good": "x"})
    with pytest.raises(mo.ReadError, match="there is no criterion 'grad'. Hint: did you mean 'grade'"):
        mo.read(path, levels={"grad": ["poor", "good"]})


def test_a_word_among_numbers_can_be_given_a_number(tmp_path):
    path = write(tmp_path, "tool,price", "Ant,$300", "Bee,Free", "Cat,$20")
    assert mo.read(path, levels={"Free": 0}).matrix.values[:, 0].tolist() == [300, 0, 20]


def test_undeclared_blanks_are_one_error_that_lists_them_all(tmp_path):
    path = write(tmp_path, "tool,a,b", "Ant,1,n/a", "Bee,-,2", "Cat,3,TBD")
    with pytest.raises(mo.ReadError) as caught:
        mo.read(path)
    text = str(caught.value)
    assert "3 cells cannot be read" in text
    for place in ("line 3, column 'a': '-'", "line 2, column 'b': 'n/a'", "line 4, column 'b': 'TBD'"):
        assert place in text
    words = ["-", "n/a", "TBD"]
    assert f"na={words!r}" in text
    problem = mo.read(path, na=["n/a", "-", "TBD"])
    assert problem.matrix.blank.sum() == 3
    assert problem.reading.blanks == {"-": 1, "TBD": 1, "n/a": 1}


def test_an_undeclared_blank_is_none_with_marks_either(tmp_path):
    path = write(tmp_path, "tool,ok,x", "Ant,yes,1", "Bee,TBD,2", "Cat,no,3")
    with pytest.raises(mo.ReadError, match="'TBD' is no number"):
        mo.read(path, marks="auto")
    assert mo.read(path, marks="auto", na="TBD").matrix.values[[0, 2], 0].tolist() == [1, 0]


def test_a_long_cell_is_shortened_in_the_error(tmp_path):
    path = write(tmp_path, "tool,a", "Ant,1", "Bee," + "x" * 10_000)
    with pytest.raises(mo.ReadError) as caught:
        mo.read(path)
    assert len(str(caught.value)) < 1000


def test_every_word_for_a_row_or_column_is_found_again():
    assert {word: role(word) for word in _ROLES if word} == {word: what for word, what in _ROLES.items() if word}


def test_labels_are_sorted_at_once_as_one_by_one():
    words = list(_ROLES)
    labels = [f"{a} {b}".strip() for a, b in zip(words, [*words[7:], *words[:7]], strict=True)]
    labels += [
        *words,
        *(f"{word} {n}" for n, word in enumerate(words)),
        *(f"{n}. {word}:" for n, word in enumerate(words)),
        "",
        "Team\n7",
        "unnamed: 0",
    ]
    for part in (labels, [label for label in labels if not set("([") & set(label)], [label for label in labels if "\n" not in label]):
        assert roles(part) == {at: what for at, label in enumerate(part) if (what := role(label))}


def test_no_word_for_a_role_has_a_digit_but_zero():
    assert not set("123456789").intersection("".join(_TELLING))


def test_a_column_of_dashes_is_no_note_by_its_name(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("Tool,Docs,Reach\nAlder,-,4\nBirch,--,1\nCedar,--,4\n", encoding="utf-8")
    with pytest.raises(mo.ReadError, match="'Docs'"):
        mo.read(path)
    assert mo.read(path, notes=["Docs"]).reading.notes == ("Docs",)
    assert mo.read(path, levels={"Docs": {"--": 0, "-": 1}}).matrix.values[:, 0].tolist() == [1, 0, 0]


LEVELS = "tool,Risk,Quality,Care\nAnt,low,high,good\nBee,high,low,poor\nCat,medium,medium,fair\n"


def test_words_from_low_to_high_are_offered_from_the_worst_on(tmp_path):
    (tmp_path / "t.csv").write_text(LEVELS, encoding="utf-8")
    with pytest.raises(mo.ReadError) as refused:
        mo.read(tmp_path / "t.csv")
    assert "levels={'Risk': ['high', 'medium', 'low'], 'Quality': ['low', 'medium', 'high'], 'Care': ['poor', 'fair', 'good']}" in str(
        refused.value
    )
    assert "marks='auto'" not in str(refused.value)
    (tmp_path / "t.csv").write_text(LEVELS.replace("Risk", "Support"), encoding="utf-8")
    with pytest.raises(mo.ReadError, match="so does marks='auto'"):
        mo.read(tmp_path / "t.csv")


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"marks": "auto"}, True),
        ({"levels": {"low": 1, "medium": 2, "high": 3, "poor": 1, "fair": 2, "good": 3}}, True),
        ({"levels": {"Risk": ["high", "medium", "low"]}, "marks": "auto"}, False),
        ({"marks": "auto", "directions": {"Risk": "min"}}, False),
    ],
)
def test_a_risk_of_words_without_a_direction_is_said(tmp_path, how, said):
    (tmp_path / "t.csv").write_text(LEVELS, encoding="utf-8")
    assert any("More is taken to be better for 'Risk', as" in text for text in mo.read(tmp_path / "t.csv", **how).reading.assumed) is said


def test_a_risk_that_is_rated_good_or_poor_is_a_score(tmp_path):
    (tmp_path / "t.csv").write_text(LEVELS.replace("Care", "Cost").replace("Risk", "Support"), encoding="utf-8")
    assert mo.read(tmp_path / "t.csv", marks="auto").reading.assumed == ()
