"""Work that is counted, not timed: what every method and question does may not grow beyond what counted.json says.

Passes are operations of NumPy on arrays as large as the table or the batch of scores; kernels, calls and programmes are functions that are
called in the library; bytes are the most that are held at once above what is there before; modules are what a fresh process imports.
The same work gives the same numbers on every machine, but for what SLACK allows. `python benchmarks/counted.py` tells what has
grown and what has fallen, and `--store` writes what is found.
"""

import dataclasses
import gc
import json
import subprocess
import sys
import tracemalloc
from functools import lru_cache
from pathlib import Path

import measure
import numpy as np
from measure import built_in
from passes import passes
from peers import parameters

import mcda_orch as mo

STORED = Path(__file__).parent / "counted.json"
SLACK = {
    "passes over a table": 0.0,
    "passes over a batch": 0.0,
    "kernels": 0.0,
    "modules of the library": 0.0,
    "calls": 0.05,  # of functions of the library; a solver may end elsewhere on another processor
    "calls, the first on a table": 0.05,
    "programmes": 0.1,
    "bytes": 0.1,  # NumPy's own buffers differ between its versions
    "bytes of a table": 0.1,
    "bytes of a batch": 0.1,
    "modules": 0.05,  # of NumPy and Python, whose versions differ
}
"""How much a count may grow, as part of itself."""
FEW_BYTES = 8192
"""Bytes that are no growth: a cache somewhere, an error message."""
LIBRARY = str(Path(mo.__file__).parent)
COMPREHENSIONS = {"<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>"}
"""Functions to some versions of Python, and none to others."""
SOLVERS = {"linprog", "milp", "simplex"}
TABLE, BATCH = 40, 30
TALL, LOW, WIDE = 60_000, 300, 2_000
PROCESSES = {
    "first answer": ["-c", "import mcda_orch as mo; mo.topsis(mo.DecisionMatrix([[3, 1], [2, 4]]), [1, 1])"],
    "mcda-orch rank": ["-m", "mcda_orch.cli.entry", "rank", "orchestrators"],
    "mcda-orch compare": ["-m", "mcda_orch.cli.entry", "compare", "orchestrators"],
}


problem = lru_cache(measure.problem)


def called(call, kernel=None):
    """Return how many functions of the library a call calls, how often one kernel, and how many programmes it solves."""
    calls = kernels = programmes = 0

    def seen(frame, event, argument):  # noqa: ARG001  # what Python hands over
        nonlocal calls, kernels, programmes
        if event != "call":
            return
        code = frame.f_code
        calls += code.co_filename.startswith(LIBRARY) and code.co_name not in COMPREHENSIONS
        kernels += code is kernel
        programmes += code.co_name in SOLVERS

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        call()
    finally:
        sys.setprofile(before)
    return {"calls": calls, "kernels": kernels, "programmes": programmes}


def held(call):
    """Return the most bytes that a call holds at once."""
    call()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        call()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


def passed(method, x, w, s, params, least):
    """Return how many passes over at least so many numbers a method's kernel makes."""
    found = []

    def counting(*arrays, **given):
        found.append(passes(lambda *a: method.function(*a, **given), *arrays, least=least))
        return method.function(*arrays, **given)

    dataclasses.replace(method, function=counting).kernel(x, w, s, **params)
    return sum(found)


def of_method(method):
    """Return the counts of one method."""
    x, w, s = problem(12)
    name, slow = method.name, method.lift or method.per_matrix
    rows = TALL if method.rowwise else 12 if slow else LOW
    high, tall = problem(12 if slow else TABLE)[0], problem(rows)[0]
    batch = w[: WIDE if rows > 12 else 4]
    matrix = mo.DecisionMatrix(x, criteria=[mo.Criterion(f"C{j}", direction="max" if sign > 0 else "min") for j, sign in enumerate(s)])
    weights = [mo.Weights(row, matrix.criterion_names) for row in w[:4]]
    params = parameters(x).get(name, {})
    method(matrix, weights[0], **params)
    matrix.forget()
    first = called(lambda: method(matrix, weights[1], **params))
    again = called(lambda: method(matrix, weights[2], **params), method.function.__code__)
    return {
        "passes over a table": passed(method, high, w[0], s, parameters(high).get(name, {}), high.size),
        "passes over a batch": passed(method, x, w[:BATCH], s, params, BATCH * 12),
        "kernels": again["kernels"],
        "calls": again["calls"],
        "calls, the first on a table": first["calls"],
        "programmes": again["programmes"],
        "bytes of a table": held(lambda: method.kernel(tall, w[0], s, **parameters(tall).get(name, {}))),
        "bytes of a batch": held(lambda: method.kernel(x, batch, s, **params)),
    }


def questions():
    """Return calls of what is asked beyond one ranking, by name."""
    rng = np.random.default_rng(0)
    x, _, s = problem()
    matrix = mo.DecisionMatrix(x, criteria=[mo.Criterion(f"C{j}", direction="max" if sign > 0 else "min") for j, sign in enumerate(s)])
    names = matrix.criterion_names
    weights = mo.Weights(np.arange(1.0, len(names) + 1), names)
    wsm = mo.wsm.with_(scale=mo.scalings.minmax)
    ordered = mo.WeightSet(matrix).order(" >= ".join(names))
    rows = rng.random((TALL, len(names)))
    return {
        "smaa, wsm": lambda: mo.smaa(matrix, wsm, draws=5_000, rng=0),
        "smaa, topsis": lambda: mo.smaa(matrix, "topsis", draws=5_000, rng=0),
        "compare, all methods": lambda: mo.compare(mo.Problem(matrix, weights)),
        "top of a tall table": lambda: mo.top(rows, "topsis", weights.values, 10, directions=s),
        "necessary, all weights": lambda: mo.necessary(matrix, wsm),
        "necessary, ordered": lambda: mo.necessary(matrix, wsm, ordered),
        "first_place": lambda: mo.first_place(matrix, wsm),
        "stability": lambda: mo.stability(matrix, wsm, weights),
        "rank_ranges": lambda: mo.rank_ranges(matrix, wsm),
    }


def imported(words):
    """Return how many modules a fresh process has imported at its end, and how many of these are the library's."""
    code = "import atexit, sys; atexit.register(lambda: sys.stderr.write('\\nMODULES ' + ' '.join(sys.modules)))\n"
    code += words[1] if words[0] == "-c" else f"import runpy; sys.argv = {words[1:]!r}; runpy.run_module({words[1]!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    modules = done.stderr.rpartition("\nMODULES ")[2].split()
    return {"modules": len(modules), "modules of the library": sum(name.partition(".")[0] == "mcda_orch" for name in modules)}


def counts():
    """Return all counts by method, question and process."""
    gc.disable()  # when rubbish is collected depends on what ran before
    try:
        found = {name: of_method(method) for name, method in built_in().items()}
        for name, call in questions().items():
            most = held(call)  # what is imported and made once is there afterwards
            found[name] = {**{k: v for k, v in called(call).items() if k != "kernels"}, "bytes": most}
    finally:
        gc.enable()
    return found | {name: imported(words) for name, words in PROCESSES.items()}


def limit(what, stored):
    """Return how large a count may be, given the stored one."""
    return stored * (1 + SLACK[what]) + (FEW_BYTES if what.startswith("bytes") else 0)


def grown(found, stored):
    """Yield a sentence for each count that is larger than what is stored, or that is not stored."""
    for name, work in found.items():
        for what, count in work.items():
            known = stored.get(name, {}).get(what)
            if known is None:
                yield f"{name}: {what} is {count}, and nothing is stored: python benchmarks/counted.py --store"
            elif count > limit(what, known):
                yield f"{name}: {what} has grown from {known} to {count}"


def fallen(found, stored):
    """Yield a sentence for each count that is smaller than what is stored."""
    for name, work in found.items():
        for what, count in work.items():
            known = stored.get(name, {}).get(what, 0)
            if limit(what, count) < known:
                yield f"{name}: {what} has fallen from {known} to {count}"


def stored():
    """Return the counts that are kept beside this file."""
    return json.loads(STORED.read_text(encoding="utf-8"))


def main(words):
    """Tell what has changed, or store it; return whether nothing has grown."""
    found = counts()
    if "--store" in words:
        STORED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        return True
    more = list(grown(found, stored()))
    less = list(fallen(found, stored()))
    sys.stdout.write("".join(f"{line}\n" for line in [*more, *less]))
    if less and not more:
        sys.stdout.write("python benchmarks/counted.py --store keeps what is better now.\n")
    sys.stdout.write(f"{sum(map(len, found.values()))} counts, {len(more)} grown, {len(less)} fallen\n")
    return not more


if __name__ == "__main__":
    sys.exit(not main(sys.argv[1:]))
