"""The work of reading grows as the file does, and cells that nobody wrote cost nothing.

Work is counted in calls of functions, so that no clock is asked.
"""

import json
import sys

import pytest

import mcda_orch as mo


def work(path, **options):
    """Return how many calls of functions it takes until a file is read, or refused."""
    counted = 0

    def count(frame, event, argument):
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        mo.read(path, **options)
    except mo.McdaError:
        pass
    finally:
        sys.setprofile(before)
    return counted


def wide(count, head="c{}", cell="{}"):
    heads = ["tool", *(head.format(j) for j in range(count))]
    return "\n".join(map(",".join, [heads, *([f"t{i}", *(cell.format(j) for j in range(count))] for i in range(3))])) + "\n"


XMCDA = '<xmcda xmlns="http://www.decision-deck.org/2019/XMCDA-4.0.0">{}</xmcda>'


KINDS = {
    "rows of words that may be directions": (
        "t.csv",
        lambda n: "tool,a,b\n" + "".join(f"t{i},high,{('low', 'high')[i % 2]}\n" for i in range(n)),
        {"marks": "auto"},
    ),
    "totals below a column of weights": (
        "t.csv",
        lambda n: "name,weight,x,y\n" + "".join(f"c{i},2,{i},{i}\n" for i in range(n)) + "Total,3,4,5\n" * n,
        {},
    ),
    "levels of all columns": ("t.csv", lambda n: wide(n, cell="fair"), lambda n: {"levels": {f"c{j}": ["poor", "fair"] for j in range(n)}}),
    "levels by a part of a header": ("t.csv", lambda n: wide(n, "c{} [ms]"), lambda n: {"levels": {f"c{n - 1}": [str(n - 1), "x"]}}),
    "directions by a part of a header": (
        "t.csv",
        lambda n: wide(n, "c{} [ms]"),
        lambda n: {"directions": {f"c{j} [ms]": 1 for j in range(n)}},
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_twice_the_file_is_twice_the_work(tmp_path, name):
    file, text, options = KINDS[name]
    counts = []
    for size in (60, 300, 600):  # the first fills caches
        (tmp_path / file).write_text(text(size), encoding="utf-8")
        counts.append(work(tmp_path / file, **(options(size) if callable(options) else options)))
    assert counts[2] < 2.2 * counts[1]


SPARSE = {
    "t.csv": "tool," + ",".join(f"c{j}" for j in range(4000)) + "\n" + "".join(f"t{i},1\n" for i in range(4000)),
    "t.md": "| tool |"
    + "".join(f" c{j} |" for j in range(4000))
    + "\n"
    + "|-" * 4001
    + "|\n"
    + "".join(f"| t{i} | 1 |\n" for i in range(4000)),
    "html.md": "<table><tr><td>tool</td>"
    + "".join(f"<td>c{j}</td>" for j in range(4000))
    + "</tr>\n"
    + "".join(f"<tr><td>t{i}</td><td>1</td></tr>\n" for i in range(4000))
    + "</table>\n",
    "t.json": json.dumps([{"tool": f"t{i}", f"c{i}": 1} for i in range(4000)]),
    "problem.json": json.dumps({"alternatives": [{"name": f"t{i}", "values": {f"c{i}": 1}} for i in range(4000)]}),
    "t.xml": XMCDA.format(
        "<performanceTable>"
        + "".join(
            f"<alternativePerformances><alternativeID>a{i}</alternativeID><performance><criterionID>g{i}</criterionID><values><value>"
            "<integer>1</integer></value></values></performance></alternativePerformances>"
            for i in range(2000)
        )
        + "</performanceTable>"
    ),
}


@pytest.mark.parametrize("file", SPARSE)
def test_a_table_that_is_nearly_empty_and_huge_is_refused(tmp_path, file):
    (tmp_path / file).write_text(SPARSE[file], encoding="utf-8")
    with pytest.raises(mo.ReadError, match=r"rows and columns leave room for [\d,]+ cells, and only [\d,]+ of them are there"):
        mo.read(tmp_path / file)


def test_a_row_may_end_in_many_separators(tmp_path):
    (tmp_path / "t.csv").write_text("tool,a\nx,1\ny,2" + "," * 100_000 + "\n", encoding="utf-8")
    assert mo.read(tmp_path / "t.csv").matrix.values.tolist() == [[1], [2]]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("# Tools" + " " * 50_000 + "of all kinds ##  ", "Tools" + " " * 50_000 + "of all kinds"),
        ("## Tools ####", "Tools"),
        ("# C#", "C#"),
        ("# C #", "C"),
        ("# #", ""),
        ("#", ""),
    ],
)
def test_a_heading_ends_before_the_hashes_that_close_it(tmp_path, line, named):
    (tmp_path / "t.md").write_text(
        f"# First\n\n| x | y |\n|-|-|\n| a | 1 |\n\n{line}\n\n| tool | a |\n|-|-|\n| x | 1 |\n", encoding="utf-8"
    )
    if named:
        assert mo.read(tmp_path / "t.md", table=named).matrix.names == ("x",)
    else:
        assert "2 (line 9: tool, a)" in mo.read(tmp_path / "t.md").reading.assumed[0]
