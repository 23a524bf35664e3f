"""The library's own tests, collected once, in the order in which they are asked about a fault."""

from __future__ import annotations

import inspect
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from mcda_orch.plugin.family import SCALING
from mcda_orch.plugin.plugin import Plugin
from mcda_orch.plugin.registry import plugins

from .planting import SOURCE

__all__ = ["STAGES", "TESTS", "Question", "Stages", "home", "sharing"]

ROOT = Path(__file__).parents[2]
STAGES = ("laws", "witnesses", "published", "rest")
TESTS = [
    "tests/laws", "tests/testing", "tests/test_published.py", "tests/weighting", "tests/scaling", "tests/methods", "tests/test_edge_cases.py",
    "tests/test_batches.py", "tests/test_array_libraries.py", "tests/test_opinions.py", "tests/numerics", "tests/differential",
    "tests/agreement", "tests/plugin", "tests/core/test_ranking.py", "tests/core/test_blanks.py", "tests/test_peer_faults.py",
    "src/mcda_orch/methods", "src/mcda_orch/scaling", "src/mcda_orch/weighting", "src/mcda_orch/agreement", "src/mcda_orch/_xp.py", "src/mcda_orch/plugin",
    "src/mcda_orch/core",
]  # fmt: skip
"""Where tests of kernels are."""
SHARED_TESTS = {
    "_xp": ("test_array_libraries", "test_edge_cases", "test_batches"), "column_statistics": ("test_edge_cases",), "seca_programme": ("test_seca_programme",),
    "batch": ("test_batches",), "order_signs": ("tests/agreement",), "ranking": ("test_ranking",), "blanks": ("test_blanks",), "check": ("tests/plugin", "test_edge_cases"),
    "returned": ("tests/plugin", "test_edge_cases"), "advice": ("tests/plugin", "test_edge_cases"),
}  # fmt: skip
USERS = 6
"""Plug-ins whose laws and examples are asked about a file that many of them share."""
PATIENCE = 40.0
"""Seconds of computing in one test, after which a fault counts as caught: it does not end."""


class OutOfTimeError(Exception):
    """A test did not end."""


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(*_: Any) -> None:
        raise OutOfTimeError(f"no end after {seconds:g} s")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is asked about a fault; `holds` tells whether nothing is wrong."""

    name: str
    holds: Callable[[], bool]


def passes(item: pytest.Item) -> bool:
    """Run a collected test, and tell whether nothing in it fails."""
    with _alarm(PATIENCE):
        return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


class Stages:
    """The tests that concern a file, by stage.

    Parameters
    ----------
    items : list of pytest.Item
        Everything that was collected.
    """

    def __init__(self, items: list[pytest.Item]) -> None:
        self.items = items
        asked = [item for item in items if re.search(r"/test_(laws|facts)\.py::test_(kept|batched|facts_hold)", item.nodeid)]
        for module in {item.module for item in asked}:
            if not isinstance(module.hunt, partial):
                module.hunt = partial(module.hunt, shrink=False)  # that a law breaks is enough

    def of(self, path: Path) -> dict[str, list[Question]]:
        """Return the tests that concern a file, by stage, none of them twice."""
        own = [p for p in plugins().values() if home(p) == path]
        found: dict[str, list[Question]] = {stage: [] for stage in STAGES}
        users = {p.name for p in sharing(path)}
        scaled = {p.name for p in plugins().values() if any(_takes(p, one) for one in own if one.family is SCALING)}
        for item in self.items:
            stage = self._stage(item, path, {p.name for p in own} or users, users | scaled, shared=not own)
            if stage:
                found[stage].append(Question(item.nodeid, partial(passes, item)))
        return found

    def _stage(self, item: pytest.Item, path: Path, names: set[str], users: set[str], *, shared: bool) -> str:
        case = re.search(r"\[(\w+)", item.nodeid)
        about = case[1] if case else ""
        if re.search(r"/test_laws\.py::test_(kept|batched)|/test_facts\.py::test_facts_hold", item.nodeid):
            return "laws" if about in names or (about in users and "::test_batched[" in item.nodeid) else ""
        if "/test_array_libraries.py::test_same_numbers" in item.nodeid and not shared:  # a law of all kernels that no matrix can tell
            return "laws" if names & set(re.findall(r"\w+", item.nodeid)) else ""
        if "/test_laws.py::test_broken" in item.nodeid:
            return "witnesses" if about in names | users else ""
        if "test_published.py::" in item.nodeid or "::test_published_" in item.nodeid:
            ran = "::test_every" not in item.nodeid
            return "published" if ran and (about in names | users or (shared and f"::test_{path.stem}" in item.nodeid)) else ""
        if path.name in item.nodeid or f"test_{path.stem.strip('_')}." in item.nodeid:
            return "rest"
        if shared and any(part in item.nodeid for part in SHARED_TESTS.get(path.stem, ())):
            return "rest"
        said = set(re.findall(r"[A-Za-z_]\w*", item.nodeid.rpartition("[")[2] if case else "") + _words(item))
        parts = {part for word in said for part in (word, *word.split("-"))}
        return "rest" if (names if not shared else {path.stem}) & parts else ""


def _takes(plugin: Plugin[Any], scaling: Plugin[Any]) -> bool:
    return any(getattr(p.default, "name", None) == scaling.name for p in plugin.params.values() if isinstance(p.default, Plugin))


def _words(item: pytest.Item) -> list[str]:
    function = getattr(item, "function", None)
    return list(_named(function)) if function is not None else []


@cache
def _named(function: Any) -> tuple[str, ...]:
    """Return the words of a test's own source."""
    try:
        text = inspect.getsource(function)
    except OSError:
        return ()
    return tuple(set(re.findall(r"[A-Za-z_]\w*", text)))


def home(plugin: Plugin[Any]) -> Path:
    """Return the file of a plug-in."""
    return Path(inspect.getsourcefile(plugin.function) or "")


@cache
def sharing(path: Path) -> list[Plugin[Any]]:
    """Return plug-ins that run the code of another file: some of those whose modules import it, of every function of it two, where there are."""
    line = re.compile(rf"^from \.+(\w+\.)*{path.stem} import", re.MULTILINE)
    texts = {p.name: home(p).read_text(encoding="utf-8") for p in plugins().values() if SOURCE in home(p).parents and home(p) != path}
    found = [name for name, text in texts.items() if line.search(text)]
    functions = re.findall(r"^def (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    first = [name for f in functions for name in [name for name in found if re.search(rf"\b{f}\(", texts[name])][:2]]
    chosen = dict.fromkeys([*first, *found[:: max(len(found) // USERS, 1)][:USERS]])
    return [plugins()[name] for name in chosen]
