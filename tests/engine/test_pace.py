"""Parts are merged in order, and an interruption leaves whole parts."""

import threading

import pytest

from mcda_orch.engine.pace import Pace
from mcda_orch.errors import DomainError


def joined(pace, tasks, enough=lambda whole: False):
    return pace.reduced([lambda t=t: t() for t in tasks], lambda a, b: a + b, len, 100, enough)


def letters(n):
    return [lambda k=k: chr(97 + k) for k in range(n)]


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_parts_are_merged_in_order_and_told(workers):
    seen = []
    assert joined(Pace.of(workers, progress=lambda *at: seen.append(at)), letters(9)) == ("abcdefghi", False)
    assert seen == [(k, 100) for k in range(1, 10)]


def test_enough_is_enough():
    assert joined(Pace(), letters(9), lambda whole: len(whole) > 3) == ("abcd", False)


@pytest.mark.parametrize("workers", [1, 3])
def test_an_interruption_leaves_what_was_merged(workers):
    def interrupted():
        raise KeyboardInterrupt

    before = threading.active_count()
    assert joined(Pace.of(workers), [*letters(4), interrupted, *letters(2)]) == ("abcd", True)
    assert threading.active_count() == before
    with pytest.raises(KeyboardInterrupt):
        joined(Pace.of(workers), [interrupted, *letters(2)])


def test_who_is_told_hears_the_end_even_of_what_fails():
    class Told:
        closed = 0

        def tell(self, done, total):
            pass

        def close(self):
            self.closed += 1

    told = Told()
    with pytest.raises(ZeroDivisionError):
        joined(Pace(told=told), [lambda: 1 / 0])
    assert told.closed == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"workers": 0}, "workers=0 must be at least 1"),
        ({"block": 0}, "block=0 must be at least 1"),
        ({"executor": 4}, "executor=4 can do no work.*Dask"),
        ({"progress": 4}, "progress=4 cannot be told"),
    ],
)
def test_bad_paces_are_refused(more, said):
    with pytest.raises(DomainError, match=said):
        Pace.of(**more)


def test_an_executor_and_threads_of_our_own_exclude_each_other():
    class Pool:
        def submit(self):
            pass

    with pytest.raises(DomainError, match=r"brings its own workers.*leave workers= out"):
        Pace.of(2, executor=Pool())
    assert Pace.of(1, 100_000, 8192, Pool()).at_once == 12
    assert Pace.of(1, None, 8192, Pool()).at_once == 8
