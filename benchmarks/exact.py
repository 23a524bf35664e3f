"""Exact answers about weights against plain programmes in floating point: CPU seconds, calls in turn, medians.

Tables of random whole numbers 0 to 10, weighed after min-max scaling. The rivals prove nothing: one `scipy.optimize.linprog` for
each ordered pair (200 pairs drawn, times the number of pairs), for each alternative, for each of the two linear distances between
neighbours, and one `scipy.optimize.milp` for each end of a range of ranks (20 drawn, times the number of ends). That both say the
same is asserted first, but for ranks of which the answer says that they are not proved. "times the programmes" below 1 means that
the proved answer takes less time than the programmes. Questions that no plain programme answers are timed alone, once.
"""

import statistics
import time

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

import mcda_orch as mo

SIZES = ((30, 8), (60, 12), (200, 20))
PAIRS, ENDS, ROUNDS = 200, 20, 3
SMALL = {"SIZES": ((6, 2),), "PAIRS": 3, "ENDS": 2, "ROUNDS": 1}
NEAR = 1e-7
WSM = mo.wsm.with_(scale=mo.scalings.minmax)


class Asked:
    """A table with weights and sets of weights, and what the method sees in it."""

    def __init__(self, n, m):
        rng = np.random.default_rng(100 * n + m)
        self.n, self.m, self.rng = n, m, rng
        signs = ["min" if j % 3 == 2 else "max" for j in range(m)]
        x = rng.integers(0, 11, (n, m)).astype(float)
        self.matrix = mo.DecisionMatrix(x, [f"A{i}" for i in range(n)], [f"C{j}:{s}" for j, s in enumerate(signs)])
        names = self.matrix.criterion_names
        self.weights = mo.Weights(rng.integers(1, 9, m).astype(float), names)
        every = mo.WeightSet(self.matrix)
        self.sets = {
            "all weights": every,
            "ordered": every.order(" >= ".join(names)),
            "bounds": every.bounds(dict.fromkeys(names, (0.5 / m, 2 / m))),
        }
        scaled = (x - x.min(axis=-2)) / np.ptp(x, axis=-2)
        self.u = np.where(np.array(signs) == "max", scaled, 1 - scaled)

    def within(self, which):
        """Return the rows of a set of weights, in floating point."""
        return [np.array(part, dtype=float) if len(part) else None for part in self.sets[which].rows()]

    def least_leads(self, which):
        """Return pairs and the smallest lead of each."""
        pairs = [tuple(self.rng.choice(self.n, 2, replace=False)) for _ in range(PAIRS)]
        rows = self.within(which)
        return pairs, [linprog(self.u[a] - self.u[b], *rows, (0, None), "highs-ds").fun for a, b in pairs]

    def largest_leads(self):
        """Return how far each alternative can be ahead of all others."""
        ones, bounds = np.ones((self.n - 1, 1)), [(0, None)] * self.m + [(None, None)]
        c, total = np.r_[np.zeros(self.m), -1.0], np.r_[np.ones(self.m), 0.0][None]
        found = []
        for a in range(self.n):
            rows = np.hstack([np.delete(self.u, a, axis=-2) - self.u[a], ones])
            found.append(-linprog(c, rows, np.zeros(self.n - 1), total, [1.0], bounds, "highs-ds").fun)
        return found

    def nearest(self, swaps):
        """Return the sum of changes and the largest change that bring each pair of neighbours level."""
        m, start = self.m, self.weights.values / self.weights.values.sum()
        unit, none, names = np.eye(m), np.zeros((m, m)), self.matrix.names
        found = []
        for s in swaps:
            lead = self.u[names.index(s.ahead)] - self.u[names.index(s.behind)]
            if lead.min() > 0:
                continue
            level, right = np.r_[lead, np.zeros(2 * m)], np.r_[0.0, start, -start]
            rows = np.vstack([level, np.hstack([unit, -unit, none]), np.hstack([-unit, none, -unit])])
            each = np.r_[np.zeros(m), np.ones(2 * m)], np.r_[np.ones(m), np.zeros(2 * m)][None]
            ones = np.ones((m, 1))
            single = np.vstack([np.r_[lead, 0.0], np.hstack([unit, -ones]), np.hstack([-unit, -ones])])
            largest = np.r_[np.zeros(m), 1.0], np.r_[np.ones(m), 0.0][None]
            found.append(
                tuple(linprog(c, r, right, e, [1.0], (0, None), "highs-ds").fun for (c, e), r in ((each, rows), (largest, single)))
            )
        return found

    def fewest(self):
        """Return ends of ranges of ranks, drawn, and the rank that a mixed-integer programme finds for each."""
        ends = [(int(a), bool(worst)) for a, worst in zip(self.rng.integers(self.n, size=ENDS), self.rng.random(ENDS) < 0.5, strict=True)]
        k = self.n - 1
        total = LinearConstraint(np.r_[np.ones(self.m), np.zeros(k)], 1, 1)
        c = np.r_[np.zeros(self.m), np.ones(k)]
        found = []
        for a, worst in ends:
            leads = (np.delete(self.u, a, axis=-2) - self.u[a]) * (-1 if worst else 1)
            gap = 1e-5 if worst else 0.0  # a tie counts for the alternative; ten times what the solver tolerates
            rows = LinearConstraint(np.hstack([leads, -np.diag(np.maximum(leads.max(axis=-1), 0) + gap)]), -np.inf, -gap)
            most = milp(c, constraints=[total, rows], bounds=Bounds(0, 1), integrality=np.r_[np.zeros(self.m), np.ones(k)])
            found.append(1 + k - round(most.fun) if worst else 1 + round(most.fun))
        return ends, found


def timed(call):
    """Return the CPU seconds of a call, and what it returns."""
    start = time.process_time()
    found = call()
    return time.process_time() - start, found


def compared(ours, rival, agree, times=1.0, rounds=ROUNDS):
    """Return seconds of both, and how many times the rival's ours are; `times` is what the rival's stand for."""
    agree(ours(), rival())
    taken = [(timed(ours)[0], times * timed(rival)[0]) for _ in range(rounds)]
    first, second = (statistics.median(part) for part in zip(*taken, strict=True))
    return {
        "seconds": round(first, 4),
        "seconds of the programmes": round(second, 3),
        "times the programmes": round(statistics.median(a / b for a, b in taken), 5),
    }


def pairs_agree(found, told):
    for (a, b), least in zip(*told, strict=True):
        assert abs(least) < NEAR or found.relation.values[a, b] == (least > 0)


def winners_agree(found, leads):
    for name, most in zip(found.shares, leads, strict=True):
        assert abs(most) < NEAR or (name in found.witnesses) == (most > 0)


def distances_agree(found, told):
    near = [s for s in found.swaps if s.l1 is not None]
    for s, (total, largest) in zip(near, told, strict=True):
        assert abs(float(s.l1.size) - total) < NEAR
        assert abs(float(s.linf.size) - largest) < NEAR


def ranks_agree(found, told):
    for (a, worst), rank in zip(*told, strict=True):
        r = list(found.values())[a]
        assert not r.proved or (r.worst if worst else r.best) == rank


def answers(asked):
    """Return the figures of one table by question."""
    n, matrix, found = asked.n, asked.matrix, {}
    for which, known in asked.sets.items():
        ours, rival = (lambda known=known: mo.necessary(matrix, WSM, known)), (lambda which=which: asked.least_leads(which))
        found[f"necessary, {which}"] = compared(ours, rival, pairs_agree, n * (n - 1) / PAIRS)
    found["first_place"] = compared(lambda: mo.first_place(matrix, WSM), asked.largest_leads, winners_agree)
    swaps = mo.stability(matrix, WSM, asked.weights).swaps
    found["stability"] = compared(lambda: mo.stability(matrix, WSM, asked.weights), lambda: asked.nearest(swaps), distances_agree)
    seconds, ranges = timed(lambda: mo.rank_ranges(matrix, WSM))
    if n < 100:  # beyond, the mixed-integer programmes alone would take minutes
        found["rank_ranges"] = compared(lambda: mo.rank_ranges(matrix, WSM), asked.fewest, ranks_agree, 2 * n / ENDS, 1)
    else:
        found["rank_ranges"] = {"seconds": round(seconds, 4)}
    found["rank_ranges"]["alternatives not proved"] = len(ranges.unproved)
    return found | {question: {"seconds": round(timed(call)[0], 4)} for question, call in alone(asked).items()}


def alone(asked):
    """Return the questions that no plain programme answers, by name."""
    matrix, weights, name = asked.matrix, asked.weights, asked.matrix.names[5]
    known = asked.sets["bounds"]
    return {
        "rank_ranges, ordered": lambda: mo.rank_ranges(matrix, WSM, asked.sets["ordered"]),
        "rank_ranges, bounds": lambda: mo.rank_ranges(matrix, WSM, known),
        "possible, bounds": lambda: mo.possible(matrix, WSM, known),
        "first_place, bounds": lambda: mo.first_place(matrix, WSM, known),
        "first_place, TOPSIS": lambda: mo.first_place(matrix, mo.topsis),
        "necessary, TOPSIS": lambda: mo.necessary(matrix, mo.topsis),
        "possible, TOPSIS": lambda: mo.possible(matrix, mo.topsis),
        "smaa, drawn": lambda: mo.smaa(matrix, WSM),
        "smaa, exact": lambda: mo.smaa(matrix, WSM).exact,
        "rank_reversal": lambda: mo.rank_reversal(matrix, WSM, weights),
        "rank_reversal, TOPSIS": lambda: mo.rank_reversal(matrix, mo.topsis, weights),
        "margin_of_victory": lambda: mo.margin_of_victory(matrix, method=WSM, weights=weights),
        "margin_of_victory, l2": lambda: mo.margin_of_victory(matrix, norm="l2", method=WSM, weights=weights),
        "margin_of_victory, TOPSIS": lambda: mo.margin_of_victory(matrix, method=mo.topsis, weights=weights),
        "margin_of_victory, cells": lambda: mo.margin_of_victory(matrix, "cells", method=WSM, weights=weights),
        "margin_of_victory, cells, TOPSIS": lambda: mo.margin_of_victory(matrix, "cells", method=mo.topsis, weights=weights),
        "what_if": lambda: mo.what_if(matrix, name, method=WSM, weights=weights),
        "what_if, l2": lambda: mo.what_if(matrix, name, norm="l2", method=WSM, weights=weights),
        "what_if, cells": lambda: mo.what_if(matrix, name, change="cells", method=WSM, weights=weights),
        "what_if, cells of anybody": lambda: mo.what_if(matrix, name, change="cells", cells="any", method=WSM, weights=weights),
        "what_if, cells of anybody, TOPSIS": lambda: mo.what_if(
            matrix, name, change="cells", cells="any", method=mo.topsis, weights=weights
        ),
        "what_if, TOPSIS": lambda: mo.what_if(matrix, name, method=mo.topsis, weights=weights),
    }


def run():
    """Return the figures by size and question."""
    return {f"{n} x {m}": answers(Asked(n, m)) for n, m in SIZES}
