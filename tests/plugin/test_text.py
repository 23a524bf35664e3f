"""Parameters are read from text as people write them on a command line."""

import pytest

import mcda_orch as mo
from mcda_orch.plugin.parameter import Param
from mcda_orch.plugin.text import from_text


@pytest.mark.parametrize(
    ("method", "name", "text", "value"),
    [
        ("promethee_ii", "function", "linear", "linear"),  # the name of a scaling too
        ("promethee_ii", "function", "linear, usual", ["linear", "usual"]),
        ("promethee_ii", "function", "price:linear,net speed:usual", {"price": "linear", "net speed": "usual"}),
        ("promethee_ii", "q", "5", 5.0),
        ("promethee_ii", "q", "1,2,3", [1.0, 2.0, 3.0]),
        ("promethee_ii", "q", "price=5", {"price": 5.0}),
        ("promethee_ii", "q", "a:b:5", {"a:b": 5.0}),
        ("comet", "levels", "2", 2),
        ("comet", "expert", "topsis", mo.topsis),
        ("vikor", "v", "by_criteria", "by_criteria"),
        ("vikor", "v", "0.25", 0.25),
        ("waspas", "shares", "False", False),
        ("wsm", "scale", "minmax", "minmax"),
        ("wsm", "scale", "price:minmax", {"price": "minmax"}),
        ("owa", "quantifier", "2", 2.0),
        ("owa", "quantifier", "0.3, 0.8", (0.3, 0.8)),
        ("owa", "order_weights", "3,2,1", [3.0, 2.0, 1.0]),
        ("ahp", "levels", "1", [1.0]),
        ("lopcow", "ddof", "0", 0),
        ("lopcow", "ddof", "1", 1),
    ],
)
def test_what_a_text_says(method, name, text, value):
    found = from_text(method, mo.get(method).params[name], text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("method", "name", "text", "message"),
    [
        (
            "vikor",
            "v",
            "much",
            r"v of vikor is 'much', but must be a number in \[0, 1\], or 'by_criteria'. Hint: write a number, such as 0.5",
        ),
        ("comet", "levels", "2.5", "levels of comet is '2.5', but must be a whole number of at least 2. Hint: write a whole number"),
        ("waspas", "shares", "2", "shares of waspas is '2', but must be True or False. Hint: write true or false"),
        ("promethee_ii", "q", "1,x", r"q of promethee_ii is 'x', but .* \(1,2,3\), or by name \(price:1,speed:2\)"),
        ("owa", "order_weights", "first", "order_weights of owa is 'first', but .* Hint: write numbers with commas"),
    ],
)
def test_what_says_nothing_is_refused(method, name, text, message):
    with pytest.raises(mo.DomainError, match=message):
        from_text(method, mo.get(method).params[name], text)


@pytest.mark.parametrize(
    ("default", "text", "value"),
    [(True, "no", False), (1.0, "2", 2.0), (1, "2", 2), (None, "1,2", [1.0, 2.0]), ("a", "1", "1"), (None, "word", "word")],
)
def test_a_parameter_that_declares_nothing_is_read_by_its_default(default, text, value):
    found = from_text("own", Param("p", default), text)
    assert found == value
    assert type(found) is type(value)
