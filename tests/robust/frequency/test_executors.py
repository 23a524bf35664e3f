"""The same bits from processes and from Dask's workers, and what an interruption leaves."""

import os
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context

import numpy as np
import pytest
from scipy import stats

import mcda_orch as mo
from mcda_orch.errors import DomainError, PluginError
from mcda_orch.laws.scores import dominance
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.plugin import method

RNG = np.random.default_rng(1)
MATRIX = mo.DecisionMatrix(RNG.integers(1, 9, (6, 5)).astype(float), None, ["a", "b:min", "c", "d:min", "e"])
ORDER = mo.WeightSet(MATRIX).order("a >= b", "c >= d")
TABLES = MATRIX.with_values(RNG.integers(1, 9, (18_000, 6, 5)).astype(float))
CASES = {
    "linear": partial(mo.smaa, MATRIX, "wsm", draws=70_001, rng=3),
    "random": partial(mo.smaa, MATRIX, "wsm", draws=70_001, rng=3, how="random"),
    "ordered": partial(mo.smaa, MATRIX, "topsis", ORDER, draws=20_001, rng=3),
    "cells": partial(mo.smaa, MATRIX, "vikor", draws=18_000, rng=3, cells={("A1", "a"): (1, 9), ("A2", "b"): [2, 3, 4]}),
    "a law": partial(mo.smaa, MATRIX, "vikor", draws=18_000, rng=3, cells={("A1", "a"): (1, 9), ("A3", "c"): stats.norm(5, 1)}),
    "parameters": partial(mo.smaa, MATRIX, "promethee_ii", draws=5_000, rng=3, params={"function": "linear", "q": (0.1, 0.8), "p": 3}),
    "tables": partial(mo.smaa, TABLES, "topsis", rng=3),
    "tables, one weighting": partial(mo.smaa, TABLES, "topsis", [3, 2, 2, 1, 1], rng=3),
    "scores": partial(mo.smaa, MATRIX, "wsm", draws=20_001, rng=3, scores=True),
    "scores of cells": partial(mo.smaa, MATRIX, "vikor", draws=18_000, rng=3, cells={("A1", "a"): (1, 9)}, scores=True),
    "weights": partial(mo.smaa, MATRIX, "topsis", mo.WeightSet(MATRIX).sample(5_000, rng=4).weights),
}
VALUES = mo.uta_gms(mo.DecisionMatrix(RNG.integers(1, 9, (8, 3)).astype(float)), "A1 > A2")


def same(one, other):
    assert one.document() == other.document()
    np.testing.assert_array_equal(one.acceptability.values, other.acceptability.values)


@pytest.fixture(scope="module")
def processes():
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool


@pytest.mark.parametrize("name", CASES)
def test_processes_change_no_bit(name, processes):
    call = CASES[name]
    alone = call()
    same(call(executor=processes), alone)
    same(call(executor=processes, block=10_000), alone)
    assert alone.verify()


@pytest.mark.parametrize("measure", ["steps", "weights"])
def test_value_functions_too(measure, processes):
    call = partial(mo.ror_smaa, VALUES, 40_000, 3, measure=measure)
    alone = call()
    for more in ({"workers": 2}, {"workers": 5}, {"executor": processes}):
        same(call(**more), alone)


def test_dask_changes_no_bit():
    distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")
    with distributed.Client(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None) as client:
        for name in ("linear", "cells", "tables"):
            same(CASES[name](executor=client), CASES[name]())
        same(CASES["linear"](executor=client.get_executor()), CASES["linear"]())


def test_a_method_of_ones_own_goes_to_threads_and_not_to_processes(processes):
    @method(SCORE, keeps=[dominance])
    def mine(x, w, s):
        """Weighted sum."""
        return (x * s) @ w if w.ndim == 1 else w @ (x * s).T

    with ThreadPoolExecutor(2) as pool:
        same(mo.smaa(MATRIX, mine, draws=20_000, executor=pool), mo.smaa(MATRIX, mine, draws=20_000))
    with pytest.raises(PluginError, match=r"cannot be sent to the executor's workers.*mine"):
        mo.smaa(MATRIX, mine, draws=20_000, executor=processes)


class Stop:
    """Interrupts, as the keyboard does, after some parts."""

    def __init__(self, parts):
        self.left = parts

    def __call__(self, done, total):
        self.left -= 1
        if not self.left:
            raise KeyboardInterrupt


@pytest.mark.parametrize("more", [{}, {"workers": 2}, {"precision": 1e-6}], ids=["alone", "threads", "to a precision"])
@pytest.mark.parametrize("name", ["linear", "cells", "tables"])
def test_an_interruption_leaves_an_answer(name, more):
    whole = CASES[name]()
    found = CASES[name](progress=Stop(2), **more)
    total = 10**8 if "precision" in more and name != "tables" and "draws" not in CASES[name].keywords else whole.draws
    assert 0 < found.draws < whole.draws
    assert found.asked == total
    assert f"interrupted: {found.draws:,} of {total:,} were made" in " ".join(found.remarks)
    assert found.document()["asked"] == total
    assert found.standard_errors.acceptability.max() > whole.standard_errors.acceptability.max()
    same(CASES[name](stopped=found.draws, **more), found)
    assert found.verify()
    assert whole.asked is None
    assert "interrupted" not in " ".join(whole.remarks)


def test_an_interruption_before_any_part_is_one():
    with pytest.raises(KeyboardInterrupt):
        mo.smaa(MATRIX, method_that_interrupts, draws=100)


@method(SCORE, keeps=[dominance])
def method_that_interrupts(x, w, s):
    """Never ends by itself."""
    raise KeyboardInterrupt


@pytest.mark.parametrize("measure", ["steps", "weights"])
def test_an_interruption_leaves_value_functions(measure):
    found = mo.ror_smaa(VALUES, 60_000, 3, measure=measure, progress=Stop(2))
    assert 0 < found.draws < 60_000
    assert found.asked == 60_000
    assert f"interrupted: {found.draws:,} of 60,000" in " ".join(found.remarks)
    same(found, mo.ror_smaa(VALUES, 60_000, 3, measure=measure, stopped=found.draws))
    assert found.verify()


@pytest.mark.parametrize("stopped", [0, -1, 101])
def test_where_nothing_can_have_stopped(stopped):
    with pytest.raises(DomainError, match=r"is none of 100 draws"):
        mo.smaa(MATRIX, "wsm", draws=100, stopped=stopped)
    with pytest.raises(DomainError, match=r"is none of 100 draws"):
        mo.ror_smaa(VALUES, 100, stopped=stopped)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of its own")
def test_the_keyboard_interrupts():
    """A signal in the middle of the work, wherever it hits."""
    script = """
        import mcda_orch as mo
        table = mo.DecisionMatrix([[1, 5, 3], [4, 2, 2], [3, 3, 3]])
        said = lambda done, total: print(done, flush=True)
        found = mo.smaa(table, "topsis", draws=10**9, workers=2, progress=said)
        assert 0 < found.draws < found.asked == 10**9
        print("left", found.draws)
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read().splitlines()
    assert process.returncode == 0
    assert rest[-1].startswith("left ")
