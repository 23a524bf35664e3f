"""Writes outcomes and problems to files."""

from __future__ import annotations

from pathlib import Path

from ..core.arguments import told
from ..core.outcome import Outcome
from ..core.problem import Problem
from ..errors import PluginError, ReadError

__all__ = ["write"]


@told
def write(value: Outcome | Problem, path: str | Path, *, version: str | None = None) -> None:
    """Write an outcome or a problem to a file.

    Parameters
    ----------
    value : Outcome or Problem
        An outcome is read again by `read_outcome`, a problem by `read`.
    path : str or Path
        Ends in ``.json`` for an outcome; in ``.toml`` or ``.json`` (a problem file with the table inside) or ``.xml`` (XMCDA) for
        a problem. A file that stands there is replaced.
    version : {"4.0.0", "2.2.1"}, optional
        Of XMCDA; 4.0.0 unless given.

    Raises
    ------
    ReadError
        If the ending is another, or the file cannot be written.
    PluginError
        If a parameter of a method is something that no file can hold.

    Notes
    -----
    A problem file says everything that the problem does, and is read as the same problem under the name of the file. XMCDA has no place for some of what a problem says (notes of several kinds, parameters of methods); the file's performance
    table has a comment that names what is not in it.
    """
    place = Path(path)
    suffix = place.suffix.lower()
    if isinstance(value, Outcome):
        if suffix != ".json" or version is not None:
            raise ReadError(f"outcomes are written as .json, not {suffix or 'nothing'}{f' {version}' if version else ''}.")
        from .documents.document import outcome_to_json

        text = outcome_to_json(value) + "\n"
    elif isinstance(value, Problem):
        if suffix in (".toml", ".json"):
            if version is not None:
                raise ReadError(f"problem files have no version {version}.", hint="leave version= out, or end the name in .xml (XMCDA).")
            from .documents.problem_text import problem_text

            text = problem_text(value, place.name)
        elif suffix in (".xml", ".xmcda"):
            from .xmcda.write import xmcda_text

            text = xmcda_text(value, version or "4.0.0")
        else:
            raise ReadError(f"problems are written as .toml, .json or .xml (XMCDA), not {suffix or 'nothing'}.")
    else:
        raise PluginError(
            f"a {type(value).__name__} cannot be written to a file.", hint="write a problem, or an outcome such as mo.wsm(problem)."
        )
    try:
        place.write_bytes(text.encode())
    except UnicodeEncodeError as error:
        raise ReadError(f"{path} cannot be written: {error.object[error.start]!r} is half a character, which no file can hold.") from None
    except OSError as error:
        raise ReadError(f"{path} cannot be written: {error.strerror}.") from None
