"""One table of a million alternatives and 11 criteria, against pymcdm's call, with its validation and without.

PROMETHEE II has no peer here: theirs compare all pairs, of which there are a million millions.
"""

import time

import numpy as np
from measure import paired, problem, seconds
from peers import pymcdm

import mcda_orch as mo

PAIRED = ("wsm", "topsis", "vikor", "edas", "marcos")
ALONE = {"promethee_ii": {}, "promethee_ii, linear": {"function": "linear", "q": 0.1, "p": 0.3}, "codas": {}}
ROWS = 1_000_000
SMALL = {"ROWS": 500}


def run():
    """Return for each method seconds, and times faster than pymcdm."""
    x, w, s = problem(ROWS)
    peers, found = pymcdm(x), {}
    for name in PAIRED:
        (peer, params), method = peers[name], mo.get(name)

        def ours(kernel=method.kernel, params=params):
            return kernel(x, w[0], s, **params)

        np.testing.assert_allclose(ours(), peer(x, w[0], s, validation=False), rtol=0, atol=1e-9)
        took, (bare,) = paired(ours, lambda peer=peer: peer(x, w[0], s, validation=False))
        validating, _ = seconds(lambda peer=peer: peer(x, w[0], s))  # takes seconds, so once
        found[name] = {"seconds": round(took, 3), "x pymcdm": round(validating / took, 1), "x pymcdm, validation off": round(bare, 1)}
    for name, params in ALONE.items():
        start = time.perf_counter()
        mo.get(name.partition(",")[0]).kernel(x, w[0], s, **params)
        found[name] = {"seconds": round(time.perf_counter() - start, 3)}
    return found
