"""Plants faults and tells which tests catch them: ``python -m tests.mutants [NAME ...] [--family F] [--per N] [--seed S]``.

Without a family, faults are planted in the files of all kernels; the layers of exact, robust and inverse answers are asked for by name.
"""

from __future__ import annotations

import argparse
import sys
from multiprocessing import get_context
from random import Random

from .deep import FAMILIES, deep_files, fates
from .deep import below as below_in_layers
from .deep import report as report_of_layers
from .session import verdicts
from .table import below, report
from .trial import family, files


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="files, by stem (all, unless named)")
    parser.add_argument(
        "--family", choices=["scores", "scaling", "weighting", "agreement", "shared", "deep", *FAMILIES], help="only these files"
    )
    parser.add_argument("--per", type=int, default=10, help="faults for each file; 0 for all (default 10)")
    parser.add_argument("--files", type=int, default=0, help="only so many of the files, drawn by the seed (default all)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--line", action="store_true", help="fail where a share lies clearly below the line")
    parser.add_argument("--budget", type=float, default=30.0, help="seconds of tests for one fault of a layer, and of tests beyond its own")
    parser.add_argument("--own", action="store_true", help="ask only the tests that mirror a file of a layer")
    given = parser.parse_args()
    deep = given.family in ("deep", *FAMILIES)
    of_family = deep_files(given.family) if deep else [p for p in files() if given.family in (None, family(p))]
    paths = [p for p in of_family if not given.names or p.stem in given.names]
    if given.files:
        paths = Random(given.seed).sample(paths, min(given.files, len(paths)))
    if deep:
        ends = fates(paths, given.per, given.seed, given.workers, given.budget, given.own)
        return _told(report_of_layers(ends), below_in_layers(ends) if given.line else [])
    parts = [(paths[k :: given.workers], given.per, given.seed) for k in range(given.workers) if paths[k :: given.workers]]
    if len(parts) == 1:
        found = verdicts(parts[0])
    else:
        with get_context("spawn").Pool(len(parts)) as pool:
            found = [v for part in pool.map(verdicts, parts) for v in part]
    return _told(report(found), below(found) if given.line else [])


def _told(table: str, missed: list[str]) -> int:
    sys.stdout.write(table)
    sys.stdout.write("".join(f"{line}\n" for line in missed))
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
