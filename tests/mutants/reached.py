"""Which statements of a file each test reaches: found by running the test once with every statement marked, and remembered outside the tree."""

from __future__ import annotations

import ast
import gc
import json
import os
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol

from .forked import Say, forked, patient
from .planting import SOURCE, module_of

__all__ = ["Reach", "Reached", "holds"]

MARKS = "_statements_reached"
TESTS = Path(__file__).parents[1]
STORE = Path(tempfile.gettempdir()) / f"mcda_orch_{os.getuid()}" / "reached.json"
LONGEST = 300.0
"""Seconds of computing that a sound test is given."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What one test does without a fault.

    Attributes
    ----------
    seconds : float
        Seconds of computing.
    lines : mapping of str to sequence of int
        By file, the lines at which statements that it reached start.
    digests : mapping of str to str
        What these files were.
    """

    seconds: float
    lines: Mapping[str, Sequence[int]]
    digests: Mapping[str, str]


def holds(item: pytest.Item, then: pytest.Item | None = None) -> bool:
    """Run a test, and tell whether nothing in it fails; what it shares with the one after it stays."""
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=then))


class Reached:
    """The reach of tests, recorded for those that are asked for, once for the same sources.

    Parameters
    ----------
    files : sequence of Path
        Files of which the statements are marked.
    workers : int
        So many tests are run at a time.
    """

    def __init__(self, files: Sequence[Path], workers: int) -> None:
        self.files, self.workers = files, workers
        for path in files:
            module_of(path)
        for path in files:
            _marked(path)  # once for all processes
        self.starts = {_name(path): _starts(path) for path in files}
        self.digests = {_name(path): _digest([path]) for path in files}
        self.helpers = _digest(path for path in TESTS.rglob("*.py") if not path.name.startswith("test_") and "mutants" not in path.parts)
        kept = json.loads(STORE.read_text(encoding="utf-8")) if STORE.exists() else {}
        self.found = {key: Reach(*value) for key, value in kept.items()}

    def of(self, items: Iterable[pytest.Item]) -> Iterator[tuple[pytest.Item, Reach]]:
        """Yield tests with their reach; a test is run again where its own file or one that it reached has changed.

        Raises
        ------
        RuntimeError
            If one of them fails although nothing is planted.
        """
        keys = {f"{item.nodeid} {_digest([item.path])} {self.helpers}": item for item in items}
        fresh = {key: item for key, item in keys.items() if not self._known(key)}
        sys.__stderr__.write(f"{len(fresh)} of {len(keys)} tests are run without a fault first, to see what they reach.\n" if fresh else "")
        try:
            for said in forked(((key, partial(self._record, item)) for key, item in fresh.items()), self.workers):
                if not said.words:
                    raise RuntimeError(f"{keys[said.name].nodeid} fails without a fault.")
                self.found.pop(said.name, None)  # the newest stands last
                self.found[said.name] = Reach(*said.words[0])
        finally:
            self._keep()
        return ((item, self.found[key]) for key, item in keys.items())

    def _known(self, key: str) -> bool:
        return key in self.found and all(self.digests.get(name) == was for name, was in self.found[key].digests.items())

    def _keep(self) -> None:
        newest = {key.rsplit(" ", 2)[0]: key for key in self.found}
        kept = {key: [reach.seconds, reach.lines, reach.digests] for key in newest.values() for reach in [self.found[key]]}
        STORE.parent.mkdir(exist_ok=True)
        fresh = STORE.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(kept), encoding="utf-8")
        fresh.replace(STORE)  # whole at any time, whoever else reads it

    def reaches(self, reach: Reach, path: Path, line: int | None) -> bool:
        """Tell whether a test reaches the statement that has a line; None is a constant of the file, for whoever reaches any."""
        name = _name(path)
        starts, seen = self.starts[name], reach.lines.get(name, ())
        return bool(seen) if line is None else starts[max(bisect_right(starts, line) - 1, 0)] in seen

    def _record(self, item: pytest.Item, say: Say) -> None:
        patient(LONGEST)
        marks = {_name(path): _mark(path, self.starts[_name(path)]) for path in self.files}
        start = time.process_time()
        if holds(item):
            lines = {name: [at for at, seen in zip(self.starts[name], marks[name], strict=True) if seen] for name in marks}
            reached = {name: found for name, found in lines.items() if found}
            say([time.process_time() - start, reached, {name: self.digests[name] for name in reached}])


def _name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def _digest(paths: Iterable[Path]) -> str:
    return sha256(b"\0".join(path.read_bytes() for path in sorted(paths))).hexdigest()[:24]


def _starts(path: Path) -> list[int]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return sorted({node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt)})


def _mark(path: Path, starts: Sequence[int]) -> bytearray:
    """Change every function of a file, in this process for good, so that it marks the statements that it reaches; return the marks."""
    marks = vars(module_of(path))[MARKS] = bytearray(len(starts))
    for function, code in _marked(path):
        function.__code__ = code
    return marks


@cache
def _marked(path: Path) -> list[tuple[FunctionType, CodeType]]:
    """Return the functions of a file, and what each is with marks."""
    tree = ast.fix_missing_locations(_Marking(_starts(path)).visit(ast.parse(path.read_text(encoding="utf-8"))))
    code = {(code.co_qualname, code.co_firstlineno): code for code in _codes(compile(tree, str(path), "exec", dont_inherit=True))}
    functions = _functions().get(str(path), [])
    if not functions and any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree)):
        raise RuntimeError(f"no function of {path} is found, so that every fault there would seem to be reached by no test.")
    return [(f, code[f.__code__.co_qualname, f.__code__.co_firstlineno]) for f in functions]


@cache
def _functions() -> dict[str, list[FunctionType]]:
    """Return all functions that there are, by file."""
    found: dict[str, list[FunctionType]] = {}
    frozen = gc.get_freeze_count()
    gc.unfreeze()  # what is frozen is not told
    for function in gc.get_objects():
        if isinstance(function, FunctionType):
            found.setdefault(function.__code__.co_filename, []).append(function)
    if frozen:
        gc.freeze()
    return found


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


class _Marking(ast.NodeTransformer):
    """Puts a mark before each statement of a function."""

    def __init__(self, starts: Sequence[int]) -> None:
        self.number = {line: k for k, line in enumerate(starts)}

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Mark the statements of a function, at every depth."""
        for inner in ast.walk(node):
            for field in ("body", "orelse", "finalbody"):
                block = getattr(inner, field, None)
                if isinstance(block, list):
                    setattr(inner, field, list(chain.from_iterable(self._both(statement) for statement in block)))
        return node

    def _both(self, statement: ast.stmt) -> Iterator[ast.stmt]:
        if isinstance(statement, (ast.Nonlocal, ast.Global)):
            yield statement
            return
        place = ast.Subscript(ast.Name(MARKS, ast.Load()), ast.Constant(self.number[statement.lineno]), ast.Store())
        yield ast.copy_location(ast.Assign([place], ast.Constant(1)), statement)
        yield statement
