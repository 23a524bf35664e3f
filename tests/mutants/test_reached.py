"""What tests reach is recorded once, and again where the test or a file that it reached has changed."""

from types import SimpleNamespace

import pytest

from mcda_orch.exact.hitting import smallest_hitting_set

from . import reached
from .planting import SOURCE
from .reached import Reached

HITTING = SOURCE / "exact" / "hitting.py"


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(reached, "STORE", tmp_path / "kept" / "reached.json")
    monkeypatch.setattr(reached, "holds", lambda item: item.holds())
    return tmp_path


def asked(place, name, holds, text="a"):
    path = place / f"{name}.py"
    path.write_text(text, encoding="utf-8")
    return SimpleNamespace(nodeid=f"{name}.py::test_it[with a space]", path=path, holds=holds)


def hits():
    return smallest_hitting_set([frozenset({1})]) == frozenset({1})


def test_a_test_is_run_once_for_the_same_sources(place):
    runs = place / "runs"
    runs.touch()

    def counted():
        with runs.open("a") as stream:
            stream.write("x")
        return hits()

    first = Reached([HITTING], 1)
    item, other = asked(place, "one", counted), asked(place, "two", lambda: True)
    (_, reach), (_, nothing) = first.of([item, other])
    line = next(k for k, text in enumerate(HITTING.read_text(encoding="utf-8").splitlines(), start=1) if "search = _Search" in text)
    assert first.reaches(reach, HITTING, line)
    assert not first.reaches(nothing, HITTING, line)
    assert (first.reaches(reach, HITTING, None), first.reaches(nothing, HITTING, None)) == (True, False)
    again = Reached([HITTING], 1)
    assert dict(again.found).keys() == dict(first.found).keys()
    list(again.of([item, other]))
    assert runs.read_text() == "x"
    list(again.of([asked(place, "one", counted, "b")]))
    assert runs.read_text() == "xx"
    assert len(Reached([HITTING], 1).found) == 2, "what was known of the older file is dropped"
    changed = Reached([HITTING], 1)
    changed.digests = dict.fromkeys(changed.digests, "another file")
    list(changed.of([asked(place, "one", counted, "b")]))
    assert runs.read_text() == "xxx"


def test_a_test_that_fails_without_a_fault_stops_everything(place):
    with pytest.raises(RuntimeError, match=r"bad.py::test_it\[with a space\] fails without a fault"):
        list(Reached([HITTING], 1).of([asked(place, "bad", lambda: False)]))
