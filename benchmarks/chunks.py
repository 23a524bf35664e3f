"""Large work in parts: CPU time of Dask arrays and of a Parquet file as a multiple of what NumPy takes for the same numbers in memory, and
of draws on threads and with an executor as a multiple of those of one worker. Equality is asserted before anything is timed.

A batch is 400,000 weight vectors of 12 alternatives in 8 chunks, rows are a million by 11 in 8 chunks, and the file has the same million.
"Chunks" are computed and left where they are; "whole" also copies them into one array, as `compute()` does.
"""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from measure import M, paired, problem

import mcda_orch as mo

BATCH, ROWS, CHUNKS, DRAWS = 400_000, 1_000_000, 8, 400_000
METHODS = ("wsm", "topsis", "vikor", "copras")
SMALL = {"BATCH": 400, "ROWS": 800, "DRAWS": 2_000}


def run():
    """Return the ratios by topic and method."""
    import dask
    import dask.array as da

    with dask.config.set(scheduler="synchronous"):
        return {"dask, batch": batches(da, dask), "dask, rows": rows(da), "parquet": files(), "smaa": draws()}


def batches(da, dask):
    """Return multiples of the NumPy kernel for a batch of weights."""
    x, _, s = problem()
    w = np.random.default_rng(0).dirichlet(np.ones(M), BATCH)
    chunks = da.from_array(w, chunks=(BATCH // CHUNKS, M))
    found = {}
    for name in METHODS:
        kernel = mo.get(name).kernel
        np.testing.assert_allclose(kernel(x, chunks, s).compute(), kernel(x, w, s), rtol=1e-12, atol=1e-12)
        found[name] = ratios(
            partial(kernel, x, w, s),
            {
                "chunks": lambda k=kernel: dask.compute(*k(x, chunks, s).to_delayed().ravel()),
                "whole": lambda k=kernel: k(x, chunks, s).compute(),
            },
        )
    return found


def rows(da):
    """Return multiples of the NumPy kernel for a tall matrix."""
    x, w, s = tall()
    chunks = da.from_array(x, chunks=(ROWS // CHUNKS, M))
    found = {}
    for name in METHODS:
        kernel = mo.get(name).kernel
        np.testing.assert_allclose(kernel(chunks, w, s).compute(), kernel(x, w, s), rtol=1e-12, atol=1e-12)
        found[name] = ratios(
            partial(kernel, x, w, s),
            {
                "whole": lambda k=kernel: k(chunks, w, s).compute(),
                "its best 100": lambda n=name: mo.top(chunks, n, w, 100, directions=s),
            },
        )
    return found


def files():
    """Return multiples of the same question to the array in memory, for the best 100 rows of a file."""
    import pyarrow as pa
    from pyarrow import parquet

    x, w, s = tall()
    names = [f"c{j}" for j in range(M)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        parquet.write_table(pa.table(dict(zip(names, x.T, strict=True))), path, row_group_size=ROWS // CHUNKS)
        found = {}
        for name in METHODS:
            here, there = partial(mo.top, x, name, w, 100, directions=s), partial(mo.top, path, name, w, 100, criteria=names, directions=s)
            np.testing.assert_array_equal(here().places, there().places)
            found[name] = ratios(here, {"file": there})
        return found


def draws():
    """Return multiples of one worker, for the same bits."""
    matrix = mo.DecisionMatrix(problem()[0])
    found = {}
    with ThreadPoolExecutor(2) as pool:
        for name in ("wsm", "topsis"):
            call = partial(mo.smaa, matrix, name, draws=DRAWS)
            more = {"two threads": partial(call, workers=2), "an executor": partial(call, executor=pool)}
            for other in more.values():
                assert other().document() == call().document()
            found[name] = ratios(call, more)
    return found


def tall():
    """Return the rows, one weight vector, and senses."""
    rng = np.random.default_rng(1)
    return rng.random((ROWS, M)) + 0.1, rng.dirichlet(np.ones(M)), np.where(np.arange(M) % 3 > 0, 1, -1)


def ratios(ours, others):
    """Return the CPU time of others as a multiple of ours."""
    seconds, found = paired(ours, *others.values(), rounds=3)
    return {"CPU s": round(seconds, 3), **{name: round(ratio, 2) for name, ratio in zip(others, found, strict=True)}}
