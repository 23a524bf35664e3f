"""What headers may be called."""

import pytest

from mcda_orch.core.called import Called

HEADERS = ["price (EUR) (40%)", "speed [ms]", "speed [s]", "quality: max", "price", "low = better or high"]


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("price", [4]),  # the whole header is meant before a part of another
        ("price (EUR)", [0]),
        ("price (USD)", []),
        ("speed", [1, 2]),
        ("speed [s]", [2]),
        ("quality", [3]),
        ("quality: max", [3]),
        ("low = better or high", [5]),
        ("", []),
    ],
)
def test_a_name_means_the_headers_that_are_called_so(name, at):
    assert Called(HEADERS).at(name) == at


def test_the_first_of_equal_headers_is_the_whole_one():
    assert Called(["a", "b", "b"]).whole("b") == 1
    assert Called(["a"]).whole("b") is None


def test_a_name_that_is_no_header_and_half_says_a_direction_means_nothing():
    assert Called(["price"]).at("price:mim") == []
