"""Importing the library against importing NumPy alone, in fresh processes: medians of ten rounds.

Names are imported when they are first asked for, so the bare import says little; what a program waits for is the import of
what it uses: a problem and a method, or every public name.
"""

import statistics
import subprocess
import sys

CODES = {
    "numpy": "import numpy",
    "bare import": "import mcda_orch",
    "a problem and a method": "from mcda_orch import DecisionMatrix, topsis",
    "every public name": "from mcda_orch import *",
}


def once(code):
    timed = f"import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
    return float(subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True).stdout)


def run():
    """Return milliseconds, and times NumPy."""
    rounds = [{name: once(code) for name, code in CODES.items()} for _ in range(11)][1:]
    return {
        name: {
            "milliseconds": round(1e3 * statistics.median(r[name] for r in rounds), 1),
            "x numpy": round(statistics.median(r[name] / r["numpy"] for r in rounds), 2),
        }
        for name in CODES
    }
