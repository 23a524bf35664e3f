"""Says in the words of the command line what errors say in those of Python: ``--label name`` for ``label="name"``."""

from __future__ import annotations

import ast
import re
import shlex
from typing import Any

__all__ = ["on_the_command_line"]

FLAGS = {
    "directions": "--direction",
    "method": "--method",
    "winner": "--winner",
    "over": "--over",
    "order": "--order",
    "rounding": "--rounding",
    "draws": "--draws",
    "workers": "--workers",
    "scale": "--scale",
    "criteria": "--criteria",
    "ranking": "--ranking",
}
SAME = ("label", "notes", "weights", "published", "layout", "table", "sheet", "levels", "na", "marks", "decimal", "thousands", "blanks")
"""Keywords of `mcda_orch.read` whose option has the same name."""

_TEXT = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_LIST = rf"""\[(?:{_TEXT}|[^\[\]'"])*\]"""
_DICT = rf"""\{{(?:{_TEXT}|[^{{}}'"])*\}}"""
_VALUE = rf"""\{{(?:{_TEXT}|{_LIST}|{_DICT}|[^{{}}\[\]'"])*\}}|{_LIST}|\([^()]*\)|{_TEXT}|[\w.]+\([^()]*\)|[\w.+-]*[\w+-]|"""
_ASKED = re.compile(rf"(?<![\w'\"./-])(?:pass )?(?P<word>[a-z_]+)=(?P<value>{_VALUE})")


_PLUGIN = re.compile(r"(?<=\buse )mo\.(?:scalings\.|weightings\.)?(\w+)(?!\w|\(|\.\w)")
"""A plug-in that a hint says to use, which the command line knows by its bare name."""

_NAMES = re.compile(r"mo\.names\('(\w+)'\)")
"""What lists plug-ins."""


def on_the_command_line(text: str, *, params: bool = True) -> str:
    r"""Return a text with its Python keywords turned into options; other keywords are those of methods, where `params` says so.

    Examples
    --------
    >>> on_the_command_line("say label='Tool', or blanks=0 (a number), header=False, levels={'✅': 1, '❌': 0}.")
    "say --label Tool, or --blanks 0 (a number), --no-header, --levels '✅=1,❌=0'."
    >>> on_the_command_line("say levels={'speed': ['slow', 'fast']} or label=False")
    "say --levels 'speed=slow<fast' or --no-label"
    >>> on_the_command_line("levels={'ok (paid)': NUMBER} or levels={'log [d]': ['WORST', '...', 'BEST']}, notes=['a, b', 'c [d]']")
    '--levels \'ok (paid)=NUMBER\' or --levels \'log [d]=WORST<...<BEST\', --notes \'"a, b",c [d]\''
    >>> on_the_command_line("outside=True reads it all the same")
    '--outside reads it all the same'
    >>> on_the_command_line("levels=2, or fewer criteria.")
    '--param levels=2, or fewer criteria.'
    >>> on_the_command_line("pass function='linear' with it, or weights=mo.Weights({name: weight})")
    '--param function=linear with it, or --weights NAME=WEIGHT,...'
    >>> on_the_command_line("wsm is the weighted sum; use mo.wsm.")
    'wsm is the weighted sum; use wsm.'
    >>> on_the_command_line("mo.names('scaling') lists them.")
    'mcda-orch methods --family scaling lists them.'
    """
    text = _NAMES.sub(lambda found: "mcda-orch methods" + (f" --family {found[1]}" if found[1] != "score" else ""), text)
    return _PLUGIN.sub(r"\1", _ASKED.sub(lambda found: _option(found, params), text))


def _option(found: re.Match[str], params: bool) -> str:
    word, value = found["word"], found["value"]
    if word == "outside":
        return "--outside"
    if word in ("header", "label") and value in ("True", "False"):
        return f"--{word}" if value == "True" else f"--no-{word}"
    if word == "weights" and "(" in value:
        return "--weights NAME=WEIGHT,..."
    written = _written(value)
    if word == "levels" and params and value.isdigit():  # how many a method makes, not what the words of a table mean
        return f"--param levels={value}"
    if word in FLAGS or word in SAME:
        return f"{FLAGS.get(word, f'--{word}')}{f' {shlex.quote(written)}' if written else ''}"
    return f"--param {word}={written}" if params else found[0]


def _written(value: str) -> str:
    """Return a Python value as it is written behind an option."""
    try:
        return _plain(_read(ast.parse(value, mode="eval").body))
    except (ValueError, SyntaxError):
        return value.strip("{}[]()")


def _read(node: ast.expr) -> Any:
    """Return a value as `ast.literal_eval` does; a bare name stands for what the reader is to fill in."""
    if isinstance(node, ast.Dict):
        return {_read(key): _read(value) for key, value in zip(node.keys, node.values, strict=True) if key is not None}
    if isinstance(node, ast.Name) and node.id.isupper():
        return node.id
    return ast.literal_eval(node)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ",".join(f"{_quoted(k)}={_levels(v)}" for k, v in value.items())
    return ",".join(map(_quoted, value)) if isinstance(value, (list, tuple)) else str(value)


def _levels(value: Any) -> str:
    """Return the levels of a criterion as they are written: from the worst on, with their numbers where these are said."""
    if isinstance(value, dict):
        return "<".join(f"{word} {number:g}" for word, number in sorted(value.items(), key=lambda level: level[1]))
    return "<".join("..." if word is ... else str(word) for word in value) if isinstance(value, (list, tuple)) else str(value)


def _quoted(part: Any) -> str:
    """Return a part of a list, in quotes where it holds what parts lists."""
    return f'"{part}"' if set(str(part)) & set(",;") else str(part)
