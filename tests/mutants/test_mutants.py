"""The harness plants what it says, takes it out again, and counts only faults that change something."""

import ast

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.laws.scores import mirror
from mcda_orch.laws.universal import linear
from mcda_orch.testing import hunt

from .faults import faults, with_fault
from .planting import SOURCE, module_of, planted
from .stages import STAGES, Question
from .table import below, report
from .trial import EQUIVALENT, SURVIVED, Verdict, files, sample, tried

WSM = SOURCE / "methods" / "scores" / "wsm.py"
MINMAX = SOURCE / "scaling" / "minmax.py"


def fault(path, kind, before, function=""):
    return [f for f in faults(path) if f.kind == kind and f.before == before and function in f.function][-1]


def test_a_fault_stands_where_it_says_and_is_taken_out_again():
    x, s = np.array([[1.0, 2.0], [3.0, 5.0]]), np.ones(2)
    sound = mo.scalings.minmax.kernel(x, s)
    with planted(fault(MINMAX, "operator", "x - low", "minmax")):
        assert not np.array_equal(mo.scalings.minmax.kernel(x, s), sound)
        assert not np.array_equal(mo.wsm.kernel(x, s, s, scale=mo.scalings.minmax), sound.sum(axis=1)), "who uses it has the fault too"
    assert np.array_equal(mo.scalings.minmax.kernel(x, s), sound)


@pytest.mark.parametrize("path", [WSM, MINMAX, SOURCE / "_xp.py", SOURCE / "weighting" / "hierarchy.py"], ids=lambda p: p.stem)
def test_every_fault_is_found_again_by_its_number(path):
    sound = ast.unparse(ast.parse(path.read_text(encoding="utf-8")))
    found = faults(path)[::7]
    assert found
    changed = {ast.unparse(with_fault(f)) for f in found}
    assert sound not in changed
    assert len(changed) > 0.9 * len(found)


def test_words_for_people_bear_no_fault():
    said = [f.before for f in faults(SOURCE / "weighting" / "entropy.py") if f.kind != "refusal dropped"]
    assert not any("Hint" in text or "take one onto" in text for text in said)


def test_a_constant_of_a_module_is_changed_for_all_who_have_it():
    path = SOURCE / "scaling" / "sigmoid.py"
    with planted(next(f for f in faults(path) if not f.function)):
        assert module_of(path).FAR != 60.0
    assert module_of(path).FAR == 60.0


def asked(law):
    return {"laws": [Question(law.name, lambda: hunt(mo.wsm, law, examples=50, shrink=False) is None)]}


def test_what_catches_a_fault_is_told():
    scaled, summed = fault(WSM, "s by ones", "s", "features"), fault(WSM, "w by ones", "w", "wsm")
    assert [v.stage for v in tried(WSM, asked(mirror), [scaled, summed])] == ["laws", SURVIVED]
    assert [(v.stage, v.by) for v in tried(WSM, asked(linear), [summed])] == [("laws", "linear")]


def test_a_fault_that_changes_no_number_is_not_counted():
    path = SOURCE / "scaling" / "sigmoid.py"
    same = [f for f in faults(path) if f.kind == "arguments exchanged" and f.before.startswith("xp.maximum(s[...")]
    assert [v.stage for v in tried(path, {}, same)] == [EQUIVALENT]
    assert below([Verdict("scaling", "a", EQUIVALENT), Verdict("scaling", "b", "laws")]) == []


def test_a_question_that_fails_without_a_fault_stops_the_trial():
    with pytest.raises(RuntimeError, match="always fails without a fault"):
        list(tried(WSM, {"laws": [Question("always", lambda: False)]}, sample(WSM, 1, 0)))


def test_the_line_is_held_in_every_family():
    good = [Verdict("scores", "a", "laws")] * 99 + [Verdict("scores", "b", "rest")]
    assert below(good) == []
    bad = [*good, *[Verdict("weighting", "c", "laws"), Verdict("weighting", "d", SURVIVED), Verdict("weighting", "e", EQUIVALENT)] * 8]
    assert [line.partition(":")[0] for line in below(bad)] == ["weighting"] * 3 + ["all"]
    assert below([Verdict("shared", "f", "rest")] * 9) == []
    assert "| weighting | 24 | 8 | 50% | 50% | 50% | 50% | 8 |" in report(bad)
    assert "survived:\n  d\n" in report(bad)


def test_a_small_sample_may_miss_by_chance_and_a_large_one_not():
    some = [Verdict("scores", "a", "laws")] * 29 + [Verdict("scores", "b", SURVIVED)]
    assert below(some) == []
    assert below(some * 20) == ["scores: 96.7% of 600 faults are caught up to rest, and the line is 99%."]


def test_every_file_of_a_kernel_is_tried():
    found = {path.stem for path in files()}
    assert set(mo.names("score")) | set(mo.names("scaling")) <= found
    assert STAGES[0] == "laws"
