"""Rank reversal: cases of the orchestrators, replayed, and laws that no case contradicts."""

import json

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.robust.reversal import rank_reversal


@pytest.fixture(scope="module")
def undeclared():
    """The orchestrators coded 1, 2, 3, without a declared scale."""
    p = mo.load("orchestrators")
    x = np.where(p.matrix.blank, 0, p.matrix.values) + 2
    return mo.DecisionMatrix(x, p.matrix.names, p.matrix.criterion_names), p.weights


def test_min_max_swaps_two_when_one_that_is_worst_everywhere_joins(undeclared):
    found = rank_reversal(mo.wsm, *undeclared, levels=(1, 2, 3), scale=mo.scalings.minmax)
    case = found.found["dominated newcomer"]
    assert {case.a, case.b} == {"Sagemaker Pipelines", "ZenML"}
    assert "worst everywhere" in case.words
    assert found.verify()
    assert found.bounds_help
    assert "Declared bounds remove it here" in str(found)
    assert found.smallest is not None
    assert "clone" in found.guaranteed


def test_declared_scales_cannot_be_moved():
    found = rank_reversal(mo.wsm, mo.load("orchestrators"), scale=mo.scalings.minmax)
    assert not any(found.found.values())
    assert len(found.guaranteed) == 7
    assert found.bounds_help is None


def test_one_cell_is_enough_for_topsis(undeclared):
    found = rank_reversal(mo.topsis, *undeclared, levels=(1, 2, 3))
    assert found.smallest.words.startswith("A newcomer like")
    assert found.verify()


@pytest.mark.parametrize("name", ["wsm", "wpm", "topsis", "vikor", "promethee_ii", "edas", "codas", "spotis", "marcos", "copras", "mabac"])
def test_no_case_contradicts_a_law(undeclared, name):
    found = rank_reversal(name, *undeclared, levels=(1, 2, 3))
    assert found.verify()
    assert all(found.found[t] is None for t in found.guaranteed)
    assert json.loads(json.dumps(found.document()))["method"] == name
    assert str(found)


def test_one_alternative_is_refused():
    with pytest.raises(mo.DomainError, match="one alternative"):
        rank_reversal(mo.wsm, mo.DecisionMatrix([[1, 2]]), [1, 1])


def test_equal_alternatives_cannot_change_places():
    assert not any(rank_reversal(mo.topsis, mo.DecisionMatrix([[1, 2], [1, 2]]), [1, 1]).found.values())
