"""What may go wrong at one node of a formula: other operators, signs, axes, bounds, names, calls, conditions, and what is left out."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator

__all__ = ["Proposal", "proposals"]

Proposal = tuple[str, Callable[[], ast.AST | None]]
"""A kind of fault, and what stands in the node's place; None for nothing."""

OTHER_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult), ast.Sub: (ast.Add, ast.Mult), ast.Mult: (ast.Div, ast.Add), ast.Div: (ast.Mult, ast.Sub),
    ast.Pow: (ast.Mult, ast.Div), ast.FloorDiv: (ast.Mult,), ast.BitAnd: (ast.BitOr,), ast.BitOr: (ast.BitAnd,), ast.Mod: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}  # fmt: skip
BOUNDARY: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.GtE, ast.NotEq: ast.Gt,
}  # fmt: skip
FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
EXCHANGED: dict[str, list[str]] = {}
for pair in (
    ("min", "max"), ("minimum", "maximum"), ("smallest", "largest"), ("mean", "sum"), ("any", "all"), ("floor", "ceil"),
    ("zeros_like", "ones_like"), ("zeros", "ones"), ("exp", "log"), ("dot", "largest_weighted"), ("prod", "sum"), ("sqrt", "square"),
    ("argmin", "argmax"), ("cumsum", "cumprod"), ("triu", "tril"), ("var", "std"), ("median", "mean"), ("sqrt", "abs"), ("max", "sum"),
    ("isfinite", "isnan"), ("less", "greater"), ("logical_and", "logical_or"), ("left", "right"),
):  # fmt: skip
    for name, other in (pair, pair[::-1]):
        EXCHANGED.setdefault(name, []).append(other)
PAIRED = {
    name: other
    for pair in (
        ("best", "worst"), ("low", "high"), ("lower", "upper"), ("gain", "loss"), ("to_best", "to_worst"), ("start", "end"),
        ("positive", "negative"), ("plus", "minus"), ("first", "last"), ("ideal", "anti"), ("q", "p"), ("gains", "losses"),
        ("benefits", "costs"), ("before", "after"), ("row", "column"), ("n", "m"),
    )
    for name, other in (pair, pair[::-1])
}  # fmt: skip
LIBRARIES = {"xp", "np", "math", "linalg"}
"""Names whose attributes are functions, not methods of a value."""
TEXTS = {"McdaError", "DomainError", "PluginError", "ShapeError", "LabelError", "MissingError"}
"""Calls of which the words are for people: their texts bear no fault."""


def proposals(node: ast.AST, names: frozenset[str]) -> Iterator[Proposal]:
    """Yield what may go wrong at a node. It depends on the node and on the names alone, so that a number finds it again."""
    if isinstance(node, ast.expr):
        yield from _expression(node, names)
    else:
        yield from _statement(node)


def _expression(node: ast.expr, names: frozenset[str]) -> Iterator[Proposal]:
    if isinstance(node, ast.BinOp):
        yield from _arithmetic(node)
    elif isinstance(node, ast.Compare):
        yield from _comparison(node)
    elif isinstance(node, ast.BoolOp):
        turned = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and/or", lambda: ast.BoolOp(turned, node.values)
        yield "term dropped", lambda: node.values[0]
        yield "term dropped", lambda: node.values[-1]
    elif isinstance(node, ast.UnaryOp):
        yield "minus or not dropped", lambda: node.operand
    elif isinstance(node, ast.IfExp):
        yield "condition negated", lambda: ast.IfExp(node.test, node.orelse, node.body)
        yield "branch alone", lambda: node.body
        yield "branch alone", lambda: node.orelse
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.Attribute):
        for other in EXCHANGED.get(node.attr, ()):
            yield "min/max, mean/sum", lambda other=other: ast.Attribute(node.value, other, node.ctx)
        if node.attr in PAIRED and not isinstance(node.ctx, ast.Store) and node.attr not in ("n", "m", "x", "r", "w", "s", "p", "q"):
            yield "paired name", lambda: ast.Attribute(node.value, PAIRED[node.attr], node.ctx)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield from _name(node, names)
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        yield from _subscript(node)
    elif isinstance(node, (ast.GeneratorExp, ast.ListComp, ast.SetComp)) and len(node.generators) == 1 and node.generators[0].ifs:
        one = node.generators[0]
        bare = ast.comprehension(one.target, one.iter, [], one.is_async)
        yield "condition dropped", lambda: type(node)(node.elt, [bare])


def _statement(node: ast.AST) -> Iterator[Proposal]:
    if isinstance(node, (ast.If, ast.While)):
        yield "condition negated", lambda: type(node)(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
        if isinstance(node, ast.If) and not isinstance(node.body[0], ast.Raise):
            yield "branch dropped", lambda: ast.If(ast.Constant(False), node.body, node.orelse)
            yield "branch always", lambda: ast.If(ast.Constant(True), node.body, node.orelse)
    elif isinstance(node, ast.For):
        yield "loop dropped", lambda: ast.For(node.target, ast.List([], ast.Load()), node.body, node.orelse)
        yield "loop once", lambda: ast.For(node.target, node.iter, [*node.body, ast.Break()], [])
    elif isinstance(node, ast.AugAssign):
        yield "statement dropped", lambda: None
        for other in OTHER_OPERATORS.get(type(node.op), ()):
            yield "operator", lambda other=other: ast.AugAssign(node.target, other(), node.value)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "statement dropped", lambda: None
    elif isinstance(node, ast.Raise):
        yield "refusal dropped", lambda: None
    elif isinstance(node, (ast.Break, ast.Continue)):
        yield "break/continue", lambda: ast.Continue() if isinstance(node, ast.Break) else ast.Break()
    elif isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
        own = isinstance(target, ast.Name) and any(isinstance(n, ast.Name) and n.id == target.id for n in ast.walk(node.value))
        if own or isinstance(target, ast.Subscript):
            yield "statement dropped", lambda: None


def _arithmetic(node: ast.BinOp) -> Iterator[Proposal]:
    for other in OTHER_OPERATORS.get(type(node.op), ()):
        yield "operator", lambda other=other: ast.BinOp(node.left, other(), node.right)
    if isinstance(node.op, (ast.Add, ast.Sub, ast.Mult, ast.BitAnd, ast.BitOr)):
        yield "term dropped", lambda: node.left
        yield "term dropped", lambda: node.right
        if isinstance(node.op, ast.Sub):
            yield "operands exchanged", lambda: ast.BinOp(node.right, node.op, node.left)
    elif isinstance(node.op, ast.Div):
        yield "divisor dropped", lambda: node.left
        yield "operands exchanged", lambda: ast.BinOp(node.right, node.op, node.left)
    elif isinstance(node.op, ast.Pow):
        yield "power dropped", lambda: node.left
    if isinstance(node.op, (ast.Mult, ast.Div, ast.Pow)):
        yield "sign turned", lambda: ast.UnaryOp(ast.USub(), node)


def _comparison(node: ast.Compare) -> Iterator[Proposal]:
    for place, op in enumerate(node.ops):
        for kind, others in (("compare boundary", BOUNDARY), ("compare flipped", FLIPPED)):
            other = others.get(type(op))
            if other and (
                kind == "compare flipped" or not isinstance(node.comparators[place], (ast.Constant, ast.Tuple)) or _number(node, place)
            ):
                ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
                yield kind, lambda ops=ops: ast.Compare(node.left, ops, node.comparators)


def _number(node: ast.Compare, place: int) -> bool:
    given = node.comparators[place]
    return isinstance(given, ast.Constant) and isinstance(given.value, (int, float)) and not isinstance(given.value, bool)


def _constant(node: ast.Constant) -> Iterator[Proposal]:
    value = node.value
    if isinstance(value, bool):
        yield "constant", lambda: ast.Constant(not value)
    elif isinstance(value, (int, float)):
        yield "constant", lambda: ast.Constant(value + 1)
        if isinstance(value, float) and value:
            yield "constant", lambda: ast.Constant(value * 1.5)
            yield "constant", lambda: ast.Constant(0.0)
        elif value > 0:
            yield "constant", lambda: ast.Constant(value - 1)


def _call(node: ast.Call) -> Iterator[Proposal]:
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    args = node.args
    if called in TEXTS or any(isinstance(a, ast.Starred) for a in args):
        return
    if called == "step":
        yield "step not shown", lambda: args[-1]
        return
    if called in ("zip", "range", "enumerate", "len", "isinstance", "namespace", "tuple", "list"):
        places: tuple[int, ...] = ()
    else:
        places = tuple(range(min(len(args), 3)))
    for place in places:
        yield "call dropped", lambda place=place: args[place]
    if isinstance(node.func, ast.Attribute) and not (isinstance(node.func.value, ast.Name) and node.func.value.id in LIBRARIES):
        own = node.func.value
        yield "call dropped", lambda: own
    if len(args) >= 2:
        yield "arguments exchanged", lambda: ast.Call(node.func, [args[1], args[0], *args[2:]], node.keywords)
    if len(args) >= 3:
        yield "arguments exchanged", lambda: ast.Call(node.func, [args[0], args[2], args[1], *args[3:]], node.keywords)
    for place, keyword in enumerate(node.keywords):
        if keyword.arg not in (None, "hint", "stacklevel", "strict"):
            yield "keyword dropped", lambda k=place: ast.Call(node.func, args, [*node.keywords[:k], *node.keywords[k + 1 :]])
        if keyword.arg in ("axis", "axes"):
            yield "axis", lambda k=place: _other_axis(node, k)
    if called in ("smallest", "largest") and len(args) == 2:
        yield "axis", lambda: ast.Call(node.func, [args[0], _axis(args[1])], node.keywords)
    if called in ("min", "max", "sum", "mean", "sqrt", "dot", "exp", "log", "ratio", "where", "abs") and isinstance(
        node.func, (ast.Attribute, ast.Name)
    ):
        yield "sign turned", lambda: ast.UnaryOp(ast.USub(), node)


def _subscript(node: ast.Subscript) -> Iterator[Proposal]:
    index = node.slice
    parts = index.elts if isinstance(index, ast.Tuple) else [index]

    def with_part(place: int, part: ast.expr) -> ast.Subscript:
        new = [*parts[:place], part, *parts[place + 1 :]]
        return ast.Subscript(node.value, ast.Tuple(new, ast.Load()) if isinstance(index, ast.Tuple) else part, node.ctx)

    for place, part in enumerate(parts):
        if isinstance(part, ast.Slice):
            if part.lower is not None:
                yield "bound dropped", lambda place=place, part=part: with_part(place, ast.Slice(None, part.upper, part.step))
            if part.upper is not None:
                yield "bound dropped", lambda place=place, part=part: with_part(place, ast.Slice(part.lower, None, part.step))
            if part.step is not None:
                yield "bound dropped", lambda place=place, part=part: with_part(place, ast.Slice(part.lower, part.upper, None))
    if len(parts) > 1 and ast.dump(parts[-1]) != ast.dump(parts[-2]):
        yield "axes exchanged", lambda: ast.Subscript(node.value, ast.Tuple([*parts[:-2], parts[-1], parts[-2]], ast.Load()), node.ctx)
    yield "index dropped", lambda: node.value


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
    for other in EXCHANGED.get(node.id, ()) if node.id not in names else ():
        yield "min/max, mean/sum", lambda other=other: ast.Name(other, node.ctx)
    if node.id in PAIRED and PAIRED[node.id] in names and node.id in names:
        yield "paired name", lambda: ast.Name(PAIRED[node.id], node.ctx)
    others = sorted(names - LIBRARIES)
    if node.id in others and len(others) > 1:
        after = others[(others.index(node.id) + 1) % len(others)]
        yield "other name", lambda: ast.Name(after, node.ctx)
