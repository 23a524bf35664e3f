"""100,000 weight vectors on a 12 x 11 table: one call of ours against a loop of pymcdm's.

The loop is timed over 1,000 calls and multiplied by 100; its 1,000 results agree with ours to 1e-9.
"""

import numpy as np
from measure import BATCH, built_in, paired, problem, rivals

LOOP = 1_000


def run():
    """Return for each method milliseconds of the batch, and times faster than the loop, validating and not."""
    x, w, s = problem()
    peers, found = rivals(x), {}
    for name, method in built_in().items():
        peer, params = peers.get(name, (None, {}))

        def ours(kernel=method.kernel, params=params):
            return kernel(x, w, s, **params)

        def loop(check, peer=peer):
            return np.stack([peer(x, v, s, validation=check) for v in w[:LOOP]])

        if peer is None:
            found[name] = {"milliseconds": round(1e3 * paired(ours)[0], 2)}
            continue
        np.testing.assert_allclose(ours()[:LOOP], loop(False), rtol=0, atol=1e-9)
        time, ratios = paired(ours, lambda loop=loop: loop(True), lambda loop=loop: loop(False))
        validating, bare = (round(r * BATCH / LOOP) for r in ratios)
        found[name] = {"milliseconds": round(1e3 * time, 2), "x pymcdm": validating, "x pymcdm, validation off": bare}
    return found
