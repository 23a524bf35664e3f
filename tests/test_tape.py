"""What is written down gives the same again, and what cannot be written down is refused."""

import numpy as np
import pytest

from mcda_orch._tape import Otherwise, Tape, Unwritten, numbers

RNG = np.random.default_rng(0)
ROW = np.array([1.0, 2.0, 4.0])


def in_place(x):
    found = x * 2.0
    found += x
    np.divide(ROW, x, out=found, where=ROW > 1.5)
    return found


def written_to_later(x):
    scale = ROW.copy()
    found = x * scale
    scale *= 2.0
    return found - x * scale


FUNCTIONS = {
    "arithmetic": lambda x: (x - ROW) / (x.T @ ROW[:2, None] + 1.0).T[:, :1] + abs(-x) ** 2,
    "reductions": lambda x: np.max(x, axis=-1) + x.sum(axis=-1) + np.minimum.reduce(x, axis=None),
    "choices": lambda x: np.where(x > ROW, x, np.zeros_like(x)) + np.where(ROW > 2, x, 1.0),
    "views": lambda x: x[..., None, :][:, 0, ::-1] + x[..., 1, None] + np.expand_dims(x, 0)[0] + np.broadcast_to(x[:1], x.shape),
    "orders": lambda x: np.take_along_axis(x, np.argsort(x, axis=-1), axis=-1) + np.sort(x, axis=-1)[:, [2, 0, 1]] + np.cumsum(x, axis=-1),
    "kinds": lambda x: x.astype(np.float32) + (x > 0.5).astype(float) + np.astype(x, np.float32),
    "joined": lambda x: np.concat([x, 2.0 * x], axis=-1),
    "rows": lambda x: sum(row * k for k, row in enumerate(x)),
    "in place": in_place,
    "written to later": written_to_later,
    "as it is": lambda x: x,
    "a constant": lambda x: np.full_like(x, 3.0),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_same_is_done_to_other_numbers(name):
    function, memory = FUNCTIONS[name], RNG.random((2, 3))
    tape = Tape(memory)
    found = function(tape.first)
    np.testing.assert_array_equal(numbers(found), function(memory))
    tape.keep(found)
    for _ in range(3):
        memory[:] = RNG.random((2, 3))
        tape.again()
        np.testing.assert_array_equal(numbers(found), function(memory))


def test_memory_is_used_again_when_nobody_reads_it_any_more():
    memory = np.ones((40, 40))
    tape = Tape(memory)

    def function(x):
        shown = (x + 1.0)[1:]
        total = (((x * 2.0 - 1.0) / 4.0).T ** 2 + x)[1:]
        return total, total + shown + (x @ x)[1:] @ (x + shown.sum()), shown

    found = function(tape.first)
    tape.keep(*found)
    for _ in range(3):
        memory[:] = RNG.random((40, 40))
        tape.again()
        for one, expected in zip(found, function(memory), strict=True):
            np.testing.assert_allclose(numbers(one), expected, rtol=1e-15)
    chain = Tape(memory)
    found = ((chain.first + 1.0) * 2.0 - 3.0) / 4.0
    chain.keep(found)
    assert len({given["out"].ctypes.data for _, _, given in chain._bound}) == 1


def test_another_branch_is_told():
    def function(x):
        return x + 1.0 if (x > 0).all() else x - 1.0

    memory = np.ones(3)
    tape = Tape(memory)
    found = function(tape.first)
    tape.keep(found)
    memory[:] = 2.0
    tape.again()
    np.testing.assert_array_equal(numbers(found), 3.0)
    memory[1] = -1.0
    with pytest.raises(Otherwise):
        tape.again()


def test_another_shape_is_told():
    memory = np.array([1.0, 2.0, 2.0])
    tape = Tape(memory)
    found = np.unique(tape.first)
    tape.keep(found)
    memory[:] = 1.0, 1.0, 2.0
    tape.again()
    np.testing.assert_array_equal(numbers(found), [1.0, 2.0])
    memory[:] = 7.0
    with pytest.raises(Otherwise):
        tape.again()


REFUSED = {
    "a number": float,
    "a whole number": lambda x: range(x[0]),
    "caught": lambda x: _caught(x),
    "an array": np.asarray,
    "out": lambda x: np.add(x, 1.0, out=np.empty(3)),
    "out of a function": lambda x: np.clip(x, 0.0, 1.0, out=np.empty(3)),
    "written into": lambda x: np.empty(3).__setitem__(slice(None), x),
    "written by a function": lambda x: np.copyto(np.empty(3), x),
    "several": np.modf,
    "several arrays": lambda x: np.split(x, 3),
    "at": lambda x: np.add.at(x, 0, 1.0),
    "without memory": lambda x: np.divide(x, x, where=x > 0),
    "the memory": lambda x: x.data,
    "a view that may be written to": lambda x: np.nan_to_num(x + 1.0, copy=False),
    "another sense of errors": lambda x: _in_other_errors(x),
}


def _caught(x):
    try:
        return np.asarray(x)
    except Exception:  # noqa: BLE001  # as kernels may
        return x


def _in_other_errors(x):
    with np.errstate(over="ignore", under="raise"):
        return (x + 1.0, np.seterr(under="ignore"), x + 2.0)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_written_down_is_refused(name):
    with pytest.raises(Unwritten):
        REFUSED[name](Tape(np.ones(3)).first)


def test_errors_are_what_they_were():
    memory = np.ones(3)
    tape = Tape(memory)
    with np.errstate(divide="ignore"):
        found = 1.0 / tape.first
    tape.keep(found)
    memory[:] = 0.0
    tape.again()
    np.testing.assert_array_equal(numbers(found), np.inf)


def test_the_memory_is_written_to_by_nobody():
    x = Tape(np.ones(3)).first
    with pytest.raises(ValueError, match="read-only"):
        x += 1.0
    with pytest.raises(Unwritten):
        x[0] = 1.0
