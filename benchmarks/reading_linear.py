"""Time of reading is linear in the size of a file: what is hard on a reader, once and twice as much, CPU seconds and how they grow.

A file of 1 MB is read, or refused in a sentence, in turn with one of 2 MB; tables of so many columns take seconds for each MB, so they
are of 0.25 and 0.5 MB. A ratio of 2 is linear. Where a round says more than 2.3, up to two more are made, and the least of each counts.
The last part reads 20,000 rows and 20 columns of CSV in the forms that people write numbers in, in times such a file of plain numbers.
Started by itself with words, `python benchmarks/reading_linear.py JSON "many columns"`, it measures the kinds that hold one of them.
"""

import contextlib
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from hard_documents import DOCUMENTS
from hard_tables import TABLES

import mcda_orch as mo

SIZE, ROUNDS, ROWS, COLUMNS = 1_000_000, 3, 20_000, 20
SURE = 2.3
"""A ratio below which one round is enough."""
WIDE = ("many columns", "many criteria", "criteria in rows")
"""What kinds of a quarter of the size have in their names."""
SMALL = {"SIZE": 1_000, "ROUNDS": 1, "ROWS": 100}


def cpu(path, options):
    """Return the CPU seconds until a file is read, or refused."""
    start = time.process_time()
    with contextlib.suppress(mo.McdaError):
        mo.read(path, **options)
    return time.process_time() - start


def growth(folder, size, suffix, text, options):
    """Return CPU seconds for a file and for its double, the least of several rounds."""
    files = []
    for times in (1, 2):
        path, said = folder / f"{times}{suffix}", text(times * size)
        path.write_text(said, encoding="utf-8")
        files.append((path, options(said) if callable(options) else options))
    one = two = np.inf
    for _ in range(ROUNDS):
        one, two = min(one, cpu(*files[0])), min(two, cpu(*files[1]))
        if two / one < SURE:
            break
    return one, two


def dressed(folder):
    """Return CPU seconds for one table in several forms, the least of several rounds, and how they compare with plain numbers."""
    numbers = np.round(np.random.default_rng(0).uniform(0, 1000, (ROWS, COLUMNS)), 2).tolist()
    forms = {
        "plain numbers": lambda i, j, x: f"{x!r}",
        "decimal commas": lambda i, j, x: f"{x!r}".replace(".", ","),
        "thousands": lambda i, j, x: f"{100 * x:,.2f}",
        "units": lambda i, j, x: (f"{x} ms", f"${x}", f"{x}%")[j % 3],
        "notes in half of the columns": lambda i, j, x: f"{x}" if j < COLUMNS // 2 else f"a remark on row {i} and {x}",
        "one blank word in one column": lambda i, j, x: "n/a" if (i, j) == (15_000, 5) else f"{x}",
        "one blank word in each column": lambda i, j, x: "n/a" if i == 15_000 + j else f"{x}",
        "labels in quotes": lambda i, j, x: f"{x}",
    }
    paths = {}
    for name, cell in forms.items():
        paths[name] = folder / f"{len(paths)}.csv"
        label = '"row; {}"' if name == "labels in quotes" else "row {}"
        lines = [";".join([label.format(i), *(cell(i, j, x) for j, x in enumerate(row))]) for i, row in enumerate(numbers)]
        paths[name].write_text(
            "\n".join([";".join(["name", *(f"criterion {j}" for j in range(COLUMNS))]), *lines]) + "\n", encoding="utf-8"
        )
    options = {name: {"na": ["n/a"], "blanks": "worst"} if "blank" in name else {} for name in forms}
    measured = [{name: cpu(path, options[name]) for name, path in paths.items()} for _ in range(ROUNDS + 2)]
    least = {name: min(each[name] for each in measured) for name in forms}
    return {name: {"CPU seconds": round(s, 3), "x plain numbers": round(s / least["plain numbers"], 1)} for name, s in least.items()}


def kinds(words=()):
    """Yield each kind that holds one of the words, or each, with its size in MB, seconds for it and for its double, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        for name, kind in (TABLES | DOCUMENTS).items():
            if not words or any(word in name for word in words):
                size = SIZE // 4 if any(word in name for word in WIDE) else SIZE
                one, two = growth(Path(folder), size, *kind)
                yield name, {"MB": size / 1e6, "CPU seconds": round(one, 3), "of the double": round(two, 3), "ratio": round(two / one, 2)}


def shown(measured):
    """Print each kind when it is measured, on the stream of errors, and return all."""
    found = {}
    for name, figures in measured:
        size, one, two, ratio = figures.values()
        print(f"{size:5.2f} MB {one:8.3f} s {two:8.3f} s  x {ratio:4.2f}  {name}", file=sys.stderr, flush=True)
        found[name] = figures
    return found


def run():
    """Return seconds for each kind and its double, and their ratio; and seconds for each form of numbers."""
    found = shown(kinds())
    with tempfile.TemporaryDirectory() as folder:
        found["20,000 rows and 20 columns"] = dressed(Path(folder))
    return found


if __name__ == "__main__":
    shown(kinds(sys.argv[1:]))
