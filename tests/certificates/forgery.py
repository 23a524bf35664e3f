"""Forges certificates: every value is changed, left out, doubled or exchanged in turn, and the whole is sealed again."""

import json
from copy import deepcopy
from fractions import Fraction

from mcda_orch.verifier import NUMBER, sealed

HUGE = "9" * 5_000
ODD = [None, True, 0, 1.5, "", "nan", "1/0", HUGE, [], {}, [[]], {"low": "1"}]
"""Values of other kinds."""


def places(value, path=()):
    """Yield the place of every value in a document, but for its seal and the fingerprints of its questions, which are made again."""
    if path:
        yield path
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if key not in ("seal", "input"):
            yield from places(part, (*path, key))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def put(document, path, value):
    """Return the document with another value at a place, sealed again."""
    found = deepcopy(document)
    at(found, path[:-1])[path[-1]] = value
    return resealed(found)


def resealed(document):
    parts = document.get("parts") if isinstance(document, dict) else None
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict) and "question" in part and "input" in part:
            part["input"] = sealed(part["question"])
    if isinstance(document, dict) and "seal" in document:
        document["seal"] = sealed({key: value for key, value in document.items() if key != "seal"})
    return document


def others(value, names=()):
    """Yield other values of the same kind: near ones, and lists and objects with members left out, doubled or exchanged."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1, -value - 1, 10**30)
    elif isinstance(value, str) and NUMBER.fullmatch(value):
        v = Fraction(value)
        yield from (str(w) for w in dict.fromkeys((v + 1, v - 1, v * 2, -v, v + Fraction(1, 10**9), Fraction(0), v / 3)) if w != v)
        yield f"{value}/1"
    elif isinstance(value, str):
        yield value + "x"
        yield from [name for name in names if name != value][:2]
    elif isinstance(value, list):
        for k in sorted({0, len(value) // 2, len(value) - 1}) if value else ():
            yield value[:k] + value[k + 1 :]
            yield value[: k + 1] + value[k:]
        if len(value) > 1:
            yield [value[1], value[0], *value[2:]]
            yield value[::-1]
        yield []
    elif isinstance(value, dict):
        yield from ({key: part for key, part in value.items() if key != left} for left in value)
        yield {**value, "more": None}
    else:
        yield from ("0", "1", [])


def forgeries(document, chosen=None, odd=True):
    """Yield where and how a document is changed, and the forgery; `chosen` tells which places are tried."""
    names = sorted(
        {n for part in document["parts"] for n in [*part["question"]["alternatives"], *(c["name"] for c in part["question"]["criteria"])]}
    )
    names += ["winner", "possible", "linf", "strict", "min", "best", "omissions", "any"]
    for path in places(document):
        if chosen is not None and not chosen(path):
            continue
        value = at(document, path)
        for k, other in enumerate([*others(value, names), *([v for v in ODD if type(v) is not type(value)] if odd else [])]):
            if other != value or type(other) is not type(value):
                yield (*path, f"#{k}"), put(document, path, other)


def exchanges(mine, other):
    """Yield a document with the claims of another, and with fields of these in its own claims of the same kind."""
    for i, part in enumerate(mine["parts"]):
        for theirs in other["parts"]:
            if part["claims"] != theirs["claims"]:
                yield (i, "claims"), put(mine, ("parts", i, "claims"), theirs["claims"])
            if part["question"] != theirs["question"]:
                yield (i, "question"), put(mine, ("parts", i, "question"), theirs["question"])
            for k, claim in enumerate(part["claims"]):
                for their in theirs["claims"]:
                    for key in claim.keys() & their.keys():
                        if claim["kind"] == their["kind"] and claim[key] != their[key]:
                            yield (i, k, key), put(mine, ("parts", i, "claims", k, key), their[key])


def text_of(document):
    return json.dumps(document)
