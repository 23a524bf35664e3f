import re

import pytest

import mcda_orch as mo
from mcda_orch.core.latex import escaped, mathematical
from mcda_orch.core.table import Table

PROBLEM = mo.load("orchestrators")


def test_an_outcome_is_a_booktabs_table_with_caption_and_label():
    text = mo.vikor(PROBLEM).to_latex("Ranks & scores", "tab:ranks")
    assert text.startswith(
        "\\begin{table}\n\\centering\n\\caption{Ranks \\& scores}\n\\label{tab:ranks}\n\\begin{tabular}{rlr}\n  \\toprule"
    )
    assert "\\hline" not in text
    assert text.count("\\midrule") == text.count("\\bottomrule") == 1
    assert "  1 & Metaflow & 0 \\\\" in text


def test_a_table_without_caption_and_label_does_not_float():
    assert Table(("a_b",), ((-0.5,), (1e-9,))).to_latex() == (
        "\\begin{tabular}{r}\n  \\toprule\n  a\\_b \\\\\n  \\midrule\n  $-0.5$ \\\\\n  $1 \\cdot 10^{-9}$ \\\\\n  \\bottomrule\n\\end{tabular}"
    )


@pytest.mark.parametrize(
    ("symbol", "shown"),
    [
        ("r_ij", "$r_{ij}$"),
        ("x'_ij", r"$x_{ij}^{\prime}$"),
        ("s^_ij", r"$\hat{s}_{ij}$"),
        ("ubar_i(wsd)", r"$\bar{u}_{i}^{(\mathrm{wsd})}$"),
        ("WMAD_i", r"$\mathrm{WMAD}_{i}$"),
        ("f(K_i)", "$f(K_{i})$"),
        ("ln r_ij", r"$\ln r_{ij}$"),
        ("Phi_j", r"$\Phi_{j}$"),
        ("C2", "$C_{2}$"),
        ("rank of 5 %", r"rank of 5 \%"),
    ],
)
def test_symbols_become_mathematics(symbol, shown):
    assert mathematical(symbol) == shown


@pytest.mark.parametrize("name", ["topsis", "vikor", "promethee_ii", "mabac", "moora"])
def test_steps_have_mathematical_heads_and_balanced_braces(name):
    text = mo.get(name)(PROBLEM).steps.to_latex()
    plain = re.sub(r"\\[\\{}$%&#_]", "", text)
    assert plain.count("{") == plain.count("}")
    assert plain.count("$") % 2 == 0
    assert text.count("\\toprule") == text.count("\\caption") == len(mo.get(name)(PROBLEM).steps)
    assert "_{i" in text


def test_what_latex_would_run_is_text():
    assert escaped("\\input{x} 5% ~^<a>\n") == (
        "\\textbackslash{}input\\{x\\} 5\\% \\textasciitilde{}\\textasciicircum{}\\textless{}a\\textgreater{} "
    )
    assert escaped("✓ α ≥") == r"$\checkmark$ $\alpha$ $\geq$"
