"""Laws that a coefficient of agreement keeps or breaks.

A distance is 0 where two are the same, a similarity 1; where laws ask for a distance, that of a similarity is what it lacks to 1.
Where a coefficient is not defined, no law says anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..plugin.agreement import Agreement
from ..plugin.family import AGREEMENT, HIGHER, WEIGHT_AGREEMENT
from ..plugin.law import Arguments, Law
from ..plugin.plugin import Plugin
from .common import close, raw

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

__all__ = ["bounded_by_one", "every_two", "identity", "nearer", "negates", "reversal", "separates", "symmetric", "triangle"]

NEAR = 1e-9
"""By how much numbers of the size of 1 may differ and count as equal."""


def _defined(plugin: Plugin[Any], arguments: Arguments) -> bool:
    """Tell whether the coefficient has a value here."""
    r, t = (arguments[name] for name in plugin.family.arguments)
    cases = plugin.undefined if isinstance(plugin, Agreement) else ()
    return not any(case.where(r, t, **plugin.settings(arguments.params)) for case in cases)


def _value(plugin: Plugin[Any], arguments: Arguments, one: Numbers, other: Numbers) -> float | None:
    """Return what comes of two, None where that is not defined."""
    first, second = plugin.family.arguments
    case = arguments.but(None, **{first: one, second: other})
    return float(raw(plugin, case)) if _defined(plugin, case) else None


def _both(plugin: Plugin[Any], arguments: Arguments) -> tuple[Numbers, Numbers]:
    first, second = plugin.family.arguments
    return np.asarray(arguments[first]), np.asarray(arguments[second])


def _shares(plugin: Plugin[Any], values: Numbers) -> Numbers:
    """Return what is compared: ranks as they are, weights as shares."""
    return values if plugin.family is AGREEMENT else values / values.sum()


def _distance(plugin: Plugin[Any], value: float) -> float:
    return 1.0 - value if plugin.better is HIGHER else value


def _turned(ranks: Numbers) -> Numbers:
    """Return a ranking from its worst to its best."""
    return ranks.size + 1.0 - ranks


def _symmetric(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    r, t = _both(plugin, arguments)
    there, back = _value(plugin, arguments, r, t), _value(plugin, arguments, t, r)
    return None if there is None or back is None else close(np.array(there), np.array(back), NEAR, 1.0)


def _identity(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    r, _ = _both(plugin, arguments)
    found = _value(plugin, arguments, r, r)
    return None if found is None else abs(_distance(plugin, found)) <= NEAR


def _separates(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    r, t = _both(plugin, arguments)
    found = _value(plugin, arguments, r, t)
    if found is None or close(_shares(plugin, r), _shares(plugin, t), NEAR):
        return None
    return abs(_distance(plugin, found)) > NEAR


def _bounded_by_one(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    found = _value(plugin, arguments, *_both(plugin, arguments))
    if found is None:
        return None
    return abs(found) <= 1 + NEAR and (plugin.better is HIGHER or found >= -NEAR)


def _triangle(plugin: Plugin[Any], arguments: Arguments, rows: npt.NDArray[np.intp]) -> bool | None:
    r, t = _both(plugin, arguments)
    between = r[rows] if plugin.family is AGREEMENT else r + t[rows]
    sides = [_value(plugin, arguments, *two) for two in ((r, t), (r, between), (between, t))]
    if any(side is None for side in sides):
        return None
    whole, first, second = (_distance(plugin, side) for side in sides if side is not None)
    return whole <= first + second + NEAR * max(abs(whole), 1.0)


def _reversal(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    r, t = _both(plugin, arguments)
    before, after = _value(plugin, arguments, r, t), _value(plugin, arguments, _turned(r), _turned(t))
    return None if before is None or after is None else close(np.array(before), np.array(after), NEAR, 1.0)


def _negates(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    r, t = _both(plugin, arguments)
    before, after = _value(plugin, arguments, r, t), _value(plugin, arguments, r, _turned(t))
    return None if before is None or after is None else abs(before + after) <= NEAR


def _nearer(plugin: Plugin[Any], arguments: Arguments, row: int) -> bool | None:
    """Let the alternative in a row change places with the next one, which is alone in its place, as it is, and which the other puts first."""
    r, t = _both(plugin, arguments)
    after = np.flatnonzero(r == r[row] + 1)
    if len(after) != 1 or (r == r[row]).sum() != 1 or t[after[0]] >= t[row]:
        return None
    moved = np.array(r)
    moved[[row, after[0]]] = r[[after[0], row]]
    before, now = _value(plugin, arguments, r, t), _value(plugin, arguments, moved, t)
    return None if before is None or now is None else _distance(plugin, now) <= _distance(plugin, before) + NEAR


def _every_two(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    form = plugin.every_two if isinstance(plugin, Agreement) else None
    if form is None:
        return None
    both = _both(plugin, arguments)
    found = np.asarray(form(np.stack(both), **plugin.settings(arguments.params)))
    for i, one in enumerate(both):
        for j, other in enumerate(both):
            alone = _value(plugin, arguments, one, other)
            near = np.isnan(found[i, j]) if alone is None else abs(found[i, j] - alone) <= NEAR * max(1.0, abs(alone))
            if not near:
                return False
    return True


_A, _AW = (AGREEMENT,), (AGREEMENT, WEIGHT_AGREEMENT)

symmetric = Law("symmetric", "Exchanging the two changes nothing.", _AW, _symmetric)
identity = Law("identity", "Whatever is compared with itself agrees fully: a similarity is 1, a distance 0.", _AW, _identity)
separates = Law("separates", "Only what is the same agrees fully.", _AW, _separates)
bounded_by_one = Law("bounded_by_one", "A similarity lies between -1 and 1, a distance between 0 and 1.", _AW, _bounded_by_one)
triangle = Law("triangle", "A detour by a third is never shorter; the distance of a similarity is what it lacks to 1.", _AW, _triangle)
reversal = Law("reversal", "Turning both rankings upside down changes nothing: both ends count alike.", _A, _reversal)
negates = Law("negates", "Turning one ranking upside down changes the sign.", _A, _negates)
nearer = Law(
    "nearer",
    "Where the first ranking puts two neighbours as the second does not, exchanging them never makes them agree less.",
    _A,
    _nearer,
)
every_two = Law(
    "every_two",
    "Where a form for all pairs at once is declared, it gives what the kernel gives for every two.",
    _AW,
    _every_two,
    universal=True,
)
