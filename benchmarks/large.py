"""One table of a million alternatives and 11 criteria, against pymcdm's call, with its validation and without."""

import numpy as np
from measure import paired, problem, seconds
from peers import pymcdm

import mcda_orch as mo


def run():
    """Return for each method seconds, and times faster than pymcdm."""
    x, w, s = problem(1_000_000)
    peers, found = pymcdm(x), {}
    for name in ("wsm", "topsis"):
        (peer, params), method = peers[name], mo.get(name)

        def ours(kernel=method.kernel, params=params):
            return kernel(x, w[0], s, **params)

        np.testing.assert_allclose(ours(), peer(x, w[0], s, validation=False), rtol=0, atol=1e-9)
        time, (bare,) = paired(ours, lambda peer=peer: peer(x, w[0], s, validation=False))
        validating, _ = seconds(lambda peer=peer: peer(x, w[0], s))  # takes seconds, so once
        found[name] = {"seconds": round(time, 3), "x pymcdm": round(validating / time, 1), "x pymcdm, validation off": round(bare, 1)}
    return found
