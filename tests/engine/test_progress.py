"""Functions, bars of tqdm and displays of rich hear the same; the line waits a second, and leaves nothing behind."""

import io
from functools import partial

import pytest

from mcda_orch.engine import progress
from mcda_orch.engine.progress import Line, teller
from mcda_orch.errors import DomainError


def test_nobody_is_told_unless_asked():
    assert teller(None) is None
    assert teller(False) is None


def test_a_function_hears_every_part():
    seen = []
    told = teller(lambda done, total: seen.append((done, total)))
    told.tell(3, 10)
    told.tell(10, 10)
    told.close()
    assert seen == [(3, 10), (10, 10)]


@pytest.fixture
def clock(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    return now


def test_a_line_comes_after_a_second_and_goes_without_a_trace(clock):
    stream = io.StringIO()
    line = Line("draws", stream)
    for clock[0] in (0.5, 0.9):
        line.tell(100, 1000)
    assert stream.getvalue() == ""
    clock[0] = 2.0
    line.tell(250, 1000)
    assert stream.getvalue() == "\r250 of 1,000 draws (25 %), 6 s left"
    clock[0] = 2.05  # too soon for another
    line.tell(260, 1000)
    clock[0] = 4.0
    line.tell(1000, 1000)
    line.close()
    last = "1,000 of 1,000 draws (100 %), 0 s left"
    assert stream.getvalue().split("\r")[2:] == [last, " " * len(last), ""]


@pytest.mark.parametrize(("seconds", "said"), [(0.4, "0 s"), (99, "99 s"), (100, "1 min"), (5999, "99 min"), (7200, "2 h")])
def test_times_are_short(seconds, said):
    assert progress._time(seconds) == said


def test_quick_work_leaves_no_line(clock):
    stream = io.StringIO()
    line = Line(stream=stream)
    line.tell(1, 1)
    line.close()
    assert stream.getvalue() == ""


@pytest.mark.parametrize("kind", ["class", "part", "bar"])
def test_tqdm(kind):
    tqdm = pytest.importorskip("tqdm").tqdm
    stream = io.StringIO()
    bar = tqdm(file=stream, mininterval=0)
    given = {"class": tqdm, "part": partial(tqdm, file=stream, mininterval=0), "bar": bar}[kind]
    told = teller(given)
    if kind == "class":
        assert told.make is tqdm
        return
    told.tell(2, 8)
    told.tell(6, 8)
    told.close()
    assert "2/8" in stream.getvalue()
    assert "6/8" in stream.getvalue()
    assert (bar.n, bar.disable) == ((0, False) if kind == "part" else (6, False))  # one that was handed over stays open


def test_rich():
    rich = pytest.importorskip("rich.progress")
    with rich.Progress(console=__import__("rich.console").console.Console(file=io.StringIO())) as display:
        told = teller(display)
        told.tell(2, 8)
        told.tell(5, 8)
        told.close()
        assert [(task.completed, task.total) for task in display.tasks] == [(5, 8)]


@pytest.mark.parametrize("bad", [1, "rich", int, object()], ids=["number", "text", "class", "object"])
def test_what_cannot_be_told_is_refused(bad):
    with pytest.raises(DomainError, match=r"cannot be told how far the work is.*tqdm"):
        teller(bad)
