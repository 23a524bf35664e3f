"""Answers of every kind that can be certified: those of the commands, and those to small problems with ties and blanks."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

import mcda_orch as mo
from mcda_orch.cli.entry import main

COMMANDS = {
    "audit": ["audit", "orchestrators"],
    "robust": ["robust", "orchestrators"],
    "robust with an order": ["robust", "orchestrators", "--order", "Cost > Security"],
    "whatif": ["whatif", "orchestrators", "--winner", "Prefect"],
    "whatif over one": ["whatif", "orchestrators", "--winner", "Prefect", "--over", "Flyte"],
    "blanks": ["blanks", "orchestrators"],
}


@cache
def written(command):
    """Return the certificate that a command writes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "certificate.json"
        assert main([*COMMANDS[command], "--certificate", str(path), "-o", str(path.with_suffix(".txt"))]) in (0, 1)
        return path.read_text(encoding="utf-8")


def small(seed, published=False):
    """Return a small problem of whole numbers with ties and blanks among them."""
    random = np.random.default_rng(seed)
    n, m = int(random.integers(2, 5)), int(random.integers(1, 5))
    x = random.integers(0, 3, size=(n, m)).astype(float)
    criteria = [mo.Criterion(f"c{j}", "max" if random.random() < 0.7 else "min", mo.Ratio(low=0, high=2)) for j in range(m)]
    w = random.integers(1, 4, size=m).astype(float)
    names = [f"a{i}" for i in range(n)]
    signs = np.array([c.sign for c in criteria])
    figures = x @ (w * signs) if published else None
    if random.random() < 0.5:
        x[0, -1] = np.nan
    matrix = mo.DecisionMatrix(x, names, criteria)
    found = {} if figures is None else {"published": dict(zip(names, figures.tolist(), strict=True))}
    weights = mo.Weights(dict(zip(matrix.criterion_names, w.tolist(), strict=True)))
    return mo.Problem(matrix, weights=weights, blanks=mo.Blanks.of(1), **found)


def answers(seed):
    """Yield every kind of answer to a small problem, with what it is called."""
    problem = small(seed)
    names, criteria = problem.matrix.names, problem.matrix.criterion_names
    known = mo.WeightSet(problem)
    if len(criteria) > 1:
        known = known.order(f"{criteria[0]} > {criteria[1]}").bounds({criteria[0]: (None, 0.9)})
    yield "stability", mo.stability(problem, "wsm")
    for norm in ("l1", "l2", "linf"):
        yield norm, mo.what_if(problem, names[-1], norm=norm, method="wsm")
    yield "cells", mo.what_if(problem, names[-1], change="cells", method="wsm")
    yield "margin of victory", mo.margin_of_victory(problem, method="wsm")
    yield "policies", mo.blank_policies(problem, "wsm")
    for within in ([], [known]):
        yield "first place", mo.first_place(problem, "wsm", *within)
        yield "necessary", mo.necessary(problem, "wsm", *within)
        yield "possible", mo.possible(problem, "wsm", *within)
    for ties, within in (("optimistic", [known]), ("pessimistic", []), ("strict", [known])):
        yield f"rank ranges {ties}", mo.rank_ranges(problem, "wsm", *within, ties=ties)
    for ties in ("optimistic", "pessimistic", "strict"):
        yield f"intervals {ties}", mo.rank_intervals(problem, "wsm", ties=ties)
    yield "stability of another method", mo.stability(problem, "maut")
    filled = problem.blanks.fill(problem.matrix)
    yield "max margin", mo.max_margin(filled, "wsm", f"{names[0]} > {names[-1]}")
    yield "max margin within", mo.max_margin(filled, "wsm", [f"{names[-1]} >= {names[0]}", f"{names[0]} > {names[1]}"], soft=True)
    if np.ptp(filled.values, axis=0).any():
        yield "value functions", mo.uta_gms(filled)
        yield "frequent value functions", mo.ror_smaa(mo.uta_gms(filled), 20)
        yield "learnt values", mo.utastar(filled, [names[0], names[-1]], segments=2)
        yield "learnt values with an allowance", mo.uta(filled, [names[-1], names[0]], allowance=0.1)
    yield "frequencies", mo.smaa(problem, "wsm", draws=50)
    yield "frequencies within", mo.smaa(problem, "wsm", known, draws=50)
    yield "certain", mo.smaa(problem, "wsm", problem.weights)
    if len(criteria) > 2:
        yield "triangle", mo.weight_triangle(problem, "wsm", groups={"a": criteria[0], "b": criteria[1], "c": criteria[2:]})


def audits(seed):
    """Yield audits of small problems: of figures and rankings that weights explain, and of others."""
    problem = small(seed, published=True)
    for blanks in (None, 0, "mean", "redistribute"):
        yield f"blanks {blanks}", mo.audit(problem, blanks=blanks)
    names = list(problem.matrix.names)
    yield "ranking", mo.audit(problem, ranking=True, blanks=0)
    yield "another ranking", mo.audit(problem, ranking=[*names[1:], names[0]], blanks=0)
    wrong = dict(problem.published.items())
    for name, by in zip(names, (1, -1), strict=False):
        wrong[name] += by
        yield f"{by} wrong", mo.audit(problem, wrong, blanks=0)
        yield f"{by} wrong, blanks open", mo.audit(problem, wrong)
    yield "another method", mo.audit(problem, dict(mo.maut(problem, blanks=0).scores.items()), method="maut", blanks=0)
