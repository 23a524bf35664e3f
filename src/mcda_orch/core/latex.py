"""LaTeX of a table: booktabs rules, a caption, and symbols set as mathematics. Check marks and stars need amssymb."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["escaped", "mathematical", "tabular"]

_SPECIAL = {c: f"\\{c}" for c in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
_SIGNS = {
    "−": "-", "≥": r"\geq", "≤": r"\leq", "→": r"\to", "±": r"\pm", "∞": r"\infty", "×": r"\times", "✓": r"\checkmark", "✗": r"\times",
    "↑": r"\uparrow", "↓": r"\downarrow", "★": r"\star", "☆": r"\star", "≠": r"\neq", "≈": r"\approx", "·": r"\cdot",
}  # fmt: skip
_GREEK = {
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho",
    "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega",
}  # fmt: skip
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
_SYMBOL = re.compile(
    r"(?P<base>[A-Za-z]+)(?P<digits>[0-9]*)(?P<mark>'*|\^)(?:_(?P<below>[A-Za-z0-9]+))?(?P<sign>[-+*]?)(?:\((?P<word>[A-Za-z0-9]+)\))?"
)
_CALL = re.compile(r"(?P<name>[A-Za-z]+)(?P<open>\(| )(?P<inner>[^()]*_[^()]*)\)?")


def escaped(text: str) -> str:
    r"""Return text as LaTeX sets it; signs that fonts of text lack become mathematics.

    Examples
    --------
    >>> print(escaped("price_net ≥ 5 %"))
    price\_net $\geq$ 5 \%
    """
    return "".join(_letter(c) for c in text)


def _letter(c: str) -> str:
    if c in _SPECIAL:
        return _SPECIAL[c]
    if c in _SIGNS:
        return f"${_SIGNS[c]}$"
    name = unicodedata.name(c, "")
    if name.startswith("GREEK SMALL LETTER ") and name[19:].lower() in _GREEK:
        return f"$\\{name[19:].lower()}$"
    return " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c


def mathematical(symbol: str) -> str:
    r"""Return the symbol of a step as mathematics: what follows the underscore is the subscript, and signs stand above.

    Examples
    --------
    >>> print(mathematical("r_ij"), mathematical("D_i+"), mathematical("phi_i"), mathematical("u_i(wsd)"))
    $r_{ij}$ $D_{i}^{+}$ $\phi_{i}$ $u_{i}^{(\mathrm{wsd})}$
    """
    inside = _inside(symbol)
    return escaped(symbol) if inside is None else f"${inside}$"


def _inside(symbol: str) -> str | None:
    """Return what stands between the dollars, or None where the symbol is no mathematics."""
    call = _CALL.fullmatch(symbol)
    if call is not None:
        name, inner = call["name"], _inside(call["inner"])
        shown = name if len(name) == 1 else f"\\{name}" if name in ("ln", "log", "exp") else f"\\mathrm{{{name}}}"
        return None if inner is None else f"{shown}({inner})" if call["open"] == "(" else f"{shown} {inner}"
    match = _SYMBOL.fullmatch(symbol)
    if match is None:
        return None
    base, bar = match["base"], match["base"].endswith("bar") and len(match["base"]) == 4
    name = base[0] if bar else base
    name = f"\\{name}" if name in _GREEK else name if len(name) == 1 else f"\\mathrm{{{name}}}"
    name = f"\\bar{{{name}}}" if bar else f"\\hat{{{name}}}" if match["mark"] == "^" else name
    below = ",".join(part for part in (match["digits"], match["below"]) if part)
    above = "\\prime" * match["mark"].count("'") + match["sign"] + (f"(\\mathrm{{{match['word']}}})" if match["word"] else "")
    return name + (f"_{{{below}}}" if below else "") + (f"^{{{above}}}" if above else "")


def tabular(heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], caption: str = "", label: str = "") -> str:
    r"""Return a LaTeX table of texts that are LaTeX already in its heads, and plain in its rows.

    Parameters
    ----------
    heads : sequence of str
        LaTeX.
    rows : sequence of sequences of str
        Plain text; numbers in columns that are set flush right become mathematics, so that a minus is one.
    right : sequence of bool
        Which columns hold numbers.
    caption : str, default ""
        Plain text; with it (or a label) the table floats, without it stands where it is.
    label : str, default ""
        For ``\ref``, such as ``"tab:ranking"``.
    """

    def line(cells: Sequence[str]) -> str:
        return "  " + " & ".join(cells) + r" \\"

    spec = "".join("r" if r else "l" for r in right)
    body = [line([_number(c) if r else escaped(c) for c, r in zip(row, right, strict=True)]) for row in rows]
    table = [f"\\begin{{tabular}}{{{spec}}}", "  \\toprule", line(heads), "  \\midrule", *body, "  \\bottomrule", "\\end{tabular}"]
    if not caption and not label:
        return "\n".join(table)
    said = [f"\\caption{{{escaped(caption)}}}"] if caption else []
    named = [f"\\label{{{label}}}"] if label else []
    return "\n".join(["\\begin{table}", "\\centering", *said, *named, *table, "\\end{table}"])


def _number(text: str) -> str:
    """Return a number as mathematics where text would set it wrongly: with a minus, or with a power of ten."""
    if not _NUMBER.fullmatch(text) or ("-" not in text and "e" not in text):
        return escaped(text)
    digits, _, power = text.partition("e")
    return f"${digits}$" if not power else f"${digits} \\cdot 10^{{{int(power)}}}$"
