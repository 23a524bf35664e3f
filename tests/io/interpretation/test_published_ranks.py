import pytest

import mcda_orch as mo

CELLS = ("1,5", "2,9", "0,5", "1,5")


@pytest.mark.parametrize(
    ("form", "ranks"), [("competition", ("2", "1", "4", "2")), ("dense", ("2", "1", "3", "2")), ("average", ("2.5", "1", "4", "2.5"))]
)
def test_published_ranks_are_audited_and_compared_as_ranks(tmp_path, form, ranks):
    rows = "\n".join(f"{name},{cells},{rank}" for name, cells, rank in zip(("Ant", "Bee", "Cat", "Doe"), CELLS, ranks, strict=True))
    (tmp_path / "t.csv").write_text(f"tool,a,b,rank\n{rows}\n", encoding="utf-8")
    (tmp_path / "t.toml").write_text(
        "file = 't.csv'\nweights = [1, 1]\n[columns]\npublished = 'rank'\n[published]\nmethod = 'wsm'\n", encoding="utf-8"
    )
    problem = mo.read(tmp_path / "t.toml")
    assert problem.rank_form == form
    audit = mo.audit(problem)
    assert str(audit.ranking) == "Bee > Ant ~ Doe > Cat"
    assert form in audit.remarks[0]
    found = mo.compare(problem, ["wsm"])
    assert [row[0] for row in found.table.rows] == ["Bee", "Ant", "Doe", "Cat"]
    assert found.mismatches == ()
    assert found.remarks[0].startswith("4 of 4 published ranks are reproduced by wsm")
    assert not found.fails


def test_scores_stay_scores():
    assert mo.load("orchestrators").rank_form == ""
