"""Opens files: problem files, Markdown tables, separated values, and the problems that come with the library.

The readers are imported when a file is opened, so that importing the library stays quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.blanks import Blanks, BlanksLike
from ..core.problem import Problem
from ..core.weights import Weights
from ..errors import ReadError, did_you_mean

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["bundled", "load", "read"]


def read(
    path: str | Path,
    *,
    label: str | None = None,
    notes: Iterable[str] | None = None,
    published: str | None = None,
    weights: Weights | Mapping[str, float] | None = None,
    blanks: BlanksLike = None,
) -> Problem:
    """Read a decision problem from a file.

    Parameters
    ----------
    path : str or Path
        A problem file (``.toml``), the first table of a Markdown file (``.md``), or separated values (``.csv``,
        ``.tsv``). In a bare table the first column names the alternatives, columns that hold numbers are
        criteria (``price:min [EUR]`` is read as name, direction and unit), and columns of text are notes. First
        rows labelled ``weights`` and ``direction`` give those.
    label, published : str, optional
        Columns of a bare table with the names of the alternatives, and with a published score.
    notes : iterable of str, optional
        Columns of a bare table that are text.
    weights, blanks : optional
        What the file leaves out.

    Raises
    ------
    ReadError
        With file, line and column.
    """
    place = Path(path)
    if not place.exists():
        raise ReadError(
            f"there is no file {str(path)!r}.", hint=f"bundled problems are {', '.join(bundled())}; give files with their ending."
        )
    from .problem import Columns, problem
    from .tables import raw_table

    if place.suffix.lower() == ".toml":
        found = _problem_file(place, str(path))
    else:
        raw = raw_table(place, str(path))
        columns = Columns(label, None, None if notes is None else list(notes), published)
        found = problem(raw, columns, name=place.stem)
    given = Weights(weights) if isinstance(weights, Mapping) else weights
    return Problem(
        found.matrix,
        given if given is not None else found.weights,
        found.blanks if blanks is None else Blanks.of(blanks),
        found.published,
        found.published_by,
        found.params,
        found.name,
        found.title,
        found.provenance,
    )


def load(name: str) -> Problem:
    """Load a problem that comes with the library.

    Examples
    --------
    >>> load("orchestrators").matrix
    DecisionMatrix(12 alternatives x 11 criteria, 4 blanks)
    """
    if name not in bundled():
        raise ReadError(f"no problem {name!r} comes with the library.", hint=did_you_mean(name, bundled()))
    return _problem_file(_folder() / f"{name}.toml", f"{name}.toml")


def bundled() -> tuple[str, ...]:
    """Return the names of the problems that come with the library."""
    return tuple(sorted(f.name.removesuffix(".toml") for f in _folder().iterdir() if f.name.endswith(".toml")))


def _folder() -> Traversable:
    """Find the bundled data: inside the installed package, or at the root of a checkout."""
    from importlib.resources import files

    inside = files("mcda_orch") / "data" / "problems"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "data" / "problems"


def _problem_file(place: Any, source: str) -> Problem:
    from .tables import raw_table, text_of
    from .toml import problem_file

    folder = place.parent if isinstance(place, Path) else _folder()
    return problem_file(text_of(place, source), source, lambda name: raw_table(folder / name, name))
