import sys
from inspect import unwrap

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin import check
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.plugin import method
from mcda_orch.plugin.shared import shared, sharing

LINEAR = [name for name in mo.names("score") if mo.get(name).linear_form]


def table(rows=5, seed=3):
    cells = np.random.default_rng(seed).integers(1, 9, (rows, 3)).astype(float)
    return mo.DecisionMatrix(cells, criteria=["a", "b", "c:min"])


def calls_of(function, *args):
    """Return the names of the functions of the library's kernels and scalings that run inside a call."""
    found = []

    def note(frame, event, _):
        if event == "call" and any(room in frame.f_code.co_filename for room in ("/methods/", "/scaling/")):
            found.append(frame.f_code.co_name)

    sys.setprofile(note)
    try:
        function(*args)
    finally:
        sys.setprofile(None)
    return found


@pytest.mark.parametrize("rows", [5, 500])
@pytest.mark.parametrize("name", LINEAR)
def test_the_linear_form_is_computed_once_a_call(name, rows):
    matrix = table(rows)
    task = check.task(mo.get(name), matrix, [3, 2, 1], None, {})
    form = unwrap(mo.get(name).linear_form).__name__
    with np.errstate(all="ignore"), sharing({}):
        first = calls_of(task.scores)
        again = calls_of(task.order)
    assert first
    assert (set(again) - {form}).isdisjoint(first)  # the form finds in its turn what another function gave


@pytest.mark.parametrize("name", LINEAR)
def test_other_weights_meet_the_same_linear_form(name):
    asked, fresh = table(), table()
    mo.get(name)(asked, [1, 2, 3])
    once, alone = mo.get(name)(asked, [3, 1, 2]), mo.get(name)(fresh, [3, 1, 2])
    np.testing.assert_array_equal(once.scores, alone.scores)
    assert once.ranking == alone.ranking
    assert once.notes == alone.notes


def test_only_a_small_table_keeps_linear_forms(monkeypatch):
    small, large = table(), table(1_900)
    assert large.values.size < check.SMALL
    monkeypatch.setattr(check, "SMALL", 1_000)
    for matrix in (small, large):
        mo.wsm(matrix, [1, 1, 1])
    assert any(isinstance(key, tuple) and key[0] == "shared" and kept for key, kept in small.answers.items())
    assert not any(isinstance(key, tuple) and key[0] == "shared" for key in large.answers)


def test_parts_of_a_tall_table_are_not_held():
    short, tall = (check.task(mo.mairca, table(rows), [1, 1, 1], None, {}) for rows in (50, 50_000))
    form = mo.mairca.linear_form
    with sharing(tall.shared()):
        assert form(tall.x, tall.s) is not form(tall.x, tall.s)
    with sharing(short.shared()):
        assert form(short.x, short.s) is form(short.x, short.s)


def test_outside_of_a_call_nothing_is_kept_and_inside_nothing_can_be_written():
    counted = []

    @shared
    def doubled(x, s, *, by=2.0):
        counted.append(by)
        return by * x

    x, s = np.ones((2, 2)), np.ones(2)
    doubled(x, s)[0] = 7
    doubled(x, s)
    assert counted == [2.0, 2.0]
    with sharing({}):
        found = doubled(x, s)
        assert doubled(x, s) is found
        assert doubled(x, s, by=3.0)[0, 0] == 3
        assert doubled(np.ones((2, 2)), s) is not found
        with sharing({}):
            assert doubled(x, s) is not found
        assert doubled(x, s) is found
        with pytest.raises(ValueError, match="read-only"):
            found[0] = 7
    assert counted == [2.0, 2.0, 2.0, 3.0, 2.0, 2.0]


def test_a_linear_form_of_others_need_not_be_shared():
    @method(SCORE, linear_form=lambda x, s: x * s)
    def plain(x, w, s):
        return (x * s) @ w

    assert plain(table(), [1, 1, 1]).ranking == mo.wsm(mo.DecisionMatrix(table().values * [1, 1, -1]), [1, 1, 1]).ranking
