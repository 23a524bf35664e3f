"""Changes that cannot change an answer, whatever the numbers are: they are no faults, and none of them is planted."""

from __future__ import annotations

import ast
import re

__all__ = ["effort", "same_by_form"]

EVEN = {"abs", "absolute", "square", "fabs"}
"""Functions that do not see the sign of what they are given."""
SYMMETRIC = {"min", "max", "minimum", "maximum", "gcd", "lcm", "hypot", "logical_and", "logical_or", "array_equal"}
"""Functions of two for which the order does not matter."""
SIGNED = ("operands exchanged", "sign turned", "minus or not dropped")
"""Faults that turn the sign of what stands there, unless a quotient is exchanged."""
LIMIT = re.compile(r"\b(up to|at most|after which|beyond|kept|remembered|side by side|faster|longer)\b", re.IGNORECASE)
LARGE = 16
"""A limit of effort is told from a rule that people see by its size."""


def same_by_form(kind: str, node: ast.AST, above: list[ast.AST]) -> bool:
    """Tell whether a fault of a kind changes nothing.

    Parameters
    ----------
    kind : str
    node : ast.AST
    above : list of ast.AST
        The nodes that hold it, the nearest first.
    """
    if kind in SIGNED:
        return _turned(node) and _unsigned(node, above)
    if kind == "arguments exchanged":
        assert isinstance(node, ast.Call)
        return _called(node) in SYMMETRIC and len(node.args) == 2 and not node.keywords
    if kind == "compare boundary":
        assert isinstance(node, ast.Compare)
        return len(node.ops) == 1 and (_counted(node) or _same_where_equal(node, above[0]))
    return False


def effort(constant: ast.Assign, after: ast.stmt | None) -> bool:
    """Tell whether a constant of a module limits effort: one more or less of what is tried or kept changes no answer."""
    said = after.value if isinstance(after, ast.Expr) else None
    value = constant.value.value if isinstance(constant.value, ast.Constant) else None
    large = isinstance(value, int) and value >= LARGE
    return large and isinstance(said, ast.Constant) and isinstance(said.value, str) and bool(LIMIT.search(said.value))


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _turned(node: ast.AST) -> bool:
    """Tell whether such a fault turns a sign: that of a difference, of a negative, or of the whole."""
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.USub)
    return not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div))


def _unsigned(node: ast.AST, above: list[ast.AST]) -> bool:
    """Tell whether nobody sees the sign of an expression: products pass it on to what forgets it."""
    for outer in above:
        if isinstance(outer, ast.Call):
            return _called(outer) in EVEN and len(outer.args) == 1 and outer.args[0] is node
        if isinstance(outer, ast.Compare):
            sides = [outer.left, *outer.comparators]
            return (
                isinstance(outer.ops[0], (ast.Eq, ast.NotEq))
                and len(sides) == 2
                and any(_is(side, 0) for side in sides if side is not node)
            )
        if isinstance(outer, ast.BinOp) and isinstance(outer.op, ast.Pow):
            return outer.left is node and _is(outer.right, 2)
        passes = isinstance(outer, ast.BinOp) and isinstance(outer.op, (ast.Mult, ast.Div))
        if not passes and not (isinstance(outer, ast.UnaryOp) and isinstance(outer.op, ast.USub)):
            return False
        node = outer
    return False


def _is(node: ast.AST, value: int) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value == value


def _counted(node: ast.Compare) -> bool:
    """Tell whether a length is asked not to be nil, which is to be above it."""
    length = isinstance(node.left, ast.Call) and _called(node.left) == "len"
    return length and isinstance(node.ops[0], ast.NotEq) and _is(node.comparators[0], 0)


def _same_where_equal(node: ast.Compare, outer: ast.AST) -> bool:
    """Tell whether the smaller or the larger of two is taken, which are the same where they are equal."""
    if not isinstance(node.ops[0], (ast.Lt, ast.LtE, ast.Gt, ast.GtE)):
        return False
    compared = {ast.dump(node.left), ast.dump(node.comparators[0])}
    if isinstance(outer, ast.IfExp) and outer.test is node:
        return {ast.dump(outer.body), ast.dump(outer.orelse)} == compared
    if isinstance(outer, ast.If) and outer.test is node and not outer.orelse and len(outer.body) == 1:
        (put,) = outer.body
        if isinstance(put, ast.Assign) and len(put.targets) == 1 and isinstance(put.targets[0], ast.Name):
            return {ast.dump(ast.Name(put.targets[0].id, ast.Load())), ast.dump(put.value)} == compared
    return False
