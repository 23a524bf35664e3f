"""Reads files in random dresses and files edited at random for as many seconds as are said, and prints the counts.

PYTHONPATH=.:src python benchmarks/fuzz_reading.py [SECONDS] [FIRST SEED]

The dresses and the oracle are those of tests/io/dresses.py and meanings.py. Anything but a right reading or a refusal is printed with its seed.
"""

import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path

import mcda_orch as mo
from tests.io.dresses import dress, mutated
from tests.io.meanings import differs, drawn, meaning


def outcome(path, dressed, options):
    """Read one file; return what came out, and why where it is a fault."""
    try:
        problem = mo.read(path, **options)
    except mo.McdaError as error:
        return ("refused", "") if dressed is None or dressed.asks else ("refused though plain", str(error))
    except Exception as error:  # noqa: BLE001 (any other exception is what this looks for)
        return f"raised {type(error).__name__}", str(error)
    if dressed is None:
        return "read", ""
    wrong = differs(problem, dressed)
    return ("wrong", wrong) if wrong else ("right", "")


def main(seconds, seed):
    """Run for so many seconds of CPU."""
    counts, asked, slowest = Counter(), Counter(), (0.0, 0)
    with tempfile.TemporaryDirectory() as folder:
        while time.process_time() < seconds:
            rng = drawn(seed)
            dressed = dress(meaning(rng), rng)
            path = Path(folder) / f"table{dressed.suffix}"
            for kind, data in (("dressed", dressed.data), ("edited", mutated(dressed.data, rng))):
                path.write_bytes(data)
                start = time.process_time()
                what, why = outcome(path, dressed if kind == "dressed" else None, dressed.options)
                slowest = max(slowest, (time.process_time() - start, seed))
                counts[kind, what] += 1
                if kind == "dressed" and what == "refused":
                    asked.update(dict.fromkeys(dressed.asks, 1))
                if what not in {"right", "refused", "read"}:
                    print(f"seed {seed}, {kind}: {what}: {why}\n{dressed.options}\n{data.decode(errors='replace')}")
            seed += 1
    for (kind, what), count in sorted(counts.items()):
        print(f"{count:9d}  {kind} files {what}")
    print("refused where a careful person would ask:", dict(asked.most_common()))
    print(f"next seed {seed}; the slowest file took {slowest[0]:.3f} s (seed {slowest[1]})")


if __name__ == "__main__":
    warnings.simplefilter("error")
    main(*(float(a) for a in sys.argv[1:2] or ["60"]), *(int(a) for a in sys.argv[2:3] or ["0"]))
