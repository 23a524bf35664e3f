"""The option that writes what a command claims, with the proofs, into a file that ``mcda-orch verify`` checks."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from .output import Output
from .parser import Parser, UsageError

if TYPE_CHECKING:
    from ..certificates.posed import Posed

__all__ = ["declare_certificate", "write_certificate"]


def declare_certificate(parser: Parser) -> None:
    """Add the option."""
    parser.add_argument("--certificate", metavar="FILE", help="Write what is claimed, with the proofs, for mcda-orch verify FILE.")


def write_certificate(asked: Namespace, claims: Callable[[], list[Posed]]) -> None:
    """Write the certificate, if one is asked for; a file that exists stays, unless forced."""
    if asked.certificate is None:
        return
    path = Path(asked.certificate)
    if path.exists() and not asked.force:
        raise UsageError(f"{path} exists.", hint="add --force to overwrite it, or choose another name.")
    from ..certificates.posed import certificate_text

    Output("json", path, asked.force).text(certificate_text(claims()))
