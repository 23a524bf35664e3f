"""SMAA of the weighted sum on a 12 x 11 table: weights, scores, ranks, acceptabilities, pairwise odds, central weights and errors.

Millions of samples a second of one whole call, against a loop of pymcdm's weighted sum and ranks over 1,000 samples; and the
same for methods that are not linear, for uncertain cells, and for weights of which the order is known.
"""

import numpy as np
from measure import paired, problem

import mcda_orch as mo

DRAWS, LOOP = 2_000_000, 1_000


def run():
    """Return millions of samples a second by what is random, and times faster than the loop."""
    from pymcdm import methods
    from pymcdm.helpers import rrankdata

    x, w, s = problem()
    names = [f"c{j}:{'max' if sense > 0 else 'min'}" for j, sense in enumerate(s)]
    matrix = mo.DecisionMatrix(x, None, names)
    scaled = mo.wsm.with_(scale=mo.scalings.total)
    ordered = mo.WeightSet(matrix).order(" >= ".join(matrix.criterion_names))
    peer = methods.WSM()
    found = {}

    def loop():
        ranks = np.array([rrankdata(peer(x, v, s, validation=False)) for v in w[:LOOP]])
        return [[(ranks[:, i] == r).mean() for r in range(1, len(x) + 1)] for i in range(len(x))]

    for name, draws, call in (
        ("weighted sum", DRAWS, lambda: mo.smaa(matrix, scaled, draws=DRAWS, rng=0)),
        ("weighted sum, independent draws", DRAWS, lambda: mo.smaa(matrix, scaled, draws=DRAWS, rng=0, how="random")),
        ("weighted sum, known order", DRAWS, lambda: mo.smaa(matrix, scaled, ordered, draws=DRAWS, rng=0)),
        ("topsis", DRAWS // 10, lambda: mo.smaa(matrix, mo.topsis, draws=DRAWS // 10, rng=0)),
        (
            "weighted sum, an uncertain cell",
            DRAWS // 20,
            lambda: mo.smaa(matrix, mo.wsm, draws=DRAWS // 20, rng=0, cells={("A1", "c0"): (1, 9)}),
        ),
    ):
        time, ratios = paired(call, loop) if name == "weighted sum" else paired(call)
        found[name] = {"million samples/s": round(draws / time / 1e6, 2)}
        if ratios:
            found[name]["x pymcdm looped"] = round(ratios[0] * draws / LOOP)
    exact = mo.smaa(matrix, scaled, draws=DRAWS, rng=0)
    gap = np.abs(exact.pairwise.values - exact.sampled_pairwise.values).max()
    found["largest error of a pairwise probability"] = float(f"{gap:.1g}")
    return found
