"""What a kind of result is tried by: small ones, and whether what a forgery of one claims is so after all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any

import mcda_orch as mo
from mcda_orch.exact.claims import Call, Repeated, same
from mcda_orch.robust.evidence.question import Question, asked

NAMES, CRITERIA = ("Ant", "Bee", "Cat"), ("quality", "price:min", "speed")
MATRIX = mo.DecisionMatrix([[7, 300, 2], [9, 400, 1], [5, 350, 2]], NAMES, CRITERIA)
OTHER = mo.DecisionMatrix([[7, 310, 1], [6, 380, 4], [9, 350, 2]], NAMES, CRITERIA)
WEIGHTS, ELSE = {"quality": 3, "price": 2, "speed": 1}, {"quality": 1, "price": 1, "speed": 2}
KNOWN = mo.WeightSet(MATRIX).order("quality > speed").bounds({"price": (0.2, 0.5)})
BLANK = mo.DecisionMatrix([[7, 300, 2], [9, None, 1], [5, 350, None]], NAMES, CRITERIA)
OTHER_BLANK = mo.DecisionMatrix([[None, 310, 1], [6, 380, 4], [9, None, 2]], NAMES, CRITERIA)
DRAWS = 40

Pair = tuple[Any, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of result: small ones with others of the same kind, and whether what a forgery claims is so after all."""

    cases: Callable[[], Iterator[tuple[str, Pair]]]
    honest: Callable[[Any], bool]


def both(ask: Callable[..., Any], *more: Any, **named: Any) -> Pair:
    """Ask the same of two tables; the second with other weights where weights are given."""
    return ask(MATRIX, *more, **named), ask(OTHER, *[ELSE if m is WEIGHTS else m for m in more], **named)


def methods(ask: Callable[..., Any], *more: Any, **named: Any) -> Iterator[tuple[str, Pair]]:
    """Ask by methods that are linear in their weights, that are a ratio of linear forms, and by another."""
    for name in ("wsm", "topsis", "edas"):
        yield name, both(ask, name, *more, **named)


def sets(ask: Callable[..., Any], **named: Any) -> Iterator[tuple[str, Pair]]:
    """Ask over all weights and over a set of them; of draws there are few."""
    yield from methods(ask, draws=DRAWS, **named)
    for name in ("wsm", "topsis"):
        yield f"{name} over a set", both(ask, name, KNOWN, draws=DRAWS, **named)


def parts_same(forged: Any, fresh: Any, free: tuple[str, ...] = ("tie",)) -> bool:
    """Tell whether all parts are those of a fresh answer to the forgery's own question, but for those that are checked apart."""
    return type(forged) is type(fresh) and all(
        same(getattr(forged, f.name), getattr(fresh, f.name)) for f in fields(fresh) if f.name not in free
    )


def fresh_question(forged: Question, weighed: bool) -> Question:
    """Ask the forgery's question again, of its table with its weights and its policy."""
    t = forged.task
    problem = mo.Problem(
        t.matrix, t.weights if weighed else None, t.blanks, params={forged.method.name: dict(t.params)} if t.params else None
    )
    return asked(problem, forged.method, None, None, needs_weights=weighed)


def alike(forged: Question, fresh: Question) -> bool:
    """Tell whether a question is the same but for how its parameters were given, which is not asked again."""
    return parts_same(forged, fresh, ("params", "seal"))


def answers_again(forged: Repeated) -> bool:
    """Tell whether a forgery holds what its own question, which may be another one now, gives."""
    return isinstance(forged.call, Call) and parts_same(forged, forged.call.again(), ("tie", "call"))
