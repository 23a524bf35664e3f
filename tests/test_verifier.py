"""The verifier by itself, on small documents written by hand: what it accepts, and what nobody can make it accept."""

import ast
import json
import os
import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest

from mcda_orch import verifier
from mcda_orch.cli.entry import main

SOURCE = Path(verifier.__file__)
HALVES = {
    "method": "wsm", "parameters": [], "alternatives": ["Ant", "Bee", "Cat"], "rows": None, "weights": ["3", "2"], "open": [], "figures": None, "statements": [],
    "cells": [["1", "0"], ["0", "1"], ["0", "0"]], "blanks": {"policy": "refuse", "value": None},
    "criteria": [{"name": name, "direction": "max", "low": "0", "high": "1", "levels": []} for name in ("x", "y")],
}  # fmt: skip
ORDER = {"kind": "ranks", "ties": "optimistic", "ends": [[1, 1], [2, 2], [3, 3]], "scores": [["3", "3"], ["2", "2"], ["0", "0"]]}
REGIONS = [
    {"names": ["Ant"], "share": "1/2", "corners": [["1", "0"], ["1/2", "1/2"]]},
    {"names": ["Bee"], "share": "1/2", "corners": [["0", "1"], ["1/2", "1/2"]]},
]
FIRST = {"kind": "first places", "outside": [], "regions": REGIONS}
LEAD = {
    "kind": "lead", "pairs": [["Cat", "Ant"], ["Cat", "Bee"]], "margin": "-1/2", "weights": ["1/2", "1/2"], "mixture": ["1/2", "1/2"],
    "multipliers": ["-1/2", "0", "0"],
}  # fmt: skip


def document(*claims, question=HALVES, statements=()):
    question = {**question, "statements": list(statements)}
    part = {"input": verifier.sealed(question), "question": question, "claims": list(claims)}
    found = {"schema": "mcda_orch.certificate", "version": 1, "parts": [part]}
    return json.dumps({**found, "seal": verifier.sealed(found)})


def changed(given, **fields):
    return {**deepcopy(given), **fields}


def rejected(*claims, why=":", **given):
    with pytest.raises(ValueError, match=why):
        verifier.verify(document(*claims, **given))


def test_what_is_proved_is_said_in_sentences():
    said = "\n".join(verifier.verify(document(ORDER, FIRST, LEAD)))
    assert "Ranks, ties optimistic: Ant 1, Bee 2, Cat 3 with the stated weights" in said
    assert "Ant 1/2, Bee 1/2, Cat 0" in said
    assert (
        "The smallest of the leads of Cat over Ant, Cat over Bee is -1/2 at most, with all weights; it is that with 1/2 x + 1/2 y" in said
    )


def test_the_scope_is_part_of_the_sentence():
    more = {"row": ["1", "-1"], "low": "0", "high": None}  # x weighs at least as much as y
    alone = changed(FIRST, outside=[[["0", "1"], ["1/2", "1/2"]]], regions=[changed(REGIONS[0], share="1")])
    assert "where 0 <= 1 x - 1 y, each in this part of them: Ant 1, Bee 0, Cat 0" in verifier.verify(document(alone, statements=[more]))[1]
    rejected(alone, why="outside|fill|argument")


@pytest.mark.parametrize(
    "regions",
    [
        [REGIONS[0], changed(REGIONS[1], share="1/3")],
        [REGIONS[0]],
        [REGIONS[0], REGIONS[0]],
        [changed(REGIONS[0], corners=REGIONS[0]["corners"][:1]), REGIONS[1]],
        [changed(REGIONS[0], names=["Cat"]), REGIONS[1]],
        [changed(REGIONS[0], names=["Ant", "Cat"], share="1/4"), REGIONS[1]],
        [changed(REGIONS[0], corners=[["1", "0"], ["0", "1"]], share="1")],
    ],
    ids=["share", "left out", "twice", "corner left out", "another", "no tie", "too wide"],
)
def test_parts_are_exact_or_rejected(regions):
    rejected(changed(FIRST, regions=regions))


def test_alternatives_that_tie_everywhere_share_their_part_evenly():
    twins = changed(HALVES, cells=[["1", "0"], ["1", "0"], ["0", "0"]])
    whole = changed(REGIONS[0], names=["Ant", "Bee"], corners=[["1", "0"], ["0", "1"]])
    assert verifier.verify(document(changed(FIRST, regions=[whole]), question=twins))
    halves = [changed(whole, names=[name], corners=r["corners"]) for name, r in (("Ant", REGIONS[0]), ("Bee", REGIONS[1]))]
    rejected(changed(FIRST, regions=halves), question=twins, why="tie")


def test_ranks_name_everybody_and_ties_count_as_is_said():
    for ends in ([[1, 1], [2, 2]], [[1, 1], [1, 1], [3, 3]], [[2, 2], [1, 1], [3, 3]], [[1, 2], [2, 2], [3, 3]], [[0, 1], [2, 2], [3, 3]]):
        rejected(changed(ORDER, ends=ends))
    rejected(changed(ORDER, scores=[["3", "3"], ["2", "2"], ["0", "1"]]), why="score")
    level = changed(HALVES, cells=[["1", "0"], ["1", "0"], ["0", "0"]])
    tied = changed(ORDER, scores=[["3", "3"], ["3", "3"], ["0", "0"]])
    for ties, ends in (("optimistic", [1, 1]), ("pessimistic", [2, 2]), ("strict", [1, 1])):
        assert verifier.verify(document(changed(tied, ties=ties, ends=[ends, ends, [3, 3]]), question=level))
    rejected(changed(tied, ties="pessimistic", ends=[[1, 1], [1, 1], [3, 3]]), question=level)


def test_open_cells_take_both_ends_and_strict_ties_settle_nothing():
    blank = changed(HALVES, cells=[["1", None], ["0", "1"], ["0", "0"]], open=[{"cell": ["Ant", "y"], "low": "-2", "high": "-1/2"}])
    scores = [["-1", "2"], ["2", "2"], ["0", "0"]]  # at best Ant is level with Bee
    for ties, ends in (
        ("optimistic", [[1, 3], [1, 1], [2, 3]]),
        ("strict", [[2, 3], [1, 1], [2, 3]]),
        ("pessimistic", [[2, 3], [1, 2], [2, 3]]),
    ):
        claim = changed(ORDER, ties=ties, ends=ends, scores=scores)
        if ties == "optimistic":
            assert (
                "Ant 1 to 3, Bee 1, Cat 2 to 3"
                in verifier.verify(document(changed(claim, ends=[[1, 3], [1, 1], [2, 3]]), question=blank))[1]
            )
        else:
            assert verifier.verify(document(claim, question=blank))
        rejected(changed(claim, ends=[[1, 2], *ends[1:]]), question=blank)


def test_blanks_that_give_their_weight_away_are_not_open_too():
    blank = changed(HALVES, cells=[["1", None], ["0", "1"], ["0", "0"]], blanks={"policy": "redistribute", "value": None})
    claim = changed(ORDER, scores=[["5", "5"], ["2", "2"], ["0", "0"]])
    assert verifier.verify(document(claim, question=blank))
    rejected(claim, question=changed(blank, open=[{"cell": ["Ant", "y"], "low": "-9", "high": "9"}]), why="worked out")


def test_files_about_very_many_take_too_long():
    many = changed(HALVES, alternatives=[f"a{i}" for i in range(15_000)], cells=[["1", "0"]] * 15_000)
    rejected({"kind": "preference", "leads": []}, question=many, why="takes too long to check")


def test_costs_count_negative_and_blanks_as_the_policy_says():
    question = changed(HALVES, cells=[["1", None], ["0", "1"], ["0", "0"]], blanks={"policy": "best", "value": None})
    question["criteria"][1]["direction"] = "min"
    costs = changed(ORDER, ends=[[1, 1], [3, 3], [2, 2]], scores=[["3", "3"], ["-2", "-2"], ["0", "0"]])
    assert "(blanks: best)" in verifier.verify(document(costs, question=question))[1]
    question["blanks"] = {"policy": "redistribute", "value": None}
    assert verifier.verify(document(changed(costs, scores=[["5", "5"], ["-2", "-2"], ["0", "0"]]), question=question))
    rejected(costs, question=question)
    question["blanks"] = {"policy": "refuse", "value": None}
    rejected(ORDER, question=question)


def test_rows_of_other_methods_are_taken_as_given_and_named():
    given = changed(HALVES, method="maut", parameters=["shape=linear"], rows=HALVES["cells"])
    assert "rows as given, what maut shape=linear sees" in verifier.verify(document(changed(ORDER), question=given))[0]
    rejected(ORDER, question=changed(given, rows=None), why="only the weighted sum")
    rejected(ORDER, question=changed(given, rows=[]), why="missing")
    change = {
        "kind": "cell change",
        "winner": "Bee",
        "over": ["Ant"],
        "gains": ["3/5", "0"],
        "short": None,
        "changes": [{"criterion": "x", "value": "1", "limit": False}],
    }
    assert verifier.verify(document(change))
    rejected(changed(change, gains=["3/5", "1/5"]), why="gain something else")
    rejected(change, question=given, why="another question")


def test_claims_about_weights_and_about_published_figures_do_not_mix():
    published = changed(
        HALVES, figures={"shares": False, "limits": [{"low": "3", "high": "3"}, {"low": "2", "high": "2"}, None], "ranking": []}
    )
    only = {"kind": "explained", "points": [["3", "2"]], "only": True, "multipliers": None, "limits": None}
    assert "(whole) (blanks: refuse)" in verifier.verify(document(only, question=published))[1]
    rejected(changed(only, points=[["3", "1"]]), question=published)
    none = changed(published, figures={"shares": False, "limits": [{"low": "-3", "high": "-3"}, None, None], "ranking": []})
    refuted = changed(only, points=[], only=False, multipliers=["1/3", "-1/3", "0"])
    assert "No weights give what was published of Ant" in verifier.verify(document(refuted, question=none))[1]
    rejected(changed(refuted, multipliers=["-1/3", "1/3", "0"]), question=none)
    rejected(changed(refuted, multipliers=["1", "-1", "0"]), question=none, why="contradict nothing")
    rejected(changed(refuted, limits=[]), question=none, why="no limits")
    rejected(FIRST, question=published, why="another question")
    rejected(only, why="another question")


def test_rows_of_which_nothing_is_known_are_not_said_to_agree():
    figure = {"low": "3", "high": "3"}
    blank = changed(
        HALVES,
        cells=[["1", None], ["0", "1"], ["1", "0"]],
        figures={"shares": False, "limits": [figure, {"low": "2", "high": "2"}, figure], "ranking": []},
    )
    only = {"kind": "explained", "points": [["3", "2"]], "only": True, "multipliers": None, "limits": None}
    assert "What was published of Bee, Cat comes out" in verifier.verify(document(only, question=blank))[1]
    known = {"kind": "points", "alternative": "Ant", "without": ["Cat"], "span": {
        "low": "0", "high": None, "least": ["0", "2"], "most": ["1", "0"], "below": ["0", "-1", "0"], "above": None,
    }}  # fmt: skip
    assert "By what is published of Bee, the known cells of Ant come to 0 to any" in verifier.verify(document(known, question=blank))[1]


def test_blanks_cannot_give_their_weight_to_cells_of_no_weight():
    figure = {"low": "2", "high": "2"}
    blank = changed(
        HALVES, cells=[["9", None], ["0", "1"], ["0", "1"]], figures={"shares": False, "limits": [figure, figure, None], "ranking": []}
    )
    blank["blanks"] = {"policy": "redistribute", "value": None}
    total = {"row": ["1", "1"], "low": "2", "high": "2"}
    rejected(
        {"kind": "explained", "points": [["0", "2"]], "only": False, "multipliers": None, "limits": None},
        question=blank,
        statements=[total],
        why="else",
    )


def test_a_row_that_is_left_out_cannot_be_named_like_a_limit_of_all_weights():
    rejected(ORDER, question=changed(HALVES, alternatives=["", "Bee", "Cat"]), why="names")


def test_nothing_that_is_malformed_raises_anything_but_a_rejection():
    whole = json.loads(document(ORDER, FIRST, LEAD))
    odd = [None, [], {}, "", "1/0", "01", "nan", 0, -1, 1.5, True, "x" * 9, [[]], {"low": "1"}, ["Ant"] * 9]

    def places(value, path=()):
        yield path
        for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
            yield from places(part, (*path, key))

    for path in list(places(whole))[1:]:
        for value in odd:
            forged = deepcopy(whole)
            spot = forged
            for key in path[:-1]:
                spot = spot[key]
            if spot[path[-1]] == value and type(spot[path[-1]]) is type(value):
                continue
            spot[path[-1]] = value
            part = forged["parts"][0] if isinstance(forged["parts"], list) and forged["parts"] else None
            if path[-1] not in ("seal", "input") and isinstance(part, dict) and "question" in part:
                part["input"] = verifier.sealed(part["question"])
            if path[-1] != "seal":
                forged["seal"] = verifier.sealed({k: v for k, v in forged.items() if k != "seal"})
            try:
                said = verifier.verify(json.dumps(forged))
            except ValueError:
                continue
            free = path[-3:-2] == ("criteria",) or path[-1] in ("scores", "open", "parameters", "outside", "levels") or "mixture" in path
            assert free, (path, value, said)


@pytest.mark.parametrize(
    "text",
    ["", "[", "null", "[]", '{"a": 1, "a": 2}', "NaN", '{"seal": NaN}', "[" * 100_000, "9" * 10_000, '"\ud800"'.encode("utf-8", "surrogatepass"), b"\xff\xfe\x00"],
    ids=range(11),
)  # fmt: skip
def test_what_is_no_document_is_rejected(text):
    with pytest.raises(ValueError, match=":"):
        verifier.verify(text)


def test_a_broken_seal_and_another_question_are_found():
    forged = json.loads(document(ORDER))
    forged["parts"][0]["question"]["weights"] = ["4", "2"]
    with pytest.raises(ValueError, match="seal"):
        verifier.verify(json.dumps(forged))
    forged["seal"] = verifier.sealed({k: v for k, v in forged.items() if k != "seal"})
    with pytest.raises(ValueError, match="another question"):
        verifier.verify(json.dumps(forged))


def test_it_runs_alone_and_tells_by_its_exit_code(tmp_path):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(document(ORDER), encoding="utf-8")
    bad.write_text(document(changed(ORDER, scores=[["3", "3"], ["2", "2"], ["1", "1"]])), encoding="utf-8")
    runs = {
        code: subprocess.run([sys.executable, "-I", "-S", SOURCE, *files], capture_output=True, text=True, check=False)
        for code, files in ((0, [good]), (1, [good, bad]), (2, [bad, tmp_path / "none.json"]))
    }
    assert {code: run.returncode for code, run in runs.items()} == {0: 0, 1: 1, 2: 2}
    assert not any(run.stderr for run in runs.values())
    assert "claim 1 of wsm: Cat has other ranks or scores" in runs[1].stdout
    assert "cannot be read" in runs[2].stdout


def test_the_command_checks_without_numpy(tmp_path):
    path = tmp_path / "good.json"
    path.write_text(document(ORDER), encoding="utf-8")
    code = "import sys\nfrom mcda_orch.cli.entry import main\nfound = main(sys.argv[1:])\nprint(found, 'numpy' in sys.modules, 'scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, "verify", path], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("0 False False")


def test_what_a_file_says_cannot_pass_for_a_line_of_the_verifier(tmp_path, capsys):
    name = "Ant\n  Bee is first\x1b[31m"
    path = tmp_path / "odd.json"
    path.write_text(document(ORDER, question=changed(HALVES, alternatives=[name, "Bee", "Cat"])))
    assert main(["verify", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "Ant?  Bee is first?[31m" in shown
    assert len(shown.splitlines()) == 3


def test_it_is_short_and_needs_the_standard_library_only(tmp_path):
    text = SOURCE.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            assert {alias.name for alias in node.names} <= set(sys.stdlib_module_names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level
            assert node.module.split(".")[0] in {*sys.stdlib_module_names}
    alone, good = tmp_path / "auditor.py", tmp_path / "good.json"
    shutil.copy(SOURCE, alone)
    good.write_text(document(ORDER), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", "-S", alone, good], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ant 1, Bee 2, Cat 3 with the stated weights" in done.stdout


@pytest.mark.parametrize(
    "program",
    [["-I", "-S", str(SOURCE)], ["-c", "import sys\nfrom mcda_orch.cli.entry import main\nraise SystemExit(main())", "verify"]],
    ids=["alone", "command"],
)
def test_a_reader_that_leaves_early_changes_nothing_of_the_exit_code(tmp_path, program):
    bad = tmp_path / "bad.json"
    bad.write_text(document(changed(ORDER, scores=[["3", "3"], ["2", "2"], ["1", "1"]])), encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, *program, bad], stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")


TOTALS = changed(HALVES, cells=[["1", "0"], ["0", "1"], ["1", "1"]], weights=None)


def figures(*limits, ranking=(), shares=False):
    ends = [None if v is None else {"low": v[0], "high": v[1]} for v in limits]
    return changed(TOTALS, figures={"shares": shares, "limits": ends, "ranking": list(ranking)})


def explained(*points, only=False):
    return {"kind": "explained", "points": list(points), "only": only, "multipliers": None, "limits": None}


ENDLESS = (None, None)


def test_a_limit_that_is_none_leaves_other_weights():
    sure = figures(("1", "1"), ("2", "2"), None)
    assert "(whole)" in verifier.verify(document(explained(["1", "2"], only=True), question=sure))[1]
    rejected(explained(["1", "2"], only=True), question=figures(("1", "1"), ENDLESS, None), why="no end")
    free = {"row": ["0", "1"], "low": None, "high": None}
    rejected(explained(["1", "2"], only=True), question=figures(("1", "1"), None, None), statements=[free], why="no end")
    rejected(explained(["1", "2"], only=True), question=figures(("1", "1"), None, ("1", "3")), why="others may do too")


@pytest.mark.parametrize(
    ("said", "outside"),
    [
        ({"row": ["1", "-1"], "low": "0", "high": "0"}, [[["0", "1"], ["1/2", "1/2"]], [["1/2", "1/2"], ["1", "0"]]]),
        ({"row": ["1", "0"], "low": "2", "high": None}, [[["0", "1"], ["1", "0"]]]),
    ],
    ids=["flat", "empty"],
)
def test_nobody_is_first_in_parts_of_nothing(said, outside):
    rejected(changed(FIRST, outside=outside, regions=[]), statements=[said], why="flat")


def test_rows_that_are_given_of_the_weighted_sum_are_those_of_its_cells():
    given = changed(HALVES, rows=HALVES["cells"], parameters=[])
    assert "as given" in verifier.verify(document(ORDER, question=given))[0]
    rejected(ORDER, question=changed(given, cells=[["0", "0"], ["0", "1"], ["1", "0"]]), why="other rows")
    costs = [{**c, "direction": "min"} for c in HALVES["criteria"]]
    rejected(ORDER, question=changed(given, criteria=costs), why="other rows")


def test_points_come_with_weights_that_give_what_is_published():
    clash = changed(
        HALVES, cells=[["1", "-1", "0", "0"], ["2", "-2", "0", "0"], ["0", "0", "1", "-1"]], weights=None,
        criteria=[{**HALVES["criteria"][0], "name": name} for name in "wxyz"],
        figures={"shares": False, "limits": [{"low": "1", "high": "1"}, {"low": "5", "high": "5"}, None], "ranking": []},
    )  # fmt: skip
    span = {"low": None, "high": None, "least": ["0", "0", "0", "1"], "most": ["0", "0", "1", "0"], "below": None, "above": None}
    rejected({"kind": "points", "alternative": "Cat", "without": [], "span": span}, question=clash, why="no weights are shown")


@pytest.mark.parametrize(
    ("of", "size", "count", "given"),
    [
        ("exchanges", 2, 3, figures(None, None, None, ranking=[["Cat"], ["Ant"], ["Bee"]], shares=True)),
        ("exchanges", 1, 3, figures(("1", "1"), None, None)),
        ("exchanges", 3, 1, figures(("1", "1"), None, None)),
        ("omissions", 9, 0, figures(("1", "1"), None, None)),
        ("fillings", 0, 1, changed(figures(None, None, None), method="topsis", rows=TOTALS["cells"])),
    ],
    ids=["of a ranking", "of one", "of three", "of none", "seen by another method"],
)
def test_variants_change_what_they_say(of, size, count, given):
    same = {"points": [["1", "0"]], "only": False, "multipliers": None}
    rejected({"kind": "variants", "of": of, "size": size, "verdicts": [same] * count}, question=given, why="so many cannot")


@pytest.mark.parametrize(("total", "said"), [("3", "passed"), ("7", "FAILED")])
def test_checks_say_whether_totals_pass_them(total, said):
    given = figures(("1", "1"), ("2", "2"), (total, total))
    check = {"kind": "checks", "parity": [["1", "1", "-1"]], "constants": ["0"]}
    assert f"1 checks: 1 Ant + 1 Bee - 1 Cat = 0 ({said} by what was published)" in verifier.verify(document(check, question=given))[1]


def test_nothing_that_is_only_told_gets_a_line_of_its_own():
    told = {"kind": "not proved", "of": "this\n  Cat is first"}
    assert verifier.verify(document(told))[1] == "  NOT PROVED, and not in this file: this?  Cat is first."


def test_sums_stop_before_they_are_too_long():
    row = [f"1/{10**1998 + 2 * k + 1}" for k in range(400)]
    wide = changed(
        HALVES, cells=[row, row], alternatives=["Ant", "Bee"], weights=["1"] * 400,
        criteria=[{**HALVES["criteria"][0], "name": f"c{k}"} for k in range(400)],
    )  # fmt: skip
    rejected(changed(ORDER, ends=[], scores=[]), question=wide, why="too long")
