"""Clocks, the machine's description, and the problem that all topics share."""

import os
import platform
import statistics
import time
from importlib import metadata
from pathlib import Path

import numpy as np

import mcda_orch as mo

N, M, BATCH = 12, 11, 100_000
MOST = 100
"""Rounds at most."""
SMALL = {"BATCH": 200, "MOST": 1}
"""What the quick form sets instead, here and in every topic."""


def seconds(call):
    """Return the CPU seconds that one call takes, which other programs on the machine change less than those on the clock, and what it returns."""
    start = time.process_time()
    found = call()
    return time.process_time() - start, found


def paired(ours, *rivals, rounds=5):
    """Time calls in turn, so that all of them meet the same noise.

    Returns
    -------
    float
        Median seconds of `ours`.
    list of float
        For each rival, the median over rounds of its time divided by that of `ours`.
    """
    for call in (ours, *rivals):  # one round that is not counted
        call()
    times = [[seconds(call)[0] for call in (ours, *rivals)] for _ in range(min(rounds, MOST))]
    ratios = [statistics.median(row[k] / row[0] for row in times) for k in range(1, len(rivals) + 1)]
    return statistics.median(row[0] for row in times), ratios


def built_in():
    """Return the score methods that come with the library, by name."""
    return {name: mo.get(name) for name in mo.names("score") if mo.get(name).function.__module__.startswith("mcda_orch.")}


def problem(n=N):
    """Return positive whole numbers x (n, M), weights w (BATCH, M) that sum to one, and senses s (M)."""
    rng = np.random.default_rng(0)
    x = rng.integers(1, 9, (n, M)).astype(float)
    return x, rng.dirichlet(np.ones(M), BATCH), np.where(rng.random(M) > 0.4, 1.0, -1.0)


def machine():
    """Return the day, processor, cores and versions; no names or paths."""
    cpu = Path("/proc/cpuinfo")
    models = (
        [line.partition(":")[2].strip() for line in cpu.read_text().splitlines() if line.startswith("model name")] if cpu.exists() else []
    )
    versions = {name: metadata.version(name) for name in ("mcda-orch", "numpy", "scipy", "pymcdm", "scikit-criteria", "pyrepo-mcda")}
    return {
        "day": time.strftime("%Y-%m-%d"),
        "processor": (models or [platform.machine()])[0],
        "cores": os.cpu_count(),
        "BLAS threads": os.environ.get("OPENBLAS_NUM_THREADS", "default"),
        "load before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        **versions,
    }
