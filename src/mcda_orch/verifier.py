"""Checks certificates of mcda_orch with the standard library alone: ``python verifier.py FILE``, or ``mcda-orch verify FILE``.

A certificate holds questions (a table, its weights, what a blank means), claims about them, and numbers that prove these. What is said of
all weights of a set is proved by multipliers (Farkas, weak duality): the limits of the set, multiplied and added up, say as much; see
`ceiling`. What is said of some weights is proved by weights; what is finite is counted again, in fractions. Nothing is searched for.
"""

# fmt: off
import json
import os
import re
import sys
from contextvars import ContextVar
from fractions import Fraction
from hashlib import sha256
from itertools import combinations, pairwise, product
from typing import Any, Literal

LARGEST, LONGEST, listed, STEPS = 2**24, 10**7, ", ".join, ContextVar[float]("steps that are left", default=float("inf"))
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,1999})(/[1-9][0-9]{0,1999})?")
# Shapes: a list holds values of one shape, a tuple one that may be null, a dictionary exactly these keys, a set these words.
Q, NAMES, ROW, LIMIT = Fraction, [str], [Fraction], {"low": (Fraction,), "high": (Fraction,)}
SPAN, VERDICT = {**LIMIT, "least": ROW, "most": ROW, "below": (ROW,), "above": (ROW,)}, {"points": [ROW], "only": bool, "multipliers": (ROW,)}
RANKED = {"rank": int, "weights": ROW, "clashes": [{"names": NAMES, "least": Q, "mixture": ROW, "multipliers": ROW}]}
QUESTION: dict[str, Any] = {
    "method": str, "parameters": NAMES, "alternatives": NAMES, "cells": [[(Q,)]], "rows": ([[(Q,)]],), "weights": (ROW,),
    "blanks": {"policy": {"refuse", "value", "worst", "best", "mean", "redistribute"}, "value": (Q,)},
    "criteria": [{"name": str, "direction": {"max", "min"}, **LIMIT, "levels": ROW}], "statements": [{"row": ROW, **LIMIT}],
    "open": [{"cell": NAMES, **LIMIT}], "figures": ({"shares": bool, "limits": [(LIMIT,)], "ranking": [NAMES]},),
}
CLAIMS: dict[str, dict[str, Any]] = {
    "room": {"keeps": {"winner", "ranking"}, "shares": [ROW]}, "preference": {"leads": [SPAN]},
    "lead": {"pairs": [NAMES], "margin": Q, "weights": ROW, "mixture": ROW, "multipliers": ROW},
    "nearest": {"pairs": [NAMES], "norm": {"l1", "l2", "linf"}, "size": Q, "weights": ROW, "slope": ROW, "multipliers": ROW},
    "first places": {"outside": [[ROW]], "regions": [{"names": NAMES, "share": Q, "corners": [ROW]}]},
    "ranks": {"ties": {"optimistic", "pessimistic", "strict"}, "ends": [[int]], "scores": [ROW]},
    "cell change": {"winner": str, "over": NAMES, "gains": ROW, "short": (Q,), "changes": [{"criterion": str, "value": Q, "limit": bool}]},
    "explained": {**VERDICT, "limits": ([SPAN],)}, "points": {"alternative": str, "without": NAMES, "span": SPAN},
    "variants": {"of": {"fillings", "omissions", "exchanges"}, "size": int, "verdicts": [VERDICT]},
    "checks": {"parity": [ROW], "constants": ROW}, "not proved": {"of": str},
    "rank range": {"alternative": str, "ties": {"optimistic", "pessimistic", "strict"}, "best": RANKED, "worst": RANKED},
}
class Unread(ValueError):
    """A file holds no JSON text, so that nothing in it can be accepted or rejected."""
def need(holds: Any, why: str) -> Literal[True]:
    """Go on where something holds; ValueError rejects a certificate."""
    if not holds:
        raise ValueError(why)
    return True
def take(count: int, *numbers: Fraction) -> Literal[True]:
    """Count steps, large numbers as many, so that no file takes for ever to check."""
    STEPS.set(STEPS.get() - count - (sum(v.denominator.bit_length() for v in numbers) // 512) ** 2)
    return need(STEPS.get() >= 0, "it takes too long to check")
def read(value: Any, shape: Any, where: str) -> Any:
    """Return a value of a shape; numbers are text, and become fractions."""
    if isinstance(shape, tuple):
        return None if value is None else read(value, shape[0], where)
    if isinstance(shape, list) and need(isinstance(value, list), f"{where} is no list"):
        return [read(v, shape[0], f"{where}[{k}]") for k, v in enumerate(value)]
    if isinstance(shape, dict) and need(isinstance(value, dict) and value.keys() == shape.keys(), f"{where} has not just the keys {listed(shape)}"):
        return {key: read(value[key], part, f"{where}.{key}") for key, part in shape.items()}
    if shape is Q:
        return need(isinstance(value, str) and NUMBER.fullmatch(value) and str(Q(value)) == value, f"{where} is no fraction") and Q(value)
    need(type(value) is shape if isinstance(shape, type) else type(value) is str and value in shape, f"{where} is another")
    return "".join(c if c.isprintable() else "?" for c in value) if shape is str else value  # a name stays in its line
def add(values: Any) -> Fraction:
    """Return a sum, which is stopped where it grows too long."""
    total = Q(0)
    for v in values:
        take(1, total := total + v)
    return total
def dot(a: Any, b: Any) -> Fraction:
    """Return the sum of products."""
    return add(p * q for p, q in zip(a, b, strict=True) if p and q)
def less(a: Any, b: Any, times: Any = 1) -> list[Fraction]:
    """Return a row less a multiple of another."""
    return take(len(a), *a) and [p - times * q if q or q is None else p for p, q in zip(a, b, strict=True)]  # what is not known is no zero
def eliminate(rows: Any) -> tuple[list[list[Fraction]], list[int], Fraction]:
    """Return the reduced rows, their pivot columns, and the determinant of a square table, up to its sign."""
    table, pivots, size = [list(row) for row in rows], list[int](), Q(1)
    for column in range(len(table[0]) if table else 0):
        here, k = len(pivots), next((i for i in range(len(pivots), len(table)) if table[i][column]), None)
        if k is not None:
            size *= abs(table[k][column])
            table[k], table[here] = table[here], [v / table[k][column] for v in table[k]]
            table = [less(row, table[here], row[column]) if row[column] and i != here else row for i, row in enumerate(table)]
            pivots.append(column)
    return table[: len(pivots)], pivots, size if len(pivots) == len(table) else Q(0)
def admits(facts: Any, w: Any) -> bool:
    """Tell whether weights, none negative, are within all limits ``low <= row.w <= high``."""
    return min(w) >= 0 and all((low is None or low <= v) and (high is None or v <= high) for v, low, high in ((dot(f[1], w), *f[2:]) for f in facts))
def ceiling(facts: Any, multipliers: Any, form: Any) -> Fraction:
    """Return the bound on ``form.w`` that limits prove for all w >= 0 within them: upper ones times y > 0, lower ones times y < 0, and what is left."""
    rest, total = list(form), Q(0)
    for y, (_, row, low, high) in zip(multipliers[: len(facts)], facts, strict=True):
        if y and need((limit := high if y > 0 else low) is not None, "a multiplier stands at a limit that is not there"):
            total, rest = total + y * limit, less(rest, row, y)
    need(max(rest) <= 0 and rest == list(multipliers[len(facts) :]), "the multipliers leave something over")
    return total
def mixed(facts: Any, c: Any, rows: Any) -> Fraction:
    """Return the bound that multipliers prove of a mixture of forms."""
    return need(min(c["mixture"]) >= 0 and add(c["mixture"]) == 1, "a mixture is none") and ceiling(facts, c["multipliers"], [dot(c["mixture"], column) for column in zip(*rows, strict=True)])
def spanned(facts: Any, form: Any, span: Any) -> str:
    """Check the smallest and the largest value of a form; null where there is no limit."""
    for sign, value, at, y in ((-1, span["low"], span["least"], span["below"]), (1, span["high"], span["most"], span["above"])):
        goal = [sign * v for v in form]
        if value is None:  # it grows for ever in the direction `at`
            rays = [(names, row, None if low is None else 0, None if high is None else 0) for names, row, low, high in facts]
            need(y is None and admits(rays, at) and dot(goal, at) > 0, "a direction does not lead on for ever")
        else:
            need(admits(facts, at) and dot(goal, at) == sign * value, f"{value} is not reached with the weights given")
            need(ceiling(facts, y, goal) == sign * value, f"the multipliers do not prove the limit {value}")
    return f"{span['low']}" if span["low"] == span["high"] is not None else f"{span['low']} to {span['high']}".replace("None", "any")
def volume(facts: Any, points: Any) -> Fraction:
    """Return the part of all shares in a hull: pyramids over faces without its first point (Cohen and Hickey 1979); a point less, and it is less."""
    need(all(admits(facts, w) for w in points), "a corner is outside")
    m = len(facts[0][1])
    sides = [([Q(k == j) for k in range(m)], 0) for j in range(m)] + [(row, v) for _, row, *limits in facts[1:] for v in limits if v is not None]
    tight = {frozenset(k for k, w in enumerate(points) if dot(row, w) == v) for row, v in sides}
    def simplices(face: frozenset[int], size: int) -> list[frozenset[int]]:
        take(len(tight) * (1 + len(face)))
        return [face] * (len(face) == size) if len(face) <= size else [part | {min(face)} for side in {face & held for held in tight} if min(face) not in side for part in simplices(side, size - 1)]
    return sum((eliminate([points[k] for k in part])[2] for part in simplices(frozenset(range(len(points))), m)), Q(0))
def published(facts: Any) -> str:
    """Return the names that limits speak of."""
    return listed(dict.fromkeys(name for names, *_ in facts for name in names))
class Claims:
    """A question, the set of weights that it ranges over, and a method for each kind of claim about it."""

    def __init__(self, question: Any) -> None:
        q = self.q = read(question, QUESTION, "question")
        self.names, self.criteria, blanks = q["alternatives"], [c["name"] for c in q["criteria"]], q["blanks"]
        n, m, self.weights = len(set(self.names) - {""}), len(set(self.criteria) - {""}), q["weights"]
        need(take(n * n // 16) and len(self.names) == n > 0 < m == len(self.criteria), "names are missing, or stand twice")
        sizes = [[len(row) for row in table] for table in (q["cells"], q["cells"] if q["rows"] is None else q["rows"])]
        need(sizes == [[m] * n] * 2 and (blanks["policy"] == "value") == (blanks["value"] is not None), "cells, or what blanks are, are missing")
        plain = (q["method"], q["parameters"]) == ("wsm", []) and (q["open"] == [] or blanks["policy"] != "redistribute")
        need(plain if q["rows"] is None else q["open"] == [], "only the weighted sum is worked out here")
        total = add(self.weights or [Q(1)])
        need(self.weights is None or (len(self.weights) == m and min(self.weights) >= 0 < total), "these are no weights")
        self.shares: Any = self.weights and [v / total for v in self.weights]
        need(not any(v and v["low"] is v["high"] is None for v in [*q["statements"], *(q["figures"] or {"limits": []})["limits"]]), "a limit has no end")
        self.signs = [1 if c["direction"] == "max" else -1 for c in q["criteria"]]
        pairs = [p for row, given in zip(q["cells"], q["rows"], strict=True) for p in zip(self.signs, row, given, strict=True)] if plain and q["rows"] else []
        need(all(v is None or sign * v == seen for sign, v, seen in pairs), "the weighted sum sees other rows in its cells")
        self.open: dict[Any, Any] = {}
        for cell in q["open"]:
            i, j = self.names.index(cell["cell"][0]), self.criteria.index(cell["cell"][1])
            ends = [v and self.signs[j] * v for v in (cell["low"], cell["high"])][:: self.signs[j]]
            whole = q["figures"] is None or all(cell[end] == q["criteria"][j][end] for end in LIMIT)
            need(whole and q["cells"][i][j] is None and (i, j) not in self.open and (None in ends or ends[0] <= ends[1]), "a cell is not open")
            self.open[i, j] = ends
        self.rows = q["rows"] or [[self.seen(i, j) for j in range(m)] for i in range(n)]
        said = [f"{s['low']} <= {self.mix(s['row'])} <= {s['high']}".replace("None <= ", "").replace(" <= None", "") for s in q["statements"]]
        self.where = f"{', where ' if said else ''}{' and '.join(said)}"
        self.within = f"with all weights{'' if q['figures'] is None else ' that give what was published'}{self.where}"
        ranges = [f", {c['cell'][1]} of {c['cell'][0]} open from {c['low']} to {c['high']}" for c in q["open"]]
        self.blanks = f"(blanks: {blanks['policy'] if blanks['value'] is None else blanks['value']}{''.join(ranges)})"
    def mix(self, w: Any, names: Any = None) -> str:
        """Return a row in words."""
        return " ".join(f"{'-' if v < 0 else '+'} {abs(v)} {c}" for c, v in zip(names or self.criteria, w, strict=True) if v).removeprefix("+ ") or "0"
    def seen(self, i: int, j: int) -> Any:
        """Return what the weighted sum sees in a cell: costs count negative, blanks as the policy says; what is open is not known."""
        value, policy, c = self.q["cells"][i][j], self.q["blanks"]["policy"], self.q["criteria"][j]
        if value is None and (i, j) not in self.open and take(len(self.names)) and policy not in ("refuse", "redistribute"):
            known, lower = [row[j] for row in self.q["cells"] if row[j] is not None], (policy == "worst") == (self.signs[j] > 0)
            value = {"value": self.q["blanks"]["value"], "mean": None}.get(policy, c["low" if lower else "high"])
            value = value if value is not None else add(known) / len(known) if policy == "mean" else min(known) if lower else max(known)
        return None if value is None else self.signs[j] * value
    def filled(self, i: int) -> list[list[Any]]:
        """Return a row with its open cells at their worst, and at their best."""
        return [[self.open[i, j][end] if v is None else v for j, v in enumerate(self.rows[i])] for end in (0, 1)]
    def scores(self, i: int, w: Any) -> list[Any]:
        """Return the least and the most that a row can come to; blanks give their weight to the other criteria where the policy says so."""
        if None not in self.rows[i] or self.q["blanks"]["policy"] != "redistribute":
            return [dot(w, row) for row in self.filled(i)]
        whole = add(v for v, *column in zip(w, *self.rows, strict=True) if any(x is not None for x in column))
        return [whole * dot(w, [x or Q(0) for x in self.rows[i]]) / dot(w, [Q(x is not None) for x in self.rows[i]])] * 2
    def counts(self, w: Any) -> bool:
        """Tell whether no row is left without weight where blanks give theirs away."""
        return self.q["blanks"]["policy"] != "redistribute" or all(dot([Q(v is not None) for v in row], w) > 0 for row in self.rows)
    def leads(self, pairs: Any) -> list[list[Fraction]]:
        """Return for each pair what the method sees in the first less what it sees in the second."""
        need(all(a != b for a, b in pairs) and len({*map(tuple, pairs)}) == len(pairs), "a pair is none, or stands twice")
        return [less(self.rows[self.names.index(a)], self.rows[self.names.index(b)]) for a, b in pairs]
    def facts(self, rows: Any = None, limits: Any = None, ranking: Any = None) -> list[Any]:
        """Return the limits that weights keep, and whom they speak of: shares, what was published (or these instead), statements."""
        q, ones, rows, after = self.q["figures"], [Q(1)] * len(self.criteria), rows or self.rows, self.q["statements"]
        found: list[Any] = [((), ones, Q(1), Q(1))] if q is None or q["shares"] else []
        total = next((s["low"] for s in after if s["low"] == s["high"] and s["row"] == ones), None)
        for i, (name, row, limit) in enumerate(zip(self.names, rows, limits or q["limits"], strict=True) if q else ()):
            low, high = (limit["low"], limit["high"]) if limit else (None, None)
            if limit and None not in row:
                found.append(((name,), row, low, high))
            elif limit and self.q["blanks"]["policy"] == "redistribute" and total is not None:  # total times mean is the figure
                for end, side in ((low, (Q(0), None)), (high, (None, Q(0)))):
                    found.append(((name,), [Q(0) if v is None else total * v - end for v in row], *side))
            elif limit and all(v is not None or (i, j) in self.open for j, v in enumerate(row)):
                found += [((name,), end, *side) for end, side in zip(self.filled(i), ((None, high), (low, None)), strict=True) if None not in end]
        ranked = ranking if ranking is not None else q["ranking"] if q else []
        pairs = [(a, b, Q(0)) for group in ranked for a, b in pairwise(group)] + [(g[0], h[0], None) for g, h in pairwise(ranked)]
        found += [((a, b), less(rows[self.names.index(a)], rows[self.names.index(b)]), Q(0), high) for a, b, high in pairs]
        return found + [((), s["row"], s["low"], s["high"]) for s in after]
    def verdict(self, facts: Any, c: Any) -> str:
        """Return what weights there are: none by a contradiction, some, or only one where exact limits leave no other."""
        points, m, level = c["points"], len(self.criteria), [row for _, row, low, high in facts if low == high is not None]
        fits = all(admits(facts, w) and self.counts(w) for w in points) and len({*map(tuple, points)}) == len(points)
        need(fits and (c["multipliers"] is None) == bool(points), "the weights give something else, or stand twice")
        if not points and need(not c["only"] and ceiling(facts, c["multipliers"], [Q(0)] * m) == -1, "the multipliers contradict nothing"):
            return "impossible"
        need(not c["only"] or (len(points) == 1 and len(eliminate(level)[1]) == m), "others may do too")
        return "open" if points[1:] else "possible" if not c["only"] else "whole" if {v.denominator for v in points[0]} == {1} else "fractional"
    def _room(self, c: Any) -> str:
        m, said, scores = len(self.criteria), [], dict(zip(self.names, (dot(row, self.shares) for row in self.rows), strict=True))
        levels = [[name for name, v in scores.items() if v == level] for level in sorted(set(scores.values()), reverse=True)]
        pairs = [(g[0], h[0]) for g, h in pairwise(levels)] + [p for g in levels for b in g[1:] for p in ((g[0], b), (b, g[0]))]
        top = [(levels[0][0], b) for b in scores if b != levels[0][0]] + [(b, levels[0][0]) for b in levels[0][1:]]
        leads = self.leads(top if c["keeps"] == "winner" else pairs)
        for j, (t, ends) in enumerate(zip(self.shares, c["shares"], strict=True)):
            rest = [Q(0) if k == j else v / (1 - t) if t < 1 else Q(1, max(m - 1, 1)) for k, v in enumerate(self.shares)]
            turns = [(dot(d, rest), d[j]) for d in leads]  # a lead is p where this share is 0, and q where it is 1
            low, high = max([p / (p - q) for p, q in turns if p < 0] + [Q(m == 1)]), min([p / (p - q) for p, q in turns if q < 0] + [Q(1)])
            said.append(need(ends == [low, high], f"the share of {self.criteria[j]} has other ends") and f"{self.criteria[j]} {low} to {high}")
        return f"The {c['keeps']} with the stated weights stays while one share moves, the others in proportion: {listed(said)}"
    def _lead(self, c: Any) -> str:
        rows, facts, w = self.leads(c["pairs"]), self.facts(), c["weights"]
        need(admits(facts, w) and min(dot(row, w) for row in rows) == c["margin"] == mixed(facts, c, rows), "the lead is not reached, or the mixture does not bound it")
        return f"The {'smallest of the leads' if rows[1:] else 'lead'} of {listed(map(' over '.join, c['pairs']))} is {c['margin']} at most, {self.within}; it is that with {self.mix(w)}"
    def _nearest(self, c: Any) -> str:
        g, change, facts = c["slope"], less(c["weights"], self.shares), self.facts() + [((), d, Q(0), None) for d in self.leads(c["pairs"])]
        size, how, steep = {"l1": (add(map(abs, change)), "sum of changes", max(map(abs, g))),
                            "linf": (max(map(abs, change)), "largest change", add(map(abs, g))),
                            "l2": (dot(change, change), "sum of squared changes", dot(g, g))}[c["norm"]]
        away = -ceiling(facts, c["multipliers"], [-v for v in g]) - dot(g, self.shares)  # so far along g lies all that does it
        need(admits(facts, c["weights"]) and size == c["size"], "the weights do not do it, or change by another size")
        need(away >= 0 and away ** (2 if c["norm"] == "l2" else 1) >= size * steep and (any(g) or size == 0), "others may be nearer")
        said = f"{listed(map(' level with or ahead of '.join, c['pairs']))} at {self.mix(c['weights'])} ({how} {size})"
        return f"{said}, and {self.within} nowhere nearer to the stated weights"
    def _preference(self, c: Any) -> str:
        facts, sure, some = self.facts(), list[str](), list[str]()
        for (a, b), span in zip(combinations(self.names, 2), c["leads"], strict=True):
            spanned(facts, self.leads([(a, b)])[0], span)
            sure += [f"{a} to {b}"] * (span["low"] >= 0) + [f"{b} to {a}"] * (span["high"] <= 0)
            some += [f"{a} to {b}"] * (span["high"] >= 0) + [f"{b} to {a}"] * (span["low"] <= 0)
        return f"Necessary preference {self.within}: {listed(sure)}; possible preference: {listed(some)}; of no other pairs"
    def _first_places(self, c: Any) -> str:
        facts, parts = self.facts(), list[Fraction]()
        cuts = [(s, row, *ends) for s, row, low, high in facts[1:] for ends in ((low, None), (None, high)) if ends != (None, None)]
        inside = 1 - add(volume([facts[0], *cuts[:k], (s, row, high, low)], points)  # less what each statement leaves out
                         for (k, (s, row, low, high)), points in zip(enumerate(cuts), c["outside"], strict=True))
        for r in c["regions"]:
            leads = [less(self.rows[self.names.index(r["names"][0])], row) for row in self.rows]
            ties = [name for name, d in zip(self.names, leads, strict=True) if not any(d)] == r["names"]
            parts.append(volume([*facts, *(((), d, Q(0), None) for d in leads if any(d))], r["corners"]))
            need(ties and r["share"] * len(r["names"]) * inside == parts[-1] > 0, f"the share of {listed(r['names'])} is another, or no tie")
        shares = [(name, r["share"]) for r in c["regions"] for name in r["names"]]
        need(add(parts) == inside > 0 and len(dict(shares)) == len(shares), "the regions do not fill the set of weights, or it is flat")
        return f"First {self.within}, each in this part of them: {listed(f'{name} {dict(shares).get(name, 0)}' for name in self.names)}"
    def _ranks(self, c: Any) -> str:
        ends, ties, said = [self.scores(i, self.shares) for i in range(len(self.names))], c["ties"], list[str]()
        for i, (mine, found, shown) in enumerate(zip(ends, c["ends"], c["scores"], strict=True)):  # own open cells at one end, others at the other
            rivals = [s for b, s in enumerate(ends) if b != i and not (ties == "strict" and s == mine and s[0] == s[1])]
            best = 1 + sum(s[0] > mine[1] or (ties != "optimistic" and s[0] == mine[1]) for s in rivals)
            worst = 1 + sum(s[1] > mine[0] or (ties == "pessimistic" and s[1] == mine[0]) for s in rivals)
            need(take(len(ends)) and [found, shown] == [[best, worst], self.scores(i, self.weights)], f"{self.names[i]} has other ranks or scores")
            said.append(f"{self.names[i]} {best}{f' to {worst}' if worst > best else ''}")
        return f"Ranks, ties {ties}: {listed(said)} with the stated weights {self.blanks}"
    def _rank_range(self, c: Any) -> str:
        facts, a, strict, said = self.facts(), self.names.index(c["alternative"]), c["ties"] == "strict", list[str]()
        leads = {b: d for b, row in zip(self.names, self.rows, strict=True) if any(d := less(row, self.rows[a])) or not (strict or row is self.rows[a])}
        for end, sign in (("best", 1), ("worst", -1)):  # so many at least are ahead, or behind, that each clash has one of them
            told, w, level = c[end], c[end]["weights"], strict or (c["ties"] == "optimistic") == (end == "worst")
            ahead = [sign * dot(d, w) for d in leads.values()]
            count = sum(v > 0 or (level and v == 0) for v in ahead)
            same = told["rank"] == 1 + (count if sign > 0 else len(leads) - count) and not (strict and 0 in ahead)
            need(admits(facts, w) and same, f"{c['alternative']} has another rank with the weights given")
            for clash in told["clashes"]:
                least = -mixed(facts, clash, [[-sign * v for v in leads[b]] for b in clash["names"]])
                need(least == clash["least"] and (least > 0 or (level and least == 0)), f"{listed(clash['names'])} do not clash")
            for few in combinations(leads, count - 1) if count else ():
                need(take(len(told["clashes"])) and any({*few}.isdisjoint(clash["names"]) for clash in told["clashes"]), "fewer may do")
            said.append(f"{told['rank']} at {end}, as with {self.mix(w)}")
        return f"{c['alternative']} ranks {listed(said)}, ties {c['ties']}, {self.within}"
    def _cell_change(self, c: Any) -> str:
        a, over, scales = self.names.index(c["winner"]), self.leads([(c["winner"], name) for name in c["over"]]), {}
        for k, sign, column in zip(self.q["criteria"], self.signs, zip(*self.rows, strict=True), strict=True):
            outside = [v for v in column for way, end in ((-sign, k["low"]), (sign, k["high"])) if end is not None and way * (v - sign * end) > 0]
            need(not outside, "a cell lies beyond its scale")
            known = [sign * v for v in k["levels"] or (k["low"], k["high"]) if v is not None]
            scales[k["name"]] = sign, [*known, *(() if k["levels"] or None not in (k["low"], k["high"]) else column)], k["levels"]
        gap, cells = max(-dot(d, self.shares) for d in over), dict(zip(scales, zip(self.rows[a], self.shares, strict=True), strict=True))
        gains, every = sorted(c["gains"], reverse=True), [(max(scales[name][1]) - x) * t for name, (x, t) in cells.items()]
        fewest, gained, beyond = next((k for k in range(len(gains) + 1) if sum(gains[:k]) > gap), None), Q(0), Q(0)
        if need(every == c["gains"], "its cells gain something else") and c["short"] is not None:
            need(fewest is None and c["changes"] == [] and c["short"] == gap - sum(v for v in gains if v > 0), "it is behind by another number")
            return f"No cells of {c['winner']} bring it ahead of {listed(c['over'])}: it stays behind by {c['short']}, or level {self.blanks}"
        for k in c["changes"]:
            (x, t), (sign, scale, levels), new = cells.pop(k["criterion"]), scales[k["criterion"]], k["value"] * scales[k["criterion"]][0]
            gained, beyond = gained + (new - x) * t, beyond + ((max(scale) if k["limit"] else new) - x) * t
            need(min(scale) <= new < max(scale) and not levels if k["limit"] else new in scale, "a cell leaves its scale")
        wins = len(c["changes"]) == fewest and (beyond > gap == gained if any(k["limit"] for k in c["changes"]) else gained > gap)
        said = listed(f"{k['criterion']} {'beyond' if k['limit'] else 'at'} {k['value']}" for k in c["changes"]) or "no change"
        return need(wins, "it does not win so, or fewer do") and f"{c['winner']} is ahead of {listed(c['over'])} with {said}, and with no fewer of its cells {self.blanks}"
    def _explained(self, c: Any) -> str:
        facts, kind, spans = self.facts(), self.verdict(self.facts(), c), [None] * len(self.criteria) if c["limits"] is None else c["limits"]
        if kind == "impossible" and need(c["limits"] is None, "where there are no weights there are no limits"):
            return f"No weights give what was published of {published(f for f, y in zip(facts, c['multipliers'], strict=False) if y)} {self.blanks}{self.where}"
        said = [f"{name} {spanned(facts, [Q(k == name) for k in self.criteria], s)}" for name, s in zip(self.criteria, spans, strict=True) if s]
        need(self.weights is None or any(admits(facts, w) and self.counts(w) for w in (self.weights, self.shares)), "the stated weights give something else")
        return (f"What was published of {published(facts)} comes out with {self.mix(c['points'][0])} ({kind}) {self.blanks}{self.where}; "
                f"limits of weights: {listed(said) or 'not in question'}{'; the stated weights do it' if self.weights else ''}")
    def _points(self, c: Any) -> str:
        row = self.rows[self.names.index(c["alternative"])] if c["alternative"] else [Q(1)] * len(self.criteria)  # no name: the sum of all
        facts = [f for f in self.facts() if not {*f[0]} & {*c["without"]}]
        shown = [c["span"][at] for at, end in (("least", "low"), ("most", "high")) if c["span"][end] is not None]
        need(shown and self.counts(list(map(sum, zip(*shown, strict=True)))), "no weights are shown that give what is published")
        whose = f"the known cells of {c['alternative']}" if None in row else c["alternative"] or "all weights, added up,"
        return f"By what is published of {published(facts)}, {whose} come to {spanned(facts, [v or Q(0) for v in row], c['span'])} {self.blanks}{self.where}"
    def systems(self, of: str, size: int) -> Any:
        """Yield the limits that differ in what fills blanks, in whose figures are left out, or in whose are exchanged."""
        limits, ranking, n = self.q["figures"]["limits"], self.q["figures"]["ranking"], len(self.names)
        blank = [(i, j) for i, row in enumerate(self.rows) for j, v in enumerate(row) if v is None]
        for levels in product(*(self.q["criteria"][j]["levels"] for _, j in blank)) if of == "fillings" else ():
            values = {(i, j): self.signs[j] * v for (i, j), v in zip(blank, levels, strict=True)}
            yield "", self.facts([[values.get((i, j), v) for j, v in enumerate(row)] for i, row in enumerate(self.rows)])
        for some in combinations(range(n), size) if of != "fillings" else ():
            turned = [limits[some[some.index(i) - 1]] if of == "exchanges" and i in some else None if i in some else limits[i] for i in range(n)]
            groups = [[name for name in group if of == "exchanges" or self.names.index(name) not in some] for group in ranking]
            yield " and ".join(self.names[i] for i in some), self.facts(None, turned, [group for group in groups if group])
    def _variants(self, c: Any) -> str:
        sizes = {"fillings": self.q["rows"] is None and c["size"] == 0, "exchanges": not self.q["figures"]["ranking"] and c["size"] == 2}
        need(sizes.get(c["of"], c["size"] > 0) and c["verdicts"], "so many cannot be changed at a time")
        kinds = [(label, self.verdict(facts, v)) for (label, facts), v in zip(self.systems(c["of"], c["size"]), c["verdicts"], strict=True)]
        counts = listed(f"{[k for _, k in kinds].count(kind)} {kind}" for kind in sorted({kind for _, kind in kinds}))
        some = "; ".join(label for label, kind in kinds if label and kind != "impossible")
        return f"Of {len(kinds)} {c['of']}, each of {c['size'] or 'all blanks'}: {counts}{some and f' ({some})'} {self.blanks}{self.where}"
    def _checks(self, c: Any) -> str:
        shares, said = self.q["figures"]["shares"], list[str]()
        totals = [fact for fact in self.facts() if len(fact[0]) == 1 and None not in self.rows[self.names.index(fact[0][0])]]
        names, rows = [names[0] for names, *_ in totals], [row for _, row, *_ in totals]
        for y, constant in zip(c["parity"], c["constants"], strict=True):
            need({dot(y, k) for k in zip(*rows, strict=True)} == {constant} and (shares or constant == 0), "a check does not cancel")
            low, high = (add(end(v * t[2], v * t[3]) for v, t in zip(y, totals, strict=True)) for end in (min, max))
            said.append(f"{self.mix(y, names)} = {constant} ({'passed' if low <= constant <= high else 'FAILED'} by what was published)")
        every, independent = rows + [[Q(1)] * len(self.criteria)] * shares, len(eliminate(c["parity"])[1])
        need(independent == len(c["parity"]) == len(every) - len(eliminate(every)[1]), "a check is missing, or follows from others")
        return f"Whatever the weights, totals without blanks keep to {independent} checks: {'; '.join(said) or 'none'} {self.blanks}"
    def _not_proved(self, c: Any) -> str:
        return f"NOT PROVED, and not in this file: {c['of']}"
def sealed(document: Any) -> str:
    """Return the fingerprint of a document or a part of one."""
    return sha256(json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()).hexdigest()
def verify(text: str | bytes) -> list[str]:
    """Return what a certificate proves, a sentence a claim; ValueError says what it does not, and Unread that there is none."""
    said, table, where, steps = list[str](), dict[Any, Any](), "the document", STEPS.set(LONGEST)
    try:
        need(len(text) <= LARGEST, "it is too large")
        document = json.loads(text, object_pairs_hook=lambda pairs: need(len(dict(pairs)) == len(pairs), "a key stands twice") and dict(pairs))
        read(document, {"schema": {"mcda_orch.certificate"}, "version": int, "parts": [dict], "seal": str}, where)
        need(sealed({k: v for k, v in document.items() if k != "seal"}) == document["seal"], "its seal is broken: something was changed")
        need(document["version"] == 1 and document["parts"], "it is of another version, or empty")
        for part in document["parts"]:
            read(part, {"input": str, "question": dict, "claims": [dict]}, where)
            need(sealed(part["question"]) == part["input"] and part["claims"] != [], "its claims belong to another question")
            q = (posed := Claims(part["question"])).q
            told = [*zip(posed.names, q["cells"], strict=True), ("", q["weights"] or None), (None, q["figures"]), (0, [(c["name"], c["direction"]) for c in q["criteria"]])]
            told += [((q["method"], *q["parameters"], 0, name), row) for name, row in zip(posed.names, posed.rows, strict=True) if q["weights"] is q["figures"] is None]
            need(all(v is None or table.setdefault(key, v) == v for key, v in told), "its parts are about different tables")
            seen = "worked out from its cells" if q["rows"] is None else f"as given, what {q['method']} {listed(q['parameters'])} sees in them".replace("  ", " ")
            seen += f", stated weights {posed.mix(q['weights'])}" if q["weights"] else ""
            said.append(f"{q['method']}: {len(posed.names)} x {len(posed.criteria)} cells {posed.blanks}, rows {seen}, input {part['input'][:12]}.")
            for number, claim in enumerate(part["claims"], 1):
                where, kind = f"claim {number} of {q['method']}", claim["kind"]
                about = kind in ("lead", "not proved") or (kind in ("explained", "points", "variants", "checks")) == (q["figures"] is not None)
                need(about and (kind != "cell change" or q["rows"] is None), "such a claim belongs to another question")
                said.append(f"  {getattr(posed, '_' + kind.replace(' ', '_'))(read(claim, {'kind': str, **CLAIMS[kind]}, kind))}.")
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        no_text, why = isinstance(error, (json.JSONDecodeError, UnicodeDecodeError)), "no JSON text, as --certificate FILE writes it"
        raise Unread(f"{why}: {error}") if no_text else ValueError(f"{where}: {error or 'is malformed'}") from None
    finally:
        STEPS.reset(steps)
    return said
def main(paths: list[str]) -> int:
    """Check files: 0 where all are accepted, 1 where one is rejected, 2 where one cannot be read."""
    worst, said = 0 if paths else 2, list[str]()
    for path in paths:
        try:
            with open(path, "rb") as file:
                said += [f"{path} is accepted:", *verify(file.read(LARGEST + 1))]
        except (OSError, ValueError) as error:
            code, how = (2, "cannot be read") if isinstance(error, (OSError, Unread)) else (1, "is rejected")
            worst, said = max(worst, code), [*said, f"{path} {how}: {getattr(error, 'strerror', error)}."]
    try:
        print(*("".join(c if c.isprintable() else "?" for c in line) for line in said), sep="\n", flush=True)
    except BrokenPipeError:  # a reader that left has read enough; the exit code still tells
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return worst
if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
