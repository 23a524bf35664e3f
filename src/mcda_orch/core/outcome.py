"""What a method says about a matrix, with everything needed to say it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from ..errors import LabelError, PluginError, did_you_mean
from .arguments import told
from .blanks import Blanks
from .frames import to_native
from .frozen import Frozen, Labelled, held
from .matrix import DecisionMatrix
from .ranking import Ranking
from .table import SHOWN, Shown, Table, shortened
from .weights import Weights

__all__ = ["Explanation", "Outcome", "Replay", "Step", "Steps", "digest"]


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


@dataclass(frozen=True, slots=True)
class Explanation(Shown):
    """Why one alternative stands before another: what each criterion adds to the difference of their scores.

    Parameters
    ----------
    method, a, b : str
    contributions : Labelled
        Part of every criterion; positive where it speaks for `a`. They sum to the difference, counted so
        that positive is better.
    how : str
        ``"exact"`` for a method that is linear in its weights, ``"Shapley"`` otherwise.
    of : str
        Whose parts they are: of the ``"score"``, or of the ``"linear form"`` that orders the alternatives where the scores follow
        it in another way.
    """

    method: str
    a: str
    b: str
    contributions: Labelled
    how: str
    of: str = "score"

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the parts sum to, where that is not the difference of the scores."""
        if self.of == "score":
            return ()
        return (
            f"The parts sum to the difference in the {self.of}, which orders the alternatives as {self.method} does; scores differ otherwise.",
        )

    @property
    def table(self) -> Table:
        """Criteria from the strongest argument for `a` to the strongest for `b`."""
        parts = sorted(self.contributions.items(), key=lambda item: -item[1])
        of = "" if self.of == "score" else f", parts of the {self.of}"
        title = f"{self.a} against {self.b} under {self.method} ({self.how}{of})"
        return Table(("criterion", "adds"), (*parts, ("total", float(sum(v for _, v in parts)))), title)


class Replay(Protocol):
    """Runs a method once more on the same input."""

    def steps(self) -> Steps:
        """Return the intermediate results."""

    def explain(self, a: int, b: int) -> Explanation:
        """Return what each criterion adds to the difference of two alternatives."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Outcome(Frozen, Shown):
    """Scores and order that a method gives to a matrix, and all that went into them.

    Parameters
    ----------
    scores : Labelled, shape (..., n)
        The number that the method's publication prints.
    ranking : Ranking
        Weak order; equal alternatives tie.
    method : str
    params : mapping
        Every parameter, defaults included.
    matrix, weights, blanks
        The input, blanks still blank.
    higher_is_better : bool
    notes : tuple of str
        What the method's advice says about this input.
    """

    scores: Labelled
    ranking: Ranking
    method: str
    params: Mapping[str, Any]
    matrix: DecisionMatrix
    weights: Weights
    blanks: Blanks
    higher_is_better: bool
    notes: tuple[str, ...] = ()
    replay: Replay | None = None

    @property
    def ranks(self) -> Labelled:
        """The rank of every alternative, 1 for the best; tied ones share the better rank. Others: ``.ranking.ranks("average")``."""
        return self.ranking.ranks("min")

    @property
    def best(self) -> tuple[str, ...]:
        """The alternative (or the tied alternatives) in the first place."""
        return self.ranking.best

    @property
    def steps(self) -> Steps:
        """The intermediate tables that papers print, labelled."""
        return self._replay().steps()

    @told
    def explain(self, a: str, b: str) -> Explanation:
        """Return what each criterion adds to the difference between two alternatives."""
        names = self.matrix.names
        for name in (a, b):
            if name not in names:
                raise LabelError(f"there is no alternative {name!r}.", hint=did_you_mean(name, names))
        return self._replay().explain(names.index(a), names.index(b))

    def _replay(self) -> Replay:
        if self.replay is None:
            raise PluginError("an outcome that was read from a file cannot be replayed.", hint="call the method on its problem again.")
        return self.replay

    @property
    def input_hash(self) -> str:
        """SHA-256 of method, parameters, matrix, labels, weights and blanks policy."""
        return digest(self)

    @property
    def versions(self) -> dict[str, str]:
        """Versions of the packages that computed this."""
        return {name: _version(name) for name in ("mcda-orch", "numpy")}

    @property
    def table(self) -> Table:
        """Alternatives from the best to the worst, with rank and score."""
        return self._table(len(self.ranking))

    def _table(self, most: int) -> Table:
        ranks, scores = self.ranking.ranks("min"), self.scores
        best_first = [name for group in self.ranking.groups for name in group][:most]
        at = {name: i for i, name in enumerate(self.scores.labels)}
        rows = tuple((int(ranks.values[at[name]]), name, float(scores.values[at[name]])) for name in best_first)
        said = [str(self.blanks)] if self.matrix.blank.any() else []
        said += [] if self.higher_is_better else ["lower is better"]
        return Table(("rank", "alternative", "score"), rows, self.method + (f" ({', '.join(said)})" if said else ""))

    @property
    def remarks(self) -> tuple[str, ...]:
        """The notes."""
        return self.notes

    def _brief(self) -> Table | None:
        return shortened(self._table(SHOWN), len(self.ranking)) if self.scores.ndim == 1 else None

    @told
    def to_frame(self, backend: str | None = None) -> Any:
        """Return a dataframe of the kind that came in, in the input's order: alternative, score, rank."""
        ranks = self.ranking.ranks("min")
        data = {"alternative": list(self.matrix.names), "score": self.scores.values, "rank": ranks.values}
        return to_native(data, backend or self.matrix.frame)

    def __repr__(self) -> str:
        return (
            f"Outcome({self.method}: {self.ranking.one_line})"
            if self.scores.ndim == 1
            else f"Outcome({self.method}, batch {self.scores.shape[:-1]})"
        )


def digest(outcome: Outcome) -> str:
    """Return the SHA-256 of everything that went into an outcome."""
    import hashlib

    matrix, weights = outcome.matrix, outcome.weights
    parts = [
        outcome.method,
        repr(sorted((k, _plain(v)) for k, v in outcome.params.items())),
        repr((matrix.names, matrix.criteria, matrix.shape)),
        repr((weights.criteria, weights.values.shape)),
        str(outcome.blanks),
    ]
    found = hashlib.sha256("\0".join(parts).encode())
    found.update((matrix.values + 0.0).tobytes())
    found.update((weights.values + 0.0).tobytes())
    return found.hexdigest()


@cache
def _version(package: str) -> str:
    """Return the version of a package; looking it up reads files, and it stays what it is."""
    from importlib import metadata

    return metadata.version(package)


def _plain(value: Any) -> str:
    return repr(value.tolist()) if hasattr(value, "tolist") else str(value)
