"""What the answers about weights refuse: one sentence that names what is wrong, and a way out."""

import pytest

import mcda_orch as mo

MATRIX = mo.DecisionMatrix([[4, 0, 1], [0, 4, 2], [1, 1, 3]], ["Ant", "Bee", "Cat"], ["cost", "speed", "risk"])
FOUR = mo.DecisionMatrix([[4, 0, 1, 2], [0, 4, 2, 1]], ["Ant", "Bee"], ["cost", "speed", "risk", "ease"])
BATCH = mo.DecisionMatrix([[[4.0, 0], [0, 4]]] * 2, ["Ant", "Bee"], ["cost", "speed"])
EVEN = [1, 1, 1]


def groups(**members):
    return lambda: mo.weight_triangle(FOUR, "wsm", groups=members)


CASES = {
    "four corners": (lambda: mo.weight_triangle(FOUR, "wsm"), mo.ShapeError, "there are 4 criteria", "groups="),
    "two groups": (groups(a=["cost", "speed"], b=["risk", "ease"]), mo.ShapeError, "there are 2 groups", "three, none of them empty"),
    "an empty group": (groups(a=["cost", "speed"], b=["risk", "ease"], c=[]), mo.ShapeError, "there are 3 groups", "none of them empty"),
    "a stranger": (groups(a="cost", b=["speed", "ease"], c="rsik"), mo.LabelError, "no criterion 'rsik'", "'risk'"),
    "twice": (groups(a=["cost", "speed"], b=["speed", "ease"], c="risk"), mo.LabelError, "'speed' is in two groups", "belongs to one"),
    "nowhere": (groups(a="cost", b="speed", c="risk"), mo.LabelError, "'ease' is in no group", "belongs to one"),
    "a share": (lambda: mo.first_place(MATRIX, "wsm")["Bea"], mo.LabelError, "no alternative 'Bea'", "'Bee'"),
    "a room": (lambda: mo.stability(MATRIX, "wsm", EVEN).winner["sped"], mo.LabelError, "no criterion 'sped'", "'speed'"),
    "a range": (lambda: mo.rank_ranges(MATRIX, "wsm")["Cut"], mo.LabelError, "no alternative 'Cut'", "'Cat'"),
    "a batch": (lambda: mo.first_place(BATCH, "wsm"), mo.ShapeError, "one matrix", "pick one"),
    "no weights": (lambda: mo.stability(MATRIX, "wsm"), mo.MissingError, "current weights are not given", "mo.Weights"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_said_with_a_way_out(case):
    call, error, said, hint = CASES[case]
    with pytest.raises(error) as found:
        call()
    assert type(found.value) is error
    assert said in str(found.value)
    assert hint in str(found.value)


def test_groups_may_be_single_names():
    found = mo.weight_triangle(FOUR, "wsm", groups={"a": "cost", "b": ["speed", "ease"], "c": "risk"})
    assert found.verify()


def test_results_by_name_have_as_many_names_as_they_show():
    ranges, room = mo.rank_ranges(MATRIX, "wsm"), mo.stability(MATRIX, "wsm", EVEN).winner
    assert (len(ranges), list(ranges)) == (3, ["Ant", "Bee", "Cat"])
    assert (len(room), list(room)) == (3, ["cost", "speed", "risk"])
    assert str(room) == str(room.table)
    assert room._repr_html_() == room.table.html()
