import pytest

import mcda_orch as mo
from mcda_orch.core.headings import heading, way


@pytest.mark.parametrize(
    ("text", "name", "direction", "unit"),
    [
        ("price", "price", "max", ""),
        ("price:min", "price", "min", ""),
        ("price: MIN", "price", "min", ""),
        ("price:cost", "price", "min", ""),
        ("price (min)", "price", "min", ""),
        ("price(min)", "price", "min", ""),
        ("price ↓", "price", "min", ""),
        ("↓ price", "price", "min", ""),
        ("price ⬇️", "price", "min", ""),
        ("speed ▲", "speed", "max", ""),
        ("speed (+)", "speed", "max", ""),
        ("latency (lower is better)", "latency", "min", ""),
        ("latency, lower is better", "latency", "min", ""),
        ("latency - lower is better", "latency", "min", ""),
        ("latency (ms, lower is better)", "latency", "min", "ms"),
        ("P99 latency (ms) ↓", "P99 latency", "min", "ms"),
        ("price:min [EUR]", "price", "min", "EUR"),
        ("price [EUR]:min", "price", "min", "EUR"),
        ("price (€, min)", "price", "min", "€"),
        ("time [min]", "time", "max", "min"),
        ("time [min]:min", "time", "min", "min"),
        ("accuracy (%)", "accuracy", "max", "%"),
        ("Kosten (niedriger ist besser)", "Kosten", "min", ""),
        ("Kosten:Kosten", "Kosten", "min", ""),
        ("Qualität (je höher, desto besser)", "Qualität", "max", ""),
        ("coût (plus bas est mieux)", "coût", "min", ""),
        ("Preço (menor é melhor)", "Preço", "min", ""),
        ("min: price", "price", "min", ""),
        # parts of names
        ("max speed", "max speed", "max", ""),
        ("C++", "C++", "max", ""),
        ("cost(s)", "cost(s)", "max", ""),
        ("Ratio 3:1", "Ratio 3:1", "max", ""),
        ("Vitamin:C", "Vitamin:C", "max", ""),
        ("Score (1-5)", "Score (1-5)", "max", ""),
        ("Features (main)", "Features (main)", "max", ""),
        ("Cost: monthly", "Cost: monthly", "max", ""),
        ("quality (25%)", "quality (25%)", "max", ""),
        ("min", "min", "max", ""),
    ],
)
def test_a_header_is_name_direction_and_unit(text, name, direction, unit):
    assert mo.Criterion.parse(text) == mo.Criterion(name, direction, unit=unit)


@pytest.mark.parametrize(
    ("text", "weight", "percent"),
    [
        ("quality (25%)", 25, True),
        ("a (x2)", 2, False),
        ("a (weight: 3)", 3, False),
        ("a (w=0.3)", 0.3, False),
        ("a [weight 20 %]", 20, True),
    ],
)
def test_a_header_holds_a_weight(text, weight, percent):
    found = heading(text)
    assert (found.weight, found.percent) == (weight, percent)
    assert found.unweighted == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("price:mim", "'mim', which is no direction. Hint: did you mean 'min'"),
        ("price (minn)", "did you mean 'min'"),
        ("price:minimze", "did you mean 'minimi[sz]e'"),
        ("price:min (max)", "says both 'max' and 'min'"),
        ("time (min)", "may mean minutes, or that less is better. Hint: write 'time:min'"),
        ("price [min]", "may mean minutes"),
        ("Load (high)", "does not say whether 'high' is better. Hint: write 'Load:max'"),
    ],
)
def test_what_looks_like_a_direction_is_never_part_of_a_name(text, message):
    with pytest.raises(mo.LabelError, match=message):
        mo.Criterion.parse(text)


def test_names_directions_and_units_apart():
    assert mo.Criterion.parse(("price", "cost", "EUR")) == mo.Criterion("price", "min", unit="EUR")
    with pytest.raises(mo.LabelError, match="is no criterion"):
        mo.Criterion.parse(("price",))


@pytest.mark.parametrize(
    "word", ["max", "MAX.", "Maximise", "benefit", "+", "1", "↑", "▲", "higher", "high", "Nutzen", "bénéfice", "beneficio", "mayor"]
)
def test_words_for_more(word):
    assert way(word) == "max"


@pytest.mark.parametrize(
    "word",
    ["min", "cost", "-", "−", "–", "-1", "↓", "lower", "low", "Kosten", "coût", "costo", "menor", "cost criterion", "less is better"],
)
def test_words_for_less(word):
    assert way(word) == "min"


@pytest.mark.parametrize("word", ["", "blue", "0", "2", True, "maxmin"])
def test_other_words_are_refused(word):
    with pytest.raises(mo.LabelError, match="is not a direction"):
        mo.Direction.of(word)


def test_a_long_header_costs_nothing():
    assert heading("a - " * 50_000).way is None
