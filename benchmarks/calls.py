"""One labelled, validated call on a 12 x 11 table: CPU microseconds, times those of its bare kernel, and against pymcdm's call with its checks.

A frozen matrix keeps what it was asked, so a call is measured twice: as one of many on a table, with other weights each time, and as the
first on a table, which looks at every cell and parameter.
"""

import statistics

from measure import built_in, paired, problem
from peers import pymcdm

import mcda_orch as mo

TIMES = 100
SLOW = {"dea", "simus"}
"""Methods that solve a programme for each alternative: a few calls are enough."""
RATIOS = ("of the bare kernel", "the first, of the bare kernel", "x pymcdm", "the first x pymcdm")
SMALL = {"TIMES": 2}


def run():
    """Return for each method microseconds of a labelled call, how many kernels that is, and pymcdm's time over ours; and how they spread."""
    x, w, s = problem()
    senses = ["max" if sign > 0 else "min" for sign in s]
    matrix = mo.DecisionMatrix(x, criteria=[mo.Criterion(f"C{j}", direction=d) for j, d in enumerate(senses, 1)])
    weights = [mo.Weights(row, matrix.criterion_names) for row in w[:TIMES]]
    peers, found = pymcdm(x), {}
    for name, method in built_in().items():
        peer, params = peers.get(name, (None, {}))

        times = min(5, TIMES) if name in SLOW else TIMES

        def labelled(method=method, params=params, times=times):
            for given in weights[:times]:
                method(matrix, given, **params)

        def first(method=method, params=params, times=times):
            for given in weights[:times]:
                matrix.forget()
                method(matrix, given, **params)

        def bare(method=method, params=params, times=times):
            for row in w[:times]:
                method.kernel(x, row, s, **params)

        def rival(peer=peer, times=times):
            for row in w[:times]:
                peer(x, row, s)

        time, (asked, kernel, *other) = paired(labelled, first, bare, *([rival] if peer else []), rounds=9)
        found[name] = {
            "microseconds": round(time / times * 1e6),
            "of the bare kernel": round(1 / kernel, 2),
            "the first, of the bare kernel": round(asked / kernel, 2),
        }
        if peer:
            found[name] |= {"x pymcdm": round(other[0], 2), "the first x pymcdm": round(other[0] / asked, 2)}
    return {"of all": {key: spread([entry[key] for entry in found.values() if key in entry]) for key in RATIOS}, **found}


def spread(ratios):
    """Return the median and the ends of ratios, and how many keep to the goals: two kernels at most, and 1.3 times pymcdm at least."""
    return {
        "methods": len(ratios),
        "median": round(statistics.median(ratios), 2),
        "least": min(ratios),
        "most": max(ratios),
        "at most 2": sum(ratio <= 2 for ratio in ratios),
        "at least 1.3": sum(ratio >= 1.3 for ratio in ratios),
    }


if __name__ == "__main__":
    from run import write

    write(["calls"])
