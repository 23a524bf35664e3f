"""Rules of consensus against pref-voting in one process: Schulze and ranked pairs of 100 alternatives, Kemeny of 8; and Kemeny of many.

pref-voting 1.18.2 needs an older NumPy than ours (by way of numba), so both run in a temporary environment with that one. Its profile is
made beforehand, and ours reads its ballots each time; that both name the same winners is asserted first. "x pref-voting" above 1 means
that ours is faster. Seconds of Kemeny are of CPU, from ballots to all optima or their number.
"""

import json
import os
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

import numpy as np
from measure import paired, seconds

import mcda_orch as mo

RIVAL = "pref-voting==1.18.2"
OURS = ("scipy", "narwhals", "array-api-compat", "array-api-extra")
LARGE, VOTERS, ORDERS = 100, 60, 8
MANY = ((12, 40), (1000, 12))
SMALL = {"LARGE": 6, "VOTERS": 5, "ORDERS": 4, "MANY": ((3, 15), (5, 6))}


def run():
    """Make an environment for both, measure in a process of it, and return what that found."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = str(Path(folder) / "bin" / "python")
        wanted = [RIVAL, *(f"{name}=={metadata.version(name)}" for name in OURS)]
        subprocess.run([python, "-m", "pip", "install", "-q", *wanted], check=True, stderr=subprocess.DEVNULL)
        source = str(Path(mo.__file__).parents[1])
        done = subprocess.run([python, __file__], env={**os.environ, "PYTHONPATH": source}, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def measured():
    """Return the figures, where the rival can be imported."""
    versions = {name: metadata.version(name) for name in ("pref-voting", "numpy")}
    return {**versions, "against": against(), "kemeny": many()}


def against():
    """Return how many times faster ours is than the rival, by rule."""
    from pref_voting.margin_based_methods import beat_path, ranked_pairs_tb
    from pref_voting.other_methods import kemeny_young
    from pref_voting.profiles import Profile

    rng = np.random.default_rng(0)
    found = {}
    for name, rival, n in (("schulze", beat_path, LARGE), ("ranked_pairs", ranked_pairs_tb, LARGE), ("kemeny", kemeny_young, ORDERS)):
        orders = np.array([rng.permutation(n) for _ in range(VOTERS)])
        counts = rng.integers(1, 10_000, VOTERS)  # no two majorities are equally strong
        ranks = np.argsort(orders, axis=1) + 1
        rule = mo.get(name)

        def ours(rule=rule, ranks=ranks, counts=counts):
            return rule(ranks, counts)

        profile = Profile(orders.tolist(), counts.tolist())

        def theirs(rival=rival, profile=profile):
            return rival(profile)

        mine, other = ours(), theirs()
        if sorted(mine.best) != sorted({f"A{a + 1}" for a in other}):
            raise AssertionError(f"{name}: we say {mine.best}, the rival {other}")
        time, (ratio,) = paired(ours, theirs, rounds=3)
        found[f"{name}, {n} alternatives"] = {"seconds": round(time, 4), "x pref-voting": round(ratio, 1)}
    return found


def many():
    """Return seconds of CPU for Kemeny's rule on random rankings, which agree as little as can be, and how many optima there are."""
    found = {}
    for k, n in MANY:
        times, counts = [], []
        for seed in range(3):
            rng = np.random.default_rng(seed)
            ballots = np.array([rng.permutation(n) + 1 for _ in range(k)])
            time, consensus = seconds(lambda ballots=ballots: mo.rules.kemeny(ballots))
            times.append(time)
            counts.append(consensus.count)
        found[f"{k} rankings x {n}"] = {"seconds": round(max(times), 3), "optima": counts}
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured()))
