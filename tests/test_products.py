"""Products of a small matrix and a long one: in parts that BLAS leaves to one thread, and therefore the same on any machine's threads."""

import os
import subprocess
import sys

import numpy as np
import pytest

from mcda_orch._xp import ALONE, product

THREADED = """
import hashlib, numpy as np, mcda_orch as mo
rng = np.random.default_rng(0)
x, w, s = rng.random((12, 11)) + 1, rng.dirichlet(np.ones(11), 12_000), np.where(np.arange(11) % 3, 1.0, -1.0)
found = [mo.get(name).kernel(x, w, s) for name in ("wsm", "topsis")]
answers = [mo.smaa(mo.DecisionMatrix(x), name, draws=9_000) for name in ("wsm", "topsis")]
found += [part.values for a in answers for part in (a.acceptability, *(w for w in a.central_weights.values() if w is not None))]
print(hashlib.sha256(b"".join(np.ascontiguousarray(part).tobytes() for part in found)).hexdigest())
"""


@pytest.mark.parametrize(
    "shape", [(12, 11, 9_000), (3, 2, 70_000), (60, 20, 1_092), (200, 11, 327), (3000, 11, 40), (1, 1, 5), (12, 11, 0)]
)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_parts_are_those_of_the_whole(shape, dtype):
    n, m, count = shape
    rng = np.random.default_rng(1)
    a, w = rng.random((n, m)).astype(dtype), rng.random((count, m)).astype(dtype)
    for b in (w.T, np.ascontiguousarray(w.T)):
        found = product(a, b)
        assert found.dtype == dtype
        np.testing.assert_allclose(found, a @ b, rtol=8 * np.finfo(dtype).eps)


def test_no_bit_depends_on_the_threads_of_blas():
    assert 2 * ALONE < 12 * 11 * 9_000
    found = set()
    for threads in ("1", "2", "5"):
        run = subprocess.run(
            [sys.executable, "-c", THREADED],
            env={**os.environ, "OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads},
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(run.stdout)
    assert len(found) == 1
