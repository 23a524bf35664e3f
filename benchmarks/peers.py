"""Other libraries' methods that compute the same numbers as ours, and the parameters that make ours the same."""

import contextlib
import io

import numpy as np

import mcda_orch as mo


def parameters(x):
    """Return what makes our methods compute what the peers compute, by name of method."""
    low, high = x.min(axis=0), x.max(axis=0)
    middle = (low + high) / 2
    bounds = {"low": low, "high": high}
    return {
        "wsm": {"scale": mo.scalings.total},
        "wpm": {"scale": mo.scalings.total},
        "spotis": bounds,
        "balanced_spotis": {**bounds, "ideal": middle},
        "rim": bounds,
        "rafsi": bounds,
        "ervd": {"reference": middle},
        "probid": {"middle": "shared"},
        "comet": {"levels": 2},
    }


def pymcdm(x):
    """Return pymcdm's methods, called as (x, w, s, validation=True), with our parameters."""
    from pymcdm import methods, normalizations

    bounds = np.stack([x.min(axis=0), x.max(axis=0)], axis=-1)
    middle = bounds.mean(axis=-1)

    def comet(x, w, s, validation=True):
        expert = methods.comet_tools.MethodExpert(methods.WSM(normalizations.minmax_normalization), w, s)
        return methods.COMET(bounds, expert)(x, w, s, validation=validation)

    found = {
        "wsm": methods.WSM(),
        "wpm": methods.WPM(),
        "waspas": methods.WASPAS(),
        "topsis": methods.TOPSIS(normalizations.vector_normalization),
        "vikor": methods.VIKOR(),
        "spotis": methods.SPOTIS(bounds),
        "balanced_spotis": methods.BalancedSPOTIS(bounds, middle),
        "promethee_ii": methods.PROMETHEE_II("usual"),
        "aras": methods.ARAS(),
        "aroman": methods.AROMAN(),
        "cocoso": methods.COCOSO(),
        "codas": methods.CODAS(),
        "comet": comet,
        "edas": methods.EDAS(),
        "ervd": methods.ERVD(middle),
        "lmaw": methods.LMAW(),
        "lopm": methods.LoPM(),
        "mabac": methods.MABAC(),
        "mairca": methods.MAIRCA(),
        "marcos": methods.MARCOS(),
        "moora": methods.MOORA(),
        "ocra": methods.OCRA(),
        "probid": methods.PROBID(),
        "sprobid": methods.SPROBID(),
        "rafsi": methods.RAFSI(bounds[:, 1], bounds[:, 0]),
        "ram": methods.RAM(),
        "rim": methods.RIM(bounds),
    }
    given = parameters(x)
    return {name: (method, given.get(name, {})) for name, method in found.items()}


def scikit_criteria(x, s):
    """Return scikit-criteria's bare functions of weights, on matrices that are scaled beforehand, once for all weights."""
    from skcriteria.agg import (
        aras,
        cocoso,
        codas,
        copras,
        edas,
        ervd,
        mabac,
        mairca,
        marcos,
        moora,
        ocra,
        probid,
        ram,
        rim,
        simple,
        spotis,
        topsis,
        vikor,
        waspas,
    )
    from skcriteria.preprocessing import invert_objectives, scalers

    inverted = invert_objectives.InvertMinimize()._invert(x, s < 0)
    ratios = invert_objectives.BenefitCostInverter()._invert(x, s < 0)
    minmax = scalers.matrix_scale_by_cenit_distance(x, s)
    vector, shares, inverse_shares = (
        scalers.scale_by_vector(x, axis=0),
        scalers.scale_by_sum(x, axis=0),
        scalers.scale_by_sum(inverted, axis=0),
    )
    best = np.where(s > 0, x.max(axis=0), x.min(axis=0))
    with_optimum = scalers.scale_by_sum(np.vstack([best ** np.where(s > 0, 1, -1), inverted]), axis=0)
    bounds = np.stack([x.min(axis=0), x.max(axis=0)], axis=-1)
    reference = bounds.mean(axis=-1) / x.sum(axis=0)
    equal = np.full(len(x), 1 / len(x))
    ranker = vikor.VIKOR(use_compromise_set=False)

    def unheard(w):
        with contextlib.redirect_stdout(io.StringIO()):
            return marcos.marcos(x, s, w)[2]

    return {
        "wsm": lambda w: simple.wsm(inverse_shares, w)[1],
        "wpm": lambda w: 10 ** simple.wpm(inverse_shares, w)[1],
        "waspas": lambda w: waspas.waspas(ratios, w, 0.5)[-1],
        "topsis": lambda w: topsis.topsis(vector, s, w)[-1],
        "vikor": lambda w: ranker._evaluate_data(matrix=x, objectives=s, weights=w)[1]["q_k"],
        "spotis": lambda w: spotis.spotis(x, w, bounds, best)[1]["score"],
        "aras": lambda w: aras.aras(with_optimum[1:], w, with_optimum[0])[2],
        "cocoso": lambda w: cocoso.cocoso(minmax, w, 0.5)[1],
        "codas": lambda w: codas.codas(ratios, w, 0.02)[1],
        "copras": lambda w: copras.copras(shares, w, s)[1] / 100,
        "edas": lambda w: edas.edas(x, w, s)[1],
        "ervd": lambda w: ervd.ervd(shares, s, w, reference, 0.88, 2.25, "cityblock", True)[1],
        "mabac": lambda w: mabac.mabac(minmax, w)[1],
        "mairca": lambda w: mairca.mairca(x, s, w, equal)[1],
        "marcos": unheard,
        "moora": lambda w: moora.ratio(vector, s, w)[1],
        "moora_reference": lambda w: moora.refpoint(vector, s, w)[1],
        "multimoora": lambda w: moora.multimoora(vector, s, w)[0],
        "ocra": lambda w: ocra.ocra_performance(x, s, w)[1],
        "probid": lambda w: probid.probid(vector, s, w)[-1],
        "sprobid": lambda w: probid.simplifiedprobid(vector, s, w)[-1],
        "ram": lambda w: ram.ram(shares, s, w)[-1],
        "rim": lambda w: rim._rim(x, w, np.stack([best, best], axis=-1), bounds)[1]["score"],
    }


def pyrepo_mcda(x):
    """Return pyrepo-mcda's methods, called as (x, w, s)."""
    from pyrepo_mcda import mcda_methods as methods
    from pyrepo_mcda import normalizations
    from pyrepo_mcda.mcda_methods.multimoora import MULTIMOORA_RP

    setattr(np, "product", np.prod)  # noqa: B010 - NumPy 2 has dropped the name, and MABAC calls it
    bounds = np.stack([x.min(axis=0), x.max(axis=0)])
    motives = {1: "m", -1: "dm"}
    vmcm = methods.VMCM()

    def vmcm_of_quartiles(x, w, s):
        lower, upper = np.quantile(vmcm._normalization(x) * w, [0.25, 0.75], axis=0)
        return vmcm(x, w, s, np.where(s > 0, upper, lower), np.where(s > 0, lower, upper))

    return {
        "wsm": methods.SAW(normalizations.sum_normalization),
        "waspas": methods.WASPAS(),
        "topsis": methods.TOPSIS(normalizations.vector_normalization),
        "vikor": methods.VIKOR(),
        "spotis": lambda x, w, s: methods.SPOTIS()(x, w, s, bounds),
        "promethee_ii": methods.PROMETHEE_II(),
        "prosa_c": methods.PROSA_C(),
        "pvm": lambda x, w, s: methods.PVM()(x, w, [motives[sense] for sense in s.astype(int).tolist()]),
        "vmcm": vmcm_of_quartiles,
        "aras": methods.ARAS(),
        "cocoso": methods.COCOSO(),
        "codas": methods.CODAS(),
        "copras": methods.COPRAS(),
        "cradis": methods.CRADIS(),
        "edas": methods.EDAS(),
        "mabac": methods.MABAC(),
        "marcos": methods.MARCOS(),
        "moora": methods.MULTIMOORA_RS(),
        "moora_reference": MULTIMOORA_RP(),
    }


def looped(x, s):
    """Return for every method the peers' calls that take one weight vector; pymcdm's without validation."""
    found = {}
    for peer, calls in (
        ("pymcdm", {name: lambda w, call=call: call(x, w, s, validation=False) for name, (call, _) in pymcdm(x).items()}),
        ("scikit-criteria", scikit_criteria(x, s)),
        ("pyrepo-mcda", {name: lambda w, call=call: call(x, w, s) for name, call in pyrepo_mcda(x).items()}),
    ):
        for name, call in calls.items():
            found.setdefault(name, {})[peer] = call
    return found
