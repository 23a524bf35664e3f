"""Every method's kernel in products of a matrix with as many weight vectors, and how its time grows with the number of alternatives.

A batch of weights on tables of 12 and of 100 alternatives is measured in turn with one blocked matrix product of its shape, which is the least
that a method could do; single tables of 1,000, 10,000 and 100,000 alternatives give the exponent of growth. What would take long is
measured on fewer weight vectors, or up to fewer alternatives.
"""

import math
import statistics

import numpy as np
from measure import BATCH, built_in, paired, problem, seconds
from peers import parameters

BATCHES = {12: BATCH, 100: 20_000}
SIZES = (1_000, 10_000, 100_000)
PROGRAMMES = {"dea": 0, "simus": 1_000}
"""Alternatives up to which methods that solve a programme for each of them are measured alone."""
FEW, REPEATED = 20, 8
LONG = 0.5
"""CPU seconds of one call above which less is measured."""
BLOCK = 2**16
SMALL = {"BATCHES": {12: 5}, "SIZES": (20, 40), "PROGRAMMES": {"dea": 0, "simus": 0}, "LONG": 0.01, "FEW": 2, "REPEATED": 1}


def products(x, w):
    """Multiply the matrix by all weight vectors, some thousand numbers at a time."""
    found = np.empty((len(w), len(x)))
    step = max(BLOCK // len(x), 1)
    for start in range(0, len(w), step):
        np.matmul(w[start : start + step], x.T, out=found[start : start + step])
    return found


def batch(method, params, n, many, rounds=3):
    """Return how many matrix products a batch takes, and on how many weight vectors that was measured."""
    x, w, s = problem(n)

    def ours(count):
        return method.kernel(x, w[:count], s, **params)

    few = min(seconds(lambda: ours(FEW))[0] for _ in range(2))
    once = min(seconds(lambda: ours(1))[0] for _ in range(2))
    each = max(few - once, 0.0) / (FEW - 1)
    count = many if once + each * many < LONG else max(FEW, min(many, int((LONG - once) / max(each, 1e-9))))
    again = max(1, int(0.05 / max(once + each * count, 1e-4)))

    def repeated():
        for _ in range(REPEATED):
            products(x, w[:count])

    _, (of_product,) = paired(lambda: ours(count), repeated, rounds=max(rounds, min(again, 9)))
    return {"products": round(REPEATED / of_product, 1), "weight vectors": count}


def growth(method, name):
    """Return seconds of single tables by their number of alternatives, and the exponent between the first and the last."""
    found = {}
    for n in SIZES:
        if n > PROGRAMMES.get(name, n):
            break
        x, w, s = problem(n)
        params = parameters(x).get(name, {})
        took = [seconds(lambda: method.kernel(x, w[0], s, **params))[0]]  # noqa: B023
        took += [seconds(lambda: method.kernel(x, w[0], s, **params))[0] for _ in range(4) if sum(took) < LONG]  # noqa: B023
        found[n] = statistics.median(took[1:] or took)
        if found[n] > LONG:
            break
    timed = {"seconds": {str(n): float(f"{t:.3g}") for n, t in found.items()}}
    if len(found) < 2:
        return timed
    first, *_, last = found
    return {**timed, "exponent": round(math.log(found[last] / found[first]) / math.log(last / first), 2)}


def run(names=None):
    """Return for each method its matrix products and its exponent."""
    found = {}
    for name, method in built_in().items():
        if names and name not in names:
            continue
        found[name] = {f"n = {n}": batch(method, parameters(problem(n)[0]).get(name, {}), n, many) for n, many in BATCHES.items()}
        found[name]["growth"] = growth(method, name)
    return {"most": most(found), **found}


def most(found, count=10):
    """Return the methods that take most products, by number of alternatives, and those that grow fastest."""
    columns = {f"n = {n}": {name: entry[f"n = {n}"]["products"] for name, entry in found.items()} for n in BATCHES}
    columns["growth"] = {name: entry["growth"]["exponent"] for name, entry in found.items() if "exponent" in entry["growth"]}
    return {what: {k: column[k] for k in sorted(column, key=column.get, reverse=True)[:count]} for what, column in columns.items()}
