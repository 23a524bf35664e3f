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

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "mcda_orch"
LAYERS = [
    {"errors", "_xp"},
    {"_columns"},
    {"_seca"},
    {"core"},
    {"exact"},
    {"plugin"},
    {"laws"},
    {"scaling", "sampling"},
    {"methods", "weighting"},
    {"scalings", "weightings", "scores"},
    {"builtin"},
    {"comparison", "inverse", "robust"},
    {"io"},
    {"reporting"},
    {"cli", "__init__", "testing"},
    {"__main__"},
]
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
    folder = {"score": "methods/scores", "scaling": "scaling", "weighting": "weighting", "pairwise": "weighting"}[plugin.family.name]
    assert (SOURCE / folder / f"{name}.py").exists(), f"{name} belongs into src/mcda_orch/{folder}/{name}.py"
    assert plugin.cite, f"{name} cites nothing"
    for heading in ("Parameters", "Returns", "Notes", "References", "Examples"):
        assert f"{heading}\n" in (plugin.__doc__ or ""), f"the docstring of {name} has no section {heading}"


def test_every_plugin_file_is_registered():
    lists = {"methods/scores": "scores", "scaling": "scalings", "weighting": "weightings"}
    values = {"__init__", "judgements", "hierarchy"}
    for folder, listed in lists.items():
        for name in sorted({p.stem for p in (SOURCE / folder).glob("*.py")} - values):
            line = f"from .{folder.replace('/', '.')}.{name} import {name}"
            assert name in builtin, f"add to src/mcda_orch/{listed}.py: {line}"


@pytest.mark.parametrize("path", [p for p in modules() if package(p) != "core"], ids=lambda p: str(p.relative_to(SOURCE)))
def test_only_core_sorts(path):
    assert "argsort" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [*SOURCE.glob("methods/**/*.py"), *SOURCE.glob("scaling/*.py")], ids=lambda p: p.stem)
def test_kernels_use_the_last_axes(path):
    text = path.read_text(encoding="utf-8")
    assert "axis=0" not in text
    assert "axis=1" not in text


def test_importing_the_library_imports_nothing_heavy():
    code = "import sys, mcda_orch as mo; mo.topsis; print(*[m for m in %r if m in sys.modules])"
    heavy = ("scipy", "narwhals", "pandas", "typer", "rich", "hypothesis", "array_api_compat")
    found = subprocess.run([sys.executable, "-c", code % (heavy,)], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""


def test_every_public_name_can_be_had():
    assert set(mo.__all__) == set(mo._HOME) | {"scalings", "scores", "weightings"}
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
