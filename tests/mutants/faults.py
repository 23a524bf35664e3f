"""Faults that a person might make in a formula: which ones a file can bear, and the file with one of them in it."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Fault", "faults", "with_fault"]

Proposal = tuple[str, Callable[[], ast.AST | None]]
"""A kind of fault, and what stands in the node's place; None for nothing."""

OTHER_OPERATOR: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Mod: ast.Mult,
}  # fmt: skip
BOUNDARY: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
EXCHANGED = {
    name: other
    for pair in (
        ("min", "max"), ("minimum", "maximum"), ("smallest", "largest"), ("mean", "sum"), ("any", "all"), ("floor", "ceil"),
        ("zeros_like", "ones_like"), ("exp", "log"), ("dot", "largest_weighted"), ("prod", "sum"),
    )
    for name, other in (pair, pair[::-1])
}  # fmt: skip
PAIRED = {
    name: other
    for pair in (
        ("best", "worst"), ("low", "high"), ("lower", "upper"), ("gain", "loss"), ("to_best", "to_worst"), ("start", "end"),
        ("positive", "negative"), ("plus", "minus"), ("first", "last"), ("ideal", "anti"), ("q", "p"), ("gains", "losses"),
        ("benefits", "costs"), ("before", "after"), ("row", "column"), ("n", "m"),
    )
    for name, other in (pair, pair[::-1])
}  # fmt: skip
TEXTS = {"step", "McdaError", "DomainError", "PluginError", "ShapeError", "LabelError", "MissingError"}
"""Calls of which the words are for people: their texts bear no fault."""


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
    """Return every fault that the code of a file can bear, in the order of its nodes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    number = {id(node): k for k, node in enumerate(nodes)}
    found = []
    for function, names, inside in _places(tree):
        for node in inside:
            for choice, (kind, made) in enumerate(_proposals(node, names)):
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
    put = list(_proposals(target, names))[fault.choice][1]()
    return ast.fix_missing_locations(_Exchange(target, put).visit(tree))


class _Exchange(ast.NodeTransformer):
    def __init__(self, target: ast.AST, put: ast.AST | None) -> None:
        self.target, self.put = target, put

    def visit(self, node: ast.AST) -> ast.AST:
        if node is not self.target:
            return self.generic_visit(node)
        put = ast.Pass() if self.put is None else self.put
        return ast.copy_location(put, node)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else line[:67] + "..."


def _places(tree: ast.Module) -> Iterator[tuple[str, frozenset[str], list[ast.AST]]]:
    """Yield functions with the names that they bind and the nodes that may bear a fault, and the constants of the module."""
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef):
            yield statement.name, _bound(statement), list(_code(statement))
        elif isinstance(statement, ast.ClassDef):
            for inner in statement.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{statement.name}.{inner.name}", _bound(inner), list(_code(inner))
        elif isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant):
            yield "", frozenset(), [statement.value]


def _bound(function: ast.FunctionDef) -> frozenset[str]:
    stored = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return frozenset(stored | {n.arg for n in ast.walk(function) if isinstance(n, ast.arg)})


def _code(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Yield the nodes of a function's code: no docstring, annotation, decorator, default, or text for people."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    open_ = list(body)
    while open_:
        node = open_.pop(0)
        yield node
        if isinstance(node, ast.FunctionDef):
            open_ += node.body[1:] if ast.get_docstring(node) is not None else node.body
        elif isinstance(node, ast.Raise):
            continue
        elif isinstance(node, ast.Lambda):
            open_.append(node.body)
        elif isinstance(node, ast.AnnAssign):
            open_ += [node.value] if node.value else []
        elif not isinstance(node, ast.JoinedStr):
            open_ += list(ast.iter_child_nodes(node))


def _proposals(node: ast.AST, names: frozenset[str]) -> Iterator[Proposal]:
    """Yield what may go wrong at a node. It depends on the node and on the names alone, so that a number finds it again."""
    if isinstance(node, ast.BinOp):
        yield from _arithmetic(node)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for kind, others in (("compare boundary", BOUNDARY), ("compare flipped", FLIPPED)):
            other = others.get(type(node.ops[0]))
            if other:
                yield kind, lambda other=other: ast.Compare(node.left, [other()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        turned = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and/or", lambda: ast.BoolOp(turned, node.values)
        yield "term dropped", lambda: node.values[0]
        yield "term dropped", lambda: node.values[-1]
    elif isinstance(node, ast.UnaryOp):
        if not isinstance(node.operand, ast.Constant):
            yield "minus or not dropped", lambda: node.operand
    elif isinstance(node, ast.IfExp):
        yield "condition negated", lambda: ast.IfExp(node.test, node.orelse, node.body)
    elif isinstance(node, (ast.If, ast.While)):
        yield "condition negated", lambda: type(node)(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.Attribute) and node.attr in EXCHANGED:
        yield "min/max, mean/sum", lambda: ast.Attribute(node.value, EXCHANGED[node.attr], node.ctx)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield from _name(node, names)
    elif isinstance(node, ast.AugAssign) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield "statement dropped", lambda: None
    elif isinstance(node, ast.Raise):
        yield "refusal dropped", lambda: None
    elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        name = node.targets[0].id
        if any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(node.value)):
            yield "statement dropped", lambda: None


def _arithmetic(node: ast.BinOp) -> Iterator[Proposal]:
    other = OTHER_OPERATOR.get(type(node.op))
    if other:
        yield "operator", lambda: ast.BinOp(node.left, other(), node.right)
    if isinstance(node.op, (ast.Add, ast.Sub, ast.Mult, ast.BitAnd, ast.BitOr)):
        yield "term dropped", lambda: node.left
        if not isinstance(node.op, ast.Sub):
            yield "term dropped", lambda: node.right
        else:
            yield "operands exchanged", lambda: ast.BinOp(node.right, node.op, node.left)
    elif isinstance(node.op, ast.Div):
        yield "divisor dropped", lambda: node.left
        yield "operands exchanged", lambda: ast.BinOp(node.right, node.op, node.left)
    elif isinstance(node.op, ast.Pow):
        yield "power dropped", lambda: node.left


def _constant(node: ast.Constant) -> Iterator[Proposal]:
    value = node.value
    if isinstance(value, bool):
        yield "constant", lambda: ast.Constant(not value)
    elif isinstance(value, (int, float)):
        yield "constant", lambda: ast.Constant(value + 1)
        if isinstance(value, float) and value:
            yield "constant", lambda: ast.Constant(value * 1.5)
        elif value > 0:
            yield "constant", lambda: ast.Constant(value - 1)


def _call(node: ast.Call) -> Iterator[Proposal]:
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called in TEXTS:
        return
    args = node.args
    plain = [a for a in args if not isinstance(a, ast.Starred)]
    if len(plain) == len(args) >= 1:
        yield "call dropped", lambda: args[0]
    if len(plain) == len(args) >= 2:
        yield "arguments exchanged", lambda: ast.Call(node.func, [args[1], args[0], *args[2:]], node.keywords)
    if len(plain) == len(args) >= 3:
        yield "arguments exchanged", lambda: ast.Call(node.func, [args[0], args[2], args[1], *args[3:]], node.keywords)
    for place, keyword in enumerate(node.keywords):
        if keyword.arg not in (None, "hint", "keepdims", "stacklevel"):
            yield "keyword dropped", lambda k=place: ast.Call(node.func, args, [*node.keywords[:k], *node.keywords[k + 1 :]])
        if keyword.arg in ("axis", "axes"):
            yield "axis", lambda k=place: _other_axis(node, k)
    if called in ("smallest", "largest") and len(args) == 2:
        yield "axis", lambda: ast.Call(node.func, [args[0], _axis(args[1])], node.keywords)


def _other_axis(node: ast.Call, place: int) -> ast.Call:
    keyword = ast.keyword(node.keywords[place].arg, _axis(node.keywords[place].value))
    return ast.Call(node.func, node.args, [*node.keywords[:place], keyword, *node.keywords[place + 1 :]])


def _axis(node: ast.expr) -> ast.expr:
    """Return the other one of the last two axes."""
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return copy.deepcopy(node)
    return ast.UnaryOp(ast.USub(), ast.Constant(1 if value == -2 else 2)) if isinstance(value, int) else copy.deepcopy(node)


def _name(node: ast.Name, names: frozenset[str]) -> Iterator[Proposal]:
    if node.id in ("w", "s") and node.id in names:
        yield f"{node.id} by ones", lambda: ast.BinOp(ast.BinOp(node, ast.Mult(), ast.Constant(0)), ast.Add(), ast.Constant(1.0))
    if node.id in EXCHANGED:
        yield "min/max, mean/sum", lambda: ast.Name(EXCHANGED[node.id], node.ctx)
    if node.id in PAIRED and PAIRED[node.id] in names:
        yield "paired name", lambda: ast.Name(PAIRED[node.id], node.ctx)
