"""Measures every topic, or the ones named, and writes benchmarks/results/<date>-<topic>.json.

Figures are ratios within one run on one machine; more than 1 in "x pymcdm" means that ours is faster. OPENBLAS_NUM_THREADS=1
keeps matrix products on one thread, for both sides; with more, products of this size gain nothing, and wait for one another
where other programs hold the cores.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path

from measure import machine

RESULTS = Path(__file__).parent / "results"
TOPICS = (
    "imports",
    "calls",
    "batches",
    "kernels",
    "large",
    "chunks",
    "ranks",
    "smaa",
    "compiled",
    "reading",
    "reading_linear",
    "exact",
    "accelerators",
)


def write(topics):
    """Measure topics, print what is found, and write it."""
    RESULTS.mkdir(exist_ok=True)
    for topic in topics:
        measured = import_module(topic)
        document = {"topic": topic, "what": measured.__doc__.strip(), "machine": machine(), "found": measured.run()}
        text = json.dumps(document, indent=1) + "\n"
        sys.stdout.write(text)
        alone = "-one-thread" if document["machine"]["BLAS threads"] == "1" else ""
        (RESULTS / f"{time.strftime('%Y-%m-%d')}-{topic.replace('_', '-')}{alone}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1:] or TOPICS)
