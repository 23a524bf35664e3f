"""What a forgery's own question gives, asked again: the facts must be the same, and the proofs must be some."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import mcda_orch as mo
from mcda_orch.exact.claims import same
from mcda_orch.exact.fewest import Fewest
from mcda_orch.exact.verdict import Verdict
from mcda_orch.plugin.kernel import Plugin
from mcda_orch.robust.evidence.lead import Lead
from mcda_orch.robust.evidence.question import Question
from mcda_orch.robust.weights.rank_ranges import RankRange

from .evidence import lead_true, worded
from .exact import fewest_true, verdict_true
from .kind import alike, fresh_question

FACTS: dict[type, tuple[str, ...]] = {
    Verdict: ("programme", "status", "value"),
    Lead: ("alternative", "margin"),
    Fewest: ("forms", "within", "strict", "proved", "bound"),
    RankRange: ("best", "worst", "best_proof", "worst_proof"),
}
"""Of proofs, what they are the proofs of: other numbers may prove the same."""
PROOFS: dict[type, Callable[[Any], bool]] = {Verdict: verdict_true, Fewest: fewest_true, Lead: lead_true}


def said(value: Any) -> Any:
    """Return what a value says: all its parts, but of proofs the facts alone."""
    facts = FACTS.get(type(value))
    if is_dataclass(value) and not isinstance(value, (Plugin, Question, mo.WeightSet)):
        names = facts or [f.name for f in fields(value) if f.name != "tie"]
        return (type(value).__name__, *((name, said(getattr(value, name))) for name in names))
    if isinstance(value, Mapping) and not isinstance(value, mo.WeightSet):
        return tuple((key, said(item)) for key, item in value.items())
    return tuple(map(said, value)) if type(value) is tuple else value


def proofs(value: Any) -> Iterator[Any]:
    """Yield the proofs in a value, however deep."""
    if type(value) in FACTS:
        yield value
    elif is_dataclass(value) and not isinstance(value, (Plugin, Question, mo.WeightSet)):
        yield from (p for f in fields(value) for p in proofs(getattr(value, f.name)))
    elif isinstance(value, Mapping):
        yield from (p for item in value.values() for p in proofs(item))
    elif isinstance(value, tuple):
        yield from (p for item in value for p in proofs(item))


def again(ask: Callable[[Any, Question], Any], weighed: bool = False) -> Callable[[Any], bool]:
    """Return whether a forgery says what its own question gives, by proofs that are some."""

    def honest(forged: Any) -> bool:
        question = fresh_question(forged.question, weighed)
        if not alike(forged.question, question) or not worded(getattr(forged, "known", None) or mo.WeightSet(["any"])):
            return False
        fresh = ask(forged, question)
        told = all(
            same(said(getattr(forged, f.name)), said(getattr(fresh, f.name))) for f in fields(fresh) if f.name not in {"tie", "question"}
        )
        return told and all(PROOFS[type(p)](p) for p in proofs(forged) if type(p) in PROOFS)

    return honest


def of_set(ask: Callable[..., Any]) -> Callable[[Any, Question], Any]:
    """Return how an answer over a set of weights is asked for again."""
    return lambda f, q: ask(q.task.matrix, q.method, f.known, q.task.blanks, draws=f.draws or None, rng=f.streams)
