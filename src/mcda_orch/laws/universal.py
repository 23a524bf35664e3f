"""Laws that every plug-in keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .._xp import dot, ratio, share
from ..plugin.family import AGREEMENT, CONSENSUS, FAMILIES, PAIRWISE, SCALING, SCORE, WEIGHT_AGREEMENT, WEIGHTING
from ..plugin.law import Arguments, Law
from ..plugin.parts import in_parts
from ..plugin.plugin import Plugin
from .common import clear, close, fits, ordering, raw, result, spread, taken, weights_only

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = [
    "UNIVERSAL",
    "anonymous",
    "batch_of",
    "batches",
    "finite",
    "linear",
    "neutral",
    "pure",
    "rational",
    "rowwise",
    "single_precision",
]

EVERY = tuple(FAMILIES.values())
SINGLE = 1e-4
"""Part of the largest number by which a result in single precision may differ: some thousand rounding units."""


def batch_of(plugin: Plugin[Any], arguments: Arguments) -> tuple[int, ...]:
    """Return what the batches of the arguments broadcast to."""
    depth = _depth(plugin, arguments)
    per = [v.shape[:-1] for v in _per(plugin, arguments).values()]
    return np.broadcast_shapes(*(arguments[n].shape[:d] for n, d in depth.items()), *per)


def _depth(plugin: Plugin[Any], arguments: Arguments) -> dict[str, int]:
    """Return the number of batch axes of each argument."""
    return {n: arguments[n].ndim - (c.count(",") + 1) for n, c in zip(plugin.family.arguments, plugin.family.cores, strict=True)}


def _per(plugin: Plugin[Any], arguments: Arguments) -> dict[str, Any]:
    """Return the parameters that are batches of one number for each criterion."""
    return {k: v for k, v in arguments.params.items() if plugin.params[k].role is not None and np.ndim(v) > 1}


def _least(plugin: Plugin[Any]) -> float:
    """Return the size by which rounding is measured where numbers are nil: a coefficient is a sum of parts of the size of 1."""
    return 1e-12 if plugin.family.returned else 1.0


def _batches(plugin: Plugin[Any], arguments: Arguments) -> bool:
    batch = batch_of(plugin, arguments)
    whole = result(plugin, arguments)
    inputs = {n: np.broadcast_to(arguments[n], batch + arguments[n].shape[d:]) for n, d in _depth(plugin, arguments).items()}
    wide = {k: np.broadcast_to(v, batch + v.shape[-1:]) for k, v in _per(plugin, arguments).items()}
    for place in np.ndindex(batch):
        one = result(plugin, arguments.but({k: v[place] for k, v in wide.items()}, **{n: v[place] for n, v in inputs.items()}))
        if whole.shape != batch + one.shape or not close(whole[place], one, 1e-12, _least(plugin)):
            return False
    return True


def _anonymous(plugin: Plugin[Any], arguments: Arguments, rows: npt.NDArray[np.intp]) -> bool:
    before = result(plugin, arguments)
    if plugin.family is CONSENSUS:
        return close(before, result(plugin, arguments.but(r=arguments["r"][..., rows, :], w=arguments["w"][..., rows])))
    moved = {"x": arguments["x"][..., rows, :]} if plugin.family.tabular else {n: a[..., rows] for n, a in arguments.arrays.items()}
    after = result(plugin, arguments.but(**moved))
    return close(before[rows] if "n" in plugin.family.returned else before, after, least=_least(plugin))


def _neutral(plugin: Plugin[Any], arguments: Arguments, columns: npt.NDArray[np.intp]) -> bool:
    before = result(plugin, arguments)
    if plugin.family is CONSENSUS:
        return close(before[columns], result(plugin, arguments.but(r=arguments["r"][..., columns])))
    if plugin.family is WEIGHT_AGREEMENT:
        after = result(plugin, arguments.but(**{n: a[..., columns] for n, a in arguments.arrays.items()}))
        return close(before, after, least=_least(plugin))
    if plugin.family is PAIRWISE:
        return close(before[columns], result(plugin, arguments.but(a=arguments["a"][columns][:, columns])))
    after = result(plugin, taken(plugin, arguments, columns))
    moved = before[columns] if weights_only(plugin) else before[:, columns] if plugin.family is SCALING else before
    return close(moved, after)


def _pure(plugin: Plugin[Any], arguments: Arguments) -> bool:
    kept = {n: np.array(a) for n, a in arguments.arrays.items()}
    size = 1.0 if plugin.family is AGREEMENT else 2.0  # ranks count from 1
    turned = Arguments({n: a if n in ("s", "a") else np.flip(a, axis=-1) * size for n, a in kept.items()}, arguments.params)
    one, other, last, again = (result(plugin, case) for case in (arguments, turned, turned, arguments))
    untouched = all(np.array_equal(kept[n], arguments[n], equal_nan=True) for n in kept)
    return untouched and np.array_equal(one, again, equal_nan=True) and np.array_equal(other, last, equal_nan=True)


def _single_precision(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    case = arguments.but(x=np.round(arguments["x"])) if plugin.family.tabular else arguments  # which single precision holds exactly
    claims = plugin.claims(arguments.params)
    jumps = claims is not None and any(law.name == "continuous" for law in claims[1])
    if jumps or not fits(plugin, case):
        return None  # where scores jump, rounding decides on which side a tie comes out
    double = result(plugin, case)
    single = result(plugin, Arguments({n: a.astype(np.float32) for n, a in case.arrays.items()}, case.params))
    size = max(float(np.abs(double).max(initial=0.0)), 0.1)
    return single.shape == double.shape and bool((np.abs(single - double) <= SINGLE * size).all())


def _finite(plugin: Plugin[Any], arguments: Arguments) -> bool:
    try:
        with np.errstate(over="raise", divide="raise", invalid="raise"):
            return bool(np.isfinite(result(plugin, arguments)).all())
    except FloatingPointError:
        return False


def _rowwise(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    x, *others = (arguments[name] for name in plugin.family.arguments)
    params = plugin.settings(arguments.params)
    if x.ndim != 2 or not plugin.by_rows(params) or any(np.ndim(v) > 1 for v in params.values() if hasattr(v, "ndim")):
        return None
    with np.errstate(all="ignore"):
        parts = in_parts(lambda part: plugin.function(part, *others, **params), x, -1 if plugin.family is SCORE else -2, size=2)
    return close(parts, raw(plugin, arguments), 1e-12)


def _linear(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    if plugin.linear_form is None:
        return None
    form, scores = ordering(plugin, arguments), result(plugin, arguments)
    turned = clear(form) & (scores[:, None] - scores[None, :] < -1e-12 * spread(scores))
    parted = clear(scores) & (form[:, None] - form[None, :] <= 0)
    return not (turned | parted).any()


def _rational(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    form = plugin.ratio_form and plugin.ratio_form(arguments["x"], arguments["s"], **plugin.settings(arguments.params))
    if form is None:
        return None
    u, scores = share(arguments["w"]) ** form.power, result(plugin, arguments)
    gain, loss = np.asarray(dot(form.gain, u)), np.asarray(dot(form.loss, u))
    if min(form.gain.min(initial=0.0), form.loss.min(initial=0.0)) < 0:
        return False
    g, less = gain ** (1 / form.power), loss ** (1 / form.power)
    part = np.asarray(ratio(g, g + less, scale=0.0))
    turned = clear(part) & (scores[:, None] - scores[None, :] < -1e-12 * spread(scores))
    parted = clear(scores) & (part[:, None] - part[None, :] <= 0)
    told = form.least is None or close(np.where(g + less > 0, form.least + (1 - form.least) * part, scores), scores)
    return told and not (turned | parted).any()


pure = Law(
    "pure", "The same input gives the same result, whatever was asked in between, and is left as it was.", EVERY, _pure, universal=True
)
finite = Law("finite", "Finite values in the domain give finite results, without a floating-point warning.", EVERY, _finite, universal=True)
batches = Law(
    "batches",
    "A batched call gives what a loop of calls gives, in the shape that the batches broadcast to.",
    EVERY,
    _batches,
    universal=True,
)
anonymous = Law(
    "anonymous",
    "Reordering the alternatives only reorders the result; reordering the voters of a consensus changes nothing.",
    (SCORE, SCALING, WEIGHTING, AGREEMENT, CONSENSUS),
    _anonymous,
    universal=True,
)
neutral = Law(
    "neutral",
    "Reordering the criteria, or the alternatives of a consensus, only reorders the result.",
    (SCORE, SCALING, WEIGHTING, PAIRWISE, WEIGHT_AGREEMENT, CONSENSUS),
    _neutral,
    universal=True,
)
single_precision = Law(
    "single_precision",
    "In single precision comes out what comes out in double, to its rounding, unless scores jump.",
    EVERY,
    _single_precision,
    universal=True,
)
rowwise = Law(
    "rowwise",
    "Where a kernel is declared rowwise, it gives the rows seen in parts what it gives the whole matrix.",
    (SCORE, SCALING),
    _rowwise,
    universal=True,
)
linear = Law(
    "linear", "Where a linear form is declared, its product with the weights orders as the scores do.", (SCORE,), _linear, universal=True
)
rational = Law(
    "rational", "Where a ratio of two linear forms is declared, it orders as the scores do.", (SCORE,), _rational, universal=True
)
UNIVERSAL = (pure, finite, batches, anonymous, neutral, single_precision, rowwise, linear, rational)
