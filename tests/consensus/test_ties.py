"""Ties stay ties, whatever the order in which alternatives and voters come, and the result says why."""

import itertools

import numpy as np
import pytest

import mcda_orch as mo

CIRCLE = ["Ant > Bee > Cat", "Bee > Cat > Ant", "Cat > Ant > Bee"]
RULES = mo.names("consensus")


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=lambda order: "".join(map(str, order)))
@pytest.mark.parametrize("name", RULES)
def test_a_circle_is_a_tie(name, order):
    found = mo.get(name)([CIRCLE[k] for k in order])
    assert len(found.ranking.groups) == 1
    assert "beats" in str(found)
    assert "circle" in found.remarks[-1]
    assert set(found.best) == {"Ant", "Bee", "Cat"}


@pytest.mark.parametrize("name", RULES)
def test_the_order_of_columns_decides_nothing(name):
    rng = np.random.default_rng(4)
    for _ in range(6):
        r, w = rng.integers(1, 4, (4, 4)).astype(float), rng.integers(1, 3, 4).astype(float)
        r[0, 0] = r[1, 0] = 2.0
        columns, rows = rng.permutation(4), rng.permutation(4)
        try:
            first = mo.get(name)([dict(zip("abcd", row, strict=True)) for row in dense(r)], w)
        except mo.DomainError as error:
            assert "strengths would grow without end" in str(error)
            continue
        moved = mo.get(name)([dict(zip(np.array(list("abcd"))[columns], row[columns], strict=True)) for row in dense(r)[rows]], w[rows])
        assert dict(first.ranking.ranks().items()) == dict(moved.ranking.ranks().items())
        assert first.count == moved.count


def dense(r):
    return np.array([np.unique(row, return_inverse=True)[1] + 1.0 for row in r])


def test_two_opposed_voters():
    opposed = ["Ant > Bee > Cat", "Cat > Bee > Ant"]
    strict, weak = mo.rules.kemeny(opposed), mo.rules.kemeny(opposed, orders="weak")
    assert strict.count == len(set(strict.optima)) == 6
    assert weak.count == len(set(weak.optima)) == 13
    assert set(strict.optima) < set(weak.optima)
    assert strict.remarks == (
        "6 orders are equally good; all of them agree on 0 of 3 pairs.",
        "Ant, Bee and Cat tie: of every two as many votes place either first.",
    )


@pytest.mark.parametrize("name", [n for n in RULES if "unranked" in mo.get(n).params])
def test_whom_a_voter_does_not_rank_may_be_last(name):
    partial = [["Ant", "Bee"], "Cat > Ant", "Bee > Cat ~ Doe > Ant", ["Doe"]]
    whole = ["Ant > Bee > Cat ~ Doe", "Cat > Ant > Bee ~ Doe", "Bee > Cat ~ Doe > Ant", "Doe > Ant ~ Bee ~ Cat"]
    last, stated = mo.get(name)(partial, unranked="last"), mo.get(name)(whole)
    assert dict(last.scores.items()) == pytest.approx(dict(stated.scores.items()), abs=1e-9)
    assert dict(last.ranking.ranks().items()) == dict(stated.ranking.ranks().items())


@pytest.mark.parametrize("name", RULES)
def test_one_voter_is_followed(name):
    found = mo.get(name)(["Ant > Bee ~ Cat"] if name not in ("bradley_terry", "plackett_luce") else ["Ant ~ Bee ~ Cat"])
    assert found.best[0] == "Ant"
    assert found.distances["voter 1"] <= (2 if name.startswith("condorcet") else 1)  # a strict order parts the two that tie
