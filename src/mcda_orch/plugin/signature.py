"""How a plug-in introduces itself: the labelled call first, with an example, then its kernel on bare arrays."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from inspect import Parameter, Signature
from typing import Any

from ..core.pattern import pattern
from .family import AGREEMENT, CONSENSUS, PAIRWISE, SCALING, SCORE, WEIGHT_AGREEMENT, WEIGHTING, Family

__all__ = ["labelled_signature", "reference", "sections"]

_MATRIX = (
    "matrix",
    Parameter.empty,
    "DecisionMatrix or Problem",
    "Alternatives in rows, criteria in columns; a dataframe or an array is read as one.",
)
_WEIGHTS = (
    "weights",
    None,
    "Weights, mapping of criterion to number, array_like or name of a weighting, optional",
    "Those of the problem, unless given.",
)
_BLANKS = (
    "blanks",
    None,
    'Blanks, number, "refuse", "worst", "best", "mean" or "redistribute", optional',
    "What a blank cell means; the policy of the problem, else refused, unless given.",
)
_CALLS: Mapping[Family, tuple[tuple[tuple[str, Any, str, str], ...], str, str]] = {
    SCORE: (
        (_MATRIX, _WEIGHTS, _BLANKS),
        "Outcome",
        "Its `scores`, `ranks`, `best`, `steps` and `explain(a, b)`; it prints as a ranking.",
    ),
    SCALING: ((_MATRIX, _BLANKS), "DecisionMatrix", "The scaled values, of which more is better on every criterion."),
    WEIGHTING: ((_MATRIX, _BLANKS), "Weights", "One weight for each criterion."),
    PAIRWISE: (
        (
            ("judgements", Parameter.empty, "array_like, shape (m, m)", "Row against column: how many times as important; reciprocal."),
            ("criteria", None, "sequence of str, optional", "Names of what is compared; ``C1, C2, ...`` unless given."),
        ),
        "Weights",
        "One priority for each, their sum 1.",
    ),
    CONSENSUS: (
        (
            (
                "rankings",
                Parameter.empty,
                "sequence of rankings, mapping of voter to ranking, dataframe with a column for each voter, or Comparison",
                'Each an outcome, a Ranking, ``{name: rank}``, names from the best on, ``"Ant > Bee ~ Cat"``, or bare ranks.',
            ),
            (
                "weights",
                None,
                "sequence of numbers, or mapping of voter to number, optional",
                "How much each voter counts; 1 unless given.",
            ),
        ),
        "Consensus",
        "Its `ranking`, `optima`, `distances` and `pivotal`; it prints as a table.",
    ),
    AGREEMENT: (
        tuple(
            (
                name,
                Parameter.empty,
                "Ranking, Outcome, Consensus, mapping of alternative to rank, order as text, or ranks",
                f"The {which} ranking.",
            )
            for name, which in (("a", "first"), ("b", "second"))
        ),
        "float or None",
        "None where it is not defined; `why(a, b)` says why, and `pairs(rankings)` compares every two of several.",
    ),
    WEIGHT_AGREEMENT: (
        tuple(
            (name, Parameter.empty, "Weights, Outcome, mapping of criterion to weight, or numbers", f"The {which} weights.")
            for name, which in (("a", "first"), ("b", "second"))
        ),
        "float or None",
        "None where it is not defined; `why(a, b)` says why, and `pairs(weights)` compares every two of several.",
    ),
}
"""Of every family: the arguments of its labelled call (name, default, type, meaning), and what it returns."""

_STANDS_FOR = {"x": "matrix", "a": "judgements", "w": "weights", "s": "matrix"}
_PER_CRITERION = pattern(r"( : )(array, shape \(\.\.\., m\))")
_HEADING = pattern(r"^(\w[\w ]*)\n-{3,}\n", re.MULTILINE)


def labelled_signature(family: Family, defaults: Mapping[str, Any]) -> Signature:
    """Return the signature of the labelled call.

    Parameters
    ----------
    family : Family
    defaults : mapping
        The plug-in's own parameters, which go by name.
    """
    given = [Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=default) for name, default, *_ in _CALLS[family][0]]
    own = [Parameter(name, Parameter.KEYWORD_ONLY, default=default) for name, default in defaults.items()]
    return Signature([*given, *own])


def sections(text: str) -> dict[str, str]:
    """Return the sections of a docstring by heading; what stands before the first is called ""."""
    pieces = _HEADING.split(inspect.cleandoc(text))
    return {"": pieces[0].strip()} | {head: body.strip("\n") for head, body in zip(pieces[1::2], pieces[2::2], strict=True)}


def reference(name: str, family: Family, signature: Signature, text: str) -> str:
    """Return the docstring of a plug-in, made of the docstring of its kernel.

    Parameters
    ----------
    name : str
    family : Family
    signature : Signature
        Of the labelled call.
    text : str
        The kernel's docstring, in numpydoc style.
    """
    found = sections(text)
    arguments, kind, meaning = _CALLS[family]
    entries = _entries(found.pop("Parameters", ""))
    remarks: dict[str, list[str]] = {}
    own: list[tuple[str, list[str]]] = []
    arrays: list[tuple[str, list[str]]] = []
    for head, body in entries:
        bare = {n.strip() for n in head.partition(" : ")[0].split(",")}
        if bare <= set(family.arguments):
            arrays.append((head, []))
            for argument in bare & set(_STANDS_FOR):
                remarks.setdefault(_STANDS_FOR[argument], []).extend(_prefixed(body, argument))
        else:
            own.append((_PER_CRITERION.sub(r"\1mapping of criterion to number, or \2", head), body))
    stated = [
        (f"{n} : {kinds}", [f"    {says}", *(line for line in remarks.get(n, []) if line.strip(" .") not in says)])
        for n, _, kinds, says in arguments
    ]
    kernel = f"{name}.kernel({', '.join(family.arguments)}{', *, ...' if own else ''})"
    returned = found.pop("Returns", "").strip()
    blocks = [f"{name}{signature}", found.pop("", ""), _section("Parameters", _listed([*stated, *own]))]
    blocks.append(_section("Returns", f"{kind}\n    {meaning}"))
    if "Examples" in found:
        blocks.append(_section("Examples", _public(found.pop("Examples"), name)))
    lines = [f"On bare arrays, which may be batches, of any array library that it knows: ``{kernel}``" + (", with" if arrays else ".")]
    lines += ["", *(f"- {head}" for head, _ in arrays)] if arrays else []
    lines += ["", f"It returns {_inline(returned)}."] if returned else []
    blocks.append(_section("Kernel", "\n".join(lines)))
    blocks += [_section(heading, body) for heading, body in found.items()]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _public(examples: str, name: str) -> str:
    """Return examples in which the plug-in goes by its public name throughout, so that each line runs where it is pasted."""
    home = re.search(rf"\bmo\.(?:\w+\.)?(?={name}\b)", examples)
    return examples if home is None else re.sub(rf"(?<![\w.]){name}(?=\.kernel\()", f"{home[0]}{name}", examples)


def _section(heading: str, body: str) -> str:
    return f"{heading}\n{'-' * len(heading)}\n{body}"


def _entries(text: str) -> list[tuple[str, list[str]]]:
    """Return the entries of a section of parameters: the line of each, and what is indented below it."""
    found: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        if line[:1].strip():
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
    return found


def _prefixed(lines: list[str], argument: str) -> list[str]:
    """Return what is said of an array of the kernel, as said of what stands for it in the labelled call."""
    what = {"x": "Cells", "s": "Directions"}.get(argument)
    if not lines or what is None:
        return lines
    first = lines[0].strip()
    return [f"    {what}: {first[:1].lower()}{first[1:]}", *lines[1:]]


def _listed(entries: list[tuple[str, list[str]]]) -> str:
    return "\n".join(line for head, body in entries for line in (head, *body)).rstrip()


def _inline(text: str) -> str:
    return " ".join(text.split())
