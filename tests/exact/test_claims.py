"""Claims: verifying never raises, a report tells how, and values are compared and tied part by part."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from functools import cached_property
from unittest.mock import ANY

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.frozen import FrozenMap
from mcda_orch.exact.claims import Call, Check, Claimed, Repeated, Verification, digest, kept, same


@dataclass(frozen=True)
class Sum(Claimed):
    parts: tuple[Fraction, ...]
    total: Fraction

    def checks(self) -> Iterator[Check]:
        yield Check("there are parts", "recount", len(self.parts) > 0)
        yield Check("the total is their sum", "recount", sum(self.parts) == self.total)
        yield Check("what is remembered is found again", "recount", kept(self))

    @cached_property
    def half(self) -> Fraction:
        return self.total / 2

    @cached_property
    def double(self) -> Fraction:
        return self.total * 2


GOOD = Sum((Fraction(1), Fraction(2)), Fraction(3))


def test_a_true_result_holds_and_says_how():
    assert GOOD.verify() is True
    found = GOOD.verify(report=True)
    assert found
    assert [c.how for c in found.checks] == ["recount"] * 3
    assert "All 3 claims hold." in str(found)
    assert found.document()["holds"] is True


@pytest.mark.parametrize("parts", [(), None, 5, (1, "a"), (Fraction(2),), (float("nan"),), [[]]])
def test_what_is_malformed_or_wrong_does_not_hold_and_never_raises(parts):
    forged = replace(GOOD, parts=parts)
    assert forged.verify() is False
    found = forged.verify(report=True)
    assert not found
    assert "does not hold" in str(found) or "malformed" in str(found)
    assert found.document()["holds"] is False


def test_a_result_without_claims_does_not_hold():
    assert not Verification(())


def test_what_is_remembered_is_checked_too():
    forged = Sum(GOOD.parts, GOOD.total)
    assert forged.half == Fraction(3, 2)
    assert forged.verify()
    forged.__dict__["half"] = Fraction(7)
    assert forged.verify() is False
    assert (forged.double, forged.verify()) == (6, False)
    twin = Sum(GOOD.parts, GOOD.total)
    assert (twin.double, same(forged, twin), twin.half, same(forged, twin)) == (6, False, Fraction(3, 2), False)
    assert same(twin, GOOD)


def test_a_check_that_is_no_truth_value_does_not_hold():
    assert not Verification((Check("x", "proof", np.True_),))  # type: ignore[arg-type]
    assert not Verification((Check("x", "proof", 1),))  # type: ignore[arg-type]


def test_a_check_that_does_not_say_what_was_checked_and_how_does_not_hold():
    for check in (
        Check("x", "guess", True),
        Check("proof", "x", True),
        Check("proof", "witness", True),
        Check("x", None, True),
        Check("x", ANY, True),
        Check(ANY, "proof", True),
    ):  # type: ignore[arg-type]
        found = Verification((check,))
        assert not found
        assert found.tables[0].rows[0][2] == "does not hold"
        assert repr(found) == "Verification(0 of 1 claims hold)"
        assert found.document()["checks"][0]["holds"] is False

        class Some(Claimed):
            def checks(self, check=check) -> Iterator[Check]:
                yield check

        assert Some().verify() is False


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        (1, 1, True),
        (1, True, False),
        (1, 1.0, False),
        (Fraction(1), 1, False),
        (float("nan"), float("nan"), True),
        ((1, (2,)), (1, (2,)), True),
        ((1, 2), [1, 2], False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        (np.array([1.0, np.nan]), np.array([1.0, np.nan]), True),
        (np.array([1.0]), np.array([1]), False),
        (np.array([[1.0]]), np.array([1.0]), False),
        (Check("x", "proof", True), Check("x", "proof", True), True),
        (Check("x", "proof", True), Check("x", "proof", 1), False),
        (None, None, True),
        (mo.wsm, mo.wsm, True),
        (mo.wsm, mo.topsis, False),
        (mo.wsm, mo.wsm.with_(scale=mo.scalings.minmax), False),
        (len, len, True),
        (len, max, False),
        (same, digest, False),
        (np.sin, np.cos, False),
    ],
)
def test_same_compares_kind_and_content(a, b, alike):
    assert same(a, b) is alike
    assert (digest(a) == digest(b)) is alike


def test_digests_tell_apart_how_parts_are_grouped():
    grouped = [("ab",), ("a", "b"), (("a", "b"),), ("a", ("b",)), ((), "ab"), ("ab", ()), ("tuple 0\n",), ()]
    assert len({digest(*parts) for parts in grouped}) == len(grouped)
    matrix = mo.DecisionMatrix([[1, 2], [3, 4]], ["x", "y"], ["p", "q"])
    other = mo.DecisionMatrix([[1, 2], [3, 5]], ["x", "y"], ["p", "q"])
    renamed = mo.DecisionMatrix([[1, 2], [3, 4]], ["x", "z"], ["p", "q"])
    assert len({digest(m) for m in (matrix, other, renamed)}) == 3
    twin = mo.DecisionMatrix([[1, 2], [3, 4]], ["x", "y"], ["p", "q"])
    assert [a.name for a in twin.alternatives] == ["x", "y"]  # made when they are asked for
    assert digest(matrix) == digest(twin)
    assert same(matrix, twin)


def test_a_report_is_shown_and_ready_for_json():
    checks = (Check("it adds up", "proof", True), Check("it was drawn", "replay", True))
    good, bad, broken = (
        Verification(checks),
        Verification((*checks, Check("it is small", "witness", False))),
        Verification(checks, "KeyError"),
    )
    assert [repr(v) for v in (good, bad)] == ["Verification(2 of 2 claims hold)", "Verification(2 of 3 claims hold)"]
    assert good.remarks == ("All 2 claims hold.", "1 rest on random draws, and are not proved.")
    assert Verification(checks[:1]).remarks == ("All 1 claims hold.",)
    assert bad.remarks == ("The result does not hold: at least one of its claims is not what its question and its proofs say.",)
    assert broken.remarks == ("The result is malformed: KeyError.",)
    assert not broken
    assert bad.tables[0].columns == ("claim", "checked by", "verdict")
    assert bad.tables[0].rows[1:] == (("it was drawn", "replay", "holds"), ("it is small", "witness", "does not hold"))
    assert bad.document() == {
        "schema": "mcda_orch.verification",
        "version": 1,
        "holds": False,
        "fault": "",
        "checks": [
            {"claim": "it adds up", "how": "proof", "holds": True},
            {"claim": "it was drawn", "how": "replay", "holds": True},
            {"claim": "it is small", "how": "witness", "holds": False},
        ],
    }


def test_checking_stops_at_the_first_that_fails_unless_a_report_is_asked_for():
    class Two(Claimed):
        def checks(self) -> Iterator[Check]:
            yield Check("the first", "recount", False)
            raise AssertionError("nobody asks for the second")

    assert Two().verify() is False
    assert Two().verify(report=True).fault == "AssertionError while a claim was checked"


def total(parts, start=0, rng=None):
    return Total(sum(parts) + start, Call.of(total, parts=parts, start=start, **({} if rng is None else {"rng": rng})))


def largest(parts):
    return Total(max(parts), Call.of(largest, parts=parts))


@dataclass(frozen=True)
class Total(Repeated):
    value: int
    call: Call
    tie: str = ""


def test_what_is_repeated_is_the_same_question_with_copies_of_its_arguments():
    parts, deep = [1, 2], {"a": [np.array([1.0])]}
    found, kept_copy = total(parts), Call.of(total, parts=deep)
    parts.append(9)
    deep["a"][0][0] = 7.0
    deep["a"].append(1)
    assert found.call.arguments == {"parts": [1, 2], "start": 0}
    assert kept_copy.arguments["parts"]["a"][0].tolist() == [1.0]
    assert len(kept_copy.arguments["parts"]["a"]) == 1
    assert found.verify()
    assert [(c.claim, c.how) for c in found.verify(report=True).checks] == [
        ("the answer is that of total to this question", "recount"),
        ("value: what total gives again", "replay"),
        ("what is remembered is found again", "recount"),
    ]
    assert largest([1, 2]).verify(report=True).checks[1].how == "recount"  # it draws nothing
    assert total([1], rng=5).tie == total([1], rng=6).tie != total([2], rng=5).tie
    assert not replace(found, value=4).verify()
    assert not replace(found, call=Call.of(total, parts=[1, 3], start=0)).verify()
    assert not replace(found, call=Call.of(total, parts=[2, 1], start=0)).verify()
    inner = replace(GOOD, total=Fraction(9))
    for parts, start in ((GOOD, inner), (inner, GOOD)):  # every result that is asked about, wherever it stands
        checks = replace(found, call=Call.of(total, parts=parts, start=start), tie="").verify(report=True).checks
        assert [c.holds for c in checks if "holds itself" in c.claim] == [parts is GOOD, start is GOOD]
    assert "parts: the result that is asked about holds itself" in [
        c.claim for c in replace(found, call=Call.of(total, parts=inner, start=0), tie="").verify(report=True).checks if not c.holds
    ]


def test_nothing_verifies_that_says_itself_what_it_equals():
    """Texts and numbers of one's own equal what is proved, and are printed as something else."""

    class Text(str):
        def __str__(self):
            return "anybody"

    class Number(Fraction):
        def __str__(self):
            return "77"

    table = mo.DecisionMatrix([[3, 1], [2, 2], [1, 4]], ["Ant", "Bee", "Cat"], ["x", "y"])
    weights = {"x": 2, "y": 1}
    answers = [mo.necessary(table, "wsm"), mo.rank_ranges(table, "wsm"), mo.what_if(table, "Cat", method="wsm", weights=weights)]
    answers += [mo.stability(table, "wsm", weights), mo.possible(table, "topsis", draws=20), mo.first_place(table, "wsm")]
    for found in answers:
        assert found.verify()
        for f in fields(found):
            value = getattr(found, f.name)
            others = [ANY, *([Text(value)] if type(value) is str else []), *([Number(value)] if type(value) is Fraction else [])]
            if type(value) is tuple and value and all(type(v) is str for v in value):
                others.append(tuple(map(Text, value)))
            if type(value) is FrozenMap:
                others.append(FrozenMap({Text(k): v for k, v in value.items()}))
            for other in others:
                forged = copy(found)
                object.__setattr__(forged, f.name, other)
                assert forged.verify() is False, (type(found), f.name)
                assert not forged.verify(report=True)


def test_digests_tell_rows_apart_by_kind_number_order_and_length():
    one, two, half = Fraction(1), Fraction(2), Fraction(1, 2)
    rows = [
        (), (None,), (one,), (two,), (half,), (one, two), (two, one), (one, None), (1,), (True,), (1.0,), ("1",), (1, 2), (12,), ("1", "2"),
        ("1', '2",), ("", "1"), (float("nan"),), (one, 1), (1, one), ((one,), two), (one, (two,)), ((one, two),), [one, two], [1, 2], {1: 2}, {2: 1},
    ]  # fmt: skip
    assert len({digest(row) for row in rows}) == len(rows)
    assert [digest(row) for row in rows] == [digest(row) for row in rows]
