"""SMAA with one seed by other blocks and by other numbers of workers: how many of the results are not the same bits."""

from itertools import product

from measure import problem

import mcda_orch as mo

DRAWS, BLOCKS, WORKERS = 60_000, (1_000, 4_096, 65_536), (1, 2, 5)
SMALL = {"DRAWS": 9_000, "BLOCKS": (1_000,), "WORKERS": (2,)}


def run():
    """Return how many results there are beside those of one worker, and how many differ from these."""
    x, _, s = problem()
    matrix = mo.DecisionMatrix(x, criteria=[mo.Criterion(f"C{j}", direction="max" if sign > 0 else "min") for j, sign in enumerate(s)])
    found = {}
    for name, how in product(("wsm", "topsis"), ("sobol", "random")):
        one = mo.smaa(matrix, name, draws=DRAWS, rng=3, how=how).document()
        others = [
            mo.smaa(matrix, name, draws=DRAWS, rng=3, how=how, block=block, workers=workers).document()
            for block, workers in product(BLOCKS, WORKERS)
        ]
        found[f"{name}, {how}"] = {"results": len(others), "differ": sum(other != one for other in others)}
    return found
