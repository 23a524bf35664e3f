"""Faults that a person might make in a formula: which ones a file can bear, and the file with one of them in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from .alike import effort, same_by_form
from .operators import proposals

__all__ = ["Fault", "faults", "with_fault"]

UNSEEN = {"strict"}
"""Arguments of calls that change nothing for values that fit together."""
DECLARING = {"method", "scaling", "weighting", "pairwise"}
"""Decorators that make a plug-in of a function, whose defaults are the plug-in's."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one function.

    Attributes
    ----------
    path : Path
    function : str
        Qualified name; "" for a constant of the module.
    line : int
    kind : str
    before, after : str
        What stands there, and what takes its place.
    node, choice : int
        Which node of the file, and which of the proposals for it.
    """

    path: Path
    function: str
    line: int
    kind: str
    before: str
    after: str
    node: int
    choice: int

    def __str__(self) -> str:
        place = f"{self.path.parent.name}/{self.path.name}:{self.line}"
        return f"{place} [{self.kind}] {self.before} -> {self.after}"


def faults(path: Path) -> list[Fault]:
    """Return every fault that the code of a file can bear, in the order of its nodes: none that changes nothing by its form."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    number = {id(node): k for k, node in enumerate(nodes)}
    holder = {id(inner): node for node in nodes for inner in ast.iter_child_nodes(node)}
    found = []
    for function, names, inside in _places(tree):
        for node in inside:
            above = _above(node, holder)
            for choice, (kind, made) in enumerate(proposals(node, names)):
                if same_by_form(kind, node, above):
                    continue
                put = made()
                before, after = ast.unparse(node).splitlines(), "" if put is None else ast.unparse(ast.fix_missing_locations(put))
                if not after.strip() or before != after.splitlines():
                    line = getattr(node, "lineno", 0)
                    found.append(
                        Fault(path, function, line, kind, _short(" ".join(before)), _short(after) or "nothing", number[id(node)], choice)
                    )
    return sorted(found, key=lambda f: (f.line, f.node, f.choice))


def with_fault(fault: Fault) -> ast.Module:
    """Return the tree of the file with the fault in it."""
    tree = ast.parse(fault.path.read_text(encoding="utf-8"))
    target = list(ast.walk(tree))[fault.node]
    names = next((names for _, names, inside in _places(tree) if any(n is target for n in inside)), frozenset())
    put = list(proposals(target, names))[fault.choice][1]()
    return ast.fix_missing_locations(_Exchange(target, put).visit(tree))


class _Exchange(ast.NodeTransformer):
    def __init__(self, target: ast.AST, put: ast.AST | None) -> None:
        self.target, self.put = target, put

    def visit(self, node: ast.AST) -> ast.AST:
        if node is not self.target:
            return self.generic_visit(node)
        put = ast.Pass() if self.put is None else self.put
        return ast.copy_location(put, node)


def _above(node: ast.AST, holder: dict[int, ast.AST]) -> list[ast.AST]:
    """Return the nodes that hold one, the nearest first, up to its statement."""
    found: list[ast.AST] = []
    while not isinstance(node, ast.stmt) and (outer := holder.get(id(node))) is not None:
        found.append(outer)
        node = outer
    return found


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else line[:67] + "..."


def _places(tree: ast.Module) -> Iterator[tuple[str, frozenset[str], list[ast.AST]]]:
    """Yield functions with the names that they bind and the nodes that may bear a fault, and the constants of the module."""
    for statement, after in zip_longest(tree.body, tree.body[1:]):
        if isinstance(statement, ast.FunctionDef):
            yield statement.name, _bound(statement), list(_code(statement))
        elif isinstance(statement, ast.ClassDef):
            for inner in statement.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{statement.name}.{inner.name}", _bound(inner), list(_code(inner))
        elif isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant) and not effort(statement, after):
            yield "", frozenset(), [statement.value]


def _bound(function: ast.FunctionDef) -> frozenset[str]:
    stored = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return frozenset(stored | {n.arg for n in ast.walk(function) if isinstance(n, ast.arg)})


def _code(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Yield the nodes of a function's code, and the defaults of a plug-in: no docstring, annotation, decorator, or text for people."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    declared = any(isinstance(d, ast.Call) and getattr(d.func, "id", "") in DECLARING for d in function.decorator_list)
    open_ = [*(d for d in function.args.kw_defaults if declared and isinstance(d, ast.Constant)), *body]
    while open_:
        node = open_.pop(0)
        yield node
        if isinstance(node, ast.FunctionDef):
            open_ += node.body[1:] if ast.get_docstring(node) is not None else node.body
        elif isinstance(node, ast.Raise) or (isinstance(node, ast.keyword) and node.arg in UNSEEN):
            continue
        elif isinstance(node, ast.Lambda):
            open_.append(node.body)
        elif isinstance(node, ast.AnnAssign):
            open_ += [node.value] if node.value else []
        elif not isinstance(node, ast.JoinedStr):
            open_ += list(ast.iter_child_nodes(node))
