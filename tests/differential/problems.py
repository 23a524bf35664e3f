"""Random problems in which ties are common, and how our batch is compared with a peer's loop."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import mcda_orch as mo

SHAPES = [(3, 2), (4, 3), (6, 5), (9, 4)]
DIFFERENCES = tomllib.loads((Path(mo.__file__).parent / "peers" / "differences.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Pair:
    """Two ways to the same numbers.

    Parameters
    ----------
    ours : Plugin
    peer : callable
        Takes one problem, (x, w, s) or for weightings and scalings (x, s), and gives the numbers that ours gives.
    each : int
        Problems of each shape.
    high : int
        Largest cell.
    senses : {"mixed", "both", "benefits", "costs"}
        Directions: any, at least one of each, or of one kind only.
    constants : bool
        Whether criteria may be constant.
    units : bool
        Whether all weights are 1.
    fits : callable, optional
        ``fits(x, w, s)`` tells for every problem whether both sides mean the same there; the rest is argued.
    argued : str
        Entries in differences.toml, parted by blanks, about the problems that `fits` leaves out, in which the peer's
        answer is not finite, or ours has no weights.
    to : float
        How near the numbers must be; wider only where the peer solves by iteration.
    """

    ours: Any
    peer: Callable[..., Any]
    each: int = 500
    high: int = 6
    senses: str = "mixed"
    constants: bool = False
    units: bool = False
    fits: Callable[..., Any] | None = None
    argued: str = ""
    to: float = 1e-9


def problems(seed, pair):
    """Yield for every shape a stack of whole positive numbers x, shares w (ties among them too) and senses s."""
    rng = np.random.default_rng(seed)
    for n, m in SHAPES:
        x = rng.integers(1, pair.high + 1, (4 * pair.each, n, m)).astype(float)
        x = x[pair.constants | (np.ptp(x, axis=-2) > 0).all(axis=-1)][: pair.each]
        assert len(x) == pair.each
        points = rng.integers(1, 5, (pair.each, m))
        w = np.where(rng.random((pair.each, 1)) < 0.5, rng.dirichlet(np.ones(m), pair.each), points / points.sum(axis=-1, keepdims=True))
        s = np.where(rng.random((pair.each, m)) > 0.4, 1.0, -1.0)
        if pair.senses == "both":
            s[:, 0], s[:, -1] = 1.0, -1.0
        elif pair.senses != "mixed":
            s[...] = 1.0 if pair.senses == "benefits" else -1.0
        yield x, np.ones_like(w) if pair.units else w, s


def agree(pair, seed):
    """Assert that both sides are equal wherever they mean the same."""
    compared, family = 0, pair.ours.family.name
    for x, w, s in problems(seed, pair):
        if pair.fits is not None:
            chosen = pair.fits(x, w, s)
            x, w, s = x[chosen], w[chosen], s[chosen]
        given = (x, w, s) if family == "score" else (x, s)
        if len(x) == 0:
            continue
        with np.errstate(all="ignore"):
            found = np.stack([np.asarray(pair.peer(*problem), dtype=float) for problem in zip(*given, strict=True)])
        ours = pair.ours.run(*given)
        known = np.isfinite(found).all(axis=tuple(range(1, found.ndim)))
        if family == "weighting":
            known &= ours.any(axis=-1)
        compared += int(known.sum())
        np.testing.assert_allclose(ours[known], found[known], rtol=0, atol=pair.to)
    asked = pair.each * len(SHAPES)
    assert compared == asked if not pair.argued else asked / 2 < compared <= asked


def check_entry(peer, name, tests):
    """Assert that an entry about a peer is argued, names what we have, and is true of both sides."""
    entry = DIFFERENCES[peer][name]
    assert set(entry) == {"what", "argument", "methods"}
    assert len(entry["argument"]) > 60
    assert set(entry["methods"]) <= {plugin for family in ("score", "weighting", "scaling", "pairwise") for plugin in mo.names(family)}
    tests[name]()


def check_argued(peer, pairs):
    """Assert that every entry that a pair leans on exists."""
    assert {name for pair in pairs.values() for name in pair.argued.split()} <= set(DIFFERENCES[peer])


def varied_regrets(x, w, s):
    """Tell for every problem whether VIKOR's S and R both tell the alternatives apart."""
    z = w[..., None, :] * (1.0 - mo.scalings.minmax.kernel(x, s))
    return (np.ptp(z.sum(axis=-1), axis=-1) > 1e-9) & (np.ptp(z.max(axis=-1), axis=-1) > 1e-9)


def one_best(x, w, s):
    """Tell for every problem whether each criterion has a single best alternative."""
    oriented = x * s[..., None, :]
    return ((oriented == oriented.max(axis=-2, keepdims=True)).sum(axis=-2) == 1).all(axis=-1)


def weights_or_nan(found, m):
    """Return weights if the peer found one solution, else NaN."""
    return found if np.shape(found) == (m,) else np.full(m, np.nan)


def off_threshold(tau):
    """Tell for every problem whether no two of CODAS's distances lie tau apart, but for rounding."""

    def fits(x, w, s):
        r = mo.scalings.linear_ratio.kernel(x, s)
        distance = np.sqrt((((r - r.min(axis=-2, keepdims=True)) * w[..., None, :]) ** 2).sum(axis=-1))
        return (np.abs(np.abs(distance[..., :, None] - distance[..., None, :]) - tau) > 1e-9).all(axis=(-2, -1))

    return fits
