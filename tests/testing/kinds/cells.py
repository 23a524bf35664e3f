"""Answers about cells and blanks: rank intervals, changes of cells, and policies for blanks."""

from collections.abc import Iterator

import mcda_orch as mo
from mcda_orch.exact.claims import Claimed
from mcda_orch.robust.cells.cell_change import CellChange, changed_cells
from mcda_orch.robust.cells.rank_intervals import RankIntervals

from .asking import again
from .kind import BLANK, ELSE, KNOWN, OTHER_BLANK, WEIGHTS, Kind, Pair, answers_again, parts_same
from .weights import changes


def intervals() -> Iterator[tuple[str, Pair]]:
    for name in ("wsm", "topsis"):
        for ties in ("optimistic", "strict"):
            yield f"{name} {ties}", tuple(mo.rank_intervals(m, name, w, ties=ties) for m, w in ((BLANK, WEIGHTS), (OTHER_BLANK, ELSE)))
    yield "free weights", tuple(mo.rank_intervals(m, "wsm", KNOWN) for m in (BLANK, OTHER_BLANK))


def policies() -> Iterator[tuple[str, Pair]]:
    for name in ("wsm", "topsis"):
        yield name, (mo.blank_policies(BLANK, name, WEIGHTS), mo.blank_policies(OTHER_BLANK, name, ELSE))


def intervals_true(forged: RankIntervals) -> bool:
    """What the forgery's own table, weights and policy for ties give."""
    t = forged.asked.task
    cells = {
        key: cell.values or (cell.low, cell.high) for key, cell in zip(forged.asked.keys, forged.asked.table.cells.values(), strict=True)
    }
    weights = t.weights if forged.asked.known is None else forged.asked.known
    fresh = mo.rank_intervals(t.matrix, t.plugin, weights, cells=cells, ties=forged.ties, rng=forged.streams)
    notes = forged.notes == (*forged.asked.table.notes, *fresh.notes)
    return notes and parts_same(forged, fresh, ("tie", "asked", "notes"))


KINDS: dict[type[Claimed], Kind] = {
    CellChange: Kind(
        lambda: changes("cells"), again(lambda f, q: changed_cells(q, q.at(f.winner), [q.at(o) for o in f.over], f.whose), weighed=True)
    ),
    RankIntervals: Kind(intervals, intervals_true),
    mo.BlankPolicies: Kind(policies, answers_again),
}
