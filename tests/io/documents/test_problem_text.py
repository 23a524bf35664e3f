import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mcda_orch as mo
from mcda_orch.io.documents.problem_file import parsed
from mcda_orch.io.documents.toml_text import toml_text

WORDS = st.text(min_size=1, max_size=12).filter(lambda t: t.strip() and t.encode("utf-8", "ignore").decode() == t)
NUMBERS = st.floats(-1e200, 1e200, allow_subnormal=False) | st.integers(-9, 9).map(float)


@st.composite
def scales(draw):
    kind = draw(st.sampled_from([mo.Ratio, mo.Interval, mo.Ordinal]))
    form = draw(st.sampled_from(["bounds", "words", "numbers", "table"]))
    if form == "bounds":
        low, high = sorted(draw(st.lists(NUMBERS, min_size=2, max_size=2, unique=True)))
        return kind(low=draw(st.sampled_from([low, None])), high=draw(st.sampled_from([high, None])))
    names = draw(st.lists(WORDS, min_size=2, max_size=4, unique=True))
    if form == "words":
        return kind(levels=names)
    numbers = sorted(draw(st.lists(st.integers(-50, 50).map(float), min_size=len(names), max_size=len(names), unique=True)))
    return kind(levels=numbers if form == "numbers" else dict(zip(names, numbers, strict=True)))


@st.composite
def problems(draw):
    rows = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    columns = [
        mo.Criterion(name, draw(st.sampled_from(["min", "max"])), draw(scales()), draw(st.just("") | WORDS))
        for name in draw(st.lists(WORDS | st.just("source"), min_size=1, max_size=3, unique=True))
    ]

    def cell(criterion):
        scale = criterion.scale
        if scale.levels:
            return st.sampled_from(list(scale.levels))
        return st.floats(-1e200 if scale.low is None else scale.low, 1e200 if scale.high is None else scale.high)

    values = [[draw(st.just(math.nan) | cell(c)) for c in columns] for _ in rows]
    notes = [draw(st.dictionaries(WORDS, st.text(st.characters(codec="utf-8"), max_size=9), max_size=2)) for _ in rows]
    sizes = st.lists(st.floats(0, 1e9), min_size=len(columns), max_size=len(columns)).filter(any)
    weights = draw(st.none() | sizes)
    figures = draw(st.none() | st.lists(NUMBERS | st.just(math.nan), min_size=len(rows), max_size=len(rows)))
    params = {}
    if draw(st.booleans()):
        params["thresholds"] = {"preference": {columns[-1].name: draw(st.floats(0, 100))}}
        params["vikor"] = {"v": draw(st.floats(0, 1))}
    return mo.Problem(
        mo.DecisionMatrix(values, [mo.Alternative(name, said) for name, said in zip(rows, notes, strict=True)], columns),
        None if weights is None else mo.Weights(weights, columns, draw(WORDS)),
        draw(st.sampled_from(["refuse", "worst", "mean", "redistribute", 0, -2.5])),
        figures,
        draw(st.sampled_from([None, "wsm"])),
        params,
        title=draw(st.just("") | WORDS),
        provenance=draw(st.dictionaries(WORDS, WORDS, max_size=2)),
    )


def said(problem):
    """Return everything that a problem file says."""
    published = None if problem.published is None else {k: v for k, v in problem.published.items() if v == v}
    return (
        problem.matrix,
        problem.weights,
        None if problem.weights is None else problem.weights.source,
        problem.blanks,
        published or None,
        problem.published_by,
        problem.rank_form,
        {name: dict(known) for name, known in problem.params.items()},
        problem.title,
        dict(problem.provenance),
    )


@pytest.mark.parametrize("ending", ["toml", "json"])
@given(problem=problems())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_what_is_written_reads_as_the_same_problem(tmp_path, ending, problem):
    mo.write(problem, tmp_path / f"p.{ending}")
    assert said(mo.read(tmp_path / f"p.{ending}")) == said(problem)


@pytest.mark.parametrize("ending", ["toml", "json"])
def test_a_problem_of_a_file_can_be_written_and_gives_the_same_results(tmp_path, ending):
    problem = mo.load("orchestrators")
    mo.write(problem, tmp_path / f"o.{ending}")
    again = mo.read(tmp_path / f"o.{ending}")
    assert (again.matrix, again.weights, again.blanks, again.published_by) == (
        problem.matrix,
        problem.weights,
        problem.blanks,
        problem.published_by,
    )
    np.testing.assert_array_equal(mo.ahp(again).scores.values, mo.ahp(problem).scores.values)
    assert again.reading.weights == "inferred from the published totals"


def test_published_ranks_stay_ranks(tmp_path):
    (tmp_path / "t.csv").write_text("tool,a,b,Rank\nAnt,1,5,2\nBee,2,9,1\nCat,1,5,2\n", encoding="utf-8")
    problem = mo.read(tmp_path / "t.csv")
    mo.write(problem, tmp_path / "t.toml")
    again = mo.read(tmp_path / "t.toml")
    assert again.rank_form == problem.rank_form == "competition"
    text = (tmp_path / "t.toml").read_text(encoding="utf-8")
    (tmp_path / "t.toml").write_text(text.replace("published = 1", "published = 7"), encoding="utf-8")
    with pytest.raises(mo.ReadError, match="no competition ranks"):
        mo.read(tmp_path / "t.toml")
    (tmp_path / "u.toml").write_text('file = "t.csv"\npublished = {ranks = "dense"}\n', encoding="utf-8")
    with pytest.raises(mo.ReadError, match="says itself"):
        mo.read(tmp_path / "u.toml")


def test_how_a_problem_file_looks(tmp_path):
    matrix = mo.DecisionMatrix(
        [[300, 1], [None, 0]],
        [mo.Alternative("Ant", {"site": 'x.org "new"'}), mo.Alternative("Bee")],
        [mo.Criterion("price", "min", unit="EUR"), mo.Criterion("care", scale=mo.Ordinal(["poor", "good"]))],
    )
    mo.write(mo.Problem(matrix, mo.Weights([2, 1], matrix.criteria, "a vote"), "worst", title="Tools"), tmp_path / "t.toml")
    assert (
        (tmp_path / "t.toml").read_text(encoding="utf-8")
        == """\
title = "Tools"
blanks = "worst"

[weights]
source = "a vote"

[[criteria]]
name = "price"
direction = "min"
scale = "ratio"
unit = "EUR"
weight = 2

[[criteria]]
name = "care"
direction = "max"
scale = "ordinal"
levels = ["poor", "good"]
weight = 1

[[alternatives]]
name = "Ant"
values = {price = 300, care = "good"}
notes = {site = "x.org \\"new\\""}

[[alternatives]]
name = "Bee"
values = {care = "poor"}
"""
    )


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"vikor": {"v": print}}, "v of parameters of vikor is a builtin_function_or_method"),
        ({"vikor": {"v": math.inf}}, "v of parameters of vikor is inf"),
        ({"topsis": {"scale": mo.scalings.minmax.with_(low=0.1)}}, "with parameters of its own"),
        ({"vikor": {"v": 7}}, r"\[methods.vikor\]"),
        ({"sorting": {"categories": ["a"]}}, "sorting"),
    ],
)
def test_what_no_problem_file_can_hold_is_refused_by_name(tmp_path, params, message):
    with pytest.raises(mo.McdaError, match=message):
        mo.write(mo.Problem([[1, 2], [3, 4]], [1, 1], params=params), tmp_path / "t.toml")
    assert not (tmp_path / "t.toml").exists()


def test_scalings_and_arrays_among_parameters_are_stated_as_people_do(tmp_path):
    problem = mo.Problem([[1, 2], [3, 4]], [1, 1], params={"topsis": {"scale": mo.scalings.minmax}, "vikor": {"v": np.float64(0.25)}})
    mo.write(problem, tmp_path / "t.toml")
    again = mo.read(tmp_path / "t.toml")
    assert again.params["topsis"]["scale"] == "minmax"
    assert mo.vikor(again).scores.values.tolist() == mo.vikor(problem).scores.values.tolist()


def test_batches_endings_and_half_characters_are_refused(tmp_path):
    with pytest.raises(mo.ShapeError, match="not a batch"):
        mo.write(mo.Problem(np.ones((2, 3, 2))), tmp_path / "t.toml")
    with pytest.raises(mo.ReadError, match=r"\.toml, \.json"):
        mo.write(mo.Problem([[1, 2]]), tmp_path / "t.odt")
    with pytest.raises(mo.ReadError, match="no version"):
        mo.write(mo.Problem([[1, 2]]), tmp_path / "t.toml", version="2.2.1")
    with pytest.raises(mo.ReadError, match="half a character"):
        mo.write(mo.Problem(mo.DecisionMatrix([[1, 2]], ["\ud800"])), tmp_path / "t.json")


@settings(max_examples=50)
@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=9), st.text(st.characters(codec="utf-8")) | NUMBERS | st.booleans()))
def test_toml_says_what_the_document_does(document):
    assert parsed(toml_text(document), "t.toml") == document
