"""Streams: named by the seed and their place alone, and one clear error for what is no seed."""

import numpy as np
import pytest

from mcda_orch.errors import DomainError
from mcda_orch.sampling.sobol import SobolPoints
from mcda_orch.sampling.streams import Streams, generator

SEEDS = (3, np.int64(3), np.random.SeedSequence(3), (3, 4), [3, 4], np.array([3, 4]), 2**200)


@pytest.mark.parametrize("seed", SEEDS, ids=repr)
def test_a_seed_names_the_same_streams_in_any_order(seed):
    one, other = Streams.of(seed), Streams.of(seed)
    places = [(0,), (1,), (0, 1), (1, 0), (2, 5)]
    drawn = {place: one.generator(*place).random() for place in places}
    assert {place: other.generator(*place).random() for place in reversed(places)} == drawn
    assert len(set(drawn.values())) == len(places)
    assert one.under(2).generator(5).random() == drawn[2, 5]
    assert generator(seed).random() == generator(seed).random()


def test_a_fresh_generator_is_its_seed_and_a_second_call_draws_differently():
    for kind in (np.random.PCG64, np.random.Philox, np.random.MT19937):
        rng = np.random.Generator(kind(3))
        first, second = (Streams.of(rng) for _ in range(2))
        assert first.kind is kind
        assert first.generator(1).random() != second.generator(1).random()
        assert Streams.of(kind(3)).generator(1).random() == Streams.of(np.random.Generator(kind(3))).generator(1).random()
    assert Streams.of(np.random.default_rng(3)).generator(7).random() == Streams.of(3).generator(7).random()
    state = np.random.default_rng(3)
    Streams.of(state)
    assert state.random() == np.random.default_rng(3).random()  # spawning takes nothing of its own numbers


def test_none_is_a_new_seed():
    assert generator(None).random() != generator(None).random()


@pytest.mark.parametrize(
    "bad",
    [-1, 1.5, 2.0, True, np.True_, "3", b"3", [1.5], [-1], object(), {"a": 1}, np.random.RandomState(1)],
    ids=lambda bad: type(bad).__name__,
)
def test_what_is_no_seed_is_one_clear_error(bad):
    with pytest.raises(DomainError, match=r"no seed of random numbers.*whole number"):
        Streams.of(bad)


@pytest.mark.parametrize("size", [1, 2, 64])
def test_blocks_of_sobol_points_are_those_of_the_sequence(size):
    from scipy.stats import qmc

    whole = qmc.Sobol(5, rng=np.random.default_rng(3)).random_base2(10)
    points = SobolPoints(5, size, np.random.default_rng(3))
    for block in np.random.default_rng(0).permutation(1024 // size).tolist():
        np.testing.assert_array_equal(points.block(block)().T, whole[block * size : (block + 1) * size])
    with pytest.raises(DomainError, match=r"there are 2\*\*30 Sobol points.*how='simplices'"):
        points.turned(2**30 // size)


def test_calls_with_one_generator_take_its_spawned_streams_one_after_the_other():
    rng, spawned = np.random.default_rng(5), np.random.SeedSequence(5).spawn(3)
    for own in spawned:
        assert Streams.of(rng).generator(2).random() == Streams(own, np.random.PCG64).generator(2).random()


class Foreign(np.random.bit_generator.ISeedSequence):
    """Seeds a generator, but cannot spawn others."""

    def generate_state(self, n_words, dtype=np.uint32):
        return np.arange(1, n_words + 1, dtype=dtype)


def test_a_generator_that_cannot_spawn_names_no_streams():
    for rng in (np.random.PCG64(Foreign()), np.random.Generator(np.random.PCG64(Foreign()))):
        with pytest.raises(DomainError, match="no seed of random numbers"):
            Streams.of(rng)


@pytest.mark.parametrize(("length", "shown"), [(79, True), (80, False)])
def test_what_is_no_seed_is_shown_where_it_is_short(length, shown):
    bad = "s" * (length - 2)
    with pytest.raises(DomainError) as found:
        Streams.of(bad)
    assert found.value.args[0].startswith(f"rng={bad!r} is" if shown else "rng=str is")
