"""Sphinx configuration; the tables of methods and laws are written from the registry before the build."""

import sys
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import generate  # noqa: E402

generate.write(HERE / "generated")

project = "mcda_orch"
author = "The mcda_orch developers"
copyright = "2026, The mcda_orch developers"
release = metadata.version("mcda-orch")
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "numpydoc", "sphinxcontrib.bibtex"]
bibtex_bibfiles = ["../src/mcda_orch/references.bib"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
numpydoc_show_class_members = False
autodoc_typehints = "none"
exclude_patterns = ["_build", "jupyter_execute", "generated/choose"]
html_theme = "pydata_sphinx_theme"
html_title = "mcda_orch"
html_theme_options = {"show_prev_next": False, "navigation_with_keys": False}
