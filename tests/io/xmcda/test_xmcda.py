import io
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mcda_orch as mo
from mcda_orch.io.xmcda.elements import document
from mcda_orch.io.xmcda.read import xmcda_problem
from mcda_orch.io.xmcda.write import VERSIONS, xmcda_text

TWO, FOUR = "http://www.decision-deck.org/2009/XMCDA-2.1.0", "http://www.decision-deck.org/2021/XMCDA-4.0.0"


def two(body):
    return f"<?xml version='1.0' encoding='UTF-8'?><x:XMCDA xmlns:x='{TWO}'>{body}</x:XMCDA>"


def four(body):
    return f"<xmcda xmlns='{FOUR}'>{body}</xmcda>"


def cells(rows, four=False):
    def held(value):
        return f"<values><value>{value}</value></values>" if four else f"<value>{value}</value>"

    return "".join(
        f"<alternativePerformances><alternativeID>{a}</alternativeID>"
        + "".join(f"<performance><criterionID>{c}</criterionID>{held(v)}</performance>" for c, v in row.items())
        + "</alternativePerformances>"
        for a, row in rows.items()
    )


def real(value):
    return f"<real>{value}</real>"


TABLE = cells({"a1": {"g1": real(300), "g2": real(7.5)}, "a2": {"g1": real(120), "g2": "<NA/>"}})
CRITERIA = (
    "<criteria><criterion id='g1' name='price'><scale><quantitative><preferenceDirection>min</preferenceDirection>"
    "<minimum><real>0</real></minimum></quantitative></scale><thresholds><threshold mcdaConcept='ind'><constant><real>5</real></constant>"
    "</threshold><threshold id='pref'><constant><integer>50</integer></constant></threshold></thresholds></criterion>"
    "<criterion id='g2' name='quality'/></criteria>"
)


def read(*texts, **options):
    return xmcda_problem([document(t.encode(), f"{i}.xml") for i, t in enumerate(texts, start=1)], "x", "x", **options)


def test_version_2_with_scales_thresholds_weights_and_a_blank():
    weights = (
        "<criteriaSet mcdaConcept='Importance'><element><criterionID>g1</criterionID><value><real>0.4</real></value></element>"
        "<element><criterionID>g2</criterionID><value><real>0.6</real></value></element></criteriaSet>"
    )
    problem = read(two(f"{CRITERIA}<performanceTable>{TABLE}</performanceTable>{weights}"))
    assert problem.matrix.names == ("a1", "a2")
    assert problem.matrix.criterion_names == ("price", "quality")
    assert problem.matrix.senses.tolist() == [-1, 1]
    assert problem.matrix.criteria[0].scale.low == 0
    np.testing.assert_array_equal(problem.matrix.values, [[300, 7.5], [120, np.nan]])
    assert dict(problem.weights.items()) == {"price": 0.4, "quality": 0.6}
    assert problem.weights.source == "Importance"
    assert {k: dict(v) for k, v in problem.params["thresholds"].items()} == {"indifference": {"price": 5}, "preference": {"price": 50}}
    q, p = (problem.params["thresholds"][kind] for kind in ("indifference", "preference"))
    assert mo.promethee_ii(problem, blanks=0, function=["linear", "usual"], q=q, p=p).ranking.best == ("a1",)


def test_weights_inside_criteria_names_comments_and_titles():
    criteria = (
        "<criteria><criterion id='C' name='Costs'><criterionValue><value><real>3</real></value></criterionValue></criterion>"
        "<criterion id='D' name='Days'><active>true</active><criterionValue><value><real>1</real></value></criterionValue></criterion></criteria>"
    )
    alternatives = (
        "<alternatives><alternative id='A' name='Avenue'><description><comment>city centre</comment></description></alternative>"
        "<alternative id='B' name='Beach'/></alternatives><projectReference><title>Offices</title></projectReference>"
    )
    table = cells({"A": {"C": real(1), "D": real(2)}, "B": {"C": real(3), "D": real(4)}})
    problem = read(two(f"{alternatives}{criteria}<performanceTable>{table}</performanceTable>"))
    assert problem.matrix.names == ("Avenue", "Beach")
    assert dict(problem.matrix.alternatives[0].notes) == {"id": "A", "comment": "city centre"}
    assert dict(problem.weights.items()) == {"Costs": 3, "Days": 1}
    assert problem.title == "Offices"


PROFILES = (
    "<alternatives mcdaConcept='Fictive'><alternative id='p'/></alternatives><categories><category id='Good'><rank><integer>1</integer></rank>"
    "</category><category id='Bad'><rank><integer>2</integer></rank></category></categories><categoriesProfiles><categoryProfile>"
    "<alternativeID>p</alternativeID><limits><lowerCategory><categoryID>Bad</categoryID></lowerCategory><upperCategory><categoryID>Good"
    "</categoryID></upperCategory></limits></categoryProfile></categoriesProfiles>"
)


def test_profiles_of_categories_are_no_alternatives():
    real_ones = "<alternatives><alternative id='a1'/><alternative id='a2'/></alternatives>"
    profile = cells({"p": {"g1": real(200), "g2": real(5)}})
    problem = read(two(f"{real_ones}{CRITERIA}<performanceTable>{TABLE}{profile}</performanceTable>{PROFILES}"))
    assert problem.matrix.names == ("a1", "a2")
    sorting = problem.params["sorting"]
    assert sorting["categories"] == ("Bad", "Good")
    assert sorting["profiles"].values.tolist() == [[200, 5]]
    assert dict(sorting["between"]) == {"p": ("Bad", "Good")}


def test_version_4_bounding_profiles_order_the_categories():
    bound = "<categoryProfile><categoryID>{}</categoryID><bounding><{side}><alternativeID>{}</alternativeID></{side}></bounding></categoryProfile>"
    profiles = bound.format("low", "p", side="upperBound") + (
        "<categoryProfile><categoryID>mid</categoryID><bounding><lowerBound><alternativeID>p</alternativeID></lowerBound>"
        "<upperBound><alternativeID>q</alternativeID></upperBound></bounding></categoryProfile>"
    )
    profiles += bound.format("top", "q", side="lowerBound")
    categories = "<categories><category id='top'/><category id='low'/><category id='mid'/></categories>"
    table = cells({"a": {"g": real(1)}, "p": {"g": real(2)}, "q": {"g": real(3)}}, four=True)
    problem = read(four(f"<performanceTable>{table}</performanceTable>{categories}<categoriesProfiles>{profiles}</categoriesProfiles>"))
    assert problem.params["sorting"]["categories"] == ("low", "mid", "top")
    assert problem.matrix.names == ("a",)


def test_a_folder_of_files_is_one_problem(tmp_path):
    for name, body in [
        (
            "alternatives.xml",
            "<alternatives><alternative id='a1'/><alternative id='a2'><active>false</active></alternative></alternatives>",
        ),
        ("criteria.xml", "<criteria><criterion id='g1'/><criterion id='g2'/></criteria>"),
        (
            "weights.xml",
            "<criteriaValues mcdaConcept='weights'><criterionValue><criterionID>g1</criterionID><values><value><integer>2</integer></value>"
            "</values></criterionValue><criterionValue><criterionID>g2</criterionID><values><value><rational><numerator>1</numerator>"
            "<denominator>3</denominator></rational></value></values></criterionValue></criteriaValues>",
        ),
        ("table.xml", f"<performanceTable>{TABLE}</performanceTable>"),
        (
            "values.xml",
            "<alternativesValues><alternativeValue><alternativeID>a1</alternativeID><value><real>9</real></value></alternativeValue></alternativesValues>",
        ),
        ("messages.xml", "<methodMessages><logMessage><text>all is well</text></logMessage></methodMessages>"),
    ]:
        root = f"<x:XMCDA xmlns:x='http://www.decision-deck.org/2017/XMCDA-3.0.2'>{body}</x:XMCDA>"
        (tmp_path / name).write_text(root, encoding="utf-8")
    problem = mo.read(tmp_path)
    assert problem.matrix.names == ("a1",)
    assert dict(problem.weights.items()) == {"g1": 2, "g2": 1 / 3}
    assert problem.published["a1"] == 9
    assert problem.provenance["messages"] == "log: all is well"
    assert str(problem.reading.dropped[0]) == "alternative 'a2' (not active)"
    assert problem.reading.published == ("alternativesValues", "scores")


def test_qualitative_scales_have_their_labels():
    ranked = "".join(
        f"<rankedLabel><rank><integer>{i}</integer></rank><label>{w}</label></rankedLabel>" for i, w in ((2, "good"), (1, "poor"))
    )
    scale = f"<scale><qualitative><preferenceDirection>max</preferenceDirection>{ranked}</qualitative></scale>"
    table = cells({"a": {"g": "<label>good</label>"}, "b": {"g": "<label>poor</label>"}})
    problem = read(two(f"<criteria><criterion id='g'>{scale}</criterion></criteria><performanceTable>{table}</performanceTable>"))
    assert problem.matrix.values.tolist() == [[2], [1]]
    assert problem.matrix.criteria[0].scale.names == ("poor", "good")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("<real>NaN</real>", "'g' of 'a' is 'NaN', which is no finite number"),
        ("<real>INF</real>", "'g' of 'a' is 'INF', which is no finite number"),
        ("<real>1e999</real>", "'1e999', which is no finite number"),
        ("<real>1_000</real>", "'1_000', which is no finite number"),
        ("<integer>1.5</integer>", "'1.5', which is no finite integer"),
        ("<real/>", "'nothing', which is no finite number"),
        ("<rational><numerator>1</numerator><denominator>0</denominator></rational>", "is 1/0, which is no number"),
        ("<label>good</label>", "is the label 'good'. Hint: declare its scale's levels"),
        ("<interval><lowerBound><real>1</real></lowerBound></interval>", "is an interval, not one number"),
        ("<fuzzyNumber/>", "is a fuzzy number"),
        ("<complex/>", "holds <complex>, not one value"),
        ("7", "holds '7', not one value"),
        ("<real>1</real><real>2</real>", "holds 2 values"),
        ("<boolean>yes</boolean>", "the boolean 'yes'"),
    ],
)
def test_a_cell_that_is_no_number_is_named(value, message):
    with pytest.raises(mo.ReadError, match=message):
        read(two(f"<performanceTable>{cells({'a': {'g': value}})}</performanceTable>"))


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("<boolean>true</boolean>", 1),
        ("<rational><numerator>-2</numerator><denominator>3</denominator></rational>", -2 / 3),
        ("<real> 2.5E3 </real>", 2500),
        ("<integer>+4</integer>", 4),
    ],
)
def test_numbers_of_every_kind(value, number):
    assert read(two(f"<performanceTable>{cells({'a': {'g': value}})}</performanceTable>")).matrix.values.tolist() == [[number]]


ONE = f"<performanceTable>{cells({'a': {'g': real(1)}})}</performanceTable>"
VALUES = "<criteriaValues{}><criterionValue><criterionID>g</criterionID><value><real>1</real></value></criterionValue></criteriaValues>"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (ONE + ONE, "the performance of alternative 'a' on criterion 'g' is stated twice"),
        ("<alternatives><alternative id='b'/></alternatives>" + ONE, "'a' has performances, but is no alternative"),
        ("<criteria><criterion id='h'/></criteria>" + ONE, "'g' has performances, but is no criterion"),
        ("<alternatives><alternative id='a'/><alternative id='b'/></alternatives>" + ONE, "alternative 'b' has no performances"),
        ("<alternatives><alternative/></alternatives>", "there is no id for one alternative"),
        ("<alternatives><alternative id='a'/></alternatives>", "there is no performance table"),
        (ONE + VALUES.format("") + VALUES.format(""), "criteria have several sets of values: 'criteriaValues' and 'criteriaValues'"),
        (VALUES.format("").replace(">g<", ">h<") + ONE, "'h' has a value, but is no criterion"),
        ("<criteria><criterion id='g'/><criterion id='h'/></criteria>" + ONE + VALUES.format(""), "criterion 'h' has no weight"),
        (ONE + VALUES.format("").replace("<real>1</real>", "<NA/>"), "the weight of 'g' is <NA/>"),
        (ONE + VALUES.format("").replace("<real>1</real>", "<real>-1</real>"), "the weight of 'g' is -1"),
        ("<criteria><criterion id='g'><scale><nominal/></scale></criterion></criteria>" + ONE, "criterion 'g' has a nominal scale"),
        ("<criteria><criterion id='g'><active>perhaps</active></criterion></criteria>" + ONE, "<active> is 'perhaps'"),
    ],
)
def test_what_does_not_fit_together_is_refused_by_name(body, message):
    with pytest.raises(mo.McdaError, match=message):
        read(two(body))


def test_of_several_sets_of_values_the_one_called_weights_counts():
    problem = read(two(ONE + VALUES.format(" mcdaConcept='veto power'") + VALUES.format(" mcdaConcept='Criteria weights'")))
    assert problem.weights.source == "Criteria weights"
    assert "The values 'veto power' of criteria were not read." in problem.reading.remarks


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<a", "is no well-formed XML"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "defines entities"),
        ("<a/>", "is XML, but no XMCDA"),
        ("<x:XMCDA xmlns:x='http://www.decision-deck.org/2008/UMCDA-ML-1.0'/>", "is XMCDA 1.0|no XMCDA"),
        ("<x:XMCDA xmlns:x='http://www.decision-deck.org/2030/XMCDA-5.0.0'/>", "is XMCDA 5.0.0; versions 2, 3 and 4 are read"),
        ("<?xml version='1.0' encoding='none'?><a/>", "no well-formed XML|encoding"),
    ],
)
def test_what_is_no_xmcda_is_one_clear_error(tmp_path, text, message):
    (tmp_path / "t.xml").write_text(text, encoding="utf-8")
    with pytest.raises(mo.ReadError, match=message):
        mo.read(tmp_path / "t.xml")


def test_a_folder_without_files_and_options_of_tables(tmp_path):
    with pytest.raises(mo.ReadError, match="is a folder without XMCDA files"):
        mo.read(tmp_path)
    (tmp_path / "t.xml").write_text(two(ONE), encoding="utf-8")
    with pytest.raises(mo.ReadError, match="says itself what label= would say"):
        mo.read(tmp_path / "t.xml", label="tool")
    with pytest.raises(mo.ReadError, match="no set of alternatives' values 'total'"):
        mo.read(tmp_path / "t.xml", published="total")


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=6).filter(lambda s: s.strip())
NUMBERS = st.integers(-(10**10), 10**10) | st.floats(-1e9, 1e9) | st.fractions(-5, 5, max_denominator=999)


@st.composite
def problems(draw):
    rows, columns = (draw(st.lists(NAMES, min_size=1, max_size=3, unique=True)) for _ in range(2))
    criteria, values = [], []
    for name in columns:
        kind = draw(st.sampled_from(["ratio", "interval", "levels", "words"]))
        direction, unit = draw(st.sampled_from(["max", "min"])), draw(st.sampled_from(["", "EUR"]))
        if kind in ("ratio", "interval"):
            scale = {"ratio": mo.Ratio, "interval": mo.Interval}[kind](*draw(st.sampled_from([(None, None), (-1e12, 1e12), (None, 1e12)])))
            column = draw(st.lists(st.none() | NUMBERS.map(float), min_size=len(rows), max_size=len(rows)))
        else:
            scale = mo.Ordinal({"low": -1, "mid": 0.5, "top": 2}) if kind == "levels" else mo.Ordinal(["poor", "fair", "good"])
            column = draw(st.lists(st.none() | st.sampled_from(scale.levels), min_size=len(rows), max_size=len(rows)))
        criteria.append(mo.Criterion(name, direction, scale, unit))
        values.append(column)
    matrix = mo.DecisionMatrix([list(row) for row in zip(*values, strict=True)], rows, criteria)
    weights = draw(st.none() | st.lists(st.integers(1, 9), min_size=len(columns), max_size=len(columns)))
    return mo.Problem(
        matrix, None if weights is None else mo.Weights(weights, columns), mo.Blanks.of(draw(st.sampled_from([None, 0, "worst"])))
    )


@settings(max_examples=60)
@given(problems(), st.sampled_from(sorted(VERSIONS)))
def test_what_is_written_is_read_again_and_valid(problem, version):
    from xmcda.XMCDA import XMCDA

    text = xmcda_text(problem, version)
    if version == "4.0.0":  # the oracle knows versions 3 and 4
        assert len(XMCDA().load(io.BytesIO(text.encode())).alternatives) == len(problem.matrix.names)
    again = read(text)
    np.testing.assert_array_equal(again.matrix.values, problem.matrix.values)
    assert (again.matrix.names, again.matrix.criteria) == (problem.matrix.names, problem.matrix.criteria)
    assert (again.weights, again.blanks) == (problem.weights, problem.blanks)


def test_thresholds_published_scores_and_exact_thirds_are_written(tmp_path):
    matrix = mo.DecisionMatrix([[1 / 3, 2**40], [np.float64(0.1), 5]], ["Ant", "Bee"], ["a", "b:min [EUR]"])
    sizes = {"indifference": {"a": 0.5}, "veto": {"a": 2, "b": 3}}
    problem = mo.Problem(
        matrix, mo.Weights({"a": Fraction(2, 3), "b": 1}), published=mo.wsm(matrix, [1, 1]).scores, params={"thresholds": sizes}
    )
    for version in VERSIONS:
        mo.write(problem, tmp_path / "p.xml", version=version)
        again = mo.read(tmp_path / "p.xml")
        assert {k: dict(v) for k, v in again.params["thresholds"].items()} == sizes
        np.testing.assert_array_equal(again.published.values, problem.published.values)
        np.testing.assert_array_equal(again.matrix.values, matrix.values)
    assert "<numerator>1</numerator>" in (tmp_path / "p.xml").read_text(encoding="utf-8")


def test_published_ranks_stay_ranks(tmp_path):
    (tmp_path / "t.csv").write_text("tool,a,b,Rank\nAnt,1,5,2\nBee,2,9,1\nCat,1,5,2\n", encoding="utf-8")
    for version in VERSIONS:
        mo.write(mo.read(tmp_path / "t.csv"), tmp_path / "p.xml", version=version)
        assert mo.read(tmp_path / "p.xml").rank_form == "competition"
    text = (tmp_path / "p.xml").read_text(encoding="utf-8")
    at = text.index('mcdaConcept="ranks"')
    (tmp_path / "p.xml").write_text(text[:at] + text[at:].replace(">1<", ">5<", 1), encoding="utf-8")
    doubtful = mo.read(tmp_path / "p.xml")
    assert doubtful.published is None
    assert "does not count from 1 on" in " ".join(doubtful.reading.remarks)
    assert mo.read(tmp_path / "p.xml", published="ranks").published["Bee"] == 5


def test_the_bundled_problem_names_what_xmcda_cannot_hold(tmp_path):
    mo.write(mo.load("orchestrators"), tmp_path / "o.xml")
    text = (tmp_path / "o.xml").read_text(encoding="utf-8")
    assert "Not in this file: the title 'ML-pipeline orchestrators'; parameters of ahp; that the published scores come from wsm" in text
    assert str(mo.wsm(mo.read(tmp_path / "o.xml")).ranking) == str(mo.wsm(mo.load("orchestrators")).ranking)


def test_what_xmcda_cannot_hold_is_refused():
    matrix = mo.DecisionMatrix([[1.0]], ["A\x01"], ["a"])
    with pytest.raises(mo.ReadError, match="which XML cannot"):
        xmcda_text(mo.Problem(matrix))
    with pytest.raises(mo.ShapeError, match="not a batch"):
        xmcda_text(mo.Problem(mo.DecisionMatrix([[[1.0]], [[2.0]]], ["A"], ["a"])))
    with pytest.raises(mo.PluginError, match="XMCDA 3.0 is not written"):
        xmcda_text(mo.Problem(mo.DecisionMatrix([[1.0]], ["A"], ["a"])), "3.0")


@pytest.mark.parametrize("version", ["4.0.0", "2.2.1"])
def test_published_values_may_be_unknown(tmp_path, version):
    mo.write(mo.Problem([[1, 2], [3, 4], [5, 6]], published=[3, None, 7.5]), tmp_path / "p.xml", version=version)
    assert "<NA" in (tmp_path / "p.xml").read_text(encoding="utf-8")
    published = mo.read(tmp_path / "p.xml").published
    assert [None if score != score else score for score in published.values.tolist()] == [3, None, 7.5]


@pytest.mark.parametrize("version", ["4.0.0", "2.2.1"])
@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        (mo.Criterion("c", scale=mo.Ordinal([" low", "high"])), "the level ' low' of 'c'"),
        (mo.Criterion("c", scale=mo.Ordinal(["low", "a\rb"])), "the level 'a\\\\rb' of 'c'"),
        (mo.Criterion("c", unit=" "), "the unit ' ' of 'c'"),
    ],
)
def test_white_space_that_xml_does_not_keep_is_refused(tmp_path, version, criterion, said):
    with pytest.raises(mo.ReadError, match=said):
        mo.write(mo.Problem(mo.DecisionMatrix([[0], [1]], criteria=[criterion])), tmp_path / "p.xml", version=version)


def test_the_file_says_that_notes_stand_together(tmp_path):
    matrix = mo.DecisionMatrix([[1], [2]], [mo.Alternative("A", {"site": "a.org", "pitch": "fast"}), "B"])
    mo.write(mo.Problem(matrix), tmp_path / "p.xml")
    assert "Not in this file: which of the notes is which (site, pitch; they stand together in comments)" in (tmp_path / "p.xml").read_text(
        encoding="utf-8"
    )
