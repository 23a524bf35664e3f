"""What an audit found, as plain mappings and lists."""

from __future__ import annotations

from typing import Any

from .findings import Findings
from .wording import exact_plain

__all__ = ["document_of"]


def document_of(audit: Findings) -> dict[str, Any]:
    """Return everything ready for JSON; fractions as text, what is not known as None."""
    fillings = audit.fillings
    return {
        "schema": "mcda_orch.audit",
        "version": 1,
        "problem": audit.problem.name,
        "method": audit.method,
        "evidence": "ranking" if audit.ranking is not None else "scores",
        "rounding": None if audit.known is None else audit.known.rounding,
        "blanks": str(audit.policy),
        "consistent": audit.consistent,
        "unique": audit.unique,
        "weights": exact_plain(None if audit.weights is None else audit.weights.exact),
        "intervals": {c: [exact_plain(v) for v in limits] for c, limits in audit.intervals.items()},
        "stated_weights_agree": audit.agrees,
        "missed": [{"alternative": m.alternative, "recomputed": str(m.recomputed), "by": str(m.by)} for m in audit.missed],
        "otherwise": list(audit.otherwise),
        "left_out": list(audit.left_out),
        "undetermined": list(audit.undetermined),
        "contradiction": None if audit.refutation is None else exact_plain(audit.refutation.combination),
        "policies": {
            key: {
                "status": p.status,
                "weights": exact_plain(None if p.weights is None else p.weights.exact),
                "unique": p.unique,
                "rows": list(p.rows),
                "why": p.why,
                "contradiction": None if p.refutation is None else exact_plain(p.refutation.combination),
            }
            for key, p in audit.policies.items()
        },
        "inferred_blanks": None
        if audit.blanks is None
        else {
            "weights": {c: [exact_plain(v) for v in limits] for c, limits in audit.blanks.intervals.items()},
            "integer": [dict(w) for w in audit.blanks.integer],
            "points": [
                {"alternative": r.alternative, "criteria": list(r.criteria), "low": exact_plain(r.low), "high": exact_plain(r.high)}
                for r in audit.blanks.ranges
            ],
        },
        "fillings": None if fillings is None else {"all": len(fillings), **fillings.counts},
        "parity": [dict(check) for check in audit.parity],
        "distance": audit.distance,
        "detects": audit.detects,
        "corrects": audit.corrects,
        "detectable": dict(audit.detectable),
        "slips": [
            {
                "rows": list(s.rows),
                "published": exact_plain(s.published),
                "corrected": {n: [exact_plain(v) for v in limits] for n, limits in s.corrected.items()},
                "weights": exact_plain(None if s.weights is None else s.weights.exact),
                "whole": s.whole,
                "causes": list(s.causes),
            }
            for s in audit.slips
        ],
        "cells": [
            {"alternative": c.alternative, "cells": {k: [str(a), str(b)] for k, a, b in zip(c.criteria, c.was, c.value, strict=True)}}
            for c in audit.cells
        ],
        "swapped": [list(pair) for pair in audit.swaps],
        "remarks": list(audit.remarks),
    }
