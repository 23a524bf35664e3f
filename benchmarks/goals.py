"""The goals: each a ratio in one run against a rival or a limit, with what was found and whether that is met.

`python benchmarks/goals.py` tells them from the results that lie in benchmarks/results/, which `python benchmarks/run.py` writes.
"""

import json
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
PROGRAMMES = ("dea", "seca", "simus")
"""Methods that solve programmes."""
PAIRS = ("dea", "simus", "probid")
"""Methods that solve a programme for each alternative, or take a root for each pair of them."""
ADDED = ("wsm", "topsis", "vikor", "spotis", "waspas", "edas", "marcos", "copras")
"""Methods of one pass over a table once its columns are known."""


@dataclass(frozen=True)
class Goal:
    """A ratio of some work to a rival or a limit, and what it should be.

    Attributes
    ----------
    work, against : str
    topic : str
        The file of results that has it.
    read : callable
        Returns (ratio, what it is of or "") from what the topic found.
    most, least : float, optional
        The goal.
    unit : str
    """

    work: str
    against: str
    topic: str
    read: Callable
    most: float | None = None
    least: float | None = None
    unit: str = ""

    @property
    def goal(self):
        """Return the goal in words."""
        return f"at most {self.most:g}{self.unit}" if self.least is None else f"at least {self.least:g}{self.unit}"

    def met(self, ratio):
        """Tell whether a ratio meets the goal."""
        return ratio <= self.most if self.least is None else ratio >= self.least


def column(found, key, names=None, without=()):
    """Return the figures of methods that have one called `key`."""
    return {
        name: entry[key]
        for name, entry in found.items()
        if isinstance(entry, dict) and key in entry and name not in without and (names is None or name in names)
    }


def worst(figures, pick=max):
    """Return the largest figure, or the smallest, and whose it is."""
    name = pick(figures, key=figures.get)
    return figures[name], name


def median(figures):
    """Return the median, and of how many."""
    return statistics.median(figures.values()), f"{len(figures)} methods"


def products(found, without=()):
    """Return matrix products of a batch at 100 alternatives, by method."""
    return {name: entry["products"] for name, entry in column(found, "n = 100", without=("most", *without)).items()}


def exponents(found):
    """Return exponents of growth, by method."""
    grown = column(found, "growth", without=("most", *PAIRS))
    return {name: entry["exponent"] for name, entry in grown.items() if "exponent" in entry}


def weight_sets(found):
    """Return how long `necessary` takes, by set of weights, in times a programme for each pair."""
    told = column(found["60 x 12"], "times the programmes")
    return {name: ratio for name, ratio in told.items() if name.startswith("necessary, ")}


def programmes(question):
    return lambda found: (found["60 x 12"][question]["times the programmes"], "")


def processes(name):
    return lambda found: (found[name]["x numpy"], "")


def against(rule):
    """Return what reads how many times faster than pref-voting a rule is."""
    return lambda f: (f["against"][f"{rule}, 100 alternatives"]["x pref-voting"], "")


def numbers(name):
    return lambda found: (found[name]["of random numbers alone"], "")


PRODUCT, LOOP, PEERS = "W @ A.T of the shape", "pymcdm, validating", "the fastest of three peers"
GOALS = (
    Goal("a batch of weights, 100 alternatives: median", PRODUCT, "kernels", lambda f: median(products(f)), most=3),
    Goal(
        "the most, but for programmes and COMET",
        PRODUCT,
        "kernels",
        lambda f: worst(products(f, (*PROGRAMMES, "comet"))),
        most=60,
    ),
    Goal("COMET", PRODUCT, "kernels", lambda f: (products(f)["comet"], ""), most=500),
    Goal("growth in the number of alternatives", "its exponent", "kernels", lambda f: worst(exponents(f)), most=1.15),
    Goal("100,000 x 12: least", LOOP, "batches", lambda f: worst(column(f, "x pymcdm, validating"), min), least=400),
    Goal("100,000 x 12: median", LOOP, "batches", lambda f: median(column(f, "x pymcdm, validating")), least=3000),
    Goal("100,000 x 12: least", PEERS, "batches", lambda f: worst(column(f, "x fastest peer", without=("median",)), min), least=250),
    Goal("100,000 x 12: median", PEERS, "batches", lambda f: median(column(f, "x fastest peer", without=("median",))), least=1000),
    Goal("ranks, 100,000 x 12", "counting pairs with NumPy", "ranks", lambda f: (f["12"]["of counting pairs"], ""), most=1.2),
    Goal(
        "all pairs of 1,000 rankings, the slowest coefficient",
        "pymcdm",
        "agreement",
        lambda f: worst(column(f, "x pymcdm"), min),
        least=1_000,
        unit="x",
    ),
    *(
        Goal(f"{name}, 100 alternatives", "pref-voting", "consensus", against(name), least=20, unit="x")
        for name in ("schulze", "ranked_pairs")
    ),
    Goal(
        "Kemeny, 12 rankings of 40",
        "seconds of CPU",
        "consensus",
        lambda f: (f["kemeny"]["12 rankings x 40"]["seconds"], ""),
        most=5,
        unit=" s",
    ),
    Goal(
        "Kemeny, 1,000 rankings of 12",
        "seconds of CPU",
        "consensus",
        lambda f: (f["kemeny"]["1000 rankings x 12"]["seconds"], ""),
        most=0.1,
        unit=" s",
    ),
    Goal("SMAA, weighted sum", "its random numbers alone", "smaa", numbers("weighted sum"), most=3),
    Goal("SMAA, TOPSIS", "its random numbers alone", "smaa", numbers("topsis"), most=6),
    Goal("SMAA with one seed, other blocks and workers", "results that differ", "seeds", lambda f: worst(column(f, "differ")), most=0),
    Goal(
        "a labelled call, n = 12: median",
        "its bare kernel",
        "calls",
        lambda f: median(column(f, "of the bare kernel", without=("of all",))),
        most=2,
    ),
    Goal("a labelled call, n = 12: median", LOOP, "calls", lambda f: median(column(f, "x pymcdm", without=("of all",))), least=1.3),
    Goal("a million rows", "a copy of the matrix", "tables", lambda f: worst(column(f["a million"], "of a copy", ADDED)), most=6),
    Goal("a million rows", "memory above the matrix", "tables", lambda f: worst(column(f["a million"], "MB held")), most=10, unit=" MB"),
    Goal("a thousand rows: least", PEERS, "tables", lambda f: worst(column(f["a thousand"], "x fastest peer"), min), least=1.5),
    Goal(
        "a million rows, PROMETHEE II",
        "an argsort of each column",
        "tables",
        lambda f: worst(column(f["a million, sorted"], "of them", without=("codas",))),
        most=2,
    ),
    Goal("a million rows, CODAS", "one argsort", "tables", lambda f: (f["a million, sorted"]["codas"]["of them"], ""), most=8),
    Goal("a first answer in a new process", "import numpy", "imports", processes("first answer"), most=1.5),
    Goal("mcda-orch rank", "import numpy", "imports", processes("mcda-orch rank"), most=2.5),
    Goal("mcda-orch compare", "import numpy", "imports", processes("mcda-orch compare"), most=6),
    Goal("necessary, 60 x 12", "a programme for each pair", "exact", lambda f: worst(weight_sets(f)), most=0.02),
    Goal("first_place, 60 x 12", "plain programmes", "exact", programmes("first_place"), most=2),
    Goal("stability, 60 x 12", "plain programmes", "exact", programmes("stability"), most=3),
    Goal("rank_ranges, 60 x 12", "plain programmes", "exact", programmes("rank_ranges"), most=6),
    Goal("every exact answer, 200 x 20", "seconds of CPU", "exact", lambda f: worst(column(f["200 x 20"], "seconds")), most=10, unit=" s"),
    Goal("a batch of weights in chunks of Dask", "NumPy's kernel", "chunks", lambda f: worst(column(f["dask, batch"], "chunks")), most=2),
)


def row(goal):
    """Return what a goal says, what was found, of what, and whether that meets it; None where its topic was not measured."""
    path = RESULTS / f"{goal.topic}.json"
    said = {"work": goal.work, "against": goal.against, "goal": goal.goal}
    if not path.exists():
        return {**said, "found": None, "of": "not measured", "met": None}
    ratio, of = goal.read(json.loads(path.read_text(encoding="utf-8"))["found"])
    return {**said, "found": float(f"{ratio:.3g}"), "of": of, "met": goal.met(ratio)}


def rows():
    """Return the row of each goal."""
    return [row(goal) for goal in GOALS]


def told():
    """Return the goals as a table of Markdown."""
    lines = [("work", "against", "goal", "found", ""), ("---",) * 5]
    for said in rows():
        found = said["of"] if said["found"] is None else f"{said['found']:g}" + (f" ({said['of']})" if said["of"] else "")
        met = {True: "met", False: "**missed**", None: ""}[said["met"]]
        lines.append((said["work"], said["against"], said["goal"], found, met))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def described():
    """Return in words how many goals are met, and which are not."""
    measured = [said for said in rows() if said["met"] is not None]
    missed = [f"{r['work']}, in {r['against']} ({r['found']:g}, the goal is {r['goal']})" for r in measured if not r["met"]]
    said = f"**{len(measured) - len(missed)} of {len(GOALS)} goals are met.** "
    return said + ("Not yet fast enough: " + "; ".join(missed) + "." if missed else "")


def machines():
    """Return which machine and versions the results are of, as a table of Markdown."""
    lines = ["| topic | day | processor | cores | load before | versions |", "| --- | --- | --- | --- | --- | --- |"]
    for path in sorted(RESULTS.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))["machine"]
        first = [str(told.pop(key, "")) for key in ("day", "processor", "cores", "load before")]
        told.pop("BLAS threads")
        lines.append(f"| {path.stem} | {' | '.join(first)} | {', '.join(f'{name} {version}' for name, version in told.items())} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(told())
