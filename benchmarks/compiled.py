"""What a compiled core would gain: whole SMAA calls on a 12 x 11 table, with pieces of NumPy replaced by the C of compiled.c.

Nanoseconds of CPU a draw as it is, and times faster with each piece: "tallies" count places, wins and the winners' shares from the same
scores; "ranks" are the dense ranks of scores; "maxima" the running maximum of weighted regrets. These fit any method, and every count is
the same. "products" are the scores of a linear method; "logarithms" make the exponential numbers, whose last bits are others; "kernel" is
VIKOR written a second time, in C. Beside them stand the random numbers alone, and a batch of VIKOR with and without the maxima. All of it
is compiled here by gcc, where there is one, for the vectors that the processor has.
"""

import ctypes
import shutil
import subprocess
import tempfile
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median
from unittest.mock import patch

import numpy as np
from measure import problem, seconds

import mcda_orch as mo
from mcda_orch.core.positions import TIE
from mcda_orch.robust.frequency import blocks
from mcda_orch.robust.frequency.tally import Tally
from mcda_orch.sampling import sobol
from mcda_orch.scaling.minmax import shortfall

FLAGS = ("-O3", "-fno-math-errno", "-fno-trapping-math", "-Wno-psabi", "-shared", "-fPIC")
DRAWS, TILE, LANES, ROUNDS = 2**20, 128, 8, 7
SMALL = {"DRAWS": 2**14, "ROUNDS": 1}

smaa, question, vikor = map(
    import_module, ("mcda_orch.robust.frequency.smaa", "mcda_orch.robust.evidence.question", "mcda_orch.methods.scores.vikor")
)
plain = smaa.counted, question.positions, vikor.largest_weighted


def library():
    """Return the compiled functions, or None without a compiler."""
    if not shutil.which("gcc"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "compiled.so"
        subprocess.run(["gcc", *FLAGS, "-o", built, Path(__file__).with_suffix(".c"), "-lm"], check=True)
        found = ctypes.CDLL(str(built))
    found.ranks.restype = ctypes.c_long
    return found


def given(*values):
    """Return arguments as C takes them."""
    kinds = {int: ctypes.c_long, float: ctypes.c_double}
    return [kinds[type(v)](v) if type(v) in kinds else None if v is None else ctypes.c_void_p(v.ctypes.data) for v in values]


def counts(core, sizes, m, draws, order=None, mix=None, bits=None, turned=None, at=None):
    """Return the tally of one block of scores that differ, counted in C."""
    n, width = len(sizes), -(-m // LANES)
    arrays = [None if v is None else np.ascontiguousarray(v) for v in (order, mix, bits, turned, at)]
    wins, places, mass = np.zeros((n, n), dtype=np.int64), np.zeros((n, n), dtype=np.int64), np.zeros(n, dtype=np.int64)
    sums = np.zeros((n, 2, width, 2, LANES))
    core.tally(*given(*arrays, n, m, draws, wins, places, sums, mass))
    found = Tally(sizes, m)
    found.wins += wins + np.tril((draws - wins).T, -1)
    found.places[1] = places
    found.mass += mass
    both = sums.sum(axis=1)
    found.weights += both[:, :, 0].reshape(n, -1)[:, :m]
    found.squares += both[:, :, 1].reshape(n, -1)[:, :m]
    found.draws, found.effective = draws, float(draws)
    return found


def tallies(core, sizes, m, made):
    """Count a block in C where no two tie, which is where NumPy too has a short way."""
    drawn = made()
    if drawn.ranks and int(drawn.order.max(axis=0).min()) < len(sizes):
        return plain[0](sizes, m, lambda: drawn)
    order = np.negative(drawn.order, dtype=np.float64) if drawn.ranks else drawn.order
    return counts(core, sizes, m, order.shape[1], order, drawn.shares)


def products(core, sizes, m, made):
    """Score and count a block of a linear method in C."""
    if made.func is not blocks._mixed:
        return plain[0](sizes, m, made)
    at, _, mix, count, _ = made.args
    return counts(core, sizes, m, count, mix=mix(), at=at)


def logarithms(core, sizes, m, made):
    """Draw, score and count a block of a linear method in C."""
    if made.func is not blocks._mixed or made.args[2].args[0].func is not sobol._points:
        return products(core, sizes, m, made)
    at, _, mix, count, _ = made.args
    return counts(core, sizes, m, count, bits=mix.args[0].args[0], turned=mix.args[0].args[1], at=at)


def ranks(core, scores, higher=True, magnitude=None, dtype=np.intp):
    """Rank in C where no two scores of a row tie."""
    if magnitude is None and scores.ndim == 2 and len(scores) % TILE == 0:
        across, found = np.ascontiguousarray(scores.T if higher else -scores.T), np.empty(scores.T.shape, dtype=np.int8)
        if core.ranks(*given(across, *across.shape, TIE, found)) == 0:
            return found.T.astype(dtype, copy=False)
    return plain[1](scores, higher, magnitude, dtype)


def maxima(core, d, w):
    """Take the largest weighted regrets in C."""
    if w.ndim != 2 or d.ndim != 2:
        return plain[2](d, w)
    whole = -(-len(w) // TILE) * TILE
    across, found = np.zeros((w.shape[1], whole)), np.empty((len(d), whole))
    across[:, : len(w)] = w.T
    core.largest(*given(np.ascontiguousarray(d), across, *d.shape, whole, found))
    return found[:, : len(w)].T


def kernel(core, regrets, sizes, m, made):
    """Score with VIKOR and count a block in C."""
    w = np.ascontiguousarray(made.args[1]().T)
    order = np.empty((len(regrets), w.shape[1]))
    core.vikor(*given(regrets, w, *regrets.shape, w.shape[1], 0.5, order))
    return counts(core, sizes, m, w.shape[1], order, w)


def replaced(call, counted=None, ranked=None, largest=None):
    """Make a call with pieces replaced."""
    with ExitStack() as pieces:
        for module, name, piece in ((smaa, "counted", counted), (question, "positions", ranked), (vikor, "largest_weighted", largest)):
            if piece is not None:
                pieces.enter_context(patch.object(module, name, piece))
        return call()


def compared(calls, draws):
    """Return nanoseconds a draw of the first of some calls, which take turns, and times faster with the others."""
    times = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, call in calls.items():
            times[name].append(seconds(call)[0])
    first = next(iter(times))
    faster = {k: round(median(a / b for a, b in zip(times[first], v, strict=True)), 2) for k, v in times.items() if k != first}
    return {"ns a draw": round(1e9 * median(times[first]) / draws), **{f"x with {name}": times for name, times in faster.items()}}


def run():
    """Return nanoseconds a draw and times faster with each piece, by method."""
    core = library()
    if core is None:
        return {"no compiler": "gcc is not installed"}
    x, w, s = problem()
    matrix = mo.DecisionMatrix(x, None, [f"c{j}:{'max' if sense > 0 else 'min'}" for j, sense in enumerate(s)])
    count, rank, most = partial(tallies, core), partial(ranks, core), partial(maxima, core)
    scaled = mo.wsm.with_(scale=mo.scalings.total)
    linear = {"tallies": (count,), "tallies, products": (partial(products, core),)}
    curved = {"tallies": (count,), "tallies, ranks": (count, rank)}
    found = {}

    def alone():
        rng = np.random.default_rng(0)
        for _ in range(DRAWS // blocks.BLOCK):
            np.log(np.subtract(1.0, rng.random((x.shape[1], blocks.BLOCK))))

    for name, method, draws, how, pieces in (
        ("weighted sum", scaled, DRAWS, "sobol", {**linear, "tallies, products, logarithms": (partial(logarithms, core),)}),
        ("weighted sum, one block of draws", scaled, blocks.BLOCK, "sobol", linear),
        ("weighted sum, independent draws", scaled, DRAWS, "random", linear),
        ("topsis", mo.topsis, DRAWS // 2, "sobol", curved),
        ("edas", mo.edas, DRAWS // 2, "sobol", curved),
        (
            "vikor",
            mo.vikor,
            DRAWS // 2,
            "sobol",
            {
                **curved,
                "tallies, ranks, maxima": (count, rank, most),
                "tallies, kernel": (partial(kernel, core, np.ascontiguousarray(shortfall(x, s, None, None))),),
            },
        ),
    ):
        call = partial(mo.smaa, matrix, method, draws=draws, how=how)
        calls = {"NumPy": call, **{piece: partial(replaced, call, *new) for piece, new in pieces.items()}}
        answers = {piece: one() for piece, one in calls.items()}
        for piece, answer in answers.items():
            for what in ("acceptability", "sampled_pairwise"):
                np.testing.assert_array_equal(getattr(answer, what).values, getattr(answers["NumPy"], what).values, f"{name}: {piece}")
            for owner, weights in answers["NumPy"].central_weights.items():
                if weights is not None:
                    np.testing.assert_allclose(answer.central_weights[owner].values, weights.values, rtol=1e-13)
        found[name] = compared(calls, draws)
    found["random numbers alone"] = compared({"NumPy": alone}, DRAWS)
    batch = partial(mo.vikor.run, x, w, s)
    np.testing.assert_array_equal(replaced(batch, None, None, most), batch())
    found["vikor, a batch"] = compared({"NumPy": batch, "maxima": partial(replaced, batch, None, None, most)}, len(w))
    return found
