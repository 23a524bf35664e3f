"""Writes the pages about plug-ins from what the plug-ins say of themselves."""

import inspect
import re
import tomllib
import warnings
from pathlib import Path

import mcda_orch as mo
from mcda_orch.core.table import Table
from mcda_orch.laws.catalogue import FACTS, LAWS, classified
from mcda_orch.plugin.agreement import Agreement
from mcda_orch.plugin.consensus import Rule
from mcda_orch.plugin.family import ANY, FAMILIES, HIGHER, SCORE
from mcda_orch.plugin.proof import standings
from mcda_orch.plugin.signature import sections

WITNESSES = Path(__file__).parents[1] / "data" / "witnesses"
WIDEST = 15
"""Columns up to which a step is shown."""
MARK = {"proved": "⊢", "kept": "✓", "broken": "✗"}
MEANING = (
    "Proved (⊢) means: it follows from facts about the kernel, which generated problems attack and have not refuted. Kept (✓) means:\n"
    "generated problems have not refuted it. Broken (✗) means: there is a witness. What the laws say, and the proofs, stand under\n"
    "[Laws]({}laws.md).\n"
)
TITLES = {
    "scaling": "Scalings",
    "weighting": "Weightings",
    "pairwise": "Weights from judgements",
    "consensus": "Rules of consensus",
    "agreement": "Agreement of rankings",
    "weight_agreement": "Agreement of weights",
}


def built_in(family):
    """Return the plug-ins of the library itself; other packages may be installed beside it."""
    found = [mo.get(name) for name in mo.names(family)]
    return [p for p in found if p.function.__module__.startswith("mcda_orch.")]


def table(heads, rows, rule="---"):
    lines = [heads, ["---", *[rule] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(str(c).replace("|", "\\|") for c in line) + " |" for line in lines) + "\n"


def first_sentence(plugin):
    return plugin.summary


def part(plugin, title=None):
    """Return a section of the docstring as Markdown, or what stands before the first, without the call."""
    found = sections(plugin.__doc__)
    text = found[""].partition("\n")[2] if title is None else found[title]
    return re.sub(r":\w+:(?=`)", "", text.replace("``", "`")).strip()


def call(plugin):
    """Return the labelled call and the examples as blocks of code."""
    shown, _, bare = sections(plugin.__doc__)["Examples"].partition(">>> import numpy")
    return f"```python\n{plugin.name}{inspect.signature(plugin)}\n```\n\n```pycon\n{shown.strip()}\n```\n", bare


def kernel(plugin):
    """Return what is said of the kernel, with the examples on bare arrays."""
    bare = call(plugin)[1]
    example = f"\n\n```pycon\n>>> import numpy{bare}\n```\n" if bare else "\n"
    return part(plugin, "Kernel") + example


def cited(plugin):
    return " ".join(f"{{cite:p}}`{key}`" for key in plugin.cite)


def sources(plugin):
    return " ".join(f"{{cite:t}}`{key}`" for key in re.split(r",\s*", part(plugin, "References")))


def parameters(plugin):
    """Return the parameters as a list: a line of the docstring each, what is indented below it, and what the annotation allows."""
    lines, names = [], ""
    for line in [*part(plugin, "Parameters").split("\n"), "end"]:
        if line.startswith(" ") or not line:
            lines.append(f"  {line.strip()}")
            continue
        lines += [f"  *{said}.*" for said in allowed(plugin, names.split(", "))]
        names, colon, kind = line.partition(" : ")
        lines.append(f"- **{names}**" + (f" ({kind})" if colon else ""))
    return "\n".join(lines[:-1])


def allowed(plugin, names):
    """Return what the annotations of parameters say beyond their kind, which the docstring tells: ranges, order and effect."""
    found = {}
    for name in names:
        param = plugin.params.get(name)
        if param is not None and (param.range is not None or param.only):
            kind = param.may_be if param.range is not None else ""
            found.setdefault("; ".join(filter(None, (kind, param.only))), []).append(name)
    return [said if len(names) == 1 else f"{' and '.join(who)}: {said}" for said, who in found.items()]


def needs(plugin):
    """Return what the cells must be like under the defaults, the scaling among them included."""
    found = dict.fromkeys(domain.needs for _, domain in plugin.restrictions(plugin.settings({})) if domain.name != "ANY")
    return "; ".join(found) or "any finite values"


def opinions():
    """Return who holds each opinion: pairs of a method and the name of its variant, or None."""
    found = {}
    for p in built_in("score"):
        for name, opinion in ((None, p.opinion), *((v.name, v.opinion) for v in p.variants)):
            if opinion:
                found.setdefault(opinion, []).append((p.name, name))
    return dict(sorted(found.items()))


def link(name, variant=None, folder="methods/"):
    return f"[{name}]({folder}{name}.md)" + (f" ({variant})" if variant else "")


def states(plugin, variant=None):
    """Return the mark of every law, by the name of the law."""
    return {standing.law.name: MARK[standing.state] for standing in standings(plugin, variant)}


def law_table(plugins, name):
    asked = classified(plugins[0].family)
    rows = []
    for p in plugins:
        for v in (None, *p.variants):
            found = states(p, v)
            rows.append([f"{p.name}, {v.name}" if v else name(p), *(found[law.name] for law in asked)])
    return table(["", *(law.name for law in asked)], rows, ":-:")


def witnesses(plugin):
    path = WITNESSES / f"{plugin.name}.toml"
    if not path.exists():
        return ""
    lines = ["", "Smallest counterexamples to the laws it breaks:", ""]
    smallest = {}
    for w in tomllib.loads(path.read_text(encoding="utf-8"))["witness"]:
        smallest.setdefault((w["law"], w.get("variant")), w)  # the others are of usual size
    for w in smallest.values():
        parts = {**w.get("arrays", {}), **w.get("params", {}), **w.get("choices", {})}
        variant = f" ({w['variant']})" if "variant" in w else ""
        lines.append(f"- **{w['law']}**{variant}: " + ", ".join(f"`{k} = {v}`" for k, v in parts.items()))
    return "\n".join(lines) + "\n"


def section(plugin):
    said = [part(plugin), call(plugin)[0], parameters(plugin), part(plugin, "Notes"), f"**Kernel.** {kernel(plugin)}"]
    return f"({plugin.name})=\n### {plugin.name}\n\n" + "\n\n".join(said) + "\n" + witnesses(plugin)


def family_page(family):
    """All plug-ins of a family that needs no page for each."""
    plugins = built_in(family)
    heads, told = (
        (("kind", "no value where", "all pairs"), kind)
        if isinstance(plugins[0], Agreement)
        else (("rankings", "several results"), voted)
        if isinstance(plugins[0], Rule)
        else (("cells",), lambda p: (p.domain.needs,))
    )
    rows = [[f"[{p.name}](#{p.name})", first_sentence(p), *told(p), arrays(p), cited(p)] for p in plugins]
    return "\n".join([
        f"# {TITLES[family]}\n",
        table(["name", "meaning", *heads, "arrays", "source"], rows),
        "## Laws\n",
        MEANING.format(""),
        law_table(plugins, lambda p: f"**{p.name}**"),
        "## One by one\n",
        *map(section, plugins),
    ])  # fmt: skip


def voted(plugin):
    """Return which rankings a rule needs, and whether it tells of several results that are equally good."""
    return ("any" if plugin.domain is ANY else f"such {plugin.domain.needs}"), "✓" if plugin.optima else ""


def kind(plugin):
    """Return what a coefficient is, where it has no value, and how all pairs come about."""
    missing = "; ".join(case.name for case in plugin.undefined)
    return ("similarity" if plugin.better is HIGHER else "distance"), missing, "✓" if plugin.every_two else ""


def arrays(plugin):
    return "NumPy, one by one" if plugin.lift else "NumPy" if plugin.numpy_only else "any"


def score_page():
    """All methods and their laws, each method linked to its page."""
    plugins = built_in("score")
    rows = [
        [link(p.name), first_sentence(p), needs(p), p.better.value, "✓" if p.linear_form else "", p.opinion, arrays(p), cited(p)]
        for p in plugins
    ]
    return "\n".join([
        "# Methods\n",
        "How to tell them apart is said in [Choosing a method](../choose.md). *Cells* is what the formula can take as the method",
        "is set by default; *linear* means that the order is linear in the weights; methods of one *opinion* order all",
        "alternatives alike.\n",
        table(["name", "meaning", "cells", "better", "linear", "opinion", "arrays", "source"], rows),
        "## Laws\n",
        MEANING.format(""),
        law_table(plugins, lambda p: f"**{link(p.name)}**"),
        "```{toctree}\n:hidden:\n:glob:\n\nmethods/*\n```\n",
    ])  # fmt: skip


def shown(settings):
    return ", ".join(f"`{k} = {v!r}`" for k, v in settings.items())


def laws_of(plugin):
    """Laws kept and broken, a column for the defaults and one for each variant."""
    columns = [states(plugin, v) for v in (None, *plugin.variants)]
    rows = [[f"**{law.name}**: {law.statement}", *(found[law.name] for found in columns)] for law in classified(SCORE)]
    lines = [table(["law", "defaults", *(v.name for v in plugin.variants)], rows, ":-:")]
    if plugin.variants:
        lines += ["The variants are:\n", *(f"- {v.name}: {shown(v.params)}" for v in plugin.variants)]
    return "\n".join(lines) + "\n" + premises(plugin) + witnesses(plugin)


def premises(plugin):
    """Return from which facts the proved laws follow, for the defaults and for each variant."""
    found = {}
    for v in (None, *plugin.variants):
        for standing in standings(plugin, v):
            if standing.rule is not None:
                found.setdefault((standing.law.name, standing.rule.premises), []).append(v.name if v else "defaults")
    if not found:
        return ""
    lines = ["", "Proved laws follow from:", ""]
    for (law, names), settings in found.items():
        everywhere = len(settings) == 1 + len(plugin.variants)
        lines.append(f"- **{law}** from {', '.join(names)}" + ("" if everywhere else f" ({'; '.join(settings)})"))
    return "\n".join(lines) + "\n"


def opinion_of(plugin):
    """Who else orders all alternatives alike, under the defaults and under each variant."""
    held = opinions()
    lines = []
    for name, opinion in ((None, plugin.opinion), *((v.name, v.opinion) for v in plugin.variants)):
        others = [link(*who, folder="") for who in held.get(opinion, ()) if who[0] != plugin.name]
        if opinion:
            alike = f"orders like {', '.join(others)}" if others else "no other method orders like it"
            lines.append(f"- {name or 'Defaults'}: *{opinion}*; {alike}.")
    return "\n".join(lines) if lines else "No other method is known to order all alternatives as this one does."


def step_table(step):
    if step.labels and len(step.labels) > 1 and len(step.labels[1]) > WIDEST:
        return f"**{step.name}** `{step.symbol}`: {len(step.labels[1])} columns, not shown.\n"
    if not step.labels:
        return f"**{step.name}** `{step.symbol}` = {step.table.rows[0][0]:.6g}\n"
    plain = step.table
    return f"**{step.name}** `{step.symbol}`\n\n{Table(('', *plain.columns[1:]), plain.rows).markdown()}\n"


def on_the_orchestrators(plugin, problem):
    """The steps and the ranking on the bundled table, or why there are none."""
    try:
        outcome = plugin(problem)
    except mo.McdaError as error:
        return f"The method refuses this table:\n\n> {error}\n".replace(" Hint: ", "\n>\n> Hint: ")
    notes = "".join(f"- {note}\n" for note in outcome.notes)
    scores = Table(outcome.table.columns, outcome.table.rows).markdown()
    return "\n".join([f"Blanks: {outcome.blanks}.\n", *map(step_table, outcome.steps), "**Ranking**\n", scores, "", notes])


def method_page(plugin, problem):
    facts = [
        f"{plugin.better.value} is better",
        f"cells: {needs(plugin)}",
        "the order is linear in the weights, so exact analyses apply"
        if plugin.linear_form
        else "the order is that of a ratio of two sums, so that first places are settled by proof"
        if plugin.ratio_form
        else "not linear in the weights",
        f"arrays: {arrays(plugin)}",
    ]
    return "\n".join([
        f"({plugin.name})=\n# {plugin.name}\n",
        part(plugin) + "\n",
        call(plugin)[0],
        *(f"- {fact}" for fact in facts),
        "\n## Parameters\n",
        parameters(plugin) + "\n",
        "## Kernel\n",
        kernel(plugin),
        "## Definition\n",
        part(plugin, "Notes") + "\n",
        f"Sources: {sources(plugin)}\n",
        "## Laws\n",
        MEANING.format("../"),
        laws_of(plugin),
        "## Same opinion\n",
        opinion_of(plugin) + "\n",
        "## On the twelve orchestrators\n",
        on_the_orchestrators(plugin, problem),
    ])  # fmt: skip


def law_page():
    rows = []
    for law in LAWS.values():
        who = ", ".join(f.name for f in law.families) + (" (all must keep it)" if law.universal else "")
        rows.append([law.name, law.statement, who])
    facts = [[fact.name, fact.statement, ", ".join(f.name for f in fact.families)] for fact in FACTS.values()]
    rules = [[law.name, ", ".join(rule.premises), rule.because.replace("\n", "<br>")] for law in LAWS.values() for rule in law.follows]
    proved, kept = counts()
    return "\n".join([
        "# Laws\n",
        table(["law", "statement", "asked of"], rows),
        "## Facts\n",
        "A fact is declared of how a kernel is made, by default and as each variant, and attacked by generated problems as a law is. *U* is",
        "the linear form, by whose product with the weights alternatives are ordered, better where it is higher, or the two parts of a",
        "ratio form, the second one negated. Of a linear form the order sees the differences between rows, of a ratio form the numbers.",
        "Some facts stand in other declarations: *linear* and *ratio* say that there is such a form, *ratio_of_sums* that the weights",
        "enter it as they are.\n",
        table(["fact", "statement", "stated of"], facts),
        "## Rules\n",
        f"From these rules {proved} of the {kept} laws that the library's plug-ins keep are proved, by default and as variants. A proof is",
        "valid in exact arithmetic and for the formula without the floors and caps that hold its numbers within what floating point can",
        "tell apart; for weights that are not negative; for tables without blanks, whose cells lie in the domain and within declared",
        "bounds; for the parameters that its facts are declared for. *U* is the linear form, *w* are the weights; *G* and *L* are the parts of a ratio form, whose ratio",
        "*G u* / *L u* orders the alternatives, with *u* a power of the shares of weight.\n",
        table(["law", "follows from", "because"], rules),
    ])  # fmt: skip


def counts():
    """Return how many laws are proved of the plug-ins of the library, by default and as variants, and how many they keep at all."""
    found = [standing.state for family in FAMILIES for p in built_in(family) for v in (None, *p.variants) for standing in standings(p, v)]
    return found.count("proved"), len(found) - found.count("broken")


def holders(*laws):
    """Return, linked, what keeps all of these laws: a method, or only some variants of it."""
    found = []
    for p in built_in("score"):
        if set(laws) <= {law.name for law in p.keeps}:
            found.append(link(p.name, folder="generated/methods/"))
            continue
        kept = [v.name for v in p.variants if set(laws) <= {law.name for law in p.claims_of(v)[0]}]
        if kept:
            found.append(link(p.name, "; ".join(kept), "generated/methods/"))
    return ", ".join(found) or "none"


def choices():
    """Return the tables of the page that helps choose, by file name."""
    plugins = built_in("score")

    def listed(chosen):
        return ", ".join(link(p.name, folder="generated/methods/") for p in chosen)

    cells = {}
    for p in plugins:
        cells.setdefault(needs(p), []).append(p)
    data = sorted(cells.items(), key=lambda item: (item[0] != "any finite values", -len(item[1]), item[0]))
    bounds = [p for p in plugins if any(param.role and param.role.declared for param in p.params.values())]
    asked = {
        "scales": [
            ("ratio: the unit is arbitrary, zero is not", "unit_free"),
            ("interval: zero is arbitrary too", "unit_free", "origin_free"),
            ("ordinal: only the order means something", "order_only"),
        ],
        "newcomers": [
            ("Removing an alternative reverses no two others", "independent"),
            ("A dominated newcomer reverses no two others", "dominated_newcomer"),
            ("A copy reverses no two others", "clone_proof"),
            ("All three", "independent", "dominated_newcomer", "clone_proof"),
        ],
        "better": [
            ("Nowhere worse never scores worse", "dominance"),
            ("Better somewhere and worse nowhere scores better", "dominance", "strict_dominance"),
            ("Improving a cell lets nobody overtake", "response"),
            ("A small change never makes the scores jump", "continuous"),
        ],
        "weights": [
            ("Only proportions of weights count", "weight_free"),
            ("A criterion of weight 0 might as well not be there", "ignores_zero_weight"),
            ("Splitting a criterion in two halves changes nothing", "splitting"),
        ],
    }
    heads = {"scales": "scale", "newcomers": "wanted", "better": "wanted", "weights": "wanted"}
    found = {
        key: table([heads[key], "laws", "kept by"], [[says, ", ".join(laws), holders(*laws)] for says, *laws in rows])
        for key, rows in asked.items()
    }
    found["data"] = table(["cells", "methods"], [[what, listed(chosen)] for what, chosen in data])
    found["linear"] = table(
        ["order", "methods"],
        [
            ["linear in the weights", listed(p for p in plugins if p.linear_form)],
            ["not linear", listed(p for p in plugins if not p.linear_form)],
        ],
    )
    found["reference"] = table(
        ["what an alternative is measured against", "methods"],
        [
            ["bounds that the criteria declare, taken by themselves; else the data", listed(bounds)],
            ["the data, or what a parameter or a scaling states", listed(p for p in plugins if p not in bounds)],
        ],
    )
    rows = [[name, ", ".join(link(*who, "generated/methods/") for who in held)] for name, held in opinions().items()]
    found["opinions"] = table(["opinion", "methods that order alike"], rows)
    return found


def write(folder):
    """Write one page for each method, one for each family, one for the laws, and the tables of the page that helps choose."""
    for name in ("methods", "choose"):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for old in (folder / name).glob("*.md"):
            old.unlink()
    problem = mo.load("orchestrators")
    pages = {"score": score_page(), "laws": law_page(), **{family: family_page(family) for family in FAMILIES if family != "score"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", mo.MeaningWarning)
        pages |= {f"methods/{p.name}": method_page(p, problem) for p in built_in("score")}
    pages |= {f"choose/{name}": text for name, text in choices().items()}
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
