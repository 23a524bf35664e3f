"""What a method says about a matrix, with everything needed to say it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import PluginError
from .arguments import told
from .blanks import Blanks
from .frames import to_native
from .frozen import Frozen, Labelled
from .matrix import DecisionMatrix
from .ranking import Ranking
from .table import SHOWN, Shown, Table, shortened
from .weights import Weights

if TYPE_CHECKING:
    from .explanation import Explanation
    from .steps import Steps

__all__ = ["Outcome", "Replay", "digest"]


class Replay(Protocol):
    """Runs a method once more on the same input."""

    def steps(self) -> Steps:
        """Return the intermediate results."""


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
    def explain(self, a: str, b: str, without: str | None = None, *, draws: int = 1_000, rng: Any = 0) -> Explanation:
        """Return why `a` stands where it does beside `b`: what each criterion adds to the difference of their scores.

        Where the scores are a sum over criteria, the parts are those of the sum. Elsewhere they are Shapley values (Shapley 1953): what a
        criterion adds on average over all orders in which criteria may come to count. Either way they sum to the difference.

        Parameters
        ----------
        a, b : str
        without : {"weight", "neutral", "worst"}, optional
            What it means that a criterion does not count: it has weight zero, and the others keep theirs; both alternatives have the
            median of its column; or both have the worst value of its column. Unless given, the parts of a sum are taken where the scores
            are one, and weights elsewhere (the median for a method that listens to criteria of weight zero).
        draws : int, default 1,000
            Random orders that Shapley values of more than 15 criteria are estimated along, half of them the reverse of the others.
        rng : seed or Generator, default 0
            Where the draws start: the same seed gives the same draws, None new ones every time.

        Returns
        -------
        Explanation

        Examples
        --------
        >>> import mcda_orch as mo
        >>> why = mo.wsm(mo.load("orchestrators")).explain("Flyte", "Prefect")
        >>> for sentence in why.sentences:
        ...     print(sentence)
        Flyte is ahead of Prefect by 3 under wsm (22 against 19).
        For Flyte speak Pipeline Customization (3) and Cost (1); for Prefect speaks User Admin (1).
        The lead rests on Pipeline Customization alone: without that it is gone.
        """
        explained = import_module("mcda_orch.explanation.explain").explained  # stands above this layer, and is found when it is asked
        found: Explanation = explained(self, a, b, without, draws, rng)
        return found

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
