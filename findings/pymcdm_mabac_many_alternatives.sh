#!/usr/bin/env bash
# pymcdm 1.4: from some hundred alternatives on, MABAC puts all of them above the border.
#
# Expected: the border is the geometric mean of each weighted column, so some alternatives lie above it (a score over 0) and some below,
#           whatever their number; ten copies of a table have the scores of the table.
# Happens:  the product of a column is taken before its root. A weighted cell is below 1, so with 1,000 alternatives the product is 0, the
#           border with it, and no score is below 0; all are too high by the border. No warning is given. The order stays the same.
#
# Exits with 1 once that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pymcdm==1.4.0 numpy==2.4.6

"$folder/venv/bin/python" -W error - <<'PY'
from importlib.metadata import version

import numpy as np
from pymcdm.methods import MABAC

TABLE = np.random.default_rng(0).integers(1, 9, (100, 4)).astype(float)
WEIGHTS, TYPES = np.full(4, 0.25), np.ones(4)

once = MABAC()(TABLE, WEIGHTS, TYPES)
often = MABAC()(np.tile(TABLE, (10, 1)), WEIGHTS, TYPES)
gap = np.unique(np.round(often[:100] - once, 9))
print("pymcdm", version("pymcdm"))
print("   100 alternatives: below the border", (once < 0).sum(), "of", once.size)
print(" 1,000 (ten copies): below the border", (often < 0).sum(), "of", often.size)
print("what the copies score more:", *gap)
raise SystemExit(not ((once < 0).any() and not (often < 0).any() and gap.size == 1 and gap[0] > 1))
PY
