"""Plants faults in the layers beneath and beside the kernels, and asks the tests that reach them, each fault in a process of its own."""

from __future__ import annotations

import gc
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from math import sqrt
from pathlib import Path
from random import Random

import pytest

from mcda_orch.exact import programme

from .faults import Fault, faults
from .forked import ENDLESS, Said, Say, forked, patient
from .planting import SOURCE, planted
from .reached import Reached, holds

__all__ = ["FAMILIES", "Asked", "Fate", "below", "deep_files", "fates", "report"]

FAMILIES = ("exact", "robust", "inverse", "sampling", "verifier")
TESTS = [
    *(f"{side}/{layer}" for layer in FAMILIES[:4] for side in ("tests", "src/mcda_orch")), "tests/certificates", "tests/reporting",
    *(f"tests/{path.name}" for path in sorted(Path(__file__).parents[1].glob("test_verifier*.py"))),
    "tests/test_results.py", "tests/test_seeds.py", "tests/test_orchestrators.py", "tests/testing/test_tampering.py", "tests/cli",
]  # fmt: skip
"""Where tests of these layers are."""
OWN, OTHER, NEVER_ENDS, UNSETTLED, SURVIVED = "own tests", "other tests", "does not end", "unsettled", "survived"
UNREACHED = "no test reaches it"
LINE = 0.90
"""Share of the settled faults that must be caught, before anybody has told which of the others change nothing."""
PATIENCE = 10.0
"""A test under which a fault computes so many times longer than without it, and some seconds, counts as one that does not end."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a fault: which tests caught it, that it does not end, that too many tests ask about it, or that it survived."""

    family: str
    fault: str
    end: str
    by: str = ""


def deep_files(family: str) -> list[Path]:
    """Return the files of a layer, or of all: ``deep``."""
    found = [SOURCE / "verifier.py", *(path for layer in FAMILIES[:4] for path in sorted((SOURCE / layer).rglob("*.py")))]
    return [path for path in found if path.stem != "__init__" and family in ("deep", _family(path))]


def fates(paths: Sequence[Path], per: int, seed: int, workers: int, budget: float, own: bool = False) -> list[Fate]:
    """Plant faults in files, and tell what becomes of each.

    Parameters
    ----------
    paths : sequence of Path
    per : int
        Faults for each file; 0 for all.
    seed : int
    workers : int
        So many processes at a time.
    budget : float
        Seconds of computing that the tests of the file's own room may take for one fault, and all others again.
    own : bool
        Whether the others are left out.
    """
    session = _Session(paths, per, seed, workers, budget, own)
    if pytest.main(["-p", "no:xdist", "-p", "no:cacheprovider", "--no-header", "-qq", "-s", *TESTS], plugins=[session]) not in (0, 5):
        raise SystemExit("the tests cannot be run.")
    return list(session.fates.values())


class _Session:
    """A plug-in of pytest that, instead of running the tests once, asks them about one fault after another."""

    def __init__(self, paths: Sequence[Path], per: int, seed: int, workers: int, budget: float, own: bool) -> None:
        self.paths, self.per, self.seed, self.workers, self.budget, self.own = paths, per, seed, workers, budget, own
        self.fates: dict[Fault, Fate] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """Let hypothesis remember nothing and shrink nothing: that a test fails is enough."""
        from hypothesis import Phase, settings  # its plug-in of pytest wants to be the first to import it

        settings.register_profile("faults", deadline=None, database=None, phases=(Phase.explicit, Phase.generate))
        settings.load_profile("faults")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop: the tests of a file's own room are asked first, and all others about what survives."""
        session.config._tmp_path_factory.getbasetemp()  # once for all processes
        for slow in ("scipy.optimize", "scipy.stats", "concurrent.futures"):
            import_module(slow)
        programme._small.cache_clear()  # what was solved while tests were collected is solved again under a fault
        reached = Reached(deep_files("deep"), self.workers)
        gc.freeze()
        left = [fault for path in self.paths for fault in _sample(path, self.per, self.seed)]
        for own in (True,) if self.own else (True, False):
            paths = {fault.path for fault in left}
            asked = Asked([item for item in session.items if any(_mirrors(item, path) is own for path in paths)], reached, own, self.budget)
            for said in forked(((fault, partial(asked.ask, fault)) for fault in left), self.workers):
                fate = asked.fate(said)
                if fate and (own or fate.by != UNREACHED):
                    if not own and fate.end == SURVIVED and self.fates[said.name].end == UNSETTLED:
                        continue
                    self.fates[said.name] = fate
                    sys.__stderr__.write(f"{fate.end:12} {fate.fault}  {fate.by}\n")
                    sys.__stderr__.flush()
            left = [fault for fault, fate in self.fates.items() if fate.end in (SURVIVED, UNSETTLED)]
        return True


class Asked:
    """Tests that are asked about faults: those that reach the statement, the quick ones before the slow.

    Parameters
    ----------
    items : list of pytest.Item
    reached : Reached
    own : bool
        Whether the tests of the file's own room are asked, or all others.
    budget : float
        Seconds of computing that they may take for one fault.
    """

    def __init__(self, items: list[pytest.Item], reached: Reached, own: bool, budget: float) -> None:
        self.reached, self.own, self.budget = reached, own, budget
        self.reach = sorted(reached.of(items), key=lambda pair: pair[1].seconds)

    def ask(self, fault: Fault, say: Say) -> None:
        """Plant a fault in this process and run the tests up to the first that fails."""
        try:
            with planted(fault):
                say("planted")
                left, reached, line = self.budget, False, fault.line if fault.function else None
                for item, reach in self.reach:
                    if _mirrors(item, fault.path) is not self.own or not self.reached.reaches(reach, fault.path, line):
                        continue
                    left, reached = left - reach.seconds, True
                    if left < 0:
                        say([UNSETTLED, ""])
                        return
                    say([OWN if self.own else OTHER, item.nodeid])
                    patient(3 + PATIENCE * reach.seconds)
                    if not holds(item):
                        return
                say([SURVIVED, "" if reached else UNREACHED])
        except (SyntaxError, ValueError, KeyError, RuntimeError):
            return  # no program

    def fate(self, said: Said) -> Fate | None:
        """Return what became of a fault; None if it could not be planted."""
        fault: Fault = said.name
        if not said.words:
            return None
        end, by = said.words[-1] if len(said.words) > 1 else (OWN, "")
        if said.ended in ENDLESS:
            end = NEVER_ENDS
        elif said.ended:
            by += f" ({signal.Signals(said.ended).name})"
        return Fate(_family(fault.path), f"{fault.path.relative_to(SOURCE)} {str(fault).partition(':')[2]}", end, by)


def _family(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def _mirrors(item: pytest.Item, path: Path) -> bool:
    """Tell whether a test stands in the folder of tests that mirrors the file's, or in one of the file's own name, or in the file itself."""
    place = path.relative_to(SOURCE)
    if item.path == path or len(place.parts) == 1:
        return item.path == path or item.path.stem.startswith(f"test_{place.stem}")
    return Path("tests", *place.parts[:-1]) == item.path.parent.relative_to(item.config.rootpath)


def _sample(path: Path, per: int, seed: int) -> list[Fault]:
    found = faults(path)
    return (
        found
        if not per or len(found) <= per
        else sorted(Random(f"{seed} {path.relative_to(SOURCE)}").sample(found, per), key=lambda f: (f.line, f.node))
    )


def report(fates: Sequence[Fate]) -> str:
    """Return the table by layer, and the faults that no test caught."""
    lines = ["| layer | faults | own tests | other tests | do not end | unsettled | survived | caught of settled |", "| --- " * 8 + "|"]
    for name, part in _layers(fates).items():
        ends = Counter(fate.end for fate in part)
        counts = [len(part), *(ends[end] for end in (OWN, OTHER, NEVER_ENDS, UNSETTLED, SURVIVED))]
        lines.append(f"| {name} | " + " | ".join(map(str, counts)) + f" | {_caught(part)[0]:.1%} |")
    for end in (NEVER_ENDS, UNSETTLED, SURVIVED):
        lines += ["", f"{end}:", *(f"  {fate.fault}" for fate in fates if fate.end == end)]
    return "\n".join(lines) + "\n"


def below(fates: Sequence[Fate]) -> list[str]:
    """Return a sentence for every layer of which the share lies below the line by more than two standard errors of a sample of its size."""
    found = []
    for name, part in _layers(fates).items():
        share, settled = _caught(part)
        if share < LINE - 2 * sqrt(LINE * (1 - LINE) / max(settled, 1)):
            found.append(f"{name}: {share:.1%} of {settled} faults are caught, and the line is {LINE:.0%}.")
    return found


def _caught(fates: Sequence[Fate]) -> tuple[float, int]:
    settled = [fate for fate in fates if fate.end != UNSETTLED]
    return 1 - sum(fate.end == SURVIVED for fate in settled) / max(len(settled), 1), len(settled)


def _layers(fates: Sequence[Fate]) -> dict[str, list[Fate]]:
    return {name: part for name in FAMILIES if (part := [fate for fate in fates if fate.family == name])}
