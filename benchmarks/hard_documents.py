"""Documents that are hard on a reader, in JSON, TOML and XMCDA: deep, long, or with far more statements than anybody writes."""

import json

from hard_tables import filled, rows

XMCDA = """<xmcda xmlns="http://www.decision-deck.org/2019/XMCDA-4.0.0"><criteria><criterion id="g1"/></criteria><performanceTable>{}</performanceTable></xmcda>"""
NODE = """<alternativePerformances><alternativeID>a{}</alternativeID><performance><criterionID>g1</criterionID>
<values><value><real>{}.5</real></value></values></performance></alternativePerformances>"""

PERFORMANCES = (
    "<performanceTable><alternativePerformances><alternativeID>a1</alternativeID>",
    "<performance><criterionID>g{}</criterionID><values><value><real>{}.5</real></value></values></performance>",
    "</alternativePerformances></performanceTable>",
)
"""One alternative on as many criteria as fit."""


def in_json(one, around="[{}]"):
    """Return JSON with as many of something as fit; `one` takes its number."""

    def text(size):
        count = size // len(json.dumps(one(1000)) + ", ")
        return around.replace("{}", ", ".join(json.dumps(one(i)) for i in range(count)))

    return text


def wide_json(stated):
    """Return a problem of two alternatives with as many criteria as fit; `stated` returns the rest of it for their names."""

    def text(size):
        names = [f"c{j}" for j in range(size // (2 * len('"c1000": 1000, ') + len(json.dumps(stated(["c1000"])))))]
        rows = [{"name": f"t{i}", "values": {name: j for j, name in enumerate(names)}} for i in range(2)]
        return json.dumps({**stated(names), "alternatives": rows})

    return text


def in_xmcda(*groups):
    """Return XMCDA of as many elements as fit, in groups of what stands before, the element, and what stands behind."""

    def text(size):
        count = size // sum(len(each.replace("{}", "1000")) for _, each, _ in groups)
        inside = "".join(before + "".join(each.replace("{}", str(i)) for i in range(count)) + behind for before, each, behind in groups)
        return f'<xmcda xmlns="http://www.decision-deck.org/2019/XMCDA-4.0.0">{inside}</xmcda>'

    return text


DOCUMENTS = {
    "JSON, deep": (".json", filled("["), {}),
    "JSON, deep objects": (".json", filled('{"a":'), {}),
    "JSON, records": (".json", in_json(lambda i: {"tool": f"t{i}", "a": i, "b": f"{i} ms"}), {}),
    "JSON, one long text": (".json", filled("a", '[{"tool": "{}", "a": 1}, {"tool": "b", "a": 2}]'), {}),
    "JSON, columns": (".json", lambda size: json.dumps({"tool": [f"t{i}" for i in range(size // 20)], "a": [*range(size // 20)]}), {}),
    "JSON, records of many columns": (
        ".json",
        lambda size: json.dumps([{"tool": f"t{i}", **{f"c{j}": j for j in range(size // 32)}} for i in range(2)]),
        {},
    ),
    "JSON, records that share no column": (".json", in_json(lambda i: {"tool": f"t{i}", f"c{i}": 1}), {}),
    "JSON, a long number": (".json", filled("1", '[{"tool": "a", "b": {}}, {"tool": "b", "b": 1}]'), {}),
    "JSON, a key twice": (".json", lambda size: "[{" + ", ".join(f'"c{j}": 1' for j in [*range(size // 12), 0]) + "}]", {}),
    "JSON problem, many rows": (
        ".json",
        in_json(lambda i: {"name": f"t{i}", "published": i, "values": {"a": i, "b": i}}, '{"alternatives": [{}]}'),
        {},
    ),
    "JSON problem, rows that share no criterion": (
        ".json",
        in_json(lambda i: {"name": f"t{i}", "values": {f"c{i}": 1}}, '{"alternatives": [{}]}'),
        {},
    ),
    "JSON problem, many criteria": (".json", wide_json(lambda names: {"criteria": [{"name": name, "weight": 1} for name in names]}), {}),
    "JSON problem, many weights": (".json", wide_json(lambda names: {"weights": dict.fromkeys(names, 1)}), {}),
    "JSON problem, many directions": (".json", wide_json(lambda names: {"directions": dict.fromkeys(names, "min")}), {}),
    "JSON problem, many thresholds": (".json", wide_json(lambda names: {"thresholds": {"preference": dict.fromkeys(names, 1)}}), {}),
    "TOML, deep": (".toml", filled("[", "a = {}"), {}),
    "TOML, a deep key": (".toml", filled("a.", "{}b = 1\n"), {}),
    "TOML, many keys": (".toml", lambda size: "".join(f"key{i} = {i}\n" for i in range(size // 18)), {}),
    "TOML, many criteria": (".toml", lambda size: "".join(f'[[criteria]]\nname = "c{i}"\n' for i in range(size // 30)), {}),
    "TOML, many rows": (".toml", rows("", lambda i: f'[[alternatives]]\nname="t{i}"\nvalues={{a={i},b={i}}}\n'), {}),
    "TOML, many methods": (".toml", rows("", lambda i: f"[methods.m{i}]\n"), {}),
    **{
        f"TOML, a text of {pattern!r}": (".toml", filled(pattern, 'title = """{}"""\n'), {})
        for pattern in ("a", "\\n", "a\n", '"a', "\\\n ")
    },
    "TOML, a long number": (".toml", filled("1", "title = {}\n"), {}),
    "TOML, comments": (".toml", filled("# a\n"), {}),
    "XMCDA, many criteria": (".xml", in_xmcda(("<criteria>", '<criterion id="g{}" name="c{}"/>', "</criteria>"), PERFORMANCES), {}),
    "XMCDA, many scales": (
        ".xml",
        in_xmcda(
            (
                "<criteriaScales>",
                "<criterionScales><criterionID>g{}</criterionID><scales><scale><quantitative><preferenceDirection>min</preferenceDirection>"
                "</quantitative></scale></scales></criterionScales>",
                "</criteriaScales>",
            ),
            PERFORMANCES,
        ),
        {},
    ),
    "XMCDA, many weights": (
        ".xml",
        in_xmcda(
            (
                "<criteriaValues>",
                "<criterionValues><criterionID>g{}</criterionID><values><value><real>1</real></value></values></criterionValues>",
                "</criteriaValues>",
            ),
            PERFORMANCES,
        ),
        {},
    ),
    "XMCDA, many thresholds": (
        ".xml",
        in_xmcda(
            (
                "<criteriaThresholds>",
                '<criterionThresholds><criterionID>g{}</criterionID><thresholds><threshold id="preference"><constant><real>1</real>'
                "</constant></threshold></thresholds></criterionThresholds>",
                "</criteriaThresholds>",
            ),
            PERFORMANCES,
        ),
        {},
    ),
    "XMCDA, many results": (
        ".xml",
        in_xmcda(
            (
                "<alternativesValues>",
                "<alternativeValues><alternativeID>a{}</alternativeID><values><value><real>{}</real></value></values></alternativeValues>",
                "</alternativesValues>",
            ),
            ("<performanceTable>", NODE, "</performanceTable>"),
        ),
        {},
    ),
    "XMCDA, many profiles": (
        ".xml",
        in_xmcda(
            ("<alternatives>", '<alternative id="a{}"/><alternative id="p{}"/>', "</alternatives>"),
            ("<categories>", '<category id="k{}"/>', "</categories>"),
            (
                "<categoriesProfiles>",
                "<categoryProfile><alternativeID>p{}</alternativeID><limits><lowerCategory><categoryID>k{}</categoryID></lowerCategory>"
                "</limits></categoryProfile>",
                "</categoriesProfiles>",
            ),
            ("<performanceTable>", NODE, "</performanceTable>"),
        ),
        {},
    ),
    "XMCDA, rows that share no criterion": (
        ".xml",
        in_xmcda(("<performanceTable>", NODE.replace("g1", "g{}"), "</performanceTable>")),
        {},
    ),
    "XMCDA, messages": (
        ".xml",
        in_xmcda(
            ("<programExecutionResult><messages>", "<message><text>m {}</text></message>", "</messages></programExecutionResult>"),
        ),
        {},
    ),
    "XMCDA, many nodes": (".xml", lambda size: XMCDA.replace("{}", "".join(NODE.replace("{}", str(i)) for i in range(size // 170))), {}),
    "XMCDA, deep": (".xml", filled("<a>", XMCDA), {}),
    "XMCDA, a long text": (".xml", filled("a ", XMCDA), {}),
}
