"""Sum of ranks: one point for every alternative that is beaten on a criterion."""

from typing import Any

from mcda_orch.laws import facts as fact
from mcda_orch.laws import scores as law
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.plugin import method

_KEEPS = [law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.order_only]
_KEEPS += [law.mirror, law.sole_criterion, law.ignores_zero_weight, law.splitting]
_BREAKS = [law.independent, law.dominated_newcomer, law.clone_proof, law.bounded, law.continuous, law.direction_free]


@method(SCORE, keeps=_KEEPS, breaks=_BREAKS, facts=[fact.order, fact.shares], cite="borda1784")
def borda_points(x: Any, w: Any, s: Any) -> Any:
    """Weighted number of alternatives that an alternative beats, less those that beat it."""
    oriented = x * s[..., None, :]
    beats = (oriented[..., :, None, :] > oriented[..., None, :, :]) * 1.0
    return ((beats - beats.swapaxes(-3, -2)).sum(-2) * w[..., None, :]).sum(-1)
