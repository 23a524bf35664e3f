"""Benchmarks have a quick form, counted work that grows is found, and goals can be read from the results."""

import dataclasses
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

import mcda_orch as mo

FOLDER = Path(__file__).parents[1] / "benchmarks"
TOOLS = {"run", "measure", "peers", "passes", "counted", "goals", "fuzz_reading", "hard_documents", "hard_tables"}
sys.path.append(str(FOLDER))
import counted  # noqa: E402
import goals  # noqa: E402
import run  # noqa: E402


def test_every_file_is_a_topic_or_a_tool():
    assert {p.stem for p in FOLDER.glob("*.py")} == TOOLS | set(run.TOPICS)
    assert {p.stem for p in run.RESULTS.iterdir()} <= set(run.TOPICS)


@pytest.mark.parametrize("topic", run.TOPICS)
def test_every_topic_can_be_made_small(topic):
    module = import_module(topic)
    assert module.SMALL
    assert all(hasattr(module, name) for name in module.SMALL)


@pytest.mark.parametrize("goal", goals.GOALS, ids=lambda goal: f"{goal.work}, {goal.against}")
def test_every_goal_is_read_from_the_results(goal):
    row = goals.row(goal)
    if row["of"] == "not measured":
        assert not (goals.RESULTS / f"{goal.topic}.json").exists()
        return
    assert row["found"] > 0 or goal.most == 0
    assert row["met"] == goal.met(row["found"])


def test_counts_are_stored_of_every_method():
    names = {name for name in mo.names("score") if mo.get(name).function.__module__.startswith("mcda_orch.")}
    assert names <= counted.stored().keys()


@pytest.mark.parametrize("name", ["topsis", "vikor", "promethee_ii", "moora"])
def test_counted_work_is_what_is_stored_and_a_second_pass_is_found(name):
    method, stored = mo.get(name), counted.stored()
    assert not list(counted.grown({name: counted.of_method(method)}, stored))

    def twice(x, w, s, **params):
        return method.function(x + 0.0, w, s, **params)  # one pass over the table

    def again(x, w, s, **params):
        method.function(x, w, s, **params)
        return method.function(x, w, s, **params)

    said = list(counted.grown({name: counted.of_method(dataclasses.replace(method, function=twice))}, stored))
    before = stored[name]["passes over a table"]
    assert f"{name}: passes over a table has grown from {before} to {before + 1}" in said
    said = list(counted.grown({name: counted.of_method(dataclasses.replace(method, function=again))}, stored))
    assert f"{name}: passes over a table has grown from {before} to {2 * before}" in said
    assert any("passes over a batch" in line for line in said)


def test_calls_programmes_and_bytes_that_grow_are_found():
    known = {"q": {"calls": 100, "programmes": 10, "bytes": 1_000_000, "modules of the library": 70}}
    more = {"calls": 106, "programmes": 12, "bytes": 1_110_000, "modules of the library": 71}
    for what, count in more.items():
        assert list(counted.grown({"q": {what: count}}, known)) == [f"q: {what} has grown from {known['q'][what]} to {count}"]
        assert not list(counted.grown({"q": {what: known["q"][what]}}, known))
        assert list(counted.fallen({"q": {what: known["q"][what] // 2}}, known))
    assert "nothing is stored" in next(counted.grown({"new": {"calls": 1}}, known))


def test_a_method_that_calls_its_kernel_twice_is_found():
    method = mo.get("wsm")

    def first(x, w, s):
        return method.function(x, w, s)

    x, w, s = counted.problem()
    assert counted.called(lambda: [first(x, w[0], s), first(x, w[0], s)], first.__code__)["kernels"] == 2


def test_what_arrays_hold_at_once_is_counted():
    one, two = (counted.held(lambda k=k: [np.ones(100_000) for _ in range(k)]) for k in (1, 2))
    assert 800_000 <= one < 810_000
    assert 1_600_000 <= two < 1_620_000
