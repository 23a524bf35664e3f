"""The many dresses in which people write one meaning: separators, marks, units, layouts, words for blanks, rows of weights and so on.

`Dressed.asks` lists what a careful person would ask about the file; where it is empty, refusing is a fault.
"""

from dataclasses import dataclass, field

from .meanings import Meaning

NA = ("n/a", "N/A", "-", "–", "—", "?", "TBD", "unknown", "none", ".", "nan", "null")
WAYS = {
    "suffix": {"max": ":max", "min": ":min"},
    "parenthesis": {"max": " (max)", "min": " (min)"},
    "arrow": {"max": " ↑", "min": " ↓"},
    "words": {"max": " (higher is better)", "min": " (lower is better)"},
}
ROWS = {
    "direction": {"max": "max", "min": "min"},
    "Type": {"max": "benefit", "min": "cost"},
    "impacts": {"max": "+", "min": "-"},
    "objective": {"max": "maximize", "min": "minimize"},
    "type": {"max": "1", "min": "-1"},
}
WEIGHTS = ("weight", "Weights", "weights:", "Weighting", "Gewichtung", "Poids", "Peso", "Weight (%)")


@dataclass
class Dressed:
    """A file, the options it is read with, and what a careful person would ask about it."""

    meaning: Meaning
    data: bytes
    suffix: str
    options: dict = field(default_factory=dict)
    asks: list = field(default_factory=list)


def dress(m, rng):
    """Write a meaning as a file in one of very many ways."""
    markdown = rng.random() < 0.45
    separator = "|" if markdown else rng.choice(",,,;;\t|")
    decimal = "," if rng.random() < 0.3 else "."
    out = Dressed(m, b"", ".md" if markdown else rng.choice((".csv", ".csv", ".tsv")) if separator == "\t" else ".csv")
    thousands = rng.choice((",", ".", "'", " ", "\u00a0", "\u202f", "’")) if rng.random() < 0.3 else ""
    if thousands == decimal:
        thousands = ""
    numbers = _Numbers(rng, out, markdown, separator, decimal, thousands)
    rows = [
        [numbers.word(column, i) if column.ladder else numbers.cell(column, i) for column in m.criteria] for i in range(len(m.alternatives))
    ]
    numbers.finish()
    header = [column.name for column in m.criteria]
    stated = any(column.way for column in m.criteria)
    way = rng.choice((*WAYS, *ROWS, "option")) if stated else None
    if way in WAYS:
        header = [name + WAYS[way][column.way] for name, column in zip(header, m.criteria, strict=True)]
        if any("time (min)" in name for name in header):
            out.asks.append("less is better, or minutes?")
    weighing = rng.choice(("row", "row", "header", "option")) if m.weights else None
    total = sum(m.weights) if m.weights else 0
    if weighing == "header" and (total != 100 or way in WAYS):
        weighing = "row"
    if weighing == "header":
        header = [f"{name} ({w}%)" for name, w in zip(header, m.weights, strict=True)]
    styles = ("0", "0", "**0**", "`0`", "[0](https://example.org)", "![](logo.png) 0", "<b>0</b>") if markdown else ("0",)
    style = rng.choice(styles)
    table = [
        [style.replace("0", _escaped(name, style) if markdown else name), *row] for name, row in zip(m.alternatives, rows, strict=True)
    ]
    head = [m.label, *header]
    extra = []
    if weighing == "row":
        key = rng.choice(WEIGHTS)
        percent = "%" if total == 100 and "%" not in key and rng.random() < 0.5 else ""
        shown = [f"{w}{percent}" for w in m.weights]
        extra.append([key, *shown])
    if way in ROWS:
        extra.append([way, *(ROWS[way][column.way] for column in m.criteria)])
    if weighing == "option":
        out.options["weights"] = {column.name: float(w) for column, w in zip(m.criteria, m.weights, strict=True)}
    if way == "option":
        out.options["directions"] = {column.name: column.way for column in m.criteria}
    table = [*extra, *table] if rng.random() < 0.5 else [*table, *extra]
    blank = [""] * len(extra)
    first = table[: len(extra)] == extra
    for key, texts in m.notes.items():
        head.append(key)
        for row, text in zip(table, [*blank, *texts] if first else [*texts, *blank], strict=True):
            row.append(text)
        if rng.random() < 0.3:
            out.options["notes"] = list(m.notes)
    if m.published:
        name = rng.choice(("Total", "Score", "Weighted score", "Gesamt", "Total score"))
        shown = [_plain(score, decimal) for score in m.published]
        head.append(name)
        for row, text in zip(table, [*blank, *shown] if first else [*shown, *blank], strict=True):
            row.append(text)
        if rng.random() < 0.5:
            out.options["published"] = name
        else:
            out.asks.append("is the column of totals published, or a criterion?")
    turned = not m.notes and rng.random() < 0.3
    if turned:
        grid = [list(row) for row in zip(head, *table, strict=True)]
        head, table = grid[0], grid[1:]
        silent = not extra and way is None and weighing is None and not m.published  # nothing in the file tells
        if silent or rng.random() < 0.6:
            out.options["layout"] = "criteria-in-rows"
        else:
            out.asks.append("which side holds the criteria?")
        if m.published and "published" not in out.options:
            out.asks.append("is the last row a total?")
    elif rng.random() < 0.1:
        head.insert(0, rng.choice(("#", "No.", "Nr")))
        numbered = iter(range(1, len(m.alternatives) + 1))
        for k, row in enumerate(table):
            row.insert(0, "" if (k < len(extra) if first else k >= len(m.alternatives)) else str(next(numbered)))
        if extra or m.label == "":
            out.asks.append("where are the labels?")
        if rng.random() < 0.5 and m.label:
            out.options["label"] = m.label
    if {"Max", "Min"} & set(m.alternatives):
        out.asks.append("is Max an alternative, or a statistic?")
    if "" in head[1:]:
        out.asks.append("a column without a name")
    _write(out, rng, head, table, markdown, separator)
    return out


class _Numbers:
    """Writes the cells of one file, each column in one dress."""

    def __init__(self, rng, out, markdown, separator, decimal, thousands):
        self.rng, self.out, self.markdown, self.separator = rng, out, markdown, separator
        self.decimal, self.thousands, self.dresses = decimal, thousands, {}
        self.declared = rng.random() < 0.5
        self.na = rng.choice(NA) if rng.random() < 0.5 else ""

    def cell(self, column, i):
        """Write one number, or a blank."""
        value = column.cells[i]
        if value is None:
            return self._blank()
        if column.name not in self.dresses:
            self.dresses[column.name] = self._kind(column)
        kind = self.dresses[column.name]
        text = _grouped(value, self.decimal, self.thousands)
        if kind == "stars":
            return "★" * int(value) + "☆" * (5 - int(value))
        if kind == "minus":
            return text.replace("-", "\u2212")
        if kind == "some bold":
            return f"**{text}**" if self.rng.random() < 0.5 else text
        return kind.replace("0", text)

    def word(self, column, i):
        """Write one word of a ladder."""
        key = ("word", column.name)
        if key not in self.dresses:
            self.dresses[key] = self.rng.choice(("levels", "auto", ""))
            if self.dresses[key] == "levels":
                self.out.options.setdefault("levels", {})[column.name] = list(column.ladder)
            elif self.dresses[key] == "auto":
                self.out.options["marks"] = "auto"
            self.out.asks.append("what are the words worth?")
        if self.na in column.ladder:
            self.out.asks.append("is it the mark, or a blank?")
        return column.ladder[int(column.cells[i])]

    def finish(self):
        """Declare the marks, or leave them to be inferred."""
        if self.rng.random() < 0.3:
            self.out.options["decimal"] = self.decimal
            if self.thousands:
                self.out.options["thousands"] = self.thousands
        elif self.decimal == "," or self.thousands in {",", "."}:
            self.out.asks.append("which marks are these?")

    def _blank(self):
        if not self.na:
            return ""
        if self.declared:
            self.out.options["na"] = [self.na]
        else:
            self.out.asks.append("na")
        return self.na

    def _kind(self, column):
        whole = all(c is None or (c == int(c) and 0 <= c <= 5) for c in column.cells)
        kinds = ["0"] * 6 + ([] if "(" in column.name else ["0%", "0 %", "$0", "€0", "0 €", "0 ms", "0ms", "minus", "EUR 0"])
        kinds += ["some bold", "*0*", "**0**", "`0`"] if self.markdown else []
        kinds += ["stars", "0/5", "0/5"] if whole and "(" not in column.name else []
        return self.rng.choice(kinds)


def _escaped(name, style):
    """Escape what Markdown would take for markup, as a careful writer does; code spans show everything as it stands."""
    return name if "`" in style else "".join("\\" + c if c in "*_[]<`" else c for c in name)


def _plain(value, decimal):
    return f"{value:f}".replace(".", decimal)


def _grouped(value, decimal, thousands):
    sign, _, rest = ("-", "", f"{-value:f}") if value < 0 else ("", "", f"{value:f}")
    whole, _, part = rest.partition(".")
    if thousands and len(whole) > 3:
        groups = []
        while whole:
            groups.insert(0, whole[-3:])
            whole = whole[:-3]
        whole = thousands.join(groups)
    return sign + whole + (decimal + part if part else "")


def _write(out, rng, head, table, markdown, separator):
    before = after = ""
    if markdown:
        if rng.random() < 0.4:
            before = rng.choice(
                ("# A title\n\nSome words, 1,5 | no table.\n\n", "```\n| a | b |\n|---|---|\n| 1 | 2 |\n```\n\n", "<!-- note -->\n\n")
            )
        if rng.random() < 0.3:
            after = rng.choice(("\nWords after it.\n", "\n| x | y |\n|---|---|\n| only one |\n", "\n## More\n"))
        escaped = [[cell.replace("|", "\\|") for cell in row] for row in [head, ["---"] * len(head), *table]]
        outer = rng.random() < 0.9 or any(row[0] == "" or row[-1] == "" for row in escaped)
        pad = rng.choice((" ", " ", "  ", ""))
        lines = [("|" + pad if outer else "") + f"{pad}|{pad}".join(row) + (pad + "|" if outer else "") for row in escaped]
        if not outer and head[0] == "":
            out.asks.append("an empty corner without outer bars")
    else:
        always = rng.random() < 0.2
        special = (separator, '"', "\n", "\r")

        def quoted(cell):
            return '"' + cell.replace('"', '""') + '"' if always or any(c in cell for c in special) else cell

        trailing = separator if rng.random() < 0.1 else ""
        lines = [separator.join(map(quoted, row)) + trailing for row in [head, *table]]
        if rng.random() < 0.1:
            before = rng.choice(("Comparison of tools\n\n", "# exported today\n"))
        if separator == ";" and rng.random() < 0.1:
            before = "sep=;\n"
    end = rng.choice(("\n", "\n", "\n", "\r\n"))
    text = (before + "\n".join(lines) + ("\n" + after if after else rng.choice(("\n", "\n\n", "")))).replace("\n", end)
    coding = rng.choice(("utf-8",) * 8 + ("utf-8-sig", "utf-16", "cp1252"))
    try:
        out.data = text.encode(coding)
    except UnicodeEncodeError:
        out.data = text.encode()


PIECES = (
    "|",
    "||",
    ",",
    ";",
    "\n",
    "\r\n",
    '"',
    '""',
    "\t",
    "**",
    "`",
    "```",
    "\\",
    "<",
    "&amp;",
    "%",
    "$",
    "1,000",
    "1.5.2",
    "n/a",
    "-",
    "weights",
    "min",
    "Total",
    "\x00",
    "\x1b[1m",
    "\u2028",
    "🥇",
    "९",
    "１",
    "e999",
    "(",
    "[x](y",
    "<!--",
    "#",
    " ",
    "---",
    "|---|",
    "0x1F",
    "1_000",
    "∞",
    "NaN",
)


def mutated(data, rng):
    """Edit a file at random: bytes and pieces that mean something to a reader are dropped, doubled, moved and put in."""
    data = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        at = rng.randrange(len(data) + 1)
        to = min(len(data), at + rng.choice((1, 1, 2, 5, 30)))
        act = rng.randrange(5)
        if act == 0:
            del data[at:to]
        elif act == 1:
            data[at:at] = rng.choice(PIECES).encode()
        elif act == 2:
            data[at:at] = data[at:to] * rng.choice((1, 2, 20))
        elif act == 3:
            data[at:to] = bytes(rng.randrange(256) for _ in range(to - at))
        else:
            piece, there = data[at:to], rng.randrange(len(data) + 1)
            del data[at:to]
            data[there:there] = piece
    return bytes(data)
