"""What changes nothing by its form is not planted, and what looks like it is."""

import ast

import pytest

from .alike import effort, same_by_form
from .faults import faults


def planted(tmp_path, written):
    path = tmp_path / "some.py"
    path.write_text(written, encoding="utf-8")
    return {(f.kind, f.before, f.after) for f in faults(path)}


@pytest.mark.parametrize(
    ("written", "kind", "before"),
    [
        ("abs(a - b)", "operands exchanged", "a - b"),
        ("np.abs(a - b).max()", "operands exchanged", "a - b"),
        ("abs((a - b) / c)", "operands exchanged", "a - b"),
        ("abs(-(a * b))", "minus or not dropped", "-(a * b)"),
        ("abs(a * b)", "sign turned", "a * b"),
        ("(a - b) ** 2", "operands exchanged", "a - b"),
        ("a - b == 0", "operands exchanged", "a - b"),
        ("0 != c * (a - b)", "operands exchanged", "a - b"),
        ("max(a, b)", "arguments exchanged", "max(a, b)"),
        ("np.minimum(a, b)", "arguments exchanged", "np.minimum(a, b)"),
        ("len(a) != 0", "compare boundary", "len(a) != 0"),
        ("a if a < b else b", "compare boundary", "a < b"),
    ],
)
def test_what_changes_nothing_is_not_planted(tmp_path, written, kind, before):
    assert not {found for found in planted(tmp_path, f"def f(a, b, c):\n    return {written}\n") if found[:2] == (kind, before)}


@pytest.mark.parametrize(
    ("written", "kind", "before"),
    [
        ("a - b", "operands exchanged", "a - b"),
        ("abs(a / b)", "operands exchanged", "a / b"),
        ("abs(a - b + c)", "operands exchanged", "a - b"),
        ("abs(c - (a - b))", "operands exchanged", "a - b"),
        ("(a - b) ** 3", "operands exchanged", "a - b"),
        ("c ** (a - b)", "operands exchanged", "a - b"),
        ("a - b == c", "operands exchanged", "a - b"),
        ("a - b <= 0", "operands exchanged", "a - b"),
        ("0 == a - b == c", "operands exchanged", "a - b"),
        ("abs(not a)", "minus or not dropped", "not a"),
        ("abs(a - b, c)", "operands exchanged", "a - b"),
        ("max(a, b, key=c)", "arguments exchanged", "max(a, b, key=c)"),
        ("minimum(a, b, c)", "arguments exchanged", "minimum(a, b, c)"),
        ("pow(a, b)", "arguments exchanged", "pow(a, b)"),
        ("len(a) > 0", "compare boundary", "len(a) > 0"),
        ("a != 0", "compare boundary", "a != 0"),
        ("a if a < b else c", "compare boundary", "a < b"),
        ("c if a < b else a", "compare boundary", "a < b"),
    ],
)
def test_what_looks_alike_is_planted(tmp_path, written, kind, before):
    assert {found for found in planted(tmp_path, f"def f(a, b, c):\n    return {written}\n") if found[:2] == (kind, before)}


@pytest.mark.parametrize(
    ("body", "same"),
    [
        ("if a > most: most = a", True),
        ("if most < a: most = a", True),
        ("if a > most: most = b", False),
        ("if a > most: most, at = a, b", False),
        ("if a == most: most = a", False),
    ],
)
def test_the_larger_of_two_is_kept_whichever_it_is_where_they_are_equal(body, same):
    held = ast.parse(body).body[0]
    assert same_by_form("compare boundary", held.test, [held]) is same


@pytest.mark.parametrize(
    ("written", "limits"),
    [
        ('MOST = 300\n"""Up to so many corners are looked at."""', True),
        ('MOST = 300\n"""Corners that are looked at, at most."""', True),
        ('NAMED = 3\n"""Alternatives that a sentence names, at most."""', False),
        ('BITS = 30\n"""Binary digits of a coordinate."""', False),
        ('LEVEL = 1e-9\n"""Up to so much is rounding."""', False),
        ("MOST = 300", False),
    ],
)
def test_a_constant_that_limits_effort_is_told_by_its_words_and_size(tmp_path, written, limits):
    body = ast.parse(written).body
    assert effort(body[0], body[1] if len(body) > 1 else None) is limits
    assert (not planted(tmp_path, written)) is limits
