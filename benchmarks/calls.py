"""One labelled, validated call on a 12 x 11 table: microseconds above the bare kernel, and against pymcdm's call."""

from measure import built_in, paired, problem
from peers import pymcdm

import mcda_orch as mo

TIMES = 200


def run():
    """Return for each method microseconds of a labelled call, what of it is above the kernel, and pymcdm's time over ours."""
    x, w, s = problem()
    senses = ["max" if sign > 0 else "min" for sign in s]
    matrix = mo.DecisionMatrix(x, criteria=[mo.Criterion(f"C{j}", direction=d) for j, d in enumerate(senses, 1)])
    weights = mo.Weights(w[0], matrix.criterion_names)
    peers, found = pymcdm(x), {}
    for name, method in built_in().items():
        peer, params = peers.get(name, (None, {}))

        def labelled(method=method, params=params):
            for _ in range(TIMES):
                method(matrix, weights, **params)

        def bare(method=method, params=params):
            for _ in range(TIMES):
                method.kernel(x, w[0], s, **params)

        def rival(peer=peer):
            for _ in range(TIMES):
                peer(x, w[0], s)

        time, (kernel, *other) = paired(labelled, bare, *([rival] if peer else []), rounds=9)
        found[name] = {"microseconds": round(time / TIMES * 1e6), "above the kernel": round(time / TIMES * 1e6 * (1 - kernel))}
        if peer:
            found[name]["x pymcdm"] = round(other[0], 1)
    return found
