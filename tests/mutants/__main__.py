"""Plants faults in kernels and tells which tests catch them: ``python -m tests.mutants [NAME ...] [--per N] [--seed S]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from random import Random

import pytest

from .stages import TESTS, Stages
from .table import below, report
from .trial import SURVIVED, Verdict, family, files, sample, tried


class Session:
    """A plug-in of pytest that, instead of running the tests once, asks them about one fault after another."""

    def __init__(self, paths: Sequence[Path], per: int, seed: int) -> None:
        self.paths, self.per, self.seed = paths, per, seed
        self.verdicts: list[Verdict] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        stages = Stages(session.items)
        for path in self.paths:
            found = list(tried(path, stages.of(path), sample(path, self.per, self.seed)))
            self.verdicts += found
            left = [v.fault for v in found if v.stage == SURVIVED]
            sys.__stderr__.write("\n    ".join([f"{path.stem}: {len(found)} faults", *left]) + "\n")
            sys.__stderr__.flush()
        return True


def verdicts(given: tuple[list[Path], int, int]) -> list[Verdict]:
    """Try the faults of some files, in a session of its own."""
    session = Session(*given)
    if pytest.main(["-p", "no:xdist", "-p", "no:cacheprovider", "--no-header", "-qq", *TESTS], plugins=[session]) not in (0, 5):
        raise SystemExit("the tests cannot be run.")
    return session.verdicts


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="files, by stem (all, unless named)")
    parser.add_argument("--family", choices=["scores", "scaling", "weighting", "shared"], help="only these files")
    parser.add_argument("--per", type=int, default=10, help="faults for each file; 0 for all (default 10)")
    parser.add_argument("--files", type=int, default=0, help="only so many of the files, drawn by the seed (default all)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--line", action="store_true", help="fail where a share lies clearly below the line")
    given = parser.parse_args()
    paths = [p for p in files() if (not given.names or p.stem in given.names) and given.family in (None, family(p))]
    if given.files:
        paths = Random(given.seed).sample(paths, min(given.files, len(paths)))
    parts = [(paths[k :: given.workers], given.per, given.seed) for k in range(given.workers) if paths[k :: given.workers]]
    if len(parts) == 1:
        found = verdicts(parts[0])
    else:
        with get_context("spawn").Pool(len(parts)) as pool:
            found = [v for part in pool.map(verdicts, parts) for v in part]
    sys.stdout.write(report(found))
    missed = below(found) if given.line else []
    sys.stdout.write("".join(f"{line}\n" for line in missed))
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
