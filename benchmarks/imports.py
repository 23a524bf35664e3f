"""Fresh processes against importing NumPy alone: user and system CPU, as the operating system counts them, medians of rounds taken in turns.

Names are imported when they are first asked for, so the bare import says little: what a person waits for is the first answer.
"""

import os
import statistics
import subprocess
import sys

ROUNDS = 11
CODES = {
    "import numpy": "import numpy",
    "import mcda_orch": "import mcda_orch",
    "a problem and a method": "from mcda_orch import DecisionMatrix, topsis",
    "first answer": "import mcda_orch as mo; mo.topsis(mo.DecisionMatrix([[3, 1], [2, 4]]), [1, 1])",
    "first answer of a bundled problem": "import mcda_orch as mo; mo.topsis(mo.load('orchestrators'))",
    "every public name": "from mcda_orch import *",
    "import pymcdm.methods": "import pymcdm.methods",
    "import scipy.optimize": "import scipy.optimize",
}
VERBS = ("--version", "show", "rank", "compare", "blanks", "robust")
SMALL = {"ROUNDS": 1, "CODES": {"import numpy": CODES["import numpy"], "first answer": CODES["first answer"]}, "VERBS": ("--version",)}


def commands():
    """Return the command lines by name."""
    verbs = {f"mcda-orch {verb}": [verb] if verb.startswith("-") else [verb, "orchestrators"] for verb in VERBS}
    line = [sys.executable, "-m", "mcda_orch.cli.entry"]
    return {**{name: [sys.executable, "-c", code] for name, code in CODES.items()}, **{name: line + words for name, words in verbs.items()}}


def once(command):
    """Return the CPU seconds of a process and of all that it starts."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # an installed package is compiled
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=kept)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1 says no, 2 that it failed
        raise RuntimeError(f"{command} ends with {process.returncode}.")
    return used.ru_utime + used.ru_stime


def run():
    """Return milliseconds, and times importing NumPy."""
    all_of_them = commands()
    rounds = [{name: once(command) for name, command in all_of_them.items()} for _ in range(ROUNDS + 1)][1:]  # the first compiles
    return {
        name: {
            "CPU milliseconds": round(1e3 * statistics.median(r[name] for r in rounds), 1),
            "x numpy": round(statistics.median(r[name] / r["import numpy"] for r in rounds), 2),
        }
        for name in all_of_them
    }


if __name__ == "__main__":
    from run import write

    write(["imports"])
