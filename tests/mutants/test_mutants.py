"""The harness plants what it says, takes it out again, and counts only faults that change something."""

import ast

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.builtin import __all__ as builtin
from mcda_orch.laws.scores import mirror
from mcda_orch.laws.universal import linear
from mcda_orch.testing import hunt

from .battery import runs
from .faults import faults, with_fault
from .operators import proposals
from .planting import SOURCE, module_of, planted
from .stages import STAGES, Question, sharing
from .table import below, report, shares
from .trial import DEAD, EQUIVALENT, SURVIVED, Verdict, files, sample, tried

WSM = SOURCE / "methods" / "scores" / "wsm.py"
MAUT = SOURCE / "methods" / "scores" / "maut.py"
MINMAX = SOURCE / "scaling" / "minmax.py"


def fault(path, kind, before, function=""):
    return [f for f in faults(path) if f.kind == kind and f.before == before and function in f.function][-1]


def test_a_fault_stands_where_it_says_and_is_taken_out_again():
    x, s = np.array([[1.0, 2.0], [3.0, 5.0]]), np.ones(2)
    sound = mo.scalings.minmax.kernel(x, s)
    with planted(fault(MINMAX, "operator", "high - low", "minmax")):
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
    return {"laws": [Question(law.name, lambda: hunt(mo.maut, law, examples=50, shrink=False) is None)]}


def test_what_catches_a_fault_is_told():
    scaled, summed = fault(MAUT, "s by ones", "s", "features"), fault(MAUT, "w by ones", "w", "maut")
    assert [v.stage for v in tried(MAUT, asked(mirror), [scaled, summed])] == ["laws", SURVIVED]
    assert [(v.stage, v.by) for v in tried(MAUT, asked(linear), [summed])] == [("laws", "linear")]


def test_a_fault_that_changes_no_number_is_not_counted():
    path = SOURCE / "scaling" / "sigmoid.py"
    same = [f for f in faults(path) if f.kind == "operands exchanged" and f.before == "high - low"][:1]  # of which the size is taken later
    assert [v.stage for v in tried(path, {}, same)] == [EQUIVALENT]
    assert below([Verdict("scaling", "a", EQUIVALENT), Verdict("scaling", "b", "laws")]) == []


def test_a_question_that_fails_without_a_fault_stops_the_trial():
    with pytest.raises(RuntimeError, match="always fails without a fault"):
        list(tried(WSM, {"laws": [Question("always", lambda: False)]}, sample(WSM, 9, 0)))


@pytest.mark.parametrize("name", builtin)
def test_every_plugin_runs_on_the_plain_problem(name):
    assert runs(mo.get(name))


def test_what_no_longer_runs_is_not_counted():
    broken = fault(MAUT, "other name", "x", "maut")
    assert [v.stage for v in tried(MAUT, asked(mirror), [broken])] == [DEAD]
    assert shares([Verdict("scores", "a", DEAD), Verdict("scores", "b", "laws")])["laws"] == 1


def test_the_default_of_a_parameter_is_changed_for_kernel_and_forms():
    path = SOURCE / "methods" / "scores" / "gra.py"
    changed = next(f for f in faults(path) if f.before == "0.5" and f.function == "gra")
    x, w, s = np.array([[1.0, 2.0], [3.0, 5.0], [2.0, 1.0]]), np.ones(2), np.ones(2)
    sound = mo.gra.kernel(x, w, s)
    with planted(changed):
        assert mo.gra.params["zeta"].default == 1.5
        assert not np.array_equal(mo.gra.kernel(x, w, s), sound)
    assert mo.gra.params["zeta"].default == 0.5
    assert np.array_equal(mo.gra.kernel(x, w, s), sound)


def test_a_sample_has_many_kinds_of_faults():
    kinds = {f.kind for f in faults(WSM)}
    assert len({f.kind for f in sample(WSM, len(kinds), 5)}) == len(kinds)
    assert sample(WSM, 6, 5) == sample(WSM, 6, 5) != sample(WSM, 6, 6)


@pytest.mark.parametrize(
    ("written", "kind", "becomes"),
    [
        ("a[..., None, :]", "axes exchanged", {"a[..., :, None]"}),
        ("a[1:-1]", "bound dropped", {"a[:-1]", "a[1:]"}),
        ("-1", "minus or not dropped", {"1"}),
        ("a - b", "term dropped", {"a", "b"}),
        ("a - b", "operator", {"a + b", "a * b"}),
        ("xp.where(a, b, 0)", "call dropped", {"a", "b", "0"}),
        ("xp.where(a, b, 0)", "arguments exchanged", {"xp.where(b, a, 0)", "xp.where(a, 0, b)"}),
        ("a.sum()", "call dropped", {"a"}),
        ("a.sum(axis=-1, keepdims=True)", "keyword dropped", {"a.sum(keepdims=True)", "a.sum(axis=-1)"}),
        ("a.sum(axis=-1, keepdims=True)", "axis", {"a.sum(axis=-2, keepdims=True)"}),
        ("xp.std(a, ddof=1)", "keyword dropped", {"xp.std(a)"}),
        ("xp.sum(a)", "sign turned", {"-xp.sum(a)"}),
        ("xp.sqrt", "min/max, mean/sum", {"xp.square", "xp.abs"}),
        ("a < b <= 0", "compare boundary", {"a <= b <= 0", "a < b < 0"}),
        ("a < b <= 0", "compare flipped", {"a > b <= 0", "a < b >= 0"}),
        ("b if a else 0", "branch alone", {"b", "0"}),
        ("[v for v in a if v]", "condition dropped", {"[v for v in a]"}),
        ("0.5", "constant", {"1.5", "0.75", "0.0"}),
        ("step('values', 'a_i', a)", "step not shown", {"a"}),
        ("a", "other name", {"b"}),
    ],
)
def test_what_may_go_wrong_with_an_expression(written, kind, becomes):
    node = ast.parse(written, mode="eval").body
    assert {ast.unparse(ast.fix_missing_locations(made())) for said, made in proposals(node, frozenset("ab")) if said == kind} == becomes


@pytest.mark.parametrize(
    ("written", "kind", "becomes"),
    [
        ("a += b", "operator", {"a -= b", "a *= b"}),
        ("for k in a: b(k)", "loop once", {"for k in a:\n    b(k)\n    break"}),
        ("for k in a: b(k)", "loop dropped", {"for k in []:\n    b(k)"}),
        ("if a: b()", "branch always", {"if True:\n    b()"}),
        ("if a: b()", "branch dropped", {"if False:\n    b()"}),
        ("while a: b()", "condition negated", {"while not a:\n    b()"}),
        ("break", "break/continue", {"continue"}),
    ],
)
def test_what_may_go_wrong_with_a_statement(written, kind, becomes):
    node = ast.parse(written).body[0]
    assert {ast.unparse(ast.fix_missing_locations(made())) for said, made in proposals(node, frozenset("ab")) if said == kind} == becomes


def test_who_runs_the_functions_of_a_file_is_known():
    users = {p.name for p in sharing(MINMAX)}
    assert users & {"gra", "spotis", "maximin", "enhanced_accuracy"}, "they ask for the shortfall, which minmax itself does not"
    assert "minmax" not in users
    assert [p.name for p in sharing(SOURCE / "methods" / "scores" / "fuca.py")] == ["r_method"]


def test_the_line_is_held_in_every_family():
    good = [Verdict("scores", "a", "laws")] * 99 + [Verdict("scores", "b", "rest")]
    assert below(good) == []
    bad = [*good, *[Verdict("weighting", "c", "laws"), Verdict("weighting", "d", SURVIVED), Verdict("weighting", "e", EQUIVALENT)] * 8]
    assert [line.partition(":")[0] for line in below(bad)] == ["weighting"] * 3 + ["all"]
    assert below([Verdict("shared", "f", "rest")] * 9) == []
    assert "| weighting | 24 | 0 | 8 | 50% | 50% | 50% | 50% | 8 |" in report(bad)
    assert "survived:\n  d\n" in report(bad)


def test_a_small_sample_may_miss_by_chance_and_a_large_one_not():
    some = [Verdict("scores", "a", "laws")] * 29 + [Verdict("scores", "b", SURVIVED)]
    assert below(some) == []
    assert below(some * 20) == ["scores: 96.7% of 600 faults are caught up to rest, and the line is 99%."]


def test_every_file_of_a_kernel_is_tried():
    found = {path.stem for path in files()}
    assert set(mo.names("score")) | set(mo.names("scaling")) <= found
    assert STAGES[0] == "laws"
