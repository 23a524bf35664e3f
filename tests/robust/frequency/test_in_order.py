"""Tasks on threads give what they would give one after another, and stop where one fails."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from threading import Event

import pytest

from mcda_orch.robust.frequency import in_order as place
from mcda_orch.robust.frequency.in_order import in_order


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
