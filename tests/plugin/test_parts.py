"""Seen in parts, a matrix gives what it gives as a whole."""

import pickle
from functools import reduce

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch._reductions import STATISTICS
from mcda_orch._statistics import Asked
from mcda_orch.plugin import parts
from mcda_orch.plugin.parts import in_parts, merged, part_rows, questions, rows, summary
from mcda_orch.plugin.plugin import scaling

ROWWISE = [name for family in ("score", "scaling") for name in mo.names(family) if mo.get(name).rowwise]
WEIGHED = ("copras", "moosra", "ram")
PARAMS = {"categorical": {"levels": np.arange(1.0, 9.0), "values": np.linspace(0.0, 1.0, 8)}}


def problem(n, m=5, seed=0):
    rng = np.random.default_rng(seed)
    return rng.integers(1, 9, (n, m)).astype(float), rng.dirichlet(np.ones(m)), np.where(np.arange(m) % 3, 1.0, -1.0)


def given(name, x, w, s):
    """Return the kernel of a plug-in as a function of the matrix alone, and the axis of its alternatives."""
    plugin, params = mo.get(name), PARAMS.get(name, {})
    if plugin.family.name == "score":
        return (lambda part: plugin.function(part, w, s, **params)), -1
    return (lambda part: plugin.function(part, s, **params)), -2


@pytest.mark.parametrize("name", ROWWISE)
@pytest.mark.parametrize("size", [1, 7, 64])
def test_parts_give_what_the_whole_gives(name, size):
    x, w, s = problem(200)
    kernel, axis = given(name, x, w, s)
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(in_parts(kernel, x, axis, size), kernel(x), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", ROWWISE)
def test_a_tall_matrix_is_never_seen_whole(name, monkeypatch):
    monkeypatch.setattr(parts, "CELLS", 1000)
    plugin, tallest = mo.get(name), []

    def watched(part, *others, **params):
        tallest.append(len(part))
        return original(part, *others, **params)

    original, limit = plugin.function, parts.part_rows(5) + 2  # with the ends of the columns
    if name in WEIGHED:
        limit *= parts.VECTORS
    object.__setattr__(plugin, "function", watched)
    try:
        x, w, s = problem(parts.VECTORS * parts.part_rows(5) + 5)
        plugin.kernel(*((x, w, s) if plugin.family.name == "score" else (x, s)), **PARAMS.get(name, {}))
    finally:
        object.__setattr__(plugin, "function", original)
    assert max(tallest) <= limit


def test_chunks_elsewhere_answer_question_by_question():
    x, w, s = problem(90)
    kernel, _ = given("edas", x, w, s)
    chunks, known = np.array_split(x, 4), []
    for _ in range(questions(kernel, x[:3])):
        answers = [pickle.loads(pickle.dumps(summary(kernel, chunk, known, len(x)))) for chunk in chunks]
        known.append(merged(merged(answers[0], answers[1]), merged(answers[2], answers[3])))
        assert reduce(merged, answers)[0][0] == known[-1][0][0]
    found = np.concatenate([rows(kernel, chunk, known, len(x)) for chunk in chunks])
    np.testing.assert_allclose(found, kernel(x), rtol=1e-13)
    with pytest.raises(Asked):
        rows(kernel, chunks[0], known[:1], len(x))
    with pytest.raises(ValueError, match="asks no more"):
        summary(kernel, chunks[0], known, len(x))


@pytest.mark.parametrize("scale", [1e-308, 1e-200, 1e200, 1e307])
@pytest.mark.parametrize("name", ["vector", "total", "zscore"])
def test_no_sum_over_parts_overflows_or_underflows(name, scale):
    x, w, s = problem(50)
    kernel, axis = given(name, x, w, s)
    x *= np.where(np.arange(len(x)) < 25, 1.0, 1e-3)[:, None] * scale
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        np.testing.assert_allclose(in_parts(kernel, x, axis, 10), kernel(x), rtol=1e-9)


def test_a_batch_of_weights_on_a_tall_matrix_is_a_loop_of_calls():
    x, _, s = problem(part_rows(5) + 100)
    w = np.random.default_rng(1).dirichlet(np.ones(5), (2, 40))
    for name in ("topsis", "vikor", "edas"):
        found = mo.get(name).kernel(x, w, s)
        assert found.shape == (2, 40, len(x))
        np.testing.assert_allclose(found[1, 7], mo.get(name).kernel(x, w[1, 7], s), rtol=1e-12, atol=1e-13)


def test_what_is_not_rowwise_is_seen_whole():
    x, w, s = problem(part_rows(5) + 100)
    np.testing.assert_array_equal(mo.promethee_ii.kernel(x, w, s), mo.promethee_ii.function(x, w, s))
    assert not mo.wsm.by_rows({"scale": mo.get("ranks")})
    assert not mo.wsm.by_rows({"scale": mo.scalings.mixed.with_(scalings=(mo.scalings.ranks,), which=[0] * 5)})
    assert mo.wsm.by_rows({"scale": mo.scalings.minmax.with_(low=0.0, high=9.0)})


def test_steps_of_a_tall_matrix_show_all_rows():
    x, w, s = problem(part_rows(5) + 100)
    names = [f"C{j}" for j in range(5)]
    outcome = mo.topsis(mo.DecisionMatrix(x, criteria=[f"{c}{':min' if one < 0 else ''}" for c, one in zip(names, s, strict=True)]), w)
    assert outcome.steps["r_ij"].values.shape == x.shape


@pytest.mark.parametrize("name", ["topsis", "marcos", "cradis", "mara", "moora_reference", "piv"])
def test_ends_of_what_rises_are_read_off_the_ends_of_columns(name):
    x, w, s = problem(90)
    kernel, _ = given(name, x, w, s)
    assert questions(kernel, x[:3]) == 1
    np.testing.assert_allclose(in_parts(kernel, x, -1, 7), kernel(x), rtol=1e-13)


def test_a_scaling_that_does_not_rise_is_asked_for_its_ends():
    x, w, s = problem(90)
    scale = mo.scalings.target.with_(target=4.0)
    assert not any(law.name == "monotone" for law in scale.claims({})[0])
    found = in_parts(lambda part: mo.topsis.function(part, w, s, scale=scale), x, -1, 7)
    np.testing.assert_allclose(found, mo.topsis.function(x, w, s, scale=scale), rtol=1e-13)


def test_buffers_are_left_as_they_were():
    x, w, s = problem(part_rows(5) + 100)
    before = np.getbufsize()
    mo.topsis.kernel(x, w, s)
    mo.topsis.kernel(x[:1000], w, s)
    assert np.getbufsize() == before


@pytest.mark.parametrize("unit", [1e-250, 1e-160, 1e-8, 1.0, 1e160, 1e250])
@pytest.mark.parametrize("name", WEIGHED)
def test_what_is_weighed_does_not_depend_on_units_nor_on_parts(name, unit):
    x, w, s = problem(90)
    kernel, axis = given(name, x, w, s)
    expected = kernel(x)
    units = np.array([unit, 1.0, 1.0, unit, 1.0])
    np.testing.assert_allclose(kernel(x * units), expected, rtol=1e-12)
    np.testing.assert_allclose(in_parts(kernel, x * units, axis, 7), expected, rtol=1e-12)


@pytest.mark.parametrize("name", WEIGHED)
def test_one_weight_vector_gives_what_it_gives_in_a_batch(name):
    x, w, s = problem(90)
    weights = np.stack([w, [0.0, 0.5, 0.0, 0.5, 0.0], 1e-300 * w, 1e300 * w])
    for scale in (1.0, 1e200):
        found = mo.get(name).kernel(scale * x, weights, s)
        for one, row in zip(weights, found, strict=True):
            np.testing.assert_allclose(mo.get(name).kernel(scale * x, one, s), row, rtol=1e-12)


@pytest.mark.parametrize("chunks", [((1e-250, 3), (1.0, 4)), ((1e250, 3), (0.0, 4)), ((0.0, 2), (0.0, 5)), ((1e-180, 5), (1e180, 5))])
@pytest.mark.parametrize("power", [1, 2])
def test_sums_of_powers_merge_at_any_size(chunks, power):
    parts = [np.full((count, 1), value) for value, count in chunks]
    statistic = STATISTICS[f"total {power}"]
    size, whole = statistic.both(*(statistic.of(part, -2) for part in parts))
    biggest = max(value for value, _ in chunks)
    exact = sum(count * (value / biggest) ** power for value, count in chunks) if biggest else 0.0
    assert whole.item() * (size.item() / (biggest or 1.0)) ** power == pytest.approx(exact, rel=1e-13)


def test_reciprocals_merge_in_units_of_the_largest():
    a, tiny = np.array([4.0, 2.0, 8.0, 1e-300, 5.0]), STATISTICS["reciprocals"]
    least, whole = tiny.both(tiny.of(a[:3], -1), tiny.of(a[3:], -1))
    np.testing.assert_array_equal(least, [1e-300])
    np.testing.assert_allclose(whole, tiny.of(a, -1)[1], rtol=1e-14)
    assert tiny.both(tiny.of(a[:2], -1), tiny.of(a[2:3], -1))[1].item() == 2.0 / 4 + 1 + 2.0 / 8


def test_a_kernel_with_all_bounds_declared_asks_nothing():
    x, w, s = problem(90)
    bounds = {"low": np.zeros(5), "high": np.full(5, 9.0)}
    assert questions(lambda part: mo.spotis.function(part, w, s, **bounds), x[:3]) == 0
    bounds["high"] = np.array([9.0, np.nan, 9.0, 9.0, 9.0])
    assert questions(lambda part: mo.spotis.function(part, w, s, **bounds), x[:3]) == 1


@pytest.mark.parametrize(("name", "count"), [("copras", 3), ("wisp", 2), ("wpm", 1), ("weighted_harmonic", 1), ("aroman", 1), ("ram", 1)])
def test_kernels_ask_together_what_they_can(name, count):
    x, w, s = problem(90)
    assert questions(given(name, x, w, s)[0], x[:3]) == count


def test_what_is_done_to_one_part_is_done_to_others_where_they_would_do_the_same():
    calls = []

    def kernel(x):
        calls.append(len(x))
        return x[:, 0] if (x[:, 0] > 0).all() else -x[:, 0]

    x = np.arange(1.0, 201.0)[:, None] * np.ones(2)
    np.testing.assert_array_equal(in_parts(kernel, x, -1, 10), x[:, 0])
    assert calls == [10]
    x[35, 0] = -1.0
    found = in_parts(kernel, x, -1, 10)
    assert calls == [10, 10, 10]  # the part that takes another branch is seen by itself
    np.testing.assert_array_equal(found[30:40], -x[30:40, 0])
    np.testing.assert_array_equal(np.delete(found, range(30, 40)), np.delete(x[:, 0], range(30, 40)))


def test_a_kernel_that_cannot_be_written_down_sees_every_part():
    x = np.arange(200.0)[:, None] * np.ones(2)
    np.testing.assert_array_equal(in_parts(lambda part: np.asarray(part)[:, 0] * 2.0, x, -1, 10), x[:, 0] * 2.0)


def test_no_number_that_a_scaling_makes_in_a_later_part_is_missed(monkeypatch):
    monkeypatch.setattr(parts, "CELLS", 1000)

    @scaling(sees="nothing", rowwise=True)
    def drafted(x, s):
        """Roots, of which there are none below 0."""
        return np.sqrt(x) * s

    x, w, s = problem(20 * part_rows(5))
    mo.wsm.kernel(x, w, s, scale=drafted)
    x[-part_rows(5) - 3, 2] = -1.0
    with np.errstate(invalid="ignore"), pytest.raises(mo.errors.DomainError, match="no number"):
        mo.wsm.kernel(x, w, s, scale=drafted)
