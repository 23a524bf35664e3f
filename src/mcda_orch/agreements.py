"""Coefficients by name: ``mo.agreements.kendall_tau_b`` compares rankings, ``mo.agreements.wsc`` weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .plugin.lookup import offered

if TYPE_CHECKING:  # a module is imported when its name is first asked for
    from .agreement.ap_correlation import ap_correlation
    from .agreement.cayley import cayley
    from .agreement.drastic_ws import drastic_ws
    from .agreement.footrule import footrule
    from .agreement.frobenius import frobenius
    from .agreement.goodman_kruskal_gamma import goodman_kruskal_gamma
    from .agreement.jensen_shannon import jensen_shannon
    from .agreement.kemeny_distance import kemeny_distance
    from .agreement.kendall_tau_b import kendall_tau_b
    from .agreement.rank_biased_overlap import rank_biased_overlap
    from .agreement.somers_d import somers_d
    from .agreement.spearman import spearman
    from .agreement.tau_x import tau_x
    from .agreement.top_k_overlap import top_k_overlap
    from .agreement.weighted_kendall import weighted_kendall
    from .agreement.weighted_spearman import weighted_spearman
    from .agreement.ws import ws
    from .agreement.wsc import wsc
    from .agreement.wsc2 import wsc2

__all__ = [
    "ap_correlation",
    "cayley",
    "drastic_ws",
    "footrule",
    "frobenius",
    "goodman_kruskal_gamma",
    "jensen_shannon",
    "kemeny_distance",
    "kendall_tau_b",
    "rank_biased_overlap",
    "somers_d",
    "spearman",
    "tau_x",
    "top_k_overlap",
    "weighted_kendall",
    "weighted_spearman",
    "ws",
    "wsc",
    "wsc2",
]

SECOND = ("jensen_shannon", "wsc", "wsc2")
"""Those that compare weights; the others compare rankings."""


def __getattr__(name: str) -> Any:
    """Return a coefficient, one of another package too, or say what a wrong guess leads to."""
    return offered(__name__, name)


def __dir__() -> list[str]:
    return __all__
