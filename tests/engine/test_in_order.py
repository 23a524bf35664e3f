"""Results come in the order of their tasks, whoever does them, and no more tasks are taken than needed."""

import os
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from itertools import count
from multiprocessing import get_context
from threading import Event

import pytest

from mcda_orch.engine import in_order as place
from mcda_orch.engine.in_order import in_order
from mcda_orch.errors import DomainError, McdaError, PluginError


@pytest.fixture(scope="module")
def processes():
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield pool


def counted(taken):
    for k in range(1000):
        taken.append(k)
        yield lambda k=k: (k, threading.get_ident())


@pytest.mark.parametrize("own", [False, True])
def test_work_is_handed_out_in_order_and_only_as_far_as_needed(own):
    taken = []
    with ThreadPoolExecutor(3) as pool:
        shared = in_order(counted(taken), at_once=2, executor=pool, ahead=6) if own else in_order(counted(taken), workers=3, at_once=2)
        found = [next(shared) for _ in range(9)]
        shared.close()
    assert [k for k, _ in found] == list(range(9))
    assert threading.get_ident() not in {thread for _, thread in found}
    assert len(taken) < 40


def test_one_worker_takes_a_task_when_it_is_asked_for():
    taken = []
    shared = in_order(counted(taken))
    assert [next(shared)[0] for _ in range(3)] == [0, 1, 2]
    assert taken == [0, 1, 2]


def test_an_executor_stays_open(processes):
    for _ in range(2):
        assert list(in_order([partial(pow, 2, k) for k in range(9)], at_once=2, executor=processes, ahead=3)) == [2**k for k in range(9)]


def refused():
    raise DomainError("it is too much.", hint="take less.")


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_task_raises_is_raised(workers):
    with pytest.raises(ZeroDivisionError):
        list(in_order([lambda: 1, lambda: 1 / 0, lambda: 2], workers=workers))
    with pytest.raises(DomainError, match=r"too much. Hint: take less"):
        list(in_order([refused], workers=workers))


def test_what_cannot_be_sent_to_another_process_is_said(processes):
    with pytest.raises(
        PluginError, match=r"cannot be sent to the executor's workers: .*lambda.*Hint: methods and distributions of your own"
    ):
        list(in_order([lambda: 1], executor=processes))
    assert list(in_order([partial(int, "7")], executor=processes)) == [7]


def test_a_worker_that_dies_is_said():
    with (
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool,
        pytest.raises(McdaError, match=r"ended before its work was done \(BrokenProcessPool\).*memory"),
    ):
        list(in_order([partial(os._exit, 3)], executor=pool))


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("at_once", [1, 2, 7])
def test_results_come_in_the_order_of_the_tasks(workers, at_once):
    assert list(in_order((partial(pow, k, 2) for k in range(20)), workers, at_once)) == [k**2 for k in range(20)]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("at_once", [1, 3])
def test_an_endless_row_of_tasks_is_taken_as_far_as_it_is_asked_for(workers, at_once):
    taken = []
    found = in_order((partial(int, k) for k in count() if taken.append(k) is None), workers, at_once)
    assert [next(found) for _ in range(5)] == list(range(5))
    found.close()
    ahead = at_once * (2 * workers + 1)
    assert len(taken) <= 5 + (0 if workers == 1 else ahead + at_once)


def test_what_waits_is_not_begun_after_a_failure(monkeypatch):
    end, begun = Event(), []

    class Pool(ThreadPoolExecutor):
        """Lets tasks that are busy go on when the pool is left."""

        def __exit__(self, *error):
            end.set()
            return super().__exit__(*error)

    def busy(k):
        begun.append(k)
        assert end.wait(60)
        return k

    monkeypatch.setattr(place, "ThreadPoolExecutor", Pool)
    with pytest.raises(ZeroDivisionError):
        list(in_order([lambda: 1 // 0, *(partial(busy, k) for k in range(20))], workers=2))
    assert len(begun) <= 2
