"""The static types do what they promise: a wrong keyword to a method is an error before anything runs."""

import subprocess
import sys
from pathlib import Path

GOOD = """
import mcda_orch as mo
problem = mo.load("orchestrators")
mo.vikor(problem, v=0.3)
mo.topsis(problem.matrix, problem.weights, blanks=0, scale=mo.scalings.minmax)
mo.promethee_ii(problem, function="v_shape", p=2.0)
mo.promethee_ii(problem, function={"Docs": "linear"}, p={"Docs": 2.0})
mo.topsis(problem, scale="minmax")
mo.weightings.lopcow(problem, ddof=0)
"""
WRONG = {
    "unknown keyword": ("mo.vikor(problem, lam=0.3)", "Unexpected keyword argument"),
    "wrong type": ("mo.vikor(problem, v='much')", "incompatible type"),
    "wrong choice": ("mo.ahp(problem, synthesis='best')", "incompatible type"),
    "kernel keyword": ("mo.topsis.kernel(1, 2, 3, scaling=None)", "Unexpected keyword argument"),
}


def test_mypy(tmp_path: Path):
    lines = [*GOOD.strip().splitlines(), *(call for call, _ in WRONG.values())]
    (tmp_path / "snippet.py").write_text("\n".join(lines) + "\n")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", str(tmp_path / "cache"), "snippet.py"]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout.splitlines()
    errors = {int(line.split(":")[1]): line for line in found if ": error:" in line}
    first = len(GOOD.strip().splitlines()) + 1
    assert set(errors) == set(range(first, first + len(WRONG))), found
    for number, (_, message) in enumerate(WRONG.values(), start=first):
        assert message in errors[number]
