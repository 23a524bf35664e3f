"""What the results of an analysis have in common: tables and sentences, shown as text, Markdown, HTML and JSON."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from .arguments import told
from .attributes import Advised
from .display import prose_in_markdown
from .frozen import Frozen
from .table import Table

__all__ = ["Report", "amount", "brief", "listed", "plain"]

SHORT = 11
"""Letters that a fraction may have beside a number that people read; a longer one stands in ``exact`` alone."""


class Report(Advised, Frozen, ABC):
    """A result that is read as tables, and as the sentences that go with them."""

    __slots__ = ()

    @property
    @abstractmethod
    def tables(self) -> tuple[Table, ...]:
        """All tables, the most important first."""

    @property
    def opening(self) -> tuple[str, ...]:
        """What is read first: sentences that stand before the tables."""
        return ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the tables leave unsaid, a sentence each."""
        return ()

    @property
    def table(self) -> Table:
        """The most important table; one without columns where there is none."""
        return self.tables[0] if self.tables else Table((), ())

    @abstractmethod
    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""

    def markdown(self) -> str:
        """Return all sentences and tables in Markdown."""
        said = map(prose_in_markdown, self.opening)
        return "\n\n".join([*said, *(t.markdown() for t in self.tables), *map(prose_in_markdown, self.remarks)])

    def html(self) -> str:
        """Return all sentences and tables in HTML."""
        import html

        lead, remarks = ([f"<p>{html.escape(text)}</p>" for text in said] for said in (self.opening, self.remarks))
        return "\n".join([*lead, *(t.html() for t in self.tables), *remarks])

    @told
    def to_latex(self, decimals: int | None = None) -> str:
        """Return all sentences and tables in LaTeX, with booktabs rules; all numbers but whole ones with so many decimals, if given."""
        from .latex import escaped

        return "\n\n".join(
            [*map(escaped, self.opening), *(t.to_latex(decimals=decimals) for t in self.tables), *map(escaped, self.remarks)]
        )

    @told
    def to_frame(self, backend: str | None = None) -> Any:
        """Return `table` as a dataframe: pandas, or the library named by `backend` ("polars", "pyarrow")."""
        return self.table.to_frame(backend)

    def records(self) -> list[dict[str, Any]]:
        """Return one mapping for each row of `table`."""
        return self.table.records()

    def __str__(self) -> str:
        lead, remarks = (["\n".join(said)] if said else [] for said in (self.opening, self.remarks))
        return "\n\n".join([*lead, *map(str, self.tables), *remarks])

    def _repr_html_(self) -> str:
        return self.html()


def plain(value: Any) -> Any:
    """Return a value as mappings, lists, text and numbers, ready for JSON; fractions become text such as "6863/15680"."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    return value


def amount(value: Any) -> str:
    """Return a share as a manager reads it, with the fraction where that is short.

    Examples
    --------
    >>> amount(Fraction(1, 11)), amount(Fraction(3, 25)), amount(0.25)
    ('9.09 % (1/11)', '12 %', '25 %')
    """
    text = f"{float(100 * value):.3g} %"
    exact = isinstance(value, Fraction) and Fraction(f"{float(100 * value):.3g}") == 100 * value
    return text if not isinstance(value, Fraction) or exact or brief(value) is None else f"{text} ({value})"


def brief(value: Fraction) -> str | None:
    """Return a fraction as text where it is short, else None.

    Examples
    --------
    >>> brief(Fraction(6863, 15680)), brief(Fraction(19961028360226645, 45067010620708006))
    ('6863/15680', None)
    """
    return text if len(text := str(value)) <= SHORT else None


def listed(names: tuple[str, ...] | list[str]) -> str:
    """Return names as they are listed in a sentence.

    Examples
    --------
    >>> listed(["Ant", "Bee", "Cat"])
    'Ant, Bee and Cat'
    """
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
