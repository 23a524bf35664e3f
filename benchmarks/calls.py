"""One labelled, validated call on a 12 x 11 table: CPU microseconds, times those of its bare kernel, and against pymcdm's call with its checks."""

import statistics

from measure import built_in, paired, problem
from peers import pymcdm

import mcda_orch as mo

TIMES = 200


def run():
    """Return for each method microseconds of a labelled call, how many kernels that is, and pymcdm's time over ours; and medians."""
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
        found[name] = {"microseconds": round(time / TIMES * 1e6), "of the bare kernel": round(1 / kernel, 2)}
        if peer:
            found[name]["x pymcdm"] = round(other[0], 2)
    medians = {key: [entry[key] for entry in found.values() if key in entry] for key in ("of the bare kernel", "x pymcdm")}
    slower = sum(ratio < 1 for ratio in medians["x pymcdm"])
    return {"median": {**{k: round(statistics.median(v), 2) for k, v in medians.items()}, "slower than pymcdm": slower}, **found}
