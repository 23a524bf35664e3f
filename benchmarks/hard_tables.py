"""Tables that are hard on a reader: patterns that come again and again, and far more rows, columns or statements than anybody writes.

`TABLES` holds for each kind the ending of its file, the text of about so many letters, and the options that it is read with, or
what returns them for the text.
"""

CELL = "| tool | note | price |\n|---|---|---|\n| Ant | {} | 1 |\n| Bee | b | 2 |\n"
LONG = 20
"""Cells that a text is spread over, so that none is longer than the csv module allows."""
HTML = "<table><tr><td>tool</td><td>note</td><td>a</td></tr><tr><td>Ant</td><td>{}</td><td>1</td></tr></table>\n"


def filled(pattern, around="{}"):
    """Return a text in which a pattern comes again and again."""
    return lambda size: around.replace("{}", pattern * (size // len(pattern)))


def rows(head, row):
    """Return a table of as many rows as fit; `row` takes the number of the row."""

    def text(size):
        count = size // len(row(1000))
        return head + "".join(map(row, range(count)))

    return text


def wide(cell, head="c{}", last=""):
    """Return a table of few rows with as many columns as fit; `last` stands in each cell of a row of weights."""

    def text(size):
        count = size // (3 * len(cell(1000, 1)) + len(head.format(1000)) + 4 + len(last))
        lines = [["tool", *map(head.format, range(count))], *([f"t{i}", *(cell(j, i) for j in range(count))] for i in range(3))]
        return "\n".join(map(",".join, [*lines, *([["weight", *[last] * count]] if last else [])])) + "\n"

    return text


def markdown(text):
    """Return separated values as a Markdown table."""
    head, *lines = (f"|{line.replace(',', '|')}|\n" for line in text.splitlines())
    return head + "|" + "-|" * (head.count("|") - 1) + "\n" + "".join(lines)


def number(j, i):
    """Return the number of a cell."""
    return f"{j}.{i}"


def long_cells(pattern, quote=""):
    """Return a table whose cells hold a pattern again and again."""

    def text(size):
        cell = quote + pattern * (size // LONG // len(pattern)) + quote
        return "tool,note,price\n" + "".join(f"t{i},{cell},{i}\n" for i in range(LONG))

    return text


def wide_headers(text):
    """Return a table with long headers."""
    return "tool," + ",".join(f"{j} {text}" for j in range(LONG)) + "".join(f"\nt{i}{f',{i}' * LONG}" for i in range(3)) + "\n"


def of_each(option, what):
    """Return options that name every column of a table beside the first."""
    return lambda text: {option: what(text.partition("\n")[0].split(",")[1:])}


TABLES = {
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
    **{
        f"Markdown, {start + pattern!r} going on in one line": (
            ".md",
            filled(pattern, f"{start}{{}}b\n\n| a | b |\n|-|-|\n| x | 1 |\n"),
            {},
        )
        for start, pattern in (
            ("a", " "),
            ("# a", " "),
            ("#", " #"),
            ("", "#"),
            ("", "- "),
            ("", "> "),
            ("| a |\n|", "-|"),
            ("| a |\n|", " "),
            ("[", "a"),
            ("<table", " "),
            ("a\n", "="),
            ("1", "."),
        )
    },
    "Markdown, many tables": (".md", filled("\n| a | b |\n|---|---|\n| x | 1 |\n| y | 2 |\n"), {}),
    "Markdown, the last of many tables": (
        ".md",
        filled("\n| a | b |\n|---|---|\n| x | 1 |\n| y | 2 |\n", "{}\n# Last\n\n| a | c |\n|---|---|\n| x | 1 |\n| y | 2 |\n"),
        {"table": "last"},
    ),
    "Markdown, a table that none of many is": (".md", filled("\n| a | b |\n|---|---|\n| x | 1 |\n| y | 2 |\n"), {"table": "c"}),
    "Markdown, many columns": (".md", lambda size: markdown(wide(number)(size)), {}),
    "Markdown, short rows below many columns": (
        ".md",
        lambda size: markdown(wide(number)(size // 3)) + "".join(f"| u{i} | 1 |\n" for i in range(size // 20)),
        {},
    ),
    "Markdown, rows behind empty lines": (".md", filled("\n| y | 2 |\n", "| a | b |\n|---|---|\n| x | 1 |\n{}"), {}),
    "Markdown, many references": (
        ".md",
        lambda size: (
            rows("| tool | a |\n|-|-|\n", lambda i: f"| [t{i}][r{i}] | {i} |\n")(size // 2)
            + rows("\n", lambda i: f"[r{i}]: x{i}\n")(size // 2)
        ),
        {},
    ),
    "Markdown, an HTML table": (
        ".md",
        lambda size: f"<table>{rows('<tr><td>tool<td>a</tr>', lambda i: f'{chr(10)}<tr><td>t{i}</td><td>{i}</td></tr>')(size)}</table>\n",
        {},
    ),
    "Markdown, an HTML table in one line": (
        ".md",
        lambda size: f"<table>{rows('<tr><td>tool<td>a</tr>', lambda i: f'<tr><td>t{i}</td><td>{i}</td></tr>')(size)}</table>\n",
        {},
    ),
    **{
        f"Markdown, an HTML cell of {pattern!r}": (".md", filled(pattern, HTML), {})
        for pattern in ("a ", "<", "<a ", '<a b="', "<td ", "</", "<!--", "&", "[", "*a_")
    },
    "Markdown, many rows with a note": (
        ".md",
        rows("| tool | a | note |\n|-|-|-|\n", lambda i: f"| t{i} | {i} | it is **{i}** of [these](x) |\n"),
        {},
    ),
    "Markdown, a header of 1 MB": (".md", lambda size: f"| tool | {'price ' * (size // 6)} |\n|-|-|\n| a | 1 |\n| b | 2 |\n", {}),
    **{
        f"CSV, long cells of {pattern!r}": (".csv", long_cells(pattern), {})
        for pattern in (
            "a",
            "a ",
            "1",
            ".",
            "1 ",
            "1'",
            "1.",
            "1e",
            "1-",
            "(",
            "n/a ",
            "-",
            "+",
            "★",
            "★ ",
            "é",
            "5 (",
            "1/",
            "$",
            " (a",
            "a1",
        )
    },
    **{
        f"CSV, long labels of {pattern!r}": (
            ".csv",
            lambda size, pattern=pattern: (
                "tool,a,b\n" + "".join(f"{pattern * (size // LONG // len(pattern))} {i},1,{i}\n" for i in range(LONG))
            ),
            {},
        )
        for pattern in ("a", "a ", "1", "total ", "weight (", "max ", "a:", "↑", "%")
    },
    **{f"CSV, long quoted cells of {pattern!r}": (".csv", long_cells(pattern, '"'), {}) for pattern in ("a,", '""', "a\n", "1,", "\r")},
    "CSV, a quote that is never closed": (".csv", filled("a,1\n", 'tool,price\n"{}'), {}),
    "CSV, nothing but separators": (".csv", filled(","), {}),
    "CSV, nothing but ends of lines": (".csv", filled("\n"), {}),
    "CSV, comments": (".csv", filled("# a\n"), {}),
    "CSV, short rows": (".csv", rows("tool,a,b,c,d,note\n", lambda i: f"t{i},1,2,3,4\n"), {}),
    "CSV, many columns": (".csv", wide(number), {}),
    "CSV, many columns of words": (".csv", wide(lambda j, i: ("low", "high", "medium")[(i + j) % 3]), {"marks": "auto"}),
    "CSV, many columns of words that nobody declared": (".csv", wide(lambda j, i: ("low", "high", "medium")[(i + j) % 3]), {}),
    "CSV, many columns of notes": (".csv", wide(lambda j, i: f"some text {j} {i}"), {}),
    "CSV, long headers": (".csv", lambda size: wide_headers("price (lower is better) " * (size // LONG // 24)), {}),
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
    "CSV, criteria in rows, many options": (".csv", wide(number), {"layout": "criteria-in-rows"}),
    "CSV, criteria in rows, a name and many totals": (
        ".csv",
        lambda size: "name,weight,x,y\n" + "".join(f"c{i},1,{i},{i}\n" for i in range(size // 40)) + "Total,3,4,5\n" * (size // 26),
        {},
    ),
    "CSV, rows of words that may be directions": (
        ".csv",
        rows("tool,a,b\n", lambda i: f"t{i},high,{('low', 'high')[i % 2]}\n"),
        {"marks": "auto"},
    ),
    "CSV, rows of plus and minus": (".csv", rows("tool,a,b\n", lambda i: f"t{i},{'+-'[i % 2]},{'-+'[i % 3 == 0]}\n"), {"marks": "auto"}),
    "CSV, a row that ends in separators": (".csv", filled(",", "tool,a\nx,1\ny,2{}\n"), {}),
    "CSV, short rows below many columns": (
        ".csv",
        lambda size: wide(number)(size // 2) + "".join(f"u{i},1\n" for i in range(size // 20)),
        {},
    ),
    "CSV, title lines above a table": (
        ".csv",
        lambda size: "".join(f"title {i}\n" for i in range(40)) + rows("tool,a,b\n", lambda i: f"t{i},{i},{i}\n")(size),
        {},
    ),
    "CSV, comments between rows": (".csv", rows("tool,a,b\nx,1,2\n", lambda i: f"# remark {i}\nt{i},{i},1\n"), {}),
    "CSV, one column": (".csv", rows("x,\n", lambda i: f"{i},\n"), {"label": False}),
    "CSV, no header": (".csv", rows("", lambda i: f"t{i},{i},{i}\n"), {"header": False}),
    "CSV, marks and words in one column": (
        ".csv",
        rows("tool,a,b\n", lambda i: f"t{i},{('✓', 'yes', '✗', 'no', '5 (good)')[i % 5]},{i}\n"),
        {"marks": "auto"},
    ),
    "CSV, text beside each number": (".csv", rows("tool,a,b\n", lambda i: f"t{i},{i} (see note {i}),{i}\n"), {}),
    "CSV, thousands": (".csv", rows("tool;a;b\n", lambda i: f"t{i};1,{i % 1000:03d},{i % 999:03d};{i}\n"), {}),
    "CSV, k and M": (".csv", rows("tool,a,b\n", lambda i: f"t{i},{i}k,{i}\n"), {"marks": "auto"}),
    "CSV, many columns, and options that name them all": (".csv", wide(number), of_each("criteria", list)),
    "CSV, many columns, and directions of them all": (
        ".csv",
        wide(number),
        of_each("directions", lambda names: dict.fromkeys(names, "min")),
    ),
    "CSV, many columns, and weights of them all": (".csv", wide(number), of_each("weights", lambda names: dict.fromkeys(names, 1))),
    "CSV, many columns, and notes but for one": (".csv", wide(number), of_each("notes", lambda names: names[1:])),
    "CSV, many columns, and levels of them all": (
        ".csv",
        wide(lambda j, i: ("weak", "fair", "firm")[i]),
        of_each("levels", lambda names: {name: ["weak", "fair", "firm"] for name in names}),
    ),
    "CSV, many columns, and levels by a part of a header": (
        ".csv",
        wide(lambda j, i: f"{i}", "c{} [ms]"),
        of_each("levels", lambda names: {names[-1].partition(" ")[0]: ["0", "1", "2"]}),
    ),
    "CSV, many columns, and one that is not there": (".csv", wide(number), {"published": "c9999999"}),
    "CSV, many columns with directions": (".csv", wide(number, "c{}:min"), {}),
    "CSV, many columns with weights": (".csv", wide(number, "c{} (weight 2)"), {}),
    "CSV, many columns with units": (".csv", wide(lambda j, i: f"{j} ms", "c{} [ms]"), {}),
    "CSV, many columns above a row of weights": (".csv", wide(number, last="2"), {}),
    "CSV, many columns of stars": (".csv", wide(lambda j, i: "★" * (i + 1)), {}),
    "CSV, many columns of blank words": (".csv", wide(lambda j, i: "n/a" if i else "1"), {}),
    "CSV, many columns of words of which some are known": (".csv", wide(lambda j, i: ("low", f"w{j}" if j % 2 else "low", "high")[i]), {}),
    "CSV, many columns called rank": (".csv", wide(lambda j, i: f"{i + 1}", "rank {}"), {}),
    "CSV, many columns called total": (".csv", lambda size: wide(lambda j, i: f"{i}", "total {}")(size).replace("total 0", "cost"), {}),
}
