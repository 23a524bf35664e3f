"""What a table means: labels, numbers, directions, weights, notes and results, drawn at random, and what a problem says otherwise.

This is the oracle of the reading fuzz: a meaning is drawn first, a file is written from it (see dresses.py), and the reader has to
find the meaning again or refuse. The reader's code is not used here.
"""

import random
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import mcda_orch as mo

ALTERNATIVES = (
    "Alder Birch Cedar Elm Fir Hazel|Node.js Vue.js ASP.NET C++ C# F#|Ä-1 Ö-2 Ü-3 é ß Å|v1.2 v2 v3.1 v4 v5 v6|Total Wine,Weight Watchers,Rank & Co,Score AG,"
    "Mean Green,Typeform|2nd choice,3D print,4K,7zip,1Password,9front|北 南 東 西 中 上|A (old),B [new],C/D,E: F,G - H,I; J|Price Waterhouse,Cost Co,Max,Min,Benefit,Goal"
)
CRITERIA = "speed,comfort,charm,noise,price,range|Startup time,Team size,Ease of use,Lock-in,Docs,Reach|Weight (kg),Lead time,Rank and file,Totality,Scoreboard,Typeface|C1,C2,C3,C4,C5,C6|vitesse,prix d'achat,qualité,délai,poids à vide,âge"
NOTES = {
    "website": lambda rng, i: f"https://example.org/{'abcdef'[i]}?q={i}",
    "remark": lambda rng, i: ("came first", "liked by all, mostly", "needs work", "seen in May", 'called "odd"', "nothing to say")[i],
    "version": lambda rng, i: f"{i + 1}.{rng.randint(0, 9)}.{rng.randint(0, 9)}",
    "since": lambda rng, i: f"20{10 + i}-0{i + 1}-1{i}",
}
LADDERS = (
    ("no", "yes"),
    ("false", "true"),
    ("❌", "✅"),
    ("✗", "✓"),
    ("low", "medium", "high"),
    ("poor", "fair", "good"),
    ("--", "-", "0", "+", "++"),
)


@dataclass(frozen=True)
class Column:
    """A criterion: its name, which way it says is better, its cells, and its ladder where they are words."""

    name: str
    way: str | None
    cells: tuple[Decimal | None, ...]
    ladder: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Meaning:
    """What a careful person reads."""

    label: str
    alternatives: tuple[str, ...]
    criteria: tuple[Column, ...]
    weights: tuple[Decimal, ...] | None
    notes: dict[str, tuple[str, ...]]
    published: tuple[Decimal, ...] | None


def drawn(seed):
    """Return the generator of one seed."""
    return random.Random(seed)


def meaning(rng):
    """Draw a meaning."""
    n, m = rng.randint(2, 5), rng.randint(2, 4)
    names = rng.choice(ALTERNATIVES.split("|"))
    alternatives = tuple((names.split(",") if "," in names else names.split())[:n])
    criteria = []
    stated = rng.random() < 0.5
    for name in rng.sample(rng.choice(CRITERIA.split("|")).split(","), m):
        ladder = rng.choice(LADDERS) if rng.random() < 0.12 else None
        cells = _words(rng, n, len(ladder)) if ladder else _column(rng, n)
        if rng.random() < 0.12 and not ladder:
            cells[rng.randrange(n)] = None
        criteria.append(Column(name, rng.choice(("max", "min")) if stated else None, tuple(cells), ladder))
    weights = None
    if rng.random() < 0.5:
        weights = tuple(Decimal(rng.randint(1, 9)) for _ in range(m))
        if rng.random() < 0.5:
            parts = rng.sample(range(5, 96, 5), m - 1)
            edges = [0, *sorted(parts), 100]
            weights = tuple(Decimal(b - a) for a, b in pairwise(edges))
    notes = {key: tuple(make(rng, i) for i in range(n)) for key, make in NOTES.items() if rng.random() < 0.2}
    published = None
    whole = all(c is not None and column.ladder is None for column in criteria for c in column.cells)
    if weights and whole and rng.random() < 0.4:
        published = tuple(sum(w * column.cells[i] for w, column in zip(weights, criteria, strict=True)) / sum(weights) for i in range(n))
        if any(len(score.as_tuple().digits) > 9 for score in published):
            published = tuple(score.quantize(Decimal("0.01")) for score in published)
    return Meaning(rng.choice(("name", "Tool", "Option", "Alternative", "")), alternatives, tuple(criteria), weights, notes, published)


def _words(rng, n, size):
    """Draw rungs of a ladder; one word throughout would be no criterion for anybody."""
    while len(set(cells := [Decimal(rng.randrange(size)) for _ in range(n)])) == 1:
        pass
    return cells


def _column(rng, n):
    kind = rng.randrange(6)
    if kind == 0:
        return [Decimal(rng.randint(1, 5)) for _ in range(n)]
    if kind == 1:
        return [Decimal(rng.randint(0, 999)) for _ in range(n)]
    if kind == 2:
        return [Decimal(rng.randint(500, 5_000_000)) for _ in range(n)]
    if kind == 3:
        return [Decimal(rng.randint(-999, 9999)) / 10 for _ in range(n)]
    if kind == 4:
        return [Decimal(rng.randint(0, 99_999)) / rng.choice((1, 10, 100, 1000)) for _ in range(n)]
    return [Decimal(rng.randint(100, 9_999_999)) / 100 for _ in range(n)]


def differs(problem, dressed):
    """Return what a problem says otherwise than the meaning; empty where it says the same."""
    m = dressed.meaning
    if "na" in dressed.asks:
        return "a word that nobody declared was taken for a blank"
    if "is it the mark, or a blank?" in dressed.asks:
        return ""
    if problem.matrix.names != m.alternatives:
        return f"alternatives {problem.matrix.names} for {m.alternatives}"
    names = problem.matrix.criterion_names
    if len(names) != len(m.criteria) or any(not _same_name(name, column.name) for name, column in zip(names, m.criteria, strict=True)):
        return f"criteria {names} for {[column.name for column in m.criteria]}"
    for j, (criterion, column) in enumerate(zip(problem.matrix.criteria, m.criteria, strict=True)):
        found = [None if x != x else float(x) for x in problem.matrix.values[:, j]]
        wanted = [None if x is None else float(x) for x in column.cells]
        if column.ladder:
            if _order(found) != _order(wanted):
                return f"{column.name}: {found} for {wanted}, in order"
        elif found != wanted:
            return f"{column.name}: {found} for {wanted}"
        said = "min" if criterion.direction is mo.Direction.MIN else "max"
        if column.way is not None and said != column.way:
            return f"{column.name} is {said}"
    return _weights(problem, m) or _published(problem, m) or _notes(problem, m)


def _weights(problem, m):
    if (problem.weights is None) != (m.weights is None):
        return f"weights {problem.weights} for {m.weights}"
    if m.weights is not None:
        found, wanted = [float(w) for w in problem.weights.values], [float(w) for w in m.weights]
        if any(abs(a / sum(found) - b / sum(wanted)) > 1e-12 for a, b in zip(found, wanted, strict=True)):
            return f"weights {found} for {wanted}"
    return ""


def _published(problem, m):
    if (problem.published is None) != (m.published is None):
        return f"published {problem.published} for {m.published}"
    if m.published is not None and [float(x) for x in problem.published.values] != [float(x) for x in m.published]:
        return f"published {problem.published} for {m.published}"
    return ""


def _notes(problem, m):
    for key, texts in m.notes.items():
        found = [alternative.notes.get(key) for alternative in problem.matrix.alternatives]
        if found != list(texts):
            return f"notes {key}: {found} for {list(texts)}"
    return ""


def _same_name(found, wanted):
    return found == wanted or (found + " (kg)" == wanted)  # a unit may leave the name


def _order(cells):
    return [None if a is None or b is None else (a > b) - (a < b) for a in cells for b in cells]
