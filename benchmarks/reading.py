"""Reading a person's file: 100,000 rows and 20 columns of numbers, against pandas.read_csv in the same run, and the first command.

The same numbers stand in a CSV file and in a Markdown table. Times are CPU seconds of this process, medians of rounds in turn.
Memory is what a fresh process grows by, at its peak, from after the imports to after the read, in times the size of the file.
The command is `mcda-orch rank orchestrators` against `python -c "import numpy"`: CPU of fresh processes, medians, once the
bytecode of both is there, as it is after an installation.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import mcda_orch as mo

ROWS, COLUMNS, ROUNDS = 100_000, 20, 7
STARTS = 8
SMALL = {"ROWS": 200, "ROUNDS": 1, "STARTS": 2}
GROWTH = """
import sys
{imports}
def peak():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]) * 1024
{warm}
before = peak()
kept = {read}
print(peak() - before)
"""


def files(folder):
    """Write the same table as CSV and as Markdown; return both paths."""
    rng = np.random.default_rng(0)
    values = np.round(rng.uniform(0, 1000, (ROWS, COLUMNS)), 2)
    names = ["name", *(f"criterion {j}" for j in range(COLUMNS))]
    rows = [[f"row {i}", *map(repr, row)] for i, row in enumerate(values.tolist())]
    csv, markdown = folder / "table.csv", folder / "table.md"
    csv.write_text("".join(",".join(row) + "\n" for row in [names, *rows]), encoding="utf-8")
    markdown.write_text("".join("| " + " | ".join(row) + " |\n" for row in [names, ["---"] * (COLUMNS + 1), *rows]), encoding="utf-8")
    return csv, markdown


def cpu(call):
    """Return the CPU seconds that a call takes, and what it returns."""
    start = time.process_time()
    found = call()
    return time.process_time() - start, found


def growth(imports, warm, read):
    """Return the bytes by which the peak of a fresh process grows while it reads."""
    code = GROWTH.format(imports=imports, warm=warm, read=read)
    return int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def process(command, bytecode):
    """Return the CPU seconds of a fresh process that keeps its bytecode in a folder."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    before = os.times()
    subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True, env={**kept, "PYTHONPYCACHEPREFIX": str(bytecode)})
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def run():
    """Return seconds, times pandas.read_csv, and memory in times the file, for each format; and the command."""
    import pandas as pd

    found = {}
    with tempfile.TemporaryDirectory() as folder:
        csv, markdown = files(Path(folder))
        calls = {
            "pandas.read_csv": lambda: pd.read_csv(csv, index_col=0).to_numpy(),
            "mo.read of CSV": lambda: mo.read(csv).matrix.values,
            "mo.read of Markdown": lambda: mo.read(markdown).matrix.values,
        }
        rounds = []
        for _ in range(ROUNDS):
            measured = {name: cpu(call) for name, call in calls.items()}
            for _, values in measured.values():
                assert np.array_equal(values, measured["pandas.read_csv"][1])
            rounds.append({name: seconds for name, (seconds, _) in measured.items()})
        small = Path(folder) / "small.csv"
        small.write_text("name,a,b\nx,1,2\ny,2,1\n", encoding="utf-8")
        memory = {
            "pandas.read_csv": growth("import pandas as pd", f"pd.read_csv({str(small)!r})", f"pd.read_csv({str(csv)!r}, index_col=0)"),
            "mo.read of CSV": growth("import mcda_orch as mo", f"mo.read({str(small)!r})", f"mo.read({str(csv)!r})"),
            "mo.read of Markdown": growth("import mcda_orch as mo", f"mo.read({str(small)!r})", f"mo.read({str(markdown)!r})"),
        }
        sizes = {"pandas.read_csv": csv, "mo.read of CSV": csv, "mo.read of Markdown": markdown}
        for name in calls:
            found[name] = {
                "CPU seconds": round(statistics.median(r[name] for r in rounds), 2),
                "x pandas.read_csv": round(statistics.median(r[name] / r["pandas.read_csv"] for r in rounds), 2),
                "memory in times the file": round(memory[name] / sizes[name].stat().st_size, 2),
            }
        commands = {"import numpy": ["-c", "import numpy"], "rank orchestrators": ["-m", "mcda_orch.cli.entry", "rank", "orchestrators"]}
        starts = [{name: process(command, folder) for name, command in commands.items()} for _ in range(STARTS)][1:]
    found["mcda-orch rank orchestrators"] = {
        "CPU milliseconds": round(1e3 * statistics.median(s["rank orchestrators"] for s in starts)),
        "x import numpy": round(statistics.median(s["rank orchestrators"] / s["import numpy"] for s in starts), 2),
    }
    return found
