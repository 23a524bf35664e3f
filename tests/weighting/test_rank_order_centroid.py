import pytest

import mcda_orch as mo

MATRIX = mo.DecisionMatrix([[1, 2, 3], [3, 2, 1]], ["Ant", "Bee"], ["speed", "size", "price:min"])


@pytest.mark.parametrize("name", ["rank_exponent", "rank_order_centroid", "rank_reciprocal", "rank_sum"])
def test_ranks_of_importance_are_not_guessed(name):
    with pytest.raises(
        mo.MissingError, match=rf"{name} weighs by ranks of importance, and none are given. Hint: .*ranks={{'speed': 1, 'size': 2, ...}}"
    ):
        mo.topsis(MATRIX, name)
    with pytest.raises(mo.LabelError, match=f"criteria 'size', 'price' have no value of ranks of {name}"):
        mo.get(name)(MATRIX, ranks={"speed": 1})
    found = mo.get(name)(MATRIX, ranks={"price": 1, "speed": 2, "size": 3})
    assert found["price"] > found["speed"] > found["size"]


def test_an_order_is_said_in_words():
    with pytest.raises(mo.LabelError, match=r"\['speed', 'size'\] states no order. Hint: say it in words, such as 'A > B'"):
        mo.WeightSet(MATRIX).order(["speed", "size"])
