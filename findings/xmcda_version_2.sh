#!/usr/bin/env bash
# xmcda 0.3: a valid XMCDA 2.2.1 file is called invalid, and without validation its performances are lost without a word.
#
# Expected: a document in the namespace of XMCDA 2.2.1 is read, or the error says that version 2 is not supported.
# Happens:  load() raises ValidationError("Invalid XMCDA") with no word on the version, for the package has schemas of versions 3
#           and 4 only. load(validate=False) returns the alternatives, the criteria and the table, but every cell of the table is
#           empty: version 2 writes <value> where later versions write <values><value>. Most public files are of version 2.
#
# Exits with 1 once that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet xmcda==0.3 lxml==6.0.2

cat >"$folder/tools.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<xmcda:XMCDA xmlns:xmcda="http://www.decision-deck.org/2012/XMCDA-2.2.1">
  <alternatives><alternative id="Ant"/><alternative id="Bee"/></alternatives>
  <criteria><criterion id="price"/></criteria>
  <performanceTable>
    <alternativePerformances>
      <alternativeID>Ant</alternativeID>
      <performance><criterionID>price</criterionID><value><real>300</real></value></performance>
    </alternativePerformances>
    <alternativePerformances>
      <alternativeID>Bee</alternativeID>
      <performance><criterionID>price</criterionID><value><real>250</real></value></performance>
    </alternativePerformances>
  </performanceTable>
</xmcda:XMCDA>
XML

"$folder/venv/bin/python" -W error - "$folder/tools.xml" <<'PY'
import sys
from importlib.metadata import version

import xmcda
from xmcda.XMCDA import load

print("xmcda", version("xmcda"))
try:
    load(sys.argv[1])
    refused = ""
except xmcda.ValidationError as error:
    refused = str(error)
print("load:                ", refused or "read")
found = load(sys.argv[1], validate=False)
table = found.performance_tables[0]
cells = {a.id: [list(table[a][c]) for c in found.criteria] for a in found.alternatives}
print("load(validate=False):", cells)
raise SystemExit((refused, cells) != ("Invalid XMCDA", {"Ant": [[]], "Bee": [[]]}))
PY
