"""SMAA on a 12 x 11 table: weights, scores, ranks, acceptabilities, pairwise odds, central weights and errors.

Millions of samples a CPU second of one whole call, and how many times the time that its random numbers alone take, exponential ones
for every weight; of the weighted sum also against a loop of pymcdm's weighted sum and ranks over 1,000 samples. Then the errors of the
acceptabilities with Sobol points as part of those with independent draws.
"""

from functools import partial

import numpy as np
from measure import paired, problem

import mcda_orch as mo

DRAWS, LOOP, BLOCK = 2_000_000, 1_000, 8192
CURVED, SEEDS = ("topsis", "vikor", "edas"), range(10)
SMALL = {"DRAWS": 2_000, "LOOP": 20, "BLOCK": 256, "SEEDS": range(2)}


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

    def alone(draws):
        random = np.random.default_rng(0)
        for start in range(0, draws, BLOCK):
            unit = random.random((x.shape[1], min(BLOCK, draws - start)))
            np.negative(np.log(np.subtract(1.0, unit, out=unit), out=unit), out=unit)

    for name, draws, call in (
        ("weighted sum", DRAWS, lambda: mo.smaa(matrix, scaled, draws=DRAWS, rng=0)),
        ("weighted sum, independent draws", DRAWS, lambda: mo.smaa(matrix, scaled, draws=DRAWS, rng=0, how="random")),
        ("weighted sum, known order", DRAWS, lambda: mo.smaa(matrix, scaled, ordered, draws=DRAWS, rng=0)),
        *((m, DRAWS // 4, partial(mo.smaa, matrix, m, draws=DRAWS // 4, rng=0)) for m in ("promethee_ii", "spotis", *CURVED)),
        (
            "weighted sum, an uncertain cell",
            DRAWS // 20,
            lambda: mo.smaa(matrix, mo.wsm, draws=DRAWS // 20, rng=0, cells={("A1", "c0"): (1, 9)}),
        ),
    ):
        time, (numbers, *ratios) = paired(call, partial(alone, draws), *([loop] if name == "weighted sum" else []))
        found[name] = {"million samples/s": round(draws / time / 1e6, 2), "of random numbers alone": round(1 / numbers, 1)}
        if ratios:
            found[name]["x pymcdm looped"] = round(ratios[0] * draws / LOOP)
    exact = mo.smaa(matrix, scaled, draws=DRAWS, rng=0)
    gap = np.abs(exact.pairwise.values - exact.sampled_pairwise.values).max()
    found["largest error of a pairwise probability"] = float(f"{gap:.1g}")
    for name in ("wsm", *CURVED):
        truth = mo.smaa(matrix, name, draws=DRAWS, rng=1).acceptability.values
        errors = {
            how: np.mean([np.square(mo.smaa(matrix, name, draws=BLOCK, rng=seed, how=how).acceptability.values - truth) for seed in SEEDS])
            for how in ("sobol", "random")
        }
        found[name] = {
            **found.get(name, {}),
            "error of Sobol points, of that of random ones": round(float(np.sqrt(errors["sobol"] / errors["random"])), 2),
        }
    return found
