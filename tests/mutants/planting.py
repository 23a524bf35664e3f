"""Plants a fault in the running process: the function keeps its identity, and everybody who has it runs the changed code."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from importlib import import_module
from inspect import unwrap
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from mcda_orch.core.frozen import FrozenMap
from mcda_orch.plugin.plugin import Plugin

from .faults import Fault, with_fault

__all__ = ["SOURCE", "module_of", "planted"]

SOURCE = Path(sys.modules["mcda_orch"].__file__).parent
"""Where the library stands."""


def module_of(path: Path) -> ModuleType:
    """Return the module that a file of the library is."""
    return import_module(".".join(("mcda_orch", *path.relative_to(SOURCE).with_suffix("").parts)))


@contextmanager
def planted(fault: Fault) -> Iterator[None]:
    """Run with the fault inside; afterwards everything is as it was.

    Raises
    ------
    SyntaxError, ValueError
        If the changed file is no code, or the changed function closes over other names.
    """
    module = module_of(fault.path)
    tree = with_fault(fault)
    whole = compile(tree, str(fault.path), "exec", dont_inherit=True)
    if not fault.function:
        with _constant(module, whole, fault):
            yield
        return
    changed = {(code.co_qualname, code.co_firstlineno): code for code in _codes(whole)}
    function = next(f for f in _functions(module) if f.__qualname__ == fault.function and _holds(f.__code__, fault.line))
    sound = function.__code__
    function.__code__ = changed[sound.co_qualname, sound.co_firstlineno]
    try:
        with _defaults(module, function, tree):
            yield
    finally:
        function.__code__ = sound


@contextmanager
def _defaults(module: ModuleType, function: FunctionType, tree: ast.Module) -> Iterator[None]:
    """Give a plug-in the changed default of its function, if one is changed."""
    plugin = next((p for p in vars(module).values() if isinstance(p, Plugin) and p.function is function), None)
    written = next((f.args for f in tree.body if isinstance(f, ast.FunctionDef) and f.name == function.__name__), None)
    sound = function.__kwdefaults__
    if plugin is None or written is None or not sound:
        yield
        return
    constants = {a.arg: d.value for a, d in zip(written.kwonlyargs, written.kw_defaults, strict=True) if isinstance(d, ast.Constant)}
    changed = {name: value for name, value in constants.items() if value != sound[name]}
    params = plugin.params
    fresh = {name: replace(param, default=changed.get(name, param.default)) for name, param in params.items()}
    function.__kwdefaults__ = {**sound, **changed}
    object.__setattr__(plugin, "params", FrozenMap(fresh) if changed else params)
    try:
        yield
    finally:
        function.__kwdefaults__ = sound
        object.__setattr__(plugin, "params", params)


@contextmanager
def _constant(module: ModuleType, whole: CodeType, fault: Fault) -> Iterator[None]:
    """Put the changed constant into every module that has it."""
    fresh: dict[str, Any] = {"__name__": module.__name__, "__package__": module.__package__, "__file__": module.__file__}
    exec(whole, fresh)
    name = next(
        key
        for key, value in vars(module).items()
        if not key.startswith("__") and isinstance(value, (int, float, str)) and fresh.get(key) != value
    )
    sound = getattr(module, name)
    holders = [m for key, m in list(sys.modules.items()) if key.startswith("mcda_orch") and vars(m).get(name) is sound]
    for holder in holders:
        setattr(holder, name, fresh[name])
    try:
        yield
    finally:
        for holder in holders:
            setattr(holder, name, sound)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _holds(code: CodeType, line: int) -> bool:
    return code.co_firstlineno <= line <= max((at for *_, at in code.co_lines() if at), default=0) or any(
        _holds(inner, line) for inner in code.co_consts if isinstance(inner, CodeType)
    )


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    """Yield the functions that a module defines, those of its plug-ins and classes too."""
    for value in vars(module).values():
        if isinstance(value, type) and value.__module__ == module.__name__:
            for inner in vars(value).values():
                yield from _plain(inner, module)
        else:
            yield from _plain(value, module)


def _plain(value: Any, module: ModuleType) -> Iterator[FunctionType]:
    if isinstance(value, Plugin):
        value = value.function
    if isinstance(value, property):
        value = value.fget
    elif isinstance(value, (classmethod, staticmethod)):
        value = value.__func__
    elif isinstance(value, cached_property):
        value = value.func
    elif callable(value) and hasattr(value, "__wrapped__") and not isinstance(value, type):
        value = unwrap(value)
    if isinstance(value, FunctionType) and value.__module__ == module.__name__:
        yield value
