"""One table and one weight vector beside the limits: a million alternatives and 11 criteria, and a thousand.

At a million rows every method that sees a table in parts is measured in turn with a copy of the matrix and with one product x @ w, and
the megabytes that it holds at most above the matrix are counted; PROMETHEE II with one argsort of each of the 11 criteria, CODAS with one
argsort of a column. At a thousand rows a kernel is measured in turn with the call of the fastest of three peers, pymcdm without its
validation, whose scores ours are equal to.
"""

import numpy as np
from counted import held
from measure import built_in, paired, problem, seconds
from peers import looped, parameters

HIGH, LOW, TIMES = 1_000_000, 1_000, 20
SORTED = {
    "promethee_ii": ({}, 11),
    "promethee_ii, linear": ({"function": "linear", "q": 0.1, "p": 0.3}, 11),
    "codas": ({}, 1),
}
"""Methods that need an order, their parameters, and how many columns of the table their limit sorts."""
OTHER = {
    "promethee_ii": "its peers compare all pairs, one after the other",
    "multimoora": "its peer treats ties in another way",
    "mabac": "its peers take roots of products of a thousand cells, which underflow",
}
"""Methods that no peer computes alike for a thousand alternatives, and why."""
SMALL = {"HIGH": 400, "LOW": 30, "TIMES": 1}


def run():
    """Return the figures by size and method."""
    return {"a million": high(), "a million, sorted": ordered(), "a thousand": low()}


def high():
    """Return times a copy and times a product, and megabytes held, for the methods that see a table in parts."""
    x, w, s = problem(HIGH)
    given, found = parameters(x), {}
    for name, method in built_in().items():
        if not method.rowwise:
            continue

        def ours(method=method, name=name):
            return method.kernel(x, w[0], s, **given.get(name, {}))

        _, (copy, product) = paired(ours, x.copy, lambda: x @ w[0], rounds=3)
        found[name] = {"of a copy": round(1 / copy, 1), "of x @ w": round(1 / product, 1), "MB held": round(held(ours) / 1e6, 1)}
    return found


def ordered():
    """Return how many times the sorting that it cannot do without a method takes."""
    x, w, s = problem(HIGH)
    columns = [np.random.default_rng(j).permutation(HIGH) * 0.5 for j in range(x.shape[1])]
    x = np.stack(columns, axis=-1)  # no two alike: ties would shorten the sorting
    found = {}
    for name, (params, sorts) in SORTED.items():
        kernel = built_in()[name.partition(",")[0]].kernel
        _, (sorting,) = paired(
            lambda kernel=kernel, params=params: kernel(x, w[0], s, **params),
            lambda sorts=sorts: [np.argsort(column) for column in columns[:sorts]],
            rounds=3,
        )
        found[name] = {"argsorts": sorts, "of them": round(1 / sorting, 2)}
    return found


def low():
    """Return how many times faster than the fastest peer a kernel is on a thousand alternatives."""
    x, w, s = problem(LOW)
    given, methods, found = parameters(x), built_in(), {}
    for name, calls in looped(x, s).items():
        if name in OTHER:
            continue

        def ours(method=methods[name], name=name):
            return method.kernel(x, w[0], s, **given.get(name, {}))

        scores = ours()
        for peer, call in calls.items():
            theirs = np.asarray(call(w[0]))
            np.testing.assert_allclose(scores, theirs, rtol=0, atol=1e-9, err_msg=f"{name} of {peer}")
        fastest = min(calls, key=lambda peer: min(seconds(lambda: [calls[peer](w[0])])[0] for _ in range(3)))  # noqa: B023
        _, (ratio,) = paired(
            lambda ours=ours: [ours() for _ in range(TIMES)], lambda call=calls[fastest]: [call(w[0]) for _ in range(TIMES)], rounds=5
        )
        found[name] = {"fastest peer": fastest, "x fastest peer": round(ratio, 2)}
    return found
