import pytest

import mcda_orch as mo


def read(folder, text, name="t.csv", **options):
    path = folder / name
    path.write_text(text.strip() + "\n", encoding="utf-8")
    return mo.read(path, **options)


def turned(weights="Weight", sum_="Total"):
    return f"""
Criterion,{weights},Alder,Birch
Speed,50%,8,5
Price,30%,4,9
Support,20%,6,6
{sum_},100%,6.4,6.4
"""


@pytest.mark.parametrize(
    "weights",
    ["Weight", "Weights", "WEIGHTING", "Weight (%)", "Gewichtung", "Poids", "Pondération", "Peso", "Ponderación", "Importance", "W"],
)
@pytest.mark.parametrize("sum_", ["Total", "Sum", "Weighted Score", "Summe", "Gewichteter Total", "Total pondéré"])
def test_criteria_in_rows_with_weights_and_totals(tmp_path, weights, sum_):
    problem = read(tmp_path, turned(weights, sum_))
    assert problem.matrix.names == ("Alder", "Birch")
    assert problem.matrix.values.tolist() == [[8, 4, 6], [5, 9, 6]]
    assert dict(problem.weights.items()) == {"Speed": 0.5, "Price": 0.3, "Support": 0.2}
    assert dict(problem.published.items()) == {"Alder": 6.4, "Birch": 6.4}
    assert problem.reading.layout == "criteria-in-rows"
    assert problem.reading.published == (sum_, "scores")


@pytest.mark.parametrize(("name", "shared"), [("Weight (%)", True), ("Gewicht in %", True), ("Weight", False)])
def test_a_sign_of_per_cent_in_the_name_alone_counts_for_the_weights(tmp_path, name, shared):
    problem = read(tmp_path, turned(name).replace("%,", ","))
    assert (
        dict(problem.weights.items()) == {"Speed": 50, "Price": 30, "Support": 20}
        if not shared
        else {"Speed": 0.5, "Price": 0.3, "Support": 0.2}
    )


@pytest.mark.parametrize("corner", ["", "Feature", "Metric"])
def test_weights_that_sum_to_the_whole_are_certain_under_any_corner(tmp_path, corner):
    assert read(tmp_path, turned().replace("Criterion", corner)).matrix.names == ("Alder", "Birch")


def test_directions_in_a_column(tmp_path):
    problem = read(tmp_path, "Criterion,Type,Weight,Alder,Birch\nSpeed,benefit,2,8,5\nPrice,cost,1,4,9")
    assert problem.matrix.senses.tolist() == [1, -1]
    assert dict(problem.weights.items()) == {"Speed": 2, "Price": 1}
    assert problem.reading.criteria[1].stated == "column 'Type'"


def test_directions_and_weights_in_the_names_of_the_rows(tmp_path):
    problem = read(tmp_path, "Criteria (weight),Alder,Birch\nSpeed (75%),8,5\nPrice (25%) ↓,4,9\nWeighted score,7,6")
    assert problem.matrix.criterion_names == ("Speed", "Price")
    assert problem.matrix.senses.tolist() == [1, -1]
    assert dict(problem.weights.items()) == {"Speed": 0.75, "Price": 0.25}
    assert dict(problem.published.items()) == {"Alder": 7, "Birch": 6}


def test_remarks_verdicts_and_empty_rows_are_no_alternatives(tmp_path):
    text = (
        "Criterion,Weight,Alder,Birch,Winner,Rationale\nSpeed,60%,8,5,Alder,it was timed twice\n,,,,,\nPrice,40%,4,9,Birch,as on the list"
    )
    problem = read(tmp_path, text)
    assert problem.matrix.names == ("Alder", "Birch")
    assert [(d.what, d.name) for d in problem.reading.dropped] == [("column", "Winner"), ("column", "Rationale")]
    assert "column 'Winner'" in problem.reading.omissions


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Feature,Alder,Birch\nSpeed,8,5\nPrice,4,9", "which may be criteria. Hint: say layout='criteria-in-rows'"),
        (",Weight,Alder,Birch\nSpeed,5,8,5\nPrice,3,4,9", "may hold the weights of criteria in rows, or what each alternative weighs"),
        (",Weighting,Alder,Birch\nSpeed,5,8,5\nPrice,3,4,9", "it is not certain whether this column states the weights"),
        ("Thing,Alder,Birch\nSpeed,8,5\nPrice ↓,4,9", "the row 'Price ↓' is named like a criterion"),
        ("tool,a,b\nweights,1,2\nweight,1,2\nAnt,1,2", "'weight' says again what row 1 says"),
        (
            "tool,a,b\nAnt,1,2\nBee,3,4\nTotal,9,9",
            "'Total' is named like a total, but '9' is not what it would be of the other cells. Hint: notes=\\['Total'\\]",
        ),
        ("tool,a,b\nMax,10,10\nAnt,1,2\nBee,3,4", "'Max' is named like a total"),
        ("tool,a,b\nweights,1,\nAnt,1,2", "line 2, column 'b': the weight is blank"),
        ("tool,a,b\nweights,50%,2\nAnt,1,2", "the weights have the units '%' and none"),
        ("tool,a,b\nimpacts,+,sideways\nAnt,1,2", "line 2, column 'b': 'sideways' is not a direction"),
        ("tool,a:max,b\nimpacts,-,+\nAnt,1,2", "the header says 'max', and row 'impacts' 'min'"),
        ("tool,a (50%),b (20%)\nAnt,1,2", "the weights in the headers sum to 70 %"),
        ("tool,a (50%),b\nAnt,1,2", "some headers state weights, but 'b' states none"),
        ("tool,a\n,5\nAnt,1", "the row has no name"),
        ("tool,a\nAnt,1\nAnt,2", "alternative 'Ant' appears twice, in line 2 and line 3"),
        ("x,y\n1.5,2\n2.5,3", "the first column holds numbers, not names. Hint: say label='x'"),
        ("tool,a,Score\nAnt,1,7\nBee,2,5", "'Score' is named like a result, but its numbers do not follow"),
        ("tool,a,Rank\nAnt,1,7\nBee,2,5", "'Rank' is named like a ranking, but does not count from 1 on"),
    ],
)
def test_what_looks_like_something_and_cannot_be_used_is_refused(tmp_path, text, message):
    with pytest.raises(mo.McdaError, match=message):
        read(tmp_path, text)


def test_a_layout_by_word(tmp_path):
    text = "Feature,Alder,Birch\nSpeed,8,5\nPrice,4,9"
    assert read(tmp_path, text, layout="criteria-in-rows").matrix.names == ("Alder", "Birch")
    assert read(tmp_path, text, layout="alternatives-in-rows").matrix.names == ("Speed", "Price")
    with pytest.raises(mo.ReadError, match="'rows' is no layout"):
        read(tmp_path, text, layout="rows")


@pytest.mark.parametrize("corner", ["Tool", "Option", "Alternative"])
def test_points_called_weight_beside_the_labels_are_asked_about(tmp_path, corner):
    text = f"{corner},Poids,Alder,Birch\ncharm,1,602,654\nspeed,5,435,114\n"
    with pytest.raises(mo.ReadError, match="may hold the weights of criteria in rows, or what each alternative weighs"):
        read(tmp_path, text)
    assert read(tmp_path, text, layout="criteria-in-rows").matrix.names == ("Alder", "Birch")
    assert read(tmp_path, text, layout="alternatives-in-rows").matrix.names == ("charm", "speed")
    assert read(tmp_path, text, directions={"Alder": "max", "Birch": "min", "Poids": "min"}).matrix.names == ("charm", "speed")


def test_what_laptops_weigh_is_a_criterion(tmp_path):
    problem = read(tmp_path, "Laptop,Weight,Price\nAlder,1.2,900\nBirch,1.4,800")
    assert problem.matrix.criterion_names == ("Weight", "Price")
    assert read(tmp_path, "Thing,Weight (kg),Price\nAlder,1.2,900\nBirch,1.4,800").matrix.criteria[0].unit == "kg"


@pytest.mark.parametrize("row", ["weights,2,1,", "Weighting:,2,1,", "Gewichtung,2,1,", "Poids,2,1,3", "Peso,2,1,"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_row_of_weights_stands_anywhere(tmp_path, row, place):
    rows = ["Alder,4,1,9", "Birch,2,4,8"]
    rows.insert(place, row)
    problem = read(tmp_path, "tool,speed,price,Total\n" + "\n".join(rows))
    assert problem.matrix.names == ("Alder", "Birch")
    assert dict(problem.weights.items()) == {"speed": 2, "price": 1}
    assert dict(problem.published.items()) == {"Alder": 9, "Birch": 8}


@pytest.mark.parametrize(
    "row",
    [
        "impacts,+,-",
        "type,1,-1",
        "direction,max,min",
        "objective,benefit,cost",
        "Richtung,Nutzen,Kosten",
        "goal,↑,↓",
        "x,max,min",
        ",max,min",
        "better,higher,lower",
    ],
)
def test_a_row_of_directions(tmp_path, row):
    problem = read(tmp_path, f"tool,a,b\nAnt,1,2\nBee,3,1\n{row}")
    assert problem.matrix.senses.tolist() == [1, -1]
    assert problem.matrix.names == ("Ant", "Bee")


def test_a_row_of_units_and_totals_that_fit(tmp_path):
    problem = read(tmp_path, "tool,a,b\nunit,EUR,km\nAnt,1,2\nBee,3,4\nTotal,4,6\nAverage,2,3")
    assert [c.unit for c in problem.matrix.criteria] == ["EUR", "km"]
    assert problem.matrix.names == ("Ant", "Bee")
    assert [str(d) for d in problem.reading.dropped] == ["row 'Total' (sum)", "row 'Average' (mean)"]


def test_a_row_that_the_user_leaves_out(tmp_path):
    problem = read(tmp_path, "tool,a,b\nAnt,1,2\nBee,3,4\nTotal,9,9", notes=["Total"])
    assert problem.matrix.names == ("Ant", "Bee")
    assert str(problem.reading.dropped[0]) == "row 'Total' (named in notes=)"


@pytest.mark.parametrize(
    ("ranks", "form"),
    [
        ("1,2,3,4", "competition"),
        ("4,1,2,2", "competition"),
        ("1,2,2,3", "dense"),
        ("1,2.5,2.5,4", "average"),
        ("1st,2nd,3rd,4th", "competition"),
    ],
)
def test_ranks_say_how_they_count_ties(tmp_path, ranks, form):
    rows = "\n".join(f"T{i},{i * i},{rank}" for i, rank in enumerate(ranks.split(",")))
    assert read(tmp_path, f"tool,a,Rank\n{rows}").reading.published == ("Rank", f"ranks ({form})")


def test_counters_before_the_names_are_left_out(tmp_path):
    problem = read(tmp_path, "#,tool,a\n1,Ant,5\n2,Bee,4")
    assert problem.matrix.names == ("Ant", "Bee")
    assert [str(d) for d in problem.reading.dropped] == ["column '#' (counts the rows)"]
    assert read(tmp_path, "x,y\n1.5,2\n2.5,3", label=False).matrix.names == ("A1", "A2")


def test_directions_that_the_user_states(tmp_path):
    text = "tool,a,b [EUR]\nAnt,1,2\nBee,3,1"
    for given in ("+,-", "+-", ["max", "min"], [1, -1], {"b": "cost"}, {"b [EUR]": "min"}):
        assert read(tmp_path, text, directions=given).matrix.senses.tolist() == [1, -1]
    with pytest.raises(mo.LabelError, match="there are 3 directions for 2 criteria, a, b"):
        read(tmp_path, text, directions="+,-,+")
    with pytest.raises(mo.LabelError, match="directions= names 'c', which is no criterion"):
        read(tmp_path, text, directions={"c": "min"})


def test_criteria_that_the_user_names(tmp_path):
    text = "tool,a,b [EUR],c,d\nAnt,1,2,3,x\nBee,3,1,2,y"
    problem = read(tmp_path, text, criteria=["b:min", "a"])
    assert problem.matrix.criterion_names == ("b", "a")
    assert problem.matrix.senses.tolist() == [-1, 1]
    assert problem.reading.notes == ("c", "d")
    with pytest.raises(mo.ReadError, match="there is no column 'e'"):
        read(tmp_path, text, criteria=["e"])
    with pytest.raises(mo.ReadError, match="'a' is named for criteria and for notes"):
        read(tmp_path, text, criteria=["a"], notes=["a"])


def test_weights_in_headers(tmp_path):
    problem = read(tmp_path, "tool,a (0.25),b (0.75),Total\nAnt,4,8,7\nBee,8,4,5")
    assert dict(problem.weights.items()) == {"a": 0.25, "b": 0.75}
    assert problem.reading.weights == "headers"
    assert problem.reading.published == ("Total", "scores")


def test_what_the_user_names_may_say_that_criteria_stand_in_rows(tmp_path):
    text = "Option,Alder,Birch\nprice,$5,$7\nspeed,3 ms,4 ms"
    for options in ({"directions": {"price": "min"}}, {"weights": {"price": 1, "speed": 2}}, {"criteria": ["price"]}):
        assert read(tmp_path, text, **options).matrix.names == ("Alder", "Birch")
    with pytest.raises(mo.ReadError, match="Hint: layout='criteria-in-rows' where each row is a criterion; write all cells"):
        read(tmp_path, text)


def test_options_with_the_names_of_totals_never_vanish(tmp_path):
    assert read(tmp_path, "Criterion,Max,Min,Alder\nlook,★★★,★,★★\nfeel,★,★★,★★★").matrix.names == ("Max", "Min", "Alder")
    with pytest.raises(mo.ReadError, match="'Max' is named like a total"):
        read(tmp_path, "Criterion,Max,Min,Alder\nlook,★★★,★,★★\ncost,1,2,3\nspeed,7,8,9")


def test_plus_and_minus_are_rungs_of_one_ladder(tmp_path):
    text = "tool,ease,power\nAnt,--,1\nBee,+,2\nCat,-,3"
    with pytest.raises(mo.ReadError) as caught:
        read(tmp_path, text)
    assert "na=" not in str(caught.value)
    assert read(tmp_path, text, marks="auto").matrix.values[:, 0].tolist() == [0, 3, 1]
    assert read(tmp_path, text.replace("-,3", "0,3"), marks="auto").matrix.values[:, 0].tolist() == [0, 3, 2]


def test_a_counter_before_a_column_of_names_that_is_named(tmp_path):
    problem = read(tmp_path, "#,tool,a\n,direction,min\n1,Ant,5\n2,Bee,4", label="tool")
    assert problem.matrix.senses.tolist() == [-1]
    assert problem.reading.dropped[0].name == "#"


def test_a_column_called_docs_may_be_a_criterion(tmp_path):
    with pytest.raises(mo.ReadError, match="'Docs' holds 'low'"):
        read(tmp_path, "tool,Docs,a\nAnt,low,1\nBee,,2")
    assert read(tmp_path, "tool,Docs,a\nAnt,7,1\nBee,5,2").matrix.criterion_names == ("Docs", "a")


@pytest.mark.parametrize("corner", ["", "Option", "Alternative"])
def test_a_column_of_ones_called_type_may_state_directions_of_criteria_in_rows(tmp_path, corner):
    text = f"{corner},Alder,Birch,type\nreach,602,654,1\nspeed,435,114,1\n"
    with pytest.raises(mo.ReadError, match="it may state the directions of criteria in rows"):
        read(tmp_path, text)
    assert [c.direction.value for c in read(tmp_path, text, layout="criteria-in-rows").matrix.criteria] == ["max", "max"]
    assert read(tmp_path, text.replace("114,1", "114,-1")).matrix.names == ("Alder", "Birch")


@pytest.mark.parametrize("name", ["Max", "Min", "Ideal", "Target"])
def test_an_empty_row_named_as_options_may_be_is_asked_about(tmp_path, name):
    (tmp_path / "t.csv").write_text(f"tool,a,b\nAnt,1,2\nBee,3,4\n{name},,\n", encoding="utf-8")
    with pytest.raises(mo.ReadError, match=f"{name!r} has nothing in its cells.* Hint: notes=.*; write '\\?' into its cells, and na='\\?'"):
        mo.read(tmp_path / "t.csv")
    assert mo.read(tmp_path / "t.csv", notes=[name]).matrix.names == ("Ant", "Bee")
    (tmp_path / "t.csv").write_text(f"tool,a,b\nAnt,1,2\nBee,3,4\n{name},?,?\n", encoding="utf-8")
    assert mo.read(tmp_path / "t.csv", na="?").matrix.names == ("Ant", "Bee", name)


def test_a_row_for_totals_that_nobody_filled_in_is_left_out_by_name(tmp_path):
    (tmp_path / "t.csv").write_text("tool,a,b\nAnt,1,2\nBee,3,4\nTotal,,\n", encoding="utf-8")
    assert [str(out) for out in mo.read(tmp_path / "t.csv").reading.dropped] == ["row 'Total' (empty)"]


@pytest.mark.parametrize("name", ["[weight]", "(Weights)", "{gewicht}"])
def test_a_row_of_weights_may_stand_in_brackets_of_any_kind(tmp_path, name):
    problem = read(tmp_path, f"tool,price,speed\n{name},2,1\nAlder,3,4\nBirch,2,5")
    assert problem.matrix.names == ("Alder", "Birch")
    assert problem.weights.values.tolist() == [2, 1]


@pytest.mark.parametrize("text", ["| | |\n|---|---\n| ", "| | |\n|---|---|\n| | |\n", "|  |\n|---|\n"])
def test_a_table_of_nothing_is_refused(tmp_path, text):
    (tmp_path / "t.md").write_text(text, encoding="utf-8")
    with pytest.raises(mo.ReadError):
        mo.read(tmp_path / "t.md")


def test_rows_with_shares_are_asked_about_though_one_is_named_like_a_statistic(tmp_path):
    (tmp_path / "t.csv").write_text("Option;v1;v2;v3\nrange (5%);;88,5;44\nspeed (70%);598;485;403\ncharm (25%);96;83;\n", encoding="utf-8")
    with pytest.raises(mo.ReadError, match=r"the row 'range \(5%\)' is named like a criterion"):
        mo.read(tmp_path / "t.csv")


@pytest.mark.parametrize("shares", [("50%", "50%"), ("40%", "60%")])
@pytest.mark.parametrize("total", ["Score", "Weighted score", "Mean"])
def test_rows_that_state_weights_in_their_names_are_asked_about_though_the_totals_are_means(tmp_path, shares, total):
    text = f"Option,v1,v2,v3\nTeam size ({shares[0]}),2,2,4\nReach ({shares[1]}),6,5,4\n{total},4,3.5,4"
    with pytest.raises(mo.ReadError, match="'Team size .* is named like a criterion"):
        read(tmp_path, text)


@pytest.mark.parametrize("head", ["#", "No."])
def test_a_row_called_max_that_has_only_notes_is_asked_about(tmp_path, head):
    (tmp_path / "t.csv").write_text(f"{head};tool;speed;range;version\n1;Ant;7;2;1.6.2\n2;Bee;5;4;2.2.8\n3;Max;;;3.4.1\n", encoding="utf-8")
    with pytest.raises(mo.ReadError, match="'Max' has nothing in its cells"):
        mo.read(tmp_path / "t.csv", label="tool")
    assert mo.read(tmp_path / "t.csv", label="tool", notes=["Max"]).matrix.names == ("Ant", "Bee")
