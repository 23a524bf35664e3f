"""All pairs of 1,000 rankings of 12 alternatives, ties included, by every coefficient.

Milliseconds of CPU for all pairs at once; times faster than pymcdm, pyrepo-mcda and scipy.stats, which compare two rankings a call: theirs is
the time of some hundred pairs, for all million. Where a rival's number is right with ties, the same numbers are asserted. pymcdm's draWS
reads orders, so it is given those of strict rankings; where ties need another definition (tau-a, rank differences without them), strict
rankings are compared.
"""

import itertools

import numpy as np
from measure import paired
from pymcdm import correlations, distances
from pyrepo_mcda import correlations as pyrepo
from scipy import stats

import mcda_orch as mo
from mcda_orch.core.positions import positions
from mcda_orch.core.ranking import midranks

RANKINGS, ALTERNATIVES, SOME = 1_000, 12, 150
SMALL = {"RANKINGS": 20, "SOME": 3}


def order_of(ranks):
    """Return the alternatives from the best on, as numbers: what pymcdm's draWS reads."""
    found = np.empty(len(ranks), dtype=int)
    found[ranks.astype(int) - 1] = np.arange(len(ranks))
    return found


PYMCDM, PYREPO, SCIPY = "pymcdm", "pyrepo-mcda", "scipy.stats"
RIVALS = {
    "kendall_tau_b": {
        PYMCDM: (correlations.kendall_tau, "strict"),
        PYREPO: (pyrepo.kendall, "strict"),
        SCIPY: (lambda a, b: stats.kendalltau(a, b).statistic, "ties"),
    },
    "spearman": {
        PYMCDM: (correlations.spearman, "ties"),
        PYREPO: (pyrepo.spearman, "strict"),
        SCIPY: (lambda a, b: stats.spearmanr(a, b).statistic, "ties"),
    },
    "weighted_spearman": {PYMCDM: (correlations.weighted_spearman, "ties"), PYREPO: (pyrepo.weighted_spearman, "ties")},
    "ws": {PYMCDM: (correlations.rank_similarity_coef, "ties"), PYREPO: (pyrepo.WS_coeff, "ties")},
    "goodman_kruskal_gamma": {PYMCDM: (correlations.goodman_kruskal_gamma, "ties"), PYREPO: (pyrepo.goodman_kruskal, "ties")},
    "somers_d": {SCIPY: (lambda a, b: stats.somersd(a, b).statistic, "ties")},
    "weighted_kendall": {SCIPY: (lambda a, b: stats.weightedtau(-a, -b).statistic, "ties")},
    "kemeny_distance": {PYMCDM: (distances.kemeny, "ties")},
    "frobenius": {PYMCDM: (distances.frobenius, "ties")},
    "drastic_ws": {PYMCDM: (lambda a, b: distances.draWS(order_of(a), order_of(b)), "strict")},
}
"""What rivals offer, and on which rankings it means the same."""


def rankings():
    """Return rankings as average ranks: with ties, none of which ties all alternatives, and strict ones."""
    rng = np.random.default_rng(0)
    tied = midranks(positions(rng.integers(0, 8, (RANKINGS, ALTERNATIVES)), higher=False))
    strict = np.argsort(rng.random((RANKINGS, ALTERNATIVES)), axis=-1) + 1.0
    return {"ties": tied, "strict": strict}


def each(rival, rows, pairs):
    """Compare pairs of rows, two a call."""
    return [rival(rows[i], rows[k]) for i, k in pairs]


def run():
    """Return milliseconds for all pairs, and times faster than each rival."""
    given = rankings()
    every = list(itertools.product(range(RANKINGS), repeat=2))
    some = [every[k] for k in np.random.default_rng(1).choice(len(every), SOME, replace=False)]
    found = {}
    for name in mo.names("agreement"):
        coefficient = getattr(mo.agreements, name)
        rows = given["strict" if name == "cayley" else "ties"]
        rivals = RIVALS.get(name, {})
        for rival, kind in rivals.values():
            whole = coefficient.pairs(given[kind]).values
            np.testing.assert_allclose([whole[i, k] for i, k in some], each(rival, given[kind], some), rtol=0, atol=1e-9)
        calls = [lambda r=rival, k=kind: each(r, given[k], some) for rival, kind in rivals.values()]
        time, ratios = paired(lambda c=coefficient, r=rows: c.pairs(r), *calls, rounds=3)
        found[name] = {"ms": round(1e3 * time, 1)} | {
            f"x {who}": round(ratio * RANKINGS**2 / SOME) for who, ratio in zip(rivals, ratios, strict=True)
        }
    return found
