"""How numbers, counts and findings of an audit read, from findings that are made up."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from mcda_orch.inverse.audit import wording
from mcda_orch.inverse.audit.lattice import TooManyWeightsError
from mcda_orch.inverse.audit.sentences import sentences


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(3), "3"), (Fraction(-7, 2), "-3.5"), (Fraction(1, 3), "1/3"), (Fraction(22, 7), "22/7"), (Fraction(1, 11), "0.090909"), (Fraction(10**7 + 1, 9), "10000001/9"),
        (Fraction(10**12 + 1, 9), "1.1111e+11"), (Fraction(123456), "123456"), (Fraction(12345678901234), "1.2346e+13"), (Fraction(1, 9), "1/9"), (Fraction(1, 10), "0.1"),
    ],
)  # fmt: skip
def test_numbers_are_exact_where_they_are_short(value, text):
    assert wording.number(value) == text


def test_numbers_in_words():
    assert [wording.between(a, b) for a, b in ((Fraction(2), Fraction(2)), (None, None), (None, Fraction(3)), (Fraction(2), None), (Fraction(2), Fraction(3)))] == [
        "as 2", "anywhere", "as 3 or less", "as 2 or more", "between 2 and 3",
    ]  # fmt: skip
    assert [wording.cell(Fraction(v)) for v in ("4", "1/2", "123456789012", "1234567890123")] == [4, "0.5", 123456789012, "1.2346e+12"]
    assert [wording.signed(Fraction(v)) for v in (2, 0, -2)] == ["+2", "0", "-2"]
    assert [wording.limit(v) for v in (None, Fraction(3), Fraction(1, 2))] == ["no limit", 3, "0.5"]
    assert wording.numbers([Fraction(1), Fraction(1, 2)]) == "1, 0.5"
    assert wording.weights_text({"a": Fraction(1, 2), "b": 3}) == "a 0.5, b 3"
    assert [wording.counted(k, "total") for k in (0, 1, 2)] == ["no totals", "one total", "2 totals"]
    assert [wording.up_to(k) for k in (0, 1, 2)] == ["no slip is", "one slip is", "up to 2 slips are"]
    assert [wording.check_text(c) for c in ({"A": 1, "B": -1, "C": 0}, {"A": -2, "B": 1}, {"A": -1, "B": -3})] == [
        "A - B",
        "-2 A + B",
        "-A - 3 B",
    ]
    assert wording.exact_plain({"a": Fraction(1, 2), "b": None}) == {"a": "1/2", "b": None}
    assert [wording.are_short(v) for v in ([], [Fraction(1234567)], [Fraction(12345678)], [Fraction(1), Fraction(123456789, 7)])] == [
        True,
        True,
        False,
        False,
    ]


def made(**given):
    """An audit that found next to nothing, but for what is given."""
    plain = {
        "notes": (), "consistent": True, "unique": True, "ranking": None, "refutation": None, "otherwise": (), "missed": (), "left_out": (),
        "undetermined": (), "agrees": None, "differences": {}, "unweighted": (), "policies": {}, "blanks": None, "fillings": None,
        "code": None, "parity": (), "cells": (), "swaps": (), "slips": (), "complete": True, "limited": False, "integer": (),
        "weights": SimpleNamespace(exact={"a": Fraction(1), "b": Fraction(2)}), "known": SimpleNamespace(names=("Ant", "Bee"), shares=False, whole=True),
        "policy": SimpleNamespace(policy="refuse"), "wider": False, "rows": (0,) * 5, "criteria": ("a", "b"),
    }  # fmt: skip
    audit = SimpleNamespace(**plain | given)
    audit.problem = SimpleNamespace(matrix=SimpleNamespace(blank=SimpleNamespace(any=lambda: given.get("blank", False))))
    return audit


def said(**given):
    *found, last = sentences(made(**given))
    assert last == "Only weights that are not negative are considered."
    return found


class TooMany:
    """An audit whose whole-number weights are too many to count."""

    def __init__(self, audit):
        self.__dict__ = audit.__dict__

    @property
    def integer(self):
        raise TooManyWeightsError("too many")


def test_weights_that_explain_scores():
    assert said() == ["The published scores have exactly one explanation: a 1, b 2."]
    assert said(weights=None) == ["Only weights of zero explain the published scores."]
    halves = SimpleNamespace(exact={"a": Fraction(1, 2), "b": Fraction(2)})
    assert "a slip that no check notices" in said(weights=halves)[1]
    many = "Many weights explain the published scores; the table gives the limits of each."
    assert said(unique=False) == [many]
    ones = ({"a": 1},)
    assert said(unique=False, limited=True, integer=ones) == [many, "In whole numbers there is only one choice: a 1, b 2."]
    assert said(unique=False, limited=True, integer=ones * 3) == [many, "There are 3 choices in whole numbers."]
    assert said(unique=False, limited=True) == [many, "None of them are whole numbers."]
    uncounted = made(unique=False, limited=True)
    del uncounted.integer
    assert sentences(TooMany(uncounted))[:-1] == (many,)
    assert said(notes=("First.",), left_out=("a", "b"), undetermined=("c",), agrees=True) == [
        "First.",
        "The published scores have exactly one explanation: a 1, b 2.",
        "Left out of the sum: a, b (weight 0).",
        "Nothing that was published depends on the weight of c.",
        "The weights that the problem states agree with this.",
    ]


def test_weights_that_are_stated_and_miss():
    missed = [SimpleNamespace(alternative=f"A{k}", by=Fraction(k - 6)) for k in range(13)]
    found = said(
        agrees=False,
        differences={"a": (Fraction(1), Fraction(2)), "b": (Fraction(1, 2), Fraction(3))},
        missed=missed[:2],
        unweighted=("a", "b"),
    )
    assert found[1:] == [
        "The weights that the problem states do not explain what was published: a 1 instead of 2; b 0.5 instead of 3.",
        "The stated weights miss 2 of 2 totals: A0 by -6, A1 by -5.",
        "Added without the stated weight: a, b.",
    ]
    assert said(agrees=False)[1:] == ["The weights that the problem states do not explain what was published."]
    assert said(agrees=False, missed=missed)[2].endswith("A11 by +5, and 1 more.")
    assert said(agrees=False, missed=missed[:12])[2].endswith("A11 by +5.")


def test_rankings_are_told_with_the_smallest_weights():
    table = {"ranking": object(), "known": None}
    *found, last = sentences(made(**table, unique=False, integer=({"a": 1, "b": 3},)))
    assert found == [
        "Many weights explain the published ranking; the table gives the limits of each.",
        "The smallest whole-number weights that give it: a 1, b 3.",
    ]
    assert last == "Only weights that are not negative, and sum to one, are considered."
    assert "(and 2 more with the same sum)" in sentences(made(**table, unique=False, integer=({"a": 1},) * 3))[1]
    assert sentences(made(**table, unique=False))[1] == "No weights keep all steps of the ranking strict: some have to be ties."
    assert len(sentences(made(**table, unique=False, rows=(0,) * 151))) == 2
    assert len(sentences(made(**table, unique=False, rows=(0,) * 150))) == 3
    assert sentences(made(**table))[0] == "The published ranking has exactly one explanation: a 1, b 2."
    shares = SimpleNamespace(names=("Ant",), shares=True, whole=False)
    assert sentences(made(known=shares))[-1] == last


def test_contradictions_are_told_with_their_slips():
    class Slip(SimpleNamespace):
        def __str__(self):
            return f"slip of {', '.join(self.rows)}"

    slip = Slip(rows=("Ant",), whole=True, causes=("6 for 9", "b", "c", "d"), published={"Ant": Fraction(12)})
    pair = Slip(rows=("Ant", "Bee"), whole=True, causes=(), published={})
    none = "No weights explain the published scores."
    assert said(consistent=False, slips=(slip,)) == [
        none, "The contradiction: None.", "The slip is in slip of Ant.", "Ant, 12: 6 for 9", "Ant, 12: b", "Ant, 12: c",
    ]  # fmt: skip
    assert said(consistent=False, slips=(pair, pair))[2] == (
        "Correcting 2 totals is enough. The alternatives: slip of Ant, Bee | slip of Ant, Bee."
    )
    assert said(consistent=False, slips=(pair,))[2] == "Correcting 2 totals is enough. That is: slip of Ant, Bee."
    odd = Slip(rows=("Ant",), whole=False, causes=(), published={})
    assert said(consistent=False, slips=(odd,))[2:] == [
        "Correcting one total is enough. That is: slip of Ant.",
        "None of these leaves whole-number weights, though cells and totals are whole: more totals than that may be wrong.",
    ]
    found = said(consistent=False, cells=["x"] * 13, swaps=[("Ant", "Bee")], complete=False)
    assert found[2:] == [
        f"Or the total is right and its cells are not: {' | '.join('x' * 12)}, and 1 more.",
        "Or the totals of Ant and Bee are exchanged.",
        "There may be other corrections that are as small.",
    ]
    long = SimpleNamespace(combination={"Ant": Fraction(123456789)})
    filled = type("Policy", (), {"policy": "value", "__str__": lambda self: "blanks as 0"})()
    assert said(consistent=False, refutation=long, policy=filled, blank=True) == [none.replace(".", " with blanks as 0.")]
    assert said(consistent=False, refutation=long, policy=filled) == [none]
    assert said(consistent=False, refutation=long, otherwise=("minmax", "vector")) == [
        none,
        "They would be explained with minmax or vector.",
    ]
    ranked = sentences(made(consistent=False, ranking=object(), known=None, slips=(pair,), refutation=long))
    assert ranked[1] == "Without Ant and Bee the rest of the ranking can be explained."
    assert "More than two alternatives" in sentences(made(consistent=False, ranking=object(), known=None, refutation=long))[1]


def test_blanks_are_told_by_policy_by_range_and_by_filling():
    policy = {k: SimpleNamespace(accepted=k in "ab", status="accepted" if k in "ab" else "rejected") for k in "abc"}
    assert said(policies=policy)[1] == "The scores fit blanks that count as a or b; rejected: c."
    assert said(policies={"a": policy["a"]})[1] == "The scores fit blanks that count as a."
    assert said(policies={"c": policy["c"]})[1] == "No policy for blanks fits the scores; rejected: c."
    settled = [
        SimpleNamespace(alternative="Ant", criteria=("a",), low_value=Fraction(2), low=None),
        SimpleNamespace(alternative="Bee", criteria=("a", "b"), low_value=None, low=Fraction(7, 2)),
        SimpleNamespace(alternative="Cat", criteria=("a",), low_value=None, low=Fraction(1)),
    ]
    ranges = SimpleNamespace(consistent=True, integer=({"a": 3},), settled=settled)
    assert said(blanks=ranges)[1:] == [
        "Whatever the blanks stood for on their scales, the only whole-number weights are a 3.",
        "With these, a of Ant counted as 2.",
        "With these, a and b of Bee added up to 3.5 points.",
    ]
    assert said(blanks=ranges, consistent=False)[2].startswith("If each blank may be anything on its scale, the only")
    assert len(said(blanks=SimpleNamespace(consistent=True, integer=({"a": 3},) * 2, settled=settled))) == 1

    class Fillings:
        def __init__(self, weights, **counts):
            self.counts, self.weights = {"impossible": 0, "whole": 0, "fractional": 0, "open": 0} | counts, weights

        def of(self, kind):
            assert kind == "whole"
            return [SimpleNamespace(weights=w) for w in self.weights]

        def __len__(self):
            return sum(self.counts.values())

    alike, other = {"a": Fraction(1)}, {"a": Fraction(2)}
    start = "Of the 5 ways to fill the blanks with levels, "
    assert (
        said(fillings=Fillings([alike] * 2, whole=2, impossible=3))[1]
        == f"{start}3 are impossible and 2 give the same whole-number weights."
    )
    assert (
        said(fillings=Fillings([alike, other], whole=2, open=3))[1] == f"{start}2 give whole-number weights and 3 leave the weights open."
    )
    assert said(fillings=Fillings([alike], whole=1, impossible=1, fractional=1, open=2))[1] == (
        f"{start}1 is impossible, 1 gives whole-number weights, 1 gives fractional weights and 2 leave the weights open."
    )


def test_parity_checks_are_told():
    def code(**given):
        plain = {
            "parity": (),
            "names": ("Ant", "Bee"),
            "constants": (Fraction(5),),
            "checked": {},
            "exact": True,
            "distance": None,
            "among_checked": None,
        }
        return SimpleNamespace(**plain | {"detects": 1, "corrects": 0} | given)

    none = "no parity check: any totals at all have an explanation, if only with negative weights."
    assert said(code=code())[1] == f"The table has {none}"
    assert said(code=code(names=("Ant",)))[1] == f"The rows without blanks have {none}"
    one = {"parity": ({"Ant": 1, "Bee": -2},)}
    assert said(code=code(**one), **one)[1] == "Parity check: Ant - 2 Bee = 5."
    long = {"parity": ({"Ant": 12345678},)}
    assert said(code=code(**long), **long)[1] == "The table has one parity check on its totals."
    two = {"parity": ({"Ant": 1},) * 2}
    found = said(code=code(**two, distance=3, checked={"Ant": True}, exact=False, detects=2, corrects=1), **two)
    assert found[1:] == [
        "The table has 2 independent parity checks on its totals.",
        "Code distance at least 3: up to 2 slips are always noticed, one slip is certain to be put right.",
    ]
    blind = code(**two, distance=1, checked={"Ant": False, "Bee": True}, among_checked=4)
    assert said(code=blind, **two)[2] == (
        "Code distance 1: the total of Ant takes part in no check, so a slip there cannot be noticed. "
        "Among the others the distance is 4: up to 3 slips are always noticed, one slip is certain to be put right."
    )
    assert len(said(code=code(**two, distance=1, checked={"Ant": False}), **two)) == 2
