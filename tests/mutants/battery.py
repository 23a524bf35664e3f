"""What a plug-in gives on many problems, so that a fault which changes none of its numbers can be told from one that nobody saw."""

from __future__ import annotations

import tomllib
import warnings
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

import mcda_orch as mo
from mcda_orch.core.positions import positions
from mcda_orch.core.profile import Profile
from mcda_orch.core.ranking import midranks
from mcda_orch.laws.common import fits
from mcda_orch.plugin.agreement import Agreement
from mcda_orch.plugin.family import AGREEMENT, CONSENSUS, PAIRWISE, SCORE
from mcda_orch.plugin.law import Arguments
from mcda_orch.plugin.plugin import Plugin
from mcda_orch.plugin.steps import recorded

__all__ = ["answers", "differ", "runs"]

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
SIZES = ((1, 1), (2, 1), (1, 3), (2, 2), (3, 2), (4, 3), (5, 4), (6, 5), (8, 6), (12, 12), (70, 3))


def answers(plugin: Plugin[Any]) -> list[Any]:
    """Return all numbers that the plug-in gives: results, steps, forms and turning points, and what it refuses."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [
            _answer(plugin, arguments, {**arguments.params, **params})
            for arguments in chain(_problems(plugin), _published(plugin))
            for params in _settings(plugin, arguments)
        ]


def runs(plugin: Plugin[Any]) -> bool:
    """Tell whether the plug-in gives numbers on a plain problem; one that does not is noticed by whoever tries it once."""
    x = np.array([[7.0, 3, 5], [5, 8, 4], [3, 7, 9], [6, 4, 2], [2, 6, 7]])
    arrays = {
        "x": x,
        "w": np.array([0.5, 0.3, 0.2]),
        "s": np.array([1.0, -1, 1]),
        "a": np.array([[1.0, 2, 4], [0.5, 1, 3], [0.25, 1 / 3, 1]]),
        "r": np.array([1.0, 2, 3, 4]),
        "t": np.array([2.0, 1, 3, 4]),
        "u": np.array([0.2, 0.3, 0.5]),
    }
    if plugin.family is CONSENSUS:
        arrays |= {"r": np.array([[1.0, 2, 3, 4], [4, 1, 3, 2], [2, 3, 1, 4]]), "w": np.ones(3)}
    given = {"ranks": np.array([2.0, 1, 3])} if "ranks" in plugin.params else {}
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return bool(np.isfinite(plugin.run(*(arrays[name] for name in plugin.family.arguments), **given)).all())
    except Exception:  # noqa: BLE001 - a fault may raise anything
        return False


def differ(before: list[Any], after: list[Any]) -> bool:
    """Tell whether two lists of answers differ by more than rounding."""
    return any(not _alike(a, b) for a, b in zip(before, after, strict=True))


def _alike(a: Any, b: Any) -> bool:
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_alike, a, b))
    if not isinstance(a, np.ndarray) or not isinstance(b, np.ndarray):
        return type(a) is type(b) and bool(a == b)
    if a.shape != b.shape or a.dtype.kind != b.dtype.kind:
        return False
    if a.dtype.kind != "f":
        return bool((a == b).all())
    size = max(float(np.abs(v[np.isfinite(v)]).max(initial=0.0)) for v in (a, b))
    part = 1e-9 if min(a.dtype.itemsize, b.dtype.itemsize) > 4 else 1e-4
    return bool(np.allclose(a, b, rtol=part, atol=part * size, equal_nan=True))


def _answer(plugin: Plugin[Any], arguments: Arguments, params: dict[str, Any]) -> Any:
    arrays = [arguments[name] for name in plugin.family.arguments]
    try:
        with recorded() as record:
            result = plugin.run(*(a.copy() for a in arrays), **params)
        found = [np.asarray(result), *(np.asarray(value) for _, _, value in record)]
        if plugin.family is SCORE:
            all_of = plugin.settings(params)
            if plugin.linear_form is not None:
                found.append(np.asarray(plugin.linear_form(arguments["x"], arguments["s"], **all_of)))
            form = plugin.ratio_form and plugin.ratio_form(arguments["x"], arguments["s"], **all_of)
            found += [] if form is None else [np.asarray(form.gain), np.asarray(form.loss), np.array([form.power, form.least or 0.0])]
        if isinstance(plugin, Agreement) and all(a.ndim == 1 for a in arrays):
            found.append(plugin.every_pair(np.stack(arrays), **params))
            if plugin.partial is not None:
                orders = [np.outer(a, a) % 3 < k for k, a in zip((1, 2), arrays, strict=True)]
                found.append(np.array(plugin.partial(*orders, **plugin.settings(params))))
        if plugin.turns is not None and arguments["x"].ndim == 2:
            turns = plugin.turning(arguments["x"], arguments["s"], **params)
            found.append(np.asarray(turns, dtype=np.float64))
    except Exception as error:  # noqa: BLE001 - what is refused, and how, is an answer too
        return [type(error).__name__, str(error)]
    return found


def _problems(plugin: Plugin[Any]) -> Iterator[Arguments]:
    """Yield problems of whole numbers, coarse and fine ones, with constants, copies, zeros, extremes, and batches, within the domain."""
    rng = np.random.default_rng(20)
    if plugin.family is PAIRWISE:
        for m in (1, 2, 3, 4, 6, 9, 12):
            judged = np.exp(rng.normal(size=(m, m)))
            upper = np.triu(judged, 1)
            yield Arguments(
                {"a": np.where(upper > 0, upper, 0) + np.where(upper.T > 0, 1 / np.where(upper.T > 0, upper.T, 1), 0) + np.eye(m)}
            )
        return
    if plugin.family is CONSENSUS:
        yield from _ballots(plugin, rng)
        return
    if not plugin.family.tabular:
        yield from _vectors(plugin, rng)
        return
    for n, m in SIZES:
        shape = (n, m)
        tables = [
            rng.integers(1, 7, shape).astype(float), rng.uniform(0.5, 9.5, shape), rng.integers(0, 4, shape).astype(float),
            rng.integers(-4, 6, shape).astype(float), rng.uniform(0.1, 0.9, shape), 10.0 ** rng.integers(-3, 5, shape),
            rng.uniform(-8, 16, shape),
        ]  # fmt: skip
        constant, twins = tables[1].copy(), tables[0].copy()
        constant[:, 0], twins[-1] = 3.0, twins[0]
        tables += [constant, twins, np.zeros(shape), np.full(shape, 2.0), tables[1].astype(np.float32), tables[1] * 1e200]
        for x in tables:
            s = rng.choice([1.0, -1.0], m)
            for sense in (s, np.ones(m)):
                yield from _inside(plugin, x, rng.choice([0.0, 0.5, 1.0, 2.0, 3.0], m) + (rng.random() < 0.5), sense)
    for x, w, s in (
        (rng.uniform(1, 9, (2, 1, 4, 3)), rng.uniform(0, 1, (3, 3)), rng.choice([1.0, -1.0], 3)),
        (rng.uniform(1, 9, (5, 4)), rng.uniform(0, 1, (7, 4)), np.array([1.0, -1.0, 1.0, 1.0])),
        (rng.integers(1, 5, (4, 3)).astype(float), rng.uniform(0, 1, 3), rng.choice([1.0, -1.0], (4, 3))),
        (rng.uniform(1, 9, (2, 3, 70, 4)), rng.uniform(0, 1, 4), np.array([-1.0, 1.0, 1.0, -1.0])),
    ):
        yield from _inside(plugin, x, w, s)


def _ballots(plugin: Plugin[Any], rng: np.random.Generator) -> Iterator[Arguments]:
    """Yield rankings of voters, strict ones, with ties and with blanks, and batches of them, where the rule is defined."""
    for k, n in ((1, 1), (1, 3), (2, 2), (3, 3), (4, 3), (3, 4), (5, 4), (4, 5), (7, 5), (6, 6)):
        strict = np.array([[rng.permutation(n) + 1.0 for _ in range(k)] for _ in range(4)])
        tied = rng.integers(1, n + 1, (4, k, n)).astype(float)
        for r in (*strict, *tied, *np.where(rng.random((4, k, n)) < 0.25, np.nan, tied), strict, tied[:, None]):
            for w in (np.ones(k), rng.integers(1, 4, k).astype(float), rng.integers(0, 3, k) + 0.5 * (plugin.name != "dodgson")):
                arguments = Arguments({"r": r, "w": np.where(w.any(), w, 1.0)})
                if fits(plugin, arguments):
                    yield arguments


def _vectors(plugin: Plugin[Any], rng: np.random.Generator) -> Iterator[Arguments]:
    """Yield rankings, strict ones and with ties, or weights, and batches of them."""
    first, second = plugin.family.arguments
    for n in (1, 2, 3, 4, 5, 8, 12):
        if plugin.family is AGREEMENT:
            strict = np.stack([rng.permutation(n) + 1.0 for _ in range(6)])
            values = np.concatenate([strict, midranks(positions(rng.integers(0, max(n // 2, 1) + 1, (6, n)), higher=False))])
        else:
            values = np.concatenate([rng.integers(0, 5, (6, n)) + 1.0 * (rng.random((6, 1)) < 0.5), rng.uniform(0.1, 1, (6, n))])
            values[~values.any(axis=-1)] = 1.0
        for one, other in zip(values, np.roll(values, 1, axis=0), strict=True):
            yield Arguments({first: one, second: other})
        yield Arguments({first: values[:, None], second: values[None]})
        yield Arguments({first: values[0].astype(np.float32), second: values[:4].astype(np.float32)})


def _inside(plugin: Plugin[Any], x: np.ndarray, w: np.ndarray, s: np.ndarray) -> Iterator[Arguments]:
    w = w if w.any() else np.ones_like(w)
    arrays = {"x": x, "w": w.astype(x.dtype), "s": s.astype(x.dtype)}
    given = {"ranks": np.arange(float(x.shape[-1]), 0, -1)} if "ranks" in plugin.params else {}
    arguments = Arguments({name: arrays[name] for name in plugin.family.arguments}, given)
    if fits(plugin, arguments):
        yield arguments


def _published(plugin: Plugin[Any]) -> Iterator[Arguments]:
    """Yield the worked examples with their parameters, as they are, with other directions, and moved a little."""
    path = PUBLISHED / f"{plugin.name}.toml"
    if plugin.family is PAIRWISE or not path.exists():
        return
    rng = np.random.default_rng(21)
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        if case.get("reader") == "ballots":
            params = {k: _value(v) for k, v in case.get("params", {}).items()}
            profile = Profile.of(case["ballots"], case.get("voters"))
            yield Arguments({"r": np.array(profile.ranks), "w": np.array(profile.weights.values)}, params)
        if case.get("reader") == "agreement":
            first, second = plugin.family.arguments
            params = {k: _value(v) for k, v in case.get("params", {}).items()}
            yield Arguments({first: np.array(case["a"], dtype=float), second: np.array(case["b"], dtype=float)}, params)
        if "matrix" not in case or case.get("reader", "plugin") != "plugin":
            continue
        x = np.array(case["matrix"], dtype=float)
        s = np.array([1.0 if d == "max" else -1.0 for d in case.get("directions", ["max"] * x.shape[1])])
        params = {k: _value(v) for k, v in case.get("params", {}).items()}
        w = np.array(case.get("weights", np.ones(x.shape[1])), dtype=float)
        for cells, senses in ((x, s), (x, -s), (x * rng.uniform(0.8, 1.25, x.shape), s), (np.round(x), s)):
            arrays = {"x": cells, "w": w, "s": senses}
            arguments = Arguments({name: arrays[name] for name in plugin.family.arguments}, params)
            if fits(plugin, arguments):
                yield arguments


def _value(given: Any) -> Any:
    if isinstance(given, str) and given in mo.names("scaling"):
        return mo.get(given)
    if isinstance(given, list) and given and all(isinstance(v, str) and v in mo.names("scaling") for v in given):
        return tuple(map(mo.get, given))
    even = isinstance(given, list) and not isinstance(given[0], str) and len({np.shape(v) for v in given}) == 1
    return np.array(given, dtype=float) if even else given


def _settings(plugin: Plugin[Any], arguments: Arguments) -> Iterator[dict[str, Any]]:
    """Yield the defaults, the variants, and every parameter moved alone."""
    from mcda_orch.testing.moved import moved, named  # pytest must come before hypothesis, which this brings along

    yield {}
    if arguments.params and "ranks" not in arguments.params:
        return  # a worked example brings its own
    large = plugin.family.tabular and arguments["x"].size > 40
    for variant in plugin.variants:
        yield dict(variant.params)
    if large:
        return
    table = np.asarray(arguments[plugin.family.arguments[0]], dtype=np.float64)
    yield from (named(plugin, params) for params in moved(plugin, table.reshape(-1, table.shape[-1])))
