"""Checks certificates that other commands have written.

Nothing but the standard library takes part: not NumPy, no solver, and none of the code that found the answers. Exits with 1 where a
certificate is rejected, and with 2 where a file cannot be read.
"""

from __future__ import annotations

from argparse import Namespace

from ...verifier import main
from ..parser import Parser


def declare(parser: Parser) -> None:
    """Add the arguments."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="A certificate, as --certificate FILE writes it.")


def run(asked: Namespace) -> int:
    """Check."""
    return main(asked.files)
