"""Time of reading is linear in the size of a file: 1 MB and 2 MB of what is hard on a reader, CPU seconds and how they grow.

Each file is read, or refused in a sentence, three times in turn with its double; the least of each counts. A ratio of 2 is linear.
The last part reads 20,000 rows and 20 columns of CSV in the forms that people write numbers in, in times such a file of plain numbers.
"""

import contextlib
import tempfile
import time
from pathlib import Path

import numpy as np

import mcda_orch as mo

SIZE, ROUNDS, ROWS, COLUMNS = 1_000_000, 3, 20_000, 20
CELL = "| tool | note | price |\n|---|---|---|\n| Ant | {} | 1 |\n| Bee | b | 2 |\n"
CSV = "tool,note,price\nAnt,{},1\nBee,b,2\n"
QUOTED = 'tool,note,price\nAnt,"{}",1\nBee,b,2\n'
XMCDA = """<xmcda xmlns="http://www.decision-deck.org/2019/XMCDA-4.0.0"><criteria><criterion id="g1"/></criteria><performanceTable>{}</performanceTable></xmcda>"""
NODE = """<alternativePerformances><alternativeID>a{}</alternativeID><performance><criterionID>g1</criterionID>
<values><value><real>{}.5</real></value></values></performance></alternativePerformances>"""


def filled(pattern, around="{}"):
    """Return a text in which a pattern comes again and again."""
    return lambda size: around.replace("{}", pattern * (size // len(pattern)))


def rows(head, row):
    """Return a table of as many rows as fit; `row` takes the number of the row."""

    def text(size):
        count = size // len(row(1000))
        return head + "".join(map(row, range(count)))

    return text


def wide(cell):
    """Return a table of few rows with as many columns as fit."""

    def text(size):
        count = size // (3 * len(cell(1000, 1)) + 8)
        heads = ",".join(["tool", *(f"c{j}" for j in range(count))])
        return "\n".join([heads, *(",".join([f"t{i}", *(cell(j, i) for j in range(count))]) for i in range(3))]) + "\n"

    return text


HOSTILE = {
    **{
        f"Markdown, one cell of {pattern}": (".md", filled(pattern, CELL), {})
        for pattern in (
            "[",
            "]",
            "![",
            "[a](",
            "`",
            "``a`",
            "*",
            "*a_",
            "**a ",
            "<",
            "<a ",
            "<!--",
            "&",
            "\\",
            "\\|",
            "~~",
            "(",
            "a",
            "1",
            "1,",
            "★",
        )
    },
    **{
        f"Markdown, lines of {line!r}": (".md", filled(line + "\n"), {})
        for line in (
            "|",
            "| a | b |",
            "|-|-|",
            "> ",
            "> > > a",
            "- - - a",
            "```",
            "<div>",
            "<!--",
            "[a]: b",
            "1. a",
            "    a",
            "# a",
            "| `a | b` |",
        )
    },
    "Markdown, many tables": (".md", filled("\n| a | b |\n|---|---|\n| x | 1 |\n| y | 2 |\n"), {}),
    "Markdown, many rows with a note": (
        ".md",
        rows("| tool | a | note |\n|-|-|-|\n", lambda i: f"| t{i} | {i} | it is **{i}** of [these](x) |\n"),
        {},
    ),
    "Markdown, a header of 1 MB": (".md", lambda size: f"| tool | {'price ' * (size // 6)} |\n|-|-|\n| a | 1 |\n| b | 2 |\n", {}),
    **{
        f"CSV, one cell of {pattern!r}": (".csv", filled(pattern, CSV), {})
        for pattern in ("a", "a ", "1", ".", "1 ", "(", "n/a ", "-", "★", "é")
    },
    **{f"CSV, a quoted cell of {pattern!r}": (".csv", filled(pattern, QUOTED), {}) for pattern in ("a,", '""', "a\n", "1,", "\r")},
    "CSV, a quote that is never closed": (".csv", filled("a,1\n", 'tool,price\n"{}'), {}),
    "CSV, nothing but separators": (".csv", filled(","), {}),
    "CSV, nothing but ends of lines": (".csv", filled("\n"), {}),
    "CSV, comments": (".csv", filled("# a\n"), {}),
    "CSV, short rows": (".csv", rows("tool,a,b,c,d,note\n", lambda i: f"t{i},1,2,3,4\n"), {}),
    "CSV, many columns": (".csv", wide(lambda j, i: f"{j}.{i}"), {}),
    "CSV, many columns of words": (".csv", wide(lambda j, i: ("low", "high", "medium")[(i + j) % 3]), {"marks": "auto"}),
    "CSV, many columns of words that nobody declared": (".csv", wide(lambda j, i: ("low", "high", "medium")[(i + j) % 3]), {}),
    "CSV, many columns of notes": (".csv", wide(lambda j, i: f"some text {j} {i}"), {}),
    "CSV, a header of 1 MB": (".csv", lambda size: f"tool,{'price (lower is better) ' * (size // 24)}\na,1\nb,2\n", {}),
    "CSV, many rows": (".csv", rows("tool,a,b\n", lambda i: f"t{i},{i}.25,{i % 7}\n"), {}),
    "CSV, many rows in quotes": (".csv", rows("tool,a,b\n", lambda i: f'"t, {i}","{i}.25","{i % 7}"\n'), {}),
    "CSV, decimal commas": (".csv", rows("tool;a;b\n", lambda i: f"t{i};{i},25;0,{i}\n"), {}),
    "CSV, units": (".csv", rows("tool,a,b\n", lambda i: f"t{i},{i}.25 ms,${i}\n"), {}),
    "CSV, units that do not agree": (".csv", rows("tool,a,b\n", lambda i: f"t{i},{i}.25 {('ms', 's')[i % 2]},{i}\n"), {}),
    "CSV, a unit in every cell": (".csv", rows("tool,a,b\n", lambda i: f"t{i},{i} u{i},{i}\n"), {}),
    "CSV, fractions": (".csv", rows("tool,a,b\n", lambda i: f"t{i},{i}/{i + 1},{i}\n"), {}),
    "CSV, ranges": (".csv", rows("tool,a,b\n", lambda i: f"t{i},{i}-{i + 5},{i}\n"), {}),
    "CSV, stars": (".csv", rows("tool,a,b\n", lambda i: f"t{i},{'★' * (i % 5 + 1)},{i}\n"), {}),
    "CSV, many notes": (".csv", rows("tool,a,note\n", lambda i: f"t{i},{i},what to say of {i} in {i % 9} words\n"), {}),
    "CSV, many notes and one blank word": (
        ".csv",
        rows("tool,a,note\nx,1,n/a\n", lambda i: f"t{i},{i},what to say of {i} in {i % 9} words\n"),
        {},
    ),
    "CSV, many notes and levels": (
        ".csv",
        rows("tool,a,note\nx,low,b\n", lambda i: f"t{i},high,what to say of {i}\n"),
        {"levels": {"low": 0, "high": 1}},
    ),
    "CSV, a word in every cell": (".csv", rows("tool,a,b\n", lambda i: f"t{i},w{i},{i}\n"), {"criteria": ["a", "b"]}),
    "CSV, blank words": (".csv", rows("tool,a,b\n", lambda i: f"t{i},{('n/a', '-', '7')[i % 3]},{i}\n"), {}),
    "CSV, names alike": (".csv", rows("tool,a,b\n", lambda i: f"t{i % 1000},{i},{i}\n"), {}),
    "CSV, rows named like totals": (".csv", rows("tool,a,b\nx,1,2\n", lambda i: f"Total {i},{i},{i}\n"), {}),
    "CSV, rows called total": (".csv", rows("tool,a,b\nx,1,2\n", lambda _: "Total,1,2\n"), {}),
    "CSV, criteria in rows": (".csv", rows("criterion,weight,x,y\n", lambda i: f"c{i},1,{i},{i}\n"), {}),
    "CSV, criteria in rows with units": (
        ".csv",
        rows("criterion,x,y\n", lambda i: f"c{i},{i} ms,{i} ms\n"),
        {"layout": "criteria-in-rows"},
    ),
    "CSV, criteria in rows, many options": (".csv", wide(lambda j, i: f"{j}.{i}"), {"layout": "criteria-in-rows"}),
    "JSON, deep": (".json", filled("["), {}),
    "JSON, deep objects": (".json", filled('{"a":'), {}),
    "JSON, records": (
        ".json",
        lambda size: "[" + ",".join(f'{{"tool": "t{i}", "a": {i}.5, "b": "{i} ms"}}' for i in range(size // 40)) + "]",
        {},
    ),
    "JSON, one long text": (".json", filled("a", '[{"tool": "{}", "a": 1}, {"tool": "b", "a": 2}]'), {}),
    "TOML, deep": (".toml", filled("[", "a = {}"), {}),
    "TOML, a deep key": (".toml", filled("a.", "{}b = 1\n"), {}),
    "TOML, many keys": (".toml", lambda size: "".join(f"key{i} = {i}\n" for i in range(size // 18)), {}),
    "TOML, many criteria": (".toml", lambda size: "".join(f'[[criteria]]\nname = "c{i}"\n' for i in range(size // 30)), {}),
    "XMCDA, many nodes": (".xml", lambda size: XMCDA.replace("{}", "".join(NODE.replace("{}", str(i)) for i in range(size // 170))), {}),
    "XMCDA, deep": (".xml", filled("<a>", XMCDA), {}),
    "XMCDA, a long text": (".xml", filled("a ", XMCDA), {}),
}


def cpu(path, options):
    """Return the CPU seconds until a file is read, or refused."""
    start = time.process_time()
    with contextlib.suppress(mo.McdaError):
        mo.read(path, **options)
    return time.process_time() - start


def growth(folder, suffix, text, options):
    """Return CPU seconds for a file and for its double, the least of several rounds."""
    paths = [folder / f"{times}{suffix}" for times in (1, 2)]
    for times, path in enumerate(paths, start=1):
        path.write_text(text(times * SIZE), encoding="utf-8")
    measured = [[cpu(path, options) for path in paths] for _ in range(ROUNDS)]
    return [min(each) for each in zip(*measured, strict=True)]


def dressed(folder):
    """Return CPU seconds for one table in several forms, the least of several rounds, and how they compare with plain numbers."""
    numbers = np.round(np.random.default_rng(0).uniform(0, 1000, (ROWS, COLUMNS)), 2).tolist()
    forms = {
        "plain numbers": lambda i, j, x: f"{x!r}",
        "decimal commas": lambda i, j, x: f"{x!r}".replace(".", ","),
        "thousands": lambda i, j, x: f"{100 * x:,.2f}",
        "units": lambda i, j, x: (f"{x} ms", f"${x}", f"{x}%")[j % 3],
        "notes in half of the columns": lambda i, j, x: f"{x}" if j < COLUMNS // 2 else f"a remark on row {i} and {x}",
        "one blank word in one column": lambda i, j, x: "n/a" if (i, j) == (15_000, 5) else f"{x}",
        "one blank word in each column": lambda i, j, x: "n/a" if i == 15_000 + j else f"{x}",
        "labels in quotes": lambda i, j, x: f"{x}",
    }
    paths = {}
    for name, cell in forms.items():
        paths[name] = folder / f"{len(paths)}.csv"
        label = '"row; {}"' if name == "labels in quotes" else "row {}"
        lines = [";".join([label.format(i), *(cell(i, j, x) for j, x in enumerate(row))]) for i, row in enumerate(numbers)]
        paths[name].write_text(
            "\n".join([";".join(["name", *(f"criterion {j}" for j in range(COLUMNS))]), *lines]) + "\n", encoding="utf-8"
        )
    options = {name: {"na": ["n/a"], "blanks": "worst"} if "blank" in name else {} for name in forms}
    measured = [{name: cpu(path, options[name]) for name, path in paths.items()} for _ in range(ROUNDS + 2)]
    least = {name: min(each[name] for each in measured) for name in forms}
    return {name: {"CPU seconds": round(s, 3), "x plain numbers": round(s / least["plain numbers"], 1)} for name, s in least.items()}


def run():
    """Return seconds for 1 MB and 2 MB of each kind, their ratio; and seconds for each form of numbers."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, (suffix, text, options) in HOSTILE.items():
            one, two = growth(Path(folder), suffix, text, options)
            found[name] = {"CPU seconds of 1 MB": round(one, 3), "of 2 MB": round(two, 3), "ratio": round(two / one, 2)}
        found["20,000 rows and 20 columns"] = dressed(Path(folder))
    return found
