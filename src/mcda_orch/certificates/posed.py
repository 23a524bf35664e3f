"""A question as a certificate holds it, the claims about it, and the document that they make."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..core.blanks import Blanks
from ..core.criteria import Direction
from ..core.matrix import DecisionMatrix
from ..errors import DomainError
from ..exact.rational import simplest
from ..sampling.weight_set import WeightSet
from ..verifier import CLAIMS, LONGEST, QUESTION, STEPS, Claims, read, sealed

__all__ = ["Posed", "as_seen", "certificate_text", "contradicted", "posed", "unproved"]


LARGE = 10**2000
"""Numbers from here on are no numbers of a certificate."""
NO_PROOF = "certificates are for exact answers by methods that are linear in their weights, such as a weighted sum; the page on certificates lists them."


class Posed:
    """A question with the claims about it.

    Parameters
    ----------
    question : mapping
        As the verifier reads it; numbers may be of any kind.
    known : WeightSet, optional
        The set of weights that it ranges over.

    more : statements about the weights, each a row and its limits

    Attributes
    ----------
    part : verifier.Claims
        What the verifier makes of it; whatever is proved is proved of that.
    taken : int
        Steps that the claims take which were added because they are short.
    """

    def __init__(self, question: Mapping[str, Any], known: WeightSet | None = None, more: Iterable[tuple[Any, Any, Any]] = ()) -> None:
        groups = () if known is None else known.statements
        rows: list[Any] = [
            (row, None, b) for g in groups for row, b in [*zip(g.rows, g.right, strict=True), *zip(g.strict, g.strict_right, strict=True)]
        ]
        rows += [(row, b, b) for g in groups for row, b in zip(g.equal, g.equal_right, strict=True)]
        statements = [{"row": row, "low": low, "high": high} for row, low, high in [*rows, *more]]
        self.question: Any = written({**question, "statements": statements}, QUESTION)
        self.claims: list[dict[str, Any]] = []
        self.part = Claims(self.question)
        self.taken = 0

    def claim(self, kind: str, **said: Any) -> None:
        """Add a claim."""
        self.claims.append({"kind": kind, **written(said, CLAIMS[kind])})

    def claim_if_short(self, kind: str, **said: Any) -> bool:
        """Add a claim, unless checking it takes too long; tell whether it was added.

        Where the verifier rejects it for another reason, the result is not what its question gives.
        """
        try:
            shaped = read(written(said, CLAIMS[kind]), CLAIMS[kind], kind)
        except DomainError:  # its numbers are too long
            return False
        steps = STEPS.set(LONGEST // 10)
        try:
            getattr(self.part, "_" + kind.replace(" ", "_"))(shaped)
        except (LookupError, TypeError, ValueError):
            if STEPS.get() < 0:
                return False
            raise contradicted() from None
        else:
            self.taken += LONGEST // 10 - int(STEPS.get())
        finally:
            STEPS.reset(steps)
        self.claim(kind, **said)
        return True


def contradicted() -> DomainError:
    """Return the error of results that are not what their question gives."""
    return DomainError("the result contradicts its own question.", hint="ask again: a result that was changed has no certificate.")


def written(value: Any, shape: Any) -> Any:
    """Return a value as the document holds it: fractions are text."""
    if isinstance(shape, tuple):
        return None if value is None else written(value, shape[0])
    if isinstance(shape, list):
        return [written(v, shape[0]) for v in value]
    if isinstance(shape, dict):
        return {key: written(value[key], part) for key, part in shape.items()}
    if shape is Fraction:
        found = Fraction(value)
        if max(abs(found.numerator), found.denominator) >= LARGE:
            raise DomainError("the proof takes numbers of more than 2,000 digits.", hint="round the cells and the weights to a few digits.")
        return str(found)
    return value if isinstance(shape, set) else shape(value)


def certificate_text(parts: Iterable[Posed]) -> str:
    """Return the document; claims about the same question stand together."""
    every: dict[str, dict[str, Any]] = {}
    for found in parts:
        key = sealed(found.question)
        part = every.setdefault(key, {"input": key, "question": found.question, "claims": []})
        part["claims"] += [claim for claim in found.claims if claim not in part["claims"]]
    proved, left = list[Any](), list[Any]()
    for part in every.values():
        (proved if any(claim["kind"] != "not proved" for claim in part["claims"]) else left).append(part)
    if not proved:
        raise DomainError("nothing that this answer says has a proof that a file can hold, so it has no certificate.", hint=NO_PROOF)
    said = proved[-1]["claims"]
    said += [claim for part in left for claim in part["claims"] if claim not in said]  # no question stands for nothing that is proved
    document: dict[str, Any] = {"schema": "mcda_orch.certificate", "version": 1, "parts": proved}
    return json.dumps({**document, "seal": sealed(document)}, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def posed(
    matrix: DecisionMatrix,
    method: str,
    blanks: Blanks,
    *,
    params: Mapping[str, Any] | None = None,
    rows: Sequence[Sequence[Fraction | None]] | None = None,
    weights: Sequence[Fraction] = (),
    known: WeightSet | None = None,
    open_cells: Mapping[tuple[int, int], tuple[Any, Any]] | None = None,
    figures: Mapping[str, Any] | None = None,
    more: Iterable[tuple[Any, Any, Any]] = (),
    moved: Mapping[str, Any] | None = None,
    levels: bool = False,
) -> Posed:
    """Return a question about a table, with nothing in it on which its answer does not depend.

    Parameters
    ----------
    matrix, method, blanks, params
        What was asked.
    rows : rows of Fraction, optional
        What the method sees in the alternatives. They stand in the certificate unless it is the plain weighted sum, which the verifier
        works out itself.
    weights : sequence of Fraction
        As they were given; none where there are none.
    known : WeightSet, optional
    open_cells : mapping of (row, column) to the ends of what the cell can be, optional
    figures : mapping, optional
        Published figures: whether weights are shares, and for each alternative the limits of its figure, or None.
    more : statements about the weights, each a row and its limits
    moved : mapping of criterion to number, optional
        Where cells move to, if they may move on their scales; otherwise only those scales count that say what a blank can be.
    levels : bool
        Whether blanks are filled with the levels of their scales.
    """
    names, criteria = matrix.names, matrix.criterion_names
    given = open_cells or {}
    cells = [
        [None if v != v or (i, j) in given else simplest(v) for j, v in enumerate(row)] for i, row in enumerate(matrix.values.tolist())
    ]
    unknown = {(i, j) for i, row in enumerate(cells) for j, v in enumerate(row) if v is None}
    filled = {j for _, j in unknown - {*given}} if blanks.policy in ("worst", "best") else set[int]()
    ranged = {j for _, j in given} if figures is not None else set[int]()

    def moves(j: int) -> bool:
        """Tell whether a cell may move where that changes its score: without weight it has no scale that counts."""
        return moved is not None and weights[j] > 0

    def counts(j: int, end: str) -> bool:
        """Tell whether an end of a scale says what is in a cell, or how far one can move where there are no levels."""
        up = matrix.criteria[j].sign > 0
        best = moves(j) and not numeric[j] and (end == "high") == up
        return best or j in ranged or (j in filled and (end == "high") == ((blanks.policy == "best") == up))

    def useful(j: int) -> list[Fraction]:
        """Return the levels that blanks are filled with, or those to which cells move, and the best."""
        if moved is None or not moves(j) or not numeric[j]:
            return numeric[j] if levels and j in ranged else []
        best = max(numeric[j], key=lambda v: matrix.criteria[j].sign * v)
        return [v for v in numeric[j] if v == best or v == simplest(moved.get(criteria[j], best))]

    numeric = [[simplest(float(v)) for v in c.scale.levels if not isinstance(v, str)] for c in matrix.criteria]
    policy = blanks if unknown - {*given} else Blanks()  # what stands nowhere

    question: dict[str, Any] = {
        "method": method, "parameters": [], "alternatives": names, "cells": cells, "rows": None, "weights": weights or None,
        "blanks": {"policy": policy.policy, "value": None if policy.value is None else simplest(policy.value)},
        "criteria": [
            {
                "name": c.name, "direction": Direction.of(c.direction).value,
                **{end: simplest(float(v)) if v is not None and counts(j, end) else None for end, v in (("low", c.scale.low), ("high", c.scale.high))},
                "levels": useful(j),
            }
            for j, c in enumerate(matrix.criteria)
        ],
        "open": [{"cell": (names[i], criteria[j]), "low": low, "high": high} for (i, j), (low, high) in given.items()],
        "figures": figures,
    }  # fmt: skip
    if method == "wsm":
        try:
            plain = Posed(question, known, more)
        except (ArithmeticError, ValueError):  # what blanks are is learnt from cells that are open here
            return Posed(_as_given(question, cells if rows is None else rows), known, more)
        if rows is None or [list(row) for row in rows] == plain.part.rows:
            return plain
    question["parameters"] = [f"{key}={getattr(value, 'name', value)}" for key, value in (params or {}).items()]
    return Posed(_as_given(question, cells if rows is None else rows), known, more)


def as_seen(
    names: Sequence[str],
    columns: Sequence[str],
    rows: Any,
    method: str,
    parameters: Sequence[str] = (),
    known: WeightSet | None = None,
    more: Iterable[tuple[Any, Any, Any]] = (),
) -> Posed:
    """Return a question about rows alone, whatever the table is in which a method sees them; `more` are statements, as for :func:`posed`."""
    table: dict[str, Any] = {
        "method": method, "parameters": parameters, "alternatives": names, "cells": [[None] * len(columns)] * len(names), "rows": rows,
        "weights": None, "open": [], "figures": None, "blanks": {"policy": "refuse", "value": None},
        "criteria": [{"name": c, "direction": "max", "low": None, "high": None, "levels": []} for c in columns],
    }  # fmt: skip
    return Posed(table, known, more)


def _as_given(question: Mapping[str, Any], rows: Any) -> dict[str, Any]:
    """Return a question with what the method sees, whatever the scales are, and what it puts into blanks."""
    criteria, blanks, parameters = question["criteria"], question["blanks"], question["parameters"]
    if blanks["policy"] == "value":  # which nothing shows any more, as a parameter of the method's
        blanks, parameters = {"policy": "refuse", "value": None}, [*parameters, f"blanks={blanks['value']}"]
    bare = [{**c, "low": None, "high": None, "levels": []} for c in criteria]
    return {**question, "rows": rows, "open": [], "criteria": bare, "blanks": blanks, "parameters": parameters}


def unproved(found: Posed, of: str, document: Any) -> Posed:
    """Add what a result says without proof, but for the values themselves, which nobody could check; nothing where it says nothing."""
    if _says(document):
        found.claim("not proved", of=of)
    return found


def _says(value: Any) -> bool:
    """Tell whether there is any value in a document."""
    if isinstance(value, (Mapping, list, tuple)):
        return any(map(_says, value.values() if isinstance(value, Mapping) else value))
    return value is not None
