"""Facts: how a kernel is made, from which laws follow (``rules``).

Those of the first kind speak of a linear form U, by whose product with the weights alternatives are ordered, better where it is higher, or
of the two parts of a ratio form, the second one negated. Of a linear form the order sees the differences between rows, of a ratio form
the numbers. Those of the second kind speak of the kernel as a whole: it gives the same for a matrix and for a simpler one, so that it sees
nothing that the simpler one does not show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from .._xp import Array, dot, share
from ..plugin.family import HIGHER, SCALING, SCORE, WEIGHTING
from ..plugin.law import Arguments, Fact
from ..plugin.plugin import Plugin
from .common import close, fits, form_of, ordering, raw, result, retold, same, same_order, taken
from .heard import noted

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

__all__ = [
    "FORMS",
    "best",
    "climbs",
    "columns",
    "distances",
    "extremes",
    "leads",
    "no_cells",
    "order",
    "own",
    "parts",
    "places",
    "rises",
    "rows",
    "senses",
    "shares",
    "sums",
    "unit_interval",
]


def _forms(plugin: Plugin[Any], arguments: Arguments) -> list[Numbers] | None:
    """Return what the order is made of, each of shape (n, m) and better where it is higher; None without a form."""
    form = form_of(plugin, arguments)
    if form is not None:
        return [form if plugin.better is HIGHER else -form]
    found = plugin.ratio_form and plugin.ratio_form(arguments["x"], arguments["s"], **plugin.settings(arguments.params))
    if not found:
        return None
    parts: Numbers = noted(plugin, "the ratio form", arguments, lambda: np.stack(np.broadcast_arrays(found.gain, found.loss)))
    return [parts[0], -parts[1]]


def _matter(plugin: Plugin[Any], arguments: Arguments) -> Numbers | None:
    """Return what the order depends on: the differences between rows of a linear form, the numbers of a ratio form; columns come last."""
    forms = _forms(plugin, arguments)
    if forms is None:
        return None
    return forms[0][:, None, :] - forms[0][None, :, :] if len(forms) == 1 else np.stack(forms)


def _proportional(a: Numbers, b: Numbers) -> bool:
    """Tell whether a is b times a positive number."""
    sizes = [float(np.abs(v).max(initial=0.0)) for v in (a, b)]
    if min(sizes) == 0.0:
        return max(sizes) <= 1e-9
    place = np.unravel_index(np.abs(b).argmax(), b.shape)
    factor = float(a[place] / b[place])
    return factor > 0 and close(a, factor * b)


def _columns(plugin: Plugin[Any], arguments: Arguments, column: int) -> bool | None:
    whole = _matter(plugin, arguments)
    alone = _matter(plugin, taken(plugin, arguments, np.array([column])))
    return None if whole is None or alone is None else close(whole[..., column], alone[..., 0])


def _rises(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    forms, x = _forms(plugin, arguments), arguments["x"] * arguments["s"]
    if forms is None:
        return None
    nowhere_worse = x[:, None, :] >= x[None, :, :]
    return all(not (nowhere_worse & (u[:, None, :] - u[None, :, :] < -1e-9 * np.abs(u).max())).any() for u in forms)


def _climbs(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    forms, x = _forms(plugin, arguments), arguments["x"] * arguments["s"]
    if forms is None:
        return None
    better = x[:, None, :] - x[None, :, :] > 1e-9 * np.abs(x).max()
    return all(not (better & (u[:, None, :] <= u[None, :, :])).any() for u in forms)


def _leads(plugin: Plugin[Any], arguments: Arguments, row: int, column: int, amount: float) -> bool | None:
    x = np.array(arguments["x"])
    x[row, column] += arguments["s"][column] * amount
    improved = arguments.but(x=x)
    if not fits(plugin, improved):
        return None
    before, after = _forms(plugin, arguments), _forms(plugin, improved)
    if before is None or after is None:
        return None
    lead, now = (u[0][row, column] - u[0][:, column] for u in (before, after))
    return bool((now - lead >= -1e-9 * max(np.abs(before[0]).max(), np.abs(after[0]).max())).all())


def _without(plugin: Plugin[Any], arguments: Arguments, row: int) -> bool | None:
    """Tell whether a row can be taken away without changing what the order of the others depends on."""
    rest = np.delete(np.arange(len(arguments["x"])), row)
    if not len(rest):
        return None
    less = arguments.but(x=arguments["x"][rest])
    if not fits(plugin, arguments) or not fits(plugin, less):
        return None
    whole, part = _matter(plugin, arguments), _matter(plugin, less)
    if whole is None or part is None:
        return None
    kept = whole[np.ix_(rest, rest)] if plugin.linear_form is not None else whole[:, rest]
    return _proportional(kept, part)


def _own(plugin: Plugin[Any], arguments: Arguments, row: int) -> bool | None:
    return _without(plugin, arguments, row)


def _within(arguments: Arguments, row: int, low: bool) -> Arguments | None:
    """Bring a row between the others, or only below their best cells."""
    x = np.array(arguments["x"] * arguments["s"])
    rest = np.delete(x, row, axis=-2)
    if not len(rest):
        return None
    x[row] = np.minimum(x[row], rest.max(axis=-2))
    if low:
        x[row] = np.maximum(x[row], rest.min(axis=-2))
    return arguments.but(x=x * arguments["s"])


def _best(plugin: Plugin[Any], arguments: Arguments, row: int) -> bool | None:
    case = _within(arguments, row, low=False)
    return None if case is None else _without(plugin, case, row)


def _extremes(plugin: Plugin[Any], arguments: Arguments, row: int) -> bool | None:
    case = _within(arguments, row, low=True)
    return None if case is None else _without(plugin, case, row)


def _sums(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    shared = arguments.but(w=share(arguments["w"]))
    form = form_of(plugin, shared)
    return None if form is None else close(np.asarray(dot(form, shared["w"])), raw(plugin, shared), 1e-9)


def _unit_interval(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    form = form_of(plugin, arguments)
    return None if form is None else bool((form >= -1e-9).all() and (form <= 1 + 1e-9).all())


def _rows(plugin: Plugin[Any], arguments: Arguments, row: int) -> bool | None:
    alone = arguments.but(x=arguments["x"][[row]])
    if not fits(plugin, alone):
        return None
    here, there = result(plugin, arguments)[[row]], result(plugin, alone)
    return bool((np.abs(here - there) <= np.maximum(1e-9 * np.abs(there), 1e-12)).all())  # a sum of larger parts may be nil


def _shares(plugin: Plugin[Any], arguments: Arguments) -> bool:
    return same_order(ordering(plugin, arguments), ordering(plugin, arguments.but(w=share(arguments["w"]))))


def _ends(plugin: Plugin[Any], arguments: Arguments, column: int) -> tuple[float, float]:
    """Return the ends of a criterion's range: stated bounds, else the smallest and the largest cell."""
    held: list[Any] = [plugin.settings(arguments.params)]
    held += [v.settings({}) for v in held[0].values() if getattr(v, "family", None) is SCALING]
    for settings in held:
        low, high = settings.get("low"), settings.get("high")
        if low is not None and high is not None:
            low, high = (float(np.broadcast_to(np.asarray(v), arguments["s"].shape)[column]) for v in (low, high))
            if low < high:
                return low, high
    cells = arguments["x"][:, column]
    return float(cells.min()), float(cells.max())


def _told(
    plugin: Plugin[Any], arguments: Arguments, teller: Callable[[float, float, float], tuple[float, float]], *, turned: bool
) -> Arguments:
    """Retell every criterion from a zero and in a unit that its ends and its sense decide, or from that zero by signs without a unit."""
    after, s = arguments, arguments["s"]
    for j in range(len(s)):
        low, high = _ends(plugin, arguments, j)
        zero, unit = teller(low, high, float(s[j]))
        size = abs(unit)

        def cell(v: Array, zero: float = zero, unit: float = unit, sense: float = float(s[j])) -> Array:
            return (v - zero) / unit if unit else np.sign(v - zero) * (sense if turned else 1.0)

        def gap(d: Array, size: float = size) -> Array:
            return d / size if size else np.sign(d)

        after = retold(plugin, after, j, cell, gap)
    return after.but(s=np.ones_like(s)) if turned else after


def _seen(plugin: Plugin[Any], arguments: Arguments, simpler: Callable[[Arguments], Arguments], column: int, *, turned: bool) -> bool:
    """Tell whether a matrix and its simpler form come to the same; where senses are not seen, with one criterion negated too."""
    cases = [arguments]
    if turned:
        s = np.array(arguments["s"])
        s[column] = -s[column]
        cases.append(retold(plugin, arguments, column, lambda v: -v, lambda d: d).but(s=s))
    pairs = [(case, simpler(case)) for case in cases if fits(plugin, case)]
    if len(pairs) < len(cases) or not all(fits(plugin, after) for _, after in pairs):
        return False  # what leaves the domain cannot be seen to be the same
    return all(same(plugin, ordering(plugin, before), ordering(plugin, after)) for before, after in pairs)


def _places(plugin: Plugin[Any], arguments: Arguments, column: int, factor: float, shift: float) -> bool:
    def teller(low: float, high: float, sense: float) -> tuple[float, float]:
        return (low, high - low) if sense > 0 else (high, low - high)

    told = retold(plugin, arguments, column, lambda v: v * factor + shift, lambda d: d * factor)
    return _seen(plugin, told, lambda case: _told(plugin, case, teller, turned=True), column, turned=True)


def _distances(plugin: Plugin[Any], arguments: Arguments, column: int, shift: float) -> bool:
    def teller(low: float, high: float, sense: float) -> tuple[float, float]:
        return (low, 1.0) if sense > 0 else (high, -1.0)

    told = retold(plugin, arguments, column, lambda v: v + shift, lambda d: d)
    return _seen(plugin, told, lambda case: _told(plugin, case, teller, turned=True), column, turned=True)


def _senses(plugin: Plugin[Any], arguments: Arguments, column: int) -> bool:
    def simpler(case: Arguments) -> Arguments:
        return _told(plugin, case, lambda _low, _high, sense: (0.0, sense), turned=True)

    return _seen(plugin, arguments, simpler, column, turned=True)


def _parts(plugin: Plugin[Any], arguments: Arguments, column: int, factor: float) -> bool:
    def simpler(case: Arguments) -> Arguments:
        return _told(plugin, case, lambda low, high, _s: (0.0, max(abs(low), abs(high))), turned=False)

    told = retold(plugin, arguments, column, lambda v: v * factor, lambda d: d * factor)
    return _seen(plugin, told, simpler, column, turned=False)


def _order(plugin: Plugin[Any], arguments: Arguments, column: int) -> bool:
    def simpler(case: Arguments) -> Arguments:
        x = case["x"] * case["s"]
        places = [np.unique(x[:, j], return_inverse=True)[1].reshape(-1) for j in range(x.shape[-1])]
        return case.but(x=np.stack(places, axis=-1).astype(np.float64), s=np.ones_like(case["s"]))

    if _stated(plugin, plugin.settings(arguments.params)):
        return False
    return _seen(plugin, arguments, simpler, column, turned=True)


def _stated(plugin: Plugin[Any], settings: Mapping[str, Any]) -> bool:
    """Tell whether something is stated in the unit of a criterion."""
    for name, value in settings.items():
        role = plugin.params[name].role
        if getattr(value, "family", None) is SCALING:
            if _stated(value, value.settings({})):
                return True
        elif role is not None and value is not None and (role.kind == "point" or (role.kind == "difference" and np.any(value))):
            return True
    return False


def _no_cells(plugin: Plugin[Any], arguments: Arguments) -> bool:
    x, s = arguments["x"], arguments["s"]
    after = arguments.but(x=np.zeros_like(x), s=np.ones_like(s))
    return fits(plugin, after) and same(plugin, ordering(plugin, arguments), ordering(plugin, after))


_S, _SC, _SCW = (SCORE,), (SCORE, SCALING), (SCORE, SCALING, WEIGHTING)
columns = Fact(
    "columns", "What the order sees of a column of U depends on its criterion alone, and on every criterion in the same way.", _S, _columns
)
rises = Fact("rises", "Within a column of U, a cell that is no worse has no lower value.", _S, _rises)
climbs = Fact("climbs", "Within a column of U, a better cell has a higher value.", _S, _climbs)
leads = Fact("leads", "Within a column of U, improving a cell never lessens its lead over another one.", _S, _leads)
own = Fact("own", "Taking a row away leaves what the order sees of the others in U, up to one positive factor.", _S, _own)
best = Fact(
    "best",
    "Taking a row away that is nowhere better than all others leaves what the order sees of these in U, up to one positive factor.",
    _S,
    _best,
)
extremes = Fact(
    "extremes",
    "Taking a row away that lies nowhere outside the others leaves what the order sees of these in U, up to one positive factor.",
    _S,
    _extremes,
)
sums = Fact("sums", "The score is the product of the linear form with the weights, where these sum to one.", _S, _sums)
unit_interval = Fact("unit_interval", "The linear form lies between 0 and 1.", _S, _unit_interval)
rows = Fact("rows", "Every row of the matrix is judged as if it stood alone.", _SC, _rows)
shares = Fact("shares", "The order sees of the weights their shares of the total.", _S, _shares)
places = Fact(
    "places", "Of a criterion and what is stated for it only places in its range are seen, counted from the worse end.", _SCW, _places
)
parts = Fact("parts", "Of a criterion and what is stated for it only parts of its largest value are seen.", _SCW, _parts)
distances = Fact(
    "distances", "Of a criterion and what is stated for it only distances from the worse end of its range are seen.", _SCW, _distances
)
senses = Fact("senses", "A cost and what is stated for it are seen as a negated benefit.", _SCW, _senses)
order = Fact("order", "Of a criterion only the order of its cells is seen, from the worst to the best.", _SCW, _order)
no_cells = Fact("no_cells", "Neither cells nor senses are seen.", (WEIGHTING,), _no_cells)

FORMS = (columns, rises, climbs, leads, own, best, extremes, sums, unit_interval)
"""Facts of the first kind, which say nothing of a method that declares no form."""
