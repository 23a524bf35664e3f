"""Nothing that is changed in a result verifies, and the kit finds every part that verifying forgets."""

import os
import re
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from importlib import import_module
from inspect import isabstract
from itertools import islice
from pkgutil import walk_packages
from typing import get_args
from zlib import crc32

import pytest

import mcda_orch
import mcda_orch as mo
from mcda_orch.exact.claims import Claimed, How, same
from mcda_orch.exact.linear import Solutions, solve
from mcda_orch.exact.verdict import Verdict
from mcda_orch.robust.weights.pairs import PairProof
from mcda_orch.testing import accepted_forgeries, tampered

from .kinds import EXCUSED, KINDS, MATRIX

EVERYTHING = bool(os.environ.get("TAMPER"))
"""Set by `make tamper`, which tries every forgery of every case; otherwise a sample."""
SAMPLE, CASES = 5, 3
"""In a sample, one sort of forgery in so many is tried, of so many cases of a kind."""


def sample(name: str) -> Callable[[str], bool]:
    """Choose one forgery of a sort, and one sort in a few, by a hash: each field and each sort of change have their turn."""
    met: set[str] = set()

    def chosen(where: str) -> bool:
        sort = re.sub(r"\[[^]]*\]|'[^']*'", "[]", where)
        if EVERYTHING or sort in met:
            return EVERYTHING
        met.add(sort)
        return crc32(f"{name} {sort}".encode()) % SAMPLE == 0

    return chosen


def judged(honest: Callable[[Claimed], bool]) -> Callable[[Claimed], bool]:
    """Take what cannot be judged, being malformed, for a lie."""

    def true(forged: Claimed) -> bool:
        try:
            return honest(forged)
        except Exception:  # noqa: BLE001 - whatever it is
            return False

    return true


def subclasses(kind: type) -> set[type]:
    return {kind, *(k for sub in kind.__subclasses__() for k in subclasses(sub))}


def test_every_kind_of_result_is_tried():
    for module in walk_packages(mcda_orch.__path__, "mcda_orch."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    ours = {k for k in subclasses(Claimed) if k is getattr(sys.modules[k.__module__], k.__name__, None) and is_dataclass(k)}
    here = {k for k in ours if k.__module__.startswith("mcda_orch.") and not isabstract(k)}
    assert here == {*KINDS}


def well_told(result: Claimed) -> bool:
    """Whether every claim is a sentence, and says in a known word how it was checked."""
    return all(c.how in get_args(How) and " " in c.claim and c.holds is True for c in result.verify(report=True).checks)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_forgery_verifies_and_none_raises(kind, capsys):
    fates, true = Counter(), judged(KINDS[kind].honest)
    for name, (result, other) in KINDS[kind].cases() if EVERYTHING else islice(KINDS[kind].cases(), CASES):
        assert type(result) is kind
        assert result.verify() is True
        assert well_told(result)
        tried = sample(f"{kind.__name__} {name}")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # forged numbers overflow where they are used
            found = accepted_forgeries(result, other, true=true, chosen=tried, told=lambda _, fate: fates.update([fate]))
        assert [(a.where, a.error) for a in found] == [], name
    if EVERYTHING:
        with capsys.disabled():
            print(f"{kind.__name__}: {fates.total()} forged, {fates['rejected']} rejected, {fates['true']} true after all")
        return
    assert fates["true"] == EXCUSED[kind.__name__]


def test_none_is_excused_that_is_not_tried():
    assert {*EXCUSED} == {kind.__name__ for kind in KINDS}


def without(checks, claim):
    """Return checks that leave out whatever speaks of something: a planted hole."""

    def holed(self):
        for check in checks(self):
            yield replace(check, holds=True) if claim in check.claim else check

    return holed


@pytest.mark.parametrize(
    ("kind", "claim", "part"),
    [
        (Verdict, "the value is that of the point", "value"),
        (Solutions, "the directions lead to all other solutions", "directions"),
        (PairProof, "at the weights shown", "weights"),
        (mo.Stability, "the ranking is that of the given weights", "ranks"),
        (mo.FirstPlace, "the errors are theirs", "standard_errors"),
        (mo.NextQuestion, "open pairs", "open_pairs"),
        (mo.WeightTriangle, "current", "current"),
        (mo.Smaa, "entropy", "entropy"),
    ],
)
def test_a_claim_that_is_not_checked_is_found(monkeypatch, kind, claim, part):
    monkeypatch.setattr(kind, "checks", without(kind.checks, claim))
    found = []
    for _, (result, other) in islice(KINDS[kind].cases(), CASES):
        assert result.verify() is True
        found += accepted_forgeries(result, other, true=judged(KINDS[kind].honest), chosen=lambda where: where.startswith(part))
        if found:
            break
    assert found
    assert all(a.error is None and a.where.startswith(part) for a in found)


def test_verifying_that_raises_is_found():
    class Careless(Solutions):
        def verify(self, *, report=False):
            return self.point[0] == 1

    found = accepted_forgeries(Careless(*(getattr(solve([[1]], [1]), f.name) for f in fields(Solutions))))
    assert {type(a.error) for a in found} == {TypeError, IndexError, type(None)}


def test_forgeries_differ_from_the_result_and_say_where():
    result = solve([[1, 1], [1, -1]], [1, 0])
    every = list(tampered(result, solve([[1, 2], [1, -1]], [3, 0])))
    assert len({where for where, _ in every}) == len(every) > 100
    assert not [where for where, forged in every if same(forged, result)]
    assert {"point[0]: +1", "rows: reversed", "certificate: a number", "point and right exchanged"} & {where for where, _ in every}
    assert result.verify() is True


def test_what_is_remembered_is_forged_too():
    found = mo.necessary(MATRIX, "wsm")
    assert any(where.startswith("pairs (remembered)") for where, _ in tampered(found, chosen=lambda where: "remembered" in where))
