"""Who can win: the part of all weights with which each alternative is first, with a witness or a proof that it never is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ...certificates.posed import certificate_text
from ...certificates.weights import first_place_claims
from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.report import Report, amount, brief, listed, plain
from ...core.table import Table
from ...core.weights import Weights
from ...errors import LabelError, did_you_mean
from ...exact.claims import Check, Claimed, How, same
from ...plugin.subject import subject
from ...sampling.streams import Streams
from ...sampling.weight_set import WeightSet
from ..evidence.dominated import Dominated
from ..evidence.doubles import doubles
from ..evidence.lead import Lead
from ..evidence.question import Question, allowed, asked, belongs
from ..evidence.ratio import NeverAhead
from .first_place_regions import regions

if TYPE_CHECKING:
    from ...plugin.plugin import Method
    from ...sampling.streams import Seed

__all__ = ["FirstPlace", "first_place"]

SHOWN = 12
"""Alternatives that a sentence names, at most."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FirstPlace(Claimed, Report):
    """The part of the weights with which each alternative is first.

    Attributes
    ----------
    shares : mapping of str to Fraction or float
        Parts of the weight set; they sum to one. Where alternatives tie they share, which matters only for those that
        tie everywhere: other ties happen at weights that have no volume.
    standard_errors : mapping of str to float
    witnesses : mapping of str to mapping of str to Fraction
        Shares of the criteria with which an alternative is first alone (or with its doubles), for each that can be.
    certificates : mapping of str to Lead, NeverAhead or Dominated
        For each that never is ahead of all others, the proof: a mixture of rivals; for a method that is a ratio of linear
        forms a mixture for every level of the ratio; for others a rival that is nowhere worse.
    known : WeightSet
    draws : int
        How many weights were drawn; 0 where shares are exact.
    streams : Streams
        Where the draws started.
    """

    shares: Mapping[str, Fraction | float]
    standard_errors: Mapping[str, float]
    witnesses: Mapping[str, Mapping[str, Fraction]]
    certificates: Mapping[str, Lead | NeverAhead | Dominated]
    known: WeightSet
    draws: int
    streams: Streams
    question: Question
    tie: str = ""

    def __post_init__(self) -> None:
        if not self.tie:
            object.__setattr__(self, "tie", self.question.tie(self.known))

    @property
    def method(self) -> str:
        """Name of the method."""
        return self.question.method.name

    @property
    def exact(self) -> bool:
        """Whether the shares are exact; otherwise they are means of draws, with standard errors."""
        return not self.draws

    def __getitem__(self, name: str) -> Fraction | float:
        """Return the share of one alternative."""
        if name not in self.shares:
            raise LabelError(f"there is no alternative {name!r}.", hint=did_you_mean(name, self.shares))
        return self.shares[name]

    @property
    def proved(self) -> bool:
        """Whether every alternative has a witness or a certificate, as with every method that is linear in its weights."""
        return not self.unsettled

    @property
    def winners(self) -> tuple[str, ...]:
        """Alternatives that some weights put first, the one with the largest share first."""
        return tuple(sorted(self.witnesses, key=lambda n: -self.shares[n]))

    @property
    def level(self) -> tuple[str, ...]:
        """Alternatives that are never ahead, and draw level with the first at most."""
        return tuple(n for n, c in self.certificates.items() if c.margin == 0)

    @property
    def never(self) -> tuple[str, ...]:
        """Alternatives that no weights put first, not even in a tie."""
        return tuple(n for n, c in self.certificates.items() if c.margin < 0)

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Alternatives that were not found in the first place, without a proof that they never are there."""
        return tuple(n for n in self.shares if n not in self.witnesses and n not in self.certificates)

    def checks(self) -> Iterator[Check]:
        """Yield who can win, by witnesses; who cannot, by proofs; and how large the parts are."""
        question, known = self.question, self.known
        yield question.check(known, self.tie)
        for name, found in self.witnesses.items():
            yield Check(f"{name} can be first, as at the weights shown", "witness", self._first(name, found))
        for name, proof in self.certificates.items():
            never = proof.margin <= 0 and self.shares[name] == 0
            yield Check(str(proof), "proof", never and proof.alternative == name and belongs(proof, question, known) and proof.verify())
        again = regions(question, known, self.exact, self.draws or None, self.streams.generator())
        how: How = "recount" if self.exact else "replay"
        parts = f"exact volumes {known.scope}" if self.exact else f"those of {self.draws} random weights out of {known.extent}"
        for part, said in (
            ("shares", f"the parts are {parts}"),
            ("standard_errors", "the errors are theirs"),
            ("draws", "so many were drawn"),
        ):
            yield Check(said, how, same(getattr(self, part), getattr(again, part)))
        settled = same((self.witnesses, self.certificates), (again.witnesses, again.certificates))
        yield Check("every alternative has the witness or the proof that the same question finds, or neither", how, settled)

    def _first(self, name: str, found: Mapping[str, Fraction]) -> bool:
        question, w = self.question, self.known.shares(found)
        if w is None:
            return False
        level = set(question.levels(w)[0])
        alone = {question.at(name), *doubles(question, self.known, name)}
        return question.at(name) in level and (question.rows is None or level <= alone)

    @property
    def table(self) -> Table:
        """A row an alternative, the one with the largest share first: the share, a witness or a proof."""
        order = [*self.winners, *self.level, *self.never, *self.unsettled]
        heads = ["alternative", "first with", "fraction" if self.exact else "+-", "why"]
        rows = []
        for name in order:
            share = self.shares[name]
            spread = brief(share) if isinstance(share, Fraction) else f"{100 * self.standard_errors[name]:.2g} %"
            rows.append((name, f"{float(100 * share):.3g} %", spread, self._why(name)))
        return Table(tuple(heads), tuple(rows), f"Part of {self.known.extent} with which each is first by {self.method}")

    def _why(self, name: str) -> str:
        if name in self.witnesses:
            w = sorted(self.witnesses[name].items(), key=lambda item: -item[1])
            head = ", ".join(f"{c} {float(100 * v):.3g} %" for c, v in w[:3] if v)
            return f"for instance with {head}{', ...' if len([v for _, v in w if v]) > 3 else ''}"
        if name in self.certificates:
            return self.certificates[name].why
        return "not found in the first place"

    @property
    def tables(self) -> tuple[Table, ...]:
        """The one table."""
        return (self.table,)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Who can win, who cannot, and how sure that is."""
        said = []
        winners = self.winners
        if len(winners) == 1 and not self.unsettled and len(self.shares) > 1:
            within = self.known.scope
            rest = "the others can draw level at most" if self.level else "no other ever draws level"
            said.append(f"{winners[0]} is first {within}; {rest}.")
        elif winners:
            parts = [f"{n} with {amount(self.shares[n]) if self.shares[n] else 'too small a part to be drawn'}" for n in winners[:SHOWN]]
            how = ":" if len(winners) <= SHOWN else ", most often"
            said.append(f"{len(winners)} of {len(self.shares)} can be first{how} {listed(parts)} of the weights.")
        alike = [n for n in self.witnesses if any(self.question.names[k] in self.witnesses for k in doubles(self.question, self.known, n))]
        if alike:
            said.append(f"{listed(alike)} have doubles that tie with them at all weights, and share the first place with them.")
        if not self.exact:
            said.append(f"The shares are means of {self.draws} random weights, within two standard errors in 19 cases of 20.")
        if self.unsettled:
            were = "was" if len(self.unsettled) == 1 else "were"
            said.append(f"{listed(self.unsettled)} {were} not found in the first place; that is no proof that they cannot be.")
        return (*said, *self.question.notes)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; fractions are text."""
        return {
            "schema": "mcda_orch.first_place",
            "version": 1,
            "method": self.method,
            "exact": self.exact,
            "proved": self.proved,
            "statements": list(self.known.told),
            "shares": plain(dict(self.shares)),
            "standard_errors": dict(self.standard_errors),
            "witnesses": plain(dict(self.witnesses)),
            "certificates": {n: c.document() for n, c in self.certificates.items()},
            "unsettled": list(self.unsettled),
            "draws": self.draws,
        }

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(first_place_claims(self))

    def __repr__(self) -> str:
        return "FirstPlace(" + ", ".join(f"{n} {float(self.shares[n]):.3g}" for n in self.winners) + ")"


@told
def first_place(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    weights: WeightSet | Weights | Mapping[str, float] | None = None,
    blanks: BlanksLike = None,
    *,
    exact: bool | None = None,
    draws: int | None = None,
    rng: Seed = 0,
) -> FirstPlace:
    """Say with which part of all weights each alternative is first, and why those that never are never are.

    For a method that is linear in its weights the regions are polytopes. Their volumes are exact where they have up to
    some hundred corners (as a rule up to eight or nine free weights, more where the data are simple, fewer where numbers are
    long), and means of draws beyond; every witness and every proof is exact in any case. For other methods the shares are means of draws. Of the
    alternatives that were not drawn in the first place, a method that is a ratio of two linear forms, such as TOPSIS,
    finds weights that put them there or proves that none do (:class:`~mcda_orch.robust.evidence.ratio.NeverAhead`). For the others
    a rival that is nowhere worse is proof enough where the method keeps the law of dominance; else a search goes on, and
    what it does not find stays unsettled.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
    method : Method or str, optional
        The method that the published scores of a problem claim to come from, unless given.
    weights : WeightSet, optional
        All shares, unless given.
    blanks : as for the method
    exact : bool, optional
        True insists on exact shares, however long that takes; False draws.
    draws : int, optional
        How many weights are drawn where shares are not exact.
    rng : seed or Generator, default 0
        Where the draws start: the same seed gives the same draws, None new ones every time.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> problem = mo.load("orchestrators")
    >>> rest = problem.matrix.select([n for n in problem.matrix.names if n != "Metaflow"])
    >>> found = first_place(rest, mo.wsm, blanks=0)
    >>> found["Prefect"], found.winners[-1], found.certificates["Luigi"].verify()
    (Fraction(1683, 15680), 'ZenML', True)
    """
    question = asked(subject(problem, "first_place", method), method, None, blanks, needs_weights=False)
    known = allowed(question, weights)
    streams = Streams.of(rng)
    found = regions(question, known, exact, draws, streams.generator())
    return FirstPlace(found.shares, found.standard_errors, found.witnesses, found.certificates, known, found.draws, streams, question)
