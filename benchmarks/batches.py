"""100,000 weight vectors on a 12 x 11 table: one call of ours against a loop of the fastest of pymcdm, scikit-criteria and pyrepo-mcda.

A peer's loop is timed over 500 calls and multiplied by 200; its results agree with ours to 1e-9, but for multimoora, whose peer
treats ties in another way. pymcdm runs without its validation, scikit-criteria's bare functions on a matrix that is scaled
beforehand. Methods that solve programs or model every weight vector anew are measured on few.
"""

import statistics

import numpy as np
from measure import BATCH, built_in, paired, problem, seconds
from peers import looped, parameters, pymcdm

LOOP, FEW = 500, 20
SLOW = dict.fromkeys(("comet", "dea", "seca", "simus"), 20)
SMALL = {"BATCH": 20, "LOOP": 2, "FEW": 2, "SLOW": dict.fromkeys(SLOW, 2)}


def run():
    """Return for each method milliseconds of the batch, and times faster than the fastest peer's loop; and the median of these."""
    x, w, s = problem()
    peers, validating, given, found = looped(x, s), pymcdm(x), parameters(x), {}
    for name, method in built_in().items():
        batch, params = w[: SLOW.get(name, BATCH)], given.get(name, {})

        def ours(kernel=method.kernel, params=params, batch=batch):
            return kernel(x, batch, s, **params)

        if name not in peers:
            found[name] = {"milliseconds": round(1e3 * paired(ours, rounds=3)[0], 2), "weight vectors": len(batch)}
            continue
        calls, scores = peers[name], ours()[:FEW]
        for peer, call in calls.items():
            if name != "multimoora":
                np.testing.assert_allclose(scores, [call(v) for v in batch[:FEW]], rtol=0, atol=1e-9, err_msg=f"{name} of {peer}")
        fastest = min(calls, key=lambda peer: min(seconds(lambda: [calls[peer](v) for v in batch[:FEW]])[0] for _ in range(3)))  # noqa: B023
        loop = batch[:LOOP]

        def rival(call=calls[fastest], loop=loop):
            return [call(v) for v in loop]

        pedantic, _ = validating.get(name, (None, None))

        def checked(call=pedantic, loop=loop):
            return [call(x, v, s) for v in loop]

        time, ratios = paired(ours, rival, *([checked] if pedantic else []))
        times = [round(r * len(batch) / len(loop)) for r in ratios]
        found[name] = {
            "milliseconds": round(1e3 * time, 2),
            "weight vectors": len(batch),
            "fastest peer": fastest,
            "x fastest peer": times[0],
        }
        if pedantic:
            found[name]["x pymcdm, validating"] = times[1]
    full = [entry["x fastest peer"] for name, entry in found.items() if "x fastest peer" in entry and name not in SLOW]
    return {"median": {"methods": len(full), "x fastest peer": round(statistics.median(full))}, **found}
