"""The harness of the deeper layers: processes that always end, tests that are asked because they reach a fault, and what is told of it."""

import ast
import gc
import os
import resource
import signal
from types import SimpleNamespace

import pytest

import mcda_orch as mo
from mcda_orch.exact.hitting import smallest_hitting_set

from . import deep, reached
from .deep import FAMILIES, Fate, below, deep_files, report
from .faults import faults
from .forked import ENDLESS, forked, patient
from .planting import SOURCE
from .reached import _functions, _mark, _starts

HITTING = SOURCE / "exact" / "hitting.py"
PAIRS = [frozenset({0, 1}), frozenset({1, 2})]
APART = [frozenset({0}), frozenset({2})]


def test_processes_say_what_they_found_and_how_they_ended():
    def limited(say):
        patient(7)
        say(resource.getrlimit(resource.RLIMIT_CPU)[0] < 12)
        os.kill(os.getpid(), signal.SIGXCPU)

    def failing(say):
        say({"so far": [1, 2]})
        raise ValueError("nobody sees this")

    works = [("a", limited), ("b", failing), ("c", lambda say: say("x" * 300_000)), ("d", lambda say: None)]
    found = {said.name: said for said in forked(works, 2)}
    assert (found["a"].words, found["a"].ended in ENDLESS) == ([True], True)
    assert (found["b"].words, found["b"].ended) == ([{"so far": [1, 2]}], 0)
    assert found["c"].words == ["x" * 300_000]
    assert (found["d"].words, found["d"].ended) == ([], 0)


def test_statements_that_run_are_marked_and_others_not():
    starts = _starts(HITTING)

    def work(say):
        marks = _mark(HITTING, starts)
        smallest_hitting_set(PAIRS)
        say([line for line, seen in zip(starts, marks, strict=True) if seen])

    lines = HITTING.read_text(encoding="utf-8").splitlines()
    (said,) = forked([("", work)], 1)
    reached = {lines[at - 1].strip() for at in said.words[0]}
    assert {"search = _Search(sets, nodes)", "smallest = self._apart(left, out, size)", "left &= ~self.hits[k]", "return ()"} <= reached
    assert not {"raise _TooManyError", "left &= ~search.hits[most]"} & reached


def test_functions_are_found_though_the_tests_are_kept_from_the_search_for_garbage():
    """What is frozen is told by none of gc's lists, and a file without functions would seem to be reached by no test."""

    def work(say):
        gc.freeze()
        _functions.cache_clear()
        before = gc.get_freeze_count()
        say([len(_functions()[str(HITTING)]), before > 0, gc.get_freeze_count() > 0])

    (said,) = forked([("", work)], 1)
    assert said.words[0] == [sum(isinstance(node, ast.FunctionDef) for node in ast.walk(ast.parse(HITTING.read_text()))), True, True]


def test_a_file_of_which_no_function_is_found_is_refused(monkeypatch):
    monkeypatch.setattr(reached, "_functions", dict)
    with pytest.raises(RuntimeError, match=r"no function of .*hitting.py is found"):
        reached._marked.__wrapped__(HITTING)


class Asked:
    """A stand-in of a test: its place, and what it asks."""

    def __init__(self, place, holds):
        self.nodeid, self.path, self.holds = place, SOURCE.parents[1] / place, holds
        self.config = SimpleNamespace(rootpath=SOURCE.parents[1])


def fate(monkeypatch, fault, *items, own=True, budget=60.0):
    monkeypatch.setattr(deep, "holds", lambda item: item.holds())
    reached = SimpleNamespace(of=lambda items: [(item, SimpleNamespace(seconds=1.0)) for item in items], reaches=lambda *_: True)
    asked = deep.Asked(list(items), reached, own, budget)
    (said,) = forked([(fault, lambda say: asked.ask(fault, say))], 1)
    return asked.fate(said)


def test_what_becomes_of_a_fault_is_told(monkeypatch):
    fault = next(f for f in faults(HITTING) if f.before == "left & ~self.hits[k]" and f.kind == "term dropped")
    own, other = "tests/exact/test_hitting.py", "tests/robust/test_x.py"
    good, wrong = Asked(own, lambda: True), Asked(other, lambda: smallest_hitting_set(APART) == frozenset({0, 2}))
    assert wrong.holds()
    assert fate(monkeypatch, fault, good, wrong).end == deep.SURVIVED
    assert fate(monkeypatch, fault, good, wrong, own=False).end == deep.OTHER
    assert fate(monkeypatch, fault, good, wrong, own=False, budget=0.5).end == deep.UNSETTLED
    assert fate(monkeypatch, fault, good, Asked(own, wrong.holds)).end == deep.OWN
    assert fate(monkeypatch, fault, good, wrong, budget=0.5).end == deep.UNSETTLED
    found = fate(monkeypatch, fault, Asked(own, lambda: os.kill(os.getpid(), signal.SIGXCPU)))
    assert (found.end, found.family, found.by) == (deep.NEVER_ENDS, "exact", own)
    assert found.fault.startswith("exact/hitting.py")


def test_a_constant_concerns_every_test_that_reaches_its_file(monkeypatch):
    fault = next(f for f in faults(HITTING) if not f.function)
    asked = []
    monkeypatch.setattr(deep, "holds", lambda item: True)
    item = Asked("tests/exact/test_hitting.py", None)
    reached = SimpleNamespace(of=lambda items: [(item, SimpleNamespace(seconds=1.0))], reaches=lambda *given: asked.append(given[1:]))
    deep.Asked([item], reached, True, 60.0).ask(fault, lambda words: None)
    assert asked == [(HITTING, None)]


def test_the_line_is_held_in_every_layer():
    good = [Fate("exact", "a", deep.OWN)] * 180 + [Fate("exact", "b", deep.UNSETTLED)] * 50 + [Fate("exact", "c", deep.SURVIVED)] * 20
    assert below(good) == []
    bad = [*good, *[Fate("inverse", "d", deep.OTHER), Fate("inverse", "e", deep.SURVIVED)] * 20]
    assert below(bad) == ["inverse: 50.0% of 40 faults are caught, and the line is 90%."]
    assert "| exact | 250 | 180 | 0 | 0 | 50 | 20 | 90.0% |" in report(bad)
    assert "survived:\n  c\n" in report(bad)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_layer_has_files(family):
    assert deep_files(family)
    assert set(deep_files(family)) <= set(deep_files("deep"))
    assert mo.__file__ not in map(str, deep_files("deep"))
