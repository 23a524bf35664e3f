"""One rule for ``rng=``: the same default, the same words, the same seeds taken and refused, by every public function that draws."""

import importlib
import inspect
import pkgutil

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.errors import DomainError

SENTENCE = """rng : seed or Generator, default 0
    Where the draws start: the same seed gives the same draws, None new ones every time."""
TABLE = mo.DecisionMatrix([[3.0, 1, 2], [2, 3, 1], [2, 2, 2]], list("abd"), list("pqr"))
BLANK = TABLE.with_values([[3.0, 1, 2], [2, np.nan, 1], [2, 2, 2]])
SET = mo.WeightSet(TABLE).order("p > q")
VALUES = mo.uta_gms(TABLE, "a > b")
CALLS = {
    "smaa": lambda **rng: mo.smaa(TABLE, "topsis", draws=300, **rng),
    "ror_smaa": lambda **rng: mo.ror_smaa(VALUES, 300, **rng),
    "first_place": lambda **rng: mo.first_place(TABLE, "topsis", draws=300, **rng),
    "rank_ranges": lambda **rng: mo.rank_ranges(TABLE, "vikor", draws=300, **rng),
    "necessary": lambda **rng: mo.necessary(TABLE, "vikor", draws=300, **rng),
    "possible": lambda **rng: mo.possible(TABLE, "vikor", draws=300, **rng),
    "rank_intervals": lambda **rng: mo.rank_intervals(BLANK, "vikor", [1, 1, 1], blanks="unknown", **rng),
    "rank_reversal": lambda **rng: mo.rank_reversal(TABLE, "topsis", [1, 2, 3], **rng),
    "what_if": lambda **rng: mo.what_if(TABLE, "d", method="vikor", weights=[1, 1, 1], **rng),
    "margin_of_victory": lambda **rng: mo.margin_of_victory(TABLE, method="topsis", weights=[1, 1, 1], **rng),
    "next_question": lambda **rng: mo.next_question(TABLE, "wsm", draws=300, **rng),
    "agreement_test": lambda **rng: mo.agreement_test(range(1, 10), [2, 1, 4, 3, 6, 5, 8, 7, 9], draws=300, **rng),
    "WeightSet.sample": lambda **rng: SET.sample(300, **rng).values.tolist(),
    "Sampler.draw": lambda **rng: mo.sampling.draws.sampler(SET).draw(300, **rng).values.tolist(),
    "Sampler.pieces": lambda **rng: [made().values.tolist() for made in mo.sampling.draws.sampler(SET).pieces(300, **rng)],
    "Sampler.samples": lambda **rng: next(mo.sampling.draws.sampler(SET).samples(300, **rng)).values.tolist(),
}
"""Calls that draw, for every public function and method that has ``rng=``."""


SEARCHES = ("what_if", "margin_of_victory")
"""Calls that take long."""
LAYERS = ("sampling", "scaling", "methods", "weighting", "agreement", "consensus", "comparison", "robust", "inverse")


def drawing():
    """Yield every public function and method of the library that has ``rng=``, by name."""
    for found in pkgutil.walk_packages(mo.__path__, "mcda_orch."):
        if found.name.split(".")[1] not in LAYERS:
            continue
        module = importlib.import_module(found.name)
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name, None)
            if getattr(value, "__module__", None) != found.name:
                continue
            inside = vars(value).items() if inspect.isclass(value) else ()
            for label, function in [(name, value), *((f"{name}.{k}", v) for k, v in inside if k[0] != "_")]:
                if inspect.isfunction(function) and "rng" in inspect.signature(function).parameters:
                    yield label, function


PUBLIC = {
    label: function for label, function in drawing() if inspect.signature(function).parameters["rng"].default is not inspect.Parameter.empty
}


def test_every_function_that_draws_is_called_here():
    assert set(PUBLIC) == set(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_the_seed_is_0_unless_given_and_the_docs_say_so(name):
    function = PUBLIC[name]
    assert inspect.signature(function).parameters["rng"].default == 0
    said = inspect.getdoc(function) or ""
    assert SENTENCE in said or "\n" not in said or "for the parameters see" in said


@pytest.mark.parametrize("name", CALLS)
def test_the_same_seed_is_the_same_answer(name):
    call = CALLS[name]
    first = str(call())
    seeds = (0, np.int64(0), np.random.SeedSequence(0), np.random.default_rng(0))
    for rng in seeds[-1:] if name in SEARCHES else seeds:
        assert str(call(rng=rng)) == first
    call(rng=None)


@pytest.mark.parametrize("bad", [-1, 1.5, True, "seed", np.random.RandomState(1)], ids=["-1", "1.5", "True", "text", "RandomState"])
@pytest.mark.parametrize("name", CALLS)
def test_what_is_no_seed_is_refused(name, bad):
    with pytest.raises(DomainError, match="no seed of random numbers"):
        CALLS[name](rng=bad)


@pytest.mark.parametrize("name", ["first_place", "rank_ranges", "necessary", "what_if", "rank_reversal"])
def test_what_is_no_seed_is_refused_where_nothing_is_drawn(name):
    arguments = {"what_if": ("d",)}.get(name, ())
    more = {"weights": [1, 1, 1]} if name in ("what_if", "rank_reversal") else {}
    with pytest.raises(DomainError, match="no seed of random numbers"):
        getattr(mo, name)(TABLE, *arguments, method="wsm", rng="one", **more)
