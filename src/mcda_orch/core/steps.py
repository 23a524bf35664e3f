"""What a method computes on its way to the scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..errors import LabelError, did_you_mean
from .arguments import told
from .frozen import Frozen, held
from .table import Shown, Table

__all__ = ["Step", "Steps"]


@dataclass(frozen=True, slots=True)
class Step(Frozen, Shown):
    """One intermediate result of a method, such as its normalised matrix.

    Parameters
    ----------
    name, symbol : str
        In words, and as the publication writes it.
    values : array
    labels : tuple of tuple of str
        Names along each axis of `values`.
    """

    name: str
    symbol: str
    values: Any
    labels: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", held(self.values))

    @property
    def table(self) -> Table:
        """The values with their names."""
        title = f"{self.name} {self.symbol}"
        if not self.labels:
            return Table((self.symbol,), ((self.values.item(),),), title)
        if len(self.labels) == 1:
            return Table(("", self.symbol), tuple(zip(self.labels[0], self.values.tolist(), strict=True)), title)
        rows = tuple((name, *row) for name, row in zip(self.labels[0], self.values.tolist(), strict=True))
        return Table((self.symbol, *self.labels[1]), rows, title)

    @told
    def to_latex(self, caption: str | None = None, label: str = "", decimals: int | None = None) -> str:
        """Return the table in LaTeX, its symbols set as mathematics; for the parameters see :meth:`Table.to_latex`."""
        from .latex import mathematical

        said = f"{self.name[:1].upper()}{self.name[1:]}" if caption is None else caption
        return self.table.to_latex(said, label, decimals, {self.symbol: mathematical(self.symbol)})


@dataclass(frozen=True, slots=True)
class Steps(Shown):
    """The intermediate results of a method in their order; ask for one by symbol, name or position."""

    steps: tuple[Step, ...]

    def __getitem__(self, key: str | int) -> Step:
        if isinstance(key, int):
            return self.steps[key]
        for step in self.steps:
            if key in (step.symbol, step.name):
                return step
        raise LabelError(f"there is no step {key!r}.", hint=did_you_mean(key, [s.symbol for s in self.steps]))

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    @property
    def table(self) -> Table:
        """All numbers, a row each: step, symbol, alternative (or what the row is), criterion, value."""
        rows = [(s.name, s.symbol, *place, value) for s in self.steps for *place, value in _cells(s)]
        return Table(("step", "symbol", "row", "column", "value"), tuple(rows))

    def __str__(self) -> str:
        return "\n\n".join(str(s.table) for s in self.steps)

    def markdown(self) -> str:
        """Return the tables in Markdown."""
        return "\n\n".join(s.table.markdown() for s in self.steps)

    def html(self) -> str:
        """Return the tables in HTML."""
        return "\n".join(s.table.html() for s in self.steps)

    @told
    def to_latex(self, caption: str | None = None, label: str = "", decimals: int | None = None) -> str:
        """Return the tables in LaTeX; a caption stands before the name of each, and labels are numbered."""
        return "\n\n".join(
            s.to_latex(None if caption is None else f"{caption}: {s.name}", label and f"{label}-{k}", decimals)
            for k, s in enumerate(self.steps, start=1)
        )

    def _repr_html_(self) -> str:
        return self.html()

    def _repr_markdown_(self) -> str:
        return self.markdown()


def _cells(step: Step) -> Iterator[tuple[str | None, str | None, float]]:
    """Yield the names of row and column, and the number, of every cell of a step."""
    rows = step.labels[0] if step.labels else (None,)
    columns = step.labels[1] if len(step.labels) > 1 else (None,)
    for name, numbers in zip(rows, step.values.reshape(len(rows), len(columns)).tolist(), strict=True):
        for other, value in zip(columns, numbers, strict=True):
            yield name, other, value
