"""Explanations of 12 alternatives by 11 criteria, beside the method asked of all 2**11 weight vectors that they are made of.

"x kernel" is the time of `outcome.explain(a, b)` divided by that of one call of the kernel on 2**11 weight vectors; a sum over criteria
needs no such call. Seconds are of CPU. Methods that solve a programme for each weight vector are measured once.
"""

import warnings

import numpy as np
from measure import paired, seconds

import mcda_orch as mo

ROWS, CRITERIA = 12, 11
PROGRAMMES = ("comet", "dea", "simus")
"""Methods that work for seconds or minutes."""
SMALL = {"CRITERIA": 4}


def run():
    """Return seconds, and the ratio, of every method."""
    rng = np.random.default_rng(1)
    values = rng.uniform(1, 9, (ROWS, CRITERIA)).round(1)
    names = [f"c{j}" + (":min" if j % 3 == 2 else "") for j in range(CRITERIA)]
    matrix, weights = mo.DecisionMatrix(values, criteria=names), rng.integers(1, 6, CRITERIA).astype(float)
    masks = (np.arange(1, 2**CRITERIA)[:, None] >> np.arange(CRITERIA) & 1) * weights
    found = {}
    for name in mo.names("score"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", mo.MeaningWarning)
            method = mo.get(name)
            outcome = method(matrix, weights)

        def ours(outcome=outcome):
            return outcome.explain("A1", "A2")

        def kernel(outcome=outcome, method=method):
            return method.run(matrix.values, masks, matrix.senses, **outcome.params)

        if name in PROGRAMMES:
            time, why = seconds(ours)
            found[name] = {"how": why.how, "seconds": round(time, 3)}
        else:
            time, (ratio,) = paired(ours, kernel, rounds=5)
            found[name] = {"how": ours().how, "seconds": round(time, 5), "x kernel": round(1 / ratio, 2)}
    return found
