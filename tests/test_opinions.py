"""Methods of one opinion order alike; methods of two do not."""

from itertools import combinations

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.builtin import __all__ as builtin
from mcda_orch.plugin.family import HIGHER

SHAPES = [(150, 4, 3), (150, 6, 4), (100, 9, 3)]
FEW = 12


def configurations():
    for name in builtin:
        plugin = mo.get(name)
        if plugin.family.name == "score":
            yield name, plugin, plugin.opinion
            for variant in plugin.variants:
                yield f"{name}: {variant.name}", plugin.with_(**variant.params), variant.opinion


CONFIGURATIONS = {name: (plugin, opinion) for name, plugin, opinion in configurations()}
CLASSES = sorted({opinion for _, opinion in CONFIGURATIONS.values() if opinion})


def fitted(plugin, m):
    """Return the plug-in with stated points that differ from criterion to criterion; those of a variant are one for all."""
    found = {}
    for name, value in plugin.bound.items():
        role = plugin.params[name].role
        if getattr(value, "bound", None):
            found[name] = fitted(value, m)
        elif role is not None and role.kind == "point":
            found[name] = value * np.linspace(1.0, 2.0, m)
    return plugin.with_(**found)


def problems(count=None):
    rng = np.random.default_rng(21)
    for batch, n, m in SHAPES:
        x = rng.uniform(1, 15, (batch, n, m))
        x[::2] = x[::2].round()
        x[::2] += np.where(np.ptp(x[::2], axis=-2, keepdims=True) == 0, np.eye(n, m), 0)
        s = np.where(rng.random((batch, m)) > 0.4, 1.0, -1.0)
        yield x[:count], rng.dirichlet(np.ones(m), batch)[:count], s[:count]


def ahead(plugin, count=None):
    """Tell for every problem and pair how far the first is ahead, in parts of the range of scores."""
    found = []
    for x, w, s in problems(count):
        scores = np.asarray(fitted(plugin, x.shape[-1]).run(x, w, s)) * (1 if plugin.better is HIGHER else -1)
        scores = scores / np.maximum(np.ptp(scores, axis=-1, keepdims=True), 1e-12 * np.abs(scores).max(axis=-1, keepdims=True) + 1e-300)
        found.append((scores[..., :, None] - scores[..., None, :]).ravel())
    return np.concatenate(found)


def alike(a, b):
    """Tell whether what is clearly ahead in one is ahead in the other, everywhere."""
    return not ((a > 1e-6) & (b < 1e-9)).any() and not ((b > 1e-6) & (a < 1e-9)).any()


@pytest.mark.parametrize("opinion", CLASSES)
def test_members_of_a_class_order_alike(opinion):
    members = {name: ahead(plugin) for name, (plugin, of) in CONFIGURATIONS.items() if of == opinion}
    first = next(iter(members))
    assert [name for name in members if not alike(members[first], members[name])] == []


def test_no_two_others_order_alike():
    views = {}
    for name, (plugin, opinion) in CONFIGURATIONS.items():
        views.setdefault(opinion or name, (name, ahead(plugin, FEW)))
    same = [(a, b) for (a, one), (b, other) in combinations(views.values(), 2) if alike(one, other)]
    assert same == []


def test_every_class_has_more_than_one_member():
    counts = {opinion: sum(of == opinion for _, of in CONFIGURATIONS.values()) for opinion in CLASSES}
    assert [opinion for opinion, count in counts.items() if count < 2] == ["vector Euclid"]  # which sprobid joins below n = 8


def test_simplified_probid_orders_like_topsis_below_eight_alternatives():
    rng = np.random.default_rng(22)
    for n in (4, 7, 8):
        x, w, s = rng.uniform(1, 9, (200, n, 3)), rng.dirichlet(np.ones(3), 200), np.where(rng.random((200, 3)) > 0.4, 1.0, -1.0)
        orders = [np.argsort(method.run(x, w, s), axis=-1) for method in (mo.topsis, mo.sprobid)]
        assert (orders[0] == orders[1]).all() == (n < 8)


def test_independent_methods_have_one_of_each_opinion():
    independent = mo.independent_methods()
    opinions = [mo.get(name).opinion or name for name in independent]
    assert len(opinions) == len(set(opinions))
    assert set(opinions) == {mo.get(name).opinion or name for name in mo.names("score")}
    assert set(independent) <= set(mo.names("score"))
    assert len({"mabac", "mairca", "spotis"} & set(independent)) <= 1
    assert len(independent) < len(mo.names("score"))
