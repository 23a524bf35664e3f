"""Rules of consensus by name: ``mo.rules.kemeny``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .plugin.lookup import offered

if TYPE_CHECKING:  # a module is imported when its name is first asked for
    from .consensus.borda import borda
    from .consensus.bradley_terry import bradley_terry
    from .consensus.condorcet_loser import condorcet_loser
    from .consensus.condorcet_winner import condorcet_winner
    from .consensus.copeland import copeland
    from .consensus.dodgson import dodgson
    from .consensus.dominance_directed_graph import dominance_directed_graph
    from .consensus.half_quadratic import half_quadratic
    from .consensus.kemeny import kemeny
    from .consensus.mean_rank import mean_rank
    from .consensus.median_rank import median_rank
    from .consensus.minimax import minimax
    from .consensus.plackett_luce import plackett_luce
    from .consensus.ranked_pairs import ranked_pairs
    from .consensus.reciprocal_rank_fusion import reciprocal_rank_fusion
    from .consensus.schulze import schulze
    from .consensus.slater import slater
    from .consensus.smith_set import smith_set

__all__ = [
    "borda",
    "bradley_terry",
    "condorcet_loser",
    "condorcet_winner",
    "copeland",
    "dodgson",
    "dominance_directed_graph",
    "half_quadratic",
    "kemeny",
    "mean_rank",
    "median_rank",
    "minimax",
    "plackett_luce",
    "ranked_pairs",
    "reciprocal_rank_fusion",
    "schulze",
    "slater",
    "smith_set",
]


def __getattr__(name: str) -> Any:
    """Return a rule, one of another package too, or say what a wrong guess leads to."""
    return offered(__name__, name)


def __dir__() -> list[str]:
    return __all__
