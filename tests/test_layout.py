"""The tree is what the design says: imports point down, and every plug-in has its file, cases, witnesses and citation."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import mcda_orch as mo
from mcda_orch.builtin import __all__ as builtin
from mcda_orch.plugin.lookup import FAMILIES, LISTS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "mcda_orch"
LAYERS = [
    {"_tape"},
    {"errors", "_xp", "verifier"},
    {"_reductions"},
    {"_statistics"},
    {"engine", "numerics"},
    {"core"},
    {"exact", "voting"},
    {"plugin"},
    {"laws"},
    {"scaling", "sampling"},
    {"certificates"},
    {"methods", "weighting", "agreement", "consensus"},
    {"scalings", "weightings", "scores", "agreements", "rules"},
    {"builtin"},
    {"comparison", "explanation", "inverse", "large", "robust"},
    {"groups", "handover", "io", "peers"},
    {"adapters"},
    {"reporting"},
    {"cli", "__init__", "testing"},
    {"__main__"},
]
LONGEST = 400
FLAT = {"cli", "methods"}
"""Packages whose rooms are tested together."""
ABOUT = {"differential", "mutants"}
"""Folders of tests about the library as a whole."""
DEPTH = {name: depth for depth, layer in enumerate(LAYERS) for name in layer}


def modules():
    return sorted(SOURCE.rglob("*.py"))


def package(path):
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def imported(path):
    """Yield the first part below mcda_orch of everything that a module imports from the library."""
    here = path.relative_to(SOURCE).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = here[: len(here) - node.level + 1]
            full = (*base, *(node.module.split(".") if node.module else ()))
            yield from [full[0]] if full else [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mcda_orch"):
            yield [*node.module.split("."), "__init__"][1]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_point_down(path):
    here = package(path)
    assert here in DEPTH, f"{here} is in no layer: add it to LAYERS"
    for other in imported(path):
        assert other == here or DEPTH[other] < DEPTH[here], f"{path.relative_to(SOURCE)} imports {other}, which is not below {here}"


def edges(path):
    """Yield every module of the library that a module imports when it runs, in a function too."""
    here = name_of(path) if path.name == "__init__.py" else name_of(path)[:-1]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {id(n) for block in ast.walk(tree) if is_for_types(block) for part in block.body for n in ast.walk(part)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or id(node) in for_types:
            continue
        if node.level:
            base = here[: len(here) - node.level + 1] + tuple((node.module or "").split(".") if node.module else ())
        elif (node.module or "").partition(".")[0] == "mcda_orch":
            base = tuple(node.module.split(".")[1:])
        else:
            continue
        for alias in node.names:
            whole = (*base, alias.name)
            yield whole if whole in MODULES else base


def is_for_types(node):
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def name_of(path):
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


MODULES = {name_of(path): path for path in modules()}


def circles(graph):
    """Return the groups of nodes that lead to one another."""
    left = {node: set(followers) - {node} for node, followers in graph.items()}
    while free := [node for node, followers in left.items() if not followers & left.keys()]:
        for node in free:
            del left[node]
    return sorted(".".join(node) for node in left if any(node in followers for followers in left.values()))


def test_a_circle_is_seen():
    chain = {("a",): {("b",)}, ("b",): {("c",)}, ("c",): set()}
    assert circles(chain) == []
    assert circles({**chain, ("c",): {("a",)}, ("d",): {("a",)}}) == ["a", "b", "c"]
    assert ("robust", "weights", "intervals") in set(edges(SOURCE / "robust" / "weights" / "stability.py"))
    assert ("plugin", "registry") in set(edges(SOURCE / "__init__.py"))


def test_no_module_imports_in_a_circle():
    """Imports inside functions count, those for type checkers alone do not: what is never run cannot fail."""
    assert circles({name: set(edges(path)) - {()} for name, path in MODULES.items() if name}) == []


@pytest.mark.parametrize("house", sorted(p.name for p in SOURCE.iterdir() if p.is_dir() and list(p.glob("*/__init__.py"))))
def test_no_rooms_import_in_a_circle(house):
    graph = {}
    for name, path in MODULES.items():
        if name[:1] == (house,) and len(name) > 1:
            graph.setdefault(name[:2], set()).update(to[:2] for to in edges(path) if to[:1] == (house,) and len(to) > 1)
    assert circles(graph) == []


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_file_holds_one_question(path):
    count = len(path.read_text(encoding="utf-8").splitlines())
    assert count <= LONGEST, f"{path.relative_to(SOURCE)} has {count} lines: give one of its questions a file of its own"


def test_the_tests_mirror_the_house():
    rooms = {p.parent.relative_to(SOURCE) for p in SOURCE.rglob("[!_]*.py")} - {Path()}
    tested = {p.parent.relative_to(ROOT / "tests") for p in (ROOT / "tests").rglob("test_*.py")} - {Path()}
    missing = sorted(str(room) for room in rooms - tested if room.parts[0] not in FLAT or len(room.parts) == 1)
    assert not missing, f"no tests of {missing}: make the folders under tests/"
    strange = sorted(str(folder) for folder in tested - rooms if folder.parts[0] not in ABOUT | FLAT)
    assert not strange, f"tests/ has folders that are no rooms: {strange}"


def test_the_map_names_every_room():
    """``docs/design.md`` has one line for each package, and for each room of those that have rooms."""
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    rooms = sorted(p.parent.relative_to(SOURCE).as_posix() for p in SOURCE.rglob("__init__.py") if p.parent != SOURCE)
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    for room in rooms:
        assert sum(line.startswith(f"| `{room}/`") for line in lines) == 1, f"docs/design.md has no line, or several, for {room}/"
    mapped = {line.split("`")[1].rstrip("/"): line for line in lines}
    assert sorted(mapped) == rooms
    for name, home in mo._HOME.items():
        if name.islower():
            assert f"`{name}`" in mapped[home.rpartition(".")[0].replace(".", "/")], f"docs/design.md does not say where {name} is"


def test_no_package_of_dumped_things():
    assert not [p for p in SOURCE.rglob("*") if p.stem.strip("_") in {"utils", "util", "helpers", "base", "misc"}]


def test_packages_do_not_export_what_one_of_their_modules_is_called():
    for path in SOURCE.rglob("__init__.py"):
        inside = {p.stem for p in path.parent.iterdir()} - {"__init__"}
        nodes = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.ImportFrom) and n.module]
        clash = {alias.asname or alias.name for node in nodes for alias in node.names} & inside
        assert not clash, f"{path.parent.name} exports {clash}"


@pytest.mark.parametrize("name", builtin)
def test_every_plugin_is_in_its_file(name):
    plugin = mo.get(name)
    folder = next(home for listing, home in LISTS.items() if plugin.family.name in FAMILIES[listing]).replace(".", "/")
    assert (SOURCE / folder / f"{name}.py").exists(), f"{name} belongs into src/mcda_orch/{folder}/{name}.py"
    assert plugin.cite, f"{name} cites nothing"
    for heading in ("Parameters", "Returns", "Notes", "References", "Examples"):
        assert f"{heading}\n" in (plugin.__doc__ or ""), f"the docstring of {name} has no section {heading}"


def test_every_plugin_file_is_registered():
    values = {"__init__", "judgements", "hierarchy"}
    for listed, home in LISTS.items():
        folder = home.replace(".", "/")
        for name in sorted({p.stem for p in (SOURCE / folder).glob("*.py")} - values):
            line = f"from .{folder.replace('/', '.')}.{name} import {name}"
            assert name in builtin, f"add to src/mcda_orch/{listed}.py: {line}"


@pytest.mark.parametrize("path", [p for p in modules() if package(p) != "core"], ids=lambda p: str(p.relative_to(SOURCE)))
def test_only_core_sorts(path):
    assert "argsort" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_axes_are_counted_from_the_last(path):
    """Alternatives are axis -2 and criteria axis -1 wherever a batch may stand before them."""
    assert not re.findall(r"axis=\(?[0-9]", path.read_text(encoding="utf-8"))


def test_importing_the_library_imports_nothing_heavy():
    code = "import sys, mcda_orch as mo; mo.topsis; print(*[m for m in %r if m in sys.modules])"
    heavy = ("scipy", "narwhals", "pandas", "typer", "rich", "hypothesis", "array_api_compat")
    found = subprocess.run([sys.executable, "-c", code % (heavy,)], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""


def test_every_public_name_can_be_had():
    assert set(mo.__all__) == set(mo._HOME) | set(LISTS) | {"adapters"}
    for name in (*mo.__all__, *mo.names("score")):
        assert getattr(mo, name) is not None
    assert dir(mo) == sorted({*mo.__all__, *mo.names("score")})
    with pytest.raises(AttributeError, match="no attribute 'topsi'"):
        mo.topsi  # noqa: B018 - asking is the test


def test_the_version_is_that_of_the_package():
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    cited = re.search(r"^version: (.*)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert mo.__version__ == stated == cited[1]


def test_the_source_distribution_holds_what_the_tests_read():
    held = set(
        tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    )
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    read = {name for name in re.findall(r'ROOT / "([^"/]+)', tests) if (ROOT / name).exists()}
    assert {"data", "docs", "Makefile"} <= read <= held | {"pyproject.toml"}
