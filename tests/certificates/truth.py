"""Whether what a certificate claims is so: asked of SciPy and NumPy, and by plain trying. None of it is the verifier's."""

from itertools import combinations, pairwise, product

import numpy as np
from scipy.optimize import linprog, minimize

from mcda_orch.exact.rational import fraction

CLOSE = 1e-6
"""How far floating point may be from what is claimed."""
DRAWS = 20_000
"""Random shares at which parts of all shares are counted."""
PART = 0.02
"""How far a part that is counted may be from one that is claimed."""


def number(value):
    return np.nan if value is None else float(fraction(value))


def row(values):
    return np.array([number(v) for v in values])


def close(a, b):
    return a == b or abs(a - b) <= CLOSE * max(1.0, abs(a), abs(b))


def draws(m, statements, count=DRAWS):
    """Return random shares that agree with statements, or none where they have hardly any room."""
    w = np.random.default_rng(0).dirichlet(np.ones(m), size=count)
    return w[[all(low - 1e-12 <= v <= high + 1e-12 for v, low, high in limits) for limits in
              zip(*[[(v, low, high) for v in w @ r] for r, low, high in statements], strict=True)]] if statements else w  # fmt: skip


class Truth:
    """A question, and whether claims about it are so."""

    def __init__(self, question):
        q = self.q = question
        self.names, self.criteria = q["alternatives"], [c["name"] for c in q["criteria"]]
        given = q["rows"] is not None
        self.signs = [-1.0 if c["direction"] == "min" and not given else 1.0 for c in q["criteria"]]
        self.w = None if q["weights"] is None else row(q["weights"])
        self.shares = None if self.w is None else self.w / self.w.sum()
        self.open = {}
        for cell in q["open"]:
            i, j = self.place(cell["cell"])
            low, high = (
                (-np.inf if cell["low"] is None else number(cell["low"])),
                (np.inf if cell["high"] is None else number(cell["high"])),
            )
            self.open[i, j] = sorted(self.signs[j] * v for v in (low, high))
        self.x = np.array([row(r) for r in (q["rows"] if given else q["cells"])]) * self.signs
        if not given:
            self.known = self.x.copy()
            for i, j in np.argwhere(np.isnan(self.x)):
                if (i, j) not in self.open:
                    self.x[i, j] = self.fill(j)
        self.stated = [
            (row(s["row"]), -np.inf if s["low"] is None else number(s["low"]), np.inf if s["high"] is None else number(s["high"]))
            for s in q["statements"]
        ]

    def place(self, cell):
        return self.names.index(cell[0]), self.criteria.index(cell[1])

    def fill(self, j):
        """Return what a policy puts into blanks of a criterion, more being better."""
        policy, c, column = self.q["blanks"]["policy"], self.q["criteria"][j], self.known[:, j]
        column = column[~np.isnan(column)]
        if policy in ("refuse", "redistribute"):
            return np.nan
        if policy == "value":
            return self.signs[j] * number(self.q["blanks"]["value"])
        if policy == "mean":
            return column.mean()
        ends = [self.signs[j] * number(c[end]) for end in ("low", "high")][:: int(self.signs[j])]
        end = ends[0] if policy == "worst" else ends[1]
        return end if not np.isnan(end) else column.min() if policy == "worst" else column.max()

    def scores(self, w):
        if self.q["blanks"]["policy"] != "redistribute":
            return self.x @ w
        used = ~np.isnan(self.x)
        with np.errstate(invalid="ignore", divide="ignore"):
            return w[used.any(axis=0)].sum() * (np.nan_to_num(self.x) @ w) / (used @ w)

    def limits(self, x=None, figures=None, ranking=None):
        """Return linear limits of the weights, each a row with its ends."""
        q, x, ones, found = self.q["figures"], self.x if x is None else x, np.ones(len(self.criteria)), []
        if q is None or q["shares"]:
            found.append((ones, 1.0, 1.0))
        total = next((low for r, low, high in self.stated if low == high and (r == 1).all()), None)
        for i, limit in enumerate((q["limits"] if figures is None else figures) if q else ()):
            if limit is None:
                continue
            low, high = (
                (-np.inf if limit["low"] is None else number(limit["low"])),
                (np.inf if limit["high"] is None else number(limit["high"])),
            )
            blank = np.isnan(x[i])
            if not blank.any():
                found.append((x[i], low, high))
            elif self.q["blanks"]["policy"] == "redistribute" and total is not None:
                found += [
                    (np.where(blank, 0.0, total * x[i] - low), 0.0, np.inf),
                    (np.where(blank, 0.0, total * x[i] - high), -np.inf, 0.0),
                ]
            elif all((i, j) in self.open for j in np.flatnonzero(blank)):
                ends = [np.array([self.open[i, j][k] if blank[j] else x[i, j] for j in range(len(blank))]) for k in (0, 1)]
                found += [(e, *side) for e, side in zip(ends, ((-np.inf, high), (low, np.inf)), strict=True) if np.isfinite(e).all()]
        groups = (q["ranking"] if ranking is None else ranking) if q else []
        index = self.names.index
        found += [(x[index(a)] - x[index(b)], 0.0, 0.0) for g in groups for a, b in pairwise(g)]
        found += [(x[index(g[0])] - x[index(h[0])], 0.0, np.inf) for g, h in pairwise(groups)]
        return found + self.stated

    def solve(self, c, limits, free=0):
        """Return the least value of a form, its variables not being negative but for the last ones; None where nothing lies within."""
        rows = [
            (sign * np.asarray(r, dtype=float), sign * v)
            for r, low, high in limits
            for sign, v in ((1, high), (-1, low))
            if low != high and np.isfinite(v)
        ]
        level = [(r, low) for r, low, high in limits if low == high]
        n = len(c)
        A = np.array([r for r, _ in rows]) if rows else None
        E = np.array([r for r, _ in level]) if level else None
        bounds = [(0, None)] * (n - free) + [(None, None)] * free
        found = linprog(c, A, [b for _, b in rows] or None, E, [b for _, b in level] or None, bounds)
        return None if found.status == 2 else -np.inf if found.status == 3 else found.fun

    def span(self, form, limits):
        low, high = self.solve(form, limits), self.solve(-np.asarray(form), limits)
        if low is None and self.solve(np.zeros(len(form)), limits) is not None:  # no verdict of the solver's: unbounded or empty
            low = -np.inf
        if high is None and self.solve(np.zeros(len(form)), limits) is not None:
            high = -np.inf
        return None if low is None or high is None else (low, -high)

    def spans(self, form, limits, said):
        found = self.span(form, limits)
        ends = (-np.inf if said["low"] is None else number(said["low"]), np.inf if said["high"] is None else number(said["high"]))
        return found is not None and all(map(close, found, ends))

    def holds(self, claim):
        """Tell whether a claim is so."""
        return bool(getattr(self, claim["kind"].replace(" ", "_"))(claim))

    def room(self, c):
        scores = self.x @ self.shares
        top = scores.max()
        pairs = [(a, b) for a in range(len(scores)) for b in range(len(scores)) if a != b and scores[a] >= scores[b] - 1e-12 and
                 (c["keeps"] == "ranking" or scores[a] >= top - 1e-12)]  # fmt: skip

        def kept(j, t):
            w = self.shares.copy()
            rest = 1 - w[j]
            w = w * (1 - t) / rest if rest > 1e-12 else np.full(len(w), (1 - t) / max(len(w) - 1, 1))
            w[j] = t
            s = self.x @ w
            return all(s[a] >= s[b] - 1e-9 for a, b in pairs)

        for j, (low, high) in enumerate((number(a), number(b)) for a, b in c["shares"]):
            if len(self.shares) == 1:
                if (low, high) != (1, 1):
                    return False
                continue
            inside = 0 <= low <= self.shares[j] + 1e-12 and self.shares[j] - 1e-12 <= high <= 1 and kept(j, low) and kept(j, high)
            if not inside or (low > 0 and kept(j, low - 1e-5)) or (high < 1 and kept(j, high + 1e-5)):
                return False
        return len(c["shares"]) == len(self.shares)

    def leads(self, pairs):
        return [self.x[self.names.index(a)] - self.x[self.names.index(b)] for a, b in pairs]

    def lead(self, c):
        wide = [(np.append(r, 0.0), low, high) for r, low, high in self.limits()] + [
            (np.append(d, -1.0), 0.0, np.inf) for d in self.leads(c["pairs"])
        ]
        best = self.solve(np.append(np.zeros(len(self.criteria)), -1.0), wide, free=1)
        w = row(c["weights"])
        return close(-best, number(c["margin"])) and close(min(d @ w for d in self.leads(c["pairs"])), -best) and self.within(w)

    def within(self, w, limits=None):
        return min(w) >= 0 and all(low - 1e-9 <= r @ w <= high + 1e-9 for r, low, high in (self.limits() if limits is None else limits))

    def nearest(self, c):
        limits = self.limits() + [(d, 0.0, np.inf) for d in self.leads(c["pairs"])]
        w, m = row(c["weights"]), len(self.criteria)
        change = w - self.shares
        size = {"l1": np.abs(change).sum(), "linf": np.abs(change).max(), "l2": change @ change}[c["norm"]]
        if not (close(size, number(c["size"])) and self.within(w, limits)):
            return False
        if c["norm"] == "l2":
            cons = [
                {"type": "ineq", "fun": (lambda v, r=r, b=b, s=s: s * (r @ v - b))}
                for r, low, high in limits
                for s, b in ((1, low), (-1, high))
                if np.isfinite(b)
            ]
            start = self.solve_point(limits)
            found = minimize(
                lambda v: (v - self.shares) @ (v - self.shares),
                start,
                constraints=cons,
                bounds=[(0, None)] * m,
                options={"maxiter": 500, "ftol": 1e-14},
            )
            return found.fun >= size - 1e-5
        one = c["norm"] == "linf"
        k = 1 if one else m
        wide = [(np.concatenate([r, np.zeros(k)]), low, high) for r, low, high in limits]
        for j in range(m):
            for s in (1.0, -1.0):
                line = np.zeros(m + k)
                line[j], line[m + (0 if one else j)] = s, -1.0
                wide.append((line, -np.inf, s * self.shares[j]))
        return close(self.solve(np.concatenate([np.zeros(m), np.ones(k)]), wide), size)

    def solve_point(self, limits):
        rows = [(s * r, s * v) for r, low, high in limits for s, v in ((1, high), (-1, low)) if np.isfinite(v)]
        return linprog(np.zeros(len(self.criteria)), np.array([r for r, _ in rows]), [b for _, b in rows]).x

    def preference(self, c):
        pairs = list(combinations(self.names, 2))
        return len(pairs) == len(c["leads"]) and all(
            self.spans(d, self.limits(), said) for d, said in zip(self.leads(pairs), c["leads"], strict=True)
        )

    def first_places(self, c):
        w = draws(len(self.criteria), self.stated)
        if not len(w):
            return False
        s = w @ self.x.T
        first = s >= s.max(axis=1, keepdims=True) - 1e-12
        parts = dict(zip(self.names, (first / first.sum(axis=1, keepdims=True)).mean(axis=0), strict=True))
        said = {n: number(r["share"]) for r in c["regions"] for n in r["names"]}
        room = PART + 1 / np.sqrt(len(w))
        return all(abs(parts[n] - said.get(n, 0.0)) <= room for n in self.names) and set(said) <= set(self.names)

    def ends(self, i, w):
        """Return the least and the most that a row can come to."""
        if self.q["blanks"]["policy"] == "redistribute" and np.isnan(self.x[i]).any():
            return [self.scores(w)[i]] * 2
        return [
            sum(t * (self.open[i, j][k] if np.isnan(v) else v) for j, (v, t) in enumerate(zip(self.x[i], w, strict=True))) for k in (0, 1)
        ]

    def ranks(self, c):
        n, found = len(self.names), []
        ends = np.array([self.ends(i, self.shares) for i in range(n)])
        for i in range(n):
            others = [b for b in range(n) if b != i]
            if c["ties"] == "strict":
                others = [b for b in others if np.ptp([*ends[i], *ends[b]]) > 1e-12]
            best, worst = ends[others, 0] - ends[i, 1], ends[others, 1] - ends[i, 0]
            found.append([
                1 + int((best > 1e-12).sum() + (c["ties"] != "optimistic") * (abs(best) <= 1e-12).sum()),
                1 + int((worst > 1e-12).sum() + (c["ties"] == "pessimistic") * (abs(worst) <= 1e-12).sum()),
            ])  # fmt: skip
        scores = [self.ends(i, self.w) for i in range(n)]
        return (
            c["ends"] == found
            and len(c["scores"]) == n
            and all(all(map(close, row(a), b)) for a, b in zip(c["scores"], scores, strict=True))
        )

    def scale(self, j):
        c = self.q["criteria"][j]
        known = [self.signs[j] * number(v) for v in (c["levels"] or [c["low"], c["high"]]) if v is not None]
        return known if c["levels"] or None not in (c["low"], c["high"]) else known + self.x[:, j].tolist()

    def rank_range(self, c):
        """Try which rivals can be kept behind all together, or ahead, and count them at the weights that are shown."""
        a, limits = self.names.index(c["alternative"]), self.limits()
        for end, sign in (("best", 1), ("worst", -1)):
            leads = [
                sign * (x - self.x[a]) for b, x in enumerate(self.x) if b != a and not (c["ties"] == "strict" and (x == self.x[a]).all())
            ]
            level = c["ties"] == "strict" or (c["ties"] == "optimistic") == (end == "worst")
            few = next(
                k for k in range(len(leads) + 1) if any(self.kept_down(rest, limits, level) for rest in combinations(leads, len(leads) - k))
            )
            w = row(c[end]["weights"])
            values = [d @ w for d in leads]
            count = sum(v >= -1e-12 if level else v > 1e-12 for v in values)
            untied = c["ties"] != "strict" or all(abs(v) > 1e-12 for v in values)
            if not (self.within(w) and untied and count == few and c[end]["rank"] == 1 + (few if sign > 0 else len(leads) - few)):
                return False
        return True

    def kept_down(self, leads, limits, below):
        """Tell whether some weights leave no lead above zero, or all below it."""
        room = [(np.append(r, 0.0), low, high) for r, low, high in limits] + [(np.append(d, 1.0), -np.inf, 0.0) for d in leads]
        least = np.append(np.zeros(len(self.criteria)), 1.0)
        found = self.solve(-least, [*room, (least, -np.inf, 1.0)], free=1)
        return found is not None and (-found > 1e-9 if below else -found >= -1e-9)

    def cell_change(self, c):
        a, over = self.names.index(c["winner"]), [self.names.index(b) for b in c["over"]]
        cells = [(a, j, max(self.scale(j))) for j in range(len(self.criteria))]
        cells = [(a, j, v) for a, j, v in cells if v > self.x[a, j]]

        def ahead(some):
            x = self.x.copy()
            for i, j, v in some:
                x[i, j] = v
            s = x @ self.shares
            return all(s[a] > s[b] + 1e-12 for b in over), min(s[a] - s[b] for b in over)

        best = [(max(self.scale(j)) - self.x[a, j]) * self.shares[j] for j in range(len(self.criteria))]
        if not over or a in over or not (len(best) == len(c["gains"]) and all(map(close, best, row(c["gains"])))):
            return False
        if c["short"] is not None:
            does, gap = ahead(cells)
            return not does and not c["changes"] and close(-gap, number(c["short"]))
        moved = [
            (a, j, self.signs[j] * number(k["value"]), k["limit"]) for k in c["changes"] for j in [self.criteria.index(k["criterion"])]
        ]
        ends = {(a, j): max(self.scale(j)) for j in range(len(self.criteria))}
        beyond = [(i, j, v + 1e-6 * (ends[i, j] - v) if limit else v) for i, j, v, limit in moved if (i, j) in ends]
        fits = len(beyond) == len(moved) == len({(i, j) for i, j, _ in beyond}) and all(
            min(self.scale(j)) - 1e-12 <= v <= max(self.scale(j)) + 1e-12 for _, j, v in beyond
        )
        exactly = all(not limit for *_, limit in moved) or abs(ahead([m[:3] for m in moved])[1]) <= 1e-9
        fewer = any(ahead(some)[0] for k in range(len(moved)) for some in combinations(cells, k))
        return fits and ahead(beyond)[0] and exactly and not fewer

    def verdict(self, limits, c):
        point = self.solve(np.zeros(len(self.criteria)), limits)
        if not c["points"]:
            return point is None
        if point is None or not all(self.within(row(w), limits) for w in c["points"]):
            return False
        wide = [self.span(unit, limits) for unit in np.eye(len(self.criteria))] if c["only"] else []
        return all(high - low <= 1e-6 for low, high in wide)

    def explained(self, c):
        limits = self.limits()
        if c["points"] and self.w is not None and not any(self.within(w) for w in (self.w, self.shares)):
            return False
        spans = c["limits"] or []
        return self.verdict(limits, c) and all(self.spans(u, limits, s) for u, s in zip(np.eye(len(self.criteria)), spans, strict=False))

    def points(self, c):
        form = self.x[self.names.index(c["alternative"])] if c["alternative"] else np.ones(len(self.criteria))
        limits = self.limits(figures=[None if n in c["without"] else v for n, v in zip(self.names, self.q["figures"]["limits"], strict=True)],
                             ranking=self.q["figures"]["ranking"])  # fmt: skip
        return self.spans(np.nan_to_num(form), limits, c["span"])

    def variants(self, c):
        figures, ranking, found = self.q["figures"]["limits"], self.q["figures"]["ranking"], []
        if c["of"] == "fillings":
            blank = [tuple(p) for p in np.argwhere(np.isnan(self.x))]
            for levels in product(*(self.q["criteria"][j]["levels"] for _, j in blank)):
                x = self.x.copy()
                for (i, j), v in zip(blank, levels, strict=True):
                    x[i, j] = self.signs[j] * number(v)
                found.append(self.limits(x))
        for some in combinations(self.names, c["size"]) if c["of"] == "omissions" else ():
            groups = [[n for n in g if n not in some] for g in ranking]
            left = [None if n in some else v for n, v in zip(self.names, figures, strict=True)]
            found.append(self.limits(figures=left, ranking=[g for g in groups if g]))
        for some in combinations(range(len(figures)), c["size"]) if c["of"] == "exchanges" else ():
            turned = list(figures)
            for i, k in zip(some, (some[-1], *some[:-1]), strict=True):
                turned[i] = figures[k]
            found.append(self.limits(figures=turned))
        if (c["of"] == "fillings") != (c["size"] == 0):
            return False
        return len(found) == len(c["verdicts"]) and all(map(self.verdict, found, c["verdicts"]))

    def checks(self, c):
        x = np.array([r for r, limit in zip(self.x, self.q["figures"]["limits"], strict=True) if limit and not np.isnan(r).any()])
        y = np.array([row(r) for r in c["parity"]]).reshape(-1, len(x))
        shares = self.q["figures"]["shares"]
        every = np.vstack([x, np.ones(x.shape[1])]) if shares else x
        if len(y) != len(every) - np.linalg.matrix_rank(every) or np.linalg.matrix_rank(y) != len(y):
            return False
        return all(np.allclose(r @ x, v) and (shares or not v) for r, v in zip(y, row(c["constants"]), strict=True))

    def not_proved(self, c):
        return isinstance(c["of"], str)
