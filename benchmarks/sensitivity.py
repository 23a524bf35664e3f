"""Sensitivity analysis against pysensmcda in one process: SMAA of 12 x 11, and which of 60 alternatives can be first.

pysensmcda 2.0.0 needs an older pandas than scikit-criteria, so it is installed into a temporary folder that stands before ours on the
path; NumPy and SciPy are the same. That acceptabilities agree within six standard errors, and that both name the same winners, is
asserted first. "x pysensmcda" above 1 means that ours is faster.
"""

import json
import os
import subprocess
import sys
import tempfile
from importlib import metadata

import numpy as np
from measure import paired, problem

import mcda_orch as mo

RIVAL = "pysensmcda==2.0.0"
SAME = ("numpy", "scipy", "pymcdm")
DRAWS, LOOP = 1_000_000, 5_000
SIZES = ((30, 8), (60, 12))
SMALL = {"DRAWS": 20_000, "LOOP": 500, "SIZES": ((10, 4),)}


def run():
    """Install the rival beside us, measure in a process that sees it first, and return what that found."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = [RIVAL, *(f"{name}=={metadata.version(name)}" for name in SAME)]
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", folder, *wanted], check=True, stderr=subprocess.DEVNULL)
        path = os.pathsep.join(filter(None, (folder, os.environ.get("PYTHONPATH"))))
        known = {**os.environ, "PYTHONPATH": path}
        done = subprocess.run([sys.executable, __file__], env=known, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def measured():
    """Return the figures, where the rival can be imported."""
    return {"pysensmcda": metadata.version("pysensmcda"), "smaa": acceptable(), "winners": winners()}


def acceptable():
    """Return samples of ours and theirs, and times faster for each sample."""
    from pymcdm import methods, normalizations
    from pysensmcda.smaa import smaa2

    x, _, s = problem()
    matrix = mo.DecisionMatrix(x, criteria=[mo.Criterion(f"C{j}", direction="max" if sign > 0 else "min") for j, sign in enumerate(s)])
    rivals = {
        "weighted sum": (mo.wsm.with_(scale=mo.scalings.total), methods.WSM()),
        "topsis": (mo.topsis, methods.TOPSIS(normalizations.vector_normalization)),
        "vikor": (mo.vikor, methods.VIKOR()),
    }
    found = {}
    for name, (method, peer) in rivals.items():

        def ours(method=method):
            return mo.smaa(matrix, method, draws=DRAWS, rng=0)

        def theirs(peer=peer):
            return smaa2(peer, x, s, num_samples=LOOP, seed=0)

        mine, other = ours().acceptability.values, np.asarray(theirs().rank_acceptability)
        error = np.sqrt(np.maximum(mine * (1 - mine), 1 / LOOP) / LOOP)
        if (np.abs(mine - other) > 6 * error).any():
            raise AssertionError(f"{name}: the acceptabilities differ by up to {np.abs(mine - other).max():.2g}")
        _, (ratio,) = paired(ours, theirs, rounds=3)
        found[name] = {"samples": DRAWS, "samples of the rival": LOOP, "x pysensmcda": round(ratio * DRAWS / LOOP)}
    return found


def winners():
    """Return how many times faster ours says, and proves, who can be first under some weights."""
    from pysensmcda.smaa import exact_efficiency

    found = {}
    for n, m in SIZES:
        rng = np.random.default_rng(100 * n + m)
        x = rng.integers(0, 1000, (n, m)).astype(float)  # few ties, which the rival counts as wins
        matrix, method = mo.DecisionMatrix(x), mo.wsm.with_(scale=mo.scalings.minmax)

        def ours(matrix=matrix, method=method):
            return mo.first_place(matrix, method)

        def theirs(x=x, m=m):
            return exact_efficiency(x, np.ones(m, dtype=int))

        mine, other = ours(), theirs()
        if [name in mine.witnesses for name in matrix.names] != other.tolist():
            raise AssertionError(f"{n} x {m}: not the same can be first")
        found[f"{n} x {m}"] = {"x pysensmcda": round(paired(ours, theirs, rounds=3)[1][0], 2)}
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured()))
