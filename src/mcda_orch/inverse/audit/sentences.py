"""What an audit found, in sentences."""

from __future__ import annotations

from ...core.report import listed
from .findings import Findings
from .lattice import TooManyWeightsError
from .wording import are_short, check_text, counted, number, signed, up_to, weights_text

__all__ = ["sentences"]

SHOWN = 12
"""Alternatives of a kind that a table shows, at most."""
SMALL = 300
"""Cells up to which the smallest whole-number weights behind a ranking are searched before they are asked for."""


def sentences(audit: Findings) -> tuple[str, ...]:
    """Return what was found, a sentence each."""
    said = [*audit.notes, *_about_weights(audit)]
    if not audit.consistent:
        said += _about_slips(audit)
    if audit.known is not None:
        said += [*_about_blanks(audit), *_about_checks(audit)]
    shares = audit.ranking is not None or (audit.known is not None and audit.known.shares)
    return (*said, f"Only weights that are not negative{', and sum to one,' if shares else ''} are considered.")


def _about_weights(audit: Findings) -> list[str]:
    what = "ranking" if audit.ranking is not None else "scores"
    if not audit.consistent:
        reason = f" with {audit.policy}" if audit.problem.matrix.blank.any() and audit.policy.policy != "refuse" else ""
        said = [f"No weights explain the published {what}{reason}."]
        if are_short(audit.refutation.combination.values() if audit.refutation is not None else ()):
            said.append(f"The contradiction: {audit.refutation}.")
        return (
            said[:1]
            + _about_missed(audit)
            + said[1:]
            + [f"They would be explained with {' or '.join(audit.otherwise)}." for _ in audit.otherwise[:1]]
        )
    said = []
    if audit.wider:
        said.append(
            "Blanks give away a part of the sum of the weights, which is not known: the limits hold for all weights that explain the published "
            "scores, and for others too."
        )
        said += [] if audit.weights is not None else ["No weights that explain the published scores were found."]
    elif audit.weights is None:
        said.append("Only weights of zero explain the published scores.")
    elif audit.unique:
        said.append(
            f"The published {what} {'has' if audit.ranking is not None else 'have'} exactly one explanation: {weights_text(audit.weights.exact)}."
        )
        if audit.known is not None and audit.known.whole and any(v.denominator > 1 for v in audit.weights.exact.values()):
            said.append("Cells and scores are whole numbers and the weights are not: a slip that no check notices can look like this.")
    else:
        said.append(f"Many weights explain the published {what}; the table gives the limits of each.")
        if audit.known is not None and audit.known.whole and audit.limited:
            count = _count(audit)
            if count == 1:
                said.append(f"In whole numbers there is only one choice: {weights_text(audit.weights.exact)}.")
            elif count is not None:
                said.append(f"There are {count} choices in whole numbers." if count else "None of them are whole numbers.")
    if audit.ranking is not None and not audit.unique:
        said += _about_small(audit)
    if audit.left_out:
        said.append(f"Left out of the sum: {', '.join(audit.left_out)} (weight 0).")
    if audit.undetermined:
        said.append(f"Nothing that was published depends on the weight of {listed(audit.undetermined)}.")
    if audit.agrees:
        said.append("The weights that the problem states agree with this.")
    elif audit.agrees is False:
        parts = [f"{c} {number(a)} instead of {number(b)}" for c, (a, b) in audit.differences.items()]
        list_ = f": {'; '.join(parts)}" if parts else ""
        said.append(f"The weights that the problem states do not explain what was published{list_}.")
        said += _about_missed(audit)
        if audit.unweighted:
            said.append(f"Added without the stated weight: {', '.join(audit.unweighted)}.")
    return said


def _about_missed(audit: Findings) -> list[str]:
    if not audit.missed or audit.known is None:
        return []
    parts = [f"{m.alternative} by {signed(m.by)}" for m in audit.missed[:SHOWN]]
    more = f", and {len(audit.missed) - SHOWN} more" if len(audit.missed) > SHOWN else ""
    return [f"The stated weights miss {len(audit.missed)} of {len(audit.known.names)} totals: {', '.join(parts)}{more}."]


def _about_small(audit: Findings) -> list[str]:
    if len(audit.rows) * len(audit.criteria) > SMALL:
        return []
    try:
        found = audit.integer
    except TooManyWeightsError:
        return []
    if not found:
        return ["No weights keep all steps of the ranking strict: some have to be ties."]
    more = f" (and {len(found) - 1} more with the same sum)" if len(found) > 1 else ""
    return [f"The smallest whole-number weights that give it: {weights_text(found[0])}{more}."]


def _count(audit: Findings) -> int | None:
    try:
        return len(audit.integer)
    except TooManyWeightsError:
        return None


def _about_blanks(audit: Findings) -> list[str]:
    said = []
    accepted = [key for key, p in audit.policies.items() if p.accepted]
    if audit.policies:
        rejected = [key for key, p in audit.policies.items() if p.status == "rejected"]
        said.append(
            (f"The scores fit blanks that count as {' or '.join(accepted)}" if accepted else "No policy for blanks fits the scores")
            + (f"; rejected: {', '.join(rejected)}." if rejected else ".")
        )
    found = audit.blanks
    if found is not None and found.consistent and len(found.integer) == 1:
        free = "Whatever the blanks stood for on their scales" if audit.consistent else "If each blank may be anything on its scale"
        said.append(f"{free}, the only whole-number weights are {weights_text(found.integer[0])}.")
        for r in found.settled:
            if r.low_value is not None:
                said.append(f"With these, {r.criteria[0]} of {r.alternative} counted as {number(r.low_value)}.")
            elif r.low is not None and len(r.criteria) > 1:
                said.append(f"With these, {listed(r.criteria)} of {r.alternative} added up to {number(r.low)} points.")
    if audit.fillings is not None:
        counts = audit.fillings.counts
        distinct = {tuple(f.weights.values()) for f in audit.fillings.of("whole") if f.weights is not None}
        same = "the same whole-number weights" if counts["whole"] > 1 and len(distinct) == 1 else "whole-number weights"
        what = {"impossible": ("is", "are", "impossible"), "whole": ("gives", "give", same)}
        what |= {"fractional": ("gives", "give", "fractional weights"), "open": ("leaves", "leave", "the weights open")}
        parts = [f"{n} {what[kind][n > 1]} {what[kind][2]}" for kind, n in counts.items() if n]
        said.append(f"Of the {len(audit.fillings)} ways to fill the blanks with levels, {listed(tuple(parts))}.")
    return said


def _about_checks(audit: Findings) -> list[str]:
    found = audit.code
    if found is None:
        return []
    count = len(found.parity)
    if not count:
        whose = "rows without blanks have" if len(found.names) < len(audit.known.names if audit.known else ()) else "table has"
        return [f"The {whose} no parity check: any totals at all have an explanation, if only with negative weights."]
    if count == 1 and are_short(audit.parity[0].values()):
        said = [f"Parity check: {check_text(audit.parity[0])} = {number(found.constants[0])}."]
    else:
        said = [f"The table has {'one parity check' if count == 1 else f'{count} independent parity checks'} on its totals."]
    blind = tuple(name for name, seen in found.checked.items() if not seen)
    least = "" if found.exact else "at least "
    if found.distance is not None and not blind:
        said.append(
            f"Code distance {least}{found.distance}: {up_to(found.detects)} always noticed, {up_to(found.corrects)} certain to be put right."
        )
    elif found.distance is not None and found.among_checked is not None:
        one = found.among_checked - 1
        said.append(
            f"Code distance {found.distance}: the total of {listed(blind)} takes part in no check, so a slip there cannot be noticed. "
            f"Among the others the distance is {least}{found.among_checked}: {up_to(one)} always noticed, {up_to(one // 2)} certain to be "
            "put right."
        )
    return said


def _about_slips(audit: Findings) -> list[str]:
    found, said = audit.slips, []
    if audit.ranking is not None:
        parts = [f"Without {listed(s.rows)} the rest of the ranking can be explained." for s in found[:SHOWN]]
        return parts or ["More than two alternatives would have to be left out for the rest of the ranking to be explained."]
    size = len(found[0].rows) if found else 0
    odd = audit.known is not None and audit.known.whole and not any(s.whole for s in found)
    if size == 1 and len(found) == 1 and not odd:
        said.append(f"The slip is in {found[0]}.")
    elif found:
        which = "The alternatives" if len(found) > 1 else "That is"
        said.append(f"Correcting {counted(size, 'total')} is enough. {which}: {' | '.join(map(str, found[:SHOWN]))}.")
    if odd and found:
        said.append("None of these leaves whole-number weights, though cells and totals are whole: more totals than that may be wrong.")
    for s in found:
        said += [f"{s.rows[0]}, {number(s.published[s.rows[0]])}: {cause}" for cause in s.causes[:3]]
    if audit.cells:
        more = f", and {len(audit.cells) - SHOWN} more" if len(audit.cells) > SHOWN else ""
        said.append(f"Or the total is right and its cells are not: {' | '.join(map(str, audit.cells[:SHOWN]))}{more}.")
    for a, b in audit.swaps[:SHOWN]:
        said.append(f"Or the totals of {a} and {b} are exchanged.")
    if not audit.complete:
        said.append("There may be other corrections that are as small.")
    return said
