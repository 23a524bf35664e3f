"""Numbers that people read stay short; their fractions stand beside them where those are short too."""

import re
from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.report import amount, brief

RNG = np.random.default_rng(0)
TABLE = mo.DecisionMatrix(RNG.random((5, 4)), list("ABCDE"), ["a", "b", "c:min", "d"])
WEIGHTS = RNG.random(4)


def test_a_fraction_is_shown_where_it_is_short():
    assert brief(Fraction(1, 3)) == "1/3"
    assert brief(Fraction(10**11, 3)) is None
    assert amount(Fraction(10**9, 3 * 10**9 + 7)) == "33.3 %"


@pytest.mark.parametrize("method", ["wsm", "mabac", "promethee_ii"])
@pytest.mark.parametrize(
    "ask",
    [
        lambda method: mo.stability(TABLE, method, WEIGHTS),
        lambda method: mo.first_place(TABLE, method, rng=1),
        lambda method: mo.max_margin(TABLE, method, ["A > B", "B > D"]),
        lambda method: mo.what_if(TABLE, "C", method=method, weights=WEIGHTS),
        lambda method: mo.margin_of_victory(TABLE, method=method, weights=WEIGHTS),
        lambda method: mo.audit(mo.Problem(TABLE, published=mo.get(method)(TABLE, WEIGHTS).scores, published_by=method)),
    ],
    ids=["stability", "first_place", "max_margin", "what_if", "margin_of_victory", "audit"],
)
def test_no_result_shows_a_long_fraction(method, ask):
    assert not re.findall(r"\d{5,}/\d{5,}|\b\d{13,}\b", str(ask(method)))
