"""Kernels on other array libraries and on a GPU where one is at hand: millions of samples a second of a 12 x 11 table.

A sample is a weight vector whose scores are computed and whose winner is counted, a block of them at a time, compiled where the library
compiles. Beside it stand how many times the library's own matrix product of the same block takes, and how many times a copy of the
block's weights (the memory's speed) does. The counts of the first block are NumPy's. On the CPU a hundredth of the samples is drawn.
"""

import time
from functools import partial
from importlib.util import find_spec
from statistics import median

import numpy as np
from array_api_compat import array_namespace
from measure import problem

import mcda_orch as mo

SAMPLES = {"wsm": 10**9, "topsis": 10**8}
BLOCK = {"gpu": 2**22, "cpu": 2**17}
ROUNDS = 3
SMALL = {"SAMPLES": dict.fromkeys(SAMPLES, 2**12), "BLOCK": dict.fromkeys(BLOCK, 2**10), "ROUNDS": 1}


def libraries():
    """Yield a name, the kind of device, how arrays get there, how a function is made ready and how its result is waited for."""
    if find_spec("jax"):
        import jax

        jax.config.update("jax_enable_x64", True)
        kind = "cpu" if jax.devices()[0].platform == "cpu" else "gpu"
        yield "jax", kind, jax.numpy.asarray, jax.jit, jax.block_until_ready
    if find_spec("torch"):
        import torch

        kind = "gpu" if torch.cuda.is_available() else "cpu"
        place = "cuda" if kind == "gpu" else "cpu"

        def wait(found):
            if kind == "gpu":
                torch.cuda.synchronize()
            return found

        yield "torch", kind, partial(torch.asarray, device=place), lambda function: function, wait


def winners(method, x, s, w):
    """Return how often each alternative has the highest score."""
    scores = method.kernel(x, w, s)
    xp = array_namespace(scores)
    return xp.sum(xp.astype(scores == xp.max(scores, axis=-1, keepdims=True), xp.int32), axis=0)


def seconds(call, wait, times):
    """Return the seconds that one call takes, on the clock, since a device's time is no CPU time."""
    start = time.perf_counter()
    for _ in range(times):
        found = call()
    wait(found)
    return (time.perf_counter() - start) / times


def run():
    """Return the figures by library, device, dtype and method."""
    found = {}
    for library, kind, put, ready, wait in libraries():
        block = BLOCK[kind]
        x, _, s = problem()
        w = np.random.default_rng(0).dirichlet(np.ones(x.shape[1]), block)
        for dtype in ("float64", "float32"):
            arrays = [put(a.astype(dtype)) for a in (x, s, w)]
            product = ready(lambda x, s, w: w @ x.T)
            copy = ready(lambda x, s, w: w + 1)
            for name, samples in SAMPLES.items():
                method = mo.get(name)
                ours = ready(partial(winners, method))
                counts = np.asarray(wait(ours(*arrays)).tolist())
                if dtype == "float64" and (counts != winners(method, x, s, w)).any():
                    raise AssertionError(f"{library}: the winners by {name} are not those of NumPy")
                times = max((samples if kind == "gpu" else samples // 100) // block, 1)
                for other in (product, copy):
                    wait(other(*arrays))
                rows = [[seconds(partial(f, *arrays), wait, times) for f in (ours, product, copy)] for _ in range(ROUNDS)]
                found[f"{library}, {kind}, {dtype}, {name}"] = {
                    "samples": times * block,
                    "million samples/s": round(block / median(row[0] for row in rows) / 1e6, 2),
                    "of a matrix product": round(median(row[0] / row[1] for row in rows), 2),
                    "of a copy of the weights": round(median(row[0] / row[2] for row in rows), 2),
                }
    return found
