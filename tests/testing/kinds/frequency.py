"""Answers that rest on random draws: how often an alternative has a rank."""

from collections.abc import Iterator

import mcda_orch as mo
from mcda_orch.exact.claims import Claimed

from .kind import BLANK, DRAWS, KNOWN, MATRIX, OTHER, OTHER_BLANK, WEIGHTS, Kind, Pair, answers_again, both


def values() -> Iterator[tuple[str, Pair]]:
    yield "uta_gms", tuple(mo.ror_smaa(mo.uta_gms(m, said), DRAWS) for m, said in ((MATRIX, "Ant > Bee"), (OTHER, "Bee > Cat")))


def samples() -> Iterator[tuple[str, Pair]]:
    for name in ("wsm", "topsis"):
        yield name, both(mo.smaa, name, None, DRAWS)
    yield "a set", both(mo.smaa, "wsm", KNOWN, DRAWS)
    yield "cells", tuple(mo.smaa(m, "wsm", WEIGHTS, DRAWS, blanks="levels") for m in (BLANK, OTHER_BLANK))


KINDS: dict[type[Claimed], Kind] = {mo.Smaa: Kind(samples, answers_again), mo.RorSmaa: Kind(values, answers_again)}
