"""Checks certificates of mcda_orch with the standard library alone: ``python verifier.py FILE``, or ``mcda-orch verify FILE``.

A certificate holds questions (a table, its weights, what a blank means), claims about them, and the numbers that prove these. Nothing is
searched for. What is said of all weights of a set is proved by multipliers (Farkas, weak duality): the limits of the set, multiplied and
added up, say as much; see `ceiling`. What is said of a case is played again, what can be counted is counted again, in fractions. Sentences
are composed from what was checked, and the file holds none. Its seal shows changes by accident; it proves nothing: anybody can seal.
"""
# fmt: off

from __future__ import annotations

import json
import os
import re
import sys
from fractions import Fraction
from hashlib import sha256
from itertools import combinations, pairwise, product
from typing import Any

LARGEST, NUMBER, listed = 2**26, re.compile(r"-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?"), ", ".join
# Shapes: a list holds values of one shape, a tuple one that may be null, a dictionary exactly these keys, a set these words.
Q, NAMES, ROW, LIMIT = Fraction, [str], [Fraction], {"low": (Fraction,), "high": (Fraction,)}
SPAN = {**LIMIT, "least": ROW, "most": ROW, "below": (ROW,), "above": (ROW,)}
QUESTION: dict[str, Any] = {
    "method": str, "parameters": NAMES, "alternatives": NAMES, "cells": [[(Q,)]], "rows": ([[(Q,)]],), "weights": (ROW,),
    "blanks": {"policy": {"refuse", "value", "worst", "best", "mean", "redistribute"}, "value": (Q,)},
    "criteria": [{"name": str, "direction": {"max", "min"}, **LIMIT, "levels": ROW}],
    "open": [{"cell": NAMES, **LIMIT}], "figures": ({"shares": bool, "limits": [(LIMIT,)]},),
}
SCOPE: dict[str, Any] = {"statements": [{"row": ROW, **LIMIT}]}
CLAIMS: dict[str, dict[str, Any]] = {
    "order": {"ranks": [NAMES], "scores": (ROW,)}, "room": {"keeps": {"winner", "ranking"}, "spans": [SPAN]},
    "lead": {"alternative": str, "over": NAMES, "margin": Q, "weights": ROW, "mixture": ROW, "multipliers": ROW},
    "nearest": {"alternative": str, "over": NAMES, "norm": {"l1", "l2", "linf"}, "size": Q, "weights": ROW, "slope": ROW, "multipliers": ROW},
    "preference": {"relation": {"necessary", "possible"}, "pairs": [NAMES], "leads": [SPAN]},
    "first places": {"outside": [[ROW]], "regions": [{"names": NAMES, "share": Q, "instance": ROW, "corners": [ROW]}]},
    "rank ranges": {"ties": {"optimistic", "pessimistic"}, "ranges": [{"best": int, "worst": int, "scores": (ROW,)}]},
    "cell change": {"winner": str, "over": NAMES, "short": (Q,), "changes": [{"criterion": str, "value": Q, "limit": bool}]},
    "explained": {"points": [ROW], "multipliers": (ROW,), "limits": ([SPAN],)},
    "points": {"alternative": str, "without": NAMES, "span": SPAN},
    "fillings": {"fillings": [{"points": [ROW], "multipliers": (ROW,)}]},
    "checks": {"parity": [ROW], "constants": ROW}, "not proved": {"of": str, "values": [NAMES]},
}

def need(holds: bool, why: str) -> bool:
    """Go on where something holds; ValueError rejects a certificate."""
    if not holds:
        raise ValueError(why)
    return True

def read(value: Any, shape: Any, where: str) -> Any:
    """Return a value of a shape; numbers are text, and become fractions."""
    if isinstance(shape, tuple):
        return None if value is None else read(value, shape[0], where)
    if isinstance(shape, list) and need(isinstance(value, list), f"{where} is no list"):
        return [read(v, shape[0], f"{where}[{k}]") for k, v in enumerate(value)]
    if isinstance(shape, dict) and need(isinstance(value, dict) and value.keys() == shape.keys(), f"{where} has not the keys {list(shape)}"):
        return {key: read(value[key], part, f"{where}.{key}") for key, part in shape.items()}
    if shape is Q:
        return need(isinstance(value, str) and bool(NUMBER.fullmatch(value)) and str(Q(value)) == value, f"{where} is no fraction") and Q(value)
    return need(type(value) is shape if isinstance(shape, type) else type(value) is str and value in shape, f"{where} is another") and value

def dot(a: Any, b: Any) -> Fraction:
    """Return the sum of products."""
    return sum((p * q for p, q in zip(a, b, strict=True)), Q(0))

def less(a: Any, b: Any) -> list[Fraction]:
    """Return a row less another."""
    return [p - q for p, q in zip(a, b, strict=True)]

def unit(j: int, size: int) -> list[Fraction]:
    """Return the row that picks one weight."""
    return [Q(int(k == j)) for k in range(size)]

def eliminate(rows: Any) -> tuple[list[list[Fraction]], list[int], Fraction]:
    """Return the reduced rows, their pivot columns, and the determinant of a square table, up to its sign."""
    table, pivots, size = [list(row) for row in rows], list[int](), Q(1)
    for column in range(len(table[0]) if table else 0):
        here, k = len(pivots), next((i for i in range(len(pivots), len(table)) if table[i][column]), None)
        if k is not None:
            size *= abs(table[k][column])
            table[k], table[here] = table[here], [v / table[k][column] for v in table[k]]
            for i in {*range(len(table))} - {here}:
                table[i] = less(table[i], [table[i][column] * v for v in table[here]]) if table[i][column] else table[i]
            pivots.append(column)
    return table[: len(pivots)], pivots, size if len(pivots) == len(table) else Q(0)

def admits(facts: Any, w: Any) -> bool:
    """Tell whether weights, none negative, are within all limits ``low <= row.w <= high``."""
    values = [(dot(row, w), low, high) for _, row, low, high in facts]
    return min(w) >= 0 and all((low is None or v >= low) and (high is None or v <= high) for v, low, high in values)

def ceiling(facts: Any, multipliers: Any, form: Any) -> Fraction:
    """Return the bound on ``form.w`` that limits, multiplied and added up, prove for all w >= 0 within them.

    A limit from above counts with a positive multiplier, one from below with a negative one. What the sum leaves of the form must
    nowhere be positive. Where a form of zeros has a bound below zero, there are no such w.
    """
    left, total = list(form), Q(0)
    for y, (_, row, low, high) in zip(multipliers, facts, strict=True):
        if y:
            limit = high if y > 0 else low
            need(limit is not None, "a multiplier stands at a limit that is not there")
            total, left = total + y * limit, [v - y * a for v, a in zip(left, row, strict=True)]
    need(max(left) <= 0, "the multipliers leave something over")
    return total

def spanned(facts: Any, form: Any, span: Any) -> str:
    """Check the smallest and the largest value of a form; null where there is no limit."""
    for sign, value, at, y in ((-1, span["low"], span["least"], span["below"]), (1, span["high"], span["most"], span["above"])):
        goal = [sign * v for v in form]
        if value is None:  # it grows for ever in the direction `at`
            rays = [(label, row, None if low is None else Q(0), None if high is None else Q(0)) for label, row, low, high in facts]
            need(y is None and admits(rays, at) and dot(goal, at) > 0, "a direction does not lead on for ever")
            continue
        need(admits(facts, at) and dot(goal, at) == sign * value, f"{value} is not reached with the weights given")
        need(ceiling(facts, y, goal) == sign * value, f"the multipliers do not prove the limit {value}")
    return f"{span['low']}" if span["low"] == span["high"] is not None else f"{span['low']} to {span['high']}".replace("None", "any")

def volume(facts: Any, points: Any) -> Fraction:
    """Return the part of all shares in the hull of points: pyramids over the faces without its first point (Cohen and Hickey 1979).

    They lie within the limits and share nothing but sides, so a point that is missing can only make the sum too small.
    """
    need(all(admits(facts, w) for w in points) and len(points) <= 500, "a corner is outside, or there are too many")
    m = len(facts[0][1])
    sides = [(unit(j, m), Q(0)) for j in range(m)] + [(row, v) for _, row, *limits in facts[1:] for v in limits if v is not None]
    tight = {frozenset(k for k, w in enumerate(points) if dot(row, w) == v) for row, v in sides}

    def simplices(face: frozenset[int], size: int) -> list[frozenset[int]]:
        if len(face) <= size:
            return [face] * (len(face) == size)
        return [part | {min(face)} for side in {face & held for held in tight} if min(face) not in side for part in simplices(side, size - 1)]

    return sum((eliminate([points[k] for k in part])[2] for part in simplices(frozenset(range(len(points))), m)), Q(0))

class Part:
    """A question, the set of weights that it ranges over, and a method for each kind of claim about it."""

    def __init__(self, question: Any, scope: Any) -> None:
        q = self.q = read(question, QUESTION, "question")
        self.names, self.criteria, blanks = q["alternatives"], [c["name"] for c in q["criteria"]], q["blanks"]
        n, m = len(set(self.names) - {""}), len(set(self.criteria))
        need(len(self.names) == n > 0 < m == len(self.criteria), "names are missing, or stand twice")
        sizes = [[len(row) for row in table] for table in (q["cells"], q["cells"] if q["rows"] is None else q["rows"])]
        need(sizes == [[m] * n] * 2 and (blanks["policy"] == "value") == (blanks["value"] is not None), "cells, or what blanks are, are missing")
        need(q["rows"] is not None or (q["method"] == "wsm" and q["parameters"] == []), "only the plain weighted sum is worked out here")
        need(q["weights"] is None or (len(q["weights"]) == m and min(q["weights"]) >= 0 < sum(q["weights"])), "these are no weights")
        self.weights: Any = q["weights"]
        self.shares: Any = self.weights and [v / sum(self.weights) for v in self.weights]
        self.signs = [1 if c["direction"] == "max" or q["rows"] else -1 for c in q["criteria"]]
        self.open: dict[Any, Any] = {}
        for cell in q["open"]:
            i, j = self.names.index(cell["cell"][0]), self.criteria.index(cell["cell"][1])
            self.open[i, j] = ends = list[Any](v and self.signs[j] * v for v in (cell["low"], cell["high"]))[:: self.signs[j]]
            need(q["cells"][i][j] is (q["rows"] or q["cells"])[i][j] is None and (None in ends or ends[0] <= ends[1]), "a cell is not open")
        self.rows = q["rows"] or [[self.seen(i, j) for j in range(m)] for i in range(n)]
        self.statements = [("", s["row"], s["low"], s["high"]) for s in read(scope, SCOPE, "scope")["statements"]]
        said = [f"{low} <= {self.words(row)} <= {high}".replace("None", "any") for _, row, low, high in self.statements]
        self.within = f"{'with all weights' if q['figures'] is None else ''}{', where ' if said else ''}{' and '.join(said)}"
        ranges = [f", {c['cell'][1]} of {c['cell'][0]} open from {c['low']} to {c['high']}" for c in q["open"]]
        self.blanks = f"blanks: {blanks['policy'] if blanks['value'] is None else blanks['value']}{''.join(ranges)}"

    def once(self, names: Any, without: str = "") -> list[int]:
        """Return the positions of alternatives, none of which stands twice."""
        need(0 < len(names) == len(set(names)) and without not in names, "a name stands twice, or none does")
        return [self.names.index(name) for name in names]
    def words(self, w: Any) -> str:
        """Return a row in words."""
        return " + ".join(f"{v} {c}" for c, v in zip(self.criteria, w, strict=True) if v) or "zero"
    def seen(self, i: int, j: int) -> Any:
        """Return what the weighted sum sees in a cell: costs count negative, blanks as the policy says; what is open is not known."""
        value, policy, c = self.q["cells"][i][j], self.q["blanks"]["policy"], self.q["criteria"][j]
        if value is None and (i, j) not in self.open and policy not in ("refuse", "redistribute"):
            known, lower = [row[j] for row in self.q["cells"] if row[j] is not None], (policy == "worst") == (self.signs[j] > 0)
            value = self.q["blanks"]["value"] if policy == "value" else None if policy == "mean" else c["low" if lower else "high"]
            if value is None:
                value = sum(known) / len(known) if policy == "mean" else min(known) if lower else max(known)
        return None if value is None else self.signs[j] * value
    def score(self, i: int, w: Any) -> Any:
        """Return what weights make of a row; blanks give their weight to the other criteria where the policy says so."""
        if None not in self.rows[i]:
            return dot(self.rows[i], w)
        need(self.q["blanks"]["policy"] == "redistribute", f"a cell of {self.names[i]} is not known")
        whole = sum(v for v, *column in zip(w, *self.rows, strict=True) if any(x is not None for x in column))
        return whole * dot(w, [x or Q(0) for x in self.rows[i]]) / dot(w, [Q(x is not None) for x in self.rows[i]])
    def lead(self, a: int, b: int) -> list[Fraction]:
        """Return the row of one alternative less that of another."""
        return less(self.rows[a], self.rows[b])
    def facts(self, rows: Any = None) -> list[Any]:
        """Return limits ``low <= row.w <= high``: of shares or of published figures, then those of the statements."""
        figures, ones = self.q["figures"], [Q(1)] * len(self.criteria)
        found: list[Any] = [("", ones, Q(1), Q(1))] if figures is None or figures["shares"] else []
        total = next((low for _, row, low, high in self.statements if low == high and row == ones), None)
        for i, (row, limits) in enumerate(zip(rows or self.rows, figures["limits"] if figures else [None] * len(self.rows), strict=True)):
            low, high = (limits["low"], limits["high"]) if limits else (None, None)
            if limits and None not in row:
                found.append((self.names[i], row, low, high))
            elif limits and self.q["blanks"]["policy"] == "redistribute" and total is not None:
                found += [(self.names[i], [Q(0) if v is None else total * v - limit for v in row], *side)  # total times mean is the figure
                          for limit, side in ((low, (Q(0), None)), (high, (None, Q(0))))]
            elif limits and all(v is not None or (i, j) in self.open for j, v in enumerate(row)):
                ends = [[self.open[i, j][end] if v is None else v for j, v in enumerate(row)] for end in (0, 1)]
                found += [(self.names[i], end, *side) for end, side in zip(ends, ((None, high), (low, None)), strict=True) if None not in end]
        return found + self.statements
    def verdict(self, facts: Any, c: Any) -> str:
        """Return what weights there are: none by a contradiction, one where exact limits leave no other, or several."""
        points, known = c["points"], [row for _, row, low, high in facts if low == high]
        used = [[Q(v is not None) for v in row] for row in self.rows if self.q["blanks"]["policy"] == "redistribute"]
        fits = all(admits(facts, w) and all(dot(row, w) > 0 for row in used) for w in points)
        need(fits and (c["multipliers"] is None) == bool(points), "the weights give something else")
        if not points:
            need(ceiling(facts, c["multipliers"], [Q(0)] * len(self.criteria)) < 0, "the multipliers contradict nothing")
            return "impossible"
        need(points[0] not in points[1:] and (len(points) > 1 or len(eliminate(known)[1]) == len(self.criteria)), "others may do too")
        return "open" if points[1:] else "whole" if all(v.denominator == 1 for v in points[0]) else "fractional"

    def _order(self, c: Any) -> str:
        names = [name for group in c["ranks"] for name in group]
        need(len(self.once(names)) == len(self.names), "a name is missing")
        levels = [{self.score(self.names.index(name), self.shares) for name in group} for group in c["ranks"]]
        need(all(max(b) < min(a) for a, b in pairwise(levels)) and all(len(v) == 1 for v in levels), "somebody stands elsewhere")
        need(c["scores"] in (None, [self.score(self.names.index(name), self.weights) for name in names]), "a score is another")
        return f"{' > '.join(' ~ '.join(group) for group in c['ranks'])} with {self.words(self.weights)} ({self.blanks})"

    def _room(self, c: Any) -> str:
        m, scores, said = len(self.criteria), [dot(row, self.shares) for row in self.rows], []
        groups = [[i for i, s in enumerate(scores) if s == level] for level in sorted(set(scores), reverse=True)]
        kept = [(a, b) for a in groups[0] for b in range(len(scores)) if a != b]
        if c["keeps"] == "ranking":
            kept = [(g[0], h[0]) for g, h in pairwise(groups)] + [p for g in groups for a, b in pairwise(g) for p in ((a, b), (b, a))]
        leads = {pair: self.lead(*pair) for pair in kept}
        for j, (t, span) in enumerate(zip(self.shares, c["spans"], strict=True)):
            rest = [v / (1 - t) if t < 1 else Q(1, max(m - 1, 1)) for v in self.shares]  # the others, as parts of what they share
            line = [("", less(unit(k, m), [-rest[k] * v for v in unit(j, m)]), rest[k], rest[k]) for k in range(m) if k != j]
            spanned([*self.facts()[:1], *line, *(("", d, Q(0), None) for d in leads.values())], unit(j, m), span)
            level = [[f"{self.names[b]} = {self.names[a]}" for (a, b), d in leads.items() if dot(d, span[at]) == 0] for at in ("least", "most")]
            said.append(f"{self.criteria[j]} {span['low']} to {span['high']} (ends: {' or '.join(level[0])}; {' or '.join(level[1])})")
        return f"The {c['keeps']} with {self.words(self.weights)} stays while one share moves, the others in proportion: {listed(said)}"

    def _lead(self, c: Any) -> str:
        rows = [self.lead(self.names.index(c["alternative"]), b) for b in self.once(c["over"], c["alternative"])]
        need(admits(self.facts(), c["weights"]) and min(dot(row, c["weights"]) for row in rows) == c["margin"], "the lead is not reached")
        need(len(c["mixture"]) == len(rows) and min(c["mixture"]) >= 0 and sum(c["mixture"]) == 1, "the mixture is none")
        bound = ceiling(self.facts(), c["multipliers"], [dot(c["mixture"], column) for column in zip(*rows, strict=True)])
        need(bound == c["margin"], "the mixture does not bound the lead")
        how = "can be ahead of" if bound > 0 else "can draw level with, and is never ahead of all of," if bound == 0 else "is always behind one of"
        return f"{c['alternative']} {how} {listed(c['over'])}: it leads by {bound} at most, {self.within}, as with {self.words(c['weights'])}"

    def _nearest(self, c: Any) -> str:
        a, g, change = self.names.index(c["alternative"]), c["slope"], less(c["weights"], self.shares)
        facts = self.facts() + [("", self.lead(a, b), Q(0), None) for b in self.once(c["over"], c["alternative"])]
        size, how = {"l1": (sum(map(abs, change)), "sum of changes"), "linf": (max(map(abs, change)), "largest change"),
                     "l2": (dot(change, change), "sum of squared changes")}[c["norm"]]
        steep = {"l1": max(map(abs, g)), "linf": sum(map(abs, g)), "l2": dot(g, g)}[c["norm"]]
        away = -ceiling(facts, c["multipliers"], [-v for v in g]) - dot(g, self.shares)  # so far along g lies all that does it
        need(admits(facts, c["weights"]) and size == c["size"], "the weights do not do it, or change by another size")
        need(away >= 0 and away ** (2 if c["norm"] == "l2" else 1) >= size * steep and (any(g) or size == 0), "others may be nearer")
        return (f"{c['alternative']} is level with or ahead of {listed(c['over'])} at {self.words(c['weights'])} ({how} {size}), "
                f"and {self.within} nowhere nearer to {self.words(self.weights)}")

    def _preference(self, c: Any) -> str:
        held, ends = list[Any](), ("low", "high") if c["relation"] == "necessary" else ("high", "low")
        for (a, b), span in zip(combinations(self.names, 2), c["leads"], strict=True):
            spanned(self.facts(), self.lead(self.names.index(a), self.names.index(b)), span)
            held += [[a, b]] * (span[ends[0]] >= 0) + [[b, a]] * (span[ends[1]] <= 0)
        need(sorted(held) == c["pairs"], "the relation holds of other pairs")
        return f"{c['relation']} preference, {self.within}: {listed(' to '.join(pair) for pair in held)}; of no other pair"

    def _first_places(self, c: Any) -> str:
        facts, named = self.facts(), self.once([name for r in c["regions"] for name in r["names"]])
        cuts = [(s, row, *ends) for s, row, low, high in self.statements for ends in ((low, None), (None, high)) if ends != (None, None)]
        parts = [volume([facts[0], *cuts[:k], (s, row, high, low)], points)  # what each statement leaves out
                 for (k, (s, row, low, high)), points in zip(enumerate(cuts), c["outside"], strict=True)]
        inside, n = 1 - sum(parts), len(self.names)
        for r in c["regions"]:
            leads = [self.lead(self.names.index(r["names"][0]), b) for b in range(n)]
            first = [*facts, *(("", d, Q(0), None) for d in leads if any(d))]
            ties = [name for name, d in zip(self.names, leads, strict=True) if not any(d)] == r["names"]
            need(ties and admits(first, r["instance"]), f"{listed(r['names'])} do not tie, or are not first there")
            parts.append(volume(first, r["corners"]))
            need(r["share"] * len(r["names"]) * inside == parts[-1] > 0, f"the share of {listed(r['names'])} is another")
        need(sum(parts) == 1, "the regions do not fill the set of weights")
        shares = {self.names[k]: Q(0) for k in range(n) if k not in named} | {name: r["share"] for r in c["regions"] for name in r["names"]}
        return f"First {self.within}, in parts of them: {listed(f'{name} {share}' for name, share in shares.items())}"

    def _rank_ranges(self, c: Any) -> str:
        filled = [[[self.open[i, j][end] if v is None else v for j, v in enumerate(row)] for end in (0, 1)] for i, row in enumerate(self.rows)]
        ends, tied, said = [[dot(self.weights, row) for row in pair] for pair in filled], c["ties"] == "pessimistic", []
        for i, (r, (low, high)) in enumerate(zip(c["ranges"], ends, strict=True)):  # one's own cells at their best, all others at their worst
            best, worst = (1 + sum(s[k] > mine or (tied and s[k] == mine) for s in ends[:i] + ends[i + 1 :]) for k, mine in ((0, high), (1, low)))
            need([r["best"], r["worst"]] == [best, worst] and r["scores"] in (None, [low, high]), f"{self.names[i]} has another range")
            said.append(f"{self.names[i]} {best} to {worst}")
        return f"Ranks, ties {c['ties']}: {listed(said)} with {self.words(self.weights)} ({self.blanks})"

    def _cell_change(self, c: Any) -> str:
        a, over, scales = self.names.index(c["winner"]), self.once(c["over"], c["winner"]), {}
        for k, sign, column in zip(self.q["criteria"], self.signs, zip(*self.rows, strict=True), strict=True):
            known = k["levels"] or [v for v in (k["low"], k["high"]) if v is not None]
            scales[k["name"]] = sign, [*(sign * v for v in known), *(column if None in (k["low"], k["high"]) else ())], k["levels"]
        gap, sizes = max(-dot(self.lead(a, b), self.shares) for b in over), dict(zip(scales, zip(self.rows[a], self.shares, strict=True), strict=True))
        gains = sorted(((max(scales[name][1]) - x) * t for name, (x, t) in sizes.items()), reverse=True)
        fewest, gained, beyond = next((k for k in range(len(gains) + 1) if sum(gains[:k]) > gap), None), Q(0), Q(0)
        if c["short"] is not None:
            need(fewest is None and c["changes"] == [] and c["short"] == gap - sum(gains), "it is behind by another number")
            return f"No cells of {c['winner']} bring it ahead of {listed(c['over'])}: on their scales it stays behind by {c['short']} or is level"
        for k in c["changes"]:
            (x, t), (sign, scale, levels), new = sizes.pop(k["criterion"]), scales[k["criterion"]], k["value"] * scales[k["criterion"]][0]
            gained, beyond = gained + (new - x) * t, beyond + ((max(scale) if k["limit"] else new) - x) * t
            need(min(scale) <= new < max(scale) and not levels if k["limit"] else new in scale, "a cell leaves its scale")
        wins = beyond > gap == gained if any(k["limit"] for k in c["changes"]) else gained > gap
        need(wins and len(c["changes"]) == fewest, "it does not win so, or fewer do")
        said = listed(f"{k['criterion']} {'beyond' if k['limit'] else 'at'} {k['value']}" for k in c["changes"])
        return f"{c['winner']} is ahead of {listed(c['over'])} with {said or 'no change'}, and with no fewer of its cells ({self.blanks})"

    def _explained(self, c: Any) -> str:
        facts, m, kind = self.facts(), len(self.criteria), self.verdict(self.facts(), c)
        if kind == "impossible" and need(c["limits"] is None, "where there are no weights there are no limits"):
            used = dict.fromkeys(name for (name, *_), y in zip(facts, c["multipliers"], strict=True) if y and name)
            return f"No weights give what was published of {listed(used)} ({self.blanks}{self.within})"
        spans = [None] * m if c["limits"] is None else c["limits"]
        said = [f"{name} {spanned(facts, unit(j, m), s)}" for j, (name, s) in enumerate(zip(self.criteria, spans, strict=True)) if s]
        agree = "none" if self.weights is None else any(admits(facts, w) for w in (self.weights, self.shares))
        return (f"What was published of {listed(dict.fromkeys(f[0] for f in facts if f[0]))} comes out with {self.words(c['points'][0])} ({kind}; "
                f"{self.blanks}{self.within}); limits of weights: {listed(said) or 'not in question'}; with the stated weights: {agree}")

    def _points(self, c: Any) -> str:
        row = self.rows[self.names.index(c["alternative"])] if c["alternative"] else [Q(1)] * len(self.criteria)  # no name: the sum of all
        facts = [f for f in self.facts() if f[0] not in c["without"]]
        whose = f"the known cells of {c['alternative']}" if None in row else c["alternative"] or "all weights, added up,"
        said = f"{whose} come to {spanned(facts, [v or Q(0) for v in row], c['span'])} ({self.blanks}{self.within})"
        return f"By what is published of {listed(dict.fromkeys(f[0] for f in facts if f[0]))}, {said}"

    def _fillings(self, c: Any) -> str:
        cells, kinds = [(i, j) for i, row in enumerate(self.rows) for j, v in enumerate(row) if v is None], []
        for levels, f in zip(product(*(self.q["criteria"][j]["levels"] for _, j in cells)), c["fillings"], strict=True):
            filled = {cell: self.signs[cell[1]] * v for cell, v in zip(cells, levels, strict=True)}
            rows = [[filled.get((i, j), v) for j, v in enumerate(row)] for i, row in enumerate(self.rows)]
            kinds.append(self.verdict(self.facts(rows), f))
        return f"Of {len(kinds)} ways to fill blanks with levels: {listed(f'{kinds.count(kind)} {kind}' for kind in sorted(set(kinds)))}"

    def _checks(self, c: Any) -> str:
        rows, shares = [f[1] for f in self.facts() if f[0] and None not in self.rows[self.names.index(f[0])]], self.q["figures"]["shares"]
        for y, constant in zip(c["parity"], c["constants"], strict=True):
            need(all(dot(y, column) == constant for column in zip(*rows, strict=True)) and (shares or constant == 0), "a check does not cancel")
        every, independent = rows + [[Q(1)] * len(self.criteria)] * shares, len(eliminate(c["parity"])[1])
        need(independent == len(c["parity"]) == len(every) - len(eliminate(every)[1]), "a check is missing, or follows from others")
        return f"Totals without blanks pass, whatever the weights, {len(c['parity'])} checks: {'; '.join(listed(map(str, y)) for y in c['parity'])}"

    def _not_proved(self, c: Any) -> str:
        return f"NOT PROVED, and only as the file has it: {c['of']}, {len(c['values'])} values"

def sealed(document: Any) -> str:
    """Return the fingerprint of a document or a part of one."""
    return sha256(json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()).hexdigest()

def verify(text: str | bytes) -> list[str]:
    """Return what a certificate proves, a sentence a claim; ValueError says what it does not."""
    said, where = [], "no JSON text, as --certificate FILE writes it"
    try:
        document = json.loads(text, object_pairs_hook=lambda pairs: need(len(dict(pairs)) == len(pairs), "a key stands twice") and dict(pairs))
        read(document, {"schema": {"mcda_orch.certificate"}, "version": int, "parts": [dict], "seal": str}, where := "the document")
        need(sealed({k: v for k, v in document.items() if k != "seal"}) == document["seal"], "its seal is broken: something was changed")
        need(len(text) <= LARGEST and document["version"] == 1 and document["parts"] != [], "it is too large, of another version, or empty")
        for part in document["parts"]:
            read(part, {"input": str, "question": dict, "scope": dict, "claims": [dict]}, where)
            need(sealed([part["question"], part["scope"]]) == part["input"] and part["claims"] != [], "its claims belong to another question")
            posed, q = Part(part["question"], part["scope"]), part["question"]
            seen = "worked out from its cells" if q["rows"] is None else f"as given, what {q['method']} {listed(q['parameters'])} sees in them"
            said.append(f"{q['method']}: {len(posed.names)} x {len(posed.criteria)} cells, rows {seen}, input {part['input'][:12]}.")
            for number, claim in enumerate(part["claims"], 1):
                kind, where = claim.pop("kind"), f"claim {number} of {posed.q['method']}"
                fits = kind in ("order", "not proved") or (kind in ("explained", "points", "fillings", "checks")) == (q["figures"] is not None)
                need(fits and (q["rows"] is None or kind not in ("fillings", "cell change")), "such a claim belongs to another question")
                said.append(f"  {getattr(posed, '_' + kind.replace(' ', '_'))(read(claim, CLAIMS[kind], kind))}.")
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise ValueError(f"{where}: {error or 'is malformed'}") from None
    return said

def main(paths: list[str]) -> int:
    """Check files: 0 where all are accepted, 1 where one is rejected, 2 where one cannot be read."""
    worst, said = 0 if paths else 2, list[str]()
    for path in paths:
        try:
            with open(path, "rb") as file:
                said += [f"{path} is accepted:", *verify(file.read(LARGEST + 1))]
        except (OSError, ValueError) as error:
            worst = max(worst, 1 if isinstance(error, ValueError) else 2)
            said.append(f"{path} {'is rejected' if isinstance(error, ValueError) else 'cannot be read'}: {getattr(error, 'strerror', error)}.")
    try:
        print(*("".join(c if c.isprintable() else "?" for c in line) for line in said), sep="\n", flush=True)
    except BrokenPipeError:  # a reader that left has read enough; the exit code still tells
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return worst

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
