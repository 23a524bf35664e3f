"""Changed copies of results, one change each, none of which may verify."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any

from mcda_orch.exact.claims import same


def put(result: Any, name: str, value: Any) -> Any:
    """Return a copy of a result with another value in a field, or among what it remembers."""
    found = copy.copy(result)
    if name in {f.name for f in fields(result)}:
        object.__setattr__(found, name, value)
    else:
        found.__dict__[name] = value
    return found


def others(value: Any) -> Iterator[Any]:
    """Yield other values in the place of one: none, no number, of another type, emptied, shortened, turned round, renamed."""
    yield from (None, float("nan"), (), "free text", Fraction(22, 7))
    if isinstance(value, (bool, int, Fraction, float)):
        yield from (not value, value + 1, float(value))
    elif isinstance(value, str):
        yield value + " indeed"
    elif isinstance(value, tuple) and value:
        yield from (value[:-1], value[::-1], (*value, value[-1]))
        yield from ((*value[:-1], other) for other in others(value[-1]))
    elif isinstance(value, Mapping) and value:
        items = list(value.items())
        yield from (type(value)(dict(i)) for i in (items[:-1], items[::-1], [("nobody", items[0][1]), *items[1:]]))
        yield type(value)(dict(zip(value, [*list(value.values())[1:], items[0][1]], strict=True)))


def forgeries(result: Any, *alike: Any, but: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield the name of a field, or of what is remembered, and a copy in which it is another one, or that of a result like it."""
    for name, value in {**{f.name: getattr(result, f.name) for f in fields(result)}, **getattr(result, "__dict__", {})}.items():
        for other in [*others(value), *(getattr(a, name) for a in alike)]:
            if name not in but and not same(value, other):
                yield name, put(result, name, other)
