#!/usr/bin/env bash
# scikit-criteria 0.10: mkdm(dataframe) drops the labels of the frame without a word.
#
# Expected: a pandas DataFrame carries names of rows and columns, so the decision matrix has them, or mkdm says that it takes none.
# Happens:  alternatives are called A0, A1, ... and criteria C0, C1, ...; nothing is warned. Names must be passed again by
#           alternatives= and criteria=.
#
# Exits with 1 once that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet scikit-criteria==0.10 pandas==3.1.1 numpy==2.4.6

"$folder/venv/bin/python" -W error - <<'PY'
from importlib.metadata import version

import pandas as pd
import skcriteria

frame = pd.DataFrame([[300, 7], [250, 5]], index=["Ant", "Bee"], columns=["price", "speed"])
made = skcriteria.mkdm(frame, [min, max], weights=[1, 2])
rows, columns = list(made.alternatives), list(made.criteria)
print("scikit-criteria", version("scikit-criteria"))
print("labels of the frame: ", list(frame.index), list(frame.columns))
print("labels of the matrix:", rows, columns)
raise SystemExit((rows, columns) != (["A0", "A1"], ["C0", "C1"]))
PY
