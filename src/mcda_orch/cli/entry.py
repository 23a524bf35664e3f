"""Where ``mcda-orch`` starts: every error is one line, never a traceback."""

from __future__ import annotations

import io
import os
import sys

from ..errors import McdaError

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is 0 for yes, 1 for no, 2 for bad input."""
    try:
        from .commands import app
    except ModuleNotFoundError as error:
        sys.stderr.write(f"error: the command line needs {(error.name or 'more').partition('.')[0]}.\nhint: pip install 'mcda-orch[cli]'\n")
        return 2
    if isinstance(sys.stdout, io.TextIOWrapper):
        if arguments is None:
            _keep_output_clean(sys.stdout)
        sys.stdout.reconfigure(errors="backslashreplace")  # a name that the stream cannot hold is spelled out
    found = 0
    try:
        found = app(arguments, prog_name="mcda-orch", standalone_mode=False)
        sys.stdout.flush()
    except McdaError as error:
        sys.stderr.write(f"error: {error.message}\n" + (f"hint: {error.hint}\n" if error.hint else ""))
        return 2
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in the buffer has nowhere to go
        if not isinstance(error, BrokenPipeError):  # a reader that has gone away has read enough
            sys.stderr.write(f"error: {error.strerror or error}.\n")
            return 2
    except Exception as error:
        show = getattr(error, "show", None)
        if show is None:
            if type(error).__name__ in {"Exit", "Abort"}:
                return int(getattr(error, "exit_code", 2))
            raise
        show()
        return int(getattr(error, "exit_code", 2))
    return found if isinstance(found, int) else 0


def _keep_output_clean(stream: io.TextIOWrapper) -> None:
    """Let what compiled solvers print go to standard error, so that a document on standard output stays whole."""
    stream.flush()
    ours = os.dup(stream.fileno())
    os.dup2(2, stream.fileno())
    sys.stdout = open(ours, "w", encoding=stream.encoding, buffering=1 if stream.line_buffering else -1)  # noqa: SIM115 - a descriptor


if __name__ == "__main__":
    raise SystemExit(main())
