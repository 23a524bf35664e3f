"""What a kernel does wrong is said of that kernel."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.plugin import method, scaling, weighting

MATRIX = mo.DecisionMatrix([[7, 300], [9, 100], [1, 250]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])


def test_a_kernel_that_writes_to_its_input_is_refused_and_leaves_it_as_it_was():
    @method(SCORE)
    def writes(x, w, s):
        x *= w
        return x.sum(axis=-1)

    x = np.ones((3, 2))
    for call in (lambda: writes.kernel(x, np.array([2.0, 3.0]), np.ones(2)), lambda: writes(MATRIX, [1, 1])):
        with pytest.raises(mo.PluginError, match="kernel of writes raised ValueError .* Hint: a kernel never writes to its input"):
            call()
    assert (x == 1).all()


def test_what_a_kernel_hands_through_is_the_callers_own():
    @scaling(sees="nothing")
    def untouched(x, s):
        return x

    x = np.ones((3, 2))
    found = untouched.kernel(x, np.ones(2))
    found[0, 0] = 5
    assert x[0, 0] == 1


@pytest.mark.parametrize("kind", [complex, object, str])
def test_a_kernel_returns_real_numbers(kind):
    @method(SCORE)
    def odd(x, w, s):
        return x.sum(axis=-1).astype(kind)

    with pytest.raises(mo.PluginError, match="the kernel of odd returned an array of .* Hint: return real numbers"):
        odd(MATRIX, [1, 1])


def test_counts_and_truths_are_numbers():
    @method(SCORE)
    def truths(x, w, s):
        return x.sum(axis=-1) > 200

    assert truths(MATRIX, [1, 1]).scores.tolist() == [1.0, 0.0, 1.0]


def test_no_number_is_told_from_too_large_a_number():
    @method(SCORE)
    def ranges(x, w, s):
        low, high = x.min(axis=-2, keepdims=True), x.max(axis=-2, keepdims=True)
        return ((x - low) / (high - low) * w[..., None, :]).sum(axis=-1)

    with pytest.raises(mo.DomainError, match=r"gives to 'Ant' is no number \(NaN\). Hint: .* constant column"):
        ranges(mo.DecisionMatrix([[1, 2], [1, 5]], ["Ant", "Bee"]), [1, 1])

    @method(SCORE)
    def squares(x, w, s):
        return (x * x * w[..., None, :]).sum(axis=-1)

    with pytest.raises(mo.DomainError, match="gives to 'Bee' is too large for floating point"):
        squares(mo.DecisionMatrix([[1, 2], [1e200, 5]], ["Ant", "Bee"]), [1, 1])


def test_a_scaling_that_fails_inside_a_method_is_named():
    @scaling(sees="nothing")
    def raises(x, s):
        raise ZeroDivisionError("no")

    @scaling(sees="nothing")
    def shortens(x, s):
        return x.max(axis=-2)

    @scaling(sees="nothing")
    def empties(x, s):
        return x * np.nan

    with pytest.raises(
        mo.PluginError, match=r"the kernel of raises raised ZeroDivisionError on arrays of shape x \(3, 2\), s \(2,\): no\."
    ):
        mo.topsis(MATRIX, [1, 1], scale=raises)
    with pytest.raises(mo.PluginError, match="the kernel of shortens returned an array of shape"):
        mo.topsis(MATRIX, [1, 1], scale=shortens)
    with pytest.raises(mo.DomainError, match=r"empties makes no number \(NaN\) of column 1"):
        mo.topsis(MATRIX, [1, 1], scale=empties)
    with pytest.raises(mo.DomainError, match=r"what empties makes of 'quality' of 'Ant' is no number"):
        empties(MATRIX)


def test_a_bare_function_is_no_scaling():
    with pytest.raises(mo.PluginError, match="scale of topsis is .* must be a scaling. Hint: make a function .* with @scaling"):
        mo.topsis(MATRIX, [1, 1], scale=lambda x, s: x)


@pytest.mark.parametrize(
    ("factor", "message"),
    [
        (np.nan, r"spread gives 'quality' no number \(NaN\) as a weight"),
        (-1, "spread gives 'quality' the weight -8"),
        (0, "spread finds no weights: no criterion tells"),
    ],
)
def test_what_is_no_weight_is_said(factor, message):
    @weighting()
    def spread(x, s):
        return factor * (x.max(axis=-2) - x.min(axis=-2))

    with pytest.raises(mo.DomainError, match=message):
        spread(MATRIX)


def test_masked_entries_are_no_numbers():
    masked = np.ma.masked_array([[3, 7.0], [5, 1]], [[0, 1], [0, 0]])
    for call in (
        lambda: mo.wsm.kernel(masked, np.ones(2), np.ones(2)),
        lambda: mo.scalings.minmax.kernel(masked, np.ones(2)),
        lambda: mo.wsm.kernel(np.ones((2, 2)), masked[0], np.ones(2)),
    ):
        with pytest.raises(mo.MissingError, match="has masked entries, and a kernel knows no blanks. Hint: call it on labelled values"):
            call()
    assert mo.wsm.kernel(np.ma.masked_array([[1.0, 2.0]], False), np.ones(2), np.ones(2)).tolist() == [3.0]
    with pytest.raises(mo.DomainError, match="q of promethee_ii is nan, but must be finite"):
        mo.promethee_ii.kernel(np.ones((2, 2)), np.ones(2), np.ones(2), function="linear", q=masked[0], p=np.array([3.0, 8.0]))
