"""Plants faults in kernels and tells which tests catch them: ``python -m tests.mutants [NAME ...] [--per N] [--seed S]``."""

from __future__ import annotations

import argparse
import sys
from multiprocessing import get_context
from random import Random

from .session import verdicts
from .table import below, report
from .trial import family, files


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
