"""Where ``mcda-orch`` starts: every error is one line and a hint, never a traceback."""

from __future__ import annotations

import io
import os
import sys

from ..core.display import visible_lines
from ..errors import McdaError
from .catalogue import run, usage
from .hints import on_the_command_line
from .parser import INTERRUPTED, UsageError

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is 0 for yes, 1 for no, 2 for bad input."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        if arguments is None:
            _keep_output_clean(sys.stdout)
        sys.stdout.reconfigure(errors="backslashreplace")  # a name that the stream cannot hold is spelled out
    found = 0
    try:
        found = _answered(words)
        sys.stdout.flush()
    except UsageError as error:
        return _refused(error.message, error.hint or "")
    except McdaError as error:
        return _refused(on_the_command_line(error.message, params=False), on_the_command_line(error.hint or ""))
    except SystemExit as asked:  # --help of a verb has been printed
        return int(asked.code or 0)
    except KeyboardInterrupt:
        sys.stderr.write("interrupted.\n")
        return INTERRUPTED
    except MemoryError:
        return _refused("the problem does not fit into memory.", "take a smaller table, or fewer methods at a time.")
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in the buffer has nowhere to go
        return (
            found if isinstance(error, BrokenPipeError) else _refused(f"{error.strerror or error}.")
        )  # a reader that left has read enough
    return found


def _answered(words: list[str]) -> int:
    if not words or words[0] in ("--help", "-h"):
        sys.stdout.write(usage())
        return 0 if words else 2
    if words[0] == "help":  # as other tools have it
        return _answered([*words[1:2], "--help"])
    if words[0] == "--version":
        from importlib import metadata

        sys.stdout.write(f"mcda-orch {metadata.version('mcda-orch')}\n")
        return 0
    return run(words)


def _refused(message: str, hint: str = "") -> int:
    sys.stderr.write(f"error: {visible_lines(message)}\n" + (f"hint: {visible_lines(hint)}\n" if hint else ""))
    return 2


def _keep_output_clean(stream: io.TextIOWrapper) -> None:
    """Let what compiled solvers print go to standard error, so that a document on standard output stays whole."""
    stream.flush()
    ours = os.dup(stream.fileno())
    os.dup2(2, stream.fileno())
    sys.stdout = open(ours, "w", encoding=stream.encoding, buffering=1 if stream.line_buffering else -1)  # noqa: SIM115 - a descriptor


if __name__ == "__main__":
    raise SystemExit(main())
