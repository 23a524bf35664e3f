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

__all__ = ["declare_certificate", "writer_of"]


def declare_certificate(parser: Parser) -> None:
    """Add the option."""
    parser.add_argument("--certificate", metavar="FILE", help="Write what is claimed, with the proofs, for mcda-orch verify FILE.")


def writer_of(asked: Namespace, output: Output) -> Callable[[Callable[[], list[Posed]]], None]:
    """Return what writes a certificate, if one is asked for; a file that is there already stays, unless forced."""
    if asked.certificate is None:
        return lambda claims: None
    path = Path(asked.certificate)
    if output.path is not None and path.resolve() == output.path.resolve():
        raise UsageError(f"{path} cannot hold the certificate and the answer.", hint="name two files.")
    if path.exists() and not asked.force:
        raise UsageError(f"{path} exists.", hint="add --force to overwrite it, or choose another name.")

    def write(claims: Callable[[], list[Posed]]) -> None:
        from ..certificates.posed import certificate_text

        Output("json", path, asked.force).text(certificate_text(claims()))

    return write
