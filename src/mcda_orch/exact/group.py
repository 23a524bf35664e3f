"""Statements: groups of linear rows that hold together or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from .rational import Matrix, Vector, matrix, vector

__all__ = ["Group"]


@dataclass(frozen=True, slots=True)
class Group:
    """A statement: rows that hold together or not at all.

    Parameters
    ----------
    label : str
        The statement in the words of whoever made it.
    rows, right : ``row.x <= right``
    equal, equal_right : ``row.x = right``
    strict, strict_right : ``row.x < right``
    """

    label: str
    rows: Matrix = ()
    right: Vector = ()
    equal: Matrix = ()
    equal_right: Vector = ()
    strict: Matrix = ()
    strict_right: Vector = ()

    @property
    def numbers(self) -> Vector:
        """Every number of the statement."""
        every = (*self.rows, self.right, *self.equal, self.equal_right, *self.strict, self.strict_right)
        return tuple(v for row in every for v in row)

    def __post_init__(self) -> None:
        for name in ("rows", "equal", "strict"):
            object.__setattr__(self, name, matrix(getattr(self, name)))
        for name in ("right", "equal_right", "strict_right"):
            object.__setattr__(self, name, vector(getattr(self, name)))
