"""The simplex method over the integers, with Bland's rule, which cannot cycle."""

from __future__ import annotations

from fractions import Fraction

from ..errors import McdaError
from .rational import dot, primitive
from .verdict import Programme, Verdict

__all__ = ["simplex"]


def simplex(p: Programme) -> Verdict:
    """Solve by the two-phase simplex method in integers, with Bland's rule, which cannot cycle."""
    # every variable becomes a non-negative one, shifted to its bound; a free one becomes a difference
    columns: list[tuple[int, int]] = []
    start = [lo if lo is not None else hi if hi is not None else Fraction(0) for lo, hi in zip(p.low, p.high, strict=True)]
    caps: list[tuple[int, Fraction]] = []
    for j, (lo, hi) in enumerate(zip(p.low, p.high, strict=True)):
        if lo is not None and hi is not None:
            caps.append((len(columns), hi - lo))
        columns += [(j, 1)] if lo is not None else [(j, -1)] if hi is not None else [(j, 1), (j, -1)]
    rows = [[row[j] if sign > 0 else -row[j] for j, sign in columns] for row in (*p.A_ub, *p.A_eq)]
    right = [b - dot(row, start) for row, b in zip((*p.A_ub, *p.A_eq), (*p.b_ub, *p.b_eq), strict=True)]
    for column, room in caps:
        rows.append([Fraction(int(k == column)) for k in range(len(columns))])
        right.append(room)
    k, e = len(p.b_ub), len(p.b_eq)
    unequal = [*range(k), *range(k + e, len(rows))]
    n, m = len(columns), len(rows)
    table: list[list[int]] = []
    scales: list[Fraction] = []
    for i, (line, b) in enumerate(zip(rows, right, strict=True)):
        sign = -1 if b < 0 else 1
        whole = primitive([*line, b])
        first = next((j for j, v in enumerate(whole) if v), None)
        scale = Fraction(1) if first is None else whole[first] / (line[first] if first < n else b)
        slack = [sign * int(u == i) for u in unequal]
        table.append([*(sign * v for v in whole[:-1]), *slack, *(int(r == i) for r in range(m)), sign * whole[-1]])
        scales.append(sign * scale)
    width = n + len(unequal)
    basis = list(range(width, width + m))
    # phase one: drive the artificial variables, the last m columns, to zero
    costs = [*(-sum(row[j] for row in table) for j in range(width)), *(0,) * m, -sum(row[-1] for row in table)]
    tableau = _Tableau(table, costs, basis)
    tableau.run(width)
    if tableau.costs[-1] < 0:
        y = [(tableau.costs[width + i] - tableau.size) * scales[i] / Fraction(tableau.size) for i in range(m)]
        return _checked(Verdict(p, "infeasible", ub=tuple(y[:k]), eq=tuple(y[k : k + e])))
    for i in range(m):
        if tableau.basis[i] >= width:
            entering = next((j for j in range(width) if tableau.rows[i][j]), None)
            if entering is not None:
                tableau.pivot(i, entering)
    # phase two: the objective, in terms of the variables that are not in the basis
    whole = primitive([p.c[j] * sign for j, sign in columns])
    first = next((j for j, v in enumerate(whole) if v), None)
    scale = Fraction(1) if first is None else p.c[columns[first][0]] * columns[first][1] / whole[first]
    objective = [*(-v * tableau.size for v in whole), *(0,) * (len(unequal) + m + 1)]
    for row, j in zip(tableau.rows, tableau.basis, strict=True):
        if j < n and whole[j]:
            objective = [o + whole[j] * v for o, v in zip(objective, row, strict=True)]
    tableau.costs = objective
    grows = tableau.run(width)
    x = list(start)
    for row, j in zip(tableau.rows, tableau.basis, strict=True):
        if j < n:
            x[columns[j][0]] += columns[j][1] * Fraction(row[-1], tableau.size)
    if grows is not None:
        ray = [Fraction(0)] * len(p.c)
        if grows < n:
            ray[columns[grows][0]] += columns[grows][1]
        for row, j in zip(tableau.rows, tableau.basis, strict=True):
            if j < n:
                ray[columns[j][0]] -= columns[j][1] * Fraction(row[grows], tableau.size)
        return _checked(Verdict(p, "unbounded", x=tuple(x), ray=tuple(ray)))
    y = [tableau.costs[width + i] * scales[i] * scale / Fraction(tableau.size) for i in range(m)]
    return _checked(Verdict(p, "optimal", dot(p.c, x), tuple(x), tuple(y[:k]), tuple(y[k : k + e])))


def _checked(found: Verdict) -> Verdict:
    if not found.verify():
        raise McdaError("the exact simplex method failed its own check.", hint="please report the programme.")
    return found


class _Tableau:
    """A simplex tableau of integers with one common denominator (Edmonds)."""

    def __init__(self, rows: list[list[int]], costs: list[int], basis: list[int]) -> None:
        self.rows, self.costs, self.basis, self.size = rows, costs, basis, 1

    def pivot(self, i: int, j: int) -> None:
        top = self.rows[i]
        if top[j] < 0:
            top = [-v for v in top]
        pivot = top[j]
        for k, row in enumerate(self.rows):
            if k != i:
                factor = row[j]
                self.rows[k] = [(pivot * a - factor * b) // self.size for a, b in zip(row, top, strict=True)]
        factor = self.costs[j]
        self.costs = [(pivot * a - factor * b) // self.size for a, b in zip(self.costs, top, strict=True)]
        self.rows[i], self.basis[i], self.size = top, j, pivot

    def run(self, width: int) -> int | None:
        """Improve until no cost is negative; return a column along which the objective grows for ever, if there is one."""
        while True:
            entering = next((j for j in range(width) if self.costs[j] < 0), None)
            if entering is None:
                return None
            leaving = None
            for i, row in enumerate(self.rows):
                if row[entering] > 0 and (leaving is None or self._sooner(i, leaving, entering)):
                    leaving = i
            if leaving is None:
                return entering
            self.pivot(leaving, entering)

    def _sooner(self, i: int, k: int, column: int) -> bool:
        """Tell whether row i is the first to stop a column that grows; of two at once, the one whose variable has the lower number."""
        one, other = self.rows[i][-1] * self.rows[k][column], self.rows[k][-1] * self.rows[i][column]
        return one < other or (one == other and self.basis[i] < self.basis[k])
