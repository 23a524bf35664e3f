"""Every parameter of every built-in plug-in says what it may be, takes that and nothing else, and has an effect where it says so."""

import itertools
import re
from pathlib import Path
from typing import Annotated

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mcda_orch as mo
from mcda_orch.builtin import __all__ as builtin
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.parameter import Needs, Unless, parameters
from mcda_orch.plugin.steps import recorded
from mcda_orch.plugin.undefined import TIED

N, M, K = 5, 3, 3
SENSES = np.array([1.0, -1.0, 1.0])
MATRIX = mo.DecisionMatrix(
    [[3, 7, 2], [5, 1, 8], [6, 6, 3], [2, 9, 9], [4, 4, 4]], list("ABCDE"), ["x", "y:min", "z"]
)  # fmt: skip
PLUGINS = [p for p in map(mo.get, builtin) if p.params]
PARAMS = [(p.name, key) for p in PLUGINS for key in p.params]
SHAPES = {"k": (K,), "m": (M,), "k,m": (K, M), "m,k": (M, K), "n,m": (N, M)}
OTHERS = {
    "quantifier": [0.5, 1.0, (0.3, 0.8)],
    "capacity": [np.array([0, 0.2, 0.2, 0.3, 0.5, 0.9, 0.6, 1.0])],
    "values": [[[1, 9], [0, 4, 8], [2, 3, 9]]],
    "expert": [mo.topsis, lambda objects: objects[:, 0], np.arange(27.0)],
    "scalings": [(mo.scalings.minmax, mo.scalings.vector)],
}


SOME = {
    ("rafsi", "n1"): [0.5, 2.0],
    ("rafsi", "n2k"): [2.0, 9.0],
    ("multiplicative_utility", "master"): [-0.5, 4.0],
    ("vmcm_weights", "negligible"): [0.0, 0.25],
}


def numbers(param):
    """Return numbers that a parameter may be."""
    low, high = (param.range.low, param.range.high) if param.range is not None else (-np.inf, np.inf)
    return [v for v in (0.0, 0.25, 0.75, 1.0, 2.0, 4.0, -0.5) if low < v < high]


def samples(plugin, param):
    """Return values that a parameter may be, other than its default."""
    if (plugin.name, param.name) in SOME:
        return SOME[plugin.name, param.name]
    if plugin.name == "categorical" and "array" in param.kinds:
        return [np.arange(1.0, 10.0), np.arange(9.0, 0.0, -1.0)]  # its levels are all that the cells may be
    found = []
    if "flag" in param.kinds:
        found.append(not param.default)
    if "count" in param.kinds:
        found += [param.default - 1, param.default + 2]
    found += [w for w in param.words if w != param.default]
    if "words" in param.kinds:
        found.append([*itertools.islice(itertools.cycle(param.words), M)])
    if "number" in param.kinds:
        found += [v for v in numbers(param) if v != param.default]
    if "criteria" in param.kinds:
        end = {"low": [-1.0, 0.5, -3.0], "high": [20.0, 11.0, 10.0]}
        usual = end.get(param.role.declared or param.name, [2.5, 3.0, 4.5])
        found += [np.array(usual), np.array([3.0, 1.0, 2.0]) if param.role.kind == "position" else np.array(usual) * 8.0]
    if "array" in param.kinds:
        shape = SHAPES[param.shape.shapes[0]]
        grow = np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape)
        found.append({"lower": MATRIX.values / 2, "upper": MATRIX.values * 2, "levels": grow * 2 - 1}.get(param.name, grow))
    if "scaling" in param.kinds:
        found += [s for s in (mo.scalings.minmax, mo.scalings.linear_ratio) if s is not param.default]
    return found + OTHERS.get(param.name, []) * ("other" in param.kinds)


def sample(plugin, name):
    return samples(plugin, plugin.params[name])[0]


def enabling(plugin, param):
    """Return settings under which a parameter has an effect, one for each reason."""
    needs = [e for e in param.effect if isinstance(e, Needs)]
    if not needs:
        return [{}]
    found = []
    for need in needs:
        if need.values:
            found += [{need.other: value} for value in reversed(need.values)]
        else:
            also = [e for e in plugin.params[need.other].effect if isinstance(e, Needs) and e.other != param.name]
            found.append({o: sample(plugin, o) for o in (need.other, *(e.other for e in also))})
    return found


def disabling(plugin, param):
    """Return settings under which a parameter says that it has no effect."""
    found = []
    needs = [e for e in param.effect if isinstance(e, Needs)]
    for other in {need.other for need in needs}:
        words = [v for need in needs if need.other == other for v in need.values]
        if words:
            found += [{other: w} for w in (*plugin.params[other].words, plugin.params[other].default) if w not in words]
    if needs and not any(need.values for need in needs):
        found.append({})
    for mark in param.effect:
        if isinstance(mark, Unless):
            pairs = {"levels": "values", "points": "values"}
            given = {o: sample(plugin, o) for other in mark.others for o in (other, pairs.get(other, other)) if o in plugin.params}
            found.append({k: v for k, v in given.items() if k != param.name})
    return found


RANKS = ([1.0, 2.0, 3.0, 4.0, 5.0], [2.0, 1.0, 3.5, 3.5, 5.0])
BALLOTS = [[1.0, 2.0, 2.0, 4.0, 5.0], [3.0, 4.0, 5.0, 1.0, 2.0], [4.0, 1.0, 2.0, np.nan, 3.0], [2.0, 3.0, 1.0, np.nan, np.nan]]
PROFILES = [
    (BALLOTS, [1.0] * len(BALLOTS)),
    ([[1.0, 2.0, 3.0, 4.0], [3.0, 1.0, 2.0, 4.0], [2.0, 3.0, 1.0, 4.0]], [1.0, 1.0, 1.0]),  # a circle of equally strong majorities
    (
        [[1, 2, np.nan], [2, 1, np.nan], [np.nan, 1, 2], [2, np.nan, 1], [1, np.nan, 2]],
        [6.0, 5.0, 5.0, 4.0, 1.0],
    ),  # most votes, least margin
]
STRICT = ([1.0, 2.0, 3.0, 4.0, 5.0], [2.0, 1.0, 3.0, 5.0, 4.0])
"""For coefficients that know no ties."""


def compared(plugin):
    """Return what a coefficient compares."""
    return ([3, 2, 1], [1, 1, 4]) if plugin.family.name == "weight_agreement" else STRICT if TIED in plugin.undefined else RANKS


def call(plugin, params):
    if plugin.family.name == "consensus":
        return plugin(BALLOTS, **params)
    if "agreement" in plugin.family.name:
        return plugin(*compared(plugin), **params)
    return plugin(MATRIX, [3, 2, 1], **params) if plugin.family.name == "score" else plugin(MATRIX, **params)


def numbers_of(plugin, found):
    """Return the numbers of what a call gives."""
    return (
        found.scores
        if plugin.family.name in ("score", "consensus")
        else getattr(found, "values", found)
        if plugin.family.name != "scaling"
        else found
    )


def seen(plugin, x, w, s, params):
    """Return the scores and all steps of a call that nobody checks."""
    if plugin.family.name == "consensus":
        return [plugin.run(np.array(r), np.array(v), **params) for r, v in PROFILES]
    if "agreement" in plugin.family.name:
        return [plugin.run(*map(np.array, compared(plugin)), **params)]
    arrays = {"score": (x, w, s), "scaling": (x, s), "weighting": (x, s)}[plugin.family.name]
    with recorded() as record, np.errstate(all="ignore"):
        found = [np.asarray(plugin.run(*arrays, **params), dtype=float)]
    return found + [np.asarray(value, dtype=float) for _, _, value in record]


def differ(one, other):
    return len(one) != len(other) or any(
        a.shape != b.shape or not np.allclose(a, b, atol=1e-9, equal_nan=True) for a, b in zip(one, other, strict=True)
    )


def tables(count):
    rng = np.random.default_rng(5)
    for _ in range(count):
        n = int(rng.integers(3, 7))
        yield rng.integers(1, 10, (n, M)).astype(float), rng.integers(1, 5, M).astype(float), rng.choice([1.0, -1.0], M)


@pytest.mark.parametrize(("name", "key"), PARAMS)
def test_every_parameter_is_declared(name, key):
    plugin, param = mo.get(name), mo.get(name).params[key]
    assert param.kinds, f"the annotation of {param.name!r} of {plugin.name} says nothing that can be checked"
    assert param.may_be


@pytest.mark.parametrize(("name", "key"), PARAMS)
def test_what_a_parameter_may_be_runs(name, key):
    plugin, param = mo.get(name), mo.get(name).params[key]
    for value in samples(plugin, param):
        around = enabling(plugin, param)[0]
        found = call(plugin, {**around, param.name: value})
        values = numbers_of(plugin, found)
        assert np.isfinite(np.asarray(values, dtype=float)).all()


WRONG = [
    object(),
    "no such word",
    "0.5",
    b"2",
    1j,
    {"x": object()},
    [[[]]],
    np.array(["a", "b", "c"]),
    mo.topsis,
    lambda: 1,
]
NUMBERS = [float("nan"), float("inf"), -float("inf"), 1e308, -1e308, -1, -1e-9, 0, 1 + 1e-9, 1e9]


@pytest.mark.parametrize(("name", "key"), PARAMS)
@given(data=st.data())
@settings(max_examples=25)
def test_what_a_parameter_may_not_be_is_refused_by_its_name(name, key, data):
    plugin, param = mo.get(name), mo.get(name).params[key]
    wrong = [v for v in WRONG if not (("other" in param.kinds) and (callable(v) or v is mo.topsis))]
    if "flag" not in param.kinds:
        wrong += [True, False]
    if "none" not in param.kinds:
        wrong.append(None)
    if param.kinds & {"number", "criteria", "count"}:
        lacks = param.role is not None and "none" in param.kinds
        wrong += [v for v in NUMBERS if not np.isfinite(v) and not (lacks and np.isnan(v))]
        if param.range is not None:
            wrong += [v for v in NUMBERS if np.isfinite(v) and param.range.outside(v)]
        wrong.append(np.arange(2.0))
    elif key != "quantifier":
        wrong += [0.5, 7]
    value = data.draw(st.sampled_from(wrong))
    with pytest.raises(mo.McdaError) as raised:
        call(plugin, {**enabling(plugin, param)[0], param.name: value})
    assert param.name in str(raised.value) or ("scaling" in param.kinds and "scaling" in str(raised.value))


RANGED = [
    (p.name, key) for p in PLUGINS for key, param in p.params.items() if param.range is not None and param.kinds & {"number", "count"}
]


@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize(("name", "key"), RANGED)
def test_an_end_of_a_range_belongs_to_it_as_it_says_and_what_lies_beyond_does_not(name, key, end):
    plugin, param = mo.get(name), mo.get(name).params[key]
    value, outward = (param.range.low, -1) if end == "low" else (param.range.high, 1)
    if not np.isfinite(value):
        return
    around = enabling(plugin, param)[0]
    whole = "number" not in param.kinds
    beyond = value + outward if whole else np.nextafter(value, outward * np.inf)
    refused = [beyond] if param.range.ends[0 if end == "low" else 1] in "[]" else [value, beyond]
    for wrong in refused:
        with pytest.raises(mo.McdaError, match=key):
            call(plugin, {**around, key: int(wrong) if whole else float(wrong)})
    if value not in refused:
        found = call(plugin, {**around, key: int(value) if whole else float(value)})
        values = numbers_of(plugin, found)
        assert np.isfinite(np.asarray(values, dtype=float)).all()


@pytest.mark.parametrize(("name", "key"), PARAMS)
def test_a_parameter_has_an_effect_somewhere(name, key):
    plugin, param = mo.get(name), mo.get(name).params[key]
    for x, w, s in tables(12):
        for around in enabling(plugin, param):
            used = {
                o: sample(plugin, o)
                for o, p in plugin.params.items()
                if any(isinstance(e, Needs) and e.other == key and e.values for e in p.effect)
            }
            around = used | around
            together = any(isinstance(e, Needs) and e.other == key for o in around for e in plugin.params[o].effect)
            before = seen(plugin, x, w, s, {} if together and not used else around)
            for value in samples(plugin, param):
                value = x / 2 if param.name == "lower" else x * 2 if param.name == "upper" else value
                if differ(before, seen(plugin, x, w, s, {**around, param.name: value})):
                    return
    pytest.fail(f"{param.name} of {plugin.name} changed nothing")


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, key in PARAMS if mo.get(name).params[key].effect])
def test_a_parameter_has_no_effect_where_it_says_so(name, key):
    plugin, param = mo.get(name), mo.get(name).params[key]
    around_all = disabling(plugin, param)
    assert around_all
    for around in around_all:
        value = samples(plugin, param)[0]
        with pytest.raises(mo.PluginError, match=f"{param.name}.* of {plugin.name} ha(s|ve) no effect"):
            call(plugin, {**around, param.name: value})
        if around == {} and {param.name, param.effect[0].other} & {"levels", "points", "intensities"}:
            continue  # one list without the other is no table at all
        for x, w, s in tables(8):
            before = seen(plugin, x, w, s, around)[:1]
            for other in samples(plugin, param):
                assert not differ(before, seen(plugin, x, w, s, {**around, param.name: other})[:1])


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, key in PARAMS if mo.get(name).params[key].words])
def test_the_docstring_lists_the_words_that_the_annotation_allows(name, key):
    plugin, param = mo.get(name), mo.get(name).params[key]
    listed = re.search(rf"^\s+{key} : (.*)$", plugin.__doc__, re.MULTILINE)
    if listed is not None and "{" in listed[1]:
        assert [*re.findall(r"\"([^\"]+)\"|\b(\d)\b", listed[1])] == [(w, "") if isinstance(w, str) else ("", str(w)) for w in param.words]
    elif listed is not None:
        assert all(str(word) in plugin.__doc__ for word in param.words)


def test_the_page_for_authors_declares_parameters_that_are_read(tmp_path):
    page = (Path(__file__).parents[2] / "docs" / "own_method.md").read_text(encoding="utf-8")
    block = next(code for code in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "Annotated" in code)
    names = {}
    exec(block, names)
    found = parameters(names["kernel"], SCORE)
    assert set(found) == {"blend", "power", "distance", "rounds", "q", "p", "low", "scale"}
    assert all(param.kinds for param in found.values())


def test_an_annotation_that_names_no_parameter_is_refused_and_none_at_all_passes():
    def wrong(x, w, s, *, p: Annotated[float, Needs("distanse", ("minkowski",))] = 2.0):
        """Names what is not there."""

    def free(x, w, s, *, anything=None, table: dict | None = None):
        """Says nothing that can be checked."""

    with pytest.raises(mo.PluginError, match="the annotation of 'p' of wrong names 'distanse'"):
        parameters(wrong, SCORE)
    assert not any(param.kinds for param in parameters(free, SCORE).values())
