"""Certificates of corrections: what makes published figures agree with their cells, and that nothing smaller does."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from typing import Any

from .posed import Posed, unproved
from .proofs import contradiction, somewhere, span

__all__ = ["slip_claims"]

SYSTEMS = 300
"""Ways to leave figures out, or to exchange two, up to which each is proved to do or not to do."""


def slip_claims(here: Posed, found: Any) -> None:
    """Add what an ``Audit`` claims of figures that no weights explain."""
    part, slips = here.part, found.all_slips
    n, size = len(part.names), len(slips[0].rows) if slips else 2
    few = found.complete and sum(comb(n, k) for k in range(1, size + 1)) <= SYSTEMS
    if not (few and all(_claimed(here, "omissions", k) for k in range(1, size + 1))):
        unproved(here, "that no smaller corrections do", [s.rows for s in slips])
    for slip in slips if found.known is not None else ():
        rest = [f for f in part.facts() if not set(f[0]) & set(slip.rows)]
        for name in slip.rows:
            row = part.rows[part.names.index(name)]
            if None not in row:
                here.claim("points", alternative=name, without=slip.rows, span=span(rest, row))
    if found.known is not None and not (comb(n, 2) <= SYSTEMS and _claimed(here, "exchanges", 2)):
        unproved(here, "which figures can have been exchanged", found.swaps)
    unproved(here, "corrections in whole numbers, and what caused them", [[s.rows, s.whole, s.causes] for s in slips])
    unproved(here, "which cells can have been misread", [str(cell) for cell in found.cells])
    unproved(here, "what else would explain the figures", found.otherwise)


def _claimed(here: Posed, of: str, size: int) -> bool:
    verdicts = [_verdict(facts) for _, facts in here.part.systems(of, size)]
    return here.claim_if_short("variants", of=of, size=size, verdicts=verdicts)


def _verdict(facts: Sequence[Any]) -> dict[str, Any]:
    """Return weights within limits, or the proof that there are none."""
    w = somewhere(facts)
    return {"points": [] if w is None else [w], "only": False, "multipliers": contradiction(facts) if w is None else None}
