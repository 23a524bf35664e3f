#!/usr/bin/env bash
# pymcdm 1.4: of two alternatives alike in benefits, COPRAS puts the one with the higher cost first.
#
# Expected: Q = S+ + sum S- / (S- sum 1 / S-), which falls as the costs S- rise, so that a dominated alternative is never first; and numbers
#           where no cost has a weight.
# Happens:  the second term is min(S-) S- / (S- (min(S-) / S-)), which is S- itself: costs are added like benefits. Where S- is 0 for all,
#           the scores are NaN. No warning is given of either.
#
# Exits with 1 once that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pymcdm==1.4.0 numpy==2.4.6

"$folder/venv/bin/python" -W ignore - <<'PY'
from importlib.metadata import version

import numpy as np
from pymcdm.methods import COPRAS

TABLE = np.array([[10.0, 5.0], [10.0, 8.0], [7.0, 6.0]])
TYPES = np.array([1, -1])

scores = COPRAS()(TABLE, np.array([0.5, 0.5]), TYPES)
unweighted = COPRAS()(TABLE, np.array([1.0, 0.0]), TYPES)
print("pymcdm", version("pymcdm"))
print("benefit 10, cost 5:", scores[0])
print("benefit 10, cost 8:", scores[1])
print("no weight on costs:", unweighted)
raise SystemExit(not (scores[1] > scores[0] and np.isnan(unweighted).all()))
PY
