"""Methods by name: ``mo.topsis``, ``mo.wsm``."""

from .methods.scores.ahp import ahp
from .methods.scores.maximin import maximin
from .methods.scores.promethee_ii import promethee_ii
from .methods.scores.spotis import spotis
from .methods.scores.topsis import topsis
from .methods.scores.vikor import vikor
from .methods.scores.waspas import waspas
from .methods.scores.wpm import wpm
from .methods.scores.wsm import wsm

__all__ = [
    "ahp",
    "maximin",
    "promethee_ii",
    "spotis",
    "topsis",
    "vikor",
    "waspas",
    "wpm",
    "wsm",
]
