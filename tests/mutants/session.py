"""One session of pytest that asks the tests about one fault after another; a module that a worker can import."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from .stages import TESTS, Stages
from .trial import SURVIVED, Verdict, sample, tried


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
