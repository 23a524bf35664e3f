"""Every plug-in keeps what it says it keeps; every law that it breaks has a stored witness that still breaks it."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from mcda_orch.builtin import __all__ as builtin
from mcda_orch.errors import McdaError, PluginError
from mcda_orch.laws.facts import order
from mcda_orch.laws.heard import remembering
from mcda_orch.laws.scores import dominance
from mcda_orch.laws.universal import batches
from mcda_orch.plugin.family import HIGHER
from mcda_orch.plugin.law import Arguments
from mcda_orch.plugin.proof import proofs
from mcda_orch.plugin.registry import get
from mcda_orch.testing.hunting import hunt
from mcda_orch.testing.moved import moved, named, usable
from mcda_orch.testing.suite import kept_claims, unanswered
from mcda_orch.testing.witnesses import broken_claims, read

WITNESSES = Path(__file__).parents[2] / "data" / "witnesses"


def label(name, variant, *more):
    return "-".join((name, *([variant.name.replace(" ", "_")] if variant else []), *more))


VARIANTS = [pytest.param(name, v, id=label(name, v)) for name in builtin for v in (None, *get(name).variants)]
BROKEN = [pytest.param(name, law, v, id=label(name, v, law.name)) for name in builtin for law, v in broken_claims(get(name))]


@pytest.mark.parametrize("name", builtin)
def test_every_law_is_answered(name):
    assert unanswered(get(name)) == ()


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_batched(name, variant):
    """Asked apart: it finds by itself most of what is wrong in what many plug-ins share."""
    witness = hunt(get(name), batches, variant, examples=100)
    assert witness is None, str(witness)


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_kept(name, variant):
    """Not refuted in 100 examples (which is no proof), or in 25 where it is proved from facts, which are tried on 100 of their own.

    The laws of a plug-in are tried on the same cases, of which each is run once.
    """
    plugin = get(name)
    proved = proofs(plugin, variant)
    laws = [law for law, v in kept_claims(plugin) if v is variant and law is not batches]
    assert laws
    with remembering():
        for law in laws:
            witness = hunt(plugin, law, variant, examples=25 if law.name in proved else 100)
            assert witness is None, str(witness)


@pytest.mark.parametrize("far", [2.0**50, 2.0**300], ids=["far", "farther"])
@pytest.mark.parametrize("name", [name for name in builtin if dominance in get(name).keeps])
def test_kept_where_one_value_is_far_worse_than_all_others(name, far):
    """What is so small, or so large, that a ratio may lose it, is still no advantage."""
    plugin, w = get(name), np.array([2.0, 3.0, 4.0])
    for j, s in product(range(3), (np.array([1.0, -1.0, 1.0]), np.array([-1.0, 1.0, -1.0]))):
        x = np.array([[3.0, 3, 3], [3, 3, 3], [5, 2, 4], [2, 5, 4], [4, 4, 6]])
        x[0, j] *= far ** -s[j]
        with np.errstate(all="ignore"):
            found = plugin.run(x, w, s)
        worse, better = found[:2] if plugin.better is HIGHER else -found[:2]
        assert worse <= better + 1e-9 * max(1.0, abs(better)), (x, s, found)


@pytest.mark.parametrize("least", [0.3, 3.0, 1e6 / 3])
@pytest.mark.parametrize(
    "name", [n for n in builtin if get(n).family.tabular and order not in get(n).facts and "ranks" not in get(n).params]
)
def test_kept_where_a_criterion_varies_by_rounding_alone(name, least):
    """What is one but for the last digit, as 0.3 and 0.1 + 0.2 are, is one to whoever does not go by order alone."""
    plugin, s = get(name), np.array([1.0, -1.0, 1.0])
    for j in range(2):
        constant = np.array([[3.0, 7, 2], [5, 4, 6], [4, 6, 1], [8, 2, 5]])
        constant[:, j] = least
        nearly = constant.copy()
        nearly[[1, 3], j] = np.nextafter(least, np.inf)
        with np.errstate(all="ignore"):
            found = [
                plugin.run(*(x if a == "x" else s if a == "s" else np.array([0.5, 0.3, 0.2]) for a in plugin.family.arguments))
                for x in (constant, nearly)
            ]
        np.testing.assert_allclose(found[1], found[0], rtol=1e-7, atol=1e-7)


def refused(plugin, arguments):
    """Tell whether a kernel refuses, in a sentence, a problem that its declaration takes."""
    try:
        with np.errstate(all="ignore"):
            plugin.run(*(arguments[name] for name in plugin.family.arguments), **arguments.params)
    except PluginError:
        return False  # a kernel that raises anything else
    except McdaError:
        return True
    return False


@pytest.mark.parametrize("name", [n for n in builtin if get(n).family.tabular and get(n).params and (WITNESSES / f"{n}.toml").exists()])
def test_kept_with_every_parameter_moved(name):
    """A batch is a loop of calls whatever the parameters are."""
    plugin = get(name)
    given = max((w.given(plugin) for w in read(WITNESSES / f"{name}.toml")), key=lambda found: found["x"].size)
    x = given["x"]
    arrays = dict(given.arrays) | {"x": np.stack([x, x[::-1]])[:, None]}
    if "w" in arrays:
        w = arrays["w"]
        arrays["w"] = np.stack([w, w[::-1], np.arange(1.0, w.size + 1)])
    for params in moved(plugin, x):
        for other in (-given["s"], given["s"]):  # where the turned ones are outside of the domain, the same ones in a batch of their own
            senses = np.stack([given["s"], other])[:, None, None]
            arguments = Arguments(arrays | {"s": senses}, {**given.params, **named(plugin, params)})
            if usable(plugin, arguments) and not refused(plugin, arguments):
                with np.errstate(all="ignore"):
                    assert batches(plugin, arguments), params
                break


@pytest.mark.parametrize(("name", "law", "variant"), BROKEN)
def test_broken(name, law, variant):
    stored = [w for w in read(WITNESSES / f"{name}.toml") if w.law == law.name and w.variant == (variant.name if variant else "")]
    assert stored, f"{name} says that it breaks {law.name}, but data/witnesses/{name}.toml has no witness: run 'make witnesses'"
    assert all(w.breaks(get(name)) for w in stored)
    assert all(w.results and w.agrees(get(name)) for w in stored), "the numbers that the witness tells are not those of the kernel"


EXAMPLES = {"comet": {"expert"}, "mixed": {"scalings", "which"}}
"""Parameters of which a table suggests no value; worked examples state them."""


@pytest.mark.parametrize("name", [path.stem for path in sorted(WITNESSES.glob("*.toml"))])
def test_witnesses_tell_what_comes_of_every_parameter(name):
    stored, plugin = read(WITNESSES / f"{name}.toml"), get(name)
    told = {key for w in stored for other in w.others for key in other.params}
    movable = {key for settings in moved(plugin, np.array(stored[-1].arrays[plugin.family.arguments[0]])) for key in settings}
    left = movable - told - EXAMPLES.get(name, set())
    assert not left, f"data/witnesses/{name}.toml tells nothing of {left}: run 'make witnesses'"


def test_no_witness_without_a_claim():
    for path in WITNESSES.glob("*.toml"):
        said = {(law.name, variant.name if variant else "") for law, variant in broken_claims(get(path.stem))}
        assert {(w.law, w.variant) for w in read(path)} <= said
