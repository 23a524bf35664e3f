#!/usr/bin/env bash
# SciPy 1.17: milp prints a line of its solver's now and then, though nothing is to be displayed.
#
# Expected: with the option disp=False, its default, nothing is written to the standard output.
# Happens:  some 4 of 1,000 small mixed-integer programmes (how many of 24 rivals can be level with or ahead of one alternative under
#           weights of five criteria: the best rank of an alternative, as one programme) end with status 0 and the right answer,
#           and the compiled solver writes the name of one of its functions to file descriptor 1. contextlib.redirect_stdout
#           does not catch it. A document that a program writes to its standard output is spoilt by it. HiGHS has the report
#           (issue 2783 of ERGO-Code/HiGHS).
#
# Exits with 1 once that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet scipy==1.17.1 numpy==2.4.6

"$folder/venv/bin/python" -W error - <<'PY'
import contextlib
import io
import os
import tempfile
from importlib.metadata import version

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

RIVALS, CRITERIA = 24, 5


def best_rank(seed):
    table = np.random.default_rng(seed).integers(0, 10, (1 + RIVALS, CRITERIA)).astype(float)
    ahead = np.hstack([table[1:] - table[0], -10 * np.eye(RIVALS)])
    weights = np.concatenate([np.ones(CRITERIA), np.zeros(RIVALS)])
    return milp(
        np.concatenate([np.zeros(CRITERIA), -np.ones(RIVALS)]),
        constraints=[LinearConstraint(ahead, -10, np.inf), LinearConstraint(weights, 1, 1)],
        integrality=1 - weights,
        bounds=Bounds(0, 1),
        options={"disp": False, "mip_rel_gap": 0},
    )


printed = {}
for seed in (257, 498, 1439, 1874, 1940):
    with tempfile.TemporaryFile() as file, contextlib.redirect_stdout(io.StringIO()) as python:
        kept = os.dup(1)
        os.dup2(file.fileno(), 1)
        try:
            status = best_rank(seed).status
        finally:
            os.dup2(kept, 1)
            os.close(kept)
        file.seek(0)
        printed[seed] = status, file.read().decode(), python.getvalue()

print("scipy", version("scipy"))
for seed, (status, compiled, python) in printed.items():
    print(f"seed {seed}: status {status}; file descriptor 1: {compiled.strip()!r}; sys.stdout: {python!r}")
raise SystemExit(not any(compiled and not python and status == 0 for status, compiled, python in printed.values()))
PY
