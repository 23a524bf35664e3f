"""Writes the pages about plug-ins from what the plug-ins say of themselves."""

import textwrap
import tomllib
from pathlib import Path

import mcda_orch as mo
from mcda_orch.laws.catalogue import LAWS, classified
from mcda_orch.plugin.family import FAMILIES

WITNESSES = Path(__file__).parents[1] / "data" / "witnesses"


def built_in(family):
    """Return the plug-ins of the library itself; other packages may be installed beside it."""
    found = [mo.get(name) for name in mo.names(family)]
    return [p for p in found if p.function.__module__.startswith("mcda_orch.")]


def row(cells):
    return "| " + " | ".join(str(c).replace("|", "\\|") for c in cells) + " |"


def first_sentence(plugin):
    return plugin.__doc__.strip().split("\n")[0]


def overview(family):
    lines = [row(["name", "meaning", "cells", "better", "arrays", "source"]), row(["---"] * 6)]
    for p in built_in(family):
        better = p.better.value if family == "score" else ""
        arrays = "NumPy" if p.numpy_only else "any"
        cite = " ".join(f"{{cite:p}}`{key}`" for key in p.cite)
        lines.append(row([f"[{p.name}](#{p.name})", first_sentence(p), p.domain.needs, better, arrays, cite]))
    return "\n".join(lines)


def laws(family):
    asked = classified(FAMILIES[family])
    mark = {True: "✓", False: "✗"}
    lines = [row(["", *(law.name for law in asked)]), row(["---", *([":-:"] * len(asked))])]
    for p in built_in(family):
        lines.append(row([f"**{p.name}**", *(mark[law in p.keeps] for law in asked)]))
        for v in p.variants:
            lines.append(row([f"{p.name}, {v.name}", *(mark[law in p.claims_of(v)[0]] for law in asked)]))
    return "\n".join(lines)


def witnesses(plugin):
    path = WITNESSES / f"{plugin.name}.toml"
    if not path.exists():
        return ""
    lines = ["", "Smallest counterexamples to the laws it breaks:", ""]
    for w in tomllib.loads(path.read_text(encoding="utf-8"))["witness"]:
        parts = {**w.get("arrays", {}), **w.get("params", {}), **w.get("choices", {})}
        variant = f" ({w['variant']})" if "variant" in w else ""
        lines.append(f"- **{w['law']}**{variant}: " + ", ".join(f"`{k} = {v}`" for k, v in parts.items()))
    return "\n".join(lines)


def section(plugin):
    body = textwrap.dedent("    " + plugin.__doc__.strip())
    text = body.split("\nParameters\n")[0]
    notes = body.split("\nNotes\n-----\n")[1].split("\nReferences\n")[0]
    notes = notes.replace("``", "`")
    return f"({plugin.name})=\n### {plugin.name}\n\n{text.strip()}\n\n{notes.strip()}\n{witnesses(plugin)}\n"


def page(family, title):
    parts = [
        f"# {title}\n",
        overview(family),
        "\n## Laws\n",
        "Kept means: not refuted by search. Broken means: there is a witness below.\n",
        laws(family),
    ]
    parts += ["\n## One by one\n", *map(section, built_in(family))]
    return "\n".join(parts)


def write(folder):
    """Write one page for each family, and one for the laws."""
    folder.mkdir(exist_ok=True)
    titles = {"score": "Methods", "scaling": "Scalings", "weighting": "Weightings", "pairwise": "Weights from judgements"}
    for family, title in titles.items():
        (folder / f"{family}.md").write_text(page(family, title), encoding="utf-8")
    lines = ["# Laws\n", row(["law", "statement", "asked of"]), row(["---"] * 3)]
    for law in LAWS.values():
        who = ", ".join(f.name for f in law.families) + (" (all must keep it)" if law.universal else "")
        lines.append(row([law.name, law.statement, who]))
    (folder / "laws.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
