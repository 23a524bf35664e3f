"""What the tests about weights are asked about: the orchestrators, and small tables with many ties."""

from itertools import pairwise

import numpy as np

import mcda_orch as mo

PROBLEM = mo.load("orchestrators")
NAMES = PROBLEM.matrix.names
CRITERIA = PROBLEM.matrix.criterion_names
REST = PROBLEM.matrix.select([n for n in NAMES if n != "Metaflow"])
ORDER = [group[0] for group in mo.wsm(PROBLEM).ranking.groups]


def order_set(chain):
    known = mo.WeightSet(PROBLEM)
    for a, b in pairwise(chain):
        known = known.prefers(a, b, method=mo.wsm, matrix=PROBLEM)
    return known


def problems(count, seed, n=(2, 5), m=(2, 5), top=4):
    """Yield small integer tables with many ties, and weights that are not all zero."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        rows, columns = int(rng.integers(*n)), int(rng.integers(*m))
        x = rng.integers(0, top, (rows, columns)).astype(float)
        w = rng.integers(0, 5, columns).astype(float)
        yield mo.DecisionMatrix(x), (w if w.any() else w + 1), rng
