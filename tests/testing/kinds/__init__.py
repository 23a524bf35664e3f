"""Small results of every kind, by what they answer, and what each kind's forgeries may claim and be right."""

from . import audits, cells, evidence, exact, frequency, newcomers, values, weights
from .excused import EXCUSED
from .kind import MATRIX

__all__ = ["EXCUSED", "KINDS", "MATRIX"]

KINDS = {
    **exact.KINDS,
    **evidence.KINDS,
    **weights.KINDS,
    **cells.KINDS,
    **frequency.KINDS,
    **newcomers.KINDS,
    **audits.KINDS,
    **values.KINDS,
}
