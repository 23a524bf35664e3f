"""Measures every topic, or the ones named, writes benchmarks/results/<topic>.json, and tells which goals are met.

Figures are ratios within one run on one machine; more than 1 in "x pymcdm" means that ours is faster, and less than 1 in "of a copy" too.
Every topic is measured in a process of its own. Matrix products stay on one thread unless OPENBLAS_NUM_THREADS says otherwise, for both
sides; with more, products of this size gain nothing, and wait for one another where other programs hold the cores.

`python benchmarks/run.py --quick` writes and times nothing: it runs every topic on small sizes, which asserts that rivals and we say the
same, and fails where work that is counted has grown (counted.py).
"""

import json
import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
TOPICS = (
    "imports",
    "calls",
    "batches",
    "kernels",
    "tables",
    "large",
    "chunks",
    "ranks",
    "agreement",
    "smaa",
    "compiled",
    "seeds",
    "reading",
    "reading_linear",
    "exact",
    "accelerators",
    "explain",
    "sensitivity",
    "consensus",
)
AWAY = {"consensus", "sensitivity"}
"""Topics that install a rival beside us first, which the quick form does not."""


def write(topics):
    """Measure topics, print what is found, and write it."""
    from measure import machine

    RESULTS.mkdir(exist_ok=True)
    for topic in topics:
        measured = import_module(topic)
        document = {"topic": topic, "what": measured.__doc__.strip(), "machine": machine(), "found": measured.run()}
        text = json.dumps(document, indent=1) + "\n"
        sys.stdout.write(text)
        (RESULTS / f"{topic}.json").write_text(text, encoding="utf-8")


def everything():
    """Measure all topics, each in a process of its own; return those that failed."""
    line, known = [sys.executable, __file__], {"OPENBLAS_NUM_THREADS": "1", **os.environ}
    return [topic for topic in TOPICS if subprocess.run([*line, topic], env=known, check=False).returncode]


def quick():
    """Run every topic on small sizes; return whether no counted work has grown."""
    import counted
    import measure

    unchanged = counted.main([])  # first, as what others import and keep is not to be counted
    shrink(measure)
    for topic in TOPICS:
        if topic not in AWAY:
            start, module = time.process_time(), import_module(topic)
            shrink(module)
            found = module.run()
            if not found:
                raise AssertionError(f"{topic} finds nothing")
            sys.stdout.write(f"{topic}: runs, {time.process_time() - start:.1f} s of CPU\n")
    return unchanged


def shrink(module):
    """Set the sizes of a topic to those of the quick form, which it names."""
    for name, small in module.SMALL.items():
        if not hasattr(module, name):
            raise AssertionError(f"{module.__name__} has no {name}")
        setattr(module, name, small)


def main(words):
    """Do what the words say; return whether all went well."""
    if "--quick" in words:
        return quick()
    if words:
        write(words)
        return True
    failed = everything()
    import goals

    sys.stdout.write(goals.told())
    sys.stdout.write("".join(f"{topic} could not be measured\n" for topic in failed))
    return not failed


if __name__ == "__main__":
    sys.exit(not main(sys.argv[1:]))
