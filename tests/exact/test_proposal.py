"""What is made of a solver's hints: whatever they say, what is accepted is an optimum that its multipliers prove."""

from fractions import Fraction
from operator import mul
from random import Random

import numpy as np
import pytest

from mcda_orch.exact.programme import maximise
from mcda_orch.exact.proposal import Seen, WholeProgramme, _proved, floats, proposed, proposed_together


def programme(random):
    """Return a small programme with bounds of every kind, which has an optimum or not."""
    m, k, e = random.randint(1, 3), random.randint(0, 3), random.randint(0, 1)
    rows = [[random.randint(-2, 3) for _ in range(m + 1)] for _ in range(k + e)]
    low = [random.choice((None, Fraction(0), Fraction(-1, 2))) for _ in range(m)]
    high = [random.choice((None, Fraction(2), Fraction(5, 3))) for _ in range(m)]
    return WholeProgramme([random.randint(-2, 3) for _ in range(m)], rows[:k], rows[k:], tuple(low), tuple(high))


def parted(p):
    return [part for rows in (p.rows, p.level) for part in ([r[:-1] for r in rows], [r[-1] for r in rows])]


def hints(p, random):
    """Return what no solver saw: anything may be tight, and any multiplier count."""
    m, k, e = len(p.c), len(p.rows), len(p.level)
    some = [np.array([random.random() < 0.5 for _ in range(count)], dtype=bool) for count in (m, m, m, k, k)]
    at_low, at_high, basic, loose, counts = some
    return Seen(np.zeros(m), loose.astype(float), counts.astype(float), np.zeros(e), at_low, at_high, basic)


@pytest.mark.parametrize("seed", range(12))
def test_nothing_but_an_optimum_is_accepted(seed):
    random = Random(seed)
    accepted = 0
    for _ in range(400):
        p = programme(random)
        found = _proved(p, hints(p, random))
        if found is None:
            continue
        accepted += 1
        rows, most, level, levels = parted(p)
        true = maximise(p.c, rows, most, level, levels, p.low, p.high)
        x = [Fraction(v, found.size) for v in found.x]
        assert true.status == "optimal"
        assert sum(map(mul, p.c, x)) == true.value
        assert all(lo is None or lo <= v for lo, v in zip(p.low, x, strict=True))
        assert all(hi is None or v <= hi for hi, v in zip(p.high, x, strict=True))
        assert all(sum(map(mul, r, x)) <= b for r, b in zip(rows, most, strict=True))
        assert all(sum(map(mul, r, x)) == b for r, b in zip(level, levels, strict=True))
        assert min(found.ub, default=0) >= 0
        left = [
            Fraction(c) - sum(Fraction(y, found.part) * row[j] for y, row in zip((*found.ub, *found.eq), (*rows, *level), strict=True))
            for j, c in enumerate(p.c)
        ]
        assert all(v <= 0 or hi is not None for v, hi in zip(left, p.high, strict=True))
        assert all(v >= 0 or lo is not None for v, lo in zip(left, p.low, strict=True))
    assert accepted > 10  # among so many hints some are right


def test_what_a_solver_sees_is_proved():
    """Nothing is left to the slower method, of small programmes, alone and together."""
    random = Random(4)
    drawn = [programme(random) for _ in range(60)]
    able = [p for p in drawn if maximise(p.c, *parted(p), p.low, p.high).status == "optimal"]
    assert len(able) > 20
    alone = [proposed(p, floats(p.c, p.rows, p.level)) for p in able]
    assert all(status == "optimal" and found is not None for status, found in alone)
    family = [(p, floats(p.c, p.rows, p.level)) for p in able if p.rows and p.level]
    assert len(family) > 3
    assert None not in proposed_together(family)
