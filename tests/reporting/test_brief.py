import json

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.frozen import Labelled

FOUND = mo.brief(mo.load("orchestrators"))


def test_every_sentence_follows_from_the_results_behind_it():
    said = " ".join(FOUND.remarks)
    assert f"{len(FOUND.intervals.certain)} of 12 ranks" in said
    assert f"all {len(FOUND.comparison.decided)} independent ones ({len(FOUND.comparison.refused)} methods refuse)" in said
    swap = FOUND.stable.fragile[0]
    assert f"{float(100 * swap.distance):.3g} % moved brings {swap.behind} level with {swap.ahead}; none alone unseats Metaflow." in said
    assert "to know Security of Orchest (or 2 others) closes 3.67 of 9 open ranks" in said
    assert FOUND.findings[-1] == "A slip in the total of Flyte would not be noticed."


def test_the_table_shows_what_is_published_reproduced_and_open():
    rows = {row["alternative"]: row for row in FOUND.table.records()}
    assert [row["rank"] for row in rows.values()] == list(range(1, 13))
    assert all(row["published"] == row["reproduced"] for row in rows.values())
    assert rows["Airflow"]["any blanks"] == "4 to 6"
    ranks = [FOUND.comparison.outcomes[name].ranking.ranks("min")["Airflow"] for name in FOUND.comparison.decided]
    assert rows["Airflow"]["opinions"] == f"{np.median(ranks):g} ({min(ranks)} to {max(ranks)})"


def test_it_is_a_report_in_every_form():
    document = json.loads(json.dumps(FOUND.document(), allow_nan=False))
    assert document["schema"] == "mcda_orch.brief"
    assert document["audit"]["unique"]
    assert "| 1 | Metaflow |" in FOUND.markdown()
    assert "<td>Metaflow</td>" in FOUND.html()
    assert str(FOUND).endswith(FOUND.remarks[-1])
    assert len(FOUND.tables) > 5


def problem(cells, criteria, **facts):
    matrix = mo.DecisionMatrix(cells, [f"A{i}" for i in range(len(cells))], criteria)
    return mo.Problem(matrix, mo.Weights(np.ones(len(criteria)), matrix.criterion_names), **facts)


def test_a_complete_table_without_scores_has_no_columns_for_them():
    found = mo.brief(problem([[4, 1], [1, 2], [2, 2]], ["a", "b"]))
    assert found.table.columns == ("rank", "alternative", "score", "opinions")
    assert found.intervals is None
    assert found.audited is None
    assert "passes" in found.findings[0]


def test_scores_that_contradict_the_cells_come_first():
    cells = [[3, 5], [2, 4], [1, 0], [4, 1], [2, 2]]
    found = mo.brief(
        problem(cells, ["a", "b"], published=Labelled(np.array([8.0, 6, 1, 5, 9]), tuple(f"A{i}" for i in range(5))), published_by="wsm")
    )
    assert "4 of 5 scores are reproduced by wsm; A4 differ" in found.remarks[0]
    assert "none explain what was published" in found.remarks[1]
    assert found.findings[0].startswith("The published scores contradict the cells: correct A4")


def test_where_no_scale_is_declared_the_verdict_says_so():
    found = mo.brief(problem([[9, 5], [1, None], [2, 2]], ["a", "b"], blanks=mo.Blanks.of(0)))
    assert "whatever the blank holds between the values found" in " ".join(found.remarks)
    assert found.intervals.asked.table.cells[1, 1].low == 0  # the value that the problem states for blanks is one of them
    assert "between the values found or stated, 0 and 5" in found.intervals.notes[0]


def test_what_has_no_answer_is_said_and_the_rest_is_answered():
    found = mo.brief(
        problem(
            [[9.0, 5], [1, 2], [2, 2]], ["a", "b"], published=Labelled(np.array([1.0, 0, 0.1]), ("A0", "A1", "A2")), published_by="vikor"
        )
    )
    assert found.audited is None
    assert "linear" in found.open["published"]


def test_what_the_method_cannot_rank_is_an_error():
    with pytest.raises(mo.DomainError, match="wpm needs values > 0"):
        mo.brief(mo.load("orchestrators"), "wpm")
    with pytest.raises(mo.MissingError):
        mo.brief(mo.DecisionMatrix([[1, 2], [2, 1]]))


def test_who_can_be_first_depends_on_the_blanks():
    found = mo.brief(problem([[9, 5], [8, None], [2, 9]], ["a", "b"], blanks=mo.Blanks.of(0)))
    assert any("Open: A0 and A1 can each be first, by what the blank holds between the values found." in said for said in found.remarks)
