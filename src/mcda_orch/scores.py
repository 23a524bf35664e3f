"""Methods by name: ``mo.topsis``, ``mo.wsm``; and ``mo.scores(table, "topsis", weights)``, the scores of a table of any size."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from .plugin.lookup import offered

if TYPE_CHECKING:  # a module is imported when its name is first asked for
    from .methods.scores.ahp import ahp
    from .methods.scores.aras import aras
    from .methods.scores.aroman import aroman
    from .methods.scores.balanced_spotis import balanced_spotis
    from .methods.scores.choquet import choquet
    from .methods.scores.cocoso import cocoso
    from .methods.scores.codas import codas
    from .methods.scores.comet import comet
    from .methods.scores.copras import copras
    from .methods.scores.cradis import cradis
    from .methods.scores.daria import daria
    from .methods.scores.dea import dea
    from .methods.scores.edas import edas
    from .methods.scores.ervd import ervd
    from .methods.scores.extended_aroman import extended_aroman
    from .methods.scores.fuca import fuca
    from .methods.scores.gra import gra
    from .methods.scores.hurwicz import hurwicz
    from .methods.scores.lexicographic import lexicographic
    from .methods.scores.lmaw import lmaw
    from .methods.scores.lopm import lopm
    from .methods.scores.mabac import mabac
    from .methods.scores.mairca import mairca
    from .methods.scores.mara import mara
    from .methods.scores.marcos import marcos
    from .methods.scores.mare import mare
    from .methods.scores.maut import maut
    from .methods.scores.maximax import maximax
    from .methods.scores.maximin import maximin
    from .methods.scores.moora import moora
    from .methods.scores.moora_reference import moora_reference
    from .methods.scores.moosra import moosra
    from .methods.scores.multimoora import multimoora
    from .methods.scores.multiplicative import multiplicative
    from .methods.scores.multiplicative_utility import multiplicative_utility
    from .methods.scores.non_dominated_sorting import non_dominated_sorting
    from .methods.scores.ocra import ocra
    from .methods.scores.owa import owa
    from .methods.scores.piv import piv
    from .methods.scores.probid import probid
    from .methods.scores.promethee_ii import promethee_ii
    from .methods.scores.prosa_c import prosa_c
    from .methods.scores.psi import psi
    from .methods.scores.pvm import pvm
    from .methods.scores.r_method import r_method
    from .methods.scores.rafsi import rafsi
    from .methods.scores.ram import ram
    from .methods.scores.rawec import rawec
    from .methods.scores.rim import rim
    from .methods.scores.rov import rov
    from .methods.scores.seca import seca
    from .methods.scores.simple_wisp import simple_wisp
    from .methods.scores.simus import simus
    from .methods.scores.smart import smart
    from .methods.scores.spotis import spotis
    from .methods.scores.sprobid import sprobid
    from .methods.scores.sugeno import sugeno
    from .methods.scores.todim import todim
    from .methods.scores.topsis import topsis
    from .methods.scores.vikor import vikor
    from .methods.scores.vmcm import vmcm
    from .methods.scores.waspas import waspas
    from .methods.scores.weighted_harmonic import weighted_harmonic
    from .methods.scores.wisp import wisp
    from .methods.scores.wpm import wpm
    from .methods.scores.wsm import wsm

__all__ = [
    "ahp",
    "aras",
    "aroman",
    "balanced_spotis",
    "choquet",
    "cocoso",
    "codas",
    "comet",
    "copras",
    "cradis",
    "daria",
    "dea",
    "edas",
    "ervd",
    "extended_aroman",
    "fuca",
    "gra",
    "hurwicz",
    "lexicographic",
    "lmaw",
    "lopm",
    "mabac",
    "mairca",
    "mara",
    "marcos",
    "mare",
    "maut",
    "maximax",
    "maximin",
    "moora",
    "moora_reference",
    "moosra",
    "multimoora",
    "multiplicative",
    "multiplicative_utility",
    "non_dominated_sorting",
    "ocra",
    "owa",
    "piv",
    "probid",
    "promethee_ii",
    "prosa_c",
    "psi",
    "pvm",
    "r_method",
    "rafsi",
    "ram",
    "rawec",
    "rim",
    "rov",
    "seca",
    "simple_wisp",
    "simus",
    "smart",
    "spotis",
    "sprobid",
    "sugeno",
    "todim",
    "topsis",
    "vikor",
    "vmcm",
    "waspas",
    "weighted_harmonic",
    "wisp",
    "wpm",
    "wsm",
]


def __getattr__(name: str) -> Any:
    """Return a method, one of another package too, or say what a wrong guess leads to."""
    return offered(__name__, name)


def __dir__() -> list[str]:
    return __all__


class _Scores(ModuleType):
    """The list of methods, which is called as what they all do."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Score all rows of a table; see :func:`mcda_orch.large.scores.scores`, which stands above this list."""
        return import_module("mcda_orch.large.scores").scores(*args, **kwargs)


sys.modules[__name__].__class__ = _Scores
